package desk

import (
	"fmt"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/leave"
	"penggai/store/engine"
	"penggai/store/stay"
)

// sqlTodoExits counts the exits under way by state and by what those that are not decided wait for: all; of those that are to be filed
// with the city how many, the first day for it, how many are late and near.
const sqlTodoExits = `SELECT x.state, ` + stay.SqlExitWaits + ` AS waits, count(*),
	count(CASE WHEN ` + stay.SqlExitToFile + ` = '1' THEN 1 END), min(CASE WHEN ` + stay.SqlExitToFile + ` = '1' AND x.file_by >= $2 THEN x.file_by END),
	count(CASE WHEN ` + stay.SqlExitToFile + ` = '1' AND x.file_by < $2 THEN 1 END),
	count(CASE WHEN ` + stay.SqlExitToFile + ` = '1' AND x.file_by BETWEEN $2 AND d.near THEN 1 END)
	FROM exit x JOIN tenancy t ON t.id = x.tenancy_id JOIN ` + todoDistricts + ` ON d.district = t.district
	WHERE x.state IN ('opened', 'approved', 'noticed', 'returned') GROUP BY x.state, waits`

type todoExit struct {
	state              leave.ExitState
	waits              leave.Wait
	n                  int
	toFile, late, near int
	fileBy             civil.Date
}

// todoExitSteps are what is due in an exit under way, and how many there are of it among those of a state.
var todoExitSteps = []struct {
	state leave.ExitState
	waits leave.Wait
	text  string
	acts  []allocation.Action
}{
	{leave.ExitOpened, leave.WaitTelling, leave.WaitTelling.Title(), []allocation.Action{allocation.ActTellExit}},
	{leave.ExitOpened, leave.WaitAnswer, leave.WaitAnswer.Title(), []allocation.Action{allocation.ActHearExit}},
	{leave.ExitOpened, leave.WaitAdvice, leave.WaitAdvice.Title(), []allocation.Action{allocation.ActAdviseExit}},
	{leave.ExitOpened, leave.WaitDecider, leave.WaitDecider.Title(), []allocation.Action{allocation.ActDecideExit}},
	{leave.ExitApproved, "", "待送达", []allocation.Action{allocation.ActServeExit}},
	{leave.ExitNoticed, "", "待收房", []allocation.Action{allocation.ActReturnExit}},
	{leave.ExitReturned, "", "待结清备案", []allocation.Action{allocation.ActSettleExit, allocation.ActCloseExit}},
}

func todoExits(a todoAsk) ([]TodoRow, error) {
	lines, err := engine.All(a.ctx, a.q, func(s engine.Scanner) (l todoExit, err error) {
		err = s.Scan(&l.state, &l.waits, &l.n, &l.toFile, &l.fileBy, &l.late, &l.near)
		return l, err
	}, engine.Dated(sqlTodoExits, a.today), a.args(func(l allocation.LeadTimes) int { return l.Exit })...)
	if err != nil {
		return nil, err
	}
	type place struct {
		state leave.ExitState
		waits leave.Wait
	}
	by, file := map[place]todoExit{}, todoExit{}
	for _, l := range lines {
		by[place{l.state, l.waits}] = l
		file.toFile, file.late, file.near = file.toFile+l.toFile, file.late+l.late, file.near+l.near
		if file.fileBy.IsZero() || (!l.fileBy.IsZero() && l.fileBy.Before(file.fileBy)) {
			file.fileBy = l.fileBy
		}
	}
	row := TodoRow{Key: "exit.open", Title: "退出办理中", Noun: allocation.NounExit}
	var states []leave.ExitState
	var parts []string
	for _, step := range todoExitSteps {
		n := by[place{step.state, step.waits}].n
		if n == 0 {
			continue
		}
		if len(states) == 0 || states[len(states)-1] != step.state {
			states = append(states, step.state)
		}
		parts = append(parts, fmt.Sprintf("%s %d", step.text, n))
		row.Count, row.Mine = row.Count+n, row.Mine || a.may(step.acts...)
	}
	row.Detail, row.Filter = strings.Join(parts, " "), stateFilter(states...)
	filing := TodoRow{
		Key: "exit.file", Title: "退出待报市备案", Count: file.toFile, Detail: a.deadlineText(file.fileBy, file.late), Due: due(file.late, file.near),
		Mine: a.may(allocation.ActFileExit), Noun: allocation.NounExit, Filter: stay.TextToFile + ":" + engine.TextYes,
	}
	return []TodoRow{row, filing}, nil
}
