package mend

import (
	"context"

	"penggai/allocation/amend"
	"penggai/allocation/search"
	"penggai/store/basis"
	"penggai/store/engine"
)

// CorrectionPage is one window of the list of corrections.
type CorrectionPage struct {
	Rows   []CorrectionItem
	Offset int
	Total  int
}

const sqlCorrectionRank = `CASE t.state WHEN 'proposed' THEN 1 WHEN 'applied' THEN 2 WHEN 'refused' THEN 3 ELSE 4 END`

var CorrectionOrders = map[string]string{
	"number": "t.number", "district": "t.district", "subject": "t.subject", "proposed": "t.proposed_day", "decided": "t.decided_day",
	"state": sqlCorrectionRank,
}

// CorrectionFilterFields are the fields of a filter over corrections.
func CorrectionFilterFields() []search.FilterField {
	var states []search.Choice
	for _, s := range amend.CorrectionStates {
		states = append(states, search.Choice{Value: string(s), Title: s.Title()})
	}
	nouns := []search.Choice{
		{Value: amend.CorrectTenancy, Title: "入驻"},
		{Value: amend.CorrectExit, Title: engine.TextFieldExit},
		{Value: amend.CorrectUnit, Title: engine.TextFieldUnit},
	}
	return []search.FilterField{
		{Key: "state", Title: engine.TextFieldState, Kind: search.FieldChoice, Choices: states},
		{Key: "noun", Title: engine.TextFieldNoun, Kind: search.FieldChoice, Choices: nouns},
		{Key: "district", Title: engine.TextFieldDistrict, Kind: search.FieldChoice, Choices: basis.DistrictChoices()},
		{Key: "number", Title: engine.TextFieldNumber, Kind: search.FieldText},
		{Key: "subject", Title: engine.TextFieldSubject, Kind: search.FieldText},
		{Key: "reason", Title: "理由", Kind: search.FieldText},
		{Key: "proposed", Title: engine.TextFieldOpened, Kind: search.FieldDate},
	}
}

func correctionFilter() engine.FilterColumns {
	return engine.FilterColumns{
		Fields: CorrectionFilterFields(),
		Column: map[string]engine.FilterColumn{
			"state":    {Expr: "t.state"},
			"noun":     {Expr: "t.noun"},
			"district": {Expr: "t.district"},
			"number":   {Text: engine.Containing("t.number")},
			"subject":  {Text: engine.Sounding("t.subject", `SELECT DISTINCT subject FROM correction`)},
			"reason":   {Text: engine.Containing("t.reason")},
			"proposed": {Expr: "t.proposed_day"},
		},
		Plain: []string{"state", "district", "number", "subject"},
	}
}

// Corrections reads a window of the list of corrections that the actor may see, the latest first where nothing else is asked.
// Errors: those of allocation.ParseFilter, ErrUnknownColumn.
func (s Room) Corrections(ctx context.Context, by engine.Actor, q engine.ListQuery) (page CorrectionPage, err error) {
	var b engine.Binder
	var order string
	if order, err = engine.OrderBy(q.Sort, CorrectionOrders, "t.id"); err != nil {
		return page, err
	}
	err = s.Snapshot(ctx, func(r engine.Querier) error {
		cond, err := engine.OwnRows(ctx, r, &b, correctionFilter(), by, q.Filter)
		if err != nil {
			return err
		}
		if page.Total, err = s.CountRows(ctx, r, correctionFrom, cond, b.Args); err != nil {
			return err
		}
		page.Offset = engine.ClampOffset(q, page.Total)
		page.Rows, err = engine.All(ctx, r, scanCorrection, correctionColumns+` WHERE `+cond+order+engine.Window(q, page.Offset), b.Args...)
		return err
	})
	return page, err
}

// CorrectionStates counts the corrections that the actor may see by state.
func (s Room) CorrectionStates(ctx context.Context, by engine.Actor) (map[amend.CorrectionState]int, error) {
	return engine.CountStates[amend.CorrectionState](ctx, s.Read, `SELECT state, count(*) FROM correction WHERE $1 = '' OR district = $1 GROUP BY state`, by)
}
