package store

import (
	"errors"

	"penggai/allocation/civil"
)

// HoldRow is one hold of a unit: a round or an award that has locked it, or a tenancy that occupies it (占用).
type HoldRow struct {
	ID     int64
	UnitID int64
	Kind   string // round, award or tenancy
	Ref    int64  // id of the round, award or tenancy
	From   civil.Date
	To     civil.Date // excluded; none while it lasts
}

const sqlHold = `SELECT id, unit_id, kind, ref_id, from_day, to_day FROM hold`

func scanHold(s scanner) (h HoldRow, err error) {
	err = s.Scan(&h.ID, &h.UnitID, &h.Kind, &h.Ref, &h.From, &h.To)
	return h, err
}

// liveHold is the hold that a unit is under, if any.
func liveHold(t *tx, unitID int64) (HoldRow, bool, error) {
	return maybe(t.ctx, t, scanHold, sqlHold+` WHERE unit_id = $1 AND to_day IS NULL`, unitID)
}

// placeHold puts a unit under a hold from today on. Errors: ErrUnitHeld when it is under another one.
func placeHold(t *tx, unitID int64, kind string, ref int64) error {
	err := t.exec(`INSERT INTO hold (unit_id, kind, ref_id, from_day) VALUES ($1, $2, $3, $4)`, unitID, kind, ref, t.today)
	if !errors.Is(err, ErrDuplicate) {
		return err
	}
	u, err := unitByID(t.ctx, t, unitID)
	if err != nil {
		return err
	}
	return ErrUnitHeld.With(u.Number)
}

// releaseHold ends a hold today. Errors: ErrNotHeld when the unit is not under this hold.
func releaseHold(t *tx, unitID int64, kind string, ref int64) error {
	n, err := t.execN(`UPDATE hold SET to_day = $1 WHERE unit_id = $2 AND kind = $3 AND ref_id = $4 AND to_day IS NULL`,
		t.today, unitID, kind, ref)
	if err == nil && n == 0 {
		return ErrNotHeld.With(kind)
	}
	return err
}

// passHold hands a unit over from one hold to the next on the same day: from the round to the award, from the award
// to the tenancy. Errors: ErrNotHeld.
func passHold(t *tx, unitID int64, kind string, ref int64, nextKind string, nextRef int64) error {
	if err := releaseHold(t, unitID, kind, ref); err != nil {
		return err
	}
	return placeHold(t, unitID, nextKind, nextRef)
}

// heldUnits are the ids of the units that a round, an award or a tenancy holds now, in the order of their numbers.
func heldUnits(t *tx, kind string, ref int64) ([]int64, error) {
	return all(t.ctx, t, scanOne[int64], `SELECT h.unit_id FROM hold h JOIN unit u ON u.id = h.unit_id
		WHERE h.kind = $1 AND h.ref_id = $2 AND h.to_day IS NULL ORDER BY u.number`, kind, ref)
}

// refuseHeld refuses what must not happen to a unit that someone holds.
func refuseHeld(t *tx, u UnitRow) error {
	_, held, err := liveHold(t, u.ID)
	if err == nil && held {
		return ErrUnitHeld.With(u.Number)
	}
	return err
}
