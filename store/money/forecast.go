package money

import (
	"context"
	"runtime"
	"slices"
	"sync"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/store/engine"
	"penggai/store/stay"
)

// Forecast is what the fees of a stay come to in a time that lies ahead, at the prices known last.
type Forecast struct {
	Tenancy stay.TenancyRow // who it is
	Ends    civil.Date      // first day after its last contract
	Halves  []ForecastHalf  // of years, from the first one that is asked for on
}

// ForecastHalf is what the lines of a stay that begin in a half of a year come to.
type ForecastHalf struct {
	Lines    int64
	Unpriced int64           // lines of fees that never had a price
	Bound    charge.FeeTotal // up to the end of its last contract
	All      charge.FeeTotal // taken that it is renewed; where the contract is over already, at full price (一)
}

// Plus is the sum of two.
func (h ForecastHalf) Plus(o ForecastHalf) ForecastHalf {
	return ForecastHalf{h.Lines + o.Lines, h.Unpriced + o.Unpriced, h.Bound.Plus(o.Bound), h.All.Plus(o.All)}
}

// ForecastHalves are the first days of the halves of years from a day up to another (excluded), the day itself first.
func ForecastHalves(from, until civil.Date) (out []civil.Date) {
	for day := from; day.Before(until); day = civil.On(day.Year(), 7+(day.Month()-1)/6*6, 1) {
		out = append(out, day)
	}
	return out
}

// HalfOf is the place of the half in which a day lies.
func HalfOf(halves []civil.Date, day civil.Date) int {
	i := len(halves) - 1
	for i > 0 && day.Before(halves[i]) {
		i--
	}
	return i
}

// staysAhead are the tenants of a district on a day who have not been told to leave.
const staysAhead = `WHERE t.district = $1 AND t.state <> 'void' AND t.signed_day <= $2 AND (t.ended_day IS NULL OR t.ended_day > $2)
	AND NOT EXISTS (SELECT 1 FROM exit x WHERE x.tenancy_id = t.id AND x.decided_day <= $2
	AND x.state NOT IN ('refused', 'cancelled')) ORDER BY t.number`

// EachForecast gives the fees of the tenants of a district on a day from the first day of a month up to another day (excluded), by number.
// What was decided after the day does not count; prices are those known now, the last one of each fee carried on. Errors: ErrOtherDistrict, those of each.
func (s Room) EachForecast(ctx context.Context, by engine.Actor, district string, day, from, until civil.Date, each func(*Forecast) error) error {
	if !by.Sees(district) {
		return engine.ErrOtherDistrict.With(district)
	}
	return s.Snapshot(ctx, func(q engine.Querier) error {
		stays, err := feeStays(ctx, q, staysAhead, district, day)
		if err != nil {
			return err
		}
		prices, halves := carried(placed(ctx, q), until), ForecastHalves(from, until)
		type part struct {
			stays []TenancyFees
			out   []Forecast
		}
		return inTurns(len(stays), func(at, to int) (part, error) {
			p := part{make([]TenancyFees, to-at), make([]Forecast, to-at)}
			for i := range p.stays {
				p.stays[i] = TenancyFees{Tenancy: stays[at+i], Until: until}
				p.stays[i].Tenancy.Ended = civil.Date{} // it was not known on the day
			}
			facts, err := readManyFacts(ctx, q, p.stays)
			for i := range p.stays {
				if err == nil {
					f := &p.stays[i]
					p.out[i].Ends, err = f.ahead(*facts[f.Tenancy.ID], prices, day)
				}
			}
			return p, err
		}, func(p part) {
			onEach(len(p.stays), func(i int) { p.stays[i].foresee(&p.out[i], halves) })
		}, func(p part) error {
			for i := range p.out {
				if err := each(&p.out[i]); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

// onEach runs a function for each of n numbers on every processor.
func onEach(n int, run func(i int)) {
	var workers sync.WaitGroup
	next := make(chan int)
	for range min(runtime.GOMAXPROCS(0), n) {
		workers.Go(func() {
			for i := range next {
				run(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	workers.Wait()
}

// ahead takes over what the fees of one stay follow from as it was seen on a day, and says when its last contract ends.
func (f *TenancyFees) ahead(x feeFacts, prices pricing, day civil.Date) (ends civil.Date, err error) {
	x.contracts = slices.DeleteFunc(slices.Clone(x.contracts), func(c allocation.Contract) bool { return c.Signed.After(day) })
	x.readings = slices.DeleteFunc(slices.Clone(x.readings), func(r stay.ReadingRow) bool { return r.Day.After(day) })
	x.units = slices.Clone(x.units)
	for i := range x.units {
		if x.units[i].To.After(day) {
			x.units[i].To = civil.Date{}
		}
	}
	if f.Tenancy.Stopped.After(day) {
		f.Tenancy.Stopped = civil.Date{}
	}
	for _, c := range x.contracts {
		if c.State != allocation.ContractVoid && !c.Signed.IsZero() {
			ends = civil.Max(ends, c.To)
		}
	}
	return ends, f.take(x, prices, day)
}

// foresee works the fees of one stay out. Up to the end of its last contract they are the same whether it is renewed or not.
func (f *TenancyFees) foresee(out *Forecast, halves []civil.Date) {
	out.Tenancy, out.Halves = f.Tenancy, make([]ForecastHalf, len(halves))
	for _, in := range f.waived(f.Benefits) {
		in.Since = halves[0]
		charge.EachLine(&in, func(l charge.FeeLine) {
			h := &out.Halves[HalfOf(halves, l.From)]
			h.Lines++
			if !l.Priced {
				h.Unpriced++
			}
			h.All = h.All.With(l)
			if out.Ends.IsZero() || l.From.Before(out.Ends) {
				if !out.Ends.IsZero() {
					l = l.Until(out.Ends)
				}
				h.Bound = h.Bound.With(l)
			}
		})
	}
}

// carried are the prices with the last known one of each fee in every later year up to a day.
func carried(prices pricing, until civil.Date) pricing {
	known := map[place]samePrice{}
	return func(at place) (samePrice, error) {
		if g, done := known[at]; done {
			return g, nil
		}
		g, err := prices(at)
		if err != nil {
			return g, err
		}
		g.prices, g.seasons = carriedPrices(g.prices, until.Year()), carriedSeasons(g.seasons, until)
		known[at] = g
		return g, nil
	}
}

// carriedPrices has for every year from the first price of a fee on the price of the year, else the one before.
func carriedPrices(prices []charge.YearPrice, last int) (out []charge.YearPrice) {
	for _, fee := range charge.Fees {
		var of []charge.YearPrice
		for _, p := range prices {
			if p.Fee == fee {
				of = append(of, p)
			}
		}
		for i, p := range of { // by year
			end := last + 1
			if i+1 < len(of) {
				end = of[i+1].Year
			}
			for year := p.Year; year < end; year++ {
				out = append(out, charge.YearPrice{Fee: fee, Year: year, Fen: p.Fen})
			}
		}
	}
	return out
}

// carriedSeasons are the heating seasons up to a day, those without a price at the last price before.
func carriedSeasons(seasons []charge.HeatingSeason, until civil.Date) []charge.HeatingSeason {
	out := slices.Clone(guessSeasons(seasons, until))
	for i := 1; i < len(out); i++ {
		if !out[i].Priced && out[i-1].Priced {
			out[i].Priced, out[i].Fen = true, out[i-1].Fen
		}
	}
	return out
}
