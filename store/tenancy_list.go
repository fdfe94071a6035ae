package store

import (
	"context"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
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

// tenancyOrders are the columns that the list can be sorted by.
var tenancyOrders = map[string]string{
	"number": "t.number", "district": "t.district", "applicant": "p.initials", "state": sqlTenancyRank, "signed": "t.signed_day",
	"open_by": "t.open_by", "until": "c.to_day", "contract": "c.number", "state_day": "t.state_day",
}

// sqlStayUnits are the numbers of the units that a stay t holds now, or held at its end.
const sqlStayUnits = `coalesce((SELECT group_concat(number, ' ') FROM (SELECT u.number FROM hold h JOIN unit u ON u.id = h.unit_id
	WHERE h.kind = 'tenancy' AND h.ref_id = t.id AND h.to_day IS CASE t.state WHEN 'void' THEN h.from_day ELSE t.ended_day END ORDER BY u.number)), '')`

const sqlTenancyRank = `CASE t.state WHEN 'signed' THEN 1 WHEN 'handed' THEN 2 WHEN 'open' THEN 3 WHEN 'leaving' THEN 4 WHEN 'ended' THEN 5 ELSE 6 END`

// TenancyFilterFields are the fields of a filter over tenancies.
func TenancyFilterFields() []allocation.FilterField {
	var states, contracts []allocation.Choice
	for _, s := range append(slices.Clone(allocation.TenancyStates), allocation.TenancyVoid) {
		states = append(states, allocation.Choice{Value: string(s), Title: s.Title()})
	}
	for _, s := range allocation.ContractStates {
		contracts = append(contracts, allocation.Choice{Value: string(s), Title: s.Title()})
	}
	yesNo := []allocation.Choice{{Value: "1", Title: textYes}, {Value: "0", Title: textNo}}
	return []allocation.FilterField{
		{Key: "state", Title: textFieldState, Kind: allocation.FieldChoice, Choices: states},
		{Key: "contract_state", Title: textFieldContractState, Kind: allocation.FieldChoice, Choices: contracts},
		{Key: "district", Title: textFieldDistrict, Kind: allocation.FieldChoice, Choices: districtChoices()},
		{Key: "applicant", Title: textFieldTenant, Kind: allocation.FieldText},
		{Key: "unit", Title: textFieldUnit, Kind: allocation.FieldText},
		{Key: "number", Title: textFieldNumber, Kind: allocation.FieldText},
		{Key: "signed", Title: textFieldSigned, Kind: allocation.FieldDate},
		{Key: "open_by", Title: "开业期限", Kind: allocation.FieldDate},
		{Key: "until", Title: textFieldUntil, Kind: allocation.FieldDate},
		{Key: "late", Title: textFieldLate, Kind: allocation.FieldChoice, Choices: yesNo},
		{Key: "exit", Title: textFieldExit, Kind: allocation.FieldChoice, Choices: yesNo},
		{Key: "unbilled", Title: textFieldUnbilled, Kind: allocation.FieldChoice, Choices: yesNo},
	}
}

func districtChoices() []allocation.Choice {
	var out []allocation.Choice
	for _, d := range allocation.Districts() {
		out = append(out, allocation.Choice{Value: d.Name, Title: d.Name})
	}
	return out
}

// tenancyFilter is what tenancies can be filtered by on a day.
func tenancyFilter(today civil.Date) filterColumns {
	return filterColumns{
		fields: TenancyFilterFields(),
		column: map[string]filterColumn{
			"state":          {expr: "t.state"},
			"contract_state": {expr: dated(sqlContractState, today)},
			"district":       {expr: "t.district"},
			"applicant":      {text: nameMatch},
			"unit":           {text: heldUnitMatch},
			"number":         {text: tenancyNumberMatch},
			"signed":         {expr: "t.signed_day"},
			"open_by":        {expr: "t.open_by"},
			"until":          {expr: "date(c.to_day, '-1 day')"},
			"late":           {expr: sqlLate(today)},
			"exit":           {expr: `CASE WHEN EXISTS (SELECT 1 FROM exit x WHERE x.tenancy_id = t.id AND x.state IN ('opened', 'approved', 'noticed', 'returned')) THEN '1' ELSE '0' END`},
		},
		plain: []string{"state", "contract_state", "district", "number", "applicant", "unit"},
	}
}

// nameMatch finds an applicant by 汉字 or initials.
func nameMatch(_ context.Context, _ querier, b *binder, word string, exact bool) (string, error) {
	if exact {
		return "p.name = " + b.add(word), nil
	}
	return b.like("p.name", word) + " OR " + b.like("p.initials", searchInitials(word)), nil
}

// heldUnitMatch finds what holds or held a unit, by its number.
func heldUnitMatch(_ context.Context, _ querier, b *binder, word string, exact bool) (string, error) {
	cond := b.like("u.number", word)
	if exact {
		cond = "u.number = " + b.add(word)
	}
	return `t.id IN (SELECT h.ref_id FROM unit u JOIN hold h ON h.unit_id = u.id AND h.kind = 'tenancy' WHERE ` + cond + `)`, nil
}

// tenancyNumberMatch finds a tenancy by its own number, that of its contract or of its application.
func tenancyNumberMatch(_ context.Context, _ querier, b *binder, word string, exact bool) (string, error) {
	if exact {
		place := b.add(word)
		return "t.number = " + place + " OR c.number = " + place + " OR a.number = " + place, nil
	}
	return b.like("t.number", word) + " OR " + b.like("c.number", word) + " OR " + b.like("a.number", word), nil
}

// Tenancies reads a window of the list of tenancies that the actor may see, the latest first where nothing else is asked.
// Errors: those of allocation.ParseFilter, ErrUnknownColumn.
func (s *Store) Tenancies(ctx context.Context, by Actor, q ListQuery) (page TenancyPage, err error) {
	order, err := orderBy(q.Sort, tenancyOrders, "t.id")
	if err != nil {
		return page, err
	}
	err = s.snapshot(ctx, func(r querier) error {
		var b binder
		filter := tenancyFilter(s.Today())
		if !blank(q.Filter) {
			starts, err := billStarts(ctx, r, s.Today())
			if err != nil {
				return err
			}
			filter.column["unbilled"] = filterColumn{expr: sqlUnbilled(starts)}
		}
		cond, err := ownRows(ctx, r, &b, filter, by, q.Filter)
		if err != nil {
			return err
		}
		if !asksVoid(q.Filter) {
			cond += " AND t.state <> 'void'"
		}
		if page.Total, err = s.countRows(ctx, r, tenancyFrom, cond, b.args); err != nil {
			return err
		}
		if q.Find != "" {
			if q.Offset, err = placeOf(ctx, r, b, `SELECT t.number AS key`+tenancyFrom+` WHERE `+cond+order, q); err != nil {
				return err
			}
		}
		page.Offset = clampOffset(q, page.Total)
		// The ids come first, so that only the rows of the window are read whole.
		ids := `SELECT t.id` + lean(tenancyFrom, cond, order) + order + window(q, page.Offset)
		page.Rows, err = all(ctx, r, scanTenancy, tenancyColumns+` WHERE t.id IN (`+ids+`)`+order, b.args...)
		return err
	})
	return page, err
}

// asksVoid reports whether a filter names what is void, which is not listed else.
func asksVoid(filter string) bool {
	return strings.Contains(filter, allocation.TenancyVoid.Title()) || strings.Contains(filter, string(allocation.TenancyVoid))
}

// TenancyStates counts the tenancies that the actor may see by state.
func (s *Store) TenancyStates(ctx context.Context, by Actor) (map[allocation.TenancyState]int, error) {
	return countStates[allocation.TenancyState](ctx, s.read, `SELECT state, count(*) FROM tenancy WHERE state <> 'void' AND ($1 = '' OR district = $1) GROUP BY state`, by)
}
