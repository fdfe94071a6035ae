package match

import (
	"context"
	"fmt"
	"math/bits"
	"math/rand"
	"reflect"
	"slices"
	"testing"
)

// corridor is a problem on one row of units: applicants want runs of some lengths, many of them overlapping.
func corridor(rnd *rand.Rand, units, applicants, longest int) *Problem {
	p := &Problem{Units: units, Options: make([][]Option, applicants)}
	gap := make([]bool, units)
	for u := range gap {
		gap[u] = rnd.Intn(5) == 0
	}
	for a := range p.Options {
		var list []Option
		least, share := 1+rnd.Intn(longest), 1+rnd.Intn(4)
		for u := range units {
			n := least - rnd.Intn(2)*rnd.Intn(least)
			ok := u+n <= units && rnd.Intn(4) < share
			for v := u; ok && v+1 < u+n; v++ {
				ok = !gap[v]
			}
			if ok {
				list = append(list, NewOption(u, n))
			}
		}
		rnd.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		p.Options[a] = slices.DeleteFunc(slices.Clone(list), func(o Option) bool {
			return slices.ContainsFunc(list, func(s Option) bool { return s != o && s.First() >= o.First() && s.End() <= o.End() })
		})
	}
	return p
}

// brute answers by looking at everything.
type brute struct {
	p    *Problem
	memo []map[uint32]uint64
}

func mask(o Option) uint32 { return (1<<o.Len() - 1) << o.First() }

func (b *brute) best(a int, used uint32) uint64 {
	if a == len(b.p.Options) {
		return 0
	}
	if v, known := b.memo[a][used]; known {
		return v
	}
	v := b.best(a+1, used)
	for _, o := range b.p.Options[a] {
		if mask(o)&used == 0 {
			v = max(v, 1<<(63-a)|b.best(a+1, used|mask(o)))
		}
	}
	b.memo[a][used] = v
	return v
}

func (b *brute) lines() []string {
	for range b.p.Options {
		b.memo = append(b.memo, map[uint32]uint64{})
	}
	var lines []string
	vector, used := b.best(0, 0), uint32(0)
	held := make([]uint32, len(b.p.Options))
	for a, options := range b.p.Options {
		if vector>>(63-a)&1 == 0 {
			lines = append(lines, fmt.Sprint(a, " none"))
			continue
		}
		rest := vector & (1<<(63-a) - 1)
		var passed []Passed
		for i, o := range options {
			if mask(o)&used != 0 {
				by := slices.IndexFunc(held, func(h uint32) bool { return h&mask(o) != 0 })
				passed = append(passed, Passed{Option: i, Taken: true, By: by})
				continue
			}
			if v := b.best(a+1, used|mask(o)); v != rest {
				passed = append(passed, Passed{Option: i, By: bits.LeadingZeros64(v ^ rest)})
				continue
			}
			held[a], used = mask(o), used|mask(o)
			lines = append(lines, fmt.Sprint(a, " holds ", i, passed[:min(len(passed), ListedPassed)]))
			break
		}
	}
	return lines
}

func linesOf(p *Problem, answer *Answer) []string {
	var lines []string
	for a := range p.Options {
		if answer.Choice[a] < 0 {
			lines = append(lines, fmt.Sprint(a, " none"))
		} else {
			lines = append(lines, fmt.Sprint(a, " holds ", answer.Choice[a], answer.Passed[a]))
		}
	}
	return lines
}

func TestCorridorsAgainstBrute(t *testing.T) {
	rounds := 600
	if testing.Short() {
		rounds = 150
	}
	for seed := range rounds {
		rnd := rand.New(rand.NewSource(int64(seed)))
		p := corridor(rnd, 4+rnd.Intn(11), 2+rnd.Intn(11), 1+rnd.Intn(4))
		answer, err := Solve(context.Background(), p, nil)
		if err != nil || len(answer.Unproved) > 0 {
			t.Fatalf("seed %d: %v, unproved %v", seed, err, answer.Unproved)
		}
		got, want := linesOf(p, answer), (&brute{p: p}).lines()
		if !slices.Equal(got, want) {
			t.Fatalf("seed %d: %v\ngot  %v\nwant %v", seed, p.Options, got, want)
		}
	}
}

// scarce is a problem of single units in which many compete for few.
func scarce(rnd *rand.Rand, units, applicants int) *Problem {
	p := &Problem{Units: units, Options: make([][]Option, applicants)}
	for a := range p.Options {
		from, width := rnd.Intn(units), 1+rnd.Intn(units/3)
		for _, u := range rnd.Perm(min(width, units-from)) {
			if rnd.Intn(3) > 0 {
				p.Options[a] = append(p.Options[a], NewOption(from+u, 1))
			}
		}
	}
	return p
}

// TestBothWaysAgree answers singles with the search for packings too: every line and every proof must be the same.
func TestBothWaysAgree(t *testing.T) {
	for seed := range 60 {
		rnd := rand.New(rand.NewSource(int64(seed)))
		p := scarce(rnd, 30+rnd.Intn(50), 30+rnd.Intn(60))
		ways := make([]*Answer, 3)
		for w := range ways {
			n := len(p.Options)
			ways[w] = &Answer{Choice: slices.Repeat([]int{-1}, n), Passed: make([][]Passed, n), Blocked: make([]*Blocked, n)}
			run := &running{ctx: context.Background(), total: n}
			for _, c := range p.parts() {
				switch w {
				case 0:
					newSingle(c, p, run).solve(ways[w])
				case 1:
					s := newSingle(c, p, run)
					s.rows = nil // as in a part too large for rows
					s.solve(ways[w])
				default:
					newPacking(c, p, run).solve(ways[w])
				}
			}
		}
		for w, way := range ways[1:] {
			if !reflect.DeepEqual(ways[0], way) {
				t.Fatalf("seed %d: way %d differs", seed, w+1)
			}
		}
	}
}

// TestLimit gives up at once and must still hand out a valid assignment, and say whose line is open.
func TestLimit(t *testing.T) {
	open := 0
	for seed := range 200 {
		rnd := rand.New(rand.NewSource(int64(seed)))
		p := corridor(rnd, 40, 30, 3)
		p.Limit = 1
		answer, err := Solve(context.Background(), p, nil)
		if err != nil {
			t.Fatal(err)
		}
		again, _ := Solve(context.Background(), p, nil)
		if !reflect.DeepEqual(answer, again) {
			t.Fatal("the same limit gives another answer")
		}
		used := map[int]bool{}
		for a, i := range answer.Choice {
			if i < 0 {
				continue
			}
			for u := p.Options[a][i].First(); u < p.Options[a][i].End(); u++ {
				if used[u] {
					t.Fatalf("seed %d: unit %d is given twice", seed, u)
				}
				used[u] = true
			}
		}
		p.Limit = 0
		full, err := Solve(context.Background(), p, nil)
		if err != nil || len(full.Unproved) > 0 {
			t.Fatalf("seed %d: %v, open %v", seed, err, full.Unproved)
		}
		for a := range p.Options {
			if full.Choice[a] != answer.Choice[a] && !slices.Contains(answer.Unproved, a) {
				t.Fatalf("seed %d: the line of %d differs but is not named", seed, a)
			}
		}
		open += len(answer.Unproved)
	}
	if open == 0 {
		t.Error("the limit was never reached")
	}
}

func TestOption(t *testing.T) {
	if o := NewOption(1<<26, 20); o.First() != 1<<26 || o.Len() != 20 || o.End() != 1<<26+20 {
		t.Errorf("option %d is %d and %d", o, o.First(), o.Len())
	}
}
