package match

import (
	"context"
	"math/rand"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// insisted answers every part on the second way, in so many steps each.
func insisted(p *Problem, steps int) *Answer {
	n := len(p.Options)
	answer := &Answer{Choice: slices.Repeat([]int{-1}, n), Passed: make([][]Passed, n), Blocked: make([]*Blocked, n)}
	run := &running{ctx: context.Background(), total: n}
	for _, c := range p.parts() {
		c.insist(run, p, answer, steps)
		answer.Unproved = append(answer.Unproved, c.unproved...)
	}
	slices.Sort(answer.Unproved)
	return answer
}

// drawnCorridor is a problem on one row of units.
func drawnCorridor(t *rapid.T, units, applicants int) *Problem {
	rnd := rand.New(rand.NewSource(rapid.Int64Range(0, 1<<40).Draw(t, "seed")))
	return corridor(rnd, rapid.IntRange(4, units).Draw(t, "units"), rapid.IntRange(2, applicants).Draw(t, "applicants"), rapid.IntRange(1, 4).Draw(t, "longest"))
}

// wrongProof says what is wrong with a proof that somebody cannot be served; empty when it holds.
func wrongProof(p *Problem, answer *Answer, a int) string {
	b := answer.Blocked[a]
	switch {
	case b.Units != nil:
		for _, m := range append(slices.Clone(b.Others), int32(a)) {
			for _, o := range p.Options[m] {
				if o.Len() > 1 || !slices.Contains(b.Units, int32(o.First())) {
					return "an option leads out of the Hall set"
				}
			}
		}
		if len(b.Others) != len(b.Units) {
			return "the Hall set has room"
		}
		return ""
	case b.Priced == nil:
		return "none"
	}
	whole := *b.Priced
	if whole.Like >= 0 {
		if whole.Like >= a || answer.Blocked[whole.Like] == nil || answer.Blocked[whole.Like].Priced == nil || answer.Blocked[whole.Like].Priced.Like >= 0 {
			return "it names a line without prices"
		}
		other := answer.Blocked[whole.Like].Priced
		whole.Units, whole.Prices = other.Units, other.Prices
		whole.Applicants = append(slices.Clone(other.Applicants[:len(other.Applicants)-1]), int32(a))
	}
	price, need, have := make([]int64, p.Units), int64(0), int64(0)
	for i, u := range whole.Units {
		price[u] = int64(whole.Prices[i])
		have += price[u]
	}
	for i, m := range whole.Applicants {
		if i > 0 && m <= whole.Applicants[i-1] || int(m) > a || int(m) < a && answer.Choice[m] < 0 {
			return "somebody in it is not better ranked and served"
		}
		least := int64(1) << 62
		for _, o := range p.Options[m] {
			cost := int64(0)
			for u := o.First(); u < o.End(); u++ {
				cost += price[u]
			}
			least = min(least, cost)
		}
		need += least
	}
	if need != whole.Need || have != whole.Have || need <= have {
		return "its sums are others"
	}
	return ""
}

// TestInsistingAgainstBrute: on small problems the second way proves all that it says, and that is the one answer.
func TestInsistingAgainstBrute(t *testing.T) {
	open := 0
	rapid.Check(t, func(t *rapid.T) {
		p := drawnCorridor(t, 14, 12)
		answer := insisted(p, keenSteps)
		want := (&brute{p: p}).lines()
		for a, line := range linesOf(&Problem{Options: p.Options}, unnamed(answer)) {
			if slices.Contains(answer.Unproved, a) {
				open++
				continue
			}
			if line != unnamedLine(want[a]) {
				t.Fatalf("applicant %d: %s, not %s", a, line, want[a])
			}
		}
		for a, b := range answer.Blocked {
			if b == nil || b.Units == nil && b.Priced == nil {
				continue
			}
			if wrong := wrongProof(p, answer, a); wrong != "" {
				t.Fatalf("applicant %d: %s", a, wrong)
			}
		}
	})
	t.Log(open, "lines stay open")
}

// unnamed is the answer without what explains a choice.
func unnamed(answer *Answer) *Answer {
	bare := *answer
	bare.Passed = make([][]Passed, len(answer.Passed))
	return &bare
}

// unnamedLine cuts it from a line.
func unnamedLine(line string) string {
	for i, c := range line {
		if c == '[' {
			return line[:i] + "[]"
		}
	}
	return line
}

// TestNeverWorseThanGreed: whatever the limit, the served vector is at least that of greed with repair, nothing is given twice,
// and what is not named as open is so in the full answer too.
func TestNeverWorseThanGreed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawnCorridor(t, 60, 45)
		p.Limit = rapid.SampledFrom([]int{1, 50, 500, 5000, 0}).Draw(t, "limit")
		answer, err := Solve(context.Background(), p, nil)
		if err != nil {
			t.Fatal(err)
		}
		checkValid(t, p, answer)
		g := newGreed(p.Options, p.Units)
		g.run(int32(len(p.Options)))
		for a, served := range g.served {
			if served != (answer.Choice[a] >= 0) {
				if served {
					t.Fatalf("limit %d: greed serves %d", p.Limit, a)
				}
				break
			}
		}
	})
}

// checkValid finds units that are given twice, and proofs that do not hold.
func checkValid(t *rapid.T, p *Problem, answer *Answer) {
	owner := map[int]int{}
	for a, i := range answer.Choice {
		if i < 0 {
			continue
		}
		for u := p.Options[a][i].First(); u < p.Options[a][i].End(); u++ {
			if other, given := owner[u]; given {
				t.Fatalf("unit %d is given to %d and %d", u, other, a)
			}
			owner[u] = a
		}
	}
	for a, b := range answer.Blocked {
		if b != nil && (b.Units != nil || b.Priced != nil) {
			if wrong := wrongProof(p, answer, a); wrong != "" {
				t.Fatalf("applicant %d: %s", a, wrong)
			}
		}
	}
}
