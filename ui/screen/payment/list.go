package payment

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/till"
	"penggai/store/engine"
	"penggai/store/money"
	"penggai/ui/kit"
	"penggai/ui/screen"
	"penggai/ui/screen/many"
)

// columns are the fields of the list with how they are drawn.
var columns = []kit.Col[money.PaymentRow]{
	{ID: "number", Width: 15},
	{ID: "day", Width: 10, Filter: "day"},
	{ID: "applicant", Width: 10, Flex: true},
	{ID: "kind", Width: 4, Filter: "kind"},
	{ID: "method", Width: 4, Filter: "method"},
	{ID: "amount", Width: 12, Style: amountStyle},
	{ID: "remark", Width: 10, Flex: true, Drop: 1},
	{ID: "other", Width: 15, Drop: 2},
	{ID: "payer", Width: 10, Flex: true, Drop: 5},
	{ID: "tenancy", Width: 15, Drop: 3},
	{ID: "by", Width: 8, Drop: 4},
	{ID: "till", Width: 15, Drop: 6},
}

func amountStyle(th *kit.Theme, r money.PaymentRow) kit.Style {
	switch {
	case r.Amount < 0:
		return th.Warn
	case r.Reversed != 0:
		return th.Muted
	}
	return kit.Style{}
}

// newList is all receipts with their sum by method: what the cash box of a day is closed with.
func newList(env *screen.Env, to screen.Go) screen.Screen {
	var s *screen.ListScreen[money.PaymentRow, money.PaymentRow]
	s = screen.NewList(env, screen.ListSpec[money.PaymentRow, money.PaymentRow]{
		Title: textPayments, Views: "payment", Sort: to.Sort, Cols: screen.Cols(money.PaymentNoun, env.Today(), columns), Filter: to.Filter, Place: textPayments, Sums: fmtTotal, About: helpList,
		Key: func(r money.PaymentRow) string { return r.Number },
		Fetch: func(ctx context.Context, by engine.Actor, q engine.ListQuery) (kit.Page[money.PaymentRow], error) {
			page, err := env.Store.Payments(ctx, by, q)
			return kit.Page[money.PaymentRow]{Rows: page.Rows, Offset: page.Offset, Total: page.Total, Sums: page, Values: page.Values}, err
		},
		Above: func(th *kit.Theme, w int, sums any) []string {
			if page, ok := sums.(engine.Page[money.PaymentRow]); ok && len(page.Groups) > 0 {
				return []string{" " + th.Strong.Render(kit.Cut(fmtWays(page.Groups), w-2))}
			}
			return []string{""}
		},
		None:   []string{"还没有收款。", "按 F2 到账单里选一户，再按 F2 登记缴费。"},
		NoHits: []string{"没有符合筛选的收据。按 Esc 去掉筛选。"},
		Open:   func(r money.PaymentRow) tea.Cmd { return screen.Show(newPage(env, r.ID)) },
		Many: func(rows []money.PaymentRow, clear func()) []kit.Action {
			return []kit.Action{many.Print(env, clear, many.Of(allocation.NounPayment, "张", rows, func(r money.PaymentRow) many.Item {
				return many.Item{ID: r.ID, Number: r.Number, Name: r.Name}
			}))}
		},
		Own: func(r money.PaymentRow, ok bool) []kit.Action {
			return []kit.Action{
				kit.Act(till.Word, func() tea.Cmd { return screen.Open(screen.TillCount, 0) }, "f5").When(env.WhyNot(allocation.ActCountTill)),
				kit.Act(say.Today, func() tea.Cmd { return s.Table.SetFilter(fmtDayFilter(env.Today())) }, "f11"),
				kit.Act(textAccount, func() tea.Cmd { return screen.Open(screen.BillAccount, r.Tenancy) }, "f4").When(screen.NoRow(ok)),
				kit.Act("选账单缴费", func() tea.Cmd { return screen.Open(screen.Bill, 0) }, "f2"),
			}
		},
	})
	return s
}

func idKey(id int64) string { return strconv.FormatInt(id, 10) }

var helpList = []string{
	"这里是全部收据，最新的在前。F11 只看今天，F3 筛选（日期:2021-03、方式:现金、汉字、拼音首字母、收据号），F6 排序。",
	"上面是筛选出来的合计，按方式分开，退款和红冲是负数，已经扣减。每天收完按 F5 日结（未日结:是 看还没有结的）。F7 导出。",
	"Enter 打开一张，F4 看这一户的账户。",
}

func fmtDayFilter(day civil.Date) string { return textDay + ":" + day.String() }

func fmtTotal(sums any) string {
	page, ok := sums.(engine.Page[money.PaymentRow])
	if !ok {
		return ""
	}
	return fmt.Sprintf("%s 张  合计 %s 元", kit.Count(page.Total), quantity.Money(page.Sums["amount"]))
}

// fmtWays says what came in and went out by each method.
func fmtWays(ways []engine.Group) string {
	words := make([]string, len(ways))
	for i, g := range ways {
		words[i] = fmt.Sprintf("%s %s 笔 %s 元", charge.PaymentMethod(g.Value).Title(), kit.Count(g.Rows), quantity.Money(g.Sums["amount"]))
	}
	return strings.Join(words, "   ")
}
