package application

import (
	"strconv"
	"strings"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/store/intake"
	"penggai/ui/kit"
	"penggai/ui/screen"
	"penggai/ui/screen/many"
)

// tabStates are the states that have a tab, after the tab of all.
var tabStates = []allocation.ApplicationState{
	allocation.ApplicationDraft, allocation.ApplicationAccepted, allocation.ApplicationSupplement, allocation.ApplicationReviewed,
	allocation.ApplicationApproved, allocation.ApplicationAwarded,
}

// newList is the list of applications, by state.
func newList(env *screen.Env, to screen.Go) screen.Screen {
	return screen.NewList(env, screen.ListSpec[intake.ApplicationRow, intake.ApplicationDetail]{
		Title: textApplications, Views: "application", Sort: to.Sort, Cols: screen.Cols(intake.ApplicationNoun, env.Today(), columns), Filter: to.Filter, Order: to.Order, Total: fmtCount, About: textListHelp,
		Tabs: screen.ByState(tabStates, env.Store.ApplicationCounts),
		ID:   func(r intake.ApplicationRow) int64 { return r.ID },
		Read: env.Store.Applications,
		None: []string{"还没有申请。按 F2 登记第一份。"},
		Peek: env.Store.Application,
		Head: func(r intake.ApplicationRow) string { return strings.TrimSpace(r.Number + " " + r.Applicant) },
		Beside: func(th *kit.Theme, w int, d intake.ApplicationDetail) []string {
			return kit.Detail(th, w, append(overview(th, d), kit.Pair{}, kit.Pair{Label: textNext, Value: stepKeys.Say(d.Next(env.Today())), Style: th.Accent}))
		},
		Third: func(th *kit.Theme, w int, d intake.ApplicationDetail) []string {
			return historyLines(th, record{ApplicationDetail: d}, w)
		},
		Open: func(r intake.ApplicationRow) tea.Cmd { return screen.Show(newDetail(env, r.ID)) },
		Many: func(rows []intake.ApplicationRow, clear func()) []kit.Action {
			of := many.Of(allocation.NounApplication, "份", rows, func(r intake.ApplicationRow) many.Item {
				return many.Item{ID: r.ID, Number: r.Number, Name: r.Applicant}
			})
			return []kit.Action{acceptMany(env, clear, of.Items), approveMany(env, clear, of.Items), assignMany(env, clear, of.Items), many.Print(env, clear, of)}
		},
		Own: func(intake.ApplicationRow, bool) []kit.Action {
			return []kit.Action{env.RegisterAction()}
		},
	})
}

// columns are the fields of the list with how they are drawn.
var columns = []kit.Col[intake.ApplicationRow]{
	{ID: "number", Width: 11},
	{ID: "applicant", Width: 14, Flex: true},
	{ID: "project", Width: 12, Flex: true, Drop: 3},
	{ID: "sector", Width: 10, Flex: true, Drop: 5},
	{ID: "jobs_claimed", Width: 4},
	{ID: "group", Width: 4, Drop: 4, Text: func(r intake.ApplicationRow) string {
		if r.Group {
			return say.Priority
		}
		return ""
	}},
	{ID: "flags", Width: 4, Drop: 2, Text: flagCount, Style: func(th *kit.Theme, _ intake.ApplicationRow) kit.Style { return th.Warn }},
	{ID: "state", Width: 8, Style: func(th *kit.Theme, r intake.ApplicationRow) kit.Style { return stateStyle(th, r.State) }},
	{ID: "clerk", Width: 6, Drop: 6},
	{ID: "since", Width: 10, Drop: 1, Text: func(r intake.ApplicationRow) string {
		if !r.Deadline.IsZero() {
			return r.Deadline.String()
		}
		return r.Since.String()
	}},
}

func flagCount(r intake.ApplicationRow) string {
	if r.Flags == 0 {
		return ""
	}
	return strconv.Itoa(r.Flags)
}

// stateStyle paints the word of a state by judgement: what waits, what went well, what ended.
func stateStyle(th *kit.Theme, s allocation.ApplicationState) kit.Style {
	switch s {
	case allocation.ApplicationSupplement:
		return th.Warn
	case allocation.ApplicationApproved, allocation.ApplicationAwarded, allocation.ApplicationContracted:
		return th.Good
	case allocation.ApplicationRefused, allocation.ApplicationRejected:
		return th.Bad
	case allocation.ApplicationDeclined, allocation.ApplicationLapsed, allocation.ApplicationWithdrawn:
		return th.Muted
	}
	return kit.Style{}
}

// textListHelp and textDetailHelp explain the screens.
var textListHelp = []string{
	"这里按状态列出申请。Tab 换状态，F3 筛选（汉字、拼音首字母、状态:已受理、等待:待评审、岗位:>10），F6 排序。",
	"Enter 打开一份申请，F2 登记新的。选中几份按 F9 指派承办人；承办人:周 看一个人的，承办人:=空 看没有人承办的。",
	"日期一列是进入现在状态的日子；待补正的是补正期限。提示是受理时发现的重复或异常，供人判断。",
}

func fmtCount(n int) string { return kit.Count(n) + " 份" }
