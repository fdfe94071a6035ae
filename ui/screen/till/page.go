package till

import (
	"context"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
	"penggai/allocation/till"
	"penggai/store/engine"
	"penggai/store/money"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// newPage is one closing: what should be there, what was, its receipts.
func newPage(env *screen.Env, id int64) screen.Screen {
	return screen.NewPage(env, screen.PageSpec[money.TillDetail]{
		Noun: till.Word, Free: []string{"f4", "ctrl+p"}, About: helpPage,
		Read: func(ctx context.Context, by engine.Actor) (money.TillDetail, error) {
			return env.Store.Till(ctx, by, id)
		},
		Record: func(money.TillDetail) (allocation.Noun, int64) { return allocation.NounTill, id },
		Name:   func(d money.TillDetail) string { return d.Number },
		Summary: func(d money.TillDetail) (string, string) {
			return d.KeeperName + "  " + fmtSpan(d.TillRow), d.State.Title()
		},
		Next: func(d money.TillDetail) string { return d.Next(d.KeeperName) },
		Lines: func(th *kit.Theme, w int, d money.TillDetail) []string {
			return append(append(kit.Detail(th, w, pairs(th, d.TillRow)), ""), receiptLines(th, w, d)...)
		},
		Actions: func(d money.TillDetail) []kit.Action { return actions(env, d) },
	})
}

// pairs are what was counted and who signed.
func pairs(th *kit.Theme, r money.TillRow) []kit.Pair {
	even := th.Good
	if r.Difference() != 0 {
		even = th.Bad
	}
	out := []kit.Pair{
		{Label: "应收合计", Value: fmtAmount(r.Book.Total()) + fmt.Sprintf("  %d 张", r.Book.Receipts)},
		{Label: "其中", Value: bookWords(r.Book)},
		{Label: "应有现金", Value: fmt.Sprintf("%s 元 = 备用金 %s + 现金收入 %s", r.Expected(), r.Float, r.Book.Cash)},
		{Label: "实点现金", Value: fmtAmount(r.Found), Style: th.Strong},
		{Label: "差额", Value: r.Over(), Style: even},
	}
	if r.Pieces.Any() {
		out = append(out, kit.Pair{Label: "按面额", Value: r.Pieces.Words()})
	}
	if r.Reason != "" {
		out = append(out, kit.Pair{Label: "原因", Value: r.Reason})
	}
	out = append(out, kit.Pair{Label: "收款人", Value: fmtCounted(r)})
	switch r.State {
	case till.Confirmed:
		out = append(out, kit.Pair{Label: "复核人", Value: strings.TrimSpace(fmt.Sprintf("%s  %s 复核  %s", r.SecondName, r.Decided, r.Decision))})
	case till.Returned:
		out = append(out, kit.Pair{Label: "退回", Value: fmt.Sprintf("%s  %s：%s", r.SecondName, r.Decided, r.Decision), Style: th.Warn})
	case till.Counted:
	}
	return out
}

// receiptLines are its receipts in their order.
func receiptLines(th *kit.Theme, w int, d money.TillDetail) []string {
	out := []string{" " + th.Head.Render("收据")}
	for _, p := range d.Receipts {
		line := fmt.Sprintf(" %s  %s  %s  %s %s 元  %s", kit.Pad(p.Number, 15), p.Day, kit.Pad(p.Kind.Title(), 4), kit.Pad(p.Method.Title(), 4), kit.PadLeft(p.Amount.String(), 12), p.Name)
		if line = kit.Cut(line, w); p.Amount < 0 || p.Kind != charge.PaymentTaken {
			line = th.Warn.Render(line)
		}
		out = append(out, line)
	}
	return out
}

// actions of a closing.
func actions(env *screen.Env, d money.TillDetail) []kit.Action {
	_, second := d.Second(env.Actor().ID)
	other := screen.Why(second)
	var recount string
	x := d.Closing
	if err := x.Recount(d.Count, env.Actor().ID, env.Today()); err != nil {
		recount = screen.Why(err)
	}
	return screen.Offered([]kit.Action{
		screen.Step(env, d.State, textConfirm, func() tea.Cmd { return confirm(env, d) }, "f5", allocation.ActConfirmTill, till.Counted).When(other),
		screen.Step(env, d.State, textReturn, func() tea.Cmd { return sendBack(env, d) }, "ctrl+r", allocation.ActReturnTill, till.Counted).When(other),
		kit.Act(textRecount, screen.Shows(env, newRecount, d), "f9").When(env.WhyNot(allocation.ActCountTill)).When(screen.Why(d.MayCount(env.Actor().ID))).When(recount),
		kit.Act("看收据", func() tea.Cmd { return receipts(d.TillRow) }, "f4"),
		kit.Act(say.Print, func() tea.Cmd { return screen.Open(screen.PrintTill, d.ID) }, "ctrl+p"),
	})
}

// confirm asks for the second signature.
func confirm(env *screen.Env, d money.TillDetail) tea.Cmd {
	lines := []string{fmt.Sprintf("%s 由 %s 点款：应有现金 %s 元，实点 %s 元，%s。", d.Number, d.CountedName, d.Expected(), d.Found, d.Over())}
	if d.Difference() != 0 {
		lines = append(lines, "原因："+d.Reason+"。")
	}
	if warn, _ := d.Second(env.Actor().ID); warn {
		lines = append(lines, "注意：收款和复核是同一人，本区规定仅作提醒，日志会记下。")
	}
	spec := kit.ConfirmSpec{Title: textConfirm, Lines: append(lines, "请当面看过现金再签字，签字以后不能再改。"), Yes: "签字复核", Warn: d.Difference() != 0, Reason: kit.ReasonOptional}
	return env.Ask(spec, func(ctx context.Context, by engine.Actor, remark string) (string, error) {
		_, err := env.Store.ConfirmTill(ctx, by, d.ID, d.Version, remark)
		return "已复核 " + d.Number + "，可以打印日结单", err
	})
}

func sendBack(env *screen.Env, d money.TillDetail) tea.Cmd {
	spec := kit.ConfirmSpec{Title: textReturn, Lines: []string{"退回 " + d.Number + "，由收款人重新点款。"}, Yes: textReturn, Reason: kit.ReasonRequired}
	return env.Ask(spec, func(ctx context.Context, by engine.Actor, reason string) (string, error) {
		return "已退回，等收款人重新点款", env.Store.ReturnTill(ctx, by, d.ID, d.Version, reason)
	})
}

const (
	textConfirm = "复核"
	textReturn  = "退回"
)

var helpPage = []string{
	"一份日结：应有多少、点到多少、差多少，谁点的、谁复核的，下面是它的收据。",
	"复核人看过现金按 F5 签字；不对的按 Ctrl+R 退回，收款人按 F9 重新点款。点款和复核须由两人办理。",
	"复核以后按 Ctrl+P 打印日结单。复核过的不再改动：以后登记的收款和红冲归入下一次日结。",
}

func fmtAmount(m quantity.Money) string { return m.String() + " 元  " + m.Words() }

func fmtSpan(r money.TillRow) string {
	if r.From == r.Day {
		return r.Day.String()
	}
	return r.From.String() + " 至 " + r.Day.String()
}

func fmtCounted(r money.TillRow) string {
	if r.Keeper == r.CountedBy {
		return fmt.Sprintf("%s  %s 点款", r.KeeperName, r.Day)
	}
	return fmt.Sprintf("%s（账号已停用），%s  %s 代为点款", r.KeeperName, r.CountedName, r.Day)
}
