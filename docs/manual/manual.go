// Package manual is the manual of an office: pages in plain Chinese that lie beside the program, printed or read, and whose text F1 shows.
// A fact stands in one place: here. Screens in it are goldens, put in by `go test ./docs/manual -update`; its tests look for every key and
// word that it quotes among what the program shows.
package manual

import (
	"embed"
	"slices"
	"strings"
)

//go:embed *.md
var pages embed.FS

// Section is one heading of the manual with its text.
type Section struct {
	Page   string   // 柜台的一天
	Title  string   // 登记一份申请
	Places []string // titles of screens at which F1 shows it
	Lines  []string // as they are read on a screen: without the marks of the page, without pictures of screens
}

// Pages are the files of the manual in their order.
func Pages() []string {
	entries, err := pages.ReadDir(".")
	if err != nil {
		panic(err) // embedded: cannot be
	}
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()
	}
	return names
}

// Text is a page as it lies beside the program.
func Text(page string) string {
	text, err := pages.ReadFile(page)
	if err != nil {
		panic(err) // as above
	}
	return string(text)
}

// Sections are the whole manual, heading by heading.
func Sections() []Section {
	var out []Section
	for _, page := range Pages() {
		out = append(out, sections(Text(page))...)
	}
	return out
}

// At is what the manual says of a screen by its title; of "入驻 > 王宝" what it says of 入驻. nil where it says nothing.
func At(title string) []Section {
	place, _, _ := strings.Cut(title, " > ")
	var out []Section
	for _, s := range Sections() {
		if slices.Contains(s.Places, title) || slices.Contains(s.Places, place) {
			out = append(out, s)
		}
	}
	return out
}

// sections reads one page.
func sections(text string) (out []Section) {
	page, fenced := "", false
	for line := range strings.SplitSeq(text, "\n") {
		if strings.HasPrefix(line, "```") {
			fenced = !fenced
			continue
		}
		name, heading := strings.CutPrefix(line, "## ")
		switch {
		case fenced:
		case strings.HasPrefix(line, "# "):
			page = strings.TrimPrefix(line, "# ")
		case heading:
			out = append(out, Section{Page: page, Title: name})
		case len(out) == 0: // above the first heading the page says whom it is for
		default:
			out[len(out)-1].take(line)
		}
	}
	for i := range out {
		out[i].Lines = slices.CompactFunc(out[i].Lines, func(a, b string) bool { return a == "" && b == "" })
		for n := len(out[i].Lines); n > 0 && out[i].Lines[n-1] == ""; n-- {
			out[i].Lines = out[i].Lines[:n-1]
		}
	}
	return out
}

// take reads one line of a section.
func (s *Section) take(line string) {
	if mark, found := strings.CutPrefix(line, "<!-- F1 "); found {
		s.Places = strings.Fields(strings.TrimSuffix(mark, "-->"))
		return
	}
	if strings.HasPrefix(line, "<!--") || line == "" && len(s.Lines) == 0 {
		return
	}
	s.Lines = append(s.Lines, strings.NewReplacer("**", "", "`", "").Replace(line))
}
