package quantity

import (
	"math"
	"strings"
	"testing"
)

// TestMoneyWords holds the rules for amounts in capitals: 零 once between figures, none at the end of a group, 整 without 分.
func TestMoneyWords(t *testing.T) {
	for _, c := range []struct {
		amount Money
		want   string
	}{
		{0, "人民币零元整"},
		{1, "人民币壹分"},
		{10, "人民币壹角整"},
		{15, "人民币壹角伍分"},
		{100, "人民币壹元整"},
		{105, "人民币壹元零伍分"},
		{150, "人民币壹元伍角整"},
		{1000, "人民币壹拾元整"},
		{1050, "人民币壹拾元伍角整"},
		{1005, "人民币壹拾元零伍分"},
		{151840, "人民币壹仟伍佰壹拾捌元肆角整"},
		{100100, "人民币壹仟零壹元整"},
		{101000, "人民币壹仟零壹拾元整"},
		{110000, "人民币壹仟壹佰元整"},
		{1000100, "人民币壹万零壹元整"},
		{1010000, "人民币壹万零壹佰元整"},
		{10001000, "人民币壹拾万零壹拾元整"},
		{10700053, "人民币壹拾万柒仟元伍角叁分"},
		{2431050, "人民币贰万肆仟叁佰壹拾元伍角整"},
		{10_000_000_000, "人民币壹亿元整"},
		{10_000_000_100, "人民币壹亿零壹元整"},
		{10_010_000_000, "人民币壹亿零壹拾万元整"},
		{100_000_000_000_000, "人民币壹万亿元整"},
		{-151840, "人民币负壹仟伍佰壹拾捌元肆角整"},
		{math.MinInt64, "人民币负玖亿贰仟贰佰叁拾叁万柒仟贰佰零叁亿陆仟捌佰伍拾肆万柒仟柒佰伍拾捌元零捌分"},
	} {
		if got := c.amount.Words(); got != c.want {
			t.Errorf("Money(%d).Words() = %s, want %s", c.amount, got, c.want)
		}
	}
}

// FuzzMoneyWords reads every amount back from its capitals; no amount has two 零 in a row or one before a unit.
func FuzzMoneyWords(f *testing.F) {
	for _, m := range []int64{0, 5, 1005, 151840, -10_001_000, math.MaxInt64, math.MinInt64} {
		f.Add(m)
	}
	f.Fuzz(func(t *testing.T, n int64) {
		words := Money(n).Words()
		if got := readCapitals(t, words); got != Money(n) {
			t.Fatalf("%s reads as %d, want %d", words, got, n)
		}
		for _, bad := range []string{"零零", "零拾", "零佰", "零仟", "零万", "零亿", "零角", "零整"} {
			if strings.Contains(words, bad) {
				t.Fatalf("%s has %s", words, bad)
			}
		}
	})
}

// readCapitals reads an amount in capitals.
func readCapitals(t *testing.T, s string) Money {
	t.Helper()
	s, ok := strings.CutPrefix(s, "人民币")
	if !ok {
		t.Fatalf("%q has no currency", s)
	}
	s, minus := strings.CutPrefix(s, "负")
	s = strings.TrimSuffix(s, "整")
	var total uint64
	if yuan, rest, has := strings.Cut(s, "元"); has {
		total, s = readWhole(t, yuan)*100, rest
	}
	s = strings.TrimPrefix(s, "零")
	if jiao, rest, has := strings.Cut(s, "角"); has {
		total, s = total+readWhole(t, jiao)*10, rest
	}
	if fen, rest, has := strings.Cut(s, "分"); has {
		total, s = total+readWhole(t, fen), rest
	}
	if s != "" {
		t.Fatalf("%q is left over", s)
	}
	if minus {
		total = -total
	}
	return Money(total)
}

// readWhole reads a whole number in capitals.
func readWhole(t *testing.T, s string) uint64 {
	t.Helper()
	if i := strings.LastIndex(s, "亿"); i >= 0 {
		return readWhole(t, s[:i])*100_000_000 + readWhole(t, s[i+len("亿"):])
	}
	if i := strings.LastIndex(s, "万"); i >= 0 {
		return readWhole(t, s[:i])*10_000 + readWhole(t, s[i+len("万"):])
	}
	units := map[rune]uint64{'仟': 1000, '佰': 100, '拾': 10}
	var sum, digit uint64
	for _, r := range s {
		if by, ok := units[r]; ok {
			sum, digit = sum+digit*by, 0
			continue
		}
		at := strings.IndexRune("零壹贰叁肆伍陆柒捌玖", r)
		if at < 0 {
			t.Fatalf("%q in %q is no figure", r, s)
		}
		digit = uint64(at / len("零"))
	}
	return sum + digit
}
