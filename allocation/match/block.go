package match

import (
	"math/bits"
	"slices"
)

// priceWork bounds the steps that a part spends on prices for those left out, beside its search.
const priceWork = 400_000

// leanWork bounds units × applicants of a proof that is made leaner.
const leanWork = 4096

// keptPrices is how many prices found last are tried on the next one left out.
const keptPrices = 16

// block says of everybody left out why: by the smallest Hall set where one exists among holders of single units, else by
// prices, else by how long the search was. It runs when all is decided and takes the locks and what was learned away.
func (k *packing) block(answer *Answer, steps []int) {
	onlySingle := make([]bool, k.n)
	for a := range onlySingle {
		onlySingle[a] = !slices.ContainsFunc(k.options[a], func(o Option) bool { return o.Len() > 1 })
	}
	sets := hallSets{part: k.part}
	var open []int32
	for a := range int32(k.n) {
		if k.served[a] {
			continue
		}
		if units := k.hall(a, onlySingle); units != nil {
			answer.Blocked[k.part.applicants[a]] = sets.add(units, k.owner)
		} else {
			answer.Blocked[k.part.applicants[a]] = &Blocked{Steps: steps[a]}
			open = append(open, a)
		}
	}
	k.domain = k.plain
	clear(k.locked)
	copy(k.unlock, k.plainUnits())
	if k.keen {
		open = k.raysOf(open, answer)
	}
	for i, p := range k.pricesOf(open) {
		answer.Blocked[k.part.applicants[open[i]]].Priced = p
	}
}

// pricesOf looks for prices for everybody in open (ascending, none of them served); nil where none are found. Those served
// take their seats in turn, so that only the better ranked ones hold a unit when one left out is asked about. The prices of
// somebody better ranked are tried first, then rising ones, then an ascent.
func (k *packing) pricesOf(open []int32) []*Priced {
	final := k.save()
	for a := range int32(k.n) {
		k.vacate(a)
	}
	found := make([]*Priced, len(open))
	end := k.steps + priceWork
	var known []*Priced
	next := int32(0)
	for i, a := range open {
		for ; next < a; next++ {
			if k.served[next] {
				k.place(next, final.cur[next])
			}
		}
		for j := len(known) - 1; j >= max(0, len(known)-keptPrices) && found[i] == nil; j-- {
			k.recall(known[j], a)
			found[i] = k.handOut(a)
		}
		if found[i] == nil && k.steps < end && k.prove([]int32{a}) {
			found[i] = k.handOut(a)
		}
		if found[i] == nil && k.steps < end && k.ascendFor(a, end-k.steps) {
			found[i] = k.handOut(a)
		}
		if found[i] != nil {
			known = append(known, found[i])
		}
	}
	k.restore(final)
	return found
}

// ascendFor asks by an ascent of so many steps at most whether applicant a can be served beside those seated; true where
// the present prices show that it cannot.
func (k *packing) ascendFor(a int32, steps int) bool {
	total, ok := k.concern([]int32{a})
	if !ok {
		return false
	}
	before := k.save()
	v, _ := k.ascend(total, min(ascentRounds, steps*ascentStep/total))
	k.restore(before)
	return v == no && k.proof
}

// recall makes prices that were found for another the present ones, with applicant a among those who pay.
func (k *packing) recall(p *Priced, a int32) {
	k.pricing.reset()
	for i, u := range p.Units {
		k.setPrice(k.part.local[u], p.Prices[i])
	}
	for _, m := range p.local {
		k.target[m] = 1
	}
	k.target[a] = 1
	k.touched = append(append(k.touched, p.local...), a)
}

// handOut hands the present prices out, in the coarsest coins in which they show that applicant a and those seated who pay
// cannot all be served; nil where they show it in none.
func (k *packing) handOut(a int32) *Priced {
	fine := make([]int32, len(k.priced))
	top := int32(0)
	for i, u := range k.priced {
		fine[i] = k.price[u]
		top = max(top, fine[i])
	}
	for coin := bits.Len32(uint32(top)); coin >= 0; coin-- {
		for i, u := range k.priced {
			k.note(u, (fine[i]+int32(1)<<coin>>1)>>coin)
		}
		if p := k.payers(a); p.Need > p.Have {
			return k.lean(a, p)
		}
	}
	return nil
}

// lean frees every unit without whose price the proof still holds, in a proof that a person may want to add up: fewer
// applicants pay then.
func (k *packing) lean(a int32, p *Priced) *Priced {
	if len(p.Units)*len(p.local) > leanWork {
		return p
	}
	for _, u := range p.Units {
		u = k.part.local[u]
		price := k.price[u]
		k.note(u, 0)
		if less := k.payers(a); less.Need > less.Have {
			p = less
		} else {
			k.note(u, price)
		}
	}
	return p
}

// payers sums what everybody concerned pays under the present prices.
func (k *packing) payers(a int32) *Priced {
	p := &Priced{Like: -1}
	for _, u := range k.priced {
		if k.price[u] > 0 {
			p.Units = append(p.Units, u)
			p.Have += int64(k.price[u])
		}
	}
	slices.Sort(p.Units)
	for i, u := range p.Units {
		p.Prices = append(p.Prices, k.price[u])
		p.Units[i] = k.part.units[u]
	}
	for _, m := range k.touched {
		if m != a && !k.served[m] {
			continue
		}
		if least := k.least(m); least > 0 {
			p.Need += int64(least)
			p.local = append(p.local, m)
		}
	}
	slices.Sort(p.local)
	for _, m := range p.local {
		p.Applicants = append(p.Applicants, k.part.applicants[m])
	}
	return p
}

// hall follows the options of applicant a to their holders and on; nil as soon as one leads out of a Hall set.
func (k *packing) hall(a int32, onlySingle []bool) (units []int32) {
	if !onlySingle[a] {
		return nil
	}
	k.stamp++
	copy(k.entered, k.plainUnits())
	queue := []int32{a}
	for head := 0; head < len(queue); head++ {
		for u := first(k.plain.single[queue[head]], k.entered); u >= 0; u = first(k.plain.single[queue[head]], k.entered) {
			unset(k.entered, u)
			h := k.owner[u]
			if h < 0 || h > a || !onlySingle[h] {
				return nil
			}
			units = append(units, u)
			queue = append(queue, h)
		}
	}
	return units
}

// plainUnits is the set of all units of the part.
func (k *packing) plainUnits() []uint64 {
	all := make([]uint64, k.words)
	for u := range int32(k.m) {
		set(all, u)
	}
	return all
}
