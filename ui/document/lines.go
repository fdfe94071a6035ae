package document

import (
	"regexp"
	"slices"
	"strings"
)

// numbered is a number of a record or a unit, which stays on one line: JS-NSQ-01-1-03.
var numbered = regexp.MustCompile(`[A-Z]{2,3}(?:-[0-9A-Z]+)+`)

// linesApart makes a paragraph of each line of the values in a paragraph: a line that ends in a break would be stretched over the width of
// the page, and the next one would not be set in. In a cell, and where a line does not stand in a run of its own, they stay one paragraph
// with breaks.
func linesApart(p *node, cell bool) []*node {
	all := []*node{p}
	if !cell && !section(p) {
		all = apart(p)
	}
	for _, p := range all {
		for _, t := range runs(p) {
			brokenLines(p, t)
		}
	}
	return all
}

// apart cuts a paragraph at the line breaks in its texts.
func apart(p *node) []*node {
	begin := func() *node {
		c := &node{name: p.name, start: p.start, end: p.end}
		for _, k := range p.kids {
			if k.name == "w:pPr" {
				c.kids = append(c.kids, k.clone())
			}
		}
		return c
	}
	if !strings.Contains(join(runs(p)), "\n") {
		return []*node{p}
	}
	cur := begin()
	var out []*node
	for _, k := range p.kids {
		if k.name == "w:pPr" {
			continue
		}
		if !strings.Contains(join(runs(k)), "\n") {
			cur.kids = append(cur.kids, k)
			continue
		}
		rest := slices.DeleteFunc(slices.Clone(k.kids), func(x *node) bool { return x.name == "w:rPr" || x.name == "" })
		if k.name != "w:r" || len(rest) != 1 || rest[0].name != "w:t" {
			return []*node{p}
		}
		for i, line := range strings.Split(rest[0].words(), "\n") {
			if i > 0 {
				out, cur = append(out, cur), begin()
			}
			c := k.clone()
			runs(c)[0].say(line)
			cur.kids = append(cur.kids, c)
		}
	}
	return append(out, cur)
}

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
