package identity

import (
	"strings"
	"unicode"

	"penggai/allocation/quantity"
	"penggai/allocation/say"
)

// PlainID is an identity or registration number as it is compared and stored: half-width, capital letters, no spaces.
func PlainID(s string) string {
	return strings.ToUpper(strings.Map(dropSpace, quantity.HalfWidth(s)))
}

// PlainPhone is a telephone number as it is compared: its digits alone, without the country's 86.
func PlainPhone(s string) string {
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, quantity.HalfWidth(s))
	if len(digits) == 13 || strings.HasPrefix(strings.TrimSpace(s), "+86") {
		digits = strings.TrimPrefix(digits, "86")
	}
	return digits
}

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

// CheckPhone accepts a mainland mobile number (11 digits from 13 to 19) or a landline of 7 to 12 digits.
func CheckPhone(s string) error {
	if strings.TrimSpace(s) == "" {
		return say.ErrFieldEmpty
	}
	digits := PlainPhone(s)
	mobile := len(digits) == 11 && digits[0] == '1' && digits[1] >= '3'
	landline := len(digits) >= 7 && len(digits) <= 12 && (digits[0] != '1' || len(digits) != 11)
	if !mobile && !landline {
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

// PlainName is a person's name as it is compared: without spaces.
func PlainName(s string) string { return strings.Map(dropSpace, s) }

// Telephones.
var ErrPhone = say.Refuse("phone", "电话看不懂，请填 11 位手机号或带区号的座机号")
