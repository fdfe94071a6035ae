package assessment

import (
	"penggai/allocation/say"

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
var tabStates = []oversight.AssessmentState{
	oversight.AssessmentRectifying, oversight.AssessmentPending, oversight.AssessmentFailed, oversight.AssessmentDone, oversight.AssessmentClosed,
}

// columns are the fields of the list with how they are drawn.
func columns(today civil.Date) []kit.Col[watch.AssessmentRow] {
	return screen.Cols(watch.AssessmentNoun, today, []kit.Col[watch.AssessmentRow]{
		{ID: "number", Width: 16},
		{ID: "applicant", Width: 12, Flex: true},
		{ID: "unit", Width: 16, Flex: true, Drop: 3},
		{ID: "day", Width: 10},
		{ID: "jobs", Width: 7, Drop: 2},
		{ID: "state", Width: 8, Style: func(th *kit.Theme, r watch.AssessmentRow) kit.Style { return stateStyle(th, r.State) }},
		{
			ID: "rectify_by", Width: 17, Drop: 1, Text: func(r watch.AssessmentRow) string { return r.NextShort(r.ExitState, today) },
			Style: func(th *kit.Theme, r watch.AssessmentRow) kit.Style {
				if r.State == oversight.AssessmentRectifying && r.Late(today) > 0 {
					return th.Bad
				}
				return kit.Style{}
			},
		},
	})
}

// historyColumns are those of the assessments of one tenancy.
func historyColumns(today civil.Date) []kit.Col[watch.AssessmentRow] {
	return []kit.Col[watch.AssessmentRow]{
		{Title: textNumber, Width: 16, Text: func(r watch.AssessmentRow) string { return r.Number }},
		{Title: textDay, Width: 10, Text: func(r watch.AssessmentRow) string { return r.Day.String() }},
		{Title: "应考核", Width: 10, Drop: 2, Text: func(r watch.AssessmentRow) string { return dueWord(r.Assessment) }},
		{Title: textJobsCol, Width: 7, Right: true, Text: func(r watch.AssessmentRow) string { return kit.Count(int(r.Jobs.People())) }},
		{
			Title: textState, Width: 8, Text: func(r watch.AssessmentRow) string { return r.State.Title() },
			Style: func(th *kit.Theme, r watch.AssessmentRow) kit.Style { return stateStyle(th, r.State) },
		},
		{Title: textWhatNext, Width: 17, Flex: true, Text: func(r watch.AssessmentRow) string { return r.NextShort(r.ExitState, today) }},
	}
}

func stateStyle(th *kit.Theme, s oversight.AssessmentState) kit.Style {
	switch s {
	case oversight.AssessmentDone, oversight.AssessmentClosed:
		return th.Good
	case oversight.AssessmentFailed:
		return th.Bad
	case oversight.AssessmentVoid, oversight.AssessmentExited:
		return th.Muted
	}
	return th.Warn
}

// newList is the list of assessments, by state.
func newList(env *screen.Env, to screen.Go) screen.Screen {
	return screen.NewList(env, screen.ListSpec[watch.AssessmentRow, watch.AssessmentDetail]{
		Title: textAssessments, Views: "assessment", Sort: to.Sort, Cols: columns(env.Today()), Filter: to.Filter, Total: fmtCount, About: helpList,
		Tabs: screen.ByState(tabStates, env.Store.AssessmentStates),
		ID:   func(r watch.AssessmentRow) int64 { return r.ID },
		Read: env.Store.Assessments,
		None: []string{"还没有考核。", "按 F2 看哪些户到期，选一户登记。"},
		Peek: env.Store.Assessment,
		Head: func(r watch.AssessmentRow) string { return r.Number + " " + r.Name },
		Beside: func(th *kit.Theme, w int, d watch.AssessmentDetail) []string {
			return kit.Detail(th, w, append(conclusionPairs(th, d.Assessment, env.Today()), factPairs(th, d)...))
		},
		Open: func(r watch.AssessmentRow) tea.Cmd { return screen.Show(newDetail(env, r.ID)) },
		Many: func(rows []watch.AssessmentRow, clear func()) []kit.Action {
			return []kit.Action{many.Print(env, clear, many.Of(allocation.NounAssessment, "次", rows, func(r watch.AssessmentRow) many.Item {
				return many.Item{ID: r.ID, Number: r.Number, Name: r.Name}
			}))}
		},
		Own: func(r watch.AssessmentRow, ok bool) []kit.Action {
			return []kit.Action{
				kit.Act(say.AssessmentDue, func() tea.Cmd { return screen.List(screen.AssessmentDue, "") }, "f2", "n"),
				kit.Act(textHistory, screen.Shows(env, newHistory, r.Tenancy), "f11").When(screen.NoRow(ok)),
				kit.Act(watch.WorkerNoun.Title, func() tea.Cmd { return screen.List(screen.Roster, "") }, "f4"),
			}
		},
	})
}

// dueColumns are those of the list of what is due.
func dueColumns(today civil.Date) []kit.Col[watch.DueRow] {
	style := func(th *kit.Theme, r watch.DueRow) kit.Style {
		return map[watch.DueState]kit.Style{watch.AssessmentLate: th.Bad, watch.AssessmentNear: th.Warn, watch.AssessmentLater: th.Muted}[r.DueState]
	}
	return screen.Cols(watch.DueNoun, today, []kit.Col[watch.DueRow]{
		{ID: "number", Width: 16},
		{ID: "applicant", Width: 12, Flex: true},
		{ID: "unit", Width: 16, Flex: true, Drop: 3},
		{ID: "due", Width: 10},
		{ID: "left", Width: 9, Style: style},
		{ID: "due_state", Width: 4, Style: style},
		{ID: "last", Width: 19, Drop: 1},
	})
}

// newDue is the list of the tenancies with their next assessment, by how near it is.
func newDue(env *screen.Env, to screen.Go) screen.Screen {
	today := env.Today()
	return screen.NewList(env, screen.ListSpec[watch.DueRow, watch.AssessmentSheet]{
		Title: say.AssessmentDue, Views: "due", Sort: to.Sort, Cols: dueColumns(today), Filter: to.Filter, Total: fmtStays, About: helpDue,
		Tabs: screen.ByState(watch.DueStates, env.Store.DueCounts),
		ID:   func(r watch.DueRow) int64 { return r.Tenancy },
		Read: env.Store.DueAssessments,
		None: []string{"没有在用的入驻，没有要考核的。", "签订合同以后，按参数里的考核周期列在这里。"},
		Peek: env.Store.AssessmentSheet,
		Head: func(r watch.DueRow) string { return r.Number + " " + r.Name },
		Beside: func(th *kit.Theme, w int, d watch.AssessmentSheet) []string {
			return kit.Detail(th, w, append(duePairs(th, d, today), figurePairs(d.Figures)...))
		},
		Open: func(r watch.DueRow) tea.Cmd { return screen.Show(newHistory(env, r.Tenancy)) },
		Own: func(r watch.DueRow, ok bool) []kit.Action {
			return []kit.Action{
				kit.Act(textRecord, screen.Shows(env, newRecord, r.Tenancy), "f2", "n").When(env.WhyNot(allocation.ActRecordAssessment)).When(screen.NoRow(ok)),
				kit.Act(textTenancy, func() tea.Cmd { return screen.Open(screen.Tenancy, r.Tenancy) }, "f4").When(screen.NoRow(ok)),
			}
		},
	})
}

const (
	textNumber  = say.Number
	textJobsCol = "岗位 人"
)

var (
	helpList = []string{
		"这里按状态列出考核（四(五)：定期对业户的经营状况进行监督考评）。Tab 换状态，F3 筛选，F6 排序，F7 导出。",
		"F2 看哪些户考核到期，F11 看一户历次考核，F4 看各次的用工名单，Enter 打开一次考核。",
		"整改的到期要复查；不合格的经确认后可" + byFailure + " 退出。",
	}
	helpDue = []string{
		"这里列出每户下一次考核：从首次签订之日起，每隔参数里的考核周期一次。Tab 看逾期、临近、未到。",
		"F2 登记考核，Enter 看这户历次考核。退出已批准的不再考核。",
		"一次考核补上以前漏掉的各期；不到提醒期的算临时考核，不影响到期日。",
	}
)

func fmtStays(n int) string { return kit.Count(n) + " 户" }
