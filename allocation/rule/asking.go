package rule

import (
	"context"
	"slices"

	"penggai/allocation/match"
)

// asking answers, about one applicant in one pass, whether everybody ranked above it who is served stays served when it is given
// certain places. Whoever is ranked below it does not count.
type asking struct {
	*pass
	rank        int // index
	sure, maybe []bool
}

func newAsking(p *pass, rank int) *asking {
	a := &asking{pass: p, rank: rank}
	a.sure, a.maybe = p.leaving(rank)
	return a
}

// served answers for the places from first up to past. sure is false where the solver would have to be asked and may not be any more.
func (a *asking) served(ctx context.Context, first, past int, budget *int) (yes, sure bool, err error) {
	free := true
	for place := first; place < past; place++ {
		if !a.maybe[place] {
			return false, true, nil
		}
		h := a.held[place]
		free = free && (h < 0 || h > a.rank)
	}
	if free || past == first+1 && a.sure[first] {
		return true, true, nil
	}
	if past > first+1 && a.moveAll(first, past) {
		return true, true, nil
	}
	if !a.joined {
		return false, true, nil
	}
	if *budget--; *budget < 0 {
		return false, false, nil
	}
	return a.solve(ctx, first, past)
}

// moveAll moves those who hold the places elsewhere by chains of single units.
func (a *asking) moveAll(first, past int) bool {
	held := slices.Clone(a.held)
	var out []int
	for place := first; place < past; place++ {
		h := held[place]
		if h < 0 || h > a.rank {
			continue
		}
		if !a.single[h] {
			return false
		}
		out = append(out, h)
	}
	for _, q := range out {
		seen := make([]bool, len(held))
		for place := first; place < past; place++ {
			seen[place] = true
		}
		if !a.move(q, held, seen) {
			return false
		}
	}
	return true
}

func (a *asking) move(q int, held []int, seen []bool) bool {
	for _, o := range a.options[q] {
		place := o.First()
		if seen[place] || a.stock.fixedFor[place] >= 0 {
			continue
		}
		seen[place] = true
		h := held[place]
		if h < 0 || h > a.rank || a.single[h] && a.move(h, held, seen) {
			held[place] = q
			return true
		}
	}
	return false
}

// solve asks the solver: the places as a decision, everybody above who is served, nobody else.
func (a *asking) solve(ctx context.Context, first, past int) (yes, sure bool, err error) {
	options := make([][]match.Option, 0, a.rank)
	for q := range a.rank {
		if a.ranks[q].Reason != ReasonAwarded {
			continue
		}
		options = append(options, slices.DeleteFunc(slices.Clone(a.options[q]), func(o match.Option) bool {
			return o.First() < past && o.End() > first
		}))
	}
	answer, err := match.Solve(ctx, &match.Problem{Units: len(a.held), Options: options}, nil)
	if err != nil {
		return false, false, err
	}
	yes = !slices.ContainsFunc(answer.Choice, func(c int) bool { return c < 0 })
	return yes, yes || len(answer.Unproved) == 0, nil
}
