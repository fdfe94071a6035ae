package sheet

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
)

// Field is a column that is looked for.
type Field struct {
	Key     string
	Title   string   // its usual heading
	Names   []string // other headings it goes by, the likeliest first
	Need    bool     // a heading for it must be there
	Carry   bool     // what is left empty is as in the row above, until a total or a title
	Skipped bool     // known, and not read: a running number
}

// Spec says what is looked for in a sheet.
type Spec struct {
	Fields []Field
	Mapped map[string]string // heading, as Plain has it, to key of a field; "" leaves a column out
	// Context reads what a title or the name of a sheet says for the rows below it, as values by key of a field; nil for a title that
	// says nothing of the kind.
	Context func(title string) map[string]string
	Total   string // key of the field that a total row sums
	// Enough says whether a heading has what is needed, by the keys that it has; rows below one that has not are no data. nil: all needed.
	Enough func(has func(key string) bool) bool
}

// Column is a column of a sheet with the field that it was taken for.
type Column struct {
	Place   int    // from 0
	Heading string // as it stands there, upper and lower line together
	Key     string // of a field; "" when it is none
	Rank    int    // how good the name fits: 0 mapped by hand, 1 the title, more for other names
}

// Head is a heading found in a sheet.
type Head struct {
	Sheet   string
	Row     int // the last row of it
	Columns []Column
}

// Set is by what a set of headings is recognised again.
func (h Head) Set() string {
	sum := sha256.New()
	for _, c := range h.Columns {
		sum.Write([]byte(Plain(c.Heading) + "\x00"))
	}
	return hex.EncodeToString(sum.Sum(nil)[:12])
}

// Has reports whether a column was taken for a field.
func (h Head) Has(key string) bool {
	return slices.ContainsFunc(h.Columns, func(c Column) bool { return c.Key == key })
}

// Line is a row of data: its cells by the place of their field in Spec.Fields.
type Line struct {
	Sheet string
	Row   int // of the spreadsheet, from 1
	Table int // of tables side by side, from 0
	Epoch int
	Cells []Cell
	Over  string // of a csv: what stands behind its last heading, as it does when a number has a comma and no quotes
	heads []string
}

// Heading is the heading of a field as it stands in the sheet; empty when the sheet has no such column.
func (l Line) Heading(field int) string { return l.heads[field] }

// Sum is a total row of the file.
type Sum struct {
	Sheet string
	Row   int
	Table int    // of tables side by side, from 0
	Label string // 小计, 合计
	Cell  Cell   // of Spec.Total
	Last  bool   // over the whole sheet: 合计, 总计
}

// Found is what a sheet turned out to hold.
type Found struct {
	Heads []Head
	Sums  []Sum
	Lines int
}

// headRows is how many rows with something in them may stand before the first heading.
const headRows = 60

// Scan reads one sheet: it finds headings, in one or two rows, below titles and again further down, and hands out the rows of data.
// A sheet without a heading has no lines and no Head. Errors: those of Rows, those of each.
func Scan(ctx context.Context, b *Book, sheet string, spec Spec, each func(Line) error) (Found, error) {
	s := scanner{spec: spec, sheet: sheet, epoch: b.Epoch, each: each, names: namesOf(spec), matched: map[string]name{}, csv: b.csv != nil}
	s.title(sheet)
	err := b.Rows(ctx, sheet, s.row)
	return s.found, err
}

// scanner is what has been seen of a sheet so far.
type scanner struct {
	spec    Spec
	names   map[string]name
	sheet   string
	epoch   int
	each    func(Line) error
	found   Found
	at      []int    // the column of each field; -1
	besides [][]int  // the same of tables that stand to the right under the same headings
	right   [][]Cell // last values of theirs
	starts  []int    // in which column each table begins, the first too; none: they cannot be told apart
	width   int      // columns that have a heading
	csv     bool
	heads   []string          // the heading of each field
	upper   []string          // the row of headings that was just read, for a second one below it
	off     bool              // the heading in force lacks what is needed
	prior   []string          // the row above, where it may be the upper line of headings: one of its cells names a field
	context map[string]string // what titles say
	above   []Cell            // last values of fields that carry
	before  int               // rows before the first heading
	matched map[string]name   // what texts named so far
}

// name is a field by one of its names.
type name struct{ field, rank int }

func namesOf(spec Spec) map[string]name {
	out := map[string]name{}
	for i, f := range spec.Fields {
		for rank, n := range append([]string{f.Title}, f.Names...) {
			if _, taken := out[Plain(n)]; !taken {
				out[Plain(n)] = name{i, rank + 1}
			}
		}
	}
	return out
}

// Plain is a heading as headings are compared: half-width, small letters, no white space, no unit in brackets.
func Plain(heading string) string {
	s := strings.ToLower(bare(heading))
	for _, p := range []string{"()", "[]", "【】", "<>"} {
		open, end := string([]rune(p)[0]), string([]rune(p)[1])
		if i := strings.Index(s, open); i > 0 {
			if j := strings.LastIndex(s, end); j > i {
				s = s[:i] + s[j+len(end):]
			}
		}
	}
	return strings.TrimFunc(s, func(r rune) bool { return strings.ContainsRune(":*#、,.", r) })
}

// farRank is behind the names of fields: a heading that only holds a name.
const farRank = 100

// match is the field that a heading names; -1.
func (s *scanner) match(heading string) (field, rank int) {
	n, known := s.matched[heading]
	if !known {
		n.field, n.rank = s.meant(heading)
		if len(s.matched) < 5000 {
			s.matched[heading] = n
		}
	}
	return n.field, n.rank
}

func (s *scanner) meant(heading string) (field, rank int) {
	p := Plain(heading)
	if key, mapped := s.spec.Mapped[p]; mapped {
		return slices.IndexFunc(s.spec.Fields, func(f Field) bool { return f.Key == key }), 0
	}
	if n, ok := s.names[p]; ok {
		return n.field, n.rank
	}
	field, longest := -1, 0
	if len([]rune(p)) <= 14 {
		for text, n := range s.names {
			if len(text) >= 6 && strings.Contains(p, text) && (len(text) > longest || len(text) == longest && n.field < field) {
				field, longest, rank = n.field, len(text), farRank-len(text)+n.rank
			}
		}
	}
	return field, rank
}

// row takes the next row of the sheet.
func (s *scanner) row(r Row) error {
	own, only, one := 0, -1, true
	text := ""
	for place, c := range r.Cells {
		if c.Empty() {
			continue
		}
		if text == "" {
			text = c.Text
		}
		one = one && c.Text == text
		if !c.Fill {
			own++
			only = place
		}
	}
	if own == 0 {
		return nil
	}
	if columns, known := s.heading(r); known {
		s.takeHead(r, columns)
		return nil
	}
	s.upper = nil
	s.prior = s.half(r)
	if label := s.total(r); label != "" {
		return s.sums(r, label)
	}
	switch {
	case isFoot(firstText(r)), strings.HasPrefix(firstText(r), ExampleMark):
		return nil
	case own == 1 && one && !s.lone(only):
		s.title(text)
		return nil
	case s.at == nil:
		if s.before++; s.before <= headRows {
			for _, c := range r.Cells {
				s.title(c.Text)
			}
		}
		return nil
	}
	if s.off {
		return nil
	}
	return s.line(r)
}

// half are the texts of a row that is no heading by itself and may be the upper line of one; nil when none of its cells names a field.
func (s *scanner) half(r Row) []string {
	var out []string
	found := false
	for place, c := range r.Cells {
		switch {
		case c.Empty():
			continue
		case c.Kind != Text || len(c.Text) > 120:
			return nil
		}
		for len(out) <= place {
			out = append(out, "")
		}
		out[place] = OneLine(c.Text)
		field, rank := s.match(c.Text)
		found = found || field >= 0 && rank < farRank/2
	}
	if !found || s.at != nil {
		return nil
	}
	return out
}

// lone reports whether a cell that stands alone in its row is a value without the rest, not a title: a field stands there, behind the
// first column, and it is one that is needed, or titles say nothing of what is looked for.
func (s *scanner) lone(place int) bool {
	for i, at := range s.at {
		if at == place && place > 0 && (s.spec.Context == nil || s.spec.Fields[i].Need && !s.spec.Fields[i].Carry) {
			return true
		}
	}
	return false
}

// heading reads a row as headings; known is false when it is none: too few of its cells name a field, or one of them is a number.
func (s *scanner) heading(r Row) (columns []Column, known bool) {
	for _, c := range r.Cells {
		if c.Kind == Number || c.Kind == Serial || len(c.Text) > 120 || c.figures() {
			return nil, false
		}
	}
	named, others := map[int]bool{}, 0
	for place, c := range r.Cells {
		if c.Empty() {
			continue
		}
		field, rank := s.match(c.Text)
		if field < 0 {
			if _, mapped := s.spec.Mapped[Plain(c.Text)]; !mapped && !c.Fill {
				others++
			}
			columns = append(columns, Column{Place: place, Heading: OneLine(c.Text)})
			continue
		}
		if rank < farRank/2 {
			named[field] = true
		}
		columns = append(columns, Column{place, OneLine(c.Text), s.spec.Fields[field].Key, rank})
	}
	enough := 2
	if s.upper != nil {
		enough = 1
	}
	return columns, len(named) >= enough && len(named)*2 >= others
}

// takeHead makes a row of headings the one in force; right behind another it is its lower line.
func (s *scanner) takeHead(r Row, columns []Column) {
	h := Head{Sheet: s.sheet, Row: r.No}
	width := 0
	for _, c := range columns {
		width = max(width, c.Place+1)
	}
	lower := make([]string, max(width, len(s.upper), len(s.prior)))
	for _, c := range columns {
		lower[c.Place] = c.Heading
	}
	second := s.upper != nil
	if !second {
		s.upper = s.prior
	}
	s.prior = nil
	for place, text := range lower {
		above := ""
		if place < len(s.upper) {
			above = s.upper[place]
		}
		if text == "" && above == "" {
			continue
		}
		h.Columns = append(h.Columns, s.column(place, above, text))
	}
	s.settle(&h)
	if second && len(s.found.Heads) > 0 {
		s.found.Heads[len(s.found.Heads)-1] = h
	} else {
		s.found.Heads = append(s.found.Heads, h)
		if len(s.found.Heads) > 50 {
			s.found.Heads = s.found.Heads[:50]
		}
	}
	if s.upper = nil; !second {
		s.upper = lower
	}
	s.above, s.off = nil, s.spec.Enough != nil && !s.spec.Enough(h.Has)
}

// column is the field of a column with an upper and a lower heading: the lower one names it, else both together, else the upper one.
func (s *scanner) column(place int, above, text string) Column {
	both := text
	if above != "" && above != text {
		both = above + text
	}
	for _, t := range []string{text, both, above} {
		if field, rank := s.match(t); t != "" && field >= 0 {
			return Column{place, orElse(text, above), s.spec.Fields[field].Key, rank}
		}
	}
	return Column{Place: place, Heading: orElse(text, above)}
}

func orElse(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
