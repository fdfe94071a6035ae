package assessment

import (
	"context"
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// newDetail is the page of one assessment: what it came to, what was found, the steps.
func newDetail(env *screen.Env, id int64) screen.Screen {
	return screen.NewRecordPage(env, screen.RecordSpec[store.AssessmentDetail]{
		Noun: textAssessments, Free: []string{"f4", "f2", "f7"}, About: helpDetail,
		Read: func(ctx context.Context, by store.Actor) (store.AssessmentDetail, error) {
			return env.Store.Assessment(ctx, by, id)
		},
		Name: func(d store.AssessmentDetail) string { return d.Name },
		Summary: func(d store.AssessmentDetail) (string, string) {
			return d.Number + "  " + d.Stay + "  " + d.Units, d.State.Title()
		},
		Head: func(th *kit.Theme, w int, d store.AssessmentDetail) []string {
			return []string{" " + th.Accent.Render(textWhatNext) + " " + kit.Cut(fmtNext(d.AssessmentRow, env.Today()), w-10), ""}
		},
		Lines: func(th *kit.Theme, w int, d store.AssessmentDetail) []string {
			return recordLines(th, w, d, env.Today())
		},
		Actions: func(d store.AssessmentDetail) []kit.Action { return (&detail{env, d}).actions() },
	})
}

// recordLines are the conclusion, the facts and the steps.
func recordLines(th *kit.Theme, w int, d store.AssessmentDetail, today civil.Date) []string {
	conclusion, facts, moves := conclusionPairs(th, d.Assessment, today), factPairs(th, d), movePairs(d)
	if w >= kit.SplitWidth {
		half := (w - 2) / 2
		right := append(append([]kit.Pair{}, conclusion...), kit.Pair{}, kit.Pair{Label: textSteps})
		return kit.Columns(w, 50, kit.Detail(th, half, facts), append(kit.Detail(th, half, right), kit.Detail(th, half, moves)...))
	}
	lines := kit.Detail(th, w, append(append(conclusion, kit.Pair{}), facts...))
	return append(append(lines, ""), kit.Detail(th, w, append([]kit.Pair{{Label: textSteps}}, moves...))...)
}

// detail is an assessment as it was read, with what can be done about it.
type detail struct {
	env *screen.Env
	d   store.AssessmentDetail
}

// actions are the next step of the assessment and what else can be done. What is impossible now says why.
func (s *detail) actions() []kit.Action {
	d := s.d
	step := func(label string, run func() tea.Cmd, key string, act allocation.Action, states ...allocation.AssessmentState) kit.Action {
		a := kit.Act(label, run, key)
		if slices.Contains(states, d.State) {
			return a.When(s.env.WhyNot(act))
		}
		return a.When(fmtOnlyWhen(d.State, label, states))
	}
	push := func(make func(*screen.Env, store.AssessmentDetail) *screen.FormScreen) func() tea.Cmd {
		return func() tea.Cmd { return kit.Send(screen.Push{Screen: make(s.env, s.d)}) }
	}
	exit := step(textExit3, s.exit, "f5", allocation.ActOpenExit, allocation.AssessmentFailed)
	if d.Exit != 0 {
		exit = kit.Act(textShowExit, func() tea.Cmd { return screen.Open("exit", d.Exit) }, "f5")
	}
	steps := []kit.Action{
		step(textReinspect, push(newReinspection), "f5", allocation.ActReinspectAssessment, allocation.AssessmentRectifying),
		step(textConfirm, func() tea.Cmd { return s.confirm(true) }, "f5", allocation.ActConfirmAssessment, allocation.AssessmentPending),
		exit,
	}
	first := slices.IndexFunc([]allocation.AssessmentState{allocation.AssessmentRectifying, allocation.AssessmentPending}, func(x allocation.AssessmentState) bool { return x == d.State })
	if first < 0 {
		first = 2
	}
	second := step(textExtend, push(newExtension), "f6", allocation.ActExtendAssessment, allocation.AssessmentRectifying)
	if d.State == allocation.AssessmentPending {
		second = step(textRefuse, func() tea.Cmd { return s.confirm(false) }, "f6", allocation.ActConfirmAssessment, allocation.AssessmentPending)
	}
	voiding := step(textVoid, s.void, "f8", allocation.ActVoidAssessment, allocation.AssessmentDone, allocation.AssessmentRectifying,
		allocation.AssessmentPending, allocation.AssessmentFailed, allocation.AssessmentClosed)
	if d.Exit != 0 {
		voiding = voiding.When(store.ErrAssessmentUsed.Text)
	}
	printing := kit.Act(textPrint, func() tea.Cmd { return kit.Send(screen.Go{Place: "document", Arg: Place, ID: d.ID}) }, "f7", "ctrl+o")
	if d.State == allocation.AssessmentVoid {
		printing = printing.When(textVoidNoPrint)
	}
	return []kit.Action{
		steps[first], second,
		kit.Act(textHistory, func() tea.Cmd { return screen.Open(Place, d.Tenancy) }, "f4"),
		kit.Act(textTenancy, func() tea.Cmd { return screen.Open("tenancy", d.Tenancy) }, "f2").Silent(),
		printing,
		voiding,
	}
}

// exit opens the form of an exit by 四(五)3 with this assessment as its evidence.
func (s *detail) exit() tea.Cmd {
	d := s.d
	return kit.Send(screen.Go{Place: "exit", ID: d.Tenancy, Arg: "open/assessment/" + strconv.FormatInt(d.ID, 10)})
}

// confirm asks the second person for the word on a 不合格.
func (s *detail) confirm(agreed bool) tea.Cmd {
	d, env := s.d, s.env
	spec := kit.ConfirmSpec{Title: textConfirm, Lines: []string{fmtConfirmLine(d.AssessmentRow), textConfirmThen}, Yes: textConfirm, Reason: kit.ReasonRequired}
	done := textConfirmed
	if !agreed {
		spec.Title, spec.Lines, spec.Yes, done = textRefuse, []string{fmtRefuseLine(d.AssessmentRow), textRefuseThen}, textRefuse, textRefused
	}
	if !d.Strict && d.By == env.Actor().ID {
		spec.Lines = append(spec.Lines, textSameHands)
	}
	return kit.Ask(spec, func(a kit.Answer) tea.Cmd {
		return env.Do(func(ctx context.Context, by store.Actor) (string, error) {
			_, err := env.Store.ConfirmAssessment(ctx, by, d.ID, d.Version, agreed, a.Reason)
			return done, err
		})
	})
}

func (s *detail) void() tea.Cmd {
	d, env := s.d, s.env
	spec := kit.ConfirmSpec{Title: textVoid, Lines: []string{fmtVoidLine(d.AssessmentRow), textVoidThen}, Yes: textVoid, Warn: true, Reason: kit.ReasonRequired}
	return kit.Ask(spec, func(a kit.Answer) tea.Cmd {
		return env.Do(func(ctx context.Context, by store.Actor) (string, error) {
			return textVoidDone, env.Store.VoidAssessment(ctx, by, d.ID, d.Version, a.Reason)
		})
	})
}
