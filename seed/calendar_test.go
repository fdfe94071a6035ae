package seed

import (
	"testing"

	"penggai/allocation/civil"
)

func TestHolidaysAreOrderedAndPlausible(t *testing.T) {
	perYear := map[int]int{}
	var before civil.Date
	for _, d := range Holidays() {
		if !d.Day.After(before) {
			t.Fatalf("%s does not come after %s", d.Day, before)
		}
		before = d.Day
		if d.Name == "" {
			t.Errorf("%s has no name", d.Day)
		}
		if weekend := d.Day.Weekday()%6 == 0; d.Work && !weekend {
			t.Errorf("%s is a make-up day but no weekend", d.Day)
		}
		if !d.Work {
			perYear[d.Day.Year()]++
		}
	}
	for y := 2002; y <= 2026; y++ {
		if n := perYear[y]; n < 20 || n > 35 {
			t.Errorf("%d has %d holidays", y, n)
		}
	}
}

func TestCalendarDays(t *testing.T) {
	c := Calendar()
	if c.FirstYear() != 2002 || c.LastYear() != 2026 {
		t.Fatalf("known years %d to %d", c.FirstYear(), c.LastYear())
	}
	for _, tc := range []struct {
		day  string
		work bool
		name string
	}{
		{"2018-02-11", true, "春节"},  // Sunday made up
		{"2018-02-14", true, ""},    // Wednesday before
		{"2018-02-15", false, "春节"}, // New Year's Eve
		{"2018-02-21", false, "春节"},
		{"2018-02-22", true, ""},
		{"2018-02-24", true, "春节"},  // Saturday made up
		{"2018-02-25", false, ""},   // Sunday
		{"2020-01-31", false, "春节"}, // the extended Spring Festival
		{"2020-02-03", true, ""},
		{"2015-09-03", false, "抗战胜利日"},
		{"2017-10-09", true, ""},
		{"2018-01-01", false, "元旦"},
	} {
		d := civil.MustParse(tc.day)
		if got := c.IsWorkday(d); got != tc.work {
			t.Errorf("%s: working day %v, want %v", tc.day, got, tc.work)
		}
		if got := c.Name(d); got != tc.name {
			t.Errorf("%s: name %q, want %q", tc.day, got, tc.name)
		}
	}
}

// The opening deadline of 三.3 around the Spring Festival of 2018.
func TestDeadlinesOverSpringFestival(t *testing.T) {
	c := Calendar()
	for _, tc := range []struct {
		handover, nominal, last string
	}{
		{"2017-11-15", "2018-02-15", "2018-02-22"}, // rolls over the whole festival
		{"2017-11-21", "2018-02-21", "2018-02-22"},
		{"2017-11-22", "2018-02-22", "2018-02-22"},
		{"2017-11-24", "2018-02-24", "2018-02-24"}, // a Saturday on which people work
		{"2017-11-25", "2018-02-25", "2018-02-26"}, // an ordinary Sunday
		{"2017-11-30", "2018-02-28", "2018-02-28"}, // clamped to the month's end
		{"2019-11-30", "2020-02-29", "2020-03-02"}, // clamped to the leap day, a Saturday
		{"2017-07-01", "2017-10-01", "2017-10-09"}, // National Day and Mid-Autumn together
	} {
		got := civil.Period{N: 3, Unit: civil.Months}.Deadline(civil.MustParse(tc.handover), c)
		if got.Nominal.String() != tc.nominal || got.Last.String() != tc.last || !got.Certain {
			t.Errorf("%s + 3 months: %s, %s, certain %v; want %s, %s", tc.handover, got.Nominal, got.Last, got.Certain, tc.nominal, tc.last)
		}
	}
}
