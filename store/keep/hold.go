package keep

import (
	"context"

	"penggai/allocation"
	"penggai/allocation/keeping"
	"penggai/store/engine"
)

// HoldRow is a hold with whom it is about.
type HoldRow struct {
	keeping.Hold
	Name, District, ByName string
}

const sqlHolds = `SELECT h.id, h.applicant_id, h.reason, h.document, h.from_day, h.account_id, p.name, p.district, coalesce(a.display, '')
	FROM keeping_hold h JOIN applicant p ON p.id = h.applicant_id LEFT JOIN account a ON a.id = h.account_id WHERE h.lifted_day IS NULL`

func scanHold(r engine.Scanner) (h HoldRow, err error) {
	err = r.Scan(&h.ID, &h.Applicant, &h.Reason, &h.Document, &h.From, &h.By, &h.Name, &h.District, &h.ByName)
	return h, err
}

func holds(ctx context.Context, q engine.Querier, district string) ([]HoldRow, error) {
	return engine.All(ctx, q, scanHold, sqlHolds+` AND ($1 = '' OR p.district = $1) ORDER BY h.id`, district)
}

// HoldOf is the hold on an applicant; found is false where there is none.
func HoldOf(ctx context.Context, q engine.Querier, applicant int64) (h HoldRow, found bool, err error) {
	return engine.Maybe(ctx, q, scanHold, sqlHolds+` AND h.applicant_id = $1`, applicant)
}

// Hold keeps everything of an applicant where it is (诉讼保全) and returns its id. Errors: those of keeping.Hold.Check, ErrDuplicate.
func (s Room) Hold(ctx context.Context, by engine.Actor, h keeping.Hold) (id int64, err error) {
	err = s.Write(ctx, by, ActHold, func(t *engine.Tx) error {
		if err := h.Check(); err != nil {
			return err
		}
		if err := about(t, h.Applicant); err != nil {
			return err
		}
		t.Reason(h.Reason + "（" + h.Document + "）")
		id, err = t.Insert(`INSERT INTO keeping_hold (applicant_id, reason, document, from_day, account_id) VALUES ($1, $2, $3, $4, $5)`,
			h.Applicant, h.Reason, h.Document, t.Today, t.By.ID)
		return err
	})
	return id, err
}

// Lift ends the hold on an applicant. Errors: ErrNotFound, those of keeping.Hold.Lift.
func (s Room) Lift(ctx context.Context, by engine.Actor, applicant int64, why string) error {
	return s.Write(ctx, by, ActLiftHold, func(t *engine.Tx) error {
		h, found, err := HoldOf(t.Ctx, t, applicant)
		if err != nil {
			return err
		}
		if !found {
			return keeping.ErrHoldLifted
		}
		if err := about(t, applicant); err != nil {
			return err
		}
		if err := h.Lift(t.By.ID, why, t.Today); err != nil {
			return err
		}
		t.Reason(h.Why)
		return t.Exec(`UPDATE keeping_hold SET lifted_day = $1, lifted_by = $2, lifted_reason = $3 WHERE id = $4`, h.Lifted, h.LiftedBy, h.Why, h.ID)
	})
}

// about names the applicant in the log. Errors: ErrNotFound, ErrOtherDistrict.
func about(t *engine.Tx, applicant int64) error {
	type who struct{ name, district string }
	w, err := engine.One(t.Ctx, t, func(r engine.Scanner) (w who, err error) {
		err = r.Scan(&w.name, &w.district)
		return w, err
	}, `SELECT name, district FROM applicant WHERE id = $1`, applicant)
	if err != nil {
		return err
	}
	t.Subject(w.name)
	t.About(string(allocation.NounApplicant), applicant)
	return t.Mine(w.district)
}
