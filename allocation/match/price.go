package match

import "math/bits"

// pricing is the room of a price proof. Suppose everybody who must be served pays, for any of its options, at least z,
// and all z together exceed the sum of all prices: then the units cannot serve them all, because an assignment would
// pay each unit at most once. Free units cost nothing, so it is enough to find prices at which every holder's own run
// is among its cheapest and somebody without a run finds nothing for nothing.
type pricing struct {
	price   []int32                // unit → price
	priced  []int32                // units whose price is not 0
	target  []int32                // applicant → what each of its options must cost at least
	touched []int32                // applicants whose target is not 0
	cheap   [maxPrice + 1][]uint64 // price → units that cost less
	leaky   []uint64               // held units whose price cannot rise from 0, because that spreads to a free unit
	leaks   bool                   // leaky is known for the present assignment
	waiting []int32                // applicants to be looked at, from head on
	head    int
	waits   []bool
	tight   []move   // runs that cost too little, with one unit whose price can rise
	loose   []move   // the same with several
	trail   []change // of prices and targets, since the prices were reset
	proof   bool     // the present prices are a proof
	gap     move     // an option that stays too cheap: no proof unless it is ruled out
	exempt  []move   // options that stayed too cheap and were ruled out for the proof
}

// change is what a price or a target was before.
type change struct {
	who    int32 // unit, or applicant
	before int32
	target bool
}

// maxPrice is where rising prices are given up.
const maxPrice = 12

func (p *pricing) init(k *packing) {
	p.price, p.target, p.waits = make([]int32, k.m), make([]int32, k.n), make([]bool, k.n)
	p.leaky = make([]uint64, k.words)
	for c := range p.cheap {
		p.cheap[c] = make([]uint64, k.words)
	}
	for u := range int32(k.m) {
		p.note(u, 0)
	}
}

// note puts unit u, at this price, among the cheap ones.
func (p *pricing) note(u, price int32) {
	p.price[u] = price
	for c := int32(1); c <= maxPrice; c++ {
		if price < c {
			set(p.cheap[c], u)
		} else {
			unset(p.cheap[c], u)
		}
	}
}

func (p *pricing) reset() {
	p.leaks = false
	for _, u := range p.priced {
		p.note(u, 0)
	}
	for _, a := range p.touched {
		p.target[a] = 0
	}
	for _, a := range p.waiting {
		p.waits[a] = false
	}
	p.priced, p.touched, p.waiting, p.head = p.priced[:0], p.touched[:0], p.waiting[:0], 0
	p.tight, p.loose, p.trail, p.gap = p.tight[:0], p.loose[:0], p.trail[:0], move{}
}

func (p *pricing) cost(o Option) int32 {
	c := int32(0)
	for u := o.First(); u < o.End(); u++ {
		c += p.price[u]
	}
	return c
}

func (p *pricing) ask(a, target int32) {
	if p.target[a] == 0 {
		p.touched = append(p.touched, a)
	}
	p.trail = append(p.trail, change{a, p.target[a], true})
	p.target[a] = target
	if !p.waits[a] {
		p.waits[a] = true
		p.waiting = append(p.waiting, a)
	}
}

// prove looks for prices that show that those without a place cannot be served beside everybody who has one.
// Prices rise from the options of those without a place, over the holders, until every option is dear enough.
func (k *packing) prove(homeless []int32) bool {
	k.pricing.reset()
	k.proof = k.raiseAll(homeless, false)
	return k.proof
}

// proveBut looks for prices that prove as much but for some options that stay too cheap, and returns those: everybody
// can be served only if one of them is held. It returns false where there are no such prices.
func (k *packing) proveBut(homeless []int32) ([]move, bool) {
	k.pricing.reset()
	k.exempt = k.exempt[:0]
	ok := k.raiseAll(homeless, true)
	k.proof = ok && len(k.exempt) == 0
	k.widen(k.exempt)
	return append([]move(nil), k.exempt...), ok
}

// raiseAll raises prices until every option is dear enough. Where a run of several units cannot be, it is ruled out and
// noted as exempt, or, without exempting, the answer is false.
func (k *packing) raiseAll(homeless []int32, exempting bool) bool {
	for _, a := range homeless {
		k.ask(a, 1)
	}
	if !k.spread() {
		return false
	}
	if len(k.tight)+len(k.loose) > 0 {
		k.findLeaks()
	}
	for {
		var f move
		switch {
		case len(k.tight) > 0:
			f, k.tight = k.tight[len(k.tight)-1], k.tight[:len(k.tight)-1]
		case len(k.loose) > 0:
			f, k.loose = k.loose[len(k.loose)-1], k.loose[:len(k.loose)-1]
		default:
			return true
		}
		k.look(len(k.domain.multi[f.who]))
		if k.domain.out(f.who, f.run) || k.raiseMulti(f) {
			continue
		}
		k.gap = f
		if !exempting {
			return false
		}
		k.domain.setOut(f.who, f.run, true)
		k.exempt = append(k.exempt, f)
	}
}

// spread looks at everybody who waits; false when a single unit, or a free run, stays too cheap for one of them.
func (k *packing) spread() bool {
	for ; k.head < len(k.waiting); k.head++ {
		a := k.waiting[k.head]
		k.waits[a] = false
		k.steps++
		k.look(len(k.domain.multi[a]))
		if !k.raiseSingles(a) || !k.noteMulti(a) {
			return false
		}
	}
	return true
}

// findLeaks finds the units from which rising prices spread, over the single units that their holders may have, to a free
// one. Prices that rise later do not change which: they never spread to such a unit.
func (k *packing) findLeaks() {
	for w := range k.leaky {
		k.leaky[w] = 0
	}
	for u, h := range k.owner {
		if h < 0 {
			set(k.leaky, int32(u))
		}
	}
	k.stamp++
	for more := true; more; {
		more = false
		for h := range int32(k.n) {
			if k.cur[h] == 0 || k.locked[h] || k.seen[h] == k.stamp || !first3(k.domain.single[h], k.unlock, k.leaky) {
				continue
			}
			k.seen[h], more = k.stamp, true
			for u := k.cur[h].First(); u < k.cur[h].End(); u++ {
				set(k.leaky, int32(u))
			}
		}
	}
	k.leaks = true
}

// mark is a state of rising prices to which undo goes back; nobody waits in it.
type mark struct{ trail, priced, touched, tight, loose int }

func (p *pricing) mark() mark {
	return mark{len(p.trail), len(p.priced), len(p.touched), len(p.tight), len(p.loose)}
}

func (p *pricing) undo(m mark) {
	for i := len(p.trail) - 1; i >= m.trail; i-- {
		switch c := p.trail[i]; {
		case c.target:
			p.target[c.who] = c.before
		default:
			p.note(c.who, c.before)
		}
	}
	for _, a := range p.waiting[min(p.head, len(p.waiting)):] {
		p.waits[a] = false
	}
	p.waiting, p.head = p.waiting[:0], 0
	p.trail, p.priced, p.touched = p.trail[:m.trail], p.priced[:m.priced], p.touched[:m.touched]
	p.tight, p.loose = p.tight[:m.tight], p.loose[:m.loose]
}

func (k *packing) raiseSingles(a int32) bool {
	target := k.target[a]
	for w, b := range k.domain.single[a] {
		b &= k.unlock[w]
		if target <= maxPrice {
			b &= k.cheap[target][w]
		}
		for ; b != 0; b &= b - 1 {
			u := int32(w<<6 + bits.TrailingZeros64(b))
			if k.price[u] < target && !k.raise(u, target) {
				k.gap = move{a, NewOption(int(u), 1)}
				return false
			}
		}
	}
	return true
}

// raise sets the price of a held unit; its holder then wants all its options to cost as much as its own run.
func (k *packing) raise(u, price int32) bool {
	h := k.owner[u]
	if h < 0 || price > maxPrice || k.leaks && k.price[u] == 0 && has(k.leaky, u) {
		return false
	}
	if k.price[u] == 0 {
		k.priced = append(k.priced, u)
	}
	k.trail = append(k.trail, change{u, k.price[u], false})
	k.note(u, price)
	k.ask(h, k.cost(k.cur[h]))
	return true
}

func (k *packing) noteMulti(a int32) bool {
	for i := range k.domain.multi[a] {
		m := &k.domain.multi[a][i]
		if m.out || k.cost(m.Option) >= k.target[a] || k.barred(m.Option) {
			continue
		}
		held := 0
		for u := m.First(); u < m.End(); u++ {
			if k.owner[u] >= 0 {
				held++
			}
		}
		switch held {
		case 0:
			k.gap = move{a, m.Option}
			return false
		case 1:
			k.tight = append(k.tight, move{a, m.Option})
		default:
			k.loose = append(k.loose, move{a, m.Option})
		}
	}
	return true
}

// raiseMulti makes a run of several units dear enough by one of them: the dearest so far from which that spreads.
func (k *packing) raiseMulti(f move) bool {
	missing := k.target[f.who] - k.cost(f.run)
	if missing <= 0 {
		return true
	}
	var tried uint64
	for range f.run.Len() {
		best := int32(-1)
		for u := int32(f.run.First()); int(u) < f.run.End(); u++ {
			if tried>>(int(u)-f.run.First())&1 == 0 && k.owner[u] >= 0 && (best < 0 || k.price[u] > k.price[best]) {
				best = u
			}
		}
		if best < 0 {
			return false
		}
		before := k.pricing.mark()
		if k.raise(best, k.price[best]+missing) && k.spread() {
			return true
		}
		k.pricing.undo(before)
		tried |= 1 << (int(best) - f.run.First())
	}
	return false
}
