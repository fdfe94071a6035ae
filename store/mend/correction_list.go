package mend

import (
	"context"

	"penggai/allocation"
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
func CorrectionFilterFields() []allocation.FilterField {
	var states []allocation.Choice
	for _, s := range allocation.CorrectionStates {
		states = append(states, allocation.Choice{Value: string(s), Title: s.Title()})
	}
	nouns := []allocation.Choice{
		{Value: allocation.CorrectTenancy, Title: "入驻"},
		{Value: allocation.CorrectExit, Title: engine.TextFieldExit},
		{Value: allocation.CorrectUnit, Title: engine.TextFieldUnit},
	}
	return []allocation.FilterField{
		{Key: "state", Title: engine.TextFieldState, Kind: allocation.FieldChoice, Choices: states},
		{Key: "noun", Title: engine.TextFieldNoun, Kind: allocation.FieldChoice, Choices: nouns},
		{Key: "district", Title: engine.TextFieldDistrict, Kind: allocation.FieldChoice, Choices: basis.DistrictChoices()},
		{Key: "number", Title: engine.TextFieldNumber, Kind: allocation.FieldText},
		{Key: "subject", Title: engine.TextFieldSubject, Kind: allocation.FieldText},
		{Key: "reason", Title: "理由", Kind: allocation.FieldText},
		{Key: "proposed", Title: engine.TextFieldOpened, Kind: allocation.FieldDate},
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
func (s Room) CorrectionStates(ctx context.Context, by engine.Actor) (map[allocation.CorrectionState]int, error) {
	return engine.CountStates[allocation.CorrectionState](ctx, s.Read, `SELECT state, count(*) FROM correction WHERE $1 = '' OR district = $1 GROUP BY state`, by)
}
