package match

// insisting is the room of the second way through a part, taken when the first has not settled it: bids find places that chains
// do not, the relaxed question finds prices that rising alone does not, and what resists is left while the rest goes on.
type insisting struct {
	keen    bool    // this is the second way
	weak    bool    // the present question is about somebody whose surroundings have resisted
	tired   []bool  // applicant → its surroundings have resisted
	doubted []int32 // applicant → from whom on its surroundings may be served otherwise; n for nobody
	serving bool    // the served vector is being found
	plan    []bool  // applicant → served by greed with repair; nil while not asked for
}

func (s *insisting) init(k *packing) {
	s.tired, s.doubted = make([]bool, k.n), make([]int32, k.n)
	for a := range s.doubted {
		s.doubted[a] = int32(k.n)
	}
}

const (
	relaxFirst = 2400 // rounds of a relaxed question
	relaxLater = 400  // the same where a question was branched
	lookStep   = 32   // runs looked at that count as one step
	branches   = 6    // levels of branching
)

// insist is feasible on the second way.
func (k *packing) insist(homeless []int32, weak bool, deadline int) (v verdict, certified bool) {
	rest := k.chains(homeless)
	if len(rest) == 0 {
		return yes, false
	}
	if k.steps > deadline || k.run.ctx.Err() != nil {
		return unknown, false
	}
	if k.prove(rest) {
		return no, true
	}
	bids, rounds := bidsFirst, relaxFirst
	if k.depth > 0 {
		bids, rounds = bidsLater, relaxLater
	}
	if weak || k.looking {
		bids = bidsLater / 10
	}
	if k.bid(rest, bidFall, bids, deadline) {
		return yes, false
	}
	if weak || k.looking || k.steps > deadline {
		return unknown, false
	}
	total, ok := k.concern(rest)
	if !ok {
		k.pricing.reset()
		return no, false
	}
	if k.relaxed(total, rounds) > 0 && k.adoptRelaxed() {
		return no, true
	}
	if k.depth == 0 && k.bidLong(rest, deadline) {
		return yes, false
	}
	f := k.halfHeld()
	if f.run == 0 || k.depth >= branches {
		return unknown, false
	}
	return k.branch(rest, f, deadline)
}

// halfHeld is the option that the relaxed question leaves most in doubt, runs of several units first.
func (k *packing) halfHeld() move {
	best, doubt := move{}, relaxOne/16
	for i, a := range k.members {
		for j := k.begin[i]; j < k.begin[i+1]; j++ {
			d := min(k.share[j], relaxOne-k.share[j])
			if k.live[j].Len() > 1 {
				d *= 2
			}
			if d > doubt && k.cur[a] != k.live[j] {
				best, doubt = move{a, k.live[j]}, d
			}
		}
	}
	return best
}

// tire marks everybody who could compete, over the options that are still possible, with applicant a: what resisted there is
// not searched again. While serving, their places are in doubt from a on.
func (k *packing) tire(a int32) {
	sets := newDisjoint(k.m)
	root := make([]int32, k.n)
	for b := range int32(k.n) {
		root[b] = -1
		if k.locked[b] {
			continue
		}
		for _, o := range k.open(b) {
			if root[b] < 0 {
				root[b] = int32(o.First())
			}
			for u := o.First(); u < o.End(); u++ {
				sets.join(root[b], int32(u))
			}
		}
	}
	for b := range int32(k.n) {
		if b == a || root[a] >= 0 && root[b] >= 0 && sets.find(root[b]) == sets.find(root[a]) {
			k.tired[b] = true
			if k.serving {
				k.doubted[b] = min(k.doubted[b], a)
			}
		}
	}
}

// look counts runs that are looked at beside the steps: on the second way as steps, on the first only towards leaving the part.
func (k *packing) look(runs int) {
	if k.keen {
		k.steps += runs / lookStep
	} else {
		k.looks += runs
	}
}

// spent tells whether the second way has used up what it may, and some more for what has resisted.
func (k *packing) spent() bool { return k.keen && k.steps > k.limit+k.limit/4 }

// resist is told that the question about applicant a stays open.
func (k *packing) resist(a int32) {
	if k.keen && !k.tired[a] {
		k.tire(a)
	}
	k.weak = k.keen
}
