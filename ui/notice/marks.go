package notice

import (
	"regexp"
	"slices"
	"strings"
)

// marks are the attributes that the page gives its elements, with the values that stand in them; no value: any. What is not here may hide a
// row or show what nobody signed.
var marks = map[string]map[string][]string{
	"body": nil, "h1": {}, "h2": {}, "table": {}, "thead": {}, "tbody": {}, "th": {}, "br": {}, "label": {},
	"p":      {"class": {"digest"}},
	"tr":     {"data-number": nil, "class": {"", "wrong"}},
	"td":     {"data-title": nil, "class": {"", "n", "n rank", "number", "units", "u", "wrong", "n wrong", "n rank wrong", "number wrong", "units wrong", "u wrong"}},
	"span":   {"id": {"found"}, "role": {"status"}},
	"div":    {"class": {"history", "void", "seal"}, "id": {"tools", "scope"}},
	"input":  {"id": {"find"}, "autocomplete": nil, "size": nil},
	"button": {"id": {"again"}, "type": nil},
}

var (
	openTag   = regexp.MustCompile(`<([a-zA-Z][^\s/>]*)([^>]*)>`)
	attribute = regexp.MustCompile(`([^\s=/"'>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?`)
	toolBoxes = regexp.MustCompile(`(?s)<div id="(?:tools|scope)".*?</div>`)
)

// shownOf is how much of an element or of a text a fault quotes, in characters.
const shownOf = 40

// odd names what stands in the body of a page beside what the page is made of: elements and attributes that may hide something or show
// more, and texts that are no heading, paragraph or cell.
func odd(body string) (faults []string) {
	if strings.Contains(body, "<!") {
		faults = append(faults, "网页里有注释，可能藏起了什么")
	}
	for _, m := range openTag.FindAllStringSubmatch(body, -1) {
		allowed, known := marks[strings.ToLower(m[1])]
		bad := !known
		for _, a := range attribute.FindAllStringSubmatch(m[2], -1) {
			values, may := allowed[strings.ToLower(a[1])]
			bad = bad || allowed != nil && (!may || values != nil && !slices.Contains(values, tidy(a[2]+a[3]+a[4])))
		}
		if bad {
			faults = append(faults, "网页的标记 "+quoted(m[0])+" 是添上的，可能藏起了什么，或者多显示了什么")
		}
	}
	rest := textPart.ReplaceAllString(toolBoxes.ReplaceAllString(body, ""), "")
	if text := tidy(tagPart.ReplaceAllString(rest, "")); text != "" {
		faults = append(faults, "网页里多出文字“"+quoted(text)+"”")
	}
	return faults
}

func quoted(text string) string {
	if r := []rune(text); len(r) > shownOf {
		return string(r[:shownOf]) + ".."
	}
	return text
}
