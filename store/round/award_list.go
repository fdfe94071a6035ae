package round

import (
	"context"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/premises"
)

// AwardNoun is what awards are. What waits for a signature comes first in their list, the nearest sign-by day at the top.
var AwardNoun = engine.NewNoun(engine.Noun[AwardRow]{
	Title: say.Award,
	From: ` FROM award w LEFT JOIN round r ON r.id = w.round_id LEFT JOIN application a ON a.id = w.application_id
	LEFT JOIN applicant p ON p.id = a.applicant_id`,
	District: "r.district",
	Order:    []engine.Order{{Column: "state"}, {Column: "sign_by"}, {Column: "round"}, {Column: "rank"}},
	Fields: []engine.Field[AwardRow]{
		{Key: "id", Column: "id", At: func(r *AwardRow) any { return &r.ID }},
		{
			Key: "state", Title: engine.TextFieldState, Column: "state", Sets: true, At: func(r *AwardRow) any { return &r.State },
			Sort:    engine.PlaceAmong("w.state", []allocation.AwardState{allocation.AwardOffered, allocation.AwardContracted, allocation.AwardLapsed, allocation.AwardDeclined}),
			Filters: 1, Choices: engine.TitledChoices(allocation.AwardStates), Plain: 1,
		},
		{
			Key: "district", Title: engine.TextFieldDistrict, Expr: "r.district", At: func(r *AwardRow) any { return &r.District },
			Filters: 2, Choices: basis.DistrictChoices(), Plain: 2,
		},
		{
			Key: "applicant", Title: say.Applicant, Expr: "p.name", At: func(r *AwardRow) any { return &r.Applicant },
			Sort: "p.initials", Filters: 3, Match: intake.NameMatch, Plain: 4,
		},
		{
			Key: "number", Title: engine.TextFieldNumber, Expr: "a.number", At: func(r *AwardRow) any { return &r.Number },
			Sorts: true, Filters: 4, Match: engine.Containing("a.number"), Plain: 3,
		},
		{
			Key: "unit", Title: engine.TextFieldUnit, Head: "分得", Expr: sqlAwarded("u.number"), At: func(r *AwardRow) any { return &r.Units },
			Filters: 5, Match: awardUnitMatch, Plain: 5,
		},
		{
			Key: "round", Title: say.Round, Expr: "r.title", At: func(r *AwardRow) any { return &r.RoundTitle },
			Sort: "w.round_id", Filters: 6, Match: roundNumberMatch,
		},
		{
			Key: "sign_by", Title: say.SignBy, Column: "sign_by", Sets: true, At: func(r *AwardRow) any { return &r.SignBy },
			Sorts: true, Filters: 7,
		},
		{
			Key: "area_dm2", Title: engine.TextFieldArea, Unit: "㎡", Column: "area_dm2", At: func(r *AwardRow) any { return &r.Area },
			Sorts: true, Filters: 8,
		},
		{Key: "rank", Title: "名次", Column: "rank", At: func(r *AwardRow) any { return &r.Rank }, Sorts: true},
		{Key: "origin", Title: "来由", Of: awardOrigin},
		{Key: "after", Title: "递补自", Column: "after_id", Null: true, At: func(r *AwardRow) any { return &r.After }},
		{Key: "round_id", Title: say.Round, Column: "round_id", At: func(r *AwardRow) any { return &r.Round }},
		{Key: "run", Title: say.Compute, Column: "run_id", At: func(r *AwardRow) any { return &r.Run }},
		{Key: "application", Title: say.Application, Column: "application_id", At: func(r *AwardRow) any { return &r.Application }},
		{Key: "weight_millis", Title: say.WeightedJobs, Column: "weight_millis", At: func(r *AwardRow) any { return &r.Weight }},
		{Key: "target_dm2", Title: "应得面积", Column: "target_dm2", At: func(r *AwardRow) any { return &r.Target }},
		{Key: "offered", Title: "分配日期", Column: "offered_day", At: func(r *AwardRow) any { return &r.OfferedDay }},
		{Key: "ended", Title: "结束日期", Column: "ended_day", Sets: true, At: func(r *AwardRow) any { return &r.EndedDay }},
		{Key: "reason", Title: say.Reason, Column: "reason", Sets: true, At: func(r *AwardRow) any { return &r.Reason }},
		{Key: "undone", Title: say.Undone, Column: "undone", Sets: true, At: func(r *AwardRow) any { return &r.Undone }},
		{Key: "unit_ids", Expr: sqlAwarded("u.id"), At: func(r *AwardRow) any { return &r.UnitIDs }},
		{Key: "version", Column: "version", At: func(r *AwardRow) any { return &r.Version }},
	},
})

// awardOrigin says of an award that it came after another one; nothing for one of the round itself.
func awardOrigin(w AwardRow, _ civil.Date) any {
	if w.After == 0 {
		return nil
	}
	return "递补"
}

// sqlAwarded is a column of the units u of an award w, in bay order with spaces between them.
func sqlAwarded(column string) string {
	return `coalesce((SELECT group_concat(word, ' ') FROM (SELECT ` + column + ` AS word FROM award_unit x JOIN unit u ON u.id = x.unit_id
		WHERE x.award_id = w.id ORDER BY x.position)), '')`
}

func awardUnitMatch(_ context.Context, _ engine.Querier, b *engine.Binder, word string, exact bool) (string, error) {
	return `w.id IN (SELECT x.award_id FROM award_unit x JOIN unit u ON u.id = x.unit_id WHERE ` + premises.NumberFound(b, word, exact) + `)`, nil
}

// AwardList reads a window of the list of awards that the actor may see. Errors: those of allocation.ParseFilter, ErrUnknownColumn.
func (s Room) AwardList(ctx context.Context, by engine.Actor, q engine.ListQuery) (engine.Page[AwardRow], error) {
	return AwardNoun.List(ctx, s.Store, by, q)
}
