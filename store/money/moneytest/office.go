// Package moneytest adds prices, bills and payments to the office in which the store is tested.
//
//	moneytest ──> staytest, money
package moneytest

import (
	"testing"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/relief"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/money"
	"penggai/store/stay"
	"penggai/store/stay/staytest"
)

// Office is an office with the use cases of this room too.
type Office struct {
	staytest.Office
	money.Room
}

// Of gives an office the rooms up to this one.
func Of(o enginetest.Office) Office { return Office{staytest.Of(o), money.Of(o.Store)} }

// New is the office of staytest.New.
func New(t testing.TB, units int) Office {
	t.Helper()
	return Of(staytest.New(t, units).Base())
}

// Price is one of 尖山区.
func Price(fee charge.Fee, year int, fen quantity.Money) money.PriceRow {
	return money.PriceRow{
		District: "尖山区", Fee: fee, Year: year, Priced: true, Fen: fen, Document: "双价发 3 号", DocumentDay: enginetest.Day("2021-01-10"), Payee: "尖山区财政局",
	}
}

// Season is a heating season of 尖山区, from 20 October to 20 April.
func Season(year int, fen quantity.Money) money.PriceRow {
	p := Price(charge.FeeHeating, year, fen)
	p.From, p.To = civil.On(year, 10, 20), civil.On(year+1, 4, 21)
	return p
}

// Priced publishes the prices of a year: 30 元 rent, no property fee, 4.30 元 water.
func (o Office) Priced(t testing.TB, year int) {
	t.Helper()
	by := o.As(t, allocation.Manager)
	enginetest.OK(t, o.SetPrice(t.Context(), by, Price(charge.FeeRent, year, 3000), ""))
	enginetest.OK(t, o.SetPrice(t.Context(), by, Price(charge.FeeProperty, year, 0), ""))
	enginetest.OK(t, o.SetPrice(t.Context(), by, Price(charge.FeeWater, year, 430), ""))
}

// PriceRows are all prices of 尖山区.
func (o Office) PriceRows(t testing.TB) []money.PriceRow {
	t.Helper()
	page, err := o.Prices(t.Context(), o.As(t, allocation.Manager), engine.ListQuery{})
	enginetest.OK(t, err)
	return page.Rows
}

// PriceOf is the price of a fee in a year.
func (o Office) PriceOf(t testing.TB, fee charge.Fee, year int) money.PriceRow {
	t.Helper()
	for _, p := range o.PriceRows(t) {
		if p.Fee == fee && p.Year == year {
			return p
		}
	}
	t.Fatalf("no price of %s in %d", fee, year)
	return money.PriceRow{}
}

// Relieved has a further relief drawn up by the manager and put in force by the approver, for the stays of a preview.
func (o Office) Relieved(t testing.TB, c relief.Crisis, run money.CrisisRun) {
	t.Helper()
	clerk, boss := o.As(t, allocation.Manager), o.As(t, allocation.Approver)
	id, err := o.ProposeCrisis(t.Context(), clerk, c, run.IDs(), run.Seal)
	enginetest.OK(t, err)
	p, err := o.CrisisProposal(t.Context(), boss, id)
	enginetest.OK(t, err)
	enginetest.OK(t, o.AdoptCrisis(t.Context(), boss, id, p.Version, p.Run.Seal))
}

// Issue issues what a preview shows.
func (o Office) Issue(t testing.TB, ask money.BillAsk) []int64 {
	t.Helper()
	by := o.As(t, allocation.Manager)
	run, err := o.PreviewBills(t.Context(), by, ask, nil)
	enginetest.OK(t, err)
	if run.Bills == 0 {
		return nil
	}
	ids, err := o.IssueBills(t.Context(), by, run, nil)
	enginetest.OK(t, err)
	return ids
}

// Pay takes cash today and compares the lists with the account.
func (o Office) Pay(t testing.TB, tenancy int64, amount quantity.Money) charge.Payment {
	t.Helper()
	p, err := o.TakePayment(t.Context(), o.As(t, allocation.Manager), money.PaymentInput{
		Tenancy: tenancy, Day: o.Clock.Day, Amount: amount, Method: charge.MethodCash, Payer: "经营者",
	})
	enginetest.OK(t, err)
	o.CheckOpen(t, tenancy)
	return p
}

// AccountOf is the account of a tenancy.
func (o Office) AccountOf(t testing.TB, tenancy int64) money.TenancyAccount {
	t.Helper()
	a, err := o.TenancyAccount(t.Context(), o.As(t, allocation.Auditor), tenancy)
	enginetest.OK(t, err)
	return a
}

// PaidUp issues and pays everything that a tenancy owes.
func (o Office) PaidUp(t testing.TB, tenancy int64) {
	t.Helper()
	o.Issue(t, money.BillAsk{Tenancy: tenancy})
	if open := o.AccountOf(t, tenancy).Open; open > 0 {
		o.Pay(t, tenancy, open)
	}
}

// CheckOpen compares what lists read with the account.
func (o Office) CheckOpen(t testing.TB, tenancy int64) {
	t.Helper()
	a := o.AccountOf(t, tenancy)
	page, err := o.Bills(t.Context(), o.As(t, allocation.Auditor), engine.ListQuery{Filter: "编号:=" + a.Tenancy.Number})
	enginetest.OK(t, err)
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

// HalfPriced is an open shop of 100 ㎡ signed on 2021-03-15 and renewed in time, on a day of its half-price years.
func (o Office) HalfPriced(t testing.TB, today string) stay.TenancyDetail {
	t.Helper()
	for year := 2021; year <= 2025; year++ {
		o.Priced(t, year)
	}
	d := o.Renewed(t, o.Opened(t, o.Contracted(t, 1, "JS-NSQ-01-1-01")))
	o.Clock.Day = enginetest.Day(today)
	return d
}
