package desk_test

import (
	"fmt"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/quantity"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/money"
	"penggai/store/money/moneytest"
	"penggai/store/stay"
)

// What waits for a bill is counted as it is listed, and nothing waits once it is issued.
func TestTodoOfBills(t *testing.T) {
	o := newOffice(t, 2)
	by := o.As(t, allocation.Manager)
	d := o.HalfPriced(t, "2024-03-31")
	water := o.Opened(t, o.Contracted(t, 2, "JS-NSQ-01-1-02"))
	ok(t, o.Write(t.Context(), engine.Console(), allocation.ActEditRound, func(x *engine.Tx) error {
		return x.Exec(`UPDATE tenancy SET water_intensive = 1 WHERE id = $1`, water.ID)
	}))
	rows := func() string {
		t.Helper()
		todo, err := o.Todo(t.Context(), by)
		ok(t, err)
		var out []string
		owed, err := o.Arrears(t.Context(), by, "", o.Clock.Day)
		ok(t, err)
		late, sum := 0, quantity.Money(0)
		for _, f := range owed {
			late, sum = late+f.Late, sum+f.Overdue
		}
		for _, r := range todo {
			if r.Key == "bill.late" { // 欠费 is one figure, at home, in the lists and in the reports
				if r.Count != late || r.Detail != sum.String()+" 元" {
					t.Errorf("%d bills, %s are late at home, %d and %s in the reports", r.Count, r.Detail, late, sum)
				}
				late = 0
			}
			total := 0
			switch {
			case !strings.HasPrefix(r.Key, "bill."):
				continue
			case r.Noun == allocation.NounTenancy:
				page, err := o.Tenancies(t.Context(), by, engine.ListQuery{Filter: r.Filter})
				ok(t, err)
				total = page.Total
			case r.Noun == allocation.NounMeter:
				page, err := o.Meters(t.Context(), by, engine.ListQuery{Filter: r.Filter})
				ok(t, err)
				total = page.Total
			default:
				page, err := o.Bills(t.Context(), by, engine.ListQuery{Filter: r.Filter})
				ok(t, err)
				total = page.Total
			}
			if total != r.Count {
				t.Errorf("%s counts %d, its list by %q shows %d", r.Key, r.Count, r.Filter, total)
			}
			out = append(out, fmt.Sprintf("%s %d %s", r.Key, r.Count, r.Detail))
		}
		if late > 0 {
			t.Errorf("%d bills are late in the reports, none at home", late)
		}
		return strings.Join(out, "; ")
	}
	for _, step := range []struct {
		day, want string
		do        func()
	}{
		{"2024-03-31", "", nil},
		{"2024-04-01", "bill.issue 1 ; bill.reading 1 自 2021-03-15", nil},
		// A bill without its water is out: the meter is still to be read. It is due on 04-17, ten days' notice.
		{"2024-04-02", "bill.reading 1 自 2021-03-15", func() { o.Issue(t, money.BillAsk{}) }},
		{"2024-04-07", "bill.soon 1 最早 04-17; bill.reading 1 自 2021-03-15", nil},
		{"2024-04-18", "bill.late 1 822.58 元; bill.reading 1 自 2021-03-15", nil},
		{"2024-04-18", "bill.late 1 822.57 元; bill.reading 1 自 2021-03-15", func() { o.Pay(t, d.ID, 1) }},
		{"2024-04-18", "bill.reading 1 自 2021-03-15", func() { o.Pay(t, d.ID, 82257) }},
		{"2024-05-07", "bill.issue 1 ; bill.reading 1 自 2021-03-15", func() {
			ok(t, o.RecordReading(t.Context(), by, stay.ReadingInput{Tenancy: water.ID, Unit: water.Holdings[0].UnitID, Day: o.Clock.Day, Water: 19000}))
		}},
		{"2024-07-01", "bill.issue 2 ; bill.reading 2 自 2021-03-15", nil},
		{"2024-07-01", "bill.reading 2 自 2021-03-15", func() { o.Issue(t, money.BillAsk{}) }},
		// 2026 has no prices, nor has its water.
		{"2026-04-01", "bill.late 3 4,530.10 元; bill.issue 1 ; bill.price 2 ; bill.reading 2 自 2021-03-15", nil},
		{"2026-04-01", "bill.late 3 4,530.10 元; bill.issue 1 ; bill.price 1 ; bill.reading 2 自 2021-03-15", func() {
			ok(t, o.SetPrice(t.Context(), by, moneytest.Price(charge.FeeWater, 2026, 430), ""))
		}},
		{"2026-04-01", "bill.late 3 4,530.10 元; bill.issue 1 ; bill.reading 2 自 2021-03-15", func() {
			for _, f := range []charge.Fee{charge.FeeRent, charge.FeeProperty} {
				ok(t, o.SetPrice(t.Context(), by, moneytest.Price(f, 2026, 3000), ""))
			}
		}},
	} {
		o.Clock.Day = enginetest.Day(step.day)
		if step.do != nil {
			step.do()
		}
		if got := rows(); got != step.want {
			t.Errorf("%s: %q, want %q", step.day, got, step.want)
		}
	}
}

// Arrears as of a day are those of the bills and payments up to it, whatever came after.
func TestArrearsAsOf(t *testing.T) {
	o := newOffice(t, 1)
	by := o.As(t, allocation.Manager)
	d := o.HalfPriced(t, "2024-04-01")
	o.Issue(t, money.BillAsk{}) // due on 2024-04-16
	o.Clock.Day = enginetest.Day("2024-06-01")
	o.Pay(t, d.ID, 50000)
	o.Clock.Day = enginetest.Day("2024-07-01")
	o.Issue(t, money.BillAsk{})
	for _, tc := range []struct {
		day     string
		bills   int
		open    quantity.Money
		overdue quantity.Money
		age     int
	}{
		{"2024-03-31", 0, 0, 0, 0},
		{"2024-04-16", 1, 82258, 0, 0},
		{"2024-04-17", 1, 82258, 82258, 1},
		{"2024-05-31", 1, 82258, 82258, 2},
		{"2024-06-01", 1, 32258, 32258, 2},
		{"2024-07-01", 2, 482258, 32258, 2},
	} {
		list, err := o.Arrears(t.Context(), by, "", enginetest.Day(tc.day))
		ok(t, err)
		if tc.bills == 0 {
			if len(list) != 0 {
				t.Errorf("%s: %+v", tc.day, list)
			}
			continue
		}
		if len(list) != 1 || list[0].Bills != tc.bills || list[0].Open != tc.open || list[0].Overdue != tc.overdue || list[0].Ages[tc.age] < tc.overdue || list[0].Oldest != enginetest.Day("2024-04-16") {
			t.Errorf("%s: %+v", tc.day, list)
		}
	}
	bills := o.AccountOf(t, d.ID).Bills
	_, err := o.TakePayment(t.Context(), by, money.PaymentInput{
		Tenancy: d.ID, Day: o.Clock.Day, Amount: 450000, Method: charge.MethodCash, Payer: "经营者", Bill: bills[1].ID,
	})
	ok(t, err)
	if list, err := o.Arrears(t.Context(), by, "", o.Clock.Day); err != nil || len(list) != 1 || list[0].Open != 32258 || list[0].Oldest != enginetest.Day("2024-04-16") {
		t.Errorf("with a bill that was named: %+v %v", list, err)
	}
	_, err = o.Arrears(t.Context(), by, "岭东区", o.Clock.Day)
	refused(t, "another district", err, engine.ErrOtherDistrict)
}
