package stay

import (
	"context"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/identity"
	"penggai/allocation/likeness"
	"penggai/allocation/tenure"
	"penggai/store/engine"
	"penggai/store/intake"
)

// RenameTenant gives the tenant another legal name from a day on (更名); contracts and papers of before keep the old one
// through the change. number is that of the tenant, typed again from the proof. It returns the number of the supplement.
// Errors: ErrStale, those of tenure.Rename.
func (s Room) RenameTenant(ctx context.Context, by engine.Actor, tenancy, version int64, c allocation.HoldingChange, name, number string) (paper string, err error) {
	c.Kind = allocation.ChangeRename
	err = s.Write(ctx, by, allocation.ActRenameTenant, func(t *engine.Tx) error {
		o, err := OpenTenancy(t, tenancy)
		if err != nil {
			return err
		}
		who, err := intake.ReadApplicant(t.Ctx, t, o.Row.Applicant)
		if err != nil {
			return err
		}
		first, err := intake.ReadOrigin(t.Ctx, t, who.ID)
		if err != nil {
			return err
		}
		if err := tenure.Rename(&o.Tenancy, c, who.Applicant, first, name, number, t.Today); err != nil {
			return err
		}
		name = strings.TrimSpace(name)
		if _, err := addChange(t, o, &c, tenantChange{old: o.Row.Applicant, now: o.Row.Applicant, oldName: o.Row.Name, nowName: name}); err != nil {
			return err
		}
		paper = c.Number
		who.Name = identity.Name(name)
		if err := intake.SaveApplicant(t, who); err != nil {
			return err
		}
		t.Subject(o.Number + " " + name)
		return o.Save(t, version, "")
	})
	if err != nil {
		return "", err
	}
	return paper, nil
}

// NewHead gives the company that holds a stay another legal representative from a day on (变更法定代表人); papers of before keep the
// old one. An empty telephone leaves that of the company as it is; the former one is kept with the change. It returns the number of the
// supplement. The approver decides. Errors: ErrStale, those of tenure.NewHead and identity.CheckPhone.
func (s Room) NewHead(ctx context.Context, by engine.Actor, tenancy, version int64, c allocation.HoldingChange, head, number, phone string) (paper string, err error) {
	c.Kind = allocation.ChangeHead
	err = s.Write(ctx, by, allocation.ActChangeTenant, func(t *engine.Tx) error {
		o, err := OpenTenancy(t, tenancy)
		if err != nil {
			return err
		}
		who, err := intake.ReadApplicant(t.Ctx, t, o.Row.Applicant)
		if err != nil {
			return err
		}
		head := identity.Name(strings.TrimSpace(head))
		if err := tenure.NewHead(&o.Tenancy, c, who.Applicant, head, number, t.Today); err != nil {
			return err
		}
		if phone = identity.PlainPhone(phone); phone == "" {
			phone = identity.PlainPhone(who.Phone)
		} else if err := identity.CheckPhone(phone); err != nil {
			return err
		}
		w := tenantChange{old: who.ID, now: who.ID, oldName: who.Name, nowName: who.Name, oldHead: who.Head, nowHead: head, oldPhone: identity.PlainPhone(who.Phone), oldNumber: who.IDNumber}
		if _, err := addChange(t, o, &c, w); err != nil {
			return err
		}
		paper = c.Number
		who.Head, who.IDNumber, who.Phone = head, number, phone
		if err := intake.SaveApplicant(t, who); err != nil {
			return err
		}
		return o.Save(t, version, "")
	})
	if err != nil {
		return "", err
	}
	return paper, nil
}

// HandOnDoubts decides as HandOn would and returns what is noticed of the one that takes over: numbers, people, telephones and
// addresses of others, stays and exits; the tenant's own do not count.
// Errors: ErrNotFound, ErrOtherDistrict, those of tenure.HandOn.
func (s Room) HandOnDoubts(ctx context.Context, by engine.Actor, tenancy, next int64, c allocation.HoldingChange) (flags []likeness.Flag, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		r, err := TenancyNoun.ByID(ctx, q, tenancy)
		if err != nil {
			return err
		}
		if !by.Sees(r.District) {
			return engine.ErrOtherDistrict.With(r.District)
		}
		n := r.Tenancy
		_, _, flags, err = handOn(ctx, q, &n, r, c, next, s.Today())
		return err
	})
	return flags, err
}

// handOn decides that a stay n of row r goes over to another one, with what is noticed of it.
func handOn(ctx context.Context, q engine.Querier, n *allocation.Tenancy, r TenancyRow, c allocation.HoldingChange, next int64, today civil.Date) (
	old, taker intake.ApplicantRow, flags []likeness.Flag, err error,
) {
	if old, err = intake.ReadApplicant(ctx, q, r.Applicant); err != nil {
		return old, taker, nil, err
	}
	if taker, err = intake.ReadApplicant(ctx, q, next); err != nil {
		return old, taker, nil, err
	}
	known, err := intake.Traces(ctx, q, next)
	if err != nil {
		return old, taker, nil, err
	}
	known = slices.DeleteFunc(known, func(x likeness.Trace) bool { return x.Applicant.ID == r.Applicant })
	flags = likeness.FindFlags(allocation.Application{Sector: intake.SectorKept}, taker.Applicant, known, today)
	first, err := intake.ReadOrigin(ctx, q, r.Applicant)
	if err != nil {
		return old, taker, nil, err
	}
	return old, taker, flags, tenure.HandOn(n, c, old.Applicant, taker.Applicant, first, flags, today)
}

// HandOn puts another one in the place of the tenant from a day on: a company of the person or team, an heir, a successor after
// bankruptcy (四(五)3, 4); the fee clock goes on. It returns the number of the supplement. Errors: ErrStale, those of tenure.HandOn.
func (s Room) HandOn(ctx context.Context, by engine.Actor, tenancy, version int64, c allocation.HoldingChange, next int64) (number string, err error) {
	err = s.Write(ctx, by, allocation.ActHandOn, func(t *engine.Tx) error {
		o, err := OpenTenancy(t, tenancy)
		if err != nil {
			return err
		}
		old, taker, _, err := handOn(t.Ctx, t, &o.Tenancy, o.Row, c, next, t.Today)
		if err != nil {
			return err
		}
		if _, err := addChange(t, o, &c, tenantChange{old: old.ID, now: taker.ID, oldName: old.Name, nowName: taker.Name}); err != nil {
			return err
		}
		number = c.Number
		if err := t.Exec(`UPDATE tenancy SET applicant_id = $1 WHERE id = $2`, taker.ID, tenancy); err != nil {
			return err
		}
		t.Subject(o.Number + " " + taker.Name)
		return o.Save(t, version, "")
	})
	if err != nil {
		return "", err
	}
	return number, nil
}
