package report

import (
	tea "charm.land/bubbletea/v2"

	"penggai/allocation/civil"
	"penggai/ui/kit"
)

// dayLine is the line in which a day is typed, no later than today. The zero dayLine is closed.
type dayLine struct {
	input  *kit.Input
	prompt string
	wrong  string // why the typed day cannot be
	then   func(civil.Date) tea.Cmd
	y      int // line of the body, as last drawn
}

// ask begins to type a day.
func (l *dayLine) ask(prompt string, day civil.Date, then func(civil.Date) tea.Cmd) {
	l.input, l.prompt, l.wrong, l.then = kit.NewInput(), prompt, "", then
	l.input.SetValue(day.String())
	l.input.Select() // what is typed takes its place
}

func (l *dayLine) open() bool { return l.input != nil }

// update edits the day; Enter takes it.
func (l *dayLine) update(msg tea.Msg, today civil.Date) (cmd tea.Cmd, mine bool) {
	if l.input == nil {
		return nil, false
	}
	switch m := msg.(type) {
	case tea.KeyPressMsg:
		if kit.KeyName(m) != "enter" {
			break
		}
		day, ok := kit.ReadDate(l.input.Value(), today)
		switch {
		case !ok:
			l.wrong = civil.Wrong(l.input.Value(), today)
			return nil, true
		case day.After(today):
			l.wrong = textNotLater
			return nil, true
		}
		l.input = nil
		return l.then(day), true
	case tea.PasteMsg:
	default:
		return nil, false
	}
	l.wrong = ""
	return l.input.Update(msg), true
}

// escape closes the line; false when it was closed.
func (l *dayLine) escape() bool {
	was := l.open()
	l.input = nil
	return was
}

// line is drawn on a line of the body.
func (l *dayLine) line(th *kit.Theme, w, y int) string {
	l.y = y
	text, _ := l.input.Line(dayWidth)
	hint := th.Muted.Render("如 20171231、昨天、-3月")
	if l.wrong != "" {
		hint = th.Bad.Render(l.wrong)
	}
	return kit.Cut(th.Accent.Render(l.prompt)+th.InputFocus.Render(text)+"  "+hint, w)
}

func (l *dayLine) cursor() *tea.Cursor {
	if l.input == nil {
		return nil
	}
	_, x := l.input.Line(dayWidth)
	return kit.BarCursor(kit.Width(l.prompt)+x, l.y)
}

// monthEnd is the end of the month before or after a day (none: today), and no later than today.
func monthEnd(asked, today civil.Date, months int) civil.Date {
	if asked.IsZero() {
		asked = today
	}
	last := asked.MonthStart().AddMonths(1).AddDays(-1)
	switch {
	case months < 0:
		last = asked.MonthStart().AddDays(-1)
	case asked == last:
		last = asked.MonthStart().AddMonths(2).AddDays(-1)
	}
	return civil.Min(last, today)
}

// typingActions are the keys while a day is typed.
var typingActions = []kit.Action{{Keys: []string{"enter"}, Label: "确定"}, {Keys: []string{"esc"}, Label: "取消"}}

const textNotLater = "不能晚于今天"
