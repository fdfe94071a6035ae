package bill_test

import (
	"testing"

	"penggai/allocation"
	"penggai/ui/screen"
	"penggai/ui/screen/bill"
	"penggai/ui/screen/screentest"
)

func TestMain(m *testing.M) { screentest.Main(m, bill.Routes) }

// TestFromBillToAccount issues bills for two tenants from the keyboard, and lets the credit of one who paid too much pay the next
// bill.
func TestFromBillToAccount(t *testing.T) {
	o := screentest.New(t)
	o.Prices(2017, 2020)
	d := o.Tenancy()
	other := o.Tenancy()
	for _, size := range screentest.Sizes {
		term := o.Open(allocation.Manager, screen.Go{Place: screen.Bill}, size[0], size[1])
		term.WaitFor("还没有账单")
		term.Golden("none")
		term = o.Open(allocation.Manager, screen.Go{Place: screen.BillIssue, ID: d.ID}, size[0], size[1])
		term.WaitFor("在免收期内，到 2020-11-14 止")
		term.Golden("draft-free")
	}
	o.Renew(d.ID)
	o.Renew(other.ID)
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
	term.Press("f9")
	term.WaitFor("也可以输入日期")
	term.Type("20210316")
	term.WaitFor("晚于今天")
	term.Press("ctrl+u")
	term.Type("20201230")
	term.WaitFor("2020-12-30 及以前结束的周期")
	term.Press("enter")
	term.WaitFor("0 户 0 张")
	term.Press("f9")
	term.WaitFor("也可以输入日期")
	term.Type("20201231")
	term.Press("enter")
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
	o.Pay(d.ID, 100_000)
	o.Pay(d.ID, 900_000)
	o.Hold(allocation.Manager, screen.Go{Place: screen.BillAccount, ID: d.ID},
		screentest.View{Sees: "预存", Golden: "account-credit"}, screentest.View{Key: "tab", Sees: "SJ-JS-2021-0002", Golden: "receipts"})
	next(t, o, d.ID)
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
