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

// draftKey names the draft of a form of one application.
func draftKey(what string, id int64) string {
	return "application/" + strconv.FormatInt(id, 10) + "/" + what
}

// newReview is the review sheet clause by clause, with what the review accepts. Ctrl+S keeps an unfinished sheet; F5 makes the
// materials 合格.
func newReview(env *screen.Env, d record) *screen.FormScreen {
	pass := false
	s := &screen.FormScreen{Env: env, Path: textReviewSheet, Left: textReviewSummary, About: textFormHelp}
	s.Form = kit.NewForm(kit.FormSpec{
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
	s.More = func() []kit.Action {
		return []kit.Action{kit.Act(textPass, func() tea.Cmd {
			pass = true
			cmd := s.Form.Submit()
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
			kit.Field{
				Name: "remark " + clause, Label: "  " + textRemark, Value: c.Remark, Limit: 200, Width: 44,
				Show: func(f *kit.Form) bool {
					return f.Text(clause) == string(allocation.VerdictUnmet) || f.Text("remark "+clause) != ""
				},
			})
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
		{
			Name: "groups", Label: textAcceptedGroups, Kind: kit.KindChoices, Choices: groups, Value: strings.Join(acceptedGroups, "\n"), Hint: textGroupsHint,
			Show: func(*kit.Form) bool { return len(groups) > 0 },
		},
		{
			Name: "policy", Label: textPolicyDocument, Value: d.Policy.Document, Limit: 200,
			Show: func(f *kit.Form) bool {
				return f.Text(allocation.PriorityClause) == string(allocation.VerdictMet) || d.Policy.Document != ""
			},
		},
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
func newAsk(env *screen.Env, d record) *screen.FormScreen {
	s := &screen.FormScreen{Env: env, Path: textAsk, Left: textAskSummary, About: textFormHelp}
	s.Form = kit.NewForm(kit.FormSpec{
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
func newReceive(env *screen.Env, d record) *screen.FormScreen {
	var papers []kit.Choice
	for _, m := range d.Materials {
		if m.Received.IsZero() {
			papers = append(papers, kit.Choice{Key: m.Code, Label: m.Title})
		}
	}
	late := env.Today().After(d.Supplement.Deadline)
	s := &screen.FormScreen{Env: env, Path: textReceive, Left: textReceiveSummary, About: textFormHelp}
	s.Form = kit.NewForm(kit.FormSpec{
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
