package application

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/engine"
	"penggai/store/intake"
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
	s := screen.NewForm(env, screen.FormScreen{Path: textReviewSheet, Left: "左右键切换符合、不符合；Ctrl+S 保存，F5 判为材料合格", About: textFormHelp}, kit.FormSpec{
		Draft:    draftKey("review", d.ID),
		Sections: []kit.Section{{Title: "逐条审查（二、三.1 至 三.7）", Fields: append(noticed(d), clauseFields(d)...)}, {Title: say.Accept, Fields: append(findingFields(d), groupFields(d)...)}},
		Save: func(f *kit.Form) tea.Cmd {
			through, done := pass, "审查表已保存"
			if pass = false; through {
				done = "材料合格，可以评审"
			}
			return env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
				return done, env.Store.ReviewApplication(ctx, by, d.ID, d.Version, readReview(d, f), through)
			})(f)
		},
	})
	s.Keys = func(form []kit.Action) []kit.Action {
		return append([]kit.Action{kit.Act("材料合格", func() tea.Cmd {
			pass = true
			cmd := s.Form.Submit()
			pass = false
			return cmd
		}, "f5").When(env.WhyNot(allocation.ActPassReview))}, form...)
	}
	return s
}

// noticed are what the acceptance noticed, before the eyes of who finds the clauses met or not.
func noticed(d record) []kit.Field {
	var out []kit.Field
	label := textFlags
	for i, flag := range d.Flags {
		out = append(out, kit.Field{Name: "flag " + strconv.Itoa(i), Label: label, Kind: kit.KindShown, Value: flagWords(flag)})
		label = " "
	}
	return out
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
			remarkField(d, c))
	}
	return out
}

// remarkField is what is said of a clause: why it is not met; of the lines of 二 what was seen, of a business that moves why it may.
func remarkField(d record, c allocation.ClauseCheck) kit.Field {
	f := kit.Field{Name: allocation.RemarkField(c.Clause), Label: "  " + "原因", Value: c.Remark, Limit: 200, Width: 44}
	switch {
	case allocation.Seen(c.Clause):
		f.Label, f.Hint = "  "+"看到", "自报 "+d.Who.FixedResidence
		if c.Clause == allocation.ClauseAssets {
			f.Hint = "自报 " + d.Who.FixedAssets
		}
	case c.Clause == allocation.MovingClause && d.Moving:
		f.Hint = "自报市内搬迁，判为符合也要写理由"
	default:
		f.Show = func(f *kit.Form) bool {
			return f.Text(c.Clause) == string(allocation.VerdictUnmet) || f.Text(allocation.RemarkField(c.Clause)) != ""
		}
	}
	return f
}

// groupFields put each claimed group beside its proof and ask whether it is accepted.
func groupFields(d record) []kit.Field {
	var out []kit.Field
	for _, g := range d.Groups {
		name := allocation.GroupField(g.Code)
		hint := textNotFirst
		switch {
		case g.Base:
			hint = textFirstInBase
		case g.Priority:
			hint = textFirstIf
		}
		out = append(
			out,
			kit.Field{Name: "shown " + name, Label: "自报群体", Kind: kit.KindShown, Value: g.Title + brackets(g.Proof)},
			kit.Field{
				Name: name, Label: "  " + say.Accept, Kind: kit.KindChoice, Value: string(g.Verdict()), Width: 12, Hint: hint,
				Choices: []kit.Choice{{Key: string(allocation.VerdictMet), Label: textAccepted}, {Key: string(allocation.VerdictUnmet), Label: textNotAccepted}},
			},
			kit.Field{Name: allocation.UntilField(name), Label: "  " + "证明有效至", Kind: kit.KindDate, Value: g.Until.String(), Hint: "没有期限的空着"},
			kit.Field{
				Name: allocation.RemarkField(name), Label: "  " + "原因", Value: g.Remark, Limit: 200, Width: 44,
				Show: func(f *kit.Form) bool { return f.Text(name) == string(allocation.VerdictUnmet) },
			},
		)
	}
	return out
}

// countedWords are the jobs that running stays count already.
func countedWords(stays []allocation.StayJobs) string {
	var out string
	for _, c := range stays {
		out += "；" + c.Stay + " 已计" + screen.JobWords(c.Jobs)
	}
	return out
}

// findingFields are what the review accepts: jobs, taxes, groups, the policy document, the papers.
func findingFields(d record) []kit.Field {
	jobs, tax := d.Jobs.Accepted, d.Taxes.Accepted
	source := jobs.Source
	if !jobs.Stated() {
		jobs, source = d.Jobs.Claimed, "材料审查"
	}
	if !tax.Stated() {
		tax = d.Taxes.Claimed
	}
	var papers []kit.Choice
	var in []string
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
		{Name: "jobs_accepted", Label: "认定全职", Kind: kit.KindNumber, Value: number(jobs.Full), Unit: textPeople, Hint: textClaimed + " " + screen.JobWords(d.Jobs.Claimed) + countedWords(d.Stays)},
		{Name: "part_accepted", Label: "认定兼职", Kind: kit.KindNumber, Value: number(jobs.Part), Unit: textPeople},
		{Name: "source", Label: "认定依据", Value: source, Limit: 200},
		{Name: "taxes_accepted", Label: "认定年缴税", Kind: kit.KindMoney, Value: kit.OrEmpty(tax.Amount), Unit: textYuan, Hint: taxWords(allocation.Taxes{Claimed: d.Taxes.Claimed})},
		{
			Name: "policy", Label: textPolicyDocument, Value: d.Policy.Document, Limit: 200,
			Show: func(f *kit.Form) bool {
				return f.Text(allocation.PriorityClause) == string(allocation.VerdictMet) || d.Policy.Document != ""
			},
		},
		{Name: "materials", Label: textPapersIn, Kind: kit.KindChoices, All: true, Choices: papers, Value: strings.Join(in, "\n"), Hint: textPapersHint},
	}
}

func readReview(d record, f *kit.Form) intake.ReviewInput {
	in := intake.ReviewInput{
		Jobs:      allocation.JobFigure{Full: int64(f.Number("jobs_accepted")), Part: int64(f.Number("part_accepted")), Source: f.Text("source")},
		Tax:       allocation.TaxFigure{Amount: f.Money("taxes_accepted"), Source: f.Text("source")},
		Materials: f.Many("materials"), PolicyDocument: f.Text("policy"),
	}
	for _, g := range d.Groups {
		name := allocation.GroupField(g.Code)
		in.Groups = append(in.Groups, allocation.GroupVerdict{
			Code: g.Code, Verdict: allocation.Verdict(f.Text(name)), Until: f.Date(allocation.UntilField(name)), Remark: f.Text(allocation.RemarkField(name)),
		})
	}
	for _, clause := range allocation.ReviewClauses {
		in.Clauses = append(in.Clauses, allocation.ClauseCheck{Clause: clause, Verdict: allocation.Verdict(f.Text(clause)), Remark: f.Text(allocation.RemarkField(clause))})
	}
	return in
}

// newAsk asks for what is missing, until a deadline.
func newAsk(env *screen.Env, d record) *screen.FormScreen {
	return screen.NewForm(env, screen.FormScreen{Path: textAsk, Left: "Ctrl+S 发出补正要求", About: textFormHelp}, kit.FormSpec{
		Draft: draftKey("ask", d.ID),
		Sections: []kit.Section{{Title: d.Number + " " + d.Who.Name, Fields: []kit.Field{
			{Name: "items", Label: textMissingItems, Kind: kit.KindLong, Value: strings.Join(d.MissingMaterials(), "、"), Required: true, Lines: 4, Limit: 500, Hint: "逐项写清，一次告知"},
			{Name: "deadline", Label: textDeadline, Kind: kit.KindDate, Hint: fmtDeadlineHint(d.Deadline, d.Parameters.Supplement)},
		}}},
		Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			until, err := env.Store.AskSupplement(ctx, by, d.ID, d.Version, f.Text("items"), f.Date("deadline"))
			return fmtAsked(until), err
		}),
	})
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
	return screen.NewForm(env, screen.FormScreen{Path: textReceive, Left: "Ctrl+S 登记收到的材料", About: textFormHelp}, kit.FormSpec{
		Draft: draftKey("receive", d.ID),
		Sections: []kit.Section{{Title: d.Number + " " + d.Who.Name, Fields: []kit.Field{
			{Name: "asked", Label: textMissingItems, Kind: kit.KindShown, Value: d.Supplement.Items},
			{Name: "until", Label: textDeadline, Kind: kit.KindShown, Value: d.Supplement.Deadline.String()},
			{Name: "materials", Label: textPapersIn, Kind: kit.KindChoices, All: true, Choices: papers, Hint: textPapersHint},
			{Name: "reason", Label: "逾期仍收的理由", Required: late, Limit: 200, Hint: "补正期限已过，须写明理由", Show: func(*kit.Form) bool { return late }},
		}}},
		Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			return "已收到补正，回到已受理", env.Store.ReceiveSupplement(ctx, by, d.ID, d.Version, f.Many("materials"), f.Text("reason"))
		}),
	})
}

// Labels and rules of review, evaluation and supplement.
const (
	textMissingItems = "要补正什么"
	textDeadline     = say.SupplementBy
)

func fmtDeadlineHint(deadline civil.Date, period civil.Period) string {
	return fmt.Sprintf("空着即 %s（%s）", deadline, period)
}

func fmtAsked(deadline civil.Date) string {
	return fmt.Sprintf("已要求补正，期限 %s", deadline)
}
