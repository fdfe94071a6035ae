package report

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"penggai/store/report"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// list is the list of reports; a wide terminal says beside it what the report under the cursor holds.
type list struct {
	env   *screen.Env
	table *kit.Table[report.Definition]
}

func newList(env *screen.Env) *list {
	cols := []kit.Col[report.Definition]{
		{ID: "title", Title: "报表", Width: 16, Text: func(d report.Definition) string { return d.Title }},
		{ID: "about", Title: "内容", Width: 30, Flex: true, Text: func(d report.Definition) string { return d.About }},
		{
			ID: "name", Title: "命令行名称", Width: 12, Drop: 1, Text: func(d report.Definition) string { return d.Name },
			Style: func(th *kit.Theme, _ report.Definition) kit.Style { return th.Muted },
		},
	}
	key := func(d report.Definition) string { return d.Name }
	return &list{env: env, table: kit.NewTable(kit.TableSpec[report.Definition]{
		Cols: cols, Key: key,
		Fetch: kit.Slice(cols, key, func(context.Context) ([]report.Definition, error) { return report.Definitions(), nil }),
	})}
}

// Init loads the list.
func (s *list) Init() tea.Cmd { return s.table.Init() }

// Update passes to the table; a click on the row under the cursor opens it.
func (s *list) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if s.table.Clicked(msg) {
		return s, s.open()
	}
	return s, s.table.Update(msg)
}

// Title is the path.
func (s *list) Title() string { return "报表" }

// Summary says for whom reports are made.
func (s *list) Summary() (left, right string) {
	return "可看任意一天，数字可打开对应的房源或业户", ""
}

// Body is the table.
func (s *list) Body(w, h int) []string { return s.table.Lines(s.env.Theme, w, h) }

// Cursor is the filter's.
func (s *list) Cursor() *tea.Cursor { return s.table.Cursor() }

// Escape leaves the filter first.
func (s *list) Escape() (bool, tea.Cmd) { return s.table.Escape() }

// Help explains the list.
func (s *list) Help() []string { return textListHelp }

// Actions open a report, or write it without opening.
func (s *list) Actions() []kit.Action {
	table := s.table.Actions()
	if s.table.Cursor() != nil {
		return table
	}
	why := ""
	if _, ok := s.table.Current(); !ok {
		why = textNothingHere
	}
	return append([]kit.Action{
		kit.Act(textOpen, s.open, "enter").When(why),
		kit.Act(textExport, s.export, "f7", "e").When(why),
	}, table...)
}

func (s *list) open() tea.Cmd {
	d, ok := s.table.Current()
	if !ok {
		return nil
	}
	return screen.Show(newPage(s.env, d.Name, report.Query{}))
}

func (s *list) export() tea.Cmd {
	d, ok := s.table.Current()
	if !ok {
		return nil
	}
	return screen.Show(newExport(s.env, d.Name, d.Title, report.Query{}))
}

var textListHelp = []string{
	"每张报表都可以按任意一天重算，同一天的数字以后再看也不变。",
	"Enter 打开报表，F7 直接导出。",
	"命令行：penggai report 名称 --format text|csv|json --as-of 日期。",
}
