package stay

import (
	"context"

	"penggai/allocation"
	"penggai/allocation/search"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/intake"
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
func BenefitFilterFields() []search.FilterField {
	var states []search.Choice
	for _, s := range allocation.BenefitStates {
		states = append(states, search.Choice{Value: string(s), Title: s.Title()})
	}
	yesNo := []search.Choice{{Value: "1", Title: engine.TextYes}, {Value: "0", Title: engine.TextNo}}
	return []search.FilterField{
		{Key: "state", Title: engine.TextFieldState, Kind: search.FieldChoice, Choices: states},
		{Key: "late", Title: engine.TextFieldLate, Kind: search.FieldChoice, Choices: yesNo},
		{Key: "waiver", Title: "减免", Kind: search.FieldChoice, Choices: yesNo},
		{Key: "district", Title: engine.TextFieldDistrict, Kind: search.FieldChoice, Choices: basis.DistrictChoices()},
		{Key: "kind", Title: "优惠", Kind: search.FieldText},
		{Key: "applicant", Title: engine.TextFieldTenant, Kind: search.FieldText},
		{Key: "unit", Title: engine.TextFieldUnit, Kind: search.FieldText},
		{Key: "number", Title: engine.TextFieldNumber, Kind: search.FieldText},
		{Key: "body", Title: "决定机关", Kind: search.FieldText},
		{Key: "applied", Title: "申请", Kind: search.FieldDate},
		{Key: "due", Title: "期限", Kind: search.FieldDate},
		{Key: "start", Title: "起", Kind: search.FieldDate},
	}
}

// benefitFilter is what benefits can be filtered by on a day.
func benefitFilter(today string) engine.FilterColumns {
	return engine.FilterColumns{
		Fields: BenefitFilterFields(),
		Column: map[string]engine.FilterColumn{
			"state":     {Expr: "b.state"},
			"late":      {Expr: `CASE WHEN b.state = 'applied' AND b.due_day < '` + today + `' OR b.decided_day > b.due_day THEN '1' ELSE '0' END`},
			"waiver":    {Expr: `CASE b.waives WHEN '' THEN '0' ELSE '1' END`},
			"district":  {Expr: "t.district"},
			"kind":      {Text: columnMatch("b.name")},
			"applicant": {Text: intake.NameMatch},
			"unit":      {Text: HeldUnitMatch},
			"number":    {Text: columnMatch("t.number")},
			"body":      {Text: columnMatch("b.body")},
			"applied":   {Expr: "b.applied_day"},
			"due":       {Expr: "b.due_day"},
			"start":     {Expr: "b.start_day"},
		},
		Plain: []string{"state", "district", "kind", "number", "applicant", "unit"},
	}
}

// columnMatch finds a word in a column.
func columnMatch(column string) engine.TextMatch {
	return func(_ context.Context, _ engine.Querier, b *engine.Binder, word string, exact bool) (string, error) {
		if exact {
			return column + " = " + b.Add(word), nil
		}
		return b.Like(column, word), nil
	}
}

// BenefitList reads a window of the list of benefits that the actor may see, the latest first where nothing else is asked.
// Errors: those of allocation.ParseFilter, ErrUnknownColumn.
func (s Room) BenefitList(ctx context.Context, by engine.Actor, q engine.ListQuery) (page BenefitPage, err error) {
	order, err := engine.OrderBy(q.Sort, benefitOrders, "b.id")
	if err != nil {
		return page, err
	}
	err = s.Snapshot(ctx, func(r engine.Querier) error {
		var b engine.Binder
		cond, err := engine.OwnRows(ctx, r, &b, benefitFilter(s.Today().String()), by, q.Filter)
		if err != nil {
			return err
		}
		if page.Total, err = s.CountRows(ctx, r, benefitFrom, cond, b.Args); err != nil {
			return err
		}
		page.Offset = engine.ClampOffset(q, page.Total)
		page.Rows, err = ReadBenefits(ctx, r, benefitColumns+` WHERE b.id IN (SELECT b.id`+engine.Lean(benefitFrom, cond, order)+order+engine.Window(q, page.Offset)+`)`+order, b.Args...)
		return err
	})
	return page, err
}

// BenefitStates counts the benefits that the actor may see by state.
func (s Room) BenefitStates(ctx context.Context, by engine.Actor) (map[allocation.BenefitState]int, error) {
	return engine.CountStates[allocation.BenefitState](ctx, s.Read, `SELECT b.state, count(*) FROM benefit b
		WHERE $1 = '' OR EXISTS (SELECT 1 FROM tenancy t WHERE t.id = b.tenancy_id AND t.district = $1) GROUP BY b.state`, by)
}
