package rule

import (
	"context"
	"slices"
	"strings"

	"penggai/allocation/match"
	"penggai/allocation/quantity"
)

// Solve computes the awards of an instance exactly by the rule, both passes of it (rule 9): the same instance gives the
// same result, whatever the order of its lists. progress, which may be nil, is told how many applicants are done, in each pass
// anew; ctx only cancels (its error is returned as it is). A bad instance is refused with ErrBadInstance.
func Solve(ctx context.Context, in *Instance, progress func(done, total int)) (*Result, error) {
	return solveBoth(ctx, in, false, progress)
}

// SolveLike is Solve as a result that is kept was computed: one that carries no second way (Result.Ways), of an instance that
// takes one now, is from the time when there was none, and is computed without it.
func SolveLike(ctx context.Context, in *Instance, kept *Result, progress func(done, total int)) (*Result, error) {
	now, err := Solve(ctx, in, progress)
	if err != nil || kept.ways() == 2 || now.ways() < 2 {
		return now, err
	}
	return solveBoth(ctx, in, true, progress)
}

// solveBoth computes both passes; with first only by the solver's first way.
func solveBoth(ctx context.Context, in *Instance, first bool, progress func(done, total int)) (*Result, error) {
	if err := in.Check(); err != nil {
		return nil, err
	}
	res, err := solveOnce(ctx, in, first, progress)
	if err != nil || !in.Params.Rest.Given {
		return res, err
	}
	if res.Rest, err = solveOnce(ctx, in.Second(res), first, progress); err != nil {
		return nil, err
	}
	res.Digest = res.digest(in)
	return res, nil
}

// Second is the instance of the second pass: the band of Rest, and every award of the first pass as a decision around
// which the rest is computed.
func (in *Instance) Second(first *Result) *Instance {
	next := *in
	next.Params.UnderPermille, next.Params.OverPermille = in.Params.Rest.UnderPermille, in.Params.Rest.OverPermille
	next.Params.Rest = Rest{}
	next.Fixed = slices.Clone(in.Fixed)
	for i := range first.Ranks {
		if r := &first.Ranks[i]; r.Reason == ReasonAwarded {
			next.Fixed = append(next.Fixed, Fixed{Applicant: r.Number, Units: r.Units})
		}
	}
	return &next
}

// solveOnce computes one pass.
func solveOnce(ctx context.Context, in *Instance, first bool, progress func(done, total int)) (*Result, error) {
	s := newSolving(in)
	if err := s.findOptions(ctx); err != nil {
		return nil, err
	}
	answer, err := match.Solve(ctx, &match.Problem{Units: len(in.Units), Options: s.open, First: first}, progress)
	if err != nil {
		return nil, err
	}
	return s.result(answer), nil
}

// solving is one computation: everybody by rank.
type solving struct {
	in        *Instance
	stock     *stock
	order     []int // rank − 1 → index of the applicant
	standings []standing
	rate      quantity.Area
	bands     []Band
	fixed     map[int]*Fixed   // index of the applicant → decision
	options   [][]match.Option // by rank
	open      [][]match.Option // the same, none for the fixed
	excluded  []*Excluded      // of those with a band and no option
}

func newSolving(in *Instance) *solving {
	n := len(in.Applicants)
	s := &solving{
		in: in, stock: newStock(in), rate: in.Rate(), bands: make([]Band, n), fixed: map[int]*Fixed{},
		options: make([][]match.Option, n), open: make([][]match.Option, n), excluded: make([]*Excluded, n),
	}
	s.order, s.standings = in.ranking()
	byNumber := make(map[string]int, len(in.Fixed))
	for i := range in.Fixed {
		byNumber[in.Fixed[i].Applicant] = i
	}
	for r, i := range s.order {
		a := &in.Applicants[i]
		s.bands[r] = in.Params.Band(a, in.Params.Entitlement(s.standings[i].weight, s.rate))
		if f, is := byNumber[a.Number]; is {
			s.fixed[i] = &in.Fixed[f]
		}
	}
	return s
}

func (s *solving) findOptions(ctx context.Context) error {
	var buf []match.Option
	for r, i := range s.order {
		if err := ctx.Err(); err != nil {
			return err
		}
		w := s.stock.wish(i, s.bands[r])
		buf = s.stock.options(w, buf)
		s.options[r] = slices.Clone(buf)
		if s.fixed[i] != nil {
			continue
		}
		s.open[r] = s.options[r]
		if len(buf) == 0 && !s.bands[r].Empty() {
			s.excluded[r] = s.stock.excluded(w)
		}
	}
	return nil
}

func (s *solving) result(answer *match.Answer) *Result {
	res := &Result{Proved: len(answer.Unproved) == 0, Rate: s.rate, Ranks: make([]Rank, len(s.order))}
	if answer.Second {
		res.Ways = 2
	}
	names := hallNames{applicants: map[*int32][]string{}, units: map[*int32][]string{}}
	for r := range s.order {
		row := s.row(r)
		switch {
		case row.Reason == ReasonFixed:
		case s.bands[r].Empty():
			row.Reason = ReasonBandEmpty
		case len(s.options[r]) == 0:
			row.Reason, row.Excluded = ReasonNoOption, s.excluded[r]
		case answer.Choice[r] >= 0:
			row.Reason, row.Choice = ReasonAwarded, answer.Choice[r]+1
			row.Units, row.Area = s.held(s.options[r][answer.Choice[r]])
			row.Passed = s.passed(r, answer.Passed[r])
		default:
			row.Reason, row.Blocked = ReasonOutranked, names.blocked(s, answer.Blocked[r])
		}
		res.Ranks[r] = row
		res.Totals.add(s.in.Applicants[s.order[r]].JobsMillis, &row)
	}
	res.Totals.UnitsLeft = len(s.in.Units) - res.Totals.Units
	for _, r := range answer.Unproved {
		res.Unproved = append(res.Unproved, s.number(r))
	}
	res.Digest = res.digest(s.in)
	return res
}

func (s *solving) number(r int) string { return s.in.Applicants[s.order[r]].Number }

// row is what a line says before the award: rank, weight, band, and the units where they are fixed.
func (s *solving) row(r int) Rank {
	i := s.order[r]
	st := &s.standings[i]
	row := Rank{
		Rank: r + 1, Number: st.number, WeightMillis: st.weight, Lot: hexOf(st.lot), Target: s.bands[r].Target,
		Lo: s.bands[r].Lo, Hi: s.bands[r].Hi, Units: []string{}, Options: len(s.options[r]),
	}
	if s.fixed[i] == nil {
		return row
	}
	row.Reason = ReasonFixed
	places := slices.Clone(s.stock.fixedPlaces[i])
	row.Choice = s.choiceOf(r, places)
	slices.SortFunc(places, func(p, q int) int { return compareBay(s.stock.unit(p), s.stock.unit(q)) })
	for _, p := range places {
		row.Units = append(row.Units, s.stock.unit(p).Number)
		row.Area += s.stock.unit(p).Area
	}
	return row
}

// choiceOf is which option the places (ascending) are, from 1 on; 0 for none.
func (s *solving) choiceOf(r int, places []int) int {
	if n := len(places); n > 0 && n <= match.MaxUnits && places[n-1]-places[0] == n-1 {
		return slices.Index(s.options[r], match.NewOption(places[0], n)) + 1
	}
	return 0
}

// held are the numbers of an option's units in bay order, and their area.
func (s *solving) held(o match.Option) (numbers []string, area quantity.Area) {
	numbers = make([]string, 0, o.Len())
	for p := o.First(); p < o.End(); p++ {
		numbers = append(numbers, s.stock.unit(p).Number)
		area += s.stock.unit(p).Area
	}
	return numbers, area
}

func (s *solving) passed(r int, list []match.Passed) []Passed {
	rows := make([]Passed, len(list))
	for k, p := range list {
		rows[k].Units, _ = s.held(s.options[r][p.Option])
		rows[k].Why = PassedNeeded
		if p.Taken {
			rows[k].Why = PassedTaken
		}
		if p.By >= 0 {
			rows[k].By = s.number(p.By)
		}
	}
	return rows
}

// hallNames turns the Hall sets, which rows share, into numbers once.
type hallNames struct{ applicants, units map[*int32][]string }

func (h *hallNames) blocked(s *solving, b *match.Blocked) *Blocked {
	if p := b.Priced; p != nil {
		if p.Like >= 0 {
			return &Blocked{Like: s.number(p.Like), Need: p.Need, Have: p.Have, Nodes: b.Steps}
		}
		row := &Blocked{Need: p.Need, Have: p.Have, Nodes: b.Steps}
		for _, a := range p.Applicants[:len(p.Applicants)-1] {
			row.Others = append(row.Others, s.number(int(a)))
		}
		for i, u := range p.Units {
			row.Prices = append(row.Prices, UnitPrice{s.stock.unit(int(u)).Number, int64(p.Prices[i])})
		}
		slices.SortFunc(row.Prices, func(x, y UnitPrice) int { return strings.Compare(x.Unit, y.Unit) })
		return row
	}
	if b.Units == nil {
		return &Blocked{Nodes: b.Steps}
	}
	units := named(h.units, b.Units, func(p int) string { return s.stock.unit(p).Number })
	slices.Sort(units)
	return &Blocked{Others: named(h.applicants, b.Others, s.number), Units: units}
}

func named(known map[*int32][]string, list []int32, name func(int) string) []string {
	key := &list[0]
	if known[key] == nil {
		names := make([]string, len(list))
		for i, x := range list {
			names[i] = name(int(x))
		}
		known[key] = names
	}
	return known[key]
}
