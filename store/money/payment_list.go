package money

import (
	"context"

	"penggai/allocation/say"

	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/till"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/intake"
)

// PaymentNoun is what payments are; the head of their list is divided by the way in which the money came.
var PaymentNoun = engine.NewNoun(engine.Noun[PaymentRow]{
	Title: say.Payment,
	From: ` FROM payment m LEFT JOIN tenancy t ON t.id = m.tenancy_id LEFT JOIN applicant p ON p.id = t.applicant_id
	LEFT JOIN payment r ON r.reverses_id = m.id LEFT JOIN payment e ON e.id = m.reverses_id LEFT JOIN account i ON i.id = m.entered_by
	LEFT JOIN bill k ON k.id = m.bill_id LEFT JOIN till l ON l.id = m.till_id`,
	Key:      "m.number",
	District: "m.district",
	Groups:   "method",
	Fields: []engine.Field[PaymentRow]{
		{Key: "id", Column: "id", At: func(r *PaymentRow) any { return &r.ID }},
		{
			Key: "number", Title: engine.TextFieldNumber, Head: "收据号", Column: "number", At: func(r *PaymentRow) any { return &r.Number },
			Sorts: true, Filters: 6, Match: engine.NumbersMatch("m.number", "t.number"), Plain: 4,
		},
		{
			Key: "kind", Title: textFieldBillKind, Column: "kind", At: func(r *PaymentRow) any { return &r.Kind },
			Sorts: true, Filters: 1, Choices: engine.TitledChoices(charge.PaymentKinds), Plain: 1,
		},
		{Key: "day", Title: engine.TextFieldDay, Column: "day", At: func(r *PaymentRow) any { return &r.Day }, Sorts: true, Filters: 8},
		{
			Key: "amount", Title: say.Amount, Unit: say.Yuan, Column: "amount_fen", At: func(r *PaymentRow) any { return &r.Amount },
			Sorts: true, Sums: true, Filters: 7,
		},
		{
			Key: "method", Title: say.Method, Column: "method", At: func(r *PaymentRow) any { return &r.Method },
			Sorts: true, Filters: 3, Choices: engine.TitledChoices(charge.PaymentMethods), Plain: 3,
		},
		{
			Key: "payer", Title: say.Payer, Column: "payer", At: func(r *PaymentRow) any { return &r.Payer },
			Sorts: true, Filters: 5, Match: engine.Containing("m.payer"), Plain: 6,
		},
		{Key: "remark", Title: say.Remark, Column: "remark", At: func(r *PaymentRow) any { return &r.Remark }, Text: remarkOf},
		{Key: "reverses_id", Column: "reverses_id", Null: true, At: func(r *PaymentRow) any { return &r.Reverses }},
		{Key: "bill_id", Column: "bill_id", Null: true, At: func(r *PaymentRow) any { return &r.Payment.Bill }},
		{Key: "bill", Title: "指定账单", Expr: "coalesce(k.number, '')", At: func(r *PaymentRow) any { return &r.BillNo }},
		{Key: "entered_by", Column: "entered_by", At: func(r *PaymentRow) any { return &r.By }},
		{Key: "tenancy_id", Column: "tenancy_id", At: func(r *PaymentRow) any { return &r.Tenancy }},
		{Key: "tenancy", Title: say.TenancyNumber, Expr: "t.number", At: func(r *PaymentRow) any { return &r.TenancyNo }, Sorts: true},
		{
			Key: "district", Title: engine.TextFieldDistrict, Column: "district", At: func(r *PaymentRow) any { return &r.District },
			Sorts: true, Filters: 2, Choices: basis.DistrictChoices(), Plain: 2,
		},
		{Key: "applicant_id", Expr: "t.applicant_id", At: func(r *PaymentRow) any { return &r.Applicant }},
		{
			Key: "applicant", Title: engine.TextFieldTenant, Expr: "p.name", At: func(r *PaymentRow) any { return &r.Name },
			Sort: "p.initials", Filters: 4, Match: intake.NameMatch, Plain: 5,
		},
		{
			Key: "by", Title: "经办", Expr: "coalesce(i.display, '')", At: func(r *PaymentRow) any { return &r.ByName },
			Sorts: true, Filters: 9, Match: engine.Sounding("i.display", `SELECT DISTINCT display FROM account`),
		},
		{Key: "entered", Title: "登记日期", Column: "entered_day", At: func(r *PaymentRow) any { return &r.Entered }, Sorts: true, Filters: 10},
		{Key: "keeper", Column: "keeper", Null: true, At: func(r *PaymentRow) any { return &r.Keeper }},
		{Key: "till_id", Column: "till_id", Null: true, At: func(r *PaymentRow) any { return &r.Till }},
		{
			Key: "till", Title: till.Word, Expr: "coalesce(l.number, '')", At: func(r *PaymentRow) any { return &r.TillNo },
			Sorts: true, Filters: 11, Match: engine.NumbersMatch("l.number"),
		},
		{
			Key: "unclosed", Title: TextUnclosed, Expr: `CASE WHEN ` + unclosed + ` THEN '1' ELSE '0' END`, Filters: 12, Choices: engine.YesNoChoices(),
		},
		{Key: "reversed", Expr: "coalesce(r.id, 0)", At: func(r *PaymentRow) any { return &r.Reversed }},
		{Key: "reversed_no", Expr: "coalesce(r.number, '')", At: func(r *PaymentRow) any { return &r.ReversedNo }},
		{Key: "reverses_no", Expr: "coalesce(e.number, '')", At: func(r *PaymentRow) any { return &r.ReversesNo }},
		{Key: "other", Title: "对应收据", Of: func(r PaymentRow, _ civil.Date) any { return r.ReversedNo + r.ReversesNo }},
	},
})

// remarkOf says first that a payment was undone.
func remarkOf(r PaymentRow, _ civil.Date) string {
	switch {
	case r.Reversed == 0:
		return r.Remark
	case r.Remark == "":
		return TextUndone
	}
	return TextUndone + " " + r.Remark
}

// TextUnclosed is what a receipt is that stands in no closing yet.
const TextUnclosed = "未日结"

// TextUndone stands before the remark of a payment that was undone.
const TextUndone = "已红冲"

// Payments reads a window of the list of receipts that the actor may see, the latest first where nothing else is asked.
// Errors: those of allocation.ParseFilter, ErrUnknownColumn.
func (s Room) Payments(ctx context.Context, by engine.Actor, q engine.ListQuery) (engine.Page[PaymentRow], error) {
	return PaymentNoun.List(ctx, s.Store, by, q)
}
