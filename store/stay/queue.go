package stay

import (
	"context"
	"slices"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/premises"
	"penggai/store/round"
)

// heldUnits are the units that a stay holds now.
const heldUnits = `JOIN hold own ON own.unit_id = u.id WHERE own.kind = 'tenancy' AND own.ref_id = $1 AND own.to_day IS NULL ORDER BY u.number`

// PassedOverByMove names whom a change of premises passes over: those who wait with the better right and would lose their place, or the
// better one, to the units that come (docs/allocation.md, Single placements). It can be stopped through ctx; progress may be nil.
// Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) PassedOverByMove(ctx context.Context, by engine.Actor, tenancy int64, back, out []int64, progress func(done, total int)) (p round.Passing, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		r, err := TenancyNoun.ByID(ctx, q, tenancy)
		if err != nil {
			return err
		}
		if !by.Sees(r.District) {
			return engine.ErrOtherDistrict.With(r.District)
		}
		p, err = passedByMove(ctx, q, r, back, out, s.Today(), round.Passing{}, progress)
		return err
	})
	return p, err
}

func passedByMove(ctx context.Context, q engine.Querier, r TenancyRow, back, out []int64, today civil.Date, seen round.Passing, progress func(done, total int)) (round.Passing, error) {
	var none round.Passing
	if len(out) == 0 {
		return none, nil // giving back takes nothing from anybody
	}
	present, err := premises.UnitNoun.All(ctx, q, heldUnits, r.ID)
	if err != nil {
		return none, err
	}
	var gets []string
	for _, u := range present {
		if !slices.Contains(back, u.ID) {
			gets = append(gets, u.Number)
		}
	}
	for _, id := range out {
		u, err := premises.UnitByID(ctx, q, id)
		if err != nil {
			return none, err
		}
		if u.State != allocation.UnitVacant {
			return none, allocation.ErrChangeUnit.With(u.Number).On("out")
		}
		gets = append(gets, u.Number)
	}
	p, err := basis.ParametersOn(ctx, q, r.District, today)
	if err != nil {
		return none, err
	}
	return round.PassedOverByMove(ctx, q, p, r.District, r.Application, present, gets, seen, progress)
}
