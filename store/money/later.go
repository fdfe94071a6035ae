package money

import (
	"context"
	"slices"

	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/store/engine"
)

// readLater are the stays of a district that were signed by a day and whose meters were read after it.
const readLater = `SELECT DISTINCT t.id FROM reading r JOIN tenancy t ON t.id = r.tenancy_id
	WHERE r.day > $2 AND r.reversed_day IS NULL AND t.signed_day <= $2 AND ($1 = '' OR t.district = $1)`

// FeesLater is what FeesOn has of a day that nobody could know on it: water that ran by then, of meters that were read later, and of how many
// stays it is. Errors: ErrOtherDistrict.
func (s Room) FeesLater(ctx context.Context, by engine.Actor, district string, day civil.Date) (stays int, sum charge.FeeTotal, err error) {
	if district, err = by.Asks(district); err != nil {
		return 0, sum, err
	}
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		ids, err := engine.All(ctx, q, engine.ScanOne[int64], readLater, district, day)
		if err != nil || len(ids) == 0 {
			return err
		}
		return eachOf(ctx, q, ids, day.AddDays(1), func(f *TenancyFees) error {
			if more := f.later(day); more != (charge.FeeTotal{}) {
				stays, sum = stays+1, sum.Plus(more)
			}
			return nil
		})
	})
	return stays, sum, err
}

// later is what the readings after a day bring to the schedule.
func (f *TenancyFees) later(day civil.Date) charge.FeeTotal {
	then := *f
	then.inputs = slices.Clone(f.inputs)
	for i := range then.inputs {
		then.inputs[i].Water = slices.DeleteFunc(slices.Clone(f.inputs[i].Water), func(w charge.WaterReading) bool { return w.To.After(day) })
	}
	now, known := f.Schedule.Total(charge.FeeWater), then.Preview(f.Benefits).Total(charge.FeeWater)
	return charge.FeeTotal{Market: now.Market - known.Market, Payable: now.Payable - known.Payable, Waived: now.Waived - known.Waived}
}

// Later is what was entered after a day and reaches back to it.
type Later struct {
	Prices      int64 // of what is charged up to the last day, entered, changed or taken back
	Benefits    int64 // that spare a fee from the day or before on, decided
	Corrections int64 // of stays signed by the day, of their exits and of premises, confirmed
}

const (
	pricesLater = `SELECT count(DISTINCT p.id) FROM log l JOIN price p ON p.id = l.noun_id
		WHERE l.noun = 'price' AND l.seq = l.entry AND l.day > $2 AND coalesce(p.from_day, p.year || '-01-01') <= $3 AND ($1 = '' OR p.district IN ('', $1))`
	benefitsLater = `SELECT count(*) FROM benefit b JOIN tenancy t ON t.id = b.tenancy_id
		WHERE b.decided_day > $2 AND b.start_day <= $2 AND (b.waives <> '' OR b.percent > 0) AND b.state NOT IN ('applied', 'refused') AND t.signed_day <= $2 AND ($1 = '' OR t.district = $1)`
	correctionsLater = `SELECT count(*) FROM correction c LEFT JOIN exit x ON c.noun = 'exit' AND x.id = c.noun_id
		LEFT JOIN tenancy t ON t.id = CASE c.noun WHEN 'tenancy' THEN c.noun_id ELSE x.tenancy_id END
		WHERE c.state = 'applied' AND c.decided_day > $2 AND c.noun IN ('tenancy', 'exit', 'unit') AND (c.noun = 'unit' OR t.signed_day <= $2) AND ($1 = '' OR c.district = $1)`
)

// DecidedLater counts what was entered after a day and changes what the fees up to a last day come to as of it: that day itself for FeesOn,
// the end of a forecast. Errors: ErrOtherDistrict.
func (s Room) DecidedLater(ctx context.Context, by engine.Actor, district string, day, last civil.Date) (l Later, err error) {
	if district, err = by.Asks(district); err != nil {
		return l, err
	}
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		for _, part := range []struct {
			n    *int64
			sql  string
			more []any
		}{{&l.Prices, pricesLater, []any{last}}, {&l.Benefits, benefitsLater, nil}, {&l.Corrections, correctionsLater, nil}} {
			n, err := engine.One(ctx, q, engine.ScanOne[int64], part.sql, append([]any{district, day}, part.more...)...)
			if err != nil {
				return err
			}
			*part.n = n
		}
		return nil
	})
	return l, err
}
