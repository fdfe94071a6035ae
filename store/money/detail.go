package money

import (
	"context"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/stay"
)

// PaidBill is a bill and what paid it.
type PaidBill struct {
	BillDetail
	Shares []charge.Share
}

// PaidBill reads it in one state of the data. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) PaidBill(ctx context.Context, by engine.Actor, id int64) (d PaidBill, err error) {
	err = s.At(ctx, func(at *engine.Store) error {
		s := Of(at)
		if d.BillDetail, err = s.Bill(ctx, by, id); err != nil {
			return err
		}
		a, err := s.TenancyAccount(ctx, by, d.Tenancy)
		if err != nil {
			return err
		}
		for _, share := range a.Shares() {
			if share.Bill == id {
				d.Shares = append(d.Shares, share)
			}
		}
		return nil
	})
	return d, err
}

// BillPreview is what the bills of one tenancy would be.
type BillPreview struct {
	Run    BillRun
	Stay   stay.TenancyDetail
	Months int           // length of a period
	Issued []charge.Bill // so far
}

// BillPreview works it out in one state of the data. Errors: those of PreviewBills, ErrNotFound, ErrOtherDistrict.
func (s Room) BillPreview(ctx context.Context, by engine.Actor, tenancy int64, ask BillAsk) (d BillPreview, err error) {
	err = s.At(ctx, func(at *engine.Store) error {
		s := Of(at)
		return engine.Each(
			func() error { d.Run, err = s.PreviewBills(ctx, by, ask, nil); return err },
			func() error { d.Stay, err = stay.Of(at).Tenancy(ctx, by, tenancy); return err },
			func() error {
				a, err := s.TenancyAccount(ctx, by, tenancy)
				d.Issued = a.Issued()
				return err
			},
			func() error {
				p, err := basis.Of(at).Parameters(ctx, d.Stay.District, at.Today())
				d.Months = p.BillMonths
				return err
			},
		)
	})
	return d, err
}

// PaymentDetail is a payment with the account that it belongs to.
type PaymentDetail struct {
	PaymentRow
	Account TenancyAccount
	Same    allocation.Separation // what happens when the one who took it reverses it
}

// PaymentDetail reads it in one state of the data. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) PaymentDetail(ctx context.Context, by engine.Actor, id int64) (d PaymentDetail, err error) {
	err = s.At(ctx, func(at *engine.Store) error {
		s := Of(at)
		return engine.Each(
			func() error { d.PaymentRow, err = s.Payment(ctx, by, id); return err },
			func() error { d.Account, err = s.TenancyAccount(ctx, by, d.Tenancy); return err },
			func() error {
				p, err := basis.Of(at).Parameters(ctx, d.District, at.Today())
				d.Same = p.Separation
				return err
			},
		)
	})
	return d, err
}

// Refunding is the account of a stay whose credit is to be given back.
type Refunding struct {
	TenancyAccount
	Took []int64               // accounts that took in what was paid
	Same allocation.Separation // what happens when one of them gives it back
}

// Refunding reads it in one state of the data. Errors: as TenancyAccount.
func (s Room) Refunding(ctx context.Context, by engine.Actor, tenancy int64) (r Refunding, err error) {
	err = s.At(ctx, func(at *engine.Store) error {
		if r.TenancyAccount, err = Of(at).TenancyAccount(ctx, by, tenancy); err != nil {
			return err
		}
		p, err := basis.Of(at).Parameters(ctx, r.Tenancy.District, at.Today())
		r.Took, r.Same = takers(r.Receipts), p.Separation
		return err
	})
	return r, err
}
