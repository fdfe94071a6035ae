package support

import (
	"context"
	"strconv"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/oversight"
	"penggai/store/engine"
	"penggai/store/watch"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// columns are the fields of the list with how they are drawn.
func columns(today civil.Date) []kit.Col[watch.SupportRow] {
	return screen.Cols(watch.SupportNoun, today, []kit.Col[watch.SupportRow]{
		{ID: "number", Width: 16},
		{ID: "applicant", Width: 12, Flex: true},
		{ID: "kind", Width: 8},
		{ID: "need", Width: 14, Flex: true, Drop: 2},
		{ID: "raised", Width: 10},
		{ID: "waits", Width: 7},
		{ID: "handler", Width: 12, Drop: 1},
		{ID: "state", Width: 6, Style: func(th *kit.Theme, r watch.SupportRow) kit.Style { return stateStyle(th, r.State) }},
	})
}

func stateStyle(th *kit.Theme, s oversight.SupportState) kit.Style {
	switch s {
	case oversight.SupportOpen:
		return th.Warn
	case oversight.SupportClosed:
		return th.Good
	}
	return th.Muted
}

// newList is the list of requests, by state.
func newList(env *screen.Env, to screen.Go) screen.Screen {
	return screen.NewList(env, screen.ListSpec[watch.SupportRow, watch.SupportDetail]{
		Title: textSupports, Views: "support", Sort: to.Sort, Cols: columns(env.Today()), Filter: to.Filter, Total: fmtCount, About: helpList,
		Tabs: screen.ByState(oversight.SupportStates, env.Store.SupportStates),
		ID:   func(r watch.SupportRow) int64 { return r.ID },
		Read: env.Store.Supports,
		None: []string{"还没有帮扶。", "按 F2 到入驻列表打开一户，在那里按 s 登记帮扶。"},
		Peek: env.Store.Support,
		Head: func(r watch.SupportRow) string { return r.Number + " " + r.Name },
		Beside: func(th *kit.Theme, w int, d watch.SupportDetail) []string {
			return append(append(kit.Detail(th, w, aboutPairs(th, d)), ""), kit.Detail(th, w, notePairs(d))...)
		},
		Open: func(r watch.SupportRow) tea.Cmd { return screen.Show(newDetail(env, r.ID)) },
		Own: func(r watch.SupportRow, ok bool) []kit.Action {
			return []kit.Action{
				kit.Act("选一户", func() tea.Cmd { return screen.Open(screen.Tenancy, 0) }, "f2", "n"),
				kit.Act(textTenancy, func() tea.Cmd { return screen.Open(screen.Tenancy, r.Tenancy) }, "f4").When(screen.NoRow(ok)),
			}
		},
	})
}

// newStay is the list of the requests of one tenancy.
func newStay(env *screen.Env, tenancy int64) screen.Screen {
	table, part := screen.Rows(screen.Part[watch.SupportSheet]{Keys: screen.NoKeys}, kit.TableSpec[watch.SupportRow]{
		Cols: columns(env.Today()), Key: func(r watch.SupportRow) string { return strconv.FormatInt(r.ID, 10) },
	}, func(d watch.SupportSheet) []watch.SupportRow { return d.Requests }, "这户还没有提出过困难。", "按 F2 登记帮扶。")
	return screen.NewPage(env, screen.PageSpec[watch.SupportSheet]{
		Noun: textSupports, Early: true, About: helpStay, Parts: []screen.Part[watch.SupportSheet]{part},
		Read: func(ctx context.Context, by engine.Actor) (watch.SupportSheet, error) {
			return env.Store.SupportSheet(ctx, by, tenancy)
		},
		Name: func(d watch.SupportSheet) string { return d.Name },
		Summary: func(d watch.SupportSheet) (string, string) {
			return d.Number + "  " + d.Units, fmtCount(len(d.Requests))
		},
		Actions: func(d watch.SupportSheet) []kit.Action {
			row, ok := table.Current()
			raise := kit.Act(textRaise, screen.Shows(env, newRaise, tenancy), "f2", "n").When(env.WhyNot(allocation.ActRaiseSupport))
			if d.State == allocation.TenancyEnded {
				raise = raise.When(oversight.ErrSupportTenancy.Text)
			}
			return []kit.Action{
				kit.Act(say.Open, screen.Shows(env, newDetail, row.ID), "enter").When(screen.NoRow(ok)), raise,
				kit.Act(textTenancy, func() tea.Cmd { return screen.Open(screen.Tenancy, tenancy) }, "f4"),
				kit.Act(say.Assessment, func() tea.Cmd { return screen.Open(screen.AssessmentStay, tenancy) }, "f11"),
			}
		},
	})
}

var helpList = []string{
	"这里按状态列出帮扶（四(五)：及时帮助解决在经营过程中遇到的实际困难）。Tab 换状态，F3 筛选，F7 导出。",
	"Enter 打开一件。F2 到入驻列表选一户，打开后按 s 登记。",
}

func fmtCount(n int) string { return kit.Count(n) + " 件" }
