package round

import (
	"context"

	"penggai/allocation"
	"penggai/allocation/bylaw"
	"penggai/allocation/quantity"
	"penggai/allocation/rule"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/premises"
)

// RuleTrial is one set of applicants and shops computed by two versions of the parameters; both results are outcomes.
type RuleTrial struct {
	Title    string // of the round; empty for those who wait now
	Old, New *rule.Result
	Names    map[string]string // of the applicants by number
}

// RuleEffect is what new parameters of a district would do: whom the areas reach, and how those who wait now, and the round that
// was confirmed last, would have come out.
type RuleEffect struct {
	Vacant   int // shops
	Old, New []bylaw.Reach
	Waiting  RuleTrial // Old is nil when nobody waits
	Last     RuleTrial // Old is nil when no round was confirmed
}

// RuleEffect works out what parameters of a district would do beside others; nothing is written. Errors: ErrOtherDistrict.
func (s Room) RuleEffect(ctx context.Context, by engine.Actor, district string, old, now allocation.Parameters) (e RuleEffect, err error) {
	if !by.Sees(district) {
		return e, engine.ErrOtherDistrict.With(district)
	}
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		units, err := premises.UnitNoun.All(ctx, q, roundVacant+` ORDER BY u.number`, district)
		if err != nil {
			return err
		}
		areas := make([]quantity.Area, len(units))
		for i, u := range units {
			areas[i] = u.Area
		}
		e.Vacant, e.Old, e.New = len(units), bylaw.Reaches(old.Allocation, areas), bylaw.Reaches(now.Allocation, areas)
		if e.Waiting, err = tryWaiting(ctx, q, district, units, old, now); err != nil {
			return err
		}
		e.Last, err = tryLast(ctx, q, district, now)
		return err
	})
	return e, err
}

// tryWaiting computes those who wait now over the vacant shops, without a draw.
func tryWaiting(ctx context.Context, q engine.Querier, district string, units []premises.UnitRow, old, now allocation.Parameters) (t RuleTrial, err error) {
	t.Names = map[string]string{}
	for _, x := range []struct {
		p  allocation.Parameters
		to **rule.Result
	}{{old, &t.Old}, {now, &t.New}} {
		sc := RoundScope{Parameters: basis.ParameterVersion{District: district, Parameters: x.p}, Units: units}
		if err := sc.members(ctx, q, roundWaiting, district); err != nil || len(sc.Applicants) == 0 {
			return t, err
		}
		for _, a := range sc.Applicants {
			t.Names[a.Number] = a.Name
		}
		sc.freeze()
		res, err := rule.Solve(ctx, sc.Frozen, nil)
		if err != nil {
			return t, err
		}
		*x.to = res.Outcome()
	}
	return t, nil
}

// sqlLastRound is the round of a district that was confirmed last and had more than one applicant.
const sqlLastRound = `WHERE r.district = $1 AND r.state = 'confirmed' AND r.single = 0 ORDER BY r.confirmed_day DESC, r.id DESC LIMIT 1`

// tryLast computes the round that was confirmed last anew with other area parameters; the weights of its jobs stay frozen.
func tryLast(ctx context.Context, q engine.Querier, district string, now allocation.Parameters) (t RuleTrial, err error) {
	rounds, err := RoundNoun.All(ctx, q, sqlLastRound, district)
	if err != nil || len(rounds) == 0 {
		return t, err
	}
	run, err := readRun(ctx, q, rounds[0].Run)
	if err != nil {
		return t, err
	}
	in, err := rule.ReadInstance(run.Instance)
	if err != nil {
		return t, err
	}
	in.Params = now.Allocation.Params()
	res, err := rule.Solve(ctx, in, nil)
	if err != nil {
		return t, err
	}
	t = RuleTrial{Title: rounds[0].Title, Old: run.Result(), New: res.Outcome(), Names: map[string]string{}}
	type named struct{ number, name string }
	names, err := engine.All(ctx, q, func(s engine.Scanner) (n named, err error) { return n, s.Scan(&n.number, &n.name) },
		`SELECT a.number, p.name FROM round_applicant x JOIN application a ON a.id = x.application_id JOIN applicant p ON p.id = a.applicant_id
			WHERE x.round_id = $1 ORDER BY a.number`, rounds[0].ID)
	for _, n := range names {
		t.Names[n.number] = n.name
	}
	return t, err
}
