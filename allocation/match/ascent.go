package match

import (
	"math/bits"
	"slices"
)

// ascent is the room of a slower way to prices, for questions that raising alone does not settle. All applicants
// concerned take their cheapest option; units that several took become dearer, units that nobody took cheaper; and so
// on for a number of rounds. Either the prices become a proof, or the options taken fit together, or the best prices
// found rule options out for the rest of the search.
type ascent struct {
	members []int32    // applicants concerned
	choices [][]Option // their options that are still possible
	takes   []int32    // unit → how many took it
	taken   []int32    // units that somebody took, or that are concerned
	prices  []int64    // unit → price at present
	best    []int64    // unit → price in the best round
	inside  []bool     // unit is concerned
	picks   []Option   // what members took
}

const (
	ascentRounds    = 120
	ascentScale     = 1 << 16
	ascentWork      = 3_000_000  // options looked at in one ascent, at most, inside a search
	largeAscentWork = 36_000_000 // the same at the beginning of a question about a large part
	ascentStep      = 64         // options looked at that count as one step
)

func (s *ascent) init(k *packing) {
	s.takes, s.prices, s.best, s.inside = make([]int32, k.m), make([]int64, k.m), make([]int64, k.m), make([]bool, k.m)
}

// ascend asks about everybody gathered by concern, total options. yes leaves the assignment, no the prices that prove it;
// unknown leaves the best prices, and returns what they fall short by.
func (k *packing) ascend(total, rounds int) (v verdict, slack int64) {
	value, best, since := int64(0), int64(-1)<<62, 0
	for round := 0; round < rounds; round++ {
		k.steps += total/ascentStep + 1
		var square int64
		value, square = k.takeCheapest()
		if value > best {
			best, since = value, 0
			for _, u := range k.taken {
				k.best[u] = k.prices[u]
			}
		} else if since++; since > 40 {
			break
		}
		if value > 0 {
			k.adopt()
			return no, 0
		}
		if square == 0 {
			k.settle()
			return yes, 0
		}
		k.adjust((ascentScale/2-min(value, 0))/square + 1)
	}
	return unknown, -best
}

// concern gathers everybody whom the question concerns: from those without a place over the holders of the units of
// their options, and on. It returns how many options that are; false where somebody has none.
func (k *packing) concern(homeless []int32) (total int, ok bool) {
	for _, u := range k.taken {
		k.inside[u] = false
	}
	k.stamp++
	k.members, k.choices, k.taken = k.members[:0], k.choices[:0], k.taken[:0]
	join := func(a int32) {
		if k.seen[a] != k.stamp {
			k.seen[a] = k.stamp
			k.members = append(k.members, a)
		}
	}
	for _, a := range homeless {
		join(a)
	}
	for head := 0; head < len(k.members); head++ {
		list := k.open(k.members[head])
		for _, o := range list {
			for u := int32(o.First()); int(u) < o.End(); u++ {
				if k.inside[u] {
					continue
				}
				k.inside[u] = true
				k.taken = append(k.taken, u)
				k.prices[u] = 0
				if h := k.owner[u]; h >= 0 {
					k.prices[u] = ascentScale
					join(h)
				}
			}
		}
		if len(list) == 0 {
			return 0, false
		}
		total += len(list)
		k.choices = append(k.choices, list)
	}
	return total, true
}

// takeCheapest lets every member take its cheapest option. It returns by how much what they pay exceeds all prices, and
// the sum of squares of how far units are taken too often, or, at a price, not at all; 0 when the options fit together.
func (k *packing) takeCheapest() (value, square int64) {
	for _, u := range k.taken {
		k.takes[u] = 0
		value -= k.prices[u]
	}
	k.picks = k.picks[:0]
	for i, a := range k.members {
		least, pick := int64(1)<<62, Option(0)
		for _, o := range k.choices[i] {
			cost := int64(0)
			for u := o.First(); u < o.End(); u++ {
				cost += k.prices[u]
			}
			if cost < least || cost == least && o == k.cur[a] {
				least, pick = cost, o
			}
		}
		value += least
		k.picks = append(k.picks, pick)
		for u := pick.First(); u < pick.End(); u++ {
			k.takes[u]++
		}
	}
	over := false
	for _, u := range k.taken {
		over = over || k.takes[u] > 1
		if k.takes[u] > 1 || k.prices[u] > 0 {
			d := int64(k.takes[u] - 1)
			square += d * d
		}
	}
	if !over {
		return value, 0
	}
	return value, square
}

func (k *packing) adjust(step int64) {
	for _, u := range k.taken {
		k.prices[u] = max(0, k.prices[u]+step*int64(k.takes[u]-1))
	}
}

// settle makes what the members took the assignment.
func (k *packing) settle() {
	for _, a := range k.members {
		k.vacate(a)
	}
	for i, a := range k.members {
		k.place(a, k.picks[i])
	}
}

// adopt makes the prices of the ascent, in coarser coins, the present prices; where these are a proof no more, the
// question is settled all the same, but nothing can be learned from them.
func (k *packing) adopt() {
	k.pricing.reset()
	for _, u := range k.taken {
		if p := int32(min(k.prices[u]>>6, dearest/MaxUnits/2)); p > 0 {
			k.setPrice(u, p)
		}
	}
	for _, a := range k.members {
		if z := k.least(a); z > 0 {
			k.target[a] = z
			k.touched = append(k.touched, a)
		}
	}
	k.proof = k.surplus() > 0
}

// narrow rules out, for the rest of this search, what costs more than the best prices leave, and returns that.
func (k *packing) narrow(gap int64) []move {
	var out []move
	for i, a := range k.members {
		least := int64(1) << 62
		cost := func(o Option) int64 {
			c := int64(0)
			for u := o.First(); u < o.End(); u++ {
				c += k.best[u]
			}
			return c
		}
		for _, o := range k.choices[i] {
			least = min(least, cost(o))
		}
		for _, o := range k.choices[i] {
			if cost(o)-least > gap {
				k.domain.setOut(a, o, true)
				out = append(out, move{a, o})
			}
		}
	}
	return out
}

// widen undoes narrow.
func (k *packing) widen(out []move) {
	for _, m := range out {
		k.domain.setOut(m.who, m.run, false)
	}
}

// tightest is the option to branch on: of the member with the fewest options left, the one it holds or took.
func (k *packing) tightest(members []int32) move {
	best, fewest := move{}, 0
	for _, a := range members {
		list := k.open(a)
		if len(list) < 2 || fewest > 0 && len(list) >= fewest {
			continue
		}
		best, fewest = move{a, list[0]}, len(list)
		if slices.Contains(list, k.cur[a]) {
			best.run = k.cur[a]
		}
	}
	return best
}

// lastWord answers when no member has a choice left: either what is left fits together, or nothing does.
func (k *packing) lastWord(members []int32) verdict {
	before := k.save()
	for _, a := range members {
		k.vacate(a)
	}
	for _, a := range members {
		list := k.open(a)
		if len(list) == 0 || !k.vacant(list[0]) {
			k.restore(before)
			return no
		}
		k.place(a, list[0])
	}
	return yes
}

func (k *packing) vacant(o Option) bool {
	for u := o.First(); u < o.End(); u++ {
		if k.owner[u] >= 0 {
			return false
		}
	}
	return true
}

// open lists the options that applicant a, who is not locked, may still hold.
func (k *packing) open(a int32) []Option {
	list := make([]Option, 0, len(k.options[a]))
	for w, b := range k.domain.single[a] {
		for b &= k.unlock[w]; b != 0; b &= b - 1 {
			list = append(list, NewOption(w<<6+bits.TrailingZeros64(b), 1))
		}
	}
	for _, m := range k.domain.multi[a] {
		if !m.out && !k.barred(m.Option) {
			list = append(list, m.Option)
		}
	}
	return list
}
