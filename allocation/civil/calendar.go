package civil

import "time"

// SpecialDay is a day on which the State Council's yearly calendar departs from the week:
// a holiday (Work false) or a make-up day on a weekend (Work true).
type SpecialDay struct {
	Day  Date
	Name string // what the holiday is called, e.g. 春节
	Work bool   // true: people work although it is a weekend
}

// Calendar tells working days. It is handed in as data; where it knows nothing of a year, only weekends are free.
// A nil *Calendar knows no year at all. It is never changed after NewCalendar, so it may be shared.
type Calendar struct {
	special     map[Date]SpecialDay
	first, last int
}

// NewCalendar makes a calendar of the special days of whole years; a day that comes twice keeps its last entry.
// The known years run from the first to the last year in which a holiday falls.
func NewCalendar(days []SpecialDay) *Calendar {
	c := &Calendar{special: make(map[Date]SpecialDay, len(days))}
	for _, d := range days {
		c.special[d.Day] = d
		if d.Work {
			continue // the make-up day of a New Year falls in the year before, which may be unknown
		}
		y := d.Day.Year()
		if c.first == 0 || y < c.first {
			c.first = y
		}
		c.last = max(c.last, y)
	}
	return c
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

// Knows reports whether the holidays of a year are known; where they are not, only weekends count as free.
func (c *Calendar) Knows(year int) bool {
	return c != nil && c.first != 0 && c.first <= year && year <= c.last
}

// IsWorkday reports whether people work on a day.
func (c *Calendar) IsWorkday(d Date) bool {
	if c != nil {
		if s, ok := c.special[d]; ok {
			return s.Work
		}
	}
	w := d.Weekday()
	return w != time.Saturday && w != time.Sunday
}

// Name is what the State Council's calendar calls a special day; empty for a day of the ordinary week.
func (c *Calendar) Name(d Date) string {
	if c == nil {
		return ""
	}
	return c.special[d].Name
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
