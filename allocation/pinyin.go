package allocation

import (
	"strings"
	"unicode"

	"github.com/mozillazg/go-pinyin"
)

var (
	firstLetters = pinyin.Args{Style: pinyin.FirstLetter}
	allReadings  = pinyin.Args{Style: pinyin.Normal, Heteronym: true}
)

// Initials is the lower-case string that people type for a Chinese text without an input method: the first letter of
// the pinyin of each 汉字, letters and digits as they are, everything else left out. 尖山区3号 gives jsq3h.
func Initials(s string) string {
	var b strings.Builder
	for _, r := range HalfWidth(s) {
		switch {
		case r < 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			b.WriteRune(unicode.ToLower(r))
		case unicode.Is(unicode.Han, r):
			if p := pinyin.SinglePinyin(r, firstLetters); len(p) > 0 {
				b.WriteString(p[0])
			}
		}
	}
	return b.String()
}

// Readings are the pinyin syllables of a 汉字 without tones, all of them; nil for any other character.
func Readings(r rune) []string {
	if !unicode.Is(unicode.Han, r) {
		return nil
	}
	return pinyin.SinglePinyin(r, allReadings)
}

// Sounds reports whether text contains query, where query is 汉字, pinyin, initials or a mixture of them, in any case:
// 尖山区 is found by 尖山, jsq, jianshan, jshan and 山qu. An empty query is found everywhere.
func Sounds(text, query string) bool {
	q := fold(query)
	if len(q) == 0 {
		return true
	}
	t := fold(text)
	for i := range t {
		if soundsAt(t[i:], q) {
			return true
		}
	}
	return false
}

// fold makes the runes of a text comparable: half width, lower case, without spaces.
func fold(s string) []rune {
	out := make([]rune, 0, len(s))
	for _, r := range HalfWidth(s) {
		if !unicode.IsSpace(r) {
			out = append(out, unicode.ToLower(r))
		}
	}
	return out
}

// soundsAt reports whether query is a beginning of text; the last syllable may be cut short.
func soundsAt(text, query []rune) bool {
	if len(query) == 0 {
		return true
	}
	if len(text) == 0 {
		return false
	}
	if text[0] == query[0] {
		return soundsAt(text[1:], query[1:])
	}
	if query[0] > 'z' || query[0] < 'a' {
		return false
	}
	for _, syllable := range Readings(text[0]) {
		n := 0
		for n < len(query) && n < len(syllable) && query[n] == rune(syllable[n]) {
			n++
		}
		for ; n > 0; n-- {
			if n > 1 && n < len(syllable) && n < len(query) {
				continue // inside a text only a whole syllable or its first letter counts
			}
			if soundsAt(text[1:], query[n:]) {
				return true
			}
		}
	}
	return false
}

// SoundsFromStart is Sounds for a text that begins with the query.
func SoundsFromStart(text, query string) bool { return soundsAt(fold(text), fold(query)) }
