// Package value knows what stands in one place of a row: of what kind it is, and how it reads as text, in a spreadsheet and in a
// column of the database. Fields of nouns are made of it; it knows neither rows nor statements.
package value

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
	"penggai/allocation/search"
)

// KindOf is the kind of what a pointer points at.
func KindOf(at any) search.FieldKind {
	switch at := at.(type) {
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

// CellAt is the cell of what a pointer points at.
func CellAt(at any) any {
	if keeper, ok := at.(Keeper); ok {
		return keeper.Kept()
	}
	return Cell(At(at))
}

// Bool reports whether a pointer points at yes or no.
func Bool(at any) bool { return reflect.ValueOf(at).Elem().Kind() == reflect.Bool }

// At is what a pointer points at.
func At(at any) any { return reflect.ValueOf(at).Elem().Interface() }

// Cell is a value as a spreadsheet takes it: string, int64, quantity.Area, quantity.Money, civil.Date, bool, or nil for nothing.
func Cell(v any) any {
	switch v := v.(type) {
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

// Read is a cell as people read it in a column.
func Read(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case int64:
		return grouped(v)
	case bool:
		if v {
			return say.Yes
		}
		return say.No
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

// Column is what a column keeps of what a pointer points at.
func Column(at any, null bool) any {
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
	case null && v.IsZero():
		return nil
	case kind == reflect.Bool:
		return v.Bool()
	case kind != reflect.String:
		return v.Int()
	}
	return v.String()
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

func (*List[S]) list() {}

// IsList reports whether a place in a row holds a list of words.
func IsList(at any) bool {
	_, is := at.(interface{ list() })
	return is
}

// Keeper is where a field stands in a row when the column keeps it in another form; it has a Scan too.
type Keeper interface{ Kept() any }
