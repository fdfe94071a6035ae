package round

import (
	"context"

	"penggai/allocation/rule"
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
