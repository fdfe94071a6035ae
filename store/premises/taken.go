package premises

import (
	"errors"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/engine"
)

// TakeUnit puts a unit into the hands that it has been in since a day, as papers of before have it (接入). Errors: ErrUnitHeld,
// allocation.ErrUnitMove, ErrOtherDistrict.
func TakeUnit(t *engine.Tx, id int64, kind string, ref int64, day civil.Date, source string) error {
	row, err := UnitByID(t.Ctx, t, id)
	if err != nil {
		return err
	}
	if err := t.Mine(row.District); err != nil {
		return err
	}
	err = t.Exec(`INSERT INTO hold (unit_id, kind, ref_id, from_day) VALUES ($1, $2, $3, $4)`, id, kind, ref, day)
	if errors.Is(err, engine.ErrDuplicate) {
		return ErrUnitHeld.With(row.Number)
	}
	if err != nil {
		return err
	}
	u, was := row.Unit(), row.State
	moves := []allocation.UnitMove{allocation.UnitReserve, allocation.UnitOccupy}
	if u.State == allocation.UnitWithdrawn {
		moves = append([]allocation.UnitMove{allocation.UnitReturn}, moves...)
	}
	for _, m := range moves {
		if err := u.Move(m); err != nil {
			return err
		}
	}
	row.State = u.State
	if err := UnitNoun.Set(t, row, row.Version); err != nil {
		return err
	}
	if err := takenSpell(t, row, day); err != nil {
		return err
	}
	return t.Move("unit", id, string(was), string(u.State), source)
}

// takenSpell ends the open spell on a day of before and opens the next; one that began later gives way.
func takenSpell(t *engine.Tx, u UnitRow, day civil.Date) error {
	if !u.Since.Before(day) {
		return t.Exec(`UPDATE unit_spell SET state = $1 WHERE unit_id = $2 AND to_day IS NULL`, string(u.State), u.ID)
	}
	if err := t.Exec(`UPDATE unit_spell SET to_day = $1 WHERE unit_id = $2 AND to_day IS NULL`, day, u.ID); err != nil {
		return err
	}
	return t.Exec(`INSERT INTO unit_spell (unit_id, from_day, state, district) VALUES ($1, $2, $3, $4)`, u.ID, day, string(u.State), u.District)
}
