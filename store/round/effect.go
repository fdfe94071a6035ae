package round

import (
	"context"
	"fmt"
	"strings"

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

// RuleEffect is what new parameters of a district would do: whom the areas reach, and how those who wait now, and the rounds that
// were confirmed last, would have come out.
type RuleEffect struct {
	Vacant   int // shops
	Old, New []bylaw.Reach
	Waiting  RuleTrial   // Old is nil when nobody waits
	Last     []RuleTrial // the latest rounds, the last first
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

// DefaultEffect is what the area parameters in force do beside those that the program would found an office with, for who is
// about to allocate by them. Errors: ErrOtherDistrict.
func (s Room) DefaultEffect(ctx context.Context, by engine.Actor, district string) (RuleEffect, error) {
	v, err := basis.ParametersOn(ctx, s.Read, district, s.Today())
	if err != nil {
		return RuleEffect{}, err
	}
	preset := v.Parameters
	preset.Allocation = allocation.DefaultParameters().Allocation
	return s.RuleEffect(ctx, by, district, preset, v.Parameters)
}

// Effect is what the area parameters of a round do to its own applicants and shops, beside the program's own, without a draw: for who
// locks it. It reads nothing.
func (sc *RoundScope) Effect(ctx context.Context) (e RuleEffect, err error) {
	preset, areas := allocation.DefaultParameters().Allocation, make([]quantity.Area, len(sc.Units))
	for i, u := range sc.Units {
		areas[i] = u.Area
	}
	e.Vacant, e.Old, e.New = len(areas), bylaw.Reaches(preset, areas), bylaw.Reaches(sc.Parameters.Allocation, areas)
	if sc.Frozen == nil || len(sc.Applicants) == 0 {
		return e, nil
	}
	e.Waiting.Names = map[string]string{}
	for _, a := range sc.Applicants {
		e.Waiting.Names[a.Number] = a.Name
	}
	for _, x := range []struct {
		params rule.Params
		to     **rule.Result
	}{{preset.Params(), &e.Waiting.Old}, {sc.Frozen.Params, &e.Waiting.New}} {
		in := *sc.Frozen
		in.Params = x.params
		res, err := rule.Solve(ctx, &in, nil)
		if err != nil {
			return e, err
		}
		*x.to = res.Outcome()
	}
	return e, nil
}

// Misfits are the warnings of an effect in words: of those who wait, and of the numbers of jobs for which no vacant shop fits.
func (e RuleEffect) Misfits() (out []string) {
	if e.Waiting.New != nil {
		if m := bylaw.MisfitOf(e.Waiting.New); m.Warns() {
			out = append(out, "待分配的 "+m.Words())
		}
	}
	if e.Vacant == 0 {
		return out
	}
	var jobs []string
	for _, n := range bylaw.Unreached(e.New) {
		jobs = append(jobs, fmt.Sprint(n))
	}
	if len(jobs) > 0 {
		out = append(out, fmt.Sprintf("%s 个岗位：闲置 %d 套，没有一套合适", strings.Join(jobs, "、"), e.Vacant))
	}
	return out
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

// sqlLastRounds are the rounds of a district that were confirmed last and had more than one applicant.
const sqlLastRounds = `WHERE r.district = $1 AND r.state = 'confirmed' AND r.single = 0 ORDER BY r.confirmed_day DESC, r.id DESC LIMIT 3`

// tryLast computes the rounds that were confirmed last anew with other area parameters; the weights of their jobs stay frozen.
func tryLast(ctx context.Context, q engine.Querier, district string, now allocation.Parameters) (out []RuleTrial, err error) {
	rounds, err := RoundNoun.All(ctx, q, sqlLastRounds, district)
	if err != nil {
		return nil, err
	}
	for _, r := range rounds {
		t, err := tryRound(ctx, q, r, now)
		if err != nil {
			return nil, err
		}
		out = append(out, t)
	}
	return out, nil
}

func tryRound(ctx context.Context, q engine.Querier, r RoundRow, now allocation.Parameters) (t RuleTrial, err error) {
	run, err := readRun(ctx, q, r.Run)
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
	t = RuleTrial{Title: r.Title, Old: run.Result(), New: res.Outcome(), Names: map[string]string{}}
	type named struct{ number, name string }
	names, err := engine.All(ctx, q, func(s engine.Scanner) (n named, err error) { return n, s.Scan(&n.number, &n.name) },
		`SELECT a.number, p.name FROM round_applicant x JOIN application a ON a.id = x.application_id JOIN applicant p ON p.id = a.applicant_id
			WHERE x.round_id = $1 ORDER BY a.number`, r.ID)
	for _, n := range names {
		t.Names[n.number] = n.name
	}
	return t, err
}
