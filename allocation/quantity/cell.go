package quantity

import "strconv"

// NumberOrText is the number that a text says: whole, or with two decimals; else the text.
func NumberOrText(text string) any {
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return n
	}
	if m, err := ParseMoney(text); err == nil && text != "" {
		return m
	}
	return text
}
