package desk

import (
	"context"

	"penggai/allocation/amend"
	"penggai/store/engine"
	"penggai/store/mend"
	"penggai/store/premises"
	"penggai/store/walk"
)

// UnitPage is a unit with its history and what stands around it.
type UnitPage struct {
	Unit        premises.UnitRow
	History     premises.UnitHistory
	Building    []premises.UnitRow
	Undo        engine.UndoStep       // the last move, to be taken back
	Corrections []mend.CorrectionItem // newest first
	Seen        []walk.LineRow        // when people went to see it, newest first
}

// UnitPage reads it in one state of the data. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) UnitPage(ctx context.Context, by engine.Actor, id int64) (d UnitPage, err error) {
	err = s.At(ctx, func(at *engine.Store) error {
		units := premises.Of(at)
		return engine.Each(
			func() error { d.Unit, err = units.Unit(ctx, by, id); return err },
			func() error { d.History, err = units.UnitHistory(ctx, by, id); return err },
			func() error { d.Undo, err = units.UnitUndo(ctx, by, id); return err },
			func() error {
				u := d.Unit
				d.Building, err = units.BuildingUnits(ctx, by, u.District, u.Community, u.Building)
				return err
			},
			func() error { d.Seen, err = walk.Of(at).SeenAt(ctx, by, id); return err },
			func() error {
				d.Corrections, err = mend.Of(at).CorrectionsOf(ctx, by, amend.CorrectUnit, id)
				return err
			},
		)
	})
	return d, err
}
