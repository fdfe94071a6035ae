package match

import "math/bits"

// maxRowWords bounds the memory of adjacency rows; a larger part walks its lists instead.
const maxRowWords = 1 << 24

// single solves a part in which every option is one unit: a transversal matroid.
type single struct {
	part  *part
	run   *running
	adj   [][]int32 // options as local units, the most preferred first
	words int
	rows  []uint64 // the same as bits, words per applicant; nil in a very large part
	owner []int32  // unit → applicant, −1 where free
	cur   []int32  // applicant → unit, −1 where not served

	open []uint64 // units that a search may still enter
	goal []uint64 // units at which a search ends: the free ones, and the one given back by who is choosing
	// label parts the units into closed sets: holders in a set have no open option outside it but in sets that were
	// closed earlier, so a search that must come back to its own set never leaves it.
	label  []int32
	labels int32

	queue   []int32 // applicants reached
	via     []int32 // unit → applicant from which it was reached
	entered []int32 // units taken out of open by the present search
}

func newSingle(c *part, p *Problem, run *running) *single {
	n, m := len(c.applicants), len(c.units)
	s := &single{
		part: c, run: run, adj: make([][]int32, n), words: (m + 63) / 64,
		owner: filled(m), cur: filled(n), label: make([]int32, m), via: make([]int32, m),
	}
	s.open, s.goal = make([]uint64, s.words), make([]uint64, s.words)
	total := 0
	for _, a := range c.applicants {
		total += len(p.Options[a])
	}
	flat := make([]int32, 0, total)
	if n*s.words <= maxRowWords {
		s.rows = make([]uint64, n*s.words)
	}
	for i, a := range c.applicants {
		from := len(flat)
		for _, o := range p.Options[a] {
			u := c.local[o.First()]
			flat = append(flat, u)
			if s.rows != nil {
				set(s.rows[i*s.words:], u)
			}
		}
		s.adj[i] = flat[from:]
	}
	for u := range int32(m) {
		set(s.open, u)
		set(s.goal, u)
	}
	return s
}

func filled(n int) []int32 {
	list := make([]int32, n)
	for i := range list {
		list[i] = -1
	}
	return list
}

func set(b []uint64, u int32)      { b[u>>6] |= 1 << (u & 63) }
func unset(b []uint64, u int32)    { b[u>>6] &^= 1 << (u & 63) }
func has(b []uint64, u int32) bool { return b[u>>6]>>(u&63)&1 != 0 }

func (s *single) solve(answer *Answer) {
	if !s.serve() {
		return
	}
	s.openAll()
	if s.choose(answer) {
		s.openAll()
		s.block(answer)
	}
}

func (s *single) openAll() {
	for u := range int32(len(s.owner)) {
		set(s.open, u)
	}
}

// serve finds the served vector: in rank order, everybody who can be served beside the better ranked.
func (s *single) serve() bool {
	for a := range int32(len(s.adj)) {
		if end := s.search(a, -1); end >= 0 {
			s.shift(a, end)
			unset(s.goal, end)
			s.restore()
		} else {
			s.close()
		}
		s.entered = s.entered[:0]
		if !s.run.half(s.part) {
			return false
		}
	}
	return true
}

// search walks alternating paths breadth first from applicant a to a goal and returns that unit, −1 if there is none.
// With label ≥ 0 it stays in that closed set.
func (s *single) search(a, label int32) int32 {
	s.queue = append(s.queue[:0], a)
	for head := 0; head < len(s.queue); head++ {
		a := s.queue[head]
		if u := s.reach(a, label); u >= 0 {
			return u
		}
	}
	return -1
}

// reach enters every open unit of a's options; it returns the first goal among them.
func (s *single) reach(a, label int32) int32 {
	if s.rows == nil {
		for _, u := range s.adj[a] {
			if has(s.open, u) {
				if has(s.goal, u) {
					s.via[u] = a
					return u
				}
				s.enter(a, u, label)
			}
		}
		return -1
	}
	row := s.rows[int(a)*s.words : (int(a)+1)*s.words]
	for w, x := range row {
		if x &= s.goal[w] & s.open[w]; x != 0 {
			u := int32(w<<6 + bits.TrailingZeros64(x))
			s.via[u] = a
			return u
		}
	}
	for w, x := range row {
		for x &= s.open[w]; x != 0; x &= x - 1 {
			s.enter(a, int32(w<<6+bits.TrailingZeros64(x)), label)
		}
	}
	return -1
}

func (s *single) enter(a, u, label int32) {
	unset(s.open, u)
	s.entered = append(s.entered, u)
	if label < 0 || s.label[u] == label {
		s.via[u] = a
		s.queue = append(s.queue, s.owner[u])
	}
}

// shift moves every holder on the path that ends at unit u one step on; a is its first applicant.
func (s *single) shift(a, u int32) {
	for {
		h := s.via[u]
		before := s.cur[h]
		s.cur[h], s.owner[u] = u, h
		if h == a {
			return
		}
		u = before
	}
}

func (s *single) restore() {
	for _, u := range s.entered {
		set(s.open, u)
	}
}

// close makes the units that a failed search entered (in its own set) a closed set of their own.
func (s *single) close() {
	s.labels++
	for _, u := range s.entered {
		s.label[u] = s.labels
	}
}

// choose gives, in rank order, each served applicant its most preferred option that keeps all others served.
func (s *single) choose(answer *Answer) bool {
	for a := range int32(len(s.adj)) {
		if s.cur[a] >= 0 {
			best := s.best(a)
			unset(s.open, s.cur[a])
			who := s.part.applicants[a]
			answer.Choice[who] = best
			answer.Passed[who] = s.passed(a, best)
		}
		if !s.run.half(s.part) {
			return false
		}
	}
	return true
}

// best moves applicant a to its most preferred unit that can be had, and returns its place among the options.
func (s *single) best(a int32) int {
	own := s.cur[a]
	label := s.label[own]
	set(s.goal, own)
	for i, u := range s.adj[a] {
		if u == own {
			unset(s.goal, own)
			return i
		}
		if !has(s.open, u) || s.label[u] != label {
			continue
		}
		if s.owner[u] < 0 {
			unset(s.goal, u)
			s.owner[own] = -1
			s.owner[u], s.cur[a] = a, u
			return i
		}
		if s.displace(a, u, own, label) {
			return i
		}
	}
	return -1
}

// displace gives unit u to applicant a if its holder can move on, over others, to a free unit or to a's own.
func (s *single) displace(a, u, own, label int32) bool {
	holder := s.owner[u]
	unset(s.open, u)
	s.entered = append(s.entered[:0], u)
	end := s.search(holder, label)
	s.restore()
	if end < 0 {
		s.labels++
		for _, v := range s.entered {
			if s.label[v] == label {
				s.label[v] = s.labels
			}
		}
		return false
	}
	if end != own {
		s.owner[own] = -1
	}
	unset(s.goal, end)
	s.shift(holder, end)
	s.owner[u], s.cur[a] = a, u
	return true
}

// passed explains the options before best: taken by a better-ranked holder, or needed. Of those whom a needed unit
// would leave without one, somebody has to go: everybody reached from its holder has units only among those reached,
// and the worst ranked of them is the one that the best remaining vector leaves out.
func (s *single) passed(a int32, best int) []Passed {
	if best == 0 {
		return nil
	}
	list := make([]Passed, min(best, ListedPassed))
	for i := range list {
		u := s.adj[a][i]
		holder := s.owner[u]
		if !has(s.open, u) {
			list[i] = Passed{Option: i, Taken: true, By: int(s.part.applicants[holder])}
			continue
		}
		last := holder
		s.reached(holder)
		for _, h := range s.queue {
			last = max(last, h)
		}
		list[i] = Passed{Option: i, By: int(s.part.applicants[last])}
	}
	return list
}

// reached leaves in queue everybody that alternating paths from applicant a lead to, and in entered their units.
func (s *single) reached(a int32) {
	s.entered = s.entered[:0]
	s.queue = append(s.queue[:0], a)
	for head := 0; head < len(s.queue); head++ {
		a := s.queue[head]
		if s.rows == nil {
			for _, u := range s.adj[a] {
				if has(s.open, u) {
					s.enter(a, u, -1)
				}
			}
			continue
		}
		for w, x := range s.rows[int(a)*s.words : (int(a)+1)*s.words] {
			for x &= s.open[w]; x != 0; x &= x - 1 {
				s.enter(a, int32(w<<6+bits.TrailingZeros64(x)), -1)
			}
		}
	}
	s.restore()
}

// block finds the smallest Hall set of everybody left out: what alternating paths from there lead to.
func (s *single) block(answer *Answer) {
	sets := hallSets{part: s.part}
	for a := range int32(len(s.adj)) {
		if s.cur[a] >= 0 || s.run.ctx.Err() != nil {
			continue
		}
		s.reached(a)
		answer.Blocked[s.part.applicants[a]] = sets.add(s.entered, s.owner)
	}
}
