package support

import (
	"context"
	"fmt"
	"strconv"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/oversight"
	"penggai/store/engine"
	"penggai/store/watch"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// newDetail is the page of one request: what is needed, what was done, the result.
func newDetail(env *screen.Env, id int64) screen.Screen {
	return screen.NewPage(env, screen.PageSpec[watch.SupportDetail]{
		Noun: textSupports, Free: []string{"f4"}, About: helpDetail,
		Read: func(ctx context.Context, by engine.Actor) (watch.SupportDetail, error) {
			return env.Store.Support(ctx, by, id)
		},
		Name: func(d watch.SupportDetail) string { return d.Name },
		Summary: func(d watch.SupportDetail) (string, string) {
			return d.Number + "  " + d.Stay, d.State.Title() + "  " + fmtOpenDays(d.SupportRow, env.Today())
		},
		Record: func(watch.SupportDetail) (allocation.Noun, int64) { return allocation.NounSupport, id },
		Next:   func(d watch.SupportDetail) string { return d.Next(d.SupportRow.Steps) },
		Lines: func(th *kit.Theme, w int, d watch.SupportDetail) []string {
			lines := append(kit.Detail(th, w, aboutPairs(th, d)), "")
			return append(lines, kit.Detail(th, w, append([]kit.Pair{{Label: "办理情况"}}, notePairs(d)...))...)
		},
		Actions: func(d watch.SupportDetail) []kit.Action { return actions(env, d) },
	})
}

// actions are the steps of an open request. What is impossible now says why.
func actions(env *screen.Env, d watch.SupportDetail) []kit.Action {
	step := func(label string, run func() tea.Cmd, key string, act allocation.Action) kit.Action {
		a := kit.Act(label, run, key).When(env.WhyNot(act))
		if d.State != oversight.SupportOpen {
			a = a.When(fmtNotOpen(d.State, label))
		}
		return a
	}
	return []kit.Action{
		step(textStep, screen.Shows(env, newStep, d), "f5", allocation.ActStepSupport),
		step(textClose+say.Support, screen.Shows(env, newClose, d), "ctrl+x", allocation.ActCloseSupport),
		kit.Act(textTenancy, func() tea.Cmd { return screen.Open(screen.Tenancy, d.Tenancy) }, "f4"),
		step(textVoid, func() tea.Cmd { return void(env, d) }, "f8", allocation.ActVoidSupport),
	}
}

func void(env *screen.Env, d watch.SupportDetail) tea.Cmd {
	spec := kit.ConfirmSpec{Title: textVoid, Lines: []string{fmtVoidLine(d.SupportRow)}, Yes: textVoid, Warn: true, Reason: kit.ReasonRequired}
	return env.Ask(spec, func(ctx context.Context, by engine.Actor, reason string) (string, error) {
		return say.Voided, env.Store.VoidSupport(ctx, by, d.ID, d.Version, reason)
	})
}

// form makes a form screen of one request.
func form(env *screen.Env, d watch.SupportDetail, title, left, draft string, spec kit.FormSpec) *screen.FormScreen {
	spec.Draft = "support/" + strconv.FormatInt(d.ID, 10) + "/" + draft
	return screen.NewForm(env, screen.FormScreen{Path: title, Left: left, About: helpDetail, Over: screen.Facts(env, aboutPairs(env.Theme, d)[:3]...)}, spec)
}

func dayField(env *screen.Env, label string, first civil.Date) kit.Field {
	return kit.Field{Name: "day", Label: label, Kind: kit.KindDate, Value: env.Today().String(), Required: true, Hint: screen.FromTo(first, env.Today())}
}

// newStep adds a dated note.
func newStep(env *screen.Env, d watch.SupportDetail) *screen.FormScreen {
	read := func(f *kit.Form) oversight.SupportStep {
		return oversight.SupportStep{Day: f.Date("day"), Note: f.Text("note"), Handler: f.Text("handler")}
	}
	return form(env, d, textStep, "写明办了什么；Ctrl+S 保存", "step", kit.FormSpec{
		Sections: []kit.Section{{Fields: []kit.Field{
			dayField(env, say.Date, d.Raised),
			{Name: "note", Label: "办理情况", Required: true, Limit: 300},
			{Name: "handler", Label: "转办部门", Limit: 60, Hint: fmtHandler(d.Handler)},
		}}},
		Check: func(f *kit.Form) error {
			x := d.Support
			return x.Step(read(f), env.Today())
		},
		Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			return "已登记办理情况", env.Store.StepSupport(ctx, by, d.ID, d.Version, read(f))
		}),
	})
}

// newClose ends a request with its result.
func newClose(env *screen.Env, d watch.SupportDetail) *screen.FormScreen {
	return form(env, d, textClose, "写明结果；Ctrl+S 办结", "close", kit.FormSpec{
		Sections: []kit.Section{{Fields: []kit.Field{
			dayField(env, "办结日期", civil.Max(d.Raised, d.Last)),
			{Name: "result", Label: textResult, Required: true, Limit: 300},
		}}},
		Check: func(f *kit.Form) error {
			x := d.Support
			return screen.OnField(x.Close(f.Date("day"), d.Last, env.Today(), f.Text("result")), "day")
		},
		Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			return "帮扶已办结", env.Store.CloseSupport(ctx, by, d.ID, d.Version, f.Date("day"), f.Text("result"))
		}),
	})
}

const (
	textStep  = "登记办理"
	textClose = say.Close
	textVoid  = say.Void
)

var helpDetail = []string{
	"这里是一件帮扶：困难、办理情况、结果。F5 登记办理情况，可以转给别的部门；F5 办结，须写结果。",
	"F8 作废录错的一件，须写原因。",
}

func fmtOpenDays(r watch.SupportRow, today civil.Date) string {
	if r.State != oversight.SupportOpen {
		return ""
	}
	return fmt.Sprintf("已 %d 天", today.Sub(r.Raised))
}

func fmtHandler(name string) string { return "不转就空着，现在是" + name }

func fmtVoidLine(r watch.SupportRow) string {
	return fmt.Sprintf("作废 %s 的帮扶 %s：%s", r.Name, r.Number, r.Need)
}

func fmtNotOpen(state oversight.SupportState, step string) string {
	return fmt.Sprintf("这件帮扶%s，不能%s", state.Title(), step)
}

// aboutPairs are the request and its result.
func aboutPairs(th *kit.Theme, d watch.SupportDetail) []kit.Pair {
	out := []kit.Pair{
		{Label: textKind, Value: d.Kind.Title()},
		{Label: textNeed, Value: d.Need},
		{Label: textRaised, Value: d.Raised.String() + "  " + d.Raiser},
		{Label: textHandler, Value: d.Handler},
		{Label: textState, Value: d.State.Title(), Style: stateStyle(th, d.State)},
	}
	if d.Result != "" {
		day := d.Result
		if !d.Closed.IsZero() {
			day = d.Closed.String() + "  " + d.Result
		}
		label := textResult
		if d.State == oversight.SupportVoid {
			label = "作废原因"
		}
		out = append(out, kit.Pair{Label: label, Value: day})
	}
	return append(out, kit.Pair{Label: say.RecordedBy, Value: d.RecordedName})
}

// notePairs are what was done, the earliest first.
func notePairs(d watch.SupportDetail) []kit.Pair {
	if len(d.Notes) == 0 {
		return []kit.Pair{{Value: "还没有办理情况"}}
	}
	var out []kit.Pair
	for _, n := range d.Notes {
		text := n.Note
		if n.Handler != "" {
			text += "（转" + n.Handler + "）"
		}
		out = append(out, kit.Pair{Label: n.Day.String(), Value: text + "  " + n.By})
	}
	return out
}
