package till_test

import (
	"testing"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/till"
	"penggai/store/money"
	"penggai/ui/kit/kittest"
	"penggai/ui/screen"
	"penggai/ui/screen/document"
	"penggai/ui/screen/home"
	"penggai/ui/screen/payment"
	"penggai/ui/screen/screentest"
	screens "penggai/ui/screen/till"
)

func TestMain(m *testing.M) {
	screentest.Main(m, home.Routes, payment.Routes, screens.Routes, document.Routes)
}

// TestDayEnd counts the drawer from the keyboard: what is missing needs a reason, an empty form is no empty drawer, the clerk does not sign
// twice, the approver sends it back, it is counted by face, confirmed and printed; the receipts of the next day stand above the list.
func TestDayEnd(t *testing.T) {
	o := screentest.New(t)
	o.Prices(2017, 2020)
	d := o.Renew(o.Tenancy().ID)
	o.Day("2021-03-15")
	empty := o.Open(allocation.Manager, screen.Go{Place: screen.TillCount}, 80, 24)
	empty.WaitFor("没有待日结的收款")
	empty.Golden("count-none")
	o.Bill(d.ID)
	o.Pay(d.ID, 50_000)
	o.Pay(d.ID, 30_050)
	_, err := o.Store.TakePayment(t.Context(), o.Who[allocation.Manager], money.PaymentInput{Tenancy: d.ID, Day: o.Today(), Amount: 12_000, Method: charge.MethodScan, Payer: d.Name})
	o.Must(err)
	term := o.Open(allocation.Manager, screen.Go{Place: screen.Payment}, 80, 24)
	term.WaitFor("3 张")
	term.Press("f5")
	term.WaitFor("应有现金 800.50 元")
	term.Press("ctrl+s")
	term.WaitFor("请填实点现金")
	term.Type("790.5")
	term.WaitFor("短款 10.00 元")
	term.Press("ctrl+s")
	term.WaitFor("请写明原因")
	term.Type("找零多给")
	term.Golden("count")
	term.Press("ctrl+s")
	term.WaitFor("签字日结")
	term.Golden("count-confirm")
	term.Press("right", "enter")
	term.WaitFor("已日结 RJ-JS-2021-0001")
	term.Press("f5")
	term.WaitFor("须由不同的人办理")
	term.Press("ctrl+p")
	term.WaitFor("还没有复核")
	boss := o.Open(allocation.Approver, screen.Go{Place: screen.Till, ID: 1}, 80, 24)
	boss.WaitFor("找零多给")
	boss.Press("ctrl+r")
	boss.WaitFor("重新点款")
	boss.Type("再点一次")
	boss.Press("tab", "right", "enter")
	boss.WaitFor("已退回")
	boss.Golden("page-returned")
	again := o.Open(allocation.Manager, screen.Go{Place: screen.Till, ID: 1}, 80, 24)
	again.WaitFor("再点一次")
	again.Press("f9")
	again.WaitFor("实点现金")
	again.Press("ctrl+u")
	for range 3 {
		again.Press("enter")
	}
	again.Type("8") // 100 元
	for range 6 {
		again.Press("enter")
	}
	again.Type("1") // 5 角
	again.WaitFor("账实相符")
	again.Press("ctrl+s")
	again.WaitFor("已重新点款")
	confirm(t, o, o.Open(allocation.Approver, screen.Go{Place: screen.Till, ID: 1}, 80, 24))
	o.Day("2021-03-16")
	o.Pay(d.ID, 1_000)
	o.Hold(allocation.Manager, screen.Go{Place: screen.Till}, screentest.View{Sees: "未日结", Golden: "list"})
	o.Hold(allocation.Approver, screen.Go{Place: screen.Till, ID: 1}, screentest.View{Sees: "当面点清", Golden: "page"})
	o.Hold(allocation.Manager, screen.Go{Place: screen.TillCount}, screentest.View{Sees: "应有现金 10.00 元", Golden: "count-open"})
	o.Day("2021-03-17")
	home := o.Open(allocation.Manager, screen.Go{Place: screen.Home}, 80, 24)
	home.WaitFor("收款 未日结")
}

// confirm signs as the second person and prints.
func confirm(t *testing.T, o *screentest.Office, boss *kittest.Term) {
	t.Helper()
	boss.WaitFor("待复核")
	boss.Golden("page-counted")
	boss.Press("f5")
	boss.WaitFor("当面看过现金")
	boss.Type("当面点清")
	boss.Golden("confirm")
	boss.Press("tab", "right", "enter")
	boss.WaitFor("已复核 RJ-JS-2021-0001")
	x, err := o.Store.Till(t.Context(), o.Who[allocation.Approver], 1)
	o.Must(err)
	if x.State != till.Confirmed || x.Difference() != 0 || x.Pieces != (till.Pieces{0: 8, 6: 1}) || x.Book.Scan != 12_000 || x.Decision != "当面点清" {
		t.Errorf("%+v", x.TillRow)
	}
	boss.Press("ctrl+p")
	boss.WaitFor("日结单")
}
