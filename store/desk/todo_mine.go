package desk

import (
	"fmt"
	"strings"

	"penggai/allocation"
	"penggai/allocation/clerk"
	"penggai/store/engine"
)

// mineStates are the states in which a case asks its clerk for something: until the district has decided.
var mineStates = []allocation.ApplicationState{
	allocation.ApplicationDraft, allocation.ApplicationAccepted, allocation.ApplicationSupplement, allocation.ApplicationReviewed,
}

// sqlTodoMine counts the cases that the account $2 handles, by state.
const sqlTodoMine = `SELECT a.state, count(*) FROM application a INDEXED BY application_clerk WHERE a.clerk = $2 AND a.clerk <> 0
	AND a.state IN ('draft', 'accepted', 'supplement', 'reviewed') AND a.district IN (SELECT key FROM json_each($1)) GROUP BY a.state`

// todoMine are the cases that the actor handles.
func todoMine(a todoAsk) (TodoRow, error) {
	row := TodoRow{
		Key: "application.mine", Title: "本人承办的申请", Mine: true, Noun: allocation.NounApplication,
		Filter: fmt.Sprintf("%s:=%s %s", clerk.Word, a.by.Name, stateFilter(mineStates...)),
	}
	by := map[allocation.ApplicationState]int{}
	_, err := engine.All(a.ctx, a.q, func(s engine.Scanner) (none struct{}, err error) {
		var state allocation.ApplicationState
		var n int
		if err = s.Scan(&state, &n); err == nil {
			by[state], row.Count = n, row.Count+n
		}
		return none, err
	}, sqlTodoMine, a.args(func(allocation.LeadTimes) int { return 0 })[0], a.by.ID)
	var words []string
	for _, s := range mineStates {
		if n := by[s]; n > 0 {
			words = append(words, fmt.Sprintf("%s %d", s.Title(), n))
		}
	}
	row.Detail = strings.Join(words, " ")
	return row, err
}
