package charge

import (
	"slices"

	"penggai/allocation/civil"
	"penggai/allocation/quantity"
)

// FeeLine is one line of a schedule: a fee over [From, To) inside one calendar month and one phase. Its phase is full also
// while the waiver of the fee is not granted.
// Market, Payable and Waived are meaningful only when Priced; then Payable + Waived = Market.
type FeeLine struct {
	Fee                     Fee
	From, To                civil.Date
	Phase                   Phase
	Year                    int            // the year of the price: calendar year, or the heating season's
	Area                    quantity.Area  // of rent, property and heating
	Litres                  int64          // of the whole reading, for water
	Days, Of                int            // days in force, of the days of the month, season or reading
	Price                   quantity.Money // fen per ㎡ and month, per ㎡ and season, or per m³
	Priced                  bool           // false: 价格待公布
	Relief                  int            // share in hundredths that is forgone of what the phase leaves; 0 for none
	Market, Payable, Waived quantity.Money
}

// FeeTotal sums lines that have a price.
type FeeTotal struct{ Market, Payable, Waived quantity.Money }

// With is the total with a line counted in when it has a price.
func (t FeeTotal) With(l FeeLine) FeeTotal {
	if !l.Priced {
		return t
	}
	return t.Plus(FeeTotal{l.Market, l.Payable, l.Waived})
}

// Plus is the sum of two totals.
func (t FeeTotal) Plus(o FeeTotal) FeeTotal {
	return FeeTotal{t.Market + o.Market, t.Payable + o.Payable, t.Waived + o.Waived}
}

// MissingPrice names a price that lines wait for.
type MissingPrice struct {
	Fee  Fee
	Year int
}

// FeeSchedule is the lines by fee and date, the totals of those with a price, and the prices that are missing.
type FeeSchedule struct {
	Lines   []FeeLine
	Missing []MissingPrice
	totals  [len(fees)]FeeTotal // by the place in fees
}

// Total is the sum of a fee's lines.
func (s FeeSchedule) Total(f Fee) FeeTotal {
	if i := f.order(); i >= 0 {
		return s.totals[i]
	}
	return FeeTotal{}
}

// Known counts the lines of some fees that have a price, and those that wait for one: sums speak of the first only.
func (s FeeSchedule) Known(fees ...Fee) (priced, waiting int) {
	for _, l := range s.Lines {
		switch {
		case !slices.Contains(fees, l.Fee):
		case l.Priced:
			priced++
		default:
			waiting++
		}
	}
	return priced, waiting
}

// Sum is the sum over all fees.
func (s FeeSchedule) Sum() FeeTotal {
	var sum FeeTotal
	for _, t := range s.totals {
		sum = sum.Plus(t)
	}
	return sum
}
