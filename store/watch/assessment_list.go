package watch

import (
	"context"
	"fmt"

	"penggai/allocation/say"

	"penggai/allocation/civil"
	"penggai/allocation/oversight"
	"penggai/allocation/search"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/stay"
)

const (
	sqlAssessmentExit  = `FROM exit x WHERE x.assessment_id = k.id AND x.state NOT IN ('refused', 'cancelled') ORDER BY x.id DESC LIMIT 1`
	sqlAssessmentExits = `CASE WHEN EXISTS (SELECT 1 FROM exit x WHERE x.assessment_id = k.id AND x.state NOT IN ('refused', 'cancelled')) THEN '1' ELSE '0' END`
	sqlAssessmentLate  = `CASE WHEN k.state = 'rectifying' AND k.rectify_by < {today} THEN '1' ELSE '0' END`
)

// AssessmentNoun is what assessments are.
var AssessmentNoun = engine.NewNoun(engine.Noun[AssessmentRow]{
	Title: say.Assessment,
	From: ` FROM assessment k LEFT JOIN tenancy t ON t.id = k.tenancy_id LEFT JOIN applicant p ON p.id = t.applicant_id
	LEFT JOIN account o ON o.id = k.recorded_by LEFT JOIN account d ON d.id = k.decided_by`,
	District: "k.district",
	Fields: []engine.Field[AssessmentRow]{
		{Key: "id", Column: "id", At: func(r *AssessmentRow) any { return &r.ID }},
		{
			Key: "state", Title: engine.TextFieldState, Column: "state", Sets: true, At: func(r *AssessmentRow) any { return &r.State },
			Sort: engine.PlaceAmong("k.state", []oversight.AssessmentState{
				oversight.AssessmentPending, oversight.AssessmentFailed, oversight.AssessmentRectifying, oversight.AssessmentExited,
				oversight.AssessmentClosed, oversight.AssessmentDone,
			}),
			Filters: 1, Choices: engine.TitledChoices(oversight.AssessmentStates), Plain: 1,
		},
		{
			Key: "district", Title: engine.TextFieldDistrict, Column: "district", At: func(r *AssessmentRow) any { return &r.District },
			Sort: "t.district", Filters: 2, Choices: basis.DistrictChoices(), Plain: 2,
		},
		{
			Key: "applicant", Title: engine.TextFieldTenant, Expr: "p.name", At: func(r *AssessmentRow) any { return &r.Name },
			Sort: "p.initials", Filters: 3, Match: intake.NameMatch, Plain: 4,
		},
		{
			Key: "unit", Title: engine.TextFieldUnit, At: func(r *AssessmentRow) any { return &r.Units },
			Expr: `coalesce((SELECT group_concat(number, ' ') FROM (SELECT u.number FROM hold h JOIN unit u ON u.id = h.unit_id
				WHERE h.kind = 'tenancy' AND h.ref_id = t.id AND h.to_day IS t.ended_day ORDER BY u.number)), '')`,
			Filters: 4, Match: stay.HeldUnitMatch, Plain: 5,
		},
		{
			Key: "number", Title: engine.TextFieldNumber, Column: "number", At: func(r *AssessmentRow) any { return &r.Number },
			Sorts: true, Filters: 5, Match: engine.NumbersMatch("k.number", "t.number"), Plain: 3,
		},
		{Key: "day", Title: engine.TextFieldDay, Head: say.AssessedOn, Column: "day", At: func(r *AssessmentRow) any { return &r.Day }, Sorts: true, Filters: 6},
		{
			Key: "rectify_by", Title: say.RectifyBy, Head: say.NextStep, Column: "rectify_by", Sets: true, At: func(r *AssessmentRow) any { return &r.RectifyBy },
			Sorts: true, Filters: 7,
		},
		{Key: "late", Title: say.Overdue, Expr: sqlAssessmentLate, Filters: 8, Choices: engine.YesNoChoices()},
		{Key: "exit", Title: say.Exit, Expr: sqlAssessmentExits, Filters: 9, Choices: engine.YesNoChoices()},
		{
			Key: "jobs", Title: say.Jobs, Unit: "人", Kind: search.FieldCount, Expr: "(k.full_time + k.part_time)",
			Of: func(r AssessmentRow, _ civil.Date) any { return r.Jobs.People() }, Sorts: true, Filters: 10,
		},
		{Key: "tenancy", Title: say.Tenancy, Column: "tenancy_id", At: func(r *AssessmentRow) any { return &r.Tenancy }},
		{Key: "covers", Title: "考核至第几月", Column: "covers", At: func(r *AssessmentRow) any { return &r.Covers }},
		{Key: "due", Title: say.Deadline, Column: "due_day", At: func(r *AssessmentRow) any { return &r.Due }},
		{Key: "bodies", Title: say.Attending, Column: "bodies", At: func(r *AssessmentRow) any { return (*bodies)(&r.Bodies) }},
		{Key: "full_time", Title: say.FullTime, Column: "full_time", At: func(r *AssessmentRow) any { return &r.Jobs.Full }},
		{Key: "part_time", Title: say.PartTime, Column: "part_time", At: func(r *AssessmentRow) any { return &r.Jobs.Part }},
		{Key: "jobs_source", Title: "岗位来源", Column: "jobs_source", At: func(r *AssessmentRow) any { return &r.Jobs.Source }},
		{Key: "jobs_day", Title: "岗位核实日期", Column: "jobs_day", At: func(r *AssessmentRow) any { return &r.Jobs.Day }},
		{Key: "papers", Title: say.Material, Column: "papers", At: func(r *AssessmentRow) any { return &r.Papers }},
		{Key: "conclusion", Title: say.Conclusion, Column: "conclusion", At: func(r *AssessmentRow) any { return &r.Conclusion }},
		{Key: "proposed", Title: "建议结论", Column: "proposed", At: func(r *AssessmentRow) any { return &r.Proposed }},
		{Key: "reason", Title: say.Reason, Column: "reason", At: func(r *AssessmentRow) any { return &r.Reason }},
		{Key: "rectify", Title: "整改内容", Column: "rectify", At: func(r *AssessmentRow) any { return &r.Rectify }},
		{Key: "inspected", Title: say.RecheckedOn, Column: "inspected_day", Sets: true, At: func(r *AssessmentRow) any { return &r.Inspected }},
		{Key: "inspect", Title: say.Recheck, Column: "inspect", Sets: true, At: func(r *AssessmentRow) any { return &r.Inspect }},
		{Key: "decided", Title: say.DecidedOn, Column: "decided_day", Sets: true, At: func(r *AssessmentRow) any { return &r.Decided }},
		{Key: "decided_by", Title: "决定人", Column: "decided_by", Sets: true, At: func(r *AssessmentRow) any { return &r.DecidedBy }},
		{Key: "decision", Title: say.Decision, Column: "decision", Sets: true, At: func(r *AssessmentRow) any { return &r.Decision }},
		{Key: "voided", Title: "作废理由", Column: "voided", Sets: true, At: func(r *AssessmentRow) any { return &r.Voided }},
		{Key: "recorded_by", Title: say.RecordedBy, Column: "recorded_by", At: func(r *AssessmentRow) any { return &r.By }},
		{Key: "weight", Title: say.WeightedJobs, Column: "weight_millis", At: func(r *AssessmentRow) any { return &r.Measure.Weight }},
		{Key: "entitled", Title: "应得面积", Column: "entitled_dm2", At: func(r *AssessmentRow) any { return &r.Measure.Entitled }},
		{Key: "most", Title: "最多面积", Column: "most_dm2", At: func(r *AssessmentRow) any { return &r.Measure.Most }},
		{Key: "held", Title: "占用面积", Column: "held_dm2", At: func(r *AssessmentRow) any { return &r.Measure.Held }},
		{
			Key: "over", Title: "多占", Unit: "㎡", Kind: search.FieldArea, Expr: "max(0, k.held_dm2 - k.most_dm2)",
			Of: func(r AssessmentRow, _ civil.Date) any { return r.Measure.Over() }, Sorts: true, Filters: 11,
		},
		{Key: "over_cost", Title: "多占的年减免", Column: "over_fen", At: func(r *AssessmentRow) any { return &r.Measure.Cost }},
		{Key: "over_year", Title: "减免年度", Column: "over_year", At: func(r *AssessmentRow) any { return &r.Measure.Year }},
		{Key: "parameter", Title: "参数版本", Column: "parameter_id", Null: true, At: func(r *AssessmentRow) any { return &r.Measure.Parameter }},
		{Key: "stay", Expr: "t.number", At: func(r *AssessmentRow) any { return &r.Stay }},
		{Key: "application", Expr: "t.application_id", At: func(r *AssessmentRow) any { return &r.Application }},
		{Key: "tenancy_state", Expr: "t.state", At: func(r *AssessmentRow) any { return &r.TenancyState }},
		{Key: "recorded_name", Expr: "coalesce(o.display, '')", At: func(r *AssessmentRow) any { return &r.RecordedName }},
		{Key: "decided_name", Expr: "coalesce(d.display, '')", At: func(r *AssessmentRow) any { return &r.DecidedName }},
		{Key: "exit_id", Expr: "coalesce((SELECT x.id " + sqlAssessmentExit + "), 0)", At: func(r *AssessmentRow) any { return &r.Exit }},
		{Key: "exit_state", Expr: "coalesce((SELECT x.state " + sqlAssessmentExit + "), '')", At: func(r *AssessmentRow) any { return &r.ExitState }},
		{Key: "version", Column: "version", At: func(r *AssessmentRow) any { return &r.Version }},
	},
})

// bodies are the bodies that took part, as one column keeps them.
type bodies []string

// Scan reads the column.
func (b *bodies) Scan(src any) error {
	text, ok := src.(string)
	if !ok {
		return fmt.Errorf("bodies in a %T", src)
	}
	*b = oversight.SplitBodies(text)
	return nil
}

// Kept is what the column keeps.
func (b *bodies) Kept() any { return oversight.JoinBodies(*b) }

// Assessments reads a window of the list of assessments that the actor may see, the latest first where nothing else is
// asked. Errors: those of allocation.ParseFilter, ErrUnknownColumn.
func (s Room) Assessments(ctx context.Context, by engine.Actor, q engine.ListQuery) (engine.Page[AssessmentRow], error) {
	return AssessmentNoun.List(ctx, s.Store, by, q)
}

// AssessmentStates counts the assessments that the actor may see by state.
func (s Room) AssessmentStates(ctx context.Context, by engine.Actor) (map[oversight.AssessmentState]int, error) {
	return engine.CountBy[oversight.AssessmentState](ctx, s.Store, AssessmentNoun, by, "state")
}
