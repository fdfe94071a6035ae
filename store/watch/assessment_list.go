package watch

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/search"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/stay"
)

// AssessmentPage is one window of the list of assessments.
type AssessmentPage struct {
	Rows   []AssessmentRow
	Offset int
	Total  int
}

var AssessmentOrders = map[string]string{
	"number": "k.number", "district": "t.district", "applicant": "p.initials", "day": "k.day", "state": sqlAssessmentRank,
	"jobs": "k.full_time + k.part_time", "rectify_by": "k.rectify_by",
}

const (
	sqlAssessmentRank = `CASE k.state WHEN 'pending' THEN 1 WHEN 'failed' THEN 2 WHEN 'rectifying' THEN 3 WHEN 'exited' THEN 4 WHEN 'closed' THEN 5
	WHEN 'done' THEN 6 ELSE 7 END`
	sqlAssessmentExits = `CASE WHEN EXISTS (SELECT 1 FROM exit x WHERE x.assessment_id = k.id AND x.state NOT IN ('refused', 'cancelled')) THEN '1' ELSE '0' END`
)

// sqlRectifyLate is whether a rectification is overdue on a day, as text.
func sqlRectifyLate(today civil.Date) string {
	return `CASE WHEN k.state = 'rectifying' AND k.rectify_by < '` + today.String() + `' THEN '1' ELSE '0' END`
}

// AssessmentFilterFields are the fields of a filter over assessments.
func AssessmentFilterFields() []search.FilterField {
	return []search.FilterField{
		{Key: "state", Title: engine.TextFieldState, Kind: search.FieldChoice, Choices: engine.TitledChoices(allocation.AssessmentStates)},
		{Key: "district", Title: engine.TextFieldDistrict, Kind: search.FieldChoice, Choices: basis.DistrictChoices()},
		{Key: "applicant", Title: engine.TextFieldTenant, Kind: search.FieldText},
		{Key: "unit", Title: engine.TextFieldUnit, Kind: search.FieldText},
		{Key: "number", Title: engine.TextFieldNumber, Kind: search.FieldText},
		{Key: "day", Title: engine.TextFieldDay, Kind: search.FieldDate},
		{Key: "rectify_by", Title: "整改期限", Kind: search.FieldDate},
		{Key: "late", Title: engine.TextFieldLate, Kind: search.FieldChoice, Choices: engine.YesNoChoices()},
		{Key: "exit", Title: engine.TextFieldExit, Kind: search.FieldChoice, Choices: engine.YesNoChoices()},
		{Key: "jobs", Title: engine.TextFieldJobs, Kind: search.FieldCount},
	}
}

func assessmentFilter(today civil.Date) engine.FilterColumns {
	return engine.FilterColumns{
		Fields:   AssessmentFilterFields(),
		District: "k.district",
		Column: map[string]engine.FilterColumn{
			"state":      {Expr: "k.state"},
			"district":   {Expr: "k.district"},
			"applicant":  {Text: intake.NameMatch},
			"unit":       {Text: stay.HeldUnitMatch},
			"number":     {Text: engine.NumbersMatch("k.number", "t.number")},
			"day":        {Expr: "k.day"},
			"rectify_by": {Expr: "k.rectify_by"},
			"late":       {Expr: sqlRectifyLate(today)},
			"exit":       {Expr: sqlAssessmentExits},
			"jobs":       {Expr: "(k.full_time + k.part_time)"},
		},
		Plain: []string{"state", "district", "number", "applicant", "unit"},
	}
}

// Assessments reads a window of the list of assessments that the actor may see, the latest first where nothing else is
// asked. Errors: those of allocation.ParseFilter, ErrUnknownColumn.
func (s Room) Assessments(ctx context.Context, by engine.Actor, q engine.ListQuery) (page AssessmentPage, err error) {
	page.Rows, page.Offset, page.Total, err = listRows(ctx, s.Store, by, q, assessmentFilter(s.Today()), AssessmentOrders, "k.id",
		assessmentFrom, assessmentColumns, ScanAssessment)
	return page, err
}

// listRows reads a window of a list whose tables name the tenancy t, with its total.
func listRows[T any](ctx context.Context, s *engine.Store, by engine.Actor, q engine.ListQuery, f engine.FilterColumns, orders map[string]string, id, from, columns string,
	scan func(engine.Scanner) (T, error),
) (rows []T, offset, total int, err error) {
	order, err := engine.OrderBy(q.Sort, orders, id)
	if err != nil {
		return nil, 0, 0, err
	}
	err = s.Snapshot(ctx, func(r engine.Querier) error {
		var b engine.Binder
		cond, err := engine.OwnRows(ctx, r, &b, f, by, q.Filter)
		if err != nil {
			return err
		}
		if total, err = s.CountRows(ctx, r, from, cond, b.Args); err != nil {
			return err
		}
		offset = engine.ClampOffset(q, total)
		ids := `SELECT ` + id + engine.Lean(from, cond, order) + order + engine.Window(q, offset) // only the rows of the window are read whole
		rows, err = engine.All(ctx, r, scan, columns+` WHERE `+id+` IN (`+ids+`)`+order, b.Args...)
		return err
	})
	return rows, offset, total, err
}

// AssessmentStates counts the assessments that the actor may see by state.
func (s Room) AssessmentStates(ctx context.Context, by engine.Actor) (map[allocation.AssessmentState]int, error) {
	return engine.CountStates[allocation.AssessmentState](ctx, s.Read, `SELECT state, count(*) FROM assessment WHERE $1 = '' OR district = $1 GROUP BY state`, by)
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
	LastState allocation.AssessmentState
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
