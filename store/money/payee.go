package money

import (
	"context"
	"slices"

	"penggai/allocation/charge"
	"penggai/store/engine"
)

// FeePayee is to whom a fee is paid, as the published price says.
type FeePayee struct {
	Fee   charge.Fee
	Payee string
}

const payees = `SELECT DISTINCT fee, year, payee FROM price WHERE voided_day IS NULL AND payee <> '' AND district IN ('', $1) ORDER BY fee, year, payee`

// FeePayees are the payees of the prices that the lines of a bill rest on, by fee; a fee whose prices name nobody has none.
func (s Room) FeePayees(ctx context.Context, district string, lines []charge.BillLine) (out []FeePayee, err error) {
	type priced struct {
		FeePayee
		year int
	}
	all, err := engine.All(ctx, s.Read, func(r engine.Scanner) (p priced, err error) {
		err = r.Scan(&p.Fee, &p.year, &p.Payee)
		return p, err
	}, payees, district)
	for _, l := range lines {
		for _, p := range all {
			if p.Fee == l.Fee && p.year == l.Year && !slices.Contains(out, p.FeePayee) {
				out = append(out, p.FeePayee)
			}
		}
	}
	return out, err
}
