package rule

import (
	"fmt"
	"math/rand"
	"slices"
	"testing"
)

// TestPlacingWhatTheRuleGivesIsInOrder: nobody is passed over by what the rule itself awards, nor by a place that nobody better
// ranked may have.
func TestPlacingWhatTheRuleGivesIsInOrder(t *testing.T) {
	for seed := range 400 {
		in := smallInstance(rand.New(rand.NewSource(int64(seed))), seed%64&^2)
		if seed%3 == 0 {
			in.Params.Rest = Rest{Given: true, UnderPermille: 600, OverPermille: 1000}
		}
		for _, l := range mustSolve(t, in).Final() {
			if l.Reason != ReasonAwarded {
				continue
			}
			passed, err := PassingOver(t.Context(), in, l.Number, l.Units, nil)
			if err != nil || len(passed) > 0 {
				t.Fatalf("seed %d, %s on %v: %v %v", seed, l.Number, l.Units, passed, err)
			}
		}
	}
}

// TestPassingOver names who loses its place, or the better one, with what is left.
func TestPassingOver(t *testing.T) {
	in := worked(t, "5-nobody-left-out-for-a-lower-rank")
	for _, tc := range []struct {
		applicant string
		units     []string
		want      string
	}{
		{"JS20170005", []string{"JS-NSQ-01-1-04"}, "[]"},                                                                                                    // its award
		{"JS20170005", []string{"JS-NSQ-01-1-02"}, "[{3 JS20170003  [JS-NSQ-01-1-02] []  false}]"},                                                          // the only one for …0003
		{"JS20170005", []string{"JS-NSQ-01-1-03"}, "[{1 JS20170001  [JS-NSQ-01-1-03] [JS-NSQ-01-1-02]  false} {3 JS20170003  [JS-NSQ-01-1-02] []  false}]"}, // …0001 must move on, onto that of …0003
		{"JS20170002", []string{"JS-NSQ-01-1-03"}, "[{1 JS20170001  [JS-NSQ-01-1-03] [JS-NSQ-01-1-02]  false}]"},                                            // the same; …0003 stands below
		{"JS20170001", []string{"JS-NSQ-01-1-01"}, "[]"},                                                                                                    // the first in rank passes nobody over
	} {
		got, err := PassingOver(t.Context(), in, tc.applicant, tc.units, nil)
		if text := fmt.Sprint(got); err != nil || text != tc.want {
			t.Errorf("%s on %v: %s %v, want %s", tc.applicant, tc.units, text, err, tc.want)
		}
	}
}

// TestPassingOverByItsMeaning holds every pair of applicant and option against the definition.
func TestPassingOverByItsMeaning(t *testing.T) {
	for seed := range 60 {
		in := smallInstance(rand.New(rand.NewSource(int64(seed))), seed%64&^2)
		before := mustSolve(t, in)
		for _, a := range in.Applicants {
			options, _, err := in.PreferredOptions(a.Number, 3)
			if err != nil {
				t.Fatal(err)
			}
			for _, o := range options {
				placed := *in
				placed.Fixed = append(slices.Clone(in.Fixed), Fixed{Applicant: a.Number, Units: o.Units})
				after := mustSolve(t, &placed)
				want := false
				for i, l := range before.Ranks {
					if l.Number == a.Number {
						break
					}
					lost := len(l.Units) > 0 && len(after.Ranks[i].Units) == 0
					own, _, _ := in.PreferredOptions(l.Number, 0)
					place := func(units []string) int {
						return slices.IndexFunc(own, func(o ListedOption) bool { return slices.Equal(o.Units, units) })
					}
					want = want || lost || len(l.Units) > 0 && place(after.Ranks[i].Units) > place(l.Units)
				}
				passed, err := PassingOver(t.Context(), in, a.Number, o.Units, nil)
				if err != nil || want != (len(passed) > 0) {
					t.Fatalf("seed %d, %s on %v: %v %v, want %v", seed, a.Number, o.Units, passed, err, want)
				}
			}
		}
	}
}
