package store

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
)

// AssessmentPage is one window of the list of assessments.
type AssessmentPage struct {
	Rows   []AssessmentRow
	Offset int
	Total  int
}

var assessmentOrders = map[string]string{
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
func AssessmentFilterFields() []allocation.FilterField {
	return []allocation.FilterField{
		{Key: "state", Title: textFieldState, Kind: allocation.FieldChoice, Choices: titledChoices(allocation.AssessmentStates)},
		{Key: "district", Title: textFieldDistrict, Kind: allocation.FieldChoice, Choices: districtChoices()},
		{Key: "applicant", Title: textFieldTenant, Kind: allocation.FieldText},
		{Key: "unit", Title: textFieldUnit, Kind: allocation.FieldText},
		{Key: "number", Title: textFieldNumber, Kind: allocation.FieldText},
		{Key: "day", Title: textFieldDay, Kind: allocation.FieldDate},
		{Key: "rectify_by", Title: "整改期限", Kind: allocation.FieldDate},
		{Key: "late", Title: textFieldLate, Kind: allocation.FieldChoice, Choices: yesNoChoices()},
		{Key: "exit", Title: textFieldExit, Kind: allocation.FieldChoice, Choices: yesNoChoices()},
		{Key: "jobs", Title: textFieldJobs, Kind: allocation.FieldCount},
	}
}

func assessmentFilter(today civil.Date) filterColumns {
	return filterColumns{
		fields:   AssessmentFilterFields(),
		district: "k.district",
		column: map[string]filterColumn{
			"state":      {expr: "k.state"},
			"district":   {expr: "k.district"},
			"applicant":  {text: nameMatch},
			"unit":       {text: heldUnitMatch},
			"number":     {text: numbersMatch("k.number", "t.number")},
			"day":        {expr: "k.day"},
			"rectify_by": {expr: "k.rectify_by"},
			"late":       {expr: sqlRectifyLate(today)},
			"exit":       {expr: sqlAssessmentExits},
			"jobs":       {expr: "(k.full_time + k.part_time)"},
		},
		plain: []string{"state", "district", "number", "applicant", "unit"},
	}
}

// Assessments reads a window of the list of assessments that the actor may see, the latest first where nothing else is
// asked. Errors: those of allocation.ParseFilter, ErrUnknownColumn.
func (s *Store) Assessments(ctx context.Context, by Actor, q ListQuery) (page AssessmentPage, err error) {
	page.Rows, page.Offset, page.Total, err = listRows(ctx, s, by, q, assessmentFilter(s.Today()), assessmentOrders, "k.id",
		assessmentFrom, assessmentColumns, scanAssessment)
	return page, err
}

// listRows reads a window of a list whose tables name the tenancy t, with its total.
func listRows[T any](ctx context.Context, s *Store, by Actor, q ListQuery, f filterColumns, orders map[string]string, id, from, columns string,
	scan func(scanner) (T, error),
) (rows []T, offset, total int, err error) {
	order, err := orderBy(q.Sort, orders, id)
	if err != nil {
		return nil, 0, 0, err
	}
	err = s.snapshot(ctx, func(r querier) error {
		var b binder
		cond, err := ownRows(ctx, r, &b, f, by, q.Filter)
		if err != nil {
			return err
		}
		if total, err = s.countRows(ctx, r, from, cond, b.args); err != nil {
			return err
		}
		offset = clampOffset(q, total)
		ids := `SELECT ` + id + lean(from, cond, order) + order + window(q, offset) // only the rows of the window are read whole
		rows, err = all(ctx, r, scan, columns+` WHERE `+id+` IN (`+ids+`)`+order, b.args...)
		return err
	})
	return rows, offset, total, err
}

// AssessmentStates counts the assessments that the actor may see by state.
func (s *Store) AssessmentStates(ctx context.Context, by Actor) (map[allocation.AssessmentState]int, error) {
	return countStates[allocation.AssessmentState](ctx, s.read, `SELECT state, count(*) FROM assessment WHERE $1 = '' OR district = $1 GROUP BY state`, by)
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
	// sqlDueDay is the next due day of tenancy t at the interval d.months: months from the signing, the day clamped to the
	// month's end as allocation.AssessmentDue does.
	sqlDueDay = `min(date(t.signed_day, 'start of month', '+' || (t.assessed_months + d.months) || ' months', '+1 month', '-1 day'),
		date(t.signed_day, 'start of month', '+' || (t.assessed_months + d.months) || ' months', '+' || (CAST(substr(t.signed_day, 9) AS INTEGER) - 1) || ' days'))`
	// sqlAssessedDay is what the index tenancy_assessed holds: the due day that was answered last, not clamped.
	sqlAssessedDay = `date(t.signed_day, '+' || t.assessed_months || ' months')`
	sqlDueStays    = `t.state IN ('signed','handed','open')`
	dueFrom        = ` FROM (SELECT column1 AS district, column2 AS near, column3 AS months, column4 AS upto FROM (VALUES %s) v) d
	CROSS JOIN tenancy t LEFT JOIN applicant p ON p.id = t.applicant_id
	LEFT JOIN assessment k ON k.id = (SELECT max(l.id) FROM assessment l WHERE l.tenancy_id = t.id AND l.state <> 'void')`
	dueColumns = `SELECT t.id, t.number, t.district, p.name, coalesce((SELECT group_concat(number, ' ') FROM (SELECT u.number FROM hold h
		JOIN unit u ON u.id = h.unit_id WHERE h.kind = 'tenancy' AND h.ref_id = t.id AND h.to_day IS NULL ORDER BY u.number)), ''),
	t.signed_day, t.state, ` + sqlDueDay + `, %s, coalesce(k.number, ''), k.day, coalesce(k.state, '')`
)

func scanDue(s scanner) (r DueRow, err error) {
	err = s.Scan(&r.Tenancy, &r.Number, &r.District, &r.Name, &r.Units, &r.Signed, &r.State, &r.Due, &r.DueState, &r.Last, &r.LastDay, &r.LastState)
	return r, err
}

// sqlDueState is how near the due day is on a day.
func sqlDueState(today civil.Date) string {
	return `CASE WHEN ` + sqlDueDay + ` < '` + today.String() + `' THEN 'late' WHEN ` + sqlDueDay + ` <= d.near THEN 'near' ELSE 'later' END`
}

// DueFilterFields are the fields of a filter over what is due.
func DueFilterFields() []allocation.FilterField {
	return []allocation.FilterField{
		{Key: "due_state", Title: textFieldState, Kind: allocation.FieldChoice, Choices: titledChoices(DueStates)},
		{Key: "district", Title: textFieldDistrict, Kind: allocation.FieldChoice, Choices: districtChoices()},
		{Key: "applicant", Title: textFieldTenant, Kind: allocation.FieldText},
		{Key: "unit", Title: textFieldUnit, Kind: allocation.FieldText},
		{Key: "number", Title: textFieldNumber, Kind: allocation.FieldText},
		{Key: "due", Title: textFieldUntil, Kind: allocation.FieldDate},
	}
}

func dueFilter(today civil.Date) filterColumns {
	return filterColumns{
		fields: DueFilterFields(),
		column: map[string]filterColumn{
			"due_state": {expr: sqlDueState(today), implies: dueBound},
			"district":  {expr: "t.district"},
			"applicant": {text: nameMatch},
			"unit":      {text: heldUnitMatch},
			"number":    {text: numbersMatch("t.number", "coalesce(k.number, '')")},
			"due":       {expr: sqlDueDay},
		},
		plain: []string{"due_state", "district", "number", "applicant", "unit"},
	}
}

var dueOrders = map[string]string{
	"number": "t.number", "district": "t.district", "applicant": "p.initials", "due": sqlDueDay, "signed": "t.signed_day", "last": "k.day",
}

// DueAssessments reads a window of the tenancies with their next assessment, the earliest due day first where nothing else
// is asked. A tenancy whose exit is approved is not assessed any more. Errors: those of allocation.ParseFilter, ErrUnknownColumn.
func (s *Store) DueAssessments(ctx context.Context, by Actor, q ListQuery) (page DuePage, err error) {
	if len(q.Sort) == 0 {
		q.Sort = []Order{{Column: "due"}}
	}
	today := s.Today()
	order, err := orderBy(q.Sort, dueOrders, "t.id")
	if err != nil {
		return page, err
	}
	err = s.snapshot(ctx, func(r querier) error {
		var b binder
		from, err := dueSource(ctx, r, &b, by, today)
		if err != nil {
			return err
		}
		cond, _, err := dueFilter(today).where(ctx, r, &b, q.Filter)
		if err != nil {
			return err
		}
		stays := `t.district = d.district AND ` + sqlDueStays
		if cond != "" {
			stays += ` AND ` + cond
		}
		if page.Total, err = s.countRows(ctx, r, from, stays, b.args); err != nil {
			return err
		}
		page.Offset = clampOffset(q, page.Total)
		// The ids come first, so that only the rows of the window are read whole.
		page.Rows, err = all(ctx, r, scanDue, fmt.Sprintf(dueColumns, sqlDueState(today))+from+` WHERE `+stays+` AND t.id IN (SELECT t.id`+lean(from, stays, order)+order+window(q, page.Offset)+`)`+order, b.args...)
		return err
	})
	return page, err
}

// dueBound says of what is near or overdue that the due day that was answered last lies before a day, which an index holds.
func dueBound(values []string) string {
	if slices.Contains(values, string(AssessmentLater)) {
		return ""
	}
	return sqlAssessedDay + ` <= d.upto`
}

// dueSource is the FROM clause: the districts that the actor sees with the last day that is near, their interval, and the
// bound of the due day that was answered last of what is near or overdue.
func dueSource(ctx context.Context, q querier, b *binder, by Actor, today civil.Date) (string, error) {
	var rows []string
	for _, d := range allocation.Districts() {
		if !by.Sees(d.Name) {
			continue
		}
		p, err := parametersOrDefault(ctx, q, d.Name, today)
		if err != nil {
			return "", err
		}
		near := today.AddDays(p.Leads.Assessment)
		rows = append(rows, "("+b.add(d.Name)+", "+b.add(near.String())+", "+strconv.Itoa(p.AssessmentMonths)+", "+
			b.add(near.AddMonths(-p.AssessmentMonths).AddDays(dueSlack).String())+")")
	}
	return fmt.Sprintf(dueFrom, strings.Join(rows, ", ")), nil
}

// DueCounts counts the tenancies that the actor may see by how near their next assessment is.
func (s *Store) DueCounts(ctx context.Context, by Actor) (counts map[DueState]int, err error) {
	counts = map[DueState]int{}
	today := s.Today()
	err = s.snapshot(ctx, func(r querier) error {
		var b binder
		from, err := dueSource(ctx, r, &b, by, today)
		if err != nil {
			return err
		}
		cond := `t.district = d.district AND ` + sqlDueStays
		total, err := s.countRows(ctx, r, from, cond, b.args)
		if err != nil {
			return err
		}
		// What is near or overdue is found by an index; the others are the rest.
		_, err = all(ctx, r, func(r scanner) (n int, err error) {
			var state DueState
			if err = r.Scan(&state, &n); err == nil && state != AssessmentLater {
				counts[state], total = n, total-n
			}
			return n, err
		}, `SELECT `+sqlDueState(today)+` AS near_state, count(*)`+lean(from, cond+` AND `+sqlAssessedDay+` <= d.upto`, sqlDueState(today))+` GROUP BY near_state`, b.args...)
		if total > 0 {
			counts[AssessmentLater] = total
		}
		return err
	})
	return counts, err
}

var dueStateTitles = map[DueState]string{AssessmentLate: "逾期", AssessmentNear: "临近", AssessmentLater: "未到"}
