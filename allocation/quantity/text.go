package quantity

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
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

// Kept is a text as it is stored, whoever wrote it: valid UTF-8, composed (NFC), without control signs but the ends of lines and
// tabs, and without signs that nobody sees, but for the joiners that some scripts need between their letters.
func Kept(s string) string {
	if kept(s) {
		return s
	}
	var last rune
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t', joins(r) && unicode.IsLetter(last) && unicode.In(last, joined...):
		case r == unicode.ReplacementChar, unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp):
			return -1
		}
		last = r
		return r
	}, strings.ToValidUTF8(s, ""))
	return norm.NFC.String(s)
}

// kept reports whether a text is of plain ASCII and 汉字 alone, as nearly all are.
func kept(s string) bool {
	for _, r := range s {
		if !(r >= ' ' && r < 0x7f || r == '\n' || r >= 0x4e00 && r < 0xa000 || r >= 0x3001 && r < 0x302a || r >= 0xff01 && r <= 0xff5e) {
			return false
		}
	}
	return true
}

// joins reports whether a sign ties or parts the letters beside it: ZWNJ, ZWJ, and the vowel separator of Mongolian.
func joins(r rune) bool { return r == '\u200c' || r == '\u200d' || r == '\u180e' }

// joined are the scripts in which they are written; the Uyghur, Kazak and Kirghiz of China are in Arabic letters.
var joined = []*unicode.RangeTable{unicode.Mongolian, unicode.Arabic, unicode.Tibetan, unicode.Devanagari}

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
