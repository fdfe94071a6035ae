package sheet

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"penggai/allocation/quantity"
)

// Clean is a text as it is kept: composed, without signs that nobody sees and without white space around it.
func Clean(s string) string {
	plain := true
	for i := range len(s) {
		if s[i] < 0x20 || s[i] >= 0x7f {
			plain = false
			break
		}
	}
	if plain {
		return strings.Trim(s, " ")
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\r':
			return -1
		case r == '\n' || r == '\t':
			return r
		case unicode.Is(unicode.Cf, r) || unicode.IsControl(r) || unicode.Is(unicode.Co, r) || r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, s)
	return strings.TrimFunc(norm.NFC.String(s), unicode.IsSpace)
}

// OneLine is a text in one line, white space as one blank.
func OneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// bare is a text half-width and without white space: as numbers and dates are read.
func bare(s string) string {
	if compact(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, quantity.HalfWidth(s))
}
