package finding

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/store"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// newDetail is the page of one finding: what was found, what was said about it.
func newDetail(env *screen.Env, id int64) screen.Screen {
	return screen.NewRecordPage(env, screen.RecordSpec[store.FindingDetail]{
		Noun: textFindings, Free: []string{"f4"}, About: helpDetail,
		Read: func(ctx context.Context, by store.Actor) (store.FindingDetail, error) {
			return env.Store.Finding(ctx, by, id)
		},
		Name:    func(d store.FindingDetail) string { return d.Number },
		Summary: func(d store.FindingDetail) (string, string) { return d.Noun.Title() + " " + d.Subject, d.State.Title() },
		Head: func(th *kit.Theme, w int, d store.FindingDetail) []string {
			return []string{" " + th.Accent.Render(textNext) + " " + kit.Cut(cmp.Or(d.Next(), textNothingLeft), w-10), ""}
		},
		Lines: func(th *kit.Theme, w int, d store.FindingDetail) []string {
			lines := append(kit.Detail(th, w, aboutPairs(th, d.FindingRow, env.Today())), "")
			return append(lines, kit.Detail(th, w, append([]kit.Pair{{Label: textSaid}}, stepPairs(th, d)...))...)
		},
		Actions: func(d store.FindingDetail) []kit.Action { return (&detail{env, d}).actions() },
	})
}

// detail is a finding as it was read, with what can be done about it.
type detail struct {
	env *screen.Env
	d   store.FindingDetail
}

// actions are the step of the state first; the others say why they are impossible now.
func (s *detail) actions() []kit.Action {
	d := s.d
	step := func(label string, run func() tea.Cmd, key string, act allocation.Action, states ...allocation.FindingState) kit.Action {
		a := kit.Act(label, run, key)
		if slices.Contains(states, d.State) {
			return a.When(s.env.WhyNot(act))
		}
		return a.When(fmtOnlyWhen(d.State, label, states))
	}
	push := func(make func(*screen.Env, store.FindingDetail) *screen.FormScreen) func() tea.Cmd {
		return func() tea.Cmd { return kit.Send(screen.Push{Screen: make(s.env, s.d)}) }
	}
	first := step(textAnswer, push(newAnswer), "f5", allocation.ActAnswerFinding, allocation.FindingRaised, allocation.FindingReturned)
	if !d.State.Waits() {
		first = step(textClose, s.close, "f5", allocation.ActCloseFinding, allocation.FindingAnswered)
	}
	list := []kit.Action{first, step(textReturn, push(newReturn), "f6", allocation.ActReturnFinding, allocation.FindingAnswered)}
	if d.Noun != allocation.FindingDistrict {
		list = append(list, kit.Act(fmtShow(d.Noun), func() tea.Cmd { return screen.Open(string(d.Noun), d.NounID) }, "f4"))
	}
	if d.Noun == allocation.FindingTenancy && d.State != allocation.FindingWithdrawn {
		exit := kit.Act(textExit3, func() tea.Cmd {
			return kit.Send(screen.Go{Place: "exit", ID: d.NounID, Arg: "open/finding/" + strconv.FormatInt(d.ID, 10)})
		}, "f9").When(s.env.WhyNot(allocation.ActOpenExit))
		if len(d.Exits) > 0 {
			last := d.Exits[len(d.Exits)-1]
			exit = kit.Act(textShowExit, func() tea.Cmd { return screen.Open("exit", last) }, "f9")
		}
		list = append(list, exit)
	}
	list = append(list, step(textWithdraw, s.withdraw, "f8", allocation.ActWithdrawFinding, allocation.FindingRaised, allocation.FindingReturned, allocation.FindingAnswered))
	return list
}

// close asks before the finding ends.
func (s *detail) close() tea.Cmd {
	d, env := s.d, s.env
	spec := kit.ConfirmSpec{Title: textClose, Lines: []string{fmtCloseLine(d.FindingRow)}, Yes: textClose, Reason: kit.ReasonOptional}
	return kit.Ask(spec, func(a kit.Answer) tea.Cmd {
		return env.Do(func(ctx context.Context, by store.Actor) (string, error) {
			return textClosedNow, env.Store.CloseFinding(ctx, by, d.ID, d.Version, a.Reason)
		})
	})
}

func (s *detail) withdraw() tea.Cmd {
	d, env := s.d, s.env
	spec := kit.ConfirmSpec{Title: textWithdraw, Lines: []string{fmtWithdrawLine(d.FindingRow)}, Yes: textWithdraw, Warn: true, Reason: kit.ReasonRequired}
	return kit.Ask(spec, func(a kit.Answer) tea.Cmd {
		return env.Do(func(ctx context.Context, by store.Actor) (string, error) {
			return textWithdrawn, env.Store.WithdrawFinding(ctx, by, d.ID, d.Version, a.Reason)
		})
	})
}

// form makes a form screen of one finding.
func form(env *screen.Env, d store.FindingDetail, title, left, draft string, spec kit.FormSpec) *screen.FormScreen {
	spec.Draft = "finding/" + strconv.FormatInt(d.ID, 10) + "/" + draft
	spec.Drafts, spec.Today = env.Drafts(), env.Today()
	return &screen.FormScreen{Env: env, Path: title, Left: left, Form: kit.NewForm(spec), About: helpDetail, Over: func(w int) []string {
		return append(kit.Detail(env.Theme, w, aboutPairs(env.Theme, d.FindingRow, env.Today())[:4]), "")
	}}
}

// newAnswer is what the district says.
func newAnswer(env *screen.Env, d store.FindingDetail) *screen.FormScreen {
	read := func(f *kit.Form) allocation.FindingAnswer {
		return allocation.FindingAnswer{Day: f.Date("day"), Text: f.Text("text"), Document: f.Text("document")}
	}
	return form(env, d, textAnswer, textAnswerHow, "answer", kit.FormSpec{
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "day", Label: textAnswerDay, Kind: kit.KindDate, Value: env.Today().String(), Required: true, Hint: fmtFromTo(d.Asked, env.Today())},
			{Name: "text", Label: textAnswerText, Kind: kit.KindLong, Required: true, Limit: 1000},
			{Name: "document", Label: textDocument, Required: true, Limit: 100, Hint: textDocumentHint},
		}}},
		Check: func(f *kit.Form) error {
			x := d.Finding
			return x.Answer(read(f), d.Asked, env.Today())
		},
		Save: func(f *kit.Form) tea.Cmd {
			a := read(f)
			return env.Do(func(ctx context.Context, by store.Actor) (string, error) {
				late, err := env.Store.AnswerFinding(ctx, by, d.ID, d.Version, a)
				return fmtAnswered(late), err
			}, f.Saved(), kit.Send(kit.Back{}))
		},
	})
}

// newReturn sends an answer back.
func newReturn(env *screen.Env, d store.FindingDetail) *screen.FormScreen {
	return form(env, d, textReturn, textReturnHow, "return", kit.FormSpec{
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "reason", Label: textMissing, Kind: kit.KindLong, Required: true, Limit: 500},
			{Name: "answer_by", Label: textAnswerBy, Kind: kit.KindDate, Value: env.Today().AddDays(defaultDays).String(), Required: true},
		}}},
		Check: func(f *kit.Form) error {
			x := d.Finding
			return x.Return(f.Text("reason"), f.Date("answer_by"), env.Today())
		},
		Save: func(f *kit.Form) tea.Cmd {
			reason, by := f.Text("reason"), f.Date("answer_by")
			return env.Do(func(ctx context.Context, a store.Actor) (string, error) {
				return textReturned, env.Store.ReturnFinding(ctx, a, d.ID, d.Version, reason, by)
			}, f.Saved(), kit.Send(kit.Back{}))
		},
	})
}

// defaultDays is the time for an answer that the forms begin with.
const defaultDays = 15

// onField puts a refusal beside the field that caused it.
func onField(err error, field string) error {
	var r *allocation.Refusal
	if errors.As(err, &r) && r.Field == "" {
		return r.On(field)
	}
	return err
}
