package cli

import (
	"slices"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/till"
	"penggai/seed"
	"penggai/store/engine"
	"penggai/store/money"
)

// demoPayers are how the tenants of the demonstration pay, in the order of their numbers, when a bill is open; those after them pay in full.
var demoPayers = []func(p *play, a money.TenancyAccount) error{
	(*play).payAll, (*play).payPart, (*play).payTooMuch, (*play).payTwice, (*play).payNothing,
}

// bills plans a run over all districts in the second week after each quarter, and the payments a week later.
func (p *play) bills() {
	for day := demoFounded; ; {
		end := charge.PeriodEnd(day, 3)
		if !end.AddDays(20).Before(seed.DemoToday) {
			break
		}
		day = end
		p.at(end.AddDays(10), "bills", p.billRun)
		p.at(end.AddDays(18), "payments", p.payments)
	}
	p.at(demoCorrected, "price corrected", p.correctPrice)
	p.at(demoCorrected.AddDays(3), "difference bills", p.billRun)
}

// demoCorrected is the day on which the property price of 2020 is corrected, after bills were issued by it.
var demoCorrected = civil.On(2021, 3, 5)

// billRun issues what the districts are due.
func (p *play) billRun() error {
	run, err := p.st.PreviewBills(p.ctx, p.as(allocation.Manager), money.BillAsk{}, nil)
	if err != nil || run.Bills == 0 {
		return err
	}
	_, err = p.st.IssueBills(p.ctx, p.as(allocation.Manager), run, nil)
	return err
}

// payments lets everybody with an open bill pay in his own way.
func (p *play) payments() error {
	page, err := p.st.Bills(p.ctx, p.as(allocation.Manager), engine.ListQuery{Sort: []engine.Order{{Column: "tenancy"}}})
	if err != nil {
		return err
	}
	var tenancies []int64
	for _, b := range page.Rows {
		if !slices.Contains(tenancies, b.Tenancy) {
			tenancies = append(tenancies, b.Tenancy)
		}
	}
	payers := 0
	for _, id := range tenancies {
		a, err := p.st.TenancyAccount(p.ctx, p.as(allocation.Manager), id)
		if err != nil {
			return err
		}
		if a.Open == 0 {
			continue
		}
		how := (*play).payAll
		if payers < len(demoPayers) {
			how = demoPayers[payers]
		}
		payers++
		if err := how(p, a); err != nil {
			return err
		}
	}
	return p.closeTills()
}

// closeTills counts what everybody took in since the last time, once with a little less than there should be, and has it signed by another.
func (p *play) closeTills() error {
	for _, who := range []struct{ clerk, second allocation.Role }{{allocation.Manager, allocation.Approver}, {allocation.Approver, allocation.Manager}} {
		open, err := p.st.Drawers(p.ctx, p.as(who.clerk))
		if err != nil {
			return err
		}
		for _, d := range open {
			c := till.Count{Found: max(0, d.Book.Cash)}
			if p.day == demoShort && c.Found > 0 {
				c.Found, c.Reason = c.Found-5_00, "找零时多付 5 元，由收款人补足（示例）"
			}
			c.Float = max(0, -d.Book.Cash)
			id, _, err := p.st.CloseTill(p.ctx, p.as(who.clerk), d, c)
			if err != nil {
				return err
			}
			x, err := p.st.Till(p.ctx, p.as(who.second), id)
			if err != nil {
				return err
			}
			if _, err := p.st.ConfirmTill(p.ctx, p.as(who.second), id, x.Version, "当面点清（示例）"); err != nil {
				return err
			}
		}
	}
	return nil
}

// demoShort is the day on which a drawer holds less than it should.
var demoShort = civil.On(2021, 1, 19)

// pay takes a payment of a tenant today.
func (p *play) pay(a money.TenancyAccount, amount quantity.Money, method charge.PaymentMethod) (charge.Payment, error) {
	return p.st.TakePayment(p.ctx, p.as(allocation.Manager), money.PaymentInput{
		Tenancy: a.Tenancy.ID, Day: p.day, Amount: amount, Method: method, Payer: a.Tenancy.Name,
	})
}

func (p *play) payAll(a money.TenancyAccount) error {
	_, err := p.pay(a, a.Open, charge.MethodTransfer)
	return err
}

func (p *play) payPart(a money.TenancyAccount) error {
	_, err := p.pay(a, max(1, a.Open*2/5), charge.MethodCash)
	return err
}

func (p *play) payTooMuch(a money.TenancyAccount) error {
	_, err := p.pay(a, (a.Open/100_00+1)*100_00, charge.MethodScan)
	return err
}

// payTwice is a payment entered with a wrong amount, reversed, and entered right.
func (p *play) payTwice(a money.TenancyAccount) error {
	wrong, err := p.pay(a, a.Open+18_00, charge.MethodTransfer)
	if err != nil {
		return err
	}
	if _, _, err := p.st.ReversePayment(p.ctx, p.as(allocation.Approver), wrong.ID, "金额登记有误，与回单不符（示例）"); err != nil {
		return err
	}
	return p.payAll(a)
}

func (p *play) payNothing(money.TenancyAccount) error { return nil }

// payUp issues the last bill of a tenancy and takes what is open, so that its exit can be settled.
func (p *play) payUp(tenancy int64) error {
	manager, ask := p.as(allocation.Manager), money.BillAsk{Tenancy: tenancy}
	run, err := p.st.PreviewBills(p.ctx, manager, ask, nil)
	if err != nil {
		return err
	}
	if run.Bills > 0 {
		if _, err := p.st.IssueBills(p.ctx, manager, run, nil); err != nil {
			return err
		}
	}
	a, err := p.st.TenancyAccount(p.ctx, manager, tenancy)
	if err != nil {
		return err
	}
	if a.Open > 0 {
		if err := p.payAll(a); err != nil {
			return err
		}
	}
	if a.Credit <= 0 {
		return nil
	}
	_, _, err = p.st.RefundCredit(p.ctx, p.as(allocation.Approver), money.PaymentInput{
		Tenancy: tenancy, Day: p.day, Amount: a.Credit, Method: charge.MethodTransfer, Payer: a.Tenancy.Name, Remark: "退出退还预存（示例）",
	})
	return err
}

// correctPrice corrects the property price of 2020.
func (p *play) correctPrice() error {
	manager := p.as(allocation.Manager)
	page, err := p.st.Prices(p.ctx, manager, engine.ListQuery{Filter: "费用:物业费 年度:2020"})
	if err != nil || len(page.Rows) == 0 {
		return err
	}
	r := page.Rows[0]
	r.Fen += 10
	return p.st.SetPrice(p.ctx, manager, r, "原登记价格与文件不符，按文件更正（示例）")
}
