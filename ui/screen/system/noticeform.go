package system

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

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
		return noticeForm(env, *days)
	})
}

// What a notice is to what is known of its year.
const (
	noticeWhole = "whole" // replaces it
	noticeMore  = "more"  // adds to it
)

// notice is what the form holds.
type notice struct {
	year  int
	typed int // the year in the form, where the notice names another
	more  bool
	days  []civil.SpecialDay
}

// readNotice reads the form with what is known at hand. The year is that of the notice, where it names one.
func readNotice(f *kit.Form, known *civil.Calendar) (n notice, err error) {
	n.year, err = strconv.Atoi(f.Text("year"))
	if err != nil || n.year < 2000 || n.year > 2199 {
		return n, errNoticeYear.On("year")
	}
	if y, said := civil.NoticeYear(f.Text("text")); said && y != n.year {
		n.typed, n.year = n.year, y
	}
	n.more = f.Text("kind") == noticeMore
	n.days, err = civil.ParseNotice(f.Text("text"), n.year, known)
	var fault *civil.NoticeFault
	if errors.As(err, &fault) {
		return n, errNotice.Textf("%s", fmtNoticeFault(fault)).On("text")
	}
	return n, err
}

// noticeForm begins with the year that follows the last one known.
func noticeForm(env *screen.Env, known []civil.SpecialDay) *screen.FormScreen {
	c := civil.NewCalendar(known)
	right := func(f *kit.Form) string {
		n, err := readNotice(f, c)
		if err != nil {
			return ""
		}
		return fmtNoticeCount(n.days)
	}
	return screen.NewForm(env, screen.FormScreen{About: helpNotice, Right: right}, kit.FormSpec{
		Draft: "holiday/new",
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "year", Label: "年份", Kind: kit.KindNumber, Value: strconv.Itoa(c.LastYear() + 1), Required: true, Hint: "通知安排的是哪一年"},
			{Name: "kind", Label: "通知", Kind: kit.KindChoice, Value: noticeWhole, Required: true, Width: 20, Choices: []kit.Choice{
				{Key: noticeWhole, Label: "整年安排", Note: "替换这一年"}, {Key: noticeMore, Label: "延长或补充", Note: "只加文中的日子"},
			}},
			{Name: "source", Label: say.File, Kind: kit.KindText, Required: true, Limit: 60, Hint: say.NameAndNumber},
			{Name: "text", Label: "通知原文", Kind: kit.KindLong, Required: true, Hint: "一行一个节日"},
		}}},
		Check: func(f *kit.Form) error {
			n, err := readNotice(f, c)
			if err != nil {
				return err
			}
			return n.check(f.Text("text"), known)
		},
		Confirm: func(f *kit.Form) kit.ConfirmSpec {
			n, _ := readNotice(f, c)
			return kit.ConfirmSpec{Title: textHolidayNotice, Lines: noticeAsks(n, known), Yes: "保存"}
		},
		Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			n, err := readNotice(f, c)
			if err != nil {
				return "", err
			}
			if n.more {
				return fmtNoticeSaved(n), env.Store.AmendHolidays(ctx, by, n.year, n.days, f.Text("source"))
			}
			return fmtNoticeSaved(n), env.Store.SetHolidays(ctx, by, n.year, n.days, f.Text("source"))
		}),
	})
}

// changes are the days that a notice takes away from what is known, and those that it brings.
func (n notice) changes(known []civil.SpecialDay) (gone, come []civil.SpecialDay) {
	before := basis.HolidaysOf(known, n.year)
	if len(before) == 0 {
		return nil, n.days
	}
	gone, come = civil.Changed(before, n.days)
	if n.more {
		gone = slices.DeleteFunc(gone, func(d civil.SpecialDay) bool {
			return !slices.ContainsFunc(n.days, func(o civil.SpecialDay) bool { return o.Day == d.Day })
		})
	}
	return gone, come
}

// check refuses a notice that brings nothing, and one that by its own words amends a year where it would replace it: the rest
// of the year would be lost.
func (n notice) check(text string, known []civil.SpecialDay) error {
	whole := !n.more
	said := civil.NoticeAmends(text)
	amends := whole && len(basis.LacksStatutory(n.days, n.year)) > 0 && (said || n.partial(known))
	n.more = n.more || amends
	switch same := n.same(known); {
	case same && n.more:
		return errNoticeSame.Textf("文中的日子都已经录入 %d 年的日历，没有要加的，不用再保存", n.year).On("text")
	case same:
		return errNoticeSame.Textf("%d 年的安排与已录入的完全相同，不用再保存", n.year).On("text")
	case amends && !said:
		return errNoticeAmends.Textf("文中没有元旦，也没有国庆节，不像整年安排；按整年安排会去掉 %d 年其余的节假日，请选“延长或补充”", n.year).On("kind")
	case amends:
		return errNoticeAmends.On("kind")
	}
	return nil
}

// partial reports whether a notice arranges neither end of a year that is known already: it is not that year's.
func (n notice) partial(known []civil.SpecialDay) bool {
	c := civil.NewCalendar(n.days)
	return len(basis.HolidaysOf(known, n.year)) > 0 && c.IsWorkday(civil.On(n.year, time.January, 1)) && c.IsWorkday(civil.On(n.year, time.October, 1))
}

// same reports whether a notice says nothing that is not known.
func (n notice) same(known []civil.SpecialDay) bool {
	gone, come := n.changes(known)
	return len(gone)+len(come) == 0
}

// noticeAsks says before anything is kept which days of the law a notice leaves out, what it brings, and what goes for it.
func noticeAsks(n notice, known []civil.SpecialDay) []string {
	gone, come := n.changes(known)
	var out []string
	part := func(head string, days []civil.SpecialDay) {
		if len(days) > 0 {
			out = append(append(out, head), noticeLines(days)...)
		}
	}
	if !n.more {
		part("注意，文中没有这些法定节假日，请核对是否只是补充通知：", basis.LacksStatutory(n.days, n.year))
	}
	if n.typed != 0 {
		out = append(out, fmt.Sprintf("通知写的是 %d 年，按 %d 年录入（年份一栏填的是 %d）。", n.year, n.year, n.typed))
	}
	part("新增：", come)
	part("去掉：", gone)
	return append(out, "", fmtNoticeKeeps(n))
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
	errNoticeSame = say.Refuse("notice_same", "与已录入的完全相同，不用再保存")

	errNoticeAmends = say.Refuse("notice_amends", "文中写的是延长或补充，按整年安排会去掉这一年其余的节假日，请选“延长或补充”")
)

var helpNotice = []string{
	"把国务院办公厅关于放假安排的通知原文粘贴到“通知原文”，一个节日一行，括号里的话不用删。",
	"标题、文号、发布日期可以一起粘贴；通知写明年份的以通知为准。",
	"程序认“X月X日至X日放假”“X月X日上班”，也认 2027-02-06 至 2027-02-12。",
	"延长假期、补充安排的通知选“延长或补充”，只加文中的日子；文末的落款日期不用删。",
	"保存前列出新增和去掉的每一天核对。整年安排会替换这一年原来的；已登记的期限不变。",
}

func fmtNoticeFault(f *civil.NoticeFault) string {
	return fmt.Sprintf("第 %d 行 %s：%s", f.Line, f.Text, noticeWhy[f.Why])
}

func fmtNoticeKeeps(n notice) string {
	if n.more {
		return fmt.Sprintf("保存后加进 %d 年的安排，其余不动。已登记的期限不变，以后的期限按新安排推算。", n.year)
	}
	return fmt.Sprintf("保存后替换 %d 年原有的安排。已登记的期限不变，以后的期限按新安排推算。", n.year)
}

func fmtNoticeSaved(n notice) string {
	word := "放假安排"
	if n.more {
		word = "补充安排"
	}
	return fmt.Sprintf("%d 年%s已保存，%s", n.year, word, fmtNoticeCount(n.days))
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
