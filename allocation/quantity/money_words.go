package quantity

import (
	"strings"

	"penggai/allocation/say"
)

// Words is the amount in capitals as bills and receipts print it: 人民币壹仟伍佰壹拾捌元肆角整. A zero between figures is 零
// once; an amount without 分 ends in 整; an amount below zero begins with 负.
func (m Money) Words() string {
	var b strings.Builder
	b.WriteString("人民币")
	u := uint64(m)
	if m < 0 {
		b.WriteString("负")
		u = -u
	}
	yuan, jiao, fen := u/100, u/10%10, u%10
	if yuan > 0 || u == 0 {
		b.WriteString(capitals(yuan) + say.Yuan)
	}
	switch {
	case jiao > 0:
		b.WriteString(capitalDigits[jiao] + "角")
	case fen > 0 && yuan > 0:
		b.WriteString(capitalDigits[0])
	}
	if fen > 0 {
		b.WriteString(capitalDigits[fen] + "分")
	} else {
		b.WriteString("整")
	}
	return b.String()
}

// capitals writes a whole number in capitals: by 亿, then by 万, then digit by digit.
func capitals(n uint64) string {
	for _, big := range []struct {
		of   uint64
		word string
	}{{100_000_000, "亿"}, {10_000, "万"}, {1000, "仟"}, {100, "佰"}, {10, "拾"}} {
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

// capitalDigits are the figures of amounts in capitals.
var capitalDigits = [10]string{"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"}
