package system

import (
	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/ui/kit"
	"penggai/ui/kit/reading"
	"penggai/ui/screen"
)

// part is one tab: a list.
type part interface {
	screen.Screen
	screen.Escaper
	screen.Helper
	At(x, y int) // where the part stands in the body, for the mouse
}

// list makes a part: a short list with the record of its row at the right of a wide terminal.
func list[R any](env *screen.Env, unit string, record func(th *kit.Theme, w int, row R) []string, spec screen.ListSpec[R, R]) part {
	spec.Bare, spec.NoHits = true, []string{"没有符合筛选条件的，Esc 清除筛选"}
	spec.Total = func(n int) string { return kit.Count(n) + " " + unit }
	spec.Row = func(th *kit.Theme, w, _ int, row R, _ *R) []string { return record(th, w, row) }
	return screen.NewList(env, spec)
}

// partAction shows the record of a row in full.
func partAction[R any](env *screen.Env, title string, record func(th *kit.Theme, w int, row R) []string, row R, ok bool) kit.Action {
	show := func() tea.Cmd {
		return reading.Open(title, func(w int) []string { return record(env.Theme, w, row) })
	}
	return kit.Act(say.Details, show, "enter").When(screen.NoRow(ok))
}
