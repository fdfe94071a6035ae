package money

import (
	"context"
	"slices"
	"strings"

	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/search"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/stay"
)

// sqlBillState is the state of a bill as people see it today.
const sqlBillState = `CASE WHEN b.payable_fen < 0 THEN 'credit' WHEN o.id IS NULL THEN 'paid' WHEN b.due_day < {today} THEN 'overdue'
	WHEN o.open_fen < b.payable_fen THEN 'part' ELSE 'unpaid' END`

// BillNoun is what bills are.
var BillNoun = engine.NewNoun(engine.Noun[BillRow]{
	From: ` FROM bill b LEFT JOIN tenancy t ON t.id = b.tenancy_id LEFT JOIN applicant p ON p.id = t.applicant_id
	LEFT JOIN open_bill o ON o.id = b.id LEFT JOIN account i ON i.id = b.issued_by`,
	Key:      "b.number",
	District: "b.district",
	Done:     standBill,
	Fields: slices.Concat(engine.Part(billFields, func(r *BillRow) *charge.Bill { return &r.Bill }), []engine.Field[BillRow]{
		{
			Key: "state", Title: engine.TextFieldState, Expr: sqlBillState, Of: func(r BillRow, _ civil.Date) any { return r.State() },
			Sort: engine.PlaceAmong(sqlBillState, charge.BillStates), Filters: 1, Choices: engine.TitledChoices(charge.BillStates), Implies: openBillStates, Plain: 1,
		},
		{
			Key: "district", Title: engine.TextFieldDistrict, Column: "district", At: func(r *BillRow) any { return &r.District },
			Sorts: true, Filters: 2, Choices: basis.DistrictChoices(), Plain: 2,
		},
		{
			Key: "applicant", Title: engine.TextFieldTenant, Expr: "p.name", At: func(r *BillRow) any { return &r.Name },
			Sort: "p.initials", Filters: 4, Match: intake.NameMatch, Plain: 4,
		},
		{
			Key: "unit", JSON: "units", Title: engine.TextFieldUnit, At: func(r *BillRow) any { return &r.Units },
			Expr: `coalesce((SELECT group_concat(number, ' ') FROM (SELECT u.number FROM hold h JOIN unit u ON u.id = h.unit_id
				WHERE h.kind = 'tenancy' AND h.ref_id = t.id AND h.to_day IS t.ended_day ORDER BY u.number)), '')`,
			Of: func(r BillRow, _ civil.Date) any { return strings.Fields(r.Units) }, Filters: 5, Match: stay.HeldUnitMatch, Plain: 5,
		},
		{
			Key: "late", JSON: "days_late", Title: engine.TextFieldLate, Kind: search.FieldCount, Of: func(r BillRow, _ civil.Date) any { return r.Late },
			Expr:    `CASE WHEN o.id IS NULL THEN 0 ELSE max(0, CAST(julianday({today}) - julianday(b.due_day) AS INTEGER)) END`,
			Filters: 7,
		},
		{
			Key: "open", JSON: "open_fen", Title: engine.TextFieldOpen, Unit: "元", Expr: "coalesce(o.open_fen, 0)", At: func(r *BillRow) any { return &r.Open },
			Sorts: true, Sums: true, Filters: 9,
		},
		{
			Key: "paid", JSON: "paid_fen", Title: "已缴", Unit: "元", Expr: "b.payable_fen - coalesce(o.open_fen, 0)", At: func(r *BillRow) any { return &r.Paid },
			Sorts: true,
		},
		{Key: "tenancy_id", Column: "tenancy_id", At: func(r *BillRow) any { return &r.Tenancy }},
		{Key: "tenancy", Expr: "t.number", At: func(r *BillRow) any { return &r.TenancyNo }, Sorts: true},
		{Key: "applicant_id", Expr: "t.applicant_id", At: func(r *BillRow) any { return &r.Applicant }},
		{Key: "issuer", Column: "issued_by", At: func(r *BillRow) any { return &r.Issuer }},
		{Key: "issued_by", Expr: "coalesce(i.display, '')", At: func(r *BillRow) any { return &r.IssuedBy }},
	}),
})

// standBill works out how late a bill is on a day.
func standBill(r *BillRow, today civil.Date) {
	if r.Open > 0 {
		r.Late = max(0, today.Sub(r.Due))
	}
	r.Age = charge.AgeOf(r.Late)
}

// openBillStates says of the states in which something is open that there is a row of it.
func openBillStates(values []string) string {
	for _, v := range values {
		if s := charge.BillState(v); s == charge.BillPaid || s == charge.BillCredit {
			return ""
		}
	}
	return "o.id IS NOT NULL"
}

// Bills reads a window of the list of bills that the actor may see, the latest first where nothing else is asked.
// Errors: those of allocation.ParseFilter, ErrUnknownColumn.
func (s Room) Bills(ctx context.Context, by engine.Actor, q engine.ListQuery) (engine.Page[BillRow], error) {
	return BillNoun.List(ctx, s.Store, by, q)
}

// BillStates counts the bills that the actor may see by state, today.
func (s Room) BillStates(ctx context.Context, by engine.Actor) (map[charge.BillState]int, error) {
	return engine.CountBy[charge.BillState](ctx, s.Store, BillNoun, by, "state")
}

// PaymentPage is one window of the list of receipts, with the sum of all rows that the filter leaves.
type PaymentPage struct {
	Rows   []PaymentRow
	Offset int
	Total  int
	Amount quantity.Money
	Ways   []MethodSum // Amount by method, in the order of allocation.PaymentMethods; methods without a row are left out
}

// MethodSum is what came in and went out by one method.
type MethodSum struct {
	Method charge.PaymentMethod
	N      int
	Amount quantity.Money
}

var PaymentOrders = map[string]string{
	"number": "m.number", "district": "m.district", "applicant": "p.initials", "tenancy": "t.number", "kind": "m.kind", "day": "m.day",
	"amount": "m.amount_fen", "method": "m.method", "payer": "m.payer",
}

// PaymentFilterFields are the fields of a filter over receipts.
func PaymentFilterFields() []search.FilterField {
	var kinds, methods []search.Choice
	for _, k := range charge.PaymentKinds {
		kinds = append(kinds, search.Choice{Value: string(k), Title: k.Title()})
	}
	for _, m := range charge.PaymentMethods {
		methods = append(methods, search.Choice{Value: string(m), Title: m.Title()})
	}
	return []search.FilterField{
		{Key: "kind", Title: textFieldBillKind, Kind: search.FieldChoice, Choices: kinds},
		{Key: "district", Title: engine.TextFieldDistrict, Kind: search.FieldChoice, Choices: basis.DistrictChoices()},
		{Key: "method", Title: "方式", Kind: search.FieldChoice, Choices: methods},
		{Key: "applicant", Title: engine.TextFieldTenant, Kind: search.FieldText},
		{Key: "payer", Title: "缴款人", Kind: search.FieldText},
		{Key: "number", Title: engine.TextFieldNumber, Kind: search.FieldText},
		{Key: "amount", Title: "金额", Kind: search.FieldMoney},
		{Key: "day", Title: engine.TextFieldDay, Kind: search.FieldDate},
	}
}

var paymentFilter = engine.FilterColumns{
	Fields:   PaymentFilterFields(),
	District: "m.district",
	Column: map[string]engine.FilterColumn{
		"kind":      {Expr: "m.kind"},
		"district":  {Expr: "m.district"},
		"method":    {Expr: "m.method"},
		"applicant": {Text: intake.NameMatch},
		"payer":     {Text: engine.Containing("m.payer")},
		"number":    {Text: paymentNumberMatch},
		"amount":    {Expr: "m.amount_fen"},
		"day":       {Expr: "m.day"},
	},
	Plain: []string{"kind", "district", "method", "number", "applicant", "payer"},
}

// paymentNumberMatch finds a receipt by its own number or that of its tenancy.
func paymentNumberMatch(_ context.Context, _ engine.Querier, b *engine.Binder, word string, exact bool) (string, error) {
	if exact {
		place := b.Add(word)
		return "m.number = " + place + " OR t.number = " + place, nil
	}
	return b.Like("m.number", word) + " OR " + b.Like("t.number", word), nil
}

// Payments reads a window of the list of receipts that the actor may see, the latest first where nothing else is asked.
// Errors: those of allocation.ParseFilter, ErrUnknownColumn.
func (s Room) Payments(ctx context.Context, by engine.Actor, q engine.ListQuery) (page PaymentPage, err error) {
	order, err := engine.OrderBy(q.Sort, PaymentOrders, "m.id")
	if err != nil {
		return page, err
	}
	err = s.Snapshot(ctx, func(r engine.Querier) error {
		var b engine.Binder
		cond, err := engine.OwnRows(ctx, r, &b, paymentFilter, by, q.Filter)
		if err != nil {
			return err
		}
		if page.Ways, err = engine.All(ctx, r, func(x engine.Scanner) (m MethodSum, err error) {
			err = x.Scan(&m.Method, &m.N, &m.Amount)
			return m, err
		},
			`SELECT m.method, count(*), CAST(sum(m.amount_fen) AS INTEGER)`+engine.Lean(paymentFrom, cond)+` GROUP BY m.method`, b.Args...); err != nil {
			return err
		}
		slices.SortFunc(page.Ways, func(x, y MethodSum) int {
			return slices.Index(charge.PaymentMethods, x.Method) - slices.Index(charge.PaymentMethods, y.Method)
		})
		for _, m := range page.Ways {
			page.Total, page.Amount = page.Total+m.N, page.Amount+m.Amount
		}
		if q.Find != "" {
			if q.Offset, err = engine.PlaceOf(ctx, r, b, `SELECT m.number AS key`+paymentFrom+` WHERE `+cond+order, q); err != nil {
				return err
			}
		}
		page.Offset = engine.ClampOffset(q, page.Total)
		page.Rows, err = engine.All(ctx, r, scanPayment, paymentColumns+` WHERE m.id IN (SELECT m.id`+engine.Lean(paymentFrom, cond, order)+order+engine.Window(q, page.Offset)+`)`+order, b.Args...)
		return err
	})
	return page, err
}

const textFieldBillKind = "类别"
