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
	Tenancy  stay.TenancyRow
	Ends     civil.Date         // first day after its last contract
	Bound    charge.FeeSchedule // up to the end of its last contract
	Schedule charge.FeeSchedule // all of it, taken that it is renewed; where the contract is over already, at full price (一)
}

// staysAhead are the tenants of a district on a day who have not been told to leave.
const staysAhead = `WHERE t.district = $1 AND t.state <> 'void' AND t.signed_day <= $2 AND (t.ended_day IS NULL OR t.ended_day > $2)
	AND NOT EXISTS (SELECT 1 FROM exit x WHERE x.tenancy_id = t.id AND x.decided_day <= $2
	AND x.state NOT IN ('refused', 'cancelled')) ORDER BY t.number`

// EachForecast gives the fees of the tenants of a district on a day up to another day (excluded), by number. What was decided after the day
// does not count; prices are those known now, the last one of each fee carried on. Errors: ErrOtherDistrict, those of each.
func (s Room) EachForecast(ctx context.Context, by engine.Actor, district string, day, until civil.Date, each func(*Forecast) error) error {
	if !by.Sees(district) {
		return engine.ErrOtherDistrict.With(district)
	}
	return s.Snapshot(ctx, func(q engine.Querier) error {
		stays, err := stay.TenancyNoun.All(ctx, q, staysAhead, district, day)
		if err != nil {
			return err
		}
		prices := carried(placed(ctx, q), until)
		for from := 0; from < len(stays); from += scheduleChunk {
			chunk := make([]TenancyFees, min(scheduleChunk, len(stays)-from))
			for i := range chunk {
				chunk[i] = TenancyFees{Tenancy: stays[from+i], Until: until}
				chunk[i].Tenancy.Ended = civil.Date{} // it was not known on the day
			}
			facts, err := readManyFacts(ctx, q, chunk)
			if err != nil {
				return err
			}
			out := make([]Forecast, len(chunk))
			for i := range chunk {
				if out[i].Ends, err = chunk[i].ahead(*facts[chunk[i].Tenancy.ID], prices, day); err != nil {
					return err
				}
			}
			onEach(len(chunk), func(i int) { chunk[i].foresee(&out[i]) })
			for i := range out {
				if err := each(&out[i]); err != nil {
					return err
				}
			}
		}
		return nil
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

// foresee works the fees of one stay out.
func (f *TenancyFees) foresee(out *Forecast) {
	out.Tenancy, out.Schedule = f.Tenancy, f.Preview(f.Benefits)
	for i := range f.inputs {
		f.inputs[i].Exit = out.Ends
	}
	out.Bound = f.Preview(f.Benefits)
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
