package tenancy

import (
	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/store/stay"
	"penggai/ui/kit"
	"penggai/ui/screen"
	"penggai/ui/screen/many"
)

// newList is the list of tenancies, by state.
func newList(env *screen.Env, to screen.Go) screen.Screen {
	return screen.NewList(env, screen.ListSpec[stay.TenancyRow, stay.TenancyDetail]{
		Title: textTenancies, Views: "tenancy", Sort: to.Sort, Cols: columns(env), Filter: to.Filter, Total: fmtCount, About: helpList,
		Tabs: screen.ByState(allocation.TenancyStates, env.Store.TenancyStates),
		ID:   func(r stay.TenancyRow) int64 { return r.ID },
		Key:  func(r stay.TenancyRow) string { return r.Number },
		Read: env.Store.Tenancies,
		None: []string{"还没有入驻。", "按 F2 从待签约的分配结果签第一份合同。"},
		Peek: env.Store.Tenancy,
		Head: func(r stay.TenancyRow) string { return r.Number + " " + r.Name },
		Beside: func(th *kit.Theme, w int, d stay.TenancyDetail) []string {
			today := env.Today()
			out := append(timeLine(th, w, d.TenancyRow, today), "")
			out = append(out, kit.Detail(th, w, stayPairs(th, d, today))...)
			return append(append(out, ""), kit.Detail(th, w, milestonePairs(th, d, today))...)
		},
		Open: func(r stay.TenancyRow) tea.Cmd { return screen.Show(newDetail(env, r.ID)) },
		Many: func(rows []stay.TenancyRow, clear func()) []kit.Action {
			stays := many.Of(allocation.NounTenancy, "户", rows, func(r stay.TenancyRow) many.Item { return many.Item{ID: r.ID, Number: r.Number, Name: r.Name} })
			return []kit.Action{many.Remind(env, clear, stays), many.Print(env, clear, stays)}
		},
		Own: func(r stay.TenancyRow, ok bool) []kit.Action {
			return []kit.Action{
				kit.Act("登记"+say.Signing, screen.Shows(env, newAwards, screen.Go{}), "f2", "n"),
				kit.Act(textMoney, func() tea.Cmd { return screen.Open(screen.BillAccount, r.ID) }, "f4").When(screen.NoRow(ok)),
				kit.Act(say.Price, func() tea.Cmd { return screen.Open(screen.Fee, 0) }, "f11"),
				kit.Act(say.Exit, func() tea.Cmd { return screen.Open(screen.Exit, 0) }, "f8"),
			}
		},
	})
}

// columns are the fields of the list with how they are drawn.
func columns(env *screen.Env) []kit.Col[stay.TenancyRow] {
	contract := func(th *kit.Theme, r stay.TenancyRow) kit.Style {
		return contractStyle(th, r.Contract.StateOn(env.Today()))
	}
	return screen.Cols(stay.TenancyNoun, env.Today(), []kit.Col[stay.TenancyRow]{
		{ID: "number", Width: 16},
		{ID: "applicant", Width: 12, Flex: true},
		{ID: "unit", Width: 16, Flex: true, Drop: 3},
		{ID: "area", Width: 9, Drop: 5},
		{ID: "state", Width: 6, Style: func(th *kit.Theme, r stay.TenancyRow) kit.Style { return stateStyle(th, r.State) }},
		{
			ID: "contract", Width: 8, Drop: 4, Text: func(r stay.TenancyRow) string { return r.Contract.StateOn(env.Today()).Title() },
			Style: contract,
		},
		{ID: "signed", Width: 10, Drop: 6},
		{ID: "until", Width: 10, Drop: 1, Style: contract},
		{
			ID: "open_by", Width: 10, Drop: 2, Text: openWord,
			Style: func(th *kit.Theme, r stay.TenancyRow) kit.Style {
				if r.Late(env.Today()) > 0 {
					return th.Bad
				}
				return kit.Style{}
			},
		},
	})
}

// openWord is the day of the opening, or the day by which it must be.
func openWord(r stay.TenancyRow) string {
	switch {
	case !r.Opened.IsZero():
		return r.Opened.String()
	case r.State == allocation.TenancyHanded:
		return "限 " + r.OpenBy.String()[5:]
	}
	return ""
}

// stateStyle paints the word of a state by judgement.
func stateStyle(th *kit.Theme, s allocation.TenancyState) kit.Style {
	switch s {
	case allocation.TenancySigned, allocation.TenancyHanded:
		return th.Warn
	case allocation.TenancyOpen:
		return th.Good
	case allocation.TenancyLeaving:
		return th.Bad
	case allocation.TenancyEnded:
		return th.Muted
	}
	return kit.Style{}
}

func contractStyle(th *kit.Theme, s allocation.ContractState) kit.Style {
	switch s {
	case allocation.ContractHoldover:
		return th.Bad
	case allocation.ContractPending:
		return th.Warn
	case allocation.ContractEnded:
		return th.Muted
	case allocation.ContractRunning, allocation.ContractRenewed:
	}
	return kit.Style{}
}

var helpList = []string{
	"这里按状态列出入驻。Tab 换状态，F3 筛选（汉字、拼音首字母、编号、房源、到期:<2021-06-01、逾期:是、合同:超期占用），F6 排序。",
	"Enter 打开一户，F2 看待签约的分配结果并签合同，F11 市场价格，F8 退出。",
	"开业一列是开业日；还没开业的是期限：交接后三个月内（三.3），末日逢假日顺延。",
}
