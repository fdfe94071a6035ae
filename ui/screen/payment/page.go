package payment

import (
	"context"
	"fmt"
	"strings"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/quantity"
	"penggai/allocation/till"
	"penggai/store/engine"
	"penggai/store/money"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// record is what the page of a payment shows.
type record = money.PaymentDetail

// checkReverse refuses a reversal that the actor cannot make. Errors: those of allocation.Reverse, allocation.ErrSamePerson.
func checkReverse(env *screen.Env, d record) error {
	if _, err := charge.Reverse(d.Payment, d.Account.Paid(), d.Account.Account, env.Today(), textReverse); err != nil {
		return err
	}
	if _, err := d.Same.Check(env.Actor().ID, d.By); err != nil {
		return allocation.ErrSamePerson.Textf("这笔款由您本人登记，本区规定由另一人红冲，请换一位管理员或分管领导登录办理")
	}
	return nil
}

// whyNotReverse says why the actor cannot reverse a payment; "" when it can.
func whyNotReverse(env *screen.Env, d record) string {
	if why := env.WhyNot(allocation.ActReversePayment); why != "" {
		return why
	}
	return screen.Why(checkReverse(env, d))
}

// newPage is one receipt: who paid what, and which bills it pays.
func newPage(env *screen.Env, id int64) screen.Screen {
	return screen.NewPage(env, screen.PageSpec[record]{
		Noun: textPayments, Free: []string{"enter", "f11", "ctrl+p"}, About: helpPage,
		Read: func(ctx context.Context, by engine.Actor) (record, error) {
			return env.Store.PaymentDetail(ctx, by, id)
		},
		Record:  func(record) (allocation.Noun, int64) { return allocation.NounPayment, id },
		Name:    func(d record) string { return d.Number },
		Summary: func(d record) (string, string) { return d.TenancyNo + "  " + d.Name, fmtKind(d.PaymentRow) },
		Lines: func(th *kit.Theme, w int, d record) []string {
			return append(append(kit.Detail(th, w, pairs(th, d.PaymentRow)), ""), shareLines(th, d, w)...)
		},
		Actions: func(d record) []kit.Action { return actions(env, d) },
	})
}

// pairs are the receipt.
func pairs(th *kit.Theme, r money.PaymentRow) []kit.Pair {
	out := []kit.Pair{
		{Label: textNumber, Value: fmtHeading(r), Style: th.Strong},
		{Label: textDay, Value: r.Day.String()},
		{Label: textAmount, Value: fmtAmount(r.Amount)},
		{Label: textMethod, Value: r.Method.Title()},
		{Label: payerWord(r.Payment), Value: r.Payer},
		{Label: textBy, Value: fmtEntered(r)},
	}
	if r.BillNo != "" {
		out = append(out, kit.Pair{Label: money.PaymentNoun.Word("bill"), Value: r.BillNo + "（民法典 第五百六十条）"})
	}
	if r.TillNo != "" {
		out = append(out, kit.Pair{Label: till.Word, Value: r.TillNo})
	}
	if r.Remark != "" {
		out = append(out, kit.Pair{Label: textRemark, Value: r.Remark})
	}
	if r.Reversed != 0 {
		out = append(out, kit.Pair{Label: textReverse, Value: fmtReversedBy(r.ReversedNo), Style: th.Bad})
	}
	if r.Reverses != 0 {
		out = append(out, kit.Pair{Label: textReverse, Value: fmtReversesOnly(r.ReversesNo)})
	}
	return out
}

// payerWord is what the other side of a payment is called: who gets money back receives it.
func payerWord(p charge.Payment) string {
	if p.Kind == charge.PaymentRefund || p.Kind == charge.PaymentReversal && p.Amount > 0 {
		return textReceiver
	}
	return textPayer
}

// shareLines say which bills the payment pays.
func shareLines(th *kit.Theme, d record, w int) []string {
	if !d.Live() || d.Kind != charge.PaymentTaken {
		return []string{" " + th.Muted.Render(kit.Cut(notCounting(d.PaymentRow), w-2))}
	}
	out := []string{" " + th.Head.Render("缴了哪些账单")}
	left := d.Amount
	for _, s := range d.Account.Shares() {
		if s.Payment.ID != d.ID {
			continue
		}
		if b, ok := d.Account.Standing(s.Bill); ok {
			out = append(out, kit.Cut(" "+fmtPaysBill(b, s.Amount), w))
			left -= s.Amount
		}
	}
	if left > 0 {
		out = append(out, kit.Cut(" "+fmtNotUsed(left), w))
	}
	return out
}

func notCounting(r money.PaymentRow) string {
	switch {
	case r.Reversed != 0:
		return "这笔款已经红冲，不再计入账户。"
	case r.Kind == charge.PaymentReversal:
		return "这是一张红冲收据，与原收据相抵。"
	}
	return "这是退还的预存，已从账户扣减。"
}

// actions of the receipt.
func actions(env *screen.Env, d record) []kit.Action {
	list := []kit.Action{
		kit.Act(textAccount, func() tea.Cmd { return screen.Open(screen.BillAccount, d.Tenancy) }, "enter", "f4"),
		kit.Act(textReverse, screen.Shows(env, newReverse, d.ID), "f8").When(whyNotReverse(env, d)),
		kit.Act(say.Print, func() tea.Cmd { return screen.Open(screen.PrintPayment, d.ID) }, "ctrl+p"),
	}
	if d.Reversed != 0 {
		list = append(list, kit.Act("看红冲", screen.Shows(env, newPage, d.Reversed), "f11"))
	}
	if d.Reverses != 0 {
		list = append(list, kit.Act("看原收据", screen.Shows(env, newPage, d.Reverses), "f11"))
	}
	return list
}

var helpPage = []string{
	"一张收据：谁缴的、怎么缴的，以及缴了哪些账单。指定的账单先缴，其余先抵最早到期的，多缴的是预存。",
	"Ctrl+P 打印。登记错的按 F8 红冲：原收据保留，另开一张负数收据，再重新登记正确的。",
}

func fmtAmount(m quantity.Money) string { return m.String() + " 元  " + m.Words() }

func fmtKind(r money.PaymentRow) string {
	if r.Reversed != 0 {
		return r.Kind.Title() + "  已红冲"
	}
	return r.Kind.Title()
}

func fmtEntered(r money.PaymentRow) string {
	return strings.TrimSpace(fmt.Sprintf("%s  %s 登记", r.ByName, r.Entered))
}

func fmtReversedBy(number string) string { return "已由 " + number + " 红冲" }

func fmtReversesOnly(number string) string { return "红冲 " + number }

func fmtPaysBill(b charge.BillStanding, m quantity.Money) string {
	return fmt.Sprintf("%s  %s 至 %s  %s 元", b.Number, b.From, b.LastDay(), m)
}

func fmtNotUsed(m quantity.Money) string {
	return fmt.Sprintf("余 %s 元在预存，或已退还", m)
}
