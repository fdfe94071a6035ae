package money

import (
	"context"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/stay"
)

// TakenPrefix begins the numbers of bills and receipts of the time before the office kept its data (接入).
const TakenPrefix = "JR-"

// PastBills are the bills that a stay would have got by today, each dated as it would have been: issued on the last day of its period.
// Errors: those of PreviewBills.
func PastBills(ctx context.Context, q engine.Querier, by engine.Actor, tenancy int64, today civil.Date) (TenancyBills, error) {
	item, err := DraftTenancy(ctx, q, by, tenancy, BillAsk{Tenancy: tenancy, Through: today})
	if err != nil {
		return item, err
	}
	days, err := basis.Calendar(ctx, q)
	if err != nil {
		return item, err
	}
	p, err := basis.ParametersOn(ctx, q, item.Tenancy.District, today)
	if err != nil {
		return item, err
	}
	for i := range item.Bills {
		item.Bills[i].Issue("", item.Bills[i].LastDay(), p.BillDueDays, days)
	}
	return item, nil
}

// TakeBills issues the bills of a stay that was taken over and has none, such as PastBills drafts them.
func TakeBills(t *engine.Tx, tenancy int64) ([]charge.Bill, error) {
	item, err := PastBills(t.Ctx, t, t.By, tenancy, t.Today)
	if err != nil {
		return nil, err
	}
	district, err := allocation.FindDistrict(item.Tenancy.District)
	if err != nil {
		return nil, err
	}
	for i := range item.Bills {
		b := &item.Bills[i]
		n, err := t.Number(charge.BillSeries(TakenPrefix+district.Code, b.Issued.Year()))
		if err != nil {
			return nil, err
		}
		b.Number = TakenPrefix + charge.BillNumber(district.Code, b.Issued.Year(), n)
		if b.ID, err = addBill(t, item.Tenancy, *b); err != nil {
			return nil, err
		}
	}
	if to := charge.BilledTo(item.Bills); !to.IsZero() {
		if err := t.Exec(`UPDATE tenancy SET billed_to = $1 WHERE id = $2`, to, tenancy); err != nil {
			return nil, err
		}
	}
	return item.Bills, settle(t, tenancy)
}

// TakePaid writes a payment of before as it is given, with the number of its receipt, and settles the account. Errors: ErrDuplicate, those
// of charge.CheckPayment.
func TakePaid(t *engine.Tx, tenancy int64, p charge.Payment) error {
	row, err := stay.TenancyNoun.ByID(t.Ctx, t, tenancy)
	if err != nil {
		return err
	}
	if err := t.Mine(row.District); err != nil {
		return err
	}
	if err := charge.CheckPayment(p, row.Signed, t.Today); err != nil {
		return err
	}
	p.Kind, p.By = charge.PaymentTaken, t.By.ID
	if _, err := PaymentNoun.Add(t, PaymentRow{Payment: p, Tenancy: tenancy, District: row.District, Entered: t.Today}); err != nil {
		return err
	}
	return settle(t, tenancy)
}

// TakePrice enters a price as papers of before have it, or changes the one with its ID. Errors: those of Room.SetPrice.
func TakePrice(t *engine.Tx, p PriceRow) error {
	if err := p.ready(t); err != nil {
		return err
	}
	if p.ID != 0 {
		return PriceNoun.Set(t, p, p.Version)
	}
	_, err := PriceNoun.Add(t, p)
	return err
}

// Fits refuses a price that is incomplete or of no place of the office, before it is entered. Errors: those of Room.SetPrice.
func (p *PriceRow) Fits(ctx context.Context, q engine.Querier, by engine.Actor, today civil.Date) error {
	if p.District == "" && by.District != "" || p.District != "" && !by.Sees(p.District) {
		return engine.ErrOtherDistrict.With(p.Place()).On("district")
	}
	p.tidy()
	if err := p.check(today); err != nil {
		return err
	}
	return p.placed(ctx, q)
}
