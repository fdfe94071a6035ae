package store

import (
	"context"
	"fmt"

	"penggai/allocation"
	"penggai/allocation/civil"
)

// roundUndo is what the last move of a round is and what rests on it.
type roundUndo struct {
	move    allocation.RoundMove
	last    moveRow
	back    allocation.RoundState
	depends []string
	why     error
}

// What may rest on a move of a round: $1 is the round, $2 its run in force.
var (
	afterConfirm = []dependent{
		{"分配结果", `SELECT a.number || ' ' || p.name FROM award w JOIN application a ON a.id = w.application_id JOIN applicant p ON p.id = a.applicant_id
			WHERE w.round_id = $1 AND w.undone = 0 AND (w.state <> 'offered' OR w.after_id IS NOT NULL) AND $2 = $2 ORDER BY w.rank, w.id`},
		{textDependsUnit, `SELECT u.number FROM round_unit x JOIN unit u ON u.id = x.unit_id LEFT JOIN hold h ON h.unit_id = u.id AND h.to_day IS NULL
			WHERE x.round_id = $1 AND $2 = $2 AND NOT (u.state = 'vacant' AND h.id IS NULL) AND NOT (u.state = 'reserved' AND h.kind = 'award'
			AND h.ref_id IN (SELECT w.id FROM award w WHERE w.round_id = $1)) ORDER BY u.number`},
		{"批次", `SELECT DISTINCT o.number FROM round_applicant x JOIN round_applicant y ON y.application_id = x.application_id AND y.round_id <> $1
			JOIN round o ON o.id = y.round_id WHERE x.round_id = $1 AND $2 = $2 AND o.state IN ('locked', 'drawn', 'computed', 'noticed', 'reopened') ORDER BY o.number`},
	}
	afterNotice  = []dependent{{"异议", `SELECT name FROM objection WHERE round_id = $1 AND run_id = $2 ORDER BY id`}}
	afterCompute = []dependent{{"人工调整", `SELECT a.number FROM override v JOIN application a ON a.id = v.application_id
		WHERE v.round_id = $1 AND v.run_id = $2 AND v.state <> 'revoked' ORDER BY v.id`}}
	afterDraw = []dependent{{"计算", `SELECT printf('第 %d 次（%s）', position, day) FROM run WHERE round_id = $1 AND $2 = $2 ORDER BY position`}}
)

func planRoundUndo(ctx context.Context, q querier, r RoundRow) (p roundUndo, err error) {
	last, found, err := lastMoveOf(ctx, q, "round", r.ID)
	if err != nil {
		return p, err
	}
	p.last, p.back = last, allocation.RoundState(last.from)
	if !found || last.to != string(r.State) || r.State == allocation.RoundDraft {
		p.why = allocation.ErrUndoMove.Textf("批次现在是%s，没有可以撤销的一步", r.State.Title())
		return p, nil
	}
	for _, m := range allocation.RoundMoves {
		if m.To == r.State {
			p.move = m
		}
	}
	var after []dependent
	switch r.State {
	case allocation.RoundConfirmed:
		after = afterConfirm
	case allocation.RoundNoticed:
		after = afterNotice
	case allocation.RoundComputed:
		after = afterCompute
		err = p.runBefore(ctx, q, r)
	case allocation.RoundDrawn:
		after = afterDraw
	case allocation.RoundLocked:
	default:
		p.why = allocation.ErrUndoNever.With(p.move.Title)
	}
	if err != nil {
		return p, err
	}
	p.depends, err = named(ctx, q, after, r.ID, r.Run)
	return p, err
}

// runBefore leaves the round computed where an earlier run of the same inputs stands again.
func (p *roundUndo) runBefore(ctx context.Context, q querier, r RoundRow) error {
	n, err := one(ctx, q, scanOne[int64], `SELECT count(*) FROM run x JOIN run n ON n.id = $1 WHERE x.round_id = n.round_id AND x.id <> n.id
		AND x.input_id = n.input_id AND x.kind <> 'succession' AND x.undone = 0`, r.Run)
	if err != nil {
		return err
	}
	if n > 0 {
		p.back = allocation.RoundComputed
	}
	run, err := readRun(ctx, q, r.Run)
	if err == nil {
		p.last.day, p.last.by = run.Day, run.By
	}
	return err
}

func (p *roundUndo) act() allocation.Action {
	if p.move.Code == allocation.RoundConfirm.Code {
		return allocation.ActUndoConfirm
	}
	return allocation.ActUndoRound
}

// RoundUndo is the last move of a round. Errors: ErrNotFound, ErrOtherDistrict.
func (s *Store) RoundUndo(ctx context.Context, by Actor, id int64) (step UndoStep, err error) {
	r, err := s.Round(ctx, by, id)
	if err != nil {
		return step, err
	}
	err = s.snapshot(ctx, func(q querier) error {
		p, err := planRoundUndo(ctx, q, r)
		if err != nil {
			return err
		}
		step = UndoStep{Title: p.move.Title, Day: p.last.day, By: p.last.by, Act: p.act(), Why: p.why}
		if step.Why == nil {
			step.Why = (allocation.Undoing{Reason: p.move.Title, Depends: p.depends}).Check()
		}
		switch r.State {
		case allocation.RoundConfirmed:
			step.Then = []string{fmt.Sprintf("%d 项分配结果作废，申请恢复为待分配；房源恢复为本批次锁定", r.Served)}
		case allocation.RoundNoticed:
			step.Then = []string{"停止公示，恢复为已计算；再次公示须重新计日"}
		case allocation.RoundComputed:
			step.Then = []string{fmt.Sprintf("最近一次计算作废保留，恢复为%s", p.back.Title())}
		case allocation.RoundDrawn:
			step.Then = []string{"删去抽签文字和见证人，恢复为已锁定"}
		case allocation.RoundLocked:
			step.Then = []string{fmt.Sprintf("解除 %d 套房源的锁定，恢复为草稿，可以再调整范围", r.Units)}
		case allocation.RoundDraft, allocation.RoundReopened, allocation.RoundCancelled: // nothing to take back
		}
		return nil
	})
	return step, err
}

// UndoRound takes the last move of a round back (撤销) while nothing rests on it: the confirmation while every award is
// offered and its units and applicants are free, the notice while nobody has objected, a run that no override follows,
// a draw text that nothing was computed with, the lock.
// Errors: ErrStale, allocation.ErrUndoMove, allocation.ErrUndoNever, allocation.ErrUndoDepends, allocation.ErrUndoReason.
func (s *Store) UndoRound(ctx context.Context, by Actor, id, version int64, reason string) error {
	now, err := s.RoundUndo(ctx, by, id)
	if err != nil {
		return err
	}
	return s.write(ctx, by, now.Act, func(t *tx) error {
		t.undoing = true
		r, err := openRound(t, id, version)
		if err != nil {
			return err
		}
		p, err := planRoundUndo(t.ctx, t, r)
		if err != nil {
			return err
		}
		if p.why != nil {
			return p.why
		}
		if p.act().Code != now.Act.Code {
			return ErrStale
		}
		before := r.State
		if err := r.Undo(p.move, p.back, allocation.Undoing{Reason: reason, Depends: p.depends}); err != nil {
			return err
		}
		switch before {
		case allocation.RoundConfirmed:
			r.ConfirmedDay = civil.Date{}
			err = t.undoConfirm(r, reason)
		case allocation.RoundComputed:
			err = t.exec(`UPDATE run SET undone = 1 WHERE id = $1`, r.Run)
		case allocation.RoundDrawn:
			err = t.exec(`DELETE FROM round_witness WHERE round_id = $1`, id)
		case allocation.RoundLocked:
			err = t.undoLock(r, reason)
		case allocation.RoundDraft, allocation.RoundNoticed, allocation.RoundReopened, allocation.RoundCancelled: // the round alone changes
		}
		if err != nil {
			return err
		}
		return saveRound(t, before, &r, p.move.Title+textColon+reason)
	})
}

// undoConfirm takes the awards of a round back and holds its units again.
func (t *tx) undoConfirm(r RoundRow, reason string) error {
	awards, err := readAwards(t.ctx, t, awardsOf, r.ID)
	if err != nil {
		return err
	}
	awarded := map[int64]bool{}
	for _, w := range awards {
		if w.State != allocation.AwardOffered {
			continue // fell with an earlier confirmation
		}
		if err := w.Undo("撤销确认：" + reason); err != nil {
			return err
		}
		if err := saveAward(t, allocation.AwardOffered, &w, w.Reason); err != nil {
			return err
		}
		if err := t.exec(`UPDATE award SET undone = 1 WHERE id = $1`, w.ID); err != nil {
			return err
		}
		for _, unit := range w.UnitIDs {
			awarded[unit] = true
			if err := passHold(t, unit, holdAward, w.ID, holdRound, r.ID); err != nil {
				return err
			}
		}
		unaward := func(a *allocation.Application) error { return a.Unaward(w.Reason) }
		if err := moveApplication(t, w.Application, unaward, w.Reason); err != nil {
			return err
		}
	}
	units, err := all(t.ctx, t, scanOne[int64], `SELECT unit_id FROM round_unit WHERE round_id = $1 ORDER BY unit_id`, r.ID)
	if err != nil {
		return err
	}
	for _, unit := range units {
		if awarded[unit] {
			continue
		}
		if err := unmoveUnit(t, unit, allocation.UnitRelease, reason); err != nil {
			return err
		}
		if err := placeHold(t, unit, holdRound, r.ID); err != nil {
			return err
		}
	}
	return nil
}

// undoLock frees the units of a round and empties its pool; the frozen inputs stay as a record.
func (t *tx) undoLock(r RoundRow, reason string) error {
	units, err := heldUnits(t, holdRound, r.ID)
	if err != nil {
		return err
	}
	for _, unit := range units {
		if err := releaseHold(t, unit, holdRound, r.ID); err != nil {
			return err
		}
		if err := unmoveUnit(t, unit, allocation.UnitReserve, reason); err != nil {
			return err
		}
	}
	if err := t.exec(`DELETE FROM round_unit WHERE round_id = $1`, r.ID); err != nil {
		return err
	}
	return t.exec(`DELETE FROM round_applicant WHERE round_id = $1`, r.ID)
}
