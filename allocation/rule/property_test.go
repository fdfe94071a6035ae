package rule

import (
	"bytes"
	"context"
	"errors"
	"math/rand"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// drawn is a small instance of any profile that has these bits off.
func drawn(t *rapid.T, off int) *Instance {
	seed := rapid.Int64Range(0, 1<<40).Draw(t, "seed")
	profile := rapid.IntRange(0, 63).Draw(t, "profile") &^ off
	return smallInstance(rand.New(rand.NewSource(seed)), profile)
}

func TestOrderOfInputIsIrrelevant(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := drawn(t, 0)
		want, canonical := mustJSON(t, in), in.Canonical()
		other := *in
		other.Units = shuffled(t, in.Units)
		other.Applicants = shuffled(t, in.Applicants)
		other.Fixed = shuffled(t, in.Fixed)
		for i := range other.Fixed {
			other.Fixed[i].Units = shuffled(t, other.Fixed[i].Units)
		}
		for i := range other.Applicants {
			other.Applicants[i].Requires = shuffled(t, other.Applicants[i].Requires)
		}
		if got := mustJSON(t, &other); !bytes.Equal(got, want) || !bytes.Equal(other.Canonical(), canonical) {
			t.Fatalf("another order gives\n%s\nnot\n%s", got, want)
		}
	})
}

func mustJSON(t *rapid.T, in *Instance) []byte {
	res, err := Solve(context.Background(), in, nil)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := res.WriteJSON(&out); err != nil || !bytes.Equal(out.Bytes(), res.JSON()) {
		t.Fatalf("WriteJSON and JSON differ: %v", err)
	}
	return res.JSON()
}

func shuffled[T any](t *rapid.T, list []T) []T {
	if len(list) == 0 {
		return list
	}
	return rapid.Permutation(list).Draw(t, "order")
}

func TestAnotherUnitUnservesNobody(t *testing.T) {
	const runs, scale = 1, 16
	rapid.Check(t, func(t *rapid.T) {
		in := drawn(t, runs|scale)
		more := *in
		extra := smallInstance(rand.New(rand.NewSource(rapid.Int64().Draw(t, "extra"))), 12).Units[0]
		extra.Number, extra.Bay = "U99", nil
		more.Units = append(append([]InstanceUnit(nil), in.Units...), extra)
		before, after := mustResult(t, in), mustResult(t, &more)
		served := map[string]bool{}
		for _, r := range after.Ranks {
			served[r.Number] = len(r.Units) > 0
		}
		for _, r := range before.Ranks {
			if len(r.Units) > 0 && !served[r.Number] {
				t.Fatalf("%s loses its place to a new unit", r.Number)
			}
		}
	})
}

func mustResult(t *rapid.T, in *Instance) *Result {
	res, err := Solve(context.Background(), in, nil)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

func TestMoreJobsNeverWorsenTheRank(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := drawn(t, 0)
		who := rapid.IntRange(0, len(in.Applicants)-1).Draw(t, "who")
		before := rankOf(in, in.Applicants[who].Number)
		more := *in
		more.Applicants = append([]InstanceApplicant(nil), in.Applicants...)
		more.Applicants[who].JobsMillis += rapid.Int64Range(1, 5000).Draw(t, "jobs")
		if after := rankOf(&more, in.Applicants[who].Number); after > before {
			t.Fatalf("rank %d becomes %d", before, after)
		}
	})
}

func rankOf(in *Instance, number string) int {
	for _, s := range in.Standings() {
		if s.Number == number {
			return s.Rank
		}
	}
	return 0
}

// TestGreatestTotalWeight compares singles whose rank follows weight with a maximum-weight matching.
func TestGreatestTotalWeight(t *testing.T) {
	for seed := range 300 {
		rnd := rand.New(rand.NewSource(int64(seed)))
		in := town{units: 20 + rnd.Intn(20), applicants: 20 + rnd.Intn(25), communities: 2, districts: 1, perJob: 1200}.instance(int64(seed))
		in.Params.TieBandMillijobs = 1
		for i := range in.Applicants {
			in.Applicants[i].Policy, in.Applicants[i].Group = false, false
		}
		b := newBrute(in)
		var profit [][]int64
		for r, i := range b.order {
			row := make([]int64, len(in.Units))
			for _, o := range b.options[r] {
				for u := range in.Units {
					if o.mask>>u&1 == 1 {
						row[u] = in.Params.Weight(&in.Applicants[i])
					}
				}
			}
			profit = append(profit, row)
		}
		got := int64(0)
		for _, r := range mustSolve(t, in).Ranks {
			if len(r.Units) > 0 {
				got += r.WeightMillis
			}
		}
		if want := greatestWeight(profit); got != want {
			t.Fatalf("seed %d: weight served %d, greatest %d", seed, got, want)
		}
	}
}

// greatestWeight is the weight of a maximum-weight matching, by successive longest augmenting paths (Bellman–Ford).
func greatestWeight(profit [][]int64) int64 {
	n, m := len(profit), len(profit[0])
	owner := make([]int, m)
	for u := range owner {
		owner[u] = -1
	}
	held := make([]int, n)
	for a := range held {
		held[a] = -1
	}
	total := int64(0)
	for {
		const none = int64(-1) << 60
		gain, via := make([]int64, m), make([]int, m)
		start := make([]int64, n)
		for u := range gain {
			gain[u] = none
		}
		for a := range start {
			start[a] = none
			if held[a] < 0 {
				start[a] = 0
			}
		}
		for changed := true; changed; {
			changed = false
			for a := range n {
				for u := range m {
					if start[a] > none && profit[a][u] > 0 && held[a] != u && start[a]+profit[a][u] > gain[u] {
						gain[u], via[u], changed = start[a]+profit[a][u], a, true
						if h := owner[u]; h >= 0 && gain[u]-profit[h][u] > start[h] {
							start[h] = gain[u] - profit[h][u]
						}
					}
				}
			}
		}
		best := -1
		for u := range m {
			if owner[u] < 0 && gain[u] > 0 && (best < 0 || gain[u] > gain[best]) {
				best = u
			}
		}
		if best < 0 {
			return total
		}
		total += gain[best]
		for u := best; u >= 0; {
			a := via[u]
			next := held[a]
			held[a], owner[u] = u, a
			u = next
		}
	}
}

func TestSolveCanBeCancelled(t *testing.T) {
	in := towns[1].instance(1)
	ctx, cancel := context.WithCancel(context.Background())
	calls := 0
	res, err := Solve(ctx, in, func(done, total int) {
		if calls++; done > total || total != len(in.Applicants) {
			t.Errorf("progress %d of %d", done, total)
		}
		cancel()
	})
	if res != nil || !errors.Is(err, context.Canceled) || calls == 0 {
		t.Errorf("got %v, %v after %d calls", res, err, calls)
	}
	var last int
	if _, err := Solve(context.Background(), in, func(done, total int) { last = done }); err != nil || last != len(in.Applicants) {
		t.Errorf("progress ends at %d, %v", last, err)
	}
}

// TestSecondPass (rule 9): without rest every byte is as it was; with it the first pass is the same, nobody who was served
// moves, and the second pass is what its instance gives when it is solved alone.
func TestSecondPass(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := drawn(t, 0)
		plain := mustResult(t, in)
		two := *in
		two.Params.Rest = Rest{Given: true, UnderPermille: rapid.Int64Range(0, 1000).Draw(t, "under"), OverPermille: rapid.Int64Range(0, 3000).Draw(t, "over")}
		read, err := ReadInstance(two.Canonical())
		if err != nil || read.Params != two.Params {
			t.Fatalf("%+v %v", read, err)
		}
		got := mustResult(t, &two)
		first := *got
		first.Rest, first.Digest = nil, plain.Digest
		if !bytes.Equal(first.JSON(), plain.JSON()) {
			t.Fatalf("the first pass is\n%s\nnot\n%s", first.JSON(), plain.JSON())
		}
		alone := mustResult(t, two.Second(got))
		if !bytes.Equal(alone.JSON(), got.Rest.JSON()) {
			t.Fatalf("the second pass is\n%s\nalone\n%s", got.Rest.JSON(), alone.JSON())
		}
		final := map[string]Rank{}
		for _, r := range got.Final() {
			final[r.Number] = r
		}
		for _, r := range got.Ranks {
			if f := final[r.Number]; len(r.Units) > 0 && !slices.Equal(r.Units, f.Units) || r.Reason == ReasonFixed && f.Reason != ReasonFixed {
				t.Fatalf("%+v became %+v", r, f)
			}
		}
		back, err := ReadResult(got.JSON())
		if err != nil || !bytes.Equal(back.JSON(), got.JSON()) {
			t.Fatalf("read back: %v", err)
		}
	})
}
