package bill_test

import (
	"testing"

	"penggai/allocation"
	"penggai/ui/kit/kittest"
	"penggai/ui/screen"
	"penggai/ui/screen/screentest"
)

func TestMain(m *testing.M) { kittest.Main(m) }

// TestFromBillToReversal issues bills for two tenants from the keyboard, takes a part, then the rest and too much, lets the credit
// pay the next bill, and reverses a payment by a second hand.
func TestFromBillToReversal(t *testing.T) {
	o := screentest.New(t)
	o.Prices(2017, 2020)
	d := o.Tenancy()
	o.Tenancy()
	for _, size := range screentest.Sizes {
		term := o.Open(allocation.Manager, screen.Go{Place: screen.Bill}, size[0], size[1])
		term.WaitFor("还没有账单")
		term.Golden("none")
		term = o.Open(allocation.Manager, screen.Go{Place: screen.BillIssue, ID: d.ID}, size[0], size[1])
		term.WaitFor("在免收期内，到 2020-11-14 止")
		term.Golden("draft-free")
	}
	o.Day("2021-03-15")
	for _, size := range screentest.Sizes {
		term := o.Open(allocation.Manager, screen.Go{Place: screen.BillIssue}, size[0], size[1])
		term.WaitFor("2 户 2 张")
		term.Golden("issue")
		term.Press("enter")
		term.WaitFor("起止")
		term.Golden("draft")
	}
	term := o.Open(allocation.Manager, screen.Go{Place: screen.BillIssue}, 80, 24)
	term.WaitFor("2 户 2 张")
	term.Press("f5")
	term.WaitFor("一经开出不再改动")
	term.Golden("issue-confirm")
	term.Press("enter") // 否
	term.WaitGone("一经开出不再改动")
	term.Press("space")
	term.Press("f5")
	term.WaitFor("给选中的 1 户 1 张")
	term.Press("right", "enter")
	term.WaitFor("已出账单 1 张")
	term.WaitFor("ZD-JS-2021-0001")
	for _, size := range screentest.Sizes {
		page := o.Open(allocation.Manager, screen.Go{Place: screen.Bill, ID: 1}, size[0], size[1])
		page.WaitFor("还没有收款")
		page.Golden("page")
	}
	pay(t, o, d.ID)
	next(t, o, d.ID)
	reverse(t, o, d.ID)
}

// pay takes a part of the first bill, and then the rest and more.
func pay(t *testing.T, o *screentest.Office, tenancy int64) {
	t.Helper()
	for _, size := range screentest.Sizes {
		form := o.Open(allocation.Manager, screen.Go{Place: screen.PaymentTake, ID: tenancy}, size[0], size[1])
		form.WaitFor("缴 ZD-JS-2021-0001")
		form.Golden("take")
	}
	term := o.Open(allocation.Manager, screen.Go{Place: screen.BillAccount, ID: tenancy}, 80, 24)
	term.WaitFor("未缴")
	term.Press("f2")
	term.WaitFor("缴 ZD-JS-2021-0001")
	term.Press("enter")
	term.Type("1000")
	term.WaitFor("还欠")
	term.Press("enter")
	term.Press("esc") // the draft survives
	term.WaitFor("出账单")
	term.Press("f2")
	term.WaitFor("缴后仍未缴")
	term.WaitFor("1,000.00")
	term.Press("ctrl+s")
	term.WaitFor("确认收款")
	term.Golden("take-confirm")
	term.Press("right", "enter")
	term.WaitFor("已收款 1,000.00 元，收据 SJ-JS-2021-0001，仍未缴")
	term.Press("f2")
	term.WaitFor("缴 ZD-JS-2021-0001")
	term.Press("enter")
	term.Type("9000")
	term.WaitFor("缴后预存")
	term.Press("ctrl+s")
	term.WaitFor("确认收款")
	term.Press("right", "enter")
	term.WaitFor("已收款 9,000.00 元，收据 SJ-JS-2021-0002，预存")
	term.Press("tab")
	term.WaitFor("SJ-JS-2021-0002")
	term.Golden("account-receipts")
	term.Press("f8")
	term.WaitFor("不超过预存余额")
	term.Press("enter")
	term.Type("9000")
	term.Press("enter", "enter", "enter")
	term.Type("多缴")
	term.Press("ctrl+s")
	term.WaitFor("预存余额只有 5,900.87 元")
	term.Golden("refund-too-much")
}

// next issues the bill of the next quarter; the credit pays a part of it.
func next(t *testing.T, o *screentest.Office, tenancy int64) {
	t.Helper()
	o.Day("2021-07-05")
	for _, size := range screentest.Sizes {
		term := o.Open(allocation.Manager, screen.Go{Place: screen.BillIssue}, size[0], size[1])
		term.WaitFor("2 户还有价格待公布")
		term.Golden("issue-waits")
	}
	waiting := o.Open(allocation.Manager, screen.Go{Place: screen.BillIssue, ID: tenancy}, 80, 24)
	waiting.WaitFor("价格待公布")
	waiting.Golden("draft-waits")
	o.Prices(2021, 2021)
	term := o.Open(allocation.Manager, screen.Go{Place: screen.BillIssue, ID: tenancy}, 80, 24)
	term.WaitFor("只出差额")
	term.Press("f5")
	term.WaitFor("一经开出不再改动")
	term.Press("right", "enter")
	term.WaitFor("已出账单 2 张")
	a, err := o.Store.TenancyAccount(t.Context(), o.Who[allocation.Manager], tenancy)
	o.Must(err)
	if len(a.Bills) != 3 || a.Bills[1].Paid == 0 || a.Credit != 0 || a.Open == 0 || a.Payments != 1_000_000 || a.Open != a.Billed-a.Payments {
		t.Fatalf("%+v", a.Account)
	}
	o.Day("2021-08-20")
	for _, size := range screentest.Sizes {
		term := o.Open(allocation.Manager, screen.Go{Place: screen.BillAccount, ID: tenancy}, size[0], size[1])
		term.WaitFor("181-365 天")
		term.Golden("account")
		term = o.Open(allocation.Manager, screen.Go{Place: screen.Bill, ID: a.Bills[1].ID}, size[0], size[1])
		term.WaitFor("其中缴本张")
		term.Golden("page-part")
		term = o.Open(allocation.Manager, screen.Go{Place: screen.Bill}, size[0], size[1])
		term.WaitFor("3 张")
		term.Golden("list")
	}
}

// reverse takes the second payment back: who took it may not, the approver may.
func reverse(t *testing.T, o *screentest.Office, tenancy int64) {
	t.Helper()
	clerk := o.Open(allocation.Manager, screen.Go{Place: screen.Payment, ID: 2}, 80, 24)
	clerk.WaitFor("缴了哪些账单")
	clerk.Golden("receipt")
	clerk.Press("f6")
	clerk.WaitFor("由您本人登记")
	boss := o.Open(allocation.Approver, screen.Go{Place: screen.BillAccount, ID: tenancy}, 80, 24)
	boss.WaitFor("181-365 天")
	boss.Press("f6")
	boss.WaitFor("红冲哪一笔")
	boss.Press("enter")
	boss.WaitFor("重新欠缴")
	boss.Type("金额录错")
	boss.Press("ctrl+s")
	boss.WaitFor("确认红冲")
	boss.Golden("reverse-confirm")
	boss.Press("tab", "enter")
	boss.WaitFor("已红冲，收据 SJ-JS-2021-0003，-9,000.00 元")
	a, err := o.Store.TenancyAccount(t.Context(), o.Who[allocation.Manager], tenancy)
	o.Must(err)
	if a.Payments != 100_000 || a.Bills[0].Paid != 100_000 || a.Open != a.Billed-100_000 {
		t.Errorf("%+v", a.Account)
	}
	for _, size := range screentest.Sizes {
		term := o.Open(allocation.Manager, screen.Go{Place: screen.Payment}, size[0], size[1])
		term.WaitFor("3 张")
		term.Golden("payments")
	}
	term := o.Open(allocation.Manager, screen.Go{Place: screen.Payment}, 80, 24)
	term.WaitFor("3 张")
	term.Press("f5")
	term.WaitFor("日期:2021-08-20")
	term.WaitFor("1 张  合计 -9,000.00 元")
}
