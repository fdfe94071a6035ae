package stay

import (
	"cmp"
	"context"
	"slices"

	"penggai/allocation"
	"penggai/allocation/quantity"
	"penggai/allocation/relief"
	"penggai/allocation/tenure"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/premises"
	"penggai/store/round"
)

// Offer is an award with what its contract begins with (四(四)).
type Offer struct {
	round.AwardRow
	Earlier []tenure.Earlier // stays that the fee clock depends on; none for a newcomer
	Jobs    allocation.Jobs
	Waivers []allocation.BenefitKind // fee waivers that apply (五(一)1 to 3)
	Water   bool                     // the trade lives on water: its waiver is not among them
	Minors  []string                 // people behind it who are not of full age today
}

// Offer reads it in one state of the data. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) Offer(ctx context.Context, by engine.Actor, award int64) (o Offer, err error) {
	err = s.At(ctx, func(at *engine.Store) error {
		if o.AwardRow, err = round.Of(at).Award(ctx, by, award); err != nil {
			return err
		}
		app, err := intake.Of(at).Application(ctx, by, o.Application)
		if err != nil {
			return err
		}
		o.Jobs, o.Water, o.Minors = app.Jobs, app.WaterIntensive, app.Minors
		kinds, err := basis.Of(at).BenefitKinds(ctx, at.Today())
		if err != nil {
			return err
		}
		for _, k := range kinds {
			if relief.IsWaiver(k) && !(o.Water && relief.WaivesWater(k)) {
				o.Waivers = append(o.Waivers, k)
			}
		}
		o.Earlier, err = Of(at).EarlierStays(ctx, by, award)
		return err
	})
	return o, err
}

// Exchange is what a change of premises is chosen from.
type Exchange struct {
	allocation.Premises
	Units []premises.UnitRow // vacant ones of the district, the nearest to what the jobs carry first; none when none are to come
}

// Exchange reads it in one state of the data. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) Exchange(ctx context.Context, by engine.Actor, tenancy int64, district string, k allocation.StayChangeKind) (x Exchange, err error) {
	err = s.At(ctx, func(at *engine.Store) error {
		if x.Premises, err = Of(at).Premises(ctx, by, tenancy, nil, nil); err != nil || k != allocation.ChangeMove {
			return err
		}
		page, err := premises.Of(at).Units(ctx, by, engine.ListQuery{
			Filter: engine.TextFieldState + ":" + allocation.UnitVacant.Title() + " " + engine.TextFieldDistrict + ":" + district,
		})
		x.Units = page.Rows
		return err
	})
	off := func(u premises.UnitRow) quantity.Area { return max(u.Area-x.Band.Target, x.Band.Target-u.Area) }
	slices.SortStableFunc(x.Units, func(a, b premises.UnitRow) int {
		return cmp.Or(cmp.Compare(off(a), off(b)), cmp.Compare(a.Number, b.Number))
	})
	return x, err
}
