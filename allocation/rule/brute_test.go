package rule

import (
	"cmp"
	"fmt"
	"math/bits"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"penggai/allocation/quantity"
)

// brute answers a small instance by looking at everything: the rule word for word, without any of the solver's ideas.
type brute struct {
	in      *Instance
	order   []int
	options [][]bruteOption // by rank
	fixed   map[string][]string
	memo    map[[2]uint64]uint64
	isFixed []bool
}

type bruteOption struct {
	mask  uint64
	units []string
	sum   quantity.Area
}

func newBrute(in *Instance) *brute {
	b := &brute{in: in, fixed: map[string][]string{}, memo: map[[2]uint64]uint64{}}
	for _, f := range in.Fixed {
		b.fixed[f.Applicant] = f.Units
	}
	n := len(in.Applicants)
	for i := range n {
		b.order = append(b.order, i)
	}
	w := func(i int) int64 { return in.Params.Weight(&in.Applicants[i]) }
	slices.SortFunc(b.order, func(i, j int) int {
		x, y := &in.Applicants[i], &in.Applicants[j]
		tie := in.Params.TieBandMillijobs
		return cmp.Or(
			cmp.Compare(w(j)/tie, w(i)/tie), compareBool(y.Policy, x.Policy), compareBool(y.Group, x.Group), cmp.Compare(w(j), w(i)),
			strings.Compare(Lot(in.Seed, x.Number), Lot(in.Seed, y.Number)), strings.Compare(x.Number, y.Number),
		)
	})
	for _, i := range b.order {
		_, is := b.fixed[in.Applicants[i].Number]
		b.isFixed = append(b.isFixed, is)
		b.options = append(b.options, b.find(i))
	}
	return b
}

func compareBool(x, y bool) int {
	switch {
	case x == y:
		return 0
	case x:
		return 1
	}
	return -1
}

func (b *brute) band(i int) Band {
	p, a := &b.in.Params, &b.in.Applicants[i]
	return p.Band(a, p.Entitlement(p.Weight(a), b.in.Rate()))
}

// find tries every set of up to 3 units that stand in a row.
func (b *brute) find(i int) []bruteOption {
	a, band := &b.in.Applicants[i], b.band(i)
	var list []bruteOption
	good := func(set []int) (bruteOption, bool) {
		o := bruteOption{}
		for k, u := range set {
			unit := &b.in.Units[u]
			if k > 0 {
				last := &b.in.Units[set[k-1]]
				if unit.Bay == nil || last.Bay == nil || *unit.Bay != *last.Bay+1 || unit.Floor != last.Floor ||
					unit.Building != last.Building || unit.Community != last.Community {
					return o, false
				}
			}
			for f, units := range b.fixed {
				if f != a.Number && slices.Contains(units, unit.Number) {
					return o, false
				}
			}
			for _, t := range a.Requires {
				if !slices.Contains(unit.Tags, t) {
					return o, false
				}
			}
			if a.OnlyListed && !slices.Contains(a.Communities, unit.Community) {
				return o, false
			}
			o.mask |= 1 << u
			o.units = append(o.units, unit.Number)
			o.sum += unit.Area
		}
		return o, o.sum >= band.Lo && o.sum <= band.Hi
	}
	limit := int(min(a.MaxUnits, b.in.Params.MaxUnits))
	var extend func(set []int)
	extend = func(set []int) {
		if len(set) > 0 {
			if o, ok := good(set); ok {
				list = append(list, o)
			}
		}
		if len(set) < limit {
			for u := range b.in.Units {
				if !slices.Contains(set, u) {
					extend(append(slices.Clone(set), u))
				}
			}
		}
	}
	extend(nil)
	all := slices.Clone(list)
	list = slices.DeleteFunc(list, func(o bruteOption) bool {
		return slices.ContainsFunc(all, func(s bruteOption) bool { return s.mask != o.mask && s.mask&^o.mask == 0 })
	})
	place := func(o bruteOption) int {
		for _, u := range b.in.Units {
			if u.Number == o.units[0] {
				if k := slices.Index(a.Communities, u.Community); k >= 0 {
					return k
				}
			}
		}
		return len(a.Communities)
	}
	off := func(o bruteOption) quantity.Area { return max(o.sum-band.Target, band.Target-o.sum) }
	slices.SortFunc(list, func(x, y bruteOption) int {
		return cmp.Or(cmp.Compare(place(x), place(y)), cmp.Compare(off(x), off(y)), cmp.Compare(len(x.units), len(y.units)), strings.Compare(x.units[0], y.units[0]))
	})
	return list
}

// best is the greatest vector of the ranks from r on, the highest bit first, with these units used.
func (b *brute) best(r int, used uint64) uint64 {
	if r == len(b.order) {
		return 0
	}
	key := [2]uint64{uint64(r), used}
	if v, known := b.memo[key]; known {
		return v
	}
	v := b.best(r+1, used)
	if !b.isFixed[r] {
		for _, o := range b.options[r] {
			if o.mask&used == 0 {
				v = max(v, 1<<(63-r)|b.best(r+1, used|o.mask))
			}
		}
	}
	b.memo[key] = v
	return v
}

// lines prints what the result must say of everybody: units, choice, options, reason, passed, blocked.
func (b *brute) lines() []string {
	var lines []string
	used := uint64(0)
	held := make([]uint64, len(b.order))
	vector := b.best(0, 0)
	for r, i := range b.order {
		a := &b.in.Applicants[i]
		head := fmt.Sprintf("%d %s options %d ", r+1, a.Number, len(b.options[r]))
		switch {
		case b.isFixed[r]:
			units := slices.Sorted(slices.Values(b.fixed[a.Number]))
			choice := 0
			for k, o := range b.options[r] {
				if slices.Equal(slices.Sorted(slices.Values(o.units)), units) {
					choice = k + 1
				}
			}
			lines = append(lines, head+fmt.Sprintf("fixed %d %v", choice, units))
		case b.band(i).Empty():
			lines = append(lines, head+"band_empty")
		case len(b.options[r]) == 0:
			lines = append(lines, head+"no_option")
		case vector>>(63-r)&1 == 0:
			lines = append(lines, head+"outranked "+b.hall(r, vector))
		default:
			rest := vector & (1<<(63-r) - 1)
			passed := []string{}
			for k, o := range b.options[r] {
				if o.mask&used != 0 {
					by := slices.IndexFunc(held, func(h uint64) bool { return h&o.mask != 0 })
					passed = append(passed, fmt.Sprintf("%v taken %s", o.units, b.in.Applicants[b.order[by]].Number))
					continue
				}
				if v := b.best(r+1, used|o.mask); v != rest {
					by := bits.LeadingZeros64(v ^ rest)
					passed = append(passed, fmt.Sprintf("%v needed %s", o.units, b.in.Applicants[b.order[by]].Number))
					continue
				}
				held[r], used = o.mask, used|o.mask
				lines = append(lines, head+fmt.Sprintf("awarded %d %v passed %v", k+1, o.units, passed[:min(20, len(passed))]))
				break
			}
		}
	}
	return lines
}

// hall looks at every set of better-ranked served applicants with single-unit options only.
func (b *brute) hall(r int, vector uint64) string {
	single := func(k int) bool {
		return !slices.ContainsFunc(b.options[k], func(o bruteOption) bool { return len(o.units) > 1 })
	}
	if !single(r) {
		return "search"
	}
	var better []int
	for k := range r {
		if vector>>(63-k)&1 == 1 && single(k) {
			better = append(better, k)
		}
	}
	found, size := []string{}, 99
	for set := range 1 << len(better) {
		members, mask := []int{}, uint64(0)
		for x, k := range better {
			if set>>x&1 == 1 {
				members = append(members, k)
			}
		}
		members = append(members, r)
		for _, k := range members {
			for _, o := range b.options[k] {
				mask |= o.mask
			}
		}
		if bits.OnesCount64(mask) != len(members)-1 || len(members) > size {
			continue
		}
		if len(members) < size {
			found, size = nil, len(members)
		}
		numbers, units := []string{}, []string{}
		for _, k := range members {
			numbers = append(numbers, b.in.Applicants[b.order[k]].Number)
		}
		for u := range b.in.Units {
			if mask>>u&1 == 1 {
				units = append(units, b.in.Units[u].Number)
			}
		}
		slices.Sort(units)
		found = append(found, fmt.Sprint(numbers, units))
	}
	if len(found) == 0 {
		return "search"
	}
	return strings.Join(found, " and ")
}

// linesOf prints the same of a result.
func linesOf(in *Instance, res *Result) []string {
	var lines []string
	for _, r := range res.Ranks {
		s := fmt.Sprintf("%d %s options %d %s", r.Rank, r.Number, r.Options, r.Reason)
		switch r.Reason {
		case ReasonFixed:
			s += fmt.Sprintf(" %d %v", r.Choice, slices.Sorted(slices.Values(r.Units)))
		case ReasonOutranked:
			if len(r.Blocked.Units) == 0 {
				s += " search"
			} else {
				s += " " + fmt.Sprint(append(slices.Clone(r.Blocked.Others), r.Number), r.Blocked.Units)
			}
		case ReasonAwarded:
			passed := []string{}
			for _, p := range r.Passed {
				passed = append(passed, fmt.Sprintf("%v %s %s", p.Units, p.Why, p.By))
			}
			s += fmt.Sprintf(" %d %v passed %v", r.Choice, r.Units, passed)
		}
		lines = append(lines, s)
	}
	return lines
}

// smallInstance makes an instance that brute can look through. Profile bits: 1 runs, 2 fixed, 4 tags, 8 communities,
// 16 rate to supply, 32 few different areas (ties and tight places).
func smallInstance(rnd *rand.Rand, profile int) *Instance {
	on := func(bit int) bool { return profile&bit != 0 }
	in := &Instance{Seed: fmt.Sprint("种子", rnd.Intn(5)), Params: Params{
		PerJob: 1000, ScaleToSupply: on(16), TaxPerJob: quantity.Money(rnd.Intn(2) * 1000), TaxCapPermille: 200, TieBandMillijobs: int64(1 + rnd.Intn(3)*700),
		Min: quantity.Area(rnd.Intn(3) * 1000), Max: 30000, UnderPermille: int64(rnd.Intn(5) * 100), OverPermille: int64(rnd.Intn(5) * 100), MaxUnits: 3,
	}}
	units, applicants := 1+rnd.Intn(9), 1+rnd.Intn(9)
	areas := 8
	if on(32) {
		areas = 2
	}
	bay := int64(0)
	for i := range units {
		u := InstanceUnit{Number: fmt.Sprintf("U%02d", (i*7)%23), Community: "甲", Building: "1", Floor: int64(rnd.Intn(2)), Area: quantity.Area(1000 + 500*rnd.Intn(areas))}
		if on(1) {
			u.Floor = 1
		}
		if on(8) && i > units/2 {
			u.Community = "乙"
		}
		if bay++; rnd.Intn(6) == 0 {
			bay++
		}
		if rnd.Intn(12) > 0 {
			b := bay
			u.Bay = &b
		}
		if on(4) {
			for _, t := range []string{"水", "气"} {
				if rnd.Intn(3) > 0 {
					u.Tags = append(u.Tags, t)
				}
			}
		}
		in.Units = append(in.Units, u)
	}
	for i := range applicants {
		a := InstanceApplicant{
			Number: fmt.Sprintf("A%02d", (i*11)%31), JobsMillis: int64(1000 + 500*rnd.Intn(areas+4)), Tax: quantity.Money(rnd.Intn(900)),
			Policy: rnd.Intn(4) == 0, Group: rnd.Intn(3) == 0, MaxUnits: 1,
		}
		if on(1) {
			a.MaxUnits = int64(1 + rnd.Intn(3))
		}
		if rnd.Intn(8) == 0 {
			v := quantity.Area(1000 + rnd.Intn(5000))
			a.Min = &v
		}
		if rnd.Intn(8) == 0 {
			v := quantity.Area(1000 + rnd.Intn(5000))
			a.Max = &v
		}
		if on(4) && rnd.Intn(3) == 0 {
			a.Requires = append(a.Requires, []string{"水", "气", "电"}[rnd.Intn(5)/2])
		}
		if on(8) {
			a.Communities = [][]string{{}, {"甲"}, {"乙"}, {"乙", "甲"}, {"甲", "丙", "甲", "乙"}}[rnd.Intn(5)]
			a.OnlyListed = rnd.Intn(3) == 0
		}
		in.Applicants = append(in.Applicants, a)
	}
	if on(2) {
		free := rnd.Perm(units)
		for _, a := range rnd.Perm(applicants)[:rnd.Intn(min(3, applicants))] {
			f := Fixed{Applicant: in.Applicants[a].Number}
			for range rnd.Intn(min(3, len(free)+1)) {
				f.Units, free = append(f.Units, in.Units[free[0]].Number), free[1:]
			}
			in.Fixed = append(in.Fixed, f)
		}
	}
	return in
}

// TestAgainstBrute compares everything that the page defines with the result of looking at all assignments.
func TestAgainstBrute(t *testing.T) {
	rounds := 6000
	if testing.Short() {
		rounds = 600
	}
	reasons := map[string]int{}
	for seed := range rounds {
		rnd := rand.New(rand.NewSource(int64(seed)))
		in := smallInstance(rnd, seed%64)
		res := mustSolve(t, in)
		if !res.Proved {
			t.Fatalf("seed %d is not proved", seed)
		}
		want, got := newBrute(in).lines(), linesOf(in, res)
		for i := range want {
			if got[i] != want[i] {
				t.Fatalf("seed %d, profile %d:\n%s\ngot  %s\nwant %s", seed, seed%64, in.Canonical(), strings.Join(got, "\n     "), strings.Join(want, "\n     "))
			}
		}
		for _, r := range res.Ranks {
			reasons[string(r.Reason)]++
			for _, p := range r.Passed {
				reasons[p.Why]++
			}
			if r.Blocked != nil && r.Blocked.Units != nil {
				reasons["hall"]++
			}
		}
	}
	for _, what := range []string{"fixed", "band_empty", "no_option", "awarded", "outranked", "taken", "needed", "hall"} {
		if reasons[what] < rounds/100 {
			t.Errorf("the instances hardly ever show %s: %d", what, reasons[what])
		}
	}
}
