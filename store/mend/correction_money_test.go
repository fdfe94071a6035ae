package mend_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/quantity"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/mend/mendtest"
	"penggai/store/money"
)

// TestCorrectionsLoseNoMoney: days are corrected, refused, billed, paid and reversed in any order. What was entered as paid stays
// entered, what is paid and open is what was billed, no issued bill changes, and when all that is due has been issued, the bills
// come to the priced lines of the schedule.
func TestCorrectionsLoseNoMoney(t *testing.T) {
	if testing.Short() {
		return
	}
	o := mendtest.New(t, 1)
	for year := 2021; year <= 2025; year++ {
		o.Priced(t, year)
	}
	d := o.SettledIn(t)
	o.Clock.Day = enginetest.Day("2024-07-01")
	manager, approver := o.As(t, allocation.Manager), o.As(t, allocation.Approver)
	lines := map[int64][]charge.BillLine{} // of issued bills
	var entered quantity.Money
	live := map[int64]quantity.Money{}
	var order []int64 // of live payments
	correct := func(rt *rapid.T) {
		field := rapid.SampledFrom([]string{"signed_day", "handed_day", "opened_day"}).Draw(rt, "field")
		day := enginetest.Day("2021-03-13").AddDays(rapid.IntRange(0, 12).Draw(rt, "day"))
		id, _, err := o.ProposeCorrection(t.Context(), manager, mendtest.TenancyAsk(d.ID, field, day.String()))
		if err != nil {
			return
		}
		if rapid.IntRange(0, 3).Draw(rt, "refused") == 0 {
			ok(t, o.RefuseCorrection(t.Context(), approver, id, 1, "不符"))
			return
		}
		_, err = o.ConfirmCorrection(t.Context(), approver, id, 1, "属实")
		ok(t, err)
	}
	bill := func() {
		for _, ask := range []money.BillAsk{{Tenancy: d.ID}, {Tenancy: d.ID, Difference: true}} {
			for _, id := range o.Issue(t, ask) {
				b, err := o.Bill(t.Context(), manager, id)
				ok(t, err)
				lines[id] = b.Lines
			}
		}
	}
	pay := func(rt *rapid.T) {
		if len(order) > 0 && rapid.Bool().Draw(rt, "reverse") {
			id := order[len(order)-1]
			_, _, err := o.ReversePayment(t.Context(), approver, id, "录错")
			if err == nil {
				entered -= live[id]
				order = order[:len(order)-1]
			}
			return
		}
		amount := quantity.Money(rapid.Int64Range(1, 200000).Draw(rt, "amount"))
		p := o.Pay(t, d.ID, amount)
		live[p.ID], entered, order = amount, entered+amount, append(order, p.ID)
	}
	rapid.Check(t, func(rt *rapid.T) {
		switch rapid.IntRange(0, 2).Draw(rt, "step") {
		case 0:
			correct(rt)
		case 1:
			o.Clock.Day = charge.PeriodEnd(o.Clock.Day, 1)
			if o.Clock.Day.Before(enginetest.Day("2025-12-31")) {
				bill()
			}
		default:
			pay(rt)
		}
		checkMoney(rt, o, d.ID, entered, lines)
	})
	bill()
	a := o.AccountOf(t, d.ID)
	applied := count(t, o.Read, `SELECT count(*) FROM correction WHERE state = 'applied'`)
	if applied == 0 || len(a.Bills) == 0 || len(a.Receipts) == 0 {
		t.Errorf("%d corrections, %d bills, %d receipts prove nothing", applied, len(a.Bills), len(a.Receipts))
	}
	f := money.TenancyFees{Tenancy: o.StayOf(t, d.ID).TenancyRow, Until: charge.BilledTo(a.Issued())}
	ok(t, f.Read(t.Context(), o.Read, o.Clock.Day))
	var due quantity.Money
	for _, l := range f.Schedule.Lines {
		if l.Priced && !l.To.After(f.Until) {
			due += l.Payable
		}
	}
	if a.Billed != due {
		t.Errorf("billed %s, the schedule says %s", a.Billed, due)
	}
	o.Verified(t)
}

func checkMoney(t *rapid.T, o mendtest.Office, tenancy int64, entered quantity.Money, lines map[int64][]charge.BillLine) {
	by := engine.Console()
	a, err := o.TenancyAccount(t.Context(), by, tenancy)
	if err != nil {
		t.Fatal(err)
	}
	var paid quantity.Money
	for _, p := range a.Receipts {
		paid += p.Amount
	}
	if paid != entered || a.Billed-a.Open+a.Credit != entered {
		t.Fatalf("entered %s, receipts %s, billed %s, open %s, credit %s", entered, paid, a.Billed, a.Open, a.Credit)
	}
	for _, b := range a.Issued() {
		if want, ok := lines[b.ID]; ok && !slices.Equal(b.Lines, want) {
			t.Fatalf("bill %s changed", b.Number)
		}
	}
}
