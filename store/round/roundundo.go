package round

import (
	"context"
	"fmt"
	"strings"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/premises"
)

// roundUndo is what the last move of a round is and what rests on it.
type roundUndo struct {
	move    allocation.RoundMove
	last    engine.MoveRow
	back    allocation.RoundState
	depends []string
	why     error
}

// What may rest on a move of a round: $1 is the round, $2 its run in force.
var (
	afterConfirm = []engine.Dependent{
		{Title: say.Award, Query: `SELECT a.number || ' ' || p.name FROM award w JOIN application a ON a.id = w.application_id JOIN applicant p ON p.id = a.applicant_id
			WHERE w.round_id = $1 AND w.undone = 0 AND (w.state <> 'offered' OR w.after_id IS NOT NULL) AND $2 = $2 ORDER BY w.rank, w.id`},
		{Title: say.Unit, Query: `SELECT u.number FROM round_unit x JOIN unit u ON u.id = x.unit_id LEFT JOIN hold h ON h.unit_id = u.id AND h.to_day IS NULL
			WHERE x.round_id = $1 AND $2 = $2 AND NOT (u.state = 'vacant' AND h.id IS NULL) AND NOT (u.state = 'reserved' AND h.kind = 'award'
			AND h.ref_id IN (SELECT w.id FROM award w WHERE w.round_id = $1)) ORDER BY u.number`},
		{Title: say.Round, Query: `SELECT DISTINCT o.number FROM round_applicant x JOIN round_applicant y ON y.application_id = x.application_id AND y.round_id <> $1
			JOIN round o ON o.id = y.round_id WHERE x.round_id = $1 AND $2 = $2 AND o.state IN ('locked', 'drawn', 'computed', 'noticed', 'reopened') ORDER BY o.number`},
	}
	afterNotice  = []engine.Dependent{{Title: say.Objection, Query: `SELECT name FROM objection WHERE round_id = $1 AND run_id = $2 AND state <> 'withdrawn' ORDER BY id`}}
	afterCompute = []engine.Dependent{{Title: say.Override, Query: `SELECT a.number FROM override v JOIN application a ON a.id = v.application_id
		WHERE v.round_id = $1 AND v.run_id = $2 AND v.state <> 'revoked' ORDER BY v.id`}}
	afterLock = []engine.Dependent{{Title: "未答复的名单异议", Query: `SELECT name FROM dispute WHERE round_id = $1 AND $2 = $2 AND state = 'raised' ORDER BY id`}}
	afterDraw = []engine.Dependent{{Title: say.Compute, Query: `SELECT printf('第 %d 次（%s）', position, day) FROM run WHERE round_id = $1 AND $2 = $2 ORDER BY position`}}
)

func planRoundUndo(ctx context.Context, q engine.Querier, r RoundRow) (p roundUndo, err error) {
	last, found, err := engine.LastMoveOf(ctx, q, "round", r.ID)
	if err != nil {
		return p, err
	}
	p.last, p.back = last, allocation.RoundState(last.From)
	if !found || last.To != string(r.State) || r.State == allocation.RoundDraft {
		p.why = allocation.ErrUndoMove.Textf("批次现在是%s，没有可以撤销的一步", r.State.Title())
		return p, nil
	}
	for _, m := range allocation.RoundMoves {
		if m.To == r.State {
			p.move = m
		}
	}
	var after []engine.Dependent
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
		after = afterLock
	default:
		p.why = allocation.ErrUndoNever.With(p.move.Title)
	}
	if err != nil {
		return p, err
	}
	p.depends, err = engine.Named(ctx, q, after, r.ID, r.Run)
	return p, err
}

// runBefore leaves the round computed where an earlier run of the same inputs stands again.
func (p *roundUndo) runBefore(ctx context.Context, q engine.Querier, r RoundRow) error {
	n, err := engine.One(ctx, q, engine.ScanOne[int64], `SELECT count(*) FROM run x JOIN run n ON n.id = $1 WHERE x.round_id = n.round_id AND x.id <> n.id
		AND x.input_id = n.input_id AND x.kind <> 'succession' AND x.undone = 0`, r.Run)
	if err != nil {
		return err
	}
	if n > 0 {
		p.back = allocation.RoundComputed
	}
	run, err := readRun(ctx, q, r.Run)
	if err == nil {
		p.last.Day, p.last.By = run.Day, run.By
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
func (s Room) RoundUndo(ctx context.Context, by engine.Actor, id int64) (step engine.UndoStep, err error) {
	err = s.At(ctx, func(at *engine.Store) error {
		r, err := Of(at).Round(ctx, by, id)
		if err != nil {
			return err
		}
		p, err := planRoundUndo(ctx, at.Read, r)
		if err != nil {
			return err
		}
		step = engine.UndoStep{Title: p.move.Title, Day: p.last.Day, By: p.last.By, Act: p.act(), Why: p.why}
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
			step.Then = []string{"抽签文字作废，恢复为已锁定；这次抽签和它的名次会一并公示"}
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
func (s Room) UndoRound(ctx context.Context, by engine.Actor, id, version int64, reason string) error {
	now, err := s.RoundUndo(ctx, by, id)
	if err != nil {
		return err
	}
	return s.Write(ctx, by, now.Act, func(t *engine.Tx) error {
		t.Undoing = true
		r, err := openRound(t, id, version)
		if err != nil {
			return err
		}
		p, err := planRoundUndo(t.Ctx, t, r)
		if err != nil {
			return err
		}
		if p.why != nil {
			return p.why
		}
		if p.act().Code != now.Act.Code {
			return engine.ErrStale
		}
		before, drawn := r.State, r
		if err := r.Undo(p.move, p.back, allocation.Undoing{Reason: reason, Depends: p.depends}); err != nil {
			return err
		}
		switch before {
		case allocation.RoundConfirmed:
			r.ConfirmedDay = civil.Date{}
			err = undoConfirm(t, r, reason)
		case allocation.RoundComputed:
			err = t.Exec(`UPDATE run SET undone = 1 WHERE id = $1`, r.Run)
		case allocation.RoundDrawn:
			if drawn.drawnBy.known { // the order that a draw gives is known with it: nobody draws until he likes it
				if _, err := basis.SeparateFrom(t, r.District, drawn.drawnBy.account); err != nil {
					return err
				}
			}
			if err = keepUndone(t, drawn, strings.Join(drawn.Draw.Witnesses, "、"), reason); err == nil {
				r.drawnBy, r.voidBy = hand{}, hand{}
				err = t.Exec(`DELETE FROM round_witness WHERE round_id = $1`, id)
			}
		case allocation.RoundNoticed:
			err = undoNotice(t, id)
		case allocation.RoundLocked:
			err = undoLock(t, r, reason)
		case allocation.RoundDraft, allocation.RoundReopened, allocation.RoundCancelled: // the round alone changes
		}
		if err != nil {
			return err
		}
		return saveRound(t, before, &r, p.move.Title+engine.TextColon+reason)
	})
}

// undoConfirm takes the awards of a round back and holds its units again.
func undoConfirm(t *engine.Tx, r RoundRow, reason string) error {
	awards, err := AwardNoun.All(t.Ctx, t, awardsOf, r.ID)
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
		w.Undone = true
		if err := SaveAward(t, allocation.AwardOffered, &w, w.Reason); err != nil {
			return err
		}
		for _, unit := range w.UnitIDs {
			awarded[unit] = true
			if err := premises.PassHold(t, unit, HoldAward, w.ID, holdRound, r.ID); err != nil {
				return err
			}
		}
		unaward := func(a *allocation.Application) error { return a.Unaward(w.Reason) }
		if err := intake.MoveApplication(t, w.Application, unaward, w.Reason); err != nil {
			return err
		}
	}
	units, err := engine.All(t.Ctx, t, engine.ScanOne[int64], `SELECT unit_id FROM round_unit WHERE round_id = $1 ORDER BY unit_id`, r.ID)
	if err != nil {
		return err
	}
	for _, unit := range units {
		if awarded[unit] {
			continue
		}
		if err := premises.UnmoveUnit(t, unit, allocation.UnitRelease, reason); err != nil {
			return err
		}
		if err := premises.PlaceHold(t, unit, holdRound, r.ID); err != nil {
			return err
		}
	}
	return nil
}

// undoLock frees the units of a round and empties its pool; the frozen inputs stay as a record.
func undoLock(t *engine.Tx, r RoundRow, reason string) error {
	units, err := premises.HeldUnits(t, holdRound, r.ID)
	if err != nil {
		return err
	}
	for _, unit := range units {
		if err := premises.ReleaseHold(t, unit, holdRound, r.ID); err != nil {
			return err
		}
		if err := premises.UnmoveUnit(t, unit, allocation.UnitReserve, reason); err != nil {
			return err
		}
	}
	if err := t.Exec(`DELETE FROM round_unit WHERE round_id = $1`, r.ID); err != nil {
		return err
	}
	return t.Exec(`DELETE FROM round_applicant WHERE round_id = $1`, r.ID)
}
