package desk

import (
	"fmt"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/store/engine"
)

// sqlTodoTenancies counts the stays that wait for the keys or for the opening: since when the first one waits, the first
// opening day, how many opening days are near, how many have passed, the first that has not.
const sqlTodoTenancies = `SELECT t.state, count(*), min(t.state_day), min(t.open_by),
	count(CASE WHEN t.state = 'handed' AND t.open_by <= d.near THEN 1 END),
	count(CASE WHEN t.state = 'handed' AND t.open_by < $2 THEN 1 END),
	min(CASE WHEN t.open_by >= $2 THEN t.open_by END)
	FROM ` + todoDistricts + ` CROSS JOIN tenancy t
	WHERE t.district = d.district AND t.state IN ('signed', 'handed') GROUP BY t.state`

type todoTenancy struct {
	state         allocation.TenancyState
	n, near, late int
	since, openBy civil.Date
	next          civil.Date // the first opening day that has not passed
}

func todoTenancies(a todoAsk) ([]TodoRow, error) {
	lines, err := engine.All(a.ctx, a.q, func(s engine.Scanner) (l todoTenancy, err error) {
		err = s.Scan(&l.state, &l.n, &l.since, &l.openBy, &l.near, &l.late, &l.next)
		return l, err
	}, sqlTodoTenancies, a.args(func(l allocation.LeadTimes) int { return l.Open })...)
	if err != nil {
		return nil, err
	}
	var signed, handed todoTenancy
	for _, l := range lines {
		if l.state == allocation.TenancySigned {
			signed = l
		} else {
			handed = l
		}
	}
	row := func(key, title string, n int, detail string, filter string, act allocation.Action) TodoRow {
		return TodoRow{Key: key, Title: title, Count: n, Detail: detail, Mine: a.may(act), Noun: allocation.NounTenancy, Filter: filter}
	}
	keys := row("tenancy.handover", "已签约 待交接", signed.n, a.sinceText(signed.since), stateFilter(allocation.TenancySigned), allocation.ActHandOver)
	if signed.n > 0 {
		behind, near, err := todoKeys(a)
		if err != nil {
			return nil, err
		}
		if keys.Due = due(behind, near-behind); behind > 0 {
			keys.Detail = a.deadlineText(signed.since, behind)
		}
	}
	late := row("tenancy.late", "逾期未开业", handed.late, fmt.Sprintf(engine.TextTodoLongest, a.today.Sub(handed.openBy)),
		stateFilter(allocation.TenancyHanded)+" "+say.Overdue+":"+engine.TextYes, allocation.ActOpenBusiness)
	open := row("tenancy.open", "已交接 待开业", handed.n-handed.late, a.deadlineText(handed.next, 0),
		stateFilter(allocation.TenancyHanded)+" "+say.Overdue+":"+engine.TextNo, allocation.ActOpenBusiness)
	late.Due, open.Due = DueLate, due(0, handed.near-handed.late)
	return []TodoRow{keys, late, open}, nil
}

// sqlTodoContracts counts the running contracts whose last day is near or has passed: near is one day past the last day
// that counts, because to_day is the day after the last one.
const sqlTodoContracts = `SELECT count(CASE WHEN c.to_day > $2 THEN 1 END), min(CASE WHEN c.to_day > $2 THEN c.to_day END),
	count(CASE WHEN c.to_day <= $2 THEN 1 END), min(c.to_day)
	FROM contract c INDEXED BY contract_to CROSS JOIN tenancy t CROSS JOIN ` + todoDistricts + `
	WHERE c.state = 'running' AND c.to_day <= (SELECT max(value) FROM json_each($1))
	AND t.id = c.tenancy_id AND d.district = t.district AND c.to_day <= d.near`

// todoContracts takes the longest lead time of the districts that are seen, so that the row's one filter finds what it counts.
func todoContracts(a todoAsk) ([]TodoRow, error) {
	lead := 0
	for _, l := range a.leads {
		lead = max(lead, l.ContractTo)
	}
	mine := a.may(allocation.ActRenewContract) || a.may(allocation.ActOpenExit)
	ending := TodoRow{Key: "contract.ending", Title: "合同将到期", Due: DueSoon, Mine: mine, Noun: allocation.NounTenancy}
	ending.Filter = fmt.Sprintf("%s:%s %s:%s~%s", say.Contract, allocation.ContractRunning.Title(), engine.TextFieldUntil, a.today, a.today.AddDays(lead))
	over := TodoRow{Key: "contract.holdover", Title: "超期占用", Due: DueLate, Mine: mine, Noun: allocation.NounTenancy}
	over.Filter = say.Contract + ":" + allocation.ContractHoldover.Title()
	_, err := engine.One(a.ctx, a.q, func(s engine.Scanner) (none struct{}, err error) {
		var first, oldest civil.Date
		if err = s.Scan(&ending.Count, &first, &over.Count, &oldest); err != nil {
			return none, err
		}
		ending.Detail = a.deadlineText(dayBefore(first), 0)
		over.Detail = a.sinceText(dayBefore(oldest))
		return none, nil
	}, sqlTodoContracts, a.args(func(allocation.LeadTimes) int { return lead + 1 })...)
	return []TodoRow{over, ending}, err
}

// dayBefore is the last day of a term from the day after it.
func dayBefore(d civil.Date) civil.Date {
	if d.IsZero() {
		return d
	}
	return d.AddDays(-1)
}

// sqlTodoPending counts the contracts that are drawn up and not signed.
const sqlTodoPending = `SELECT count(*) FROM ` + todoDistricts + ` CROSS JOIN contract c INDEXED BY contract_pending CROSS JOIN tenancy t
	WHERE c.state = 'pending' AND t.id = c.tenancy_id AND t.district = d.district`

func todoPending(a todoAsk) ([]TodoRow, error) {
	n, err := engine.One(a.ctx, a.q, engine.ScanOne[int64], sqlTodoPending, a.args(func(allocation.LeadTimes) int { return 0 })[:1]...)
	return []TodoRow{{
		Key: "contract.pending", Title: "续签 待签", Count: int(n), Mine: a.may(allocation.ActSignContract), Noun: allocation.NounTenancy,
		Filter: say.Contract + ":" + allocation.ContractPending.Title(),
	}}, err
}
