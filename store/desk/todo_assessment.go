package desk

import (
	"cmp"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/leave"
	"penggai/allocation/oversight"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/watch"
)

// sqlTodoDue counts the tenancies whose next assessment is near or overdue: the earliest due day, how many are overdue, the
// first that is not. d.upto bounds the due day that was answered last, which is what the index holds.
const sqlTodoDue = `WITH d AS MATERIALIZED (SELECT key AS district, value ->> 'near' AS near, value ->> 'months' AS months, value ->> 'upto' AS upto FROM json_each($1))
	SELECT count(*), min(day), count(CASE WHEN day < $2 THEN 1 END), min(CASE WHEN day >= $2 THEN day END) FROM (
	SELECT ` + watch.SqlDueDay + ` AS day, d.near AS near FROM d CROSS JOIN tenancy t INDEXED BY tenancy_assessed
	WHERE t.district = d.district AND ` + watch.SqlDueStays + ` AND ` + watch.SqlAssessedDay + ` <= d.upto) WHERE day <= near`

// dueArgs are its arguments.
func (a todoAsk) dueArgs() ([]any, error) {
	var failed error
	text := perDistrict(a, func(district string, _ allocation.LeadTimes) map[string]any {
		p, err := basis.ParametersOrDefault(a.ctx, a.q, district, a.today)
		failed = cmp.Or(failed, err)
		near := a.today.AddDays(p.Leads.Assessment)
		return map[string]any{"near": near, "months": p.AssessmentMonths, "upto": near.AddMonths(-p.AssessmentMonths).AddDays(watch.DueSlack)}
	})
	return []any{text, a.today}, failed
}

func todoDue(a todoAsk) ([]TodoRow, error) {
	args, err := a.dueArgs()
	if err != nil {
		return nil, err
	}
	row := TodoRow{
		Key: "assessment.due", Title: say.AssessmentDue, Mine: a.may(allocation.ActRecordAssessment), Noun: allocation.NounAssessmentDue,
		Filter: engine.TextFieldState + ":" + watch.AssessmentLate.Title() + "," + watch.AssessmentNear.Title(),
	}
	_, err = engine.One(a.ctx, a.q, func(s engine.Scanner) (none struct{}, err error) {
		var first, next civil.Date
		var late int
		if err = s.Scan(&row.Count, &first, &late, &next); err == nil {
			row.Detail, row.Due = a.deadlineText(first, late), due(late, row.Count-late)
		}
		return none, err
	}, sqlTodoDue, args...)
	return []TodoRow{row}, err
}

// sqlTodoAssessments counts the assessments under way by state: the earliest deadline of a rectification, how many are near
// and how many have passed, how many failed ones no exit rests on yet.
const sqlTodoAssessments = `SELECT k.state, count(*), min(k.rectify_by), count(CASE WHEN k.state = 'rectifying' AND k.rectify_by <= d.near THEN 1 END),
	count(CASE WHEN k.state = 'rectifying' AND k.rectify_by < $2 THEN 1 END),
	count(CASE WHEN k.state = 'failed' AND NOT EXISTS (SELECT 1 FROM exit x WHERE x.assessment_id = k.id AND x.state NOT IN ('refused', 'cancelled')) THEN 1 END)
	FROM ` + todoDistricts + ` CROSS JOIN assessment k
	WHERE k.district = d.district AND k.state IN ('rectifying', 'pending', 'failed') GROUP BY k.state`

func todoAssessments(a todoAsk) ([]TodoRow, error) {
	type line struct {
		state            oversight.AssessmentState
		n, near, late, x int
		first            civil.Date
	}
	lines, err := engine.All(a.ctx, a.q, func(s engine.Scanner) (l line, err error) {
		err = s.Scan(&l.state, &l.n, &l.first, &l.near, &l.late, &l.x)
		return l, err
	}, sqlTodoAssessments, a.args(func(l allocation.LeadTimes) int { return l.Assessment })...)
	if err != nil {
		return nil, err
	}
	by := map[oversight.AssessmentState]line{}
	for _, l := range lines {
		by[l.state] = l
	}
	rectifying, pending, failed := by[oversight.AssessmentRectifying], by[oversight.AssessmentPending], by[oversight.AssessmentFailed]
	row := func(key, title string, n int, detail, filter string, act allocation.Action) TodoRow {
		return TodoRow{Key: key, Title: title, Count: n, Detail: detail, Filter: filter, Mine: a.may(act), Noun: allocation.NounAssessment}
	}
	rectify := row("assessment.rectify", "考核整改", rectifying.n, a.deadlineText(rectifying.first, rectifying.late),
		stateFilter(oversight.AssessmentRectifying), allocation.ActReinspectAssessment)
	rectify.Due = due(rectifying.late, rectifying.near)
	confirm := row("assessment.confirm", "考核 待确认", pending.n, "", stateFilter(oversight.AssessmentPending), allocation.ActConfirmAssessment)
	exit := row("assessment.exit", "考核不合格 待退出", failed.x, leave.FailureGround().Clause(), stateFilter(oversight.AssessmentFailed)+" "+say.Exit+":"+engine.TextNo,
		allocation.ActOpenExit)
	confirm.Due, exit.Due = due(0, pending.n), due(0, failed.x)
	return []TodoRow{exit, confirm, rectify}, nil
}

// sqlTodoSupport counts the open requests for support, and since when the oldest one waits.
const sqlTodoSupport = `SELECT count(*), min(b.raised_day) FROM ` + todoDistricts + ` CROSS JOIN support b
	WHERE b.district = d.district AND b.state = 'open'`

func todoSupport(a todoAsk) ([]TodoRow, error) {
	row := TodoRow{
		Key: "support.open", Title: "帮扶办理中", Noun: allocation.NounSupport, Filter: stateFilter(oversight.SupportOpen), Mine: a.may(allocation.ActStepSupport),
	}
	_, err := engine.One(a.ctx, a.q, func(s engine.Scanner) (none struct{}, err error) {
		var since civil.Date
		if err = s.Scan(&row.Count, &since); err == nil {
			row.Detail = a.sinceText(since)
		}
		return none, err
	}, sqlTodoSupport, a.args(func(allocation.LeadTimes) int { return 0 })[:1]...)
	return []TodoRow{row}, err
}
