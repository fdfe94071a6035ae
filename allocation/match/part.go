package match

import (
	"context"
	"sync"
)

// part is a connected part of the problem: applicants that compete for its units, and nobody else does.
type part struct {
	applicants []int32 // ascending, as in the problem
	units      []int32 // ascending
	multi      bool    // some option has several units
	local      []int32 // unit of the problem → unit of its part, shared by all parts
	unproved   []int   // applicants whose line could differ
	resisted   bool    // the first way has left it to the second
	told, now  int     // passes over applicants that have been counted as done, and those of the present way
}

// parts splits the problem along units that no applicant has in common. Applicants without options belong to none.
// The parts come in the order of their best-ranked applicants.
func (p *Problem) parts() []*part {
	sets := newDisjoint(p.Units)
	for _, options := range p.Options {
		for _, o := range options {
			for u := o.First(); u < o.End(); u++ {
				sets.join(int32(options[0].First()), int32(u))
			}
		}
	}
	var list []*part
	byRoot, local := make(map[int32]*part), make([]int32, p.Units)
	for a, options := range p.Options {
		if len(options) == 0 {
			continue
		}
		root := sets.find(int32(options[0].First()))
		c := byRoot[root]
		if c == nil {
			c = &part{local: local}
			byRoot[root] = c
			list = append(list, c)
		}
		c.applicants = append(c.applicants, int32(a))
		for _, o := range options {
			c.multi = c.multi || o.Len() > 1
		}
	}
	for u := range p.Units {
		if c := byRoot[sets.find(int32(u))]; c != nil {
			local[u] = int32(len(c.units))
			c.units = append(c.units, int32(u))
		}
	}
	return list
}

// solve answers the part on the first way. Where that takes more than so many steps (0 for its own limit) or leaves a question
// open, the part has resisted and nothing of the answer counts.
func (c *part) solve(run *running, p *Problem, answer *Answer, hasty int) {
	if !c.multi {
		newSingle(c, p, run).solve(answer)
		return
	}
	k := newPacking(c, p, run)
	k.hasty = hasty
	c.resisted = !k.solve(answer)
}

// insist answers a part that has resisted on the second way, in so many steps.
func (c *part) insist(run *running, p *Problem, answer *Answer, steps int) {
	c.now, c.unproved = 0, nil
	for _, a := range c.applicants {
		answer.Choice[a], answer.Passed[a], answer.Blocked[a] = -1, nil, nil
	}
	k := newPacking(c, p, run)
	k.limit, k.lookLimit = steps, steps/keenLookShare
	k.insistAll(answer)
}

// disjoint is union–find with path halving.
type disjoint struct{ up []int32 }

func newDisjoint(n int) *disjoint {
	d := &disjoint{up: make([]int32, n)}
	for i := range d.up {
		d.up[i] = int32(i)
	}
	return d
}

func (d *disjoint) find(x int32) int32 {
	for d.up[x] != x {
		d.up[x] = d.up[d.up[x]]
		x = d.up[x]
	}
	return x
}

func (d *disjoint) join(a, b int32) {
	a, b = d.find(a), d.find(b)
	if a < b {
		d.up[b] = a
	} else {
		d.up[a] = b
	}
}

// running counts what is done and notices a cancelled context. The two passes over an applicant are a half each.
type running struct {
	ctx      context.Context
	lock     sync.Mutex
	halves   int
	total    int
	progress func(done, total int)
}

// half tells that one of the two passes over an applicant of a part is done; false when the work is to stop. On the second way
// only what the first has not told counts.
func (r *running) half(c *part) bool {
	c.now++
	if r.progress != nil && c.now > c.told {
		c.told = c.now
		r.lock.Lock()
		r.halves++
		if r.halves%64 == 0 {
			r.progress(r.halves/2, r.total)
		}
		r.lock.Unlock()
	}
	return r.ctx.Err() == nil
}

func (r *running) finish() {
	if r.progress != nil {
		r.progress(r.total, r.total)
	}
}
