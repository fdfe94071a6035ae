package money

import (
	"context"
	"strings"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/stay"
)

// PaymentRow is a payment with whom it is from.
type PaymentRow struct {
	charge.Payment
	Tenancy    int64
	TenancyNo  string
	District   string
	Applicant  int64
	Name       string // of the applicant
	ByName     string // display name of who entered it
	Entered    civil.Date
	Reversed   int64  // the payment that takes this one back; 0 while it stands
	ReversedNo string // number of that
	ReversesNo string // number of the payment that this one takes back
	BillNo     string // number of the bill that the payer named
	Keeper     int64  // account whose drawer it belongs to (日结); 0: of before days' ends were kept, or taken over
	Till       int64  // the closing that it stands in; 0 before that
	TillNo     string // number of that
}

// Live reports whether the payment counts: it is neither reversed nor a reversal.
func (p PaymentRow) Live() bool { return p.Reversed == 0 && p.Kind != charge.PaymentReversal }

// TenancyAccount is what a tenancy owes and has paid, today.
type TenancyAccount struct {
	Tenancy stay.TenancyRow
	charge.Account
	Receipts []PaymentRow // all payments, the latest first
	day      civil.Date   // of the account
}

// Paid are the payments of the account without whom they are from.
func (a TenancyAccount) Paid() []charge.Payment { return paymentsOf(a.Receipts) }

// Issued are the bills of the account.
func (a TenancyAccount) Issued() []charge.Bill {
	out := make([]charge.Bill, len(a.Bills))
	for i, b := range a.Bills {
		out[i] = b.Bill
	}
	return out
}

// Shares says which money pays which bill, today.
func (a TenancyAccount) Shares() []charge.Share {
	return charge.Shares(a.Issued(), a.Paid(), a.day)
}

// ReadAccount reads what a tenancy owes and has paid as of a day, and its payments, the latest first.
func ReadAccount(ctx context.Context, q engine.Querier, tenancy int64, day civil.Date) (charge.Account, []PaymentRow, error) {
	bills, err := readBills(ctx, q, tenancy)
	if err != nil {
		return charge.Account{}, nil, err
	}
	rows, err := PaymentNoun.All(ctx, q, paymentsOfTenancy, tenancy)
	if err != nil {
		return charge.Account{}, nil, err
	}
	return charge.Settle(bills, paymentsOf(rows), day), rows, nil
}

// paymentsOfTenancy reads those of a tenancy, the latest first.
const paymentsOfTenancy = `WHERE m.tenancy_id = $1 ORDER BY m.id DESC`

func paymentsOf(rows []PaymentRow) []charge.Payment {
	out := make([]charge.Payment, len(rows))
	for i, r := range rows {
		out[i] = r.Payment
	}
	return out
}

// TenancyAccount reads what a tenancy owes and has paid, with its bills and receipts. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) TenancyAccount(ctx context.Context, by engine.Actor, tenancy int64) (a TenancyAccount, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		if a.Tenancy, err = stay.TenancyNoun.ByID(ctx, q, tenancy); err != nil {
			return err
		}
		if !by.Sees(a.Tenancy.District) {
			return engine.ErrOtherDistrict.With(a.Tenancy.District)
		}
		a.day = s.Today()
		a.Account, a.Receipts, err = ReadAccount(ctx, q, tenancy, a.day)
		return err
	})
	if err != nil {
		return TenancyAccount{}, err
	}
	return a, nil
}

// Payment reads a payment. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) Payment(ctx context.Context, by engine.Actor, id int64) (PaymentRow, error) {
	r, err := PaymentNoun.ByID(ctx, s.Read, id)
	if err == nil && !by.Sees(r.District) {
		return PaymentRow{}, engine.ErrOtherDistrict.With(r.District)
	}
	return r, err
}

// PaymentInput is what a person enters about money taken or given back; the amount is positive.
type PaymentInput struct {
	Tenancy int64
	Day     civil.Date // on the paper; not after today
	Amount  quantity.Money
	Method  charge.PaymentMethod
	Payer   string // who paid, or who gets the money back
	Remark  string // of a refund: the reason
	Bill    int64  // that the payer names; 0: none, the oldest first
}

func (in PaymentInput) payment() charge.Payment {
	return charge.Payment{
		Kind: charge.PaymentTaken, Day: in.Day, Amount: in.Amount, Method: in.Method,
		Payer: strings.TrimSpace(in.Payer), Remark: strings.TrimSpace(in.Remark),
	}
}

// TakePayment records money that a tenant paid: a part, all, or more than is open; the rest is credit. It returns the payment with
// its receipt number. Errors: those of charge.CheckPayment and Payment.Name.
func (s Room) TakePayment(ctx context.Context, by engine.Actor, in PaymentInput) (p charge.Payment, err error) {
	err = s.Write(ctx, by, allocation.ActTakePayment, func(t *engine.Tx) error {
		o, err := stay.OpenTenancy(t, in.Tenancy)
		if err != nil {
			return err
		}
		p = in.payment()
		if err := charge.CheckPayment(p, o.Signed, t.Today); err != nil {
			return err
		}
		a, _, err := ReadAccount(t.Ctx, t, in.Tenancy, t.Today)
		if err != nil {
			return err
		}
		if err := p.Name(in.Bill, a); err != nil {
			return err
		}
		return addPayment(t, o, &p, t.By.ID)
	})
	if err != nil {
		return charge.Payment{}, err
	}
	return p, nil
}

// RefundCredit records that credit was given back; who took the money in does not give it out (六(二)). warned says that one person did
// both where the district only warns. Errors: allocation.ErrSamePerson, those of allocation.Refund.
func (s Room) RefundCredit(ctx context.Context, by engine.Actor, in PaymentInput) (p charge.Payment, warned bool, err error) {
	err = s.Write(ctx, by, allocation.ActRefundPayment, func(t *engine.Tx) error {
		o, err := stay.OpenTenancy(t, in.Tenancy)
		if err != nil {
			return err
		}
		a, rows, err := ReadAccount(t.Ctx, t, in.Tenancy, t.Today)
		if err != nil {
			return err
		}
		if p, err = charge.Refund(in.payment(), a, o.Signed, t.Today); err != nil {
			return err
		}
		if warned, err = basis.SeparateFrom(t, o.District, takers(rows)...); err != nil {
			return err
		}
		t.Reason(p.Remark)
		return addPayment(t, o, &p, t.By.ID)
	})
	if err != nil {
		return charge.Payment{}, false, err
	}
	return p, warned, nil
}

// takers are the accounts that took in what a stay paid.
func takers(rows []PaymentRow) (out []int64) {
	for _, r := range rows {
		if r.Kind == charge.PaymentTaken {
			out = append(out, r.By)
		}
	}
	return out
}

// ReversePayment takes a payment or a refund back (红冲) by a new one with the opposite sign, its own receipt and the reason; who
// entered it does not reverse it. warned says that one person did both where the district only warns.
// Errors: allocation.ErrSamePerson, those of allocation.Reverse.
func (s Room) ReversePayment(ctx context.Context, by engine.Actor, id int64, reason string) (p charge.Payment, warned bool, err error) {
	err = s.Write(ctx, by, allocation.ActReversePayment, func(t *engine.Tx) error {
		row, err := PaymentNoun.ByID(t.Ctx, t, id)
		if err != nil {
			return err
		}
		o, err := stay.OpenTenancy(t, row.Tenancy)
		if err != nil {
			return err
		}
		a, rows, err := ReadAccount(t.Ctx, t, row.Tenancy, t.Today)
		if err != nil {
			return err
		}
		if p, err = charge.Reverse(row.Payment, paymentsOf(rows), a, t.Today, reason); err != nil {
			return err
		}
		if warned, err = basis.SeparateFrom(t, row.District, row.By); err != nil {
			return err
		}
		t.Reason(p.Remark)
		return addPayment(t, o, &p, row.By) // the drawer in which the money lay (package till)
	})
	if err != nil {
		return charge.Payment{}, false, err
	}
	return p, warned, nil
}

// addPayment gives a payment its receipt number, writes it into the drawer of its keeper and settles the account anew.
func addPayment(t *engine.Tx, o *stay.OpenedTenancy, p *charge.Payment, keeper int64) error {
	district, err := allocation.FindDistrict(o.District)
	if err != nil {
		return err
	}
	n, err := t.Number(charge.ReceiptSeries(district.Code, t.Today.Year()))
	if err != nil {
		return err
	}
	p.Number, p.By = charge.ReceiptNumber(district.Code, t.Today.Year(), n), t.By.ID
	p.ID, err = PaymentNoun.Add(t, PaymentRow{Payment: *p, Tenancy: o.ID, District: o.District, Entered: t.Today, Keeper: keeper})
	if err != nil {
		return err
	}
	t.Subject(p.Number + " " + o.Row.Number + " " + o.Row.Name)
	t.About("payment", p.ID)
	return settle(t, o.ID)
}
