package exit_test

import (
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/leave"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/exit"
	"penggai/store/exit/exittest"
	"penggai/store/money"
	"penggai/store/stay/staytest"
)

// The exit is settled only when the last days are billed, everything is paid and nothing is left over; or by a decision.
func TestExitIsSettledToTheFen(t *testing.T) {
	o := exittest.New(t, 1)
	manager, approver := o.As(t, allocation.Manager), o.As(t, allocation.Approver)
	d := o.Opened(t, o.Contracted(t, 1, "JS-NSQ-01-1-01"))
	id, err := o.OpenExit(t.Context(), manager, d.ID, d.Version, 3, exittest.Paper, "转租")
	ok(t, err)
	o.Clock.Day = enginetest.Day("2021-04-21")
	o.Hear(t, id)
	_, err = o.ApproveExit(t.Context(), approver, id, 4, civil.Date{}, "同意", exittest.Weighed)
	ok(t, err)
	_, err = o.NoticeExit(t.Context(), manager, id, 5, o.Clock.Day, "邮寄")
	ok(t, err)
	o.Clock.Day = enginetest.Day("2021-05-06")
	conditions := staytest.Back(d)
	ok(t, o.ReturnExit(t.Context(), manager, id, 6, enginetest.Day("2021-05-01"), conditions))
	settle := func() error { return o.SettleExit(t.Context(), manager, id, 7, o.Clock.Day, "结清") }
	err = settle()
	refused(t, "no price yet", err, leave.ErrExitWaits)
	if err == nil || !strings.Contains(err.Error(), "2021 年房租") {
		t.Errorf("which price? %v", err)
	}
	o.Priced(t, 2021)
	err = settle()
	refused(t, "not billed", err, leave.ErrExitUnbilled)
	x := o.ExitOf(t, id)
	water := x.Left.Unbilled - 100000 // ten days of April at 3,000 元
	if x.Left.Bills != 1 || water <= 0 || !strings.Contains(err.Error(), x.Left.Unbilled.String()) {
		t.Errorf("%+v: %v", x.Left, err)
	}
	refused(t, "a decision in the place of a bill", o.SettleExitOpen(t.Context(), approver, id, 7, o.Clock.Day, "结清", "会议纪要 3 号"), leave.ErrExitUnbilled)
	ids := o.Issue(t, money.BillAsk{Tenancy: d.ID})
	b, err := o.Bill(t.Context(), manager, ids[0])
	ok(t, err)
	if b.Kind != charge.BillFinal || b.To != enginetest.Day("2021-05-01") || b.From != enginetest.Day("2021-04-01") {
		t.Errorf("%+v", b.Bill)
	}
	refused(t, "not paid", settle(), leave.ErrExitArrears)
	p := o.Pay(t, d.ID, x.Left.Unbilled+500)
	refused(t, "paid too much", settle(), leave.ErrExitCredit)
	_, _, err = o.ReversePayment(t.Context(), manager, p.ID, "退票")
	refused(t, "who took it reverses it", err, allocation.ErrSamePerson)
	r, _, err := o.ReversePayment(t.Context(), approver, p.ID, "退票")
	ok(t, err)
	if r.Number != "SJ-JS-2021-0002" || r.Amount != -p.Amount || r.Reverses != p.ID {
		t.Errorf("%+v", r)
	}
	_, _, err = o.ReversePayment(t.Context(), approver, p.ID, "再冲")
	refused(t, "reversed twice", err, charge.ErrReverseTwice)
	o.CheckOpen(t, d.ID)
	o.Pay(t, d.ID, 70000)
	refused(t, "no decision", o.SettleExitOpen(t.Context(), approver, id, 7, o.Clock.Day, "结清", " "), exit.ErrSettleDecision)
	refused(t, "the manager decides", o.SettleExitOpen(t.Context(), manager, id, 7, o.Clock.Day, "结清", "会议纪要 3 号"), engine.ErrNotAllowed)
	ok(t, o.SettleExitOpen(t.Context(), approver, id, 7, o.Clock.Day, "人员失联，催收无果", "会议纪要 3 号"))
	x = o.ExitOf(t, id)
	if left := b.Total.Payable - 70000; x.SettledDecision != "会议纪要 3 号" || x.SettledOpen != left || o.AccountOf(t, d.ID).Open != left {
		t.Errorf("%+v", x.Exit)
	}
	o.Pay(t, d.ID, x.SettledOpen+1) // found after all
	refund := money.PaymentInput{Tenancy: d.ID, Day: o.Clock.Day, Amount: 2, Method: charge.MethodCash, Payer: "经营者", Remark: "多缴退还"}
	_, _, err = o.RefundCredit(t.Context(), manager, refund)
	refused(t, "more than the credit", err, charge.ErrRefundCredit)
	refund.Amount = 1
	_, _, err = o.RefundCredit(t.Context(), manager, refund)
	refused(t, "who took it in gives it out", err, allocation.ErrSamePerson)
	_, warned, err := o.RefundCredit(t.Context(), approver, refund)
	if err != nil || warned {
		t.Errorf("warned %v: %v", warned, err)
	}
	if a := o.AccountOf(t, d.ID); a.Credit != 0 || a.Open != 0 || len(a.Receipts) != 5 || a.Receipts[4].Reversed != r.ID || a.Receipts[4].Live() {
		t.Errorf("%+v", a)
	}
	o.Verified(t)
}
