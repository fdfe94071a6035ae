package system

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// newNotice takes the State Council's notice of the holidays of a year over, as it is published.
func newNotice(env *screen.Env) screen.Screen {
	known := func(ctx context.Context, _ engine.Actor) ([]civil.SpecialDay, error) { return env.Store.Holidays(ctx) }
	return screen.NewReadForm(env, textHolidayNotice, "粘贴通知原文，Ctrl+S 核对后保存", known, func(days *[]civil.SpecialDay) *screen.FormScreen {
		return noticeForm(env, civil.NewCalendar(*days).LastYear()+1)
	})
}

// noticeForm begins with the year that follows the last one known.
func noticeForm(env *screen.Env, next int) *screen.FormScreen {
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
	right := func(f *kit.Form) string {
		_, days, err := read(f)
		if err != nil {
			return ""
		}
		return fmtNoticeCount(days)
	}
	return screen.NewForm(env, screen.FormScreen{About: helpNotice, Right: right}, kit.FormSpec{
		Draft: "holiday/new",
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "year", Label: "年份", Kind: kit.KindNumber, Value: strconv.Itoa(next), Required: true, Hint: "通知安排的是哪一年"},
			{Name: "source", Label: "文件", Kind: kit.KindText, Required: true, Limit: 60, Hint: "名称和文号"},
			{Name: "text", Label: "通知原文", Kind: kit.KindLong, Required: true, Hint: "一行一个节日"},
		}}},
		Check: func(f *kit.Form) error {
			_, _, err := read(f)
			return err
		},
		Confirm: func(f *kit.Form) kit.ConfirmSpec {
			year, days, _ := read(f)
			return kit.ConfirmSpec{Title: textHolidayNotice, Lines: append(noticeLines(days), "", fmtNoticeReplaces(year)), Yes: "保存"}
		},
		Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			year, days, err := read(f)
			if err != nil {
				return "", err
			}
			return fmtNoticeSaved(year, days), env.Store.SetHolidays(ctx, by, year, days, f.Text("source"))
		}),
	})
}

// noticeLines are the days of a notice by feast, ranges as ranges.
func noticeLines(days []civil.SpecialDay) []string {
	var out []string
	for i := 0; i < len(days); {
		j := i + 1
		for j < len(days) && days[j].Name == days[i].Name && days[j].Work == days[i].Work && days[j].Day == days[j-1].Day.AddDays(1) {
			j++
		}
		text := days[i].Day.String() + " " + basis.Weekday(days[i].Day)
		if j-i > 1 {
			text += " - " + days[j-1].Day.String()[5:] + " " + basis.Weekday(days[j-1].Day)
		}
		out = append(out, strings.TrimRight(kit.Pad(basis.WorkWord(days[i]), 10)+kit.Pad(days[i].Name, 10)+text, " "))
		i = j
	}
	return out
}

var (
	errNoticeYear = say.Refuse("notice_year", "请填写四位年份，如 2027")
	errNotice     = say.Refuse("notice_text", "通知原文读不懂")
)

var helpNotice = []string{
	"把国务院办公厅关于放假安排的通知原文粘贴到“通知原文”，一个节日一行，括号里的话不用删。",
	"程序认“X月X日至X日放假”“X月X日上班”，也认 2027-02-06 至 2027-02-12。",
	"保存前会列出每一天核对。重新录入同一年会替换这一年原来的安排；已登记的期限不变。",
}

func fmtNoticeFault(f *civil.NoticeFault) string {
	return fmt.Sprintf("第 %d 行 %s：%s", f.Line, f.Text, noticeWhy[f.Why])
}

func fmtNoticeReplaces(year int) string {
	return fmt.Sprintf("保存后替换 %d 年原有的安排。已登记的期限不变，以后的期限按新安排推算。", year)
}

func fmtNoticeSaved(year int, days []civil.SpecialDay) string {
	return fmt.Sprintf("%d 年放假安排已保存，%s", year, fmtNoticeCount(days))
}

func fmtNoticeCount(days []civil.SpecialDay) string {
	work := 0
	for _, d := range days {
		if d.Work {
			work++
		}
	}
	return fmt.Sprintf("放假 %d 天  调休上班 %d 天", len(days)-work, work)
}
