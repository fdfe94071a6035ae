package match

import "slices"

// leftOutLimit bounds the steps of one question about whom a needed option would leave out; all of them together have
// one lookShare-th of the part's limit.
const (
	leftOutLimit  = 40_000
	lookShare     = 3
	keenLookShare = 16 // on the second way
)

// questionLimit bounds the steps of one question.
const questionLimit = 1_500_000

// keenLimit is the same on the second way.
const keenLimit = 12_000_000

func (k *packing) deadline() int {
	if k.keen {
		return min(k.steps+keenLimit, k.limit)
	}
	return min(k.steps+questionLimit, k.limit)
}

// given tells whether the first way leaves the part to the second.
func (k *packing) given() bool {
	return k.hasty > 0 && k.steps+k.lookSteps+k.looks/ascentStep > k.hasty
}

// solve answers the part on the first way; false where it leaves the part to the second.
func (k *packing) solve(answer *Answer) bool {
	blockedSteps := make([]int, k.n)
	unserved, firstUnknown := k.n, k.n // the first ones who may be served, and may have a better option, all the same
	for a := range int32(k.n) {
		before := k.steps
		if k.serve(a) == unknown {
			unserved, firstUnknown = min(unserved, int(a)), 0
		}
		blockedSteps[a] = k.steps - before
		if k.given() || k.hasty > 0 && firstUnknown < k.n {
			return false
		}
		if !k.run.half(k.part) {
			return true
		}
	}
	for a := range int32(k.n) {
		if k.served[a] {
			if k.choose(a, answer) == unknown {
				firstUnknown = min(firstUnknown, int(a))
			}
		}
		if k.given() || k.hasty > 0 && firstUnknown < k.n {
			return false
		}
		if !k.run.half(k.part) {
			return true
		}
	}
	k.block(answer, blockedSteps)
	for a := firstUnknown; a < k.n; a++ {
		if k.served[a] || a >= unserved {
			k.part.unproved = append(k.part.unproved, int(k.part.applicants[a]))
		}
	}
	return true
}

// serve tries to serve applicant a beside all better-ranked ones that are served.
func (k *packing) serve(a int32) verdict {
	usable := false
	for _, o := range k.options[a] {
		if k.domain.out(a, o) {
			continue
		}
		if k.isDead(o) {
			k.domain.setOut(a, o, true)
			continue
		}
		usable = true
	}
	if !usable {
		return no
	}
	before := k.save()
	v, certified := k.feasible([]int32{a}, k.deadline())
	if v == yes {
		k.served[a] = true
		return yes
	}
	k.restore(before)
	if v == no {
		for _, o := range k.options[a] {
			if !k.domain.out(a, o) {
				k.dead[o] = true
			}
		}
		if certified {
			k.learn()
		}
	}
	return v
}

// isDead tells whether the run holds one that nobody new can have.
func (k *packing) isDead(o Option) bool {
	for from := o.First(); from < o.End(); from++ {
		for n := 1; from+n <= o.End(); n++ {
			if k.dead[NewOption(from, n)] {
				return true
			}
		}
	}
	return false
}

// choose gives applicant a its most preferred option that keeps everybody served and the better-ranked where they are.
func (k *packing) choose(a int32, answer *Answer) verdict {
	worst, best := yes, -1
	for i, o := range k.options[a] {
		if o == k.cur[a] {
			best = i
			break
		}
		if k.barred(o) || k.domain.out(a, o) {
			continue
		}
		if k.spent() {
			worst = unknown
			k.resist(a)
			continue
		}
		v := k.try(a, o)
		if v == yes {
			best = i
			break
		}
		if v == unknown {
			worst = unknown
			k.resist(a)
		}
	}
	who := k.part.applicants[a]
	answer.Choice[who] = best
	answer.Passed[who] = k.passed(a, best)
	k.lock(a)
	return worst
}

// try moves applicant a to run o if everybody else can still be served.
func (k *packing) try(a int32, o Option) verdict {
	before := k.save()
	v, certified := k.feasible(k.force(a, o), k.deadline())
	k.release(a, o)
	if v == yes {
		return yes
	}
	k.restore(before)
	if v == no {
		if certified {
			k.extend(a, o)
			k.learn()
		}
		k.domain.setOut(a, o, true)
	}
	return v
}

// passed explains the options before best.
func (k *packing) passed(a int32, best int) []Passed {
	if best <= 0 {
		return nil
	}
	list := make([]Passed, min(best, ListedPassed))
	for i := range list {
		list[i] = Passed{Option: i, By: -1}
		o := k.options[a][i]
		for u := o.First(); u < o.End(); u++ {
			if h := k.owner[u]; h >= 0 && k.locked[h] {
				if who := int(k.part.applicants[h]); !list[i].Taken || who < list[i].By {
					list[i].By = who
				}
				list[i].Taken = true
			}
		}
		if !list[i].Taken {
			if k.lookSteps < k.lookLimit {
				if last := k.leftOut(a, o); last >= 0 {
					list[i].By = int(k.part.applicants[last])
				}
			}
		}
	}
	return list
}

// leftOut is the best-ranked of those whom the best remaining vector leaves out when applicant a holds run o: the
// first one such that everybody served up to there cannot be.
func (k *packing) leftOut(a int32, o Option) int32 {
	var after []int32
	for b := a + 1; int(b) < k.n; b++ {
		if k.served[b] {
			after = append(after, b)
		}
	}
	learned, steps := k.domain, k.steps
	k.domain = k.plain
	before := k.save()
	defer func() {
		k.restore(before)
		k.domain = learned
		k.lookSteps += k.steps - steps
		k.steps = steps
	}()
	k.prove(k.force(a, o)) // where prices show it at once, they say whom it concerns
	k.release(a, o)
	low, high := 0, k.concerned(after, len(after)) // the first low can be served, the first high cannot
	k.restore(before)
	for guess := high - 1; high-low > 1; guess = (low + high) / 2 {
		v, certified := k.prefix(a, o, after, guess)
		switch {
		case v == unknown:
			return -1
		case v == yes:
			low = guess
		case certified:
			high = k.concerned(after, guess)
		default:
			high = guess
		}
		k.restore(before)
	}
	return after[high-1]
}

// concerned is how many of after there are up to the worst ranked of those whom the present prices concern; at most n.
// The prices prove that so many cannot be served already. Without prices it is n.
func (k *packing) concerned(after []int32, n int) int {
	if !k.proof {
		return n
	}
	last := int32(-1)
	for _, t := range k.touched {
		if !k.locked[t] {
			last = max(last, t)
		}
	}
	if i, found := slices.BinarySearch(after, last); found {
		return min(n, i+1)
	}
	return n
}

// prefix asks whether the first n of after can be served while applicant a holds run o.
func (k *packing) prefix(a int32, o Option, after []int32, n int) (verdict, bool) {
	for _, b := range after[n:] {
		k.vacate(b)
	}
	k.depth++
	k.looking = true
	v, certified := k.feasible(k.force(a, o), k.steps+leftOutLimit)
	k.depth--
	k.looking = false
	k.release(a, o)
	return v, certified
}
