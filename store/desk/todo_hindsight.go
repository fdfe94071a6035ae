package desk

import (
	"penggai/allocation"
	"penggai/store/engine"
	"penggai/store/stay"
)

// sqlTodoHindsight counts the stays of which a later rule would have decided otherwise and that nobody has looked at.
const sqlTodoHindsight = `SELECT count(*) FROM hindsight h JOIN tenancy t ON t.id = h.tenancy_id CROSS JOIN ` + todoDistricts + `
	WHERE h.seen_day IS NULL AND d.district = t.district`

func todoHindsight(a todoAsk) ([]TodoRow, error) {
	row := TodoRow{
		Key: "hindsight.waits", Title: "规则核对 待阅", Noun: allocation.NounHindsight, Mine: a.may(allocation.ActSeeHindsight),
		Filter: engine.TextFieldState + ":" + stay.HindsightStates[0].Title,
	}
	var err error
	row.Count, err = engine.One(a.ctx, a.q, engine.ScanOne[int], sqlTodoHindsight, a.args(func(allocation.LeadTimes) int { return 0 })[:1]...)
	return []TodoRow{row}, err
}
