package payment

import (
	"context"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"penggai/store"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// columns of the list; the keys are those that the store sorts by.
var columns = []kit.Col[store.PaymentRow]{
	{ID: "number", Title: textNumber, Width: 15, Text: func(r store.PaymentRow) string { return r.Number }},
	{ID: "day", Title: textDay, Width: 10, Filter: textDay, Text: func(r store.PaymentRow) string { return r.Day.String() }},
	{ID: "applicant", Title: textTenant, Width: 10, Flex: true, Text: func(r store.PaymentRow) string { return r.Name }},
	{ID: "kind", Title: textKind, Width: 4, Filter: textKind, Text: func(r store.PaymentRow) string { return r.Kind.Title() }},
	{ID: "method", Title: textMethod, Width: 4, Filter: textMethod, Text: func(r store.PaymentRow) string { return r.Method.Title() }},
	{ID: "amount", Title: textAmountYuan, Width: 12, Right: true, Text: func(r store.PaymentRow) string { return r.Amount.String() }, Style: amountStyle},
	{Title: textRemark, Width: 10, Flex: true, Drop: 1, Text: remark},
	{Title: textCounter, Width: 15, Drop: 2, Text: func(r store.PaymentRow) string { return r.ReversedNo + r.ReversesNo }},
	{ID: "payer", Title: textPayer, Width: 10, Flex: true, Drop: 5, Text: func(r store.PaymentRow) string { return r.Payer }},
	{ID: "tenancy", Title: textTenancyNo, Width: 15, Drop: 3, Text: func(r store.PaymentRow) string { return r.TenancyNo }},
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
				return []string{textNoneYet, textNoneStart}
			}
			return []string{textNoneFound}
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
		filter = textAll
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
		none = textNothingHere
	}
	own := []kit.Action{
		kit.Act(textOpenRow, s.open, "enter").When(none),
		kit.Act(textToday, func() tea.Cmd { return s.table.SetFilter(fmtDayFilter(s.env.Today())) }, "f5"),
		kit.Act(textAccount, func() tea.Cmd { return openAccount(r.Tenancy) }, "f4").When(none),
		kit.Act(textPickBill, func() tea.Cmd { return kit.Send(screen.Go{Place: placeBill}) }, "f2"),
	}
	return append(own, table...)
}

func (s *list) open() tea.Cmd {
	r, ok := s.table.Current()
	if !ok {
		return nil
	}
	return kit.Send(screen.Push{Screen: newPage(s.env, r.ID)})
}

// placeBill is where the account of a tenancy stands, argAccount what it is asked there.
const (
	placeBill  = "bill"
	argAccount = "tenancy"
)

func openAccount(tenancy int64) tea.Cmd {
	return kit.Send(screen.Go{Place: placeBill, ID: tenancy, Arg: argAccount})
}

func idKey(id int64) string { return strconv.FormatInt(id, 10) }
