package watch

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"penggai/allocation"
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
	Title: "考核",
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
		{Key: "day", Title: engine.TextFieldDay, Head: "考核日期", Column: "day", At: func(r *AssessmentRow) any { return &r.Day }, Sorts: true, Filters: 6},
		{
			Key: "rectify_by", Title: "整改期限", Head: "下一步", Column: "rectify_by", Sets: true, At: func(r *AssessmentRow) any { return &r.RectifyBy },
			Sorts: true, Filters: 7,
		},
		{Key: "late", Title: engine.TextFieldLate, Expr: sqlAssessmentLate, Filters: 8, Choices: engine.YesNoChoices()},
		{Key: "exit", Title: engine.TextFieldExit, Expr: sqlAssessmentExits, Filters: 9, Choices: engine.YesNoChoices()},
		{
			Key: "jobs", Title: engine.TextFieldJobs, Unit: "人", Kind: search.FieldCount, Expr: "(k.full_time + k.part_time)",
			Of: func(r AssessmentRow, _ civil.Date) any { return r.Jobs.People() }, Sorts: true, Filters: 10,
		},
		{Key: "tenancy", Title: "入驻", Column: "tenancy_id", At: func(r *AssessmentRow) any { return &r.Tenancy }},
		{Key: "covers", Title: "考核至第几月", Column: "covers", At: func(r *AssessmentRow) any { return &r.Covers }},
		{Key: "due", Title: "期限", Column: "due_day", At: func(r *AssessmentRow) any { return &r.Due }},
		{Key: "bodies", Title: "参加部门", Column: "bodies", At: func(r *AssessmentRow) any { return (*bodies)(&r.Bodies) }},
		{Key: "full_time", Title: "全职", Column: "full_time", At: func(r *AssessmentRow) any { return &r.Jobs.Full }},
		{Key: "part_time", Title: "兼职", Column: "part_time", At: func(r *AssessmentRow) any { return &r.Jobs.Part }},
		{Key: "jobs_source", Title: "岗位来源", Column: "jobs_source", At: func(r *AssessmentRow) any { return &r.Jobs.Source }},
		{Key: "jobs_day", Title: "岗位核实日期", Column: "jobs_day", At: func(r *AssessmentRow) any { return &r.Jobs.Day }},
		{Key: "papers", Title: "材料", Column: "papers", At: func(r *AssessmentRow) any { return &r.Papers }},
		{Key: "conclusion", Title: "结论", Column: "conclusion", At: func(r *AssessmentRow) any { return &r.Conclusion }},
		{Key: "proposed", Title: "建议结论", Column: "proposed", At: func(r *AssessmentRow) any { return &r.Proposed }},
		{Key: "reason", Title: "理由", Column: "reason", At: func(r *AssessmentRow) any { return &r.Reason }},
		{Key: "rectify", Title: "整改内容", Column: "rectify", At: func(r *AssessmentRow) any { return &r.Rectify }},
		{Key: "inspected", Title: "复查日期", Column: "inspected_day", Sets: true, At: func(r *AssessmentRow) any { return &r.Inspected }},
		{Key: "inspect", Title: "复查情况", Column: "inspect", Sets: true, At: func(r *AssessmentRow) any { return &r.Inspect }},
		{Key: "decided", Title: "决定日期", Column: "decided_day", Sets: true, At: func(r *AssessmentRow) any { return &r.Decided }},
		{Key: "decided_by", Title: "决定人", Column: "decided_by", Sets: true, At: func(r *AssessmentRow) any { return &r.DecidedBy }},
		{Key: "decision", Title: "决定", Column: "decision", Sets: true, At: func(r *AssessmentRow) any { return &r.Decision }},
		{Key: "voided", Title: "作废理由", Column: "voided", Sets: true, At: func(r *AssessmentRow) any { return &r.Voided }},
		{Key: "recorded_by", Title: "登记人", Column: "recorded_by", At: func(r *AssessmentRow) any { return &r.By }},
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

// DueState says how near the next assessment of a tenancy is.
type DueState string

// From overdue to far.
const (
	AssessmentLate  DueState = "late"  // 逾期: the due day has passed
	AssessmentNear  DueState = "near"  // 临近: within the lead time of the district
	AssessmentLater DueState = "later" // 未到
)

// DueStates lists them, the most pressing first.
var DueStates = []DueState{AssessmentLate, AssessmentNear, AssessmentLater}

// Title is the word on screen.
func (s DueState) Title() string { return dueStateTitles[s] }

// DueRow is a tenancy with its next assessment.
type DueRow struct {
	Tenancy   int64
	Number    string
	District  string
	Name      string
	Units     string
	Signed    civil.Date
	State     allocation.TenancyState
	Due       civil.Date
	DueState  DueState
	Last      string     // number of the latest assessment; empty without one
	LastDay   civil.Date // of it
	LastState oversight.AssessmentState
}

// DuePage is one window of the list of assessments that are due.
type DuePage struct {
	Rows   []DueRow
	Offset int
	Total  int
}

const (
	// SqlDueDay is the next due day of tenancy t at the interval d.months: months from the signing, the day clamped to the
	// month's end as allocation.AssessmentDue does.
	SqlDueDay = `min(date(t.signed_day, 'start of month', '+' || (t.assessed_months + d.months) || ' months', '+1 month', '-1 day'),
		date(t.signed_day, 'start of month', '+' || (t.assessed_months + d.months) || ' months', '+' || (CAST(substr(t.signed_day, 9) AS INTEGER) - 1) || ' days'))`
	// SqlAssessedDay is what the index tenancy_assessed holds: the due day that was answered last, not clamped.
	SqlAssessedDay = `date(t.signed_day, '+' || t.assessed_months || ' months')`
	SqlDueStays    = `t.state IN ('signed','handed','open')`
	dueFrom        = ` FROM (SELECT column1 AS district, column2 AS near, column3 AS months, column4 AS upto FROM (VALUES %s) v) d
	CROSS JOIN tenancy t LEFT JOIN applicant p ON p.id = t.applicant_id
	LEFT JOIN assessment k ON k.id = (SELECT max(l.id) FROM assessment l WHERE l.tenancy_id = t.id AND l.state <> 'void')`
	dueColumns = `SELECT t.id, t.number, t.district, p.name, coalesce((SELECT group_concat(number, ' ') FROM (SELECT u.number FROM hold h
		JOIN unit u ON u.id = h.unit_id WHERE h.kind = 'tenancy' AND h.ref_id = t.id AND h.to_day IS NULL ORDER BY u.number)), ''),
	t.signed_day, t.state, ` + SqlDueDay + `, %s, coalesce(k.number, ''), k.day, coalesce(k.state, '')`
)

func scanDue(s engine.Scanner) (r DueRow, err error) {
	err = s.Scan(&r.Tenancy, &r.Number, &r.District, &r.Name, &r.Units, &r.Signed, &r.State, &r.Due, &r.DueState, &r.Last, &r.LastDay, &r.LastState)
	return r, err
}

// sqlDueState is how near the due day is on a day.
func sqlDueState(today civil.Date) string {
	return `CASE WHEN ` + SqlDueDay + ` < '` + today.String() + `' THEN 'late' WHEN ` + SqlDueDay + ` <= d.near THEN 'near' ELSE 'later' END`
}

// DueFilterFields are the fields of a filter over what is due.
func DueFilterFields() []search.FilterField {
	return []search.FilterField{
		{Key: "due_state", Title: engine.TextFieldState, Kind: search.FieldChoice, Choices: engine.TitledChoices(DueStates)},
		{Key: "district", Title: engine.TextFieldDistrict, Kind: search.FieldChoice, Choices: basis.DistrictChoices()},
		{Key: "applicant", Title: engine.TextFieldTenant, Kind: search.FieldText},
		{Key: "unit", Title: engine.TextFieldUnit, Kind: search.FieldText},
		{Key: "number", Title: engine.TextFieldNumber, Kind: search.FieldText},
		{Key: "due", Title: engine.TextFieldUntil, Kind: search.FieldDate},
	}
}

func dueFilter(today civil.Date) engine.FilterColumns {
	return engine.FilterColumns{
		Fields: DueFilterFields(),
		Column: map[string]engine.FilterColumn{
			"due_state": {Expr: sqlDueState(today), Implies: dueBound},
			"district":  {Expr: "t.district"},
			"applicant": {Text: intake.NameMatch},
			"unit":      {Text: stay.HeldUnitMatch},
			"number":    {Text: engine.NumbersMatch("t.number", "coalesce(k.number, '')")},
			"due":       {Expr: SqlDueDay},
		},
		Plain: []string{"due_state", "district", "number", "applicant", "unit"},
	}
}

var DueOrders = map[string]string{
	"number": "t.number", "district": "t.district", "applicant": "p.initials", "due": SqlDueDay, "signed": "t.signed_day", "last": "k.day",
}

// DueAssessments reads a window of the tenancies with their next assessment, the earliest due day first where nothing else
// is asked. A tenancy whose exit is approved is not assessed any more. Errors: those of allocation.ParseFilter, ErrUnknownColumn.
func (s Room) DueAssessments(ctx context.Context, by engine.Actor, q engine.ListQuery) (page DuePage, err error) {
	if len(q.Sort) == 0 {
		q.Sort = []engine.Order{{Column: "due"}}
	}
	today := s.Today()
	order, err := engine.OrderBy(q.Sort, DueOrders, "t.id")
	if err != nil {
		return page, err
	}
	err = s.Snapshot(ctx, func(r engine.Querier) error {
		var b engine.Binder
		from, err := dueSource(ctx, r, &b, by, today)
		if err != nil {
			return err
		}
		cond, _, err := dueFilter(today).Where(ctx, r, &b, q.Filter)
		if err != nil {
			return err
		}
		stays := `t.district = d.district AND ` + SqlDueStays
		if cond != "" {
			stays += ` AND ` + cond
		}
		if page.Total, err = s.CountRows(ctx, r, from, stays, b.Args); err != nil {
			return err
		}
		page.Offset = engine.ClampOffset(q, page.Total)
		// The ids come first, so that only the rows of the window are read whole.
		page.Rows, err = engine.All(ctx, r, scanDue, fmt.Sprintf(dueColumns, sqlDueState(today))+from+` WHERE `+stays+` AND t.id IN (SELECT t.id`+engine.Lean(from, stays, order)+order+engine.Window(q, page.Offset)+`)`+order, b.Args...)
		return err
	})
	return page, err
}

// dueBound says of what is near or overdue that the due day that was answered last lies before a day, which an index holds.
func dueBound(values []string) string {
	if slices.Contains(values, string(AssessmentLater)) {
		return ""
	}
	return SqlAssessedDay + ` <= d.upto`
}

// dueSource is the FROM clause: the districts that the actor sees with the last day that is near, their interval, and the
// bound of the due day that was answered last of what is near or overdue.
func dueSource(ctx context.Context, q engine.Querier, b *engine.Binder, by engine.Actor, today civil.Date) (string, error) {
	var rows []string
	for _, d := range allocation.Districts() {
		if !by.Sees(d.Name) {
			continue
		}
		p, err := basis.ParametersOrDefault(ctx, q, d.Name, today)
		if err != nil {
			return "", err
		}
		near := today.AddDays(p.Leads.Assessment)
		rows = append(rows, "("+b.Add(d.Name)+", "+b.Add(near.String())+", "+strconv.Itoa(p.AssessmentMonths)+", "+
			b.Add(near.AddMonths(-p.AssessmentMonths).AddDays(DueSlack).String())+")")
	}
	return fmt.Sprintf(dueFrom, strings.Join(rows, ", ")), nil
}

// DueCounts counts the tenancies that the actor may see by how near their next assessment is.
func (s Room) DueCounts(ctx context.Context, by engine.Actor) (counts map[DueState]int, err error) {
	counts = map[DueState]int{}
	today := s.Today()
	err = s.Snapshot(ctx, func(r engine.Querier) error {
		var b engine.Binder
		from, err := dueSource(ctx, r, &b, by, today)
		if err != nil {
			return err
		}
		cond := `t.district = d.district AND ` + SqlDueStays
		total, err := s.CountRows(ctx, r, from, cond, b.Args)
		if err != nil {
			return err
		}
		// What is near or overdue is found by an index; the others are the rest.
		_, err = engine.All(ctx, r, func(r engine.Scanner) (n int, err error) {
			var state DueState
			if err = r.Scan(&state, &n); err == nil && state != AssessmentLater {
				counts[state], total = n, total-n
			}
			return n, err
		}, `SELECT `+sqlDueState(today)+` AS near_state, count(*)`+engine.Lean(from, cond+` AND `+SqlAssessedDay+` <= d.upto`, sqlDueState(today))+` GROUP BY near_state`, b.Args...)
		if total > 0 {
			counts[AssessmentLater] = total
		}
		return err
	})
	return counts, err
}

var dueStateTitles = map[DueState]string{AssessmentLate: "逾期", AssessmentNear: "临近", AssessmentLater: "未到"}

// DueSlack is more than the days by which a date without clamping lies behind the clamped one, on both ends of an interval.
const DueSlack = 6
