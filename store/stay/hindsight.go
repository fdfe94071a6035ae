package stay

import (
	"context"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/search"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/intake"
)

// HindsightRow is a stay of which a later rule would have decided otherwise. Nothing of it is rewritten.
type HindsightRow struct {
	ID       int64
	Tenancy  int64
	Number   string // of the tenancy
	District string
	Name     string // of the applicant
	Clause   string // of the rule
	Text     string // what was done, and what the rule says now
	Seen     civil.Date
	SeenBy   int64 // account
}

// Whether such a stay has been looked at.
const (
	HindsightWaits = "0"
	HindsightSeen  = "1"
)

// HindsightStates are the two with their words.
var HindsightStates = []search.Choice{{Value: HindsightWaits, Title: "待阅"}, {Value: HindsightSeen, Title: "已阅"}}

// HindsightNoun is what they are.
var HindsightNoun = engine.NewNoun(engine.Noun[HindsightRow]{
	Title:    "规则核对",
	From:     ` FROM hindsight h LEFT JOIN tenancy t ON t.id = h.tenancy_id LEFT JOIN applicant p ON p.id = t.applicant_id`,
	District: "t.district",
	Fields: []engine.Field[HindsightRow]{
		{Key: "id", Column: "id", At: func(r *HindsightRow) any { return &r.ID }},
		{Key: "tenancy_id", Title: textStay, Column: "tenancy_id", At: func(r *HindsightRow) any { return &r.Tenancy }},
		{
			Key: "number", Title: engine.TextFieldNumber, Expr: "t.number", At: func(r *HindsightRow) any { return &r.Number },
			Sorts: true, Filters: 4, Match: engine.NumbersMatch("t.number"), Plain: 2,
		},
		{
			Key: "district", Title: engine.TextFieldDistrict, Expr: "t.district", At: func(r *HindsightRow) any { return &r.District },
			Sorts: true, Filters: 2, Choices: basis.DistrictChoices(), Plain: 1,
		},
		{
			Key: "applicant", Title: engine.TextFieldTenant, Expr: "p.name", At: func(r *HindsightRow) any { return &r.Name },
			Sort: "p.initials", Filters: 3, Match: intake.NameMatch, Plain: 3,
		},
		{Key: "clause", Title: say.Basis, Column: "clause", At: func(r *HindsightRow) any { return &r.Clause }, Sorts: true},
		{Key: "text", Title: say.Content, Column: "text", At: func(r *HindsightRow) any { return &r.Text }},
		{
			Key: "state", Title: engine.TextFieldState, Expr: "CASE WHEN h.seen_day IS NULL THEN '0' ELSE '1' END",
			Of: func(r HindsightRow, _ civil.Date) any { return hindsightState(r).Title }, Sorts: true, Filters: 1, Choices: HindsightStates,
		},
		{Key: "seen", Title: "阅看日期", Column: "seen_day", Sets: true, At: func(r *HindsightRow) any { return &r.Seen }},
		{Key: "seen_by", Title: "阅看人", Column: "seen_by", Sets: true, At: func(r *HindsightRow) any { return &r.SeenBy }},
	},
})

func hindsightState(r HindsightRow) search.Choice {
	if r.Seen.IsZero() {
		return HindsightStates[0]
	}
	return HindsightStates[1]
}

// Hindsights reads a window of the list that the actor may see, the latest first where nothing else is asked.
// Errors: those of search.ParseFilter, ErrUnknownColumn.
func (s Room) Hindsights(ctx context.Context, by engine.Actor, q engine.ListQuery) (engine.Page[HindsightRow], error) {
	return HindsightNoun.List(ctx, s.Store, by, q)
}

// SeeHindsight notes that one was looked at. Errors: ErrNotFound, ErrOtherDistrict, ErrStale when it was before.
func (s Room) SeeHindsight(ctx context.Context, by engine.Actor, id int64) error {
	return s.Write(ctx, by, allocation.ActSeeHindsight, func(t *engine.Tx) error {
		r, err := HindsightNoun.ByID(t.Ctx, t, id)
		if err != nil {
			return err
		}
		t.About("tenancy", r.Tenancy)
		if err := t.Mine(r.District); err != nil {
			return err
		}
		if !r.Seen.IsZero() {
			return engine.ErrStale
		}
		t.Subject(r.Number + " " + r.Name)
		t.Reason(r.Text)
		r.Seen, r.SeenBy = t.Today, t.By.ID
		return HindsightNoun.Put(t, r)
	})
}
