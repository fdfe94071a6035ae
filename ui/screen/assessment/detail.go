package assessment

import (
	"context"
	"fmt"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/leave"
	"penggai/allocation/oversight"
	"penggai/store/engine"
	"penggai/store/watch"
	"penggai/ui/kit"
	"penggai/ui/kit/picture"
	"penggai/ui/screen"
)

// newDetail is the page of one assessment: what it came to, what was found, the steps.
func newDetail(env *screen.Env, id int64) screen.Screen {
	return screen.NewPage(env, screen.PageSpec[watch.AssessmentDetail]{
		Noun: textAssessments, Free: []string{"f4", "f11", "ctrl+p"}, About: helpDetail,
		Read: func(ctx context.Context, by engine.Actor) (watch.AssessmentDetail, error) {
			return env.Store.Assessment(ctx, by, id)
		},
		Name: func(d watch.AssessmentDetail) string { return d.Name },
		Summary: func(d watch.AssessmentDetail) (string, string) {
			return d.Number + "  " + d.Stay + "  " + d.Units, d.State.Title()
		},
		Next:   func(d watch.AssessmentDetail) string { return d.Next(d.ExitState, env.Today()) },
		Record: func(watch.AssessmentDetail) (allocation.Noun, int64) { return allocation.NounAssessment, id },
		Lines: func(th *kit.Theme, w int, d watch.AssessmentDetail) []string {
			return recordLines(th, w, d, env.Today())
		},
		Actions: func(d watch.AssessmentDetail) []kit.Action { return actions(env, d) },
	})
}

// recordLines are the conclusion, the facts and the steps.
func recordLines(th *kit.Theme, w int, d watch.AssessmentDetail, today civil.Date) []string {
	conclusion, facts, moves := conclusionPairs(th, d.Assessment, today), factPairs(th, d), movePairs(d)
	if w >= picture.SplitWidth {
		half := (w - 2) / 2
		right := append(append([]kit.Pair{}, conclusion...), kit.Pair{}, kit.Pair{Label: textSteps})
		return append(kit.Columns(w, 50, kit.Detail(th, half, facts), append(kit.Detail(th, half, right), kit.Detail(th, half, moves)...)),
			kit.Detail(th, w, rosterPairs(th, d.Roster))...)
	}
	facts = append(facts, rosterPairs(th, d.Roster)...)
	lines := kit.Detail(th, w, append(append(conclusion, kit.Pair{}), facts...))
	return append(append(lines, ""), kit.Detail(th, w, append([]kit.Pair{{Label: textSteps}}, moves...))...)
}

// actions are the next step of the assessment and what else can be done. What is impossible now says why.
func actions(env *screen.Env, d watch.AssessmentDetail) []kit.Action {
	step := func(label string, run func() tea.Cmd, key string, act allocation.Action, states ...oversight.AssessmentState) kit.Action {
		return screen.Step(env, d.State, label, run, key, act, states...)
	}
	first := step(byFailure+" 退出", func() tea.Cmd { return openExit(d) }, "f5", allocation.ActOpenExit, oversight.AssessmentFailed).When(screen.Why(d.NoExit))
	second := step(textExtend, screen.Shows(env, newExtension, d), "ctrl+x", allocation.ActExtendAssessment, oversight.AssessmentRectifying)
	switch {
	case d.State == oversight.AssessmentRectifying:
		first = step(textReinspect, screen.Shows(env, newReinspection, d), "f5", allocation.ActReinspectAssessment, oversight.AssessmentRectifying)
	case d.State == oversight.AssessmentPending:
		first = step(textConfirm+d.Waits().Title(), func() tea.Cmd { return confirm(env, d, true) }, "f5", allocation.ActConfirmAssessment, oversight.AssessmentPending)
		second = step(textRefuse, func() tea.Cmd { return confirm(env, d, false) }, "ctrl+r", allocation.ActConfirmAssessment, oversight.AssessmentPending)
	case d.Exit != 0:
		first = kit.Act("看退出", func() tea.Cmd { return screen.Open(screen.Exit, d.Exit) }, "ctrl+x")
	}
	voiding := step(textVoid, func() tea.Cmd { return void(env, d) }, "f8", d.Voiding(), oversight.AssessmentDone,
		oversight.AssessmentRectifying, oversight.AssessmentPending, oversight.AssessmentFailed, oversight.AssessmentClosed)
	if d.Exit != 0 {
		voiding = voiding.When(watch.ErrAssessmentUsed.Text)
	}
	printing := kit.Act(say.Print, func() tea.Cmd { return screen.Open(screen.PrintAssessment, d.ID) }, "ctrl+p")
	if d.State == oversight.AssessmentVoid {
		printing = printing.When("考核已作废，没有考核表可以打印")
	}
	out := []kit.Action{
		first, second,
		kit.Act(textHistory, func() tea.Cmd { return screen.Open(screen.AssessmentStay, d.Tenancy) }, "f11"),
		kit.Act(textTenancy, func() tea.Cmd { return screen.Open(screen.Tenancy, d.Tenancy) }, "f4").Silent(),
		printing, voiding,
	}
	listing := kit.Act(textRoster, screen.Shows(env, newRoster, d), "f2").When(env.WhyNot(allocation.ActRecordAssessment))
	if d.State == oversight.AssessmentVoid {
		listing = listing.When("考核已作废，不再登记名单")
	}
	out = append(out, listing)
	if d.Measure.Over() > 0 {
		out = append(out, kit.Act("换小房源", func() tea.Cmd { return screen.Open(screen.Tenancy, d.Tenancy) }, "f9"))
	}
	return screen.Offered(out)
}

// openExit opens the form of an exit with this assessment as its evidence.
func openExit(d watch.AssessmentDetail) tea.Cmd {
	return kit.Send(screen.Go{Place: screen.ExitNew, ID: d.Tenancy, Basis: leave.Evidence{Assessment: d.ID}})
}

// confirm asks the second person for the word on a 不合格, or on a 合格 with far fewer jobs than contracted.
func confirm(env *screen.Env, d watch.AssessmentDetail, agreed bool) tea.Cmd {
	yes := textConfirm + d.Waits().Title()
	spec := kit.ConfirmSpec{Title: yes, Lines: []string{fmtConfirmLine(d.AssessmentRow), "确认以后可" + byFailure + " 提出退出。"}, Yes: yes, Reason: kit.ReasonRequired}
	done := "已确认不合格，可" + byFailure + " 退出"
	if d.Waits() == oversight.ConclusionPass {
		spec.Lines[1], done = fmtJobsLine(d.Jobs, d.Figures.Contracted), "已确认合格"
		if over := d.Measure.OverText(); over != "" {
			spec.Lines = append(spec.Lines, over+"。"+oversight.SmallerText+"。")
		}
	}
	if !agreed {
		spec.Title, spec.Lines, spec.Yes, done = textRefuse, []string{fmtRefuseLine(d.AssessmentRow), "不予确认的考核作废，须重新考核。"}, textRefuse, "没有确认，考核已作废，请重新考核"
	}
	if !d.Strict && d.By == env.Actor().ID {
		spec.Lines = append(spec.Lines, "注意：登记和确认是同一人，本区规定仅作提醒，日志会记下。")
	}
	return env.Ask(spec, func(ctx context.Context, by engine.Actor, reason string) (string, error) {
		_, err := env.Store.ConfirmAssessment(ctx, by, d.ID, d.Version, agreed, reason)
		return done, err
	})
}

func void(env *screen.Env, d watch.AssessmentDetail) tea.Cmd {
	spec := kit.ConfirmSpec{Title: textVoid, Lines: []string{fmtVoidLine(d.AssessmentRow), "核实岗位和到期日退回上一次考核。"}, Yes: textVoid, Warn: true, Reason: kit.ReasonRequired}
	if !d.Strict && d.Apart() && d.By == env.Actor().ID {
		spec.Lines = append(spec.Lines, "注意：登记和作废是同一人，本区规定仅作提醒，日志会记下。")
	}
	return env.Ask(spec, func(ctx context.Context, by engine.Actor, reason string) (string, error) {
		_, err := env.Store.VoidAssessment(ctx, by, d.ID, d.Version, reason)
		return say.Voided, err
	})
}

const textSteps = "经过"

// The steps.
const (
	textConfirm = "确认"
	textRefuse  = "不予确认"
	textVoid    = say.Void
)

func fmtConfirmLine(r watch.AssessmentRow) string {
	return fmt.Sprintf("确认 %s（%s）考核%s：%s%s", r.Name, r.Number, r.Waits().Title(), r.Reason, r.Inspect)
}

func fmtRefuseLine(r watch.AssessmentRow) string {
	return fmt.Sprintf("不确认 %s（%s）考核%s。", r.Name, r.Number, r.Waits().Title())
}

func fmtVoidLine(r watch.AssessmentRow) string {
	return fmt.Sprintf("作废 %s 的考核 %s（%s，%s）。", r.Name, r.Number, r.Day, r.State.Title())
}
