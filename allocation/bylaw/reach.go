package bylaw

import (
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
