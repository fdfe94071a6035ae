package correction

import (
	"cmp"
	"fmt"
	"strings"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation/amend"
	"penggai/allocation/civil"
	"penggai/store/mend"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// columns are the fields of the list with how they are drawn.
var columns = []kit.Col[mend.CorrectionItem]{
	{ID: "number", Width: 15},
	{ID: "subject", Width: 16, Flex: true},
	{ID: "fields", Width: 12, Flex: true},
	{ID: "change", Width: 24, Flex: true, Drop: 1},
	{ID: "proposed", Width: 10, Drop: 2},
	{ID: "state", Width: 6, Style: func(th *kit.Theme, c mend.CorrectionItem) kit.Style { return stateStyle(th, c.State) }},
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
		Title: textCorrections, Views: "correction", Sort: to.Sort, Cols: screen.Cols(mend.CorrectionNoun, env.Today(), columns), Filter: to.Filter, Total: fmtCount, About: helpList,
		Tabs:   screen.ByState(amend.CorrectionStates, env.Store.CorrectionStates),
		ID:     func(c mend.CorrectionItem) int64 { return c.ID },
		Read:   env.Store.Corrections,
		None:   []string{"还没有更正。", "按 F2 到入驻列表，打开一户后提出更正；", "主体、申请、退出、房源在各自的页面提出。"},
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
	}
	for _, x := range c.Changes {
		out = append(
			out, kit.Pair{Label: textField, Value: x.Label()},
			kit.Pair{Label: "原值", Value: x.Field.Show(x.Old)},
			kit.Pair{Label: textNew, Value: x.Field.Show(x.New), Style: th.Strong},
		)
	}
	out = append(
		out, kit.Pair{Label: textReason, Value: c.Reason},
		kit.Pair{Label: textDocument, Value: cmp.Or(c.Document, say.None)},
		kit.Pair{Label: textProposed, Value: fmtBy(c.Proposed, c.ProposedName, "")},
		kit.Pair{Label: textState, Value: c.State.Title(), Style: stateStyle(th, c.State)},
	)
	if !c.Decided.IsZero() {
		out = append(out, kit.Pair{Label: say.Close, Value: fmtBy(c.Decided, c.DecidedName, c.Decision)})
	}
	if c.SameHands {
		out = append(out, kit.Pair{Value: "提出和复核是同一人", Style: th.Warn})
	}
	return out
}

const (
	textProposed = say.Propose
	textState    = say.State
)

var helpList = []string{
	"这里按状态列出更正。Tab 换状态，F3 筛选（编号、名称、理由、对象:申请），F6 排序。",
	"Enter 打开一件。提出更正先打开要更正的主体、申请、入驻、退出或房源。",
}

func fmtCount(n int) string { return kit.Count(n) + " 件" }

func fmtBy(day civil.Date, name, words string) string {
	return strings.TrimRight(fmt.Sprintf("%s  %s  %s", day, name, words), " ")
}
