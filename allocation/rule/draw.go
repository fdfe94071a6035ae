package rule

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// DrawText brings a draw text to its one form, which is shown, stored, hashed and printed: who types what the notice shows
// gets the same lots. Compatibility forms are folded (NFKC), every dash is -, every run of blanks one space, control and format
// characters are left out, blanks at the ends too.
func DrawText(text string) string {
	var b strings.Builder
	for _, r := range norm.NFKC.String(text) {
		switch {
		case unicode.IsSpace(r):
			b.WriteByte(' ')
		case unicode.Is(unicode.Dash, r):
			b.WriteByte('-')
		case !unicode.In(r, unicode.Cc, unicode.Cf):
			b.WriteRune(r)
		}
	}
	return norm.NFKC.String(strings.Join(strings.Fields(b.String()), " "))
}
