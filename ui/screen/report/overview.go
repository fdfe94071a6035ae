package report

import (
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/premises"
	"penggai/store/report"
	"penggai/store/report/overview"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// summit is the page for the meeting: a line a figure, the districts side by side, and what the same was on another day.
type summit struct {
	env   *screen.Env
	query report.Query
	load  screen.Loader[overview.Page]
	typed dayLine

	row, col int // the figure under the cursor; col is a place, or behind them the other day
	top      int
	shown    []int // places of the lines that are shown, as last drawn
	height   int
	columns  []placedCol
}

// NewOverview makes the page.
func NewOverview(env *screen.Env, to screen.Go) screen.Screen { return newSummit(env, to.Filter) }

func newSummit(env *screen.Env, district string) *summit {
	return &summit{env: env, query: report.Query{District: district}}
}

// Init asks for the figures.
func (s *summit) Init() tea.Cmd { return s.read() }

// days are the two days of the question.
func (s *summit) days() (day, other civil.Date) {
	day, other = s.query.AsOf, s.query.And
	if day.IsZero() {
		day = s.env.Today()
	}
	if other.IsZero() {
		other = day.AddMonths(-12)
	}
	return day, other
}

func (s *summit) read() tea.Cmd {
	st, by, district := s.env.Store, s.env.Actor(), s.query.District
	day, other := s.days()
	return s.load.Read(func(ctx context.Context) (overview.Page, error) {
		return overview.Read(ctx, st, by, district, day, other)
	})
}

// Update takes the figures, a typed day, keys and mouse.
func (s *summit) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if cmd, mine := s.load.Take(msg); mine {
		return s, cmd
	}
	if cmd, mine := s.typed.update(msg, s.env.Today()); mine {
		return s, cmd
	}
	switch m := msg.(type) {
	case kit.DataChanged:
		if m.Elsewhere {
			return s, nil // a report stands as it was worked out until somebody asks again
		}
		return s, s.read()
	case tea.KeyPressMsg:
		s.key(kit.KeyName(m))
	case tea.MouseWheelMsg:
		if m.Button == tea.MouseWheelUp {
			s.step(-1)
		} else {
			s.step(1)
		}
	case tea.MouseClickMsg:
		if s.click(m) {
			return s, s.open()
		}
	}
	return s, nil
}

func (s *summit) key(name string) {
	switch kit.Move(name) {
	case "up":
		s.step(-1)
	case "down":
		s.step(1)
	case "pgup", "home":
		s.step(-len(s.shown))
	case "pgdown", "end":
		s.step(len(s.shown))
	case "left":
		s.col = max(s.col-1, 0)
	case "right":
		s.col = min(s.col+1, len(s.load.Value.Places))
	}
}

func (s *summit) step(n int) {
	s.row = max(min(s.row+n, len(s.shown)-1), 0)
	if s.height > 0 {
		s.top = max(min(s.top, s.row), s.row-s.height+1)
	}
}

// click puts the cursor on a figure; it reports whether the figure had it already.
func (s *summit) click(m tea.MouseClickMsg) bool {
	row := s.top + m.Y - 1
	if m.Button != tea.MouseLeft || m.Y < 1 || row >= len(s.shown) || m.Y > s.height {
		return false
	}
	for _, c := range s.columns {
		if m.X >= c.at && m.X < c.at+c.width {
			again := s.row == row && s.col == c.col
			s.row, s.col = row, c.col
			return again
		}
	}
	return false
}

// line is the figure under the cursor.
func (s *summit) line() (l overview.Line, ok bool) {
	if !s.load.Ready || s.row >= len(s.shown) {
		return l, false
	}
	return s.load.Value.Lines[s.shown[s.row]], true
}

// open shows the records behind the figure under the cursor.
func (s *summit) open() tea.Cmd {
	l, ok := s.line()
	if !ok {
		return nil
	}
	p := s.load.Value
	place, day := p.Places[min(s.col, len(p.Places)-1)], p.Day
	if s.col >= len(p.Places) {
		day = p.Other
	}
	f, _ := overview.Named(l.Opens())
	return screen.Show(newItems(s.env, f, place, day))
}

// trace shows how the figure under the cursor went.
func (s *summit) trace() tea.Cmd {
	l, ok := s.line()
	if !ok {
		return nil
	}
	return screen.Show(newCourse(s.env, l.Key, min(s.col, len(s.load.Value.Places)-1), s.query.AsOf))
}

// shift goes to the end of the month before or after, and no further than today; the other day stays as far away as it was.
func (s *summit) shift(months int) tea.Cmd {
	s.query.AsOf = monthEnd(s.query.AsOf, s.env.Today(), months)
	s.query.And = civil.Date{}
	return s.read()
}

// Title is the name of the page.
func (s *summit) Title() string { return "全市一览" }

// Summary says for when and for whom.
func (s *summit) Summary() (left, right string) {
	if !s.load.Ready {
		return textReading, ""
	}
	p := s.load.Value
	left = fmtAsOf(p.Day, p.Places[len(p.Places)-1], p.Day == s.env.Today())
	if s.load.Busy() {
		left += "  " + textReading
	}
	right = "与 " + p.Other.String() + " 比较"
	if p.Samples > 0 {
		right = fmtSamples(p.Samples) + "  " + right
	}
	return left, right
}

// Cursor is the place of what is typed.
func (s *summit) Cursor() *tea.Cursor { return s.typed.cursor() }

// Escape leaves the day first.
func (s *summit) Escape() (bool, tea.Cmd) { return s.typed.escape(), nil }

// Help explains the page.
func (s *summit) Help() []string {
	return []string{
		"各区并列，末列是全市；^ 比另一天多，v 比另一天少，变好绿色，变差红色（没有颜色时写 优、劣）。",
		"方向键选一个数字，Enter 打开构成它的记录；光标在“比较日”一列时打开那一天的记录。",
		"F9 换日期，Ctrl+X 换比较日（默认上年同日），Ctrl+左右 换到上、下个月末。",
		"F4 看光标所在指标逐月的变化（曲线）。",
		"F7 导出：文书版打印在一页 A4 上，表格版可再计算。金额以万元显示，导出以元。",
	}
}

// Actions of the page.
func (s *summit) Actions() []kit.Action {
	if s.typed.open() {
		return typingActions
	}
	reading := ""
	if !s.load.Ready {
		reading = textReading
	}
	day, other := s.days()
	return []kit.Action{
		kit.Act(textOpen, s.open, "enter").When(reading),
		kit.Act(say.Date, func() tea.Cmd {
			s.typed.ask(textDayPrompt, day, func(d civil.Date) tea.Cmd { s.query.AsOf = d; return s.read() })
			return nil
		}, "f9", "t"),
		kit.Act("比较日", func() tea.Cmd {
			s.typed.ask(" 与哪一天比较: ", other, func(d civil.Date) tea.Cmd { s.query.And = d; return s.read() })
			return nil
		}, "ctrl+x", "y"),
		kit.Act("看变化", s.trace, "f4", "c").When(reading),
		kit.Act(textExport, s.export, "f7", "e").When(reading),
		kit.Act("上个月末", func() tea.Cmd { return s.shift(-1) }, "ctrl+left", "-").When(reading).Silent(),
		kit.Act("下个月末", func() tea.Cmd { return s.shift(1) }, "ctrl+right", "+", "=").When(reading).Silent(),
	}
}

func (s *summit) export() tea.Cmd {
	q := s.query
	q.AsOf, q.And = s.days()
	return screen.Show(newExport(s.env, nameOverview, s.Title(), q))
}

// nameOverview is the report that the page shows.
const nameOverview = "overview"

// newItems lists the records behind a figure: what they come to is the figure.
func newItems(env *screen.Env, f overview.Figure, place string, day civil.Date) screen.Screen {
	cols := []kit.Col[overview.Item]{
		{ID: "district", Title: say.District, Width: 8, Drop: 2, Text: func(it overview.Item) string { return districtText(it.District) }},
		{ID: "number", Title: "编号", Width: 18, Text: func(it overview.Item) string { return it.Number }},
		{ID: "name", Title: "记录", Width: 20, Flex: true, Text: func(it overview.Item) string { return it.Name }},
	}
	if f.Kind != overview.Count {
		cols = append(cols, kit.Col[overview.Item]{
			ID: "amount", Title: f.Unit, Width: 14, Right: true, Sums: f.Kind != overview.Longest,
			Text:  func(it overview.Item) string { return exactText(f, it.Amount) },
			Value: func(it overview.Item) any { return exactValue(f, it.Amount) },
		})
	}
	cols = append(cols, kit.Col[overview.Item]{ID: "day", Title: say.Date, Width: 10, Text: func(it overview.Item) string { return it.Day.String() }, Value: func(it overview.Item) any { return it.Day }})
	key := func(it overview.Item) string { return fmt.Sprintf("%s %d", it.Noun, it.ID) }
	return screen.NewList(env, screen.ListSpec[overview.Item, overview.Item]{
		Title: f.Name() + " " + place, Cols: cols, Key: key, About: itemsHelp,
		Fetch: func(ctx context.Context, by engine.Actor, q engine.ListQuery) (page kit.Page[overview.Item], err error) {
			list, err := overview.Items(ctx, env.Store, by, f, place, day)
			if err != nil {
				return page, err
			}
			return summed(ctx, f, kit.Slice(cols, key, func(context.Context) ([]overview.Item, error) { return list, nil }), kitQuery(q))
		},
		Said:   func(string) string { return fmt.Sprintf("截至 %s  %s", day, f.About) },
		Total:  func(n int) string { return kit.Count(n) + " 条" },
		Sums:   func(sums any) string { return sumText(f, sums) },
		None:   []string{"这一天没有这样的记录。按 Esc 返回。"},
		NoHits: []string{"没有符合筛选条件的记录。按 Esc 取消筛选，按 F3 改条件。"},
		Open:   func(it overview.Item) tea.Cmd { return screen.Open(screen.PlaceOf(it.Noun), it.ID) },
	})
}

// summed is a window of rows, and what all of them come to.
func summed(ctx context.Context, f overview.Figure, fetch kit.Fetch[overview.Item], q kit.Query) (page kit.Page[overview.Item], err error) {
	if page, err = fetch(ctx, q); err != nil || q.By != "" {
		return page, err
	}
	all, err := fetch(ctx, kit.Query{Filter: q.Filter, Limit: page.Total})
	page.Sums = f.Of(all.Rows).N
	return page, err
}

// kitQuery is a question in the words of a table.
func kitQuery(q engine.ListQuery) kit.Query {
	out := kit.Query{Filter: q.Filter, Offset: q.Offset, Limit: q.Limit, After: q.After, Before: q.Before, By: q.By, Find: q.Find}
	for _, o := range q.Sort {
		out.Sort = append(out.Sort, kit.Sort{Col: o.Column, Desc: o.Desc})
	}
	return out
}

// sumText is what the records come to, where it is more than their number.
func sumText(f overview.Figure, sums any) string {
	n, ok := sums.(int64)
	switch {
	case !ok || f.Kind == overview.Count:
		return ""
	case f.Kind == overview.Longest:
		return "最长 " + exactText(f, n) + " " + f.Unit
	}
	return exactText(f, n) + " " + f.Unit
}

var itemsHelp = []string{
	"这里逐条列出构成一个数字的记录，合起来就是那个数字。",
	"Enter 打开一条记录，F3 筛选，F6 排序，F7 导出。",
}

// exactText is an amount in the unit of its figure, to the fen.
func exactText(f overview.Figure, n int64) string {
	if f.Kind == overview.Money {
		return quantity.Money(n).String()
	}
	return kit.Count(n)
}

func exactValue(f overview.Figure, n int64) any {
	if f.Kind == overview.Money {
		return quantity.Money(n)
	}
	return n
}

func districtText(district string) string {
	if district == "" {
		return premises.CityPool
	}
	return district
}
