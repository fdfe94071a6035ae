package basis

import (
	"context"
	"slices"
	"strings"
	"time"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/store/engine"
)

// HolidayNoun is what days that depart from the week are.
var HolidayNoun = engine.NewNoun(engine.Noun[civil.SpecialDay]{
	Title: "日历", From: ` FROM holiday h`,
	Fields: []engine.Field[civil.SpecialDay]{
		{Key: "day", Title: engine.TextFieldDay, Column: "day", At: func(d *civil.SpecialDay) any { return &d.Day }, Sorts: true},
		{Key: "weekday", Title: "星期", Text: func(d civil.SpecialDay, _ civil.Date) string { return Weekday(d.Day) }},
		{Key: "working", Title: "上班", Column: "working", At: func(d *civil.SpecialDay) any { return &d.Work }},
		{Key: "work", Title: "安排", Text: func(d civil.SpecialDay, _ civil.Date) string { return WorkWord(d) }, Sorts: true},
		{Key: "name", Title: engine.TextFieldSubject, Head: "节日", Column: "name", At: func(d *civil.SpecialDay) any { return &d.Name }, Sorts: true},
	},
})

var weekdays = [...]string{"周日", "周一", "周二", "周三", "周四", "周五", "周六"}

// Weekday is the day of the week.
func Weekday(d civil.Date) string { return weekdays[d.Weekday()] }

// WorkWord says whether people work on the day.
func WorkWord(d civil.SpecialDay) string {
	if d.Work {
		return "调休上班"
	}
	return "放假"
}

// Calendar is the working-day calendar of the office (民法典 203).
func (s Room) Calendar(ctx context.Context) (*civil.Calendar, error) { return Calendar(ctx, s.Read) }

// Calendar reads it inside the transaction. Years without a notice have the days that the law sets free.
func Calendar(ctx context.Context, q engine.Querier) (*civil.Calendar, error) {
	days, err := HolidayNoun.All(ctx, q, sqlByDay)
	return civil.NewCalendar(days).WithLaw(Statutory), err
}

// Holidays are all days that the office knows to depart from the week, by date.
func (s Room) Holidays(ctx context.Context) ([]civil.SpecialDay, error) {
	return HolidayNoun.All(ctx, s.Read, sqlByDay)
}

const sqlByDay = `ORDER BY h.day`

// SetHolidays takes over the State Council's calendar of a year from the document that published it: what was known of
// the year before (HolidaysOf) is replaced. Deadlines that stand already stay as they are.
// Errors: ErrOtherDistrict, ErrHolidaySource, ErrNoHolidays.
func (s Room) SetHolidays(ctx context.Context, by engine.Actor, year int, days []civil.SpecialDay, source string) error {
	return s.Write(ctx, by, allocation.ActEditHolidays, func(t *engine.Tx) error {
		if err := t.Whole(); err != nil {
			return err
		}
		switch {
		case Blank(source):
			return ErrHolidaySource.On("source")
		case !slices.ContainsFunc(days, func(d civil.SpecialDay) bool { return d.Day.Year() == year && !d.Work }):
			return ErrNoHolidays.On("text")
		}
		args := []any{civil.On(year, time.January, 1), civil.On(year, time.December, newYearFrom), civil.On(year+1, time.January, 1), newYear}
		drops := `day >= $2 AND day < $4 AND NOT (day >= $3 AND name LIKE $5 || '%')`
		if err := keepNotice(t, HolidayNotice{Year: year, Source: source}, days, drops, args...); err != nil {
			return err
		}
		if err := t.Exec(sqlHolidaysDrop, args...); err != nil {
			return err
		}
		return AddHolidays(t, days, source)
	})
}

// AmendHolidays adds what a further notice of a year says (放假延长、补充) to what is known of it: a day that it names takes its
// word, the others stay. Errors: ErrOtherDistrict, ErrHolidaySource, ErrNoHolidays, ErrNoYearYet.
func (s Room) AmendHolidays(ctx context.Context, by engine.Actor, year int, days []civil.SpecialDay, source string) error {
	return s.Write(ctx, by, allocation.ActEditHolidays, func(t *engine.Tx) error {
		if err := t.Whole(); err != nil {
			return err
		}
		switch {
		case Blank(source):
			return ErrHolidaySource.On("source")
		case len(days) == 0:
			return ErrNoHolidays.On("text")
		}
		c, err := Calendar(t.Ctx, t)
		if err != nil {
			return err
		}
		if !c.Knows(year) {
			return ErrNoYearYet.Textf("%d 年的整年安排还没有录入，请先录入整年的通知，再补充", year).On("year")
		}
		if err := keepNotice(t, HolidayNotice{Year: year, Amends: true, Source: source}, days, `0`); err != nil {
			return err
		}
		return AddHolidays(t, days, source)
	})
}

// HolidaysOf are the days that belong to the notice of a year: those of the year, but for the last days of December that
// belong to the next New Year.
func HolidaysOf(days []civil.SpecialDay, year int) []civil.SpecialDay {
	var out []civil.SpecialDay
	for _, d := range days {
		next := !d.Day.Before(civil.On(year, time.December, newYearFrom)) && strings.HasPrefix(d.Name, newYear)
		if d.Day.Year() == year && !next {
			out = append(out, d)
		}
	}
	return out
}

// LacksStatutory lists the days that the law sets free in a year and that are neither free in the notice nor on a weekend.
func LacksStatutory(days []civil.SpecialDay, year int) []civil.SpecialDay {
	c := civil.NewCalendar(days)
	return slices.DeleteFunc(slices.Clone(Statutory(year)), func(d civil.SpecialDay) bool { return !c.IsWorkday(d.Day) })
}

// sqlHolidaysDrop forgets a year, but for the last days of December that belong to the next New Year.
const sqlHolidaysDrop = `DELETE FROM holiday WHERE day >= $1 AND day < $3 AND NOT (day >= $2 AND name LIKE $4 || '%')`

// newYearFrom is the first day of December that can belong to the New Year after it.
const newYearFrom = 25

// newYear is the name of the New Year's days.
const newYear = "元旦"

// AddHolidays enters days on which the calendar differs from the week.
func AddHolidays(t *engine.Tx, days []civil.SpecialDay, source string) error {
	for _, d := range days {
		err := t.Exec(`INSERT INTO holiday (day, working, name, source) VALUES ($1, $2, $3, $4)
			ON CONFLICT (day) DO UPDATE SET working = excluded.working, name = excluded.name, source = excluded.source`,
			d.Day, d.Work, d.Name, source)
		if err != nil {
			return err
		}
	}
	return nil
}

// Blank says whether a text holds nothing but space.
func Blank(s string) bool { return strings.TrimSpace(s) == "" }

// Refusals of holidays.
var (
	ErrHolidaySource = say.Refuse("holiday_source", "请填写公布放假安排的文件名称和文号")
	ErrNoYearYet     = say.Refuse("holiday_year", "这一年的整年安排还没有录入，请先录入整年的通知，再补充")
	ErrNoHolidays    = say.Refuse("holiday_none", "文中没有这一年的放假日期，请核对年份和通知原文")
)
