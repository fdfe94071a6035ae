package charge

import (
	"cmp"
	"math/big"
	"math/bits"
	"slices"

	"penggai/allocation/civil"
	"penggai/allocation/quantity"
)

// quote is an input made ready: lists in order, prices by fee and year, the end of what is charged.
type quote struct {
	*QuoteInput
	areas  []AreaSpell
	from   civil.Date // first day that is scheduled
	end    civil.Date
	half   civil.Date // first day of the half phase
	full   civil.Date // first day after both
	spells []WaiverSpell
	price  yearPrice // looked up last
	line   func(FeeLine)
}

// yearPrice is the price of a fee in a year, or that there is none.
type yearPrice struct {
	MissingPrice
	fen    quantity.Money
	priced bool
}

func (q *quote) phaseOn(d civil.Date) Phase {
	switch {
	case !q.WaiverStopped.IsZero() && !d.Before(q.WaiverStopped), slices.ContainsFunc(q.Uncovered, func(s Span) bool { return s.Holds(d) }):
		return PhaseFull
	case d.Before(q.half):
		return PhaseFree
	case d.Before(q.full):
		return PhaseHalf
	}
	return PhaseFull
}

func newQuote(in *QuoteInput) *quote {
	q := &quote{
		QuoteInput: in, from: civil.Max(in.Signed, in.Since), end: in.Until, areas: slices.Clone(in.Areas),
		half: in.Signed.AddMonths(FreeMonths), full: in.Signed.AddMonths(WaivedMonths),
		spells: joinSpells(in.Waivers),
	}
	if !in.Exit.IsZero() {
		q.end = civil.Min(q.end, in.Exit)
	}
	slices.SortStableFunc(q.areas, func(a, b AreaSpell) int { return a.From.Compare(b.From) })
	return q
}

// priceOf is the price of a fee in a year; of several the last one.
func (q *quote) priceOf(fee Fee, year int) (quantity.Money, bool) {
	if of := (MissingPrice{fee, year}); q.price.MissingPrice != of {
		q.price = yearPrice{MissingPrice: of}
		for _, p := range slices.Backward(q.Prices) {
			if p.Year == year && p.Fee == fee {
				q.price.fen, q.price.priced = p.Fen, true
				break
			}
		}
	}
	return q.price.fen, q.price.priced
}

// areaOn is the area in force on a day; 0 before the first spell.
func (q *quote) areaOn(d civil.Date) quantity.Area {
	i, found := slices.BinarySearchFunc(q.areas, d, func(a AreaSpell, d civil.Date) int { return a.From.Compare(d) })
	if !found {
		i--
	}
	for i+1 < len(q.areas) && q.areas[i+1].From == d {
		i++
	}
	if i < 0 {
		return 0
	}
	return q.areas[i].Area
}

// cuts are the days at which lines over [from, to) begin, and the day the last one ends: what is charged of it, cut
// at months, at the phase boundaries, at the stop of the waiver, where days without a contract begin or end, where a granted waiver of the fee begins or ends, and for
// fees by ㎡ at changes of area. Nil when nothing is charged.
func (q *quote) cuts(fee Fee, from, to civil.Date) []civil.Date {
	from, to = civil.Max(from, q.from), civil.Min(to, q.end)
	if !from.Before(to) {
		return nil
	}
	days := append(make([]civil.Date, 0, to.Sub(from)/28+16), from, to)
	inside := func(d civil.Date) {
		if d.After(from) && d.Before(to) {
			days = append(days, d)
		}
	}
	for m := from.MonthStart().AddMonths(1); m.Before(to); m = m.AddMonths(1) {
		inside(m)
	}
	inside(q.half)
	inside(q.full)
	inside(q.WaiverStopped)
	for _, s := range q.Uncovered {
		inside(s.From)
		inside(s.To)
	}
	for _, w := range q.spells {
		if w.Fee == fee {
			inside(w.From)
			inside(w.To)
		}
	}
	for _, r := range q.Reliefs {
		for _, d := range []civil.Date{r.From, r.To} {
			if r.Fee == fee && q.reliefOn(fee, d) != q.reliefOn(fee, d.AddDays(-1)) {
				inside(d)
			}
		}
	}
	if fee != FeeWater {
		for _, a := range q.areas {
			inside(a.From)
		}
	}
	slices.SortFunc(days, civil.Date.Compare)
	return slices.Compact(days)
}

// monthly adds the lines of a fee by ㎡ and month.
func (q *quote) monthly(fee Fee) {
	days := q.cuts(fee, q.from, q.end)
	for i := 1; i < len(days); i++ {
		l := FeeLine{Fee: fee, From: days[i-1], To: days[i], Area: q.areaOn(days[i-1])}
		if l.Area == 0 {
			continue
		}
		l.Phase, l.Year = q.phaseOf(fee, l.From), l.From.Year()
		l.Days, l.Of = l.To.Sub(l.From), civil.DaysInMonth(l.Year, l.From.Month())
		l.Price, l.Priced = q.priceOf(fee, l.Year)
		q.addLine(l)
	}
}

// heating adds the lines of the heating seasons.
func (q *quote) heating() {
	seasons := slices.Clone(q.Heating)
	slices.SortStableFunc(seasons, func(a, b HeatingSeason) int { return a.From.Compare(b.From) })
	for _, h := range seasons {
		days := q.cuts(FeeHeating, h.From, h.To)
		for i := 1; i < len(days); i++ {
			l := FeeLine{Fee: FeeHeating, From: days[i-1], To: days[i], Area: q.areaOn(days[i-1])}
			if l.Area == 0 {
				continue
			}
			l.Phase, l.Year = q.phaseOf(FeeHeating, l.From), h.Season
			l.Days, l.Of = l.To.Sub(l.From), h.To.Sub(h.From)
			l.Price, l.Priced = h.Fen, h.Priced
			q.addLine(l)
		}
	}
}

// water adds the lines of the readings; those of overlapping readings (of several meters) are put in order of day.
func (q *quote) water() {
	readings := slices.Clone(q.Water)
	slices.SortFunc(readings, func(a, b WaterReading) int {
		return cmp.Or(a.From.Compare(b.From), a.To.Compare(b.To), cmp.Compare(a.Litres, b.Litres))
	})
	for _, r := range readings {
		days := q.cuts(FeeWater, r.From, r.To)
		for i := 1; i < len(days); i++ {
			l := FeeLine{Fee: FeeWater, From: days[i-1], To: days[i], Litres: r.Litres}
			l.Phase, l.Year = q.phaseOf(FeeWater, l.From), l.From.Year()
			l.Days, l.Of = l.To.Sub(l.From), r.To.Sub(r.From)
			l.Price, l.Priced = q.priceOf(FeeWater, l.Year)
			q.addLine(l)
		}
	}
}

// addLine works out the money of a line and gives it on.
func (q *quote) addLine(l FeeLine) {
	l.Relief = q.reliefOn(l.Fee, l.From)
	q.line(l.costed())
}

// costed is the line with its money, where it has a price: quantity ÷ per × price × days ÷ of, exact until each is rounded once, half up; what
// is payable with the share of its phase and, where a further relief holds, what that leaves of it.
func (l FeeLine) costed() FeeLine {
	if !l.Priced {
		return l
	}
	amount, per := int64(l.Area), int64(100)
	if l.Fee == FeeWater {
		amount, per = l.Litres, 1000
	}
	span := per * int64(l.Of)
	l.Market = prorate(amount, int64(l.Price), int64(l.Days), span)
	l.Payable = prorate(amount, int64(l.Price), int64(l.Days)*l.Phase.halves(), 2*span)
	if l.Relief > 0 {
		l.Payable = prorate(amount, int64(l.Price), int64(l.Days)*l.Phase.halves()*int64(whole-l.Relief), 2*whole*span)
	}
	l.Waived = l.Market - l.Payable
	return l
}

// Until is the line as a schedule up to a day (excluded) behind its first has it, its money worked out.
func (l FeeLine) Until(day civil.Date) FeeLine {
	if l.To.After(day) {
		l.To, l.Days = day, day.Sub(l.From)
	}
	return l.costed()
}

// prorate is quantity × price × days ÷ whole, rounded half up; nothing is negative, whole is positive. Figures beyond
// 64 bits are worked out in big integers.
func prorate(amount, price, days, whole int64) quantity.Money {
	over, product := bits.Mul64(uint64(amount), uint64(price))
	if over == 0 {
		if over, product = bits.Mul64(product, uint64(days)); over == 0 && product < 1<<62 {
			return quantity.Money((2*product + uint64(whole)) / (2 * uint64(whole)))
		}
	}
	exact := big.NewInt(amount)
	exact.Mul(exact, big.NewInt(price)).Mul(exact, big.NewInt(2*days)).Add(exact, big.NewInt(whole))
	return quantity.Money(exact.Quo(exact, big.NewInt(2*whole)).Int64())
}
