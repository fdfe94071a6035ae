package exit

import (
	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/leave"
	"penggai/store/exit"
	"penggai/store/stay"
	"penggai/ui/kit"
	"penggai/ui/screen"
	"penggai/ui/screen/many"
)

// tabStates are the states that have a tab, after the tab of all.
var tabStates = []leave.ExitState{
	leave.ExitOpened, leave.ExitApproved, leave.ExitNoticed, leave.ExitReturned, leave.ExitClosed,
}

// columns are the fields of the list with how they are drawn.
var columns = []kit.Col[stay.ExitRow]{
	{ID: "number", Width: 16},
	{ID: "applicant", Width: 12, Flex: true},
	{ID: "unit", Width: 16, Flex: true, Drop: 3},
	{ID: "ground", Width: 7},
	{ID: "opened", Width: 10, Drop: 2},
	{ID: "state", Width: 6, Style: func(th *kit.Theme, r stay.ExitRow) kit.Style { return stateStyle(th, r.State) }},
	{ID: "next", Width: 18, Drop: 1},
}

func stateStyle(th *kit.Theme, s leave.ExitState) kit.Style {
	switch {
	case s == leave.ExitOpened:
		return th.Warn
	case s == leave.ExitClosed:
		return th.Good
	case !s.Live():
		return th.Muted
	}
	return th.Accent
}

// newList is the list of exits, by state.
func newList(env *screen.Env, to screen.Go) screen.Screen {
	return screen.NewList(env, screen.ListSpec[stay.ExitRow, exit.ExitDetail]{
		Title: textExits, Views: "exit", Sort: to.Sort, Cols: screen.Cols(stay.ExitNoun, env.Today(), columns), Filter: to.Filter, Total: fmtCount, About: helpList,
		Tabs: screen.ByState(tabStates, env.Store.ExitStates),
		ID:   func(r stay.ExitRow) int64 { return r.ID },
		Read: env.Store.Exits,
		None: []string{"还没有退出。", "按 F2 到入驻列表，打开一户后按 F8 提出。"},
		Peek: env.Store.Exit,
		Head: func(r stay.ExitRow) string { return r.Called() + " " + r.Name },
		Beside: func(th *kit.Theme, w int, d exit.ExitDetail) []string {
			return kit.Detail(th, w, append(groundPairs(th, d, d.Terms.Owed), stepPairs(th, d, env.Today())...))
		},
		Open: func(r stay.ExitRow) tea.Cmd { return screen.Show(newDetail(env, r.ID)) },
		Many: func(rows []stay.ExitRow, clear func()) []kit.Action {
			return []kit.Action{many.Print(env, clear, many.Of(allocation.NounExit, "件", rows, func(r stay.ExitRow) many.Item {
				return many.Item{ID: r.ID, Number: r.Called(), Name: r.Name}
			}))}
		},
		Own: func(stay.ExitRow, bool) []kit.Action {
			return []kit.Action{kit.Act("选一户", func() tea.Cmd { return screen.Open(screen.Tenancy, 0) }, "f2", "n")}
		},
	})
}

var helpList = []string{
	"这里按状态列出退出。Tab 换状态，F3 筛选（汉字、拼音首字母、编号、房源、情形:3、等待:待告知），F6 排序。",
	"Enter 打开一件。提出退出先到入驻列表打开一户，再按 F8。",
}

func fmtCount(n int) string { return kit.Count(n) + " 件" }
