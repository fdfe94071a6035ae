package stay

import (
	"context"
	"fmt"
	"slices"

	"penggai/allocation"
	"penggai/allocation/relief"
	"penggai/store/engine"
)

// DecideCrisis enters a decision that forgoes a further share of some fees for some months, for a group of stays at once, and
// returns how many. Bills that were issued stay; what they charged too much comes back with a difference bill.
// Errors: those of Crisis.Grant, ErrCrisisTwice, ErrCrisisNobody.
func (s Room) DecideCrisis(ctx context.Context, by engine.Actor, c relief.Crisis, tenancies []int64) (n int, err error) {
	err = s.Write(ctx, by, allocation.ActDecideWaiver, func(t *engine.Tx) error {
		if err := c.Check(t.Today); err != nil {
			return err
		}
		if err := knownBody(t, c.Body); err != nil {
			return err
		}
		ids := slices.Compact(slices.Sorted(slices.Values(tenancies)))
		if n = len(ids); n == 0 {
			return relief.ErrCrisisNobody.On("who")
		}
		for _, id := range ids {
			if err := grantCrisis(t, c, id); err != nil {
				return err
			}
		}
		t.Subject(fmt.Sprintf("%s %d 户", c.Name, n))
		t.About("", 0)
		t.Reason(c.Decision)
		return nil
	})
	return n, err
}

func grantCrisis(t *engine.Tx, c relief.Crisis, tenancy int64) error {
	o, err := OpenTenancy(t, tenancy)
	if err != nil {
		return err
	}
	b, err := c.Grant(o.Tenancy, t.Today)
	if err != nil {
		return err
	}
	twice, err := engine.One(t.Ctx, t, engine.ScanOne[bool], `SELECT EXISTS (SELECT 1 FROM benefit WHERE tenancy_id = $1 AND kind = $2 AND decision = $3
		AND start_day < $4 AND until_day > $5 AND (state <> 'ended' OR with_tenancy = 1))`, tenancy, b.Kind, b.Decision, b.Until, b.Start)
	switch {
	case err != nil:
		return err
	case twice:
		return relief.ErrCrisisTwice.Textf("%s %s 已按“%s”登记过，请从名单里去掉", o.Row.Number, o.Row.Name, b.Decision).On("who")
	}
	b.AppliedBy = t.By.ID
	id, err := BenefitNoun.Add(t, BenefitRow{Benefit: b, Tenancy: tenancy})
	if err != nil {
		return err
	}
	return t.Move("benefit", id, "", string(b.State), b.Decision)
}
