package desk

import (
	"context"

	"penggai/allocation"
	"penggai/allocation/amend"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/exit"
	"penggai/store/mend"
	"penggai/store/money"
	"penggai/store/stay"
)

// ExitPage is an exit with what other nouns say of it.
type ExitPage struct {
	exit.ExitDetail
	Tenancy     stay.TenancyDetail
	Fees        money.TenancyFees // up to today
	Money       money.TenancyAccount
	TakenBack   charge.TakenBack      // what taking the waiver back for deceit makes payable up to today, before it is
	Undo        engine.UndoStep       // the last step, to be taken back
	Same        allocation.Separation // what happens when the one who opened it decides it
	Corrections []mend.CorrectionItem // of the exit, the newest first
}

// ExitPage reads it in one state of the data. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) ExitPage(ctx context.Context, by engine.Actor, id int64) (d ExitPage, err error) {
	err = s.At(ctx, func(at *engine.Store) error {
		sums, mended := money.Of(at), mend.Of(at)
		if d.ExitDetail, err = exit.Of(at).Exit(ctx, by, id); err != nil {
			return err
		}
		until, tenancy := at.Today().AddDays(1), d.ExitDetail.Tenancy
		if d.Stay.Ended.IsZero() {
			until = civil.Max(until, d.Stay.Signed)
		}
		return engine.Each(
			func() error { d.Tenancy, err = stay.Of(at).Tenancy(ctx, by, tenancy); return err },
			func() error {
				d.Fees, err = sums.FeeSchedule(ctx, by, tenancy, until)
				if from := d.Evidence.FalseFrom; !from.IsZero() && d.Noticed.IsZero() {
					d.TakenBack = d.Fees.TakenBack(from)
				}
				return err
			},
			func() error { d.Money, err = sums.TenancyAccount(ctx, by, tenancy); return err },
			func() error { d.Corrections, err = mended.CorrectionsOf(ctx, by, amend.CorrectExit, id); return err },
			func() error { d.Undo, err = mended.ExitUndo(ctx, by, id); return err },
			func() error {
				p, err := basis.Of(at).Parameters(ctx, d.District, at.Today())
				d.Same = p.Separation
				return err
			},
		)
	})
	return d, err
}
