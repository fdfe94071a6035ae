package watch_test

import (
	"context"
	"testing"

	"penggai/allocation"
	"penggai/allocation/estate"
	"penggai/allocation/oversight"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/watch/watchtest"
)

// TestFoundByTheNumberOfBefore: what hangs on a renumbered unit is found by the number that stands on the papers of before.
func TestFoundByTheNumberOfBefore(t *testing.T) {
	o := watchtest.New(t, 2)
	m := o.As(t, allocation.Manager)
	o.SettledIn(t)
	u := o.UnitOf(t, "JS-NSQ-01-1-01")
	_, err := o.RenumberUnit(t.Context(), m, u.ID, u.Version, "JS-NSQ-88-1-01", estate.Change{Day: o.Clock.Day, Document: "门牌批复 1 号"})
	enginetest.OK(t, err)
	lists := map[string]func(context.Context, engine.Actor, engine.ListQuery) (int, error){
		"units":     total(o.Units),
		"awards":    total(o.AwardList),
		"stays":     total(o.Tenancies),
		"contracts": total(o.Contracts),
		"meters":    total(o.Meters),
		"dues":      total(o.DueAssessments),
	}
	for name, list := range lists {
		for _, filter := range []string{"NSQ-01-1-01", "房源:JS-NSQ-01-1-01", "房源:=JS-NSQ-01-1-01", "NSQ-88-1"} {
			if name == "units" {
				filter = map[string]string{"房源:JS-NSQ-01-1-01": "编号:JS-NSQ-01-1-01", "房源:=JS-NSQ-01-1-01": "编号:=JS-NSQ-01-1-01"}[filter]
			}
			if filter == "" {
				continue
			}
			if n, err := list(t.Context(), m, engine.ListQuery{Filter: filter, Limit: 10}); err != nil || n != 1 {
				t.Errorf("%s by %s: %d, %v", name, filter, n, err)
			}
		}
	}
	target, err := o.FindFindingTarget(t.Context(), o.As(t, allocation.Supervisor), oversight.FindingUnit, 0, "js-nsq-01-1-01")
	if err != nil || target.ID != u.ID || target.Subject != "JS-NSQ-88-1-01" {
		t.Errorf("%+v %v", target, err)
	}
}

func total[T any](list func(context.Context, engine.Actor, engine.ListQuery) (engine.Page[T], error)) func(context.Context, engine.Actor, engine.ListQuery) (int, error) {
	return func(ctx context.Context, by engine.Actor, q engine.ListQuery) (int, error) {
		p, err := list(ctx, by, q)
		return p.Total, err
	}
}
