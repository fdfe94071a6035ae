package money

import (
	"cmp"
	"context"
	"slices"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/store/engine"
)

const (
	sumsBefore = `SELECT district, fee, year, CAST(sum(stays) AS INTEGER), CAST(sum(priced) AS INTEGER), CAST(sum(unpriced) AS INTEGER), CAST(sum(market) AS INTEGER), CAST(sum(payable) AS INTEGER)
		FROM fee_month WHERE ($1 = '' OR district = $1) AND month < $2 GROUP BY district, fee, year`
	yearOf    = `SELECT ` + keptColumns + ` FROM fee_kept k WHERE k.district = $1 AND k.year = $2`
	keptStale = `SELECT ` + keptColumns + ` FROM fee_stale s CROSS JOIN fee_kept k WHERE k.tenancy_id = s.tenancy_id AND ($1 = '' OR k.district = $1)`
	staleOnes = `SELECT s.tenancy_id FROM fee_stale s JOIN tenancy t ON t.id = s.tenancy_id WHERE t.signed_day <= $2 AND ($1 = '' OR t.district = $1)`
	everyOne  = `SELECT t.id FROM tenancy t WHERE t.signed_day <= $2 AND ($1 = '' OR t.district = $1)`
)

// FeesOn are the sums of the schedules of the stays of a district ("" for all that the actor sees) that were signed by a day, up to the end
// of that day, by fee and year of the price; every one that has a line is there. Errors: ErrOtherDistrict.
func (s Room) FeesOn(ctx context.Context, by engine.Actor, district string, day civil.Date) (out []FeeSum, err error) {
	if district, err = by.Asks(district); err != nil {
		return nil, err
	}
	sums := feeSums{}
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		k, err := keptFor(ctx, q, district, day)
		if err != nil {
			return err
		}
		return engine.Each(
			func() error { return k.months(sums) },
			func() error { return k.running(sums) },
			func() error { return k.stale(sums) },
		)
	})
	for _, sum := range sums { // sorted below
		if sum.Priced+sum.Unpriced > 0 {
			out = append(out, *sum)
		}
	}
	slices.SortFunc(out, func(a, b FeeSum) int {
		return cmp.Or(cmp.Compare(a.District, b.District), cmp.Compare(a.Year, b.Year), cmp.Compare(slices.Index(charge.Fees, a.Fee), slices.Index(charge.Fees, b.Fee)))
	})
	return out, err
}

// FeeTotalsOn is what the schedules of the stays of a district ("" for all that the actor sees) come to up to the end of a day, by stay; of
// a stay that was over before the year of the day there may be none. Errors: ErrOtherDistrict.
func (s Room) FeeTotalsOn(ctx context.Context, by engine.Actor, district string, day civil.Date) (out map[int64]charge.FeeTotal, err error) {
	if district, err = by.Asks(district); err != nil {
		return nil, err
	}
	out = map[int64]charge.FeeTotal{}
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		k, err := keptFor(ctx, q, district, day)
		if err != nil {
			return err
		}
		err = k.eachOfYear(func(tenancy int64, y keptYear) error {
			sum, u := y.before, unpack(y.lines, y.year)
			for l, ok := u.next(); ok && !l.since.After(day); l, ok = u.next() {
				sum = sum.With(l.Until(day.AddDays(1)))
			}
			out[tenancy] = sum
			return u.err()
		})
		if err != nil {
			return err
		}
		return k.anew(func(f *TenancyFees) error {
			out[f.Tenancy.ID] = f.Schedule.Sum()
			return nil
		})
	})
	return out, err
}

// keptAsk is a question that kept lines answer.
type keptAsk struct {
	ctx      context.Context
	q        engine.Querier
	district string
	day      civil.Date
	kept     bool       // lines are kept up to the day
	month    civil.Date // the first day of the first month that the day does not end
}

func keptFor(ctx context.Context, q engine.Querier, district string, day civil.Date) (keptAsk, error) {
	until, err := keptUntil(ctx, q)
	return keptAsk{ctx: ctx, q: q, district: district, day: day, kept: day.Before(until), month: day.AddDays(1).MonthStart()}, err
}

// months adds the sums of the months that are over by the end of the day.
func (k keptAsk) months(sums feeSums) error {
	if !k.kept {
		return nil
	}
	rows, err := engine.All(k.ctx, k.q, func(r engine.Scanner) (f FeeSum, err error) {
		err = r.Scan(&f.District, &f.Fee, &f.Year, &f.Stays, &f.Priced, &f.Unpriced, &f.Market, &f.Payable)
		f.Waived = f.Market - f.Payable
		return f, err
	}, sumsBefore, k.district, k.month)
	for _, f := range rows {
		sums[feeKeyOf(f.District, civil.Date{}, f.Fee, f.Year)] = &f
	}
	return err
}

// running adds the lines of the month that the day does not end, cut at its end.
func (k keptAsk) running(sums feeSums) error {
	if k.month.After(k.day) {
		return nil
	}
	return k.eachOfYear(func(_ int64, y keptYear) error {
		u := unpack(y.lines, y.year)
		for l, ok := u.next(); ok && !l.since.After(k.day); l, ok = u.next() {
			if !l.since.Before(k.month) {
				k.add(sums, y.district, l, 1)
			}
		}
		return u.err()
	})
}

// add adds a line as it is at the end of the day, or takes it away.
func (k keptAsk) add(sums feeSums, district string, l keptLine, times int64) {
	l.FeeLine = l.Until(k.day.AddDays(1))
	sums.add(district, civil.Date{}, &l, times)
}

// eachOfYear gives the kept lines of the year of the day.
func (k keptAsk) eachOfYear(each func(int64, keptYear) error) error {
	if !k.kept {
		return nil
	}
	for _, d := range allocation.DistrictNames() {
		if k.district != "" && d != k.district {
			continue
		}
		if err := eachYear(k.ctx, k.q, each, yearOf, d, k.day.Year()); err != nil {
			return err
		}
	}
	return nil
}

// stale takes out of the sums what is kept of stays whose facts have changed since, and adds what they come to now.
func (k keptAsk) stale(sums feeSums) error {
	if k.kept {
		err := eachYear(k.ctx, k.q, func(_ int64, y keptYear) error {
			u := unpack(y.lines, y.year)
			for l, ok := u.next(); ok && !l.since.After(k.day); l, ok = u.next() {
				k.add(sums, y.district, l, -1)
			}
			return u.err()
		}, keptStale, k.district)
		if err != nil {
			return err
		}
	}
	return k.anew(func(f *TenancyFees) error {
		for _, l := range keptLines(f.Tenancy.Signed, f.Schedule.Lines) {
			sums.add(f.Tenancy.District, civil.Date{}, &l, 1)
		}
		return nil
	})
}

// anew gives the schedules of the stays of which nothing is kept that can be used.
func (k keptAsk) anew(each func(*TenancyFees) error) error {
	which := staleOnes
	if !k.kept {
		which = everyOne
	}
	ids, err := engine.All(k.ctx, k.q, engine.ScanOne[int64], which, k.district, k.day)
	if err != nil || len(ids) == 0 {
		return err
	}
	return eachOf(k.ctx, k.q, ids, k.day.AddDays(1), each)
}
