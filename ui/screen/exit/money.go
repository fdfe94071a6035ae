package exit

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/store"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// settling reports whether the fees of an exit are to be settled now.
func settling(d record) bool { return d.State == allocation.ExitReturned && d.Settled.IsZero() }

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
		return textKeyIssue
	case len(d.Left.Waits) > 0:
		return textKeyPrice
	case d.Left.Open > 0:
		return textKeyTake
	}
	return textKeyRefund
}

// moneyActions are the ways to what is to be done about the money, all under one key: the first that is possible counts.
func (s *detail) moneyActions(d record, byDecision kit.Action) []kit.Action {
	to := func(place, arg string) func() tea.Cmd {
		return func() tea.Cmd { return kit.Send(screen.Go{Place: place, ID: d.ExitDetail.Tenancy, Arg: arg}) }
	}
	on := func(label string, run func() tea.Cmd, wanted bool, act allocation.Action) kit.Action {
		a := kit.Act(label, run, "f2").When(s.env.WhyNot(act))
		if !wanted {
			a = a.When(textNothingToPay)
		}
		return a
	}
	return []kit.Action{
		on(textIssue, to("bill", "issue"), settling(d) && d.Left.Bills > 0, allocation.ActIssueBill),
		on(textSetPrice, to("fee", ""), settling(d) && len(d.Left.Waits) > 0, allocation.ActSetPrice),
		on(textTake, to("payment", "take"), d.Money.Open > 0, allocation.ActTakePayment),
		byDecision,
		on(textRefund, to("payment", "refund"), settling(d) && d.Left.Credit > 0, allocation.ActRefundPayment),
		kit.Act(textAccount, to("bill", "tenancy"), "f2"),
	}
}

// settleOpenAction settles by a decision what cannot be settled otherwise.
func settleOpenAction(a kit.Action, d record) kit.Action {
	switch {
	case !settling(d):
		return a.Silent()
	case d.Left.Clear():
		return a.When(textNothingOpen).Silent()
	}
	if err := d.Left.Check(textSettleOpen); err != nil {
		return a.When(err.Error())
	}
	return a
}

// newSettleOpen settles the fees by a decision although something is open.
func newSettleOpen(env *screen.Env, d record) *screen.FormScreen {
	s := form(env, d, textSettleOpen, textSettleOpenHow, "settleopen", kit.FormSpec{
		Sections: []kit.Section{{Fields: []kit.Field{
			dayField(env, textSettleDay, d.Returned),
			{Name: "decision", Label: textSettleDecision, Required: true, Limit: 200, Hint: textSettleDecisionHint},
			{Name: "how", Label: textReason, Required: true, Limit: 200, Hint: textSettleReasonHint},
		}}},
		Check: func(f *kit.Form) error {
			x := d.Exit
			return onField(x.Settle(f.Date("day"), f.Text("how"), env.Today(), d.Left, f.Text("decision")), "day")
		},
		Confirm: func(f *kit.Form) kit.ConfirmSpec {
			lines := append([]string{fmtSettleOpen(d.Name, f.Text("decision"))}, leftWords(d.Left)...)
			return kit.ConfirmSpec{Title: textSettleOpen, Lines: append(lines, textSettleOpenThen), Yes: textSettleOpenNow, Warn: true}
		},
		Save: func(f *kit.Form) tea.Cmd {
			day, how, decision := f.Date("day"), f.Text("how"), f.Text("decision")
			return env.Move(func(ctx context.Context, by store.Actor) (string, error) {
				return textSettled, env.Store.SettleExitOpen(ctx, by, d.ID, d.Version, day, how, decision)
			}, f.Saved(), kit.Send(kit.Back{}))
		},
	})
	s.Over = func(w int) []string { return append(kit.Detail(env.Theme, w, moneyPairs(env.Theme, d)), "") }
	return s
}

// leftWords are the figures of what is open.
func leftWords(l allocation.Settlement) []string {
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
	open := kit.Pair{Label: textOpenSum, Value: fmtYuan(a.Open)}
	if a.Open > 0 {
		open.Style = th.Bad
		if a.Overdue > 0 {
			open.Value = fmtOpenOverdue(a.Open, a.Overdue)
		}
	}
	out := []kit.Pair{{Label: textBilled, Value: fmtBilled(len(a.Bills), a.Billed)}}
	if settling(d) && d.Left.Bills > 0 {
		out = append(out, kit.Pair{Label: textUnbilled, Value: fmtBilled(d.Left.Bills, d.Left.Unbilled), Style: th.Warn})
	}
	out = append(out, kit.Pair{Label: textPaidSum, Value: fmtYuan(a.Payments)}, open)
	if a.Credit > 0 {
		out = append(out, kit.Pair{Label: textCredit, Value: fmtYuan(a.Credit), Style: th.Warn})
	}
	if d.SettledDecision != "" {
		out = append(out, kit.Pair{Label: textSettleOpen, Value: fmtSettledOpen(d.Exit)})
	}
	return out
}
