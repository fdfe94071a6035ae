package bill

import (
	"context"
	"fmt"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/quantity"
	"penggai/store/engine"
	"penggai/store/money"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// record is what the page of a bill shows.
type record = money.PaidBill

// line is a line of a bill with its place in it: a bill may hold the same line twice.
type line struct {
	charge.BillLine
	at int
}

var lineColumns = []kit.Col[line]{
	{ID: say.Fee, Title: textFee, Width: 6, Text: func(l line) string { return l.Fee.Title() }},
	{ID: "起", Title: textFrom, Width: 10, Text: func(l line) string { return l.From.String() }},
	{ID: "止", Title: textLast, Width: 10, Text: func(l line) string { return l.To.AddDays(-1).String() }},
	{ID: say.Phase, Title: textPhase, Width: 5, Text: func(l line) string { return l.ShareTitle() }},
	{Title: "标记", Width: 4, Text: backWord, Style: func(th *kit.Theme, _ line) kit.Style { return th.Warn }},
	{ID: "数量", Title: "数量", Width: 9, Right: true, Drop: 3, Text: amount},
	{ID: say.Days, Title: say.Days, Width: 7, Right: true, Drop: 4, Text: func(l line) string { return fmtDays(l.Days, l.Of) }},
	{ID: say.UnitPrice, Title: say.UnitPrice, Width: 9, Right: true, Drop: 2, Text: func(l line) string { return l.Price.String() }},
	{ID: say.Market, Title: textMarketYuan, Width: 11, Right: true, Text: func(l line) string { return l.Market.String() }, Style: signStyle(func(l line) quantity.Money { return l.Market })},
	{ID: say.Payable, Title: textPayableYuan, Width: 11, Right: true, Text: func(l line) string { return l.Payable.String() }, Style: signStyle(func(l line) quantity.Money { return l.Payable })},
	{ID: say.Waiver, Title: textWaivedYuan, Width: 11, Right: true, Drop: 1, Text: func(l line) string { return l.Waived.String() }, Style: signStyle(func(l line) quantity.Money { return l.Waived })},
}

func signStyle(of func(line) quantity.Money) func(*kit.Theme, line) kit.Style {
	return func(th *kit.Theme, l line) kit.Style {
		if of(l) < 0 {
			return th.Warn
		}
		return kit.Style{}
	}
}

func backWord(l line) string {
	if l.Back {
		return say.ReversedBy
	}
	return ""
}

func amount(l line) string {
	if l.Fee == charge.FeeWater {
		return allocation.Volume(l.Litres).String()
	}
	return l.Area.String()
}

func linesOf(b charge.Bill) []line {
	out := make([]line, len(b.Lines))
	for i, l := range b.Lines {
		out[i] = line{l, i}
	}
	return out
}

// newPage is one bill: what it asks for, what paid it, and its lines as they were frozen.
func newPage(env *screen.Env, id int64) screen.Screen {
	_, part := screen.Rows(screen.Part[record]{}, kit.TableSpec[line]{
		Cols: lineColumns, Key: func(l line) string { return idKey(int64(l.at)) },
		Empty: func(string) []string { return []string{"没有符合筛选的行。按 Esc 去掉筛选。"} },
	}, func(d record) []line { return linesOf(d.Bill) })
	return screen.NewPage(env, screen.PageSpec[record]{
		Noun: textBills, Early: true, About: helpPage, Parts: []screen.Part[record]{part},
		Read:    func(ctx context.Context, by engine.Actor) (record, error) { return env.Store.PaidBill(ctx, by, id) },
		Record:  func(record) (allocation.Noun, int64) { return allocation.NounBill, id },
		Name:    func(d record) string { return d.Number },
		Summary: func(d record) (string, string) { return d.TenancyNo + "  " + d.Name, fmtStanding(d.BillStanding) },
		Head: func(th *kit.Theme, w, h int, d record) []string {
			out := kit.Columns(w, 36, kit.Detail(th, kit.Half(w), headPairs(d.BillDetail)), kit.Detail(th, kit.Half(w), moneyPairs(th, d.BillDetail)))
			for _, l := range kit.Wrap(d.Lacks, w-2) {
				if d.Lacks != "" {
					out = append(out, " "+th.Warn.Render(l))
				}
			}
			return append(append(out, shareLines(th, d, w, max(h/8, 2))...), "")
		},
		Actions: func(d record) []kit.Action {
			return []kit.Action{
				takeAction(env, d.Tenancy),
				kit.Act(textAccount, func() tea.Cmd { return screen.Open(screen.BillAccount, d.Tenancy) }, "f4"),
				kit.Act(textTenancy, func() tea.Cmd { return screen.Open(screen.Tenancy, d.Tenancy) }, "enter"),
				kit.Act(say.Print, func() tea.Cmd { return screen.Open(screen.PrintBill, id) }, "ctrl+p"),
				issueAction(env, d.Tenancy),
			}
		},
	})
}

var helpPage = []string{
	"一张账单开出以后不再改动。上面是所属期和金额，中间是哪些收款缴了它，下面是逐月的明细。",
	"市场价减去减免等于应缴。标记“冲回”的行退回以前账单里多收的部分。",
	"F2 缴费，F4 这一户的全部账单和收款，Ctrl+P 打印，Enter 到入驻。",
}

func fmtStanding(b charge.BillStanding) string {
	switch {
	case b.State() == charge.BillUnpaid:
		return b.State().Title() + " " + fmtOpen(b)
	case b.Open > 0:
		return b.State().Title() + "  未缴 " + fmtOpen(b)
	}
	return b.State().Title()
}

func fmtDays(days, of int) string { return fmt.Sprintf("%d/%d", days, of) }
