package bill

import (
	"context"
	"fmt"
	"strings"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/store/engine"
	"penggai/store/money"
	"penggai/store/stay"
	"penggai/ui/kit"
	"penggai/ui/kit/picture"
	"penggai/ui/kit/progress"
	"penggai/ui/screen"
)

// cutoffs is how many period ends can be chosen.
const cutoffs = 8

// issue is the preview of all bills that are due up to a day: who gets how many, what they come to, what waits for a price.
type issue struct {
	env   *screen.Env
	ask   money.BillAsk
	run   money.BillRun
	ready bool
	busy  bool
	items screen.Held[money.TenancyBills]
	table *kit.Table[money.TenancyBills]
}

// drafted brings a preview back to the screen that asked for it.
type drafted struct {
	to  *issue
	ask money.BillAsk
	run money.BillRun
	err error

	stopped bool // somebody ended it
}

var issueColumns = []kit.Col[money.TenancyBills]{
	{ID: say.Number, Title: say.TenancyNumber, Width: 15, Text: func(b money.TenancyBills) string { return b.Tenancy.Number }},
	{ID: say.Tenant, Title: textTenant, Width: 8, Flex: true, Text: func(b money.TenancyBills) string { return b.Tenancy.Name }},
	{ID: "张数", Title: "张数", Width: 4, Right: true, Text: func(b money.TenancyBills) string { return kit.CountOrNone(len(b.Bills)) }},
	{ID: say.Kind, Title: textKind, Width: 9, Text: kindsOf},
	{ID: "起", Title: textFrom, Width: 10, Drop: 2, Text: func(b money.TenancyBills) string { return spanOf(b.Bills).from }},
	{ID: "止", Title: textLast, Width: 10, Text: func(b money.TenancyBills) string { return spanOf(b.Bills).last }},
	{ID: say.Market, Title: textMarketYuan, Width: 11, Right: true, Drop: 3, Text: func(b money.TenancyBills) string { return known(b, b.Total().Market) }},
	{
		ID: say.Payable, Title: textPayableYuan, Width: 11, Right: true, Text: func(b money.TenancyBills) string { return known(b, b.Total().Payable) },
		Style: func(th *kit.Theme, b money.TenancyBills) kit.Style { return payableStyle(th, b.Total().Payable) },
	},
	{
		Title: "缺读数价格", Width: 12, Drop: 1, Text: waitsWord,
		Style: func(th *kit.Theme, _ money.TenancyBills) kit.Style { return th.Warn },
	},
}

// known is an amount of bills; without a bill it is not known what the missing price or reading comes to.
func known(b money.TenancyBills, m quantity.Money) string {
	if len(b.Bills) == 0 {
		return b.Unknown()
	}
	return m.String()
}

func payableStyle(th *kit.Theme, m quantity.Money) kit.Style {
	if m < 0 {
		return th.Warn
	}
	return kit.Style{}
}

// kindsOf are the kinds of the bills, each once.
func kindsOf(b money.TenancyBills) string {
	var words []string
	for _, k := range charge.BillKinds {
		for _, x := range b.Bills {
			if x.Kind == k {
				words = append(words, k.Title())
				break
			}
		}
	}
	return strings.Join(words, " ")
}

type span struct{ from, last string }

// spanOf is the first and the last day of the bills.
func spanOf(bills []charge.Bill) span {
	if len(bills) == 0 {
		return span{}
	}
	from, to := bills[0].From, bills[0].To
	for _, b := range bills {
		from, to = civil.Min(from, b.From), civil.Max(to, b.To)
	}
	return span{from.String(), to.AddDays(-1).String()}
}

func itemKey(b money.TenancyBills) string { return idKey(b.Tenancy.ID) }

func newIssue(env *screen.Env) *issue {
	s := &issue{env: env}
	s.table = kit.NewTable(kit.TableSpec[money.TenancyBills]{
		Name: "应出账单", Cols: issueColumns, Key: itemKey, Fetch: s.items.Fetch(issueColumns, itemKey), Multi: true,
		Empty: func(filter string) []string {
			switch {
			case filter != "":
				return []string{screen.NothingFound}
			case !s.ready:
				return []string{textDrafting}
			}
			return textNothingDue
		},
	})
	return s
}

// Init works the preview out, with a progress: it looks at every stay.
func (s *issue) Init() tea.Cmd { return s.draft(s.ask) }

func (s *issue) draft(ask money.BillAsk) tea.Cmd {
	st, by := s.env.Store, s.env.Actor()
	s.busy = true
	return progress.Run(textDrafting, func(ctx context.Context, report progress.Report) tea.Msg {
		run, err := st.PreviewBills(ctx, by, ask, func(_ string, done, total int64) { report(done, total, textDrafting) })
		if err != nil && ctx.Err() != nil {
			return drafted{to: s, stopped: true}
		}
		return drafted{to: s, ask: ask, run: run, err: err}
	})
}

// again works the preview out anew without a word: another screen may be on top.
func (s *issue) again() tea.Cmd {
	st, by, ask := s.env.Store, s.env.Actor(), s.ask
	s.busy = true
	return kit.Guard(func() tea.Msg {
		run, err := st.PreviewBills(context.Background(), by, ask, nil)
		return drafted{to: s, ask: ask, run: run, err: err}
	})
}

// Update takes a preview; when rows were written it works out a new one.
func (s *issue) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch m := msg.(type) {
	case drafted:
		if m.to != s {
			return s, nil
		}
		s.busy = false
		if m.stopped {
			return s, kit.Send(kit.Note{Text: "已停止计算，没有出账单"})
		}
		if m.err != nil {
			return s, kit.Send(kit.Failed{Err: m.err})
		}
		s.ask, s.run, s.ready = m.ask, m.run, true
		s.items.Put(m.run.Items)
		s.table.ClearPicked()
		return s, s.table.Reload()
	case kit.DataChanged:
		if m.Elsewhere {
			return s, nil // what is ticked stays; issuing compares
		}
		return s, s.again()
	case tea.MouseClickMsg:
		if s.table.Clicked(m) {
			return s, s.open()
		}
	}
	return s, s.table.Update(msg)
}

// Title is what the preview is for.
func (s *issue) Title() string { return textBills + " > " + textIssue }

// Summary is up to when, and what the bills come to.
func (s *issue) Summary() (left, right string) {
	if !s.ready {
		return textDrafting, ""
	}
	return fmtThrough(s.through()), fmtRun(s.run)
}

// through is the day up to which periods are billed.
func (s *issue) through() civil.Date {
	if s.ask.Through.IsZero() {
		return s.env.Today()
	}
	return s.ask.Through
}

// Body is the list, and beside it the bills of the row under the cursor.
func (s *issue) Body(w, h int) []string {
	th := s.env.Theme
	_, waiting, unread := s.run.Tally()
	var out []string
	if waiting > 0 {
		out = append(out, " "+th.Warn.Render(kit.Cut(fmtWaiting(waiting), w-2)))
	}
	if unread > 0 {
		out = append(out, " "+th.Warn.Render(kit.Cut(fmtUnread(unread), w-2)))
	}
	s.table.At(0, len(out))
	return append(out, picture.Split(th, w, h-len(out),
		func(w, h int) []string { return s.table.Lines(th, w, h) },
		func(w, h int) []string {
			item, ok := s.table.Current()
			if !ok {
				return nil
			}
			lines := append([]string{" " + th.Strong.Render(kit.Cut(item.Tenancy.Number+" "+item.Tenancy.Name, w-1)), ""}, waitLines(th, item, w)...)
			lines = append(lines, draftLines(th, item, w, false)...)
			return lines[:min(len(lines), h)]
		}, nil)...)
}

// Cursor is the filter's.
func (s *issue) Cursor() *tea.Cursor { return s.table.Cursor() }

// Escape leaves the filter first.
func (s *issue) Escape() (bool, tea.Cmd) { return s.table.Escape() }

// Help explains the preview.
func (s *issue) Help() []string { return helpIssue }

// Actions of the preview.
func (s *issue) Actions() []kit.Action {
	table := s.table.Actions()
	if s.table.Cursor() != nil {
		return table
	}
	busy, none := "", ""
	if s.busy {
		busy = textDrafting
	}
	if s.run.Bills == 0 {
		none = textNothingToIssue
	}
	_, ok := s.table.Current()
	own := []kit.Action{
		kit.Act(say.Open, s.open, "enter").When(screen.NoRow(ok)),
		kit.Act(textIssue, s.confirm, "f5").When(busy).When(none).When(s.env.WhyNot(allocation.ActIssueBill)),
		kit.Act("截止日", s.choose, "f9").When(busy),
		kit.Act(textPrices, func() tea.Cmd { return screen.Open(screen.Fee, 0) }, "f11"),
		kit.Act(say.Reading, func() tea.Cmd { return screen.List(screen.Reading, stay.TextLacksReading+":"+engine.TextYes) }, "f4"),
	}
	return append(own, table...)
}

func (s *issue) open() tea.Cmd {
	item, ok := s.table.Current()
	if !ok {
		return nil
	}
	ask := s.ask
	ask.Tenancy, ask.District = item.Tenancy.ID, ""
	return screen.Show(newDraft(s.env, item.Tenancy.ID, ask))
}

// choose asks up to which day periods are billed.
func (s *issue) choose() tea.Cmd {
	today := s.env.Today()
	days := []civil.Date{today}
	for day := civil.On(today.Year(), today.Month(), 1); len(days) <= cutoffs; day = day.AddMonths(-1) {
		if day.Before(today) {
			days = append(days, day)
		}
	}
	var choices []kit.Choice
	for _, d := range days {
		choices = append(choices, kit.Choice{Key: d.String(), Label: fmtCutoff(d, today)})
	}
	return kit.Pick(kit.PickerSpec{
		Title: "出到哪一天为止的周期（也可以输入日期）", Choices: choices, Current: []string{s.through().String()}, Typed: typedCutoff(today),
	}, func(list []kit.Choice) tea.Cmd {
		ask := s.ask
		ask.Through = civil.MustParse(list[0].Key)
		return s.draft(ask)
	})
}

// typedCutoff makes a choice of a last day that was typed; one that is still to come cannot be chosen.
func typedCutoff(today civil.Date) func(text string) (kit.Choice, bool) {
	return func(text string) (kit.Choice, bool) {
		day, err := civil.ParseTyped(text, today)
		if err != nil {
			return kit.Choice{}, false
		}
		through := civil.Min(day.AddDays(1), today)
		c := kit.Choice{Key: through.String(), Label: fmtCutoff(through, today)}
		if day.After(today) {
			c.Why = fmt.Sprintf("晚于今天 %s，周期还没有结束", today)
		}
		return c, true
	}
}

// chosen is the preview over the rows that are ticked; over all when none is.
func (s *issue) chosen() money.BillRun {
	if s.table.PickedCount() == 0 {
		return s.run
	}
	var ids []int64
	for _, item := range s.table.Picked() {
		if len(item.Bills) > 0 {
			ids = append(ids, item.Tenancy.ID)
		}
	}
	return s.run.Choose(ids)
}

// confirm says what is issued before it binds.
func (s *issue) confirm() tea.Cmd {
	run := s.chosen()
	if run.Bills == 0 {
		return kit.Send(kit.Note{Text: "选中的户没有应出的账单，只缺价格或读数"})
	}
	lines := append([]string{fmtIssueLine(run, s.table.PickedCount() > 0)}, fmtIssueKinds(run)...)
	return kit.Ask(kit.ConfirmSpec{Title: textIssue, Lines: append(lines, textIssueThen), Yes: textIssueNow}, func(kit.Answer) tea.Cmd {
		st, by := s.env.Store, s.env.Command()
		return progress.Run(textIssuing, func(ctx context.Context, report progress.Report) tea.Msg {
			ids, err := st.IssueBills(ctx, by, run, func(_ string, done, total int64) { report(done, total, textIssuing) })
			return issued(ctx, ids, run, err, screen.Go{Place: screen.Bill, Replace: true})
		})
	})
}

// issued is the message after bills were issued: stopped, failed, or where to go on with what was done.
func issued(ctx context.Context, ids []int64, run money.BillRun, err error, to screen.Go) tea.Msg {
	switch {
	case err != nil && ctx.Err() != nil:
		return kit.Note{Text: "已停止，一张也没有出"}
	case err != nil:
		return kit.Failed{Err: err}
	}
	if len(ids) == 1 {
		to = screen.Go{Place: screen.Bill, ID: ids[0], Replace: true}
	}
	return tea.BatchMsg{kit.Send(to), kit.Send(kit.DataChanged{}), kit.Send(kit.Done{Text: fmtIssuedNow(len(ids), run.Total.Payable)})}
}

// textNothingDue are the lines of an empty preview of all tenancies.
var textNothingDue = []string{
	"没有应出的账单，也没有等价格、等读数的。",
	"免收期内（五(一)前 36 个月）不出账单；减半期和停止减免的，周期结束后才出。",
	"按 F9 换截止日；按 F11 看价格是否登记齐全。",
}

var helpIssue = []string{
	"这里是应出的账单，只是预览，不写入。每户一行；右边或按 Enter 看每张的明细。",
	"空格选几户，Ctrl+A 全选，不选就是全部；F5 出账单，先给出合计再确认。F9 换截止日，例如只出到上季度末。",
	"待价格的行不会算成零：价格公布后按 F11 登记，再来出账。预览以后有变动的，一张也不出，请再看一遍。",
}
