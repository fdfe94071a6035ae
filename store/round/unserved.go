package round

import (
	"context"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/identity"
	"penggai/allocation/quantity"
	"penggai/allocation/rule"
	"penggai/store/engine"
	"penggai/store/intake"
)

// Reasons explains to those whom the run leaves without premises why: in is the instance of the run, sc the scope of its round.
// Errors: those of rule.NewReasons.
func (r *RunRow) Reasons(ctx context.Context, in *rule.Instance, sc *RoundScope) (*rule.Reasons, error) {
	outside := make([]rule.InstanceUnit, len(sc.Left))
	for i, u := range sc.Left {
		outside[i] = u.InstanceUnit
	}
	return rule.NewReasons(ctx, in, r.result, outside)
}

// LeftWhy is the reason for which a unit was left out of the pool; empty for one that stands in it.
func (sc *RoundScope) LeftWhy(unit string) string {
	for _, u := range sc.Left {
		if u.Number == unit {
			return u.Reason
		}
	}
	return ""
}

// LeftWithout is what is said to an applicant whom its last round left without premises, and who still waits.
type LeftWithout struct {
	Round                        RoundRow
	Why                          rule.Unserved
	Weight, Entitlement, Because string  // in words
	Decided                      string  // the reason of an override, where people decided so
	Takers                       []Taker // of the units that fit, by rank
	Overtaken                    []Overtaken
	Scope                        RoundScope
	Digest                       string
}

// Taker is who got a unit, as the notice names him.
type Taker struct {
	Unit   string
	Area   quantity.Area
	Rank   int
	Name   string // of a person masked
	Weight string
	Lo, Hi quantity.Area // what the weight carries

	Decided bool // people gave it to him, not the rule
}

// Overtaken is a decision by hand that passed over an applicant.
type Overtaken struct {
	Rank         int    // of whom it gave premises
	Name         string // as the notice names him
	Units        []string
	Fate, Reason string // what became of the one who was passed over; persons in the reason are masked
}

const (
	// roundOut is the last round of an application whose result is out.
	roundOut = `SELECT coalesce(max(r.id), 0) FROM round_applicant x JOIN round r ON r.id = x.round_id
		WHERE x.application_id = $1 AND r.single = 0 AND r.state IN ('noticed', 'confirmed')`
	// roundStill are those of a round who wait.
	roundStill = `SELECT a.id FROM round_applicant x JOIN application a ON a.id = x.application_id
		WHERE x.round_id = $1 AND a.state = 'approved' ORDER BY a.number`
)

// LeftWithout reads it; found is false for an application that does not wait, or whose last round gave it premises, or that has stood in
// none whose result is out. Errors: ErrNotFound, ErrOtherDistrict, those of rule.NewReasons.
func (s Room) LeftWithout(ctx context.Context, by engine.Actor, application int64) (l LeftWithout, found bool, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		d, err := intake.ReadApplication(ctx, q, application)
		if err != nil {
			return err
		}
		if !by.Sees(d.District) {
			return engine.ErrOtherDistrict.With(d.District)
		}
		id, err := engine.One(ctx, q, engine.ScanOne[int64], roundOut, application)
		if err != nil || id == 0 || d.State != allocation.ApplicationApproved {
			return err
		}
		l, found, err = leftWithout(ctx, q, id, d.Number)
		return err
	})
	return l, found, err
}

// RoundLeft are the applications that a round whose result is out left without premises and that still wait, by number.
func (s Room) RoundLeft(ctx context.Context, by engine.Actor, round int64) (list []int64, err error) {
	r, err := s.Round(ctx, by, round)
	if err != nil || r.Single || r.State != allocation.RoundNoticed && r.State != allocation.RoundConfirmed {
		return nil, err
	}
	run, err := readRun(ctx, s.Read, r.Run)
	if err != nil {
		return nil, err
	}
	ids, err := engine.All(ctx, s.Read, engine.ScanOne[int64], roundStill, round)
	for _, id := range ids {
		d, err := intake.ReadApplication(ctx, s.Read, id)
		if err != nil {
			return nil, err
		}
		if line, stands := run.Line(d.Number); stands && len(line.Units) == 0 {
			list = append(list, id)
		}
	}
	return list, err
}

func leftWithout(ctx context.Context, q engine.Querier, round int64, number string) (l LeftWithout, found bool, err error) {
	if l.Round, err = readRound(ctx, q, round); err != nil {
		return l, false, err
	}
	run, err := readRun(ctx, q, l.Round.Run)
	if err != nil {
		return l, false, err
	}
	line, found := run.Line(number)
	if !found || len(line.Units) > 0 {
		return l, false, nil
	}
	in, err := rule.ReadInstance(run.Instance)
	if err != nil {
		return l, false, err
	}
	if l.Scope, err = scopeOf(ctx, q, l.Round); err != nil {
		return l, false, err
	}
	reasons, err := run.Reasons(ctx, in, &l.Scope)
	if err != nil {
		return l, false, err
	}
	if l.Why, err = reasons.Of(ctx, number); err != nil {
		return l, false, err
	}
	words := rule.NewLines(in, run.result)
	l.Weight, l.Entitlement, l.Because, l.Digest = words.Weight(number), words.Entitlement(number), words.Reason(number), run.Digest
	tables, err := words.PriceTables(ctx)
	if err != nil {
		return l, false, err
	}
	if table := tables[number]; len(table) > 0 {
		l.Because += "（附表　" + strings.Join(table, "；") + "）"
	}
	if line.Reason == rule.ReasonFixed {
		if l.Decided, err = engine.One(ctx, q, engine.ScanOne[string], `SELECT coalesce(max(v.reason), '') FROM override v JOIN application a
			ON a.id = v.application_id WHERE v.round_id = $1 AND a.number = $2 AND v.state = 'signed'`, round, number); err != nil {
			return l, false, err
		}
	}
	l.takers(&run, words)
	return l, true, l.overtaken(ctx, q, &run, number)
}

// overtaken reads the decisions by hand that passed over the applicant.
func (l *LeftWithout) overtaken(ctx context.Context, q engine.Querier, run *RunRow, number string) error {
	list, err := readOverrides(ctx, q, l.Round.ID)
	for _, o := range list {
		fate, over := rule.FateOf(o.Passed, number)
		if !over || o.State != allocation.OverrideSigned {
			continue
		}
		by, _ := run.Line(o.Applicant)
		l.Overtaken = append(l.Overtaken, Overtaken{Rank: by.Rank, Name: l.Scope.postedNames()[o.Applicant], Units: o.Decided, Fate: fate, Reason: l.Scope.Public(o.Reason)})
	}
	return err
}

// postedNames are the names of the applicants as a notice has them, by number: those of persons masked.
func (sc *RoundScope) postedNames() map[string]string {
	names := map[string]string{}
	for _, a := range sc.Applicants {
		names[a.Number] = a.Name
		if a.Kind == allocation.Person {
			names[a.Number] = identity.MaskName(a.Name)
		}
	}
	return names
}

// Public is a sentence that somebody typed, as a notice posts it: persons of the round and these others, identity numbers and mobile
// telephones are masked.
func (sc *RoundScope) Public(text string, others ...string) string {
	var persons, firms []string
	for _, a := range sc.Applicants {
		if a.Kind == allocation.Person {
			persons = append(persons, a.Name)
		} else {
			firms = append(firms, a.Name)
		}
	}
	return identity.MaskPosted(text, persons, firms, others)
}

// takers says who got the units that fit.
func (l *LeftWithout) takers(run *RunRow, words *rule.Lines) {
	names := l.Scope.postedNames()
	for _, f := range l.Why.Inside {
		if f.Why != rule.WhyTaken {
			continue
		}
		h, _ := run.Line(f.By)
		l.Takers = append(l.Takers, Taker{Unit: f.Number, Area: f.Area, Rank: f.Rank, Name: names[f.By], Weight: words.Weight(f.By), Lo: h.Lo, Hi: h.Hi, Decided: h.Reason == rule.ReasonFixed})
	}
	slices.SortStableFunc(l.Takers, func(a, b Taker) int { return a.Rank - b.Rank })
}
