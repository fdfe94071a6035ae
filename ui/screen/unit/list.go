package unit

import (
	"context"

	"penggai/allocation/quantity"
	"penggai/store/engine"
	"penggai/store/premises"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// newList is the list of units, opened from path; on a wide terminal the unit under the cursor stands beside it. typing opens
// the filter line at the start.
func newList(env *screen.Env, filter, path string, typing bool) screen.Screen {
	place := "" // only the list of everything comes back as it was left
	if filter == "" {
		place = textUnits
	}
	var s *screen.ListScreen[premises.UnitRow, facts]
	deal := func() kit.Action { return dealAction(env, s.Table.Picked, s.Table.ClearPicked) }
	s = screen.NewList(env, screen.ListSpec[premises.UnitRow, facts]{
		Title: textUnits, Views: "unit", Path: path, Cols: columns(env), Filter: filter, Place: place, Typing: typing, Multi: true, Total: fmtCount, Sums: fmtListSums, About: textListHelp,
		ID:     func(u premises.UnitRow) int64 { return u.ID },
		Key:    func(u premises.UnitRow) string { return u.Number },
		Read:   env.Store.Units,
		None:   []string{"还没有房源。", "按 n 新增第一套，或从表格导入本区的台账。"},
		NoHits: []string{"没有符合筛选的房源。", "按 Esc 去掉筛选；例：状态:闲置 面积:>100 层:1，或只打 jsq、南市、NSQ-03。"},
		Peek:   func(ctx context.Context, _ engine.Actor, id int64) (facts, error) { return readFacts(ctx, env, id) },
		Row: func(th *kit.Theme, w, _ int, u premises.UnitRow, of *facts) []string {
			f := facts{bare: true}
			if of != nil {
				f = *of
			}
			f.unit = u
			return kit.Detail(th, w, f.pairs(th, env.Today()))
		},
		Third: func(th *kit.Theme, w int, f facts) []string { return kit.Detail(th, w, f.past()) },
		Stack: true,
		Own: func(u premises.UnitRow, ok bool) []kit.Action {
			own := []kit.Action{kit.Act(textOpen, screen.Shows(env, newDetail, u.ID), "enter").When(screen.NoRow(ok)), buildingAction(env, u, ok)}
			if s.Table.PickedCount() > 0 { // what rows are selected for stands first
				own = append([]kit.Action{deal()}, own...)
			}
			return own
		},
		More: func(u premises.UnitRow, ok bool) []kit.Action {
			more := []kit.Action{tenantAction(u, ok), singleAction(env, u, ok), addAction(env), importAction(env)}
			if s.Table.PickedCount() == 0 {
				more = append([]kit.Action{deal()}, more...)
			}
			return more
		},
	})
	return s
}

// columns are the fields of the list with how they are drawn.
func columns(env *screen.Env) []kit.Col[premises.UnitRow] {
	return screen.Cols(premises.UnitNoun, env.Today(), []kit.Col[premises.UnitRow]{
		{ID: "number", Width: 16},
		{ID: "district", Filter: "district", Width: 8, Drop: 4},
		{ID: "community", Filter: "community", Width: 10, Drop: 3},
		{ID: "building", Filter: "building", Width: 7},
		{ID: "floor", Filter: "floor", Width: 3},
		{ID: "bay", Width: 3},
		{ID: "area_dm2", Width: 9},
		{ID: "state", Filter: "state", Width: 8, Style: func(th *kit.Theme, u premises.UnitRow) kit.Style { return th.State(string(u.State)) }},
		{ID: "holder", Filter: "holder", Width: 14, Flex: true, Text: holderText},
		{
			ID: "until", Width: 10, Text: func(u premises.UnitRow) string { return dueOf(u).String() },
			Style: func(th *kit.Theme, u premises.UnitRow) kit.Style {
				if u.Until.IsZero() {
					return th.Muted
				}
				return untilStyle(th, u.Until, env.Today())
			},
		},
		{ID: "source", Filter: "source", Width: 4, Drop: 5},
		{ID: "usage", Width: 10, Drop: 6},
		{ID: "certificate", Width: 18, Drop: 7},
		{ID: "address", Width: 20, Drop: 8},
		{ID: "door", Width: 12, Drop: 9},
		{ID: "former", Width: 16, Drop: 10},
	})
}

var textListHelp = []string{
	"全部房源的清单。F3 边打边筛：汉字、拼音首字母、编号的一段都行。",
	"筛选可以指明项目：状态:闲置 面积:>100 层:1 区:尖山 小区:南市区 楼栋:3号楼 到期:2021-06 来源:沉治。",
	"F6 或点列名排序；空格选一套，Ctrl+A 选中筛选出的全部。n 新增一套房源。",
	"Ctrl+X 办理停用、恢复、整修验收、竣工移交、改编号、变更登记、实测、拆分、合并。",
	"F11 看所在的楼栋，F4 打开承租人，F5 把闲置的一套安置给一户。",
}

// fmtListSums is the area of the whole list, and whether samples are in it.
func fmtListSums(sums any) string {
	of, ok := sums.(map[string]int64)
	if !ok {
		return ""
	}
	return fmtArea(quantity.Area(of["area_dm2"]), int(of["sample"]))
}
