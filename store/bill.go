package store

import (
	"cmp"
	"context"
	"slices"

	"penggai/allocation"
	"penggai/allocation/civil"
)

// BillRow is a bill with whom it is for and how much of it is paid today; its lines are read by Bill only.
type BillRow struct {
	allocation.BillStanding
	Tenancy   int64
	TenancyNo string
	District  string
	Applicant int64
	Name      string // of the applicant
	Units     string // numbers of the units held now, or at the end
	IssuedBy  string // display name of the account
}

// BillDetail is a bill with its lines, the tenancy and its account.
type BillDetail struct {
	BillRow
	Stay    TenancyRow
	Account allocation.Account // of the whole tenancy, today
}

const (
	billFrom = ` FROM bill b LEFT JOIN tenancy t ON t.id = b.tenancy_id LEFT JOIN applicant p ON p.id = t.applicant_id
	LEFT JOIN open_bill o ON o.id = b.id LEFT JOIN account i ON i.id = b.issued_by`
	billColumns = `SELECT b.id, b.number, b.kind, b.from_day, b.to_day, b.issued_day, b.due_day, b.due_sure, b.market_fen, b.payable_fen, b.waived_fen,
	coalesce(o.open_fen, 0), b.tenancy_id, t.number, b.district, t.applicant_id, p.name,
	coalesce((SELECT group_concat(number, ' ') FROM (SELECT u.number FROM hold h JOIN unit u ON u.id = h.unit_id
		WHERE h.kind = 'tenancy' AND h.ref_id = t.id AND h.to_day IS t.ended_day ORDER BY u.number)), ''),
	coalesce(i.display, '')` + billFrom
	billByID = billColumns + ` WHERE b.id = $1`

	billsOfTenancy = `SELECT id, number, kind, from_day, to_day, issued_day, due_day, due_sure, market_fen, payable_fen, waived_fen
		FROM bill WHERE tenancy_id = $1 ORDER BY id`
	linesOfTenancy = `SELECT l.bill_id, l.fee, l.from_day, l.to_day, l.phase, l.year, l.area_dm2, l.litres, l.days, l.of_days, l.price_fen, l.back,
		l.market_fen, l.payable_fen, l.waived_fen FROM bill b JOIN bill_line l ON l.bill_id = b.id WHERE b.tenancy_id = $1 ORDER BY l.bill_id, l.id`

	billAdd = `INSERT INTO bill (number, tenancy_id, district, kind, from_day, to_day, issued_day, issued_by, due_day, due_sure,
		market_fen, payable_fen, waived_fen) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`
	billLineAdd = `INSERT INTO bill_line (bill_id, fee, from_day, to_day, phase, year, area_dm2, litres, days, of_days, price_fen, back,
		market_fen, payable_fen, waived_fen) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`
)

// scanBillRow makes the scan function of a list as of a day.
func scanBillRow(today civil.Date) func(scanner) (BillRow, error) {
	return func(s scanner) (r BillRow, err error) {
		b := &r.Bill
		err = s.Scan(&b.ID, &b.Number, &b.Kind, &b.From, &b.To, &b.Issued, &b.Due, &b.DueSure, &b.Total.Market, &b.Total.Payable, &b.Total.Waived,
			&r.Open, &r.Tenancy, &r.TenancyNo, &r.District, &r.Applicant, &r.Name, &r.Units, &r.IssuedBy)
		r.Paid = b.Total.Payable - r.Open
		if r.Open > 0 {
			r.Late = max(0, today.Sub(b.Due))
		}
		r.Age = allocation.AgeOf(r.Late)
		return r, err
	}
}

// readBills reads the bills of a tenancy with their lines, the oldest first.
func readBills(ctx context.Context, q querier, tenancy int64) ([]allocation.Bill, error) {
	bills, err := all(ctx, q, func(s scanner) (b allocation.Bill, err error) {
		err = s.Scan(&b.ID, &b.Number, &b.Kind, &b.From, &b.To, &b.Issued, &b.Due, &b.DueSure, &b.Total.Market, &b.Total.Payable, &b.Total.Waived)
		return b, err
	}, billsOfTenancy, tenancy)
	if err != nil || len(bills) == 0 {
		return bills, err
	}
	at := 0
	_, err = all(ctx, q, func(s scanner) (id int64, err error) {
		l := allocation.BillLine{FeeLine: allocation.FeeLine{Priced: true}}
		err = s.Scan(&id, &l.Fee, &l.From, &l.To, &l.Phase, &l.Year, &l.Area, &l.Litres, &l.Days, &l.Of, &l.Price, &l.Back, &l.Market, &l.Payable, &l.Waived)
		for at < len(bills)-1 && bills[at].ID != id {
			at++
		}
		bills[at].Lines = append(bills[at].Lines, l)
		return id, err
	}, linesOfTenancy, tenancy)
	return bills, err
}

// Bill reads a bill with everything that its page shows. Errors: ErrNotFound, ErrOtherDistrict.
func (s *Store) Bill(ctx context.Context, by Actor, id int64) (d BillDetail, err error) {
	err = s.snapshot(ctx, func(q querier) error {
		if d.BillRow, err = one(ctx, q, scanBillRow(s.Today()), billByID, id); err != nil {
			return err
		}
		if !by.Sees(d.District) {
			return ErrOtherDistrict.With(d.District)
		}
		if d.Stay, err = one(ctx, q, scanTenancy, tenancyByID, d.Tenancy); err != nil {
			return err
		}
		if d.Account, _, err = readAccount(ctx, q, d.Tenancy, s.Today()); err != nil {
			return err
		}
		d.BillStanding, _ = d.Account.Standing(id)
		return nil
	})
	if err != nil {
		return BillDetail{}, err
	}
	return d, nil
}

// settle works the account of a tenancy out again and keeps what is open of each bill.
func (t *tx) settle(tenancy int64) error {
	a, _, err := readAccount(t.ctx, t, tenancy, t.today)
	if err != nil {
		return err
	}
	type kept struct {
		id   int64
		open allocation.Money
	}
	before, err := all(t.ctx, t, func(s scanner) (k kept, err error) { err = s.Scan(&k.id, &k.open); return k, err },
		`SELECT id, open_fen FROM open_bill WHERE tenancy_id = $1 ORDER BY id`, tenancy)
	if err != nil {
		return err
	}
	for _, s := range a.Bills {
		i, found := slices.BinarySearchFunc(before, s.ID, func(k kept, id int64) int { return cmp.Compare(k.id, id) })
		switch {
		case !found && s.Open > 0:
			err = t.exec(`INSERT INTO open_bill (id, tenancy_id, district, due_day, open_fen) SELECT id, tenancy_id, district, due_day, $1
				FROM bill WHERE id = $2`, int64(s.Open), s.ID)
		case found && s.Open == 0:
			err = t.exec(`DELETE FROM open_bill WHERE id = $1`, s.ID)
		case found && s.Open != before[i].open:
			err = t.exec(`UPDATE open_bill SET open_fen = $1 WHERE id = $2`, int64(s.Open), s.ID)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
