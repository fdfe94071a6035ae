package exit

import (
	"context"
	"fmt"
	"strings"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/leave"
	"penggai/allocation/quantity"
	"penggai/store/engine"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// settling reports whether the fees of an exit are to be settled now.
func settling(d record) bool { return d.State == leave.ExitReturned && d.Settled.IsZero() }

// leftLines say what stands between the exit and the settlement of its fees, with the key that does it.
func leftLines(th *kit.Theme, d record, w int) []string {
	if !settling(d) {
		return nil
	}
	err := d.Left.Check("")
	if err == nil {
		return nil
	}
	var out []string
	for _, part := range kit.Wrap(err.Error()+leftKey(d), w-2) {
		out = append(out, " "+th.Warn.Render(part))
	}
	return append(out, "")
}

// leftKey names the key for what is to be done first.
func leftKey(d record) string {
	switch {
	case d.Left.Bills > 0:
		return "（F2 先出账单）"
	case len(d.Left.Waits) > 0:
		return "（F2 登记价格）"
	case d.Left.Open > 0:
		return "（F2 缴费）"
	}
	return "（F2 先退预存）"
}

// moneyActions are the ways to what is to be done about the money, all under one key: the first that is possible counts.
func (s *detail) moneyActions(d record, byDecision kit.Action) []kit.Action {
	to := func(place screen.Place) func() tea.Cmd {
		return func() tea.Cmd { return screen.Open(place, d.ExitDetail.Tenancy) }
	}
	on := func(label string, run func() tea.Cmd, wanted bool, act allocation.Action) kit.Action {
		a := kit.Act(label, run, "f2").When(s.env.WhyNot(act))
		if !wanted {
			a = a.When("没有要收的，也没有要退的")
		}
		return a
	}
	return []kit.Action{
		on("先出账单", to(screen.BillIssue), settling(d) && d.Left.Bills > 0, allocation.ActIssueBill),
		on("登记价格", to(screen.Fee), settling(d) && len(d.Left.Waits) > 0, allocation.ActSetPrice),
		on(say.Payment, to(screen.PaymentTake), d.Money.Open > 0, allocation.ActTakePayment),
		byDecision,
		on("先退预存", to(screen.PaymentRefund), settling(d) && d.Left.Credit > 0, allocation.ActRefundPayment),
		kit.Act("收退款", to(screen.BillAccount), "f2"),
	}
}

// settleOpenAction settles by a decision what cannot be settled otherwise.
func settleOpenAction(a kit.Action, d record) kit.Action {
	switch {
	case !settling(d):
		return a.Silent()
	case d.Left.Clear():
		return a.When("没有欠费和预存，直接登记结清即可").Silent()
	}
	if err := d.Left.Check(textSettleOpen); err != nil {
		return a.When(err.Error())
	}
	return a
}

// newSettleOpen settles the fees by a decision although something is open.
func newSettleOpen(env *screen.Env, d record) *screen.FormScreen {
	s := form(env, d, textSettleOpen, "确实收不回、价格不会再有的，按决定文件结清；Ctrl+S 保存，Esc 保留草稿", "settleopen", kit.FormSpec{
		Sections: []kit.Section{{Fields: []kit.Field{
			dayField(env, textSettleDay, d.Returned),
			{Name: "decision", Label: "决定文件", Required: true, Limit: 200, Hint: "名称和编号"},
			{Name: "how", Label: textReason, Required: true, Limit: 200, Hint: "为什么收不回、由谁决定"},
		}}},
		Check: func(f *kit.Form) error {
			x := d.Exit
			return screen.OnField(x.Settle(f.Date("day"), f.Text("how"), env.Today(), d.Left, f.Text("decision")), "day")
		},
		Confirm: func(f *kit.Form) kit.ConfirmSpec {
			lines := append([]string{fmtSettleOpen(d.Name, f.Text("decision"))}, leftWords(d.Left)...)
			return kit.ConfirmSpec{Title: textSettleOpen, Lines: append(lines, "没有缴的账单不销账：继续列入欠缴报表，以后缴了照常登记。"), Yes: "确认结清", Warn: true}
		},
		Save: env.MoveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			return textSettled, env.Store.SettleExitOpen(ctx, by, d.ID, d.Version, f.Date("day"), f.Text("how"), f.Text("decision"))
		}),
	})
	s.Over = screen.Facts(env, moneyPairs(env.Theme, d)...)
	return s
}

// leftWords are the figures of what is open.
func leftWords(l leave.Settlement) []string {
	var out []string
	if l.Open > 0 {
		out = append(out, fmtLeftOpen(l.Open))
	}
	if l.Credit > 0 {
		out = append(out, fmtLeftCredit(l.Credit))
	}
	if len(l.Waits) > 0 {
		out = append(out, fmtLeftWaits(l.Waits))
	}
	return out
}

// moneyPairs are what was billed and paid, and what is left.
func moneyPairs(th *kit.Theme, d record) []kit.Pair {
	a := d.Money
	open := kit.Pair{Label: say.Unpaid, Value: screen.Yuan(a.Open)}
	if a.Open > 0 {
		open.Style = th.Bad
		if a.Overdue > 0 {
			open.Value = fmtOpenOverdue(a.Open, a.Overdue)
		}
	}
	out := []kit.Pair{{Label: "已出账单", Value: fmtBilled(len(a.Bills), a.Billed)}}
	if settling(d) && d.Left.Bills > 0 {
		out = append(out, kit.Pair{Label: "待出账单", Value: fmtBilled(d.Left.Bills, d.Left.Unbilled), Style: th.Warn})
	}
	out = append(out, kit.Pair{Label: "已收款", Value: screen.Yuan(a.Payments)}, open)
	if a.Credit > 0 {
		out = append(out, kit.Pair{Label: "预存", Value: screen.Yuan(a.Credit), Style: th.Warn})
	}
	if d.SettledDecision != "" {
		out = append(out, kit.Pair{Label: textSettleOpen, Value: fmtSettledOpen(d.Exit)})
	}
	return out
}

func fmtBilled(n int, sum quantity.Money) string {
	if n == 0 {
		return "没有"
	}
	return fmt.Sprintf("%s 张  %s 元", kit.Count(n), sum)
}

func fmtOpenOverdue(open, overdue quantity.Money) string {
	return fmt.Sprintf("%s 元  其中逾期 %s 元", open, overdue)
}

func fmtSettleOpen(name, decision string) string {
	return fmt.Sprintf("按 %s 登记 %s 的费用结清。", decision, name)
}

func fmtLeftOpen(m quantity.Money) string { return fmt.Sprintf("还欠 %s 元没有缴。", m) }

func fmtLeftCredit(m quantity.Money) string {
	return fmt.Sprintf("账上还有预存 %s 元没有退。", m)
}

func fmtLeftWaits(list []charge.MissingPrice) string {
	words := make([]string, len(list))
	for i, m := range list {
		words[i] = fmt.Sprintf("%d 年%s", m.Year, m.Fee.Title())
	}
	return "没有出账：" + strings.Join(words, "、") + "，价格没有公布。"
}

func fmtSettledOpen(x leave.Exit) string {
	if x.SettledOpen > 0 {
		return fmt.Sprintf("%s，结清时还欠 %s 元", x.SettledDecision, x.SettledOpen)
	}
	return x.SettledDecision
}
