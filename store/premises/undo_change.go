package premises

import (
	"context"
	"fmt"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/engine"
)

// sqlStands is that no later step took back the move m, and that it is none itself.
const sqlStands = `m.undoes IS NULL AND NOT EXISTS (SELECT 1 FROM move b WHERE b.undoes = m.id)`

// sqlOfChange are the units of the change $1.
const sqlOfChange = `(SELECT unit_id FROM unit_change_line WHERE change_id = $1)`

// sqlMadeBy are the units that the change $1 made.
const sqlMadeBy = `(SELECT unit_id FROM unit_change_line WHERE change_id = $1 AND role = 'new')`

// restingOnChange are the records that rest on a change of premises.
var restingOnChange = []engine.Dependent{
	{Title: "房源变动", Query: `SELECT c.number FROM unit_change c WHERE c.id > $1 AND c.undone_day IS NULL
		AND EXISTS (SELECT 1 FROM unit_change_line l WHERE l.change_id = c.id AND l.unit_id IN ` + sqlOfChange + `) ORDER BY c.id`},
	{Title: "状态变动", Query: `SELECT u.number FROM unit u WHERE u.id IN ` + sqlOfChange + ` AND EXISTS (SELECT 1 FROM move m
		WHERE m.noun = 'unit' AND m.noun_id = u.id AND m.id > (SELECT move_id FROM unit_change WHERE id = $1) AND ` + sqlStands + `) ORDER BY u.number`},
	{Title: "占用", Query: `SELECT u.number FROM unit u WHERE u.id IN ` + sqlMadeBy + ` AND EXISTS (SELECT 1 FROM hold h WHERE h.unit_id = u.id) ORDER BY u.number`},
	{Title: "批次", Query: `SELECT r.title FROM round r WHERE r.id IN (SELECT round_id FROM round_unit WHERE unit_id IN ` + sqlMadeBy + `) ORDER BY r.id`},
	{Title: "更正", Query: `SELECT number FROM correction WHERE noun = 'unit' AND state IN ('proposed', 'applied') AND noun_id IN ` + sqlMadeBy + ` ORDER BY id`},
	{Title: "督办", Query: `SELECT number FROM finding WHERE noun = 'unit' AND state <> 'withdrawn' AND noun_id IN ` + sqlMadeBy + ` ORDER BY id`},
	// of a measured area: bills that have counted with it
	{Title: "账单", Query: `SELECT b.number FROM bill b JOIN unit_change c ON c.id = $1 AND c.kind = 'measure' WHERE b.id > (SELECT CAST(l.new AS INTEGER) FROM unit_change_line l WHERE l.change_id = $1 AND l.field = 'bill')
		AND b.tenancy_id IN (SELECT h.ref_id FROM hold h WHERE h.kind = 'tenancy' AND h.unit_id IN ` + sqlOfChange + ` AND (h.to_day IS NULL OR h.to_day > c.day)) ORDER BY b.id`},
}

// lastChange is the last change of a unit that stands, unless a later move of its life is the last step; false without one.
func lastChange(ctx context.Context, q engine.Querier, unit int64) (c ChangeRow, found bool, err error) {
	list, err := ChangeNoun.All(ctx, q, sqlLastChange, unit)
	if err != nil || len(list) == 0 {
		return c, false, err
	}
	last, moved, err := engine.LastMoveOf(ctx, q, "unit", unit)
	return list[0], err == nil && (!moved || last.Id <= list[0].Move), err
}

// whyNotUndo is why a change cannot be taken back; nil when it can.
func whyNotUndo(ctx context.Context, q engine.Querier, c ChangeRow, reason string) error {
	named, err := engine.Named(ctx, q, restingOnChange, c.ID)
	if err != nil {
		return err
	}
	return allocation.Undoing{Reason: reason, Depends: named}.Check()
}

// undoChange takes a change back as a whole: every unit is as it was, and what it made is no more.
func undoChange(t *engine.Tx, c ChangeRow, reason string) error {
	if err := t.Mine(c.District); err != nil {
		return err
	}
	if err := whyNotUndo(t.Ctx, t, c, reason); err != nil {
		return err
	}
	lines, err := engine.All(t.Ctx, t, scanChangeLine, sqlChangeLines+` WHERE change_id = $1 ORDER BY id`, c.ID)
	if err != nil {
		return err
	}
	for _, role := range []string{RoleNew, RoleOld, RoleSelf} { // what was made gives its place back first
		for i := 0; i < len(lines); {
			end := i + 1
			for end < len(lines) && lines[end].UnitID == lines[i].UnitID {
				end++
			}
			if lines[i].Role == role {
				if err := undoUnit(t, c, lines[i:end], reason); err != nil {
					return err
				}
			}
			i = end
		}
	}
	t.Subject(c.Number + " " + lines[0].Unit)
	c.Undone, c.UndoneBy, c.UndoneReason = t.Today, t.By.ID, reason
	return ChangeNoun.Set(t, c, c.Version)
}

// undoUnit takes back what a change did to one unit.
func undoUnit(t *engine.Tx, c ChangeRow, lines []ChangeLine, reason string) error {
	id := lines[0].UnitID
	if lines[0].Role == RoleNew {
		for _, query := range []string{`DELETE FROM unit_area WHERE unit_id = $1`, `DELETE FROM unit_spell WHERE unit_id = $1`, `DELETE FROM unit WHERE id = $1`} {
			if err := t.Exec(query, id); err != nil {
				return err
			}
		}
		return nil
	}
	row, err := openUnit(t, id)
	if err != nil {
		return err
	}
	was, since := row.State, row.Since
	for _, l := range lines {
		if err := putBack(t, &row, l); err != nil {
			return err
		}
	}
	if err := saveUnit(t, row, row.Version); err != nil {
		return err
	}
	switch {
	case lines[0].Role == RoleOld:
		return reopenSpell(t, row, c.Day)
	case was == row.State:
		return nil
	}
	if err := unspell(t, id, row.Unit(), since); err != nil {
		return err
	}
	return t.Move("unit", id, string(was), string(row.State), reason)
}

// putBack puts back what stood in a field, unless something else stands there now. Errors: ErrUndoUnit.
func putBack(t *engine.Tx, row *UnitRow, l ChangeLine) error {
	if l.Field == fieldAreaFrom {
		if l.Old == "" {
			return t.Exec(`DELETE FROM unit_area WHERE unit_id = $1 AND from_day = $2`, l.UnitID, l.New)
		}
		var area int64
		var basis string
		if _, err := fmt.Sscan(l.Old, &area, &basis); err != nil {
			return err
		}
		return t.Exec(`UPDATE unit_area SET area_dm2 = $1, basis = $2 WHERE unit_id = $3 AND from_day = $4`, area, l.Old[len(fmt.Sprint(area))+1:], l.UnitID, l.New)
	}
	for _, f := range fields {
		switch {
		case f.key != l.Field:
		case f.get(row) != l.New:
			return ErrUndoUnit.Textf("不能撤销：%s 的%s在这以后又改过，现在是 %s", row.Number, l.FieldTitle(), f.get(row))
		default:
			return f.put(row, l.Old)
		}
	}
	return nil
}

// changeStep is a change as a person is asked whether to take it back.
func changeStep(ctx context.Context, q engine.Querier, c ChangeRow) (engine.UndoStep, error) {
	step := engine.UndoStep{Title: c.Kind.Title() + " " + c.Number, Day: c.Entered, By: c.By, Act: allocation.ActUndoUnits}
	n, err := engine.One(ctx, q, engine.ScanOne[int64], `SELECT count(DISTINCT unit_id) FROM unit_change_line WHERE change_id = $1`, c.ID)
	if err != nil {
		return step, err
	}
	step.Then = []string{fmt.Sprintf("这次变动的 %d 套房源恢复原状，由它产生的房源不再存在", n)}
	step.Why = whyNotUndo(ctx, q, c, textAnyReason)
	return step, nil
}

// textAnyReason stands for the reason that is asked for later.
const textAnyReason = "-"

// UndoChange takes a change of premises back as a whole while nothing rests on it. Errors: allocation.ErrUndoReason,
// allocation.ErrUndoDepends, ErrUndoUnit.
func (s Room) UndoChange(ctx context.Context, by engine.Actor, id int64, reason string) error {
	return s.Write(ctx, by, allocation.ActUndoUnits, func(t *engine.Tx) error {
		t.Reason(reason)
		t.Undoing = true
		c, err := ChangeNoun.ByID(t.Ctx, t, id)
		if err != nil {
			return err
		}
		if c.Undone != (civil.Date{}) {
			return ErrUndoUnit.Textf("%s 已撤销", c.Number)
		}
		return undoChange(t, c, reason)
	})
}

// ChangeByNumber reads a change of premises with all that it did. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) ChangeByNumber(ctx context.Context, by engine.Actor, number string) (ChangeRow, error) {
	c, err := ChangeNoun.One(ctx, s.Read, `WHERE c.number = $1`, number)
	if err == nil && !by.Sees(c.District) {
		return ChangeRow{}, engine.ErrOtherDistrict.With(c.District)
	}
	if err == nil {
		c.Lines, err = engine.All(ctx, s.Read, scanChangeLine, sqlChangeLines+` WHERE change_id = $1 ORDER BY id`, c.ID)
	}
	return c, err
}
