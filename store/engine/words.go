package engine

import (
	"cmp"

	"penggai/allocation/search"
)

// nounWords are what people call a table and its columns.
type nounWords struct {
	title   string
	columns map[string]string
}

// words are those of every noun, by its table. NewNoun enters them while the packages of the program start.
var words map[string]nounWords

// learn enters the words of a noun.
func (n *Noun[R]) learn() {
	if words == nil { // the log of this package is a noun too
		words = map[string]nounWords{}
	}
	of := words[n.Table]
	if of.columns == nil {
		of.columns = map[string]string{}
	}
	of.title = cmp.Or(of.title, n.Title)
	for _, f := range n.Fields {
		if f.Column != "" && f.Title != "" {
			of.columns[f.Column] = f.Title + f.keptIn()
		}
	}
	words[n.Table] = of
}

// keptIn is the unit in which the column keeps its numbers.
func (f Field[R]) keptIn() string {
	switch f.kind() {
	case search.FieldMoney:
		return " 分"
	case search.FieldArea:
		return " 0.01㎡"
	default:
		return ""
	}
}

// TableTitle is what people call a table; empty where it has no noun.
func TableTitle(table string) string { return words[table].title }

// ColumnTitle is what people call a column, with the unit of what it keeps; empty where no field of a noun stands in it.
func ColumnTitle(table, column string) string { return words[table].columns[column] }
