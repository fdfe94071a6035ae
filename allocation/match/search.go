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
	if k.keen {
		return k.insist(homeless, k.weak, deadline)
	}
	if k.given() {
		return unknown, false
	}
	rest := k.chains(homeless)
	for len(rest) > 0 {
		if k.steps > deadline || k.run.ctx.Err() != nil {
			return unknown, false
		}
		if k.prove(rest) {
			return no, true
		}
		if k.compact(deadline) {
			rest = k.chains(rest)
			continue
		}
		switch {
		case k.level < 0:
			return k.deepen(rest, deadline)
		case k.level == 0:
			return unknown, false
		}
		v, certified, _ := k.tryOpenings(rest, k.level, deadline)
		return v, certified
	}
	return yes, false
}

// deepen goes on where chains and rising prices settle nothing: in a small part by an ascent and branching on what it
// leaves open; in a large one, once the first ascent has settled nothing, by branching on the option that stayed too
// cheap, as if it were a better place.
func (k *packing) deepen(homeless []int32, deadline int) (verdict, bool) {
	gap := k.gap
	if k.depth == 0 || k.looking && k.depth == 1 {
		if v, certified := k.byOpenings(homeless, min(deadline, k.steps+questionLimit/4)); v != unknown {
			return v, certified
		}
	}
	total, ok := k.concern(homeless)
	if !ok {
		k.pricing.reset()
		return no, false
	}
	members := append([]int32(nil), k.members...)
	rounds, large := ascentRounds, total*ascentRounds > ascentWork
	if large {
		rounds = min(2*ascentRounds, largeAscentWork/total)
	}
	if large && (k.depth > 0 || rounds < ascentRounds/3) {
		if gap.run == 0 || k.barred(gap.run) || k.domain.out(gap.who, gap.run) || k.cur[gap.who] == gap.run {
			gap = k.tightest(members)
		}
		if gap.run == 0 {
			return k.lastWord(members), false
		}
		return k.branch(homeless, gap, deadline)
	}
	v, slack := k.ascend(total, rounds)
	if v != unknown {
		return v, k.proof
	}
	out := k.narrow(slack)
	defer k.widen(out)
	f := k.tightest(members)
	if f.run == 0 {
		return k.lastWord(members), false
	}
	if large && gap.run != 0 && !k.barred(gap.run) && !k.domain.out(gap.who, gap.run) && k.cur[gap.who] != gap.run {
		f = gap
	}
	v, certified := k.branch(homeless, f, deadline)
	if v == no && certified && len(out) > 0 {
		k.widen(out)
		certified = k.surplus() > 0
	}
	return v, certified
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

// branch asks the question twice: with applicant f.who on run f.run, and with that option ruled out.
func (k *packing) branch(homeless []int32, f move, deadline int) (verdict, bool) {
	before := k.save()
	k.depth++
	defer func() { k.depth-- }()
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
	if k.cur[f.who] == f.run {
		k.vacate(f.who)
		homeless = append([]int32{f.who}, homeless...)
	}
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
