package ledger

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"penggai/store/engine"
	"penggai/store/sheet"
)

// Reading is the work on one file.
type Reading struct {
	Req    Request
	of     Noun
	book   *sheet.Book
	sheets []string // that are read
	Spec   sheet.Spec
	Fields map[string]int // place of a field by its key
	Out    *Preview
	Known  known
	Bad    bool // the line that is being read was rejected
	Store  *engine.Store
}

// Begin opens the file, with what is known of its columns. Errors: those of sheet, ErrMapping.
func Begin(ctx context.Context, s *engine.Store, by engine.Actor, of Noun, req Request) (*Reading, error) {
	book, err := req.open()
	if err != nil {
		return nil, err
	}
	r := &Reading{
		Req: req, of: of, book: book, sheets: book.Sheets, Fields: map[string]int{}, Store: s,
		Out: &Preview{Kind: req.Kind, File: book.Name, Mapping: req.Mapping, Rejected: []Reject{}},
	}
	if req.Sheet != "" && book.Sheets[0] != "" { // a csv has one without a name
		if !slices.Contains(book.Sheets, req.Sheet) {
			return nil, sheet.ErrNoSheet.Textf("没有工作表“%s”，文件里有：%s", req.Sheet, strings.Join(book.Sheets, "、"))
		}
		r.sheets = []string{req.Sheet}
	}
	if r.Known, err = ReadKnown(ctx, s, by); err != nil {
		return nil, err
	}
	r.Spec = of.Spec(r)
	for i, f := range r.Spec.Fields {
		r.Fields[f.Key] = i
	}
	r.Out.Noun = of.Make(r)
	return r, r.remembered(ctx)
}

// Read reads the rows. Errors: those of sheet, ErrNoHeading.
func (r *Reading) Read(ctx context.Context, tell engine.Progress) (*Preview, error) {
	var sums []sheet.Sum
	for _, name := range r.sheets {
		found, err := sheet.Scan(ctx, r.book, name, r.Spec, func(l sheet.Line) error {
			if r.Out.Read++; r.Out.Read%1000 == 0 {
				tell.Tell(StageRead, int64(r.Out.Read), 0)
			}
			if r.Bad = false; l.Over != "" {
				r.surplus(l)
				return nil
			}
			return r.Out.Noun.Line(l)
		})
		if err != nil {
			return nil, err
		}
		if len(found.Heads) == 0 && name != "" {
			r.Out.passed = append(r.Out.passed, name)
		}
		r.Out.Heads, sums = append(r.Out.Heads, found.Heads...), append(sums, found.Sums...)
	}
	if err := r.headings(); err != nil {
		return nil, err
	}
	r.Out.early = slices.Clone(r.Out.Rejected)
	r.ownTotals(sums)
	return r.Out, nil
}

// surplus rejects a row that has more cells than there are headings: what stands in them would be taken for something else.
func (r *Reading) surplus(l sheet.Line) {
	r.Out.Rejected = append(r.Out.Rejected, Reject{
		Sheet: l.Sheet, Row: l.Row, Column: "（表头之外）", Value: l.Over, Why: "这一行比表头多出一格，后面的列错了位", Do: "多半是数字里有逗号而没有引号：去掉逗号，或另存为 xlsx 再导入",
	})
}

// headings refuses a file in which no sheet has what is needed.
func (r *Reading) headings() error {
	var best []string
	for _, h := range r.Out.Heads {
		missing := r.missing(h)
		if r.Spec.Enough(h.Has) {
			return nil
		}
		if best == nil || len(missing) < len(best) {
			best = missing
		}
	}
	if best == nil {
		var titles []string
		for _, f := range r.Spec.Fields {
			if f.Need || r.of.Help[f.Key].Need {
				titles = append(titles, f.Title)
			}
		}
		return ErrNoHeading.Textf("没有找到表头：%s至少要有 %s 列。表头不同的，请用对应关系指明", r.Req.Kind.Title(), strings.Join(titles, "、")).With(r.book.Name)
	}
	return ErrNoHeading.Textf("表头缺 %s，请补上这一列，或用对应关系指明哪一列是它", strings.Join(best, "、")).With(r.book.Name)
}

// missing are the titles of needed fields that a heading lacks.
func (r *Reading) missing(h sheet.Head) []string {
	var out []string
	for _, f := range r.Spec.Fields {
		if f.Need && !h.Has(f.Key) {
			out = append(out, f.Title)
		}
	}
	return out
}

// remembered takes the mapping that was used before for the same headings; what the request says goes before it.
func (r *Reading) remembered(ctx context.Context) error {
	r.Spec.Mapped = map[string]string{}
	for heading, key := range r.Req.Mapping.Columns {
		if key != "" && !slices.ContainsFunc(r.Spec.Fields, func(f sheet.Field) bool { return f.Key == key }) {
			return ErrMapping.Textf("没有字段 %s，可用的有 %s", key, strings.Join(r.keys(), "、"))
		}
		r.Spec.Mapped[sheet.Plain(heading)] = key
	}
	sets, err := r.sets(ctx)
	if err != nil || len(sets) == 0 {
		return err
	}
	list, err := engine.All(ctx, r.Store.Read, func(s engine.Scanner) (m [3]string, err error) {
		err = s.Scan(&m[0], &m[1], &m[2])
		return m, err
	}, `SELECT headings, heading, field FROM takeover_heading WHERE kind = $1 ORDER BY id`, string(r.Req.Kind))
	for _, m := range list {
		if _, said := r.Spec.Mapped[m[1]]; !said && slices.Contains(sets, m[0]) {
			r.Spec.Mapped[m[1]] = m[2]
		}
	}
	return err
}

// errSeen ends the look at the headings.
var errSeen = errors.New("headings seen")

// sets are the first headings of each sheet, as they are recognised.
func (r *Reading) sets(ctx context.Context) (out []string, err error) {
	for _, name := range r.sheets {
		spec := r.Spec
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

func (r *Reading) keys() []string {
	var out []string
	for _, f := range r.Spec.Fields {
		if !f.Skipped {
			out = append(out, f.Key)
		}
	}
	return out
}

// saidFile marks a total that stands in the file.
const saidFile = "文件自写"

// ownTotals sets the file's own totals beside what was read.
func (r *Reading) ownTotals(sums []sheet.Sum) {
	for _, s := range sums {
		p := Place{Name: strings.TrimSpace(fmt.Sprintf("%s 第 %d 行 %s", s.Sheet, s.Row, sheet.Compact(s.Label))), Said: []string{saidFile}, At: At{Sheet: s.Sheet, Row: s.Row}, Table: s.Table}
		var err error
		if r.Spec.Total == "area" {
			p.Area, err = s.Cell.Area()
		} else {
			p.Amount, err = s.Cell.Money()
		}
		if err == nil {
			r.Out.Places = append(r.Out.Places, p)
		}
	}
}
