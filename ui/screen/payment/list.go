package payment

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation/civil"
	"penggai/store"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// columns of the list; the keys are those that the store sorts by.
var columns = []kit.Col[store.PaymentRow]{
	{ID: "number", Title: textNumber, Width: 15, Text: func(r store.PaymentRow) string { return r.Number }},
	{ID: "day", Title: textDay, Width: 10, Filter: textDay, Text: func(r store.PaymentRow) string { return r.Day.String() }},
	{ID: "applicant", Title: "承租人", Width: 10, Flex: true, Text: func(r store.PaymentRow) string { return r.Name }},
	{ID: "kind", Title: textKind, Width: 4, Filter: textKind, Text: func(r store.PaymentRow) string { return r.Kind.Title() }},
	{ID: "method", Title: textMethod, Width: 4, Filter: textMethod, Text: func(r store.PaymentRow) string { return r.Method.Title() }},
	{ID: "amount", Title: "金额 元", Width: 12, Right: true, Text: func(r store.PaymentRow) string { return r.Amount.String() }, Style: amountStyle},
	{Title: textRemark, Width: 10, Flex: true, Drop: 1, Text: remark},
	{Title: "对应收据", Width: 15, Drop: 2, Text: func(r store.PaymentRow) string { return r.ReversedNo + r.ReversesNo }},
	{ID: "payer", Title: textPayer, Width: 10, Flex: true, Drop: 5, Text: func(r store.PaymentRow) string { return r.Payer }},
	{ID: "tenancy", Title: "入驻编号", Width: 15, Drop: 3, Text: func(r store.PaymentRow) string { return r.TenancyNo }},
	{Title: textBy, Width: 8, Drop: 4, Text: func(r store.PaymentRow) string { return r.ByName }},
}

func amountStyle(th *kit.Theme, r store.PaymentRow) kit.Style {
	switch {
	case r.Amount < 0:
		return th.Warn
	case r.Reversed != 0:
		return th.Muted
	}
	return kit.Style{}
}

// remark says first that a payment was undone.
func remark(r store.PaymentRow) string {
	if r.Reversed != 0 {
		return fmtUndone(r.Remark)
	}
	return r.Remark
}

// list is all receipts with their sum by method: what the cash box of a day is closed with.
type list struct {
	env   *screen.Env
	table *kit.Table[store.PaymentRow]
}

func newList(env *screen.Env, to screen.Go) *list {
	s := &list{env: env}
	s.table = kit.NewTable(kit.TableSpec[store.PaymentRow]{
		Name: textPayments, Cols: columns, Filter: to.Filter, Place: env.Place(textPayments),
		Key: func(r store.PaymentRow) string { return r.Number },
		Fetch: func(ctx context.Context, q kit.Query) (kit.Page[store.PaymentRow], error) {
			page, err := env.Store.Payments(ctx, env.Actor(), screen.AskList(q))
			return kit.Page[store.PaymentRow]{Rows: page.Rows, Offset: page.Offset, Total: page.Total, Sums: page}, err
		},
		Empty: func(filter string) []string {
			if filter == "" {
				return []string{"还没有收款。", "按 F2 到账单里选一户，再按 F2 登记缴费。"}
			}
			return []string{"没有符合筛选的收据。按 Esc 去掉筛选。"}
		},
	})
	return s
}

// Init loads the first window.
func (s *list) Init() tea.Cmd { return s.table.Init() }

// Update passes to the table.
func (s *list) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if s.table.Clicked(msg) {
		return s, s.open()
	}
	return s, s.table.Update(msg)
}

// Title is the path.
func (s *list) Title() string { return textPayments }

// Summary is filter, count and sum.
func (s *list) Summary() (left, right string) {
	filter := s.table.Filter()
	if filter == "" {
		filter = "全部"
	}
	page, ok := s.table.Sums().(store.PaymentPage)
	if !ok {
		return fmtFilter(filter), ""
	}
	return fmtFilter(filter), fmtTotal(page)
}

// Body is the sums by method over the table.
func (s *list) Body(w, h int) []string {
	th := s.env.Theme
	out := []string{""}
	if page, ok := s.table.Sums().(store.PaymentPage); ok && len(page.Ways) > 0 {
		out[0] = " " + th.Strong.Render(kit.Cut(fmtWays(page.Ways), w-2))
	}
	s.table.At(0, 1)
	return append(out, s.table.Lines(th, w, h-1)...)
}

// Cursor is the filter's.
func (s *list) Cursor() *tea.Cursor { return s.table.Cursor() }

// Escape leaves the filter first.
func (s *list) Escape() (bool, tea.Cmd) { return s.table.Escape() }

// Help explains the list.
func (s *list) Help() []string { return helpList }

// Actions of the list.
func (s *list) Actions() []kit.Action {
	table := s.table.Actions()
	if s.table.Cursor() != nil {
		return table
	}
	r, ok := s.table.Current()
	none := ""
	if !ok {
		none = "没有选中的一行"
	}
	own := []kit.Action{
		kit.Act("打开", s.open, "enter").When(none),
		kit.Act("今天", func() tea.Cmd { return s.table.SetFilter(fmtDayFilter(s.env.Today())) }, "f5"),
		kit.Act(textAccount, func() tea.Cmd { return openAccount(r.Tenancy) }, "f4").When(none),
		kit.Act("选账单缴费", func() tea.Cmd { return screen.Open(screen.Bill, 0) }, "f2"),
	}
	return append(own, table...)
}

func (s *list) open() tea.Cmd {
	r, ok := s.table.Current()
	if !ok {
		return nil
	}
	return screen.Show(newPage(s.env, r.ID))
}

func openAccount(tenancy int64) tea.Cmd {
	return screen.Open(screen.BillAccount, tenancy)
}

func idKey(id int64) string { return strconv.FormatInt(id, 10) }

const textKind = "类别"

var helpList = []string{
	"这里是全部收据，最新的在前。F5 只看今天，F3 筛选（日期:2021-03、方式:现金、汉字、拼音首字母、收据号），F6 排序。",
	"上面是筛选出来的合计，按方式分开，供每天结账核对；退款和红冲是负数，已经扣减。F7 导出。",
	"Enter 打开一张，F4 看这一户的账户。",
}

func fmtFilter(filter string) string { return "筛选: " + filter }

func fmtDayFilter(day civil.Date) string { return textDay + ":" + day.String() }

func fmtTotal(p store.PaymentPage) string {
	return fmt.Sprintf("%s 张  合计 %s 元", kit.Count(p.Total), p.Amount)
}

func fmtWays(ways []store.MethodSum) string {
	words := make([]string, len(ways))
	for i, m := range ways {
		words[i] = fmt.Sprintf("%s %s 笔 %s 元", m.Method.Title(), kit.Count(m.N), m.Amount)
	}
	return strings.Join(words, "   ")
}

func fmtUndone(remark string) string { return strings.TrimSpace("已红冲 " + remark) }
