package store

import (
	"context"
	"slices"
	"strings"

	"penggai/allocation"
)

// RenameTenant gives the tenant another legal name from a day on (更名); contracts and papers of before keep the old one
// through the change. It returns the number of the supplement. Errors: ErrStale, those of Tenancy.Rename.
func (s *Store) RenameTenant(ctx context.Context, by Actor, tenancy, version int64, c allocation.HoldingChange, name string) (number string, err error) {
	c.Kind = allocation.ChangeRename
	err = s.write(ctx, by, allocation.ActChangeTenant, func(t *tx) error {
		o, err := openTenancy(t, tenancy)
		if err != nil {
			return err
		}
		if err := o.Rename(c, o.row.Name, name, t.today); err != nil {
			return err
		}
		name = strings.TrimSpace(name)
		if _, err := t.addChange(o, &c, tenantChange{o.row.Applicant, o.row.Applicant, o.row.Name, name}); err != nil {
			return err
		}
		number = c.Number
		who, err := readApplicant(t.ctx, t, o.row.Applicant)
		if err != nil {
			return err
		}
		err = t.exec(`UPDATE applicant SET name = $1, initials = $2, version = version + 1 WHERE id = $3`,
			name, strings.TrimSpace(sounds(name)+" "+sounds(who.Head)), who.ID)
		if err != nil {
			return err
		}
		part := partSelf
		if who.Kind == allocation.Company {
			part = partCompany
		}
		if who.Kind != allocation.Team { // a team's name is no party's
			err = t.exec(`UPDATE party SET name = $1, name_key = $2 WHERE applicant_id = $3 AND part = $4`,
				name, strings.Join(strings.Fields(name), ""), who.ID, part)
			if err != nil {
				return err
			}
		}
		t.subject(o.Number + " " + name)
		return o.save(t, version, "")
	})
	if err != nil {
		return "", err
	}
	return number, nil
}

// TakeOverDoubts decides as TakeOver would and returns what is noticed of the company: numbers, people, telephones and
// addresses of others, stays and exits; the tenant's own do not count.
// Errors: ErrNotFound, ErrOtherDistrict, those of Tenancy.TakeOver.
func (s *Store) TakeOverDoubts(ctx context.Context, by Actor, tenancy, company int64, c allocation.HoldingChange) (flags []allocation.Flag, err error) {
	err = s.snapshot(ctx, func(q querier) error {
		r, err := one(ctx, q, scanTenancy, tenancyByID, tenancy)
		if err != nil {
			return err
		}
		if !by.Sees(r.District) {
			return ErrOtherDistrict.With(r.District)
		}
		old, err := readApplicant(ctx, q, r.Applicant)
		if err != nil {
			return err
		}
		next, err := readApplicant(ctx, q, company)
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

func companyDoubts(ctx context.Context, q querier, r TenancyRow, company int64) ([]allocation.Flag, error) {
	who, err := readApplicant(ctx, q, company)
	if err != nil {
		return nil, err
	}
	known, err := traces(ctx, q, company)
	if err != nil {
		return nil, err
	}
	known = slices.DeleteFunc(known, func(x allocation.Trace) bool { return x.Applicant.ID == r.Applicant })
	return allocation.FindFlags(allocation.Application{Sector: sectorKept}, who.Applicant, known), nil
}

// TakeOver puts a registered company in the place of the person or team from a day on (变更为企业); the fee clock goes on.
// It returns the number of the supplement. Errors: ErrStale, those of Tenancy.TakeOver.
func (s *Store) TakeOver(ctx context.Context, by Actor, tenancy, version int64, c allocation.HoldingChange, company int64) (number string, err error) {
	c.Kind = allocation.ChangeCompany
	err = s.write(ctx, by, allocation.ActChangeTenant, func(t *tx) error {
		o, err := openTenancy(t, tenancy)
		if err != nil {
			return err
		}
		old, err := readApplicant(t.ctx, t, o.row.Applicant)
		if err != nil {
			return err
		}
		next, err := readApplicant(t.ctx, t, company)
		if err != nil {
			return err
		}
		doubts, err := companyDoubts(t.ctx, t, o.row, company)
		if err != nil {
			return err
		}
		if err := o.TakeOver(c, old.Applicant, next.Applicant, doubts, t.today); err != nil {
			return err
		}
		if _, err := t.addChange(o, &c, tenantChange{old.ID, next.ID, old.Name, next.Name}); err != nil {
			return err
		}
		number = c.Number
		if err := t.exec(`UPDATE tenancy SET applicant_id = $1 WHERE id = $2`, next.ID, tenancy); err != nil {
			return err
		}
		t.subject(o.Number + " " + next.Name)
		return o.save(t, version, "")
	})
	if err != nil {
		return "", err
	}
	return number, nil
}
