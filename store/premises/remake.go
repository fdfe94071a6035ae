package premises

import (
	"context"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/estate"
	"penggai/store/engine"
)

// Seen is a unit as a person saw it when the form was opened.
type Seen struct{ ID, Version int64 }

// SplitUnit splits a unit: it is closed, and its parts stand in its place. It returns them.
// Errors: those of estate.CutUp; ErrStale, ErrBayHad.
func (s Room) SplitUnit(ctx context.Context, by engine.Actor, unit Seen, parts []estate.Part, c estate.Change) (made []UnitRow, err error) {
	c.Kind = estate.Split
	err = s.Write(ctx, by, estate.ActSplit, func(t *engine.Tx) error {
		row, old, err := openOld(t, unit.ID)
		if err != nil {
			return err
		}
		taken, err := numbersHad(t.Ctx, t)
		if err != nil {
			return err
		}
		units, err := estate.CutUp(&old, &c, parts, taken, t.Today)
		if err != nil {
			return err
		}
		made, err = remake(t, c, []UnitRow{row}, []estate.Old{old}, []Seen{unit}, units)
		return err
	})
	return made, err
}

// Remake splits or merges units under the stay that has them, inside the transaction of its change: one unit becomes what parts say, or
// several become one part; those of back leave the stay and are repaired. The stay is not touched: its holds are the caller's.
// Errors: those of estate.CutUp and estate.Join; ErrStale, ErrBayHad.
func Remake(t *engine.Tx, units []Seen, parts []estate.Part, back []bool, c estate.Change) (made []UnitRow, err error) {
	var rows []UnitRow
	var olds []estate.Old
	for _, u := range units {
		row, old, err := openOld(t, u.ID)
		if err != nil {
			return nil, err
		}
		old.Stay = true
		rows, olds = append(rows, row), append(olds, old)
	}
	taken, err := numbersHad(t.Ctx, t)
	if err != nil {
		return nil, err
	}
	var into []allocation.Unit
	if c.Kind == estate.Merged {
		var one allocation.Unit
		if one, err = estate.Join(olds, &c, parts[0], taken, t.Today); err == nil {
			into = []allocation.Unit{one}
		}
	} else {
		into, err = estate.CutUp(&olds[0], &c, parts, taken, t.Today)
	}
	if err != nil {
		return nil, err
	}
	for i := range into {
		if i < len(back) && back[i] {
			if err := into[i].Move(allocation.UnitRecover); err != nil {
				return nil, err
			}
		}
	}
	return rebuild(t, c, rows, olds, units, into)
}

// MergeUnits merges units of a building into one: they are closed, and it stands in their place. It returns it.
// Errors: those of estate.Join; ErrStale, ErrBayHad.
func (s Room) MergeUnits(ctx context.Context, by engine.Actor, units []Seen, to estate.Part, c estate.Change) (made UnitRow, err error) {
	c.Kind = estate.Merged
	err = s.Write(ctx, by, estate.ActMerge, func(t *engine.Tx) error {
		var rows []UnitRow
		var olds []estate.Old
		for _, u := range units {
			row, old, err := openOld(t, u.ID)
			if err != nil {
				return err
			}
			rows, olds = append(rows, row), append(olds, old)
		}
		taken, err := numbersHad(t.Ctx, t)
		if err != nil {
			return err
		}
		unit, err := estate.Join(olds, &c, to, taken, t.Today)
		if err != nil {
			return err
		}
		list, err := remake(t, c, rows, olds, units, []allocation.Unit{unit})
		if err == nil {
			made = list[0]
		}
		return err
	})
	return made, err
}

// openOld reads a unit that is split, merged or handed over.
func openOld(t *engine.Tx, id int64) (UnitRow, estate.Old, error) {
	row, err := openUnit(t, id)
	return row, estate.Old{Unit: row.Unit(), Since: row.Since, Holder: row.heldBy()}, err
}

// remake closes old units that nobody has and makes the new ones.
func remake(t *engine.Tx, c estate.Change, rows []UnitRow, olds []estate.Old, seen []Seen, units []allocation.Unit) ([]UnitRow, error) {
	for _, row := range rows {
		if err := RefuseHeld(t, row); err != nil {
			return nil, err
		}
	}
	return rebuild(t, c, rows, olds, seen, units)
}

// rebuild closes the old units and makes the new ones.
func rebuild(t *engine.Tx, c estate.Change, rows []UnitRow, olds []estate.Old, seen []Seen, units []allocation.Unit) ([]UnitRow, error) {
	district := rows[0].District
	if err := drawChange(t, district, &c); err != nil {
		return nil, err
	}
	var lines []ChangeLine
	for i, row := range rows {
		after := row
		take(&after, olds[i].Unit)
		if err := saveUnit(t, after, seen[i].Version); err != nil {
			return nil, err
		}
		if err := closeSpell(t, row, c.Day); err != nil {
			return nil, err
		}
		lines = append(lines, differences(RoleOld, row, after)...)
	}
	var made []UnitRow
	for _, u := range units {
		row, err := makeUnit(t, u, c)
		if err != nil {
			return nil, err
		}
		made, lines = append(made, row), append(lines, newLine(row))
	}
	return made, keepChange(t, district, c, lines)
}

// closeSpell ends the open spell of a unit that is closed on a day: from then on it is no premises.
func closeSpell(t *engine.Tx, u UnitRow, day civil.Date) error {
	if u.Since.Before(day) {
		return t.Exec(`UPDATE unit_spell SET to_day = $1 WHERE unit_id = $2 AND to_day IS NULL`, day, u.ID)
	}
	return t.Exec(`DELETE FROM unit_spell WHERE unit_id = $1 AND to_day IS NULL`, u.ID)
}

// reopenSpell takes closeSpell back.
func reopenSpell(t *engine.Tx, u UnitRow, day civil.Date) error {
	n, err := t.ExecN(`UPDATE unit_spell SET to_day = NULL WHERE unit_id = $1 AND to_day = $2`, u.ID, day)
	if err != nil || n > 0 {
		return err
	}
	return t.Exec(`INSERT INTO unit_spell (unit_id, from_day, state, district) VALUES ($1, $2, $3, $4)`, u.ID, day, string(u.State), u.District)
}

// spellFrom ends the open spell on a day and opens the next; one that began on that day is changed instead.
func spellFrom(t *engine.Tx, u UnitRow, since, day civil.Date) error {
	if !since.Before(day) {
		return t.Exec(`UPDATE unit_spell SET state = $1, district = $2 WHERE unit_id = $3 AND to_day IS NULL`, string(u.State), u.District, u.ID)
	}
	if err := t.Exec(`UPDATE unit_spell SET to_day = $1 WHERE unit_id = $2 AND to_day IS NULL`, day, u.ID); err != nil {
		return err
	}
	return t.Exec(`INSERT INTO unit_spell (unit_id, from_day, state, district) VALUES ($1, $2, $3, $4)`, u.ID, day, string(u.State), u.District)
}
