package report

import (
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/store/engine"
)

// fieldColumns are the columns of a report whose rows are those of a noun; only fields that lists sum are summed.
func fieldColumns[R any](n *engine.Noun[R], keys []string) []Column {
	out := make([]Column, len(keys))
	var row R
	for i, key := range keys {
		f := n.Named(key)
		out[i] = Column{Key: key, Title: f.Title, Unit: f.Unit}
		switch f.Cell(row, civil.Date{}).(type) {
		case int64:
			out[i].Kind = Count
		case quantity.Area:
			out[i].Kind = Area
		case quantity.Money:
			out[i].Kind = Money
		}
		if out[i].Kind != Text && !f.Sums {
			out[i] = out[i].as(own)
		}
	}
	return out
}

// fieldCells are the cells of a row of the noun.
func fieldCells[R any](n *engine.Noun[R], keys []string, row R, day civil.Date) []Value {
	out := make([]Value, len(keys))
	for i, key := range keys {
		switch v := n.Named(key).Cell(row, day).(type) {
		case string:
			out[i] = Str(v)
		case int64:
			out[i] = Num(v)
		case quantity.Area:
			out[i] = Num(v)
		case quantity.Money:
			out[i] = Num(v)
		case civil.Date:
			out[i] = Day(v)
		}
	}
	return out
}
