package takeover

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"hash"
	"io"
	"slices"
	"strings"

	"penggai/allocation/quantity"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/sheet"
)

// Mapping is how a file is read where its own words are not known: which column is which field, which word means which of the office.
type Mapping struct {
	Columns     map[string]string `json:"columns,omitempty"`     // heading to key of a field; "" leaves the column out
	Communities map[string]string `json:"communities,omitempty"` // as the file writes it to the community of the catalogue
}

// Request asks for an import.
type Request struct {
	Kind    Kind
	Path    string
	From    io.Reader // instead of the path, where it is standard input
	Sheet   string    // only this one; empty: all that have the headings
	Mapping Mapping
}

func (q Request) open() (*sheet.Book, error) {
	if q.From != nil {
		return sheet.Read(q.From, "-")
	}
	return sheet.Open(q.Path)
}

// Unreadable reports whether an error says that the file itself cannot be read, not that the office refuses it.
func Unreadable(err error) bool {
	var r *say.Refusal
	return errors.As(err, &r) && (strings.HasPrefix(r.Code, "sheet_") || r.Code == ErrNoHeading.Code || r.Code == ErrMapping.Code)
}

// WhyNoCommunity is why a row is not taken whose community the catalogue lacks: a mapping may say which it is.
const WhyNoCommunity = "小区目录里没有这个小区"

// Reject is a row that is not taken, and why.
type Reject struct {
	Sheet  string `json:"sheet"`
	Row    int    `json:"row"`    // of the spreadsheet, from 1
	Column string `json:"column"` // the heading as it stands there
	Value  string `json:"value"`
	Why    string `json:"why"`
	Do     string `json:"do"`
}

// Item is a record of the file beside what the office has.
type Item struct {
	Sheet string
	Row   int
	Name  string   // JS-NSQ-01-1-03 南市区 1号楼 101
	Notes []string // of a new one: what is said about it; of a changed one: 面积 142.35 -> 143.00
}

// Place are the totals of a community or of the whole beside those that others say.
type Place struct {
	Name   string
	Units  int
	Area   quantity.Area
	Amount quantity.Money // of money that was paid
	Said   []string       // what the file's own totals and the policy say
	Off    bool           // they differ
}

// Preview is what an import would do.
type Preview struct {
	Kind     Kind
	File     string
	Heads    []sheet.Head
	Read     int
	New      []Item
	Changed  []Item
	Same     int
	Absent   []Item
	Rejected []Reject
	Places   []Place
	Warnings []string // what the whole import means: samples that go, rows that are read with an assumption
	Units    int      // of the rows that are taken
	Area     quantity.Area

	mapping Mapping
	passed  []string // sheets without headings
	noun    records
	early   []Reject // that came from reading alone; those of comparing are found again
	seal    string
	sum     hash.Hash // of what was found
	blind   bool      // only the seal is asked for: what is found is not kept
}

// at names a row of a file.
type at struct {
	sheet string
	row   int
}

// unread says which columns and which sheets of the file are not taken, so that nobody believes they were.
func (p *Preview) unread() (out []string) {
	var columns []string
	for _, h := range p.Heads {
		for _, c := range h.Columns {
			if c.Key == "" && !slices.Contains(columns, c.Heading) {
				columns = append(columns, c.Heading)
			}
		}
	}
	if len(columns) > 0 {
		out = append(out, "没有读取的列："+strings.Join(columns, "、"))
	}
	if len(p.passed) > 0 {
		out = append(out, "没有表头、没有读取的工作表："+strings.Join(p.passed, "、"))
	}
	return out
}

// refused are the rows that are not taken.
func (p *Preview) refused() map[at]bool {
	out := map[at]bool{}
	for _, r := range p.Rejected {
		out[at{r.Sheet, r.Row}] = true
	}
	return out
}

// found keeps an item in one of the lists and counts it.
func (p *Preview) found(list *[]Item, i Item) {
	fmt.Fprintln(p.sum, i.Row, i.Name, i.Notes)
	if !p.blind {
		*list = append(*list, i)
	}
}

// noun reads the lines of one kind.
type noun struct {
	spec func(*reading) sheet.Spec
	make func(*reading) records
	help map[string]help
}

// nouns are the kinds that can be imported.
var nouns = map[Kind]noun{}

// records are what was read of a file, ready to be compared and written.
type records interface {
	line(l sheet.Line) error // takes one line; what is wrong with it goes to reading.reject
	compare(ctx context.Context, q engine.Querier, by engine.Actor, p *Preview) error
	write(t *engine.Tx, w *writing) error
}

// reading is the work on one file.
type reading struct {
	req    Request
	book   *sheet.Book
	sheets []string // that are read
	spec   sheet.Spec
	fields map[string]int // place of a field by its key
	out    *Preview
	known  known
	bad    bool // the line that is being read was rejected
	store  Room
}

// begin opens the file, with what is known of its columns. Errors: those of sheet, ErrKind, ErrMapping.
func (s Room) begin(ctx context.Context, by engine.Actor, req Request) (*reading, error) {
	n, ok := nouns[req.Kind]
	if !ok {
		return nil, ErrKind.With(string(req.Kind))
	}
	book, err := req.open()
	if err != nil {
		return nil, err
	}
	r := &reading{
		req: req, book: book, sheets: book.Sheets, fields: map[string]int{}, store: s,
		out: &Preview{Kind: req.Kind, File: book.Name, mapping: req.Mapping, Rejected: []Reject{}},
	}
	if req.Sheet != "" && book.Sheets[0] != "" { // a csv has one without a name
		if !slices.Contains(book.Sheets, req.Sheet) {
			return nil, sheet.ErrNoSheet.Textf("没有工作表“%s”，文件里有：%s", req.Sheet, strings.Join(book.Sheets, "、"))
		}
		r.sheets = []string{req.Sheet}
	}
	if r.known, err = s.known(ctx, by); err != nil {
		return nil, err
	}
	r.spec = n.spec(r)
	for i, f := range r.spec.Fields {
		r.fields[f.Key] = i
	}
	r.out.noun = n.make(r)
	return r, r.remembered(ctx)
}

// read opens the file and reads its rows. Errors: those of begin, ErrNoHeading.
func (s Room) read(ctx context.Context, by engine.Actor, req Request, tell engine.Progress) (*Preview, error) {
	r, err := s.begin(ctx, by, req)
	if err != nil {
		return nil, err
	}
	var sums []sheet.Sum
	for _, name := range r.sheets {
		found, err := sheet.Scan(ctx, r.book, name, r.spec, func(l sheet.Line) error {
			if r.out.Read++; r.out.Read%1000 == 0 {
				tell.Tell(StageRead, int64(r.out.Read), 0)
			}
			r.bad = false
			return r.out.noun.line(l)
		})
		if err != nil {
			return nil, err
		}
		if len(found.Heads) == 0 && name != "" {
			r.out.passed = append(r.out.passed, name)
		}
		r.out.Heads, sums = append(r.out.Heads, found.Heads...), append(sums, found.Sums...)
	}
	if err := r.headings(); err != nil {
		return nil, err
	}
	r.out.early = slices.Clone(r.out.Rejected)
	r.ownTotals(sums)
	return r.out, nil
}

// The stages of an import, as progress names them.
const (
	StageRead    = "read"
	StageCompare = "compare"
	StageWrite   = "write"
)

// Stages are their words.
var Stages = map[string]string{StageRead: "读取", StageCompare: "比对", StageWrite: "写入"}

// headings refuses a file in which no sheet has what is needed.
func (r *reading) headings() error {
	var best []string
	for _, h := range r.out.Heads {
		missing := r.missing(h)
		if r.spec.Enough(h.Has) {
			return nil
		}
		if best == nil || len(missing) < len(best) {
			best = missing
		}
	}
	if best == nil {
		var titles []string
		for _, f := range r.spec.Fields {
			if f.Need || nouns[r.req.Kind].help[f.Key].need {
				titles = append(titles, f.Title)
			}
		}
		return ErrNoHeading.Textf("没有找到表头：%s至少要有 %s 列。表头不同的，请用对应关系指明", r.req.Kind.Title(), strings.Join(titles, "、")).With(r.book.Name)
	}
	return ErrNoHeading.Textf("表头缺 %s，请补上这一列，或用对应关系指明哪一列是它", strings.Join(best, "、")).With(r.book.Name)
}

// missing are the titles of needed fields that a heading lacks.
func (r *reading) missing(h sheet.Head) []string {
	var out []string
	for _, f := range r.spec.Fields {
		if f.Need && !h.Has(f.Key) {
			out = append(out, f.Title)
		}
	}
	return out
}

// cell is what a line has in a field.
func (r *reading) cell(l sheet.Line, key string) sheet.Cell { return l.Cells[r.fields[key]] }

// has reports whether the sheet of a line has a column for a field.
func (r *reading) has(l sheet.Line, key string) bool { return l.Heading(r.fields[key]) != "" }

// text is a cell as text in one line; a fault of the spreadsheet rejects the row.
func (r *reading) text(l sheet.Line, key string) string {
	c := r.cell(l, key)
	switch c.Kind {
	case sheet.Fault:
		r.reject(l, key, sheet.ErrFault.Text, sheet.Do(sheet.ErrFault))
	case sheet.Pending:
		r.reject(l, key, sheet.ErrPending.Text, sheet.Do(sheet.ErrPending))
	case sheet.Text, sheet.Number, sheet.Serial:
	}
	return sheet.OneLine(c.String())
}

// reject refuses the line once: the first thing that is wrong with it.
func (r *reading) reject(l sheet.Line, key, why, do string) {
	if r.bad {
		return
	}
	r.bad = true
	r.out.Rejected = append(r.out.Rejected, r.rejection(l, key, why, do))
}

// rejection says what is wrong with a line in a field.
func (r *reading) rejection(l sheet.Line, key, why, do string) Reject {
	i := r.fields[key]
	return Reject{Sheet: l.Sheet, Row: l.Row, Column: cmp.Or(l.Heading(i), r.spec.Fields[i].Title), Value: l.Cells[i].Text, Why: why, Do: do}
}

// refuse rejects the line by a refusal.
func (r *reading) refuse(l sheet.Line, key string, err error, do string) {
	x := r.refusal(l, key, err, do)
	r.reject(l, key, x.Why, x.Do)
}

// refusal says in the words of a refusal what is wrong with a line in a field: before its comma or colon what is wrong, behind it what
// would be right, where nothing else says it.
func (r *reading) refusal(l sheet.Line, key string, err error, do string) Reject {
	var refusal *say.Refusal
	why := err.Error()
	if errors.As(err, &refusal) {
		why = refusal.Text
	}
	if do == "" {
		do = sheet.Do(err)
	}
	switch i := strings.Index(why, "请"); {
	case do != "":
	case i > 0:
		why, do = strings.TrimRight(why[:i], "，；。、："), why[i:]
	case i == 0:
		why, do = "没有填，或填的不对", why
	default:
		do = "请核对这一格"
	}
	return r.rejection(l, key, why, do)
}

// remembered takes the mapping that was used before for the same headings; what the request says goes before it.
func (r *reading) remembered(ctx context.Context) error {
	r.spec.Mapped = map[string]string{}
	for heading, key := range r.req.Mapping.Columns {
		if key != "" && !slices.ContainsFunc(r.spec.Fields, func(f sheet.Field) bool { return f.Key == key }) {
			return ErrMapping.Textf("没有字段 %s，可用的有 %s", key, strings.Join(r.keys(), "、"))
		}
		r.spec.Mapped[sheet.Plain(heading)] = key
	}
	sets, err := r.sets(ctx)
	if err != nil || len(sets) == 0 {
		return err
	}
	list, err := engine.All(ctx, r.store.Read, func(s engine.Scanner) (m [3]string, err error) {
		err = s.Scan(&m[0], &m[1], &m[2])
		return m, err
	}, `SELECT headings, heading, field FROM takeover_heading WHERE kind = $1 ORDER BY id`, string(r.req.Kind))
	for _, m := range list {
		if _, said := r.spec.Mapped[m[1]]; !said && slices.Contains(sets, m[0]) {
			r.spec.Mapped[m[1]] = m[2]
		}
	}
	return err
}

// errSeen ends the look at the headings.
var errSeen = errors.New("headings seen")

// sets are the first headings of each sheet, as they are recognised.
func (r *reading) sets(ctx context.Context) (out []string, err error) {
	for _, name := range r.sheets {
		spec := r.spec
		spec.Enough = nil
		found, err := sheet.Scan(ctx, r.book, name, spec, func(sheet.Line) error { return errSeen })
		if err != nil && !errors.Is(err, errSeen) {
			return nil, err
		}
		for _, h := range found.Heads {
			out = append(out, h.Set())
		}
	}
	return out, nil
}

func (r *reading) keys() []string {
	var out []string
	for _, f := range r.spec.Fields {
		if !f.Skipped {
			out = append(out, f.Key)
		}
	}
	return out
}

// saidFile marks a total that stands in the file.
const saidFile = "文件自写"

// ownTotals sets the file's own totals beside what was read.
func (r *reading) ownTotals(sums []sheet.Sum) {
	for _, s := range sums {
		p := Place{Name: strings.TrimSpace(fmt.Sprintf("%s 第 %d 行 %s", s.Sheet, s.Row, s.Label)), Said: []string{saidFile}}
		var err error
		if r.spec.Total == "area" {
			p.Area, err = s.Cell.Area()
		} else {
			p.Amount, err = s.Cell.Money()
		}
		if err == nil {
			r.out.Places = append(r.out.Places, p)
		}
	}
}
