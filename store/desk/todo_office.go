package desk

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/store/basis"
	"penggai/store/engine"
)

// sqlTodoBodiless counts the accounts in use that supervise for no department yet, of all and of the actor's own.
const sqlTodoBodiless = `SELECT count(*), count(CASE WHEN a.id = $1 THEN 1 END) FROM account a
	WHERE a.active = 1 AND ',' || a.roles || ',' LIKE '%,supervisor,%' AND NOT EXISTS (SELECT 1 FROM supervisor v WHERE v.account_id = a.id)`

// sqlTodoCrossing looks for a day after $1 by which something is due and that a working day decides.
const sqlTodoCrossing = `SELECT EXISTS (SELECT 1 FROM application a WHERE a.state = 'supplement' AND a.supplement_deadline > $1)
	OR EXISTS (SELECT 1 FROM award w WHERE w.state = 'offered' AND w.sign_by > $1)
	OR EXISTS (SELECT 1 FROM round r WHERE r.state = 'noticed' AND (r.notice_until > $1 OR r.objection_until > $1))
	OR EXISTS (SELECT 1 FROM benefit b WHERE b.state = 'applied' AND b.due_day > $1)
	OR EXISTS (SELECT 1 FROM exit x WHERE x.state = 'opened' AND x.answer_by > $1)`

// todoOffice is what the office itself lacks: the notice of a year's holidays, for which department somebody supervises, and the strict
// separation of duties while it is loosened.
func todoOffice(a todoAsk) ([]TodoRow, error) {
	notice, err := a.notice()
	if err != nil {
		return nil, err
	}
	row := TodoRow{Key: "account.body", Title: "督办账号 缺部门", Mine: true, Due: DueSoon, Noun: allocation.NounSystem, Filter: say.Account}
	_, err = engine.One(a.ctx, a.q, func(s engine.Scanner) (none struct{}, err error) {
		var all, own int
		err = s.Scan(&all, &own)
		switch {
		case a.may(allocation.ActEditAccount):
			row.Count, row.Detail = all, "请补填"
		case a.by.Role == allocation.Supervisor:
			row.Title, row.Count, row.Detail = "本账号 缺督办部门", own, "请管理员补填"
		}
		return none, err
	}, sqlTodoBodiless, a.by.ID)
	if err != nil {
		return nil, err
	}
	weak, err := basis.Loosened(a.ctx, a.q, a.by, a.today)
	loose := TodoRow{
		Key: "separation.warn", Title: "岗位分离 已放宽", Mine: a.may(allocation.ActProposeRule), Noun: allocation.NounSystem, Filter: say.Parameter,
		Count: len(weak), Detail: strings.Join(weak, "、"),
	}
	return []TodoRow{notice, row, loose}, err
}

// noticeFrom is the month in which the notice of the next year is usually out.
const noticeFrom = time.November

// notice is the row of the years whose holidays are to be entered: this one, and the next from November on or as soon as a deadline
// lies in it.
func (a todoAsk) notice() (TodoRow, error) {
	row := TodoRow{
		Key: "calendar.notice", Title: "放假通知 待录入", Mine: a.may(allocation.ActEditHolidays), Noun: allocation.NounSystem, Filter: engine.TextTabCalendar,
	}
	if !row.Mine {
		return row, nil
	}
	c, err := basis.Calendar(a.ctx, a.q)
	if err != nil {
		return row, err
	}
	year := a.today.Year()
	next := a.today.Month() >= noticeFrom
	if !next && !c.Knows(year+1) {
		if next, err = engine.One(a.ctx, a.q, engine.ScanOne[bool], sqlTodoCrossing, civil.On(year, time.December, 31)); err != nil {
			return row, err
		}
	}
	var years []string
	for _, y := range []int{year, year + 1} {
		if (y == year || next) && !c.Knows(y) {
			years = append(years, strconv.Itoa(y))
		}
	}
	row.Count, row.Detail = len(years), fmt.Sprintf("%s 年", strings.Join(years, "、"))
	return row, nil
}
