package walk

import (
	"context"
	"fmt"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/oversight"
	"penggai/allocation/walk"
	"penggai/store/engine"
	"penggai/store/watch"
)

// frozen reads a drawn list with all that it is drawn from.
func frozen(t *engine.Tx, id int64) (row Row, lines []walk.Line, people []walk.Person, bars []walk.Bar, err error) {
	if row, err = Noun.ByID(t.Ctx, t, id); err != nil {
		return row, nil, nil, nil, err
	}
	rows, err := LineNoun.All(t.Ctx, t, `WHERE l.walk_id = $1 ORDER BY l.position`, id)
	if err != nil {
		return row, nil, nil, nil, err
	}
	for _, r := range rows {
		lines = append(lines, r.Line)
	}
	people, bars, err = fixed(t.Ctx, t, id)
	return row, lines, people, bars, err
}

// change is the frame of every step of a list.
func (s Room) change(ctx context.Context, by engine.Actor, act allocation.Action, id, version int64, reason string, step func(*engine.Tx, *Row) error) error {
	return s.Write(ctx, by, act, func(t *engine.Tx) error {
		row, err := Noun.ByID(t.Ctx, t, id)
		if err != nil {
			return err
		}
		t.About("walk", id)
		if err := t.Mine(row.District); err != nil {
			return err
		}
		t.Subject(row.Number + " " + row.Place)
		t.Reason(reason)
		before := row.State
		if err := step(t, &row); err != nil {
			return err
		}
		err = Noun.Set(t, row, version)
		if err != nil || row.State == before {
			return err
		}
		return t.Move("walk", id, string(before), string(row.State), reason)
	})
}

// Declare keeps an account away from a tenant because of what he is to him, on this frozen list and on every later one.
// Errors: walk.ErrMove, walk.ErrInterest, ErrStale.
func (s Room) Declare(ctx context.Context, by engine.Actor, id, version, account, applicant int64, reason string) error {
	reason = strings.TrimSpace(reason)
	return s.change(ctx, by, allocation.ActDeclareWalk, id, version, reason, func(t *engine.Tx, r *Row) error {
		if err := r.MayDeclare(); err != nil {
			return err
		}
		if reason == "" {
			return walk.ErrInterest.On("reason")
		}
		err := t.Exec(`INSERT INTO interest (account_id, applicant_id, reason, day) VALUES ($1, $2, $3, $4)
			ON CONFLICT (account_id, applicant_id) DO UPDATE SET reason = excluded.reason`, account, applicant, reason, t.Today)
		if err != nil {
			return err
		}
		err = t.Exec(`INSERT INTO walk_bar (walk_id, account_id, applicant_id, reason) VALUES ($1, $2, $3, $4) ON CONFLICT (walk_id, account_id, applicant_id) DO NOTHING`,
			id, account, applicant, "申明："+reason)
		if err != nil {
			return err
		}
		_, lines, people, bars, err := frozen(t, id)
		r.Digest = walk.Digest(lines, people, bars, r.Wanted)
		return err
	})
}

// DrawWalk draws units and pairs from a seed that is kept, once. digest is that of the list as the person saw it. Errors: walk.ErrMove, those
// of walk.Draw, ErrStale.
func (s Room) DrawWalk(ctx context.Context, by engine.Actor, id, version int64, seed string) error {
	return s.change(ctx, by, allocation.ActDrawWalk, id, version, walk.Seed(seed), func(t *engine.Tx, r *Row) error {
		if err := r.MayDeclare(); err != nil {
			return err
		}
		_, lines, people, bars, err := frozen(t, id)
		if err != nil {
			return err
		}
		drawn, err := walk.Draw(seed, lines, people, bars, r.Wanted)
		if err != nil {
			return err
		}
		for _, l := range drawn {
			if !l.Drawn {
				continue
			}
			if err := t.Exec(`UPDATE walk_line SET drawn = 1, inspectors = $1 WHERE id = $2`, l.Inspectors, l.ID); err != nil {
				return err
			}
		}
		r.State, r.Seed, r.Drawn = walk.Open, walk.Seed(seed), t.Today
		return nil
	})
}

// SeeWalk enters the same look for several lines of an open list; who looked is, where it says none, the pair of each or the people of the list.
// Errors: walk.ErrMove, those of walk.Line.See.
func (s Room) SeeWalk(ctx context.Context, by engine.Actor, id int64, lines []int64, x walk.Look) error {
	return s.Write(ctx, by, allocation.ActSeeWalk, func(t *engine.Tx) error {
		row, err := Noun.ByID(t.Ctx, t, id)
		if err != nil {
			return err
		}
		t.About("walk", id)
		if err := t.Mine(row.District); err != nil {
			return err
		}
		if err := row.MaySee(); err != nil {
			return err
		}
		t.Subject(fmt.Sprintf("%s %d 套 %s", row.Number, len(lines), x.Seen.Title()))
		for _, line := range lines {
			l, err := LineNoun.One(t.Ctx, t, `WHERE l.id = $1 AND l.walk_id = $2 AND l.drawn = 1`, line, id)
			if err != nil {
				return err
			}
			of := x
			if of.By == "" {
				if of.By = l.Inspectors; of.By == "" {
					of.By = row.Inspectors
				}
			}
			if err := l.See(of, row.Made, t.Today); err != nil {
				return err
			}
			l.EnteredBy = t.By.ID
			if err := LineNoun.Put(t, l); err != nil {
				return err
			}
		}
		return nil
	})
}

// Completion is what becomes of the differences when a list is completed.
type Completion struct {
	Raise    bool // they become findings, which only a supervisor raises
	Body     string
	AnswerBy civil.Date
}

// CompleteWalk ends a list whose units were all seen; differences that have no finding yet become findings where that is asked for.
// It returns their numbers. Errors: walk.ErrMove, walk.ErrUnseen, those of watch.Raise, ErrStale.
func (s Room) CompleteWalk(ctx context.Context, by engine.Actor, id, version int64, c Completion) (numbers []string, err error) {
	err = s.change(ctx, by, allocation.ActCompleteWalk, id, version, "", func(t *engine.Tx, r *Row) error {
		numbers = nil
		if err := r.Complete(r.Units-r.SeenAll, t.Today); err != nil {
			return err
		}
		if !c.Raise {
			return nil
		}
		rows, err := LineNoun.All(t.Ctx, t, `WHERE l.walk_id = $1 AND l.drawn = 1 AND l.finding_id IS NULL ORDER BY l.position`, id)
		if err != nil {
			return err
		}
		for _, l := range rows {
			if l.Difference() == "" {
				continue
			}
			number, err := raise(t, &l, r.Number, c)
			if err != nil {
				return err
			}
			numbers = append(numbers, number)
		}
		return nil
	})
	return numbers, err
}

// raise makes a finding of the difference of a line.
func raise(t *engine.Tx, l *LineRow, list string, c Completion) (string, error) {
	if err := engine.MayDo(t.By, allocation.ActRaiseFinding); err != nil {
		return "", err
	}
	target := watch.FindingTarget{Noun: oversight.FindingUnit, ID: l.Unit}
	if l.Used() {
		target = watch.FindingTarget{Noun: oversight.FindingTenancy, ID: l.Tenancy}
	}
	f, err := watch.Raise(t, target, oversight.Finding{Body: c.Body, Text: l.FindingText(list), Clause: l.Clause(), AnswerBy: c.AnswerBy})
	if err != nil {
		return "", err
	}
	return f.Number, t.Exec(`UPDATE walk_line SET finding_id = $1 WHERE id = $2`, f.ID, l.ID)
}

// CancelWalk takes a list out with the reason. Errors: walk.ErrMove, walk.ErrReason, ErrStale.
func (s Room) CancelWalk(ctx context.Context, by engine.Actor, id, version int64, reason string) error {
	return s.change(ctx, by, allocation.ActCancelWalk, id, version, strings.TrimSpace(reason), func(t *engine.Tx, r *Row) error {
		return r.Cancel(reason, t.Today)
	})
}
