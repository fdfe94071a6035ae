package money_test

import (
	"errors"
	"testing"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/money"
	"penggai/store/money/moneytest"
	"penggai/store/stay"
)

func TestReadings(t *testing.T) {
	o := moneytest.New(t, 1)
	by := o.As(t, allocation.Manager)
	d := o.Contracted(t, 1, "JS-NSQ-01-1-01")
	unit := d.Holdings[0].UnitID
	refused(t, "before the keys", o.RecordReading(t.Context(), by, stay.ReadingInput{Tenancy: d.ID, Unit: unit, Day: o.Clock.Day, Water: 1000}), stay.ErrReadingTime)
	d = o.Handed(t, d)
	o.Clock.Day = enginetest.Day("2021-06-15")
	ok(t, o.RecordReading(t.Context(), by, stay.ReadingInput{Tenancy: d.ID, Unit: unit, Day: enginetest.Day("2021-06-15"), Water: 30500}))
	refused(t, "the same day", o.RecordReading(t.Context(), by, stay.ReadingInput{Tenancy: d.ID, Unit: unit, Day: enginetest.Day("2021-06-15"), Water: 31000}), charge.ErrReadingDay)
	refused(t, "higher than the next", o.RecordReading(t.Context(), by, stay.ReadingInput{Tenancy: d.ID, Unit: unit, Day: enginetest.Day("2021-06-14"), Water: 31000}), charge.ErrReadingHigher)
	o.Clock.Day = enginetest.Day("2021-09-15")
	refused(t, "lower", o.RecordReading(t.Context(), by, stay.ReadingInput{Tenancy: d.ID, Unit: unit, Day: o.Clock.Day, Water: 4000}), charge.ErrReadingLower)
	change := stay.ReadingInput{Tenancy: d.ID, Unit: unit, Day: enginetest.Day("2021-08-01"), Water: 40500, Changed: true, First: 1000}
	refused(t, "changed without a reason", o.RecordReading(t.Context(), by, change), stay.ErrMeterReason)
	change.Reason = "表坏"
	ok(t, o.RecordReading(t.Context(), by, change))
	refused(t, "below the new meter's first", o.RecordReading(t.Context(), by, stay.ReadingInput{Tenancy: d.ID, Unit: unit, Day: o.Clock.Day, Water: 900}), charge.ErrReadingLower)
	ok(t, o.RecordReading(t.Context(), by, stay.ReadingInput{Tenancy: d.ID, Unit: unit, Day: o.Clock.Day, Water: 4000}))
	refused(t, "another unit", o.RecordReading(t.Context(), by, stay.ReadingInput{Tenancy: d.ID, Unit: unit + 1, Day: o.Clock.Day, Water: 4000}), engine.ErrUnitsDiffer)
	got := money.WaterOf([]money.Held{{Unit: unit}}, o.StayOf(t, d.ID).Readings)
	if len(got) != 3 || got[0].Litres != 18500 || got[1].Litres != 10000 || got[1].To != change.Day || got[2].Litres != 3000 || got[2].From != change.Day {
		t.Errorf("%+v", got)
	}
	refused(t, "no reading", o.RecordReadings(t.Context(), by, nil), stay.ErrNoReadings)
	err := o.RecordReadings(t.Context(), by, []stay.ReadingInput{{Tenancy: d.ID, Unit: unit, Day: o.Clock.Day.AddDays(-1), Water: 4001}})
	var said *say.Refusal
	if !errors.As(err, &said) || said.Code != charge.ErrReadingHigher.Code || said.Field != stay.UnitKey(unit) {
		t.Errorf("on the line of its unit: %v", err)
	}
	ok(t, o.RecordReadings(t.Context(), by, []stay.ReadingInput{{Tenancy: d.ID, Unit: unit, Day: o.Clock.Day.AddDays(-1), Water: 3999}}))
	o.Verified(t)
}
