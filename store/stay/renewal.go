package stay

import (
	"context"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/oversight"
	"penggai/allocation/tenure"
	"penggai/store/basis"
	"penggai/store/engine"
)

// Renewal is the signing of the next term of a stay by decision of the approver.
type Renewal struct {
	Tenancy, Version int64
	tenure.RenewalDecision
	Seen string // what was seen when it was decided: tenure.RenewalFacts.Seen
	Gap  string // why the waiver goes on over the days before a late signing; empty: full price (一)
}

// What a renewal is decided on besides the stay itself: assessments, the latest first, findings that are not closed, money.
const (
	renewalAssessments = `SELECT id, number, state, full_time, part_time, jobs_source, jobs_day,
		max(day, jobs_day, coalesce(inspected_day, day), coalesce(decided_day, day)) FROM assessment
		WHERE tenancy_id = $1 AND state <> 'void' ORDER BY day DESC, id DESC`
	renewalRecorders = `SELECT DISTINCT account FROM move WHERE noun = 'assessment' AND noun_id = $1 AND from_state IN ('', 'rectifying') AND undoes IS NULL
		ORDER BY account`
	renewalFindings = `SELECT number FROM finding WHERE noun = 'tenancy' AND noun_id = $1 AND state IN ('raised', 'returned', 'answered') ORDER BY id`
	renewalClosed   = `SELECT number, raised_day, closed_day FROM finding WHERE noun = 'tenancy' AND noun_id = $1 AND state = 'closed' ORDER BY id`
	renewalDebts    = `SELECT coalesce(sum(open_fen), 0), coalesce(sum(CASE WHEN due_day < $2 THEN open_fen END), 0) FROM open_bill WHERE tenancy_id = $1`
)

// RenewalOf reads what a renewal of a stay is decided on. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) RenewalOf(ctx context.Context, by engine.Actor, tenancy int64) (f tenure.RenewalFacts, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		r, err := TenancyNoun.ByID(ctx, q, tenancy)
		if err != nil {
			return err
		}
		if !by.Sees(r.District) {
			return engine.ErrOtherDistrict.With(r.District)
		}
		f, err = readRenewal(ctx, q, r, s.Today())
		return err
	})
	return f, err
}

func readRenewal(ctx context.Context, q engine.Querier, r TenancyRow, today civil.Date) (f tenure.RenewalFacts, err error) {
	f = tenure.RenewalFacts{Contract: r.Contract, Area: r.Area, Exit: r.Exit != 0}
	rules, err := basis.ParametersOn(ctx, q, r.District, today)
	if err != nil {
		return f, err
	}
	f.Rules = rules.Parameters
	var last int64
	_, err = engine.All(ctx, q, func(s engine.Scanner) (none struct{}, err error) {
		var id int64
		var number string
		var state oversight.AssessmentState
		var jobs allocation.JobFigure
		var known civil.Date
		if err = s.Scan(&id, &number, &state, &jobs.Full, &jobs.Part, &jobs.Source, &jobs.Day, &known); err != nil {
			return none, err
		}
		if f.Number == "" {
			last, f.Number, f.State, f.Verified = id, number, state, jobs
		}
		if known.After(f.Rests) {
			f.Rests = known
		}
		if state.Live() {
			f.Undone = append(f.Undone, number)
		}
		return none, nil
	}, renewalAssessments, r.ID)
	if err != nil {
		return f, err
	}
	if f.By, err = engine.All(ctx, q, engine.ScanOne[int64], renewalRecorders, last); err != nil {
		return f, err
	}
	if f.Findings, err = engine.All(ctx, q, engine.ScanOne[string], renewalFindings, r.ID); err != nil {
		return f, err
	}
	f.Closed, err = engine.All(ctx, q, func(s engine.Scanner) (c tenure.ClosedFinding, err error) {
		return c, s.Scan(&c.Number, &c.Raised, &c.Closed)
	}, renewalClosed, r.ID)
	if err != nil {
		return f, err
	}
	_, err = engine.One(ctx, q, func(s engine.Scanner) (none struct{}, err error) { return none, s.Scan(&f.Open, &f.Overdue) }, renewalDebts, r.ID, today)
	return f, err
}

// RenewContract signs the next term of a tenancy on a day: [S+36, S+72) after the first, before or after it is over (四(四), 五(一)).
// Who recorded the assessment that it rests on does not decide it; where the district only warns the log says so. It returns the number.
// Errors: ErrStale, allocation.ErrSamePerson, those of tenure.Renew, tenure.ErrRenewChanged, tenure.ErrNoGap.
func (s Room) RenewContract(ctx context.Context, by engine.Actor, r Renewal) (number string, err error) {
	err = s.Write(ctx, by, allocation.ActRenewContract, func(t *engine.Tx) error {
		o, err := OpenTenancy(t, r.Tenancy)
		if err != nil {
			return err
		}
		f, err := readRenewal(t.Ctx, t, o.Row, t.Today)
		if err != nil {
			return err
		}
		if _, err := basis.SeparateFrom(t, o.District, f.By...); err != nil {
			return err
		}
		before := f.Contract.State
		next, err := tenure.Renew(&o.Tenancy, &f, r.RenewalDecision, t.Today)
		if err != nil {
			return err
		}
		if f.Seen() != r.Seen {
			return tenure.ErrRenewChanged
		}
		if err := SaveContract(t, before, f.Contract, ""); err != nil {
			return err
		}
		t.Reason(next.Decision)
		number, err = signContract(t, o.Tenancy, next, r)
		if err != nil {
			return err
		}
		if from := next.From; from.Before(r.Signed) {
			if r.Gap == "" {
				from = r.Signed
			}
			if err := BillsDiffer(t, r.Tenancy, from); err != nil {
				return err
			}
		}
		return o.Save(t, r.Version, "")
	})
	if err != nil {
		return "", err
	}
	return number, nil
}

// KeepGap decides for the latest contract of a stay whether the waiver goes on over the days before its late signing: with a
// reason it does, without one they are charged in full (一). Bills that are out get a difference bill with the next run.
// Errors: ErrStale, ErrNoReason, tenure.ErrNoGap.
func (s Room) KeepGap(ctx context.Context, by engine.Actor, tenancy, version int64, keep bool, reason string) error {
	return s.Write(ctx, by, allocation.ActKeepGap, func(t *engine.Tx) error {
		o, err := OpenTenancy(t, tenancy)
		if err != nil {
			return err
		}
		if reason == "" {
			return engine.ErrNoReason.On("reason")
		}
		c, kept := o.Row.Contract, ""
		was := c.GapKept
		gap, found := tenure.Gap(c)
		if !found {
			return tenure.ErrNoGap
		}
		if keep {
			kept = reason
		}
		if err := tenure.KeepGap(&c, kept); err != nil {
			return err
		}
		t.Reason(reason)
		if err := ContractRecord.Put(t, c); err != nil {
			return err
		}
		if c.GapKept != was {
			if err := BillsDiffer(t, tenancy, gap.From); err != nil {
				return err
			}
		}
		return o.Save(t, version, "")
	})
}
