package store

import (
	"context"

	"penggai/allocation"
	"penggai/allocation/civil"
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
	Target      allocation.Area
	Area        allocation.Area
	After       int64 // the award whose end made this offer possible; 0 for an award of the round itself
	OfferedDay  civil.Date
	EndedDay    civil.Date
	Units       []string // numbers, in bay order
	UnitIDs     []int64
	Version     int64
}

const awardColumns = `SELECT w.id, w.round_id, r.title, r.district, w.run_id, w.application_id, a.number, p.name, w.state, w.rank, w.weight_millis,
	w.target_dm2, w.area_dm2, coalesce(w.after_id, 0), w.offered_day, w.sign_by, w.ended_day, w.reason, w.version` + awardFrom

const (
	awardByID   = awardColumns + ` WHERE w.id = $1`
	awardsOf    = awardColumns + ` WHERE w.round_id = $1 ORDER BY w.rank, w.id`
	awardLiveOf = awardColumns + ` WHERE w.application_id = $1 AND w.state IN ('offered', 'contracted')`
	awardUnits  = `SELECT x.unit_id, u.number FROM award_unit x JOIN unit u ON u.id = x.unit_id WHERE x.award_id = $1 ORDER BY x.position`
	awardAdd    = `INSERT INTO award (round_id, run_id, application_id, state, rank, weight_millis, target_dm2, area_dm2, after_id, offered_day, sign_by)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`
	awardUnitAdd = `INSERT INTO award_unit (award_id, unit_id, position) VALUES ($1, $2, $3)`
	awardSet     = `UPDATE award SET state = $1, sign_by = $2, reason = $3, ended_day = $4, version = version + 1 WHERE id = $5 AND version = $6`
)

func scanAward(s scanner) (AwardRow, error) {
	var w AwardRow
	err := s.Scan(&w.ID, &w.Round, &w.RoundTitle, &w.District, &w.Run, &w.Application, &w.Number, &w.Applicant, &w.State, &w.Rank, &w.Weight,
		&w.Target, &w.Area, &w.After, &w.OfferedDay, &w.SignBy, &w.EndedDay, &w.Reason, &w.Version)
	return w, err
}

// withUnits adds the units of an award.
func withUnits(ctx context.Context, q querier, w *AwardRow) error {
	_, err := all(ctx, q, func(s scanner) (struct{}, error) {
		var id int64
		var number string
		err := s.Scan(&id, &number)
		w.Units, w.UnitIDs = append(w.Units, number), append(w.UnitIDs, id)
		return struct{}{}, err
	}, awardUnits, w.ID)
	return err
}

func readAwards(ctx context.Context, q querier, query string, args ...any) ([]AwardRow, error) {
	rows, err := all(ctx, q, scanAward, query, args...)
	for i := range rows {
		if err == nil {
			err = withUnits(ctx, q, &rows[i])
		}
	}
	return rows, err
}

// Awards lists the awards of a round by rank, ended ones and later offers included.
func (s *Store) Awards(ctx context.Context, by Actor, round int64) ([]AwardRow, error) {
	if _, err := s.Round(ctx, by, round); err != nil {
		return nil, err
	}
	return readAwards(ctx, s.read, awardsOf, round)
}

// Award reads one award. Errors: ErrNotFound, ErrOtherDistrict.
func (s *Store) Award(ctx context.Context, by Actor, id int64) (AwardRow, error) {
	w, err := readAward(ctx, s.read, id)
	if err == nil && !by.Sees(w.District) {
		return AwardRow{}, ErrOtherDistrict.With(w.District)
	}
	return w, err
}

// AwardOf reads the award that an application holds now; found is false when it holds none.
func (s *Store) AwardOf(ctx context.Context, by Actor, application int64) (w AwardRow, found bool, err error) {
	rows, err := readAwards(ctx, s.read, awardLiveOf, application)
	if err != nil || len(rows) == 0 {
		return w, false, err
	}
	if !by.Sees(rows[0].District) {
		return w, false, ErrOtherDistrict.With(rows[0].District)
	}
	return rows[0], true, nil
}

func readAward(ctx context.Context, q querier, id int64) (AwardRow, error) {
	w, err := one(ctx, q, scanAward, awardByID, id)
	if err == nil {
		err = withUnits(ctx, q, &w)
	}
	return w, err
}

// openAward reads an award inside a transaction for a change, at the version that the person saw.
func openAward(t *tx, id, version int64) (AwardRow, error) {
	w, err := readAward(t.ctx, t, id)
	if err != nil {
		return w, err
	}
	if err := t.mine(w.District); err != nil {
		return w, err
	}
	t.subject(w.Number + " " + w.Applicant)
	t.about("award", id)
	if w.Version != version {
		return w, t.update("award", id, `UPDATE award SET version = version + 1 WHERE id = $1 AND version = $2`, id, version)
	}
	return w, nil
}

// saveAward writes the life of an award back and keeps the move.
func saveAward(t *tx, before allocation.AwardState, w *AwardRow, reason string) error {
	if !w.State.Live() {
		w.EndedDay = t.today
	}
	if err := t.update("award", w.ID, awardSet, string(w.State), w.SignBy, w.Reason, w.EndedDay, w.ID, w.Version); err != nil {
		return err
	}
	w.Version++
	if w.State == before {
		return nil
	}
	return t.move("award", w.ID, string(before), string(w.State), reason)
}

// award is what an offer is made of.
type offer struct {
	round, run, application, after int64
	rank                           int
	weight                         int64
	target, area                   allocation.Area
	units                          []int64
	signBy                         civil.Date
}

// placeAward makes an offered award: the units must be reserved and without a hold.
func placeAward(t *tx, o offer) (int64, error) {
	id, err := t.insert(awardAdd, o.round, o.run, o.application, string(allocation.AwardOffered), o.rank, o.weight,
		int64(o.target), int64(o.area), orNull(o.after), t.today, o.signBy)
	if err != nil {
		return 0, err
	}
	for i, unit := range o.units {
		if err := t.exec(awardUnitAdd, id, unit, i+1); err != nil {
			return 0, err
		}
		if err := placeHold(t, unit, holdAward, id); err != nil {
			return 0, err
		}
	}
	return id, t.move("award", id, "", string(allocation.AwardOffered), "")
}

// releaseAward gives the units of an award back to the vacant ones.
func releaseAward(t *tx, w AwardRow, reason string) error {
	for _, unit := range w.UnitIDs {
		if err := releaseHold(t, unit, holdAward, w.ID); err != nil {
			return err
		}
		if err := moveUnit(t, unit, allocation.UnitRelease, reason); err != nil {
			return err
		}
	}
	return nil
}

// contractAward marks an offered award as contracted, at the version that the person saw, by a contract signed on a day;
// what its hold becomes is the tenancy's.
func contractAward(t *tx, id, version int64, day civil.Date) (AwardRow, error) {
	w, err := openAward(t, id, version)
	if err != nil {
		return w, err
	}
	before := w.State
	if err := w.Contract(day); err != nil {
		return w, err
	}
	return w, saveAward(t, before, &w, "")
}

// ExtendAward moves the sign-by day to a later one, with a reason.
func (s *Store) ExtendAward(ctx context.Context, by Actor, id, version int64, until civil.Date, reason string) error {
	return s.write(ctx, by, allocation.ActExtendAward, func(t *tx) error {
		w, err := openAward(t, id, version)
		if err != nil {
			return err
		}
		if err := w.Extend(until, reason); err != nil {
			return err
		}
		t.reason(w.Reason)
		return saveAward(t, w.State, &w, w.Reason)
	})
}

// DeclineAward records that the applicant gives its award up; the units go to the next in rank whom they fit.
// It returns the awards offered instead.
func (s *Store) DeclineAward(ctx context.Context, by Actor, id, version int64, reason string) (offered []int64, err error) {
	return s.endAward(ctx, by, allocation.ActDeclineAward, id, version, reason,
		func(_ *tx, w *AwardRow) error { return w.Decline(reason) },
		func(a *allocation.Application) error { return a.Decline(reason) })
}

// LapseAward records that the sign-by day passed without a contract; the units go to the next in rank whom they fit.
func (s *Store) LapseAward(ctx context.Context, by Actor, id, version int64) (offered []int64, err error) {
	return s.endAward(ctx, by, allocation.ActLapseAward, id, version, textLapsed,
		func(t *tx, w *AwardRow) error { return w.Lapse(t.today) },
		func(a *allocation.Application) error { return a.Lapse(textLapsed) })
}

// CancelAward takes an offered award back by decision; the application waits again, the units go to the next in rank whom they fit.
func (s *Store) CancelAward(ctx context.Context, by Actor, id, version int64, reason string) (offered []int64, err error) {
	return s.endAward(ctx, by, allocation.ActCancelAward, id, version, reason,
		func(_ *tx, w *AwardRow) error { return w.Cancel(reason) },
		func(a *allocation.Application) error { return a.Unaward(reason) })
}

// endAward is the frame of the three: the award ends, its application moves on, the units are offered to the next in rank.
func (s *Store) endAward(ctx context.Context, by Actor, act allocation.Action, id, version int64, reason string,
	end func(*tx, *AwardRow) error, next func(*allocation.Application) error,
) (offered []int64, err error) {
	err = s.write(ctx, by, act, func(t *tx) error {
		w, err := openAward(t, id, version)
		if err != nil {
			return err
		}
		before := w.State
		if err := end(t, &w); err != nil {
			return err
		}
		t.reason(reason)
		if err := saveAward(t, before, &w, reason); err != nil {
			return err
		}
		if err := moveApplication(t, w.Application, next, reason); err != nil {
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
