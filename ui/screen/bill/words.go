package bill

import (
	"penggai/allocation"
	"penggai/store"
	"penggai/ui/kit"
)

// headPairs are what a bill is for.
func headPairs(d store.BillDetail) []kit.Pair {
	due := d.Due.String()
	if !d.DueSure {
		due += textDueGuessed
	}
	return []kit.Pair{
		{Label: textTenant, Value: d.Name},
		{Label: textUnit, Value: orNone(d.Units)},
		{Label: textPeriod, Value: fmtPeriod(d.Bill)},
		{Label: textIssued, Value: fmtIssued(d.BillRow)},
		{Label: textDue, Value: due},
	}
}

// moneyPairs are what it comes to and where it stands.
func moneyPairs(th *kit.Theme, d store.BillDetail) []kit.Pair {
	return []kit.Pair{
		{Label: textMarket, Value: fmtYuan(d.Total.Market)},
		{Label: textWaived, Value: fmtYuan(d.Total.Waived)},
		{Label: textPayable, Value: fmtYuan(d.Total.Payable), Style: th.Strong},
		{Label: textPaid, Value: fmtYuan(d.Paid)},
		{Label: textOpen, Value: fmtOpen(d.BillStanding), Style: openStyle(th, d.BillStanding)},
	}
}

func orNone(s string) string {
	if s == "" {
		return textNone
	}
	return s
}

// Widths of the sums by fee.
const (
	feeName  = 8
	feeMoney = 12
)

func feeHead(th *kit.Theme, w int) string {
	return th.Head.Render(kit.Cut(" "+kit.Fit(textFee, feeName)+kit.FitLeft(textMarketYuan, feeMoney)+kit.FitLeft(textPayableYuan, feeMoney)+
		kit.FitLeft(textWaivedYuan, feeMoney), w))
}

// feeRows are the sums of a bill by fee, and all of it.
func feeRows(th *kit.Theme, b allocation.Bill, w int) []string {
	var out []string
	row := func(name string, t allocation.FeeTotal, style kit.Style) {
		out = append(out, style.Render(kit.Cut(" "+kit.Fit(name, feeName)+kit.FitLeft(t.Market.String(), feeMoney)+kit.FitLeft(t.Payable.String(), feeMoney)+
			kit.FitLeft(t.Waived.String(), feeMoney), w)))
	}
	for _, f := range allocation.Fees {
		if has(b, f) {
			row(f.Title(), b.Fee(f), kit.Style{})
		}
	}
	row(textSum, b.Total, th.Strong)
	return out
}

func has(b allocation.Bill, f allocation.Fee) bool {
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
		return []string{" " + th.Muted.Render(textTakesBack)}
	}
	if len(d.Shares) == 0 {
		return []string{" " + th.Muted.Render(textNothingPaid)}
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
func ageLines(th *kit.Theme, a allocation.Account, w int) []string {
	head, row := " "+kit.Fit(textAges, 6), " "+kit.Fit(textOpenShort, 6)
	each := max(min((w-7)/allocation.Ages, 14), 12)
	for i, m := range a.Ages {
		head += kit.FitLeft(allocation.AgeTitle(i), each)
		cell := kit.FitLeft(m.String(), each)
		if i > 0 && m > 0 {
			cell = th.Bad.Render(cell)
		}
		row += cell
	}
	return []string{th.Head.Render(kit.Cut(head, w)), kit.Cut(row, w)}
}
