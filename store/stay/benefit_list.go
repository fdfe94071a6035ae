package stay

import (
	"context"
	"encoding/json"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/relief"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/engine/value"
	"penggai/store/intake"
)

// BenefitRow is a benefit with the tenancy that has it.
type BenefitRow struct {
	relief.Benefit
	Tenancy      int64
	Number       string // of the tenancy
	District     string
	Name         string // of the applicant
	Signed       civil.Date
	TenancyState allocation.TenancyState
	AppliedName  string // display name of the account
	Named        string // workers by name, of a benefit by head
	Version      int64
}

// BenefitNoun is what benefits are.
var BenefitNoun = engine.NewNoun(engine.Noun[BenefitRow]{
	From:     ` FROM benefit b LEFT JOIN tenancy t ON t.id = b.tenancy_id LEFT JOIN applicant p ON p.id = t.applicant_id LEFT JOIN account o ON o.id = b.applied_by`,
	District: "t.district",
	Reads:    readPauses,
	Fields: []engine.Field[BenefitRow]{
		{Key: "id", Column: "id", At: func(r *BenefitRow) any { return &r.ID }},
		{Key: "tenancy_id", Column: "tenancy_id", At: func(r *BenefitRow) any { return &r.Tenancy }},
		{Key: "code", Column: "kind", At: func(r *BenefitRow) any { return &r.Kind }},
		{
			Key: "kind", Title: "优惠", Head: say.Benefit, Column: "name", At: func(r *BenefitRow) any { return &r.Benefit.Name },
			Sorts: true, Filters: 5, Match: engine.Containing("b.name"), Plain: 3,
		},
		{Key: "clause", Column: "clause", At: func(r *BenefitRow) any { return &r.Clause }},
		{Key: "waives", Column: "waives", At: func(r *BenefitRow) any { return (*value.List[charge.Fee])(&r.Waives) }},
		{
			Key: "waiver", Title: say.Waiver, Filters: 3, Choices: engine.YesNoChoices(),
			Where: `CASE b.waives WHEN '' THEN '0' ELSE '1' END`,
		},
		{Key: "repeats", Column: "repeats", At: func(r *BenefitRow) any { return &r.Repeats }},
		{Key: "limit_days", Column: "limit_days", At: func(r *BenefitRow) any { return (*limitDays)(&r.Limit) }},
		{Key: "limit_working", Column: "limit_working", At: func(r *BenefitRow) any { return &r.Limit.Working }},
		{Key: "per_head", Column: "per_head", At: func(r *BenefitRow) any { return &r.PerHead }},
		{
			Key: "state", Title: engine.TextFieldState, Column: "state", Sets: true, At: func(r *BenefitRow) any { return &r.State },
			Sort: engine.PlaceAmong("b.state", relief.BenefitStates), Filters: 1, Choices: engine.TitledChoices(relief.BenefitStates), Plain: 1,
		},
		{Key: "applied", Title: say.Application, Column: "applied_day", At: func(r *BenefitRow) any { return &r.Applied }, Sorts: true, Filters: 10},
		{Key: "applied_by", Column: "applied_by", At: func(r *BenefitRow) any { return &r.AppliedBy }},
		{Key: "applied_name", Expr: "coalesce(o.display, '')", At: func(r *BenefitRow) any { return &r.AppliedName }},
		{Key: "reason", Column: "reason", At: func(r *BenefitRow) any { return &r.Reason }},
		{
			Key: "named", At: func(r *BenefitRow) any { return &r.Named },
			Expr: `coalesce((SELECT group_concat(name, '、') FROM (SELECT w.name FROM roster_worker w WHERE w.noun = 'benefit' AND w.noun_id = b.id ORDER BY w.position)), '')`,
		},
		{Key: "heads", Column: "heads", Sets: true, At: func(r *BenefitRow) any { return &r.Heads }},
		{
			Key: "due", Title: say.Deadline, Head: say.AnswerBy, Column: "due_day", At: func(r *BenefitRow) any { return &r.Due },
			Sorts: true, Filters: 11,
		},
		{Key: "due_sure", Column: "due_sure", At: func(r *BenefitRow) any { return &r.DueSure }},
		{
			Key: "late", Title: say.Overdue, Filters: 2, Choices: engine.YesNoChoices(),
			Where: `CASE WHEN b.state = 'applied' AND b.due_day < {today} OR b.decided_day > b.due_day THEN '1' ELSE '0' END`,
		},
		{Key: "decided", Column: "decided_day", Sets: true, At: func(r *BenefitRow) any { return &r.Decided }},
		{
			Key: "body", Title: "决定机关", Column: "body", Sets: true, At: func(r *BenefitRow) any { return &r.Body },
			Filters: 9, Match: engine.Containing("b.body"),
		},
		{Key: "decision", Column: "decision", Sets: true, At: func(r *BenefitRow) any { return &r.Decision }},
		{Key: "start", Title: "起", Column: "start_day", Sets: true, At: func(r *BenefitRow) any { return &r.Start }, Sorts: true, Filters: 12},
		{Key: "amount", Column: "amount", Sets: true, At: func(r *BenefitRow) any { return &r.Amount }},
		{Key: "relieves", Title: "再减的费用", Column: "relieves", At: func(r *BenefitRow) any { return (*value.List[charge.Fee])(&r.Relieves) }},
		{Key: "percent", Title: "再减 %", Column: "percent", At: func(r *BenefitRow) any { return &r.Percent }},
		{Key: "until", Title: "减免至", Column: "until_day", At: func(r *BenefitRow) any { return &r.Until }},
		{Key: "ended", Column: "ended_day", Sets: true, At: func(r *BenefitRow) any { return &r.Ended }},
		{Key: "end_reason", Column: "end_reason", Sets: true, At: func(r *BenefitRow) any { return &r.EndReason }},
		{Key: "end_document", Column: "end_document", Sets: true, At: func(r *BenefitRow) any { return &r.EndDocument }},
		{Key: "with_tenancy", Column: "with_tenancy", Sets: true, At: func(r *BenefitRow) any { return &r.WithTenancy }},
		{
			Key: "number", Title: engine.TextFieldNumber, Head: say.TenancyNumber, Expr: "t.number", At: func(r *BenefitRow) any { return &r.Number },
			Sorts: true, Filters: 8, Match: engine.Containing("t.number"), Plain: 4,
		},
		{
			Key: "district", Title: engine.TextFieldDistrict, Expr: "t.district", At: func(r *BenefitRow) any { return &r.District },
			Sorts: true, Filters: 4, Choices: basis.DistrictChoices(), Plain: 2,
		},
		{
			Key: "applicant", Title: engine.TextFieldTenant, Expr: "p.name", At: func(r *BenefitRow) any { return &r.Name },
			Sort: "p.initials", Filters: 6, Match: intake.NameMatch, Plain: 5,
		},
		{Key: "unit", Title: engine.TextFieldUnit, Filters: 7, Match: HeldUnitMatch, Plain: 6},
		{Key: "signed", Expr: "t.signed_day", At: func(r *BenefitRow) any { return &r.Signed }},
		{Key: "tenancy_state", Expr: "t.state", At: func(r *BenefitRow) any { return &r.TenancyState }},
		{Key: "version", Column: "version", At: func(r *BenefitRow) any { return &r.Version }},
	},
})

// limitDays are the days of a limit as a column keeps them: NULL where none is set.
type limitDays allocation.DayLimit

// Scan reads the column.
func (l *limitDays) Scan(src any) error {
	var n int64
	n, l.Set = src.(int64)
	l.Days = int(n)
	return nil
}

// Kept is what the column keeps.
func (l *limitDays) Kept() any {
	if !l.Set {
		return nil
	}
	return int64(l.Days)
}

// readPauses reads the suspensions of benefits.
func readPauses(ctx context.Context, q engine.Querier, rows []BenefitRow) error {
	ids, at := make([]int64, len(rows)), make(map[int64]*BenefitRow, len(rows))
	for i := range rows {
		ids[i], at[rows[i].ID] = rows[i].ID, &rows[i]
	}
	these, err := json.Marshal(ids)
	if err != nil {
		return err
	}
	_, err = engine.All(ctx, q, func(s engine.Scanner) (p relief.BenefitPause, err error) {
		var benefit int64
		err = s.Scan(&benefit, &p.ID, &p.From, &p.To, &p.Reason, &p.Document, &p.ResumeReason, &p.ResumeDocument)
		if r := at[benefit]; err == nil {
			r.Pauses = append(r.Pauses, p)
		}
		return p, err
	}, `SELECT benefit_id, id, from_day, to_day, reason, document, resume_reason, resume_document FROM benefit_pause
		WHERE benefit_id IN (SELECT value FROM json_each($1)) ORDER BY benefit_id, from_day, id`, string(these))
	return err
}

// BenefitList reads a window of the list of benefits that the actor may see, the latest first where nothing else is asked.
// Errors: those of allocation.ParseFilter, ErrUnknownColumn.
func (s Room) BenefitList(ctx context.Context, by engine.Actor, q engine.ListQuery) (engine.Page[BenefitRow], error) {
	return BenefitNoun.List(ctx, s.Store, by, q)
}

// BenefitStates counts the benefits that the actor may see by state.
func (s Room) BenefitStates(ctx context.Context, by engine.Actor) (map[relief.BenefitState]int, error) {
	return engine.CountBy[relief.BenefitState](ctx, s.Store, BenefitNoun, by, "state")
}
