package quantity

import (
	"strings"

	"penggai/allocation/say"
)

// Wrong says of a text that is no number of at most two decimals what is wrong with it and what would be right: below nought, too many
// decimals, too many digits. Of any other text it is the refusal of what, with the text.
func Wrong(bad *say.Refusal, what, typed string) error {
	text := strings.ReplaceAll(strings.TrimSpace(HalfWidth(typed)), ",", "")
	digits := strings.TrimRight(strings.TrimLeft(text, "-负¥￥"), "㎡平方米m23³立吨kWhw度元")
	whole, frac, _ := strings.Cut(digits, ".")
	switch {
	case whole == "" || strings.Trim(whole+frac, "0123456789") != "":
		return bad.With(typed)
	case strings.HasPrefix(text, "-"), strings.HasPrefix(text, "负"):
		return bad.Textf("%s不能是负数（%s），请填 0 或正数，如 %s", what, typed, digits)
	case len(frac) > 2:
		return bad.Textf("%s最多两位小数（%s），请填如 %s.%s", what, typed, whole, frac[:2])
	case len(whole) > wholeDigits:
		return bad.Textf("%s位数太多（%s），小数点前最多 %d 位，请核对", what, typed, wholeDigits)
	}
	return bad.With(typed)
}

// wholeDigits is how many digits stand before the decimals at most.
const wholeDigits = 13
