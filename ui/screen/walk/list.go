package walk

import (
	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/civil"
	domain "penggai/allocation/walk"
	"penggai/store/walk"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// columns are the fields of the list with how they are drawn.
func columns(today civil.Date) []kit.Col[walk.Row] {
	return screen.Cols(walk.Noun, today, []kit.Col[walk.Row]{
		{ID: "number", Width: 16},
		{ID: "place", Width: 18, Flex: true},
		{ID: "kind", Width: 6, Drop: 2},
		{ID: "inspectors", Width: 12, Flex: true, Drop: 1},
		{ID: "made", Width: 10},
		{ID: "units", Width: 7},
		{ID: "seen", Width: 7},
		{ID: "differs", Width: 7, Style: func(th *kit.Theme, r walk.Row) kit.Style { return differsStyle(th, r.Differs) }},
		{ID: "state", Width: 6, Style: func(th *kit.Theme, r walk.Row) kit.Style { return stateStyle(th, r.State) }},
	})
}

func differsStyle(th *kit.Theme, n int) kit.Style {
	if n > 0 {
		return th.Warn
	}
	return kit.Style{}
}

func stateStyle(th *kit.Theme, s domain.State) kit.Style {
	switch s {
	case domain.Frozen:
		return th.Warn
	case domain.Open:
		return th.Accent
	case domain.Done:
		return th.Good
	case domain.Cancelled:
	}
	return th.Muted
}

// newList is the list of lists, by state.
func newList(env *screen.Env, to screen.Go) screen.Screen {
	return screen.NewList(env, screen.ListSpec[walk.Row, walk.Detail]{
		Title: walk.Title, Sort: to.Sort, Cols: columns(env.Today()), Filter: to.Filter, Total: fmtCount, About: helpList,
		Tabs: screen.ByState(domain.States, env.Store.WalkStates),
		ID:   func(r walk.Row) int64 { return r.ID },
		Read: env.Store.Walks,
		None: []string{"还没有实地核查的名单。", "按 F2 按楼栋列一份，按 Ctrl+X 双随机抽取。"},
		Peek: env.Store.Walk,
		Head: func(r walk.Row) string { return r.Number + " " + r.Place },
		Beside: func(th *kit.Theme, w int, d walk.Detail) []string {
			return kit.Detail(th, w, append(aboutPairs(th, d), differencePairs(th, d)...))
		},
		Open: func(r walk.Row) tea.Cmd { return screen.Show(newPage(env, r.ID)) },
		Own: func(walk.Row, bool) []kit.Action {
			return []kit.Action{
				kit.Act(textNew, screen.Shows(env, newPlan, domain.ByBuilding), "f2", "n").When(env.WhyNot(allocation.ActListWalk)),
				kit.Act(textLot, screen.Shows(env, newPlan, domain.ByLot), "ctrl+x", "l").When(env.WhyNot(allocation.ActListWalk)),
			}
		},
	})
}

const (
	textNew = "新建核查"
	textLot = "双随机"
)

var helpList = []string{
	"这里列出实地核查：拿着名单逐套去看，录入看到的情况，与台账不符的提出督办（四、四(五)）。",
	"F2 按区、小区或楼栋列出全部房源；Ctrl+X 双随机：先固定房源和检查人的名单，再按公开的文字抽取，谁都可以复核。",
	"Enter 打开一份，在那里打印和录入。Tab 换状态，F3 筛选，F7 导出。",
}

func fmtCount(n int) string { return kit.Count(n) + " 份" }
