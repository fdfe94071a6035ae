package match

// levels bounds how many openings are held at once.
const levels = 8

// byOpenings answers by openings: prices that prove a no but for some options leave only those to be looked at, each in
// turn held and, when that is answered by no, ruled out. Few openings at once come first, because a yes mostly needs few
// and a no that needs many is better proved otherwise. unknown leaves the assignment as it was.
func (k *packing) byOpenings(homeless []int32, deadline int) (verdict, bool) {
	var out []move
	defer func() { k.widen(out) }()
	for level := 1; level <= levels; level++ {
		v, certified, refuted := k.tryOpenings(homeless, level, deadline)
		if v != unknown {
			return v, certified && (v == yes || k.surplusWithout(out))
		}
		for _, m := range refuted {
			k.domain.setOut(m.who, m.run, true)
		}
		out = append(out, refuted...)
		if k.steps > deadline {
			break
		}
	}
	return unknown, false
}

// surplusWithout tells whether the present prices prove a no even with these options.
func (k *packing) surplusWithout(out []move) bool {
	k.widen(out)
	return k.surplus() > 0
}

// tryOpenings looks at the openings with at most level of them held at once. On unknown it returns those that were refuted.
func (k *packing) tryOpenings(homeless []int32, level, deadline int) (v verdict, certified bool, refuted []move) {
	openings, ok := k.proveBut(homeless)
	if !ok {
		return unknown, false, nil
	}
	if len(openings) == 0 {
		return no, true, nil
	}
	before, outer := k.save(), k.level
	k.level = level - 1
	k.depth++
	defer func() {
		k.level = outer
		k.depth--
		k.widen(refuted)
	}()
	v = no
	for _, f := range openings {
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
			return yes, false, refuted
		}
		k.restore(before)
		if held == unknown {
			v = unknown
			continue
		}
		if certified {
			k.extend(f.who, f.run)
			if k.surplusWithout(refuted) {
				return no, k.surplus() > 0, refuted
			}
			for _, m := range refuted {
				k.domain.setOut(m.who, m.run, true)
			}
		}
		k.domain.setOut(f.who, f.run, true)
		refuted = append(refuted, f)
	}
	return v, false, refuted
}
