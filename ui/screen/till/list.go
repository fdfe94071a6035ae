package till

import (
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/quantity"
	"penggai/allocation/till"
	"penggai/store/engine"
	"penggai/store/money"
	"penggai/ui/kit"
	"penggai/ui/screen"
	"penggai/ui/screen/many"
)

// columns are the fields of the list with how they are drawn.
var columns = []kit.Col[money.TillRow]{
	{ID: "number", Width: 15},
	{ID: "day", Width: 10},
	{ID: "keeper_name", Width: 8, Flex: true},
	{ID: "receipts", Width: 6},
	{ID: "cash", Width: 13},
	{ID: "difference", Width: 11, Style: differenceStyle},
	{ID: "found", Width: 13, Drop: 2},
	{ID: "transfer", Width: 12, Drop: 4},
	{ID: "scan", Width: 12, Drop: 3},
	{ID: "second", Width: 8, Drop: 1},
	{ID: "state", Width: 8, Style: func(th *kit.Theme, r money.TillRow) kit.Style { return stateStyle(th, r.State) }},
}

func differenceStyle(th *kit.Theme, r money.TillRow) kit.Style {
	if r.Difference() != 0 {
		return th.Bad
	}
	return kit.Style{}
}

func stateStyle(th *kit.Theme, s till.State) kit.Style {
	switch s {
	case till.Counted:
		return th.Warn
	case till.Returned:
		return th.Bad
	case till.Confirmed:
	}
	return th.Good
}

// heads is what the head of the list says: its sums, and what nobody has closed yet.
type heads struct {
	page engine.Page[money.TillRow]
	open []money.Drawer
}

// newList is the list of closings, below the drawers that are open.
func newList(env *screen.Env, to screen.Go) screen.Screen {
	return screen.NewList(env, screen.ListSpec[money.TillRow, money.TillDetail]{
		Title: till.Word, Views: "till", Sort: to.Sort, Cols: screen.Cols(money.TillNoun, env.Today(), columns), Filter: to.Filter, About: helpList,
		Tabs: screen.ByState(till.States, env.Store.TillStates),
		ID:   func(r money.TillRow) int64 { return r.ID },
		Fetch: func(ctx context.Context, by engine.Actor, q engine.ListQuery) (kit.Page[money.TillRow], error) {
			page, err := env.Store.Tills(ctx, by, q)
			if err != nil {
				return kit.Page[money.TillRow]{}, err
			}
			open, err := env.Store.OpenDrawers(ctx, by)
			return kit.Page[money.TillRow]{Rows: page.Rows, Offset: page.Offset, Total: page.Total, Sums: heads{page, open}, Values: page.Values}, err
		},
		Sums:  fmtTotal,
		Above: openLines,
		None:  []string{"还没有日结。", "每天收款结束后按 F2 点款日结。"},
		Open:  func(r money.TillRow) tea.Cmd { return screen.Show(newPage(env, r.ID)) },
		Many: func(rows []money.TillRow, clear func()) []kit.Action {
			return []kit.Action{many.Print(env, clear, many.Of(allocation.NounTill, "份", rows, func(r money.TillRow) many.Item {
				return many.Item{ID: r.ID, Number: r.Number, Name: r.KeeperName}
			}))}
		},
		Own: func(r money.TillRow, ok bool) []kit.Action {
			return []kit.Action{
				kit.Act(textCount, func() tea.Cmd { return screen.Show(newCount(env)) }, "f2").When(env.WhyNot(allocation.ActCountTill)),
				kit.Act("看收据", func() tea.Cmd { return receipts(r) }, "f4").When(screen.NoRow(ok)),
			}
		},
	})
}

// receipts opens the list of the receipts of a closing.
func receipts(r money.TillRow) tea.Cmd {
	return screen.List(screen.Payment, till.Word+":"+r.Number)
}

// openLines say what nobody has closed yet, the longest open first.
func openLines(th *kit.Theme, w int, sums any) []string {
	h, ok := sums.(heads)
	if !ok {
		return []string{""}
	}
	if len(h.open) == 0 {
		return []string{" " + th.Muted.Render(kit.Cut("没有待日结的收款", w-2))}
	}
	const shown = 3
	var out []string
	for i, d := range h.open {
		if i == shown {
			return append(out, " "+th.Muted.Render(kit.Cut(fmtMore(len(h.open)-shown), w-2)))
		}
		out = append(out, " "+th.Warn.Render(kit.Cut(fmtOpen(d), w-2)))
	}
	return out
}

var helpList = []string{
	"这里是每位收款人每天的日结：收据合计与抽屉里的现金相对，收款人点款签字，另一人复核签字。上面是还没有日结的收款。",
	"F2 点款日结。日结包括上次日结以后到现在登记的全部收款、退款和红冲；日结以后再登记的，归入下一次日结，同一天也可以再结一次。",
	"红冲归入原收款人的抽屉。Enter 打开一份，复核人在里面按 F5 复核；F4 看收据，F7 导出，Ctrl+P 打印。",
}

func fmtTotal(sums any) string {
	h, ok := sums.(heads)
	if !ok {
		return ""
	}
	return fmt.Sprintf("%s 份  现金 %s 元  差额 %s 元", kit.Count(h.page.Total), quantity.Money(h.page.Sums["cash"]), quantity.Money(h.page.Sums["difference"]))
}

func fmtOpen(d money.Drawer) string {
	return fmt.Sprintf("未日结 %s（%s）%d 张 自 %s  %s", d.Name, d.District, d.Book.Receipts, d.From, bookWords(d.Book))
}

func fmtMore(n int) string { return fmt.Sprintf("另有 %d 人未日结", n) }
