package rule

import (
	"cmp"
	"context"
	"fmt"
	"math/bits"
	"slices"
	"strings"

	"penggai/allocation/quantity"
)

// Change is a change of an applicant's own wishes, never of its jobs: features given up, one more community, other limits of area.
type Change struct {
	Drop      []string       // required features that it gives up
	Community string         // one more that it takes; empty for none
	Min, Max  *quantity.Area // its new limits; nil leaves one as it is
	Place     Place          // where it would have been served

	wasMin, wasMax *quantity.Area
	off            quantity.Area // how far the limits of area move
}

// Apply is the applicant with the changed wishes.
func (c Change) Apply(a InstanceApplicant) InstanceApplicant {
	a.Requires = slices.DeleteFunc(slices.Clone(a.Requires), func(t string) bool { return slices.Contains(c.Drop, t) })
	if c.Community != "" {
		a.Communities = append(slices.Clone(a.Communities), c.Community)
	}
	if c.Min != nil {
		a.Min = c.Min
	}
	if c.Max != nil {
		a.Max = c.Max
	}
	return a
}

// Parts counts what the change touches: each feature, the community, each limit of area.
func (c Change) Parts() int {
	n := len(c.Drop)
	for _, is := range []bool{c.Community != "", c.Min != nil, c.Max != nil} {
		if is {
			n++
		}
	}
	return n
}

// Off is how far the limits of area move altogether.
func (c Change) Off() quantity.Area { return c.off }

// The kinds of wish that a change touches, as bits.
const (
	changeTags = 1 << iota
	changeArea
	changeCommunity
	changeKinds
)

func (c Change) kinds() int {
	k := 0
	if len(c.Drop) > 0 {
		k |= changeTags
	}
	if c.Min != nil || c.Max != nil {
		k |= changeArea
	}
	if c.Community != "" {
		k |= changeCommunity
	}
	return k
}

// compare orders changes, the smallest first: fewer parts; then fewer features, less area, the community by name; then the place as
// the applicant itself would order it.
func (c Change) compare(d Change) int {
	return cmp.Or(
		cmp.Compare(c.Parts(), d.Parts()), cmp.Compare(c.kinds(), d.kinds()), cmp.Compare(len(c.Drop), len(d.Drop)), cmp.Compare(c.off, d.off),
		strings.Compare(c.Community, d.Community), cmp.Compare(len(c.Place.Units), len(d.Place.Units)),
		strings.Compare(c.Place.Units[0], d.Place.Units[0]),
	)
}

// Text says the change in words.
func (c Change) Text() string {
	var parts []string
	if len(c.Drop) > 0 {
		parts = append(parts, "不再要求"+strings.Join(c.Drop, "、"))
	}
	if c.Min != nil {
		parts = append(parts, fmt.Sprintf("最小面积由 %s 降到 %s ㎡", *c.wasMin, *c.Min))
	}
	switch {
	case c.Max == nil:
	case c.wasMax == nil:
		parts = append(parts, fmt.Sprintf("愿意要小些的，最大面积写 %s ㎡", *c.Max))
	case *c.Max < *c.wasMax:
		parts = append(parts, fmt.Sprintf("最大面积由 %s 降到 %s ㎡，愿意要小些的", *c.wasMax, *c.Max))
	default:
		parts = append(parts, fmt.Sprintf("最大面积由 %s 放到 %s ㎡", *c.wasMax, *c.Max))
	}
	if c.Community != "" {
		parts = append(parts, "加上小区"+c.Community)
	}
	return strings.Join(parts, "，并且") + fmt.Sprintf("（如 %s，%s ㎡）", strings.Join(c.Place.Units, "+"), c.Place.Area)
}

// candidate is a change with the run of places that it would open, in one pass.
type candidate struct {
	Change
	pass        *pass
	first, past int // places
}

// searches is how many questions about one applicant may go to the solver; beyond them a change is passed over undecided.
const searches = 12

// changes finds, for the applicant at an index of the ranks, the smallest change of each set of kinds that would have served it
// where no part of the set alone would.
func (x *Reasons) changes(ctx context.Context, r int) (found []Change, proved bool, err error) {
	var list []candidate
	for _, p := range x.passes {
		list = append(list, p.candidates(r)...)
	}
	slices.SortStableFunc(list, func(a, b candidate) int { return a.compare(b.Change) })
	proved = true
	asked, kinds := map[*pass]*asking{}, []int{}
	budget := searches
	for i := range list {
		c := &list[i]
		k := c.kinds()
		if slices.ContainsFunc(kinds, func(f int) bool { return k&f == f }) {
			continue
		}
		if asked[c.pass] == nil {
			asked[c.pass] = newAsking(c.pass, r)
		}
		yes, sure, err := asked[c.pass].served(ctx, c.first, c.past, &budget)
		if err != nil {
			return nil, false, err
		}
		proved = proved && sure
		if yes {
			kinds = append(kinds, k)
			found = append(found, c.Change)
		}
	}
	return found, proved, nil
}

// candidates are all changes that would make a run of free or held places an option of the rank at an index.
func (p *pass) candidates(r int) []candidate {
	a := &p.in.Applicants[p.order[r]]
	required := slices.Compact(slices.Sorted(slices.Values(a.Requires)))
	if len(required) > bits.UintSize-1 {
		return nil
	}
	entitlement := p.in.Params.Entitlement(p.standings[p.order[r]].weight, p.rate)
	most := int(min(p.in.Params.MaxUnits, a.MaxUnits))
	lacks := make([]uint, len(p.held))
	for place := range lacks {
		for i, t := range required {
			if !slices.Contains(p.stock.unit(place).Tags, t) {
				lacks[place] |= 1 << i
			}
		}
	}
	var out []candidate
	for first := range p.held {
		var sum quantity.Area
		var missing uint
		for past := first + 1; past <= first+most; past++ {
			if p.stock.fixedFor[past-1] >= 0 {
				break
			}
			sum, missing = sum+p.stock.unit(past-1).Area, missing|lacks[past-1]
			if c, fits := p.change(a, entitlement, sum); fits && !p.shorter(first, past, sum, c, a, entitlement) {
				for i, t := range required {
					if missing&(1<<i) != 0 {
						c.Drop = append(c.Drop, t)
					}
				}
				if name := p.stock.unit(first).Community; a.OnlyListed && !slices.Contains(a.Communities, name) {
					c.Community = name
				}
				if c.Parts() > 0 {
					c.Place = Place{p.numbers(first, past), sum}
					out = append(out, candidate{c, p, first, past})
				}
			}
			if past == len(p.held) || !p.stock.next[past-1] {
				break
			}
		}
	}
	return out
}

func (p *pass) numbers(first, past int) []string {
	var out []string
	for place := first; place < past; place++ {
		out = append(out, p.stock.unit(place).Number)
	}
	return out
}

// change moves an applicant's own limits as little as brings an area into its band; false where its jobs do not carry that area.
func (p *pass) change(a *InstanceApplicant, entitlement, sum quantity.Area) (c Change, fits bool) {
	params := &p.in.Params
	c.wasMin, c.wasMax = a.Min, a.Max
	loose := *a
	loose.Min = nil
	switch b := params.Band(&loose, entitlement); {
	case sum > b.Hi:
		if a.Max == nil || sum <= *a.Max {
			return c, false // the jobs do not carry it
		}
		c.Max, c.off = &sum, sum-*a.Max
	case sum < b.Lo:
		if params.UnderPermille == 1000 {
			return c, false
		}
		most := quantity.Area(int64(sum) * 1000 / (1000 - params.UnderPermille))
		c.Max, c.off = &most, b.Target-most
	}
	if a.Min != nil && sum < *a.Min {
		c.Min = &sum
		c.off += *a.Min - sum
	}
	changed := c.Apply(*a)
	b := params.Band(&changed, entitlement)
	return c, b.Lo <= sum && sum <= b.Hi
}

// shorter tells whether the run holds a shorter one that would be an option under the same change.
func (p *pass) shorter(first, past int, sum quantity.Area, c Change, a *InstanceApplicant, entitlement quantity.Area) bool {
	if past == first+1 {
		return false
	}
	changed := c.Apply(*a)
	lo := p.in.Params.Band(&changed, entitlement).Lo
	return sum-p.stock.unit(first).Area >= lo || sum-p.stock.unit(past-1).Area >= lo
}
