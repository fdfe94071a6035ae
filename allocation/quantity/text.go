package quantity

import (
	"strings"
	"unicode"
)

// HalfWidth turns full-width digits, letters and punctuation into their ASCII twins, 。 into a full stop and every space into the
// plain one; signs that nobody sees, which come along when a number is pasted, go.
func HalfWidth(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～':
			return r - '！' + '!'
		case unicode.Is(unicode.Zs, r):
			return ' '
		case r == '。':
			return '.'
		}
		return visible(r)
	}, s)
}

// Visible is a text without signs that nobody sees: marks of direction, joiners and spaces of no width, the mark of a byte order.
func Visible(s string) string { return strings.Map(visible, s) }

func visible(r rune) rune {
	if unicode.Is(unicode.Cf, r) {
		return -1
	}
	return r
}

// Dot stands within the names of many minorities: 阿不都·艾力.
const Dot = '·'

// IsDot reports whether people type a sign for Dot.
func IsDot(r rune) bool { return strings.ContainsRune("·•・･‧∙⋅．.", r) }

// Dotted is a text in which every sign that stands for Dot behind a 汉字 is Dot.
func Dotted(s string) string {
	var last rune
	return strings.Map(func(r rune) rune {
		if IsDot(r) && unicode.Is(unicode.Han, last) {
			r = Dot
		}
		last = r
		return r
	}, s)
}
