package rule

import (
	"slices"

	"penggai/allocation/quantity"
)

// Place is one place that fits an applicant: a unit, or adjacent units joined.
type Place struct {
	Units []string // in bay order
	Area  quantity.Area
}

// Places lists the places that fit an applicant, in its own order (ALLOCATION, Rule 6 and 7), at most limit of them; what other applicants get
// does not count here. None when the applicant is not in the instance.
func (in *Instance) Places(number string, limit int) []Place {
	i := slices.IndexFunc(in.Applicants, func(a InstanceApplicant) bool { return a.Number == number })
	if i < 0 {
		return nil
	}
	a := &in.Applicants[i]
	s := &solving{in: in, stock: newStock(in)}
	options := s.stock.options(s.stock.wish(i, in.Params.Band(a, in.Params.Entitlement(in.Params.Weight(a), in.Rate()))), nil)
	places := make([]Place, 0, min(len(options), limit))
	for _, o := range options[:min(len(options), limit)] {
		units, area := s.held(o)
		places = append(places, Place{units, area})
	}
	return places
}
