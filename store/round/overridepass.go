package round

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"penggai/allocation"
	"penggai/allocation/rule"
	"penggai/store/engine"
)

// passedList is who is passed over, in one column as a JSON array without names.
type passedList []rule.PassedOver

// Scan reads the column.
func (p *passedList) Scan(src any) error {
	text, ok := src.(string)
	if !ok {
		return fmt.Errorf("applicants in a %T", src)
	}
	return json.Unmarshal([]byte(text), (*[]rule.PassedOver)(p))
}

// Kept is what the column keeps.
func (p *passedList) Kept() any {
	if len(*p) == 0 {
		return "[]"
	}
	text, _ := json.Marshal([]rule.PassedOver(*p)) // of strings and numbers it cannot fail
	return string(text)
}

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

// OverridePasses names whom giving an applicant of a computed round certain units by hand passes over: those ranked above who would
// lose their place, or the better one. None who is not served passes anybody over. It can be stopped through ctx; progress may be nil.
// Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) OverridePasses(ctx context.Context, by engine.Actor, round int64, number string, units []string, progress func(done, total int)) (p Passing, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		r, err := readRound(ctx, q, round)
		if err != nil {
			return err
		}
		if !by.Sees(r.District) {
			return engine.ErrOtherDistrict.With(r.District)
		}
		p, err = overridePasses(ctx, q, r, number, units, Passing{}, progress)
		return err
	})
	return p, err
}

func overridePasses(ctx context.Context, q engine.Querier, r RoundRow, number string, units []string, seen Passing, progress func(done, total int)) (Passing, error) {
	input, _, d, err := decided(ctx, q, r)
	if err != nil || len(units) == 0 || slices.Contains(d.Gone, number) {
		return Passing{}, err
	}
	d.Overrides = slices.DeleteFunc(d.Overrides, func(o allocation.Override) bool { return o.Applicant == number })
	return passedOver(ctx, q, allocation.RunInstance(input.instance, r.Draw.Text, d), number, units, nil, seen, progress)
}
