package round

import (
	"context"

	"penggai/allocation"
	"penggai/allocation/search"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/intake"
)

// RoundPage is one window of the list of rounds.
type RoundPage struct {
	Rows   []RoundRow
	Offset int
	Total  int
}

const sqlRoundRank = `CASE r.state WHEN 'draft' THEN 1 WHEN 'locked' THEN 2 WHEN 'drawn' THEN 3 WHEN 'computed' THEN 4 WHEN 'noticed' THEN 5
	WHEN 'reopened' THEN 6 WHEN 'confirmed' THEN 7 ELSE 8 END`

var roundOrders = map[string]string{"number": "r.id", "district": "r.district", "state": sqlRoundRank, "created": "r.created_day"}

// RoundFilterFields are the fields of a filter over rounds.
func RoundFilterFields() []search.FilterField {
	var states []search.Choice
	for _, s := range allocation.RoundStates {
		states = append(states, search.Choice{Value: string(s), Title: s.Title()})
	}
	return []search.FilterField{
		{Key: "state", Title: engine.TextFieldState, Kind: search.FieldChoice, Choices: states},
		{Key: "district", Title: engine.TextFieldDistrict, Kind: search.FieldChoice, Choices: basis.DistrictChoices()},
		{Key: "single", Title: "单户", Kind: search.FieldChoice, Choices: []search.Choice{{Value: "1", Title: engine.TextYes}, {Value: "0", Title: engine.TextNo}}},
		{Key: "number", Title: engine.TextFieldNumber, Kind: search.FieldText},
		{Key: "applicant", Title: engine.TextFieldApplicant, Kind: search.FieldText},
		{Key: "created", Title: "建立", Kind: search.FieldDate},
	}
}

var roundFilterColumns = engine.FilterColumns{
	Fields: RoundFilterFields(),
	Column: map[string]engine.FilterColumn{
		"state":     {Expr: "r.state"},
		"district":  {Expr: "r.district"},
		"single":    {Expr: "r.single"},
		"number":    {Text: roundNumberMatch},
		"applicant": {Text: roundApplicantMatch},
		"created":   {Expr: "r.created_day"},
	},
	Plain: []string{"state", "district", "number", "applicant"},
}

// roundNumberMatch finds a round by its number or its title.
func roundNumberMatch(_ context.Context, _ engine.Querier, b *engine.Binder, word string, exact bool) (string, error) {
	if exact {
		place := b.Add(word)
		return "r.number = " + place + " OR r.title = " + place, nil
	}
	return b.Like("r.number", word) + " OR " + b.Like("r.title", word), nil
}

// roundApplicantMatch finds the rounds in which an applicant stands.
func roundApplicantMatch(ctx context.Context, q engine.Querier, b *engine.Binder, word string, exact bool) (string, error) {
	cond, err := intake.NameMatch(ctx, q, b, word, exact)
	return `r.id IN (SELECT x.round_id FROM round_applicant x JOIN application a ON a.id = x.application_id
		JOIN applicant p ON p.id = a.applicant_id WHERE ` + cond + `)`, err
}

// RoundList reads a window of the list of rounds that the actor may see, the newest first where nothing else is asked.
// Errors: those of allocation.ParseFilter, ErrUnknownColumn.
func (s Room) RoundList(ctx context.Context, by engine.Actor, q engine.ListQuery) (page RoundPage, err error) {
	order, err := engine.OrderBy(q.Sort, roundOrders, "r.id")
	if err != nil {
		return page, err
	}
	err = s.Snapshot(ctx, func(r engine.Querier) error {
		var b engine.Binder
		cond, err := districtRows(ctx, r, &b, roundFilterColumns, by, q.Filter)
		if err != nil {
			return err
		}
		if page.Total, err = engine.One(ctx, r, engine.ScanOne[int], `SELECT count(*) FROM round r WHERE `+cond, b.Args...); err != nil {
			return err
		}
		page.Offset = engine.ClampOffset(q, page.Total)
		page.Rows, err = engine.All(ctx, r, scanRound, roundColumns+` WHERE `+cond+order+engine.Window(q, page.Offset), b.Args...)
		return err
	})
	return page, err
}

// districtRows is the condition of a list over rounds r: the filter, and the actor's district.
func districtRows(ctx context.Context, q engine.Querier, b *engine.Binder, f engine.FilterColumns, by engine.Actor, filter string) (string, error) {
	cond, _, err := f.Where(ctx, q, b, filter)
	if err != nil {
		return "", err
	}
	if cond == "" {
		cond = "TRUE"
	}
	if by.District != "" {
		cond += " AND r.district = " + b.Add(by.District)
	}
	return cond, nil
}

// AwardPage is one window of the list of awards.
type AwardPage struct {
	Rows   []AwardRow
	Offset int
	Total  int
}

const (
	sqlAwardRank = `CASE w.state WHEN 'offered' THEN 1 WHEN 'contracted' THEN 2 WHEN 'lapsed' THEN 3 WHEN 'declined' THEN 4 ELSE 5 END`
	awardFrom    = ` FROM award w JOIN round r ON r.id = w.round_id JOIN application a ON a.id = w.application_id JOIN applicant p ON p.id = a.applicant_id`
)

var awardOrders = map[string]string{
	"number": "a.number", "applicant": "p.initials", "rank": "w.rank", "area_dm2": "w.area_dm2", "state": sqlAwardRank, "sign_by": "w.sign_by", "round": "w.round_id",
}

// AwardFilterFields are the fields of a filter over awards.
func AwardFilterFields() []search.FilterField {
	var states []search.Choice
	for _, s := range allocation.AwardStates {
		states = append(states, search.Choice{Value: string(s), Title: s.Title()})
	}
	return []search.FilterField{
		{Key: "state", Title: engine.TextFieldState, Kind: search.FieldChoice, Choices: states},
		{Key: "district", Title: engine.TextFieldDistrict, Kind: search.FieldChoice, Choices: basis.DistrictChoices()},
		{Key: "applicant", Title: engine.TextFieldApplicant, Kind: search.FieldText},
		{Key: "number", Title: engine.TextFieldNumber, Kind: search.FieldText},
		{Key: "unit", Title: engine.TextFieldUnit, Kind: search.FieldText},
		{Key: "round", Title: "批次", Kind: search.FieldText},
		{Key: "sign_by", Title: "签约期限", Kind: search.FieldDate},
		{Key: "area_dm2", Title: engine.TextFieldArea, Kind: search.FieldArea},
	}
}

var awardFilterColumns = engine.FilterColumns{
	Fields: AwardFilterFields(),
	Column: map[string]engine.FilterColumn{
		"state":     {Expr: "w.state"},
		"district":  {Expr: "r.district"},
		"applicant": {Text: intake.NameMatch},
		"number":    {Text: engine.Containing("a.number")},
		"unit":      {Text: awardUnitMatch},
		"round":     {Text: roundNumberMatch},
		"sign_by":   {Expr: "w.sign_by"},
		"area_dm2":  {Expr: "w.area_dm2"},
	},
	Plain: []string{"state", "district", "number", "applicant", "unit"},
}

func awardUnitMatch(_ context.Context, _ engine.Querier, b *engine.Binder, word string, exact bool) (string, error) {
	cond := b.Like("u.number", word)
	if exact {
		cond = "u.number = " + b.Add(word)
	}
	return `w.id IN (SELECT x.award_id FROM award_unit x JOIN unit u ON u.id = x.unit_id WHERE ` + cond + `)`, nil
}

// AwardList reads a window of the list of awards that the actor may see, what waits for a signature first and the nearest sign-by day first
// where nothing else is asked. Errors: those of allocation.ParseFilter, ErrUnknownColumn.
func (s Room) AwardList(ctx context.Context, by engine.Actor, q engine.ListQuery) (page AwardPage, err error) {
	if len(q.Sort) == 0 {
		q.Sort = []engine.Order{{Column: "state"}, {Column: "sign_by"}, {Column: "round"}, {Column: "rank"}}
	}
	order, err := engine.OrderBy(q.Sort, awardOrders, "w.id")
	if err != nil {
		return page, err
	}
	err = s.Snapshot(ctx, func(r engine.Querier) error {
		var b engine.Binder
		cond, err := districtRows(ctx, r, &b, awardFilterColumns, by, q.Filter)
		if err != nil {
			return err
		}
		if page.Total, err = engine.One(ctx, r, engine.ScanOne[int], `SELECT count(*)`+awardFrom+` WHERE `+cond, b.Args...); err != nil {
			return err
		}
		page.Offset = engine.ClampOffset(q, page.Total)
		page.Rows, err = readAwards(ctx, r, awardColumns+` WHERE `+cond+order+engine.Window(q, page.Offset), b.Args...)
		return err
	})
	return page, err
}
