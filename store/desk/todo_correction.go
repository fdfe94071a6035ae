package desk

import (
	"penggai/allocation"
	"penggai/allocation/amend"
	"penggai/allocation/civil"
	"penggai/store/engine"
)

// sqlTodoCorrections counts the corrections that wait for their confirmation, and since when the first does.
const sqlTodoCorrections = `SELECT count(*), min(t.proposed_day) FROM ` + todoDistricts + ` CROSS JOIN correction t
	WHERE t.district = d.district AND t.state = 'proposed'`

func todoCorrections(a todoAsk) ([]TodoRow, error) {
	row := TodoRow{
		Key: "correction.proposed", Title: "更正 待复核", Mine: a.may(allocation.ActConfirmCorrection), Noun: allocation.NounCorrection,
		Filter: stateFilter(amend.CorrectionProposed),
	}
	_, err := engine.One(a.ctx, a.q, func(s engine.Scanner) (none struct{}, err error) {
		var first civil.Date
		err = s.Scan(&row.Count, &first)
		row.Detail = a.sinceText(first)
		return none, err
	}, sqlTodoCorrections, a.args(func(allocation.LeadTimes) int { return 0 })[:1]...)
	return []TodoRow{row}, err
}
