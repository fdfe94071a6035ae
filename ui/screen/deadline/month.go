package deadline

import (
	"fmt"
	"strings"
	"time"

	"penggai/allocation/civil"
	"penggai/ui/kit"
)

// The width of a day in the month, from the narrow terminal to the widest that still reads as one.
const narrowDay, wideDay = 11, 15

// monday is the Monday on or before a day.
func monday(d civil.Date) civil.Date {
	return d.AddDays(-(int(d.Weekday()) + 6) % 7)
}

// month draws the weeks of the month of the chosen day, one line a week: the day, 休 or 班 where it departs from the week, and
// how many deadlines it has.
func (s *calendar) month(th *kit.Theme, w int) []string {
	s.cell = max(min((w-2)/7, wideDay), narrowDay)
	s.x, s.y = 1, 1
	head := " "
	for _, name := range weekNames {
		head += kit.Fit("  "+name, s.cell)
	}
	out := []string{th.Head.Render(kit.Cut(head, w))}
	first := s.day.MonthStart()
	last := first.AddMonths(1).AddDays(-1)
	counts := map[civil.Date]int{}
	for _, d := range s.load.Value.Due {
		counts[d.Day]++
	}
	for week := monday(first); !week.After(last); week = week.AddDays(7) {
		line := " "
		for i := range 7 {
			line += s.dayCell(th, week.AddDays(i), first, counts[week.AddDays(i)])
		}
		out = append(out, kit.Cut(line, w))
	}
	return append(out, "")
}

// dayCell is one day; those of other months are blank.
func (s *calendar) dayCell(th *kit.Theme, d, first civil.Date, due int) string {
	if d.MonthStart() != first {
		return kit.Space(s.cell)
	}
	text := fmt.Sprintf("%2d", d.Day())
	if mark := dayMark(s.load.Value.Calendar, d); mark != "" {
		text += mark
	} else {
		text += "  "
	}
	if due > 0 {
		text += fmt.Sprintf("%3d", due) + "件"
	}
	style := kit.Style{}
	switch {
	case due > 0 && d.Before(s.env.Today()):
		style = th.Bad
	case due > 0:
		style = th.Accent
	case !s.load.Value.Calendar.IsWorkday(d):
		style = th.Muted
	}
	before, after := " ", " "
	switch {
	case d == s.day && s.days:
		before, after, style = ">", "<", style.Plus(th.Cursor)
	case d == s.day:
		before, after = "[", "]"
	case d == s.env.Today():
		before, after = "(", ")"
	}
	return kit.Fit(style.Render(before+strings.TrimRight(text, " ")+after), s.cell)
}

// dayMark says where a day departs from the week.
func dayMark(c *civil.Calendar, d civil.Date) string {
	weekend := d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
	switch work := c.IsWorkday(d); {
	case work && weekend:
		return textMakeUp
	case !work && !weekend:
		return "休"
	}
	return ""
}

// dayAt is the day of the month that stands at a place of the body.
func (s *calendar) dayAt(x, y int) (civil.Date, bool) {
	if s.cell == 0 || y < s.y || x < s.x || x >= s.x+7*s.cell {
		return civil.Date{}, false
	}
	first := s.day.MonthStart()
	d := monday(first).AddDays(7*(y-s.y) + (x-s.x)/s.cell)
	return d, d.MonthStart() == first
}
