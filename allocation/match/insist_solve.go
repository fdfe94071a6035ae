package match

import "slices"

// raySteps bounds the steps of relaxed questions about those left out, when all is decided.
const raySteps = 4_000_000

// insistAll answers the part on the second way.
func (k *packing) insistAll(answer *Answer) {
	k.keen, k.serving = true, true
	blockedSteps := make([]int, k.n)
	for a := range int32(k.n) {
		before := k.steps
		k.weak = k.tired[a]
		if k.serve(a) == unknown {
			if k.asPlanned(a) {
				k.served[a] = true
			} else {
				k.resist(a)
			}
		}
		blockedSteps[a] = k.steps - before
		if !k.run.half(k.part) {
			return
		}
	}
	k.serving = false
	for a := range int32(k.n) {
		k.weak = k.tired[a]
		if k.served[a] {
			k.choose(a, answer)
		}
		if !k.run.half(k.part) {
			return
		}
	}
	k.block(answer, blockedSteps)
	for a := range int32(k.n) {
		if k.tired[a] && (k.served[a] || a >= k.doubted[a]) {
			k.part.unproved = append(k.part.unproved, int(k.part.applicants[a]))
		}
	}
}

// raysOf explains those in open (ascending, none of them served) by relaxed questions about everybody ranked up to the first of
// them, with all options of the problem; what a proof shows of others too, these share. It returns those that stay unexplained.
func (k *packing) raysOf(open []int32, answer *Answer) (rest []int32) {
	final, end := k.save(), k.steps+raySteps
	for a := range int32(k.n) {
		k.vacate(a)
	}
	next := int32(0)
	for len(open) > 0 && k.steps < end && k.run.ctx.Err() == nil {
		a := open[0]
		for ; next < a; next++ {
			if k.served[next] {
				k.place(next, final.cur[next])
			}
		}
		total, ok := k.concern([]int32{a})
		if !ok || k.relaxed(total, relaxFirst) <= 0 || !k.adoptRelaxed() {
			few := 1 + len(open)/8 // those next to it most likely stay unexplained too
			rest, open = append(rest, open[:few]...), open[few:]
			continue
		}
		p := k.payers(a)
		answer.Blocked[k.part.applicants[a]].Priced = p
		open = k.lend(p, a, open[1:], answer)
	}
	k.restore(final)
	return append(rest, open...)
}

// lend lets others left out name the proof of applicant a, under the present prices, where it holds for them in its place;
// it returns those for whom it does not.
func (k *packing) lend(p *Priced, a int32, open []int32, answer *Answer) (rest []int32) {
	others := p.Need - int64(k.least(a))
	for _, b := range open {
		if need := others + int64(k.least(b)); need > p.Have {
			answer.Blocked[k.part.applicants[b]].Priced = &Priced{Like: int(k.part.applicants[a]), Need: need, Have: p.Have}
		} else {
			rest = append(rest, b)
		}
	}
	return rest
}

// asPlanned serves applicant a as greed with repair does, where that has served the same ones before it; so the served vector
// is never worse than that of greed.
func (k *packing) asPlanned(a int32) bool {
	if k.plan == nil {
		g := newGreed(k.options, k.m)
		g.run(int32(k.n))
		k.plan = g.served
	}
	if !k.plan[a] || !slices.Equal(k.plan[:a], k.served[:a]) {
		return false
	}
	g := newGreed(k.options, k.m)
	g.run(a + 1)
	k.restore(snapshot{g.owner, g.cur})
	return true
}

// greed gives everybody, in rank order, its most preferred option that is free, or that becomes free when those who hold a
// unit of it move to another free option of theirs.
type greed struct {
	options [][]Option
	owner   []int32  // unit → applicant, −1 where free
	cur     []Option // applicant → run, 0 where none
	served  []bool
	looks   int
}

// greedLooks bounds how many options are looked at for moves.
const greedLooks = 100_000_000

func newGreed(options [][]Option, units int) *greed {
	return &greed{options: options, owner: filled(units), cur: make([]Option, len(options)), served: make([]bool, len(options))}
}

// run serves the first n applicants.
func (g *greed) run(n int32) {
	for a := range n {
		if o := g.free(a); o != 0 {
			g.put(a, o)
			g.served[a] = true
			continue
		}
		for _, o := range g.options[a] {
			if g.looks > greedLooks {
				break
			}
			if g.repair(a, o) {
				g.served[a] = true
				break
			}
		}
	}
}

// free is the most preferred option of applicant a that is free; 0 for none.
func (g *greed) free(a int32) Option {
	for _, o := range g.options[a] {
		g.looks++
		if g.isFree(o) {
			return o
		}
	}
	return 0
}

func (g *greed) isFree(o Option) bool {
	for u := o.First(); u < o.End(); u++ {
		if g.owner[u] >= 0 {
			return false
		}
	}
	return true
}

func (g *greed) put(a int32, o Option) {
	g.cur[a] = o
	for u := o.First(); u < o.End(); u++ {
		g.owner[u] = a
	}
}

func (g *greed) lift(a int32) {
	for u := g.cur[a].First(); u < g.cur[a].End(); u++ {
		g.owner[u] = -1
	}
	g.cur[a] = 0
}

// repair gives option o to applicant a if everybody who holds a unit of it finds another that is free.
func (g *greed) repair(a int32, o Option) bool {
	var moved []move
	for u := o.First(); u < o.End(); u++ {
		if h := g.owner[u]; h >= 0 {
			moved = append(moved, move{h, g.cur[h]})
			g.lift(h)
		}
	}
	g.put(a, o)
	for i, m := range moved {
		to := g.free(m.who)
		if to == 0 {
			for _, back := range moved[:i] {
				g.lift(back.who)
			}
			g.lift(a)
			for _, back := range moved {
				g.put(back.who, back.run)
			}
			return false
		}
		g.put(m.who, to)
	}
	return true
}
