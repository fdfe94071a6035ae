package round

import (
	"context"

	"penggai/allocation"
	"penggai/store/basis"
	"penggai/store/engine"
)

// AgreeDraw is the yes of a second person to a draw whose strength is below draw.Enough; before it nothing is computed. Who entered
// the draw does not agree to it; warned says that one person did both where the district only warns.
// Errors: ErrStale, draw.ErrNotAsked, allocation.ErrSamePerson.
func (s Room) AgreeDraw(ctx context.Context, by engine.Actor, id, version int64) (warned bool, err error) {
	err = s.Write(ctx, by, allocation.ActAgreeDraw, func(t *engine.Tx) error {
		r, err := openRound(t, id, version)
		if err != nil {
			return err
		}
		if r.drawnBy.known {
			if warned, err = basis.SeparateFrom(t, r.District, r.drawnBy.account); err != nil {
				return err
			}
		}
		if err := r.AgreeDraw(by.Display); err != nil {
			return err
		}
		return saveRound(t, r.State, &r, r.Draw.Accept)
	})
	return warned, err
}

// AskCancelRound is the wish to cancel a round whose lots are drawn; another person cancels it (CancelRound) or does not.
// Errors: ErrStale, those of Round.AskCancel.
func (s Room) AskCancelRound(ctx context.Context, by engine.Actor, id, version int64, reason string) error {
	return s.Write(ctx, by, allocation.ActAskCancel, func(t *engine.Tx) error {
		r, err := openRound(t, id, version)
		if err != nil {
			return err
		}
		if err := r.AskCancel(reason, t.Today); err != nil {
			return err
		}
		r.voidBy = hand{t.By.ID, true}
		return saveRound(t, r.State, &r, r.Voiding.Reason)
	})
}

// DropCancelRound takes the wish back, or refuses it, with a reason; both stay in the log. Errors: ErrStale, those of Round.DropCancel.
func (s Room) DropCancelRound(ctx context.Context, by engine.Actor, id, version int64, reason string) error {
	return s.Write(ctx, by, allocation.ActDropCancel, func(t *engine.Tx) error {
		r, err := openRound(t, id, version)
		if err != nil {
			return err
		}
		if err := r.DropCancel(reason); err != nil {
			return err
		}
		r.voidBy = hand{}
		return saveRound(t, r.State, &r, reason)
	})
}

// MayAgreeDraw says whether an account may agree to the weak draw, or take a draw back, as the round's parameters keep duties apart.
func (d RoundDetail) MayAgreeDraw(account int64) error {
	if !d.drawnBy.known {
		return nil
	}
	_, err := d.Scope.Parameters.Separation.Check(account, d.drawnBy.account)
	return err
}

// SameDrawer reports whether an account entered the draw itself.
func (d RoundDetail) SameDrawer(account int64) bool {
	return d.drawnBy.known && d.drawnBy.account == account
}

// MayCancel says whether an account may agree to the wish to cancel.
func (d RoundDetail) MayCancel(account int64) error {
	if !d.Voiding.Open() || !d.voidBy.known {
		return nil
	}
	_, err := d.Scope.Parameters.Separation.Check(account, d.voidBy.account)
	return err
}
