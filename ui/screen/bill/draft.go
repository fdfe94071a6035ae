package bill

import (
	"context"
	"fmt"
	"sync/atomic"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/store/engine"
	"penggai/store/money"
	"penggai/ui/kit"
	"penggai/ui/kit/progress"
	"penggai/ui/screen"
)

// preview is what the bills of one tenancy would be.
type preview struct{ money.BillPreview }

// item are the bills, empty when none is due.
func (p preview) item() money.TenancyBills {
	if len(p.Run.Items) == 0 {
		return money.TenancyBills{Tenancy: p.Stay.TenancyRow}
	}
	return p.Run.Items[0]
}

// draft is the page of the bills that one tenancy would get.
type draft struct {
	*screen.Page[preview]
	id  int64
	ask atomic.Pointer[money.BillAsk] // what the preview is asked, in commands
}

// newDraft shows the bills that one tenancy would get, line by line, and issues them.
func newDraft(env *screen.Env, id int64, ask money.BillAsk) screen.Screen {
	s := &draft{id: id}
	s.ask.Store(&ask)
	s.Page = screen.NewPage(env, screen.PageSpec[preview]{
		Noun: textIssue, Wait: textDrafting, Free: []string{"f4", "f11", "enter"}, About: helpDraft,
		Read: func(ctx context.Context, by engine.Actor) (preview, error) {
			p, err := env.Store.BillPreview(ctx, by, id, *s.ask.Load())
			return preview{p}, err
		},
		Name: func(p preview) string { return p.Stay.Name },
		Summary: func(p preview) (string, string) {
			through := s.ask.Load().Through
			if through.IsZero() {
				through = env.Today()
			}
			left := fmtThrough(through)
			if s.ask.Load().Difference {
				left = "只看差额"
			}
			return p.Stay.Number + "  " + left, fmtRun(p.Run)
		},
		Lines:   s.lines,
		Actions: s.actions,
	})
	return s.Page
}

// lines are the bills with their lines, or why there are none.
func (s *draft) lines(th *kit.Theme, w int, p preview) []string {
	item := p.item()
	if len(item.Bills) > 0 {
		return append(waitLines(th, item, w), draftLines(th, item, w, true)...)
	}
	var lines []string
	for _, l := range s.whyNone(p) {
		for _, part := range kit.Wrap(l, w-2) {
			lines = append(lines, " "+part)
		}
	}
	return append(append(lines, ""), waitLines(th, item, w)...)
}

// whyNone says why no bill is due, and what is to be done.
func (s *draft) whyNone(p preview) []string {
	t := p.Stay.Tenancy
	out := []string{"没有应出的账单。", ""}
	if s.ask.Load().Difference {
		return append(out, "已出账的日期没有变化：价格、读数、面积、日期和出账时一致，不需要差额账单。")
	}
	from := civil.Max(t.Signed, charge.BilledTo(p.Issued))
	free := t.Clock.AddMonths(36)
	if !t.Stopped.IsZero() {
		free = civil.Min(free, t.Stopped)
	}
	today := s.Env.Today()
	switch {
	case !t.Ended.IsZero() && !from.Before(t.Ended):
		return append(out, fmtAllBilled(t.Ended.AddDays(-1)))
	case today.Before(free) && (t.Ended.IsZero() || free.Before(t.Ended)):
		return append(out, fmtFreeUntil(free.AddDays(-1)))
	}
	end := charge.PeriodEnd(civil.Max(from, free), p.Months)
	if len(p.item().Waits) > 0 {
		return append(out, "周期已经结束，但要等价格。请按 F11 登记下列价格，再回来出账单。")
	}
	if today.Before(end) {
		return append(out, fmtPeriodRuns(end.AddDays(-1)))
	}
	return append(out, "已结束的周期都没有应缴金额。")
}

// actions of the preview.
func (s *draft) actions(p preview) []kit.Action {
	none, kind := "", "只出差额"
	if p.Run.Bills == 0 {
		none = textNothingToIssue
	}
	other := *s.ask.Load()
	if other.Difference {
		kind = "全部账单"
	}
	other.Difference = !other.Difference
	return []kit.Action{
		kit.Act(textIssue, s.confirm, "f5").When(none).When(s.Env.WhyNot(allocation.ActIssueBill)),
		kit.Act(kind, func() tea.Cmd { s.ask.Store(&other); s.Top(); return s.Init() }, "f9"),
		kit.Act(textAccount, func() tea.Cmd { return screen.Open(screen.BillAccount, s.id) }, "f4"),
		kit.Act(textPrices, func() tea.Cmd { return screen.Open(screen.Fee, 0) }, "f11"),
		kit.Act(textSchedule, func() tea.Cmd { return screen.Open(screen.Fee, s.id) }, "enter"),
	}
}

// confirm says what is issued before it binds.
func (s *draft) confirm() tea.Cmd {
	run := s.Value().Run
	lines := []string{fmtIssueOne(run)}
	for _, b := range run.Items[0].Bills {
		lines = append(lines, fmtDraft(b))
	}
	if u := run.Items[0].Unread; len(u) > 0 {
		lines = append(lines, charge.UnreadWords(u)+"，账单上写明。")
	}
	return kit.Ask(kit.ConfirmSpec{Title: textIssue, Lines: append(lines, textIssueThen), Yes: textIssueNow}, func(kit.Answer) tea.Cmd {
		st, by, id := s.Env.Store, s.Env.Command(), s.id
		return progress.Run(textIssuing, func(ctx context.Context, _ progress.Report) tea.Msg {
			ids, err := st.IssueBills(ctx, by, run, nil)
			return issued(ctx, ids, run, err, screen.Go{Place: screen.BillAccount, ID: id, Replace: true})
		})
	})
}

// draftLines are the bills of a tenancy: head, sums by fee and, where there is room for them, the lines; then what waits.
func draftLines(th *kit.Theme, item money.TenancyBills, w int, whole bool) []string {
	var out []string
	for _, b := range item.Bills {
		out = append(out, " "+th.Accent.Render(kit.Cut(fmtDraftHead(b), w-2)), feeHead(th, b, w))
		out = append(append(out, feeRows(th, b, w)...), "")
		if !whole {
			continue
		}
		out = append(out, lineHead(th, b, w))
		for _, l := range linesOf(b) {
			out = append(out, lineRow(th, b, l, w))
		}
		out = append(out, "")
	}
	return out
}

// waitLines name the readings and prices without which days before the end of what is asked cannot be billed, and say when the water
// comes that no bill has yet; a line of nothing follows where there is anything.
func waitLines(th *kit.Theme, item money.TenancyBills, w int) []string {
	var out []string
	say := func(style kit.Style, s string) {
		for _, part := range kit.Wrap(s, w-2) {
			if s != "" {
				out = append(out, " "+style.Render(part))
			}
		}
	}
	if len(item.Unread) > 0 {
		say(th.Warn, charge.UnreadWords(item.Unread)+"。没有读数就没有这一段的水费，不是零；登记读数后在以后的账单里补出。")
	}
	if len(item.Waits) > 0 {
		say(th.Warn, charge.PendingWords(item.Waits)+"。这部分价格登记后在以后的账单里补出，不算作零。")
	}
	if item.NoSeason {
		say(th.Warn, charge.TextNoSeason+"，不是零；按 F11 登记供热期和价格。")
	}
	if len(item.Unread) == 0 {
		say(th.Muted, item.Water.Words())
	}
	if len(out) > 0 {
		out = append(out, "")
	}
	return out
}

// lineHead and lineRow are a line of a bill as text: fee, money, phase, days.
func lineHead(th *kit.Theme, b charge.Bill, w int) string {
	return th.Head.Render(kit.Cut(" "+kit.Fit(textFee, feeName)+threeSums(b, textMarketYuan, textPayableYuan, textWaivedYuan)+"  "+kit.Fit(textPhase, 6)+"起止", w))
}

func lineRow(th *kit.Theme, b charge.Bill, l line, w int) string {
	text := kit.Cut(" "+kit.Fit(l.Fee.Title(), feeName)+sumsOf(b, charge.FeeTotal{Market: l.Market, Payable: l.Payable, Waived: l.Waived})+"  "+
		kit.Fit(l.ShareTitle(), 6)+fmtLineDays(l.BillLine)+" "+backWord(l), w)
	if l.Back {
		return th.Warn.Render(text)
	}
	return text
}

var helpDraft = []string{
	"这里是一户应出的账单和逐月明细，只是预览，不写入。F5 出账单。",
	"F9 只出差额：日期、面积、价格更正以后，把已出账日期多收、少收的部分现在补上或冲回。",
	"F4 账户，Enter 费用计划，F11 价格。",
}

func fmtLineDays(l charge.BillLine) string {
	if last := l.To.AddDays(-1); last.MonthStart() == l.From.MonthStart() {
		return fmt.Sprintf("%s~%02d", l.From, last.Day())
	}
	return l.From.String() + "~" + l.To.AddDays(-1).String()
}

func fmtDraftHead(b charge.Bill) string {
	return fmt.Sprintf("%s账单  %s 至 %s", b.Kind.Title(), b.From, b.LastDay())
}

func fmtDraft(b charge.Bill) string {
	return fmt.Sprintf("%s账单  %s 至 %s  应缴 %s 元", b.Kind.Title(), b.From, b.LastDay(), b.Total.Payable)
}

func fmtIssueOne(run money.BillRun) string {
	t := run.Items[0].Tenancy
	return fmt.Sprintf("给 %s（%s）出账单 %d 张，应缴合计 %s 元。", t.Name, t.Number, run.Bills, run.Total.Payable)
}

func fmtAllBilled(last civil.Date) string {
	return fmt.Sprintf("到收房前一天 %s 的账单都已经出了。", last)
}

func fmtFreeUntil(last civil.Date) string {
	return fmt.Sprintf("这一户在免收期内，到 %s 止（五(一)）；免收期内没有应缴，不出账单。", last)
}

func fmtPeriodRuns(last civil.Date) string {
	return fmt.Sprintf("下一个周期到 %s 才结束，结束以后出账单。", last)
}
