package document

import (
	"regexp"
	"slices"
	"strings"
)

// numbered is a number of a record or a unit, which stays on one line: JS-NSQ-01-1-03.
var numbered = regexp.MustCompile(`[A-Z]{2,3}(?:-[0-9A-Z]+)+`)

// brokenLines makes line breaks of those in a value, and hyphens that hold of those in numbers: such a text becomes several texts of the
// same run.
func brokenLines(p, t *node) {
	whole := numbered.ReplaceAllStringFunc(t.words(), func(n string) string { return strings.ReplaceAll(n, "-", hyphen) })
	if !strings.ContainsAny(whole, "\n"+hyphen) {
		return
	}
	run := parentOf(p, t)
	i := slices.Index(run.kids, t)
	var parts []*node
	for whole != "" {
		text, rest := whole, ""
		if at := strings.IndexAny(whole, "\n"+hyphen); at >= 0 {
			text, rest = whole[:at], whole[at:]
		}
		if text != "" || len(parts) == 0 {
			n := &node{name: "w:t", start: t.start, end: t.end}
			n.say(text)
			parts = append(parts, n)
		}
		switch {
		case strings.HasPrefix(rest, "\n"):
			parts, rest = append(parts, &node{name: "w:br", start: []byte("<w:br/>")}), rest[1:]
		case rest != "":
			parts, rest = append(parts, &node{name: "w:noBreakHyphen", start: []byte("<w:noBreakHyphen/>")}), rest[len(hyphen):]
		}
		whole = rest
	}
	run.kids = slices.Replace(run.kids, i, i+1, parts...)
}

// hyphen is one at which no line ends.
const hyphen = "\u2011"

// parentOf finds the node that holds another.
func parentOf(in, of *node) *node {
	for _, k := range in.kids {
		if k == of {
			return in
		}
		if found := parentOf(k, of); found != nil {
			return found
		}
	}
	return nil
}
