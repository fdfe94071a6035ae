package support

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// newDetail is the page of one request: what is needed, what was done, the result.
func newDetail(env *screen.Env, id int64) screen.Screen {
	return screen.NewRecordPage(env, screen.RecordSpec[store.SupportDetail]{
		Noun: textSupports, Free: []string{"f4"}, About: helpDetail,
		Read: func(ctx context.Context, by store.Actor) (store.SupportDetail, error) {
			return env.Store.Support(ctx, by, id)
		},
		Name: func(d store.SupportDetail) string { return d.Name },
		Summary: func(d store.SupportDetail) (string, string) {
			return d.Number + "  " + d.Stay, d.State.Title() + "  " + fmtOpenDays(d.SupportRow, env.Today())
		},
		Head: func(th *kit.Theme, w int, d store.SupportDetail) []string {
			return []string{" " + th.Accent.Render("下一步") + " " + kit.Cut(fmtNext(d.SupportRow), w-10), ""}
		},
		Lines: func(th *kit.Theme, w int, d store.SupportDetail) []string {
			lines := append(kit.Detail(th, w, aboutPairs(th, d)), "")
			return append(lines, kit.Detail(th, w, append([]kit.Pair{{Label: "办理情况"}}, notePairs(d)...))...)
		},
		Actions: func(d store.SupportDetail) []kit.Action { return (&detail{env, d}).actions() },
	})
}

// detail is a request as it was read, with what can be done about it.
type detail struct {
	env *screen.Env
	d   store.SupportDetail
}

// actions are the steps of an open request. What is impossible now says why.
func (s *detail) actions() []kit.Action {
	d := s.d
	step := func(label string, run func() tea.Cmd, key string, act allocation.Action) kit.Action {
		a := kit.Act(label, run, key).When(s.env.WhyNot(act))
		if d.State != allocation.SupportOpen {
			a = a.When(fmtNotOpen(d.State, label))
		}
		return a
	}
	push := func(make func(*screen.Env, store.SupportDetail) *screen.FormScreen) func() tea.Cmd {
		return func() tea.Cmd { return kit.Send(screen.Push{Screen: make(s.env, s.d)}) }
	}
	return []kit.Action{
		step(textStep, push(newStep), "f5", allocation.ActStepSupport),
		step(textClose, push(newClose), "f6", allocation.ActCloseSupport),
		kit.Act(textTenancy, func() tea.Cmd { return screen.Open(screen.Tenancy, d.Tenancy) }, "f4"),
		step(textVoid, s.void, "f8", allocation.ActVoidSupport),
	}
}

func (s *detail) void() tea.Cmd {
	d, env := s.d, s.env
	spec := kit.ConfirmSpec{Title: textVoid, Lines: []string{fmtVoidLine(d.SupportRow)}, Yes: textVoid, Warn: true, Reason: kit.ReasonRequired}
	return kit.Ask(spec, func(a kit.Answer) tea.Cmd {
		return env.Do(func(ctx context.Context, by store.Actor) (string, error) {
			return "已作废", env.Store.VoidSupport(ctx, by, d.ID, d.Version, a.Reason)
		})
	})
}

// form makes a form screen of one request.
func form(env *screen.Env, d store.SupportDetail, title, left, draft string, spec kit.FormSpec) *screen.FormScreen {
	spec.Draft = "support/" + strconv.FormatInt(d.ID, 10) + "/" + draft
	spec.Drafts, spec.Today = env.Drafts(), env.Today()
	return &screen.FormScreen{Env: env, Path: title, Left: left, Form: kit.NewForm(spec), About: helpDetail, Over: func(w int) []string {
		return append(kit.Detail(env.Theme, w, aboutPairs(env.Theme, d)[:3]), "")
	}}
}

func dayField(env *screen.Env, label string, first civil.Date) kit.Field {
	return kit.Field{Name: "day", Label: label, Kind: kit.KindDate, Value: env.Today().String(), Required: true, Hint: fmtFromTo(first, env.Today())}
}

// newStep adds a dated note.
func newStep(env *screen.Env, d store.SupportDetail) *screen.FormScreen {
	read := func(f *kit.Form) allocation.SupportStep {
		return allocation.SupportStep{Day: f.Date("day"), Note: f.Text("note"), Handler: f.Text("handler")}
	}
	return form(env, d, textStep, "写明办了什么；Ctrl+S 保存", "step", kit.FormSpec{
		Sections: []kit.Section{{Fields: []kit.Field{
			dayField(env, "日期", d.Raised),
			{Name: "note", Label: "办理情况", Required: true, Limit: 300},
			{Name: "handler", Label: "转办部门", Limit: 60, Hint: fmtHandler(d.Handler)},
		}}},
		Check: func(f *kit.Form) error {
			x := d.Support
			return x.Step(read(f), env.Today())
		},
		Save: func(f *kit.Form) tea.Cmd {
			x := read(f)
			return env.Do(func(ctx context.Context, by store.Actor) (string, error) {
				return "已登记办理情况", env.Store.StepSupport(ctx, by, d.ID, d.Version, x)
			}, f.Saved(), kit.Send(kit.Back{}))
		},
	})
}

// newClose ends a request with its result.
func newClose(env *screen.Env, d store.SupportDetail) *screen.FormScreen {
	return form(env, d, textClose, "写明结果；Ctrl+S 办结", "close", kit.FormSpec{
		Sections: []kit.Section{{Fields: []kit.Field{
			dayField(env, "办结日期", civil.Max(d.Raised, d.Last)),
			{Name: "result", Label: textResult, Required: true, Limit: 300},
		}}},
		Check: func(f *kit.Form) error {
			x := d.Support
			return onField(x.Close(f.Date("day"), d.Last, env.Today(), f.Text("result")), "day")
		},
		Save: func(f *kit.Form) tea.Cmd {
			day, result := f.Date("day"), f.Text("result")
			return env.Do(func(ctx context.Context, by store.Actor) (string, error) {
				return "帮扶已办结", env.Store.CloseSupport(ctx, by, d.ID, d.Version, day, result)
			}, f.Saved(), kit.Send(kit.Back{}))
		},
	})
}

// onField puts the refusal of a domain method beside the field that caused it.
func onField(err error, field string) error {
	var r *allocation.Refusal
	if errors.As(err, &r) && r.Field == "" {
		return r.On(field)
	}
	return err
}

const (
	textStep  = "登记办理"
	textClose = "办结"
	textVoid  = "作废"
)

var helpDetail = []string{
	"这里是一件帮扶：困难、办理情况、结果。F5 登记办理情况，可以转给别的部门；F6 办结，须写结果。",
	"F8 作废录错的一件，须写原因。",
}

// fmtNext is what a request waits for.
func fmtNext(r store.SupportRow) string {
	switch {
	case r.State != allocation.SupportOpen:
		return "没有了"
	case r.Steps == 0:
		return "由" + r.Handler + "办理，办了什么就登记一次"
	}
	return "由" + r.Handler + "接着办理，办好后写明结果并办结"
}

func fmtOpenDays(r store.SupportRow, today civil.Date) string {
	if r.State != allocation.SupportOpen {
		return ""
	}
	return fmt.Sprintf("已 %d 天", today.Sub(r.Raised))
}

func fmtFromTo(from, to civil.Date) string { return fmt.Sprintf("%s 至 %s", from, to) }

func fmtHandler(name string) string { return "不转就空着，现在是" + name }

func fmtVoidLine(r store.SupportRow) string {
	return fmt.Sprintf("作废 %s 的帮扶 %s：%s", r.Name, r.Number, r.Need)
}

func fmtNotOpen(state allocation.SupportState, step string) string {
	return fmt.Sprintf("这件帮扶%s，不能%s", state.Title(), step)
}
