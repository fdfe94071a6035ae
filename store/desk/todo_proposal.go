package desk

import (
	"penggai/allocation"
	"penggai/allocation/bylaw"
	"penggai/allocation/civil"
	"penggai/allocation/keeping"
	"penggai/store/engine"
)

// sqlTodoProposals counts what was drawn up and waits for the approver, how many of others than the actor, and since when: further reliefs,
// or rules.
const sqlTodoProposals = `SELECT count(*), count(CASE WHEN p.proposed_by <> $2 THEN 1 END), min(p.day) FROM proposal p
	WHERE p.state = 'proposed' AND (p.kind = 'crisis') = $3 AND ($1 = '' OR p.district = $1)`

// sqlTodoErasures counts the lists of what is to go that wait for the second person.
const sqlTodoErasures = `SELECT count(*), count(CASE WHEN e.proposed_by <> $2 THEN 1 END), min(e.day) FROM erasure e
	WHERE e.state = 'proposed' AND ($1 = '' OR e.district = $1)`

func todoProposals(a todoAsk) ([]TodoRow, error) {
	rows := []TodoRow{
		{Key: "proposal.proposed", Title: "参数或目录 待批准", Noun: allocation.NounProposal, Filter: stateFilter(bylaw.Proposed)},
		{Key: "crisis.proposed", Title: "阶段性减免 待批准", Noun: allocation.NounCrisis, Filter: stateFilter(bylaw.Proposed)},
	}
	erasures := TodoRow{Key: "erasure.proposed", Title: "到期清理 待批准", Noun: allocation.NounErasure, Filter: stateFilter(keeping.Proposed)}
	acts := []allocation.Action{allocation.ActAddParameters, allocation.ActDecideWaiver}
	for i := range rows {
		row := &rows[i]
		_, err := engine.One(a.ctx, a.q, func(s engine.Scanner) (none struct{}, err error) {
			var others int
			var first civil.Date
			err = s.Scan(&row.Count, &others, &first)
			row.Detail = a.sinceText(first)
			row.Mine = others > 0 && a.may(acts[i])
			return none, err
		}, sqlTodoProposals, a.by.District, a.by.ID, row.Noun == allocation.NounCrisis)
		if err != nil {
			return nil, err
		}
	}
	_, err := engine.One(a.ctx, a.q, func(s engine.Scanner) (none struct{}, err error) {
		var others int
		var first civil.Date
		err = s.Scan(&erasures.Count, &others, &first)
		erasures.Detail = a.sinceText(first)
		erasures.Mine = others > 0 && a.may(allocation.ActCarryErasure)
		return none, err
	}, sqlTodoErasures, a.by.District, a.by.ID)
	return append(rows, erasures), err
}
