package basis_test

import (
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
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
