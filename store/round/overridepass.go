package round

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/rule"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/premises"
)

// overtaking is a placement that passes over somebody, in one column; empty where it passes over nobody.
type overtaking rule.Overtaking

// Scan reads the column.
func (o *overtaking) Scan(src any) error {
	*o = overtaking{}
	text, ok := src.(string)
	if !ok {
		return fmt.Errorf("a placement in a %T", src)
	}
	if text == "" {
		return nil
	}
	return json.Unmarshal([]byte(text), (*rule.Overtaking)(o))
}

// Kept is what the column keeps.
func (o *overtaking) Kept() any {
	if len(o.List) == 0 {
		return ""
	}
	text, _ := json.Marshal((*rule.Overtaking)(o)) // of strings and numbers it cannot fail
	return string(text)
}

// OverridePasses names whom giving an applicant of a computed round certain units by hand passes over: those of the round ranked above who
// would lose their place, or the better one; those in other rounds under way whom it would fit; and, as far as the run leaves the units to
// nobody, those who wait in no round with the better right to them. None who is not served passes anybody over. It can be stopped through
// ctx; progress may be nil. Errors: ErrNotFound, ErrOtherDistrict, ErrNotInRound.
func (s Room) OverridePasses(ctx context.Context, by engine.Actor, round int64, number string, units []string, progress func(done, total int)) (p Passing, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		r, err := readRound(ctx, q, round)
		if err != nil {
			return err
		}
		if !by.Sees(r.District) {
			return engine.ErrOtherDistrict.With(r.District)
		}
		p, err = overridePasses(ctx, q, r, number, units, s.Today(), Passing{}, progress)
		return err
	})
	return p, err
}

func overridePasses(ctx context.Context, q engine.Querier, r RoundRow, number string, units []string, today civil.Date, seen Passing,
	progress func(done, total int),
) (Passing, error) {
	input, _, d, err := decided(ctx, q, r)
	if err != nil || len(units) == 0 || slices.Contains(d.Gone, number) {
		return Passing{}, err
	}
	d.Overrides = slices.DeleteFunc(d.Overrides, func(o allocation.Override) bool { return o.Applicant == number })
	look, err := besideRound(ctx, q, r, number, units, today)
	if err != nil {
		return Passing{}, err
	}
	look.within = allocation.RunInstance(input.instance, r.Draw.Text, d)
	return look.passedOver(ctx, q, seen, progress)
}

// besideRound looks beside a round whose run gives some units to others or to nobody, where one of its applicants shall have them by hand.
func besideRound(ctx context.Context, q engine.Querier, r RoundRow, number string, units []string, today civil.Date) (l looking, err error) {
	run, err := readRun(ctx, q, r.Run)
	if err != nil {
		return l, err
	}
	line, found := run.Line(number)
	if !found {
		return l, ErrNotInRound
	}
	rules, err := basis.ParametersOn(ctx, q, r.District, today)
	if err != nil {
		return l, err
	}
	sc, err := waitingScope(ctx, q, rules, r.District)
	if err != nil {
		return l, err
	}
	outside := len(sc.Applicants) > 0 && slices.ContainsFunc(units, func(u string) bool {
		return !slices.ContainsFunc(run.Result().Ranks, func(h rule.Rank) bool { return h.Number != number && slices.Contains(h.Units, u) })
	})
	pool, err := premises.UnitNoun.All(ctx, q, roundUnits, r.ID)
	if err != nil {
		return l, err
	}
	sc.Units = append(sc.Units, slices.DeleteFunc(pool, func(u premises.UnitRow) bool { return !slices.Contains(units, u.Number) })...)
	application, err := engine.One(ctx, q, engine.ScanOne[int64], `SELECT id FROM application WHERE number = $1`, number)
	if err != nil {
		return l, err
	}
	own, err := ReadApplicant(ctx, q, application, rules.Jobs)
	if err != nil {
		return l, err
	}
	sc.Applicants = append(sc.Applicants, own)
	sc.freeze()
	others, err := readInRounds(ctx, q, rules, r.District)
	if err != nil {
		return l, err
	}
	others = slices.DeleteFunc(others, func(o rule.InRound) bool { return o.Round == r.Number })
	more := slices.DeleteFunc(slices.Clone(units), func(u string) bool { return slices.Contains(line.Units, u) })
	l = looking{number: number, units: units, inRounds: sc.Frozen.FitInRounds(others, more)}
	if outside && len(more) > 0 {
		l.beside = sc.Frozen
	}
	return l, nil
}
