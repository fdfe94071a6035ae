package quantity

import (
	"fmt"
	"strings"
)

// Myriad is 万: so many 元 are one of 万元.
const Myriad = 10_000

// Large reports whether people read an amount in 万元: from a million yuan on.
func (m Money) Large() bool { return m >= 100*Myriad*100 || m <= -100*Myriad*100 }

// Wan is the amount in 万元 with two digits, rounded half up: 508.63.
func (m Money) Wan() string {
	n, minus := int64(m), ""
	if n < 0 {
		n, minus = -n, "-"
	}
	return minus + Hundredths((n+Myriad/2)/Myriad)
}

// Read is the amount as people read it, with its unit: 1,518.40 元, 508.63 万元.
func (m Money) Read() string {
	if m.Large() {
		return m.Wan() + " 万元"
	}
	return m.String() + " 元"
}

// Permille is a share in thousandths.
type Permille int64

// String is the share in %, with one digit: 58.7%.
func (p Permille) String() string {
	n, minus := int64(p), ""
	if n < 0 {
		n, minus = -n, "-"
	}
	whole, _, _ := strings.Cut(Hundredths(n/10*100), ".")
	return fmt.Sprintf("%s%s.%d%%", minus, whole, n%10)
}
