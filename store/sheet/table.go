package sheet

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"penggai/allocation/quantity"
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
	Epoch int
	Cells []Cell
	heads []string
}

// Heading is the heading of a field as it stands in the sheet; empty when the sheet has no such column.
func (l Line) Heading(field int) string { return l.heads[field] }

// Sum is a total row of the file.
type Sum struct {
	Sheet string
	Row   int
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
	s := scanner{spec: spec, sheet: sheet, epoch: b.Epoch, each: each, names: namesOf(spec), matched: map[string]name{}}
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
	at      []int             // the column of each field; -1
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
	if label := total(r); label != "" {
		s.sum(r, label)
		return nil
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
// first column.
func (s *scanner) lone(place int) bool {
	for i, at := range s.at {
		if at == place && place > 0 && s.spec.Fields[i].Need && !s.spec.Fields[i].Carry {
			return true
		}
	}
	return false
}

// heading reads a row as headings; known is false when it is none: too few of its cells name a field, or one of them is a number.
func (s *scanner) heading(r Row) (columns []Column, known bool) {
	for _, c := range r.Cells {
		if c.Kind == Number || c.Kind == Serial || len(c.Text) > 120 {
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

// settle gives each field the column that names it best.
func (s *scanner) settle(h *Head) {
	s.at, s.heads = make([]int, len(s.spec.Fields)), make([]string, len(s.spec.Fields))
	for i, f := range s.spec.Fields {
		best := -1
		for k, c := range h.Columns {
			if c.Key == f.Key && (best < 0 || c.Rank < h.Columns[best].Rank) {
				best = k
			}
		}
		for k := range h.Columns {
			if h.Columns[k].Key == f.Key && k != best {
				h.Columns[k].Key = ""
			}
		}
		if s.at[i] = -1; best >= 0 && !f.Skipped {
			s.at[i], s.heads[i] = h.Columns[best].Place, h.Columns[best].Heading
		}
	}
}

// title takes what a title says for the rows below it; another value of a field ends what was said of those behind it.
func (s *scanner) title(text string) {
	if s.spec.Context == nil || text == "" {
		return
	}
	said := s.spec.Context(text)
	if len(said) == 0 {
		return
	}
	next, fresh := map[string]string{}, false
	for _, f := range s.spec.Fields {
		v, ok := said[f.Key]
		switch {
		case ok:
			fresh = fresh || f.Carry && v != s.context[f.Key]
			next[f.Key] = v
		case !fresh && s.context[f.Key] != "":
			next[f.Key] = s.context[f.Key]
		}
	}
	s.context, s.above = next, nil
}

// line hands out a row of data.
func (s *scanner) line(r Row) error {
	l := Line{Sheet: s.sheet, Row: r.No, Epoch: s.epoch, Cells: make([]Cell, len(s.spec.Fields)), heads: s.heads}
	own, filled := 0, 0
	for i, at := range s.at {
		if at < 0 || at >= len(r.Cells) {
			continue
		}
		switch l.Cells[i] = r.Cells[at]; {
		case l.Cells[i].Empty():
		case l.Cells[i].Fill:
			filled++
		case s.lone(at):
			own += 2
		default:
			own++
		}
	}
	if own == 0 || own+filled < 2 && !s.single() {
		return nil
	}
	s.carry(&l)
	s.found.Lines++
	return s.each(l)
}

// single reports whether so few fields have a column that one value is a row.
func (s *scanner) single() bool {
	n := 0
	for _, at := range s.at {
		if at >= 0 {
			n++
		}
	}
	return n <= 2
}

// carry fills in what is as above, and what a title says. A value of one field ends what the fields behind it carried: another
// community has other buildings.
func (s *scanner) carry(l *Line) {
	if s.above == nil {
		s.above = make([]Cell, len(s.spec.Fields))
	}
	for i, f := range s.spec.Fields {
		c := &l.Cells[i]
		if f.Carry && same(c.Text) {
			*c = Cell{}
		}
		switch {
		case !c.Empty():
			if f.Carry && c.Text != s.above[i].Text {
				for k := i + 1; k < len(s.above); k++ {
					s.above[k] = Cell{}
				}
			}
			if f.Carry {
				s.above[i] = *c
				s.above[i].Fill = true
			}
		case f.Carry && !s.above[i].Empty():
			*c = s.above[i]
		case s.context[f.Key] != "":
			*c = Cell{Text: s.context[f.Key], Fill: true}
		}
	}
}

// same reports whether a cell says that it is as above.
func same(text string) bool {
	switch text {
	case "〃", "″", "\"", "同上", "同左", "''", "“", "”":
		return true
	}
	return false
}

// sum keeps a total row.
func (s *scanner) sum(r Row, label string) {
	s.above = nil
	i := slices.IndexFunc(s.spec.Fields, func(f Field) bool { return f.Key == s.spec.Total })
	if i < 0 || s.off || s.at == nil || s.at[i] < 0 || s.at[i] >= len(r.Cells) || len(s.found.Sums) >= 500 {
		return
	}
	c := r.Cells[s.at[i]]
	if c.Fill || c.Text == "" {
		return
	}
	s.found.Sums = append(s.found.Sums, Sum{s.sheet, r.No, OneLine(label), c, !strings.Contains(bare(label), "小计")})
}

// firstText is the first text of a row of its own.
func firstText(r Row) string {
	for _, c := range r.Cells {
		if !c.Empty() && !c.Fill && c.Kind != Number {
			return c.Text
		}
	}
	return ""
}

// total is the label of a total row; empty when it is none.
func total(r Row) string {
	seen := 0
	for _, c := range r.Cells {
		if c.Empty() || c.Fill || c.Kind == Number {
			continue
		}
		if isTotal(c.Text) {
			return c.Text
		}
		if seen++; seen == 3 {
			break
		}
	}
	return ""
}

// isTotal reports whether a text is the label of a total: 合计, 小 计, 总计：, 南市区小计, 合计（39套）.
func isTotal(text string) bool {
	if len(text) > 60 {
		return false
	}
	t := strings.TrimRight(bare(text), ":")
	if i := strings.IndexByte(t, '('); i > 0 {
		t = t[:i]
	}
	for _, w := range []string{"合计", "小计", "总计", "共计", "累计"} {
		rest, begins := strings.CutPrefix(t, w)
		if strings.HasSuffix(t, w) || begins && strings.Trim(rest, "0123456789.,套户间处㎡平方米面积:") == "" {
			return true
		}
	}
	return false
}

// isFoot reports whether a row is one of those that stand below a table.
func isFoot(text string) bool {
	t := quantity.HalfWidth(strings.Join(strings.Fields(text), ""))
	for _, w := range []string{"制表", "填表", "填报", "审核", "复核", "审批", "负责人", "单位负责人", "经办人", "主管领导", "联系人", "联系电话", "统计人", "统计日期", "注:", "备注:", "说明:", "日期:", "打印日期", "报送", "(盖章)"} {
		if strings.HasPrefix(t, w) && (strings.Contains(t, ":") || len([]rune(t)) <= 6) {
			return true
		}
	}
	return false
}

// ColumnName is the letters of a column, from 0: A, B, AA.
func ColumnName(place int) string {
	name := ""
	for n := place + 1; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}

// ColumnPlace is the column of its letters, from 0; -1 where they are none.
func ColumnPlace(name string) int {
	column, _ := place(name + "1")
	return column
}
