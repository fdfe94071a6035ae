package store

import (
	"context"

	"penggai/allocation"
)

// CorrectionPage is one window of the list of corrections.
type CorrectionPage struct {
	Rows   []CorrectionItem
	Offset int
	Total  int
}

const sqlCorrectionRank = `CASE t.state WHEN 'proposed' THEN 1 WHEN 'applied' THEN 2 WHEN 'refused' THEN 3 ELSE 4 END`

var correctionOrders = map[string]string{
	"number": "t.number", "district": "t.district", "subject": "t.subject", "proposed": "t.proposed_day", "decided": "t.decided_day",
	"state": sqlCorrectionRank,
}

// CorrectionFilterFields are the fields of a filter over corrections.
func CorrectionFilterFields() []allocation.FilterField {
	var states []allocation.Choice
	for _, s := range allocation.CorrectionStates {
		states = append(states, allocation.Choice{Value: string(s), Title: s.Title()})
	}
	nouns := []allocation.Choice{
		{Value: allocation.CorrectTenancy, Title: "入驻"},
		{Value: allocation.CorrectExit, Title: textFieldExit},
		{Value: allocation.CorrectUnit, Title: textFieldUnit},
	}
	return []allocation.FilterField{
		{Key: "state", Title: textFieldState, Kind: allocation.FieldChoice, Choices: states},
		{Key: "noun", Title: textFieldNoun, Kind: allocation.FieldChoice, Choices: nouns},
		{Key: "district", Title: textFieldDistrict, Kind: allocation.FieldChoice, Choices: districtChoices()},
		{Key: "number", Title: textFieldNumber, Kind: allocation.FieldText},
		{Key: "subject", Title: textFieldSubject, Kind: allocation.FieldText},
		{Key: "reason", Title: "理由", Kind: allocation.FieldText},
		{Key: "proposed", Title: textFieldOpened, Kind: allocation.FieldDate},
	}
}

func correctionFilter() filterColumns {
	return filterColumns{
		fields: CorrectionFilterFields(),
		column: map[string]filterColumn{
			"state":    {expr: "t.state"},
			"noun":     {expr: "t.noun"},
			"district": {expr: "t.district"},
			"number":   {text: containing("t.number")},
			"subject":  {text: sounding("t.subject", `SELECT DISTINCT subject FROM correction`)},
			"reason":   {text: containing("t.reason")},
			"proposed": {expr: "t.proposed_day"},
		},
		plain: []string{"state", "district", "number", "subject"},
	}
}

// Corrections reads a window of the list of corrections that the actor may see, the latest first where nothing else is asked.
// Errors: those of allocation.ParseFilter, ErrUnknownColumn.
func (s *Store) Corrections(ctx context.Context, by Actor, q ListQuery) (page CorrectionPage, err error) {
	var b binder
	var order string
	if order, err = orderBy(q.Sort, correctionOrders, "t.id"); err != nil {
		return page, err
	}
	err = s.snapshot(ctx, func(r querier) error {
		cond, err := ownRows(ctx, r, &b, correctionFilter(), by, q.Filter)
		if err != nil {
			return err
		}
		if page.Total, err = s.countRows(ctx, r, correctionFrom, cond, b.args); err != nil {
			return err
		}
		page.Offset = clampOffset(q, page.Total)
		page.Rows, err = all(ctx, r, scanCorrection, correctionColumns+` WHERE `+cond+order+window(q, page.Offset), b.args...)
		return err
	})
	return page, err
}

// CorrectionStates counts the corrections that the actor may see by state.
func (s *Store) CorrectionStates(ctx context.Context, by Actor) (map[allocation.CorrectionState]int, error) {
	return countStates[allocation.CorrectionState](ctx, s.read, `SELECT state, count(*) FROM correction WHERE $1 = '' OR district = $1 GROUP BY state`, by)
}
