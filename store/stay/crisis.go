package stay

import (
	"context"
	"fmt"

	"penggai/allocation/civil"
	"penggai/allocation/leave"
	"penggai/allocation/relief"
	"penggai/allocation/tenure"
	"penggai/store/engine"
)

// GrantCrisis gives stays the further share of fees that a decision forgoes, as an account drew it up. Bills that were issued stay; what
// they charged too much comes back with a difference bill. Errors: those of Crisis.Grant, ErrCrisisTwice, ErrCrisisNobody.
func GrantCrisis(t *engine.Tx, c relief.Crisis, tenancies []int64, drawnUp int64) error {
	if err := c.Check(t.Today); err != nil {
		return err
	}
	if err := knownBody(t, c.Body); err != nil {
		return err
	}
	if len(tenancies) == 0 {
		return relief.ErrCrisisNobody.On("who")
	}
	for _, id := range tenancies {
		if err := grantCrisis(t, c, id, drawnUp); err != nil {
			return err
		}
	}
	t.Subject(fmt.Sprintf("%s %d 户", c.Name, len(tenancies)))
	t.Reason(c.Decision)
	return nil
}

func grantCrisis(t *engine.Tx, c relief.Crisis, tenancy, drawnUp int64) error {
	o, err := OpenTenancy(t, tenancy)
	if err != nil {
		return err
	}
	standing, err := StandingOf(t.Ctx, t, o.Row, t.Today)
	if err != nil {
		return err
	}
	b, err := c.Grant(standing, t.Today)
	if err != nil {
		return err
	}
	twice, err := CrisisTwice(t.Ctx, t, tenancy, b)
	switch {
	case err != nil:
		return err
	case twice:
		return TwiceOf(o.Row, b)
	}
	b.AppliedBy = drawnUp
	id, err := BenefitNoun.Add(t, BenefitRow{Benefit: b, Tenancy: tenancy})
	if err != nil {
		return err
	}
	return t.Move("benefit", id, "", string(b.State), b.Decision)
}

// StandingOf is how a stay stands before a further relief on a day: its days without a contract, and whether an exit by 四(五)3 was decided.
func StandingOf(ctx context.Context, q engine.Querier, r TenancyRow, today civil.Date) (s relief.Standing, err error) {
	contracts, err := ReadContracts(ctx, q, r.ID)
	if err != nil {
		return s, err
	}
	s.Tenancy, s.Uncovered = r.Tenancy, tenure.Uncovered(contracts, today)
	s.Failed, err = engine.One(ctx, q, engine.ScanOne[bool], `SELECT EXISTS (SELECT 1 FROM exit WHERE tenancy_id = $1 AND ground = $2
		AND state IN ('approved', 'noticed', 'returned', 'closed'))`, r.ID, leave.FailureGround().Number)
	return s, err
}

// CrisisTwice reports whether a stay has the same decision for some of its days already.
func CrisisTwice(ctx context.Context, q engine.Querier, tenancy int64, b relief.Benefit) (bool, error) {
	return engine.One(ctx, q, engine.ScanOne[bool], `SELECT EXISTS (SELECT 1 FROM benefit WHERE tenancy_id = $1 AND kind = $2 AND decision = $3
		AND start_day < $4 AND until_day > $5 AND (state <> 'ended' OR with_tenancy = 1))`, tenancy, b.Kind, b.Decision, b.Until, b.Start)
}

// TwiceOf refuses a stay that has the decision already.
func TwiceOf(r TenancyRow, b relief.Benefit) error {
	return relief.ErrCrisisTwice.Textf("%s %s 已按“%s”登记过，请从名单里去掉", r.Number, r.Name, b.Decision).On("who")
}
