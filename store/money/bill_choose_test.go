package money_test

import (
	"fmt"
	"testing"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/money"
	"penggai/store/money/moneytest"
)

// Of a preview of two tenants one is chosen: its bills are issued as they were seen, the other's wait; the receipts are summed by
// method.
func TestChosenBillsAndSumsByMethod(t *testing.T) {
	o := moneytest.New(t, 2)
	by := o.As(t, allocation.Manager)
	first := o.Opened(t, o.Contracted(t, 1, "JS-NSQ-01-1-01"))
	second := o.Opened(t, o.Contracted(t, 2, "JS-NSQ-01-1-02"))
	for year := 2021; year <= 2024; year++ {
		o.Priced(t, year)
	}
	o.Clock.Day = enginetest.Day("2024-07-02")
	run, err := o.PreviewBills(t.Context(), by, money.BillAsk{District: "尖山区"}, nil)
	ok(t, err)
	if len(run.Items) != 2 {
		t.Fatalf("%+v", run)
	}
	some := run.Choose([]int64{second.ID})
	if some.Bills != len(run.Items[1].Bills) || some.Total.Payable != run.Items[1].Total().Payable || some.Seal == run.Seal {
		t.Errorf("%+v", some)
	}
	shown := some
	shown.Seal = run.Seal
	o.Clock.Day = enginetest.Day("2024-07-03")
	_, err = o.IssueBills(t.Context(), by, shown, nil)
	refused(t, "the seal of all", err, money.ErrBillsChanged)
	ids, err := o.IssueBills(t.Context(), by, some, nil)
	ok(t, err)
	if len(ids) != some.Bills || len(o.AccountOf(t, first.ID).Bills) != 0 || o.AccountOf(t, second.ID).Billed != some.Total.Payable {
		t.Errorf("%d bills issued", len(ids))
	}
	o.Pay(t, second.ID, 100)
	o.Pay(t, second.ID, 23)
	_, err = o.TakePayment(t.Context(), by, money.PaymentInput{Tenancy: second.ID, Day: o.Clock.Day, Amount: 5, Method: charge.MethodScan, Payer: "经营者"})
	ok(t, err)
	page, err := o.Payments(t.Context(), by, engine.ListQuery{Limit: 10})
	ok(t, err)
	if page.Total != 3 || page.Sums["amount"] != 128 || fmt.Sprint(page.Groups) != "[{cash 2 map[amount:123]} {scan 1 map[amount:5]}]" {
		t.Errorf("%+v", page)
	}
	shares := o.AccountOf(t, second.ID).Shares()
	if len(shares) != 3 || shares[0].Amount != 100 || shares[0].Bill != ids[0] {
		t.Errorf("%+v", shares)
	}
}
