package allocation

import "slices"

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
	Band         int64 // ⌊weight / width of a band⌋: equal conditions
	Entitlement  Area  // weight × rate, within the parameters' minimum and maximum
	Rate         Area  // of one job
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

// Change is how one applicant's line differs between two results: the award before and after. Either has no units
// where it was not served.
type Change struct {
	Number      string
	Before      []string
	After       []string
	AreaBefore  Area
	AreaAfter   Area
	RankBefore  int // 0 where the result does not have it
	RankAfter   int
	JobsMillis  int64 // in the second instance; in the first where only that has it
	ReasonAfter Reason
}

// Comparison sets a second result beside a first: who is served only in the second, who only in the first, who holds
// other units, and the differences of the totals (second less first). All lists are in the order of the result that
// serves them, the second for those moved.
type Comparison struct {
	Gain, Lose, Moved []Change
	Served            int
	JobsMillis        int64
	Area              Area
	Units, UnitsLeft  int
	Same              bool // nobody gains, loses or moves
}

// Compare sets result b of instance inB beside result a of instance inA: a what-if, or a new run beside the old one.
func Compare(inA *Instance, a *Result, inB *Instance, b *Result) *Comparison {
	jobs := map[string]int64{}
	for _, in := range []*Instance{inA, inB} {
		for i := range in.Applicants {
			jobs[in.Applicants[i].Number] = in.Applicants[i].JobsMillis
		}
	}
	rows := make(map[string]*Rank, len(a.Ranks))
	for i := range a.Ranks {
		rows[a.Ranks[i].Number] = &a.Ranks[i]
	}
	c := &Comparison{
		Served: b.Totals.Served - a.Totals.Served, JobsMillis: b.Totals.JobsMillis - a.Totals.JobsMillis, Area: b.Totals.Area - a.Totals.Area,
		Units: b.Totals.Units - a.Totals.Units, UnitsLeft: b.Totals.UnitsLeft - a.Totals.UnitsLeft,
	}
	lost := map[string]Change{}
	seen := make(map[string]bool, len(b.Ranks))
	for i := range b.Ranks {
		after := &b.Ranks[i]
		seen[after.Number] = true
		change := changeOf(rows[after.Number], after, jobs)
		switch {
		case len(change.Before) == 0 && len(change.After) > 0:
			c.Gain = append(c.Gain, change)
		case len(change.Before) > 0 && len(change.After) == 0:
			lost[after.Number] = change
		case !slices.Equal(change.Before, change.After):
			c.Moved = append(c.Moved, change)
		}
	}
	for i := range a.Ranks {
		before := &a.Ranks[i]
		if change, is := lost[before.Number]; is {
			c.Lose = append(c.Lose, change)
		} else if !seen[before.Number] && len(before.Units) > 0 {
			c.Lose = append(c.Lose, changeOf(before, nil, jobs))
		}
	}
	c.Same = len(c.Gain)+len(c.Lose)+len(c.Moved) == 0
	return c
}

func changeOf(before, after *Rank, jobs map[string]int64) Change {
	var c Change
	if before != nil {
		c.Number, c.Before, c.AreaBefore, c.RankBefore = before.Number, before.Units, before.Area, before.Rank
	}
	if after != nil {
		c.Number, c.After, c.AreaAfter, c.RankAfter, c.ReasonAfter = after.Number, after.Units, after.Area, after.Rank, after.Reason
	}
	c.JobsMillis = jobs[c.Number]
	return c
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
	Area  Area
	Off   Area
}
