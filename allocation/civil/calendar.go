package civil

import (
	"slices"
	"strings"
	"time"
)

// SpecialDay is a day on which the State Council's yearly calendar departs from the week:
// a holiday (Work false) or a make-up day on a weekend (Work true).
type SpecialDay struct {
	Day  Date
	Name string // what the holiday is called, e.g. 春节
	Work bool   // true: people work although it is a weekend
}

// Calendar tells working days. It is handed in as data; where it knows no notice of a year, weekends and the days that
// the law sets free (WithLaw) count. A nil *Calendar knows no year at all. It is never changed once made, so it may be shared.
type Calendar struct {
	special     map[Date]SpecialDay
	known       map[int]bool
	first, last int
	law         func(year int) []SpecialDay
}

// NewCalendar makes a calendar of the special days of whole years; a day that comes twice keeps its last entry.
// A year is known when a holiday falls in it before December: the last days of December may belong to the next New Year alone.
func NewCalendar(days []SpecialDay) *Calendar {
	c := &Calendar{special: make(map[Date]SpecialDay, len(days)), known: map[int]bool{}}
	for _, d := range days {
		c.special[d.Day] = d
		if d.Work || d.Day.Month() == time.December {
			continue
		}
		y := d.Day.Year()
		c.known[y] = true
		if c.first == 0 || y < c.first {
			c.first = y
		}
		c.last = max(c.last, y)
	}
	return c
}

// WithLaw is the calendar that also knows which days the law sets free in a year that no notice has arranged yet (Statutory);
// law is asked for such years only.
func (c *Calendar) WithLaw(law func(year int) []SpecialDay) *Calendar {
	with := *c
	with.law = law
	return &with
}

// on is the special day on d: as the notice of its year has it, else as the law has it.
func (c *Calendar) on(d Date) (SpecialDay, bool) {
	if c == nil {
		return SpecialDay{}, false
	}
	if s, ok := c.special[d]; ok || c.law == nil || c.Knows(d.Year()) {
		return s, ok
	}
	for _, s := range c.law(d.Year()) {
		if s.Day == d {
			return s, true
		}
	}
	return SpecialDay{}, false
}

// LastYear is the last year whose holidays are known; 0 when none is.
func (c *Calendar) LastYear() int {
	if c == nil {
		return 0
	}
	return c.last
}

// FirstYear is the first year whose holidays are known; 0 when none is.
func (c *Calendar) FirstYear() int {
	if c == nil {
		return 0
	}
	return c.first
}

// Knows reports whether the notice of a year is known; where it is not, nobody knows yet which days are exchanged.
func (c *Calendar) Knows(year int) bool { return c != nil && c.known[year] }

// IsWorkday reports whether people work on a day.
func (c *Calendar) IsWorkday(d Date) bool {
	if s, ok := c.on(d); ok {
		return s.Work
	}
	w := d.Weekday()
	return w != time.Saturday && w != time.Sunday
}

// Name is what the State Council's calendar or the law calls a special day; empty for a day of the ordinary week.
func (c *Calendar) Name(d Date) string {
	s, _ := c.on(d)
	return s.Name
}

// Feast lists the holidays of one name in a year that a notice has arranged, by date; the make-up days are not among them.
func (c *Calendar) Feast(year int, name string) []Date {
	var out []Date
	if c == nil {
		return nil
	}
	for _, s := range c.special {
		if !s.Work && s.Day.Year() == year && s.Name != "" && (strings.Contains(s.Name, name) || strings.Contains(name, s.Name)) {
			out = append(out, s.Day)
		}
	}
	slices.SortFunc(out, Date.Compare)
	return out
}

// NextWorkday is the first working day on or after d.
func (c *Calendar) NextWorkday(d Date) Date {
	for !c.IsWorkday(d) {
		d = d.AddDays(1)
	}
	return d
}

// AddWorkdays is the n-th working day after d, d itself not counted; n < 1 gives d.
func (c *Calendar) AddWorkdays(d Date, n int) Date {
	for ; n > 0; n-- {
		d = c.NextWorkday(d.AddDays(1))
	}
	return d
}

// Workdays counts the working days after from up to and including to; 0 when to is not after from.
func (c *Calendar) Workdays(from, to Date) int {
	n := 0
	for d := from.AddDays(1); !d.After(to); d = d.AddDays(1) {
		if c.IsWorkday(d) {
			n++
		}
	}
	return n
}
