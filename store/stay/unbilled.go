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

// SqlPaysFrom is the first day on which a tenancy has something payable by the clock alone, billed or not.
const SqlPaysFrom = `min(date(t.clock_day, '+36 months', 'floor'), coalesce(t.stopped_day, '9999-12-31'))`

// SqlBillFrom is the first day from which the next bill of a tenancy may have something payable, by the clock alone.
const SqlBillFrom = `max(coalesce(t.billed_to, t.signed_day), ` + SqlPaysFrom + `)`

// BillMonths is the length of a district's bill period on a day.
func BillMonths(ctx context.Context, q engine.Querier, district string, day civil.Date) (int, error) {
	months, found, err := engine.Maybe(ctx, q, engine.ScanOne[int], `SELECT body ->> 'bill_months' FROM parameter
		WHERE district = $1 AND effective <= $2 ORDER BY effective DESC, version DESC LIMIT 1`, district, day)
	if err == nil && !found {
		months = allocation.DefaultParameters().BillMonths
	}
	return months, err
}

// What makes a running stay pay: something by the clock in a period that ended, given the first day of the running one, or its water
// from the first day.
const (
	SqlToPay     = `t.ended_day IS NULL AND t.state <> 'void' AND ` + SqlPaysFrom + ` < `
	SqlPaysWater = `t.ended_day IS NULL AND t.state <> 'void' AND t.water_intensive = 1`
)

// SqlUnpriced is what makes a stay t that pays lack a price, given the first day of the running period: in a year of which it pays for a
// part, billed or not, a fee by ㎡ and month or water has no price for one of its units, or a heating season has days and no price. What
// has no price is on no bill, so that it waits on after the bill.
func SqlUnpriced(start string) string {
	from := `max(t.signed_day, h.from_day, ` + SqlPaysFrom + `)`
	return `(` + lacksPrice(from, start, charge.MonthlyCodes()) + ` OR EXISTS (SELECT 1 FROM hold h JOIN unit u ON u.id = h.unit_id CROSS JOIN price p
		WHERE h.kind = 'tenancy' AND h.ref_id = t.id AND h.to_day IS NULL AND p.fee = 'heating' AND ` + sqlPriceFor + ` AND p.fen IS NULL
			AND p.from_day < ` + start + ` AND p.to_day > ` + from + `)
		OR ` + lacksPrice(`CASE t.water_intensive WHEN 1 THEN max(h.from_day, t.handed_day) ELSE `+from+` END`, start, []string{string(charge.FeeWater)}) + `)`
}

// lacksPrice is that for a unit of a stay t one of some fees has no price in a year between two days.
func lacksPrice(from, to string, fees []string) string {
	return `EXISTS (SELECT 1 FROM hold h JOIN unit u ON u.id = h.unit_id CROSS JOIN (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) y
			CROSS JOIN (VALUES ('` + strings.Join(fees, `'), ('`) + `')) f
		WHERE h.kind = 'tenancy' AND h.ref_id = t.id AND h.to_day IS NULL AND ` + from + ` < ` + to + `
			AND CAST(` + from + ` AS INTEGER) + y.column1 <= CAST(date(` + to + `, '-1 day') AS INTEGER)
			AND NOT EXISTS (SELECT 1 FROM price p WHERE ` + sqlPriceFor + ` AND p.fee = f.column1
				AND p.year = CAST(` + from + ` AS INTEGER) + y.column1))`
}

// sqlPriceFor is that a price p holds for a unit u of a stay t, if no closer one does.
const sqlPriceFor = `p.voided_day IS NULL AND p.district IN ('', t.district) AND p.community IN ('', u.community) AND p.floor IN ('', CAST(u.floor AS TEXT))`

// TextDiffers is the word for stays whose bills rest on another figure by now: a difference bill follows.
const TextDiffers = "待出差额账单"

// BillsDiffer keeps that days of a stay from one on count otherwise than bills say that were issued; without a bill of them nothing differs.
func BillsDiffer(t *engine.Tx, tenancy int64, from civil.Date) error {
	return t.Exec(`UPDATE tenancy SET differs = 1 WHERE id = $1 AND differs = 0 AND billed_to > $2`, tenancy, from)
}

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
	return `CASE WHEN (` + SqlToPay + start + ` OR ` + SqlPaysWater + `) AND ` + SqlUnpriced(start) + ` THEN '1' ELSE '0' END`, err
}
