package desk

import (
	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/oversight"
	"penggai/store/engine"
)

// findingNear is how many days before its deadline an answer is pressing.
const findingNear = 5

// sqlTodoFindings counts the findings under way by state: the earliest deadline of an answer, how many are near and how many
// have passed.
const sqlTodoFindings = `SELECT f.state, count(*), min(f.answer_by), count(CASE WHEN f.state <> 'answered' AND f.answer_by <= d.near THEN 1 END),
	count(CASE WHEN f.state <> 'answered' AND f.answer_by < $2 THEN 1 END)
	FROM ` + todoDistricts + ` CROSS JOIN finding f
	WHERE f.district = d.district AND f.state IN ('raised', 'returned', 'answered') GROUP BY f.state`

func todoFindings(a todoAsk) ([]TodoRow, error) {
	type line struct {
		state         oversight.FindingState
		n, near, late int
		first         civil.Date
	}
	lines, err := engine.All(a.ctx, a.q, func(s engine.Scanner) (l line, err error) {
		err = s.Scan(&l.state, &l.n, &l.first, &l.near, &l.late)
		return l, err
	}, sqlTodoFindings, a.args(func(allocation.LeadTimes) int { return findingNear })...)
	if err != nil {
		return nil, err
	}
	by := map[oversight.FindingState]line{}
	for _, l := range lines {
		by[l.state] = l
	}
	raised, returned, answered := by[oversight.FindingRaised], by[oversight.FindingReturned], by[oversight.FindingAnswered]
	first := raised.first
	if first.IsZero() || !returned.first.IsZero() && returned.first.Before(first) {
		first = returned.first
	}
	late := raised.late + returned.late
	return []TodoRow{
		{
			Key: "finding.answer", Title: "督办待答复", Count: raised.n + returned.n, Detail: a.deadlineText(first, late),
			Due: due(late, raised.near+returned.near), Mine: a.may(allocation.ActAnswerFinding), Noun: allocation.NounFinding,
			Filter: stateFilter(oversight.FindingRaised, oversight.FindingReturned),
		},
		{
			Key: "finding.close", Title: "督办待销号", Count: answered.n, Mine: a.may(allocation.ActCloseFinding), Noun: allocation.NounFinding,
			Filter: stateFilter(oversight.FindingAnswered),
		},
	}, nil
}
