package stay

import (
	"context"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/engine"
	"penggai/store/intake"
)

// RenameTenant gives the tenant another legal name from a day on (更名); contracts and papers of before keep the old one
// through the change. It returns the number of the supplement. Errors: ErrStale, those of Tenancy.Rename.
func (s Room) RenameTenant(ctx context.Context, by engine.Actor, tenancy, version int64, c allocation.HoldingChange, name string) (number string, err error) {
	c.Kind = allocation.ChangeRename
	err = s.Write(ctx, by, allocation.ActChangeTenant, func(t *engine.Tx) error {
		o, err := OpenTenancy(t, tenancy)
		if err != nil {
			return err
		}
		if err := o.Rename(c, o.Row.Name, name, t.Today); err != nil {
			return err
		}
		name = strings.TrimSpace(name)
		if _, err := addChange(t, o, &c, tenantChange{o.Row.Applicant, o.Row.Applicant, o.Row.Name, name}); err != nil {
			return err
		}
		number = c.Number
		if err := intake.RenameApplicant(t, o.Row.Applicant, name); err != nil {
			return err
		}
		t.Subject(o.Number + " " + name)
		return o.Save(t, version, "")
	})
	if err != nil {
		return "", err
	}
	return number, nil
}

// TakeOverDoubts decides as TakeOver would and returns what is noticed of the company: numbers, people, telephones and
// addresses of others, stays and exits; the tenant's own do not count.
// Errors: ErrNotFound, ErrOtherDistrict, those of Tenancy.TakeOver.
func (s Room) TakeOverDoubts(ctx context.Context, by engine.Actor, tenancy, company int64, c allocation.HoldingChange) (flags []allocation.Flag, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		r, err := TenancyNoun.ByID(ctx, q, tenancy)
		if err != nil {
			return err
		}
		if !by.Sees(r.District) {
			return engine.ErrOtherDistrict.With(r.District)
		}
		old, err := intake.ReadApplicant(ctx, q, r.Applicant)
		if err != nil {
			return err
		}
		next, err := intake.ReadApplicant(ctx, q, company)
		if err != nil {
			return err
		}
		if flags, err = companyDoubts(ctx, q, r, company); err != nil {
			return err
		}
		t := r.Tenancy
		c.Kind = allocation.ChangeCompany
		return t.TakeOver(c, old.Applicant, next.Applicant, flags, s.Today())
	})
	return flags, err
}

func companyDoubts(ctx context.Context, q engine.Querier, r TenancyRow, company int64) ([]allocation.Flag, error) {
	who, err := intake.ReadApplicant(ctx, q, company)
	if err != nil {
		return nil, err
	}
	known, err := intake.Traces(ctx, q, company)
	if err != nil {
		return nil, err
	}
	known = slices.DeleteFunc(known, func(x allocation.Trace) bool { return x.Applicant.ID == r.Applicant })
	return allocation.FindFlags(allocation.Application{Sector: intake.SectorKept}, who.Applicant, known, civil.Date{}), nil
}

// TakeOver puts a registered company in the place of the person or team from a day on (变更为企业); the fee clock goes on.
// It returns the number of the supplement. Errors: ErrStale, those of Tenancy.TakeOver.
func (s Room) TakeOver(ctx context.Context, by engine.Actor, tenancy, version int64, c allocation.HoldingChange, company int64) (number string, err error) {
	c.Kind = allocation.ChangeCompany
	err = s.Write(ctx, by, allocation.ActChangeTenant, func(t *engine.Tx) error {
		o, err := OpenTenancy(t, tenancy)
		if err != nil {
			return err
		}
		old, err := intake.ReadApplicant(t.Ctx, t, o.Row.Applicant)
		if err != nil {
			return err
		}
		next, err := intake.ReadApplicant(t.Ctx, t, company)
		if err != nil {
			return err
		}
		doubts, err := companyDoubts(t.Ctx, t, o.Row, company)
		if err != nil {
			return err
		}
		if err := o.TakeOver(c, old.Applicant, next.Applicant, doubts, t.Today); err != nil {
			return err
		}
		if _, err := addChange(t, o, &c, tenantChange{old.ID, next.ID, old.Name, next.Name}); err != nil {
			return err
		}
		number = c.Number
		if err := t.Exec(`UPDATE tenancy SET applicant_id = $1 WHERE id = $2`, next.ID, tenancy); err != nil {
			return err
		}
		t.Subject(o.Number + " " + next.Name)
		return o.Save(t, version, "")
	})
	if err != nil {
		return "", err
	}
	return number, nil
}
