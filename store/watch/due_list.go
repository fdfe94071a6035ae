package watch

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/oversight"
	"penggai/allocation/search"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/stay"
)

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

var dueStateTitles = map[DueState]string{AssessmentLate: say.Overdue, AssessmentNear: "临近", AssessmentLater: "未到"}

// DueRow is a tenancy with its next assessment.
type DueRow struct {
	Tenancy   int64
	Number    string
	District  string
	Name      string
	Units     string
	Signed    civil.Date
	Due       civil.Date
	DueState  DueState
	Last      string     // number of the latest assessment; empty without one
	LastDay   civil.Date // of it
	LastState oversight.AssessmentState
}

const (
	// SqlDueDay is the next due day of tenancy t at the interval d.months: months from the signing, the day clamped to the
	// month's end as allocation.AssessmentDue does.
	SqlDueDay = `min(date(t.signed_day, 'start of month', '+' || (t.assessed_months + d.months) || ' months', '+1 month', '-1 day'),
		date(t.signed_day, 'start of month', '+' || (t.assessed_months + d.months) || ' months', '+' || (CAST(substr(t.signed_day, 9) AS INTEGER) - 1) || ' days'))`
	// SqlAssessedDay is what the index tenancy_assessed holds: the due day that was answered last, not clamped.
	SqlAssessedDay = `date(t.signed_day, '+' || t.assessed_months || ' months')`
	SqlDueStays    = `t.state IN ('signed','handed','open')`
	sqlDueState    = `CASE WHEN ` + SqlDueDay + ` < {today} THEN 'late' WHEN ` + SqlDueDay + ` <= d.near THEN 'near' ELSE 'later' END`
	sqlDueUnits    = `coalesce((SELECT group_concat(number, ' ') FROM (SELECT u.number FROM hold h JOIN unit u ON u.id = h.unit_id
		WHERE h.kind = 'tenancy' AND h.ref_id = t.id AND h.to_day IS NULL ORDER BY u.number)), '')`
)

// DueSlack is more than the days by which a date without clamping lies behind the clamped one, on both ends of an interval.
const DueSlack = 6

// DueNoun is what the next assessments of the stays are. A tenancy whose exit is approved is not assessed any more.
var DueNoun = engine.NewNoun(engine.Noun[DueRow]{
	From: ` FROM tenancy t LEFT JOIN applicant p ON p.id = t.applicant_id
	LEFT JOIN assessment k ON k.id = (SELECT max(l.id) FROM assessment l WHERE l.tenancy_id = t.id AND l.state <> 'void')`,
	Source: dueSource,
	Order:  []engine.Order{{Column: "due"}},
	Fields: []engine.Field[DueRow]{
		{Key: "id", Expr: "t.id", At: func(r *DueRow) any { return &r.Tenancy }},
		{
			Key: "due_state", Title: engine.TextFieldState, Head: say.Deadline, Expr: sqlDueState, At: func(r *DueRow) any { return &r.DueState },
			Filters: 1, Choices: engine.TitledChoices(DueStates), Implies: dueBound, Plain: 1,
		},
		{
			Key: "district", Title: engine.TextFieldDistrict, Expr: "t.district", At: func(r *DueRow) any { return &r.District },
			Sorts: true, Filters: 2, Choices: basis.DistrictChoices(), Plain: 2,
		},
		{
			Key: "applicant", Title: engine.TextFieldTenant, Expr: "p.name", At: func(r *DueRow) any { return &r.Name },
			Sort: "p.initials", Filters: 3, Match: intake.NameMatch, Plain: 4,
		},
		{
			Key: "unit", Title: engine.TextFieldUnit, Expr: sqlDueUnits, At: func(r *DueRow) any { return &r.Units },
			Filters: 4, Match: stay.HeldUnitMatch, Plain: 5,
		},
		{
			Key: "number", Title: engine.TextFieldNumber, Expr: "t.number", At: func(r *DueRow) any { return &r.Number },
			Sorts: true, Filters: 5, Match: engine.NumbersMatch("t.number", "coalesce(k.number, '')"), Plain: 3,
		},
		{
			Key: "due", Title: engine.TextFieldUntil, Head: "应考核日", Expr: SqlDueDay, At: func(r *DueRow) any { return &r.Due },
			Sorts: true, Filters: 6,
		},
		{Key: "left", Head: "还有", Kind: search.FieldCount, Of: func(r DueRow, today civil.Date) any { return r.Due.Sub(today) }, Text: dueLeft},
		{Key: "signed", Expr: "t.signed_day", At: func(r *DueRow) any { return &r.Signed }, Sorts: true},
		{Key: "last", Head: "上一次", Expr: "k.day", At: func(r *DueRow) any { return &r.LastDay }, Text: dueLast, Sorts: true},
		{Key: "last_number", Expr: "coalesce(k.number, '')", At: func(r *DueRow) any { return &r.Last }},
		{Key: "last_state", Expr: "coalesce(k.state, '')", At: func(r *DueRow) any { return &r.LastState }},
	},
})

// dueLeft says how far away the due day is.
func dueLeft(r DueRow, today civil.Date) string {
	switch n := r.Due.Sub(today); {
	case n < 0:
		return fmt.Sprintf("逾 %d 天", -n)
	case n == 0:
		return say.Today
	default:
		return fmt.Sprintf("%d 天", n)
	}
}

// dueLast is the day of the latest assessment and what it came to.
func dueLast(r DueRow, _ civil.Date) string {
	if r.Last == "" {
		return "没有考核过"
	}
	return r.LastDay.String() + " " + r.LastState.Title()
}

// dueBound says of what is near or overdue that the due day that was answered last lies before a day, which an index holds.
func dueBound(values []string) string {
	if slices.Contains(values, string(AssessmentLater)) {
		return ""
	}
	return SqlAssessedDay + ` <= d.upto`
}

// dueSource are the districts that the actor sees with the last day that is near, their interval, and the bound of the due
// day that was answered last of what is near or overdue.
func dueSource(ctx context.Context, q engine.Querier, b *engine.Binder, by engine.Actor, today civil.Date) (tables, cond string, err error) {
	var rows []string
	for _, d := range allocation.Districts() {
		if !by.Sees(d.Name) {
			continue
		}
		p, err := basis.ParametersOrDefault(ctx, q, d.Name, today)
		if err != nil {
			return "", "", err
		}
		near := today.AddDays(p.Leads.Assessment)
		rows = append(rows, "("+b.Add(d.Name)+", "+b.Add(near.String())+", "+strconv.Itoa(p.AssessmentMonths)+", "+
			b.Add(near.AddMonths(-p.AssessmentMonths).AddDays(DueSlack).String())+")")
	}
	return "(SELECT column1 AS district, column2 AS near, column3 AS months, column4 AS upto FROM (VALUES " + strings.Join(rows, ", ") + ") v) d CROSS JOIN ",
		`t.district = d.district AND ` + SqlDueStays, nil
}

// DueAssessments reads a window of the tenancies with their next assessment that the actor may see, the earliest due day
// first where nothing else is asked. Errors: those of allocation.ParseFilter, ErrUnknownColumn.
func (s Room) DueAssessments(ctx context.Context, by engine.Actor, q engine.ListQuery) (engine.Page[DueRow], error) {
	return DueNoun.List(ctx, s.Store, by, q)
}

// DueCounts counts the tenancies that the actor may see by how near their next assessment is.
func (s Room) DueCounts(ctx context.Context, by engine.Actor) (counts map[DueState]int, err error) {
	err = s.Snapshot(ctx, func(r engine.Querier) error {
		// What is near or overdue is found by an index; the others are the rest.
		pressing := engine.TextFieldState + ":" + AssessmentLate.Title() + "," + AssessmentNear.Title()
		if counts, err = engine.CountOf[DueState](ctx, s.Store, r, DueNoun, by, "due_state", pressing); err != nil {
			return err
		}
		total, err := DueNoun.Count(ctx, s.Store, r, by)
		if later := total - counts[AssessmentLate] - counts[AssessmentNear]; later > 0 {
			counts[AssessmentLater] = later
		}
		return err
	})
	return counts, err
}
