package money_test

import (
	"testing"

	"penggai/allocation"
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
	refused(t, "before the keys", o.RecordReading(t.Context(), by, d.ID, unit, o.Clock.Day, 1000, ""), stay.ErrReadingTime)
	d = o.Handed(t, d)
	o.Clock.Day = enginetest.Day("2021-06-15")
	ok(t, o.RecordReading(t.Context(), by, d.ID, unit, enginetest.Day("2021-06-15"), 30500, ""))
	refused(t, "the same day", o.RecordReading(t.Context(), by, d.ID, unit, enginetest.Day("2021-06-15"), 31000, ""), stay.ErrReadingDay)
	refused(t, "higher than the next", o.RecordReading(t.Context(), by, d.ID, unit, enginetest.Day("2021-06-14"), 31000, ""), stay.ErrReadingHigher)
	o.Clock.Day = enginetest.Day("2021-09-15")
	refused(t, "lower without a reason", o.RecordReading(t.Context(), by, d.ID, unit, o.Clock.Day, 4000, " "), stay.ErrReadingLower)
	ok(t, o.RecordReading(t.Context(), by, d.ID, unit, o.Clock.Day, 4000, "换表"))
	refused(t, "another unit", o.RecordReading(t.Context(), by, d.ID, unit+1, o.Clock.Day, 4000, ""), engine.ErrUnitsDiffer)
	got := money.WaterOf([]money.Held{{Unit: unit}}, o.StayOf(t, d.ID).Readings)
	if len(got) != 2 || got[0].Litres != 18500 || got[1].Litres != 4000 || got[1].From != enginetest.Day("2021-06-15") {
		t.Errorf("%+v", got)
	}
}
