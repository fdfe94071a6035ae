package basis_test

import (
	"slices"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/seed"
	"penggai/store/basis"
	"penggai/store/basis/basistest"
)

// TestSetHolidaysReplacesAYear: a year that is entered again loses what was wrong in it, keeps the New Year days that the
// notice of the next year gave to its December, and touches no other year.
func TestSetHolidaysReplacesAYear(t *testing.T) {
	o := basistest.New(t, "尖山区")
	by := o.As(t, allocation.Admin)
	set := func(year int, days ...civil.SpecialDay) {
		t.Helper()
		ok(t, o.SetHolidays(t.Context(), by, year, days, "国办发明电"))
	}
	day := func(text, name string) civil.SpecialDay {
		return civil.SpecialDay{Day: civil.MustParse(text), Name: name}
	}
	set(2031, day("2031-05-01", "劳动节"), day("2031-12-26", "误录"))
	set(2032, day("2032-01-01", "元旦"), day("2031-12-31", "元旦"), day("2032-05-03", "劳动节"))
	set(2031, day("2031-05-02", "劳动节"))
	c, err := o.Calendar(t.Context())
	ok(t, err)
	for text, free := range map[string]bool{
		"2031-05-01": false, "2031-05-02": true, "2031-12-26": false, "2031-12-31": true, "2032-01-01": true, "2032-05-03": true,
	} {
		if got := !c.IsWorkday(civil.MustParse(text)); got != free {
			t.Errorf("%s: free %v, want %v", text, got, free)
		}
	}
	refused(t, "no document", o.SetHolidays(t.Context(), by, 2033, []civil.SpecialDay{day("2033-01-01", "元旦")}, " "), basis.ErrHolidaySource)
	refused(t, "another year", o.SetHolidays(t.Context(), by, 2033, []civil.SpecialDay{day("2032-12-31", "元旦")}, "国办"), basis.ErrNoHolidays)
}

// TestStatutoryDays: what the law sets free was never worked in the years whose notices are known; beyond them deadlines roll
// over it, the days by the moon too, and say that exchanged days are not known.
func TestStatutoryDays(t *testing.T) {
	known := civil.NewCalendar(seed.Holidays())
	for year := 2002; year <= 2026; year++ {
		for _, d := range basis.Statutory(year) {
			if known.IsWorkday(d.Day) {
				t.Errorf("%s %s is free by law, but was worked", d.Day, d.Name)
			}
		}
	}
	law := func(year int) (out []string) {
		for _, d := range basis.Statutory(year) {
			out = append(out, d.Day.String()[5:])
		}
		return out
	}
	for year, want := range map[int][]string{
		2013: {"01-01", "02-09", "02-10", "02-11", "04-04", "05-01", "06-12", "09-19", "10-01", "10-02", "10-03"},
		2024: {"01-01", "02-10", "02-11", "02-12", "04-04", "05-01", "06-10", "09-17", "10-01", "10-02", "10-03"},
		2027: {"01-01", "02-05", "02-06", "02-07", "02-08", "04-05", "05-01", "05-02", "06-09", "09-15", "10-01", "10-02", "10-03"},
		2028: {"01-01", "01-25", "01-26", "01-27", "01-28", "04-04", "05-01", "05-02", "05-28", "10-01", "10-02", "10-03"},
	} {
		if got := law(year); !slices.Equal(got, want) {
			t.Errorf("%d: %v, want %v", year, got, want)
		}
	}
	o := basistest.New(t, "尖山区")
	ok(t, o.SetHolidays(t.Context(), o.As(t, allocation.Admin), 2026, holidaysOf(2026), "国办发明电"))
	c, err := o.Calendar(t.Context())
	ok(t, err)
	d := (civil.Period{N: 3, Unit: civil.Months}).Deadline(civil.MustParse("2026-11-06"), c)
	if d.Nominal != civil.MustParse("2027-02-06") || d.Last != civil.MustParse("2027-02-09") || d.Certain {
		t.Errorf("over the Spring Festival of 2027: %+v", d)
	}
	if name := c.Name(civil.MustParse("2027-09-15")); name != "中秋节" || c.Knows(2027) || !c.Knows(2026) {
		t.Errorf("Mid-Autumn of 2027: %q, known %v", name, c.Knows(2027))
	}
}

func holidaysOf(year int) []civil.SpecialDay { return basis.HolidaysOf(seed.Holidays(), year) }

// TestAmendHolidays: a further notice adds to its year, as that of the Spring Festival of 2020 did, and is refused where the
// year has none yet.
func TestAmendHolidays(t *testing.T) {
	o := basistest.New(t, "尖山区")
	by := o.As(t, allocation.Admin)
	first := []civil.SpecialDay{{Day: civil.MustParse("2030-02-02"), Name: "春节"}, {Day: civil.MustParse("2030-02-09"), Name: "春节", Work: true}}
	more := []civil.SpecialDay{{Day: civil.MustParse("2030-02-04"), Name: "春节"}, {Day: civil.MustParse("2030-02-09"), Name: "春节"}}
	refused(t, "no year yet", o.AmendHolidays(t.Context(), by, 2030, more, "国办发明电"), basis.ErrNoYearYet)
	ok(t, o.SetHolidays(t.Context(), by, 2030, first, "国办发明电"))
	ok(t, o.AmendHolidays(t.Context(), by, 2030, more, "国办发明电补"))
	c, err := o.Calendar(t.Context())
	ok(t, err)
	for text, work := range map[string]bool{"2030-02-02": false, "2030-02-04": false, "2030-02-09": false, "2030-02-05": true} {
		if got := c.IsWorkday(civil.MustParse(text)); got != work {
			t.Errorf("%s: worked %v, want %v", text, got, work)
		}
	}
}
