package watch

import (
	"context"

	"penggai/allocation/say"

	"penggai/allocation/civil"
	"penggai/allocation/oversight"
	"penggai/store/basis"
	"penggai/store/engine"
)

// FindingNoun is what findings are.
var FindingNoun = engine.NewNoun(engine.Noun[FindingRow]{
	Title:    say.Finding,
	From:     ` FROM finding f LEFT JOIN account o ON o.id = f.raised_by`,
	District: "f.district",
	Fields: []engine.Field[FindingRow]{
		{Key: "id", Column: "id", At: func(r *FindingRow) any { return &r.ID }},
		{
			Key: "state", Title: engine.TextFieldState, Column: "state", Sets: true, At: func(r *FindingRow) any { return &r.State }, Text: findingStateText,
			Sort:    engine.PlaceAmong("f.state", []oversight.FindingState{oversight.FindingReturned, oversight.FindingRaised, oversight.FindingAnswered, oversight.FindingClosed}),
			Filters: 1, Choices: engine.TitledChoices(oversight.FindingStates), Plain: 1,
		},
		{
			Key: "noun", Title: engine.TextFieldNoun, Column: "noun", At: func(r *FindingRow) any { return &r.Noun },
			Sorts: true, Filters: 2, Choices: engine.TitledChoices(oversight.FindingNouns), Plain: 2,
		},
		{
			Key: "district", Title: engine.TextFieldDistrict, Column: "district", At: func(r *FindingRow) any { return &r.District },
			Sorts: true, Filters: 3, Choices: basis.DistrictChoices(), Plain: 3,
		},
		{
			Key: "body", Title: "部门", Head: "督办部门", Column: "body", At: func(r *FindingRow) any { return &r.Body },
			Sorts: true, Filters: 4, Match: engine.Sounding("f.body", `SELECT DISTINCT body FROM finding`), Plain: 5,
		},
		{
			Key: "subject", Title: engine.TextFieldSubject, Column: "subject", At: func(r *FindingRow) any { return &r.Subject },
			Filters: 5, Match: engine.Sounding("f.subject", `SELECT DISTINCT subject FROM finding`), Plain: 6,
		},
		{
			Key: "number", Title: engine.TextFieldNumber, Column: "number", At: func(r *FindingRow) any { return &r.Number },
			Sorts: true, Filters: 6, Match: engine.NumbersMatch("f.number"), Plain: 4,
		},
		{Key: "text", Title: "问题", Column: "text", At: func(r *FindingRow) any { return &r.Text }, Filters: 7, Match: engine.Containing("f.text"), Plain: 7},
		{Key: "raised", Title: say.Propose, Column: "raised_day", At: func(r *FindingRow) any { return &r.Raised }, Sorts: true, Filters: 8},
		{
			Key: "answer_by", Title: say.AnswerBy, Column: "answer_by", Sets: true, At: func(r *FindingRow) any { return &r.AnswerBy },
			Sorts: true, Filters: 9,
		},
		{
			Key: "late", Title: say.Overdue, Expr: `CASE WHEN f.state IN ('raised', 'returned') AND f.answer_by < {today} THEN '1' ELSE '0' END`,
			Filters: 10, Choices: engine.YesNoChoices(),
		},
		{Key: "noun_id", Title: "对象编号", Column: "noun_id", At: func(r *FindingRow) any { return &r.NounID }},
		{Key: "clause", Title: say.Basis, Column: "clause", At: func(r *FindingRow) any { return &r.Clause }},
		{Key: "closed", Title: "销号日期", Column: "closed_day", Sets: true, At: func(r *FindingRow) any { return &r.Closed }},
		{Key: "remark", Title: "销号意见", Column: "remark", Sets: true, At: func(r *FindingRow) any { return &r.Remark }},
		{Key: "raised_by", Title: "提出人", Column: "raised_by", At: func(r *FindingRow) any { return &r.By }},
		{Key: "raised_name", Expr: "coalesce(o.display, '')", At: func(r *FindingRow) any { return &r.RaisedName }},
		{
			Key: "asked", Expr: "coalesce((SELECT max(x.day) FROM finding_step x WHERE x.finding_id = f.id AND x.kind = 'return'), f.raised_day)",
			At: func(r *FindingRow) any { return &r.Asked },
		},
		{Key: "version", Column: "version", At: func(r *FindingRow) any { return &r.Version }},
	},
})

// findingStateText is the state, or that the answer is overdue.
func findingStateText(r FindingRow, today civil.Date) string {
	if r.Late(today) > 0 {
		return say.Overdue
	}
	return r.State.Title()
}

// Findings reads a window of the list of findings that the actor may see, the latest first where nothing else is asked.
// Errors: those of allocation.ParseFilter, ErrUnknownColumn.
func (s Room) Findings(ctx context.Context, by engine.Actor, q engine.ListQuery) (engine.Page[FindingRow], error) {
	return FindingNoun.List(ctx, s.Store, by, q)
}

// FindingStates counts the findings that the actor may see by state.
func (s Room) FindingStates(ctx context.Context, by engine.Actor) (map[oversight.FindingState]int, error) {
	return engine.CountBy[oversight.FindingState](ctx, s.Store, FindingNoun, by, "state")
}
