package store

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"penggai/allocation"
	"penggai/allocation/civil"
)

// BillPage is one window of the list of bills, with what all of its rows come to.
type BillPage struct {
	Rows    []BillRow
	Offset  int
	Total   int
	Payable allocation.Money // of all rows that the filter leaves
	Open    allocation.Money
}

// sqlBillState is the state of a bill as people see it on a day.
func sqlBillState(today civil.Date) string {
	return `CASE WHEN b.payable_fen < 0 THEN 'credit' WHEN o.id IS NULL THEN 'paid' WHEN b.due_day < '` + today.String() + `' THEN 'overdue'
	WHEN o.open_fen < b.payable_fen THEN 'part' ELSE 'unpaid' END`
}

// sqlBillLate is the number of days by which an open bill is overdue.
func sqlBillLate(today civil.Date) string {
	return `CASE WHEN o.id IS NULL THEN 0 ELSE max(0, CAST(julianday('` + today.String() + `') - julianday(b.due_day) AS INTEGER)) END`
}

var billOrders = map[string]string{
	"number": "b.number", "district": "b.district", "applicant": "p.initials", "tenancy": "t.number", "kind": "b.kind", "from": "b.from_day",
	"issued": "b.issued_day", "due": "b.due_day", "payable": "b.payable_fen", "open": "coalesce(o.open_fen, 0)",
	"paid": "b.payable_fen - coalesce(o.open_fen, 0)", "waived": "b.waived_fen",
}

// BillFilterFields are the fields of a filter over bills.
func BillFilterFields() []allocation.FilterField {
	var states, kinds []allocation.Choice
	for _, s := range allocation.BillStates {
		states = append(states, allocation.Choice{Value: string(s), Title: s.Title()})
	}
	for _, k := range allocation.BillKinds {
		kinds = append(kinds, allocation.Choice{Value: string(k), Title: k.Title()})
	}
	return []allocation.FilterField{
		{Key: "state", Title: textFieldState, Kind: allocation.FieldChoice, Choices: states},
		{Key: "district", Title: textFieldDistrict, Kind: allocation.FieldChoice, Choices: districtChoices()},
		{Key: "kind", Title: textFieldBillKind, Kind: allocation.FieldChoice, Choices: kinds},
		{Key: "applicant", Title: textFieldTenant, Kind: allocation.FieldText},
		{Key: "unit", Title: textFieldUnit, Kind: allocation.FieldText},
		{Key: "number", Title: textFieldNumber, Kind: allocation.FieldText},
		{Key: "late", Title: textFieldLate, Kind: allocation.FieldCount},
		{Key: "payable", Title: "应缴", Kind: allocation.FieldMoney},
		{Key: "open", Title: textFieldOpen, Kind: allocation.FieldMoney},
		{Key: "issued", Title: "出账", Kind: allocation.FieldDate},
		{Key: "due", Title: textFieldDue, Kind: allocation.FieldDate},
	}
}

func billFilter(today civil.Date) filterColumns {
	return filterColumns{
		fields:   BillFilterFields(),
		district: "b.district",
		column: map[string]filterColumn{
			"state":     {expr: sqlBillState(today), implies: openBillStates},
			"district":  {expr: "b.district"},
			"kind":      {expr: "b.kind"},
			"applicant": {text: nameMatch},
			"unit":      {text: heldUnitMatch},
			"number":    {text: billNumberMatch},
			"late":      {expr: sqlBillLate(today)},
			"payable":   {expr: "b.payable_fen"},
			"open":      {expr: "coalesce(o.open_fen, 0)"},
			"issued":    {expr: "b.issued_day"},
			"due":       {expr: "b.due_day"},
		},
		plain: []string{"state", "district", "number", "applicant", "unit"},
	}
}

// openBillStates says of the states in which something is open that there is a row of it.
func openBillStates(values []string) string {
	for _, v := range values {
		if s := allocation.BillState(v); s == allocation.BillPaid || s == allocation.BillCredit {
			return ""
		}
	}
	return "o.id IS NOT NULL"
}

// billNumberMatch finds a bill by its own number or that of its tenancy.
func billNumberMatch(_ context.Context, _ querier, b *binder, word string, exact bool) (string, error) {
	if exact {
		place := b.add(word)
		return "b.number = " + place + " OR t.number = " + place, nil
	}
	return b.like("b.number", word) + " OR " + b.like("t.number", word), nil
}

// Bills reads a window of the list of bills that the actor may see, the latest first where nothing else is asked.
// Errors: those of allocation.ParseFilter, ErrUnknownColumn.
func (s *Store) Bills(ctx context.Context, by Actor, q ListQuery) (page BillPage, err error) {
	orders := maps.Clone(billOrders)
	orders["state"] = `CASE ` + sqlBillState(s.Today()) + ` WHEN 'overdue' THEN 1 WHEN 'unpaid' THEN 2 WHEN 'part' THEN 3 WHEN 'paid' THEN 4 ELSE 5 END`
	order, err := orderBy(q.Sort, orders, "b.id")
	if err != nil {
		return page, err
	}
	err = s.snapshot(ctx, func(r querier) error {
		var b binder
		cond, err := ownRows(ctx, r, &b, billFilter(s.Today()), by, q.Filter)
		if err != nil {
			return err
		}
		if err = s.sumBills(ctx, r, &page, cond, b.args); err != nil {
			return err
		}
		if q.Find != "" {
			if q.Offset, err = placeOf(ctx, r, b, `SELECT b.number AS key`+billFrom+` WHERE `+cond+order, q); err != nil {
				return err
			}
		}
		page.Offset = clampOffset(q, page.Total)
		ids := `SELECT b.id` + lean(billFrom, cond, order) + order + window(q, page.Offset)
		page.Rows, err = all(ctx, r, scanBillRow(s.Today()), billColumns+` WHERE b.id IN (`+ids+`)`+order, b.args...)
		return err
	})
	return page, err
}

// sumBills counts what a filter leaves and sums it up; that holds until something is written.
func (s *Store) sumBills(ctx context.Context, r querier, page *BillPage, cond string, args []any) error {
	const sums = `SELECT count(*), CAST(coalesce(sum(b.payable_fen), 0) AS INTEGER), CAST(coalesce(sum(o.open_fen), 0) AS INTEGER)`
	from := lean(billFrom, cond, sums)
	n, err := s.counts.tally(ctx, r, "bills "+from+fmt.Sprint(args...), func() (listTally, error) {
		return one(ctx, r, func(x scanner) (n listTally, err error) {
			n.sums = make([]int64, 2)
			err = x.Scan(&n.rows, &n.sums[0], &n.sums[1])
			return n, err
		}, sums+from, args...)
	})
	page.Total, page.Payable, page.Open = int(n.rows), allocation.Money(n.sums[0]), allocation.Money(n.sums[1])
	return err
}

// BillStates counts the bills that the actor may see by state, today.
func (s *Store) BillStates(ctx context.Context, by Actor) (map[allocation.BillState]int, error) {
	state := sqlBillState(s.Today())
	return countStates[allocation.BillState](ctx, s.read, `SELECT `+state+` AS state, count(*) FROM bill b LEFT JOIN open_bill o ON o.id = b.id
		WHERE $1 = '' OR b.district = $1 GROUP BY 1`, by)
}

// PaymentPage is one window of the list of receipts, with the sum of all rows that the filter leaves.
type PaymentPage struct {
	Rows   []PaymentRow
	Offset int
	Total  int
	Amount allocation.Money
	Ways   []MethodSum // Amount by method, in the order of allocation.PaymentMethods; methods without a row are left out
}

// MethodSum is what came in and went out by one method.
type MethodSum struct {
	Method allocation.PaymentMethod
	N      int
	Amount allocation.Money
}

var paymentOrders = map[string]string{
	"number": "m.number", "district": "m.district", "applicant": "p.initials", "tenancy": "t.number", "kind": "m.kind", "day": "m.day",
	"amount": "m.amount_fen", "method": "m.method", "payer": "m.payer",
}

// PaymentFilterFields are the fields of a filter over receipts.
func PaymentFilterFields() []allocation.FilterField {
	var kinds, methods []allocation.Choice
	for _, k := range allocation.PaymentKinds {
		kinds = append(kinds, allocation.Choice{Value: string(k), Title: k.Title()})
	}
	for _, m := range allocation.PaymentMethods {
		methods = append(methods, allocation.Choice{Value: string(m), Title: m.Title()})
	}
	return []allocation.FilterField{
		{Key: "kind", Title: textFieldBillKind, Kind: allocation.FieldChoice, Choices: kinds},
		{Key: "district", Title: textFieldDistrict, Kind: allocation.FieldChoice, Choices: districtChoices()},
		{Key: "method", Title: "方式", Kind: allocation.FieldChoice, Choices: methods},
		{Key: "applicant", Title: textFieldTenant, Kind: allocation.FieldText},
		{Key: "payer", Title: "缴款人", Kind: allocation.FieldText},
		{Key: "number", Title: textFieldNumber, Kind: allocation.FieldText},
		{Key: "amount", Title: "金额", Kind: allocation.FieldMoney},
		{Key: "day", Title: textFieldDay, Kind: allocation.FieldDate},
	}
}

var paymentFilter = filterColumns{
	fields:   PaymentFilterFields(),
	district: "m.district",
	column: map[string]filterColumn{
		"kind":      {expr: "m.kind"},
		"district":  {expr: "m.district"},
		"method":    {expr: "m.method"},
		"applicant": {text: nameMatch},
		"payer":     {text: containing("m.payer")},
		"number":    {text: paymentNumberMatch},
		"amount":    {expr: "m.amount_fen"},
		"day":       {expr: "m.day"},
	},
	plain: []string{"kind", "district", "method", "number", "applicant", "payer"},
}

// paymentNumberMatch finds a receipt by its own number or that of its tenancy.
func paymentNumberMatch(_ context.Context, _ querier, b *binder, word string, exact bool) (string, error) {
	if exact {
		place := b.add(word)
		return "m.number = " + place + " OR t.number = " + place, nil
	}
	return b.like("m.number", word) + " OR " + b.like("t.number", word), nil
}

// Payments reads a window of the list of receipts that the actor may see, the latest first where nothing else is asked.
// Errors: those of allocation.ParseFilter, ErrUnknownColumn.
func (s *Store) Payments(ctx context.Context, by Actor, q ListQuery) (page PaymentPage, err error) {
	order, err := orderBy(q.Sort, paymentOrders, "m.id")
	if err != nil {
		return page, err
	}
	err = s.snapshot(ctx, func(r querier) error {
		var b binder
		cond, err := ownRows(ctx, r, &b, paymentFilter, by, q.Filter)
		if err != nil {
			return err
		}
		if page.Ways, err = all(ctx, r, func(x scanner) (m MethodSum, err error) {
			err = x.Scan(&m.Method, &m.N, &m.Amount)
			return m, err
		},
			`SELECT m.method, count(*), CAST(sum(m.amount_fen) AS INTEGER)`+lean(paymentFrom, cond)+` GROUP BY m.method`, b.args...); err != nil {
			return err
		}
		slices.SortFunc(page.Ways, func(x, y MethodSum) int {
			return slices.Index(allocation.PaymentMethods, x.Method) - slices.Index(allocation.PaymentMethods, y.Method)
		})
		for _, m := range page.Ways {
			page.Total, page.Amount = page.Total+m.N, page.Amount+m.Amount
		}
		if q.Find != "" {
			if q.Offset, err = placeOf(ctx, r, b, `SELECT m.number AS key`+paymentFrom+` WHERE `+cond+order, q); err != nil {
				return err
			}
		}
		page.Offset = clampOffset(q, page.Total)
		page.Rows, err = all(ctx, r, scanPayment, paymentColumns+` WHERE m.id IN (SELECT m.id`+lean(paymentFrom, cond, order)+order+window(q, page.Offset)+`)`+order, b.args...)
		return err
	})
	return page, err
}

const textFieldBillKind = "类别"
