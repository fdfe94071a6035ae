package report

import (
	"context"

	"penggai/allocation/civil"
	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/store/engine"
	"penggai/store/report"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

var listColumns = []kit.Col[report.Definition]{
	{ID: "title", Title: say.Report, Width: 16, Text: func(d report.Definition) string { return d.Title }},
	{ID: "about", Title: say.Content, Width: 30, Flex: true, Text: func(d report.Definition) string { return d.About }},
	{
		ID: "name", Title: "命令行名称", Width: 12, Drop: 1, Text: func(d report.Definition) string { return d.Name },
		Style: func(th *kit.Theme, _ report.Definition) kit.Style { return th.Muted },
	},
}

// newList is the list of reports.
func newList(env *screen.Env) screen.Screen {
	return screen.NewList(env, screen.ListSpec[report.Definition, report.Definition]{
		Title: say.Report, Bare: true, Cols: listColumns, About: textListHelp,
		Key:    func(d report.Definition) string { return d.Name },
		Short:  func(context.Context, engine.Actor) ([]report.Definition, error) { return report.Definitions(), nil },
		Said:   func(string) string { return "可看任意一天，每个数字都可打开它背后的记录" },
		NoHits: []string{"没有符合筛选条件的记录。按 Esc 取消筛选，按 F3 改条件。"},
		Open: func(d report.Definition) tea.Cmd {
			switch d.Name {
			case nameOverview:
				return screen.Open(screen.Overview, 0)
			case nameTrend:
				return screen.Show(newCourse(env, "occupancy", -1, civil.Date{}))
			}
			return screen.Show(newPage(env, d.Name, report.Query{}))
		},
		Own: func(d report.Definition, ok bool) []kit.Action {
			export := func() tea.Cmd { return screen.Show(newExport(env, d.Name, d.Title, report.Query{})) }
			return []kit.Action{kit.Act(textExport, export, "f7", "e").When(screen.NoRow(ok))}
		},
	})
}

var textListHelp = []string{
	"每张报表都可以按任意一天重算，同一天的数字以后再看也不变。",
	"Enter 打开报表，F7 直接导出。",
	"命令行：penggai report 名称 --format text|csv|xlsx|docx|json --as-of 日期。",
}
