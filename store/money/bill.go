package money

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"penggai/allocation/say"

	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/store/engine"
	"penggai/store/stay"
)

// BillRow is a bill with whom it is for and how much of it is paid today; its lines are read by Bill only.
type BillRow struct {
	charge.BillStanding
	Tenancy   int64
	TenancyNo string
	District  string
	Applicant int64
	Name      string // of the applicant
	Units     string // numbers of the units held now, or at the end
	Issuer    int64  // account
	IssuedBy  string // its display name
}

// BillDetail is a bill with its lines, the tenancy and its account.
type BillDetail struct {
	BillRow
	Stay    stay.TenancyRow
	Account charge.Account // of the whole tenancy, today
}

const (
	linesOfMany = `SELECT l.bill_id, l.fee, l.from_day, l.to_day, l.phase, l.year, l.area_dm2, l.litres, l.days, l.of_days, l.price_fen, l.back,
		l.relief, l.market_fen, l.payable_fen, l.waived_fen FROM bill b JOIN bill_line l ON l.bill_id = b.id WHERE b.tenancy_id` + ofThese + `
		ORDER BY b.tenancy_id, b.id, l.id`

	billLineAdd = `INSERT INTO bill_line (bill_id, fee, from_day, to_day, phase, year, area_dm2, litres, days, of_days, price_fen, back,
		relief, market_fen, payable_fen, waived_fen) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`
)

// billFields are what a bill itself is, whatever list it stands in.
var billFields = []engine.Field[charge.Bill]{
	{Key: "id", Column: "id", At: func(b *charge.Bill) any { return &b.ID }},
	{
		Key: "number", Title: engine.TextFieldNumber, Column: "number", At: func(b *charge.Bill) any { return &b.Number },
		Sorts: true, Filters: 6, Match: engine.NumbersMatch("b.number", "t.number"), Plain: 3,
	},
	{
		Key: "kind", Title: textFieldBillKind, Column: "kind", At: func(b *charge.Bill) any { return &b.Kind },
		Sorts: true, Filters: 3, Choices: engine.TitledChoices(charge.BillKinds),
	},
	{Key: "from", Title: "起", Column: "from_day", At: func(b *charge.Bill) any { return &b.From }, Sorts: true},
	{Key: "to", Title: "止", Column: "to_day", Past: true, At: func(b *charge.Bill) any { return &b.To }},
	{Key: "last", Title: "止", Of: func(b charge.Bill, _ civil.Date) any { return b.LastDay() }},
	{Key: "issued", Title: "出账", Column: "issued_day", At: func(b *charge.Bill) any { return &b.Issued }, Sorts: true, Filters: 10},
	{Key: "due", Title: engine.TextFieldDue, Column: "due_day", At: func(b *charge.Bill) any { return &b.Due }, Sorts: true, Filters: 11},
	{Key: "due_sure", Title: "期限确定", Column: "due_sure", At: func(b *charge.Bill) any { return &b.DueSure }},
	{Key: "market", JSON: "market_fen", Title: say.Market, Column: "market_fen", At: func(b *charge.Bill) any { return &b.Total.Market }},
	{
		Key: "payable", JSON: "payable_fen", Title: say.Payable, Unit: say.Yuan, Column: "payable_fen", At: func(b *charge.Bill) any { return &b.Total.Payable },
		Sorts: true, Sums: true, Filters: 8,
	},
	{Key: "lacks", Title: "未计入", Column: "lacks", At: func(b *charge.Bill) any { return &b.Lacks }, Filters: 12, Match: engine.Containing("b.lacks")},
	{Key: "waived", JSON: "waived_fen", Title: say.Waiver, Column: "waived_fen", At: func(b *charge.Bill) any { return &b.Total.Waived }, Sorts: true},
}

// BillRecord reads bills by themselves.
var BillRecord = engine.NewNoun(engine.Noun[charge.Bill]{Title: say.Bill, From: ` FROM bill b`, Fields: billFields})

// readBills reads the bills of a tenancy with their lines, the oldest first.
func readBills(ctx context.Context, q engine.Querier, tenancy int64) ([]charge.Bill, error) {
	of, err := readManyBills(ctx, q, fmt.Sprintf("[%d]", tenancy))
	return of[tenancy], err
}

// Bill reads a bill with everything that its page shows. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) Bill(ctx context.Context, by engine.Actor, id int64) (d BillDetail, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		if d.BillRow, err = BillNoun.ByID(ctx, q, id); err != nil {
			return err
		}
		if !by.Sees(d.District) {
			return engine.ErrOtherDistrict.With(d.District)
		}
		if d.Stay, err = stay.TenancyNoun.ByID(ctx, q, d.Tenancy); err != nil {
			return err
		}
		if d.Account, _, err = ReadAccount(ctx, q, d.Tenancy, s.Today()); err != nil {
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
func settle(t *engine.Tx, tenancy int64) error {
	bills, err := BillRecord.All(t.Ctx, t, `WHERE b.tenancy_id = $1 ORDER BY b.id`, tenancy) // the account asks for no lines
	if err != nil {
		return err
	}
	rows, err := PaymentNoun.All(t.Ctx, t, paymentsOfTenancy, tenancy)
	if err != nil {
		return err
	}
	a := charge.Settle(bills, paymentsOf(rows), t.Today)
	type kept struct {
		id   int64
		open quantity.Money
	}
	before, err := engine.All(t.Ctx, t, func(s engine.Scanner) (k kept, err error) { err = s.Scan(&k.id, &k.open); return k, err },
		`SELECT id, open_fen FROM open_bill WHERE tenancy_id = $1 ORDER BY id`, tenancy)
	if err != nil {
		return err
	}
	for _, s := range a.Bills {
		i, found := slices.BinarySearchFunc(before, s.ID, func(k kept, id int64) int { return cmp.Compare(k.id, id) })
		switch {
		case !found && s.Open > 0:
			err = t.Exec(`INSERT INTO open_bill (id, tenancy_id, district, due_day, open_fen) SELECT id, tenancy_id, district, due_day, $1
				FROM bill WHERE id = $2`, int64(s.Open), s.ID)
		case found && s.Open == 0:
			err = t.Exec(`DELETE FROM open_bill WHERE id = $1`, s.ID)
		case found && s.Open != before[i].open:
			err = t.Exec(`UPDATE open_bill SET open_fen = $1 WHERE id = $2`, int64(s.Open), s.ID)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
