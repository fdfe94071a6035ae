package kit

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Width is the number of terminal cells of a text, styled or not.
func Width(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case r >= 0x20 && r < 0x7f:
			n++
		case r >= 0x4e00 && r <= 0x9fff, r >= 0x3001 && r <= 0x3011, r >= 0xff01 && r <= 0xff5e:
			n += 2
		default:
			return ansi.StringWidth(s)
		}
	}
	return n
}

// Cut shortens a text to w cells; what is cut ends in "..". A wide character is never halved.
func Cut(s string, w int) string {
	if Width(s) <= w {
		return s
	}
	return ansi.Truncate(s, max(w, 0), clipTail[:min(2, max(w, 0))])
}

// CutPath shortens a path of places to w cells: whole words go from its beginning, "..", and of a last word that is too long its beginning
// stays.
func CutPath(s string, w int) string {
	if Width(s) <= w {
		return s
	}
	words := strings.Fields(s)
	for len(words) > 1 {
		if words = words[1:]; words[0] == ">" {
			continue
		}
		if short := clipTail + " " + strings.Join(words, " "); Width(short) <= w {
			return short
		}
	}
	return Cut(strings.Join(words, " "), w)
}

const clipTail = ".."

// Pad fills a text with spaces on the right to w cells; a longer one stays as it is.
func Pad(s string, w int) string { return s + Space(w-Width(s)) }

// PadLeft fills a text with spaces on the left to w cells: numbers.
func PadLeft(s string, w int) string { return Space(w-Width(s)) + s }

// Fit makes a text exactly w cells wide, cutting or padding on the right.
func Fit(s string, w int) string { return Pad(Cut(s, w), w) }

// FitLeft makes a text exactly w cells wide, aligned to the right.
func FitLeft(s string, w int) string { return PadLeft(Cut(s, w), w) }

// Center puts a text in the middle of w cells.
func Center(s string, w int) string {
	s = Cut(s, w)
	return Pad(Space((w-Width(s))/2)+s, w)
}

// Sides puts one text at the left and one at the right of a line of w cells; when both do not fit the left one is cut,
// and the right one only when it alone is wider than the line.
func Sides(left, right string, w int) string {
	right = Cut(right, w)
	if right == "" {
		return Fit(left, w)
	}
	room := w - Width(right)
	if room < 4 {
		return Space(room) + right
	}
	return Fit(left, room-1) + " " + right
}

const spaces = "                                                                                                                                "

// Space is n spaces, none when n is negative.
func Space(n int) string {
	if n <= 0 {
		return ""
	}
	if n <= len(spaces) {
		return spaces[:n]
	}
	return strings.Repeat(" ", n)
}

// Characters that may not begin a line, and characters that may not end one (禁则).
const (
	neverFirst = "，。、；：？！）》”』】〉］｝%％,.;:?!)]}>"
	neverLast  = "（《“『【〈［｛([{<"
)

// Wrap breaks a text into lines of at most w cells. Words and numbers in Latin script stay whole, 汉字 break anywhere,
// and no line begins with closing punctuation or ends with opening punctuation. Line breaks of the text are kept.
func Wrap(s string, w int) []string {
	w = max(w, 2)
	var out []string
	for _, para := range strings.Split(s, "\n") {
		out = append(out, wrapParagraph(para, w)...)
	}
	return out
}

// wrapParagraph wraps one line of text. Pieces that must stay together are gathered first, then laid line by line.
func wrapParagraph(s string, w int) []string {
	var (
		out  []string
		line string
	)
	for _, piece := range pieces(s) {
		if Width(line)+Width(strings.TrimRight(piece, " ")) <= w {
			line += piece
			continue
		}
		if line != "" {
			out, line = append(out, strings.TrimRight(line, " ")), ""
		}
		for Width(piece) > w && Width(strings.TrimRight(piece, " ")) > w {
			head := ansi.Truncate(piece, w, "")
			out, piece = append(out, head), piece[len(head):]
		}
		line = strings.TrimLeft(piece, " ")
	}
	return append(out, strings.TrimRight(line, " "))
}

// pieces splits a text where a line may break.
func pieces(s string) []string {
	var (
		out  []string
		from int
		prev rune
	)
	for i, r := range s {
		if i > 0 && mayBreak(prev, r) {
			out, from = append(out, s[from:i]), i
		}
		prev = r
	}
	return append(out, s[from:])
}

// mayBreak reports whether a line may end after a and go on with b.
func mayBreak(a, b rune) bool {
	if b == ' ' || strings.ContainsRune(neverFirst, b) || strings.ContainsRune(neverLast, a) {
		return false
	}
	return a == ' ' || a >= 0x2e80 || b >= 0x2e80
}
