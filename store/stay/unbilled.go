package stay

import (
	"context"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/store/engine"
)

// sqlWaterFrom is the day from which readings of a stay have not been billed; none before the keys.
const sqlWaterFrom = `CASE WHEN t.billed_to > t.handed_day THEN t.billed_to ELSE t.handed_day END`

// What makes a stay wait for a bill, given the first day of the running period of its district: a period that has ended in which
// something is payable by the clock, the last days of an ended stay, or water that is paid for from the first day and was read.
const (
	SqlToBill  = `t.ended_day IS NULL AND t.state <> 'void' AND ` + SqlBillFrom + ` < `
	SqlToClose = `t.ended_day IS NOT NULL AND ` + SqlBillFrom + ` < t.ended_day`
	SqlToWater = `t.water_intensive = 1 AND t.state <> 'void' AND EXISTS (SELECT 1 FROM reading r WHERE r.tenancy_id = t.id AND r.reversed_day IS NULL
		AND r.day > ` + sqlWaterFrom + `) AND ` + sqlWaterFrom + ` < coalesce(t.ended_day, `
)

// askUnbilled is the same for the list of tenancies.
func askUnbilled(ctx context.Context, q engine.Querier, today civil.Date) (string, error) {
	starts, err := BillStarts(ctx, q, today)
	if err != nil {
		return "", err
	}
	days, err := engine.Encode(starts)
	start := `coalesce('` + string(days) + `' ->> t.district, '')`
	return `CASE WHEN ` + SqlToBill + start + ` OR ` + SqlToClose + ` OR ` + SqlToWater + start + `) THEN '1' ELSE '0' END`, err
}

// BillStarts are the first days of the running periods.
func BillStarts(ctx context.Context, q engine.Querier, today civil.Date) (map[string]civil.Date, error) {
	starts := map[string]civil.Date{}
	for _, d := range allocation.Districts() {
		months, err := BillMonths(ctx, q, d.Name, today)
		if err != nil {
			return nil, err
		}
		starts[d.Name] = charge.PeriodStart(today, months)
	}
	return starts, nil
}

// SqlBillFrom is the first day from which the next bill of a tenancy may have something payable, by the clock alone.
const SqlBillFrom = `max(coalesce(t.billed_to, t.signed_day), min(date(t.clock_day, '+36 months', 'floor'), coalesce(t.stopped_day, '9999-12-31')))`

// BillMonths is the length of a district's bill period on a day.
func BillMonths(ctx context.Context, q engine.Querier, district string, day civil.Date) (int, error) {
	months, found, err := engine.Maybe(ctx, q, engine.ScanOne[int], `SELECT body ->> 'bill_months' FROM parameter
		WHERE district = $1 AND effective <= $2 ORDER BY effective DESC, version DESC LIMIT 1`, district, day)
	if err == nil && !found {
		months = allocation.DefaultParameters().BillMonths
	}
	return months, err
}
