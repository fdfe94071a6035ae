package round

import (
	"context"
	"slices"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/draw"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/premises"
)

// LockRound freezes what the person has seen (seal, from RoundScope): inputs hashed, units reserved, the source of the draw named.
// From here on a late application cannot enter, and the list is posted: its days to be disputed begin. When the scope has changed
// meanwhile it refuses with ErrRoundChanged. Errors: those of Round.Lock.
func (s Room) LockRound(ctx context.Context, by engine.Actor, id, version int64, seal string, source draw.Source) error {
	return s.Write(ctx, by, allocation.ActLockRound, func(t *engine.Tx) error {
		r, err := openRound(t, id, version)
		if err != nil {
			return err
		}
		return lockRound(t, &r, seal, source, nil)
	})
}

// postingOf is a list as it is posted today: its digest, and the days of the round's parameters.
func postingOf(t *engine.Tx, sc RoundScope) (draw.Posting, error) {
	c, err := basis.Calendar(t.Ctx, t)
	if err != nil {
		return draw.Posting{}, err
	}
	return draw.Posting{Digest: Sha256Hex(sc.Frozen.Canonical()), Day: t.Today, Until: sc.Parameters.DisputeDays().Deadline(t.Today, c).Last}, nil
}

// ListDays are the days in which a list that is posted today may be disputed: the last one, by the round's parameters.
func (s Room) ListDays(ctx context.Context, by engine.Actor, id int64) (until civil.Date, err error) {
	r, err := s.Round(ctx, by, id)
	if err != nil {
		return until, err
	}
	p, err := basis.ParameterNoun.ByID(ctx, s.Read, r.Parameter)
	if err != nil {
		return until, err
	}
	c, err := basis.Calendar(ctx, s.Read)
	if err != nil {
		return until, err
	}
	return p.DisputeDays().Deadline(s.Today(), c).Last, nil
}

// RelistRound corrects a posted list: applicants who have left are taken off it, the others and the units are read again as they
// stand now. It is posted anew, with a new digest, new days and a source that is not known yet; what was posted before is kept.
// Errors: those of Round.Relist.
func (s Room) RelistRound(ctx context.Context, by engine.Actor, id, version int64, source draw.Source, reason string) error {
	return s.Write(ctx, by, allocation.ActLockRound, func(t *engine.Tx) error {
		r, err := openRound(t, id, version)
		if err != nil {
			return err
		}
		if err := t.Exec(sqlLeave, r.ID); err != nil {
			return err
		}
		sc, err := relisted(t.Ctx, t, r)
		if err != nil {
			return err
		}
		posted, err := postingOf(t, sc)
		if err != nil {
			return err
		}
		if err := r.Relist(source, posted, reason); err != nil {
			return err
		}
		if err := sc.Frozen.Check(); err != nil {
			return err
		}
		if err := addInput(t, r.ID, sc.Frozen, "更正名单："+reason, sc.kept, posted.Until); err != nil {
			return err
		}
		return saveRound(t, r.State, &r, "更正名单："+reason)
	})
}

// sqlLeave takes those off a list who wait no longer.
const sqlLeave = `DELETE FROM round_applicant WHERE round_id = $1
	AND application_id IN (SELECT id FROM application WHERE state <> 'approved')`

// EnterDraw records what was drawn, from the source named at the lock and after the days of the posted list, and who witnessed it.
// The day is today. Errors: those of Round.EnterDraw.
func (s Room) EnterDraw(ctx context.Context, by engine.Actor, id, version int64, e draw.Entry) error {
	return s.Write(ctx, by, allocation.ActDrawRound, func(t *engine.Tx) error {
		r, err := openRound(t, id, version)
		if err != nil {
			return err
		}
		before := r.State
		if err := r.EnterDraw(e, t.Today); err != nil {
			return err
		}
		for i, name := range r.Draw.Witnesses {
			if err := t.Exec(`INSERT INTO round_witness (round_id, position, name) VALUES ($1, $2, $3)`, id, i+1, name); err != nil {
				return err
			}
		}
		r.drawnBy = hand{t.By.ID, true}
		return saveRound(t, before, &r, r.Draw.Accept)
	})
}

// lockRound locks a draft; narrow, when given, cuts the scope down first (the daily case).
func lockRound(t *engine.Tx, r *RoundRow, seen string, source draw.Source, narrow func(*RoundScope) error) error {
	if err := r.Can(allocation.RoundLock); err != nil {
		return err
	}
	sc, err := scopeOf(t.Ctx, t, *r)
	if err != nil {
		return err
	}
	if narrow != nil {
		if err := narrow(&sc); err != nil {
			return err
		}
		sc.freeze()
	} else if sc.Seal != seen {
		return ErrRoundChanged
	}
	if !r.Single {
		r.Filter = ""
	}
	if err := sc.keepOut(t, func(u string) bool {
		return slices.ContainsFunc(sc.Left, func(l LeftUnit) bool { return l.Number == u })
	}); err != nil {
		return err
	}
	before := r.State
	r.Units, r.Applicants = len(sc.Units), len(sc.Applicants)
	posted, err := postingOf(t, sc)
	if err != nil {
		return err
	}
	if err := r.Lock(source, posted); err != nil {
		return err
	}
	if err := sc.Frozen.Check(); err != nil {
		return err
	}
	for _, u := range sc.Units {
		if err := t.Exec(`INSERT INTO round_unit (round_id, unit_id, number) VALUES ($1, $2, $3)`, r.ID, u.ID, u.Number); err != nil {
			return err
		}
		if err := premises.MoveUnit(t, u.ID, allocation.UnitReserve, r.Title); err != nil {
			return err
		}
		if err := premises.PlaceHold(t, u.ID, holdRound, r.ID); err != nil {
			return err
		}
	}
	for _, a := range sc.Applicants {
		if err := t.Exec(`INSERT INTO round_applicant (round_id, application_id) VALUES ($1, $2)`, r.ID, a.Application); err != nil {
			return err
		}
	}
	if err := addInput(t, r.ID, sc.Frozen, "批次锁定", sc.outside(), r.Posted.Until); err != nil {
		return err
	}
	if err := basis.KeepCard(t, basis.PaperPosting, r.ID, r.District); err != nil {
		return err
	}
	return saveRound(t, before, r, "")
}
