package report

import (
	"context"
	"fmt"
	"strings"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/premises"
	"penggai/store/report"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// page is one report as of a day: a grid whose cursor stands on one figure, and bars.
type page struct {
	env   *screen.Env
	name  string
	title string
	query report.Query
	path  string // its part of the path when it is a part of another report
	load  screen.Loader[shown]
	grid  grid

	chart bool       // bars instead of the table, where there is no room for both
	both  bool       // there is room for both, as last drawn
	bare  bool       // there are no bars
	day   *kit.Input // the day while it is typed
	asked string     // why the typed day cannot be
	foot  int        // line of the input, as last drawn
}

func newPage(env *screen.Env, name string, q report.Query) *page {
	s := &page{env: env, name: name, title: name, query: q}
	if d, err := report.Find(name); err == nil {
		s.title = d.Title
	}
	return s
}

// Init asks for the report.
func (s *page) Init() tea.Cmd { return s.read() }

func (s *page) read() tea.Cmd {
	st, by, name, q := s.env.Store, s.env.Actor(), s.name, s.query
	return s.load.Read(func(ctx context.Context) (shown, error) {
		r, err := report.Make(ctx, st, by, name, q)
		if err != nil {
			return shown{}, err
		}
		return measure(r), nil
	})
}

// Update takes the report, the typed day, keys and mouse.
func (s *page) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if cmd, mine := s.load.Take(msg); mine {
		if cmd == nil && !s.load.Busy() {
			s.grid.show(s.load.Value)
		}
		return s, cmd
	}
	if s.day != nil {
		switch msg.(type) {
		case tea.KeyPressMsg, tea.PasteMsg:
			return s, s.typeDay(msg)
		}
	}
	if s.grid.typing() {
		switch msg.(type) {
		case tea.KeyPressMsg, tea.PasteMsg:
			return s, s.grid.typeFilter(msg)
		}
	}
	switch m := msg.(type) {
	case kit.DataChanged:
		if m.Elsewhere {
			return s, nil // a report stands as it was worked out until somebody asks again
		}
		return s, s.read()
	case tea.KeyPressMsg:
		s.grid.key(kit.KeyName(m))
	case tea.MouseWheelMsg:
		s.grid.wheel(m)
	case tea.MouseClickMsg:
		if s.grid.click(m) {
			return s, s.open()
		}
	}
	return s, nil
}

// Title is the report's name, or the part of it that is shown.
func (s *page) Title() string {
	if s.path != "" {
		return s.path
	}
	return s.title
}

// Summary says as of when, for whom, and what the figure under the cursor is.
func (s *page) Summary() (left, right string) {
	if !s.load.Ready {
		return textReading, ""
	}
	r := s.load.Value
	left = fmtAsOf(r.AsOf, r.Scope, s.env.Today() == r.AsOf)
	if f := s.grid.filter; f != "" {
		left += "  " + fmtFilter(f)
	}
	if s.load.Busy() {
		left += "  " + textReading
	}
	if c, ok := s.grid.column(); ok {
		right = c.Title
	}
	if r.Samples > 0 {
		right = strings.TrimSpace(right + "  " + fmtSamples(r.Samples))
	}
	return left, right
}

// Cursor is the place of what is typed.
func (s *page) Cursor() *tea.Cursor {
	switch {
	case s.day != nil:
		_, x := s.day.Line(dayWidth)
		return kit.BarCursor(kit.Width(textDayPrompt)+x, s.foot)
	case s.grid.typing():
		return s.grid.cursorAt(s.foot)
	}
	return nil
}

// Escape leaves the day or the filter first.
func (s *page) Escape() (bool, tea.Cmd) {
	if s.day != nil {
		s.day = nil
		return true, nil
	}
	return s.grid.escape(), nil
}

// Help explains the page.
func (s *page) Help() []string { return textPageHelp }

// Actions of the page.
func (s *page) Actions() []kit.Action {
	if s.day != nil {
		return []kit.Action{
			{Keys: []string{"enter"}, Label: "确定"}, {Keys: []string{"esc"}, Label: "取消"},
		}
	}
	if s.grid.typing() {
		return nil
	}
	reading := ""
	if !s.load.Ready {
		reading = textReading
	}
	chart := "图"
	if s.chart {
		chart = "表"
	}
	why := ""
	switch {
	case s.bare:
		why = "这张报表逐条列出记录，没有图"
	case s.both:
		why = "表和图已经同时显示"
	}
	return []kit.Action{
		kit.Act(textOpen, s.open, "enter").When(reading).When(s.whyNotOpen()),
		kit.Act(say.Date, s.askDay, "f9", "t"),
		kit.Act(chart, func() tea.Cmd { s.chart = !s.chart; return nil }, "f4", "c").When(reading).When(why),
		kit.Act("排序", s.grid.cycle, "f6", "s").When(reading),
		kit.Act("筛选", s.grid.openFilter, "f3", "/").When(reading),
		kit.Act(textExport, s.export, "f7", "e").When(reading),
		kit.Act("上个月末", func() tea.Cmd { return s.shift(-1) }, "ctrl+left", "-").When(reading).Silent(),
		kit.Act("下个月末", func() tea.Cmd { return s.shift(1) }, "ctrl+right", "+", "=").When(reading).Silent(),
	}
}

// export writes what the screen shows: the day, the filter, the order.
func (s *page) export() tea.Cmd { return screen.Show(newExport(s.env, s.name, s.Title(), s.shown())) }

const dayWidth = 16

// askDay begins to type the day.
func (s *page) askDay() tea.Cmd {
	s.day, s.asked = kit.NewInput(), ""
	s.day.SetValue(s.env.Today().String())
	if s.load.Ready {
		s.day.SetValue(s.load.Value.AsOf.String())
	}
	return nil
}

// typeDay edits the day; Enter takes it.
func (s *page) typeDay(msg tea.Msg) tea.Cmd {
	if k, ok := msg.(tea.KeyPressMsg); ok && kit.KeyName(k) == "enter" {
		day, ok := kit.ReadDate(s.day.Value(), s.env.Today())
		switch {
		case !ok:
			s.asked = civil.Wrong(s.day.Value(), s.env.Today())
			return nil
		case day.After(s.env.Today()):
			s.asked = "不能晚于今天"
			return nil
		}
		s.day = nil
		return s.asOf(day)
	}
	s.asked = ""
	return s.day.Update(msg)
}

// asOf reads the report as of another day.
func (s *page) asOf(day civil.Date) tea.Cmd {
	s.query.AsOf = day
	return s.read()
}

// shift goes to the end of the month before or after the day that was asked for last, and no further than today.
func (s *page) shift(months int) tea.Cmd {
	asked := s.query.AsOf
	if asked.IsZero() {
		asked = s.env.Today()
	}
	last := asked.MonthStart().AddMonths(1).AddDays(-1)
	switch {
	case months < 0:
		last = asked.MonthStart().AddDays(-1)
	case asked == last:
		last = asked.MonthStart().AddMonths(2).AddDays(-1)
	}
	return s.asOf(civil.Min(last, s.env.Today()))
}

// shown asks for what the screen shows.
func (s *page) shown() report.Query {
	q := s.query
	q.AsOf = s.load.Value.AsOf
	q.Filter, q.Desc = s.grid.filter, s.grid.desc
	if q.Sort = ""; s.grid.sortCol >= 0 {
		q.Sort = s.load.Value.Columns[s.grid.sortCol].Key
	}
	return q
}

// open goes to what is behind the figure under the cursor: the record of its line, the units that it counts, or the records that it sums up.
func (s *page) open() tea.Cmd {
	line, col, ok := s.grid.at()
	if !ok || s.whyNotOpen() != "" {
		return nil
	}
	r := s.load.Value
	if line.Row >= 0 && s.grid.kept.Rows[line.Row].ID != 0 {
		row := s.grid.kept.Rows[line.Row]
		return screen.Open(screen.PlaceOf(row.Noun), row.ID)
	}
	c := r.Columns[col]
	if q, ok := s.grid.kept.Behind(line, col); ok && s.query.Column == "" {
		if s.name == nameOccupancy && c.Kind == report.Text && q.District != "" {
			next := newPage(s.env, nameCommunities, report.Query{AsOf: r.AsOf, District: q.District})
			next.path = q.District
			return screen.Show(next)
		}
		if q.Day == s.env.Today() {
			return screen.List(screen.Unit, unitFilter(q))
		}
		next := newPage(s.env, nameLedger, report.Query{AsOf: q.Day, District: q.District, Pool: q.Pool, Community: q.Community, State: q.State})
		next.path = ledgerPath(q)
		return screen.Show(next)
	}
	q := s.shown()
	q.Row, q.Column, q.Sort, q.Desc = line.Path, c.Key, "", false
	next := newPage(s.env, s.name, q)
	next.path = fmtFigure(r.Columns, line, col)
	return screen.Show(next)
}

// whyNotOpen says why there is nothing behind the figure under the cursor.
func (s *page) whyNotOpen() string {
	line, col, ok := s.grid.at()
	switch {
	case !ok:
		return textNothingHere
	case line.Row >= 0 && s.grid.kept.Rows[line.Row].ID != 0:
		return ""
	case s.query.Column != "":
		return "这是本页各条的合计，请选上面的一条"
	case s.load.Value.Columns[col].Kind != report.Text && line.Cells[col].Null():
		return "这里没有数字"
	case s.load.Value.Columns[col].Kind != report.Text && line.Cells[col].Int() == 0:
		return "这个数字是 0，没有记录"
	}
	return ""
}

// fmtFigure names a figure in the path: the words of its line, at most two, and its column.
func fmtFigure(columns []report.Column, line report.Line, col int) string {
	words := []string{line.Cells[0].Show(report.Text)}
	if line.Row >= 0 && len(columns) > 1 && columns[1].Kind == report.Text {
		words = append(words, line.Cells[1].Show(report.Text))
	}
	if columns[col].Kind != report.Text {
		words = append(words, columns[col].Title)
	}
	return strings.Join(words, " ")
}

// The reports that this package leads between.
const (
	nameOccupancy   = "occupancy"
	nameCommunities = "communities"
	nameLedger      = "ledger"
)

// unitFilter is the filter of the list of units that leaves the units of a question.
func unitFilter(q premises.LedgerQuery) string {
	var parts []string
	switch {
	case q.Pool:
		parts = append(parts, fieldDistrict+premises.CityPool)
	case q.District != "":
		parts = append(parts, fieldDistrict+q.District)
	}
	if q.Community != "" {
		parts = append(parts, "小区:"+q.Community)
	}
	if q.State != "" {
		parts = append(parts, fieldState+q.State.Title())
	}
	if len(parts) == 0 {
		return allStates()
	}
	return strings.Join(parts, " ")
}

// allStates is a filter that leaves every unit: the list of units without a filter is its tree.
func allStates() string {
	var titles []string
	for _, s := range allocation.UnitStates() {
		titles = append(titles, s.Title())
	}
	return fieldState + strings.Join(titles, ",")
}

// ledgerPath names a part of the ledger.
func ledgerPath(q premises.LedgerQuery) string {
	name := q.District
	switch {
	case q.Pool:
		name = premises.CityPool
	case name == "":
		name = allocation.CityOffice
	}
	if q.Community != "" {
		name = q.Community
	}
	if q.State != "" {
		name += " " + q.State.Title()
	}
	return fmtLedger(name)
}

const (
	fieldDistrict = "区:"
	fieldState    = "状态:"
)

var textPageHelp = []string{
	"方向键选一个数字，Enter 打开它背后的小区、房源或业户。",
	"F9 换日期（PgUp、PgDn 翻页，Ctrl+左右 换到上、下个月末）。",
	"F4 表与图切换，图画的是光标所在的一列；F6 按这一列排序。",
	"F7 导出屏幕上的内容（日期、筛选、排序照样），可打印的是 docx。",
}

func fmtAsOf(day civil.Date, scope string, today bool) string {
	if today {
		return fmt.Sprintf("截至 %s（今天）  %s", day, scope)
	}
	return fmt.Sprintf("截至 %s  %s", day, scope)
}

func fmtSamples(n int) string { return fmt.Sprintf("含示例明细 %s 套", kit.Count(n)) }

func fmtFilter(f string) string { return "筛选: " + f }

func fmtLedger(part string) string { return "台账 " + part }
