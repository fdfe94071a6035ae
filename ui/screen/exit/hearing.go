package exit

import (
	"context"
	"errors"
	"fmt"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/leave"
	"penggai/store/engine"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// hearingActions are what goes before the decision by the grounds that the district holds against a tenant (四(五)1, 3, 5), as far
// as it is not done: F5 is the next of them.
func (s *detail) hearingActions(step stepOf) (list []kit.Action) {
	d, env := s.d, s.env
	if d.State != leave.ExitOpened || !d.Heard {
		return nil
	}
	waits := d.Ready(env.Today())
	act := func(label string, make func(*screen.Env, record) *screen.FormScreen, key string, act allocation.Action, next bool) {
		a := step(label, screen.Shows(env, make, d), key, act, leave.ExitOpened)
		if next {
			a.Keys = []string{"f5"}
		}
		list = append(list, a)
	}
	if d.Told.IsZero() {
		act(textTell, newTell, "f5", allocation.ActTellExit, true)
	} else if d.Answered.IsZero() {
		act(textHear, newHear, "f2", allocation.ActHearExit, errors.Is(waits, leave.ErrExitWaitsAnswer))
	}
	if d.Advised.IsZero() {
		act(textAdvise, newAdvise, "ctrl+x", allocation.ActAdviseExit, errors.Is(waits, leave.ErrExitUnadvised))
	}
	return list
}

// why is a refusal in words, "" without one.
func why(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// newTell records that the notice of the intended decision was served.
func newTell(env *screen.Env, d record) *screen.FormScreen {
	return form(env, d, textTell, fmtTellFirst(d.Terms.Answer.String()), "tell", kit.FormSpec{
		Sections: []kit.Section{{Fields: []kit.Field{dayField(env, "告知送达日期", d.Opened), howField()}}},
		Check: func(f *kit.Form) error {
			x := d.Exit
			return screen.OnField(x.Tell(f.Date("day"), f.Text("how"), env.Today(), d.Terms.Answer, d.Terms.Owed, nil), "day")
		},
		Save: env.MoveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			return "已登记告知，等承租人陈述申辩", env.Store.TellExit(ctx, by, d.ID, d.Version, f.Date("day"), f.Text("how"))
		}),
	})
}

// newHear records the tenant's answer.
func newHear(env *screen.Env, d record) *screen.FormScreen {
	s := form(env, d, textHear, "承租人的意见，放弃的也写明；Ctrl+S 保存", "hear", kit.FormSpec{
		Sections: []kit.Section{{Fields: []kit.Field{
			dayField(env, "收到日期", d.Told),
			{Name: "answer", Label: "承租人的意见", Kind: kit.KindLong, Required: true, Lines: 4, Limit: 1000, Hint: "事实、理由和证据；或放弃陈述申辩"},
		}}},
		Check: func(f *kit.Form) error {
			x := d.Exit
			return screen.OnField(x.Hear(f.Date("day"), f.Text("answer"), env.Today()), "day")
		},
		Save: env.MoveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			return "已登记陈述申辩", env.Store.HearExit(ctx, by, d.ID, d.Version, f.Date("day"), f.Text("answer"))
		}),
	})
	s.Over = screen.Facts(env, groundPairs(env.Theme, d.ExitDetail, fmtOwed(d))...)
	return s
}

// newAdvise records the opinion of the legal adviser (六(一)).
func newAdvise(env *screen.Env, d record) *screen.FormScreen {
	s := form(env, d, textAdvise, "六(一)：涉法事宜由法律顾问提出意见；Ctrl+S 保存", "advise", kit.FormSpec{
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "adviser", Label: "法律顾问", Value: d.Terms.Adviser, Required: true, Limit: 50, Hint: "姓名和单位"},
			dayField(env, "意见日期", d.Opened),
			{Name: "opinion", Label: "意见", Kind: kit.KindLong, Required: true, Lines: 4, Limit: 1000},
		}}},
		Check: func(f *kit.Form) error {
			x := d.Exit
			return screen.OnField(x.Advise(f.Text("adviser"), f.Date("day"), f.Text("opinion"), env.Today()), "day")
		},
		Save: env.MoveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			return "已登记法律顾问意见", env.Store.AdviseExit(ctx, by, d.ID, d.Version, f.Text("adviser"), f.Date("day"), f.Text("opinion"))
		}),
	})
	s.Over = screen.Facts(env, append(groundPairs(env.Theme, d.ExitDetail, fmtOwed(d)), hearingPairs(env.Theme, d.ExitDetail, env.Today())...)...)
	return s
}

// newApprove is the decision that lets the exit go through: it names the last day for clearing the premises.
func newApprove(env *screen.Env, d record) *screen.FormScreen {
	s := form(env, d, textApprove, "写明腾退期限和决定意见；Ctrl+S 批准，Esc 离开并保留草稿", "approve", kit.FormSpec{
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "vacate", Label: textVacate, Kind: kit.KindDate, Value: d.Terms.Vacate.Last.String(), Required: true, Hint: vacateHint(d, env.Today())},
			heedField(d), weighedField(d),
			{Name: "decision", Label: "决定意见", Required: true, Limit: 300},
		}}},
		Check: func(f *kit.Form) error {
			x, t := d.Exit, d.Stay.Tenancy
			return x.Approve(&t, env.Today(), env.Actor().ID, d.Terms.Approval(f.Text("decision"), weighing(f), f.Date("vacate")))
		},
		Confirm: func(f *kit.Form) kit.ConfirmSpec {
			vacate := f.Date("vacate")
			lines := []string{fmtApproveLine(d.ExitRow), fmtEvidence(d.Evidence), fmtVacate(vacate)}
			x := d.Exit
			x.VacateBy = vacate
			switch {
			case d.Stops:
				lines[2] = fmtVacateStops(vacate, stopLine(d.ExitDetail, fmtOwed(d)))
			case x.ContractFirst(d.Stay.Contract):
				lines[2] = fmt.Sprintf("腾退期限 %s；%s", vacate, fmtContractOver(d.Stay.Contract))
			}
			if d.Heard {
				lines = append(lines, fmtAnswerLine(d.Exit))
				if !d.Answered.IsZero() {
					lines = append(lines, textWeighed+"："+weighing(f).Words())
				}
			}
			if warn, _ := d.Same.Check(env.Actor().ID, d.OpenedBy); warn {
				lines = append(lines, textSamePerson)
			}
			return kit.ConfirmSpec{Title: textApprove, Lines: append(lines, fmtThen(d.Terms.File.Last)), Yes: "批准退出"}
		},
		Save: env.MoveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			_, err := env.Store.ApproveExit(ctx, by, d.ID, d.Version, f.Date("vacate"), f.Text("decision"), weighing(f))
			return "已批准退出，下一步送达通知", err
		}),
	})
	s.Over = screen.Facts(env, append(groundPairs(env.Theme, d.ExitDetail, fmtOwed(d)), hearingPairs(env.Theme, d.ExitDetail, env.Today())...)...)
	return s
}

// newRefuse is the decision that lets the tenant stay, after an answer that it weighs.
func newRefuse(env *screen.Env, d record) *screen.FormScreen {
	s := form(env, d, textRefuse, "写明对陈述申辩的意见和不予批准的理由；Ctrl+S 决定，Esc 离开并保留草稿", "refuse", kit.FormSpec{
		Sections: []kit.Section{{Fields: []kit.Field{
			heedField(d), weighedField(d),
			{Name: "decision", Label: "不予批准的理由", Required: true, Limit: 300},
		}}},
		Check: func(f *kit.Form) error {
			x := d.Exit
			return x.Refuse(env.Today(), env.Actor().ID, f.Text("decision"), weighing(f))
		},
		Confirm: func(f *kit.Form) kit.ConfirmSpec {
			lines := append(refuseLines(env, d), fmtAnswerLine(d.Exit), textWeighed+"："+weighing(f).Words())
			return kit.ConfirmSpec{Title: textRefuse, Lines: lines, Yes: textRefuse}
		},
		Save: env.MoveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			_, err := env.Store.RefuseExit(ctx, by, d.ID, d.Version, f.Text("decision"), weighing(f))
			return textRefusedDone, err
		}),
	})
	s.Over = screen.Facts(env, append(groundPairs(env.Theme, d.ExitDetail, fmtOwed(d)), hearingPairs(env.Theme, d.ExitDetail, env.Today())...)...)
	return s
}

// refuseLines say what a refusal does, and when one person took both steps.
func refuseLines(env *screen.Env, d record) []string {
	lines := []string{fmtRefuseLine(d.ExitRow)}
	if warn, _ := d.Same.Check(env.Actor().ID, d.OpenedBy); warn {
		lines = append(lines, textSamePerson)
	}
	return lines
}

// heedField asks what a decision makes of the tenant's answer, weighedField why; there is nothing to ask without an answer.
func heedField(d record) kit.Field {
	return kit.Field{
		Name: "heed", Label: textWeighed, Kind: kit.KindChoice, Choices: screen.Choices(leave.Heeds), Required: true, Width: 16,
		Show: func(*kit.Form) bool { return !d.Answered.IsZero() },
	}
}

func weighedField(d record) kit.Field {
	return kit.Field{Name: "weighed", Label: textWhy, Required: true, Limit: 300, Hint: "逐条回应承租人的意见", Show: func(f *kit.Form) bool {
		return !d.Answered.IsZero() && f.Text("heed") != string(leave.HeedWaived)
	}}
}

// weighing is what the form says to the tenant's answer.
func weighing(f *kit.Form) leave.Weighing {
	return leave.Weighing{Heed: leave.Heed(f.Text("heed")), Weighed: f.Text("weighed")}
}

// vacateHint says the first day that the last one for clearing may be, and from when full price runs by the ground.
func vacateHint(d record, today civil.Date) string {
	first := d.Terms.Approval("", leave.Weighing{}, civil.Date{}).Earliest(today)
	switch {
	case d.Stops && !d.Evidence.FalseFrom.IsZero():
		return fmt.Sprintf("不早于 %s；减免一并追回", first)
	case d.Stops:
		return fmt.Sprintf("不早于 %s；送达即停止收回", first)
	case !d.Stay.Contract.To.After(first):
		return fmt.Sprintf("不早于 %s；期满次日起全价", first)
	}
	return fmt.Sprintf("不早于 %s；次日起按全价", first)
}

// What goes before the decision.
const (
	textTell       = "登记告知"
	textHear       = "登记陈述申辩"
	textAdvise     = "法律顾问意见"
	textSamePerson = "注意：提出和审批是同一人，本区规定仅作提醒，日志会记下。"
)

func fmtTellFirst(period string) string {
	return fmt.Sprintf("先按 Ctrl+P 打印告知书；送达后 %s内承租人可陈述申辩；Ctrl+S 登记", period)
}

func fmtAnswerLine(x leave.Exit) string {
	if x.Answered.IsZero() {
		return fmt.Sprintf("已于 %s 告知，期限 %s 已过，没有收到意见。", x.Told, x.AnswerBy)
	}
	return fmt.Sprintf("陈述申辩：%s  %s", x.Answered, x.Answer)
}
