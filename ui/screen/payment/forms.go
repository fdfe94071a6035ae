package payment

import (
	"context"
	"fmt"
	"math"
	"strconv"

	"penggai/allocation/say"

	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/store/engine"
	"penggai/store/money"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// accountForm is a form about the account of a tenancy; the account is read again when rows were written.
func accountForm(env *screen.Env, tenancy int64, path, left string, build func(a *money.TenancyAccount) *screen.FormScreen) screen.Screen {
	s := screen.NewReadForm(env, path, left, func(ctx context.Context, by engine.Actor) (money.TenancyAccount, error) {
		return env.Store.TenancyAccount(ctx, by, tenancy)
	}, build)
	s.Again = true
	return s
}

// prefilled is the value of a money field: empty for nothing.
func prefilled(m quantity.Money) string {
	if m <= 0 {
		return ""
	}
	return m.String()
}

// fields of money that changes hands.
func fields(env *screen.Env, a money.TenancyAccount, amount quantity.Money, hint, payer string, more ...kit.Field) []kit.Section {
	return []kit.Section{{Fields: append([]kit.Field{
		{Name: "day", Label: textDay, Kind: kit.KindDate, Value: env.Today().String(), Required: true, Hint: screen.FromTo(a.Tenancy.Signed, env.Today())},
		{Name: "amount", Label: textAmount, Kind: kit.KindMoney, Value: prefilled(amount), Required: true, Unit: say.Yuan, Hint: hint},
		{Name: "method", Label: textMethod, Kind: kit.KindChoice, Choices: screen.Choices(charge.PaymentMethods), Value: string(charge.MethodCash), Required: true, Width: 14},
		{Name: "payer", Label: payer, Value: a.Tenancy.Name, Required: true, Limit: 100},
	}, more...)}}
}

// input takes what was typed.
func input(f *kit.Form, tenancy int64) money.PaymentInput {
	return money.PaymentInput{
		Tenancy: tenancy, Day: f.Date("day"), Amount: f.Money("amount"), Method: charge.PaymentMethod(f.Text("method")),
		Payer: f.Text("payer"), Remark: f.Text("remark"), Bill: namedBill(f),
	}
}

// namedBill is the bill that the payer names; 0 for none.
func namedBill(f *kit.Form) int64 {
	id, err := strconv.ParseInt(f.Text("bill"), 10, 64)
	if err != nil {
		return 0
	}
	return id
}

// billChoices are the bills on which something is open, behind the choice to name none.
func billChoices(a money.TenancyAccount) []kit.Choice {
	out := []kit.Choice{{Key: "none", Label: "不指定", Note: "先抵最早到期的"}}
	for _, b := range a.Bills {
		if b.Open > 0 {
			out = append(out, kit.Choice{Key: idKey(b.ID), Label: b.Number, Note: fmt.Sprintf("%s 至 %s 未缴 %s 元", b.From, b.LastDay(), b.Open)})
		}
	}
	return out
}

func typed(f *kit.Form) charge.Payment {
	return charge.Payment{
		Kind: charge.PaymentTaken, Day: f.Date("day"), Amount: f.Money("amount"), Method: charge.PaymentMethod(f.Text("method")),
		Payer: f.Text("payer"), Remark: f.Text("remark"), Bill: namedBill(f),
	}
}

// newTake takes money from a tenant.
func newTake(env *screen.Env, tenancy int64) screen.Screen {
	left := "填收到的金额，先抵最早到期的账单；Ctrl+S 收款，Esc 离开并保留草稿"
	remark := kit.Field{Name: "remark", Label: textRemark, Limit: 200, Hint: "如 银行流水号"}
	return accountForm(env, tenancy, textTakeTitle, left, func(a *money.TenancyAccount) *screen.FormScreen {
		s := screen.NewForm(env, screen.FormScreen{About: helpTake}, kit.FormSpec{
			Draft: "payment/take/" + idKey(tenancy), Verb: "收款",
			Sections: fields(env, *a, a.Open, "可以部分缴，多缴的记作预存", textPayer, remark, kit.Field{
				Name: "bill", Label: money.PaymentNoun.Word("bill"), Kind: kit.KindChoice, Choices: billChoices(*a), Value: "none", Width: 20,
				Hint: "缴款人指明缴哪一张才选（民法典560）",
			}),
			Check: func(f *kit.Form) error {
				p := typed(f)
				if err := charge.CheckPayment(p, a.Tenancy.Signed, env.Today()); err != nil {
					return err
				}
				return p.Name(p.Bill, a.Account)
			},
			Confirm: func(f *kit.Form) kit.ConfirmSpec {
				lines := append([]string{fmtTakeLine(*a, typed(f))}, paysLines(*a, typed(f), env.Today(), 8)...)
				return kit.ConfirmSpec{Title: textTakeTitle, Lines: lines, Yes: "确认收款"}
			},
			Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
				p, err := env.Store.TakePayment(ctx, by, input(f, tenancy))
				if err != nil {
					return "", err
				}
				after, err := env.Store.TenancyAccount(ctx, by, tenancy)
				return fmtTaken(p, after.Account), err
			}),
		})
		s.Over = func(w int) []string {
			out := []string{" " + env.Theme.Strong.Render(kit.Cut(fmtWho(*a), w-2)), kit.Cut("   "+fmtStanding(a.Account), w)}
			for _, l := range paysLines(*a, typed(s.Form), env.Today(), 5) {
				out = append(out, kit.Cut("   "+l, w))
			}
			return append(out, "")
		}
		return s
	})
}

// paysLines say which bills a payment pays and what remains, in about n lines.
func paysLines(a money.TenancyAccount, p charge.Payment, today civil.Date, n int) []string {
	if p.Amount <= 0 {
		return []string{"填写金额后，这里显示缴哪些账单"}
	}
	p.ID, p.Day = math.MaxInt64, today // the latest
	after := charge.Settle(a.Issued(), append(a.Paid(), p), today)
	var out []string
	more := 0
	for _, b := range after.Bills {
		was, _ := a.Standing(b.ID)
		switch pays := b.Paid - was.Paid; {
		case pays > 0 && len(out) < n:
			out = append(out, fmtPays(was, pays))
		case pays > 0:
			more++
		}
	}
	if more > 0 {
		out = append(out, fmtMore(more))
	}
	switch {
	case after.Open > 0:
		out = append(out, fmtRest(after.Open))
	case after.Credit > 0:
		out = append(out, fmtAsCredit(after.Credit))
	}
	return out
}

// newRefund gives credit back.
func newRefund(env *screen.Env, tenancy int64) screen.Screen {
	read := func(ctx context.Context, by engine.Actor) (money.Refunding, error) {
		return env.Store.Refunding(ctx, by, tenancy)
	}
	s := screen.NewReadForm(env, textRefund, "退款另开收据；Ctrl+S 登记，Esc 离开并保留草稿", read, func(r *money.Refunding) *screen.FormScreen {
		a := &r.TenancyAccount
		over := func(w int) []string {
			out := []string{" " + env.Theme.Strong.Render(kit.Cut(fmtWho(*a), w-2)), "   " + fmtCredit(a.Credit)}
			if warn, _ := r.Same.Check(env.Actor().ID, r.Took...); warn {
				out = append(out, "   "+env.Theme.Warn.Render(kit.Cut(textSameRefund, w-4)))
			}
			return append(out, "")
		}
		return screen.NewForm(env, screen.FormScreen{About: helpRefund, Over: over}, kit.FormSpec{
			Draft:    "payment/refund/" + idKey(tenancy),
			Sections: fields(env, *a, a.Credit, "不超过预存余额", textReceiver, kit.Field{Name: "remark", Label: textReason, Required: true, Limit: 200}),
			Check: func(f *kit.Form) error {
				if _, err := charge.Refund(typed(f), a.Account, a.Tenancy.Signed, env.Today()); err != nil {
					return err
				}
				_, err := r.Same.Check(env.Actor().ID, r.Took...)
				return err
			},
			Confirm: func(f *kit.Form) kit.ConfirmSpec {
				lines := []string{fmtRefundLine(*a, typed(f)), fmtCreditLeft(a.Credit - f.Money("amount"))}
				if warn, _ := r.Same.Check(env.Actor().ID, r.Took...); warn {
					lines = append(lines, textSameRefund)
				}
				return kit.ConfirmSpec{Title: textRefund, Lines: lines, Yes: "确认退款"}
			},
			Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
				p, warned, err := env.Store.RefundCredit(ctx, by, input(f, tenancy))
				if warned {
					return fmtRefunded(p) + "；收款与退款是同一人，日志已记下", err
				}
				return fmtRefunded(p), err
			}),
		})
	})
	s.Again = true
	return s
}

// newReverse takes a payment back (红冲).
func newReverse(env *screen.Env, id int64) screen.Screen {
	read := func(ctx context.Context, by engine.Actor) (record, error) {
		return env.Store.PaymentDetail(ctx, by, id)
	}
	s := screen.NewReadForm(env, textReverse, "红冲不删除原收据，另开一张负数收据；Ctrl+S 红冲，Esc 保留草稿", read, func(d *record) *screen.FormScreen {
		over := func(w int) []string { return reverseLines(env, *d, w) }
		return screen.NewForm(env, screen.FormScreen{About: helpReverse, Over: over}, kit.FormSpec{
			Draft: "payment/reverse/" + idKey(id), Verb: textReverse,
			Sections: []kit.Section{{Fields: []kit.Field{{Name: "reason", Label: textReason, Required: true, Limit: 200, Hint: "如 金额录错、记错户"}}}},
			Check:    func(*kit.Form) error { return checkReverse(env, *d) },
			Confirm: func(*kit.Form) kit.ConfirmSpec {
				lines := append([]string{fmtReverseLine(d.PaymentRow)}, reopens(env, *d)...)
				if d.By == env.Actor().ID {
					lines = append(lines, "注意：登记和红冲是同一人，本区规定仅作提醒，日志会记下。")
				}
				return kit.ConfirmSpec{Title: textReverse, Lines: lines, Yes: "确认红冲", Warn: true}
			},
			Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
				p, _, err := env.Store.ReversePayment(ctx, by, id, f.Text("reason"))
				return fmtReversed(p), err
			}),
		})
	})
	s.Again = true
	return s
}

// reverseLines say what is reversed, what follows, and why it cannot be.
func reverseLines(env *screen.Env, d record, w int) []string {
	th := env.Theme
	out := []string{" " + th.Strong.Render(kit.Cut(d.TenancyNo+"  "+d.Name, w-2)), kit.Cut("   "+fmtReceipt(d.PaymentRow), w)}
	for _, l := range reopens(env, d) {
		out = append(out, kit.Cut("   "+l, w))
	}
	if why := whyNotReverse(env, d); why != "" {
		out = append(out, " "+th.Bad.Render(kit.Cut(why, w-2)))
	}
	return append(out, "")
}

// reopens says what the account is like after a payment is reversed: which bills open again.
func reopens(env *screen.Env, d record) []string {
	p, err := charge.Reverse(d.Payment, d.Account.Paid(), d.Account.Account, env.Today(), textReverse)
	if err != nil {
		return nil
	}
	after := charge.Settle(d.Account.Issued(), append(d.Account.Paid(), p), env.Today())
	var out []string
	for _, b := range after.Bills {
		if was, ok := d.Account.Standing(b.ID); ok && b.Open > was.Open {
			out = append(out, fmtReopens(b, b.Open-was.Open))
		}
	}
	const most = 4
	if len(out) > most {
		out = append(out[:most:most], fmtMoreReopen(len(out)-most))
	}
	if after.Credit != d.Account.Credit {
		out = append(out, fmtCreditAfter(d.Account.Credit, after.Credit))
	}
	return append(out, fmtOpenAfter(after.Open))
}

const textReason = say.Reason

// The forms.
const (
	textTakeTitle = say.Payment
	textRefund    = say.CreditReturn

	textSameRefund = "注意：收款和退款是同一人，本区规定仅作提醒，日志会记下。"
)

var (
	helpTake = []string{
		"登记收到的钱。金额已填好未缴的合计，可以改小（部分缴）或改大（多缴记作预存，自动抵下一张账单）。",
		"上面随金额显示缴哪些账单。缴款人指明缴哪一张的，在“指定账单”里选（民法典第五百六十条）；不指定的先抵最早到期的，多出的也是。",
		"收款后不能删除，登记错了用红冲。",
	}
	helpRefund  = []string{"把多缴的钱退给承租人。不能超过预存余额；退款另开收据，登记错了可以红冲。"}
	helpReverse = []string{
		"红冲一笔登记错的收款或退款：另开一张金额相反的收据，两张相抵，都保留。",
		"职责分离严格的区，登记的人不能自己红冲，由另一位管理员或分管领导办理。",
	}
)

func fmtAsCredit(m quantity.Money) string {
	return fmt.Sprintf("缴后预存 %s 元，抵以后的账单", m)
}

func fmtWho(a money.TenancyAccount) string {
	return a.Tenancy.Number + "  " + a.Tenancy.Name + "  " + a.Tenancy.Units
}

func fmtStanding(a charge.Account) string {
	switch {
	case a.Overdue > 0:
		return fmt.Sprintf("未缴 %s 元，其中逾期 %s 元", a.Open, a.Overdue)
	case a.Open > 0:
		return fmt.Sprintf("未缴 %s 元", a.Open)
	}
	return fmtCredit(a.Credit)
}

func fmtPays(b charge.BillStanding, m quantity.Money) string {
	if m == b.Open {
		return fmt.Sprintf("缴 %s  %s 元，缴清", b.Number, m)
	}
	return fmt.Sprintf("缴 %s  %s 元，还欠 %s 元", b.Number, m, b.Open-m)
}

func fmtMore(n int) string { return fmt.Sprintf("另外还缴 %d 张", n) }

func fmtRest(m quantity.Money) string { return fmt.Sprintf("缴后仍未缴 %s 元", m) }

func fmtTakeLine(a money.TenancyAccount, p charge.Payment) string {
	line := fmt.Sprintf("%s 收 %s（%s）%s %s 元，缴款人 %s。", p.Day, a.Tenancy.Name, a.Tenancy.Number, p.Method.Title(), p.Amount, p.Payer)
	if b, found := a.Standing(p.Bill); found {
		line += "指定先缴 " + b.Number + "。"
	}
	return line
}

func fmtTaken(p charge.Payment, a charge.Account) string {
	said := fmt.Sprintf("已收款 %s 元，收据 %s", p.Amount, p.Number)
	switch {
	case a.Open > 0:
		return said + fmt.Sprintf("，仍未缴 %s 元", a.Open)
	case a.Credit > 0:
		return said + fmt.Sprintf("，预存 %s 元", a.Credit)
	}
	return said + "，已缴清"
}

func fmtRefundLine(a money.TenancyAccount, p charge.Payment) string {
	return fmt.Sprintf("%s 退给 %s（%s）%s %s 元，收款人 %s。", p.Day, a.Tenancy.Name, a.Tenancy.Number, p.Method.Title(), p.Amount, p.Payer)
}

func fmtCreditLeft(m quantity.Money) string { return fmt.Sprintf("退后预存 %s 元。", m) }

func fmtRefunded(p charge.Payment) string {
	return fmt.Sprintf("已退款 %s 元，收据 %s", -p.Amount, p.Number)
}

func fmtReceipt(r money.PaymentRow) string {
	return fmt.Sprintf("%s  %s  %s %s 元  %s", fmtHeading(r), r.Day, r.Method.Title(), r.Amount, r.Payer)
}

func fmtReverseLine(r money.PaymentRow) string {
	return fmt.Sprintf("红冲 %s（%s %s %s 元，%s）。", r.Number, r.Day, r.Method.Title(), r.Amount, r.Payer)
}

func fmtReopens(b charge.BillStanding, m quantity.Money) string {
	return fmt.Sprintf("%s 重新欠缴 %s 元", b.Number, m)
}

func fmtMoreReopen(n int) string { return fmt.Sprintf("另有 %d 张重新欠缴", n) }

func fmtCreditAfter(before, after quantity.Money) string {
	return fmt.Sprintf("预存由 %s 元变为 %s 元", max(0, before), max(0, after))
}

func fmtOpenAfter(m quantity.Money) string { return fmt.Sprintf("红冲后未缴合计 %s 元", m) }

func fmtReversed(p charge.Payment) string {
	return fmt.Sprintf("已红冲，收据 %s，%s 元", p.Number, p.Amount)
}

func fmtCredit(m quantity.Money) string {
	if m <= 0 {
		return "没有未缴，没有预存"
	}
	return fmt.Sprintf("预存 %s 元", m)
}
