package bylaw

import (
	"fmt"

	"penggai/allocation"
	"penggai/allocation/quantity"
	"penggai/allocation/rule"
)

// ReachJobs are the sizes of business for which a table of reach is made.
var ReachJobs = []int64{1, 2, 3, 5, 8, 12, 20, 40}

// Reach is what the area parameters mean for a business without taxes or wishes: what it is entitled to, the range that a shop
// may lie in, and how many single shops lie there.
type Reach struct {
	Jobs           int64
	Entitlement    quantity.Area
	Lo, Hi         quantity.Area
	Fits           int
	Second         bool // there is a second pass
	RestLo, RestHi quantity.Area
	RestFits       int
}

// Reaches makes the table for some numbers of jobs (none: ReachJobs) over the areas of the vacant shops.
func Reaches(p allocation.AllocationParams, vacant []quantity.Area, jobs ...int64) []Reach {
	if len(jobs) == 0 {
		jobs = ReachJobs
	}
	params := p.Params()
	var out []Reach
	for _, n := range jobs {
		a := rule.InstanceApplicant{JobsMillis: n * 1000}
		r := Reach{Jobs: n, Entitlement: params.Entitlement(a.JobsMillis, params.PerJob)}
		band := params.Band(&a, r.Entitlement)
		r.Lo, r.Hi, r.Fits = band.Lo, band.Hi, within(vacant, band)
		if params.Rest.Given {
			wide := params
			wide.UnderPermille, wide.OverPermille = params.Rest.UnderPermille, params.Rest.OverPermille
			band := wide.Band(&a, r.Entitlement)
			r.Second, r.RestLo, r.RestHi, r.RestFits = true, band.Lo, band.Hi, within(vacant, band)
		}
		out = append(out, r)
	}
	return out
}

func within(areas []quantity.Area, b rule.Band) int {
	n := 0
	for _, a := range areas {
		if b.Lo <= a && a <= b.Hi {
			n++
		}
	}
	return n
}

// Unreached are the numbers of jobs of a table for which not one shop fits, in either pass.
func Unreached(list []Reach) []int64 {
	var out []int64
	for _, r := range list {
		if r.Fits == 0 && r.RestFits == 0 {
			out = append(out, r.Jobs)
		}
	}
	return out
}

// Misfit is how far the area parameters keep people and shops apart: of those who want one, those for whom no shop fits, and
// the shops that are left over.
type Misfit struct{ Wanting, None, Empty int }

// MisfitOf counts the outcome of a computation.
func MisfitOf(r *rule.Result) Misfit {
	m := Misfit{Wanting: r.Totals.Applicants, Empty: r.Totals.UnitsLeft}
	for _, l := range r.Ranks {
		if len(l.Units) == 0 && (l.Reason == rule.ReasonNoOption || l.Reason == rule.ReasonBandEmpty) {
			m.None++
		}
	}
	return m
}

// Warns reports whether more than a tenth of them find no shop while shops stand empty.
func (m Misfit) Warns() bool { return m.None*10 > m.Wanting && m.Empty > 0 }

// Words say it to who sets the parameters or is about to allocate by them.
func (m Misfit) Words() string {
	return fmt.Sprintf("%d 户中有 %d 户没有一套合适的房源，却有 %d 套空着：每岗位面积、最小面积或可高可低的幅度与现有房源对不上", m.Wanting, m.None, m.Empty)
}
