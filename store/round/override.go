package round

import (
	"context"
	"encoding/json"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/store/engine"
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
}

const overrideColumns = `SELECT v.id, v.round_id, v.run_id, v.application_id, a.number, v.state, v.computed, v.decided, v.reason,
	v.proposed_by, v.proposed_day, coalesce(p.display, ''), coalesce(v.signed_by, 0), v.signed_day, coalesce(g.display, '')
	FROM override v JOIN application a ON a.id = v.application_id
	LEFT JOIN account p ON p.id = v.proposed_by LEFT JOIN account g ON g.id = v.signed_by`

const (
	overrideByID = overrideColumns + ` WHERE v.id = $1`
	overridesOf  = overrideColumns + ` WHERE v.round_id = $1 ORDER BY v.id`
	overrideAdd  = `INSERT INTO override (round_id, application_id, run_id, state, computed, decided, reason, proposed_by, proposed_day)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`
	overrideSet = `UPDATE override SET state = $1, signed_by = $2, signed_day = $3 WHERE id = $4`
)

func scanOverride(s engine.Scanner) (OverrideRow, error) {
	var o OverrideRow
	var computed, decided string
	err := s.Scan(&o.ID, &o.Round, &o.Run, &o.Application, &o.Applicant, &o.State, &computed, &decided, &o.Reason,
		&o.ProposedBy, &o.ProposedDay, &o.Proposer, &o.SignedBy, &o.SignedDay, &o.Signer)
	if err != nil {
		return o, err
	}
	if err := json.Unmarshal([]byte(computed), &o.Computed); err != nil {
		return o, err
	}
	return o, json.Unmarshal([]byte(decided), &o.Decided)
}

// Overrides lists the overrides of a round in the order in which they were proposed.
func (s Room) Overrides(ctx context.Context, by engine.Actor, round int64) ([]OverrideRow, error) {
	if _, err := s.Round(ctx, by, round); err != nil {
		return nil, err
	}
	return engine.All(ctx, s.Read, scanOverride, overridesOf, round)
}

// ProposeOverride records the decision to give an application other units than computed (none: it is not served).
// It binds only once another person has signed it.
func (s Room) ProposeOverride(ctx context.Context, by engine.Actor, round, version, application int64, units []string, reason string) (id int64, err error) {
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
		computed, err := json.Marshal(o.Computed)
		if err != nil {
			return err
		}
		decided, err := json.Marshal(o.Decided)
		if err != nil {
			return err
		}
		id, err = t.Insert(overrideAdd, round, application, r.Run, string(o.State), string(computed), string(decided), o.Reason, t.By.ID, t.Today)
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
		return none, engine.ErrNotInRound
	}
	pool, err := poolNumbers(t, r.ID)
	if err != nil {
		return none, err
	}
	others, err := engine.All(t.Ctx, t, scanOverride, overridesOf, r.ID)
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
		o, err := engine.One(t.Ctx, t, scanOverride, overrideByID, id)
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
		if err := t.Exec(overrideSet, string(o.State), orNull(o.SignedBy), o.SignedDay, id); err != nil {
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
	numbers, err := engine.All(t.Ctx, t, engine.ScanOne[string], `SELECT u.number FROM round_unit p JOIN unit u ON u.id = p.unit_id WHERE p.round_id = $1`, round)
	pool := make(map[string]bool, len(numbers))
	for _, n := range numbers {
		pool[n] = true
	}
	return pool, err
}

// Rounds and awards.
var ErrOverrideThere = say.Refuse("override_there", "这件申请已有一项人工调整，请先撤回原来的一项")
