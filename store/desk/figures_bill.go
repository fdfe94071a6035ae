package desk

import (
	"context"
	"maps"
	"slices"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/store/engine"
)

// ArrearsFigure is what a tenancy owed at the end of a day.
type ArrearsFigure struct {
	ID        int64 // of the tenancy
	Number    string
	District  string
	Applicant string
	State     allocation.TenancyState // today
	Bills     int                     // with something open
	Late      int                     // of these past their due day
	Open      quantity.Money
	Overdue   quantity.Money
	Ages      [charge.Ages]quantity.Money
	Oldest    civil.Date // due day of the oldest open bill
}

const (
	sqlArrearsBills = `SELECT b.tenancy_id, b.id, b.issued_day, b.due_day, b.payable_fen FROM bill b
		WHERE b.issued_day <= $2 AND ($1 = '' OR b.district = $1) ORDER BY b.tenancy_id, b.id`
	sqlArrearsPaid = `SELECT m.tenancy_id, iif(r.id IS NULL, coalesce(m.bill_id, 0), 0), CAST(sum(m.amount_fen) AS INTEGER) FROM payment m
		LEFT JOIN payment r ON r.reverses_id = m.id AND r.day <= $2
		WHERE m.day <= $2 AND ($1 = '' OR m.district = $1) GROUP BY 1, 2`
	sqlArrearsWho = `SELECT t.id, t.number, t.district, p.name, t.state FROM tenancy t JOIN applicant p ON p.id = t.applicant_id
		WHERE t.id IN (SELECT tenancy_id FROM bill WHERE $1 = '' OR district = $1)
		ORDER BY (SELECT d.place FROM district d WHERE d.name = t.district), t.number`
)

// Arrears lists the tenancies that owed something at the end of a day, by district and number: from the bills issued and the payments
// made up to it, those of ended stays too. Errors: ErrOtherDistrict.
func (s Room) Arrears(ctx context.Context, by engine.Actor, district string, day civil.Date) (out []ArrearsFigure, err error) {
	if district, err = by.Asks(district); err != nil {
		return nil, err
	}
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		accounts, err := arrearsOn(ctx, q, district, day)
		if err != nil {
			return err
		}
		who, err := engine.All(ctx, q, func(r engine.Scanner) (f ArrearsFigure, err error) {
			err = r.Scan(&f.ID, &f.Number, &f.District, &f.Applicant, &f.State)
			return f, err
		}, sqlArrearsWho, district)
		for _, f := range who {
			a, found := accounts[f.ID]
			if !found || a.Open == 0 {
				continue
			}
			f.Open, f.Overdue, f.Ages = a.Open, a.Overdue, a.Ages
			for _, b := range a.Bills {
				if b.Open == 0 {
					continue
				}
				if f.Bills++; f.Oldest.IsZero() {
					f.Oldest = b.Due
				}
				if b.Due.Before(day) {
					f.Late++
				}
			}
			out = append(out, f)
		}
		return err
	})
	return out, err
}

// arrearsOn settles the accounts of all tenancies with bills as of a day.
func arrearsOn(ctx context.Context, q engine.Querier, district string, day civil.Date) (map[int64]charge.Account, error) {
	bills := map[int64][]charge.Bill{}
	_, err := engine.All(ctx, q, func(r engine.Scanner) (none struct{}, err error) {
		var tenancy int64
		var b charge.Bill
		if err = r.Scan(&tenancy, &b.ID, &b.Issued, &b.Due, &b.Total.Payable); err == nil {
			bills[tenancy] = append(bills[tenancy], b)
		}
		return none, err
	}, sqlArrearsBills, district, day)
	if err != nil {
		return nil, err
	}
	paid := map[int64][]charge.Payment{} // one for each bill that was named, one for all that name none
	_, err = engine.All(ctx, q, func(r engine.Scanner) (none struct{}, err error) {
		var tenancy int64
		p := charge.Payment{Kind: charge.PaymentTaken, Day: day}
		if err = r.Scan(&tenancy, &p.Bill, &p.Amount); err == nil {
			paid[tenancy] = append(paid[tenancy], p)
		}
		return none, err
	}, sqlArrearsPaid, district, day)
	if err != nil {
		return nil, err
	}
	out := make(map[int64]charge.Account, len(bills))
	for _, tenancy := range slices.Sorted(maps.Keys(bills)) {
		out[tenancy] = charge.Settle(bills[tenancy], paid[tenancy], day)
	}
	return out, nil
}
