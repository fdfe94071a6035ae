package takeover

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"penggai/allocation/quantity"
	"penggai/store/engine"
	"penggai/store/sheet"
)

// column is a field that a file of a kind may have, with what a blank spreadsheet says of it.
type column struct {
	sheet.Field
	help
}

// fieldsOf are the fields of columns as a sheet looks for them.
func fieldsOf(list []column) []sheet.Field {
	out := make([]sheet.Field, len(list))
	for i, c := range list {
		out[i] = c.Field
	}
	return out
}

// helpOf says of each column what it takes; one without a word of help stands in no blank spreadsheet.
func helpOf(list []column) map[string]help {
	out := map[string]help{}
	for _, c := range list {
		if c.text != "" {
			out[c.Key] = c.help
		}
	}
	return out
}

// listing is a kind whose records stand by themselves: each row gives some, each is held against what the office has and written.
type listing[T any] struct {
	columns []column
	enough  func(has func(string) bool) bool
	total   string                             // key of the field that a total row of the file sums
	read    func(r *reading, l sheet.Line) []T // none where the row was rejected
	order   func(a, b T) int                   // in which the records are looked at; nil: as they stand
	sum     func(T) (string, quantity.Money)   // under what a record is summed, and its amount; nil: nothing is
	open    func(context.Context, engine.Querier, engine.Actor, *reading) (judge[T], error)
}

// judge holds records against one state of the data, one after another; what it takes counts for those that follow.
type judge[T any] interface {
	look(x *T) (verdict, error)
	write(t *engine.Tx, w *writing, x T) error
}

// outcome is what becomes of a record.
type outcome int

const (
	fresh outcome = iota
	changed
	same
	refused
)

// verdict is what becomes of a record, in words.
type verdict struct {
	is    outcome
	name  string
	notes []string

	key string // of a refused one: the field
	err error  // why
	do  string // what would be right; empty: what the refusal itself says
}

// no refuses a record for what stands in a field.
func no(key string, err error, do string) verdict {
	return verdict{is: refused, key: key, err: err, do: do}
}

// register makes a listing a kind that can be imported.
func register[T any](k Kind, of listing[T]) {
	nouns[k] = noun{
		spec: func(r *reading) sheet.Spec {
			return sheet.Spec{Fields: fieldsOf(of.columns), Context: r.known.context, Total: of.total, Enough: of.enough}
		},
		make: func(r *reading) records { return &rows[T]{r: r, of: of} },
		help: helpOf(of.columns),
	}
}

// rows are the records of a listing.
type rows[T any] struct {
	r     *reading
	of    listing[T]
	list  []row[T]
	judge judge[T]
}

type row[T any] struct {
	line sheet.Line
	what T
	verdict
}

func (s *rows[T]) line(l sheet.Line) error {
	for _, x := range s.of.read(s.r, l) {
		if !s.r.bad {
			s.list = append(s.list, row[T]{line: l, what: x})
		}
	}
	return nil
}

// compare looks at each record, on one state of the data.
func (s *rows[T]) compare(ctx context.Context, q engine.Querier, by engine.Actor, p *Preview) (err error) {
	if s.judge, err = s.of.open(ctx, q, by, s.r); err != nil {
		return err
	}
	if s.of.order != nil {
		slices.SortStableFunc(s.list, func(a, b row[T]) int { return s.of.order(a.what, b.what) })
	}
	bad := map[at]bool{}
	for i := range s.list {
		x := &s.list[i]
		if x.verdict, err = s.judge.look(&x.what); err != nil {
			return err
		}
		place := at{x.line.Sheet, x.line.Row}
		switch item := (Item{x.line.Sheet, x.line.Row, x.name, x.notes}); {
		case x.is == refused && !bad[place]:
			bad[place] = true
			p.Rejected = append(p.Rejected, s.r.refusal(x.line, x.key, x.err, x.do))
		case x.is == fresh:
			p.found(&p.New, item)
		case x.is == changed:
			p.found(&p.Changed, item)
		case x.is == same:
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
	if s.of.sum == nil {
		return
	}
	whole := Place{Name: "合计"}
	for _, x := range s.list {
		if x.is == refused {
			continue
		}
		name, amount := s.of.sum(x.what)
		i := slices.IndexFunc(p.Places, func(o Place) bool { return o.Name == name })
		if i < 0 {
			i, p.Places = len(p.Places), append(p.Places, Place{Name: name})
		}
		p.Places[i].Units, p.Places[i].Amount = p.Places[i].Units+1, p.Places[i].Amount+amount
		whole.Units, whole.Amount = whole.Units+1, whole.Amount+amount
	}
	slices.SortFunc(p.Places, func(a, b Place) int { return cmp.Compare(a.Name, b.Name) })
	p.Places = append(p.Places, whole)
	for _, o := range own {
		o.Off = !slices.ContainsFunc(p.Places, func(h Place) bool { return h.Amount == o.Amount })
		p.Places = append(p.Places, o)
	}
}

// write writes what is new or changed.
func (s *rows[T]) write(t *engine.Tx, w *writing) error {
	w.Whole = true
	if err := w.Keep(t, "sequence", "TRUE"); err != nil {
		return err
	}
	for i, x := range s.list {
		if x.is != fresh && x.is != changed {
			continue
		}
		if i%100 == 0 {
			w.tell.Tell(StageWrite, int64(i), int64(len(s.list)))
		}
		if err := t.Ctx.Err(); err != nil {
			return err
		}
		if err := s.judge.write(t, w, x.what); err != nil {
			return fmt.Errorf("%s 第 %d 行: %w", x.line.Sheet, x.line.Row, err)
		}
	}
	return nil
}
