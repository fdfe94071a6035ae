package store

import (
	"context"

	"penggai/allocation"
)

// SupportPage is one window of the list of requests for support.
type SupportPage struct {
	Rows   []SupportRow
	Offset int
	Total  int
}

var supportOrders = map[string]string{
	"number": "b.number", "district": "t.district", "applicant": "p.initials", "kind": "b.kind", "raised": "b.raised_day",
	"handler": "b.handler", "state": `CASE b.state WHEN 'open' THEN 1 WHEN 'closed' THEN 2 ELSE 3 END`, "closed": "b.closed_day",
}

// SupportFilterFields are the fields of a filter over requests for support.
func SupportFilterFields() []allocation.FilterField {
	return []allocation.FilterField{
		{Key: "state", Title: textFieldState, Kind: allocation.FieldChoice, Choices: titledChoices(allocation.SupportStates)},
		{Key: "kind", Title: "类别", Kind: allocation.FieldChoice, Choices: titledChoices(allocation.SupportKinds)},
		{Key: "district", Title: textFieldDistrict, Kind: allocation.FieldChoice, Choices: districtChoices()},
		{Key: "applicant", Title: textFieldTenant, Kind: allocation.FieldText},
		{Key: "unit", Title: textFieldUnit, Kind: allocation.FieldText},
		{Key: "number", Title: textFieldNumber, Kind: allocation.FieldText},
		{Key: "handler", Title: "办理部门", Kind: allocation.FieldText},
		{Key: "raised", Title: textFieldOpened, Kind: allocation.FieldDate},
	}
}

func supportFilter() filterColumns {
	return filterColumns{
		fields:   SupportFilterFields(),
		district: "b.district",
		column: map[string]filterColumn{
			"state":     {expr: "b.state"},
			"kind":      {expr: "b.kind"},
			"district":  {expr: "b.district"},
			"applicant": {text: nameMatch},
			"unit":      {text: heldUnitMatch},
			"number":    {text: numbersMatch("b.number", "t.number")},
			"handler":   {text: sounding("b.handler", `SELECT DISTINCT handler FROM support`)},
			"raised":    {expr: "b.raised_day"},
		},
		plain: []string{"state", "kind", "district", "number", "applicant", "handler", "unit"},
	}
}

// Supports reads a window of the list of requests for support that the actor may see, the latest first where nothing else
// is asked. Errors: those of allocation.ParseFilter, ErrUnknownColumn.
func (s *Store) Supports(ctx context.Context, by Actor, q ListQuery) (page SupportPage, err error) {
	page.Rows, page.Offset, page.Total, err = listRows(ctx, s, by, q, supportFilter(), supportOrders, "b.id", supportFrom, supportColumns, scanSupport)
	return page, err
}

// SupportStates counts the requests that the actor may see by state.
func (s *Store) SupportStates(ctx context.Context, by Actor) (map[allocation.SupportState]int, error) {
	return countStates[allocation.SupportState](ctx, s.read, `SELECT state, count(*) FROM support WHERE $1 = '' OR district = $1 GROUP BY state`, by)
}
