package money_test

import (
	"reflect"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/relief"
	"penggai/store/engine"
	"penggai/store/money"
	"penggai/store/money/moneytest"
	"penggai/store/stay"
)

// who is what is read of a stay where many are.
func who(t stay.TenancyRow) stay.TenancyRow {
	return stay.TenancyRow{Name: t.Name, WaterIntensive: t.WaterIntensive, Tenancy: allocation.Tenancy{
		ID: t.ID, Number: t.Number, District: t.District, Signed: t.Signed, Clock: t.Clock, Handed: t.Handed, Stopped: t.Stopped, Ended: t.Ended,
	}}
}

// TestEachScheduleIsThatOfOne: the schedules that are read together are those that are read one by one, with readings, several shops,
// shops given back, pauses and a contract that is over.
func TestEachScheduleIsThatOfOne(t *testing.T) {
	o := moneytest.New(t, 6)
	second := o.Contracted(t, 2, "JS-NSQ-01-1-02", "JS-NSQ-01-1-03")
	first := o.HalfPriced(t, "2026-06-30")
	by, n, seen := o.As(t, allocation.Manager), 0, map[int64]bool{first.ID: false, second.ID: false}
	for _, day := range []string{"2021-12-31", "2026-06-30"} {
		err := o.EachSchedule(t.Context(), by, "尖山区", civil.MustParse(day), func(f *money.TenancyFees) error {
			one, err := o.FeeSchedule(t.Context(), by, f.Tenancy.ID, civil.MustParse(day).AddDays(1))
			ok(t, err)
			for _, pair := range [][2]any{
				{who(one.Tenancy), f.Tenancy}, {one.Schedule, f.Schedule}, {relief.WaiverSpells(one.Benefits), relief.WaiverSpells(f.Benefits)}, {one.Uncovered, f.Uncovered}, {one.Seasons, f.Seasons}, {one.Guessed, f.Guessed}, {one.Until, f.Until},
			} {
				if !reflect.DeepEqual(pair[0], pair[1]) {
					t.Errorf("%s: %+v\n%+v", f.Tenancy.Number, pair[0], pair[1])
				}
			}
			n, seen[f.Tenancy.ID] = n+len(f.Schedule.Lines), true
			return nil
		})
		ok(t, err)
	}
	if n == 0 || !seen[first.ID] || !seen[second.ID] {
		t.Errorf("%d lines of %v", n, seen)
	}
	refused(t, "another district", o.EachSchedule(t.Context(), by, "岭东区", o.Clock.Day, nil), engine.ErrOtherDistrict)
}
