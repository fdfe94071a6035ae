package document

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
)

// What a template says besides its own words:
//
//	{{主体名称}}          the value of that name
//	{{每行 房屋}}         in a table: its row is written once for each entry of the list; the names of the list count in the row
//	{{如有 续签说明}}     the paragraph is left out while the value is empty
//
// A word processor splits them over several runs; inside a paragraph they are joined again. Full-width braces count too, one of either kind
// beside the other as well.
var placeholder = regexp.MustCompile(`[{｛]{2}([^{}｛｝]*)[}｝]{2}`)

// brace is what is left of a placeholder that was not written whole.
var brace = regexp.MustCompile(`[{｛]{2}|[}｝]{2}`)

// single is a name between braces that are not two and two.
var single = regexp.MustCompile(`[{｛]([^{}｛｝]+)[}｝]`)

const (
	wordEach = "每行"
	wordWhen = "如有"
)

// scope is where names are looked up: the row of a list, then the document.
type scope struct {
	data *Data
	list *List // nil outside of a row
	row  []string
}

// value looks a name up.
func (s scope) value(name string) (string, bool) {
	if s.list != nil {
		if i := slices.Index(s.list.Names, name); i >= 0 {
			return s.row[i], true
		}
	}
	return s.data.Value(name)
}

// knows reports whether what stands between braces is a name, in or out of its row.
func (s scope) knows(inside string) bool {
	_, name := split(inside)
	return slices.Contains(s.data.Names(), name) || slices.Contains(s.data.Names(), wordEach+" "+name)
}

// unknown refuses a name: one of a list outside of its row, or one that the form does not have.
func (s scope) unknown(text, name string) error {
	for _, l := range s.data.lists {
		if slices.Contains(l.Names, name) {
			return ErrOutsideRow.With(text + " 属于清单“" + l.Name + "”，要写在含 " + braced(wordEach+" "+l.Name) + " 的表格行里；它")
		}
	}
	return ErrPlaceholder.With(text)
}

// fill puts the values of data into one part of a template. Errors: ErrPlaceholder, ErrBroken, ErrTemplate.
func fill(part []byte, data *Data) ([]byte, error) {
	root, err := parse(part)
	if err != nil {
		return nil, ErrTemplate.With(err.Error())
	}
	if err := fillNode(root, scope{data: data}); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	root.write(&b)
	return b.Bytes(), nil
}

// fillNode fills what lies in a node: rows are repeated, paragraphs filled or left out.
func fillNode(n *node, in scope) error {
	var kept []*node
	for _, k := range n.kids {
		switch k.name {
		case "w:tr":
			rows, err := fillRow(k, in)
			if err != nil {
				return err
			}
			kept = append(kept, rows...)
		case "w:p":
			names := placeholder.MatchString(join(runs(k)))
			keep, err := fillParagraph(k, in)
			if err != nil {
				return err
			}
			switch {
			case keep && names:
				kept = append(kept, linesApart(k, n.name == "w:tc")...)
			case keep:
				kept = append(kept, k)
			case section(k): // its words go, the section stays
				k.kids = slices.DeleteFunc(k.kids, func(x *node) bool { return x.name != "w:pPr" })
				kept = append(kept, k)
			}
		default:
			if err := fillNode(k, in); err != nil {
				return err
			}
			kept = append(kept, k)
		}
	}
	// A cell ends in a paragraph, a header, footer or text box has one, or word processors call the document damaged.
	if n.name == "w:tc" && (len(kept) == 0 || kept[len(kept)-1].name != "w:p") || slices.Contains(textual, n.name) && !hasParagraph(kept) {
		kept = append(kept, &node{name: "w:p", start: []byte("<w:p/>")})
	}
	n.kids = kept
	return nil
}

// textual are the elements that hold a text of their own.
var textual = []string{"w:hdr", "w:ftr", "w:txbxContent"}

// hasParagraph reports whether a paragraph or a table stands among elements.
func hasParagraph(kids []*node) bool {
	return slices.ContainsFunc(kids, func(k *node) bool { return k.name == "w:p" || k.name == "w:tbl" })
}

// section reports whether a paragraph ends a section of the document.
func section(p *node) bool {
	return slices.ContainsFunc(p.kids, func(k *node) bool {
		return k.name == "w:pPr" && slices.ContainsFunc(k.kids, func(x *node) bool { return x.name == "w:sectPr" })
	})
}

// fillRow writes a row once, or once for each entry of the list that it names; of a list without entries a blank one.
func fillRow(row *node, in scope) ([]*node, error) {
	name, err := rowList(row)
	if err != nil {
		return nil, err
	}
	if name == "" {
		return []*node{row}, fillNode(row, in)
	}
	list, ok := in.data.List(name)
	if !ok || in.list != nil {
		return nil, ErrPlaceholder.With("{{" + wordEach + " " + name + "}}")
	}
	entries := list.Rows
	if len(entries) == 0 {
		entries = [][]string{make([]string, len(list.Names))}
	}
	var out []*node
	for _, e := range entries {
		c := row.clone()
		if err := fillNode(c, scope{in.data, list, e}); err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}

// rowList is the list that a row is repeated for, "" without one. A row that names two is refused.
func rowList(row *node) (string, error) {
	found := ""
	var look func(n *node) error
	look = func(n *node) error {
		for _, k := range n.kids {
			if k.name == "w:p" {
				for _, m := range placeholder.FindAllStringSubmatch(join(runs(k)), -1) {
					verb, name := split(m[1])
					if verb != wordEach {
						continue
					}
					if found != "" && found != name {
						return ErrTwoLists.With(found + "、" + name)
					}
					found = name
				}
			}
			if k.name != "w:tr" {
				if err := look(k); err != nil {
					return err
				}
			}
		}
		return nil
	}
	err := look(row)
	return found, err
}

// split reads what stands between the braces: a verb and a name, or a name alone.
func split(inside string) (verb, name string) {
	words := strings.Fields(strings.ReplaceAll(inside, "　", " "))
	switch {
	case len(words) == 2 && (words[0] == wordEach || words[0] == wordWhen):
		return words[0], words[1]
	case len(words) == 1:
		for _, v := range []string{wordEach, wordWhen} { // written without the space
			if rest, ok := strings.CutPrefix(words[0], v); ok && rest != "" {
				return v, rest
			}
		}
	}
	return "", strings.Join(words, " ")
}

// runs are the texts of a paragraph in order, not those of paragraphs that lie inside it (text boxes).
func runs(p *node) []*node {
	var out []*node
	for _, k := range p.kids {
		switch k.name {
		case "w:p":
		case "w:t":
			out = append(out, k)
		default:
			out = append(out, runs(k)...)
		}
	}
	return out
}

// join is the text of a paragraph.
func join(texts []*node) string {
	var b strings.Builder
	for _, t := range texts {
		b.WriteString(t.words())
	}
	return b.String()
}

// fillParagraph puts the values into a paragraph; keep is false where it is left out.
func fillParagraph(p *node, in scope) (keep bool, err error) {
	texts := runs(p)
	whole := join(texts)
	found := placeholder.FindAllStringSubmatchIndex(whole, -1)
	if rest := placeholder.ReplaceAllString(whole, " "); brace.MatchString(rest) {
		return false, ErrBroken.With(near(whole))
	} else if m := single.FindStringSubmatch(rest); m != nil && in.knows(m[1]) {
		return false, ErrBroken.With(m[0])
	}
	values := make([]string, len(found))
	keep = true
	for i, m := range found {
		verb, name := split(whole[m[2]:m[3]])
		switch verb {
		case wordEach: // its row has taken it
			if in.list == nil {
				return false, ErrOutsideRow.With(whole[m[0]:m[1]])
			}
			continue
		case wordWhen:
			value, ok := in.value(name)
			if !ok {
				return false, in.unknown(whole[m[0]:m[1]], name)
			}
			keep = keep && value != ""
			continue
		}
		value, ok := in.value(name)
		if !ok {
			return false, in.unknown(whole[m[0]:m[1]], name)
		}
		values[i] = value
	}
	if !keep {
		return false, nil
	}
	if len(found) > 0 {
		replace(texts, found, values)
	}
	return true, fillInside(p, in)
}

// fillInside fills paragraphs that lie in a paragraph: text boxes.
func fillInside(p *node, in scope) error {
	for _, k := range p.kids {
		if k.name != "w:t" && k.name != "" {
			if err := fillNode(k, in); err != nil {
				return err
			}
		}
	}
	return nil
}

// replace writes each value into the run in which its placeholder begins and takes the placeholder out of all of them.
func replace(texts []*node, found [][]int, values []string) {
	at := 0
	for _, t := range texts {
		old := t.words()
		from, to := at, at+len(old)
		at = to
		var b strings.Builder
		copied := from
		for i, m := range found {
			if m[1] <= from || m[0] >= to {
				continue
			}
			if m[0] >= from {
				b.WriteString(old[copied-from : m[0]-from])
				b.WriteString(values[i])
			}
			copied = min(m[1], to)
		}
		if copied == from && b.Len() == 0 {
			continue // nothing of a placeholder here
		}
		b.WriteString(old[copied-from:])
		t.say(clean(b.String()))
		t.start, t.end = []byte(`<w:t xml:space="preserve">`), []byte(`</w:t>`)
	}
}

// clean drops characters that no document may hold: controls other than the line break.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' {
			return ' '
		}
		if r < ' ' && r != '\n' || r == 0x7f || r == 0xfffe || r == 0xffff {
			return -1
		}
		return r
	}, s)
}

// near is the place of a broken placeholder in words.
func near(whole string) string {
	at := brace.FindStringIndex(placeholder.ReplaceAllStringFunc(whole, func(s string) string { return strings.Repeat(" ", len(s)) }))
	from := at[0]
	for n := 0; from > 0 && n < 12; n++ {
		from -= len(lastRune(whole[:from]))
	}
	to := at[1]
	for n := 0; to < len(whole) && n < 12; n++ {
		to += len(firstRune(whole[to:]))
	}
	return whole[from:to]
}

func firstRune(s string) string {
	for i := range s {
		if i > 0 {
			return s[:i]
		}
	}
	return s
}

func lastRune(s string) string {
	r := []rune(s)
	return string(r[len(r)-1:])
}
