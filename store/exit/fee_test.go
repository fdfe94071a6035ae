package exit_test

import (
	"testing"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/store/engine/enginetest"
	"penggai/store/exit/exittest"
	"penggai/store/money/moneytest"
	"penggai/store/stay/staytest"
)

// A measured area replaces the first one from its day on; the exit ends what is charged; water follows the readings.
func TestFeeScheduleFollowsTheStay(t *testing.T) {
	o := exittest.New(t, 1)
	by, approver := o.As(t, allocation.Manager), o.As(t, allocation.Approver)
	ok(t, o.SetPrice(t.Context(), by, moneytest.Price(charge.FeeRent, 2021, 3000), ""))
	ok(t, o.SetPrice(t.Context(), by, moneytest.Price(charge.FeeWater, 2021, 430), ""))
	d := o.Opened(t, o.Contracted(t, 1, "JS-NSQ-01-1-01"))
	unit := d.Holdings[0].UnitID
	o.Clock.Day = enginetest.Day("2021-04-11")
	u, err := o.Unit(t.Context(), by, unit)
	ok(t, err)
	ok(t, o.MeasureUnit(t.Context(), by, unit, u.Version, 9000, enginetest.Day("2021-04-11"), "实测"))
	id, err := o.OpenExit(t.Context(), by, d.ID, d.Version, 3, exittest.Paper, "转租")
	ok(t, err)
	o.Clock.Day = enginetest.Day("2021-04-21")
	o.Hear(t, id)
	_, err = o.ApproveExit(t.Context(), approver, id, 4, civil.Date{}, "同意", exittest.Weighed)
	ok(t, err)
	_, err = o.NoticeExit(t.Context(), by, id, 5, o.Clock.Day, "邮寄")
	ok(t, err)
	o.Clock.Day = enginetest.Day("2021-05-01")
	ok(t, o.ReturnExit(t.Context(), by, id, 6, enginetest.Day("2021-04-26"), staytest.Back(d)))
	f, err := o.FeeSchedule(t.Context(), by, d.ID, civil.Date{})
	ok(t, err)
	var rent, water []charge.FeeLine
	for _, l := range f.Schedule.Lines {
		if l.Fee == charge.FeeRent {
			rent = append(rent, l)
		}
		if l.Fee == charge.FeeWater {
			water = append(water, l)
		}
	}
	want := []struct {
		from, to        string
		market, payable quantity.Money
	}{
		{"2021-03-15", "2021-04-01", 164516, 0},    // 100 ㎡, 17 of 31 days
		{"2021-04-01", "2021-04-11", 100000, 0},    // 10 of 30
		{"2021-04-11", "2021-04-21", 90000, 0},     // measured: 90 ㎡
		{"2021-04-21", "2021-04-26", 45000, 45000}, // full price from the day of the decision
	}
	if len(rent) != len(want) {
		t.Fatalf("%d lines: %+v", len(rent), rent)
	}
	for i, w := range want {
		if l := rent[i]; l.From != enginetest.Day(w.from) || l.To != enginetest.Day(w.to) || l.Market != w.market || l.Payable != w.payable {
			t.Errorf("line %d: %+v, want %v", i, l, w)
		}
	}
	if len(water) != 3 || f.Schedule.Total(charge.FeeWater).Market != 870+1024+256 {
		t.Errorf("5 m³ over 42 days: %+v", water)
	}
}
