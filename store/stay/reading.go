package stay

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	unlikely "penggai/allocation/doubt"
	"penggai/allocation/say"
	"penggai/store/doubt"
	"penggai/store/engine"
	"penggai/store/premises"
)

// ReadingInput is what a person read off the water meter of a unit; or, where the meter was changed on that day, the last
// reading of the old one and the first of the new one, which may begin above nought.
type ReadingInput struct {
	Tenancy int64
	Unit    int64
	Day     civil.Date
	Water   allocation.Volume // of the old meter where it was changed
	Changed bool              // the meter was changed (换表)
	First   allocation.Volume // of the new meter
	Reason  string            // why it was changed
}

// readingsOf are the readings of a unit in a stay that count.
func readingsOf(ctx context.Context, q engine.Querier, tenancy, unit int64) ([]charge.MeterReading, error) {
	rows, err := ReadingRecord.All(ctx, q, `WHERE r.tenancy_id = $1 AND r.unit_id = $2 AND r.reversed_day IS NULL ORDER BY r.day, r.id`, tenancy, unit)
	out := make([]charge.MeterReading, len(rows))
	for i, r := range rows {
		out[i] = r.AsMeter()
	}
	return out, err
}

// addReading writes a reading; one that is there already is not written twice. Errors: those of charge.FitReading.
func addReading(t *engine.Tx, r ReadingRow) error {
	counted, err := readingsOf(t.Ctx, t, r.Tenancy, r.UnitID)
	if err != nil || slices.Contains(counted, r.AsMeter()) {
		return err
	}
	if err := charge.FitReading(counted, r.AsMeter()); err != nil {
		return err
	}
	_, err = ReadingRecord.Add(t, r)
	return err
}

// handoverReading writes what the meter of a unit showed when its keys changed hands. What it counted before the keys were
// given is not the tenant's: it begins anew, like another meter.
func handoverReading(t *engine.Tx, tenancy, unit int64, direction string, day civil.Date, water allocation.Volume) error {
	counted, err := readingsOf(t.Ctx, t, tenancy, unit)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(counted, func(r charge.MeterReading) bool { return r.Day == day && r.Litres == int64(water) }) {
		return nil
	}
	r := ReadingRow{Tenancy: tenancy, UnitID: unit, Day: day, Water: water, Meter: charge.MeterSame}
	if direction == DirectionOut && len(counted) > 0 {
		r.Meter = charge.MeterNew
	}
	return addReading(t, r)
}

// RecordReading enters a reading of the water meter of a unit. Errors: those of charge.FitReading, ErrReadingTime, ErrMeterReason,
// ErrUnitsDiffer.
func (s Room) RecordReading(ctx context.Context, by engine.Actor, in ReadingInput) error {
	return s.Write(ctx, by, allocation.ActRecordReading, func(t *engine.Tx) error { return recordReading(t, in) })
}

// RecordReadings enters the readings of several units, such as all of a building, in one go; what is refused says of which unit.
// Errors: ErrNoReadings, those of RecordReading.
func (s Room) RecordReadings(ctx context.Context, by engine.Actor, list []ReadingInput) error {
	return s.Write(ctx, by, allocation.ActRecordReading, func(t *engine.Tx) error {
		if len(list) == 0 {
			return ErrNoReadings
		}
		var asked []error
		for _, in := range list {
			var a *unlikely.Asking
			if err := recordReading(t, in); errors.As(err, &a) {
				asked = append(asked, err)
			} else if err != nil {
				return say.OnField(err, UnitKey(in.Unit))
			}
		}
		if err := doubt.Together(asked...); err != nil {
			return err
		}
		t.Subject(fmt.Sprintf("抄表 %s %d 套", list[0].Day, len(list)))
		t.About("", 0)
		return nil
	})
}

// UnitKey names the unit of a refusal of RecordReadings.
func UnitKey(unit int64) string { return fmt.Sprint("unit", unit) }

func recordReading(t *engine.Tx, in ReadingInput) error {
	o, err := OpenTenancy(t, in.Tenancy)
	if err != nil {
		return err
	}
	if o.Handed.IsZero() || !o.State.Live() || in.Day.After(t.Today) || in.Day.Before(o.Handed) {
		return ErrReadingTime.With(in.Day.String()).On("day")
	}
	in.Reason = strings.TrimSpace(in.Reason)
	if in.Changed && in.Reason == "" {
		return ErrMeterReason.On("reason")
	}
	units, err := premises.HeldUnits(t, HoldTenancy, in.Tenancy)
	if err != nil {
		return err
	}
	if !slices.Contains(units, in.Unit) {
		return engine.ErrUnitsDiffer
	}
	r := ReadingRow{Tenancy: in.Tenancy, UnitID: in.Unit, Day: in.Day, Water: in.Water, Meter: charge.MeterSame}
	asked := askReading(t, in)
	if err := addReading(t, r); err != nil {
		return err
	}
	if asked != nil || !in.Changed {
		return asked
	}
	t.Reason(in.Reason)
	r.Water, r.Meter, r.Reason = in.First, charge.MeterNew, in.Reason
	return say.OnField(addReading(t, r), "first")
}

// askReading asks about a reading far above the usual use of the unit in this stay.
func askReading(t *engine.Tx, in ReadingInput) error {
	counted, err := readingsOf(t.Ctx, t, in.Tenancy, in.Unit)
	if err != nil {
		return err
	}
	var list []unlikely.Reading
	for _, r := range counted {
		if r.Meter == charge.MeterNew { // it begins anew
			list = nil
		}
		if r.Day.Before(in.Day) {
			list = append(list, unlikely.Reading{Day: r.Day, Litres: r.Litres})
		}
	}
	number, err := engine.One(t.Ctx, t, engine.ScanOne[string], `SELECT number FROM unit WHERE id = $1`, in.Unit)
	if err != nil {
		return err
	}
	return doubt.Settle(t, "tenancy", in.Tenancy, unlikely.Readings(number, list, unlikely.Reading{Day: in.Day, Litres: int64(in.Water)}))
}

// Readings.
var (
	ErrReadingTime = say.Refuse("reading_time", "抄表日期应在交接之后、收回之前，且不能晚于今天，请核对")
	ErrMeterReason = say.Refuse("meter_reason", "请写明换表的原因，如表坏、到期更换")
	ErrNoReadings  = say.Refuse("no_readings", "还没有填一个读数，没有保存")
)
