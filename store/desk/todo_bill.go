package desk

import (
	"fmt"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/stay"
)

// sqlTodoBills counts the stays that wait for a bill; near is the first day of the running period.
const sqlTodoBills = `SELECT count(*) FROM (
	SELECT t.id FROM ` + todoDistricts + ` CROSS JOIN tenancy t INDEXED BY tenancy_to_bill WHERE t.district = d.district AND ` + stay.SqlToBill + `d.near
	UNION SELECT t.id FROM ` + todoDistricts + ` CROSS JOIN tenancy t INDEXED BY tenancy_to_close WHERE t.district = d.district AND ` + stay.SqlToClose + `
	UNION SELECT t.id FROM ` + todoDistricts + ` CROSS JOIN tenancy t INDEXED BY tenancy_water WHERE t.district = d.district AND ` + stay.SqlToWater + `d.near))`

// sqlTodoDiffers counts the stays whose bills rest on another figure by now.
const sqlTodoDiffers = `SELECT count(*) FROM ` + todoDistricts + ` CROSS JOIN tenancy t INDEXED BY tenancy_differs WHERE t.district = d.district AND t.differs = 1`

// sqlPaying are the stays that pay, each with the first day of the running period.
const sqlPaying = `(SELECT t.id, d.near FROM ` + todoDistricts + ` CROSS JOIN tenancy t INDEXED BY tenancy_pays WHERE t.district = d.district AND ` + stay.SqlToPay + `d.near
	UNION SELECT t.id, d.near FROM ` + todoDistricts + ` CROSS JOIN tenancy t INDEXED BY tenancy_water WHERE t.district = d.district AND ` + stay.SqlPaysWater + `) w
	CROSS JOIN tenancy t ON t.id = w.id`

// sqlTodoUnpriced counts the stays that lack a price.
var sqlTodoUnpriced = `SELECT count(*) FROM ` + sqlPaying + ` WHERE ` + stay.SqlUnpriced("w.near")

// sqlTodoMeters counts the meters that lack a reading, and says when the one was read last that has waited longest.
var sqlTodoMeters = `SELECT count(*), min(coalesce(l.day, h.from_day)) FROM ` + sqlPaying + ` AND t.handed_day IS NOT NULL
	CROSS JOIN hold h ON h.kind = 'tenancy' AND h.ref_id = t.id AND h.to_day IS NULL` + stay.SqlLatestReading + `
	WHERE ` + stay.SqlMeterLacks("w.near")

// sqlTodoOpenBills counts the open bills: how many are overdue and by how much, how many are due
// soon, and the first day of these.
const sqlTodoOpenBills = `SELECT count(CASE WHEN o.due_day < $2 THEN 1 END), CAST(coalesce(sum(CASE WHEN o.due_day < $2 THEN o.open_fen END), 0) AS INTEGER),
	count(CASE WHEN o.due_day >= $2 THEN 1 END), min(CASE WHEN o.due_day >= $2 THEN o.due_day END)
	FROM ` + todoDistricts + ` CROSS JOIN open_bill o INDEXED BY open_bill_due WHERE o.district = d.district AND o.due_day <= d.near`

// todoBills are the bills that are to be issued, those that are overdue and those that soon will be. Reminders take the longest
// lead time of the districts that are seen, so that the row's one filter finds what it counts.
func todoBills(a todoAsk) ([]TodoRow, error) {
	starts, err := stay.BillStarts(a.ctx, a.q, a.today)
	if err != nil {
		return nil, err
	}
	lead := 0
	running := perDistrict(a, func(district string, l allocation.LeadTimes) civil.Date {
		lead = max(lead, l.Bill)
		return starts[district]
	})
	issue := TodoRow{Key: "bill.issue", Title: "待出账单", Mine: a.may(allocation.ActIssueBill), Noun: allocation.NounTenancy, Filter: engine.TextFieldUnbilled + ":" + engine.TextYes}
	if issue.Count, err = engine.One(a.ctx, a.q, engine.ScanOne[int], sqlTodoBills, running); err != nil {
		return nil, err
	}
	differs := TodoRow{Key: "bill.differs", Title: stay.TextDiffers, Mine: a.may(allocation.ActIssueBill), Noun: allocation.NounTenancy, Filter: stay.TextDiffers + ":" + engine.TextYes}
	if differs.Count, err = engine.One(a.ctx, a.q, engine.ScanOne[int], sqlTodoDiffers, running); err != nil {
		return nil, err
	}
	mine := a.may(allocation.ActTakePayment)
	late := TodoRow{Key: "bill.late", Title: "账单逾期", Due: DueLate, Mine: mine, Noun: allocation.NounBill, Filter: stateFilter(charge.BillOverdue)}
	soon := TodoRow{Key: "bill.soon", Title: "账单将到期", Due: DueSoon, Mine: mine, Noun: allocation.NounBill}
	soon.Filter = fmt.Sprintf("%s:>0 %s:%s~%s", say.Unpaid, engine.TextFieldDue, a.today, a.today.AddDays(lead))
	_, err = engine.One(a.ctx, a.q, func(s engine.Scanner) (none struct{}, err error) {
		var sum quantity.Money
		var next civil.Date
		if err = s.Scan(&late.Count, &sum, &soon.Count, &next); err != nil {
			return none, err
		}
		late.Detail = fmt.Sprintf("%s 元", sum)
		soon.Detail = a.deadlineText(next, 0)
		return none, nil
	}, sqlTodoOpenBills, a.args(func(allocation.LeadTimes) int { return lead })...)
	if err != nil {
		return nil, err
	}
	unpriced := TodoRow{Key: "bill.price", Title: stay.TextUnpriced, Mine: a.may(allocation.ActSetPrice), Noun: allocation.NounTenancy, Filter: stay.TextUnpriced + ":" + engine.TextYes}
	if unpriced.Count, err = engine.One(a.ctx, a.q, engine.ScanOne[int], sqlTodoUnpriced, running); err != nil {
		return nil, err
	}
	lacks := TodoRow{Key: "bill.reading", Title: stay.TextLacksReading, Mine: a.may(allocation.ActRecordReading), Noun: allocation.NounMeter, Filter: stay.TextLacksReading + ":" + engine.TextYes}
	since, err := engine.One(a.ctx, a.q, func(s engine.Scanner) (since civil.Date, err error) {
		err = s.Scan(&lacks.Count, &since)
		return since, err
	}, sqlTodoMeters, running)
	if lacks.Count > 0 {
		lacks.Detail = fmt.Sprintf("自 %s", since)
	}
	return []TodoRow{late, soon, issue, differs, unpriced, lacks}, err
}
