package report

import (
	"strings"

	"penggai/allocation/civil"
	"penggai/allocation/quantity"
)

// Value is one cell: a text, a whole number in the unit of its column, or nothing.
type Value struct {
	text   string
	number int64
	is     int8 // 0 nothing, 1 text, 2 number
	own    int8 // of a number: its kind and one, where that is not the kind of its column; else 0
	change bool // of a number: by how much something differs; it shows its sign
}

// Str is a cell of words.
func Str(s string) Value { return Value{text: s, is: 1} }

// Num is a cell with a number in the unit of its column.
func Num[N ~int | ~int64](n N) Value { return Value{number: int64(n), is: 2} }

// Of is a number of a kind of its own, whatever the others of its column are.
func Of(n int64, k Kind) Value { return Value{number: n, is: 2, own: int8(k) + 1} }

// Differs is the value as by how much something differs.
func (v Value) Differs() Value { v.change = true; return v }

// kind is its own kind, else that of its column.
func (v Value) kind(column Kind) Kind {
	if v.own > 0 {
		return Kind(v.own - 1)
	}
	return column
}

// Day is a cell with a day; no day is nothing.
func Day(d civil.Date) Value {
	if d.IsZero() {
		return Value{}
	}
	return Str(d.String())
}

// Null reports whether there is nothing in the cell.
func (v Value) Null() bool { return v.is == 0 }

// Int is the number, 0 when there is none.
func (v Value) Int() int64 { return v.number }

// Show is the cell as people read it: areas in ㎡, money in 元, ratios in %, all with thousands separators.
func (v Value) Show(k Kind) string {
	switch {
	case v.is == 1:
		return v.text
	case v.is == 0:
		return ""
	}
	text := v.digits(k)
	if v.change && v.number > 0 {
		return "+" + text
	}
	return text
}

// digits are the number as people read it.
func (v Value) digits(k Kind) string {
	switch v.kind(k) {
	case Area:
		return quantity.Area(v.number).String()
	case Money:
		return quantity.Money(v.number).String()
	case Permille:
		return quantity.Permille(v.number).String()
	case Myriad:
		return quantity.Money(v.number).Wan()
	case Text, Count:
	}
	whole, _, _ := strings.Cut(quantity.Area(v.number*100).String(), ".")
	return whole
}

// Plain is the cell for a spreadsheet: the same figures without separators and signs.
func (v Value) Plain(k Kind) string {
	if v.is == 2 {
		return strings.NewReplacer(",", "", "%", "").Replace(v.digits(k))
	}
	return v.Show(k)
}
