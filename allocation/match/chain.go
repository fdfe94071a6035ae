package match

import "math/bits"

// chainWork is the room of a search for a chain of displacements: a takes the place of b, b that of c, and the last
// one a free place.
type chainWork struct {
	queue   []int32
	seen    []uint32 // applicant → search in which it was reached
	stamp   uint32
	from    []int32  // applicant → who displaces it
	by      []Option // applicant → the run for which it is displaced
	entered []uint64 // units that the search may still enter
	noRuns  bool     // displace nobody for a run of several units
}

// move is an applicant and a run for it.
type move struct {
	who int32
	run Option
}

func (c *chainWork) init(k *packing) {
	c.seen, c.from, c.by = make([]uint32, k.n), make([]int32, k.n), make([]Option, k.n)
	c.entered = make([]uint64, k.words)
}

// chain houses applicant a, which has no place, by moving others one after another. It finds every chain in which nobody is
// displaced for a run of several units; others it may miss.
func (k *packing) chain(a int32) bool { return k.chainTo(a, MaxUnits) }

// chainTo is chain with at most longest units for applicant a.
func (k *packing) chainTo(a int32, longest int) bool {
	if k.search(a, longest) {
		return true
	}
	reached := append([]int32(nil), k.queue...)
	k.noRuns = true
	found := k.search(a, longest)
	k.noRuns = false
	k.queue = append(k.queue[:0], reached...)
	return found
}

// search walks from a over those displaced, breadth first: by all their options or, with noRuns, displacing nobody for
// a run of several units. The first way to a place that is found may bar another that leads on.
func (k *packing) search(a int32, longest int) bool {
	k.stamp++
	k.queue = append(k.queue[:0], a)
	k.seen[a], k.from[a] = k.stamp, -1
	copy(k.entered, k.unlock)
	for head := 0; head < len(k.queue); head++ {
		k.steps++
		x := k.queue[head]
		k.look(len(k.domain.multi[x]))
		if head > 0 {
			longest = MaxUnits
		}
		if k.singleStep(x) || k.multiStep(x, longest) {
			return true
		}
	}
	return false
}

// singleStep enters the single units that x may hold; true when the chain could end there.
func (k *packing) singleStep(x int32) bool {
	for w, b := range k.domain.single[x] {
		for b &= k.entered[w]; b != 0; b &= b - 1 {
			u := int32(w<<6 + bits.TrailingZeros64(b))
			h := k.owner[u]
			o := NewOption(int(u), 1)
			if h < 0 || k.seen[h] == k.stamp {
				if (h < 0 || k.above(x, h)) && k.clearOf(x, o) {
					k.follow(x, o)
					return true
				}
				if h >= 0 && k.cur[h].Len() == 1 {
					k.entered[w] &^= b & -b
				}
				continue
			}
			k.push(x, h, o)
			if k.cur[h].Len() == 1 {
				k.entered[w] &^= b & -b
			}
		}
	}
	return false
}

func (k *packing) push(x, h int32, o Option) {
	k.seen[h], k.from[h], k.by[h] = k.stamp, x, o
	k.queue = append(k.queue, h)
}

// multiStep does the same for runs of several units, but for those that displace two or more at once.
func (k *packing) multiStep(x int32, longest int) bool {
	for i := range k.domain.multi[x] {
		m := &k.domain.multi[x][i]
		if m.out || m.Len() > longest || k.barred(m.Option) {
			continue
		}
		holder, several := int32(-1), false
		for u := m.First(); u < m.End(); u++ {
			h := k.owner[u]
			if h < 0 || h == holder || k.above(x, h) {
				continue
			}
			several = several || holder >= 0
			holder = h
		}
		switch {
		case several || !k.clearOf(x, m.Option):
		case holder < 0:
			k.follow(x, m.Option)
			return true
		case k.seen[holder] != k.stamp && !k.noRuns:
			k.push(x, holder, m.Option)
		}
	}
	return false
}

// above tells whether h is x or was displaced on the way to x: then its place is free for x.
func (k *packing) above(x, h int32) bool {
	if k.seen[h] != k.stamp {
		return false
	}
	for ; x >= 0; x = k.from[x] {
		if x == h {
			return true
		}
	}
	return false
}

// clearOf tells whether run o keeps clear of the runs taken on the way to x.
func (k *packing) clearOf(x int32, o Option) bool {
	for ; k.from[x] >= 0; x = k.from[x] {
		if overlap(k.by[x], o) {
			return false
		}
	}
	return true
}

// follow moves everybody on the way to x, and x to run o.
func (k *packing) follow(x int32, o Option) {
	for y := x; y >= 0; y = k.from[y] {
		k.vacate(y)
	}
	for {
		k.place(x, o)
		if k.from[x] < 0 {
			return
		}
		o, x = k.by[x], k.from[x]
	}
}

// compact moves a holder of several units that the last chain reached to a run of fewer, if those displaced find a place
// without taking more in all: then a unit comes free. It returns false when no such move is left
// or the deadline has passed.
func (k *packing) compact(deadline int) bool {
	reached := append([]int32(nil), k.queue...)
	var before snapshot
	for _, a := range reached {
		held := k.cur[a]
		if held.Len() < 2 || k.steps > deadline || k.locked[a] || !k.hasShorter(a, held.Len()) {
			continue
		}
		if before.owner == nil {
			before = k.save()
		}
		k.vacate(a)
		if k.chainTo(a, held.Len()-1) && k.used() < before.used() {
			return true
		}
		k.restore(before)
	}
	return false
}

// hasShorter tells whether applicant a may hold a run of fewer than n units.
func (k *packing) hasShorter(a int32, n int) bool {
	if first(k.domain.single[a], k.unlock) >= 0 {
		return true
	}
	for _, m := range k.domain.multi[a] {
		if m.Len() < n && !m.out && !k.barred(m.Option) {
			return true
		}
	}
	return false
}

// used is how many units are held.
func (s *snapshot) used() int {
	n := 0
	for _, o := range s.cur {
		n += o.Len()
	}
	return n
}

func (k *packing) used() int { return (&snapshot{cur: k.cur}).used() }
