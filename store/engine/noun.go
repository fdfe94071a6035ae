package engine

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/search"
	"penggai/store/engine/value"
)

// Noun is what the program lists, reads and writes as rows R: the tables that they come from and the table of their fields.
// NewNoun makes it ready.
type Noun[R any] struct {
	Title    string               // what people call its table; empty: the table has another noun that says so
	From     string               // " FROM the noun's own table and its alias", and the tables joined to it
	Key      string               // what names a row to lists (ListQuery.Find); empty: its id
	District string               // of a row; empty: every account sees every row
	Shared   bool                 // rows without a district are everybody's: those of the whole city
	Order    []Order              // of the list, before the id, the latest first; empty: by the id alone
	Done     func(*R, civil.Date) // works out what a row of a list holds beside what was read, on a day
	Groups   string               // key of the choice by whose values the head of the list is divided too; empty: it is not
	Source   Source               // where what is listed depends on who asks
	Reads    Reads[R]             // what else is read of rows
	Fields   []Field[R]           // "id" and "version" among them where it is written

	statements
	scanned []func(*R) any // where in a row stands what is read
}

// statements are what a noun is made of in SQL. They do not know the type of its rows, so that what works on them is compiled
// once and not once more for each noun.
type statements struct {
	Table           string
	Columns, Insert string // SELECT and the columns of a row; the INSERT of a record
	Heads           string // SELECT and what stands in the head of the list: the rows and the sums
	Sorts           map[string][]string

	alias, id string
	facts     []fact
	group     fact   // that of Noun.Groups
	groupBy   string // behind the statement of the head
	summed    []string
	filter    filterColumns
	asked     asked
}

// asked are the parts of a noun that its questions are made of.
type asked struct {
	title, from, key, district string
	shared                     bool
	order                      []Order
	source                     Source
}

// fact is what a field says of itself, without its place in a row.
type fact = Field[struct{}]

// Source says which tables stand before those of From, "(…) d CROSS JOIN ", with the condition that joins them.
type Source func(ctx context.Context, q Querier, b *Binder, by Actor, today civil.Date) (tables, cond string, err error)

// Reads reads into rows what stands in tables of its own.
type Reads[R any] func(ctx context.Context, q Querier, rows []R) error

// NewNoun works out of a noun what its statements are made of.
func NewNoun[R any](n Noun[R]) *Noun[R] {
	n.asked = asked{n.Title, n.From, n.Key, n.District, n.Shared, n.Order, n.Source}
	n.facts = make([]fact, len(n.Fields))
	none := new(R) // tells of each field of what kind it is
	for i := range n.Fields {
		n.Fields[i].fact(none, &n.facts[i])
	}
	n.work(n.Groups)
	n.scanned = make([]func(*R) any, 0, len(n.Fields))
	for i := range n.Fields {
		f := &n.Fields[i]
		f.Expr = n.facts[i].Expr
		if f.At != nil {
			n.scanned = append(n.scanned, f.At)
		}
	}
	return &n
}

// work makes the statements; groups is Noun.Groups.
func (n *statements) work(groups string) {
	words := strings.Fields(n.asked.from)
	n.Table, n.alias = words[1], words[2]
	n.id = n.alias + ".id"
	n.filter = filterColumns{District: n.asked.district, Column: map[string]filterColumn{}}
	n.Sorts = map[string][]string{}
	n.Heads = "SELECT count(*)"
	var columns, kept, places []string
	for i := range n.facts {
		f := &n.facts[i]
		if f.Expr == "" && f.Column != "" {
			f.Expr = n.alias + "." + f.Column
			switch {
			case f.Null && f.IsNumber():
				f.Expr = "coalesce(" + f.Expr + ", 0)"
			case f.Null:
				f.Expr = "coalesce(" + f.Expr + ", '')"
			}
		}
		if f.At != nil {
			columns = append(columns, f.Expr)
		}
		if f.stored() {
			kept, places = append(kept, f.Column), append(places, "$"+strconv.Itoa(len(kept)+1))
		}
		if f.CanSort() {
			n.Sorts[f.Key] = f.order()
		}
		if f.Sums {
			n.summed, n.Heads = append(n.summed, f.Key), n.Heads+", CAST(coalesce(sum("+f.Expr+"), 0) AS INTEGER)"
		}
	}
	for _, f := range ranked(n.facts, func(f *fact) int { return f.Filters }) {
		n.filter.Fields = append(n.filter.Fields, search.FilterField{Key: f.Key, Title: f.Title, Kind: f.kind(), Choices: f.Choices})
		n.filter.Column[f.Key] = filterColumn{Expr: cmp.Or(f.Where, f.Expr), Text: f.Match, Implies: f.Implies, within: f.Within, ask: f.Ask}
	}
	for _, f := range ranked(n.facts, func(f *fact) int { return f.Plain }) {
		n.filter.Plain = append(n.filter.Plain, f.Key)
	}
	if i := slices.IndexFunc(n.facts, func(f fact) bool { return f.Key == groups }); i >= 0 {
		n.group = n.facts[i]
		n.Heads, n.groupBy = n.Heads+", "+n.group.Expr, " GROUP BY "+n.group.Expr
	}
	n.Columns = "SELECT " + strings.Join(columns, ", ")
	n.Insert = "INSERT INTO " + n.Table + " (" + strings.Join(kept, ", ") + ") VALUES (" + strings.Join(places, ", ") + ")"
	n.learn()
}

// ranked are the fields that have a place, in its order.
func ranked(fields []fact, place func(*fact) int) []*fact {
	var out []*fact
	for i := range fields {
		if f := &fields[i]; place(f) > 0 {
			out = append(out, f)
		}
	}
	slices.SortFunc(out, func(a, b *fact) int { return place(a) - place(b) })
	return out
}

// FilterFields are the fields that a filter may name.
func (n *statements) FilterFields() []search.FilterField { return slices.Clone(n.filter.Fields) }

// Scan reads a row of n.columns.
func (n *Noun[R]) Scan(s Scanner) (r R, err error) {
	at := make([]any, len(n.scanned))
	for i, place := range n.scanned {
		at[i] = place(&r)
	}
	return r, s.Scan(at...)
}

// One reads exactly one row; rest is what follows FROM. Errors: ErrNotFound.
func (n *Noun[R]) One(ctx context.Context, q Querier, rest string, args ...any) (R, error) {
	r, err := One(ctx, q, n.Scan, n.Columns+n.From+" "+rest, args...)
	if err != nil {
		return r, err
	}
	rows := []R{r}
	err = n.more(ctx, q, rows)
	return rows[0], err
}

// ByID reads the row with an id. Errors: ErrNotFound.
func (n *Noun[R]) ByID(ctx context.Context, q Querier, id int64) (R, error) {
	return n.One(ctx, q, "WHERE "+n.id+" = $1", id)
}

// All reads every row; rest is what follows FROM.
func (n *Noun[R]) All(ctx context.Context, q Querier, rest string, args ...any) ([]R, error) {
	rows, err := All(ctx, q, n.Scan, n.Columns+n.From+" "+rest, args...)
	if err == nil {
		err = n.more(ctx, q, rows)
	}
	return rows, err
}

// more reads what else is read of rows.
func (n *Noun[R]) more(ctx context.Context, q Querier, rows []R) error {
	if n.Reads == nil || len(rows) == 0 {
		return nil
	}
	return n.Reads(ctx, q, rows)
}

// Add inserts a record and returns its id.
func (n *Noun[R]) Add(t *Tx, r R) (int64, error) { return t.Insert(n.Insert, n.Kept(&r)...) }

// Kept are the values of n.insert.
func (n *Noun[R]) Kept(r *R) []any {
	var out []any
	for _, f := range n.Fields {
		if f.stored() {
			out = append(out, f.column(r))
		}
	}
	return out
}

// stored reports whether it is a column that people write: all but the id and the row version.
func (f Field[R]) stored() bool {
	return f.Column != "" && (f.At != nil || f.Made != nil) && f.Key != "id" && f.Key != "version"
}

// Set writes back what may change of a record whose form was opened with a row version. Errors: ErrStale.
func (n *Noun[R]) Set(t *Tx, r R, version int64) error {
	query, id, b := n.UpdateSQL(&r, "version = version + 1")
	return t.Update(n.Table, id, query+" AND version = "+b.Add(version), b.Args...)
}

// Put writes back what may change of a record that has no row version.
func (n *Noun[R]) Put(t *Tx, r R) error {
	query, _, b := n.UpdateSQL(&r)
	return t.Exec(query, b.Args...)
}

// UpdateSQL is the statement that writes a row back, its id and its arguments.
func (n *Noun[R]) UpdateSQL(r *R, more ...string) (query string, id int64, b *Binder) {
	return n.update(func(i int) any { return n.Fields[i].column(r) }, more)
}

// update is UpdateSQL of the row in whose field i the value of stands.
func (n *statements) update(of func(i int) any, more []string) (query string, id int64, b *Binder) {
	b = &Binder{}
	var sets []string
	for i, f := range n.facts {
		switch {
		case f.Key == "id":
			id, _ = of(i).(int64)
		case f.Sets:
			sets = append(sets, f.Column+" = "+b.Add(of(i)))
		}
	}
	return "UPDATE " + n.Table + " SET " + strings.Join(append(sets, more...), ", ") + " WHERE id = " + b.Add(id), id, b
}

// nounWords are what people call a table, and the fields that stand in its columns.
type nounWords struct {
	title   string
	columns map[string]fact
}

// words are those of every noun, by its table. NewNoun enters them while the packages of the program start.
var words map[string]nounWords

// learn enters the words of a noun.
func (n *statements) learn() {
	if words == nil { // the log of this package is a noun too
		words = map[string]nounWords{}
	}
	of := words[n.Table]
	if of.columns == nil {
		of.columns = map[string]fact{}
	}
	of.title = cmp.Or(of.title, n.asked.title)
	for _, f := range n.facts {
		if f.Column != "" && f.Title != "" {
			of.columns[f.Column] = f
		}
	}
	words[n.Table] = of
}

// TableTitle is what people call a table; empty where it has no noun.
func TableTitle(table string) string { return words[table].title }

// ColumnWords are what people call a column and how they read what it keeps: money in yuan, area in ㎡, the word of a choice. The
// title is empty and the value as it is kept where no field of a noun stands in it.
func ColumnWords(table, column, kept string) (title, read string) {
	f := words[table].columns[column]
	n, err := strconv.ParseInt(kept, 10, 64)
	switch kind := f.kind(); {
	case f.At != nil && value.Bool(f.At(nil)) && err == nil:
		kept = value.Read(n != 0)
	case kind == search.FieldChoice:
		if i := slices.IndexFunc(f.Choices, func(c search.Choice) bool { return c.Value == kept }); i >= 0 {
			kept = f.Choices[i].Title
		}
	case kind == search.FieldMoney && err == nil:
		kept = quantity.Money(n).String() + " 元"
	case kind == search.FieldArea && err == nil:
		kept = quantity.Area(n).String() + " ㎡"
	}
	return f.Title, kept
}
