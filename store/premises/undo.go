package premises

import (
	"context"
	"fmt"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/estate"
	"penggai/allocation/say"
	"penggai/store/engine"
)

// UnmoveUnit takes a move of a unit back: the domain decides, and its spells are as they were before the move.
// Errors: allocation.ErrUndoMove, ErrOtherDistrict.
func UnmoveUnit(t *engine.Tx, unitID int64, m allocation.UnitMove, reason string) error {
	row, err := UnitByID(t.Ctx, t, unitID)
	if err != nil {
		return err
	}
	if err := t.Mine(row.District); err != nil {
		return err
	}
	u := row.Unit()
	if err := u.Undo(m); err != nil {
		return err
	}
	err = t.Exec(`UPDATE unit SET state = $1, district = $2, version = version + 1 WHERE id = $3`, string(u.State), u.District, unitID)
	if err != nil {
		return err
	}
	if err := unspell(t, unitID, u, row.Since); err != nil {
		return err
	}
	return t.Move("unit", unitID, string(row.State), string(u.State), reason)
}

// unspell ends what a move began: the spell before it goes on where it says what the unit is again; else the open spell
// says so.
func unspell(t *engine.Tx, unitID int64, u allocation.Unit, since civil.Date) error {
	before, found, err := engine.Maybe(t.Ctx, t, func(s engine.Scanner) (id int64, err error) {
		err = s.Scan(&id)
		return id, err
	}, `SELECT id FROM unit_spell WHERE unit_id = $1 AND to_day = $2 AND state = $3 AND district = $4`, unitID, since, string(u.State), u.District)
	if err != nil {
		return err
	}
	if !found {
		return t.Exec(`UPDATE unit_spell SET state = $1, district = $2 WHERE unit_id = $3 AND to_day IS NULL`, string(u.State), u.District, unitID)
	}
	if err := t.Exec(`DELETE FROM unit_spell WHERE unit_id = $1 AND to_day IS NULL`, unitID); err != nil {
		return err
	}
	return t.Exec(`UPDATE unit_spell SET to_day = NULL WHERE id = $1`, before)
}

// ResumeHold makes the last hold of a unit under a kind and a record go on. Errors: ErrNotHeld, ErrUnitHeld.
func ResumeHold(t *engine.Tx, unitID int64, kind string, ref int64) error {
	u, err := UnitByID(t.Ctx, t, unitID)
	if err != nil {
		return err
	}
	if err := RefuseHeld(t, u); err != nil {
		return err
	}
	n, err := t.ExecN(`UPDATE hold SET to_day = NULL WHERE id = (SELECT max(id) FROM hold WHERE unit_id = $1 AND kind = $2 AND ref_id = $3)`,
		unitID, kind, ref)
	if err == nil && n == 0 {
		return ErrNotHeld.With(u.Number)
	}
	return err
}

// UndoUnits takes the last step of units back that was made to the units themselves: 停用, 恢复使用, 整修验收, or a change of the
// premises with all units that it concerns; all of them or none. Errors: allocation.ErrUndoReason, allocation.ErrUndoDepends,
// ErrUndoUnit, ErrUnitHeld.
func (s Room) UndoUnits(ctx context.Context, by engine.Actor, ids []int64, reason string) error {
	if err := (allocation.Undoing{Reason: reason}).Check(); err != nil {
		return err
	}
	return s.Write(ctx, by, allocation.ActUndoUnits, func(t *engine.Tx) error {
		t.Reason(reason)
		t.Undoing = true
		for i, id := range ids {
			u, err := UnitByID(t.Ctx, t, id)
			if err != nil {
				return err
			}
			if i == 0 {
				t.Subject(unitsSubject(u.Number, len(ids)))
				t.About("unit", id)
			}
			c, changed, err := lastChange(t.Ctx, t, id)
			if err != nil {
				return err
			}
			if changed {
				if err := undoChange(t, c, reason); err != nil {
					return err
				}
				continue
			}
			_, move, err := unitUndo(t.Ctx, t, u)
			if err != nil {
				return err
			}
			if err := RefuseHeld(t, u); err != nil {
				return err
			}
			if err := UnmoveUnit(t, id, move, reason); err != nil {
				return err
			}
		}
		return nil
	})
}

// unitUndo is the move of a unit that can be taken back. Errors: ErrUndoUnit.
func unitUndo(ctx context.Context, q engine.Querier, u UnitRow) (engine.MoveRow, allocation.UnitMove, error) {
	last, found, err := engine.LastMoveOf(ctx, q, "unit", u.ID)
	if err != nil {
		return last, allocation.UnitMove{}, err
	}
	move, own, known := estate.MoveBetween(allocation.UnitState(last.From), allocation.UnitState(last.To))
	switch {
	case !found || !known || last.To != string(u.State):
		return last, move, ErrUndoUnit.Textf("%s 没有可以撤销的一步", u.Number)
	case !own:
		return last, move, ErrUndoUnit.Textf("%s 的上一步是“%s”，请在分配批次、入驻或退出的页面撤销", u.Number, move.Title)
	}
	return last, move, nil
}

// UnitUndo is the last step of a unit: a move of its life, or a change of the premises. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) UnitUndo(ctx context.Context, by engine.Actor, id int64) (step engine.UndoStep, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		u, err := UnitByID(ctx, q, id)
		if u, err = seen(by, u, err); err != nil {
			return err
		}
		c, changed, err := lastChange(ctx, q, id)
		if err == nil && changed {
			step, err = changeStep(ctx, q, c)
			return err
		}
		if err != nil {
			return err
		}
		last, move, why := unitUndo(ctx, q, u)
		step = engine.UndoStep{Title: move.Title, Day: last.Day, By: last.By, Act: allocation.ActUndoUnits, Why: why}
		step.Then = []string{fmt.Sprintf("%s 恢复为%s", u.Number, allocation.UnitState(last.From).Title())}
		return nil
	})
	return step, err
}

// Taking the last move of a life back.
var ErrUndoUnit = say.Refuse("undo_unit", "这套房源没有可以撤销的一步")
