package money

import (
	"context"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/stay"
)

// TenancyBenefits are the benefits of a tenancy with everything that a decision about them needs to know.
type TenancyBenefits struct {
	Tenancy  stay.TenancyRow
	Rows     []stay.BenefitRow
	Kinds    []allocation.BenefitKind // of the catalogue, in force today
	Groups   []string                 // codes of the accepted groups of the tenant
	Named    []allocation.Group       // the catalogue of groups, for their names
	Fees     TenancyFees              // the schedule as it stands; Preview says what it would be
	Bodies   []allocation.Body        // that may decide
	Calendar *civil.Calendar
}

// BenefitsOf reads the benefits of a tenancy for the page on which they are decided. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) BenefitsOf(ctx context.Context, by engine.Actor, tenancy int64) (b TenancyBenefits, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		if b.Fees, err = readFees(ctx, q, by, tenancy, civil.Date{}, s.Today()); err != nil {
			return err
		}
		b.Tenancy = b.Fees.Tenancy
		if b.Rows, err = stay.BenefitNoun.All(ctx, q, stay.BenefitsOfTenancy, tenancy); err != nil {
			return err
		}
		if b.Kinds, err = basis.Catalogue[allocation.BenefitKind](ctx, q, basis.KindBenefit, s.Today()); err != nil {
			return err
		}
		if b.Named, err = basis.Catalogue[allocation.Group](ctx, q, basis.KindGroup, s.Today()); err != nil {
			return err
		}
		if b.Groups, err = engine.All(ctx, q, engine.ScanOne[string], stay.GroupsOfTenancy, tenancy); err != nil {
			return err
		}
		if b.Bodies, err = basis.Catalogue[allocation.Body](ctx, q, basis.KindBody, s.Today()); err != nil {
			return err
		}
		b.Calendar, err = basis.Calendar(ctx, q)
		return err
	})
	if err != nil {
		return TenancyBenefits{}, err
	}
	return b, nil
}
