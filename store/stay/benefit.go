package stay

import (
	"context"
	"errors"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/relief"
	"penggai/allocation/say"
	"penggai/store/basis"
	"penggai/store/engine"
)

// Act is who may grant, refuse, suspend, resume and end the benefit: a fee waiver is the district government's decision,
// anything else is entered from the paper of the body that decides. Taking an application back is for whoever may apply.
func (r BenefitRow) Act() allocation.Action {
	if r.Spares() {
		return allocation.ActDecideWaiver
	}
	return allocation.ActRecordBenefit
}

// EndAct is who may end it as it stands.
func (r BenefitRow) EndAct() allocation.Action {
	if r.State == relief.BenefitApplied {
		return allocation.ActApplyBenefit
	}
	return r.Act()
}

// BenefitsOfTenancy chooses the benefits of a tenancy, the first one first.
const BenefitsOfTenancy = `WHERE b.tenancy_id = $1 ORDER BY b.id`

const (
	pauseAdd = `INSERT INTO benefit_pause (benefit_id, from_day, to_day, reason, document) VALUES ($1, $2, $3, $4, $5)`
	pauseSet = `UPDATE benefit_pause SET to_day = $1, resume_reason = $2, resume_document = $3 WHERE id = $4`

	GroupsOfTenancy = `SELECT g.code FROM application_group g JOIN tenancy t ON t.application_id = g.application_id
		WHERE t.id = $1 AND g.accepted = 1 ORDER BY g.position, g.id`
)

// Benefit reads one benefit. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) Benefit(ctx context.Context, by engine.Actor, id int64) (r BenefitRow, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		if r, err = BenefitNoun.ByID(ctx, q, id); err == nil && !by.Sees(r.District) {
			err = engine.ErrOtherDistrict.With(r.District)
		}
		return err
	})
	if err != nil {
		return BenefitRow{}, err
	}
	return r, nil
}

// Benefits are all benefits of a tenancy, the first one first. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) Benefits(ctx context.Context, by engine.Actor, tenancy int64) (rows []BenefitRow, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		district, err := engine.One(ctx, q, engine.ScanOne[string], `SELECT district FROM tenancy WHERE id = $1`, tenancy)
		if err != nil {
			return err
		}
		if !by.Sees(district) {
			return engine.ErrOtherDistrict.With(district)
		}
		rows, err = BenefitNoun.All(ctx, q, BenefitsOfTenancy, tenancy)
		return err
	})
	return rows, err
}

// ApplyBenefit enters the application of a tenancy for a benefit of the catalogue and returns its id.
// Errors: those of relief.ApplyBenefit, ErrBenefitKind, ErrBenefitTwice.
func (s Room) ApplyBenefit(ctx context.Context, by engine.Actor, tenancy int64, kind string, a relief.BenefitApplication) (id int64, err error) {
	err = s.Write(ctx, by, allocation.ActApplyBenefit, func(t *engine.Tx) error {
		o, err := OpenTenancy(t, tenancy)
		if err != nil {
			return err
		}
		k, err := benefitKind(t, kind, t.Today)
		if err != nil {
			return err
		}
		if id, _, err = applyBenefit(t, k, a, o.Tenancy, o.Row.WaterIntensive); err != nil {
			return err
		}
		t.Subject(o.Row.Number + " " + o.Row.Name + " " + k.Name)
		t.About("benefit", id)
		t.Reason(a.Reason)
		return nil
	})
	if err != nil {
		return 0, err
	}
	return id, nil
}

// benefitKind is a kind of the catalogue as it stands on a day. Errors: ErrBenefitKind.
func benefitKind(t *engine.Tx, code string, day civil.Date) (allocation.BenefitKind, error) {
	kinds, err := basis.Catalogue[allocation.BenefitKind](t.Ctx, t, basis.KindBenefit, day)
	if err != nil {
		return allocation.BenefitKind{}, err
	}
	for _, k := range kinds {
		if k.Code == code {
			return k, nil
		}
	}
	return allocation.BenefitKind{}, engine.ErrBenefitKind.With(code).On("kind")
}

// applyBenefit writes an application with its move.
func applyBenefit(t *engine.Tx, k allocation.BenefitKind, a relief.BenefitApplication, n allocation.Tenancy, water bool) (int64, relief.Benefit, error) {
	groups, err := engine.All(t.Ctx, t, engine.ScanOne[string], GroupsOfTenancy, n.ID)
	if err != nil {
		return 0, relief.Benefit{}, err
	}
	days, err := basis.Calendar(t.Ctx, t)
	if err != nil {
		return 0, relief.Benefit{}, err
	}
	if a.Rewarded, err = rewardsBefore(t.Ctx, t, a.Workers); err != nil {
		return 0, relief.Benefit{}, err
	}
	has, err := BenefitNoun.All(t.Ctx, t, BenefitsOfTenancy, n.ID)
	if err != nil {
		return 0, relief.Benefit{}, err
	}
	if err := relief.Excluded(k, BenefitsIn(has)); err != nil {
		return 0, relief.Benefit{}, err
	}
	b, err := relief.ApplyBenefit(k, a, n, water, groups, t.Today, days)
	if err != nil {
		return 0, b, err
	}
	b.AppliedBy = t.By.ID
	id, err := BenefitNoun.Add(t, BenefitRow{Benefit: b, Tenancy: n.ID})
	if errors.Is(err, engine.ErrDuplicate) {
		return 0, b, ErrBenefitTwice.With(b.Name).On("kind")
	}
	if err != nil {
		return 0, b, err
	}
	b.ID = id
	if len(a.Workers) > 0 && b.PerHead > 0 {
		if err := SetRoster(t, RosterBenefit, id, a.Workers); err != nil {
			return 0, b, err
		}
	}
	return id, b, t.Move("benefit", id, "", string(b.State), b.Reason)
}

// BenefitsIn are the benefits of rows.
func BenefitsIn(rows []BenefitRow) []relief.Benefit {
	out := make([]relief.Benefit, len(rows))
	for i, r := range rows {
		out[i] = r.Benefit
	}
	return out
}

// knownBody refuses a deciding body that is not in the catalogue.
func knownBody(t *engine.Tx, name string) error {
	bodies, err := basis.Catalogue[allocation.Body](t.Ctx, t, basis.KindBody, t.Today)
	if err != nil {
		return err
	}
	return relief.KnownBody(name, bodies)
}

// saveBenefit writes a step of a benefit back, with its suspensions and its move.
func saveBenefit(t *engine.Tx, old relief.Benefit, b relief.Benefit, version int64, reason string) error {
	err := BenefitNoun.Set(t, BenefitRow{Benefit: b}, version)
	if errors.Is(err, engine.ErrDuplicate) {
		return ErrBenefitTwice.With(b.Name)
	}
	if err != nil {
		return err
	}
	for i, p := range b.Pauses {
		switch {
		case p.ID == 0:
			err = t.Exec(pauseAdd, b.ID, p.From, p.To, p.Reason, p.Document)
		case i < len(old.Pauses) && p != old.Pauses[i]:
			err = t.Exec(pauseSet, p.To, p.ResumeReason, p.ResumeDocument, p.ID)
		}
		if err != nil {
			return err
		}
	}
	return t.Move("benefit", b.ID, string(old.State), string(b.State), reason)
}

// changeBenefit is the frame of every step of a benefit: read, decide, write back with its move. act says by the benefit
// which action it is.
func (s Room) changeBenefit(ctx context.Context, by engine.Actor, id, version int64, reason string, act func(BenefitRow) allocation.Action, step func(*engine.Tx, BenefitRow, *relief.Benefit) error) error {
	seen, err := BenefitNoun.ByID(ctx, s.Read, id)
	if err != nil {
		return err
	}
	return s.Write(ctx, by, act(seen), func(t *engine.Tx) error {
		row, err := BenefitNoun.ByID(t.Ctx, t, id)
		if err != nil {
			return err
		}
		t.About("benefit", id)
		if err := t.Mine(row.District); err != nil {
			return err
		}
		t.Subject(row.Number + " " + row.Name + " " + row.Benefit.Name)
		t.Reason(reason)
		b := row.Benefit
		if err := step(t, row, &b); err != nil {
			return err
		}
		if day := b.Parts(row.Benefit); !day.IsZero() {
			if err := BillsDiffer(t, row.Tenancy, day); err != nil {
				return err
			}
		}
		return saveBenefit(t, row.Benefit, b, version, reason)
	})
}

// GrantBenefit enters the decision that grants a benefit; a fee waiver is spared from its start on. warned says that one
// person applied and decided where the district only warns. Errors: ErrStale, allocation.ErrSamePerson, those of Benefit.Grant.
func (s Room) GrantBenefit(ctx context.Context, by engine.Actor, id, version int64, g relief.BenefitGrant) (warned bool, err error) {
	err = s.changeBenefit(ctx, by, id, version, g.Decision, BenefitRow.Act, func(t *engine.Tx, r BenefitRow, b *relief.Benefit) error {
		if warned, err = waiverHands(t, r); err != nil {
			return err
		}
		if err := knownBody(t, g.Body); err != nil {
			return err
		}
		return b.Grant(g, r.Signed, t.Today)
	})
	return warned, err
}

// RefuseBenefit enters that a benefit was not granted, by whom and why. Errors: ErrStale, allocation.ErrSamePerson, those of Benefit.Refuse.
func (s Room) RefuseBenefit(ctx context.Context, by engine.Actor, id, version int64, body, reason string, day civil.Date) (warned bool, err error) {
	err = s.changeBenefit(ctx, by, id, version, reason, BenefitRow.Act, func(t *engine.Tx, r BenefitRow, b *relief.Benefit) error {
		if warned, err = waiverHands(t, r); err != nil {
			return err
		}
		if err := knownBody(t, body); err != nil {
			return err
		}
		return b.Refuse(body, reason, day, t.Today)
	})
	return warned, err
}

// waiverHands keeps application and decision of a fee waiver in two hands. What an outside body decided is entered by
// anybody: the decision was not made here.
func waiverHands(t *engine.Tx, r BenefitRow) (bool, error) {
	if !r.Waiver() {
		return false, nil
	}
	return basis.SeparateFrom(t, r.District, r.AppliedBy)
}

// SuspendBenefit suspends a granted benefit from a day on; a fee is at full price from it. Errors: ErrStale, those of Benefit.Suspend.
func (s Room) SuspendBenefit(ctx context.Context, by engine.Actor, id, version int64, from civil.Date, reason, document string) error {
	return s.changeBenefit(ctx, by, id, version, reason, BenefitRow.Act, func(t *engine.Tx, _ BenefitRow, b *relief.Benefit) error {
		return b.Suspend(from, reason, document, t.Today)
	})
}

// ResumeBenefit ends the suspension of a benefit. Errors: ErrStale, those of Benefit.Resume.
func (s Room) ResumeBenefit(ctx context.Context, by engine.Actor, id, version int64, from civil.Date, reason, document string) error {
	return s.changeBenefit(ctx, by, id, version, reason, BenefitRow.Act, func(t *engine.Tx, _ BenefitRow, b *relief.Benefit) error {
		return b.Resume(from, reason, document, t.Today)
	})
}

// EndBenefit ends a benefit from a day on, or takes its application back. Errors: ErrStale, those of Benefit.End.
func (s Room) EndBenefit(ctx context.Context, by engine.Actor, id, version int64, day civil.Date, reason, document string) error {
	return s.changeBenefit(ctx, by, id, version, reason, BenefitRow.EndAct, func(t *engine.Tx, _ BenefitRow, b *relief.Benefit) error {
		return b.End(day, reason, document, t.Today)
	})
}

// Benefits.
var ErrBenefitTwice = say.Refuse("benefit_twice", "这户已有这一项优惠在申请或享受，不必重复申请；有变动请在原有的一项上办理")
