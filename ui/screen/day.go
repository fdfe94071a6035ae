package screen

import (
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/ui/kit"
)

// DayRead brings to whoever has just come in what is odd about the day.
func DayRead(env *Env) tea.Cmd {
	return func() tea.Msg {
		c, err := env.Store.ClockState(context.Background())
		if err != nil {
			return Failed{Err: err}
		}
		if ask := AskDay(env, c); ask != nil {
			return ask()
		}
		return nil
	}
}

// AskDay is the window that the day needs: is a day so long after the last entry right, and what to do when today lies before it. Nil
// when nothing is odd.
func AskDay(env *Env, c basis.ClockState) tea.Cmd {
	switch c.Doubt {
	case civil.DayFar:
		return kit.Ask(kit.ConfirmSpec{
			Title: "核对今天的日期", Yes: "日期无误", Warn: true, Lines: []string{fmtFar(c), "电脑的日期不对，请选“否”，校正电脑的日期后重新打开。没有确认以前只能查看，不能保存。"},
		}, func(kit.Answer) tea.Cmd {
			return env.Do(func(ctx context.Context, by engine.Actor) (string, error) {
				return "已确认今天是 " + c.Today.String(), env.Store.ConfirmDay(ctx, by)
			})
		})
	case civil.DayBehind:
		if env.WhyNot(allocation.ActSetDay) != "" {
			return kit.Ask(kit.ConfirmSpec{Title: "今天的日期早于最后一次记录", Yes: "知道了", Lines: []string{fmtBehind(c), textBehind, "记录的日期才是错的，请系统管理员和分管领导登录后一起校正。"}},
				func(kit.Answer) tea.Cmd { return nil })
		}
		return kit.Ask(kit.ConfirmSpec{
			Title: allocation.ActSetDay.Title, Yes: allocation.ActSetDay.Title, Warn: true, Reason: kit.ReasonRequired, Second: true,
			Hint: "写明原因", Lines: []string{
				fmtBehind(c), textBehind,
				fmt.Sprintf("上次的日期走快了：分管领导在下面填账号和密码，两人一起把今天校正为 %s。此后按今天记录；%s保留原样，逐条可查，有错的另行更正或撤销。", c.Today, fmtAhead(c)),
			},
		}, func(a kit.Answer) tea.Cmd {
			return env.Do(func(ctx context.Context, by engine.Actor) (string, error) {
				return "日期已校正为 " + c.Today.String(), env.Store.SetDay(ctx, by, a.Reason, a.Second, a.SecondPassword)
			})
		})
	case civil.DayGood:
	}
	return nil
}

const textBehind = "现在只能查看，不能保存。电脑的日期不对，请退出，校正电脑的日期后重新打开。"

func fmtFar(c basis.ClockState) string {
	return fmt.Sprintf("电脑今天是 %s，最后一次记录是 %s，相隔 %d 天。日期一旦走到后面，回来以后就不能保存。", c.Today, c.Last, c.Today.Sub(c.Last))
}

func fmtBehind(c basis.ClockState) string {
	return fmt.Sprintf("电脑今天是 %s，最后一次记录是 %s。", c.Today, c.Last)
}

func fmtAhead(c basis.ClockState) string {
	return fmt.Sprintf("日志第 %d 至 %d 条中日期在今天以后的 %d 条", c.First, c.End, c.Ahead)
}
