package store

import (
	"context"
	"strconv"

	"penggai/allocation"
)

// ExitPage is one window of the list of exits.
type ExitPage struct {
	Rows   []ExitRow
	Offset int
	Total  int
}

var exitOrders = map[string]string{
	"number": "t.number", "district": "t.district", "applicant": "p.initials", "ground": "x.ground", "opened": "x.opened_day",
	"decided": "x.decided_day", "returned": "x.returned_day", "state": sqlExitRank,
}

const sqlExitRank = `CASE x.state WHEN 'opened' THEN 1 WHEN 'approved' THEN 2 WHEN 'noticed' THEN 3 WHEN 'returned' THEN 4 WHEN 'closed' THEN 5
	WHEN 'refused' THEN 6 ELSE 7 END`

// ExitFilterFields are the fields of a filter over exits.
func ExitFilterFields() []allocation.FilterField {
	var states, grounds []allocation.Choice
	for _, s := range allocation.ExitStates {
		states = append(states, allocation.Choice{Value: string(s), Title: s.Title()})
	}
	for n := 1; n <= 5; n++ {
		grounds = append(grounds, allocation.Choice{Value: strconv.Itoa(n), Title: strconv.Itoa(n)})
	}
	return []allocation.FilterField{
		{Key: "state", Title: textFieldState, Kind: allocation.FieldChoice, Choices: states},
		{Key: "ground", Title: "情形", Kind: allocation.FieldChoice, Choices: grounds},
		{Key: "district", Title: textFieldDistrict, Kind: allocation.FieldChoice, Choices: districtChoices()},
		{Key: "applicant", Title: textFieldTenant, Kind: allocation.FieldText},
		{Key: "unit", Title: textFieldUnit, Kind: allocation.FieldText},
		{Key: "number", Title: textFieldNumber, Kind: allocation.FieldText},
		{Key: "opened", Title: textFieldOpened, Kind: allocation.FieldDate},
	}
}

func exitFilter() filterColumns {
	return filterColumns{
		fields: ExitFilterFields(),
		column: map[string]filterColumn{
			"state":     {expr: "x.state"},
			"ground":    {expr: "x.ground"},
			"district":  {expr: "t.district"},
			"applicant": {text: nameMatch},
			"unit":      {text: heldUnitMatch},
			"number":    {text: exitNumberMatch},
			"opened":    {expr: "x.opened_day"},
		},
		plain: []string{"state", "district", "number", "applicant", "unit"},
	}
}

// exitNumberMatch finds an exit by the number of its tenancy or of its notice.
func exitNumberMatch(_ context.Context, _ querier, b *binder, word string, exact bool) (string, error) {
	if exact {
		place := b.add(word)
		return "t.number = " + place + " OR coalesce(x.notice_number, '') = " + place, nil
	}
	return b.like("t.number", word) + " OR " + b.like("coalesce(x.notice_number, '')", word), nil
}

// Exits reads a window of the list of exits that the actor may see, the latest first where nothing else is asked.
// Errors: those of allocation.ParseFilter, ErrUnknownColumn.
func (s *Store) Exits(ctx context.Context, by Actor, q ListQuery) (page ExitPage, err error) {
	var b binder
	var order string
	if order, err = orderBy(q.Sort, exitOrders, "x.id"); err != nil {
		return page, err
	}
	err = s.snapshot(ctx, func(r querier) error {
		cond, err := ownRows(ctx, r, &b, exitFilter(), by, q.Filter)
		if err != nil {
			return err
		}
		if page.Total, err = s.countRows(ctx, r, exitFrom, cond, b.args); err != nil {
			return err
		}
		page.Offset = clampOffset(q, page.Total)
		page.Rows, err = all(ctx, r, scanExit, exitColumns+` WHERE x.id IN (SELECT x.id`+lean(exitFrom, cond, order)+order+window(q, page.Offset)+`)`+order, b.args...)
		return err
	})
	return page, err
}
