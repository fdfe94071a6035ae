package cli

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/mattn/go-runewidth"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/rule"
	"penggai/store"
	"penggai/store/engine"
	"penggai/store/report"
	"penggai/store/stay"
)

// account prints what the demonstration office holds: units by district, the rounds' ranks with their reasons,
// contracts, one fee schedule, the exits, totals. It reads as the supervisor would.
func account(ctx context.Context, w io.Writer, st *store.Store) error {
	a := &teller{ctx: ctx, w: w, st: st}
	accounts, err := st.Accounts(ctx, engine.Console())
	if err != nil {
		return err
	}
	for _, acc := range accounts {
		if len(acc.Roles) == 1 && acc.Roles[0] == allocation.Supervisor {
			a.by = acc.Actor(allocation.Supervisor)
		}
	}
	fmt.Fprintf(w, "penggai 演示（全部虚构，房源为示例明细）  演示日期 %s\n\n", st.Today())
	for _, part := range []func() error{a.occupancy, a.rounds, a.tenancies, a.schedule, a.bills, a.exits, a.end} {
		if err := part(); err != nil {
			return err
		}
	}
	return a.err
}

// teller writes the account; the first error of the writer is kept.
type teller struct {
	ctx     context.Context
	w       io.Writer
	st      *store.Store
	by      engine.Actor
	shown   stay.TenancyRow // the tenancy whose schedule is printed
	signed  int
	area    quantity.Area
	waived  quantity.Money
	payable quantity.Money
	err     error
}

func (a *teller) say(format string, args ...any) {
	if _, err := fmt.Fprintf(a.w, format, args...); err != nil && a.err == nil {
		a.err = err
	}
}

// pad fills a text with spaces to a width in cells; a longer text stands as it is.
func pad(s string, cells int) string {
	return s + strings.Repeat(" ", max(0, cells-runewidth.StringWidth(s)))
}

func (a *teller) occupancy() error {
	r, err := report.Make(a.ctx, a.st, a.by, "occupancy", report.Query{})
	if err != nil {
		return err
	}
	return r.Write(a.w, "text")
}

// rounds prints every round's list in rank order.
func (a *teller) rounds() error {
	rounds, err := a.st.RoundList(a.ctx, a.by, engine.ListQuery{})
	if err != nil {
		return err
	}
	for _, r := range slices.Backward(rounds.Rows) {
		run, err := a.st.Run(a.ctx, a.by, r.Run)
		if err != nil {
			return err
		}
		in, err := rule.ReadInstance(run.Instance)
		if err != nil {
			return err
		}
		result := run.Result()
		lines := rule.NewLines(in, result)
		a.say("\n%s  %s  抽签 %s  摘要 %s\n名次 申请编号     折合岗位     应得 ㎡ 分得                                   面积 ㎡ 说明\n", r.Title, r.State.Title(), r.Draw.Text, result.Digest[:16])
		for _, line := range result.Ranks {
			units := strings.Join(line.Units, "+")
			if units == "" {
				units = "-"
			}
			a.say("%4d %-12s %8s %11s %s %9s %s\n", line.Rank, line.Number, quantity.Area(line.WeightMillis/10), line.Target, pad(units, 34), line.Area, lines.Reason(line.Number))
		}
		t := result.Totals
		a.say("  申请 %d  安置 %d  岗位 %s  面积 %s ㎡  余 %d 套\n", t.Applicants, t.Served, quantity.Area(t.JobsMillis/10), t.Area, t.UnitsLeft)
	}
	return nil
}

func (a *teller) tenancies() error {
	page, err := a.st.Tenancies(a.ctx, a.by, engine.ListQuery{Sort: []engine.Order{{Column: "number"}}})
	if err != nil {
		return err
	}
	a.say("\n合同（起、止两日都在内）\n")
	for _, t := range page.Rows {
		a.signed++
		a.area += t.Area
		a.say("%s  %s %s %s %s %s\n", t.Contract.Number, pad(t.Name, 34), t.Contract.From, t.Contract.LastDay(),
			pad(t.Contract.StateOn(a.st.Today()).Title(), 8), t.Units)
		if t.Contract.Term == 2 && a.shown.ID == 0 {
			a.shown = t
		}
		fees, err := a.st.FeeSchedule(a.ctx, a.by, t.ID, a.st.Today().AddDays(1))
		if err != nil {
			return err
		}
		sum := fees.Schedule.Sum()
		a.waived, a.payable = a.waived+sum.Waived, a.payable+sum.Payable
	}
	return nil
}

// schedule prints the six years of one tenancy by year and fee.
func (a *teller) schedule() error {
	fees, err := a.st.FeeSchedule(a.ctx, a.by, a.shown.ID, civil.Date{})
	if err != nil {
		return err
	}
	t := fees.Tenancy
	a.say("\n费用计划  %s  %s  自 %s 起免收，%s 起减半，%s 起全价（元）\n  年   费用             市场价           应缴           减免\n", t.Number, t.Name, t.Clock, t.FreeUntil(), t.WaivedUntil())
	type cell struct {
		year int
		fee  charge.Fee
	}
	sums := map[cell]charge.FeeTotal{}
	waiting := map[cell]bool{}
	first, last := fees.Until.Year(), t.Clock.Year()
	for _, l := range fees.Schedule.Lines {
		c := cell{l.From.Year(), l.Fee}
		sums[c] = sums[c].With(l)
		waiting[c] = waiting[c] || !l.Priced
		first, last = min(first, c.year), max(last, c.year)
	}
	for year := first; year <= last; year++ {
		for _, fee := range charge.Fees {
			c := cell{year, fee}
			sum, found := sums[c]
			if !found {
				continue
			}
			note := ""
			if waiting[c] {
				note = "部分价格待公布"
			}
			a.say("  %d %s %14s %14s %14s  %s\n", year, pad(fee.Title(), 8), sum.Market, sum.Payable, sum.Waived, note)
		}
	}
	sum := fees.Schedule.Sum()
	a.say("  合计          %14s %14s %14s\n", sum.Market, sum.Payable, sum.Waived)
	return nil
}

// bills prints every bill with what is open of it, and the arrears by district.
func (a *teller) bills() error {
	page, err := a.st.Bills(a.ctx, a.by, engine.ListQuery{Sort: []engine.Order{{Column: "issued"}, {Column: "number"}}})
	if err != nil {
		return err
	}
	a.say("\n账单\n")
	for _, b := range page.Rows {
		a.say("  %s %s %s 至 %s  应缴 %12s  未缴 %12s  %s %s\n", b.Number, pad(b.Kind.Title(), 4), b.From, b.LastDay(), b.Total.Payable, b.Open, pad(b.State().Title(), 8), b.Name)
	}
	a.say("\n")
	r, err := report.Make(a.ctx, a.st, a.by, "arrears", report.Query{})
	if err != nil {
		return err
	}
	return r.Write(a.w, "text")
}

func (a *teller) exits() error {
	page, err := a.st.Tenancies(a.ctx, a.by, engine.ListQuery{Sort: []engine.Order{{Column: "number"}}})
	if err != nil {
		return err
	}
	a.say("\n退出（四(五)）\n")
	for _, t := range page.Rows {
		d, err := a.st.Tenancy(a.ctx, a.by, t.ID)
		if err != nil {
			return err
		}
		for _, x := range d.Exits {
			a.say("  第 %d 项 %s %s  提出 %s  决定 %s  收房 %s  备案 %s  %s\n", x.Ground, pad(t.Name, 34), x.State.Title(), x.Opened, orDash(x.Decided), orDash(x.Returned), orDash(x.Filed), x.Units)
		}
	}
	return nil
}

func orDash(d civil.Date) string {
	if d.IsZero() {
		return "-"
	}
	return d.String()
}

// end prints the totals and the end of the log, which a later look can be held against.
func (a *teller) end() error {
	head, err := a.st.Head(a.ctx)
	if err != nil {
		return err
	}
	a.say("\n合计  合同 %d 户  %s ㎡  至今减免 %s 元  应缴 %s 元\n日志末条 %s\n", a.signed, a.area, a.waived, a.payable, head)
	return nil
}
