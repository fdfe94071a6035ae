package round

import (
	"context"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/store/engine"
	"penggai/store/engine/value"
	"penggai/store/intake"
	"penggai/store/premises"
)

// AwardRow is an award with whom and what it joins.
type AwardRow struct {
	allocation.Award
	ID          int64
	Round       int64
	RoundTitle  string
	Run         int64
	Application int64
	Number      string // of the application
	Applicant   string // name
	District    string
	Rank        int
	Weight      int64 // thousandths of a job
	Target      quantity.Area
	Area        quantity.Area
	After       int64 // the award whose end made this offer possible; 0 for an award of the round itself
	OfferedDay  civil.Date
	EndedDay    civil.Date
	Undone      bool        // the confirmation that made it was taken back
	Units       value.Words // numbers, in bay order
	UnitIDs     value.IDs
	Version     int64
}

const (
	awardsOf     = `WHERE w.round_id = $1 ORDER BY w.rank, w.id`
	awardLiveOf  = `WHERE w.application_id = $1 AND w.state IN ('offered', 'contracted')`
	awardUnitAdd = `INSERT INTO award_unit (award_id, unit_id, position) VALUES ($1, $2, $3)`
)

// Awards lists the awards of a round by rank, ended ones and later offers included.
func (s Room) Awards(ctx context.Context, by engine.Actor, round int64) ([]AwardRow, error) {
	if _, err := s.Round(ctx, by, round); err != nil {
		return nil, err
	}
	return AwardNoun.All(ctx, s.Read, awardsOf, round)
}

// Award reads one award. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) Award(ctx context.Context, by engine.Actor, id int64) (AwardRow, error) {
	w, err := AwardNoun.ByID(ctx, s.Read, id)
	if err == nil && !by.Sees(w.District) {
		return AwardRow{}, engine.ErrOtherDistrict.With(w.District)
	}
	return w, err
}

// AwardOf reads the award that an application holds now; found is false when it holds none.
func (s Room) AwardOf(ctx context.Context, by engine.Actor, application int64) (w AwardRow, found bool, err error) {
	rows, err := AwardNoun.All(ctx, s.Read, awardLiveOf, application)
	if err != nil || len(rows) == 0 {
		return w, false, err
	}
	if !by.Sees(rows[0].District) {
		return w, false, engine.ErrOtherDistrict.With(rows[0].District)
	}
	return rows[0], true, nil
}

// openAward reads an award inside a transaction for a change, at the version that the person saw.
func openAward(t *engine.Tx, id, version int64) (AwardRow, error) {
	w, err := AwardNoun.ByID(t.Ctx, t, id)
	if err != nil {
		return w, err
	}
	t.About("award", id)
	if err := t.Mine(w.District); err != nil {
		return w, err
	}
	t.Subject(w.Number + " " + w.Applicant)
	if w.Version != version {
		return w, t.Stale("award", id)
	}
	return w, nil
}

// SaveAward writes the life of an award back and keeps the move.
func SaveAward(t *engine.Tx, before allocation.AwardState, w *AwardRow, reason string) error {
	if !w.State.Live() {
		w.EndedDay = t.Today
	}
	if err := AwardNoun.Set(t, *w, w.Version); err != nil {
		return err
	}
	w.Version++
	if w.State == before {
		return nil
	}
	return t.Move("award", w.ID, string(before), string(w.State), reason)
}

// placeAward makes an offered award: the units must be reserved and without a hold.
func placeAward(t *engine.Tx, w AwardRow) (int64, error) {
	w.State, w.OfferedDay = allocation.AwardOffered, t.Today
	id, err := AwardNoun.Add(t, w)
	if err != nil {
		return 0, err
	}
	for i, unit := range w.UnitIDs {
		if err := t.Exec(awardUnitAdd, id, unit, i+1); err != nil {
			return 0, err
		}
		if err := premises.PlaceHold(t, unit, HoldAward, id); err != nil {
			return 0, err
		}
	}
	return id, t.Move("award", id, "", string(allocation.AwardOffered), "")
}

// releaseAward gives the units of an award back to the vacant ones.
func releaseAward(t *engine.Tx, w AwardRow, reason string) error {
	for _, unit := range w.UnitIDs {
		if err := premises.ReleaseHold(t, unit, HoldAward, w.ID); err != nil {
			return err
		}
		if err := premises.MoveUnit(t, unit, allocation.UnitRelease, reason); err != nil {
			return err
		}
	}
	return nil
}

// ContractAward marks an offered award as contracted, at the version that the person saw, by a contract signed on a day;
// what its hold becomes is the tenancy's.
func ContractAward(t *engine.Tx, id, version int64, day civil.Date) (AwardRow, error) {
	w, err := openAward(t, id, version)
	if err != nil {
		return w, err
	}
	before := w.State
	if err := w.Contract(day); err != nil {
		return w, err
	}
	return w, SaveAward(t, before, &w, "")
}

// ExtendAward moves the sign-by day to a later one, with a reason.
func (s Room) ExtendAward(ctx context.Context, by engine.Actor, id, version int64, until civil.Date, reason string) error {
	return s.Write(ctx, by, allocation.ActExtendAward, func(t *engine.Tx) error {
		w, err := openAward(t, id, version)
		if err != nil {
			return err
		}
		if err := w.Extend(until, reason); err != nil {
			return err
		}
		t.Reason(w.Reason)
		return SaveAward(t, w.State, &w, w.Reason)
	})
}

// DeclineAward records that the applicant gives its award up; the units go to the next in rank whom they fit.
// It returns the awards offered instead.
func (s Room) DeclineAward(ctx context.Context, by engine.Actor, id, version int64, reason string) (offered []int64, err error) {
	return s.endAward(ctx, by, allocation.ActDeclineAward, id, version, reason,
		func(_ *engine.Tx, w *AwardRow) error { return w.Decline(reason) },
		func(a *allocation.Application) error { return a.Decline(reason) })
}

// LapseAward records that the sign-by day passed without a contract; the units go to the next in rank whom they fit.
func (s Room) LapseAward(ctx context.Context, by engine.Actor, id, version int64) (offered []int64, err error) {
	return s.endAward(ctx, by, allocation.ActLapseAward, id, version, textLapsed,
		func(t *engine.Tx, w *AwardRow) error { return w.Lapse(t.Today) },
		func(a *allocation.Application) error { return a.Lapse(textLapsed) })
}

// CancelAward takes an offered award back by decision; the application waits again, the units go to the next in rank whom they fit.
func (s Room) CancelAward(ctx context.Context, by engine.Actor, id, version int64, reason string) (offered []int64, err error) {
	return s.endAward(ctx, by, allocation.ActCancelAward, id, version, reason,
		func(_ *engine.Tx, w *AwardRow) error { return w.Cancel(reason) },
		func(a *allocation.Application) error { return a.Unaward(reason) })
}

// endAward is the frame of the three: the award ends, its application moves on, the units are offered to the next in rank.
func (s Room) endAward(ctx context.Context, by engine.Actor, act allocation.Action, id, version int64, reason string,
	end func(*engine.Tx, *AwardRow) error, next func(*allocation.Application) error,
) (offered []int64, err error) {
	err = s.Write(ctx, by, act, func(t *engine.Tx) error {
		w, err := openAward(t, id, version)
		if err != nil {
			return err
		}
		before := w.State
		if err := end(t, &w); err != nil {
			return err
		}
		t.Reason(reason)
		if err := SaveAward(t, before, &w, reason); err != nil {
			return err
		}
		if err := intake.MoveApplication(t, w.Application, next, reason); err != nil {
			return err
		}
		if err := releaseAward(t, w, reason); err != nil {
			return err
		}
		offered, err = offerNext(t, w)
		return err
	})
	return offered, err
}

const textLapsed = "签约期限届满未签约"

// WithdrawApplication takes an application back at the applicant's wish, from any state before the contract. Of an awarded one
// the award ends too, and its units are offered to the next in rank.
func (s Room) WithdrawApplication(ctx context.Context, by engine.Actor, id, version int64, reason string) error {
	award, found, err := s.AwardOf(ctx, by, id)
	if err != nil {
		return err
	}
	if found && award.State == allocation.AwardOffered {
		_, err = s.endAward(ctx, by, allocation.ActWithdrawApplication, award.ID, award.Version, reason,
			func(_ *engine.Tx, w *AwardRow) error { return w.Decline(reason) },
			func(a *allocation.Application) error { return a.Withdraw(reason) })
		return err
	}
	return intake.Of(s.Store).ChangeApplication(ctx, by, allocation.ActWithdrawApplication, id, version, reason, func(_ *engine.Tx, o *intake.OpenedApplication) error {
		if o.State == allocation.ApplicationAwarded {
			return engine.ErrStale
		}
		return o.Withdraw(reason)
	})
}
