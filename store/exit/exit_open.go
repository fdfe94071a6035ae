package exit

import (
	"context"

	"penggai/allocation/leave"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/stay"
)

// ExitOpening is a stay with what an exit out of it may rest on.
type ExitOpening struct {
	stay.TenancyDetail
	Grounds []leave.ExitGround // of today
	Lead    int                // days before its end from which a contract may end by its expiry
	List    []leave.Evidence   // failed assessments and findings that it may rest on
}

// ExitOpening reads it in one state of the data. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) ExitOpening(ctx context.Context, by engine.Actor, tenancy int64) (d ExitOpening, err error) {
	err = s.At(ctx, func(at *engine.Store) error {
		return engine.Each(
			func() error { d.TenancyDetail, err = stay.Of(at).Tenancy(ctx, by, tenancy); return err },
			func() error { d.Grounds, err = basis.Of(at).ExitGrounds(ctx, at.Today()); return err },
			func() error { d.List, err = Of(at).ExitEvidence(ctx, by, tenancy); return err },
			func() error {
				p, err := basis.Of(at).Parameters(ctx, d.District, at.Today())
				d.Lead = p.Leads.ContractTo
				return err
			},
		)
	})
	return d, err
}
