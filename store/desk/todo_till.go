package desk

import (
	"fmt"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/till"
	"penggai/store/engine"
	"penggai/store/money"
)

// sqlTodoUnclosed counts the receipts of days before $2 that stand in no closing, and says of how many clerks and since when; the last
// count is of those of the account $3.
const sqlTodoUnclosed = `SELECT count(*), count(DISTINCT m.keeper), min(m.entered_day), count(CASE WHEN m.keeper = $3 THEN 1 END)
	FROM ` + todoDistricts + ` CROSS JOIN payment m INDEXED BY payment_unclosed
	WHERE m.district = d.district AND m.keeper IS NOT NULL AND m.till_id IS NULL AND m.entered_day < $2`

// sqlTodoTills counts the closings under way by state, those of other people than the account $2 too, and says since when the first waits.
const sqlTodoTills = `SELECT l.state, count(*), count(CASE WHEN l.keeper <> $2 AND l.counted_by <> $2 THEN 1 END), min(l.day)
	FROM ` + todoDistricts + ` CROSS JOIN till l INDEXED BY till_waits WHERE l.district = d.district AND l.state <> 'confirmed' GROUP BY l.state`

// todoTills are the receipts of past days that nobody has closed, the closings that wait for a second person, and those that were sent back.
func todoTills(a todoAsk) ([]TodoRow, error) {
	args := a.args(func(allocation.LeadTimes) int { return 0 })
	open := TodoRow{
		Key: "till.open", Title: "收款 " + money.TextUnclosed, Due: DueLate, Noun: allocation.NounPayment,
		Filter: fmt.Sprintf("%s:%s 登记日期:<%s", money.TextUnclosed, engine.TextYes, a.today),
	}
	_, err := engine.One(a.ctx, a.q, func(s engine.Scanner) (none struct{}, err error) {
		var clerks, own int
		var first civil.Date
		err = s.Scan(&open.Count, &clerks, &first, &own)
		open.Mine = own > 0
		open.Detail = fmt.Sprintf("%d 人 最早 %s", clerks, a.dayText(first))
		return none, err
	}, sqlTodoUnclosed, append(args, a.by.ID)...)
	if err != nil {
		return nil, err
	}
	rows := []TodoRow{open}
	_, err = engine.All(a.ctx, a.q, func(s engine.Scanner) (none struct{}, err error) {
		var state till.State
		var all, others int
		var first civil.Date
		if err = s.Scan(&state, &all, &others, &first); err != nil {
			return none, err
		}
		row := TodoRow{
			Key: "till." + string(state), Title: till.Word + " " + state.Title(), Count: all, Detail: a.sinceText(first), Noun: allocation.NounTill, Filter: stateFilter(state),
			Mine: others > 0 && a.may(allocation.ActConfirmTill),
		}
		if state == till.Returned {
			row.Mine = others < all
		}
		rows = append(rows, row)
		return none, nil
	}, sqlTodoTills, args[0], a.by.ID)
	return rows, err
}
