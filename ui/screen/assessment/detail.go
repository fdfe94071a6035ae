package assessment

import (
	"context"
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/store"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// detail is the page of one assessment: what it came to, what was found, the steps.
type detail struct {
	env    *screen.Env
	id     int64
	load   screen.Loader[store.AssessmentDetail]
	scroll screen.Scroll
}

func newDetail(env *screen.Env, id int64) *detail { return &detail{env: env, id: id} }

// Init reads the assessment.
func (s *detail) Init() tea.Cmd { return s.read() }

func (s *detail) read() tea.Cmd {
	st, by, id := s.env.Store, s.env.Actor(), s.id
	return s.load.Read(func(ctx context.Context) (store.AssessmentDetail, error) { return st.Assessment(ctx, by, id) })
}

// Update reads again when rows were written; arrows scroll.
func (s *detail) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if cmd, mine := s.load.Take(msg); mine {
		return s, cmd
	}
	if _, changed := msg.(kit.DataChanged); changed {
		return s, s.read()
	}
	s.scroll.Update(msg)
	return s, nil
}

// Title is the tenant.
func (s *detail) Title() string {
	if !s.load.Ready {
		return textAssessments
	}
	return textAssessments + " > " + s.load.Value.Name
}

// Summary is which assessment of which stay, and where it stands.
func (s *detail) Summary() (left, right string) {
	if !s.load.Ready {
		return textReading, ""
	}
	d := s.load.Value
	return d.Number + "  " + d.Stay + "  " + d.Units, d.State.Title()
}

// Body is what comes next, the conclusion, the facts and the steps.
func (s *detail) Body(w, h int) []string {
	if !s.load.Ready {
		return nil
	}
	d, th := s.load.Value, s.env.Theme
	conclusion, facts, moves := conclusionPairs(th, d.Assessment, s.env.Today()), factPairs(th, d), movePairs(d)
	out := []string{" " + th.Accent.Render(textWhatNext) + " " + kit.Cut(fmtNext(d.AssessmentRow, s.env.Today()), w-10), ""}
	var lines []string
	if w >= kit.SplitWidth {
		half := (w - 2) / 2
		right := append(append([]kit.Pair{}, conclusion...), kit.Pair{}, kit.Pair{Label: textSteps})
		lines = kit.Columns(w, 50, kit.Detail(th, half, facts), append(kit.Detail(th, half, right), kit.Detail(th, half, moves)...))
	} else {
		lines = kit.Detail(th, w, append(append(conclusion, kit.Pair{}), facts...))
		lines = append(append(lines, ""), kit.Detail(th, w, append([]kit.Pair{{Label: textSteps}}, moves...))...)
	}
	return append(out, s.scroll.Lines(th, lines, h-len(out))...)
}

// Cursor is always nil: nothing is typed.
func (s *detail) Cursor() *tea.Cursor { return nil }

// Help explains the page.
func (s *detail) Help() []string { return helpDetail }

// Actions are the next step of the assessment and what else can be done. What is impossible now says why.
func (s *detail) Actions() []kit.Action {
	if !s.load.Ready {
		return nil
	}
	d := s.load.Value
	step := func(label string, run func() tea.Cmd, key string, act allocation.Action, states ...allocation.AssessmentState) kit.Action {
		a := kit.Act(label, run, key)
		if slices.Contains(states, d.State) {
			return a.When(s.env.WhyNot(act))
		}
		return a.When(fmtOnlyWhen(d.State, label, states))
	}
	push := func(make func(*screen.Env, store.AssessmentDetail) *screen.FormScreen) func() tea.Cmd {
		return func() tea.Cmd { return kit.Send(screen.Push{Screen: make(s.env, s.load.Value)}) }
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
	printing := kit.Act(textPrint, func() tea.Cmd { return kit.Send(screen.Go{Place: "document", Arg: Place, ID: s.id}) }, "f7", "ctrl+o")
	if d.State == allocation.AssessmentVoid {
		printing = printing.When(textVoidNoPrint)
	}
	return screen.Settled(s.load.Busy(), []kit.Action{
		steps[first], second,
		kit.Act(textHistory, func() tea.Cmd { return screen.Open(Place, d.Tenancy) }, "f4"),
		kit.Act(textTenancy, func() tea.Cmd { return screen.Open("tenancy", d.Tenancy) }, "f2").Silent(),
		printing,
		voiding,
	}, "f4", "f2", "f7")
}

// exit opens the form of an exit by 四(五)3 with this assessment as its evidence.
func (s *detail) exit() tea.Cmd {
	d := s.load.Value
	return kit.Send(screen.Go{Place: "exit", ID: d.Tenancy, Arg: "open/assessment/" + strconv.FormatInt(d.ID, 10)})
}

// confirm asks the second person for the word on a 不合格.
func (s *detail) confirm(agreed bool) tea.Cmd {
	d, env := s.load.Value, s.env
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
	d, env := s.load.Value, s.env
	spec := kit.ConfirmSpec{Title: textVoid, Lines: []string{fmtVoidLine(d.AssessmentRow), textVoidThen}, Yes: textVoid, Warn: true, Reason: kit.ReasonRequired}
	return kit.Ask(spec, func(a kit.Answer) tea.Cmd {
		return env.Do(func(ctx context.Context, by store.Actor) (string, error) {
			return textVoidDone, env.Store.VoidAssessment(ctx, by, d.ID, d.Version, a.Reason)
		})
	})
}
