package rule

import (
	"context"
	"slices"
)

// PassedOver is somebody better ranked from whom a placement takes something: what it would have held, and what is left to it.
type PassedOver struct {
	Rank   int // from 1 on
	Number string
	Had    []string // units, in bay order
	Left   []string // the same; empty where it is left without a place
}

// PassingOver names whom placing an applicant on some units passes over. The instance holds all vacant units of the district
// and everybody who waits, the applicant among them, and no decisions but those that stand. The placement is in order, and the
// list empty, where everybody ranked above the applicant who would be served is served all the same, and with an option that
// stands no lower in its own order. Errors: ErrBadInstance, those of ctx.
func PassingOver(ctx context.Context, in *Instance, applicant string, units []string) ([]PassedOver, error) {
	placed := *in
	placed.Fixed = append(slices.Clone(in.Fixed), Fixed{Applicant: applicant, Units: units})
	before, err := Solve(ctx, in, nil)
	if err != nil {
		return nil, err
	}
	after, err := Solve(ctx, &placed, nil)
	if err != nil {
		return nil, err
	}
	var passed []PassedOver
	was, is := before.Final(), after.Final()
	for i := range was {
		if was[i].Number == applicant {
			break
		}
		if len(was[i].Units) == 0 || slices.Equal(was[i].Units, is[i].Units) {
			continue
		}
		worse, err := in.standsLower(before, after, i)
		if err != nil {
			return nil, err
		}
		if worse {
			passed = append(passed, PassedOver{Rank: was[i].Rank, Number: was[i].Number, Had: was[i].Units, Left: is[i].Units})
		}
	}
	return passed, nil
}

// standsLower tells whether the line with this index is left with something that its applicant likes less: nothing, a place of
// the second pass instead of the first, or an option further down in its own order.
func (in *Instance) standsLower(before, after *Result, i int) (bool, error) {
	had, left := before.Final()[i].Units, after.Final()[i].Units
	if len(left) == 0 {
		return true, nil
	}
	first, still := before.servedFirst(i), after.servedFirst(i)
	if first != still {
		return first, nil
	}
	look := in
	if !first {
		look = in.Second(before)
		look.Fixed = in.Fixed // what the others hold does not matter to its own order
	}
	options, _, err := look.PreferredOptions(before.Ranks[i].Number, 0)
	if err != nil {
		return false, err
	}
	place := func(units []string) int {
		return slices.IndexFunc(options, func(o ListedOption) bool { return slices.Equal(o.Units, units) })
	}
	return place(left) > place(had), nil
}

// servedFirst tells whether the first pass served the line.
func (r *Result) servedFirst(i int) bool { return len(r.Ranks[i].Units) > 0 }
