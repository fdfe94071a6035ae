package bill

import (
	"context"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/store"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// account is what one tenancy owes and has paid: bills with what is open of them, receipts, arrears by age, credit.
type account struct {
	env      *screen.Env
	tenancy  int64
	load     screen.Loader[store.TenancyAccount]
	tabs     *kit.Tabs
	standing held[allocation.BillStanding]
	rows     held[store.PaymentRow]
	bills    *kit.Table[allocation.BillStanding]
	receipts *kit.Table[store.PaymentRow]
}

var accountBills = []kit.Col[allocation.BillStanding]{
	{ID: "编号", Title: textNumber, Width: 15, Text: func(b allocation.BillStanding) string { return b.Number }},
	{ID: "类别", Title: textKind, Width: 4, Text: func(b allocation.BillStanding) string { return b.Kind.Title() }},
	{ID: "起", Title: textFrom, Width: 10, Drop: 2, Text: func(b allocation.BillStanding) string { return b.From.String() }},
	{ID: "止", Title: textLast, Width: 10, Text: func(b allocation.BillStanding) string { return b.LastDay().String() }},
	{ID: "截止", Title: textDue, Width: 10, Text: func(b allocation.BillStanding) string { return b.Due.String() }},
	{ID: "应缴", Title: textPayableYuan, Width: 11, Right: true, Text: func(b allocation.BillStanding) string { return b.Total.Payable.String() }},
	{ID: "已缴", Title: textPaidYuan, Width: 11, Right: true, Drop: 1, Text: func(b allocation.BillStanding) string { return b.Paid.String() }},
	{ID: "未缴", Title: textOpenYuan, Width: 11, Right: true, Text: func(b allocation.BillStanding) string { return b.Open.String() }, Style: openStyle},
	{
		ID: "状态", Title: textState, Width: 8, Text: func(b allocation.BillStanding) string { return b.State().Title() },
		Style: func(th *kit.Theme, b allocation.BillStanding) kit.Style { return stateStyle(th, b.State()) },
	},
	{ID: "逾期", Title: "逾期 天", Width: 7, Right: true, Drop: 3, Text: func(b allocation.BillStanding) string { return fmtCountOrNone(b.Late) }},
}

var accountReceipts = []kit.Col[store.PaymentRow]{
	{ID: "收据号", Title: "收据号", Width: 15, Text: func(r store.PaymentRow) string { return r.Number }},
	{ID: "日期", Title: "日期", Width: 10, Text: func(r store.PaymentRow) string { return r.Day.String() }},
	{ID: "类别", Title: textKind, Width: 4, Text: func(r store.PaymentRow) string { return r.Kind.Title() }},
	{ID: "方式", Title: "方式", Width: 4, Text: func(r store.PaymentRow) string { return r.Method.Title() }},
	{
		ID: "金额", Title: "金额 元", Width: 12, Right: true, Text: func(r store.PaymentRow) string { return r.Amount.String() },
		Style: func(th *kit.Theme, r store.PaymentRow) kit.Style {
			if r.Amount < 0 {
				return th.Warn
			}
			return kit.Style{}
		},
	},
	{ID: "缴款人", Title: "缴款人", Width: 8, Flex: true, Drop: 1, Text: func(r store.PaymentRow) string { return r.Payer }},
	{Title: "备注", Width: 20, Flex: true, Text: receiptRemark},
	{ID: "对应", Title: "对应收据", Width: 15, Drop: 2, Text: func(r store.PaymentRow) string { return r.ReversedNo + r.ReversesNo }},
	{ID: "经办", Title: "经办", Width: 8, Drop: 3, Text: func(r store.PaymentRow) string { return r.ByName }},
}

// receiptRemark says first that a payment was undone.
func receiptRemark(r store.PaymentRow) string {
	if r.Reversed != 0 {
		return fmtUndone(r.Remark)
	}
	return r.Remark
}

func newAccount(env *screen.Env, tenancy int64) *account {
	s := &account{env: env, tenancy: tenancy, tabs: kit.NewTabs(textBills, textReceipts)}
	billKey := func(b allocation.BillStanding) string { return idKey(b.ID) }
	s.bills = kit.NewTable(kit.TableSpec[allocation.BillStanding]{
		Name: textAccount + textBills, Cols: accountBills, Key: billKey, Fetch: s.standing.fetch(accountBills, billKey),
		Empty: empty("这一户还没有账单。", "按 F5 看应出的账单；免收期内不出账单。"),
	})
	rowKey := func(r store.PaymentRow) string { return idKey(r.ID) }
	s.receipts = kit.NewTable(kit.TableSpec[store.PaymentRow]{
		Name: textAccount + textReceipts, Cols: accountReceipts, Key: rowKey, Fetch: s.rows.fetch(accountReceipts, rowKey),
		Empty: empty("这一户还没有收款。", "按 F2 登记缴费。"),
	})
	return s
}

// empty says why a list has no rows: lines of its own when nothing is filtered.
func empty(lines ...string) func(string) []string {
	return func(filter string) []string {
		if filter == "" {
			return lines
		}
		return []string{textNoneFound}
	}
}

// Init reads the account.
func (s *account) Init() tea.Cmd { return s.read() }

func (s *account) read() tea.Cmd {
	st, by, id := s.env.Store, s.env.Actor(), s.tenancy
	return s.load.Read(func(ctx context.Context) (store.TenancyAccount, error) { return st.TenancyAccount(ctx, by, id) })
}

// Update reads again when rows were written; Tab turns between bills and receipts.
func (s *account) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if cmd, mine := s.load.Take(msg); mine {
		if !s.load.Ready {
			return s, cmd
		}
		s.standing.put(s.load.Value.Bills)
		s.rows.put(s.load.Value.Receipts)
		s.tabs.Titles = []string{fmtTab(textBills, len(s.load.Value.Bills)), fmtTab(textReceipts, len(s.load.Value.Receipts))}
		return s, tea.Batch(cmd, s.bills.Reload(), s.receipts.Reload())
	}
	switch msg.(type) {
	case kit.DataChanged:
		return s, s.read()
	case tea.KeyPressMsg, tea.MouseClickMsg:
		if s.Cursor() == nil && s.tabs.Update(msg) {
			return s, nil
		}
		if s.tabs.At == 0 && s.bills.Clicked(msg) || s.tabs.At == 1 && s.receipts.Clicked(msg) {
			return s, s.open()
		}
		return s, s.shown(msg)
	case tea.MouseWheelMsg, tea.PasteMsg:
		return s, s.shown(msg)
	}
	return s, tea.Batch(s.bills.Update(msg), s.receipts.Update(msg))
}

// shown passes to the table that is shown.
func (s *account) shown(msg tea.Msg) tea.Cmd {
	if s.tabs.At == 1 {
		return s.receipts.Update(msg)
	}
	return s.bills.Update(msg)
}

// Title is the tenant.
func (s *account) Title() string {
	if !s.load.Ready {
		return textAccount
	}
	return textAccount + " > " + s.load.Value.Tenancy.Name
}

// Summary is which stay, and what is open.
func (s *account) Summary() (left, right string) {
	if !s.load.Ready {
		return textReading, ""
	}
	a := s.load.Value
	return a.Tenancy.Number + "  " + a.Tenancy.Units, fmtAccountOpen(a.Account)
}

// Body is the sums, the arrears by age, and the list of the tab.
func (s *account) Body(w, h int) []string {
	if !s.load.Ready {
		return nil
	}
	a, th := s.load.Value, s.env.Theme
	out := []string{kit.Cut(" "+fmtSums(a.Account), w)}
	if a.Open > 0 {
		out = append(append(out, ""), ageLines(th, a.Account, w)...)
	}
	out = append(out, "")
	s.tabs.Place(0, len(out))
	out = append(out, s.tabs.Line(th, w))
	s.bills.At(0, len(out))
	s.receipts.At(0, len(out))
	if s.tabs.At == 1 {
		return append(out, s.receipts.Lines(th, w, h-len(out))...)
	}
	return append(out, s.bills.Lines(th, w, h-len(out))...)
}

// Cursor is the filter's.
func (s *account) Cursor() *tea.Cursor {
	if s.tabs.At == 1 {
		return s.receipts.Cursor()
	}
	return s.bills.Cursor()
}

// Escape leaves the filter first.
func (s *account) Escape() (bool, tea.Cmd) {
	if s.tabs.At == 1 {
		return s.receipts.Escape()
	}
	return s.bills.Escape()
}

// Help explains the account.
func (s *account) Help() []string { return helpAccount }

// Actions of the account.
func (s *account) Actions() []kit.Action {
	table := s.bills.Actions()
	if s.tabs.At == 1 {
		table = s.receipts.Actions()
	}
	if s.Cursor() != nil || !s.load.Ready {
		return table
	}
	a := s.load.Value
	open := kit.Act(textOpenRow, s.open, "enter")
	if s.tabs.At == 0 && s.bills.Total() == 0 || s.tabs.At == 1 && s.receipts.Total() == 0 {
		open = open.When(textNothingHere)
	}
	refund := kit.Act("退还预存", func() tea.Cmd {
		return screen.Open(screen.PaymentRefund, s.tenancy)
	}, "f8").When(s.env.WhyNot(allocation.ActRefundPayment))
	if a.Credit <= 0 {
		refund = refund.When("账上没有预存余额")
	}
	own := []kit.Action{
		open, takeAction(s.env, s.tenancy), issueAction(s.env, s.tenancy),
		kit.Act("红冲", s.reverse, "f6").When(s.nothingToReverse()).When(s.env.WhyNot(allocation.ActReversePayment)),
		refund,
		kit.Act("换页", func() tea.Cmd { s.tabs.At = 1 - s.tabs.At; return nil }, "tab"),
		kit.Act(textTenancy, func() tea.Cmd { return screen.Open(screen.Tenancy, s.tenancy) }, "f4"),
		kit.Act(textSchedule, func() tea.Cmd { return screen.Open(screen.Fee, s.tenancy) }, "ctrl+o").Silent(),
	}
	return append(own, keyed(table, "f6", "f9")...)
}

// open opens the bill or the receipt under the cursor.
func (s *account) open() tea.Cmd {
	if s.tabs.At == 1 {
		r, ok := s.receipts.Current()
		if !ok {
			return nil
		}
		return screen.Open(screen.Payment, r.ID)
	}
	b, ok := s.bills.Current()
	if !ok {
		return nil
	}
	return screen.Show(newPage(s.env, b.ID))
}

// nothingToReverse says why no payment can be reversed.
func (s *account) nothingToReverse() string {
	for _, r := range s.load.Value.Receipts {
		if r.Live() {
			return ""
		}
	}
	return "没有可以红冲的收款"
}

// reverse reverses the receipt under the cursor; among the bills it asks which one.
func (s *account) reverse() tea.Cmd {
	to := func(id int64) tea.Cmd { return screen.Open(screen.PaymentReverse, id) }
	if s.tabs.At == 1 {
		if r, ok := s.receipts.Current(); ok {
			return to(r.ID)
		}
	}
	var choices []kit.Choice
	rows := map[string]int64{}
	for _, r := range s.load.Value.Receipts {
		if r.Kind == allocation.PaymentReversal {
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
	"F2 缴费，可以部分缴、多缴；先抵最早到期的账单。F6 红冲一笔登记错的收款，不删除，另开一张负数收据。",
	"F8 退还预存，F5 预览应出的账单，Tab 换账单和收据，F9 排序，F7 导出。",
}

func fmtTab(title string, n int) string {
	if n == 0 {
		return title
	}
	return title + " " + kit.Count(n)
}

func fmtAccountOpen(a allocation.Account) string {
	switch {
	case a.Open > 0:
		return "未缴 " + fmtYuan(a.Open)
	case a.Credit > 0:
		return "预存 " + fmtYuan(a.Credit)
	}
	return "没有欠缴"
}

func fmtSums(a allocation.Account) string {
	return fmt.Sprintf("应缴 %s  收款 %s  未缴 %s  其中逾期 %s  预存 %s 元", a.Billed, a.Payments, a.Open, a.Overdue, a.Credit)
}

func fmtReversedBy(number string) string { return "已由 " + number + " 红冲" }

func fmtUndone(remark string) string { return strings.TrimSpace("已红冲 " + remark) }

func fmtReceipt(r store.PaymentRow) string {
	return fmt.Sprintf("%s %s %s %s 元", r.Day, r.Kind.Title(), r.Method.Title(), r.Amount)
}
