package basis

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"penggai/allocation"
	"penggai/allocation/bylaw"
	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/store/engine"
)

// HolidayNotice is a notice of holidays that was taken over, with the days that it brought and those that went for it.
type HolidayNotice struct {
	ID     int64
	Year   int
	Amends bool
	Source string
	Came   noticeDays
	Went   noticeDays
	By     int64
	Day    civil.Date
	Undone civil.Date
	Undoer int64
	Why    string
}

// Title is the notice as people name it: 2027 年放假安排（国办发明电〔2026〕5 号）.
func (n HolidayNotice) Title() string {
	word := "放假安排"
	if n.Amends {
		word = "补充安排"
	}
	return fmt.Sprintf("%d 年%s（%s）", n.Year, word, n.Source)
}

// heldDay is a day of the calendar with the document that it comes from.
type heldDay struct {
	civil.SpecialDay
	Source string
}

// noticeDays are days as their column keeps them: JSON.
type noticeDays []heldDay

// Days are the days without their documents.
func (d *noticeDays) Days() []civil.SpecialDay {
	out := make([]civil.SpecialDay, len(*d))
	for i, day := range *d {
		out[i] = day.SpecialDay
	}
	return out
}

// Scan reads the column.
func (d *noticeDays) Scan(src any) error {
	text, ok := src.(string)
	if !ok {
		return fmt.Errorf("days in a %T", src)
	}
	return json.Unmarshal([]byte(text), d)
}

// Kept is what the column keeps.
func (d *noticeDays) Kept() any {
	text, err := engine.Encode(d)
	if err != nil {
		panic(err) // days and texts alone
	}
	return string(text)
}

// NoticeNoun is what notices of holidays are.
var NoticeNoun = engine.NewNoun(engine.Noun[HolidayNotice]{
	Title: "放假通知", From: ` FROM holiday_notice n`,
	Fields: []engine.Field[HolidayNotice]{
		{Key: "id", Column: "id", At: func(n *HolidayNotice) any { return &n.ID }},
		{Key: "year", Title: say.Year, Column: "year", At: func(n *HolidayNotice) any { return &n.Year }},
		{Key: "amends", Title: "补充", Column: "amends", At: func(n *HolidayNotice) any { return &n.Amends }},
		{Key: "source", Title: say.File, Column: "source", At: func(n *HolidayNotice) any { return &n.Source }},
		{Key: "came", Title: "新增的日子", Column: "came", At: func(n *HolidayNotice) any { return &n.Came }, Private: true},
		{Key: "went", Title: "原来的日子", Column: "went", At: func(n *HolidayNotice) any { return &n.Went }, Private: true},
		{Key: "entered_by", Title: say.RecordedBy, Column: "entered_by", At: func(n *HolidayNotice) any { return &n.By }},
		{Key: "entered", Title: "登记日期", Column: "entered_day", At: func(n *HolidayNotice) any { return &n.Day }},
		{Key: "undone", Title: "撤销日期", Column: "undone_day", Sets: true, At: func(n *HolidayNotice) any { return &n.Undone }},
		{Key: "undone_by", Title: "撤销人", Column: "undone_by", Sets: true, At: func(n *HolidayNotice) any { return &n.Undoer }},
		{Key: "undone_why", Title: "撤销原因", Column: "undone_why", Sets: true, At: func(n *HolidayNotice) any { return &n.Why }},
	},
})

// keepNotice writes down what a notice is about to change. drops says which days of before go whatever it names: none of an amendment.
func keepNotice(t *engine.Tx, n HolidayNotice, days []civil.SpecialDay, drops string, args ...any) (err error) {
	named := make([]civil.Date, len(days))
	for i, d := range days {
		n.Came, named[i] = append(n.Came, heldDay{d, n.Source}), d.Day
	}
	list, err := engine.Encode(named)
	if err != nil {
		return err
	}
	n.Went, err = engine.All(t.Ctx, t, func(s engine.Scanner) (d heldDay, err error) {
		return d, s.Scan(&d.Day, &d.Work, &d.Name, &d.Source)
	}, `SELECT day, working, name, source FROM holiday WHERE day IN (SELECT value FROM json_each($1)) OR (`+drops+`) ORDER BY day`,
		append([]any{string(list)}, args...)...)
	if err != nil {
		return err
	}
	n.By, n.Day = t.By.ID, t.Today
	id, err := NoticeNoun.Add(t, n)
	if err != nil {
		return err
	}
	t.Subject(n.Title())
	t.About("holiday_notice", id)
	return nil
}

// LastNotice is the last notice of holidays that stands, with why it cannot be taken back; nil when it can. Errors: ErrNoNotice.
func (s Room) LastNotice(ctx context.Context) (n HolidayNotice, why, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		var done []string
		if n, done, err = lastNotice(ctx, q); err != nil {
			return err
		}
		why = mayUndoNotice(done, "-")
		return nil
	})
	return n, why, err
}

func lastNotice(ctx context.Context, q engine.Querier) (n HolidayNotice, done []string, err error) {
	n, err = NoticeNoun.One(ctx, q, `WHERE n.undone_day IS NULL ORDER BY n.id DESC LIMIT 1`)
	if errors.Is(err, engine.ErrNotFound) {
		return n, nil, ErrNoNotice
	}
	if err == nil {
		done, err = doneSince(ctx, q, "holiday_notice", n.ID, n.Day, "")
	}
	return n, done, err
}

// mayUndoNotice refuses to take a notice back that deadlines rest on, and one without a reason. Errors: ErrNoticeRests, bylaw.ErrProposalReason.
func mayUndoNotice(done []string, reason string) error {
	switch {
	case len(done) > 0:
		return ErrNoticeRests.Textf("不能撤销放假通知：录入以后已按它推算期限 %s。有错的，把正确的通知按整年安排再录入一次", strings.Join(done, "、"))
	case Blank(reason):
		return bylaw.ErrProposalReason.On("reason")
	}
	return nil
}

// UndoNotice takes the last notice of holidays back, with the reason, while nothing was done since: the days are as they were before.
// Errors: ErrNoNotice, ErrNoticeRests, engine.ErrStale when it is not the last one any more, bylaw.ErrProposalReason.
func (s Room) UndoNotice(ctx context.Context, by engine.Actor, id int64, reason string) error {
	return s.Write(ctx, by, allocation.ActUndoHolidays, func(t *engine.Tx) error {
		if err := t.Whole(); err != nil {
			return err
		}
		n, done, err := lastNotice(t.Ctx, t)
		switch {
		case err != nil:
			return err
		case n.ID != id:
			return engine.ErrStale
		}
		if err := mayUndoNotice(done, reason); err != nil {
			return err
		}
		for _, d := range n.Came {
			if err := t.Exec(`DELETE FROM holiday WHERE day = $1`, d.Day); err != nil {
				return err
			}
		}
		for _, d := range n.Went {
			if err := AddHolidays(t, []civil.SpecialDay{d.SpecialDay}, d.Source); err != nil {
				return err
			}
		}
		t.Subject(n.Title())
		t.About("holiday_notice", id)
		t.Reason(strings.TrimSpace(reason))
		n.Undone, n.Undoer, n.Why = t.Today, t.By.ID, strings.TrimSpace(reason)
		return NoticeNoun.Put(t, n)
	})
}

// Notices taken back.
var (
	ErrNoNotice    = say.Refuse("notice_none", "没有可以撤销的放假通知；升级以前录入的，把正确的通知按整年安排再录入一次")
	ErrNoticeRests = say.Refuse("notice_rests", "不能撤销放假通知：录入以后已按它推算期限。有错的，把正确的通知按整年安排再录入一次")
)
