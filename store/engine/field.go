package engine

import (
	"bytes"
	"cmp"
	"encoding/json"
	"io"
	"slices"
	"strings"

	"penggai/allocation/civil"
	"penggai/allocation/search"
	"penggai/store/engine/value"
)

// Field says everything of one field of a noun whose rows are R: where it stands in the database and in a row, what people
// call it, how it reads, and what a list may do with it. Filters, orders, sums, columns of a screen, files and the
// statements that read and write a record all come from it. In its SQL {today} stands for the day on which it is asked.
type Field[R any] struct {
	Key   string           // in filters, orders and files; one of its own in each noun
	JSON  string           // key in JSON, where that is not Key
	Title string           // what a filter calls it: 状态; the heading of its column too, where Head is empty
	Head  string           // heading of its column without the unit
	Unit  string           // of its numbers, behind the heading: 元
	Kind  search.FieldKind // where it follows neither from At nor from Choices or Match

	Column string                     // of the noun's own table; with At it is inserted
	Expr   string                     // what it is in SQL, where that is no such column
	Null   bool                       // an empty text or a zero stands as NULL in Column
	Made   func(R) any                // what Column keeps, where that is worked out of the row; it is not read
	Sets   bool                       // Column may change in the life of a record
	At     func(*R) any               // where it stands in a row, a pointer; nil: a row does not hold it
	Of     func(R, civil.Date) any    // its value on a day, where that is not what stands At
	Text   func(R, civil.Date) string // how it reads, where that is not the text of its value

	Past  bool   // a day behind the last one of something: people read the last one, programs the day behind it
	Sorts bool   // the list can be ordered by it
	Sort  string // by this expression instead
	Then  string // and by this one where two rows are the same
	Sums  bool   // the head of the list has its sum

	Filters int                          // place among the fields that a filter may name, as people read them; 0: none of them
	Choices []search.Choice              // the values that it can have, with their words
	Match   TextMatch                    // finds words in it
	Where   string                       // what a filter compares, where that is not what is read
	Ask     Ask                          // reads what a filter compares
	Within  string                       // where the condition on it stands, as %s; empty: by itself
	Implies func(values []string) string // what holds for every row with one of the values of a choice, for the sake of an index
	Hides   search.Choice                // rows with this value are listed only when the filter names it
	Plain   int                          // place among the fields that a plain word searches, the cheapest first; 0: none of them

	Private bool // personal: no column and no file has it
}

// fact makes out the field without its place in a row; what stands there in a row of nothing says of what kind it is.
func (f *Field[R]) fact(none *R, out *fact) {
	*out = bare[struct{}](*f)
	if f.At != nil {
		place := f.At(none)
		out.At = func(*struct{}) any { return place }
	}
	if f.Made != nil {
		out.Made = func(struct{}) any { return nil }
	}
}

// bare is the field without what reads a row, for rows of another type.
func bare[R, T any](f Field[T]) Field[R] {
	return Field[R]{
		Key: f.Key, JSON: f.JSON, Title: f.Title, Head: f.Head, Unit: f.Unit, Kind: f.Kind, Column: f.Column, Expr: f.Expr, Null: f.Null, Sets: f.Sets,
		Past: f.Past, Sorts: f.Sorts, Sort: f.Sort, Then: f.Then, Sums: f.Sums, Filters: f.Filters, Choices: f.Choices, Match: f.Match, Where: f.Where, Ask: f.Ask,
		Within: f.Within, Implies: f.Implies, Hides: f.Hides, Plain: f.Plain, Private: f.Private,
	}
}

// kind is the kind of the field's values.
func (f Field[R]) kind() search.FieldKind {
	switch {
	case len(f.Choices) > 0:
		return search.FieldChoice
	case f.Kind != search.FieldText || f.Match != nil || f.At == nil:
		return f.Kind
	}
	return value.KindOf(f.At(new(R)))
}

// IsNumber reports whether its values are numbers, which stand at the right of a column.
func (f Field[R]) IsNumber() bool {
	k := f.kind()
	return k == search.FieldCount || k == search.FieldArea || k == search.FieldMoney
}

// Heading is the title of its column: 应缴 元.
func (f Field[R]) Heading() string {
	return strings.TrimSpace(cmp.Or(f.Head, f.Title) + " " + f.Unit)
}

// CanSort reports whether the list can be ordered by it.
func (f Field[R]) CanSort() bool { return f.Sorts || f.Sort != "" }

// order are the expressions that the list is ordered by.
func (f Field[R]) order() []string {
	if f.Then != "" {
		return []string{cmp.Or(f.Sort, f.Expr), f.Then}
	}
	return []string{cmp.Or(f.Sort, f.Expr)}
}

// value is the value in a row on a day.
func (f Field[R]) value(r R, today civil.Date) any {
	if f.Of != nil {
		return f.Of(r, today)
	}
	return value.At(f.At(&r))
}

// Cell is the value as a spreadsheet takes it: string, int64, allocation.Area, allocation.Money, civil.Date, bool, or nil for nothing.
func (f Field[R]) Cell(r R, today civil.Date) any {
	if f.Text != nil {
		return f.Text(r, today)
	}
	var cell any
	if f.Of != nil {
		cell = value.Cell(f.Of(r, today))
	} else {
		cell = value.CellAt(f.At(&r))
	}
	if day, ok := cell.(civil.Date); ok && f.Past && !day.IsZero() {
		return day.AddDays(-1)
	}
	return cell
}

// Read is the value as people read it in a cell of a column.
func (f Field[R]) Read(r R, today civil.Date) string { return value.Read(f.Cell(r, today)) }

// column is the value as Column keeps it.
func (f Field[R]) column(r *R) any {
	if f.Made != nil {
		return f.Made(*r)
	}
	return value.Column(f.At(r), f.Null)
}

// at is the place of the field with a key, -1 when there is none; a private one is not found.
func (n *statements) at(key string) int {
	return slices.IndexFunc(n.facts, func(f fact) bool { return f.Key == key && !f.Private })
}

// named is the place of a field that the program itself has written.
func (n *statements) named(key string) int {
	i := n.at(key)
	if i < 0 {
		panic("no field " + key + " of " + n.Table)
	}
	return i
}

// Field is the field with a key; a private one is not found.
func (n *Noun[R]) Field(key string) (f Field[R], found bool) {
	if i := n.at(key); i >= 0 {
		return n.Fields[i], true
	}
	return f, false
}

// Named is the field with a key that the program itself has written.
func (n *Noun[R]) Named(key string) Field[R] { return n.Fields[n.named(key)] }

// Word is what people call the field with a key.
func (n *statements) Word(key string) string { return n.facts[n.named(key)].Title }

// WriteJSON writes rows as one array of objects with the fields of these keys, as they stand on a day.
func (n *Noun[R]) WriteJSON(w io.Writer, today civil.Date, rows []R, keys ...string) error {
	return n.writeJSON(w, len(rows), keys, func(row, field int) any { return n.Fields[field].value(rows[row], today) })
}

func (n *statements) writeJSON(w io.Writer, rows int, keys []string, of func(row, field int) any) error {
	var out bytes.Buffer
	values := json.NewEncoder(&out)
	values.SetEscapeHTML(false)
	put := func(v any, end string) error {
		if err := values.Encode(v); err != nil {
			return err
		}
		out.Truncate(out.Len() - 1) // the line's end
		out.WriteString(end)
		return nil
	}
	out.WriteByte('[')
	for row := range rows {
		if row > 0 {
			out.WriteByte(',')
		}
		out.WriteByte('{')
		for k, key := range keys {
			i := n.named(key)
			if k > 0 {
				out.WriteByte(',')
			}
			if err := put(cmp.Or(n.facts[i].JSON, key), ":"); err != nil {
				return err
			}
			if err := put(of(row, i), ""); err != nil {
				return err
			}
		}
		out.WriteByte('}')
	}
	out.WriteString("]\n")
	_, err := w.Write(out.Bytes())
	return err
}

// Part takes the fields of a record into the table of a row that holds it.
func Part[R, T any](fields []Field[T], at func(*R) *T) []Field[R] {
	out := make([]Field[R], len(fields))
	for i, f := range fields {
		out[i] = bare[R](f)
		if f.At != nil {
			out[i].At = func(r *R) any { return f.At(at(r)) }
		}
		if f.Made != nil {
			out[i].Made = func(r R) any { return f.Made(*at(&r)) }
		}
		if f.Of != nil {
			out[i].Of = func(r R, today civil.Date) any { return f.Of(*at(&r), today) }
		}
		if f.Text != nil {
			out[i].Text = func(r R, today civil.Date) string { return f.Text(*at(&r), today) }
		}
	}
	return out
}

// Joined takes what is read of a record into the table of a row to which it is joined: number of contract is contract.number.
// A list neither orders nor filters by it.
func Joined[R, T any](of *Noun[T], name string, at func(*R) *T) []Field[R] {
	fields := make([]Field[T], len(of.Fields))
	for i, f := range of.Fields {
		fields[i] = Field[T]{
			Key: name + "." + f.Key, JSON: cmp.Or(f.JSON, f.Key), Title: f.Title, Head: f.Head, Unit: f.Unit, Kind: f.kind(), Expr: f.Expr,
			Past: f.Past, At: f.At, Of: f.Of, Text: f.Text, Private: f.Private,
		}
	}
	return Part(fields, at)
}
