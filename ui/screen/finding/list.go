package finding

import (
	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/oversight"
	"penggai/store/watch"
	"penggai/ui/kit"
	"penggai/ui/screen"
	"penggai/ui/screen/many"
)

// tabStates are the states that have a tab, after the tab of all.
var tabStates = []oversight.FindingState{
	oversight.FindingRaised, oversight.FindingReturned, oversight.FindingAnswered, oversight.FindingClosed,
}

// columns are the fields of the list with how they are drawn.
func columns(today civil.Date) []kit.Col[watch.FindingRow] {
	return screen.Cols(watch.FindingNoun, today, []kit.Col[watch.FindingRow]{
		{ID: "number", Width: 16},
		{ID: "noun", Width: 4, Drop: 2},
		{ID: "subject", Width: 22, Flex: true},
		{ID: "body", Width: 8, Drop: 3},
		{ID: "text", Width: 12, Flex: true, Drop: 1},
		{ID: "answer_by", Width: 10, Style: func(th *kit.Theme, r watch.FindingRow) kit.Style { return lateStyle(th, r.Finding, today) }},
		{ID: "state", Width: 8, Style: func(th *kit.Theme, r watch.FindingRow) kit.Style { return stateStyle(th, r.Finding, today) }},
	})
}

func lateStyle(th *kit.Theme, f oversight.Finding, today civil.Date) kit.Style {
	if f.Late(today) > 0 {
		return th.Bad
	}
	return kit.Style{}
}

func stateStyle(th *kit.Theme, f oversight.Finding, today civil.Date) kit.Style {
	switch {
	case f.Late(today) > 0:
		return th.Bad
	case f.State.Waits():
		return th.Warn
	case f.State == oversight.FindingAnswered:
		return th.Accent
	case f.State == oversight.FindingClosed:
		return th.Good
	}
	return th.Muted
}

// newList is the list of findings, by state.
func newList(env *screen.Env, to screen.Go) screen.Screen {
	return screen.NewList(env, screen.ListSpec[watch.FindingRow, watch.FindingDetail]{
		Title: textFindings, Views: "finding", Sort: to.Sort, Cols: columns(env.Today()), Filter: to.Filter, Total: fmtCount, About: helpList,
		Tabs: screen.ByState(tabStates, env.Store.FindingStates),
		ID:   func(r watch.FindingRow) int64 { return r.ID },
		Read: env.Store.Findings,
		None: []string{"还没有督办。", "督办部门按 F2 提出督办。"},
		Peek: env.Store.Finding,
		Head: func(r watch.FindingRow) string { return r.Number },
		Beside: func(th *kit.Theme, w int, d watch.FindingDetail) []string {
			return append(append(kit.Detail(th, w, aboutPairs(th, d.FindingRow, env.Today())), ""), kit.Detail(th, w, stepPairs(th, d))...)
		},
		Open: func(r watch.FindingRow) tea.Cmd { return screen.Show(newDetail(env, r.ID)) },
		Many: func(rows []watch.FindingRow, clear func()) []kit.Action {
			return []kit.Action{many.Print(env, clear, many.Of(allocation.NounFinding, "件", rows, func(r watch.FindingRow) many.Item {
				return many.Item{ID: r.ID, Number: r.Number, Name: r.Subject}
			}))}
		},
		Own: func(watch.FindingRow, bool) []kit.Action {
			raise := func() tea.Cmd { return screen.Show(newRaise(env, "", 0, "")) }
			return []kit.Action{kit.Act(textRaise, raise, "f2", "n").When(env.WhyNot(allocation.ActRaiseFinding))}
		},
	})
}

var helpList = []string{
	"这里按状态列出督办（四：市人社局、市国资局、市棚改办、市沉治办对各区执行标准、工作情况督办检查）。",
	"Tab 换状态，F3 筛选（部门、问题、逾期:是），F6 排序，F7 导出，Enter 打开一件。F2 由督办部门提出。",
}

func fmtCount(n int) string { return kit.Count(n) + " 件" }
