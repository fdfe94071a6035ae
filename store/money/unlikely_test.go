package money_test

import (
	"errors"
	"testing"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/doubt"
	"penggai/allocation/quantity"
	"penggai/store/engine/enginetest"
	"penggai/store/money/moneytest"
	"penggai/store/stay"
)

// TestUnlikelyValuesAreAsked: a price ten times last year's, readings ten times the usual, all of one saving together, and an area
// twice what was known; each once.
func TestUnlikelyValuesAreAsked(t *testing.T) {
	o := moneytest.New(t, 1)
	by := o.As(t, allocation.Manager)
	asked := func(what string, save func(answers string) error) {
		t.Helper()
		var a *doubt.Asking
		if err := save("?"); !errors.As(err, &a) {
			t.Errorf("%s: %v", what, err)
			return
		}
		answers := "?" + a.Keys()
		if err := save(answers); err != nil {
			t.Errorf("%s, answered: %v", what, err)
		}
	}
	ok(t, o.SetPrice(t.Context(), by, moneytest.Price(charge.FeeRent, 2050, 1000), ""))
	price := moneytest.Price(charge.FeeRent, 2051, 10000)
	asked("price", func(answers string) error { return o.SetPrice(t.Context(), by.Sure(answers), price, "") })
	row := o.PriceOf(t, charge.FeeRent, 2051)
	row.Document = "另一份文件"
	ok(t, o.SetPrice(t.Context(), by.Sure("?"), row, "文件抄错"))
	d := o.Handed(t, o.Contracted(t, 1, "JS-NSQ-01-1-01"))
	unit := d.Holdings[0].UnitID
	read := func(day string, water allocation.Volume) stay.ReadingInput {
		o.Clock.Day = enginetest.Day(day)
		return stay.ReadingInput{Tenancy: d.ID, Unit: unit, Day: o.Clock.Day, Water: water}
	}
	ok(t, o.RecordReading(t.Context(), by.Sure("?"), read("2021-06-15", 30500)))
	ok(t, o.RecordReading(t.Context(), by.Sure("?"), read("2021-06-20", 31500)))
	asked("readings", func(answers string) error {
		return o.RecordReadings(t.Context(), by.Sure(answers), []stay.ReadingInput{read("2021-06-25", 931500)})
	})
	u, err := o.Unit(t.Context(), by, unit)
	ok(t, err)
	asked("area", func(answers string) error {
		return o.MeasureUnit(t.Context(), by.Sure(answers), unit, u.Version, 2*u.Area+quantity.Area(10), o.Clock.Day, "实测报告")
	})
	o.Verified(t)
}
