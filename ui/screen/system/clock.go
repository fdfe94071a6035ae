package system

import (
	"context"
	"fmt"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// newClock shows the office's day beside its log: from which gap a day is asked about, and the way back from days that have not
// come.
func newClock(env *screen.Env) screen.Screen {
	read := func(ctx context.Context, _ engine.Actor) (basis.ClockState, error) { return env.Store.ClockState(ctx) }
	return screen.NewReadForm(env, textClock, "隔多少天不用就核对日期", read, func(c *basis.ClockState) *screen.FormScreen {
		return clockForm(env, *c)
	})
}

func clockForm(env *screen.Env, c basis.ClockState) *screen.FormScreen {
	set := func() tea.Cmd { return screen.AskDay(env, c) }
	return screen.NewForm(env, screen.FormScreen{
		About: helpClock,
		Keys: func(form []kit.Action) []kit.Action {
			return append(form, kit.Act(allocation.ActSetDay.Title, set, "f5").When(whyNoSetDay(env, c)))
		},
	}, kit.FormSpec{
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "kind", Label: "数据", Kind: kit.KindShown, Value: clockKind(c.Kind)},
			{Name: "today", Label: say.Today, Kind: kit.KindShown, Value: c.Today.String()},
			{Name: "last", Label: "最后一次记录", Kind: kit.KindShown, Value: c.Last.String()},
			{Name: "gap", Label: "间隔天数", Kind: kit.KindNumber, Value: strconv.Itoa(c.Gap), Required: true, Hint: "1 至 366，隔得更久先问日期对不对", Check: func(text string) error {
				n, _ := strconv.Atoi(text) // what is no number is no gap either
				return basis.CheckClockGap(n)
			}},
		}}},
		Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			days := f.Number("gap")
			return fmt.Sprintf("隔 %d 天以上会先核对日期", days), env.Store.SetClockGap(ctx, by, days)
		}),
	})
}

// whyNoSetDay is why the day cannot be set back now.
func whyNoSetDay(env *screen.Env, c basis.ClockState) string {
	if c.Doubt != civil.DayBehind {
		return "今天不早于最后一次记录，不用校正"
	}
	return env.WhyNot(allocation.ActSetDay)
}

func clockKind(k civil.ClockKind) string {
	if mark := k.Mark(); mark != "" {
		return mark + "，日期可以指定"
	}
	return "正式，日期按电脑的时钟"
}

const textClock = "日期核对"

var helpClock = []string{
	"每条记录都写着当天的日期，以后的记录不能早于它：电脑的日期走到后面，会把以后的记录都挡在外面。",
	"所以隔得久了（间隔天数），第一次保存前先问日期对不对。",
	"已经走到后面的：校正电脑的日期，系统管理员按 F5，分管领导填账号密码，两人一起校正。",
}
