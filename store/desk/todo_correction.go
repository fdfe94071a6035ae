package desk

import (
	"slices"

	"penggai/allocation"
	"penggai/allocation/amend"
	"penggai/allocation/civil"
	"penggai/store/engine"
	"penggai/store/mend"
)

// sqlTodoCorrections counts the corrections that wait for their confirmation, and since when the first does.
const sqlTodoCorrections = `SELECT count(*), min(t.proposed_day) FROM ` + todoDistricts + ` CROSS JOIN correction t
	WHERE t.district = d.district AND t.state = 'proposed'`

// todoCorrectionsWait chooses them: whose work they are hangs on the record and the fields of each.
const todoCorrectionsWait = `WHERE t.state = 'proposed' AND t.district IN (SELECT key FROM json_each($1))`

func todoCorrections(a todoAsk) ([]TodoRow, error) {
	row := TodoRow{Key: "correction.proposed", Title: "更正 待复核", Noun: allocation.NounCorrection, Filter: stateFilter(amend.CorrectionProposed)}
	args := a.args(func(allocation.LeadTimes) int { return 0 })[:1]
	_, err := engine.One(a.ctx, a.q, func(s engine.Scanner) (none struct{}, err error) {
		var first civil.Date
		err = s.Scan(&row.Count, &first)
		row.Detail = a.sinceText(first)
		return none, err
	}, sqlTodoCorrections, args...)
	if err != nil || row.Count == 0 || !a.may(allocation.ActConfirmCorrection) {
		return []TodoRow{row}, err
	}
	waiting, err := mend.CorrectionNoun.All(a.ctx, a.q, todoCorrectionsWait, args...)
	row.Mine = slices.ContainsFunc(waiting, func(c mend.CorrectionItem) bool { return c.MayDecide(a.by.Role) == nil })
	return []TodoRow{row}, err
}
