package system

import (
	"cmp"
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

var calendarColumns = []kit.Col[civil.SpecialDay]{
	{ID: "day", Width: 10},
	{ID: "weekday", Width: 4},
	{ID: "work", Width: 8, Style: func(th *kit.Theme, d civil.SpecialDay) kit.Style {
		if d.Work {
			return th.Warn
		}
		return th.Good
	}},
	{ID: "name", Width: 16, Flex: true},
}

// newCalendar is the part with the days that depart from the week, the latest year first.
func newCalendar(env *screen.Env) part {
	return list(env, "天", dayRecord, screen.ListSpec[civil.SpecialDay, civil.SpecialDay]{
		Cols: screen.Cols(basis.HolidayNoun, env.Today(), calendarColumns), About: helpCalendar,
		Key: func(d civil.SpecialDay) string { return d.Day.String() },
		Short: func(ctx context.Context, _ engine.Actor) ([]civil.SpecialDay, error) {
			days, err := env.Store.Holidays(ctx)
			slices.SortStableFunc(days, func(a, b civil.SpecialDay) int {
				return cmp.Or(b.Day.Year()-a.Day.Year(), a.Day.Compare(b.Day))
			})
			return days, err
		},
		None: []string{"没有放假通知，期限按周末和法定节假日推算"},
		Own: func(civil.SpecialDay, bool) []kit.Action {
			notice := func() tea.Cmd { return screen.Show(newNotice(env)) }
			return []kit.Action{
				undoNotice(env),
				kit.Act(textHolidayNotice, notice, "f2", "n").When(env.WhyNot(allocation.ActEditHolidays)),
				kit.Act(textClock, func() tea.Cmd { return screen.Show(newClock(env)) }, "f9").When(env.WhyNot(allocation.ActEditOffice)),
			}
		},
	})
}

// undoNotice takes the last notice back: it reads what that would do, and asks with a reason.
func undoNotice(env *screen.Env) kit.Action {
	a := kit.Act(textUndoNotice, func() tea.Cmd {
		st := env.Store
		return func() tea.Msg {
			n, why, err := st.LastNotice(context.Background())
			if err = cmp.Or(err, why); err != nil {
				return screen.Failed{Err: err}
			}
			lines := []string{n.Title() + "，" + n.Day.String() + " 录入"}
			for _, part := range []struct {
				head string
				days []civil.SpecialDay
			}{{"去掉：", n.Came.Days()}, {"恢复：", n.Went.Days()}} {
				if len(part.days) > 0 {
					lines = append(append(lines, part.head), noticeLines(part.days)...)
				}
			}
			spec := kit.ConfirmSpec{Title: textUndoNotice, Lines: append(lines, "", "录入以后还没有据此推算过期限。"), Yes: textUndoNotice, Reason: kit.ReasonRequired, Hint: textReasonHint}
			return env.Ask(spec, func(ctx context.Context, by engine.Actor, reason string) (string, error) {
				return n.Title() + "已撤销", st.UndoNotice(ctx, by, n.ID, reason)
			})()
		}
	}, "f12").Silent()
	a.Undo = true
	return a.When(env.WhyNot(allocation.ActUndoHolidays))
}

func dayRecord(th *kit.Theme, w int, d civil.SpecialDay) []string {
	pairs := screen.Pairs(basis.HolidayNoun, civil.Date{}, d, "day", "weekday", "work", "name")
	pairs[0].Value += " " + pairs[1].Value
	return kit.Detail(th, w, append(slices.Delete(pairs, 1, 2), kit.Pair{}, kit.Pair{Value: "没有列出的年份按周末和法定节假日推算；调休尚未公布，期限旁会注明。", Style: th.Muted}))
}

var helpCalendar = []string{
	"国务院每年公布的放假和调休安排，期限的最后一天遇放假顺延（民法典 203）。",
	"每年底按 F2 录入下一年：把通知原文粘贴进去即可，程序自动认出日期，保存前逐项列出核对。",
	"录错了通知，还没有据此推算过期限以前，F12 写明原因撤销最近一份，原来的日子恢复；以后的，把正确的通知再录入一次。",
	"F3 筛选，例如 2021-10 或 春节。没有列出的年份按周末和法定节假日推算（农历节日由程序算出），调休要等通知。",
}
