package store

import (
	"context"

	"penggai/allocation"
)

// BenefitPage is one window of the list of benefits.
type BenefitPage struct {
	Rows   []BenefitRow
	Offset int
	Total  int
}

var benefitOrders = map[string]string{
	"number": "t.number", "district": "t.district", "applicant": "p.initials", "kind": "b.name", "applied": "b.applied_day",
	"due": "b.due_day", "start": "b.start_day", "state": sqlBenefitRank,
}

const sqlBenefitRank = `CASE b.state WHEN 'applied' THEN 1 WHEN 'granted' THEN 2 WHEN 'suspended' THEN 3 WHEN 'ended' THEN 4 ELSE 5 END`

// BenefitFilterFields are the fields of a filter over benefits.
func BenefitFilterFields() []allocation.FilterField {
	var states []allocation.Choice
	for _, s := range allocation.BenefitStates {
		states = append(states, allocation.Choice{Value: string(s), Title: s.Title()})
	}
	yesNo := []allocation.Choice{{Value: "1", Title: textYes}, {Value: "0", Title: textNo}}
	return []allocation.FilterField{
		{Key: "state", Title: textFieldState, Kind: allocation.FieldChoice, Choices: states},
		{Key: "late", Title: textFieldLate, Kind: allocation.FieldChoice, Choices: yesNo},
		{Key: "waiver", Title: "减免", Kind: allocation.FieldChoice, Choices: yesNo},
		{Key: "district", Title: textFieldDistrict, Kind: allocation.FieldChoice, Choices: districtChoices()},
		{Key: "kind", Title: "优惠", Kind: allocation.FieldText},
		{Key: "applicant", Title: textFieldTenant, Kind: allocation.FieldText},
		{Key: "unit", Title: textFieldUnit, Kind: allocation.FieldText},
		{Key: "number", Title: textFieldNumber, Kind: allocation.FieldText},
		{Key: "body", Title: "决定机关", Kind: allocation.FieldText},
		{Key: "applied", Title: "申请", Kind: allocation.FieldDate},
		{Key: "due", Title: "期限", Kind: allocation.FieldDate},
		{Key: "start", Title: "起", Kind: allocation.FieldDate},
	}
}

// benefitFilter is what benefits can be filtered by on a day.
func benefitFilter(today string) filterColumns {
	return filterColumns{
		fields: BenefitFilterFields(),
		column: map[string]filterColumn{
			"state":     {expr: "b.state"},
			"late":      {expr: `CASE WHEN b.state = 'applied' AND b.due_day < '` + today + `' OR b.decided_day > b.due_day THEN '1' ELSE '0' END`},
			"waiver":    {expr: `CASE b.waives WHEN '' THEN '0' ELSE '1' END`},
			"district":  {expr: "t.district"},
			"kind":      {text: columnMatch("b.name")},
			"applicant": {text: nameMatch},
			"unit":      {text: heldUnitMatch},
			"number":    {text: columnMatch("t.number")},
			"body":      {text: columnMatch("b.body")},
			"applied":   {expr: "b.applied_day"},
			"due":       {expr: "b.due_day"},
			"start":     {expr: "b.start_day"},
		},
		plain: []string{"state", "district", "kind", "number", "applicant", "unit"},
	}
}

// columnMatch finds a word in a column.
func columnMatch(column string) textMatch {
	return func(_ context.Context, _ querier, b *binder, word string, exact bool) (string, error) {
		if exact {
			return column + " = " + b.add(word), nil
		}
		return b.like(column, word), nil
	}
}

// BenefitList reads a window of the list of benefits that the actor may see, the latest first where nothing else is asked.
// Errors: those of allocation.ParseFilter, ErrUnknownColumn.
func (s *Store) BenefitList(ctx context.Context, by Actor, q ListQuery) (page BenefitPage, err error) {
	order, err := orderBy(q.Sort, benefitOrders, "b.id")
	if err != nil {
		return page, err
	}
	err = s.snapshot(ctx, func(r querier) error {
		var b binder
		cond, err := ownRows(ctx, r, &b, benefitFilter(s.Today().String()), by, q.Filter)
		if err != nil {
			return err
		}
		if page.Total, err = s.countRows(ctx, r, benefitFrom, cond, b.args); err != nil {
			return err
		}
		page.Offset = clampOffset(q, page.Total)
		page.Rows, err = readBenefits(ctx, r, benefitColumns+` WHERE b.id IN (SELECT b.id`+lean(benefitFrom, cond, order)+order+window(q, page.Offset)+`)`+order, b.args...)
		return err
	})
	return page, err
}

// BenefitStates counts the benefits that the actor may see by state.
func (s *Store) BenefitStates(ctx context.Context, by Actor) (map[allocation.BenefitState]int, error) {
	return countStates[allocation.BenefitState](ctx, s.read, `SELECT b.state, count(*) FROM benefit b
		WHERE $1 = '' OR EXISTS (SELECT 1 FROM tenancy t WHERE t.id = b.tenancy_id AND t.district = $1) GROUP BY b.state`, by)
}
