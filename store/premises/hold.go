package premises

import (
	"errors"

	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/store/engine"
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

func scanHold(s engine.Scanner) (h HoldRow, err error) {
	err = s.Scan(&h.ID, &h.UnitID, &h.Kind, &h.Ref, &h.From, &h.To)
	return h, err
}

// liveHold is the hold that a unit is under, if any.
func liveHold(t *engine.Tx, unitID int64) (HoldRow, bool, error) {
	return engine.Maybe(t.Ctx, t, scanHold, sqlHold+` WHERE unit_id = $1 AND to_day IS NULL`, unitID)
}

// PlaceHold puts a unit under a hold from today on. Errors: ErrUnitHeld when it is under another one.
func PlaceHold(t *engine.Tx, unitID int64, kind string, ref int64) error {
	err := t.Exec(`INSERT INTO hold (unit_id, kind, ref_id, from_day) VALUES ($1, $2, $3, $4)`, unitID, kind, ref, t.Today)
	if !errors.Is(err, engine.ErrDuplicate) {
		return err
	}
	u, err := UnitByID(t.Ctx, t, unitID)
	if err != nil {
		return err
	}
	return RefuseHeld(t, u)
}

// ReleaseHold ends a hold today. Errors: ErrNotHeld when the unit is not under this hold.
func ReleaseHold(t *engine.Tx, unitID int64, kind string, ref int64) error {
	n, err := t.ExecN(`UPDATE hold SET to_day = $1 WHERE unit_id = $2 AND kind = $3 AND ref_id = $4 AND to_day IS NULL`,
		t.Today, unitID, kind, ref)
	if err == nil && n == 0 {
		return ErrNotHeld.With(kind)
	}
	return err
}

// PassHold hands a unit over from one hold to the next on the same day: from the round to the award, from the award
// to the tenancy. Errors: ErrNotHeld.
func PassHold(t *engine.Tx, unitID int64, kind string, ref int64, nextKind string, nextRef int64) error {
	if err := ReleaseHold(t, unitID, kind, ref); err != nil {
		return err
	}
	return PlaceHold(t, unitID, nextKind, nextRef)
}

// HeldUnits are the ids of the units that a round, an award or a tenancy holds now, in the order of their numbers.
func HeldUnits(t *engine.Tx, kind string, ref int64) ([]int64, error) {
	return engine.All(t.Ctx, t, engine.ScanOne[int64], `SELECT h.unit_id FROM hold h JOIN unit u ON u.id = h.unit_id
		WHERE h.kind = $1 AND h.ref_id = $2 AND h.to_day IS NULL ORDER BY u.number`, kind, ref)
}

// RefuseHeld refuses what must not happen to a unit that someone holds, and says who took it and when: two desks may want the same one.
func RefuseHeld(t *engine.Tx, u UnitRow) error {
	h, held, err := liveHold(t, u.ID)
	if err != nil || !held {
		return err
	}
	return refuseHeld(t, u.Number, h)
}

func refuseHeld(t *engine.Tx, number string, h HoldRow) (err error) {
	noun, ref := h.Kind, h.Ref
	if noun == holdAward { // it is offered by a round, whose entry it stands in
		noun = holdRound
		ref, err = engine.One(t.Ctx, t, engine.ScanOne[int64], `SELECT coalesce(max(round_id), 0) FROM award WHERE id = $1`, h.Ref)
		if err != nil {
			return err
		}
	}
	who, what, err := t.Latest(noun, ref)
	switch {
	case err != nil:
		return err
	case who == "":
		return ErrUnitHeld.With(number)
	}
	return ErrUnitHeld.Textf("房源 %s 已由%s 占用（%s），这一步没有保存。请另选一套，或先解除占用", number, who, what)
}

// RefuseTaken refuses units by number of which something else than a round under way holds one, with who took it; otherwise with why.
func RefuseTaken(t *engine.Tx, numbers []string, round int64, why error) error {
	for _, number := range numbers {
		id, found, err := engine.Maybe(t.Ctx, t, engine.ScanOne[int64], `SELECT id FROM unit WHERE number = $1`, number)
		if err != nil {
			return err
		}
		h, held, err := liveHold(t, id)
		if err != nil {
			return err
		}
		if found && held && (h.Kind != holdRound || h.Ref != round) {
			return refuseHeld(t, number, h)
		}
	}
	return why
}

// Kinds of holds.
const (
	holdRound = "round"
	holdAward = "award"
)

// Units and their holds.
var (
	ErrUnitHeld = say.Refuse("unit_held", "这套房源正由批次、分配结果或入驻占用，这一步没有保存。请先解除占用，或另选一套")
	ErrNotHeld  = say.Refuse("not_held", "房源并没有这样的占用，这一步没有保存。请刷新后再办")
)
