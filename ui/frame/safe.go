package frame

import "strings"

// Some characters take one cell in one terminal and two in another (“ ” ‘ ’ … — · × and their like). One of them shifts
// everything behind it on its line, and the cursor of the input method with it. safe shows each as the ASCII character
// that stands for it, one cell everywhere; the data itself stays as it is.
//
// It leaves the lines of dialogs alone, which kit.Theme.Border chooses.
func safe(s string) string {
	if !strings.ContainsAny(s, "\u00b0\u00b1\u00b7\u00d7\u00f7") && !strings.ContainsFunc(s, doubtful) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if safe, ok := safeTwin[r]; ok {
			return safe
		}
		return r
	}, s)
}

// doubtful reports whether a rune lies in the blocks that hold such characters.
func doubtful(r rune) bool { return r >= 0x2010 && r <= 0x26ff && (r < 0x2500 || r > 0x257f) }

// safeTwin is one ASCII character for each; all are measured as one cell.
var safeTwin = twins("“”‘’…—–·•×÷±°※№→←↑↓▲▼■□●○★☆①②③④⑤⑥⑦⑧⑨⑩ⅠⅡⅢⅣⅤ█▏▁▄℃", `""''.--..x/+o*#><^v^v#o*o**123456789012345#|__C`)

func twins(from, to string) map[rune]rune {
	out := map[rune]rune{}
	ascii := []rune(to)
	for i, r := range []rune(from) {
		out[r] = ascii[min(i, len(ascii)-1)]
	}
	return out
}
