package report

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/store/report"
	"penggai/store/report/overview"
	"penggai/ui/kit"
	"penggai/ui/kit/picture"
	"penggai/ui/screen"
)

// course shows how a figure went: the curve of one place, and beside it the months in figures.
type course struct {
	env   *screen.Env
	query report.Query
	load  screen.Loader[overview.Course]
	typed dayLine

	place  int // whose curve is drawn; -1 until the first answer: the last one
	month  int // the point under the cursor
	top    int
	height int
}

// newCourse makes the page of a figure of a place; "" begins with the whole.
func newCourse(env *screen.Env, figure string, place int, day civil.Date) *course {
	return &course{env: env, query: report.Query{Figure: figure, AsOf: day}, place: place, month: -1}
}

// Init asks for the course.
func (s *course) Init() tea.Cmd { return s.read() }

// period is what is asked for.
func (s *course) period() (from, to civil.Date) {
	from, to = s.query.From, s.query.AsOf
	if to.IsZero() {
		to = s.env.Today()
	}
	if from.IsZero() {
		from = to.AddMonths(-report.TrendMonths)
	}
	return from, to
}

func (s *course) read() tea.Cmd {
	st, by := s.env.Store, s.env.Actor()
	f, _ := overview.Named(s.query.Figure)
	from, to := s.period()
	return s.load.Read(func(ctx context.Context) (overview.Course, error) {
		return overview.Trace(ctx, st, by, f, "", from, to)
	})
}

// Update takes the course, a typed day, keys and mouse.
func (s *course) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if cmd, mine := s.load.Take(msg); mine {
		if s.load.Ready && !s.load.Busy() {
			last := len(s.load.Value.Places) - 1
			if s.place < 0 {
				s.place = last
			}
			s.place, s.month = min(s.place, last), len(s.load.Value.Points)-1
		}
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
	}
	return s, nil
}

func (s *course) key(name string) {
	switch kit.Move(name) {
	case "up":
		s.step(-1)
	case "down":
		s.step(1)
	case "pgup":
		s.step(-max(s.height-1, 1))
	case "pgdown":
		s.step(max(s.height-1, 1))
	case "home":
		s.step(-len(s.load.Value.Points))
	case "end":
		s.step(len(s.load.Value.Points))
	case "left":
		s.place = max(s.place-1, 0)
	case "right":
		s.place = min(s.place+1, max(len(s.load.Value.Places)-1, 0))
	}
}

func (s *course) step(n int) { s.month = max(min(s.month+n, len(s.load.Value.Points)-1), 0) }

// Title names the figure.
func (s *course) Title() string {
	f, _ := overview.Named(s.query.Figure)
	return "月度变化 > " + f.Name()
}

// Summary says whose curve it is, and over which period.
func (s *course) Summary() (left, right string) {
	if !s.load.Ready {
		return textReading, ""
	}
	from, to := s.period()
	left = s.load.Value.Places[s.place] + "  " + unitText(s.load.Value.Figure)
	if s.load.Busy() {
		left += "  " + textReading
	}
	return left, from.String() + " 至 " + to.String() + "，逐月月末"
}

func unitText(f overview.Figure) string {
	if f.Kind == overview.Money {
		return "万元"
	}
	return f.Unit
}

// Cursor is the place of what is typed.
func (s *course) Cursor() *tea.Cursor { return s.typed.cursor() }

// Escape leaves the day first.
func (s *course) Escape() (bool, tea.Cmd) { return s.typed.escape(), nil }

// Help explains the page.
func (s *course) Help() []string {
	return []string{
		"曲线是一个区（或全市）一个指标逐月月末的数字，右边的表是同样的数字。",
		"左右键换区，上下键选月份，Enter 打开那个月末的记录。",
		"F4 看指标，换一个；F9 换起始日期，Ctrl+X 换截止日期，最长二十年。",
		"纵轴从零开始；数字都离零很远而彼此接近时，从最小值附近开始，刻度写在左边。",
		"F7 导出：xlsx 中另有一张各区的曲线图。",
	}
}

// Actions of the page.
func (s *course) Actions() []kit.Action {
	if s.typed.open() {
		return typingActions
	}
	reading := ""
	if !s.load.Ready {
		reading = textReading
	}
	from, to := s.period()
	ask := func(prompt string, day civil.Date, put func(civil.Date)) func() tea.Cmd {
		return func() tea.Cmd {
			s.typed.ask(prompt, day, func(d civil.Date) tea.Cmd { put(d); return s.read() })
			return nil
		}
	}
	return []kit.Action{
		kit.Act(textOpen, s.open, "enter").When(reading),
		kit.Act("看指标", s.choose, "f4", "s"),
		kit.Act("起始", ask(" 起始日期: ", from, func(d civil.Date) { s.query.From = d }), "f9", "t"),
		kit.Act("截止", ask(textDayPrompt, to, func(d civil.Date) { s.query.From, s.query.AsOf = from, d }), "ctrl+x", "y"),
		kit.Act(textExport, s.export, "f7", "e").When(reading),
	}
}

// open shows the records of the month under the cursor.
func (s *course) open() tea.Cmd {
	c := s.load.Value
	if s.month < 0 || s.month >= len(c.Points) {
		return nil
	}
	f, _ := overview.Named(c.Opens())
	return screen.Show(newItems(s.env, f, c.Places[s.place], c.Points[s.month].Day))
}

// choose offers the figures.
func (s *course) choose() tea.Cmd {
	var choices []kit.Choice
	for _, f := range overview.Figures() {
		choices = append(choices, kit.Choice{Key: f.Key, Label: f.Name(), Note: f.About})
	}
	return kit.Pick(kit.PickerSpec{Title: "看哪个指标", Choices: choices, Current: []string{s.query.Figure}}, func(got []kit.Choice) tea.Cmd {
		s.query.Figure = got[0].Key
		return s.read()
	})
}

func (s *course) export() tea.Cmd {
	q := s.query
	q.From, q.AsOf = s.period()
	return screen.Show(newExport(s.env, nameTrend, "月度变化 "+s.load.Value.Name(), q))
}

// nameTrend is the report that the page shows.
const nameTrend = "trend"

// Widths of the table beside the curve.
const (
	monthWidth  = 12
	figureWidth = 11
)

// Body is the curve and the months beside it.
func (s *course) Body(w, h int) []string {
	th := s.env.Theme
	if !s.load.Ready {
		return []string{"", "  " + th.Muted.Render(textReading)}
	}
	c := s.load.Value
	every := monthWidth+figureWidth*len(c.Places)+50 <= w
	places := []int{s.place}
	if every {
		places = places[:0]
		for i := range c.Places {
			places = append(places, i)
		}
	}
	right := s.months(th, places, h-1)
	wide := monthWidth + figureWidth*len(places)
	if !every {
		wide += figureWidth
	}
	left := s.curve(w-wide-3, h-2)
	out := make([]string, h)
	for y := range h - 1 {
		l, r := "", ""
		if y > 0 && y-1 < len(left) {
			l = left[y-1]
		}
		if y < len(right) {
			r = right[y]
		}
		out[y] = " " + kit.Fit(l, w-wide-2) + " " + r
	}
	out[h-1] = s.foot(th, w, h-1)
	return out
}

// curve draws the place under the cursor.
func (s *course) curve(w, h int) []string {
	c := s.load.Value
	curve := picture.Curve{Text: func(n int64) string { return numberText(overview.Line{Figure: c.Figure}, n) }}
	for _, p := range c.Points {
		curve.Values, curve.Known = append(curve.Values, p.Values[s.place].N), append(curve.Known, p.Values[s.place].Known)
	}
	if n := len(c.Points); n > 0 {
		curve.From, curve.To = c.Points[0].Day.String(), c.Points[n-1].Day.String()
	}
	return curve.Draw(s.env.Theme, w, h)
}

// months are the table: the latest month below, and by how much each differs from the one before where one place is shown.
func (s *course) months(th *kit.Theme, places []int, h int) []string {
	c := s.load.Value
	line := overview.Line{Figure: c.Figure}
	head := kit.Fit(" "+say.Date, monthWidth)
	for _, p := range places {
		head += kit.PadLeft(c.Places[p], figureWidth)
	}
	if len(places) == 1 {
		head += kit.PadLeft("比上月", figureWidth)
	}
	out := []string{th.Head.Render(head)}
	s.height = max(h-1, 1)
	s.top = max(min(s.top, s.month), s.month-s.height+1, 0)
	for i := s.top; i < min(s.top+s.height, len(c.Points)); i++ {
		p := c.Points[i]
		mark, base := " ", kit.Style{}
		if i == s.month {
			mark, base = ">", th.Cursor
		}
		text := mark + kit.Fit(p.Day.String(), monthWidth-1)
		for _, at := range places {
			text += kit.PadLeft(valueText(line, p.Values[at]), figureWidth)
		}
		if len(places) == 1 && i > 0 {
			now, then := p.Values[places[0]], c.Points[i-1].Values[places[0]]
			if n := now.N - then.N; n != 0 && now.Known && then.Known {
				text += judged(th, line, n).Render(kit.PadLeft(signed(line, n), figureWidth))
			}
		}
		out = append(out, base.Over(kit.Fit(text, monthWidth+figureWidth*max(len(places), 2))))
	}
	return out
}

func signed(l overview.Line, n int64) string {
	if n > 0 {
		return "+" + numberText(l, n)
	}
	return numberText(l, n)
}

func (s *course) foot(th *kit.Theme, w, y int) string {
	if s.typed.open() {
		return s.typed.line(th, w, y)
	}
	c := s.load.Value
	text := c.About
	if c.Kind == overview.Money && len(c.Notes) > 0 {
		text += "；" + strings.Join(c.Notes, "；")
	}
	return " " + th.Muted.Render(kit.Cut(text, w-1))
}
