package premises

import (
	"context"

	"penggai/allocation"
	"penggai/allocation/civil"
	unlikely "penggai/allocation/doubt"
	"penggai/allocation/estate"
	"penggai/allocation/quantity"
	"penggai/store/doubt"
	"penggai/store/engine"
)

// AddUnit enters a unit that no list had, from a day on; its number follows the program's rule where none is given. It returns the
// unit. Errors: those of estate.Add; ErrBayHad, ErrOtherDistrict.
func (s Room) AddUnit(ctx context.Context, by engine.Actor, u allocation.Unit, c estate.Change) (row UnitRow, err error) {
	c.Kind = estate.Added
	err = s.Write(ctx, by, allocation.ActAddUnits, func(t *engine.Tx) error {
		if err := t.Mine(u.District); err != nil {
			return err
		}
		list, err := communities(t.Ctx, t, u.District)
		if err != nil {
			return err
		}
		taken, err := numbersHad(t.Ctx, t)
		if err != nil {
			return err
		}
		if err := estate.Add(&u, c, list, taken, t.Today); err != nil {
			return err
		}
		if err := drawChange(t, u.District, &c); err != nil {
			return err
		}
		if row, err = makeUnit(t, u, c); err != nil {
			return err
		}
		if err := doubt.Settle(t, "unit", row.ID, unlikely.Area(row.Number, row.Area, 0)); err != nil {
			return err
		}
		return keepChange(t, u.District, c, []ChangeLine{newLine(row)})
	})
	return row, err
}

// newLine is the line of a unit that a change makes.
func newLine(u UnitRow) ChangeLine {
	return ChangeLine{UnitID: u.ID, Unit: u.Number, Role: RoleNew, Field: "area_dm2", New: u.Area.String()}
}

// makeUnit writes a unit with its first area and state.
func makeUnit(t *engine.Tx, u allocation.Unit, c estate.Change) (row UnitRow, err error) {
	take(&row, u)
	row.Since = c.Day
	if row.ID, err = UnitNoun.Add(t, row); err != nil {
		return row, bayHad(err, row)
	}
	err = t.Exec(`INSERT INTO unit_area (unit_id, from_day, area_dm2, basis) VALUES ($1, $2, $3, $4)`, row.ID, c.Day, int64(u.Area), c.Document)
	if err != nil {
		return row, err
	}
	return row, t.Exec(`INSERT INTO unit_spell (unit_id, from_day, state, district) VALUES ($1, $2, $3, $4)`, row.ID, c.Day, string(u.State), u.District)
}

// RenumberUnit gives a unit another number; the old one finds it too. It returns the number. Errors: estate.ErrTaken,
// estate.ErrNumber, estate.ErrNumberHad, those of estate.Change.Check; ErrStale.
func (s Room) RenumberUnit(ctx context.Context, by engine.Actor, id, version int64, number string, c estate.Change) (string, error) {
	c.Kind = estate.Renumbered
	err := s.changeOne(ctx, by, estate.ActRenumber, id, version, &c, func(t *engine.Tx, u *UnitRow) error {
		if err := c.Check(t.Today); err != nil {
			return err
		}
		a, own := u.Unit(), u.Number
		if err := estate.Renumber(&a, number, u.heldBy()); err != nil {
			return err
		}
		taken, err := numbersHad(t.Ctx, t)
		if err != nil {
			return err
		}
		if number = a.Number; number != own && taken(number) {
			return estate.ErrNumberHad.With(number).On("number")
		}
		take(u, a)
		return nil
	})
	return number, err
}

// DescribeUnit changes what a unit is described by. Errors: those of estate.Describe; ErrStale.
func (s Room) DescribeUnit(ctx context.Context, by engine.Actor, id, version int64, p estate.Particulars, c estate.Change) error {
	c.Kind = estate.Described
	return s.changeOne(ctx, by, estate.ActDescribe, id, version, &c, func(t *engine.Tx, u *UnitRow) error {
		a := u.Unit()
		if err := estate.Describe(&a, c, p, t.Today); err != nil {
			return err
		}
		take(u, a)
		return nil
	})
}

// changeOne changes one unit and keeps what was changed.
func (s Room) changeOne(ctx context.Context, by engine.Actor, act allocation.Action, id, version int64, c *estate.Change, fn func(*engine.Tx, *UnitRow) error) error {
	return s.Write(ctx, by, act, func(t *engine.Tx) error {
		before, err := openUnit(t, id)
		if err != nil {
			return err
		}
		after := before
		if err := fn(t, &after); err != nil {
			return err
		}
		if err := drawChange(t, before.District, c); err != nil {
			return err
		}
		if err := saveUnit(t, after, version); err != nil {
			return err
		}
		return keepChange(t, before.District, *c, differences(RoleSelf, before, after))
	})
}

// MeasureUnit enters a measured floor area that is in force from a day on, not after today and not before the last one. Bills that
// are out get a difference with the next ones. Errors: those of estate.Measure; ErrStale.
func (s Room) MeasureUnit(ctx context.Context, by engine.Actor, id, version int64, area quantity.Area, from civil.Date, basis string) error {
	c := estate.Change{Kind: estate.Measured, Day: from, Document: basis}
	return s.Write(ctx, by, allocation.ActMeasureUnit, func(t *engine.Tx) error {
		before, err := openUnit(t, id)
		if err != nil {
			return err
		}
		areas, err := unitAreas(t.Ctx, t, id)
		if err != nil {
			return err
		}
		var latest estate.AreaFrom
		if len(areas) > 0 {
			latest = estate.AreaFrom{From: areas[0].From, Area: areas[0].Area}
		}
		after, a := before, before.Unit()
		if err := estate.Measure(&a, c, area, latest, before.heldBy(), t.Today); err != nil {
			return err
		}
		take(&after, a)
		c.Difference = after.Area - before.Area
		if err := doubt.Settle(t, "unit", id, unlikely.Area(before.Number, after.Area, before.Area)); err != nil {
			return err
		}
		if err := drawChange(t, before.District, &c); err != nil {
			return err
		}
		if err := saveUnit(t, after, version); err != nil {
			return err
		}
		line, err := keepArea(t, after, from, c.Document)
		if err != nil {
			return err
		}
		last, err := engine.One(t.Ctx, t, engine.ScanOne[string], `SELECT CAST(coalesce(max(id), 0) AS TEXT) FROM bill`)
		if err != nil {
			return err
		}
		billed := ChangeLine{UnitID: id, Unit: after.Number, Role: RoleSelf, Field: fieldBill, New: last}
		return keepChange(t, before.District, c, append(differences(RoleSelf, before, after), line, billed))
	})
}
