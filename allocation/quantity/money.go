package quantity

import (
	"fmt"
	"strings"

	"penggai/allocation/say"
)

// Money is an amount in fen (0.01 元).
type Money int64

// String prints yuan with thousands separators and two decimals: 24,310.50.
func (m Money) String() string { return Hundredths(int64(m)) }

// ParseMoney reads yuan as people type them: 1518.4, 1,518.40, ¥20, 20元, full-width digits.
func ParseMoney(s string) (Money, error) {
	n, err := ParseHundredths(strings.NewReplacer(say.Yuan, "", "¥", "", "￥", "").Replace(s))
	if err != nil {
		return 0, Wrong(ErrBadMoney, "金额", s)
	}
	return Money(n), nil
}

// Hundredths prints an integer count of hundredths with separators.
func Hundredths(n int64) string {
	sign := ""
	u := uint64(n)
	if n < 0 {
		sign, u = "-", -u
	}
	whole, rest := u/100, u%100
	digits := fmt.Sprint(whole)
	var b strings.Builder
	b.WriteString(sign)
	for i, c := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(c)
	}
	fmt.Fprintf(&b, ".%02d", rest)
	return b.String()
}

// ParseHundredths reads a non-negative decimal number with at most two decimals and at most 13 digits before them.
func ParseHundredths(s string) (int64, error) {
	s = strings.TrimSpace(HalfWidth(s))
	s = strings.ReplaceAll(s, ",", "")
	whole, frac, _ := strings.Cut(s, ".")
	if whole == "" || len(whole) > wholeDigits || len(frac) > 2 {
		return 0, fmt.Errorf("bad number %q", s)
	}
	var n int64
	for _, c := range whole + (frac + "00")[:2] {
		if c < '0' || c > '9' {
			return 0, fmt.Errorf("bad number %q", s)
		}
		n = n*10 + int64(c-'0')
	}
	return n, nil
}

// Numbers as people type them.
var ErrBadMoney = say.Refuse("bad_money", "金额看不懂，请按元填写，最多两位小数，如 1518.40")
