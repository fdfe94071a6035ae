package round

import (
	"context"
	"fmt"
	"slices"

	"penggai/allocation"
	"penggai/allocation/rule"
	"penggai/allocation/say"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/premises"
)

// OutOfOrder is what a placement carries that passes over somebody: why, and the second person's account and password.
type OutOfOrder struct {
	Reason, Second, Password string

	Seen    Passing           // what the person saw; nothing: it is worked out while the placement is written
	Remarks map[string]string // what he says of each finding of the screening, by its words
}

// Passing is whom a placement passes over, and what that was worked out from.
type Passing struct {
	List  []rule.PassedOver // by rank, with names; behind them those in rounds under way whom it would fit
	seal  string            // of everybody who waits, all that is vacant, and the placement; empty: nobody has looked
	units []string          // of the placement
}

// SecondSigner is the name of the second person, who must be another one with the right to sign overrides of the actor's
// district; empty where none is named.
func (s Room) SecondSigner(ctx context.Context, by engine.Actor, o OutOfOrder) (string, error) {
	if o.Second == "" {
		return "", nil
	}
	second, err := basis.Of(s.Store).Vouch(ctx, o.Second, o.Password)
	if err != nil {
		return "", err
	}
	switch {
	case second.ID == by.ID:
		return "", allocation.ErrOverrideSamePerson
	case !slices.ContainsFunc(second.Roles, allocation.ActSignOverride.Allows) || !second.Actor("").Sees(by.District):
		return "", ErrMayNotSign.With(second.Display)
	}
	return second.Display, nil
}

// ErrMayNotSign refuses a second person without the right to sign.
var ErrMayNotSign = say.Refuse("may_not_sign", "第二人须是本区有权复签的另一个账号（审核员或分管领导）")

// PassedOver names whom placing a waiting application on some vacant units passes over: those who wait with the better right and
// would lose their place, or the better one (docs/allocation.md, Single placements). It can be stopped through ctx; progress may be nil.
// Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) PassedOver(ctx context.Context, by engine.Actor, application int64, units []string, progress func(done, total int)) (p Passing, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		d, err := intake.ReadApplication(ctx, q, application)
		if err != nil {
			return err
		}
		if !by.Sees(d.District) {
			return engine.ErrOtherDistrict.With(d.District)
		}
		rules, err := basis.ParametersOn(ctx, q, d.District, s.Today())
		if err != nil {
			return err
		}
		all, err := queueOf(ctx, q, rules, d.District)
		if err != nil {
			return err
		}
		p, err = all.passes(ctx, q, placing{number: d.Number, gets: units, new: units}, Passing{}, progress)
		return err
	})
	return p, err
}

// queue is a district as it stands: everybody who waits on all vacant units, and beside them those who wait in rounds under way.
type queue struct {
	all      *rule.Instance
	inRounds []rule.InRound
}

// placing is a placement that is looked into: of whom, on which units, and which of them it does not hold yet.
type placing struct {
	number    string
	gets, new []string
}

func queueOf(ctx context.Context, q engine.Querier, p basis.ParameterVersion, district string) (w queue, err error) {
	sc, err := waitingScope(ctx, q, p, district)
	if err != nil {
		return w, err
	}
	sc.freeze()
	w.all = sc.Frozen
	w.inRounds, err = readInRounds(ctx, q, p, district)
	return w, err
}

// sqlInRounds are those of a district who wait in rounds under way.
const sqlInRounds = `SELECT a.id, r.number FROM round_applicant x JOIN round r ON r.id = x.round_id JOIN application a ON a.id = x.application_id
	WHERE r.district = $1 AND a.state = 'approved' AND r.state IN ('locked', 'drawn', 'computed', 'noticed', 'reopened') ORDER BY a.number, r.id`

func readInRounds(ctx context.Context, q engine.Querier, p basis.ParameterVersion, district string) ([]rule.InRound, error) {
	type member struct {
		application int64
		round       string
	}
	members, err := engine.All(ctx, q, func(s engine.Scanner) (m member, err error) { err = s.Scan(&m.application, &m.round); return m, err }, sqlInRounds, district)
	if err != nil {
		return nil, err
	}
	var out []rule.InRound
	for _, m := range members {
		a, err := ReadApplicant(ctx, q, m.application, p.Jobs)
		if err != nil {
			return nil, err
		}
		out = append(out, rule.InRound{InstanceApplicant: a.Line, Round: m.round})
	}
	return out, nil
}

func waitingScope(ctx context.Context, q engine.Querier, p basis.ParameterVersion, district string) (all RoundScope, err error) {
	waiting, err := engine.All(ctx, q, engine.ScanOne[int64], roundWaiting, district)
	if err != nil {
		return all, err
	}
	all.Parameters = p
	for _, id := range waiting {
		a, err := ReadApplicant(ctx, q, id, p.Jobs)
		if err != nil {
			return all, err
		}
		all.Applicants = append(all.Applicants, a)
	}
	all.Units, err = premises.UnitNoun.All(ctx, q, roundVacant+` ORDER BY u.number`, district)
	return all, err
}

// PassedOverByMove names whom giving a sitting tenant other premises passes over: the tenant stands among those who wait, by the
// application that it came with, and its present units are vacant; gets are the units that it will hold. seen is what a person saw
// of it before. Errors: ErrPassingChanged.
func PassedOverByMove(ctx context.Context, q engine.Querier, p basis.ParameterVersion, district string, application int64, present []premises.UnitRow,
	gets []string, seen Passing, progress func(done, total int),
) (Passing, error) {
	sc, err := waitingScope(ctx, q, p, district)
	if err != nil {
		return Passing{}, err
	}
	tenant, err := ReadApplicant(ctx, q, application, p.Jobs)
	if err != nil {
		return Passing{}, err
	}
	sc.Applicants, sc.Units = append(sc.Applicants, tenant), append(sc.Units, present...)
	sc.freeze()
	w := queue{all: sc.Frozen}
	if w.inRounds, err = readInRounds(ctx, q, p, district); err != nil {
		return Passing{}, err
	}
	held := func(number string) bool {
		return slices.ContainsFunc(present, func(u premises.UnitRow) bool { return u.Number == number })
	}
	return w.passes(ctx, q, placing{tenant.Number, gets, slices.DeleteFunc(slices.Clone(gets), held)}, seen, progress)
}

// passes works out whom a placement passes over, in the order and in the rounds.
func (w queue) passes(ctx context.Context, q engine.Querier, p placing, seen Passing, progress func(done, total int)) (Passing, error) {
	return looking{number: p.number, units: p.gets, within: w.all, inRounds: w.all.FitInRounds(w.inRounds, p.new)}.passedOver(ctx, q, seen, progress)
}

// looking is a placement with the lists that are looked into for whom it passes over.
type looking struct {
	number string
	units  []string

	within   *rule.Instance    // the list within which is decided
	inRounds []rule.PassedOver // who waits in rounds beside it and would fit
	beside   *rule.Instance    // who waits in no round, where the list within which is decided is a round; nil: nobody loses by it
}

// passedOver works out whom a placement passes over, with the names. What a person has seen of the same placement stands as long as
// everybody who waits and all that is vacant is as it was; the solver can take seconds, and nobody else could write meanwhile.
// Errors: ErrPassingChanged.
func (l looking) passedOver(ctx context.Context, q engine.Querier, seen Passing, progress func(done, total int)) (Passing, error) {
	sealed := append(l.within.Canonical(), fmt.Sprintf("\n%s %q %+v", l.number, l.units, l.inRounds)...)
	if l.beside != nil {
		sealed = append(append(sealed, '\n'), l.beside.Canonical()...)
	}
	p := Passing{seal: Sha256Hex(sealed), units: l.units}
	switch seen.seal {
	case p.seal:
		return seen, nil
	case "":
	default:
		return p, ErrPassingChanged
	}
	var err error
	if p.List, err = rule.PassingOver(ctx, l.within, l.number, l.units, progress); err != nil {
		return p, err
	}
	p.List = append(p.List, l.inRounds...)
	if l.beside != nil {
		outside, err := rule.PassingOver(ctx, l.beside, l.number, l.units, progress)
		if err != nil {
			return p, err
		}
		for _, o := range outside {
			o.Rank, o.Beside = 0, true // its place is one in another list
			p.List = append(p.List, o)
		}
	}
	return p, namePassed(ctx, q, p.List)
}

// namePassed puts the names in.
func namePassed(ctx context.Context, q engine.Querier, list []rule.PassedOver) (err error) {
	for i := range list {
		list[i].Name, err = engine.One(ctx, q, engine.ScanOne[string],
			`SELECT p.name FROM application a JOIN applicant p ON p.id = a.applicant_id WHERE a.number = $1`, list[i].Number)
		if err != nil {
			return err
		}
	}
	return nil
}

// ErrPassingChanged refuses a placement on what no longer stands.
var ErrPassingChanged = say.Refuse("passing_changed", "看过之后等候的申请或闲置房源有变动，越过谁须重新计算，没有办理。请再选一次")
