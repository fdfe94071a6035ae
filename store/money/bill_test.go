package money_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/money"
	"penggai/store/money/moneytest"
)

func TestBillsOfADistrict(t *testing.T) {
	o := moneytest.New(t, 1)
	by := o.As(t, allocation.Manager)
	d := o.HalfPriced(t, "2024-03-31")
	if run, err := o.PreviewBills(t.Context(), by, money.BillAsk{}, nil); err != nil || run.Bills != 0 {
		t.Fatalf("before the quarter ends: %+v %v", run, err)
	}
	o.Clock.Day = enginetest.Day("2024-07-02")
	_, err := o.PreviewBills(t.Context(), by, money.BillAsk{Through: enginetest.Day("2024-07-03")}, nil)
	refused(t, "through tomorrow", err, money.ErrBillThrough)
	before, err := o.Head(t.Context())
	ok(t, err)
	ask := money.BillAsk{District: "尖山区"}
	run, err := o.PreviewBills(t.Context(), by, ask, nil)
	ok(t, err)
	if after, err := o.Head(t.Context()); err != nil || after.Seq != before.Seq {
		t.Errorf("a preview wrote: %s, %s", before, after)
	}
	// 17 of 31 days of March at half of 3,000 元, then three months of 1,500 元.
	if run.Bills != 2 || run.Total.Payable != 82258+450000 || len(run.Items) != 1 || run.Items[0].Bills[0].From != enginetest.Day("2024-01-01") {
		t.Fatalf("%+v", run)
	}
	if free := run.Items[0].Bills[0].Lines[0]; free.Phase != charge.PhaseFree || free.Waived != 300000 {
		t.Errorf("the free January is not listed: %+v", free)
	}
	_, err = o.IssueBills(t.Context(), o.As(t, allocation.Intake), run, nil)
	refused(t, "the counter bills", err, engine.ErrNotAllowed)
	change := o.PriceRows(t)
	i := slices.IndexFunc(change, func(p money.PriceRow) bool { return p.Fee == charge.FeeRent && p.Year == 2024 })
	change[i].Fen = 3001
	ok(t, o.SetPrice(t.Context(), by, change[i], "文件更正"))
	_, err = o.IssueBills(t.Context(), by, run, nil)
	refused(t, "a price changed since", err, money.ErrBillsChanged)
	change[i].Fen, change[i].Version = 3000, change[i].Version+1
	ok(t, o.SetPrice(t.Context(), by, change[i], "改回"))
	ids, err := o.IssueBills(t.Context(), by, run, nil)
	ok(t, err)
	b, err := o.Bill(t.Context(), by, ids[1])
	ok(t, err)
	if b.Number != "ZD-JS-2024-0002" || b.Issued != o.Clock.Day || b.Due != enginetest.Day("2024-07-17") || b.Kind != charge.BillPeriod || b.DueSure ||
		b.Open != 450000 || b.State() != charge.BillUnpaid || len(b.Lines) != 6 || b.Units != "JS-NSQ-01-1-01" || b.IssuedBy == "" || b.Account.Open != 532258 {
		t.Errorf("%+v", b.BillRow)
	}
	_, err = o.IssueBills(t.Context(), by, run, nil)
	refused(t, "issued twice", err, money.ErrBillsChanged)
	if run, err = o.PreviewBills(t.Context(), by, ask, nil); err != nil || run.Bills != 0 {
		t.Errorf("%+v %v", run, err)
	}
	_, err = o.IssueBills(t.Context(), by, run, nil)
	refused(t, "nothing to issue", err, money.ErrNoBills)
	o.CheckOpen(t, d.ID)
	o.Verified(t)
}

// A corrected price gives a difference bill; the issued one stays; what is given back pays what is open.
func TestDifferenceAfterACorrectedPrice(t *testing.T) {
	o := moneytest.New(t, 1)
	by := o.As(t, allocation.Manager)
	d := o.HalfPriced(t, "2024-07-02")
	o.Issue(t, money.BillAsk{})
	rows := o.PriceRows(t)
	i := slices.IndexFunc(rows, func(p money.PriceRow) bool { return p.Fee == charge.FeeRent && p.Year == 2024 })
	rows[i].Fen = 2000
	ok(t, o.SetPrice(t.Context(), by, rows[i], "文件更正"))
	ids := o.Issue(t, money.BillAsk{Tenancy: d.ID, Difference: true})
	if len(ids) != 1 {
		t.Fatalf("%v", ids)
	}
	b, err := o.Bill(t.Context(), by, ids[0])
	ok(t, err)
	if b.Kind != charge.BillDifference || b.Total.Payable != 54839+300000-532258 || b.State() != charge.BillCredit || !b.Lines[0].Back {
		t.Errorf("%+v", b.Bill)
	}
	a := o.AccountOf(t, d.ID)
	if a.Bills[0].Total.Payable != 82258 || a.Bills[0].Paid != 82258 || a.Open != 54839+300000 {
		t.Errorf("%+v", a.Account)
	}
	if run, err := o.PreviewBills(t.Context(), by, money.BillAsk{}, nil); err != nil || run.Bills != 0 {
		t.Errorf("again: %+v %v", run, err)
	}
	o.CheckOpen(t, d.ID)
	o.Verified(t)
}

// TestDifferenceAfterAMeasurement: a measured area from a day that is billed leaves the bill as it is; the difference is a bill of its
// own, and the measurement is not taken back under it.
func TestDifferenceAfterAMeasurement(t *testing.T) {
	o := moneytest.New(t, 1)
	by := o.As(t, allocation.Manager)
	d := o.HalfPriced(t, "2024-07-02")
	o.Issue(t, money.BillAsk{})
	before := o.AccountOf(t, d.ID)
	u, err := o.Unit(t.Context(), by, d.Holdings[0].UnitID)
	ok(t, err)
	ok(t, o.MeasureUnit(t.Context(), by, u.ID, u.Version, 2*u.Area, enginetest.Day("2024-06-01"), "实测报告 3 号"))
	if step, err := o.UnitUndo(t.Context(), by, u.ID); err != nil || step.Why != nil {
		t.Errorf("before it is billed: %+v %v", step, err)
	}
	o.Clock.Day = o.Clock.Day.AddDays(1)
	ids := o.Issue(t, money.BillAsk{Tenancy: d.ID, Difference: true})
	if len(ids) != 1 {
		t.Fatalf("%v", ids)
	}
	b, err := o.Bill(t.Context(), by, ids[0])
	ok(t, err)
	if b.Kind != charge.BillDifference || b.Total.Payable <= 0 {
		t.Errorf("%+v", b.Bill)
	}
	after := o.AccountOf(t, d.ID)
	if after.Bills[0].Total != before.Bills[0].Total || after.Billed != before.Billed+b.Total.Payable {
		t.Errorf("billed %s before, %s after", before.Billed, after.Billed)
	}
	if err := o.UndoUnits(t.Context(), by, []int64{u.ID}, "测错"); !errors.Is(err, allocation.ErrUndoDepends) {
		t.Errorf("under its bill: %v", err)
	}
	o.Verified(t)
}

func TestListsOfBillsAndReceipts(t *testing.T) {
	o := moneytest.New(t, 1)
	by := o.As(t, allocation.Manager)
	d := o.HalfPriced(t, "2024-07-02")
	o.Issue(t, money.BillAsk{})
	o.Pay(t, d.ID, 82258+1)
	o.Clock.Day = enginetest.Day("2024-10-09")
	o.Issue(t, money.BillAsk{})
	o.CheckOpen(t, d.ID)
	for filter, want := range map[string]int{
		"": 3, "状态:已逾期": 1, "状态:未缴": 1, "状态:已缴清": 1, "状态:部分已缴": 0, "逾期:>80": 1, "逾期:>=90": 0, "应缴:<1000": 1, "未缴:>0": 2, "wm": 3, "ZD-JS-2024-0003": 1,
		"RZ-JS": 3, "NSQ-01": 3, "出账:2024-10": 1, "截止:2024-07": 2, "类别:周期": 3, "区:岭东": 0, "jsq": 3,
	} {
		if p, err := o.Bills(t.Context(), by, engine.ListQuery{Filter: filter, Limit: 10}); err != nil || p.Total != want || len(p.Rows) != want {
			t.Errorf("%q: %d %v, want %d", filter, p.Total, err, want)
		}
	}
	for filter, want := range map[string]int{"": 1, "方式:现金": 1, "类别:红冲": 0, "金额:>1000": 0, "缴款人:经营": 1, "SJ-JS-2024-0001": 1, "日期:2024-07-02": 1, "wm": 1} {
		if p, err := o.Payments(t.Context(), by, engine.ListQuery{Filter: filter, Limit: 10}); err != nil || p.Total != want || len(p.Rows) != want {
			t.Errorf("%q: %d %v, want %d", filter, p.Total, err, want)
		}
	}
	for column := range money.BillNoun.Sorts {
		if p, err := o.Bills(t.Context(), by, engine.ListQuery{Sort: []engine.Order{{Column: column, Desc: true}}, Limit: 1, Find: "ZD-JS-2024-0001"}); err != nil || p.Rows[0].Number != "ZD-JS-2024-0001" {
			t.Errorf("by %s: %+v %v", column, p.Rows, err)
		}
	}
	if _, err := o.Bills(t.Context(), by, engine.ListQuery{Sort: []engine.Order{{Column: "state", Desc: false}}}); err != nil {
		t.Error(err)
	}
	if n, err := o.BillStates(t.Context(), by); err != nil || fmt.Sprint(n) != "map[overdue:1 paid:1 unpaid:1]" {
		t.Errorf("%v %v", n, err)
	}
	other := o.AsOf(t, allocation.Supervisor, "岭东区")
	if p, err := o.Bills(t.Context(), other, engine.ListQuery{}); err != nil || p.Total != 0 {
		t.Errorf("another district sees %+v %v", p, err)
	}
	_, err := o.Bill(t.Context(), other, 1)
	refused(t, "a bill of another district", err, engine.ErrOtherDistrict)
	_, err = o.PreviewBills(t.Context(), other, money.BillAsk{Tenancy: d.ID}, nil)
	refused(t, "a preview for another district", err, engine.ErrOtherDistrict)
}

// TestPaymentsNameTheirBill: account, list, arrears of a day and shares follow what the payer named.
func TestPaymentsNameTheirBill(t *testing.T) {
	o := moneytest.New(t, 2)
	by := o.As(t, allocation.Manager)
	d := o.HalfPriced(t, "2024-10-09")
	ids := o.Issue(t, money.BillAsk{})
	in := money.PaymentInput{Tenancy: d.ID, Day: o.Clock.Day, Amount: 200000, Method: charge.MethodCash, Payer: "经营者", Bill: ids[1]}
	wrong := in
	wrong.Bill = 99
	_, err := o.TakePayment(t.Context(), by, wrong)
	refused(t, "no bill of the tenancy", err, charge.ErrPaymentBill)
	p, err := o.TakePayment(t.Context(), by, in)
	ok(t, err)
	o.CheckOpen(t, d.ID)
	a := o.AccountOf(t, d.ID)
	if a.Bills[0].Paid != 0 || a.Bills[1].Paid != 200000 || a.Shares()[0].Bill != ids[1] {
		t.Errorf("%+v", a.Account)
	}
	if row, err := o.Payment(t.Context(), by, p.ID); err != nil || row.BillNo != a.Bills[1].Number {
		t.Errorf("%+v %v", row, err)
	}
	_, _, err = o.ReversePayment(t.Context(), o.As(t, allocation.Approver), p.ID, "记错")
	ok(t, err)
	o.CheckOpen(t, d.ID)
	o.Verified(t)
}

func TestBillMonthsFollowTheParameters(t *testing.T) {
	o := moneytest.New(t, 1)
	o.HalfPriced(t, "2024-06-30")
	n := basis.NewParameters{District: "尖山区", Effective: o.Clock.Day, Note: "按月", Parameters: allocation.DefaultParameters()}
	n.BillMonths = 1
	_, err := o.AddParameters(t.Context(), o.As(t, allocation.Admin), n)
	ok(t, err)
	run, err := o.PreviewBills(t.Context(), o.As(t, allocation.Manager), money.BillAsk{}, nil)
	ok(t, err)
	var got []civil.Date
	for _, b := range run.Items[0].Bills {
		got = append(got, b.To)
	}
	if !slices.Equal(got, []civil.Date{enginetest.Day("2024-04-01"), enginetest.Day("2024-05-01"), enginetest.Day("2024-06-01")}) {
		t.Errorf("%v", got)
	}
}

// TestNouns: what the tables of fields say holds in the database.
func TestNouns(t *testing.T) {
	o := moneytest.New(t, 0)
	enginetest.CheckNoun(t, o.Store, money.BillNoun)
	enginetest.CheckRecord(t, o.Store, money.BillRecord)
	enginetest.CheckNoun(t, o.Store, money.PaymentNoun)
	enginetest.CheckNoun(t, o.Store, money.PriceNoun)
}
