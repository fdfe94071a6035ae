package civil

import "fmt"

// Unit is what a period is counted in.
type Unit string

// The units of periods. Months are counted by the corresponding day (民法典 202), days and months roll past
// holidays at their end (203), working days count working days only.
const (
	Days     Unit = "day"
	Workdays Unit = "workday"
	Months   Unit = "month"
)

// Title is the unit as people read it: 日, 工作日, 个月.
func (u Unit) Title() string {
	switch u {
	case Workdays:
		return "个工作日"
	case Months:
		return "个月"
	case Days:
		return "日"
	}
	return "日"
}

// Period is a length of time with its unit: 15 日, 5 个工作日, 3 个月.
type Period struct {
	N    int
	Unit Unit
}

// String is the period as people read it.
func (p Period) String() string { return fmt.Sprintf("%d %s", p.N, p.Unit.Title()) }

// Deadline is the last day on which something may be done.
type Deadline struct {
	Start   Date // the day from which it runs, not counted (民法典 201)
	Nominal Date // the last day by count alone (202)
	Last    Date // the last day after rolling past holidays and weekends (203)
	Certain bool // false: no notice of a year on the way is known, so exchanged days may still move the last day
}

// Deadline counts the period from start, which is not counted itself. A month that has no such day ends on its
// last day. When the last day is a holiday or weekend, the next working day is the last.
func (p Period) Deadline(start Date, c *Calendar) Deadline {
	d := Deadline{Start: start}
	switch p.Unit {
	case Workdays:
		d.Nominal = c.AddWorkdays(start, p.N)
	case Months:
		d.Nominal = start.AddMonths(p.N)
	default:
		d.Nominal = start.AddDays(p.N)
	}
	d.Last = c.NextWorkday(d.Nominal)
	d.Certain = c.Knows(d.Nominal.Year()) && c.Knows(d.Last.Year())
	if p.Unit == Workdays {
		d.Certain = d.Certain && c.Knows(start.AddDays(1).Year())
	}
	return d
}

// LatestStart is the last day from which the period may run to end on a day or before it.
func (p Period) LatestStart(last Date, c *Calendar) Date {
	start := last.AddDays(-p.N)
	if p.Unit == Months {
		start = last.AddMonths(-p.N).AddDays(3) // clamped months end up to three days earlier
	}
	for p.Deadline(start, c).Last.After(last) {
		start = start.AddDays(-1)
	}
	return start
}

// Rolled reports whether the last day was moved past a holiday or weekend.
func (d Deadline) Rolled() bool { return d.Last != d.Nominal }

// Left counts the days from today to the last day; 0 on the day itself, negative when it has passed.
func (d Deadline) Left(today Date) int { return d.Last.Sub(today) }
