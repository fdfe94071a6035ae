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
	forks   []fork
}

// fork is a step that displaces several at once: found on the way, tried when no plain chain exists.
type fork struct {
	who int32
	run Option
}

func (c *chainWork) init(k *packing) {
	c.seen, c.from, c.by = make([]uint32, k.n), make([]int32, k.n), make([]Option, k.n)
	c.entered = make([]uint64, k.words)
}

// chain houses applicant a, which has no place, by moving others one after another. It finds every chain where only
// single units are concerned; with runs it may miss one.
func (k *packing) chain(a int32) bool {
	k.stamp++
	k.queue, k.forks = append(k.queue[:0], a), k.forks[:0]
	k.seen[a], k.from[a] = k.stamp, -1
	copy(k.entered, k.unlock)
	for head := 0; head < len(k.queue); head++ {
		k.steps++
		x := k.queue[head]
		if k.singleStep(x) || k.multiStep(x) {
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

// multiStep does the same for runs of several units; a run that displaces two or more is kept as a fork.
func (k *packing) multiStep(x int32) bool {
	for i := range k.domain.multi[x] {
		m := &k.domain.multi[x][i]
		if m.out || k.barred(m.Option) {
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
		case several:
			k.forks = append(k.forks, fork{x, m.Option})
		case !k.clearOf(x, m.Option):
		case holder < 0:
			k.follow(x, m.Option)
			return true
		case k.seen[holder] != k.stamp:
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

// forkLimit is how many forks of a failed chain are tried, by depth that is left.
var forkLimit = [...]int{0, 24, 48}

// housed looks for a place for applicant a by chains, and by steps that displace several at once, depth of them deep.
func (k *packing) housed(a int32, depth int) bool {
	if k.chain(a) {
		return true
	}
	if depth == 0 || len(k.forks) == 0 {
		return false
	}
	forks := append([]fork(nil), k.forks[:min(len(k.forks), forkLimit[depth])]...)
	ways := make([][]fork, len(forks))
	for i, f := range forks {
		for x := f.who; k.from[x] >= 0; x = k.from[x] {
			ways[i] = append(ways[i], fork{k.from[x], k.by[x]})
		}
	}
	before := k.save()
	for i, f := range forks {
		if k.take(f, ways[i], depth) {
			return true
		}
		k.restore(before)
	}
	return false
}

// take moves everybody on the way to the fork, puts its applicant on its run, and houses those displaced.
func (k *packing) take(f fork, way []fork, depth int) bool {
	k.vacate(f.who)
	for _, w := range way {
		k.vacate(w.who)
	}
	var moved []int32
	for _, step := range append([]fork{f}, way...) {
		for _, h := range k.force(step.who, step.run) {
			moved = append(moved, h)
		}
	}
	ok := true
	for _, h := range moved {
		if k.locked[h] || !k.housed(h, depth-1) {
			ok = false
			break
		}
	}
	k.release(f.who, f.run)
	for _, w := range way {
		k.release(w.who, w.run)
	}
	return ok
}
