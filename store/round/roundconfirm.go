package round

import (
	"context"
	"slices"

	"penggai/allocation"
	"penggai/allocation/rule"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/premises"
)

// ConfirmRound makes the result final: it is checked again inside the transaction, the awards are offered, what is left is released.
// run is the run that the person has seen; remarks are what he says of each finding of the screening, by its words. Who drew the round up does not confirm it; warned says that one person did both where the
// district only warns. Errors: ErrStale, ErrRoundChanged, allocation.ErrSamePerson,
// draw.ErrUnremarked, those of Round.Confirm.
func (s Room) ConfirmRound(ctx context.Context, by engine.Actor, id, version, run int64, remarks map[string]string) (warned bool, err error) {
	err = s.Write(ctx, by, allocation.ActConfirmRound, func(t *engine.Tx) error {
		r, err := openRound(t, id, version)
		if err != nil {
			return err
		}
		if r.Run != run {
			return ErrRoundChanged
		}
		if warned, err = basis.SeparateFrom(t, r.District, r.CreatedBy); err != nil {
			return err
		}
		findings := r
		if err := confirmRound(t, &r); err != nil {
			return err
		}
		return keepScreening(t, findings, remarks)
	})
	return warned, err
}

func confirmRound(t *engine.Tx, r *RoundRow) error {
	gone, err := goneSince(t.Ctx, t, *r)
	if err != nil {
		return err
	}
	before := r.State
	if err := r.Confirm(r.facts(t.Today, len(gone), false)); err != nil {
		return err
	}
	if err := basis.KeepCard(t, basis.PaperUnserved, r.ID, r.District); err != nil {
		return err
	}
	run, err := readRun(t.Ctx, t, r.Run)
	if err != nil {
		return err
	}
	if err := run.check(t, *r); err != nil {
		return err
	}
	awarded, err := award(t, *r, run, 0, func(l rule.Rank) bool { return len(l.Units) > 0 })
	if err != nil {
		return err
	}
	if err := releaseRest(t, *r, awarded); err != nil {
		return err
	}
	r.ConfirmedDay = t.Today
	return saveRound(t, before, r, "")
}

// check compares the run with what stands: the instance is the frozen one with the draw text and the decisions, and the result has its digest.
func (r *RunRow) check(t *engine.Tx, round RoundRow) error {
	stale, err := r.stale(t.Ctx, t, round)
	if err != nil {
		return err
	}
	if stale || r.result.Digest != r.Digest {
		return ErrRoundChanged
	}
	return nil
}

// award offers units by the lines of a run: each line of serve gets an award whose hold takes the place of the round's (after 0) or is placed
// anew (after is the award that ended). It returns the ids of the awarded units.
func award(t *engine.Tx, r RoundRow, run RunRow, after int64, serve func(rule.Rank) bool) (map[int64]bool, error) {
	p, err := basis.ParameterNoun.ByID(t.Ctx, t, r.Parameter)
	if err != nil {
		return nil, err
	}
	c, err := basis.Calendar(t.Ctx, t)
	if err != nil {
		return nil, err
	}
	applications, err := numbered(t, `SELECT a.id, a.number FROM round_applicant x JOIN application a ON a.id = x.application_id WHERE x.round_id = $1`, r.ID)
	if err != nil {
		return nil, err
	}
	units, err := numbered(t, unitsOfRound, r.ID)
	if err != nil {
		return nil, err
	}
	signBy := p.SignBy.Deadline(t.Today, c).Last
	reason := "批次确认"
	if after != 0 {
		reason = "递补"
	}
	awarded := map[int64]bool{}
	for _, l := range run.outcome.Ranks {
		if !serve(l) {
			continue
		}
		w := AwardRow{
			Award: allocation.Award{SignBy: signBy}, Round: r.ID, Run: run.ID, Application: applications[l.Number], After: after, Rank: l.Rank,
			Weight: l.WeightMillis, Target: l.Target, Area: l.Area,
		}
		for _, number := range l.Units {
			id := units[number]
			awarded[id] = true
			w.UnitIDs = append(w.UnitIDs, id)
			if err := takeUnit(t, r, id, after); err != nil {
				return nil, err
			}
		}
		if _, err := placeAward(t, w); err != nil {
			return nil, err
		}
		if err := intake.MoveApplication(t, w.Application, (*allocation.Application).Award, reason); err != nil {
			return nil, err
		}
	}
	return awarded, nil
}

// takeUnit frees a unit for an award: from the round's hold, or, for a succession, out of the vacant ones.
func takeUnit(t *engine.Tx, r RoundRow, unit, after int64) error {
	if after == 0 {
		return premises.ReleaseHold(t, unit, holdRound, r.ID)
	}
	return premises.MoveUnit(t, unit, allocation.UnitReserve, r.Title)
}

// releaseRest gives the units back that the round still holds and nobody got.
func releaseRest(t *engine.Tx, r RoundRow, awarded map[int64]bool) error {
	ids, err := premises.HeldUnits(t, holdRound, r.ID)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if awarded[id] {
			continue
		}
		if err := premises.ReleaseHold(t, id, holdRound, r.ID); err != nil {
			return err
		}
		if err := premises.MoveUnit(t, id, allocation.UnitRelease, "批次确认，未分配"); err != nil {
			return err
		}
	}
	return nil
}

// unitsOfRound are the units of a round under the numbers that they had when it was locked.
const unitsOfRound = `SELECT unit_id, number FROM round_unit WHERE round_id = $1`

// numbered reads ids by number.
func numbered(t *engine.Tx, query string, args ...any) (map[string]int64, error) {
	type row struct {
		id     int64
		number string
	}
	rows, err := engine.All(t.Ctx, t, func(s engine.Scanner) (r row, err error) { err = s.Scan(&r.id, &r.number); return r, err }, query, args...)
	out := make(map[string]int64, len(rows))
	for _, r := range rows {
		out[r.number] = r.id
	}
	return out, err
}

// offerNext computes the round again over what has come free (allocation.Succession) and offers it to those whom that serves: 递补.
// It returns the new awards; none when nobody who waits fits.
func offerNext(t *engine.Tx, ended AwardRow) ([]int64, error) {
	r, err := readRound(t.Ctx, t, ended.Round)
	if err != nil {
		return nil, err
	}
	s, err := succession(t, r)
	if err != nil || len(s.Waiting) == 0 {
		return nil, err
	}
	input, err := lastInput(t.Ctx, t, r.ID)
	if err != nil {
		return nil, err
	}
	in := s.Instance()
	res, err := rule.Solve(t.Ctx, in, nil)
	if err != nil {
		return nil, err
	}
	serve := func(l rule.Rank) bool { return len(l.Units) > 0 && s.Waiting[l.Number] }
	if !slices.ContainsFunc(res.Outcome().Ranks, serve) {
		return nil, nil
	}
	id, err := addRun(t, r, allocation.RunSuccession, input.id, in, res)
	if err != nil {
		return nil, err
	}
	run, err := readRun(t.Ctx, t, id)
	if err != nil {
		return nil, err
	}
	if _, err := award(t, r, run, ended.ID, serve); err != nil {
		return nil, err
	}
	return engine.All(t.Ctx, t, engine.ScanOne[int64], `SELECT id FROM award WHERE run_id = $1 ORDER BY rank`, id)
}

// succession reads what stands for a succession: who waits, what is to be had, who holds what.
func succession(t *engine.Tx, r RoundRow) (allocation.Succession, error) {
	s := allocation.Succession{Waiting: map[string]bool{}, Available: map[string]bool{}}
	run, err := readRun(t.Ctx, t, r.Run)
	if err != nil {
		return s, err
	}
	if s.Ran, err = rule.ReadInstance(run.Instance); err != nil {
		return s, err
	}
	s.Rate = run.result.Rate
	waiting, err := engine.All(t.Ctx, t, engine.ScanOne[string], `SELECT a.number FROM round_applicant x JOIN application a ON a.id = x.application_id
		WHERE x.round_id = $1 AND a.state = 'approved' AND NOT EXISTS (SELECT 1 FROM award w WHERE w.round_id = $1 AND w.application_id = a.id AND w.undone = 0)
		AND NOT EXISTS (SELECT 1 FROM round_applicant y JOIN round o ON o.id = y.round_id WHERE y.application_id = a.id
			AND o.state IN ('locked', 'drawn', 'computed', 'noticed', 'reopened')) ORDER BY a.number`, r.ID)
	if err != nil {
		return s, err
	}
	for _, number := range waiting {
		s.Waiting[number] = true
	}
	vacant, err := engine.All(t.Ctx, t, engine.ScanOne[string], `SELECT x.number FROM round_unit x JOIN unit u ON u.id = x.unit_id
		WHERE x.round_id = $1 AND u.state = 'vacant' ORDER BY x.number`, r.ID)
	if err != nil {
		return s, err
	}
	for _, number := range vacant {
		s.Available[number] = true
	}
	return s, liveAwards(t, r, &s)
}

// liveAwards adds the awards of the round that live. A contracted one whose unit has come back, or has gone to somebody else of the round,
// counts as served by nothing: its unit is not its any more.
func liveAwards(t *engine.Tx, r RoundRow, s *allocation.Succession) error {
	awards, err := AwardNoun.All(t.Ctx, t, awardsOf, r.ID)
	if err != nil {
		return err
	}
	ids, err := numbered(t, unitsOfRound, r.ID)
	if err != nil {
		return err
	}
	stood := make(map[int64]string, len(ids))
	for number, id := range ids {
		stood[id] = number
	}
	slices.SortStableFunc(awards, func(a, b AwardRow) int { return int(b.ID - a.ID) })
	for _, w := range awards {
		w.Units = nil
		for _, id := range w.UnitIDs {
			w.Units = append(w.Units, stood[id])
		}
		if !w.State.Live() || slices.ContainsFunc(w.Units, func(u string) bool { return s.Available[u] }) {
			continue
		}
		for _, u := range w.Units {
			s.Available[u] = true
		}
		s.Live = append(s.Live, rule.Fixed{Applicant: w.Number, Units: w.Units})
	}
	return nil
}
