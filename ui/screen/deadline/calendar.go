package deadline

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation/civil"
	"penggai/store/desk"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// ahead is how many days the list looks ahead, whatever month is shown.
const ahead = 60

// calendar is the month over the list.
type calendar struct {
	env   *screen.Env
	load  screen.Loader[desk.Agenda]
	due   screen.Held[desk.Deadline]
	table *kit.Table[desk.Deadline]
	day   civil.Date // chosen in the month
	days  bool       // the month has the keys, not the list
	moved bool       // somebody moved in the list: from then on the month follows it
	x, y  int        // where the first day stands, as last drawn
	cell  int        // width of a day
}

func key(d desk.Deadline) string {
	return d.Day.String() + " " + string(d.Kind) + " " + string(d.Noun) + " " + strconv.FormatInt(d.ID, 10)
}

func newCalendar(env *screen.Env) *calendar {
	s := &calendar{env: env, day: env.Today()}
	cols := []kit.Col[desk.Deadline]{
		{ID: say.Date, Title: "最后一天", Width: 10, Text: func(d desk.Deadline) string { return d.Day.String() }},
		{ID: "还有", Title: "还有", Width: 9, Right: true, Text: s.left, Style: s.leftStyle, Compare: func(a, b desk.Deadline) int { return a.Day.Compare(b.Day) }},
		{ID: say.Matter, Title: say.Matter, Width: 10, Text: func(d desk.Deadline) string { return d.Kind.Title() }},
		{ID: say.Subject, Title: say.Subject, Width: 14, Flex: true, Text: func(d desk.Deadline) string { return d.Name }},
		{ID: say.Number, Title: say.Number, Width: 16, Drop: 1, Text: func(d desk.Deadline) string { return d.Number }},
		{ID: say.District, Title: say.District, Width: 8, Drop: 2, Text: func(d desk.Deadline) string { return d.District }},
	}
	s.table = kit.NewTable(kit.TableSpec[desk.Deadline]{
		Name: textDeadlines, Cols: cols, Key: key, Fetch: s.due.Fetch(cols, key), Moved: s.follow,
		Empty: func(filter string) []string {
			if filter != "" {
				return []string{"没有符合筛选的事项，按 Esc 清除筛选"}
			}
			return []string{textNothingDue}
		},
	})
	return s
}

// left says how far away the day is.
func (s *calendar) left(d desk.Deadline) string { return fmtLeft(d.Day.Sub(s.env.Today())) }

func (s *calendar) leftStyle(th *kit.Theme, d desk.Deadline) kit.Style {
	switch n := d.Day.Sub(s.env.Today()); {
	case n < 0:
		return th.Bad
	case n <= 3:
		return th.Warn
	}
	return th.Muted
}

// Init reads what is due.
func (s *calendar) Init() tea.Cmd { return s.read() }

// horizon is the last day that must be known: some weeks ahead, and the whole month that is shown.
func (s *calendar) horizon() civil.Date {
	return civil.Max(s.env.Today().AddDays(ahead), s.day.MonthStart().AddMonths(1).AddDays(-1))
}

func (s *calendar) read() tea.Cmd {
	st, by, until := s.env.Store, s.env.Actor(), s.horizon()
	return s.load.Read(func(ctx context.Context) (desk.Agenda, error) { return st.Agenda(ctx, by, until) })
}

// follow puts the month on the day of the row under the cursor.
func (s *calendar) follow(d desk.Deadline) tea.Cmd {
	if s.moved && !s.days {
		s.day = d.Day
	}
	return nil
}

// Update gives the keys to the month or to the list.
func (s *calendar) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if cmd, mine := s.load.Take(msg); mine {
		if cmd == nil && s.load.Ready {
			s.due.Put(s.load.Value.Due)
			return s, s.table.Reload()
		}
		return s, cmd
	}
	switch m := msg.(type) {
	case kit.DataChanged:
		return s, s.read()
	case tea.KeyPressMsg:
		if s.days {
			return s, s.step(kit.Move(kit.KeyName(m)))
		}
		s.moved = true
	case tea.MouseClickMsg:
		if day, ok := s.dayAt(m.X, m.Y); ok {
			s.days = true
			return s, s.choose(day)
		}
		s.days, s.moved = false, true
		if s.table.Clicked(msg) {
			return s, s.open()
		}
	}
	return s, s.table.Update(msg)
}

// step moves the chosen day.
func (s *calendar) step(move string) tea.Cmd {
	switch move {
	case "left":
		return s.choose(s.day.AddDays(-1))
	case "right":
		return s.choose(s.day.AddDays(1))
	case "up":
		return s.choose(s.day.AddDays(-7))
	case "down":
		return s.choose(s.day.AddDays(7))
	case "pgup":
		return s.choose(s.day.AddMonths(-1))
	case "pgdown":
		return s.choose(s.day.AddMonths(1))
	case "home":
		return s.choose(s.day.MonthStart())
	case "end":
		return s.choose(s.day.MonthStart().AddMonths(1).AddDays(-1))
	}
	return nil
}

// choose goes to a day and puts the list on the first deadline from there on.
func (s *calendar) choose(day civil.Date) tea.Cmd {
	s.day = day
	if s.horizon().After(s.load.Value.Until) {
		return s.read()
	}
	due := s.load.Value.Due
	i := slices.IndexFunc(due, func(d desk.Deadline) bool { return !d.Day.Before(day) })
	if i < 0 {
		return nil
	}
	return s.table.Find(key(due[i]))
}

// on are the deadlines of a day.
func (s *calendar) on(day civil.Date) (n int) {
	for _, d := range s.load.Value.Due {
		if d.Day == day {
			n++
		}
	}
	return n
}

// open shows the record of the row under the cursor.
func (s *calendar) open() tea.Cmd {
	d, ok := s.table.Current()
	if !ok {
		return nil
	}
	return screen.Open(screen.PlaceOf(d.Noun), d.ID)
}

// Title is the path.
func (s *calendar) Title() string { return textDeadlines }

// Summary is the month, and how much has passed and is to come.
func (s *calendar) Summary() (left, right string) {
	if !s.load.Ready {
		return say.Loading, ""
	}
	late := 0
	for _, d := range s.load.Value.Due {
		if d.Day.Before(s.env.Today()) {
			late++
		}
	}
	return fmtChosen(s.day, s.load.Value.Calendar, s.on(s.day)), fmtDue(late, len(s.load.Value.Due)-late, s.load.Value.Until)
}

// Body is the month and the list.
func (s *calendar) Body(w, h int) []string {
	if !s.load.Ready {
		return nil
	}
	month := s.month(s.env.Theme, w)
	s.table.At(0, len(month))
	return append(month, s.table.Lines(s.env.Theme, w, h-len(month))...)
}

// Cursor is the filter's.
func (s *calendar) Cursor() *tea.Cursor { return s.table.Cursor() }

// Escape leaves the filter, then the month.
func (s *calendar) Escape() (bool, tea.Cmd) {
	if s.days {
		s.days = false
		return true, nil
	}
	return s.table.Escape()
}

// Help explains the screen.
func (s *calendar) Help() []string { return helpCalendar }

// Actions of the screen.
func (s *calendar) Actions() []kit.Action {
	if s.table.Cursor() != nil {
		return s.table.Actions()
	}
	open := kit.Act(say.Open, s.open, "enter")
	if _, ok := s.table.Current(); !ok {
		open = open.When(textNothingDue)
	}
	turn := "选日期"
	if s.days {
		turn = "回清单"
	}
	return append([]kit.Action{
		open,
		kit.Act(turn, func() tea.Cmd { s.days = !s.days; return nil }, "tab"),
		kit.Act(textToday, func() tea.Cmd { return s.choose(s.env.Today()) }, "f11", "t"),
	}, s.table.Actions()...)
}

const (
	textDeadlines  = "日程"
	textNothingDue = "这段时间没有到期的事项。办理中的补正、公示、签约、开业、合同等期限会自动列在这里"
)

// helpCalendar explains the screen.
var helpCalendar = []string{
	"上面是一个月，每天注明到期几件；下面是所有未办完事项的最后期限，已过期的排在最前。",
	"在清单里上下移动，月历跟着走；按 Tab 到月历，用方向键选日期，PgUp PgDn 翻月，清单跟着走。",
	"休 是法定节假日，班 是调休上班；( ) 是今天，[ ] 是清单所在的那一天。",
	"期限遇节假日、周末已顺延到下一个工作日。办完的事项不再列出。",
}

func fmtLeft(days int) string {
	switch {
	case days < 0:
		return fmt.Sprintf("逾 %d 天", -days)
	case days == 0:
		return textToday
	}
	return fmt.Sprintf("%d 天", days)
}

func fmtChosen(d civil.Date, c *civil.Calendar, due int) string {
	text := fmt.Sprintf("%d年%d月  %s 周%s", d.Year(), d.Month(), d, weekNames[(int(d.Weekday())+6)%7])
	if name := c.Name(d); name != "" {
		text += " " + name
		if c.IsWorkday(d) {
			text += textMakeUp
		}
	}
	if !c.Knows(d.Year()) {
		text += "（这一年的调休尚未录入，只知道周末和法定节假日）"
	}
	if due > 0 {
		text += fmt.Sprintf("  到期 %d 件", due)
	}
	return text
}

func fmtDue(late, ahead int, until civil.Date) string {
	return fmt.Sprintf("逾期 %d  至 %s 还有 %d", late, until, ahead)
}
