package bill

import (
	"cmp"
	"fmt"
	"strings"

	"penggai/allocation/say"

	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/store/money"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// headPairs are what a bill is for.
func headPairs(d money.BillDetail) []kit.Pair {
	due := d.Due.String()
	if !d.DueSure {
		due += "（调休安排未公布，按周末和法定节假日顺延）"
	}
	return []kit.Pair{
		{Label: textTenant, Value: d.Name},
		{Label: say.Unit, Value: cmp.Or(d.Units, say.None)},
		{Label: "所属期", Value: fmtPeriod(d.Bill)},
		{Label: "出账", Value: fmtIssued(d.BillRow)},
		{Label: textDue, Value: due},
	}
}

// moneyPairs are what it comes to and where it stands.
func moneyPairs(th *kit.Theme, d money.BillDetail) []kit.Pair {
	return []kit.Pair{
		{Label: say.Market, Value: screen.Yuan(d.Total.Market)},
		{Label: say.Waiver, Value: screen.Yuan(d.Total.Waived)},
		{Label: say.Payable, Value: screen.Yuan(d.Total.Payable), Style: th.Strong},
		{Label: "已缴", Value: screen.Yuan(d.Paid)},
		{Label: say.Unpaid, Value: fmtOpen(d.BillStanding), Style: openStyle(th, d.BillStanding)},
	}
}

// feeName is the column of the fees.
const feeName = 7

// threeSums are market price, payable and waived in one row, each in a column that the widest amount of the bill fits.
func threeSums(b charge.Bill, market, payable, waived string) string {
	wide := 12
	for _, m := range []quantity.Money{b.Total.Market, b.Total.Payable, b.Total.Waived} {
		wide = max(wide, kit.Width(m.String())+1)
	}
	for _, l := range b.Lines {
		wide = max(wide, kit.Width(l.Market.String())+1)
	}
	return kit.FitLeft(market, wide) + kit.FitLeft(payable, wide) + kit.FitLeft(waived, wide)
}

func sumsOf(b charge.Bill, t charge.FeeTotal) string {
	return threeSums(b, t.Market.String(), t.Payable.String(), t.Waived.String())
}

func feeHead(th *kit.Theme, b charge.Bill, w int) string {
	return th.Head.Render(kit.Cut(" "+kit.Fit(textFee, feeName)+threeSums(b, textMarketYuan, textPayableYuan, textWaivedYuan), w))
}

// feeRows are the sums of a bill by fee, and all of it.
func feeRows(th *kit.Theme, b charge.Bill, w int) []string {
	var out []string
	row := func(name string, t charge.FeeTotal, style kit.Style) {
		out = append(out, style.Render(kit.Cut(" "+kit.Fit(name, feeName)+sumsOf(b, t), w)))
	}
	for _, f := range charge.Fees {
		if has(b, f) {
			row(f.Title(), b.Fee(f), kit.Style{})
		}
	}
	row(say.Total, b.Total, th.Strong)
	return out
}

func has(b charge.Bill, f charge.Fee) bool {
	for _, l := range b.Lines {
		if l.Fee == f {
			return true
		}
	}
	return false
}

// shareLines say what paid a bill, in at most n lines.
func shareLines(th *kit.Theme, d record, w, n int) []string {
	if d.Total.Payable <= 0 {
		return []string{" " + th.Muted.Render("这张账单是贷项，冲回的金额抵缴其他账单。")}
	}
	if len(d.Shares) == 0 {
		return []string{" " + th.Muted.Render("还没有收款。")}
	}
	var out []string
	for i, s := range d.Shares {
		if len(d.Shares) > n && i == n-1 {
			return append(out, " "+th.Muted.Render(fmtMoreShares(len(d.Shares)-i)))
		}
		out = append(out, kit.Cut(" "+fmtShare(s), w))
	}
	return out
}

// ageLines are the arrears by age: headings and figures.
func ageLines(th *kit.Theme, a charge.Account, w int) []string {
	head, row := " "+kit.Fit("账龄", 6), " "+kit.Fit("欠缴", 6)
	each := max(min((w-7)/charge.Ages, 14), 12)
	for _, m := range a.Ages {
		if kit.Width(m.String()) >= each {
			return ageColumn(th, a, w)
		}
	}
	for i, m := range a.Ages {
		head += kit.FitLeft(charge.AgeTitle(i), each)
		cell := kit.FitLeft(m.String(), each)
		if i > 0 && m > 0 {
			cell = th.Bad.Render(cell)
		}
		row += cell
	}
	return []string{th.Head.Render(kit.Cut(head, w)), kit.Cut(row, w)}
}

// ageColumn are the same one below the other: for amounts that do not fit beside each other.
func ageColumn(th *kit.Theme, a charge.Account, w int) []string {
	out := []string{th.Head.Render(kit.Cut(" "+kit.Fit("账龄", 12)+"欠缴 元", w))}
	for i, m := range a.Ages {
		row := " " + kit.Fit(charge.AgeTitle(i), 12) + m.String()
		if i > 0 && m > 0 {
			row = th.Bad.Render(row)
		}
		out = append(out, row)
	}
	return out
}

func fmtPeriod(b charge.Bill) string {
	return fmt.Sprintf("%s 至 %s  %s", b.From, b.LastDay(), b.Kind.Title())
}

func fmtIssued(r money.BillRow) string {
	return strings.TrimSpace(r.Issued.String() + "  " + r.IssuedBy)
}

func fmtShare(s charge.Share) string {
	if s.Payment.ID == 0 {
		return fmt.Sprintf("%s  贷项 %s 抵缴 %s 元", s.Credit.Issued, s.Credit.Number, s.Amount)
	}
	if s.Amount == s.Payment.Amount {
		return fmt.Sprintf("%s  %s %s %s 元", s.Payment.Day, s.Payment.Number, s.Payment.Method.Title(), s.Amount)
	}
	return fmt.Sprintf("%s  %s %s %s 元，其中缴本张 %s 元", s.Payment.Day, s.Payment.Number, s.Payment.Method.Title(), s.Payment.Amount, s.Amount)
}

func fmtMoreShares(n int) string { return fmt.Sprintf("还有 %d 笔，在账户里看", n) }

func fmtOpen(b charge.BillStanding) string {
	if b.Late > 0 {
		return fmt.Sprintf("%s 元  逾期 %s 天", b.Open, kit.Count(b.Late))
	}
	return screen.Yuan(b.Open)
}

func fmtThrough(day civil.Date) string { return "截至 " + day.String() + " 已结束的周期" }

func fmtRun(run money.BillRun) string {
	if run.Bills == 0 && len(run.Items) > 0 {
		return fmt.Sprintf("没有应出的账单，%s 户缺读数或价格", kit.Count(len(run.Items)))
	}
	return fmt.Sprintf("%s 应缴 %s 元", fmtRunCount(run), run.Total.Payable)
}

func fmtRunCount(run money.BillRun) string {
	n, _, _ := run.Tally()
	return fmt.Sprintf("%s 户 %s 张", kit.Count(n), kit.Count(run.Bills))
}
