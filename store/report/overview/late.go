package overview

import (
	"context"

	"penggai/allocation"
	"penggai/store"
	"penggai/store/engine"
)

// Late is what is overdue in a district today.
type Late struct {
	District string
	Unopened int // tenants that did not open in time
	Assess   int // assessments
	Answers  int // answers to findings
	Owing    int // tenants with overdue bills
}

// Count is how many matters there are.
func (l Late) Count() int { return l.Unopened + l.Assess + l.Answers + l.Owing }

const sqlLateAnswers = `SELECT f.district, 'finding', f.id, f.number, f.subject, 1, f.answer_by FROM finding f
	WHERE f.state IN ('raised', 'returned') AND f.answer_by < $2 AND ($1 = '' OR f.district = $1) ORDER BY f.answer_by, f.number`

// Overdue reads what is overdue today in each district that the actor sees, in the order of the policy, from one state of the data.
func Overdue(ctx context.Context, st *store.Store, by engine.Actor) (out []Late, err error) {
	err = st.At(ctx, func(at *store.Store) error {
		a := ask{ctx: ctx, st: at, by: by, day: at.Today(), district: by.District}
		by := map[string]*Late{}
		for _, d := range allocation.DistrictNames() {
			if a.by.Sees(d) {
				by[d] = &Late{District: d}
			}
		}
		for _, part := range []struct {
			items source
			add   func(*Late)
		}{
			{source{list: unopenedItems}, func(l *Late) { l.Unopened++ }},
			{source{list: lateItems}, func(l *Late) { l.Assess++ }},
			{sqlItems(sqlLateAnswers), func(l *Late) { l.Answers++ }},
			{source{list: overdueItems}, func(l *Late) { l.Owing++ }},
		} {
			list, err := part.items.list(&a, Figure{})
			if err != nil {
				return err
			}
			for _, it := range list {
				if l := by[it.District]; l != nil {
					part.add(l)
				}
			}
		}
		for _, d := range allocation.DistrictNames() {
			if l := by[d]; l != nil {
				out = append(out, *l)
			}
		}
		return nil
	})
	return out, err
}
