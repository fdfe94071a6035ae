package watch

import (
	"context"

	"penggai/allocation/say"

	"penggai/allocation/civil"
	"penggai/allocation/oversight"
	"penggai/allocation/search"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/stay"
)

// SupportNoun is what requests for support are.
var SupportNoun = engine.NewNoun(engine.Noun[SupportRow]{
	Title: say.Support,
	From: ` FROM support b LEFT JOIN tenancy t ON t.id = b.tenancy_id LEFT JOIN applicant p ON p.id = t.applicant_id
	LEFT JOIN account o ON o.id = b.recorded_by`,
	District: "b.district",
	Fields: []engine.Field[SupportRow]{
		{Key: "id", Column: "id", At: func(r *SupportRow) any { return &r.ID }},
		{
			Key: "state", Title: engine.TextFieldState, Column: "state", Sets: true, At: func(r *SupportRow) any { return &r.State },
			Sort: engine.PlaceAmong("b.state", oversight.SupportStates), Filters: 1, Choices: engine.TitledChoices(oversight.SupportStates), Plain: 1,
		},
		{
			Key: "kind", Title: say.Kind, Column: "kind", At: func(r *SupportRow) any { return &r.Kind },
			Sorts: true, Filters: 2, Choices: engine.TitledChoices(oversight.SupportKinds), Plain: 2,
		},
		{
			Key: "district", Title: engine.TextFieldDistrict, Column: "district", At: func(r *SupportRow) any { return &r.District },
			Sorts: true, Filters: 3, Choices: basis.DistrictChoices(), Plain: 3,
		},
		{
			Key: "applicant", Title: engine.TextFieldTenant, Expr: "p.name", At: func(r *SupportRow) any { return &r.Name },
			Sort: "p.initials", Filters: 4, Match: intake.NameMatch, Plain: 5,
		},
		{Key: "unit", Title: engine.TextFieldUnit, Filters: 5, Match: stay.HeldUnitMatch, Plain: 7},
		{
			Key: "number", Title: engine.TextFieldNumber, Column: "number", At: func(r *SupportRow) any { return &r.Number },
			Sorts: true, Filters: 6, Match: engine.NumbersMatch("b.number", "t.number"), Plain: 4,
		},
		{
			Key: "handler", Title: "办理部门", Column: "handler", Sets: true, At: func(r *SupportRow) any { return &r.Handler },
			Sorts: true, Filters: 7, Match: engine.Sounding("b.handler", `SELECT DISTINCT handler FROM support`), Plain: 6,
		},
		{
			Key: "raised", Title: say.Propose, Head: say.ProposedOn, Column: "raised_day", At: func(r *SupportRow) any { return &r.Raised },
			Sorts: true, Filters: 8,
		},
		{Key: "waits", Head: "已办", Unit: "天", Kind: search.FieldCount, Of: supportWaits},
		{Key: "need", Title: "困难", Column: "need", At: func(r *SupportRow) any { return &r.Need }},
		{Key: "raiser", Title: "提出者", Column: "raiser", At: func(r *SupportRow) any { return &r.Raiser }},
		{Key: "closed", Title: "办结日期", Column: "closed_day", Sets: true, At: func(r *SupportRow) any { return &r.Closed }, Sorts: true},
		{Key: "result", Title: say.Result, Column: "result", Sets: true, At: func(r *SupportRow) any { return &r.Result }},
		{Key: "recorded_by", Title: say.RecordedBy, Column: "recorded_by", At: func(r *SupportRow) any { return &r.By }},
		{Key: "recorded_name", Expr: "coalesce(o.display, '')", At: func(r *SupportRow) any { return &r.RecordedName }},
		{Key: "tenancy", Title: say.Tenancy, Column: "tenancy_id", At: func(r *SupportRow) any { return &r.Tenancy }},
		{Key: "stay", Expr: "t.number", At: func(r *SupportRow) any { return &r.Stay }},
		{Key: "last", Expr: "(SELECT max(x.day) FROM support_step x WHERE x.support_id = b.id)", At: func(r *SupportRow) any { return &r.Last }},
		{Key: "steps", Expr: "(SELECT count(*) FROM support_step x WHERE x.support_id = b.id)", At: func(r *SupportRow) any { return &r.Steps }},
		{Key: "version", Column: "version", At: func(r *SupportRow) any { return &r.Version }},
	},
})

// supportWaits is for how many days a request has been or was open; nothing for one that was struck out.
func supportWaits(r SupportRow, today civil.Date) any {
	switch {
	case r.State == oversight.SupportVoid:
		return nil
	case !r.Closed.IsZero():
		today = r.Closed
	}
	return today.Sub(r.Raised)
}

// Supports reads a window of the list of requests for support that the actor may see, the latest first where nothing else
// is asked. Errors: those of allocation.ParseFilter, ErrUnknownColumn.
func (s Room) Supports(ctx context.Context, by engine.Actor, q engine.ListQuery) (engine.Page[SupportRow], error) {
	return SupportNoun.List(ctx, s.Store, by, q)
}

// SupportStates counts the requests that the actor may see by state.
func (s Room) SupportStates(ctx context.Context, by engine.Actor) (map[oversight.SupportState]int, error) {
	return engine.CountBy[oversight.SupportState](ctx, s.Store, SupportNoun, by, "state")
}
