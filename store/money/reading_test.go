package money_test

import (
	"errors"
	"strings"
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

// TestBillNamesWhatItLacks: a bill of half-price years says whose water nobody read, and since when; what was read in the running period
// comes with its bill; a price that is missing is named, and nothing that a bill once said is changed by a reading that comes later.
func TestBillNamesWhatItLacks(t *testing.T) {
	o := moneytest.New(t, 1)
	by := o.As(t, allocation.Manager)
	d := o.HalfPriced(t, "2024-07-02")
	preview := func() money.TenancyBills {
		t.Helper()
		run, err := o.PreviewBills(t.Context(), by, money.BillAsk{}, nil)
		ok(t, err)
		if len(run.Items) != 1 {
			t.Fatalf("%+v", run)
		}
		return run.Items[0]
	}
	p := preview()
	if len(p.Unread) != 1 || p.Unread[0].Since != enginetest.Day("2021-03-15") || !strings.Contains(p.Bills[1].Lacks, "水费未抄表：JS-NSQ-01-1-01 自 2021-03-15 起；供热期未登记") {
		t.Fatalf("%+v", p)
	}
	ids := o.Issue(t, money.BillAsk{})
	if p := preview(); len(p.Bills) != 0 || len(p.Unread) != 1 || p.Unknown() != charge.TextUnread {
		t.Errorf("after the bill without its water: %+v", p)
	}
	o.Clock.Day = enginetest.Day("2024-08-01")
	ok(t, o.RecordReading(t.Context(), by, stay.ReadingInput{Tenancy: d.ID, Unit: d.Holdings[0].UnitID, Day: o.Clock.Day, Water: 900_000}))
	b, err := o.Bill(t.Context(), by, ids[1])
	ok(t, err)
	if !strings.Contains(b.Lacks, "自 2021-03-15 起") {
		t.Errorf("what the bill said: %q", b.Lacks)
	}
	one, err := o.BillPreview(t.Context(), by, d.ID, money.BillAsk{Tenancy: d.ID})
	ok(t, err)
	if len(one.Run.Items) != 0 {
		t.Fatalf("%+v", one.Run)
	}
	later, err := o.PreviewBills(t.Context(), by, money.BillAsk{Tenancy: d.ID, Difference: true}, nil)
	ok(t, err)
	if later.Bills != 1 || later.Items[0].Bills[0].Fee(charge.FeeWater).Payable == 0 || later.Items[0].Bills[0].Lacks != "" {
		t.Errorf("%+v", later)
	}
	o.Clock.Day = enginetest.Day("2026-04-01") // 2026 has no prices
	p = preview()
	if last := p.Bills[len(p.Bills)-1]; !strings.Contains(p.Bills[0].Lacks+last.Lacks, "未抄表") || p.Waits == nil {
		t.Errorf("%+v", p)
	}
}
