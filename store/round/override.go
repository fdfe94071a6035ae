package round

import (
	"context"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/rule"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/engine/value"
)

// OverrideRow is an override with who signed what when.
type OverrideRow struct {
	allocation.Override
	ID          int64
	Round       int64
	Run         int64 // the run whose line it decides otherwise
	Application int64
	ProposedDay civil.Date
	Proposer    string // display name
	SignedDay   civil.Date
	Signer      string
	Passed      []rule.PassedOver // whom it passes over: of the round by rank, then those beside it; kept without names
}

// OverrideRecord reads and writes overrides.
var OverrideRecord = engine.NewNoun(engine.Noun[OverrideRow]{
	Title: say.Override,
	From: ` FROM override v LEFT JOIN application a ON a.id = v.application_id
	LEFT JOIN account p ON p.id = v.proposed_by LEFT JOIN account g ON g.id = v.signed_by`,
	Fields: []engine.Field[OverrideRow]{
		{Key: "id", Column: "id", At: func(r *OverrideRow) any { return &r.ID }},
		{Key: "round", Title: say.Round, Column: "round_id", At: func(r *OverrideRow) any { return &r.Round }},
		{Key: "application_id", Title: say.Application, Column: "application_id", At: func(r *OverrideRow) any { return &r.Application }},
		{Key: "application", Expr: "a.number", At: func(r *OverrideRow) any { return &r.Applicant }},
		{Key: "run", Title: say.Compute, Column: "run_id", At: func(r *OverrideRow) any { return &r.Run }},
		{Key: "state", Title: engine.TextFieldState, Column: "state", Sets: true, At: func(r *OverrideRow) any { return &r.State }},
		{Key: "computed", Title: "计算结果", Column: "computed", At: func(r *OverrideRow) any { return (*value.Array[string])(&r.Computed) }},
		{Key: "decided", Title: "决定结果", Column: "decided", At: func(r *OverrideRow) any { return (*value.Array[string])(&r.Decided) }},
		{Key: "reason", Title: say.Reason, Column: "reason", At: func(r *OverrideRow) any { return &r.Reason }},
		{Key: "passed", Title: "越过", Column: "passed", At: func(r *OverrideRow) any { return (*value.Array[rule.PassedOver])(&r.Passed) }},
		{Key: "proposed_by", Title: "提出人", Column: "proposed_by", At: func(r *OverrideRow) any { return &r.ProposedBy }},
		{Key: "proposed", Title: say.ProposedOn, Column: "proposed_day", At: func(r *OverrideRow) any { return &r.ProposedDay }},
		{Key: "proposer", Expr: "coalesce(p.display, '')", At: func(r *OverrideRow) any { return &r.Proposer }},
		{Key: "signed_by", Title: "复签人", Column: "signed_by", Null: true, Sets: true, At: func(r *OverrideRow) any { return &r.SignedBy }},
		{Key: "signed", Title: "复签日期", Column: "signed_day", Sets: true, At: func(r *OverrideRow) any { return &r.SignedDay }},
		{Key: "signer", Expr: "coalesce(g.display, '')", At: func(r *OverrideRow) any { return &r.Signer }},
	},
})

// readOverrides reads the overrides of a round in the order in which they were proposed.
func readOverrides(ctx context.Context, q engine.Querier, round int64) ([]OverrideRow, error) {
	return OverrideRecord.All(ctx, q, `WHERE v.round_id = $1 ORDER BY v.id`, round)
}

// Overrides lists the overrides of a round in the order in which they were proposed, with the names of those whom each passes over.
func (s Room) Overrides(ctx context.Context, by engine.Actor, round int64) ([]OverrideRow, error) {
	if _, err := s.Round(ctx, by, round); err != nil {
		return nil, err
	}
	list, err := readOverrides(ctx, s.Read, round)
	for i := range list {
		if err == nil {
			err = namePassed(ctx, s.Read, list[i].Passed)
		}
	}
	return list, err
}

// ProposeOverride records the decision to give an application other units than computed (none: it is not served).
// It binds only once another person has signed it. seen is whom the person saw that it passes over; nothing: it is worked out here.
// Errors: ErrPassingChanged, those of allocation.ProposeOverride.
func (s Room) ProposeOverride(ctx context.Context, by engine.Actor, round, version, application int64, units []string, reason string, seen Passing) (id int64, err error) {
	err = s.Write(ctx, by, allocation.ActProposeOverride, func(t *engine.Tx) error {
		r, err := openRound(t, round, version)
		if err != nil {
			return err
		}
		if err := r.MayOverride(); err != nil {
			return err
		}
		if err := inRound(t, round, application); err != nil {
			return err
		}
		o, err := proposal(t, r, application, units, reason)
		if err != nil {
			return err
		}
		passed, err := overridePasses(t.Ctx, t, r, o.Applicant, units, t.Today, seen, nil)
		if err != nil {
			return err
		}
		id, err = OverrideRecord.Add(t, OverrideRow{Override: o, Round: round, Application: application, Run: r.Run, ProposedDay: t.Today, Passed: passed.List})
		if err != nil {
			return err
		}
		if err := t.Move("override", id, "", string(o.State), o.Reason); err != nil {
			return err
		}
		return saveRound(t, r.State, &r, o.Reason)
	})
	return id, err
}

// proposal makes the override against the run that stands, the pool and the other overrides.
func proposal(t *engine.Tx, r RoundRow, application int64, units []string, reason string) (allocation.Override, error) {
	var none allocation.Override
	number, err := engine.One(t.Ctx, t, engine.ScanOne[string], `SELECT number FROM application WHERE id = $1`, application)
	if err != nil {
		return none, err
	}
	run, err := readRun(t.Ctx, t, r.Run)
	if err != nil {
		return none, err
	}
	line, found := run.Line(number)
	if !found {
		return none, ErrNotInRound
	}
	pool, err := poolNumbers(t, r.ID)
	if err != nil {
		return none, err
	}
	others, err := readOverrides(t.Ctx, t, r.ID)
	if err != nil {
		return none, err
	}
	taken := map[string]bool{}
	for _, o := range others {
		if o.State == allocation.OverrideRevoked {
			continue
		}
		if o.Application == application {
			return none, ErrOverrideThere
		}
		for _, u := range o.Decided {
			taken[u] = true
		}
	}
	return allocation.ProposeOverride(number, line.Units, units, reason, t.By.ID, pool, taken)
}

// SignOverride is the second signature; the next run is computed around the decision.
func (s Room) SignOverride(ctx context.Context, by engine.Actor, id, version int64) error {
	return s.changeOverride(ctx, by, allocation.ActSignOverride, id, version, "", func(t *engine.Tx, o *OverrideRow) error {
		o.SignedDay = t.Today
		return o.Sign(t.By.ID)
	})
}

// RevokeOverride takes an override back with a reason; the next run computes the line again.
func (s Room) RevokeOverride(ctx context.Context, by engine.Actor, id, version int64, reason string) error {
	if reason == "" {
		return allocation.ErrRoundReason.On("reason")
	}
	return s.changeOverride(ctx, by, allocation.ActRevokeOverride, id, version, reason, func(_ *engine.Tx, o *OverrideRow) error { return o.Revoke() })
}

// changeOverride is the frame of both: the round must still be at the point where lines may be decided by hand.
func (s Room) changeOverride(ctx context.Context, by engine.Actor, act allocation.Action, id, version int64, reason string, change func(*engine.Tx, *OverrideRow) error) error {
	return s.Write(ctx, by, act, func(t *engine.Tx) error {
		o, err := OverrideRecord.ByID(t.Ctx, t, id)
		if err != nil {
			return err
		}
		r, err := openRound(t, o.Round, version)
		if err != nil {
			return err
		}
		if err := r.MayOverride(); err != nil {
			return err
		}
		before := o.State
		if err := change(t, &o); err != nil {
			return err
		}
		if err := OverrideRecord.Put(t, o); err != nil {
			return err
		}
		if err := t.Move("override", id, string(before), string(o.State), reason); err != nil {
			return err
		}
		return saveRound(t, r.State, &r, reason)
	})
}

// poolNumbers is the set of unit numbers in a round's pool.
func poolNumbers(t *engine.Tx, round int64) (map[string]bool, error) {
	numbers, err := engine.All(t.Ctx, t, engine.ScanOne[string], `SELECT number FROM round_unit WHERE round_id = $1`, round)
	pool := make(map[string]bool, len(numbers))
	for _, n := range numbers {
		pool[n] = true
	}
	return pool, err
}

// Rounds and awards.
var ErrOverrideThere = say.Refuse("override_there", "这件申请已有一项人工调整，请先撤回原来的一项")
