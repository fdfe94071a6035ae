package civil

import (
	"testing"
	"time"
)

// spring2018 is the Spring Festival of 2018 as the State Council set it.
func spring2018() *Calendar {
	days := []SpecialDay{
		{Day: MustParse("2018-02-11"), Name: "春节", Work: true},
		{Day: MustParse("2018-02-24"), Name: "春节", Work: true},
	}
	for i := range 7 {
		days = append(days, SpecialDay{Day: MustParse("2018-02-15").AddDays(i), Name: "春节"})
	}
	return NewCalendar(days)
}

func TestDeadline(t *testing.T) {
	c := spring2018()
	for _, tc := range []struct {
		name          string
		p             Period
		start         string
		nominal, last string
	}{
		{"days exclude the start", Period{7, Days}, "2018-03-01", "2018-03-08", "2018-03-08"},
		{"days roll over the festival", Period{15, Days}, "2018-02-01", "2018-02-16", "2018-02-22"},
		{"days end on a Saturday", Period{9, Days}, "2018-03-01", "2018-03-10", "2018-03-12"},
		{"days end on a make-up Saturday", Period{23, Days}, "2018-02-01", "2018-02-24", "2018-02-24"},
		{"zero days end on the start", Period{0, Days}, "2018-03-01", "2018-03-01", "2018-03-01"},
		{"working days skip the festival", Period{2, Workdays}, "2018-02-14", "2018-02-23", "2018-02-23"},
		{"working days count make-up days", Period{3, Workdays}, "2018-02-14", "2018-02-24", "2018-02-24"},
		{"working days from a Friday", Period{1, Workdays}, "2018-03-09", "2018-03-12", "2018-03-12"},
		{"working days count the make-up Sunday", Period{1, Workdays}, "2018-02-10", "2018-02-11", "2018-02-11"},
		{"months to the corresponding day", Period{3, Months}, "2017-12-12", "2018-03-12", "2018-03-12"},
		{"months roll over the festival", Period{3, Months}, "2017-11-15", "2018-02-15", "2018-02-22"},
		{"months end with the month", Period{3, Months}, "2017-11-30", "2018-02-28", "2018-02-28"},
	} {
		d := tc.p.Deadline(MustParse(tc.start), c)
		if d.Nominal.String() != tc.nominal || d.Last.String() != tc.last {
			t.Errorf("%s: %s, %s; want %s, %s", tc.name, d.Nominal, d.Last, tc.nominal, tc.last)
		}
		if d.Rolled() != (tc.nominal != tc.last) {
			t.Errorf("%s: rolled %v", tc.name, d.Rolled())
		}
	}
}

func TestDeadlineSaysWhereOnlyWeekendsAreKnown(t *testing.T) {
	c := spring2018()
	if d := (Period{3, Months}).Deadline(MustParse("2017-11-15"), c); !d.Certain {
		t.Error("a deadline inside the known year is uncertain")
	}
	d := (Period{3, Months}).Deadline(MustParse("2018-11-05"), c) // 2019-02-05 is the Spring Festival, unknown here
	if d.Certain || d.Last != MustParse("2019-02-05") {
		t.Errorf("beyond the known years: %s, certain %v", d.Last, d.Certain)
	}
	if d := (Period{5, Days}).Deadline(MustParse("2018-03-01"), nil); d.Certain || d.Last != MustParse("2018-03-06") {
		t.Errorf("without a calendar: %s, certain %v", d.Last, d.Certain)
	}
	if d := (Period{2, Days}).Deadline(MustParse("2018-03-01"), nil); d.Last != MustParse("2018-03-05") {
		t.Errorf("without a calendar weekends count: %s", d.Last)
	}
	if got := c.LastYear(); got != 2018 {
		t.Errorf("last year %d", got)
	}
	var none *Calendar
	if none.LastYear() != 0 || none.FirstYear() != 0 || none.Name(MustParse("2018-02-15")) != "" {
		t.Error("no calendar knows something")
	}
}

func TestLeft(t *testing.T) {
	d := Period{3, Months}.Deadline(MustParse("2017-11-15"), spring2018())
	for day, want := range map[string]int{"2018-02-12": 10, "2018-02-22": 0, "2018-03-05": -11} {
		if got := d.Left(MustParse(day)); got != want {
			t.Errorf("on %s %d days are left, want %d", day, got, want)
		}
	}
}

func TestWorkdays(t *testing.T) {
	c := spring2018()
	if got := c.Workdays(MustParse("2018-02-09"), MustParse("2018-02-26")); got != 8 {
		t.Errorf("working days over the festival: %d, want 8", got) // 11, 12, 13, 14, 22, 23, 24, 26
	}
	if got := c.Workdays(MustParse("2018-02-09"), MustParse("2018-02-09")); got != 0 {
		t.Errorf("working days of no time: %d", got)
	}
}

// The make-up day of a New Year falls in the year before and does not make that year known.
func TestMakeUpDayDoesNotMakeItsYearKnown(t *testing.T) {
	c := NewCalendar([]SpecialDay{
		{Day: MustParse("2001-12-29"), Name: "元旦", Work: true},
		{Day: MustParse("2002-01-01"), Name: "元旦"},
	})
	if c.Knows(2001) || !c.Knows(2002) || c.Knows(2003) {
		t.Errorf("known years %d to %d", c.FirstYear(), c.LastYear())
	}
	if d := MustParse("2001-12-29"); d.Weekday() != time.Saturday || !c.IsWorkday(d) {
		t.Error("the make-up day itself is known")
	}
}

func TestPeriodString(t *testing.T) {
	for p, want := range map[Period]string{{15, Days}: "15 日", {5, Workdays}: "5 个工作日", {3, Months}: "3 个月"} {
		if got := p.String(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
