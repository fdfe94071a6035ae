package ledger

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"penggai/allocation/quantity"
	"penggai/store/engine"
	"penggai/store/sheet"
)

// Listing is a kind whose records stand by themselves: each row gives some, each is held against what the office has and written.
type Listing[T any] struct {
	Columns []Field
	Enough  func(has func(string) bool) bool
	Total   string                             // key of the field that a total row of the file sums
	Read    func(r *Reading, l sheet.Line) []T // none where the row was rejected
	Order   func(a, b T) int                   // in which the records are looked at; nil: as they stand
	Sum     func(T) (string, quantity.Money)   // under what a record is summed, and its amount; nil: nothing is
	Open    func(context.Context, engine.Querier, engine.Actor, *Reading) (Judge[T], error)
}

// Judge holds records against one state of the data, one after another; what it takes counts for those that follow.
type Judge[T any] interface {
	Look(x *T) (Verdict, error)
	Write(t *engine.Tx, w *Writing, x T) error
}

// outcome is what becomes of a record.
type outcome int

const (
	fresh outcome = iota
	Changed
	Same
	Refused
)

// Verdict is what becomes of a record, in words.
type Verdict struct {
	Is    outcome
	Name  string
	Notes []string

	Key string // of a refused one: the field
	Err error  // why
	Do  string // what would be right; empty: what the refusal itself says
}

// No refuses a record for what stands in a field.
func No(key string, err error, do string) Verdict {
	return Verdict{Is: Refused, Key: key, Err: err, Do: do}
}

// Noun makes a listing a kind that can be imported.
func (of Listing[T]) Noun() Noun {
	return Noun{
		Spec: func(r *Reading) sheet.Spec {
			return sheet.Spec{Fields: fieldsOf(of.Columns), Context: r.Known.Context, Total: of.Total, Enough: of.Enough}
		},
		Make: func(r *Reading) Records { return &rows[T]{r: r, of: of} },
		Help: helpOf(of.Columns),
	}
}

// rows are the records of a listing.
type rows[T any] struct {
	r     *Reading
	of    Listing[T]
	list  []row[T]
	judge Judge[T]
}

type row[T any] struct {
	line sheet.Line
	what T
	Verdict
}

func (s *rows[T]) Line(l sheet.Line) error {
	for _, x := range s.of.Read(s.r, l) {
		if !s.r.Bad {
			s.list = append(s.list, row[T]{line: l, what: x})
		}
	}
	return nil
}

// Compare looks at each record, on one state of the data.
func (s *rows[T]) Compare(ctx context.Context, q engine.Querier, by engine.Actor, p *Preview) (err error) {
	if s.judge, err = s.of.Open(ctx, q, by, s.r); err != nil {
		return err
	}
	if s.of.Order != nil {
		slices.SortStableFunc(s.list, func(a, b row[T]) int { return s.of.Order(a.what, b.what) })
	}
	bad := map[At]bool{}
	for i := range s.list {
		x := &s.list[i]
		if x.Verdict, err = s.judge.Look(&x.what); err != nil {
			return err
		}
		place := At{x.line.Sheet, x.line.Row}
		switch item := (Item{x.line.Sheet, x.line.Row, x.Name, x.Notes}); {
		case x.Is == Refused && !bad[place]:
			bad[place] = true
			p.Rejected = append(p.Rejected, s.r.Refusal(x.line, x.Key, x.Err, x.Do))
		case x.Is == fresh:
			p.Found(&p.New, item)
		case x.Is == Changed:
			p.Found(&p.Changed, item)
		case x.Is == Same:
			p.Same++
		}
	}
	byRow := func(a, b Item) int { return cmp.Or(cmp.Compare(a.Sheet, b.Sheet), a.Row-b.Row) }
	slices.SortStableFunc(p.New, byRow)
	slices.SortStableFunc(p.Changed, byRow)
	s.totals(p)
	return nil
}

// totals sums what is taken, beside the file's own totals.
func (s *rows[T]) totals(p *Preview) {
	own := p.Places
	p.Places = nil
	if s.of.Sum == nil {
		return
	}
	whole := Place{Name: "合计"}
	var counted []Counted
	for _, x := range s.list {
		if x.Is == Refused {
			continue
		}
		name, amount := s.of.Sum(x.what)
		i := slices.IndexFunc(p.Places, func(o Place) bool { return o.Name == name })
		if i < 0 {
			i, p.Places = len(p.Places), append(p.Places, Place{Name: name})
		}
		p.Places[i].Units, p.Places[i].Amount = p.Places[i].Units+1, p.Places[i].Amount+amount
		whole.Units, whole.Amount = whole.Units+1, whole.Amount+amount
		counted = append(counted, Counted{At{x.line.Sheet, x.line.Row}, x.line.Table, int64(amount)})
	}
	slices.SortFunc(p.Places, func(a, b Place) int { return cmp.Compare(a.Name, b.Name) })
	p.Places = append(p.Places, whole)
	CheckTotals(own, func(p Place) int64 { return int64(p.Amount) }, p.Places, counted)
	p.Places = append(p.Places, own...)
}

// Write writes what is new or changed.
func (s *rows[T]) Write(t *engine.Tx, w *Writing) error {
	w.Whole = true
	if err := w.Keep(t, "sequence", "TRUE"); err != nil {
		return err
	}
	for i, x := range s.list {
		if x.Is != fresh && x.Is != Changed {
			continue
		}
		if i%100 == 0 {
			w.Tell.Tell(StageWrite, int64(i), int64(len(s.list)))
		}
		if err := t.Ctx.Err(); err != nil {
			return err
		}
		if err := s.judge.Write(t, w, x.what); err != nil {
			return fmt.Errorf("%s 第 %d 行: %w", x.line.Sheet, x.line.Row, err)
		}
	}
	return nil
}
