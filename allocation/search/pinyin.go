package search

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"

	// the readings
	"penggai/allocation/quantity"
)

// pinyinTable holds the readings of 汉字 in three lines: the different lists of readings, separated by spaces; for each of the
// common 汉字 (U+4E00 to U+9FFF) in order the number of its list in two digits of base 94, from "!" on, list 0 being empty; and
// the rare ones (the extensions A to H of Unicode) that have a reading, each by its distance from the one before and its list, the
// distance in digits of which "~" says 93 and go on. The test beside it makes it from the dictionary of
// github.com/mozillazg/go-pinyin, whose own tables would cost every start 2 MB and 10 ms.
//
//go:embed pinyin.txt
var pinyinTable string

// The 汉字 of the table: the common ones, and the blocks that the rare ones stand in.
const (
	firstHan  = '\u4e00'
	lastHan   = '\u9fff'
	firstSign = '\u2e80' // of all that is written in Chinese
	firstRare = '\u3400'
	lastRare  = '\U000323af'
)

// pinyinLists splits the lists of readings once.
var pinyinLists = sync.OnceValues(func() (lists [][]string, numbers string) {
	lines := strings.Split(pinyinTable, "\n")
	lists = append(lists, nil)
	for list := range strings.SplitSeq(lines[0], " ") {
		lists = append(lists, strings.Split(list, ","))
	}
	return lists, lines[1]
})

// rareLists are the lists of the rare 汉字, read when the first of them is met.
var rareLists = sync.OnceValue(func() map[rune]uint16 {
	line := strings.Split(pinyinTable, "\n")[2]
	out := map[rune]uint16{}
	r := rune(firstRare)
	for i := 0; i < len(line); i += 3 {
		for ; line[i] == '~'; i++ {
			r += 93
		}
		r += rune(line[i] - '!')
		out[r] = uint16(line[i+1]-'!')*94 + uint16(line[i+2]-'!')
	}
	return out
})

// Initials is the lower-case string that people type for a Chinese text without an input method: the first letter of
// the pinyin of each 汉字, letters and digits as they are, everything else left out. 尖山区3号 gives jsq3h.
func Initials(s string) string {
	var b strings.Builder
	for _, r := range quantity.HalfWidth(s) {
		switch {
		case r < 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			b.WriteRune(unicode.ToLower(r))
		case unicode.Is(unicode.Han, r):
			if p := Readings(r); len(p) > 0 {
				b.WriteByte(p[0][0])
			}
		}
	}
	return b.String()
}

// Readings are the pinyin syllables of a 汉字 without tones, the most usual first; nil for any other character.
func Readings(r rune) []string {
	switch {
	case r < firstRare || r > lastRare:
		return nil
	case r < firstHan || r > lastHan:
		lists, _ := pinyinLists()
		return lists[rareLists()[r]]
	}
	lists, numbers := pinyinLists()
	at := 2 * int(r-firstHan)
	return lists[int(numbers[at]-'!')*94+int(numbers[at+1]-'!')]
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
		if soundsAt(t[i:], q, false) {
			return true
		}
	}
	return false
}

// SoundsRank is how well text answers query, for putting the likeliest first: 0 when it begins with it, 1 when it holds
// it further on, 2 and 3 the same where that takes an unusual reading of a 汉字 (其 as ji), 4 when it does not at all.
func SoundsRank(text, query string) int {
	q, t := fold(query), fold(text)
	for rank, usual := range []bool{true, false} {
		if soundsAt(t, q, usual) {
			return 2 * rank
		}
		for i := 1; i < len(t); i++ {
			if soundsAt(t[i:], q, usual) {
				return 2*rank + 1
			}
		}
	}
	return 4
}

// fold makes the runes of a text comparable: half width, lower case, without spaces and variants of a sign; the dot within a name
// in one form.
func fold(s string) []rune {
	out := make([]rune, 0, len(s))
	for _, r := range quantity.HalfWidth(s) {
		switch {
		case unicode.IsSpace(r), unicode.Is(unicode.Variation_Selector, r):
			continue
		case quantity.IsDot(r) && len(out) > 0 && unicode.Is(unicode.Han, out[len(out)-1]):
			r = quantity.Dot
		}
		out = append(out, unicode.ToLower(r))
	}
	return out
}

// soundsAt reports whether query is a beginning of text; the last syllable may be cut short. With usual it takes only the
// most usual reading of every 汉字.
func soundsAt(text, query []rune, usual bool) bool {
	if len(query) == 0 {
		return true
	}
	if len(text) == 0 {
		return false
	}
	if text[0] == query[0] {
		return soundsAt(text[1:], query[1:], usual)
	}
	if query[0] > 'z' || query[0] < 'a' {
		return false
	}
	readings := Readings(text[0])
	if len(readings) == 0 && (text[0] >= firstSign || text[0] == quantity.Dot) {
		return soundsAt(text[1:], query, usual) // nobody can type it: the others find the text
	}
	for i, syllable := range readings {
		if usual && i > 0 {
			break
		}
		n := 0
		for n < len(query) && n < len(syllable) && query[n] == rune(syllable[n]) {
			n++
		}
		for ; n > 0; n-- {
			if n > 1 && n < len(syllable) && n < len(query) {
				continue // inside a text only a whole syllable or its first letter counts
			}
			if soundsAt(text[1:], query[n:], usual) {
				return true
			}
		}
	}
	return false
}
