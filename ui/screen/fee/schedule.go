package fee

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
	"penggai/allocation/relief"
	"penggai/store/engine"
	"penggai/store/money"
	"penggai/store/stay"
	"penggai/ui/kit"
	"penggai/ui/kit/picture"
	"penggai/ui/screen"
)

// lineColumns of the line-by-line part.
var lineColumns = []kit.Col[charge.FeeLine]{
	{ID: say.Fee, Title: textFee, Width: 6, Text: func(l charge.FeeLine) string { return l.Fee.Title() }},
	{ID: "起", Title: textFrom, Width: 10, Text: func(l charge.FeeLine) string { return l.From.String() }},
	{ID: "止", Title: textLast, Width: 10, Text: func(l charge.FeeLine) string { return l.To.AddDays(-1).String() }},
	{ID: say.Phase, Title: say.Phase, Width: 5, Text: func(l charge.FeeLine) string { return l.ShareTitle() }},
	{ID: "数量", Title: "数量", Width: 9, Right: true, Drop: 2, Text: amount},
	{ID: say.Days, Title: say.Days, Width: 7, Right: true, Drop: 3, Text: func(l charge.FeeLine) string { return fmtDays(l.Days, l.Of) }},
	{ID: say.UnitPrice, Title: textPrice, Width: 9, Right: true, Drop: 1, Text: func(l charge.FeeLine) string {
		if !l.Priced {
			return textPending
		}
		return l.Price.String()
	}},
	{ID: say.Market, Title: textMarket, Width: 12, Right: true, Text: func(l charge.FeeLine) string { return yuan(l, l.Market) }},
	{ID: say.Payable, Title: textPayable, Width: 12, Right: true, Text: func(l charge.FeeLine) string { return yuan(l, l.Payable) }},
	{ID: say.Waiver, Title: textWaived, Width: 12, Right: true, Drop: 4, Text: func(l charge.FeeLine) string { return yuan(l, l.Waived) }},
}

func yuan(l charge.FeeLine, m quantity.Money) string {
	if !l.Priced {
		return textPending
	}
	return m.String()
}

func amount(l charge.FeeLine) string {
	if l.Fee == charge.FeeWater {
		return allocation.Volume(l.Litres).String()
	}
	return l.Area.String()
}

// newSchedule is what one tenancy costs, is charged and is spared, by year with a bar, and line by line. It only reads.
func newSchedule(env *screen.Env, id int64) screen.Screen {
	_, lines := screen.Rows(screen.Part[money.TenancyFees]{Title: "逐月"}, kit.TableSpec[charge.FeeLine]{
		Name: textSchedule, Cols: lineColumns, Key: func(l charge.FeeLine) string {
			return string(l.Fee) + l.From.String() + l.To.String() + string(l.Phase) + l.Area.String() + l.Price.String()
		},
		Empty: func(string) []string { return []string{textNoLines} },
	}, func(f money.TenancyFees) []charge.FeeLine { return f.Schedule.Lines })
	years := screen.Part[money.TenancyFees]{Title: "按年", Lines: func(th *kit.Theme, w, _ int, f money.TenancyFees) []string { return yearLines(th, f, w) }}
	var s *screen.Page[money.TenancyFees]
	s = screen.NewPage(env, screen.PageSpec[money.TenancyFees]{
		Noun: textSchedule, Early: true, About: helpSchedule, Parts: []screen.Part[money.TenancyFees]{years, lines},
		Read: func(ctx context.Context, by engine.Actor) (money.TenancyFees, error) {
			return env.Store.FeeSchedule(ctx, by, id, civil.Date{})
		},
		Name:    func(f money.TenancyFees) string { return f.Tenancy.Name },
		Summary: func(f money.TenancyFees) (string, string) { return fmtHead(f), fmtSpared(f.Schedule) },
		Actions: func(money.TenancyFees) []kit.Action {
			return []kit.Action{
				s.Turn(say.Pages),
				kit.Act(say.Bill, func() tea.Cmd { return screen.Open(screen.BillAccount, id) }, "f4"),
				kit.Act(textPrices, screen.Shows(env, newPrices, screen.Go{}), "f11"),
				kit.Act(textAdd, func() tea.Cmd { return screen.Open(screen.FeeNew, 0) }, "f2").When(env.WhyNot(allocation.ActSetPrice)),
			}
		},
	})
	return s
}

// yearLines are the sums by calendar year with a bar of what is spared, by phase and by fee.
func yearLines(th *kit.Theme, f money.TenancyFees, w int) []string {
	years := f.Schedule.ByYear()
	if len(years) == 0 {
		return []string{"", " " + th.Muted.Render(textNoLines)}
	}
	var out []string
	for _, fee := range charge.Fees {
		if from := notSparedSince(f, fee); !from.IsZero() {
			out = append(out, " "+th.Warn.Render(kit.Cut(fmtNotSpared(fee, from), w-2)))
		}
	}
	for _, b := range f.Benefits {
		if b.Percent > 0 {
			out = append(out, " "+th.Good.Render(kit.Cut(b.Name+"："+b.Status(civil.Date{}), w-2)))
		}
	}
	wide := moneyWidth(f)
	out = append(out, th.Head.Render(kit.Cut(" "+kit.Fit(textYear, nameWidth)+three(wide, textMarket, textPayable, textWaived)+"  "+say.Waiver, w)))
	most := int64(1)
	for _, y := range years {
		most = max(most, int64(y.Total.Market))
	}
	room := max(w-4-3*wide-nameWidth, 8)
	sum := charge.FeeTotal{}
	for _, y := range years {
		name := fmtYear(y)
		line := " " + kit.Fit(name, nameWidth) + sums(wide, y)
		out = append(out, line+"  "+picture.Bars(th, room, []picture.Bar{{Part: int64(y.Total.Waived), Whole: most}})[0])
		sum = sum.Plus(y.Total)
	}
	out = append(out, th.Strong.Render(" "+totalLine(say.Total, f, sum, charge.Fees...)), "")
	for _, p := range f.Schedule.ByPhase() {
		line, days := " "+kit.Fit(p.Phase.Title(), nameWidth)+sums(wide, p)+"  ", screen.FromTo(p.From, p.To.AddDays(-1))
		if kit.Width(line+days) > w { // the next phase says where it ends
			days = p.From.String() + " 起"
		}
		out = append(out, kit.Cut(line+th.Muted.Render(days), w))
	}
	out = append(out, "")
	for _, fee := range charge.Fees {
		out = append(out, " "+totalLine(fee.Title(), f, f.Schedule.Total(fee), fee))
	}
	return append(append(out, ""), notes(th, f, w)...)
}

// nameWidth is the column of what is summed up.
const nameWidth = 16

// moneyWidth is the column of an amount: the greatest fits.
func moneyWidth(f money.TenancyFees) int {
	return max(14, kit.Width(f.Schedule.Sum().Market.String())+1)
}

// sums are the three amounts, or that the prices are still to come.
func sums(wide int, y charge.FeeSum) string {
	if !y.Pending() {
		return amounts(wide, y.Total)
	}
	return three(wide, textPending, textPending, textPending)
}

// three are the texts of market price, payable and waived.
func three(wide int, market, payable, waived string) string {
	return kit.FitLeft(market, wide) + kit.FitLeft(payable, wide) + kit.FitLeft(waived, wide)
}

// totalLine is what some fees come to; with a star where a part of it waits for a price, in words where all of it does or where
// no meter has been read.
func totalLine(name string, f money.TenancyFees, sum charge.FeeTotal, fees ...charge.Fee) string {
	priced, waiting := f.Schedule.Known(fees...)
	wide := moneyWidth(f)
	unknown := func(word string) string { return three(wide, word, word, word) }
	only := func(fee charge.Fee) bool { return len(fees) == 1 && fees[0] == fee && priced+waiting == 0 }
	switch {
	case only(charge.FeeWater):
		return kit.Fit(name, nameWidth) + unknown(stay.TextUnread)
	case waiting > 0 && priced == 0, only(charge.FeeHeating) && !f.Seasons:
		return kit.Fit(name, nameWidth) + unknown(textPending)
	case waiting > 0:
		name += " *"
	}
	return kit.Fit(name, nameWidth) + amounts(wide, sum)
}

func amounts(wide int, t charge.FeeTotal) string {
	return three(wide, t.Market.String(), t.Payable.String(), t.Waived.String())
}

// notes say what the figures wait for.
func notes(th *kit.Theme, f money.TenancyFees, w int) []string {
	var said []string
	for _, fee := range charge.Fees {
		if years := f.Schedule.MissingOf(fee); len(years) > 0 {
			said = append(said, fmtMissing(fee, years))
		}
	}
	if !f.Seasons {
		said = append(said, "供热期未登记，没有列供热费。按 F2 登记供热期的起止日期，价格未公布可先空着。")
	} else if f.Guessed {
		said = append(said, "尚未公布的供热期按最近一期的月日推算。")
	}
	if f.Tenancy.WaterIntensive {
		said = append(said, "以水为主要经营要件，水费不减免（五(一)2）。")
	}
	if since := f.Tenancy.FullSince(); !since.IsZero() {
		said = append(said, fmtStopped(since))
	}
	var out []string
	for _, s := range said {
		for _, l := range kit.Wrap(strings.TrimSpace(s), w-2) {
			out = append(out, " "+th.Warn.Render(l))
		}
	}
	return out
}

// notSparedSince is the first day from which a fee has no granted waiver to the end of the schedule; no date where it has one
// at the end, where the waiver is stopped for all fees, or where the trade lives on water and pays for it anyway.
func notSparedSince(f money.TenancyFees, fee charge.Fee) civil.Date {
	if !f.Tenancy.Stopped.IsZero() || fee == charge.FeeWater && f.Tenancy.WaterIntensive {
		return civil.Date{}
	}
	since := f.Tenancy.Signed
	for _, w := range relief.WaiverSpells(f.Benefits) {
		switch {
		case w.Fee != fee:
		case w.To.IsZero() || !w.To.Before(f.Until) || !f.Tenancy.Ended.IsZero() && !w.To.Before(f.Tenancy.Ended):
			return civil.Date{}
		default:
			since = civil.Max(since, w.To)
		}
	}
	return since
}

const (
	textSchedule = say.FeeSchedule
	textMarket   = "市场价 元"
	textPayable  = "应缴 元"
	textWaived   = "减免 元"
	textNoLines  = "没有可计算的费用。"
)

var helpSchedule = []string{
	"这里是一户六年的费用：市场价、应缴、减免，只供查看，不产生账单。Tab 在按年和逐月之间切换。",
	"每行一个月，在满 36 个月、满 72 个月、面积变动、停止减免和退出之日断开；各自四舍五入到分，减免等于市场价减应缴。",
	"没有公布价格的行不计入合计，在下方列出。F2 登记价格，F11 看全部价格。",
}

func fmtHead(f money.TenancyFees) string {
	t := f.Tenancy
	return fmt.Sprintf("%s  %s  %s 至 %s", t.Number, t.Units, t.Signed, f.Until.AddDays(-1))
}

func fmtSpared(s charge.FeeSchedule) string {
	if priced, _ := s.Known(charge.Fees...); priced == 0 {
		return say.Waiver + textPending
	}
	return "共减免 " + s.Sum().Waived.String() + " 元"
}

func fmtDays(days, of int) string { return fmt.Sprintf("%d/%d", days, of) }

func fmtYear(y charge.FeeSum) string {
	name := fmt.Sprintf("%d %s", y.Year, y.Phase.Title())
	if y.Last != y.Phase {
		name += "/" + y.Last.Title()
	}
	if y.Unpriced && !y.Pending() {
		name += " *"
	}
	return name
}

func fmtMissing(f charge.Fee, years []int) string {
	words := make([]string, len(years))
	for i, y := range years {
		words[i] = fmt.Sprint(y)
	}
	if first, last := years[0], years[len(years)-1]; last-first+1 == len(years) && len(years) > 2 {
		return fmt.Sprintf("* %s %d 至 %d 年价格待公布", f.Title(), first, last)
	}
	return fmt.Sprintf("* %s %s 年价格待公布", f.Title(), strings.Join(words, "、"))
}

func fmtStopped(day civil.Date) string {
	return fmt.Sprintf("%s 起停止减免，按全价（四(五)）。", day)
}

// fmtNotSpared says which fee is not waived, and since or until when.
func fmtNotSpared(f charge.Fee, from civil.Date) string {
	return fmt.Sprintf("%s自 %s 起不减免：没有批准、已暂停或已终止，按全价。", f.Title(), from)
}
