package store

import (
	"context"
	"fmt"

	"penggai/allocation"
	"penggai/allocation/civil"
)

// UndoStep is the last move of a life as a person is asked whether to take it back (撤销).
type UndoStep struct {
	Title string     // what was done: 签订合同
	Day   civil.Date // on which it was entered
	By    string     // display name of who entered it; empty for the command line
	Then  []string   // what taking it back brings about
	Act   allocation.Action
	Why   error // why it cannot be taken back now; nil when it can
}

// moveRow is a step of a life that was made and not taken back.
type moveRow struct {
	id       int64
	from, to string
	day      civil.Date
	by       string
}

// sqlLastMove is the last move of a record that stands: neither one that took another back nor one that was taken back.
const sqlLastMove = `SELECT m.id, m.from_state, m.to_state, m.day, coalesce(a.display, '') FROM move m LEFT JOIN account a ON a.id = m.account
	WHERE m.noun = $1 AND m.noun_id = $2 AND m.undoes IS NULL AND NOT EXISTS (SELECT 1 FROM move u WHERE u.undoes = m.id)
	ORDER BY m.id DESC LIMIT 1`

func scanMove(s scanner) (m moveRow, err error) {
	err = s.Scan(&m.id, &m.from, &m.to, &m.day, &m.by)
	return m, err
}

func lastMoveOf(ctx context.Context, q querier, noun string, id int64) (moveRow, bool, error) {
	return maybe(ctx, q, scanMove, sqlLastMove, noun, id)
}

// undoes is the move that a step back takes back, while the transaction undoes; NULL otherwise.
func (t *tx) undoes(noun string, id int64, from string) (any, error) {
	if !t.undoing {
		return nil, nil
	}
	m, found, err := lastMoveOf(t.ctx, t, noun, id)
	if err != nil || !found || m.to != from {
		return nil, err
	}
	return m.id, nil
}

// dependent is one kind of record that may rest on a move: how it is named, and the query that names those there are.
type dependent struct{ title, query string }

// named lists the records that rest on a move, at most three of a kind, in the order of the kinds.
func named(ctx context.Context, q querier, list []dependent, args ...any) ([]string, error) {
	var out []string
	for _, d := range list {
		names, err := all(ctx, q, scanOne[string], d.query, args...)
		if err != nil {
			return nil, err
		}
		for i, n := range names {
			if i == 3 {
				out = append(out, fmt.Sprintf("%s等共 %d 件", d.title, len(names)))
				break
			}
			out = append(out, d.title+" "+n)
		}
	}
	return out, nil
}

// unmoveUnit takes a move of a unit back: the domain decides, and its spells are as they were before the move.
// Errors: allocation.ErrUndoMove, ErrOtherDistrict.
func unmoveUnit(t *tx, unitID int64, m allocation.UnitMove, reason string) error {
	row, err := unitByID(t.ctx, t, unitID)
	if err != nil {
		return err
	}
	if err := t.mine(row.District); err != nil {
		return err
	}
	u := row.Unit()
	if err := u.Undo(m); err != nil {
		return err
	}
	err = t.exec(`UPDATE unit SET state = $1, district = $2, version = version + 1 WHERE id = $3`, string(u.State), u.District, unitID)
	if err != nil {
		return err
	}
	if err := t.unspell(unitID, u, row.Since); err != nil {
		return err
	}
	return t.move("unit", unitID, string(row.State), string(u.State), reason)
}

// unspell ends what a move began: the spell before it goes on where it says what the unit is again; else the open spell
// says so.
func (t *tx) unspell(unitID int64, u allocation.Unit, since civil.Date) error {
	before, found, err := maybe(t.ctx, t, func(s scanner) (id int64, err error) {
		err = s.Scan(&id)
		return id, err
	}, `SELECT id FROM unit_spell WHERE unit_id = $1 AND to_day = $2 AND state = $3 AND district = $4`, unitID, since, string(u.State), u.District)
	if err != nil {
		return err
	}
	if !found {
		return t.exec(`UPDATE unit_spell SET state = $1, district = $2 WHERE unit_id = $3 AND to_day IS NULL`, string(u.State), u.District, unitID)
	}
	if err := t.exec(`DELETE FROM unit_spell WHERE unit_id = $1 AND to_day IS NULL`, unitID); err != nil {
		return err
	}
	return t.exec(`UPDATE unit_spell SET to_day = NULL WHERE id = $1`, before)
}

// resumeHold makes the last hold of a unit under a kind and a record go on. Errors: ErrNotHeld, ErrUnitHeld.
func resumeHold(t *tx, unitID int64, kind string, ref int64) error {
	u, err := unitByID(t.ctx, t, unitID)
	if err != nil {
		return err
	}
	if err := refuseHeld(t, u); err != nil {
		return err
	}
	n, err := t.execN(`UPDATE hold SET to_day = NULL WHERE id = (SELECT max(id) FROM hold WHERE unit_id = $1 AND kind = $2 AND ref_id = $3)`,
		unitID, kind, ref)
	if err == nil && n == 0 {
		return ErrNotHeld.With(u.Number)
	}
	return err
}

// UndoUnits takes the last move of units back that were made to the units themselves: 停用, 恢复使用, 整修验收, 竣工移交;
// all of them or none. Errors: allocation.ErrUndoReason, ErrUndoUnit, ErrUnitHeld.
func (s *Store) UndoUnits(ctx context.Context, by Actor, ids []int64, reason string) error {
	if err := (allocation.Undoing{Reason: reason}).Check(); err != nil {
		return err
	}
	return s.write(ctx, by, allocation.ActUndoUnits, func(t *tx) error {
		t.reason(reason)
		t.undoing = true
		for i, id := range ids {
			u, err := unitByID(t.ctx, t, id)
			if err != nil {
				return err
			}
			if i == 0 {
				t.subject(unitsSubject(u.Number, len(ids)))
				t.about("unit", id)
			}
			_, move, err := unitUndo(t.ctx, t, u)
			if err != nil {
				return err
			}
			if err := refuseHeld(t, u); err != nil {
				return err
			}
			if err := unmoveUnit(t, id, move, reason); err != nil {
				return err
			}
		}
		return nil
	})
}

// unitUndo is the move of a unit that can be taken back. Errors: ErrUndoUnit.
func unitUndo(ctx context.Context, q querier, u UnitRow) (moveRow, allocation.UnitMove, error) {
	last, found, err := lastMoveOf(ctx, q, "unit", u.ID)
	if err != nil {
		return last, allocation.UnitMove{}, err
	}
	move, known := allocation.UnitMoveBetween(allocation.UnitState(last.from), allocation.UnitState(last.to))
	switch {
	case !found || !known || last.to != string(u.State):
		return last, move, ErrUndoUnit.Textf("%s 没有可以撤销的一步", u.Number)
	case !move.Undoable():
		return last, move, ErrUndoUnit.Textf("%s 的上一步是“%s”，请在分配批次、入驻或退出的页面撤销", u.Number, move.Title)
	}
	return last, move, nil
}

// UnitUndo is the last move of a unit. Errors: ErrNotFound, ErrOtherDistrict.
func (s *Store) UnitUndo(ctx context.Context, by Actor, id int64) (step UndoStep, err error) {
	err = s.snapshot(ctx, func(q querier) error {
		u, err := unitByID(ctx, q, id)
		if u, err = seen(by, u, err); err != nil {
			return err
		}
		last, move, why := unitUndo(ctx, q, u)
		step = UndoStep{Title: move.Title, Day: last.day, By: last.by, Act: allocation.ActUndoUnits, Why: why}
		step.Then = []string{fmt.Sprintf("%s 恢复为%s", u.Number, allocation.UnitState(last.from).Title())}
		return nil
	})
	return step, err
}

// Taking the last move of a life back (undo.go, undo_tenancy.go, undo_exit.go, roundundo.go).
var ErrUndoUnit = allocation.Refuse("undo_unit", "这套房源没有可以撤销的一步")
