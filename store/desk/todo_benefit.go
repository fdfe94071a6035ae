package desk

import (
	"fmt"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/relief"
	"penggai/allocation/say"
	"penggai/store/engine"
)

// sqlTodoBenefits counts the benefits that wait for an answer: all but the late ones with the first promised day, and how many
// of those are near; the late ones with the oldest promised day; of all how many are fee waivers, which are decided here, how
// many are not, and since when the first one waits.
const sqlTodoBenefits = `SELECT count(CASE WHEN b.due_day IS NULL OR b.due_day >= $2 THEN 1 END), min(CASE WHEN b.due_day >= $2 THEN b.due_day END),
	count(CASE WHEN b.due_day BETWEEN $2 AND d.near THEN 1 END), count(CASE WHEN b.due_day < $2 THEN 1 END), min(b.due_day),
	count(CASE WHEN b.waives <> '' THEN 1 END), count(CASE WHEN b.waives = '' THEN 1 END), min(b.applied_day)
	FROM benefit b INDEXED BY benefit_applied CROSS JOIN tenancy t CROSS JOIN ` + todoDistricts + `
	WHERE b.state = 'applied' AND t.id = b.tenancy_id AND t.state <> 'ended' AND d.district = t.district`

// todoBenefits are the benefits that wait for an answer; those whose promised time (五(三), 五(六)) has passed stand apart.
func todoBenefits(a todoAsk) ([]TodoRow, error) {
	waiting := TodoRow{Key: "benefit.applied", Title: "优惠事项 待答复", Noun: allocation.NounBenefit}
	late := TodoRow{Key: "benefit.late", Title: "优惠事项 逾期", Noun: allocation.NounBenefit, Due: DueLate}
	state := stateFilter(relief.BenefitApplied)
	waiting.Filter = state + " " + say.Overdue + ":" + engine.TextNo
	late.Filter = state + " " + say.Overdue + ":" + engine.TextYes
	_, err := engine.One(a.ctx, a.q, func(s engine.Scanner) (none struct{}, err error) {
		var first, oldest, since civil.Date
		var near, waivers, others int
		if err = s.Scan(&waiting.Count, &first, &near, &late.Count, &oldest, &waivers, &others, &since); err != nil {
			return none, err
		}
		waiting.Due = due(0, near)
		if waiting.Detail = a.deadlineText(first, 0); first.IsZero() {
			waiting.Detail = a.sinceText(since)
		}
		if late.Count > 0 {
			late.Detail = fmt.Sprintf(engine.TextTodoLongest, a.today.Sub(oldest))
		}
		waiting.Mine = others > 0 && a.may(allocation.ActRecordBenefit) || waivers > 0 && a.may(allocation.ActDecideWaiver)
		late.Mine = waiting.Mine
		return none, nil
	}, sqlTodoBenefits, a.args(func(l allocation.LeadTimes) int { return l.Benefit })...)
	return []TodoRow{late, waiting}, err
}
