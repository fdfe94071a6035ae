package engine

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"penggai/allocation/civil"
	"penggai/allocation/search"
)

// Noun is what the program lists, reads and writes as rows R: the tables that they come from and the table of their fields.
// NewNoun makes it ready.
type Noun[R any] struct {
	From     string               // " FROM the noun's own table and its alias", and the tables joined to it
	Key      string               // what names a row to lists (ListQuery.Find); empty: its id
	District string               // of a row; empty: every account sees every row
	Order    []Order              // of the list, before the id, the latest first; empty: by the id alone
	Done     func(*R, civil.Date) // works out what a row of a list holds beside what was read, on a day
	Fields   []Field[R]           // "id" and "version" among them where it is written

	Table, alias, id string
	Columns, Insert  string // SELECT and the columns of a row; the INSERT of a record
	Heads            string // SELECT and what stands in the head of the list: the rows and the sums
	summed           []string
	scanned          []Field[R]
	filter           FilterColumns
	Sorts            map[string][]string
}

// Page is one window of a list.
type Page[R any] struct {
	Rows   []R
	Offset int              // place of Rows[0] in the whole list
	Total  int              // rows that the filter leaves
	Sums   map[string]int64 // of all of them, by the keys of the fields that are summed
}

// NewNoun works out of a noun what its statements are made of.
func NewNoun[R any](n Noun[R]) *Noun[R] {
	words := strings.Fields(n.From)
	n.Table, n.alias = words[1], words[2]
	n.id = n.alias + ".id"
	n.filter = FilterColumns{District: n.District, Column: map[string]FilterColumn{}}
	n.Sorts = map[string][]string{}
	n.Heads = "SELECT count(*)"
	var columns, kept, places []string
	for i, f := range n.Fields {
		if f.Expr == "" && f.Column != "" {
			f.Expr = n.alias + "." + f.Column
			if f.Null {
				f.Expr = "coalesce(" + f.Expr + ", '')"
			}
			n.Fields[i] = f
		}
		if f.At != nil {
			n.scanned, columns = append(n.scanned, f), append(columns, f.Expr)
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
	for _, f := range ranked(n.Fields, func(f Field[R]) int { return f.Filters }) {
		n.filter.Fields = append(n.filter.Fields, search.FilterField{Key: f.Key, Title: f.Title, Kind: f.kind(), Choices: f.Choices})
		n.filter.Column[f.Key] = FilterColumn{Expr: cmp.Or(f.Where, f.Expr), Text: f.Match, Implies: f.Implies, within: f.Within}
	}
	for _, f := range ranked(n.Fields, func(f Field[R]) int { return f.Plain }) {
		n.filter.Plain = append(n.filter.Plain, f.Key)
	}
	n.Columns = "SELECT " + strings.Join(columns, ", ")
	n.Insert = "INSERT INTO " + n.Table + " (" + strings.Join(kept, ", ") + ") VALUES (" + strings.Join(places, ", ") + ")"
	return &n
}

// ranked are the fields that have a place, in its order.
func ranked[R any](fields []Field[R], place func(Field[R]) int) []Field[R] {
	var out []Field[R]
	for _, f := range fields {
		if place(f) > 0 {
			out = append(out, f)
		}
	}
	slices.SortFunc(out, func(a, b Field[R]) int { return place(a) - place(b) })
	return out
}

// Dated puts a day in the place of {today}.
func Dated(query string, today civil.Date) string {
	return strings.ReplaceAll(query, "{today}", "'"+today.String()+"'")
}

// FilterFields are the fields that a filter may name.
func (n *Noun[R]) FilterFields() []search.FilterField { return slices.Clone(n.filter.Fields) }

// Scan reads a row of n.columns.
func (n *Noun[R]) Scan(s Scanner) (r R, err error) {
	at := make([]any, len(n.scanned))
	for i, f := range n.scanned {
		at[i] = f.At(&r)
	}
	return r, s.Scan(at...)
}

// One reads exactly one row; rest is what follows FROM. Errors: ErrNotFound.
func (n *Noun[R]) One(ctx context.Context, q Querier, rest string, args ...any) (R, error) {
	return One(ctx, q, n.Scan, n.Columns+n.From+" "+rest, args...)
}

// ByID reads the row with an id. Errors: ErrNotFound.
func (n *Noun[R]) ByID(ctx context.Context, q Querier, id int64) (R, error) {
	return n.One(ctx, q, "WHERE "+n.id+" = $1", id)
}

// All reads every row; rest is what follows FROM.
func (n *Noun[R]) All(ctx context.Context, q Querier, rest string, args ...any) ([]R, error) {
	return All(ctx, q, n.Scan, n.Columns+n.From+" "+rest, args...)
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
	return f.Column != "" && f.At != nil && f.Key != "id" && f.Key != "version"
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

func (n *Noun[R]) UpdateSQL(r *R, more ...string) (query string, id int64, b *Binder) {
	b = &Binder{}
	var sets []string
	for _, f := range n.Fields {
		switch {
		case f.Key == "id":
			id, _ = f.column(r).(int64)
		case f.Sets:
			sets = append(sets, f.Column+" = "+b.Add(f.column(r)))
		}
	}
	return "UPDATE " + n.Table + " SET " + strings.Join(append(sets, more...), ", ") + " WHERE id = " + b.Add(id), id, b
}

// Where turns a filter into a condition, "" when it asks nothing, and the keys of the fields that it reads.
// Errors: those of allocation.ParseFilter.
func (n *Noun[R]) Where(ctx context.Context, r Querier, b *Binder, filter string) (cond string, uses map[string]bool, err error) {
	return n.filter.Where(ctx, r, b, filter)
}

// cond is the condition of a list: what the filter asks, the actor's district, and that what is hidden is not asked for.
func (n *Noun[R]) cond(ctx context.Context, r Querier, b *Binder, by Actor, filter string) (string, error) {
	cond, _, err := n.Where(ctx, r, b, filter)
	if err != nil {
		return "", err
	}
	parts := []string{"TRUE"}
	if cond != "" {
		parts = append(parts, cond)
	}
	if by.District != "" && n.District != "" {
		parts = append(parts, n.District+" = "+b.Add(by.District))
	}
	for _, f := range n.Fields {
		if v := f.Hides; v.Value != "" && !strings.Contains(filter, v.Value) && !strings.Contains(filter, v.Title) {
			parts = append(parts, f.Expr+" <> '"+v.Value+"'")
		}
	}
	return strings.Join(parts, " AND "), nil
}

// List reads a window of the list that the actor may see. Errors: those of allocation.ParseFilter, ErrUnknownColumn.
func (n *Noun[R]) List(ctx context.Context, s *Store, by Actor, q ListQuery) (page Page[R], err error) {
	if len(q.Sort) == 0 {
		q.Sort = n.Order
	}
	order, err := orderOf(q.Sort, n.Sorts, n.id)
	if err != nil {
		return page, err
	}
	today := s.Today()
	err = s.Snapshot(ctx, func(r Querier) error {
		var b Binder
		cond, err := n.cond(ctx, r, &b, by, q.Filter)
		if err != nil {
			return err
		}
		order, cond := Dated(order, today), Dated(cond, today)
		if err := n.Tally(ctx, &s.Counts, r, &page, Lean(n.From, cond, n.Heads), b.Args); err != nil {
			return err
		}
		if q.Find != "" {
			if q.Offset, err = n.find(ctx, r, b, cond, order, q); err != nil {
				return err
			}
		}
		page.Offset = ClampOffset(q, page.Total)
		ids := "SELECT " + n.id + Lean(n.From, cond, order) + order + Window(q, page.Offset) // only the rows of the window are read whole
		page.Rows, err = n.All(ctx, r, "WHERE "+n.id+" IN ("+ids+")"+order, b.Args...)
		return err
	})
	if n.Done != nil {
		for i := range page.Rows {
			n.Done(&page.Rows[i], today)
		}
	}
	return page, err
}

// Tally counts and sums up what a FROM with its condition leaves; that holds until something is written.
func (n *Noun[R]) Tally(ctx context.Context, counts *ListCounts, r Querier, page *Page[R], from string, args []any) error {
	t, err := counts.Tally(ctx, r, n.Heads+from+fmt.Sprint(args...), func() (ListTally, error) {
		return One(ctx, r, func(x Scanner) (t ListTally, err error) {
			t.sums = make([]int64, len(n.summed))
			at := []any{&t.Rows}
			for i := range t.sums {
				at = append(at, &t.sums[i])
			}
			return t, x.Scan(at...)
		}, n.Heads+from, args...)
	})
	page.Total, page.Sums = int(t.Rows), map[string]int64{}
	for i, v := range t.sums {
		page.Sums[n.summed[i]] = v
	}
	return err
}

// find is the offset of a window that holds the row with the key of q.Find.
func (n *Noun[R]) find(ctx context.Context, r Querier, b Binder, cond, order string, q ListQuery) (int, error) {
	key := cmp.Or(n.Key, "CAST("+n.id+" AS TEXT)")
	return PlaceOf(ctx, r, b, "SELECT "+key+" AS key"+Lean(n.From, cond, order, key)+order, q)
}

// CountBy counts the rows that the actor may see by the values of a field.
func CountBy[S ~string, R any](ctx context.Context, s *Store, n *Noun[R], by Actor, key string) (map[S]int, error) {
	out := map[S]int{}
	var b Binder
	cond, err := n.cond(ctx, s.Read, &b, by, "")
	if err != nil {
		return nil, err
	}
	f, _ := n.Field(key)
	value := cmp.Or(f.Where, f.Expr)
	_, err = All(ctx, s.Read, func(r Scanner) (rows int, err error) {
		var state S
		if err = r.Scan(&state, &rows); err == nil {
			out[state] = rows
		}
		return rows, err
	}, Dated("SELECT "+value+", count(*)"+Lean(n.From, cond, value)+" GROUP BY 1", s.Today()), b.Args...)
	return out, err
}

// CountRows counts what a condition leaves of a list; the count holds until something is written.
func (s *Store) CountRows(ctx context.Context, r Querier, from, cond string, args []any) (int, error) {
	from = Lean(from, cond)
	n, err := s.Counts.Tally(ctx, r, "rows "+from+fmt.Sprint(args...), func() (ListTally, error) {
		rows, err := One(ctx, r, ScanOne[int64], `SELECT count(*)`+from, args...)
		return ListTally{Rows: rows}, err
	})
	return int(n.Rows), err
}

// Lean is a FROM clause with its condition but without the tables joined on the left that nothing names: each of them adds at
// most one row to a row, so that neither a count nor a sum changes. more is what else the statement names.
func Lean(from, cond string, more ...string) string {
	joins := leftJoin.Split(from, -1)
	rest := cond + " " + strings.Join(more, " ")
	var kept []string
	for i := len(joins) - 1; i > 0; i-- {
		if names(rest, strings.Fields(joins[i])[1]+".") {
			kept = append(kept, " LEFT JOIN "+joins[i])
			rest += " " + joins[i]
		}
	}
	slices.Reverse(kept)
	return joins[0] + strings.Join(kept, "") + " WHERE " + cond
}

var leftJoin = regexp.MustCompile(`\s+LEFT JOIN\s+`)

// names reports whether a statement has a column of a table; prefix is t.
func names(text, prefix string) bool {
	for {
		i := strings.Index(text, prefix)
		if i < 0 {
			return false
		}
		if i == 0 || !wordByte(text[i-1]) {
			return true
		}
		text = text[i+len(prefix):]
	}
}

func wordByte(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// OwnRows is the condition of a list: the filter, and the actor's district.
func OwnRows(ctx context.Context, r Querier, b *Binder, f FilterColumns, by Actor, filter string) (string, error) {
	cond, _, err := f.Where(ctx, r, b, filter)
	if err != nil {
		return "", err
	}
	parts := []string{"TRUE"}
	if cond != "" {
		parts = append(parts, cond)
	}
	if by.District != "" {
		parts = append(parts, cmp.Or(f.District, "t.district")+" = "+b.Add(by.District))
	}
	return strings.Join(parts, " AND "), nil
}

// OrderBy is orderOf for columns of one expression.
func OrderBy(sort []Order, columns map[string]string, last string) (string, error) {
	exprs := map[string][]string{}
	for key, expr := range columns {
		exprs[key] = []string{expr}
	}
	return orderOf(sort, exprs, last)
}

// orderOf is the ORDER BY clause of a list whose last column is its id, the latest first. Errors: ErrUnknownColumn.
func orderOf(sort []Order, columns map[string][]string, last string) (string, error) {
	parts := make([]string, 0, len(sort)+1)
	for _, o := range sort {
		exprs, ok := columns[o.Column]
		if !ok {
			return "", ErrUnknownColumn.With(o.Column)
		}
		for _, expr := range exprs {
			if o.Desc {
				expr += " DESC"
			}
			parts = append(parts, expr+" NULLS LAST")
		}
	}
	return " ORDER BY " + strings.Join(append(parts, last+" DESC"), ", "), nil
}

// PlaceOf is the offset of a window that holds the row with the key of q.Find; q.Offset when there is no such row.
func PlaceOf(ctx context.Context, r Querier, b Binder, keys string, q ListQuery) (int, error) {
	place, found, err := Maybe(ctx, r, ScanOne[int], `SELECT n FROM (SELECT key, row_number() OVER () - 1 AS n FROM (`+keys+`)) WHERE key = `+b.Add(q.Find), b.Args...)
	if err != nil || !found || (place >= q.Offset && (q.Limit <= 0 || place < q.Offset+q.Limit)) {
		return q.Offset, err
	}
	return max(place-q.Limit/2, 0), nil
}

func ClampOffset(q ListQuery, total int) int {
	if q.Limit <= 0 {
		return 0
	}
	return min(max(q.Offset, 0), max(total-1, 0))
}

// Window is the LIMIT clause.
func Window(q ListQuery, offset int) string {
	if q.Limit <= 0 {
		return ""
	}
	return fmt.Sprintf(" LIMIT %d OFFSET %d", q.Limit, offset)
}

// CountStates reads a count for each state that there is.
func CountStates[S ~string](ctx context.Context, q Querier, query string, by Actor) (map[S]int, error) {
	out := map[S]int{}
	_, err := All(ctx, q, func(r Scanner) (n int, err error) {
		var state S
		if err = r.Scan(&state, &n); err == nil {
			out[state] = n
		}
		return n, err
	}, query, by.District)
	return out, err
}
