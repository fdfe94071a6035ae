package match

import "math/bits"

// packing solves a part in which some options are runs of several units.
type packing struct {
	part    *part
	run     *running
	n, m    int
	words   int
	options [][]Option // of the part's own units, the most preferred first
	domain  *domain    // what is still possible
	plain   *domain    // what was possible at first
	served  []bool     // who must be served in every assignment that is looked for

	owner  []int32  // unit → applicant, −1 where free
	cur    []Option // applicant → run, 0 where none
	locked []bool   // applicant → its run is not to be moved
	unlock []uint64 // units of nobody locked

	chainWork
	pricing
	ascent
	relax
	bidding
	insisting
	steps, limit int             // how much has been searched, and where proving is given up
	lookLimit    int             // where looking for whom a needed option would leave out is given up
	lookSteps    int             // beside those, spent on that
	hasty        int             // steps after which the first way leaves the part to the second; 0 for never
	looks        int             // runs looked at on the first way, beside the steps
	depth        int             // of branching in the present question
	looking      bool            // for whom a needed option would leave out
	level        int             // openings that may still be held in the present question; −1 while not looking at openings
	dead         map[Option]bool // runs that nobody new can have beside those served
}

// domain says which options each applicant may still hold: single units as bits, runs of several as lists.
type domain struct {
	single [][]uint64
	multi  [][]multiOption
}

type multiOption struct {
	Option
	out bool
}

func newPacking(c *part, p *Problem, run *running) *packing {
	n, m := len(c.applicants), len(c.units)
	k := &packing{
		part: c, run: run, n: n, m: m, words: (m + 63) / 64, options: make([][]Option, n), served: make([]bool, n),
		owner: filled(m), cur: make([]Option, n), locked: make([]bool, n), limit: p.Limit, level: -1, dead: map[Option]bool{},
	}
	if k.limit == 0 {
		k.limit = 8_000_000 + 4_000*n
	}
	k.lookLimit = k.limit / lookShare
	k.unlock = make([]uint64, k.words)
	for u := range int32(m) {
		set(k.unlock, u)
	}
	k.domain = &domain{single: make([][]uint64, n), multi: make([][]multiOption, n)}
	for i, a := range c.applicants {
		k.domain.single[i] = make([]uint64, k.words)
		for _, o := range p.Options[a] {
			o = NewOption(int(c.local[o.First()]), o.Len())
			k.options[i] = append(k.options[i], o)
			if o.Len() == 1 {
				set(k.domain.single[i], int32(o.First()))
			} else {
				k.domain.multi[i] = append(k.domain.multi[i], multiOption{Option: o})
			}
		}
	}
	k.plain = k.domain.clone()
	k.chainWork.init(k)
	k.pricing.init(k)
	k.ascent.init(k)
	k.relax.init(k)
	k.bidding.init(k)
	k.insisting.init(k)
	return k
}

func (d *domain) clone() *domain {
	c := &domain{single: make([][]uint64, len(d.single)), multi: make([][]multiOption, len(d.multi))}
	for a := range d.single {
		c.single[a] = append([]uint64(nil), d.single[a]...)
		c.multi[a] = append([]multiOption(nil), d.multi[a]...)
	}
	return c
}

// setOut rules an option of applicant a out, or back in.
func (d *domain) setOut(a int32, o Option, out bool) {
	if o.Len() == 1 {
		if out {
			unset(d.single[a], int32(o.First()))
		} else {
			set(d.single[a], int32(o.First()))
		}
		return
	}
	for i := range d.multi[a] {
		if d.multi[a][i].Option == o {
			d.multi[a][i].out = out
			return
		}
	}
}

// out tells whether an option of applicant a is ruled out.
func (d *domain) out(a int32, o Option) bool {
	if o.Len() == 1 {
		return !has(d.single[a], int32(o.First()))
	}
	for i := range d.multi[a] {
		if d.multi[a][i].Option == o {
			return d.multi[a][i].out
		}
	}
	return true
}

// barred tells whether the run touches a locked unit.
func (k *packing) barred(o Option) bool {
	for u := o.First(); u < o.End(); u++ {
		if !has(k.unlock, int32(u)) {
			return true
		}
	}
	return false
}

func overlap(a, b Option) bool { return a.First() < b.End() && b.First() < a.End() }

// place gives run o, whose units are free, to applicant a.
func (k *packing) place(a int32, o Option) {
	k.cur[a] = o
	for u := o.First(); u < o.End(); u++ {
		k.owner[u] = a
	}
}

// vacate takes applicant a's run away.
func (k *packing) vacate(a int32) {
	o := k.cur[a]
	for u := o.First(); u < o.End(); u++ {
		if k.owner[u] == a {
			k.owner[u] = -1
		}
	}
	k.cur[a] = 0
}

// lock keeps applicant a where it is.
func (k *packing) lock(a int32) {
	k.locked[a] = true
	for u := k.cur[a].First(); u < k.cur[a].End(); u++ {
		unset(k.unlock, int32(u))
	}
}

func (k *packing) release(a int32, o Option) {
	k.locked[a] = false
	for u := o.First(); u < o.End(); u++ {
		set(k.unlock, int32(u))
	}
}

// force puts applicant a on run o and locks it there; it returns those who lose their place.
func (k *packing) force(a int32, o Option) []int32 {
	k.vacate(a)
	var evicted []int32
	for u := o.First(); u < o.End(); u++ {
		if h := k.owner[u]; h >= 0 {
			k.vacate(h)
			evicted = append(evicted, h)
		}
	}
	k.place(a, o)
	k.lock(a)
	return evicted
}

// snapshot keeps an assignment.
type snapshot struct {
	owner []int32
	cur   []Option
}

func (k *packing) save() snapshot {
	return snapshot{append([]int32(nil), k.owner...), append([]Option(nil), k.cur...)}
}

func (k *packing) restore(s snapshot) {
	copy(k.owner, s.owner)
	copy(k.cur, s.cur)
}

// first is the lowest bit of a set, −1 where it is empty.
func first(b, mask []uint64) int32 {
	for w, x := range b {
		if x &= mask[w]; x != 0 {
			return int32(w<<6 + bits.TrailingZeros64(x))
		}
	}
	return -1
}
