package desk

import (
	"fmt"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/oversight"
	"penggai/store/engine"
	"penggai/store/stay"
)

// sqlTodoPapers counts the stays by how pressing their papers are, %s.
const sqlTodoPapers = `SELECT %s, count(*) FROM ` + todoDistricts + ` CROSS JOIN tenancy t
	WHERE t.district = d.district AND t.state IN ('signed', 'handed', 'open') GROUP BY 1`

// todoPapers are the stays whose notarisation, filing, licence or tax registration is near or overdue (四(四), 三.4).
func todoPapers(a todoAsk) ([]TodoRow, error) {
	row := TodoRow{
		Key: "tenancy.papers", Title: "证照备案 待登记", Mine: a.may(allocation.ActAddMilestone), Noun: allocation.NounTenancy,
		Filter: engine.TextFieldPapers + ":" + oversight.PapersLate.Title() + "," + oversight.PapersNear.Title(),
	}
	standing, err := stay.AskPapers(a.ctx, a.q, a.today)
	if err != nil {
		return nil, err
	}
	by := map[oversight.PaperState]int{}
	_, err = engine.All(a.ctx, a.q, func(s engine.Scanner) (n int, err error) {
		var state oversight.PaperState
		if err = s.Scan(&state, &n); err == nil {
			by[state] = n
		}
		return n, err
	}, fmt.Sprintf(sqlTodoPapers, standing), a.args(func(allocation.LeadTimes) int { return 0 })[:1]...)
	late, near := by[oversight.PapersLate], by[oversight.PapersNear]
	row.Count, row.Due = late+near, due(late, near)
	row.Detail = a.deadlineText(civil.Date{}, late)
	return []TodoRow{row}, err
}

// sqlTodoKeys counts the signed stays without keys whose last day for the hand-over has passed, and those for which it is near.
const sqlTodoKeys = `SELECT count(CASE WHEN t.signed_day <= d.value ->> 'late' THEN 1 END), count(CASE WHEN t.signed_day <= d.value ->> 'near' THEN 1 END)
	FROM (SELECT key AS district, value FROM json_each($1) LIMIT -1) d CROSS JOIN tenancy t WHERE t.district = d.district AND t.state = 'signed'`

// todoKeys counts how many hand-overs are overdue, and how many are near or overdue.
func todoKeys(a todoAsk) (late, near int, err error) {
	rules, days, err := stay.PaperRules(a.ctx, a.q, a.by.Sees, a.today)
	if err != nil {
		return 0, 0, err
	}
	bounds := map[string]map[string]civil.Date{}
	for _, r := range rules {
		bounds[r.District] = map[string]civil.Date{
			"late": r.Keys.LatestStart(a.today.AddDays(-1), days), "near": r.Keys.LatestStart(a.today.AddDays(r.Lead), days),
		}
	}
	text, _ := engine.Encode(bounds) // days only
	_, err = engine.One(a.ctx, a.q, func(s engine.Scanner) (none struct{}, err error) { return none, s.Scan(&late, &near) }, sqlTodoKeys, string(text))
	return late, near, err
}
