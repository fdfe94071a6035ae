package identity

import (
	"regexp"
	"strings"
	"unicode"

	"penggai/allocation/quantity"
	"penggai/allocation/say"
)

// PlainID is an identity or registration number as it is compared and stored: half-width, capital letters, no spaces.
func PlainID(s string) string {
	if Erased(s) {
		return s
	}
	return strings.ToUpper(strings.Map(dropSpace, quantity.HalfWidth(s)))
}

// PlainPhone is a telephone number as it is compared and stored: its digits, without the country's 86, a landline with the nought of its
// area; an extension behind a hyphen: 04694281234-801.
func PlainPhone(s string) string {
	if Erased(s) {
		return s
	}
	number, extension := cutExtension(quantity.HalfWidth(s))
	digits := onlyFigures(number)
	abroad := strings.HasPrefix(strings.TrimSpace(number), "+86")
	if rest, ok := strings.CutPrefix(digits, "0086"); ok {
		digits, abroad = rest, true
	} else if abroad || len(digits) == 13 && strings.HasPrefix(digits, "86") {
		digits, abroad = strings.TrimPrefix(digits, "86"), true
	}
	if abroad && len(digits) >= 9 && digits[0] != '0' && !mobile(digits) {
		digits = "0" + digits
	}
	if extension != "" {
		digits += "-" + extension
	}
	return digits
}

// extensions are the ways to write an extension: with its word, or behind a landline and a hyphen.
var extensions = regexp.MustCompile(`^(.*\d\D*?)(?:转|分机号?|ext\.?|x|#)\D*(\d{1,6})\s*$|^((?:\+?86|0086)?[-\s]?(?:\(?0\d{2,3}\)?[-\s]?)?\d{7,8})\s*-\s*(\d{1,6})\s*$`)

// cutExtension takes the extension off a half-width number.
func cutExtension(s string) (number, extension string) {
	m := extensions.FindStringSubmatch(strings.ToLower(s))
	switch {
	case m == nil || m[3] != "" && mobile(onlyFigures(s)):
		return s, ""
	case m[3] != "":
		return m[3], m[4]
	}
	return m[1], m[2]
}

// onlyFigures are the digits of a text.
func onlyFigures(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

// mobile reports whether digits are a mobile number of the mainland.
func mobile(digits string) bool { return len(digits) == 11 && digits[0] == '1' && digits[1] >= '3' }

// PlainAddress is an address as it is compared: half-width, without spaces, punctuation and the city's own prefixes.
func PlainAddress(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsPunct(r) {
			return -1
		}
		return unicode.ToUpper(r)
	}, quantity.HalfWidth(s))
	for _, prefix := range cityPrefixes {
		s = strings.TrimPrefix(s, prefix)
	}
	return s
}

// CheckPhone accepts a mainland mobile number (11 digits from 13 to 19) or another of 7 to 12 digits, which may have an extension.
func CheckPhone(s string) error {
	if Erased(s) {
		return nil
	}
	if strings.TrimSpace(quantity.Visible(s)) == "" {
		return say.ErrFieldEmpty
	}
	digits, _, _ := strings.Cut(PlainPhone(s), "-")
	landline := len(digits) >= 7 && len(digits) <= 12 && (digits[0] != '1' || len(digits) != 11)
	if !mobile(digits) && !landline {
		return ErrPhone.With(s)
	}
	return nil
}

func dropSpace(r rune) rune {
	if unicode.IsSpace(r) {
		return -1
	}
	return r
}

// cityPrefixes are left out when addresses are compared.
var cityPrefixes = []string{"黑龙江省", "双鸭山市"}

// PlainName is a name as it is compared: without spaces and signs that nobody sees, the dot within it in one form.
func PlainName(s string) string { return strings.Map(dropSpace, Name(s)) }

// Name is a name as it is kept: without signs that nobody sees, the dot within it as it is usually written.
func Name(s string) string { return quantity.Dotted(strings.TrimSpace(quantity.Visible(s))) }

// Telephones.
var ErrPhone = say.Refuse("phone", "电话看不懂，请填 11 位手机号或带区号的座机号，分机写在“转”后面")
