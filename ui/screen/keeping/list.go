package keeping

import (
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation/keeping"
	"penggai/store/engine"
	"penggai/store/keep"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// columns are the fields of the list with how they are drawn.
var columns = []kit.Col[keep.ErasureRow]{
	{ID: "number", Width: 13},
	{ID: "day", Width: 10},
	{ID: "subjects", Width: 5},
	{ID: "numbers", Width: 5},
	{ID: "by_name", Width: 8, Flex: true},
	{ID: "decided", Width: 10, Drop: 1},
	{ID: "second_name", Width: 8, Drop: 2},
	{ID: "state", Width: 8, Style: func(th *kit.Theme, r keep.ErasureRow) kit.Style { return stateStyle(th, r.State) }},
}

func stateStyle(th *kit.Theme, s keeping.State) kit.Style {
	switch s {
	case keeping.Proposed:
		return th.Warn
	case keeping.Carried:
		return th.Good
	case keeping.Refused, keeping.Withdrawn:
	}
	return th.Muted
}

// newList is the list of erasures, below how many subjects are due.
func newList(env *screen.Env, to screen.Go) screen.Screen {
	return screen.NewList(env, screen.ListSpec[keep.ErasureRow, keep.ErasureDetail]{
		Title: keeping.Word, Views: "erasure", Sort: to.Sort, Cols: screen.Cols(keep.ErasureNoun, env.Today(), columns), Filter: to.Filter, About: helpList,
		Tabs: screen.ByState(keeping.States, env.Store.ErasureStates),
		ID:   func(r keep.ErasureRow) int64 { return r.ID },
		Fetch: func(ctx context.Context, by engine.Actor, q engine.ListQuery) (kit.Page[keep.ErasureRow], error) {
			page, err := env.Store.Erasures(ctx, by, q)
			if err != nil {
				return kit.Page[keep.ErasureRow]{}, err
			}
			due, err := env.Store.DueNow(ctx, by)
			return kit.Page[keep.ErasureRow]{Rows: page.Rows, Offset: page.Offset, Total: page.Total, Sums: due, Values: page.Values}, err
		},
		Above: func(th *kit.Theme, w int, sums any) []string {
			d, ok := sums.(keep.Overview)
			if !ok {
				return []string{""}
			}
			style := th.Muted
			if len(d.Due) > 0 {
				style = th.Warn
			}
			return []string{" " + style.Render(kit.Cut(fmtDue(d), w-2))}
		},
		None: []string{"还没有清理过。", "有到期的主体时，系统管理员按 F2 拟定，分管领导批准以后删除。"},
		Open: func(r keep.ErasureRow) tea.Cmd { return screen.Show(newPage(env, r.ID)) },
		Own: func(keep.ErasureRow, bool) []kit.Action {
			return []kit.Action{
				kit.Act(textPropose, func() tea.Cmd { return screen.Open(screen.KeepingNew, 0) }, "f2").When(env.WhyNot(keep.ActProposeErasure)),
				kit.Act(textDue, func() tea.Cmd { return screen.Open(screen.KeepingDue, 0) }, "f4"),
			}
		},
	})
}

func fmtDue(d keep.Overview) string {
	text := fmt.Sprintf("到期应删除号码的主体 %d 个，期限已过但事情未了的 %d 个", len(d.Due), len(d.Barred))
	if len(d.Holds) > 0 {
		text += fmt.Sprintf("，保全 %d 个", len(d.Holds))
	}
	return text
}

const (
	textPropose = "拟定"
	textDue     = "看到期名单"
)

var helpList = []string{
	"个人的证件号码和电话只留到最后一件事办结后若干年（参数“号码保存”），到期应当删除（个人信息保护法第四十七条）。案卷按档案法保管，不在这里删。",
	"F4 看谁已到期、谁还有未了的事、谁在保全。系统管理员按 F2 把到期的列成一份，分管领导打开后按 F5 批准：号码当场从数据里删除，不能恢复。",
	"仍在入驻、申请在办、在批次中、有欠费或预存、退出未办结、异议未答复、督办未销号、更正未复核、保全中的，都不会列入。",
}
