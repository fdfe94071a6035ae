package intake

import (
	"context"
	"slices"

	"penggai/allocation"
	"penggai/allocation/identity"
	"penggai/allocation/likeness"
	"penggai/allocation/say"
	"penggai/store/engine"
)

// Applicant reads an applicant with masked numbers. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) Applicant(ctx context.Context, by engine.Actor, id int64) (ApplicantRow, error) {
	row, err := ReadApplicant(ctx, s.Read, id)
	if err == nil && !by.Sees(row.District) {
		return ApplicantRow{}, engine.ErrOtherDistrict.With(row.District)
	}
	row.Applicant = Masked(row.Applicant)
	return row, err
}

// UnmaskApplicant reads an applicant with its numbers whole and leaves an entry in the log.
func (s Room) UnmaskApplicant(ctx context.Context, by engine.Actor, id int64, reason string) (row ApplicantRow, err error) {
	err = s.Write(ctx, by, allocation.ActUnmaskApplicant, func(t *engine.Tx) error {
		if row, err = openApplicant(t, id); err != nil {
			return err
		}
		t.Reason(reason)
		return nil
	})
	if err != nil {
		return ApplicantRow{}, err
	}
	row.Applicant = Shown(row.Applicant)
	return row, nil
}

// openApplicant reads an applicant inside a transaction and names it in the log.
func openApplicant(t *engine.Tx, id int64) (ApplicantRow, error) {
	row, err := ReadApplicant(t.Ctx, t, id)
	if err != nil {
		return row, err
	}
	t.Subject(row.Name)
	t.About("applicant", id)
	return row, t.Mine(row.District)
}

// RegisterApplicant registers an applicant (四(一)) and returns its id. Errors: the first refusal of its Check.
func (s Room) RegisterApplicant(ctx context.Context, by engine.Actor, a allocation.Applicant) (id int64, err error) {
	err = s.Write(ctx, by, allocation.ActRegisterApplicant, func(t *engine.Tx) error {
		if id, err = addApplicant(t, a); err != nil {
			return err
		}
		return askApplicant(t, id, a)
	})
	return id, err
}

// addApplicant checks and writes a new applicant.
func addApplicant(t *engine.Tx, a allocation.Applicant) (int64, error) {
	if a.District == "" {
		a.District = t.By.District
	}
	if _, err := allocation.FindDistrict(a.District); err != nil {
		return 0, err
	}
	if err := t.Mine(a.District); err != nil {
		return 0, err
	}
	a.Tidy()
	if err := allocation.First(a.Check(t.Today)); err != nil {
		return 0, err
	}
	id, err := ApplicantRecord.Add(t, ApplicantRow{Applicant: a, CreatedDay: t.Today, CreatedBy: t.By.ID})
	if err != nil {
		return 0, err
	}
	t.Subject(a.Name)
	t.About("applicant", id)
	return id, addParties(t, id, a)
}

// EditApplicant changes an applicant of which no application has been accepted; later it is corrected. A number that still shows
// its mask stays as it is. Errors: ErrStale, ErrApplicantAccepted, the first refusal of the Check.
func (s Room) EditApplicant(ctx context.Context, by engine.Actor, id, version int64, a allocation.Applicant) error {
	return s.Write(ctx, by, allocation.ActEditApplicant, func(t *engine.Tx) error {
		old, err := openApplicant(t, id)
		if err != nil {
			return err
		}
		switch {
		case old.Merged != 0:
			return likeness.ErrDoubleGone
		case old.Accepted:
			return ErrApplicantAccepted
		}
		a.ID, a.District = id, old.District
		keepMasked(&a, old.Applicant)
		a.Tidy()
		if err := allocation.First(a.Check(t.Today)); err != nil {
			return err
		}
		if err := writeApplicant(t, a, version); err != nil {
			return err
		}
		return askApplicant(t, id, a)
	})
}

// MendApplicant writes an applicant that a correction has changed, inside its transaction; what is noticed of its applications under
// way is looked for anew.
func MendApplicant(t *engine.Tx, a allocation.Applicant) error {
	old, err := ReadApplicant(t.Ctx, t, a.ID)
	if err != nil {
		return err
	}
	if err := writeApplicant(t, a, old.Version); err != nil {
		return err
	}
	ids, err := engine.All(t.Ctx, t, engine.ScanOne[int64], `SELECT id FROM application WHERE applicant_id = $1 AND `+UnderWay+` ORDER BY id`, a.ID)
	if err != nil {
		return err
	}
	for _, id := range ids {
		row, err := ReadApplication(t.Ctx, t, id)
		if err != nil {
			return err
		}
		if err := flagApplication(t, row.Application, a); err != nil {
			return err
		}
	}
	return nil
}

// keepMasked puts the whole numbers back where the form shows their masks: that of the same place first.
func keepMasked(a *allocation.Applicant, old allocation.Applicant) {
	kept := phones(&old)
	for i, now := range phones(a) {
		if *now == identity.TextErased && i < len(kept) {
			*now = *kept[i]
		}
	}
	had := numbers(&old)
	for i, now := range numbers(a) {
		for _, was := range slices.Concat(had[min(i, len(had)):min(i+1, len(had))], had) {
			if *was != "" && *now == identity.MaskID(*was) {
				*now = *was
				break
			}
		}
	}
}

// Applicants.
var ErrApplicantAccepted = say.Refuse("applicant_accepted", "这一主体已有受理的申请，不能直接修改；请提出更正")
