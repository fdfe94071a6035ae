package stay

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/store/basis"
	"penggai/store/engine"
)

// BenefitRow is a benefit with the tenancy that has it.
type BenefitRow struct {
	allocation.Benefit
	Tenancy      int64
	Number       string // of the tenancy
	District     string
	Name         string // of the applicant
	Signed       civil.Date
	TenancyState allocation.TenancyState
	AppliedName  string // display name of the account
	Version      int64
}

// Act is who may grant, refuse, suspend, resume and end the benefit: a fee waiver is the district government's decision,
// anything else is entered from the paper of the body that decides. Taking an application back is for whoever may apply.
func (r BenefitRow) Act() allocation.Action {
	if r.Waiver() {
		return allocation.ActDecideWaiver
	}
	return allocation.ActRecordBenefit
}

// EndAct is who may end it as it stands.
func (r BenefitRow) EndAct() allocation.Action {
	if r.State == allocation.BenefitApplied {
		return allocation.ActApplyBenefit
	}
	return r.Act()
}

const (
	benefitFrom    = ` FROM benefit b LEFT JOIN tenancy t ON t.id = b.tenancy_id LEFT JOIN applicant p ON p.id = t.applicant_id LEFT JOIN account o ON o.id = b.applied_by`
	benefitColumns = `SELECT b.id, b.kind, b.name, b.clause, b.waives, b.repeats, b.limit_days, b.limit_working, b.per_head, b.state, b.applied_day,
	b.applied_by, b.reason, b.heads, b.due_day, b.due_sure, b.decided_day, b.body, b.decision, b.start_day, b.amount, b.ended_day, b.end_reason,
	b.end_document, b.with_tenancy, b.tenancy_id, t.number, t.district, p.name, t.signed_day, t.state, coalesce(o.display, ''), b.version` + benefitFrom
	benefitByID       = benefitColumns + ` WHERE b.id = $1`
	BenefitsOfTenancy = benefitColumns + ` WHERE b.tenancy_id = $1 ORDER BY b.id`
	pausesOfBenefit   = `SELECT id, from_day, to_day, reason, document, resume_reason, resume_document FROM benefit_pause WHERE benefit_id = $1 ORDER BY from_day, id`

	benefitAdd = `INSERT INTO benefit (tenancy_id, kind, name, clause, waives, repeats, limit_days, limit_working, per_head, state, applied_day,
		applied_by, reason, heads, due_day, due_sure) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`
	benefitSet = `UPDATE benefit SET state = $1, heads = $2, decided_day = $3, body = $4, decision = $5, start_day = $6, amount = $7,
		ended_day = $8, end_reason = $9, end_document = $10, with_tenancy = $11, version = version + 1 WHERE id = $12 AND version = $13`
	pauseAdd = `INSERT INTO benefit_pause (benefit_id, from_day, to_day, reason, document) VALUES ($1, $2, $3, $4, $5)`
	pauseSet = `UPDATE benefit_pause SET to_day = $1, resume_reason = $2, resume_document = $3 WHERE id = $4`

	GroupsOfTenancy = `SELECT g.code FROM application_group g JOIN tenancy t ON t.application_id = g.application_id
		WHERE t.id = $1 AND g.accepted = 1 ORDER BY g.position, g.id`
)

func scanBenefit(s engine.Scanner) (r BenefitRow, err error) {
	b := &r.Benefit
	var waives string
	var days sql.NullInt64
	err = s.Scan(&b.ID, &b.Kind, &b.Name, &b.Clause, &waives, &b.Repeats, &days, &b.Limit.Working, &b.PerHead, &b.State, &b.Applied,
		&b.AppliedBy, &b.Reason, &b.Heads, &b.Due, &b.DueSure, &b.Decided, &b.Body, &b.Decision, &b.Start, &b.Amount, &b.Ended, &b.EndReason,
		&b.EndDocument, &b.WithTenancy, &r.Tenancy, &r.Number, &r.District, &r.Name, &r.Signed, &r.TenancyState, &r.AppliedName, &r.Version)
	b.Limit.Set, b.Limit.Days = days.Valid, int(days.Int64)
	for _, f := range strings.Fields(waives) {
		b.Waives = append(b.Waives, charge.Fee(f))
	}
	return r, err
}

// ReadBenefits reads benefits with their suspensions.
func ReadBenefits(ctx context.Context, q engine.Querier, query string, args ...any) ([]BenefitRow, error) {
	rows, err := engine.All(ctx, q, scanBenefit, query, args...)
	for i := range rows {
		if err == nil && !rows[i].Start.IsZero() {
			rows[i].Pauses, err = readPauses(ctx, q, rows[i].ID)
		}
	}
	return rows, err
}

func readPauses(ctx context.Context, q engine.Querier, benefit int64) ([]allocation.BenefitPause, error) {
	return engine.All(ctx, q, func(s engine.Scanner) (p allocation.BenefitPause, err error) {
		err = s.Scan(&p.ID, &p.From, &p.To, &p.Reason, &p.Document, &p.ResumeReason, &p.ResumeDocument)
		return p, err
	}, pausesOfBenefit, benefit)
}

func readBenefit(ctx context.Context, q engine.Querier, id int64) (BenefitRow, error) {
	rows, err := ReadBenefits(ctx, q, benefitByID, id)
	if err == nil && len(rows) == 0 {
		err = engine.ErrNotFound
	}
	if err != nil {
		return BenefitRow{}, err
	}
	return rows[0], nil
}

// Benefit reads one benefit. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) Benefit(ctx context.Context, by engine.Actor, id int64) (r BenefitRow, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		if r, err = readBenefit(ctx, q, id); err == nil && !by.Sees(r.District) {
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
		rows, err = ReadBenefits(ctx, q, BenefitsOfTenancy, tenancy)
		return err
	})
	return rows, err
}

// ApplyBenefit enters the application of a tenancy for a benefit of the catalogue and returns its id.
// Errors: those of allocation.ApplyBenefit, ErrBenefitKind, ErrBenefitTwice.
func (s Room) ApplyBenefit(ctx context.Context, by engine.Actor, tenancy int64, kind string, a allocation.BenefitApplication) (id int64, err error) {
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
func applyBenefit(t *engine.Tx, k allocation.BenefitKind, a allocation.BenefitApplication, n allocation.Tenancy, water bool) (int64, allocation.Benefit, error) {
	groups, err := engine.All(t.Ctx, t, engine.ScanOne[string], GroupsOfTenancy, n.ID)
	if err != nil {
		return 0, allocation.Benefit{}, err
	}
	days, err := basis.Calendar(t.Ctx, t)
	if err != nil {
		return 0, allocation.Benefit{}, err
	}
	b, err := allocation.ApplyBenefit(k, a, n, water, groups, t.Today, days)
	if err != nil {
		return 0, b, err
	}
	waives := make([]string, len(b.Waives))
	for i, f := range b.Waives {
		waives[i] = string(f)
	}
	limit := sql.NullInt64{Int64: int64(b.Limit.Days), Valid: b.Limit.Set}
	id, err := t.Insert(benefitAdd, n.ID, b.Kind, b.Name, b.Clause, strings.Join(waives, " "), b.Repeats, limit, b.Limit.Working, int64(b.PerHead),
		string(b.State), b.Applied, t.By.ID, b.Reason, b.Heads, b.Due, b.DueSure)
	if errors.Is(err, engine.ErrDuplicate) {
		return 0, b, ErrBenefitTwice.With(b.Name).On("kind")
	}
	if err != nil {
		return 0, b, err
	}
	b.ID, b.AppliedBy = id, t.By.ID
	return id, b, t.Move("benefit", id, "", string(b.State), b.Reason)
}

// saveBenefit writes a step of a benefit back, with its suspensions and its move.
func saveBenefit(t *engine.Tx, old allocation.Benefit, b allocation.Benefit, version int64, reason string) error {
	err := t.Update("benefit", b.ID, benefitSet, string(b.State), b.Heads, b.Decided, b.Body, b.Decision, b.Start, int64(b.Amount),
		b.Ended, b.EndReason, b.EndDocument, b.WithTenancy, b.ID, version)
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
func (s Room) changeBenefit(ctx context.Context, by engine.Actor, id, version int64, reason string, act func(BenefitRow) allocation.Action, step func(*engine.Tx, BenefitRow, *allocation.Benefit) error) error {
	seen, err := readBenefit(ctx, s.Read, id)
	if err != nil {
		return err
	}
	return s.Write(ctx, by, act(seen), func(t *engine.Tx) error {
		row, err := readBenefit(t.Ctx, t, id)
		if err != nil {
			return err
		}
		if err := t.Mine(row.District); err != nil {
			return err
		}
		t.Subject(row.Number + " " + row.Name + " " + row.Benefit.Name)
		t.About("benefit", id)
		t.Reason(reason)
		b := row.Benefit
		if err := step(t, row, &b); err != nil {
			return err
		}
		return saveBenefit(t, row.Benefit, b, version, reason)
	})
}

// GrantBenefit enters the decision that grants a benefit; a fee waiver is spared from its start on. warned says that one
// person applied and decided where the district only warns. Errors: ErrStale, allocation.ErrSamePerson, those of Benefit.Grant.
func (s Room) GrantBenefit(ctx context.Context, by engine.Actor, id, version int64, g allocation.BenefitGrant) (warned bool, err error) {
	err = s.changeBenefit(ctx, by, id, version, g.Decision, BenefitRow.Act, func(t *engine.Tx, r BenefitRow, b *allocation.Benefit) error {
		if warned, err = waiverHands(t, r); err != nil {
			return err
		}
		return b.Grant(g, r.Signed, t.Today)
	})
	return warned, err
}

// RefuseBenefit enters that a benefit was not granted, by whom and why. Errors: ErrStale, allocation.ErrSamePerson, those of Benefit.Refuse.
func (s Room) RefuseBenefit(ctx context.Context, by engine.Actor, id, version int64, body, reason string, day civil.Date) (warned bool, err error) {
	err = s.changeBenefit(ctx, by, id, version, reason, BenefitRow.Act, func(t *engine.Tx, r BenefitRow, b *allocation.Benefit) error {
		if warned, err = waiverHands(t, r); err != nil {
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
	return s.changeBenefit(ctx, by, id, version, reason, BenefitRow.Act, func(t *engine.Tx, _ BenefitRow, b *allocation.Benefit) error {
		return b.Suspend(from, reason, document, t.Today)
	})
}

// ResumeBenefit ends the suspension of a benefit. Errors: ErrStale, those of Benefit.Resume.
func (s Room) ResumeBenefit(ctx context.Context, by engine.Actor, id, version int64, from civil.Date, reason, document string) error {
	return s.changeBenefit(ctx, by, id, version, reason, BenefitRow.Act, func(t *engine.Tx, _ BenefitRow, b *allocation.Benefit) error {
		return b.Resume(from, reason, document, t.Today)
	})
}

// EndBenefit ends a benefit from a day on, or takes its application back. Errors: ErrStale, those of Benefit.End.
func (s Room) EndBenefit(ctx context.Context, by engine.Actor, id, version int64, day civil.Date, reason, document string) error {
	return s.changeBenefit(ctx, by, id, version, reason, BenefitRow.EndAct, func(t *engine.Tx, _ BenefitRow, b *allocation.Benefit) error {
		return b.End(day, reason, document, t.Today)
	})
}

// Benefits (benefit.go, benefit_list.go, benefit_tenancy.go).
var ErrBenefitTwice = say.Refuse("benefit_twice", "这户已有这一项优惠在申请或享受，不必重复申请；有变动请在原有的一项上办理")
