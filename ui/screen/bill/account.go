package bill

import (
	"context"
	"fmt"
	"strings"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/store/engine"
	"penggai/store/money"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// account is the page of what one tenancy owes and has paid.
type account struct {
	*screen.Page[money.TenancyAccount]
	tenancy  int64
	bills    *kit.Table[charge.BillStanding]
	receipts *kit.Table[money.PaymentRow]
}

var accountBills = []kit.Col[charge.BillStanding]{
	{ID: say.Number, Title: textNumber, Width: 15, Text: func(b charge.BillStanding) string { return b.Number }},
	{ID: say.Kind, Title: textKind, Width: 4, Text: func(b charge.BillStanding) string { return b.Kind.Title() }},
	{ID: "起", Title: textFrom, Width: 10, Drop: 2, Text: func(b charge.BillStanding) string { return b.From.String() }},
	{ID: "止", Title: textLast, Width: 10, Text: func(b charge.BillStanding) string { return b.LastDay().String() }},
	{ID: "截止", Title: textDue, Width: 10, Text: func(b charge.BillStanding) string { return b.Due.String() }},
	{ID: say.Payable, Title: textPayableYuan, Width: 11, Right: true, Text: func(b charge.BillStanding) string { return b.Total.Payable.String() }},
	{ID: "已缴", Title: textPaidYuan, Width: 11, Right: true, Drop: 1, Text: func(b charge.BillStanding) string { return b.Paid.String() }},
	{ID: say.Unpaid, Title: textOpenYuan, Width: 11, Right: true, Text: func(b charge.BillStanding) string { return b.Open.String() }, Style: openStyle},
	{
		ID: say.State, Title: textState, Width: 8, Text: func(b charge.BillStanding) string { return b.State().Title() },
		Style: func(th *kit.Theme, b charge.BillStanding) kit.Style { return stateStyle(th, b.State()) },
	},
	{ID: say.Overdue, Title: "逾期 天", Width: 7, Right: true, Drop: 3, Text: func(b charge.BillStanding) string { return kit.CountOrNone(b.Late) }},
}

var accountReceipts = []kit.Col[money.PaymentRow]{
	{ID: "收据号", Title: "收据号", Width: 15, Text: func(r money.PaymentRow) string { return r.Number }},
	{ID: say.Date, Title: say.Date, Width: 10, Text: func(r money.PaymentRow) string { return r.Day.String() }},
	{ID: say.Kind, Title: textKind, Width: 4, Text: func(r money.PaymentRow) string { return r.Kind.Title() }},
	{ID: say.Method, Title: say.Method, Width: 4, Text: func(r money.PaymentRow) string { return r.Method.Title() }},
	{
		ID: say.Amount, Title: "金额 元", Width: 12, Right: true, Text: func(r money.PaymentRow) string { return r.Amount.String() },
		Style: func(th *kit.Theme, r money.PaymentRow) kit.Style {
			if r.Amount < 0 {
				return th.Warn
			}
			return kit.Style{}
		},
	},
	{ID: say.Payer, Title: say.Payer, Width: 8, Flex: true, Drop: 1, Text: func(r money.PaymentRow) string { return r.Payer }},
	{Title: say.Remark, Width: 20, Flex: true, Text: receiptRemark},
	{ID: "对应", Title: "对应收据", Width: 15, Drop: 2, Text: func(r money.PaymentRow) string { return r.ReversedNo + r.ReversesNo }},
	{ID: "经办", Title: "经办", Width: 8, Drop: 3, Text: func(r money.PaymentRow) string { return r.ByName }},
}

// receiptRemark says first that a payment was undone.
func receiptRemark(r money.PaymentRow) string {
	if r.Reversed != 0 {
		return fmtUndone(r.Remark)
	}
	return r.Remark
}

// newAccount is what one tenancy owes and has paid: bills with what is open of them, receipts, arrears by age, credit.
func newAccount(env *screen.Env, tenancy int64) screen.Screen {
	s := &account{tenancy: tenancy}
	var bills, receipts screen.Part[money.TenancyAccount]
	s.bills, bills = screen.Rows(screen.Part[money.TenancyAccount]{
		Title: textBills, Count: func(a money.TenancyAccount) int { return len(a.Bills) },
	}, kit.TableSpec[charge.BillStanding]{
		Name: textAccount + textBills, Cols: accountBills, Key: func(b charge.BillStanding) string { return idKey(b.ID) },
	}, func(a money.TenancyAccount) []charge.BillStanding { return a.Bills }, "这一户还没有账单。", "按 F5 看应出的账单；免收期内不出账单。")
	s.receipts, receipts = screen.Rows(screen.Part[money.TenancyAccount]{
		Title: textReceipts, Count: func(a money.TenancyAccount) int { return len(a.Receipts) },
	}, kit.TableSpec[money.PaymentRow]{
		Name: textAccount + textReceipts, Cols: accountReceipts, Key: func(r money.PaymentRow) string { return idKey(r.ID) },
	}, func(a money.TenancyAccount) []money.PaymentRow { return a.Receipts }, "这一户还没有收款。", "按 F2 登记缴费。")
	s.Page = screen.NewPage(env, screen.PageSpec[money.TenancyAccount]{
		Noun: textAccount, Early: true, About: helpAccount, Parts: []screen.Part[money.TenancyAccount]{bills, receipts},
		Read: func(ctx context.Context, by engine.Actor) (money.TenancyAccount, error) {
			return env.Store.TenancyAccount(ctx, by, tenancy)
		},
		Name: func(a money.TenancyAccount) string { return a.Tenancy.Name },
		Summary: func(a money.TenancyAccount) (string, string) {
			return a.Tenancy.Number + "  " + a.Tenancy.Units, fmtAccountOpen(a.Account)
		},
		Head: func(th *kit.Theme, w, _ int, a money.TenancyAccount) []string {
			var out []string
			for _, l := range kit.Wrap(fmtSums(a.Account), w-2) {
				out = append(out, " "+l)
			}
			if a.Open > 0 {
				out = append(append(out, ""), ageLines(th, a.Account, w)...)
			}
			return append(out, "")
		},
		Actions: s.actions,
	})
	return s.Page
}

// actions of the account.
func (s *account) actions(a money.TenancyAccount) []kit.Action {
	none := screen.NoRow(s.At() == 0 && len(a.Bills) > 0 || s.At() == 1 && len(a.Receipts) > 0)
	refund := kit.Act(say.CreditReturn, func() tea.Cmd { return screen.Open(screen.PaymentRefund, s.tenancy) }, "ctrl+x").
		When(s.Env.WhyNot(allocation.ActRefundPayment))
	if a.Credit <= 0 {
		refund = refund.When("账上没有预存余额")
	}
	return []kit.Action{
		kit.Act(say.Open, s.open, "enter").When(none), takeAction(s.Env, s.tenancy), issueAction(s.Env, s.tenancy),
		kit.Act(say.Reverse, s.reverse, "f8").When(nothingToReverse(a)).When(s.Env.WhyNot(allocation.ActReversePayment)),
		refund, s.Turn(say.Pages),
		kit.Act(textTenancy, func() tea.Cmd { return screen.Open(screen.Tenancy, s.tenancy) }, "f4"),
		kit.Act(textSchedule, func() tea.Cmd { return screen.Open(screen.Fee, s.tenancy) }, "f11").Silent(),
	}
}

// open opens the bill or the receipt under the cursor.
func (s *account) open() tea.Cmd {
	if r, ok := s.receipts.Current(); ok && s.At() == 1 {
		return screen.Open(screen.Payment, r.ID)
	}
	if b, ok := s.bills.Current(); ok && s.At() == 0 {
		return screen.Show(newPage(s.Env, b.ID))
	}
	return nil
}

// nothingToReverse says why no payment can be reversed.
func nothingToReverse(a money.TenancyAccount) string {
	for _, r := range a.Receipts {
		if r.Live() {
			return ""
		}
	}
	return "没有可以红冲的收款"
}

// reverse reverses the receipt under the cursor; among the bills it asks which one.
func (s *account) reverse() tea.Cmd {
	to := func(id int64) tea.Cmd { return screen.Open(screen.PaymentReverse, id) }
	if r, ok := s.receipts.Current(); ok && s.At() == 1 {
		return to(r.ID)
	}
	var choices []kit.Choice
	rows := map[string]int64{}
	for _, r := range s.Value().Receipts {
		if r.Kind == charge.PaymentReversal {
			continue
		}
		c := kit.Choice{Key: r.Number, Label: r.Number, Note: fmtReceipt(r)}
		if r.Reversed != 0 {
			c.Why = fmtReversedBy(r.ReversedNo)
		}
		choices, rows[r.Number] = append(choices, c), r.ID
	}
	return kit.Pick(kit.PickerSpec{Title: "红冲哪一笔", Choices: choices}, func(list []kit.Choice) tea.Cmd { return to(rows[list[0].Key]) })
}

var helpAccount = []string{
	"这里是一户的往来：账单和收据，欠缴按账龄分列，多缴的是预存，自动抵下一张账单。",
	"F2 缴费，可以部分缴、多缴；先抵最早到期的账单。F8 红冲一笔登记错的收款，不删除，另开一张负数收据。",
	"Ctrl+X 退还预存，F5 预览应出的账单，Tab 换账单和收据，F6 排序，F7 导出。",
}

func fmtAccountOpen(a charge.Account) string {
	switch {
	case a.Open > 0:
		return "未缴 " + screen.Yuan(a.Open)
	case a.Credit > 0:
		return "预存 " + screen.Yuan(a.Credit)
	}
	return "没有欠缴"
}

func fmtSums(a charge.Account) string {
	return fmt.Sprintf("应缴 %s  收款 %s  未缴 %s  其中逾期 %s  预存 %s 元", a.Billed, a.Payments, a.Open, a.Overdue, a.Credit)
}

func fmtReversedBy(number string) string { return "已由 " + number + " 红冲" }

func fmtUndone(remark string) string { return strings.TrimSpace("已红冲 " + remark) }

func fmtReceipt(r money.PaymentRow) string {
	return fmt.Sprintf("%s %s %s %s 元", r.Day, r.Kind.Title(), r.Method.Title(), r.Amount)
}
