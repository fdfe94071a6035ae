package match

// verdict answers the question whether everybody who must be served can be.
type verdict int

const (
	no verdict = iota
	yes
	unknown // the limit was reached
)

// feasible houses those without a place beside everybody who has one; on yes the assignment does it. On no, certified
// tells whether the present prices prove it for the domain and the locks of this moment.
func (k *packing) feasible(homeless []int32, deadline int) (v verdict, certified bool) {
	rest := k.chains(homeless)
	for len(rest) > 0 {
		if k.steps > deadline || k.run.ctx.Err() != nil {
			return unknown, false
		}
		if k.prove(rest) {
			return no, true
		}
		if !k.compact(deadline) {
			gap := k.gap
			if gap.run == 0 || k.barred(gap.run) || k.cur[gap.who] == gap.run {
				gap = k.someOption(rest)
			}
			if gap.run == 0 {
				k.pricing.reset()
				return no, false
			}
			return k.branch(rest, gap, deadline)
		}
		rest = k.chains(rest)
	}
	return yes, false
}

// chains houses whom it can by chains and returns the others.
func (k *packing) chains(homeless []int32) []int32 {
	var rest []int32
	for _, a := range homeless {
		if !k.chain(a) {
			rest = append(rest, a)
		}
	}
	return rest
}

// someOption is an option on which to branch when prices name none: of who has the fewest.
func (k *packing) someOption(homeless []int32) move {
	best, fewest := move{}, 0
	for _, a := range homeless {
		count, one := 0, Option(0)
		for _, o := range k.options[a] {
			if !k.domain.out(a, o) && !k.barred(o) {
				if count == 0 {
					one = o
				}
				count++
			}
		}
		if count == 0 {
			return move{}
		}
		if fewest == 0 || count < fewest {
			best, fewest = move{a, one}, count
		}
	}
	return best
}

// branch asks the question twice: with applicant f.who on run f.run, and with that option ruled out.
func (k *packing) branch(homeless []int32, f move, deadline int) (verdict, bool) {
	before := k.save()
	need := make([]int32, 0, len(homeless)+2)
	for _, a := range homeless {
		if a != f.who {
			need = append(need, a)
		}
	}
	need = append(need, k.force(f.who, f.run)...)
	held, certified := k.feasible(need, deadline)
	k.release(f.who, f.run)
	if held == yes {
		return yes, false
	}
	k.restore(before)
	if certified {
		k.extend(f.who, f.run)
		if k.surplus() > 0 {
			return no, true
		}
	}
	k.domain.setOut(f.who, f.run, true)
	without, certified := k.feasible(homeless, deadline)
	k.domain.setOut(f.who, f.run, false)
	switch {
	case without == yes:
		return yes, false
	case without == no && certified && k.surplus() > 0:
		return no, true
	case held == unknown || without == unknown:
		return unknown, false
	}
	return no, false
}
