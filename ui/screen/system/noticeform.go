package system

import (
	"context"
	"errors"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation/civil"
	"penggai/store"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// newNotice takes the State Council's notice of the holidays of a year over, as it is published.
func newNotice(env *screen.Env, known []civil.SpecialDay) screen.Screen {
	next := civil.NewCalendar(known).LastYear() + 1
	read := func(f *kit.Form) (int, []civil.SpecialDay, error) {
		year, err := strconv.Atoi(f.Text("year"))
		if err != nil || year < 2000 || year > 2199 {
			return 0, nil, errNoticeYear.On("year")
		}
		days, err := civil.ParseNotice(f.Text("text"), year)
		var fault *civil.NoticeFault
		if errors.As(err, &fault) {
			return year, nil, errNotice.Textf("%s", fmtNoticeFault(fault)).On("text")
		}
		return year, days, err
	}
	s := &screen.FormScreen{Env: env, Path: textHolidayNotice, Left: textNoticeHow, About: helpNotice}
	s.Right = func() string {
		_, days, err := read(s.Form)
		if err != nil {
			return ""
		}
		return fmtNoticeCount(days)
	}
	s.Form = kit.NewForm(kit.FormSpec{
		Draft: "holiday/new", Drafts: env.Drafts(), Today: env.Today(),
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "year", Label: textNoticeYear, Kind: kit.KindNumber, Value: strconv.Itoa(next), Required: true, Hint: textNoticeYearHint},
			{Name: "source", Label: textNoticeSource, Kind: kit.KindText, Required: true, Limit: 60, Hint: textNoticeSourceHint},
			{Name: "text", Label: textNoticeText, Kind: kit.KindLong, Required: true, Hint: textNoticeTextHint},
		}}},
		Check: func(f *kit.Form) error {
			_, _, err := read(f)
			return err
		},
		Confirm: func(f *kit.Form) kit.ConfirmSpec {
			year, days, _ := read(f)
			return kit.ConfirmSpec{Title: textHolidayNotice, Lines: append(noticeLines(days), "", fmtNoticeReplaces(year)), Yes: textNoticeNow}
		},
		Save: func(f *kit.Form) tea.Cmd {
			year, days, err := read(f)
			source := f.Text("source")
			return env.Do(func(ctx context.Context, by store.Actor) (string, error) {
				if err != nil {
					return "", err
				}
				return fmtNoticeSaved(year, days), env.Store.SetHolidays(ctx, by, year, days, source)
			}, f.Saved(), kit.Send(kit.Back{}))
		},
	})
	return s
}

// noticeLines are the days of a notice by feast, ranges as ranges.
func noticeLines(days []civil.SpecialDay) []string {
	var out []string
	for i := 0; i < len(days); {
		j := i + 1
		for j < len(days) && days[j].Name == days[i].Name && days[j].Work == days[i].Work && days[j].Day == days[j-1].Day.AddDays(1) {
			j++
		}
		text := days[i].Day.String() + " " + weekdays[days[i].Day.Weekday()]
		if j-i > 1 {
			text += " - " + days[j-1].Day.String()[5:] + " " + weekdays[days[j-1].Day.Weekday()]
		}
		out = append(out, strings.TrimRight(kit.Pad(workWord(days[i]), 10)+kit.Pad(days[i].Name, 10)+text, " "))
		i = j
	}
	return out
}
