package match

import "math/bits"

// pricing is the room of a price proof. Suppose everybody who must be served pays, for any of its options, at least z,
// and all z together exceed the sum of all prices: then the units cannot serve them all, because an assignment would
// pay each unit at most once. Free units cost nothing, so it is enough to find prices at which every holder's own run
// is among its cheapest and somebody without a run finds nothing for nothing.
type pricing struct {
	price   []int32 // unit → price
	priced  []int32 // units whose price is not 0
	target  []int32 // applicant → what each of its options must cost at least
	touched []int32 // applicants whose target is not 0
	nothing []uint64
	waiting []int32 // applicants to be looked at, from head on
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
	p.nothing = make([]uint64, k.words)
	for u := range int32(k.m) {
		set(p.nothing, u)
	}
}

func (p *pricing) reset() {
	for _, u := range p.priced {
		p.price[u] = 0
		set(p.nothing, u)
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
		if !k.raiseSingles(a) || !k.noteMulti(a) {
			return false
		}
	}
	return true
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
			if p.price[c.who] = c.before; c.before == 0 {
				set(p.nothing, c.who)
			}
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
		if target == 1 {
			b &= k.nothing[w]
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
	if h < 0 || price > maxPrice {
		return false
	}
	if k.price[u] == 0 {
		k.priced = append(k.priced, u)
		unset(k.nothing, u)
	}
	k.trail = append(k.trail, change{u, k.price[u], false})
	k.price[u] = price
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

// dearest stands for an applicant that has no option left.
const dearest = 1 << 24

// least is what applicant a pays at least under the present prices.
func (k *packing) least(a int32) int32 {
	if k.locked[a] {
		return k.cost(k.cur[a])
	}
	if first3(k.domain.single[a], k.unlock, k.nothing) {
		return 0
	}
	least := int32(dearest)
	for w, b := range k.domain.single[a] {
		for b &= k.unlock[w]; b != 0; b &= b - 1 {
			least = min(least, k.price[w<<6+bits.TrailingZeros64(b)])
		}
	}
	for i := range k.domain.multi[a] {
		m := &k.domain.multi[a][i]
		if !m.out && !k.barred(m.Option) {
			least = min(least, k.cost(m.Option))
		}
	}
	return least
}

// first3 tells whether three sets have a bit in common.
func first3(a, b, c []uint64) bool {
	for w := range a {
		if a[w]&b[w]&c[w] != 0 {
			return true
		}
	}
	return false
}

// surplus is what the touched applicants pay at least beyond all prices; above 0 they cannot all be served.
func (k *packing) surplus() int64 {
	sum := int64(0)
	for _, a := range k.touched {
		sum += int64(k.least(a))
	}
	for _, u := range k.priced {
		sum -= int64(k.price[u])
	}
	return sum
}

// extend prices the units of run o too, which were locked when the prices were found, so that the prices hold for
// everybody else without the lock; applicant a joins those who pay.
func (k *packing) extend(a int32, o Option) {
	for _, t := range k.touched {
		target := k.target[t]
		for u := int32(o.First()); int(u) < o.End(); u++ {
			if has(k.domain.single[t], u) && k.price[u] < target {
				k.setPrice(u, target)
			}
		}
		for i := range k.domain.multi[t] {
			m := &k.domain.multi[t][i]
			if missing := target - k.cost(m.Option); missing > 0 && !m.out && overlap(m.Option, o) {
				u := int32(max(m.First(), o.First()))
				k.setPrice(u, k.price[u]+missing)
			}
		}
	}
	if k.target[a] == 0 {
		k.touched = append(k.touched, a)
		k.target[a] = max(1, k.cost(o))
	}
}

func (k *packing) setPrice(u, price int32) {
	if k.price[u] == 0 {
		k.priced = append(k.priced, u)
		unset(k.nothing, u)
	}
	k.price[u] = price
}

// learn rules out, for good, every option that costs more than its applicant's least by more than the prices leave:
// in no assignment that serves everybody who must be served can it be held.
func (k *packing) learn() {
	slack := int64(0)
	for _, u := range k.priced {
		slack += int64(k.price[u])
	}
	least := make([]int64, len(k.touched))
	for i, a := range k.touched {
		if k.served[a] {
			least[i] = int64(k.least(a))
			slack -= least[i]
		}
	}
	if slack < 0 {
		return
	}
	dear := make([]uint64, k.words)
	for _, u := range k.priced {
		if int64(k.price[u]) > slack {
			set(dear, u)
		}
	}
	for a := range int32(k.n) {
		if k.target[a] == 0 && !k.locked[a] {
			for w, d := range dear {
				k.domain.single[a][w] &^= d
			}
			k.ruleOut(a, slack)
		}
	}
	for i, a := range k.touched {
		if k.locked[a] {
			continue
		}
		for w, b := range k.domain.single[a] {
			for ; b != 0; b &= b - 1 {
				if u := int32(w<<6 + bits.TrailingZeros64(b)); int64(k.price[u]) > least[i]+slack {
					unset(k.domain.single[a], u)
				}
			}
		}
		k.ruleOut(a, least[i]+slack)
	}
}

// ruleOut rules out runs of several units that cost more.
func (k *packing) ruleOut(a int32, most int64) {
	for i := range k.domain.multi[a] {
		m := &k.domain.multi[a][i]
		m.out = m.out || int64(k.cost(m.Option)) > most
	}
}
