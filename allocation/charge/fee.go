package charge

import (
	"cmp"
	"math/big"
	"math/bits"
	"slices"
	"strings"

	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
)

// Fee is one of the fees of 五(一).
type Fee string

// The fees: rent and property by ㎡ and month, heating by ㎡ and heating season, water by m³ read.
const (
	FeeRent     Fee = "rent"
	FeeProperty Fee = "property"
	FeeHeating  Fee = "heating"
	FeeWater    Fee = "water"
)

// fees says everything of each fee, in the order of schedules and bills: a fee by ㎡ and month is worked out from its line alone.
var fees = [...]struct {
	fee     Fee
	title   string
	unit    string // what the price is for
	by      string // the same in a sentence
	monthly bool   // by ㎡ and month
}{
	{FeeRent, "房租", "元/㎡每月", "平方米和月", true},
	{FeeProperty, "物业费", "元/㎡每月", "平方米和月", true},
	{FeeHeating, "供热费", "元/㎡每供热期", "平方米和供热期", false},
	{FeeWater, "水费", "元/m³", say.CubicMetres, false},
}

// Fees are all fees in the order of schedules and bills.
var Fees = feesThat(func(int) bool { return true })

// monthlyFees are those by ㎡ and month.
var monthlyFees = feesThat(func(i int) bool { return fees[i].monthly })

// MonthlyCodes are the codes of the fees by ㎡ and month.
func MonthlyCodes() []string { return strings.Fields(joined(monthlyFees, " ")) }

func feesThat(is func(i int) bool) []Fee {
	var out []Fee
	for i := range fees {
		if is(i) {
			out = append(out, fees[i].fee)
		}
	}
	return out
}

// joined are the codes of fees in a sentence.
func joined(list []Fee, by string) string {
	words := make([]string, len(list))
	for i, f := range list {
		words[i] = string(f)
	}
	return strings.Join(words, by)
}

// Title is the fee's name on screen, its code when it is none.
func (f Fee) Title() string {
	if i := f.order(); i >= 0 {
		return fees[i].title
	}
	return string(f)
}

// UnitTitle is what the price is for: 元/㎡每月.
func (f Fee) UnitTitle() string {
	if i := f.order(); i >= 0 {
		return fees[i].unit
	}
	return string(f)
}

// FeesInWords says by what each fee is priced: 房租和物业费按平方米和月，….
func FeesInWords() string {
	var parts, titles []string
	for i, f := range fees {
		titles = append(titles, f.title)
		if i+1 < len(fees) && fees[i+1].by == f.by {
			continue
		}
		last := len(titles) - 1
		words := titles[last]
		if last > 0 {
			words = strings.Join(titles[:last], "、") + "和" + words
		}
		parts, titles = append(parts, words+"按"+f.by), nil
	}
	return strings.Join(parts, "，")
}

// Valid reports whether it is one of the fees.
func (f Fee) Valid() bool { return f.order() >= 0 }

func (f Fee) order() int { return slices.Index(Fees, f) }

// Phase is the share of the market price that a tenant pays on a day (五(一)).
type Phase string

// The phases: 36 months free, the next 36 half, then full price. Full also from the stop of the waiver on.
const (
	PhaseFree Phase = "free"
	PhaseHalf Phase = "half"
	PhaseFull Phase = "full"
)

// Title is the phase's name on screen.
func (p Phase) Title() string { return say.TitleOf(phaseTitles, p) }

// halves is the share in halves: 0, 1 or 2.
func (p Phase) halves() int64 {
	switch p {
	case PhaseFree:
		return 0
	case PhaseHalf:
		return 1
	case PhaseFull:
		return 2
	}
	return 2
}

// The lengths of the phases in months from the first signing (五(一)).
const (
	FreeMonths   = 36
	WaivedMonths = 72
)

// AreaSpell is an area in force from a day on, until the next spell begins.
type AreaSpell struct {
	From civil.Date
	Area quantity.Area
}

// YearPrice is the market price of a fee in a calendar year: fen per ㎡ and month (rent, property) or per m³ (water).
type YearPrice struct {
	Fee  Fee
	Year int
	Fen  quantity.Money
}

// HeatingSeason is one heating season [From, To), named by the year in which it starts, and its price in fen per ㎡.
// Priced is false while the price is not published.
type HeatingSeason struct {
	Season   int
	From, To civil.Date
	Priced   bool
	Fen      quantity.Money
}

// WaterReading is the water used over [From, To) between two readings of a meter, in litres.
type WaterReading struct {
	From, To civil.Date
	Litres   int64
}

// Span is the days [From, To).
type Span struct{ From, To civil.Date }

// Holds reports whether a day lies in it.
func (s Span) Holds(d civil.Date) bool { return !d.Before(s.From) && d.Before(s.To) }

// QuoteInput is everything that a fee schedule follows from. The order of its lists changes nothing.
type QuoteInput struct {
	Signed         civil.Date // first signing: the fee clock's day
	Areas          []AreaSpell
	WaterIntensive bool       // the trade lives on water: no waiver of water (五(一)2)
	Until          civil.Date // first day not scheduled
	Exit           civil.Date // first day no longer charged; no date while the tenancy lasts
	WaiverStopped  civil.Date // first day at full price after 四(五)1 or 3; no date while the waiver runs
	Prices         []YearPrice
	Heating        []HeatingSeason
	Water          []WaterReading
	Uncovered      []Span        // days without a contract in force, whose waiver nobody granted: full price (一)
	Reliefs        []Relief      // further shares that are forgone for some months
	Waivers        []WaiverSpell // when each fee's waiver is granted; nil: all along, empty: never
}

// PhaseOn is the phase of a day: free before signed + 36 months, half before + 72, then full; full from the stop on and on
// days without a contract in force.
// Whether the waiver of a fee is granted on the day is another question: PhaseOf.
func (in *QuoteInput) PhaseOn(d civil.Date) Phase { return newQuote(in).phaseOn(d) }

// Schedule works out what [Signed, Until or Exit) costs at market price, what the tenant pays and what is waived
// (五(一)). It reads nothing else and changes nothing.
func Schedule(in *QuoteInput) FeeSchedule {
	q := newQuote(in)
	var s FeeSchedule
	for _, fee := range monthlyFees {
		q.monthly(&s, fee)
	}
	q.heating(&s)
	q.water(&s)
	for _, l := range s.Lines {
		i := l.Fee.order()
		s.totals[i] = s.totals[i].With(l)
	}
	slices.SortFunc(s.Missing, func(a, b MissingPrice) int {
		return cmp.Or(cmp.Compare(a.Fee.order(), b.Fee.order()), cmp.Compare(a.Year, b.Year))
	})
	s.Missing = slices.Compact(s.Missing)
	return s
}

// quote is an input made ready: lists in order, prices by fee and year, the end of what is charged.
type quote struct {
	*QuoteInput
	areas  []AreaSpell
	prices map[MissingPrice]quantity.Money
	end    civil.Date
	half   civil.Date // first day of the half phase
	full   civil.Date // first day after both
	spells []WaiverSpell
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
		QuoteInput: in, end: in.Until, areas: slices.Clone(in.Areas),
		prices: make(map[MissingPrice]quantity.Money, len(in.Prices)),
		half:   in.Signed.AddMonths(FreeMonths), full: in.Signed.AddMonths(WaivedMonths),
		spells: joinSpells(in.Waivers),
	}
	if !in.Exit.IsZero() {
		q.end = civil.Min(q.end, in.Exit)
	}
	slices.SortStableFunc(q.areas, func(a, b AreaSpell) int { return a.From.Compare(b.From) })
	for _, p := range in.Prices {
		q.prices[MissingPrice{p.Fee, p.Year}] = p.Fen
	}
	return q
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
	from, to = civil.Max(from, q.Signed), civil.Min(to, q.end)
	if !from.Before(to) {
		return nil
	}
	days := []civil.Date{from, to}
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
func (q *quote) monthly(s *FeeSchedule, fee Fee) {
	days := q.cuts(fee, q.Signed, q.end)
	for i := 1; i < len(days); i++ {
		l := FeeLine{Fee: fee, From: days[i-1], To: days[i], Area: q.areaOn(days[i-1])}
		if l.Area == 0 {
			continue
		}
		l.Phase, l.Year = q.phaseOf(fee, l.From), l.From.Year()
		l.Days, l.Of = l.To.Sub(l.From), civil.DaysInMonth(l.Year, l.From.Month())
		l.Price, l.Priced = q.prices[MissingPrice{fee, l.Year}]
		q.addLine(s, l, int64(l.Area), 100)
	}
}

// heating adds the lines of the heating seasons.
func (q *quote) heating(s *FeeSchedule) {
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
			q.addLine(s, l, int64(l.Area), 100)
		}
	}
}

// water adds the lines of the readings; those of overlapping readings (of several meters) are put in order of day.
func (q *quote) water(s *FeeSchedule) {
	readings := slices.Clone(q.Water)
	slices.SortFunc(readings, func(a, b WaterReading) int {
		return cmp.Or(a.From.Compare(b.From), a.To.Compare(b.To), cmp.Compare(a.Litres, b.Litres))
	})
	first := len(s.Lines)
	for _, r := range readings {
		days := q.cuts(FeeWater, r.From, r.To)
		for i := 1; i < len(days); i++ {
			l := FeeLine{Fee: FeeWater, From: days[i-1], To: days[i], Litres: r.Litres}
			l.Phase, l.Year = q.phaseOf(FeeWater, l.From), l.From.Year()
			l.Days, l.Of = l.To.Sub(l.From), r.To.Sub(r.From)
			l.Price, l.Priced = q.prices[MissingPrice{FeeWater, l.Year}]
			q.addLine(s, l, r.Litres, 1000)
		}
	}
	slices.SortStableFunc(s.Lines[first:], func(a, b FeeLine) int {
		return cmp.Or(a.From.Compare(b.From), a.To.Compare(b.To))
	})
}

// addLine works out the money of a line: quantity ÷ per × price × days ÷ of, exact until each is rounded once, half up; what is
// payable with the share of its phase and, where a further relief holds, what that leaves of it.
func (q *quote) addLine(s *FeeSchedule, l FeeLine, amount, per int64) {
	l.Relief = q.reliefOn(l.Fee, l.From)
	if l.Priced {
		span := per * int64(l.Of)
		l.Market = prorate(amount, int64(l.Price), int64(l.Days), span)
		l.Payable = prorate(amount, int64(l.Price), int64(l.Days)*l.Phase.halves(), 2*span)
		if l.Relief > 0 {
			l.Payable = prorate(amount, int64(l.Price), int64(l.Days)*l.Phase.halves()*int64(whole-l.Relief), 2*whole*span)
		}
		l.Waived = l.Market - l.Payable
	} else if m := (MissingPrice{l.Fee, l.Year}); len(s.Missing) == 0 || s.Missing[len(s.Missing)-1] != m {
		s.Missing = append(s.Missing, m)
	}
	s.Lines = append(s.Lines, l)
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

var phaseTitles = map[Phase]string{PhaseFree: "免收", PhaseHalf: "减半", PhaseFull: "全价"}
