package rule

import (
	"fmt"
	"math/rand"
	"slices"
	"testing"

	"penggai/allocation/quantity"
)

// bruteChange is a change that serves, found by solving the whole instance again.
type bruteChange struct {
	parts, drop int
	off         quantity.Area
}

// bruteChanges solves the instance with every change of an applicant's wishes that could matter, and keeps the least of each set of
// kinds of which no part serves alone.
func bruteChanges(t *testing.T, in *Instance, number string) map[int]bruteChange {
	t.Helper()
	self := slices.IndexFunc(in.Applicants, func(a InstanceApplicant) bool { return a.Number == number })
	a := in.Applicants[self]
	target := in.Params.Band(&a, in.Params.Entitlement(in.Params.Weight(&a), in.Rate())).Target
	best := map[int]bruteChange{}
	try := func(c Change, off quantity.Area) {
		next := *in
		next.Applicants = slices.Clone(in.Applicants)
		next.Applicants[self] = c.Apply(a)
		for _, l := range mustSolve(t, &next).Final() {
			b := bruteChange{c.Parts(), len(c.Drop), off}
			was, had := best[c.kinds()]
			if l.Number == number && len(l.Units) > 0 && (!had || slices.Compare([]int{b.parts, b.drop, int(b.off)}, []int{was.parts, was.drop, int(was.off)}) < 0) {
				best[c.kinds()] = b
			}
		}
	}
	mins, maxes := bruteLimits(in, &a, target)
	for drop := range 1 << len(a.Requires) {
		for _, community := range append([]string{""}, bruteCommunities(in, &a)...) {
			for _, low := range mins {
				for _, high := range maxes {
					c := Change{Community: community, Min: low, Max: high}
					off := quantity.Area(0)
					if low != nil {
						off += *a.Min - *low
					}
					switch {
					case high == nil:
					case *high < target:
						off += target - *high
					default:
						off += *high - *a.Max
					}
					for i, r := range a.Requires {
						if drop&(1<<i) != 0 {
							c.Drop = append(c.Drop, r)
						}
					}
					if c.Parts() > 0 {
						try(c, off)
					}
				}
			}
		}
	}
	for k := range best {
		for f := range best {
			if f != k && k&f == f {
				delete(best, k)
			}
		}
	}
	return best
}

func bruteCommunities(in *Instance, a *InstanceApplicant) []string {
	var out []string
	for _, u := range in.Units {
		if a.OnlyListed && !slices.Contains(a.Communities, u.Community) && !slices.Contains(out, u.Community) {
			out = append(out, u.Community)
		}
	}
	return out
}

// bruteLimits are the limits of area at which something can change: those that let in the sum of some units.
func bruteLimits(in *Instance, a *InstanceApplicant, target quantity.Area) (mins, maxes []*quantity.Area) {
	mins, maxes = []*quantity.Area{nil}, []*quantity.Area{nil}
	under := []int64{in.Params.UnderPermille}
	if in.Params.Rest.Given {
		under = append(under, in.Params.Rest.UnderPermille)
	}
	sums := map[quantity.Area]bool{}
	for i := range in.Units {
		for j := range in.Units {
			for k := range in.Units {
				sums[in.Units[i].Area] = true
				if a.MaxUnits > 1 {
					sums[in.Units[i].Area+in.Units[j].Area] = true
				}
				if a.MaxUnits > 2 {
					sums[in.Units[i].Area+in.Units[j].Area+in.Units[k].Area] = true
				}
			}
		}
	}
	for s := range sums {
		if a.Min != nil && s < *a.Min {
			mins = append(mins, &s)
		}
		if a.Max != nil && s > *a.Max {
			maxes = append(maxes, &s)
		}
		for _, u := range under {
			if m := quantity.Area(int64(s) * 1000 / (1000 - u)); m < target {
				maxes = append(maxes, &m)
			}
		}
	}
	return mins, maxes
}

// TestSmallestChange holds the changes against solving the whole instance again with every change there is, over all profiles and
// with and without a second pass.
func TestSmallestChange(t *testing.T) {
	asked, changed := 0, 0
	for seed := range 700 {
		in := smallInstance(rand.New(rand.NewSource(int64(seed))), seed%64)
		if seed%3 == 0 {
			in.Params.Rest = Rest{Given: true, UnderPermille: 600, OverPermille: 1000}
		}
		res := mustSolve(t, in)
		x, err := NewReasons(t.Context(), in, res, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range res.Outcome().Ranks {
			if len(l.Units) > 0 || l.Reason == ReasonFixed {
				continue
			}
			u, err := x.Of(t.Context(), l.Number)
			if err != nil || !u.Proved {
				t.Fatalf("seed %d %s: %v, proved %v", seed, l.Number, err, u.Proved)
			}
			want := bruteChanges(t, in, l.Number)
			got := map[int]bruteChange{}
			for _, c := range u.Changes {
				got[c.kinds()] = bruteChange{c.Parts(), len(c.Drop), c.Off()}
				changed++
			}
			if asked++; fmt.Sprint(got) != fmt.Sprint(want) {
				t.Fatalf("seed %d %s: got %v, want %v; %+v", seed, l.Number, got, want, u.Changes)
			}
		}
	}
	if asked < 500 || changed < 200 {
		t.Errorf("only %d lines were asked about, %d changes found", asked, changed)
	}
}

// TestFates: every unit of the pool has one fate, and those that fit alone went to somebody.
func TestFates(t *testing.T) {
	for seed := range 200 {
		in := smallInstance(rand.New(rand.NewSource(int64(seed))), seed%64)
		outside := []InstanceUnit{}
		for _, u := range in.Units {
			u.Number, u.Bay = "外"+u.Number, nil
			outside = append(outside, u)
		}
		res := mustSolve(t, in)
		x, err := NewReasons(t.Context(), in, res, outside)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range res.Ranks {
			u, err := x.Of(t.Context(), l.Number)
			if err != nil || len(u.Inside) != len(in.Units) {
				t.Fatalf("seed %d: %d fates of %d units, %v", seed, len(u.Inside), len(in.Units), err)
			}
			fit := 0
			for _, f := range u.Inside {
				if f.Why == WhyTaken || f.Why == WhyFree {
					fit++
				}
				if f.Why == WhyFree && len(l.Units) == 0 && l.Reason != ReasonFixed {
					t.Errorf("seed %d: %s fits %s, stands free and is not given", seed, f.Number, l.Number)
				}
			}
			if fit != u.Fits {
				t.Errorf("seed %d %s: %d fit inside, their copies outside %d", seed, l.Number, fit, u.Fits)
			}
		}
	}
}
