package store_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/exit"
	"penggai/store/money"
	"penggai/store/stay"
)

// priced publishes the prices of a year: 30 元 rent, no property fee, 4.30 元 water.
func priced(t testing.TB, o testOffice, year int) {
	t.Helper()
	by := o.as(t, allocation.Manager)
	ok(t, o.SetPrice(t.Context(), by, price(charge.FeeRent, year, 3000), ""))
	ok(t, o.SetPrice(t.Context(), by, price(charge.FeeProperty, year, 0), ""))
	ok(t, o.SetPrice(t.Context(), by, price(charge.FeeWater, year, 430), ""))
}

// issue issues what a preview shows.
func issue(t testing.TB, o testOffice, ask money.BillAsk) []int64 {
	t.Helper()
	by := o.as(t, allocation.Manager)
	run, err := o.PreviewBills(t.Context(), by, ask, nil)
	ok(t, err)
	if run.Bills == 0 {
		return nil
	}
	ids, err := o.IssueBills(t.Context(), by, ask, run.Seal, nil)
	ok(t, err)
	return ids
}

func pay(t testing.TB, o testOffice, tenancy int64, amount quantity.Money) charge.Payment {
	t.Helper()
	p, err := o.TakePayment(t.Context(), o.as(t, allocation.Manager), money.PaymentInput{
		Tenancy: tenancy, Day: o.clock.day, Amount: amount, Method: charge.MethodCash, Payer: "经营者",
	})
	ok(t, err)
	checkOpen(t, o, tenancy)
	return p
}

func accountOf(t testing.TB, o testOffice, tenancy int64) money.TenancyAccount {
	t.Helper()
	a, err := o.TenancyAccount(t.Context(), o.as(t, allocation.Auditor), tenancy)
	ok(t, err)
	return a
}

// paidUp issues and pays everything that a tenancy owes.
func paidUp(t testing.TB, o testOffice, tenancy int64) {
	t.Helper()
	issue(t, o, money.BillAsk{Tenancy: tenancy})
	if open := accountOf(t, o, tenancy).Open; open > 0 {
		pay(t, o, tenancy, open)
	}
}

// checkOpen compares what lists read with the account.
func checkOpen(t testing.TB, o testOffice, tenancy int64) {
	t.Helper()
	a := accountOf(t, o, tenancy)
	page, err := o.Bills(t.Context(), o.as(t, allocation.Auditor), engine.ListQuery{Filter: "编号:=" + a.Tenancy.Number})
	ok(t, err)
	open, payable := quantity.Money(page.Sums["open"]), quantity.Money(page.Sums["payable"])
	if page.Total != len(a.Bills) || open != a.Open || payable != a.Billed {
		t.Fatalf("the list says %d %s %s, the account %d %s %s", page.Total, open, payable, len(a.Bills), a.Open, a.Billed)
	}
	for _, r := range page.Rows {
		s, found := a.Standing(r.ID)
		if !found || s.Open != r.Open || s.Paid != r.Paid || s.Late != r.Late || s.State() != r.State() || s.Due != r.Due {
			t.Fatalf("the list says %+v, the account %+v", r.BillStanding, s)
		}
	}
}

// halfPriced is an open shop of 100 ㎡ signed on 2021-03-15, on a day of its half-price years.
func halfPriced(t testing.TB, o testOffice, today string) stay.TenancyDetail {
	t.Helper()
	for year := 2021; year <= 2025; year++ {
		priced(t, o, year)
	}
	d := opened(t, o, contracted(t, o, 1, "JS-NSQ-01-1-01"))
	o.clock.day = onDay(today)
	return d
}

func TestBillsOfADistrict(t *testing.T) {
	o := stayOffice(t, 1)
	by := o.as(t, allocation.Manager)
	d := halfPriced(t, o, "2024-03-31")
	if run, err := o.PreviewBills(t.Context(), by, money.BillAsk{}, nil); err != nil || run.Bills != 0 {
		t.Fatalf("before the quarter ends: %+v %v", run, err)
	}
	o.clock.day = onDay("2024-07-02")
	_, err := o.PreviewBills(t.Context(), by, money.BillAsk{Through: onDay("2024-07-03")}, nil)
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
	if run.Bills != 2 || run.Payable != 82258+450000 || len(run.Items) != 1 || run.Items[0].Bills[0].From != onDay("2024-01-01") {
		t.Fatalf("%+v", run)
	}
	if free := run.Items[0].Bills[0].Lines[0]; free.Phase != charge.PhaseFree || free.Waived != 300000 {
		t.Errorf("the free January is not listed: %+v", free)
	}
	_, err = o.IssueBills(t.Context(), o.as(t, allocation.Intake), ask, run.Seal, nil)
	refused(t, "the counter bills", err, engine.ErrNotAllowed)
	change, err := o.Prices(t.Context(), by)
	ok(t, err)
	i := slices.IndexFunc(change, func(p money.PriceRow) bool { return p.Fee == charge.FeeRent && p.Year == 2024 })
	change[i].Fen = 3001
	ok(t, o.SetPrice(t.Context(), by, change[i], "文件更正"))
	_, err = o.IssueBills(t.Context(), by, ask, run.Seal, nil)
	refused(t, "a price changed since", err, money.ErrBillsChanged)
	change[i].Fen, change[i].Version = 3000, change[i].Version+1
	ok(t, o.SetPrice(t.Context(), by, change[i], "改回"))
	ids, err := o.IssueBills(t.Context(), by, ask, run.Seal, nil)
	ok(t, err)
	b, err := o.Bill(t.Context(), by, ids[1])
	ok(t, err)
	if b.Number != "ZD-JS-2024-0002" || b.Issued != o.clock.day || b.Due != onDay("2024-07-17") || b.Kind != charge.BillPeriod || b.DueSure ||
		b.Open != 450000 || b.State() != charge.BillUnpaid || len(b.Lines) != 6 || b.Units != "JS-NSQ-01-1-01" || b.IssuedBy == "" || b.Account.Open != 532258 {
		t.Errorf("%+v", b.BillRow)
	}
	_, err = o.IssueBills(t.Context(), by, ask, run.Seal, nil)
	refused(t, "issued twice", err, money.ErrBillsChanged)
	if run, err = o.PreviewBills(t.Context(), by, ask, nil); err != nil || run.Bills != 0 {
		t.Errorf("%+v %v", run, err)
	}
	_, err = o.IssueBills(t.Context(), by, ask, run.Seal, nil)
	refused(t, "nothing to issue", err, money.ErrNoBills)
	checkOpen(t, o, d.ID)
	verified(t, o)
}

// A corrected price gives a difference bill; the issued one stays; what is given back pays what is open.
func TestDifferenceAfterACorrectedPrice(t *testing.T) {
	o := stayOffice(t, 1)
	by := o.as(t, allocation.Manager)
	d := halfPriced(t, o, "2024-07-02")
	issue(t, o, money.BillAsk{})
	rows, err := o.Prices(t.Context(), by)
	ok(t, err)
	i := slices.IndexFunc(rows, func(p money.PriceRow) bool { return p.Fee == charge.FeeRent && p.Year == 2024 })
	rows[i].Fen = 2000
	ok(t, o.SetPrice(t.Context(), by, rows[i], "文件更正"))
	ids := issue(t, o, money.BillAsk{Tenancy: d.ID, Difference: true})
	if len(ids) != 1 {
		t.Fatalf("%v", ids)
	}
	b, err := o.Bill(t.Context(), by, ids[0])
	ok(t, err)
	if b.Kind != charge.BillDifference || b.Total.Payable != 54839+300000-532258 || b.State() != charge.BillCredit || !b.Lines[0].Back {
		t.Errorf("%+v", b.Bill)
	}
	a := accountOf(t, o, d.ID)
	if a.Bills[0].Total.Payable != 82258 || a.Bills[0].Paid != 82258 || a.Open != 54839+300000 {
		t.Errorf("%+v", a.Account)
	}
	if run, err := o.PreviewBills(t.Context(), by, money.BillAsk{}, nil); err != nil || run.Bills != 0 {
		t.Errorf("again: %+v %v", run, err)
	}
	checkOpen(t, o, d.ID)
	verified(t, o)
}

func TestListsOfBillsAndReceipts(t *testing.T) {
	o := stayOffice(t, 1)
	by := o.as(t, allocation.Manager)
	d := halfPriced(t, o, "2024-07-02")
	issue(t, o, money.BillAsk{})
	pay(t, o, d.ID, 82258+1)
	o.clock.day = onDay("2024-10-09")
	issue(t, o, money.BillAsk{})
	checkOpen(t, o, d.ID)
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
	for column := range money.PaymentOrders {
		if _, err := o.Payments(t.Context(), by, engine.ListQuery{Sort: []engine.Order{{Column: column, Desc: false}}, Find: "SJ-JS-2024-0001", Limit: 5}); err != nil {
			t.Errorf("by %s: %v", column, err)
		}
	}
	if _, err := o.Bills(t.Context(), by, engine.ListQuery{Sort: []engine.Order{{Column: "state", Desc: false}}}); err != nil {
		t.Error(err)
	}
	if n, err := o.BillStates(t.Context(), by); err != nil || fmt.Sprint(n) != "map[overdue:1 paid:1 unpaid:1]" {
		t.Errorf("%v %v", n, err)
	}
	other := o.asOf(t, allocation.Supervisor, "岭东区")
	if p, err := o.Bills(t.Context(), other, engine.ListQuery{}); err != nil || p.Total != 0 {
		t.Errorf("another district sees %+v %v", p, err)
	}
	_, err := o.Bill(t.Context(), other, 1)
	refused(t, "a bill of another district", err, engine.ErrOtherDistrict)
	_, err = o.PreviewBills(t.Context(), other, money.BillAsk{Tenancy: d.ID}, nil)
	refused(t, "a preview for another district", err, engine.ErrOtherDistrict)
}

// The exit is settled only when the last days are billed, everything is paid and nothing is left over; or by a decision.
func TestExitIsSettledToTheFen(t *testing.T) {
	o := stayOffice(t, 1)
	manager, approver := o.as(t, allocation.Manager), o.as(t, allocation.Approver)
	d := opened(t, o, contracted(t, o, 1, "JS-NSQ-01-1-01"))
	id, err := o.OpenExit(t.Context(), manager, d.ID, d.Version, 3, paper, "转租")
	ok(t, err)
	o.clock.day = onDay("2021-04-21")
	_, err = o.ApproveExit(t.Context(), approver, id, 1, "同意")
	ok(t, err)
	_, err = o.NoticeExit(t.Context(), manager, id, 2, o.clock.day, "邮寄")
	ok(t, err)
	o.clock.day = onDay("2021-05-06")
	conditions := back(d)
	ok(t, o.ReturnExit(t.Context(), manager, id, 3, onDay("2021-05-01"), conditions))
	settle := func() error { return o.SettleExit(t.Context(), manager, id, 4, o.clock.day, "结清") }
	err = settle()
	refused(t, "no price yet", err, allocation.ErrExitWaits)
	if err == nil || !strings.Contains(err.Error(), "2021 年房租") {
		t.Errorf("which price? %v", err)
	}
	priced(t, o, 2021)
	err = settle()
	refused(t, "not billed", err, allocation.ErrExitUnbilled)
	x := exitOf(t, o, id)
	water := x.Left.Unbilled - 100000 // ten days of April at 3,000 元
	if x.Left.Bills != 1 || water <= 0 || !strings.Contains(err.Error(), x.Left.Unbilled.String()) {
		t.Errorf("%+v: %v", x.Left, err)
	}
	refused(t, "a decision in the place of a bill", o.SettleExitOpen(t.Context(), approver, id, 4, o.clock.day, "结清", "会议纪要 3 号"), allocation.ErrExitUnbilled)
	ids := issue(t, o, money.BillAsk{Tenancy: d.ID})
	b, err := o.Bill(t.Context(), manager, ids[0])
	ok(t, err)
	if b.Kind != charge.BillFinal || b.To != onDay("2021-05-01") || b.From != onDay("2021-04-01") {
		t.Errorf("%+v", b.Bill)
	}
	refused(t, "not paid", settle(), allocation.ErrExitArrears)
	p := pay(t, o, d.ID, x.Left.Unbilled+500)
	refused(t, "paid too much", settle(), allocation.ErrExitCredit)
	_, _, err = o.ReversePayment(t.Context(), manager, p.ID, "退票")
	refused(t, "who took it reverses it", err, allocation.ErrSamePerson)
	r, _, err := o.ReversePayment(t.Context(), approver, p.ID, "退票")
	ok(t, err)
	if r.Number != "SJ-JS-2021-0002" || r.Amount != -p.Amount || r.Reverses != p.ID {
		t.Errorf("%+v", r)
	}
	_, _, err = o.ReversePayment(t.Context(), approver, p.ID, "再冲")
	refused(t, "reversed twice", err, charge.ErrReverseTwice)
	checkOpen(t, o, d.ID)
	pay(t, o, d.ID, 70000)
	refused(t, "no decision", o.SettleExitOpen(t.Context(), approver, id, 4, o.clock.day, "结清", " "), exit.ErrSettleDecision)
	refused(t, "the manager decides", o.SettleExitOpen(t.Context(), manager, id, 4, o.clock.day, "结清", "会议纪要 3 号"), engine.ErrNotAllowed)
	ok(t, o.SettleExitOpen(t.Context(), approver, id, 4, o.clock.day, "人员失联，催收无果", "会议纪要 3 号"))
	x = exitOf(t, o, id)
	if left := b.Total.Payable - 70000; x.SettledDecision != "会议纪要 3 号" || x.SettledOpen != left || accountOf(t, o, d.ID).Open != left {
		t.Errorf("%+v", x.Exit)
	}
	pay(t, o, d.ID, x.SettledOpen+1) // found after all
	refund := money.PaymentInput{Tenancy: d.ID, Day: o.clock.day, Amount: 2, Method: charge.MethodCash, Payer: "经营者", Remark: "多缴退还"}
	_, err = o.RefundCredit(t.Context(), manager, refund)
	refused(t, "more than the credit", err, charge.ErrRefundCredit)
	refund.Amount = 1
	_, err = o.RefundCredit(t.Context(), manager, refund)
	ok(t, err)
	if a := accountOf(t, o, d.ID); a.Credit != 0 || a.Open != 0 || len(a.Receipts) != 5 || a.Receipts[4].Reversed != r.ID || a.Receipts[4].Live() {
		t.Errorf("%+v", a)
	}
	verified(t, o)
}

func TestBillMonthsFollowTheParameters(t *testing.T) {
	o := stayOffice(t, 1)
	halfPriced(t, o, "2024-06-30")
	n := basis.NewParameters{District: "尖山区", Effective: o.clock.day, Author: "甲", Approver: "乙", Note: "按月", Parameters: allocation.DefaultParameters()}
	n.BillMonths = 1
	_, err := o.AddParameters(t.Context(), o.as(t, allocation.Admin), n)
	ok(t, err)
	run, err := o.PreviewBills(t.Context(), o.as(t, allocation.Manager), money.BillAsk{}, nil)
	ok(t, err)
	var got []civil.Date
	for _, b := range run.Items[0].Bills {
		got = append(got, b.To)
	}
	if !slices.Equal(got, []civil.Date{onDay("2024-04-01"), onDay("2024-05-01"), onDay("2024-06-01")}) {
		t.Errorf("%v", got)
	}
}

// What waits for a bill is counted as it is listed, and nothing waits once it is issued.
func TestTodoOfBills(t *testing.T) {
	o := stayOffice(t, 2)
	by := o.as(t, allocation.Manager)
	d := halfPriced(t, o, "2024-03-31")
	water := opened(t, o, contracted(t, o, 2, "JS-NSQ-01-1-02"))
	ok(t, o.Write(t.Context(), engine.Console(), allocation.ActEditRound, func(x *engine.Tx) error {
		return x.Exec(`UPDATE tenancy SET water_intensive = 1 WHERE id = $1`, water.ID)
	}))
	rows := func() string {
		t.Helper()
		todo, err := o.Todo(t.Context(), by)
		ok(t, err)
		var out []string
		for _, r := range todo {
			total := 0
			switch {
			case !strings.HasPrefix(r.Key, "bill."):
				continue
			case r.Noun == allocation.NounTenancy:
				page, err := o.Tenancies(t.Context(), by, engine.ListQuery{Filter: r.Filter})
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
		return strings.Join(out, "; ")
	}
	for _, step := range []struct {
		day, want string
		do        func()
	}{
		{"2024-03-31", "", nil},
		{"2024-04-01", "bill.issue 1 ", nil},
		{"2024-04-02", "", func() { issue(t, o, money.BillAsk{}) }}, // due on 04-17, ten days' notice
		{"2024-04-07", "bill.soon 1 最早 04-17", nil},
		{"2024-04-18", "bill.late 1 822.58 元", nil},
		{"2024-04-18", "bill.late 1 822.57 元", func() { pay(t, o, d.ID, 1) }},
		{"2024-04-18", "", func() { pay(t, o, d.ID, 82257) }},
		{"2024-05-07", "bill.issue 1 ", func() {
			ok(t, o.RecordReading(t.Context(), by, water.ID, water.Holdings[0].UnitID, o.clock.day, 19000, ""))
		}},
		{"2024-07-01", "bill.issue 2 ", nil},
		{"2024-07-01", "", func() { issue(t, o, money.BillAsk{}) }},
	} {
		o.clock.day = onDay(step.day)
		if step.do != nil {
			step.do()
		}
		if got := rows(); got != step.want {
			t.Errorf("%s: %q, want %q", step.day, got, step.want)
		}
	}
}

func TestContractsOfAllTerms(t *testing.T) {
	o := stayOffice(t, 1)
	by := o.as(t, allocation.Manager)
	d := opened(t, o, contracted(t, o, 1, "JS-NSQ-01-1-01"))
	o.clock.day = onDay("2024-03-20")
	if p, err := o.Contracts(t.Context(), by, engine.ListQuery{Filter: "state:holdover"}); err != nil || p.Total != 1 || p.Rows[0].FullTime != 9 || p.Rows[0].PartTime != 2 {
		t.Errorf("%+v %v", p, err)
	}
	_, err := o.RenewContract(t.Context(), by, d.ID, d.Version, o.clock.day)
	ok(t, err)
	for filter, want := range map[string]int{"": 2, "状态:已续签": 1, "state:running": 1, "wm": 2, "HT-JS-2024": 1, "RZ-JS": 2, "到期:2027": 1, "房源:NSQ-01": 2, "区:岭东": 0, "state:void": 0} {
		if p, err := o.Contracts(t.Context(), by, engine.ListQuery{Filter: filter, Limit: 10}); err != nil || p.Total != want || len(p.Rows) != want {
			t.Errorf("%q: %d %v, want %d", filter, p.Total, err, want)
		}
	}
	for column := range stay.ContractNoun.Sorts {
		if _, err := o.Contracts(t.Context(), by, engine.ListQuery{Sort: []engine.Order{{Column: column, Desc: true}}}); err != nil {
			t.Errorf("by %s: %v", column, err)
		}
	}
}

// Arrears as of a day are those of the bills and payments up to it, whatever came after.
func TestArrearsAsOf(t *testing.T) {
	o := stayOffice(t, 1)
	by := o.as(t, allocation.Manager)
	d := halfPriced(t, o, "2024-04-01")
	issue(t, o, money.BillAsk{}) // due on 2024-04-16
	o.clock.day = onDay("2024-06-01")
	pay(t, o, d.ID, 50000)
	o.clock.day = onDay("2024-07-01")
	issue(t, o, money.BillAsk{})
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
		list, err := o.Arrears(t.Context(), by, "", onDay(tc.day))
		ok(t, err)
		if tc.bills == 0 {
			if len(list) != 0 {
				t.Errorf("%s: %+v", tc.day, list)
			}
			continue
		}
		if len(list) != 1 || list[0].Bills != tc.bills || list[0].Open != tc.open || list[0].Overdue != tc.overdue || list[0].Ages[tc.age] < tc.overdue || list[0].Oldest != onDay("2024-04-16") {
			t.Errorf("%s: %+v", tc.day, list)
		}
	}
	_, err := o.Arrears(t.Context(), by, "岭东区", o.clock.day)
	refused(t, "another district", err, engine.ErrOtherDistrict)
}
