package engine

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"penggai/allocation/civil"
	"penggai/allocation/search"
	"penggai/store/engine/value"
)

// Page is one window of a list.
type Page[R any] struct {
	Rows   []R
	Offset int              // place of Rows[0] in the whole list
	Total  int              // rows that the filter leaves
	Sums   map[string]int64 // of all of them, by the keys of the fields that are summed
	Values *search.Values   // instead of rows, where a query asks for them
	Groups []Group          // the same for each value of the field that the head is divided by, in the order of its choices; those without a row are left out
}

// Dated puts a day in the place of {today}.
func Dated(query string, today civil.Date) string {
	return strings.ReplaceAll(query, "{today}", "'"+today.String()+"'")
}

// Where turns a filter into a condition, "" when it asks nothing, and the keys of the fields that it reads.
// Errors: those of allocation.ParseFilter.
func (n *statements) Where(ctx context.Context, r Querier, b *Binder, filter string) (cond string, uses map[string]bool, err error) {
	return n.filter.Where(ctx, r, b, filter)
}

// ask is a question about the rows of a noun: the tables and the condition that joins what depends on who asks, and the whole condition.
type ask struct {
	from, joined, cond string
	Binder
}

// ask asks for what the filter leaves of what the actor may see; what is hidden is not asked for.
func (n *statements) ask(ctx context.Context, r Querier, by Actor, today civil.Date, filter string) (a ask, err error) {
	a.from, a.joined = n.asked.from, "TRUE"
	if n.asked.source != nil {
		tables, cond, err := n.asked.source(ctx, r, &a.Binder, by, today)
		if err != nil {
			return a, err
		}
		a.from, a.joined = " FROM "+tables+strings.TrimPrefix(n.asked.from, " FROM "), cond
	}
	on := n.filter
	on.today = today
	cond, _, err := on.Where(ctx, r, &a.Binder, filter)
	if err != nil {
		return a, err
	}
	parts := []string{a.joined}
	if cond != "" {
		parts = append(parts, cond)
	}
	if by.District != "" && n.asked.district != "" {
		own := []string{by.District}
		if n.asked.shared {
			own = append(own, "")
		}
		parts = append(parts, a.In(n.asked.district, own))
	}
	for _, f := range n.facts {
		if v := f.Hides; v.Value != "" && !strings.Contains(filter, v.Value) && !strings.Contains(filter, v.Title) {
			parts = append(parts, f.Expr+" <> '"+v.Value+"'")
		}
	}
	a.cond = Dated(strings.Join(parts, " AND "), today)
	return a, nil
}

// head is what is said of a whole list, and where its window stands.
type head = Page[struct{}]

// List reads a window of the list that the actor may see. Errors: those of allocation.ParseFilter, ErrUnknownColumn.
func (n *Noun[R]) List(ctx context.Context, s *Store, by Actor, q ListQuery) (page Page[R], err error) {
	today := s.Today()
	h, err := n.list(ctx, s, by, today, q, func(r Querier, query string, args []any) (err error) {
		if page.Rows, err = All(ctx, r, n.Scan, query, args...); err != nil {
			return err
		}
		return n.more(ctx, r, page.Rows)
	})
	page.Offset, page.Total, page.Sums, page.Groups, page.Values = h.Offset, h.Total, h.Sums, h.Groups, h.Values
	if n.Done != nil {
		for i := range page.Rows {
			n.Done(&page.Rows[i], today)
		}
	}
	return page, err
}

// list asks for a window, whose rows read takes.
func (n *statements) list(ctx context.Context, s *Store, by Actor, today civil.Date, q ListQuery, read func(r Querier, query string, args []any) error) (page head, err error) {
	if len(q.Sort) == 0 {
		q.Sort = n.asked.order
	}
	order, err := orderOf(q.Sort, n.Sorts, n.id)
	if err != nil {
		return page, err
	}
	order = Dated(order, today)
	err = s.Snapshot(ctx, func(r Querier) error {
		a, err := n.ask(ctx, r, by, today, q.Filter)
		if err != nil {
			return err
		}
		if q.By != "" {
			page.Values, err = n.Values(ctx, r, a.from, a.cond, a.Args, q.By, today)
			return err
		}
		if page, err = n.tally(ctx, &s.Counts, r, lean(a.from, a.cond, n.Heads), a.Args); err != nil {
			return err
		}
		if q.Find != "" {
			place, err := n.find(ctx, r, a, order, q)
			if err != nil {
				return err
			}
			if place != q.Offset {
				q.Offset, q.After = place, ""
			}
		}
		page.Offset = clampOffset(q, page.Total)
		skip := page.Offset
		if q.After != "" && q.Limit > 0 && len(q.Sort) == 0 && n.asked.key == "" { // by the id alone
			a.cond, skip = a.cond+" AND "+n.id+" < CAST("+a.Add(q.After)+" AS INTEGER)", 0
		}
		ids := "SELECT " + n.id + lean(a.from, a.cond, order) + order + window(q, skip) // only the rows of the window are read whole
		return read(r, Dated(n.Columns, today)+a.from+" WHERE "+a.joined+" AND "+n.id+" IN ("+ids+")"+order, a.Args)
	})
	return page, err
}

// Tally counts and sums up what a FROM with its condition leaves; that holds until something is written.
func (n *Noun[R]) Tally(ctx context.Context, counts *ListCounts, r Querier, page *Page[R], from string, args []any) error {
	h, err := n.tally(ctx, counts, r, from, args)
	page.Total, page.Sums, page.Groups = page.Total+h.Total, h.Sums, h.Groups
	return err
}

func (n *statements) tally(ctx context.Context, counts *ListCounts, r Querier, from string, args []any) (page head, err error) {
	t, err := counts.Tally(ctx, r, n.Heads+from+fmt.Sprint(args...), func() (t ListTally, err error) {
		t.groups, err = All(ctx, r, n.scanGroup, n.Heads+from+n.groupBy, args...)
		place := func(g Group) int {
			return slices.IndexFunc(n.group.Choices, func(c search.Choice) bool { return c.Value == g.Value })
		}
		slices.SortFunc(t.groups, func(a, b Group) int { return place(a) - place(b) })
		return t, err
	})
	page.Sums = map[string]int64{}
	for _, g := range t.groups {
		page.Total += g.Rows
		for key, sum := range g.Sums {
			page.Sums[key] += sum
		}
	}
	if n.groupBy != "" {
		page.Groups = t.groups
	}
	return page, err
}

func (n *statements) scanGroup(s Scanner) (g Group, err error) {
	sums := make([]int64, len(n.summed))
	at := []any{&g.Rows}
	for i := range sums {
		at = append(at, &sums[i])
	}
	if n.groupBy != "" {
		at = append(at, &g.Value)
	}
	err = s.Scan(at...)
	g.Sums = make(map[string]int64, len(sums))
	for i, key := range n.summed {
		g.Sums[key] = sums[i]
	}
	return g, err
}

// find is the offset of a window that holds the row with the key of q.Find.
func (n *statements) find(ctx context.Context, r Querier, a ask, order string, q ListQuery) (int, error) {
	key := cmp.Or(n.asked.key, "CAST("+n.id+" AS TEXT)")
	return placeOf(ctx, r, a.Binder, "SELECT "+key+" AS key"+lean(a.from, a.cond, order, key)+order, q)
}

// Count counts the rows that the actor may see; the count holds until something is written.
func (n *statements) Count(ctx context.Context, s *Store, r Querier, by Actor) (int, error) {
	a, err := n.ask(ctx, r, by, s.Today(), "")
	if err != nil {
		return 0, err
	}
	page, err := n.tally(ctx, &s.Counts, r, lean(a.from, a.cond, n.Heads), a.Args)
	return page.Total, err
}

// CountBy counts the rows that the actor may see by the values of a field.
func CountBy[S ~string, R any](ctx context.Context, s *Store, n *Noun[R], by Actor, key string) (map[S]int, error) {
	return CountOf[S](ctx, s, s.Read, n, by, key, "")
}

// CountOf is CountBy for what a filter leaves.
func CountOf[S ~string, R any](ctx context.Context, s *Store, r Querier, n *Noun[R], by Actor, key, filter string) (map[S]int, error) {
	counts, err := n.countOf(ctx, s, r, by, key, filter)
	if err != nil {
		return nil, err
	}
	out := make(map[S]int, len(counts))
	for value, rows := range counts {
		out[S(value)] = rows
	}
	return out, nil
}

func (n *statements) countOf(ctx context.Context, s *Store, r Querier, by Actor, key, filter string) (map[string]int, error) {
	out := map[string]int{}
	a, err := n.ask(ctx, r, by, s.Today(), filter)
	if err != nil {
		return nil, err
	}
	value, err := n.facts[n.at(key)].compared(ctx, r, s.Today())
	if err != nil {
		return nil, err
	}
	_, err = All(ctx, r, func(r Scanner) (rows int, err error) {
		var state string
		if err = r.Scan(&state, &rows); err == nil {
			out[state] = rows
		}
		return rows, err
	}, "SELECT "+value+", count(*)"+lean(a.from, a.cond, value)+" GROUP BY 1", a.Args...)
	return out, err
}

// compared is what a filter compares of the field, in SQL on a day.
func (f Field[R]) compared(ctx context.Context, r Querier, today civil.Date) (string, error) {
	if f.Ask != nil {
		return f.Ask(ctx, r, today)
	}
	return Dated(cmp.Or(f.Where, f.Expr), today), nil
}

// Values counts what a FROM with its condition leaves by the values of a field.
func (n *statements) Values(ctx context.Context, r Querier, from, cond string, args []any, key string, today civil.Date) (*search.Values, error) {
	out, by, listed, expr := &search.Values{}, search.FilterField{}, false, ""
	for _, f := range ranked(n.facts, func(f *fact) int { return f.Filters }) {
		if f.Private || f.Within != "" || f.Expr == "" && f.Ask == nil {
			continue
		}
		out.Fields = append(out.Fields, search.Choice{Value: f.Key, Title: f.Title})
		if f.Key != key && (key != AnyField || expr != "") {
			continue
		}
		var err error
		if expr, err = f.compared(ctx, r, today); err != nil {
			return nil, err
		}
		out.Of, listed, by = f.Key, f.At != nil && value.IsList(f.At(nil)), search.FilterField{Title: f.Title, Kind: f.kind(), Choices: f.Choices}
	}
	if expr == "" {
		return nil, ErrUnknownColumn.With(key)
	}
	kept, err := All(ctx, r, func(s Scanner) (k search.KeptRow, err error) {
		err = s.Scan(&k.Kept, &k.Rows)
		return k, err
	}, "SELECT coalesce(CAST("+expr+" AS TEXT), ''), count(*)"+lean(from, cond, expr)+" GROUP BY 1", args...)
	out.Rows = search.CountValues(by, listed, kept)
	return out, err
}

// lean is a FROM clause with its condition but without the tables joined on the left that nothing names: each of them adds at
// most one row to a row, so that neither a count nor a sum changes. more is what else the statement names.
func lean(from, cond string, more ...string) string {
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

// placeOf is the offset of a window that holds the row with the key of q.Find; q.Offset when there is no such row.
func placeOf(ctx context.Context, r Querier, b Binder, keys string, q ListQuery) (int, error) {
	place, found, err := Maybe(ctx, r, ScanOne[int], `SELECT n FROM (SELECT key, row_number() OVER () - 1 AS n FROM (`+keys+`)) WHERE key = `+b.Add(q.Find), b.Args...)
	if err != nil || !found || (place >= q.Offset && (q.Limit <= 0 || place < q.Offset+q.Limit)) {
		return q.Offset, err
	}
	return max(place-q.Limit/2, 0), nil
}

// clampOffset keeps the offset of a query within its rows.
func clampOffset(q ListQuery, total int) int {
	if q.Limit <= 0 {
		return 0
	}
	return min(max(q.Offset, 0), max(total-1, 0))
}

// window is the LIMIT clause.
func window(q ListQuery, offset int) string {
	if q.Limit <= 0 {
		return ""
	}
	return fmt.Sprintf(" LIMIT %d OFFSET %d", q.Limit, offset)
}
