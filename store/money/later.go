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
