package allocation

import "strings"

// Words is the amount in capitals as bills and receipts print it: 人民币壹仟伍佰壹拾捌元肆角整. A zero between figures is 零
// once; an amount without 分 ends in 整; an amount below zero begins with 负.
func (m Money) Words() string {
	var b strings.Builder
	b.WriteString(wordCurrency)
	u := uint64(m)
	if m < 0 {
		b.WriteString(wordMinus)
		u = -u
	}
	yuan, jiao, fen := u/100, u/10%10, u%10
	if yuan > 0 || u == 0 {
		b.WriteString(capitals(yuan) + wordYuan)
	}
	switch {
	case jiao > 0:
		b.WriteString(capitalDigits[jiao] + wordJiao)
	case fen > 0 && yuan > 0:
		b.WriteString(capitalDigits[0])
	}
	if fen > 0 {
		b.WriteString(capitalDigits[fen] + wordFen)
	} else {
		b.WriteString(wordWhole)
	}
	return b.String()
}

// capitals writes a whole number in capitals: by 亿, then by 万, then digit by digit.
func capitals(n uint64) string {
	for _, big := range []struct {
		of   uint64
		word string
	}{{100_000_000, wordYi}, {10_000, wordWan}, {1000, wordThousand}, {100, wordHundred}, {10, wordTen}} {
		if n < big.of {
			continue
		}
		rest := n % big.of
		out := capitals(n/big.of) + big.word
		switch {
		case rest == 0:
			return out
		case rest < big.of/10:
			return out + capitalDigits[0] + capitals(rest)
		}
		return out + capitals(rest)
	}
	return capitalDigits[n]
}
