package application

import (
	"context"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/store"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// formScreen is what the forms of this package have in common.
type formScreen struct {
	env   *screen.Env
	form  *kit.Form
	title string
	left  string
	right func() string
	more  func() []kit.Action
}

// Init brings the draft back.
func (s *formScreen) Init() tea.Cmd { return s.form.Init() }

// Update passes to the form.
func (s *formScreen) Update(msg tea.Msg) (screen.Screen, tea.Cmd) { return s, s.form.Update(msg) }

// Title is what the form does.
func (s *formScreen) Title() string { return s.title }

// Summary says how to save and what the values amount to.
func (s *formScreen) Summary() (string, string) {
	if s.right == nil {
		return s.left, ""
	}
	return s.left, s.right()
}

// Body is the form.
func (s *formScreen) Body(w, h int) []string { return s.form.Lines(s.env.Theme, w, h) }

// Cursor is the form's.
func (s *formScreen) Cursor() *tea.Cursor { return s.form.Cursor() }

// Escape leaves the form and keeps the draft.
func (s *formScreen) Escape() (bool, tea.Cmd) { return s.form.Escape() }

// Dirty says whether something is half-typed.
func (s *formScreen) Dirty() bool { return s.form.Dirty() }

// Actions are the form's and those of the screen, which come first.
func (s *formScreen) Actions() []kit.Action {
	if s.more == nil {
		return s.form.Actions()
	}
	return append(s.more(), s.form.Actions()...)
}

// draftKey names the draft of a form of one application.
func draftKey(what string, id int64) string {
	return "application/" + strconv.FormatInt(id, 10) + "/" + what
}

// newReview is the review sheet clause by clause, with what the review accepts. Ctrl+S keeps an unfinished sheet; F5 makes the
// materials 合格.
func newReview(env *screen.Env, d record) *formScreen {
	pass := false
	s := &formScreen{env: env, title: textReviewSheet, left: textReviewSummary}
	s.form = kit.NewForm(kit.FormSpec{
		Draft: draftKey("review", d.ID), Drafts: env.Drafts(), Today: env.Today(),
		Sections: []kit.Section{{Title: textSheet, Fields: clauseFields(d)}, {Title: textFindings, Fields: findingFields(d)}},
		Save: func(f *kit.Form) tea.Cmd {
			in, through := readReview(f), pass
			pass = false
			return env.Do(func(ctx context.Context, by store.Actor) (string, error) {
				done := textSheetSaved
				if through {
					done = textPassed
				}
				return done, env.Store.ReviewApplication(ctx, by, d.ID, d.Version, in, through)
			}, f.Saved(), kit.Send(kit.Back{}))
		},
	})
	s.more = func() []kit.Action {
		return []kit.Action{kit.Act(textPass, func() tea.Cmd {
			pass = true
			cmd := s.form.Submit()
			pass = false
			return cmd
		}, "f5").When(env.WhyNot(allocation.ActPassReview))}
	}
	return s
}

// clauseFields are a verdict and a remark for every clause; the names are those that refusals give.
func clauseFields(d record) []kit.Field {
	var out []kit.Field
	for _, clause := range allocation.ReviewClauses {
		c := d.Review.Of(clause)
		var choices []kit.Choice
		for _, v := range allocation.Verdicts {
			if v != allocation.VerdictNone || clause == allocation.PriorityClause {
				choices = append(choices, kit.Choice{Key: string(v), Label: v.Title()})
			}
		}
		out = append(out,
			kit.Field{Name: clause, Label: clause, Kind: kit.KindChoice, Choices: choices, Value: string(c.Verdict), Width: 12, Hint: allocation.ClauseTitle(clause)},
			kit.Field{Name: "remark " + clause, Label: "  " + textRemark, Value: c.Remark, Limit: 200, Width: 44,
				Show: func(f *kit.Form) bool {
					return f.Text(clause) == string(allocation.VerdictUnmet) || f.Text("remark "+clause) != ""
				}})
	}
	return out
}

// findingFields are what the review accepts: jobs, taxes, groups, the policy document, the papers.
func findingFields(d record) []kit.Field {
	jobs, tax := d.Jobs.Accepted, d.Taxes.Accepted
	source := jobs.Source
	if !jobs.Stated() {
		jobs, source = d.Jobs.Claimed, textSourceDefault
	}
	if !tax.Stated() {
		tax = d.Taxes.Claimed
	}
	var groups, papers []kit.Choice
	var acceptedGroups, in []string
	for _, g := range d.Groups {
		groups = append(groups, kit.Choice{Key: g.Code, Label: g.Title, Note: g.Proof})
		if g.Accepted {
			acceptedGroups = append(acceptedGroups, g.Code)
		}
	}
	for _, m := range d.Materials {
		note := ""
		if !m.Required {
			note = textOptional
		}
		papers = append(papers, kit.Choice{Key: m.Code, Label: m.Title, Note: note})
		if !m.Received.IsZero() {
			in = append(in, m.Code)
		}
	}
	return []kit.Field{
		{Name: "jobs_accepted", Label: textAcceptedFull, Kind: kit.KindNumber, Value: number(jobs.Full), Unit: textPeople, Hint: textClaimed + " " + peopleWords(d.Jobs.Claimed)},
		{Name: "part_accepted", Label: textAcceptedPart, Kind: kit.KindNumber, Value: number(jobs.Part), Unit: textPeople},
		{Name: "source", Label: textSource, Value: source, Limit: 200},
		{Name: "taxes_accepted", Label: textAcceptedTax, Kind: kit.KindMoney, Value: money(tax.Amount), Unit: textYuan, Hint: taxWords(allocation.Taxes{Claimed: d.Taxes.Claimed})},
		{Name: "groups", Label: textAcceptedGroups, Kind: kit.KindChoices, Choices: groups, Value: strings.Join(acceptedGroups, "\n"), Hint: textGroupsHint,
			Show: func(*kit.Form) bool { return len(groups) > 0 }},
		{Name: "policy", Label: textPolicyDocument, Value: d.Policy.Document, Limit: 200,
			Show: func(f *kit.Form) bool {
				return f.Text(allocation.PriorityClause) == string(allocation.VerdictMet) || d.Policy.Document != ""
			}},
		{Name: "materials", Label: textPapersIn, Kind: kit.KindChoices, Choices: papers, Value: strings.Join(in, "\n"), Hint: textPapersHint},
	}
}

func readReview(f *kit.Form) store.ReviewInput {
	in := store.ReviewInput{
		Jobs:      allocation.JobFigure{Full: int64(f.Number("jobs_accepted")), Part: int64(f.Number("part_accepted")), Source: f.Text("source")},
		Tax:       allocation.TaxFigure{Amount: f.Money("taxes_accepted"), Source: f.Text("source")},
		Groups:    f.Many("groups"),
		Materials: f.Many("materials"), PolicyDocument: f.Text("policy"),
	}
	for _, clause := range allocation.ReviewClauses {
		in.Clauses = append(in.Clauses, allocation.ClauseCheck{Clause: clause, Verdict: allocation.Verdict(f.Text(clause)), Remark: f.Text("remark " + clause)})
	}
	return in
}

// newAsk asks for what is missing, until a deadline.
func newAsk(env *screen.Env, d record) *formScreen {
	s := &formScreen{env: env, title: textAsk, left: textAskSummary}
	s.form = kit.NewForm(kit.FormSpec{
		Draft: draftKey("ask", d.ID), Drafts: env.Drafts(), Today: env.Today(),
		Sections: []kit.Section{{Title: d.Number + " " + d.Who.Name, Fields: []kit.Field{
			{Name: "items", Label: textMissingItems, Kind: kit.KindLong, Value: strings.Join(d.MissingMaterials(), "、"), Required: true, Lines: 4, Limit: 500, Hint: textItemsHint},
			{Name: "deadline", Label: textDeadline, Kind: kit.KindDate, Hint: fmtDeadlineHint(d.Deadline, d.Parameters.Supplement)},
		}}},
		Save: func(f *kit.Form) tea.Cmd {
			items, deadline := f.Text("items"), f.Date("deadline")
			return env.Do(func(ctx context.Context, by store.Actor) (string, error) {
				until, err := env.Store.AskSupplement(ctx, by, d.ID, d.Version, items, deadline)
				return fmtAsked(until), err
			}, f.Saved(), kit.Send(kit.Back{}))
		},
	})
	return s
}

// newReceive takes the papers that came in.
func newReceive(env *screen.Env, d record) *formScreen {
	var papers []kit.Choice
	for _, m := range d.Materials {
		if m.Received.IsZero() {
			papers = append(papers, kit.Choice{Key: m.Code, Label: m.Title})
		}
	}
	late := env.Today().After(d.Supplement.Deadline)
	s := &formScreen{env: env, title: textReceive, left: textReceiveSummary}
	s.form = kit.NewForm(kit.FormSpec{
		Draft: draftKey("receive", d.ID), Drafts: env.Drafts(), Today: env.Today(),
		Sections: []kit.Section{{Title: d.Number + " " + d.Who.Name, Fields: []kit.Field{
			{Name: "asked", Label: textMissingItems, Kind: kit.KindShown, Value: d.Supplement.Items},
			{Name: "until", Label: textDeadline, Kind: kit.KindShown, Value: d.Supplement.Deadline.String()},
			{Name: "materials", Label: textPapersIn, Kind: kit.KindChoices, Choices: papers, Hint: textPapersHint},
			{Name: "reason", Label: textLateReason, Required: late, Limit: 200, Hint: textLateHint, Show: func(*kit.Form) bool { return late }},
		}}},
		Save: func(f *kit.Form) tea.Cmd {
			codes, reason := slices.Clone(f.Many("materials")), f.Text("reason")
			return env.Do(func(ctx context.Context, by store.Actor) (string, error) {
				return textReceived, env.Store.ReceiveSupplement(ctx, by, d.ID, d.Version, codes, reason)
			}, f.Saved(), kit.Send(kit.Back{}))
		},
	})
	return s
}
