package mend

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"penggai/allocation/say"

	"penggai/allocation/amend"
	"penggai/allocation/civil"
	"penggai/allocation/search"
	"penggai/store/basis"
	"penggai/store/engine"
)

// changeTexts are the changes of a correction as one column holds them: noun, part, row, field, title of the row, old, new.
type changeTexts []amend.CorrectionChange

const sqlChangeTexts = `(SELECT json_group_array(json_array(t.noun, x.part, x.part_id, x.field, x.row_title, x.old, x.new))
	FROM (SELECT * FROM correction_change c WHERE c.correction_id = t.id ORDER BY c.position) x)`

// Scan reads the column.
func (c *changeTexts) Scan(src any) error {
	text, ok := src.(string)
	if !ok {
		return fmt.Errorf("changes in a %T", src)
	}
	var rows [][]json.RawMessage
	if err := json.Unmarshal([]byte(text), &rows); err != nil {
		return err
	}
	for _, row := range rows {
		var x amend.CorrectionChange
		var noun, part, field string
		for i, into := range []any{&noun, &part, &x.Row, &field, &x.RowTitle, &x.Old, &x.New} {
			if err := json.Unmarshal(row[i], into); err != nil {
				return err
			}
		}
		x.Field = amend.FindCorrectionField(noun, part, field)
		*c = append(*c, x)
	}
	return nil
}

// Labels are the fields that are mended.
func (c CorrectionItem) Labels() string {
	var out []string
	for _, x := range c.Changes {
		out = append(out, x.Label())
	}
	return strings.Join(out, "、")
}

// Texts are what stood in the fields and what is to stand there, one a field.
func (c CorrectionItem) Texts() string {
	var out []string
	for _, x := range c.Changes {
		out = append(out, x.Text())
	}
	return strings.Join(out, "；")
}

// CorrectionNoun is what corrections are.
var CorrectionNoun = engine.NewNoun(engine.Noun[CorrectionItem]{
	From:     ` FROM correction t LEFT JOIN account p ON p.id = t.proposed_by LEFT JOIN account d ON d.id = t.decided_by`,
	Title:    say.Correction,
	District: "t.district",
	Fields: []engine.Field[CorrectionItem]{
		{Key: "id", Column: "id", At: func(r *CorrectionItem) any { return &r.ID }},
		{
			Key: "number", Title: engine.TextFieldNumber, Column: "number", At: func(r *CorrectionItem) any { return &r.Number },
			Sorts: true, Filters: 4, Match: engine.Containing("t.number"), Plain: 3,
		},
		{
			Key: "state", Title: engine.TextFieldState, Column: "state", Sets: true, At: func(r *CorrectionItem) any { return &r.State },
			Sort: engine.PlaceAmong("t.state", amend.CorrectionStates), Filters: 1, Choices: engine.TitledChoices(amend.CorrectionStates), Plain: 1,
		},
		{
			Key: "noun", Title: engine.TextFieldNoun, Column: "noun", At: func(r *CorrectionItem) any { return &r.Noun },
			Text: func(r CorrectionItem, _ civil.Date) string { return amend.CorrectionNounTitle(r.Noun) }, Filters: 2, Choices: nounChoices(),
		},
		{
			Key: "district", Title: engine.TextFieldDistrict, Column: "district", At: func(r *CorrectionItem) any { return &r.District },
			Sorts: true, Filters: 3, Choices: basis.DistrictChoices(), Plain: 2,
		},
		{
			Key: "subject", Title: engine.TextFieldSubject, Head: "记录", Column: "subject", At: func(r *CorrectionItem) any { return &r.Subject },
			Sorts: true, Filters: 5, Match: engine.Sounding("t.subject", `SELECT DISTINCT subject FROM correction`), Plain: 4,
		},
		{
			Key: "reason", Title: say.Reason, Column: "reason", At: func(r *CorrectionItem) any { return &r.Reason },
			Filters: 6, Match: engine.Containing("t.reason"),
		},
		{
			Key: "proposed", Title: say.Propose, Head: say.Propose, Column: "proposed_day", At: func(r *CorrectionItem) any { return &r.Proposed },
			Sorts: true, Filters: 7,
		},
		{
			Key: "fields", Title: say.Project, Expr: sqlChangeTexts, At: func(r *CorrectionItem) any { return (*changeTexts)(&r.Changes) },
			Text: func(r CorrectionItem, _ civil.Date) string { return r.Labels() },
		},
		{Key: "change", Title: "原值 -> 新值", Text: func(r CorrectionItem, _ civil.Date) string { return r.Texts() }},
		{
			Key: "decided", Title: say.Close, Column: "decided_day", Sets: true, At: func(r *CorrectionItem) any { return &r.Decided },
			Sorts: true,
		},
		{Key: "noun_id", Column: "noun_id", At: func(r *CorrectionItem) any { return &r.Record }},
		{Key: "document", Title: say.Basis, Column: "document", At: func(r *CorrectionItem) any { return &r.Document }},
		{Key: "proposer", Column: "proposed_by", At: func(r *CorrectionItem) any { return &r.ProposedBy }},
		{Key: "proposed_by", Expr: "coalesce(p.display, '')", At: func(r *CorrectionItem) any { return &r.ProposedName }},
		{Key: "decider", Column: "decided_by", Sets: true, At: func(r *CorrectionItem) any { return &r.DecidedBy }},
		{Key: "decided_by", Expr: "coalesce(d.display, '')", At: func(r *CorrectionItem) any { return &r.DecidedName }},
		{Key: "decision", Column: "decision", Sets: true, At: func(r *CorrectionItem) any { return &r.Decision }},
		{Key: "same_hands", Column: "same_hands", Sets: true, At: func(r *CorrectionItem) any { return &r.SameHands }},
		{Key: "version", Column: "version", At: func(r *CorrectionItem) any { return &r.Version }},
	},
})

func nounChoices() []search.Choice {
	var out []search.Choice
	for _, n := range amend.CorrectionNouns {
		out = append(out, search.Choice{Value: n, Title: amend.CorrectionNounTitle(n)})
	}
	return slices.Clip(out)
}

// Corrections reads a window of the list of corrections that the actor may see, the latest first where nothing else is asked.
// Errors: those of search.ParseFilter, ErrUnknownColumn.
func (s Room) Corrections(ctx context.Context, by engine.Actor, q engine.ListQuery) (engine.Page[CorrectionItem], error) {
	return CorrectionNoun.List(ctx, s.Store, by, q)
}

// CorrectionStates counts the corrections that the actor may see by state.
func (s Room) CorrectionStates(ctx context.Context, by engine.Actor) (map[amend.CorrectionState]int, error) {
	return engine.CountBy[amend.CorrectionState](ctx, s.Store, CorrectionNoun, by, "state")
}
