package payment_test

import (
	"testing"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/money"
	"penggai/ui/kit/kittest"
	"penggai/ui/screen"
	"penggai/ui/screen/bill"
	"penggai/ui/screen/payment"
	"penggai/ui/screen/screentest"
)

func TestMain(m *testing.M) { screentest.Main(m, bill.Routes, payment.Routes) }

// TestFromMoneyToReversal takes a part of a bill from the keyboard, then the rest and too much, refuses to give more back than is
// left, and reverses a payment by a second hand.
func TestFromMoneyToReversal(t *testing.T) {
	o := screentest.New(t)
	o.Prices(2017, 2020)
	d := o.Renew(o.Tenancy().ID)
	o.Day("2021-03-15")
	o.Hold(allocation.Manager, screen.Go{Place: screen.Payment}, screentest.View{Sees: "还没有收款", Golden: "none"})
	o.Bill(d.ID)
	pay(t, o, d.ID)
	o.Day("2021-07-05")
	o.Prices(2021, 2021)
	o.Bill(d.ID)
	o.Day("2021-08-20")
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
	term.Rest()
	list, err := screen.Draftings(t.Context(), o.Store, o.Who[allocation.Manager], "payment/take/")
	if err != nil || len(list) != 1 || list[0].Title != "缴费" || list[0].To.ID != tenancy {
		t.Errorf("the half-filled form is kept as %+v, %v", list, err)
	}
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
	term.Press("ctrl+x")
	term.WaitFor("不超过预存余额")
	term.Press("enter")
	term.Type("9000")
	term.Press("enter", "enter", "enter")
	term.Type("多缴")
	term.Press("ctrl+s")
	term.WaitFor("预存余额只有 5,900.87 元")
	term.Golden("refund-too-much")
}

// TestNamedBill: who names a bill pays that one, though an older one is open; the form says so before.
func TestNamedBill(t *testing.T) {
	o := screentest.New(t)
	o.Prices(2017, 2021)
	d := o.Tenancy()
	o.Day("2021-07-05")
	o.Bill(d.ID)
	term := o.Open(allocation.Manager, screen.Go{Place: screen.PaymentTake, ID: d.ID}, 80, 24)
	term.WaitFor("缴 ZD-JS-2021-0001")
	term.Press("enter", "ctrl+u")
	term.Type("100")
	term.Press("enter", "enter", "enter", "enter", "right", "right")
	term.WaitFor("缴 ZD-JS-2021-0002  100.00 元")
	term.Golden("take-named")
	term.Press("ctrl+s")
	term.WaitFor("指定先缴 ZD-JS-2021-0002")
	term.Press("right", "enter")
	term.WaitFor("已收款 100.00 元")
	o.Hold(allocation.Manager, screen.Go{Place: screen.Payment, ID: 1}, screentest.View{Sees: "指定账单", Golden: "page-named"})
}

// reverse takes the second payment back: who took it may not, the approver may.
func reverse(t *testing.T, o *screentest.Office, tenancy int64) {
	t.Helper()
	clerk := o.Open(allocation.Manager, screen.Go{Place: screen.Payment, ID: 2}, 80, 24)
	clerk.WaitFor("缴了哪些账单")
	clerk.Golden("receipt")
	clerk.Press("f8")
	clerk.WaitFor("由您本人登记")
	boss := o.Open(allocation.Approver, screen.Go{Place: screen.BillAccount, ID: tenancy}, 80, 24)
	boss.WaitFor("181-365 天")
	boss.Press("f8")
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
	term.Press("f11")
	term.WaitFor("日期:2021-08-20")
	term.WaitFor("1 张  合计 -9,000.00 元")
}

// TestPagesAndForms holds each kind of receipt and the forms of money to the cell, and presses what is not possible: money of a
// tenancy that owes nothing, a reversal of what was reversed.
func TestPagesAndForms(t *testing.T) {
	o := screentest.New(t)
	o.Prices(2017, 2020)
	d := o.Renew(o.Tenancy().ID)
	o.Day("2021-03-15")
	o.Bill(d.ID)
	taken, more := o.Pay(d.ID, 500_000), o.Pay(d.ID, 100_000)
	ctx := t.Context()
	back, _, err := o.Store.RefundCredit(ctx, o.Who[allocation.Approver], money.PaymentInput{
		Tenancy: d.ID, Day: o.Today(), Amount: 50_000, Method: charge.MethodCash, Payer: d.Name, Remark: "多缴",
	})
	o.Must(err)
	reversed, _, err := o.Store.ReversePayment(ctx, o.Who[allocation.Approver], more.ID, "记错户")
	o.Must(err)
	o.Hold(allocation.Manager, screen.Go{Place: screen.Payment}, screentest.View{Sees: "4 张", Golden: "list-kinds"})
	for name, id := range map[string]int64{"taken": taken.ID, "reversed": more.ID, "refund": back.ID, "reversal": reversed.ID} {
		o.Hold(allocation.Manager, screen.Go{Place: screen.Payment, ID: id}, screentest.View{Sees: "收据号", Golden: "page-" + name})
	}
	o.Hold(allocation.Manager, screen.Go{Place: screen.PaymentRefund, ID: d.ID}, screentest.View{Sees: "收款人", Golden: "refund-form"})
	o.Hold(allocation.Approver, screen.Go{Place: screen.PaymentReverse, ID: taken.ID}, screentest.View{Sees: "请先红冲退款", Golden: "reverse-blocked"})
	o.Hold(allocation.Manager, screen.Go{Place: screen.PaymentReverse, ID: back.ID}, screentest.View{Sees: "红冲后未缴合计", Golden: "reverse-form"})
	term := o.Open(allocation.Approver, screen.Go{Place: screen.Payment, ID: more.ID}, 80, 24)
	term.WaitFor("收据号")
	term.Press("f8")
	term.WaitFor("已经红冲")
	reader := o.Open(allocation.Reviewer, screen.Go{Place: screen.PaymentTake, ID: d.ID}, 80, 24)
	reader.WaitFor("缴款人")
	reader.Press("ctrl+s")
	reader.WaitFor("此项必填")
	reader.Type("10")
	reader.Press("ctrl+s")
	reader.WaitFor("确认收款")
	reader.Press("right", "enter")
	reader.WaitFor("须由管理员办理，当前角色是审核员")
}

// TestRefundInTwoHands六二: who took the money in is told before giving it back that the district only warns; where it keeps duties apart
// strictly the form refuses.
func TestRefundInTwoHands六二(t *testing.T) {
	o := screentest.New(t)
	o.Prices(2017, 2020)
	d := o.Renew(o.Tenancy().ID)
	o.Day("2021-03-15")
	o.Pay(d.ID, 100_000)
	fill := func() *kittest.Term {
		t.Helper()
		term := o.Open(allocation.Manager, screen.Go{Place: screen.PaymentRefund, ID: d.ID}, 80, 24)
		term.WaitFor("收款人")
		return term
	}
	send := func(term *kittest.Term) {
		t.Helper()
		for range 4 {
			term.Press("enter")
		}
		term.Type("多缴退还")
		term.Press("ctrl+s")
	}
	term := fill()
	send(term)
	term.WaitFor("须由不同的人办理")
	p := allocation.DefaultParameters()
	p.Separation = allocation.SeparationWarn
	proposal, err := o.Store.ProposeParameters(t.Context(), engine.Console(), basis.NewParameters{District: "尖山区", Effective: o.Today(), Note: "一人一岗", Parameters: p})
	o.Must(err)
	_, err = o.Store.AdoptParameters(t.Context(), o.Who[allocation.Approver], proposal, 1)
	o.Must(err)
	term = fill()
	term.WaitFor("收款和退款是同一人")
	send(term)
	term.WaitFor("确认退款")
	term.WaitFor("注意：收款和退款是同一人")
}
