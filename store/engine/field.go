package engine

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/search"
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

// kind is the kind of the field's values.
func (f Field[R]) kind() search.FieldKind {
	var row R
	switch {
	case len(f.Choices) > 0:
		return search.FieldChoice
	case f.Kind != search.FieldText || f.Match != nil || f.At == nil:
		return f.Kind
	}
	switch at := f.At(&row).(type) {
	case *civil.Date:
		return search.FieldDate
	case *quantity.Money:
		return search.FieldMoney
	case *quantity.Area:
		return search.FieldArea
	default:
		if reflect.ValueOf(at).Elem().CanInt() {
			return search.FieldCount
		}
	}
	return search.FieldText
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

// List is words that stand in one column, with spaces between them.
type List[S ~string] []S

// Words are such texts.
type Words = List[string]

// Scan reads the column.
func (l *List[S]) Scan(src any) error {
	text, ok := src.(string)
	if !ok {
		return fmt.Errorf("words in a %T", src)
	}
	*l = List[S]{}
	for _, w := range strings.Fields(text) {
		*l = append(*l, S(w))
	}
	return nil
}

// Kept is what the column keeps.
func (l *List[S]) Kept() any {
	words := make([]string, len(*l))
	for i, w := range *l {
		words[i] = string(w)
	}
	return strings.Join(words, " ")
}

// Keeper is where a field stands in a row when the column keeps it in another form; it has a Scan too.
type Keeper interface{ Kept() any }

// value is the value in a row on a day.
func (f Field[R]) value(r R, today civil.Date) any {
	if f.Of != nil {
		return f.Of(r, today)
	}
	return reflect.ValueOf(f.At(&r)).Elem().Interface()
}

// Cell is the value as a spreadsheet takes it: string, int64, allocation.Area, allocation.Money, civil.Date, bool, or nil for nothing.
func (f Field[R]) Cell(r R, today civil.Date) any {
	if f.Text != nil {
		return f.Text(r, today)
	}
	if f.Of == nil {
		if at, ok := f.At(&r).(Keeper); ok {
			return at.Kept()
		}
	}
	switch v := f.value(r, today).(type) {
	case nil, quantity.Area, quantity.Money, civil.Date, bool, string:
		return v
	case interface{ Title() string }:
		return v.Title()
	case []string:
		return strings.Join(v, " ")
	default:
		of := reflect.ValueOf(v)
		if of.Kind() == reflect.Pointer {
			if of.IsNil() {
				return nil
			}
			of = of.Elem()
		}
		if of.CanInt() {
			return of.Int()
		}
		return of.String()
	}
}

// Read is the value as people read it in a cell of a column.
func (f Field[R]) Read(r R, today civil.Date) string {
	switch v := f.Cell(r, today).(type) {
	case string:
		return v
	case int64:
		return grouped(v)
	case bool:
		if v {
			return TextYes
		}
		return TextNo
	case interface{ String() string }:
		return v.String()
	}
	return ""
}

// grouped is a whole number with thousands separators.
func grouped(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// column is the value as Column keeps it.
func (f Field[R]) column(r *R) any {
	if f.Made != nil {
		return f.Made(*r)
	}
	at := f.At(r)
	switch v := at.(type) {
	case *civil.Date:
		return *v
	case Keeper:
		return v.Kept()
	case *[]byte:
		return string(*v)
	}
	v := reflect.ValueOf(at).Elem()
	switch kind := v.Kind(); {
	case f.Null && v.IsZero():
		return nil
	case kind == reflect.Bool:
		return v.Bool()
	case kind != reflect.String:
		return v.Int()
	}
	return v.String()
}

// Field is the field with a key; a private one is not found.
func (n *Noun[R]) Field(key string) (Field[R], bool) {
	i := slices.IndexFunc(n.Fields, func(f Field[R]) bool { return f.Key == key && !f.Private })
	if i < 0 {
		return Field[R]{}, false
	}
	return n.Fields[i], true
}

// Named is the field with a key that the program itself has written.
func (n *Noun[R]) Named(key string) Field[R] {
	f, found := n.Field(key)
	if !found {
		panic("no field " + key + " of " + n.Table)
	}
	return f
}

// Word is what people call the field with a key.
func (n *Noun[R]) Word(key string) string { return n.Named(key).Title }

// WriteJSON writes rows as one array of objects with the fields of these keys, as they stand on a day.
func (n *Noun[R]) WriteJSON(w io.Writer, today civil.Date, rows []R, keys ...string) error {
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
	for i, r := range rows {
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteByte('{')
		for k, key := range keys {
			f, _ := n.Field(key)
			if k > 0 {
				out.WriteByte(',')
			}
			if err := put(cmp.Or(f.JSON, f.Key), ":"); err != nil {
				return err
			}
			if err := put(f.value(r, today), ""); err != nil {
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
		out[i] = Field[R]{
			Key: f.Key, JSON: f.JSON, Title: f.Title, Head: f.Head, Unit: f.Unit, Kind: f.Kind, Column: f.Column, Expr: f.Expr, Null: f.Null, Sets: f.Sets,
			Sorts: f.Sorts, Sort: f.Sort, Then: f.Then, Sums: f.Sums, Filters: f.Filters, Choices: f.Choices, Match: f.Match, Where: f.Where, Ask: f.Ask,
			Within: f.Within, Implies: f.Implies, Hides: f.Hides, Plain: f.Plain, Private: f.Private,
		}
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
			At: f.At, Of: f.Of, Text: f.Text, Private: f.Private,
		}
	}
	return Part(fields, at)
}
