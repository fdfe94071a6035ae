package store

import (
	"context"
	"fmt"

	"penggai/allocation"
	"penggai/allocation/civil"
)

// sqlWaterFrom is the day from which readings of a stay have not been billed; none before the keys.
const sqlWaterFrom = `CASE WHEN t.billed_to > t.handed_day THEN t.billed_to ELSE t.handed_day END`

// What makes a stay wait for a bill, given the first day of the running period of its district: a period that has ended in which
// something is payable by the clock, the last days of an ended stay, or water that is paid for from the first day and was read.
const (
	sqlToBill  = `t.ended_day IS NULL AND t.state <> 'void' AND ` + sqlBillFrom + ` < `
	sqlToClose = `t.ended_day IS NOT NULL AND ` + sqlBillFrom + ` < t.ended_day`
	sqlToWater = `t.water_intensive = 1 AND t.state <> 'void' AND EXISTS (SELECT 1 FROM reading r WHERE r.tenancy_id = t.id AND r.reversed_day IS NULL
		AND r.day > ` + sqlWaterFrom + `) AND ` + sqlWaterFrom + ` < coalesce(t.ended_day, `
)

// sqlTodoBills counts the stays that wait for a bill; near is the first day of the running period.
const sqlTodoBills = `SELECT count(*) FROM (
	SELECT t.id FROM ` + todoDistricts + ` CROSS JOIN tenancy t INDEXED BY tenancy_to_bill WHERE t.district = d.district AND ` + sqlToBill + `d.near
	UNION SELECT t.id FROM ` + todoDistricts + ` CROSS JOIN tenancy t INDEXED BY tenancy_to_close WHERE t.district = d.district AND ` + sqlToClose + `
	UNION SELECT t.id FROM ` + todoDistricts + ` CROSS JOIN tenancy t INDEXED BY tenancy_water WHERE t.district = d.district AND ` + sqlToWater + `d.near))`

// sqlUnbilled is the same for the list of tenancies, given the first day of the running period by district.
func sqlUnbilled(starts map[string]civil.Date) string {
	start := `CASE t.district`
	for _, d := range allocation.Districts() {
		start += ` WHEN '` + d.Name + `' THEN '` + starts[d.Name].String() + `'`
	}
	start += ` ELSE '' END`
	return `CASE WHEN ` + sqlToBill + start + ` OR ` + sqlToClose + ` OR ` + sqlToWater + start + `) THEN '1' ELSE '0' END`
}

// billStarts are the first days of the running periods.
func billStarts(ctx context.Context, q querier, today civil.Date) (map[string]civil.Date, error) {
	starts := map[string]civil.Date{}
	for _, d := range allocation.Districts() {
		months, err := billMonths(ctx, q, d.Name, today)
		if err != nil {
			return nil, err
		}
		starts[d.Name] = allocation.PeriodStart(today, months)
	}
	return starts, nil
}

// sqlTodoOpenBills counts the open bills: how many are overdue and by how much, how many are due
// soon, and the first day of these.
const sqlTodoOpenBills = `SELECT count(CASE WHEN o.due_day < $9 THEN 1 END), CAST(coalesce(sum(CASE WHEN o.due_day < $9 THEN o.open_fen END), 0) AS INTEGER),
	count(CASE WHEN o.due_day >= $9 THEN 1 END), min(CASE WHEN o.due_day >= $9 THEN o.due_day END)
	FROM ` + todoDistricts + ` CROSS JOIN open_bill o INDEXED BY open_bill_due WHERE o.district = d.district AND o.due_day <= d.near`

// todoBills are the bills that are to be issued, those that are overdue and those that soon will be. Reminders take the longest
// lead time of the districts that are seen, so that the row's one filter finds what it counts.
func todoBills(a todoAsk) ([]TodoRow, error) {
	starts, err := billStarts(a.ctx, a.q, a.today)
	if err != nil {
		return nil, err
	}
	args := make([]any, 0, 8)
	lead := 0
	for _, d := range allocation.Districts() {
		l, seen := a.leads[d.Name]
		if !seen {
			args = append(args, nil, nil)
			continue
		}
		args, lead = append(args, d.Name, starts[d.Name]), max(lead, l.Bill)
	}
	issue := TodoRow{Key: "bill.issue", Title: "待出账单", Mine: a.may(allocation.ActIssueBill), Noun: allocation.NounTenancy, Filter: textFieldUnbilled + ":" + textYes}
	if issue.Count, err = one(a.ctx, a.q, scanOne[int], sqlTodoBills, args...); err != nil {
		return nil, err
	}
	mine := a.may(allocation.ActTakePayment)
	late := TodoRow{Key: "bill.late", Title: "账单逾期", Due: DueLate, Mine: mine, Noun: allocation.NounBill, Filter: stateFilter(allocation.BillOverdue)}
	soon := TodoRow{Key: "bill.soon", Title: "账单将到期", Due: DueSoon, Mine: mine, Noun: allocation.NounBill}
	soon.Filter = fmt.Sprintf("%s:>0 %s:%s~%s", textFieldOpen, textFieldDue, a.today, a.today.AddDays(lead))
	_, err = one(a.ctx, a.q, func(s scanner) (none struct{}, err error) {
		var sum allocation.Money
		var next civil.Date
		if err = s.Scan(&late.Count, &sum, &soon.Count, &next); err != nil {
			return none, err
		}
		late.Detail = fmt.Sprintf("%s 元", sum)
		soon.Detail = a.deadlineText(next, 0)
		return none, nil
	}, sqlTodoOpenBills, a.args(func(allocation.LeadTimes) int { return lead })...)
	return []TodoRow{late, soon, issue}, err
}
