package match

import "math/bits"

// dearest stands for an applicant that has no option left.
const dearest = 1 << 24

// least is what applicant a pays at least under the present prices.
func (k *packing) least(a int32) int32 {
	if k.locked[a] {
		return k.cost(k.cur[a])
	}
	if first3(k.domain.single[a], k.unlock, k.cheap[1]) {
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
	}
	k.note(u, price)
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
