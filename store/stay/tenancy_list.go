package stay

import (
	"context"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/search"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/intake"
)

// TenancyPage is one window of the list of tenancies.
type TenancyPage struct {
	Rows   []TenancyRow
	Offset int
	Total  int
}

// sqlContractState is the state of the contract c as people see it today.
const sqlContractState = `CASE WHEN c.state = 'running' AND c.to_day <= {today} THEN 'holdover' ELSE c.state END`

// sqlLate is whether a tenancy is or was open too late, as text.
func sqlLate(today civil.Date) string {
	return `CASE WHEN coalesce(t.opened_day, CASE t.state WHEN 'handed' THEN '` + today.String() + `' END) > t.open_by THEN '1' ELSE '0' END`
}

// TenancyOrders are the columns that the list can be sorted by.
var TenancyOrders = map[string]string{
	"number": "t.number", "district": "t.district", "applicant": "p.initials", "state": sqlTenancyRank, "signed": "t.signed_day",
	"open_by": "t.open_by", "until": "c.to_day", "contract": "c.number", "state_day": "t.state_day",
}

// sqlStayUnits are the numbers of the units that a stay t holds now, or held at its end.
const sqlStayUnits = `coalesce((SELECT group_concat(number, ' ') FROM (SELECT u.number FROM hold h JOIN unit u ON u.id = h.unit_id
	WHERE h.kind = 'tenancy' AND h.ref_id = t.id AND h.to_day IS CASE t.state WHEN 'void' THEN h.from_day ELSE t.ended_day END ORDER BY u.number)), '')`

const sqlTenancyRank = `CASE t.state WHEN 'signed' THEN 1 WHEN 'handed' THEN 2 WHEN 'open' THEN 3 WHEN 'leaving' THEN 4 WHEN 'ended' THEN 5 ELSE 6 END`

// TenancyFilterFields are the fields of a filter over tenancies.
func TenancyFilterFields() []search.FilterField {
	var states, contracts []search.Choice
	for _, s := range append(slices.Clone(allocation.TenancyStates), allocation.TenancyVoid) {
		states = append(states, search.Choice{Value: string(s), Title: s.Title()})
	}
	for _, s := range allocation.ContractStates {
		contracts = append(contracts, search.Choice{Value: string(s), Title: s.Title()})
	}
	yesNo := []search.Choice{{Value: "1", Title: engine.TextYes}, {Value: "0", Title: engine.TextNo}}
	return []search.FilterField{
		{Key: "state", Title: engine.TextFieldState, Kind: search.FieldChoice, Choices: states},
		{Key: "contract_state", Title: engine.TextFieldContractState, Kind: search.FieldChoice, Choices: contracts},
		{Key: "district", Title: engine.TextFieldDistrict, Kind: search.FieldChoice, Choices: basis.DistrictChoices()},
		{Key: "applicant", Title: engine.TextFieldTenant, Kind: search.FieldText},
		{Key: "unit", Title: engine.TextFieldUnit, Kind: search.FieldText},
		{Key: "number", Title: engine.TextFieldNumber, Kind: search.FieldText},
		{Key: "signed", Title: engine.TextFieldSigned, Kind: search.FieldDate},
		{Key: "open_by", Title: "开业期限", Kind: search.FieldDate},
		{Key: "until", Title: engine.TextFieldUntil, Kind: search.FieldDate},
		{Key: "late", Title: engine.TextFieldLate, Kind: search.FieldChoice, Choices: yesNo},
		{Key: "exit", Title: engine.TextFieldExit, Kind: search.FieldChoice, Choices: yesNo},
		{Key: "unbilled", Title: engine.TextFieldUnbilled, Kind: search.FieldChoice, Choices: yesNo},
	}
}

// tenancyFilter is what tenancies can be filtered by on a day.
func tenancyFilter(today civil.Date) engine.FilterColumns {
	return engine.FilterColumns{
		Fields: TenancyFilterFields(),
		Column: map[string]engine.FilterColumn{
			"state":          {Expr: "t.state"},
			"contract_state": {Expr: engine.Dated(sqlContractState, today)},
			"district":       {Expr: "t.district"},
			"applicant":      {Text: intake.NameMatch},
			"unit":           {Text: HeldUnitMatch},
			"number":         {Text: tenancyNumberMatch},
			"signed":         {Expr: "t.signed_day"},
			"open_by":        {Expr: "t.open_by"},
			"until":          {Expr: "date(c.to_day, '-1 day')"},
			"late":           {Expr: sqlLate(today)},
			"exit":           {Expr: `CASE WHEN EXISTS (SELECT 1 FROM exit x WHERE x.tenancy_id = t.id AND x.state IN ('opened', 'approved', 'noticed', 'returned')) THEN '1' ELSE '0' END`},
		},
		Plain: []string{"state", "contract_state", "district", "number", "applicant", "unit"},
	}
}

// HeldUnitMatch finds what holds or held a unit, by its number.
func HeldUnitMatch(_ context.Context, _ engine.Querier, b *engine.Binder, word string, exact bool) (string, error) {
	cond := b.Like("u.number", word)
	if exact {
		cond = "u.number = " + b.Add(word)
	}
	return `t.id IN (SELECT h.ref_id FROM unit u JOIN hold h ON h.unit_id = u.id AND h.kind = 'tenancy' WHERE ` + cond + `)`, nil
}

// tenancyNumberMatch finds a tenancy by its own number, that of its contract or of its application.
func tenancyNumberMatch(_ context.Context, _ engine.Querier, b *engine.Binder, word string, exact bool) (string, error) {
	if exact {
		place := b.Add(word)
		return "t.number = " + place + " OR c.number = " + place + " OR a.number = " + place, nil
	}
	return b.Like("t.number", word) + " OR " + b.Like("c.number", word) + " OR " + b.Like("a.number", word), nil
}

// Tenancies reads a window of the list of tenancies that the actor may see, the latest first where nothing else is asked.
// Errors: those of allocation.ParseFilter, ErrUnknownColumn.
func (s Room) Tenancies(ctx context.Context, by engine.Actor, q engine.ListQuery) (page TenancyPage, err error) {
	order, err := engine.OrderBy(q.Sort, TenancyOrders, "t.id")
	if err != nil {
		return page, err
	}
	err = s.Snapshot(ctx, func(r engine.Querier) error {
		var b engine.Binder
		filter := tenancyFilter(s.Today())
		if !basis.Blank(q.Filter) {
			starts, err := BillStarts(ctx, r, s.Today())
			if err != nil {
				return err
			}
			filter.Column["unbilled"] = engine.FilterColumn{Expr: sqlUnbilled(starts)}
		}
		cond, err := engine.OwnRows(ctx, r, &b, filter, by, q.Filter)
		if err != nil {
			return err
		}
		if !asksVoid(q.Filter) {
			cond += " AND t.state <> 'void'"
		}
		if page.Total, err = s.CountRows(ctx, r, tenancyFrom, cond, b.Args); err != nil {
			return err
		}
		if q.Find != "" {
			if q.Offset, err = engine.PlaceOf(ctx, r, b, `SELECT t.number AS key`+tenancyFrom+` WHERE `+cond+order, q); err != nil {
				return err
			}
		}
		page.Offset = engine.ClampOffset(q, page.Total)
		// The ids come first, so that only the rows of the window are read whole.
		ids := `SELECT t.id` + engine.Lean(tenancyFrom, cond, order) + order + engine.Window(q, page.Offset)
		page.Rows, err = engine.All(ctx, r, ScanTenancy, tenancyColumns+` WHERE t.id IN (`+ids+`)`+order, b.Args...)
		return err
	})
	return page, err
}

// asksVoid reports whether a filter names what is void, which is not listed else.
func asksVoid(filter string) bool {
	return strings.Contains(filter, allocation.TenancyVoid.Title()) || strings.Contains(filter, string(allocation.TenancyVoid))
}

// TenancyStates counts the tenancies that the actor may see by state.
func (s Room) TenancyStates(ctx context.Context, by engine.Actor) (map[allocation.TenancyState]int, error) {
	return engine.CountStates[allocation.TenancyState](ctx, s.Read, `SELECT state, count(*) FROM tenancy WHERE state <> 'void' AND ($1 = '' OR district = $1) GROUP BY state`, by)
}
