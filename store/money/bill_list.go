package money

import (
	"context"
	"slices"
	"strings"

	"penggai/allocation/say"

	"penggai/allocation/charge"
	"penggai/allocation/civil"
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
	Title: say.Bill,
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
			Key: "late", JSON: "days_late", Title: say.Overdue, Kind: search.FieldCount, Of: func(r BillRow, _ civil.Date) any { return r.Late },
			Expr:    `CASE WHEN o.id IS NULL THEN 0 ELSE max(0, CAST(julianday({today}) - julianday(b.due_day) AS INTEGER)) END`,
			Filters: 7,
		},
		{
			Key: "open", JSON: "open_fen", Title: say.Unpaid, Unit: say.Yuan, Expr: "coalesce(o.open_fen, 0)", At: func(r *BillRow) any { return &r.Open },
			Sorts: true, Sums: true, Filters: 9,
		},
		{
			Key: "paid", JSON: "paid_fen", Title: "已缴", Unit: say.Yuan, Expr: "b.payable_fen - coalesce(o.open_fen, 0)", At: func(r *BillRow) any { return &r.Paid },
			Sorts: true,
		},
		{Key: "tenancy_id", Title: say.Tenancy, Column: "tenancy_id", At: func(r *BillRow) any { return &r.Tenancy }},
		{Key: "tenancy", Expr: "t.number", At: func(r *BillRow) any { return &r.TenancyNo }, Sorts: true},
		{Key: "applicant_id", Expr: "t.applicant_id", At: func(r *BillRow) any { return &r.Applicant }},
		{Key: "issuer", Title: "出账人", Column: "issued_by", At: func(r *BillRow) any { return &r.Issuer }},
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

const textFieldBillKind = say.Kind
