package round

import (
	"context"
	"fmt"
	"slices"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/draw"
	"penggai/allocation/rule"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/premises"
)

// Locking is what a person locks a round with: the list that was seen (seal, from RoundScope), the source of the draw, and, where the pool
// would fit somebody who waits in another round under way, what OutOfOrder asks.
type Locking struct {
	Seal   string
	Source draw.Source
	Past   OutOfOrder
}

// LockRound freezes what the person has seen: inputs hashed, units reserved, the source of the draw named.
// From here on a late application cannot enter, and the list is posted: its days to be disputed begin. When the scope has changed
// meanwhile it refuses with ErrRoundChanged. A pool that passes over those who wait in another round takes a reason and a second person's
// signature; they stand in the record and in the notice. Errors: those of Round.Lock, ErrOutOfOrder, ErrPassingChanged, those of the second signature.
func (s Room) LockRound(ctx context.Context, by engine.Actor, id, version int64, l Locking) error {
	second, err := s.SecondSigner(ctx, by, l.Past)
	if err != nil {
		return err
	}
	return s.Write(ctx, by, allocation.ActLockRound, func(t *engine.Tx) error {
		r, err := openRound(t, id, version)
		if err != nil {
			return err
		}
		return lockRound(t, &r, l.Seal, l.Source, func(sc *RoundScope) (rule.Overtaking, error) {
			p, err := lockPasses(t.Ctx, t, r, sc)
			switch {
			case err != nil:
				return rule.Overtaking{}, err
			case l.Past.Seen.seal != "" && l.Past.Seen.seal != p.seal:
				return rule.Overtaking{}, ErrPassingChanged
			}
			return rule.Overtake(p.List, l.Past.Reason, second)
		}, nil)
	})
}

// LockPasses names whom locking a draft as it stands passes over: those who wait in other rounds under way and would fit a unit of its pool.
// Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) LockPasses(ctx context.Context, by engine.Actor, id int64) (p Passing, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		r, err := readRound(ctx, q, id)
		if err != nil {
			return err
		}
		if !by.Sees(r.District) {
			return engine.ErrOtherDistrict.With(r.District)
		}
		sc, err := scopeOf(ctx, q, r)
		if err != nil {
			return err
		}
		p, err = lockPasses(ctx, q, r, &sc)
		return err
	})
	return p, err
}

func lockPasses(ctx context.Context, q engine.Querier, r RoundRow, sc *RoundScope) (Passing, error) {
	others, err := readInRounds(ctx, q, sc.Parameters, r.District)
	if err != nil {
		return Passing{}, err
	}
	p := Passing{List: sc.Frozen.FitInRounds(others, sc.numbers())}
	p.seal = Sha256Hex(fmt.Appendf(nil, "%s %+v", sc.Seal, p.List))
	return p, namePassed(ctx, q, p.List)
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

// lockRound locks a draft; past, when given, says whom its pool passes over; narrow, when given, cuts the scope down first (the daily case).
func lockRound(t *engine.Tx, r *RoundRow, seen string, source draw.Source, past func(*RoundScope) (rule.Overtaking, error),
	narrow func(*RoundScope) error,
) error {
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
	if past != nil {
		if r.Overtaken, err = past(&sc); err != nil {
			return err
		}
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
	if err := sc.reserve(t, r); err != nil {
		return err
	}
	if err := addInput(t, r.ID, sc.Frozen, "批次锁定", sc.outside(), r.Posted.Until); err != nil {
		return err
	}
	if err := basis.KeepCard(t, basis.PaperPosting, r.ID, r.District); err != nil {
		return err
	}
	return saveRound(t, before, r, r.Overtaken.Text())
}

// reserve enters shops and applicants on the round's lists and holds the shops for it.
func (sc *RoundScope) reserve(t *engine.Tx, r *RoundRow) error {
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
	return nil
}
