package rule

import (
	"slices"

	"penggai/allocation/quantity"
)

// Standing says where one applicant stands and which rule step separates it from its neighbours: Above is the step by
// which the one above stands higher, Below the step by which this one stands above the next. Empty at either end.
type Standing struct {
	Rank         int // from 1 on
	Number       string
	AboveNumber  string
	Above        Step
	BelowNumber  string
	Below        Step
	JobsMillis   int64 // the weight's parts, thousandths of a job
	TaxMillis    int64
	WeightMillis int64
	Band         int64         // ⌊weight / width of a band⌋: equal conditions
	Entitlement  quantity.Area // weight × rate, within the parameters' minimum and maximum
	Rate         quantity.Area // of one job
}

// Standings explains the rank order of an instance, best first.
func (in *Instance) Standings() []Standing {
	order, standings := in.ranking()
	rate := in.Rate()
	list := make([]Standing, len(order))
	for r, i := range order {
		a, st := &in.Applicants[i], &standings[i]
		list[r] = Standing{
			Rank: r + 1, Number: a.Number, JobsMillis: a.JobsMillis, TaxMillis: in.Params.TaxPart(a), WeightMillis: st.weight,
			Band: st.band, Entitlement: in.Params.Entitlement(st.weight, rate), Rate: rate,
		}
		if r > 0 {
			above := &list[r-1]
			_, step := standings[order[r-1]].compare(st)
			list[r].AboveNumber, list[r].Above = above.Number, step
			above.BelowNumber, above.Below = a.Number, step
		}
	}
	return list
}

// PreferredOptions lists one applicant's options with their units in its own order, best first, at most limit of them
// (0 for all), and how many there are. They do not depend on the other applicants but for fixed decisions.
// ErrBadInstance where the instance does not have the applicant.
func (in *Instance) PreferredOptions(number string, limit int) (options []ListedOption, total int, err error) {
	self := slices.IndexFunc(in.Applicants, func(a InstanceApplicant) bool { return a.Number == number })
	if self < 0 {
		return nil, 0, ErrBadInstance.With(number)
	}
	if err := in.Check(); err != nil {
		return nil, 0, err
	}
	s := &solving{in: in, stock: newStock(in)}
	a := &in.Applicants[self]
	band := in.Params.Band(a, in.Params.Entitlement(in.Params.Weight(a), in.Rate()))
	list := s.stock.options(s.stock.wish(self, band), nil)
	for _, o := range list {
		if limit > 0 && len(options) == limit {
			break
		}
		units, area := s.held(o)
		options = append(options, ListedOption{Units: units, Area: area, Off: max(area-band.Target, band.Target-area)})
	}
	return options, len(list), nil
}

// ListedOption is one option: its units in bay order, their area, and how far that is from the target.
type ListedOption struct {
	Units []string
	Area  quantity.Area
	Off   quantity.Area
}
