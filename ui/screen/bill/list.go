package bill

import (
	"fmt"
	"strconv"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/quantity"
	"penggai/store/money"
	"penggai/ui/kit"
	"penggai/ui/screen"
	"penggai/ui/screen/many"
)

// columns are the fields of the list with how they are drawn.
var columns = []kit.Col[money.BillRow]{
	{ID: "number", Width: 16},
	{ID: "applicant", Width: 8, Flex: true},
	{ID: "kind", Width: 4, Drop: 2},
	{ID: "from", Width: 10, Drop: 4},
	{ID: "last", Width: 10, Drop: 4},
	{ID: "due", Width: 10},
	{ID: "payable", Width: 11},
	{ID: "paid", Width: 11, Drop: 3},
	{ID: "open", Width: 11, Style: func(th *kit.Theme, r money.BillRow) kit.Style { return openStyle(th, r.BillStanding) }},
	{ID: "state", Width: 8, Filter: "state", Style: func(th *kit.Theme, r money.BillRow) kit.Style { return stateStyle(th, r.State()) }},
}

func stateStyle(th *kit.Theme, s charge.BillState) kit.Style {
	switch s {
	case charge.BillOverdue:
		return th.Bad
	case charge.BillPaid:
		return th.Good
	case charge.BillCredit:
		return th.Muted
	}
	return th.Warn
}

func openStyle(th *kit.Theme, b charge.BillStanding) kit.Style {
	if b.Open == 0 {
		return th.Muted
	}
	return stateStyle(th, b.State())
}

// newList is the list of bills, by state.
func newList(env *screen.Env, to screen.Go) screen.Screen {
	return screen.NewList(env, screen.ListSpec[money.BillRow, money.BillDetail]{
		Title: textBills, Views: "bill", Sort: to.Sort, Cols: screen.Cols(money.BillNoun, env.Today(), columns), Filter: to.Filter, Total: fmtCount, Sums: fmtListSums, About: helpList,
		Tabs: screen.ByState(charge.BillStates, env.Store.BillStates),
		ID:   func(r money.BillRow) int64 { return r.ID },
		Key:  func(r money.BillRow) string { return r.Number },
		Read: env.Store.Bills,
		None: []string{"还没有账单。", "按 F5 预览应出的账单；免收期内不出账单。"},
		Peek: env.Store.Bill,
		Head: func(r money.BillRow) string { return r.Number + " " + r.Name },
		Beside: func(th *kit.Theme, w int, d money.BillDetail) []string {
			out := kit.Detail(th, w, append(append(headPairs(d), moneyPairs(th, d)...), kit.Pair{}))
			return append(append(out, feeHead(th, d.Bill, w)), feeRows(th, d.Bill, w)...)
		},
		Open: func(r money.BillRow) tea.Cmd { return screen.Show(newPage(env, r.ID)) },
		Many: func(rows []money.BillRow, clear func()) []kit.Action {
			stays := many.Of(allocation.NounTenancy, "户", rows, func(r money.BillRow) many.Item { return many.Item{ID: r.Tenancy, Number: r.TenancyNo, Name: r.Name} })
			bills := many.Of(allocation.NounBill, "张", rows, func(r money.BillRow) many.Item { return many.Item{ID: r.ID, Number: r.Number, Name: r.Name} })
			return []kit.Action{many.Remind(env, clear, stays), many.Print(env, clear, bills, stays)}
		},
		Own: func(r money.BillRow, ok bool) []kit.Action {
			return []kit.Action{
				takeAction(env, r.Tenancy).When(screen.NoRow(ok)),
				issueAction(env, 0),
				kit.Act(textAccount, func() tea.Cmd { return screen.Open(screen.BillAccount, r.Tenancy) }, "f4").When(screen.NoRow(ok)),
				kit.Act(textReceipts, func() tea.Cmd { return screen.Open(screen.Payment, 0) }, "f11"),
			}
		},
	})
}

// takeAction opens the form that takes money from a tenant.
func takeAction(env *screen.Env, tenancy int64) kit.Action {
	return kit.Act(say.Payment, func() tea.Cmd { return screen.Open(screen.PaymentTake, tenancy) }, "f2").
		When(env.WhyNot(allocation.ActTakePayment))
}

// issueAction opens the preview of bills, of one tenancy or of all.
func issueAction(env *screen.Env, tenancy int64) kit.Action {
	return kit.Act(textIssue, func() tea.Cmd { return screen.Open(screen.BillIssue, tenancy) }, "f5").
		When(env.WhyNot(allocation.ActIssueBill))
}

func idKey(id int64) string { return strconv.FormatInt(id, 10) }

var helpList = []string{
	"这里按状态列出账单。Tab 换状态，F3 筛选（汉字、拼音首字母、编号、逾期:>30、未缴:>1000），F6 排序，F7 导出。",
	"第二行右边是筛选出来的合计：应缴、已缴、未缴。已缴按缴款人指定的账单算，没有指定的先抵最早到期的。",
	"Enter 打开一张，F2 给这一户缴费，F4 看这一户的账户，F5 预览应出的账单，F11 看全部收据。",
}

func fmtCount(n int) string { return kit.Count(n) + " 张" }

func fmtListSums(sums any) string {
	of, ok := sums.(map[string]int64)
	if !ok {
		return ""
	}
	payable, open := quantity.Money(of["payable"]), quantity.Money(of["open"])
	return fmt.Sprintf("应缴 %s 已缴 %s 未缴 %s 元", payable, payable-open, open)
}
