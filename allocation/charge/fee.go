package charge

import (
	"cmp"
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
	Since          civil.Date // first day scheduled where that is later, the first one of a month; no date takes the signing
	Areas          []AreaSpell
	WaterIntensive bool       // the trade lives on water: no waiver of water (五(一)2)
	Until          civil.Date // first day not scheduled
	Exit           civil.Date // first day no longer charged; no date while the tenancy lasts
	WaiverStopped  civil.Date // first day at full price by 四(五), or after the last day for clearing; no date while the waiver runs
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
	q.lines(func(l FeeLine) {
		if s.Lines == nil {
			s.Lines = make([]FeeLine, 0, q.most())
		}
		if m := (MissingPrice{l.Fee, l.Year}); !l.Priced && (len(s.Missing) == 0 || s.Missing[len(s.Missing)-1] != m) {
			s.Missing = append(s.Missing, m)
		}
		i := l.Fee.order()
		s.totals[i] = s.totals[i].With(l)
		s.Lines = append(s.Lines, l)
	})
	water := len(s.Lines)
	for water > 0 && s.Lines[water-1].Fee == FeeWater {
		water--
	}
	slices.SortStableFunc(s.Lines[water:], func(a, b FeeLine) int { return cmp.Or(a.From.Compare(b.From), a.To.Compare(b.To)) })
	slices.SortFunc(s.Missing, func(a, b MissingPrice) int {
		return cmp.Or(cmp.Compare(a.Fee.order(), b.Fee.order()), cmp.Compare(a.Year, b.Year))
	})
	s.Missing = slices.Compact(s.Missing)
	return s
}

// EachLine gives the lines of Schedule, those of water in no order, without keeping them.
func EachLine(in *QuoteInput, line func(FeeLine)) { newQuote(in).lines(line) }

// lines gives the lines by fee.
func (q *quote) lines(line func(FeeLine)) {
	q.line = line
	for _, fee := range monthlyFees {
		q.monthly(fee)
	}
	q.heating()
	q.water()
}

// most is about how many lines there are.
func (q *quote) most() int {
	months := max(q.end.Sub(q.from), 0)/28 + 2
	return months*len(monthlyFees) + months*2/3 + 2*len(q.Water)
}

var phaseTitles = map[Phase]string{PhaseFree: "免收", PhaseHalf: "减半", PhaseFull: "全价"}
