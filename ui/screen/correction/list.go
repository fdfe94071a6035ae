package correction

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation/amend"
	"penggai/allocation/civil"
	"penggai/store/engine"
	"penggai/store/mend"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// columns of the list; the keys are those that the store sorts by.
var columns = []kit.Col[mend.CorrectionItem]{
	{ID: "number", Title: "编号", Width: 15, Text: func(c mend.CorrectionItem) string { return c.Number }},
	{ID: "subject", Title: textRecord, Width: 16, Flex: true, Text: func(c mend.CorrectionItem) string { return c.Subject }},
	{Title: textField, Width: 12, Flex: true, Text: mend.CorrectionItem.Label},
	{Title: "原值 -> 新值", Width: 24, Flex: true, Drop: 1, Text: fmtChange},
	{ID: "proposed", Title: textProposed, Width: 10, Drop: 2, Text: func(c mend.CorrectionItem) string { return c.Proposed.String() }},
	{
		ID: "state", Title: textState, Width: 6, Text: func(c mend.CorrectionItem) string { return c.State.Title() },
		Style: func(th *kit.Theme, c mend.CorrectionItem) kit.Style { return stateStyle(th, c.State) },
	},
}

func stateStyle(th *kit.Theme, s amend.CorrectionState) kit.Style {
	switch s {
	case amend.CorrectionProposed:
		return th.Warn
	case amend.CorrectionApplied:
		return th.Good
	}
	return th.Muted
}

// newList is the list of corrections, by state.
func newList(env *screen.Env, to screen.Go) screen.Screen {
	return screen.NewList(env, screen.ListSpec[mend.CorrectionItem, mend.CorrectionItem]{
		Title: textCorrections, Cols: columns, Filter: to.Filter, Total: fmtCount, About: helpList,
		Tabs: screen.ByState(amend.CorrectionStates, env.Store.CorrectionStates),
		ID:   func(c mend.CorrectionItem) int64 { return c.ID },
		Fetch: func(ctx context.Context, by engine.Actor, q engine.ListQuery) (kit.Page[mend.CorrectionItem], error) {
			page, err := env.Store.Corrections(ctx, by, q)
			return kit.Page[mend.CorrectionItem]{Rows: page.Rows, Offset: page.Offset, Total: page.Total}, err
		},
		None:   []string{"还没有更正。", "按 F2 到入驻列表，打开一户后提出更正；退出、房源在各自的页面提出。"},
		Peek:   env.Store.Correction,
		Head:   func(c mend.CorrectionItem) string { return c.Number },
		Beside: func(th *kit.Theme, w int, c mend.CorrectionItem) []string { return kit.Detail(th, w, pairs(th, c)) },
		Open:   func(c mend.CorrectionItem) tea.Cmd { return screen.Show(newDetail(env, c.ID)) },
		Own: func(mend.CorrectionItem, bool) []kit.Action {
			return []kit.Action{kit.Act("选一户", func() tea.Cmd { return screen.Open(screen.Tenancy, 0) }, "f2", "n")}
		},
	})
}

// pairs is a correction line by line.
func pairs(th *kit.Theme, c mend.CorrectionItem) []kit.Pair {
	out := []kit.Pair{
		{Label: textRecord, Value: c.Subject},
		{Label: textField, Value: c.Label()},
		{Label: "原值", Value: c.Field.Show(c.Old)},
		{Label: textNew, Value: c.Field.Show(c.New), Style: th.Strong},
		{Label: textReason, Value: c.Reason},
		{Label: textDocument, Value: cmp.Or(c.Document, "无")},
		{Label: textProposed, Value: fmtBy(c.Proposed, c.ProposedName, "")},
		{Label: textState, Value: c.State.Title(), Style: stateStyle(th, c.State)},
	}
	if !c.Decided.IsZero() {
		out = append(out, kit.Pair{Label: "办结", Value: fmtBy(c.Decided, c.DecidedName, c.Decision)})
	}
	if c.SameHands {
		out = append(out, kit.Pair{Value: "提出和复核是同一人", Style: th.Warn})
	}
	return out
}

const (
	textProposed = "提出"
	textState    = "状态"
)

var helpList = []string{
	"这里按状态列出更正。Tab 换状态，F3 筛选（编号、名称、理由、对象:房源），F6 排序。",
	"Enter 打开一件。提出更正先打开要更正的入驻、退出或房源。",
}

func fmtCount(n int) string { return kit.Count(n) + " 件" }

func fmtChange(c mend.CorrectionItem) string {
	return fmtOldNew(c.Field.Show(c.Old), c.Field.Show(c.New))
}

func fmtBy(day civil.Date, name, words string) string {
	return strings.TrimRight(fmt.Sprintf("%s  %s  %s", day, name, words), " ")
}
