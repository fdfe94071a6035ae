package charge

import (
	"fmt"
	"slices"
	"strings"

	"penggai/allocation/civil"
	"penggai/allocation/quantity"
)

// TakenBack is what a waiver that is taken back (四(五)3) makes payable, by fee, beside what is payable already.
type TakenBack struct {
	Fees    []FeeOwed // those with an amount, in the order of Fees
	Sum     quantity.Money
	Missing []MissingPrice // prices without which a part of it is not known
}

// FeeOwed is an amount of one fee.
type FeeOwed struct {
	Fee    Fee
	Amount quantity.Money
}

// TakeBack compares the schedule of a stay with the one whose waiver stops on a day.
func TakeBack(now, stopped FeeSchedule, from civil.Date) (t TakenBack) {
	for _, f := range Fees {
		if owed := stopped.Total(f).Payable - now.Total(f).Payable; owed != 0 {
			t.Fees = append(t.Fees, FeeOwed{f, owed})
			t.Sum += owed
		}
	}
	for _, l := range stopped.Lines {
		same := func(o FeeLine) bool { return o.Fee == l.Fee && o.From == l.From && o.To == l.To && o.Phase == l.Phase }
		if m := (MissingPrice{l.Fee, l.Year}); !l.Priced && l.To.After(from) && !slices.Contains(t.Missing, m) && !slices.ContainsFunc(now.Lines, same) {
			t.Missing = append(t.Missing, m)
		}
	}
	return t
}

// Words are the amount with its parts and what is not known yet: 12,000.00 元（房租 11,000.00 元、物业费 1,000.00 元）.
// What is not known at all is never 0.
func (t TakenBack) Words() string {
	waits := missingWords(t.Missing)
	if t.Sum == 0 && waits != "" {
		return "金额待" + waits + "的价格公布后计算"
	}
	words := t.Sum.String() + " 元"
	if len(t.Fees) > 0 {
		parts := make([]string, len(t.Fees))
		for i, f := range t.Fees {
			parts[i] = f.Fee.Title() + " " + f.Amount.String() + " 元"
		}
		words += "（" + strings.Join(parts, "、") + "）"
	}
	if waits != "" {
		words += "，" + waits + "的价格没有公布，公布后另计"
	}
	return words
}

// missingWords are prices in words: 2021 年房租、2021 年物业费.
func missingWords(list []MissingPrice) string {
	words := make([]string, len(list))
	for i, m := range list {
		words[i] = fmt.Sprintf("%d 年%s", m.Year, m.Fee.Title())
	}
	return strings.Join(words, "、")
}
