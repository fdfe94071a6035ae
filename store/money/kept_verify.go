package money

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"penggai/allocation/civil"
	"penggai/store/engine"
)

// CheckFees is the check of what is kept of the fees.
const CheckFees = "fees"

// VerifyFees works the schedules of all stays out anew and holds what is kept of them against it: the lines of each year, and the sums of
// each district by month. Stays that are to be worked out again are none of it.
func VerifyFees(ctx context.Context, q engine.Querier, progress engine.Progress) (line engine.ReportLine, err error) {
	line.Check = CheckFees
	var bad engine.Found
	sums, n := feeSums{}, 0
	err = eachYear(ctx, q, func(tenancy int64, y keptYear) error {
		if err := sums.addYear(y, 1); err != nil {
			bad.Add(engine.Difference{Table: "fee_kept", Row: tenancy, Field: fmt.Sprint(y.year), Why: "读不出"})
		}
		return nil
	}, `SELECT `+keptColumns+` FROM fee_kept k`)
	if err != nil {
		return line, err
	}
	if err := verifyMonths(ctx, q, sums, &bad); err != nil {
		return line, err
	}
	until, err := keptUntil(ctx, q)
	if err != nil {
		return line, err
	}
	ids, err := engine.All(ctx, q, engine.ScanOne[int64], `SELECT id FROM tenancy WHERE id NOT IN (SELECT tenancy_id FROM fee_stale) UNION
		SELECT tenancy_id FROM fee_kept WHERE tenancy_id NOT IN (SELECT tenancy_id FROM fee_stale) ORDER BY 1`)
	if err != nil {
		return line, err
	}
	for from := 0; from < len(ids) && !until.IsZero(); from += keptChunk {
		progress.Tell(textKeepFees, int64(from), int64(len(ids)))
		chunk := ids[from:min(from+keptChunk, len(ids))]
		if err := verifyStays(ctx, q, chunk, until, &bad); err != nil {
			return line, err
		}
		n += len(chunk)
	}
	return bad.Line(CheckFees, fmt.Sprintf("费用汇总与逐户测算一致：%d 户", n), "费用汇总与逐户测算不一致"), nil
}

// verifyStays holds the kept lines of some stays against their schedules.
func verifyStays(ctx context.Context, q engine.Querier, ids []int64, until civil.Date, bad *engine.Found) error {
	kept := map[int64][]keptYear{}
	err := eachYear(ctx, q, func(tenancy int64, y keptYear) error {
		y.lines = bytes.Clone(y.lines)
		kept[tenancy] = append(kept[tenancy], y)
		return nil
	}, keptOf, listed(ids))
	if err != nil {
		return err
	}
	err = eachOf(ctx, q, ids, until, func(f *TenancyFees) error {
		want, have := yearsOf(f, keptLines(f.Tenancy.Signed, f.Schedule.Lines), until), kept[f.Tenancy.ID]
		delete(kept, f.Tenancy.ID)
		for i := range max(len(want), len(have)) {
			if i < len(want) && i < len(have) && want[i].equal(have[i]) {
				continue
			}
			year := f.Tenancy.Signed.Year() + i
			bad.Add(engine.Difference{Table: "fee_kept", Row: f.Tenancy.ID, Field: fmt.Sprintf("%s %d 年", f.Tenancy.Number, year), Why: whyFees})
		}
		return nil
	})
	for _, id := range ids {
		if err == nil && len(kept[id]) > 0 {
			bad.Add(engine.Difference{Table: "fee_kept", Row: id, Why: whyFees})
		}
	}
	return err
}

// equal reports whether both years hold the same.
func (y keptYear) equal(o keptYear) bool {
	return y.district == o.district && y.year == o.year && y.before == o.before && bytes.Equal(y.lines, o.lines)
}

// verifyMonths holds the kept sums of the districts by month against the kept lines.
func verifyMonths(ctx context.Context, q engine.Querier, want feeSums, bad *engine.Found) error {
	_, err := engine.All(ctx, q, func(r engine.Scanner) (string, error) {
		var month civil.Date
		var f FeeSum
		err := r.Scan(&f.District, &month, &f.Fee, &f.Year, &f.Stays, &f.Priced, &f.Unpriced, &f.Market, &f.Payable)
		key := feeKeyOf(f.District, month, f.Fee, f.Year)
		f.Waived = f.Market - f.Payable
		if w := want[key]; w == nil || *w != f {
			bad.Add(engine.Difference{Table: "fee_month", Field: f.text(month), Why: whyFees})
		}
		delete(want, key)
		return "", err
	}, `SELECT district, month, fee, year, stays, priced, unpriced, market, payable FROM fee_month`)
	var missing []string
	for key, f := range want { // sorted below
		missing = append(missing, f.text(key.month))
	}
	slices.Sort(missing)
	for _, text := range missing {
		bad.Add(engine.Difference{Table: "fee_month", Field: text, Why: whyFees})
	}
	return err
}

// text says which sum of a month it is.
func (f *FeeSum) text(month civil.Date) string {
	return fmt.Sprintf("%s %s %s %d", f.District, month.String()[:7], f.Fee.Title(), f.Year)
}

const whyFees = "与重新测算的不同"
