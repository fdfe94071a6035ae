package benefit

import (
	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/relief"
	"penggai/store/stay"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// tabStates are the states that have a tab, after the tab of all.
var tabStates = []relief.BenefitState{
	relief.BenefitApplied, relief.BenefitGranted, relief.BenefitSuspended, relief.BenefitEnded, relief.BenefitRefused,
}

// listColumns are the fields of the list with how they are drawn.
var listColumns = []kit.Col[stay.BenefitRow]{
	{ID: "number", Width: 15},
	{ID: "applicant", Width: 10, Flex: true},
	{ID: "kind", Width: 18, Flex: true},
	{ID: "applied", Width: 10, Drop: 2},
	{ID: "due", Width: 10, Drop: 1},
	{ID: "state", Width: 6, Style: func(th *kit.Theme, r stay.BenefitRow) kit.Style { return stateStyle(th, r.State) }},
	{ID: "start", Width: 10, Drop: 3},
}

func stateStyle(th *kit.Theme, s relief.BenefitState) kit.Style {
	switch s {
	case relief.BenefitGranted:
		return th.Good
	case relief.BenefitApplied, relief.BenefitSuspended:
		return th.Warn
	}
	return th.Muted
}

// newList is the list of all benefits, by state.
func newList(env *screen.Env, to screen.Go) screen.Screen {
	return screen.NewList(env, screen.ListSpec[stay.BenefitRow, stay.BenefitRow]{
		Title: textBenefits, Views: "benefit", Sort: to.Sort, Cols: screen.Cols(stay.BenefitNoun, env.Today(), listColumns), Filter: to.Filter, Total: fmtCount, About: helpList,
		Tabs: screen.ByState(tabStates, env.Store.BenefitStates),
		ID:   func(r stay.BenefitRow) int64 { return r.ID },
		Read: env.Store.BenefitList,
		None: []string{"还没有优惠事项。签订合同时一并申请费用减免，其他优惠在入驻页面申请。", "按 F2 选一户入驻。"},
		Peek: env.Store.Benefit,
		Head: func(r stay.BenefitRow) string { return r.Number + " " + r.Name },
		Beside: func(th *kit.Theme, w int, r stay.BenefitRow) []string {
			return kit.Detail(th, w, pairs(th, r, env.Today()))
		},
		Open: func(r stay.BenefitRow) tea.Cmd { return screen.Show(newPage(env, r.Tenancy, r.ID)) },
		Own: func(stay.BenefitRow, bool) []kit.Action {
			return []kit.Action{
				kit.Act("选入驻", func() tea.Cmd { return screen.Open(screen.Tenancy, 0) }, "f2", "n"),
				kit.Act(textCrisis, screen.Shows(env, newCrisis, 0), "ctrl+x").When(env.WhyNot(allocation.ActProposeCrisis)),
				kit.Act("拟定的减免", func() tea.Cmd { return screen.Open(screen.Crisis, 0) }, "f4"),
			}
		},
	})
}

var helpList = []string{
	"这里是全部优惠事项（五(一) 至 (六)，2018（九）），Tab 按状态切换。",
	"营业执照当日登记、两日内发放，民办学校三天审批：逾期未答复的显示为逾期。",
	"Ctrl+X 由分管领导登记阶段性减免（疫情之年再减几个月的房租等），可以一次给一批户。",
	"Enter 打开这一户的优惠；申请、批准、暂停、恢复、终止都在那里办理。",
}

func fmtCount(n int) string { return kit.Count(n) + " 项" }
