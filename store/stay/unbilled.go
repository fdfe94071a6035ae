package stay

import (
	"context"
	"strings"

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

// SqlUnpriced is what makes a stay t, which waits for a bill, lack a price, given the first day of the running period: in a year of
// what is not billed yet a fee by ㎡ and month has no price for one of its units, or a heating season has days and no price.
func SqlUnpriced(start string) string {
	return `(EXISTS (SELECT 1 FROM hold h JOIN unit u ON u.id = h.unit_id CROSS JOIN (VALUES (0), (1), (2), (3), (4), (5)) y
			CROSS JOIN (VALUES ('` + strings.Join(charge.MonthlyCodes(), `'), ('`) + `')) f
		WHERE h.kind = 'tenancy' AND h.ref_id = t.id AND h.to_day IS NULL
			AND CAST(` + SqlBillFrom + ` AS INTEGER) + y.column1 <= CAST(date(` + start + `, '-1 day') AS INTEGER)
			AND NOT EXISTS (SELECT 1 FROM price p WHERE ` + sqlPriceFor + ` AND p.fee = f.column1
				AND p.year = CAST(` + SqlBillFrom + ` AS INTEGER) + y.column1))
		OR EXISTS (SELECT 1 FROM hold h JOIN unit u ON u.id = h.unit_id CROSS JOIN price p
		WHERE h.kind = 'tenancy' AND h.ref_id = t.id AND h.to_day IS NULL AND p.fee = 'heating' AND ` + sqlPriceFor + ` AND p.fen IS NULL
			AND p.from_day < ` + start + ` AND p.to_day > ` + SqlBillFrom + `))`
}

// sqlPriceFor is that a price p holds for a unit u of a stay t, if no closer one does.
const sqlPriceFor = `p.voided_day IS NULL AND p.district IN ('', t.district) AND p.community IN ('', u.community) AND p.floor IN ('', CAST(u.floor AS TEXT))`

// TextUnpriced is the word for stays that lack a price.
const TextUnpriced = "待价格"

// askUnpriced is the same for the list of tenancies.
func askUnpriced(ctx context.Context, q engine.Querier, today civil.Date) (string, error) {
	starts, err := BillStarts(ctx, q, today)
	if err != nil {
		return "", err
	}
	days, err := engine.Encode(starts)
	start := `coalesce('` + string(days) + `' ->> t.district, '')`
	return `CASE WHEN ` + SqlToBill + start + ` AND ` + SqlUnpriced(start) + ` THEN '1' ELSE '0' END`, err
}
