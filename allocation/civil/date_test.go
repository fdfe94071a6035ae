package civil

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestAddMonthsClampsAtTheMonthsEnd(t *testing.T) {
	for _, tc := range []struct {
		from string
		n    int
		want string
	}{
		{"2017-11-15", 3, "2018-02-15"},
		{"2018-01-31", 1, "2018-02-28"},
		{"2020-01-31", 1, "2020-02-29"},
		{"2025-08-31", 3, "2025-11-30"}, // AddDate would say 12-01
		{"2016-02-29", 12, "2017-02-28"},
		{"2016-02-29", 36, "2019-02-28"},
		{"2016-02-29", 48, "2020-02-29"},
		{"2017-12-31", 2, "2018-02-28"},
		{"2017-03-31", -1, "2017-02-28"},
		{"2017-01-15", -1, "2016-12-15"},
		{"2017-11-30", 36, "2020-11-30"},
	} {
		if got := MustParse(tc.from).AddMonths(tc.n).String(); got != tc.want {
			t.Errorf("%s %+d months = %s, want %s", tc.from, tc.n, got, tc.want)
		}
	}
	if wrong := Of(time.Date(2025, 8, 31, 0, 0, 0, 0, time.UTC).AddDate(0, 3, 0)); wrong == MustParse("2025-08-31").AddMonths(3) {
		t.Error("months roll over as AddDate does")
	}
}

// Months are added from the anchor: a chain loses the anchor's day.
func TestMonthsComeFromTheAnchor(t *testing.T) {
	anchor := MustParse("2018-01-31")
	if got := anchor.AddMonths(2); got != MustParse("2018-03-31") {
		t.Errorf("two months from the anchor: %s", got)
	}
	if got := anchor.AddMonths(1).AddMonths(1); got != MustParse("2018-03-28") {
		t.Errorf("a chain of two months: %s", got)
	}
}

func anyDate(t *rapid.T, label string) Date {
	return On(1900, 1, 1).AddDays(rapid.IntRange(0, 109_000).Draw(t, label))
}

func TestDateProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDate(t, "day")
		n := rapid.IntRange(-600, 600).Draw(t, "months")
		m := d.AddMonths(n)
		if want := (d.Year()*12 + int(d.Month()) + n); m.Year()*12+int(m.Month()) != want {
			t.Fatalf("%s %+d months = %s: wrong month", d, n, m)
		}
		if m.Day() != min(d.Day(), DaysInMonth(m.Year(), m.Month())) {
			t.Fatalf("%s %+d months = %s: wrong day", d, n, m)
		}
		if back, err := Parse(d.String()); err != nil || back != d {
			t.Fatalf("%s reads back as %s, %v", d, back, err)
		}
		anchor := anyDate(t, "anchor")
		k := d.MonthIndex(anchor)
		if anchor.AddMonths(k).After(d) || !anchor.AddMonths(k+1).After(d) {
			t.Fatalf("%s is not in month %d from %s", d, k, anchor)
		}
	})
}

func TestZeroDateIsNoDate(t *testing.T) {
	var d Date
	if !d.IsZero() || d.String() != "" || !d.Before(On(1, 1, 1)) {
		t.Errorf("zero date: %q", d.String())
	}
	if err := d.Scan(nil); err != nil || !d.IsZero() {
		t.Errorf("NULL scans as %s, %v", d, err)
	}
	if err := d.Scan("2018-02-30"); err == nil {
		t.Error("2018-02-30 is taken")
	}
}

func TestMinMax(t *testing.T) {
	a, b := MustParse("2017-08-05"), MustParse("2017-08-06")
	if Min(a, b) != a || Min(b, a) != a || Max(a, b) != b || Max(b, a) != b {
		t.Error("Min and Max disagree with Before")
	}
}

// TestDatesAreThoseOfTheClock holds every day of eight centuries, and what rolls over, against the library's calendar.
func TestDatesAreThoseOfTheClock(t *testing.T) {
	at := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)
	for d := On(1, 1, 1); d.Before(On(2500, 1, 1)); d, at = d.AddDays(1), at.AddDate(0, 0, 1) {
		y, m, day := at.Date()
		if d.Year() != y || d.Month() != m || d.Day() != day || d.Weekday() != at.Weekday() || On(y, m, day) != d || Of(at) != d {
			t.Fatalf("%s is %s", at.Format(time.DateOnly), d)
		}
	}
	for _, c := range [][3]int{{2021, 14, 3}, {2021, -11, 3}, {2020, 2, 31}, {2021, 3, 0}, {2021, 12, -40}, {-5, 1, 1}, {0, 3, 1}, {12000, 6, 30}} {
		want := Of(time.Date(c[0], time.Month(c[1]), c[2], 0, 0, 0, 0, time.UTC))
		if got := On(c[0], time.Month(c[1]), c[2]); got != want {
			t.Errorf("%v: %d, not %d", c, got.n, want.n)
		}
	}
	for _, bad := range []string{"", "2021-1-05", "2021-13-01", "2021-00-10", "2021-02-29", "2021-02-00", "0000-01-01", "2021/02/01", "２021-02-01", "2021-02-011", "-021-02-01", "2021-+2-01"} {
		if d, err := Parse(bad); err == nil {
			t.Errorf("%q is %s", bad, d)
		}
	}
}
