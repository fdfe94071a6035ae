package screen

import (
	"cmp"
	"context"
	"sync/atomic"

	"penggai/allocation/civil"
	"penggai/store/engine"
	"penggai/ui/kit"
)

// Held are rows that a screen has read, for a table that asks for them in commands of its own. The zero Held has none.
type Held[R any] struct{ rows atomic.Pointer[[]R] }

// Put replaces the rows.
func (h *Held[R]) Put(rows []R) { h.rows.Store(&rows) }

// Fetch is the source of a table over the rows.
func (h *Held[R]) Fetch(cols []kit.Col[R], key func(R) string) kit.Fetch[R] {
	return kit.Slice(cols, key, func(context.Context) ([]R, error) {
		if p := h.rows.Load(); p != nil {
			return *p, nil
		}
		return nil, nil
	})
}

// Rows makes a table over rows of the record that a page has read, and the part that shows it. none are the lines of an empty
// list; the rest of spec, but for Fetch, is that of every table.
func Rows[T, R any](p Part[T], spec kit.TableSpec[R], rows func(T) []R, none ...string) (*kit.Table[R], Part[T]) {
	var held Held[R]
	spec.Fetch = held.Fetch(spec.Cols, spec.Key)
	if spec.Empty == nil {
		spec.Empty = func(filter string) []string {
			if filter != "" {
				return []string{NothingFound}
			}
			return none
		}
	}
	table := kit.NewTable(spec)
	p.Table, p.take = table, func(of T) { held.Put(rows(of)) }
	return table, p
}

// NoKeys is the Part.Keys of a short list: its table's own keys are not offered.
func NoKeys([]kit.Action) []kit.Action { return nil }

// Cols makes the columns of a table of the fields of a noun. A column names its field by its ID and says how it is drawn:
// width, what gives way, style; heading and text come from the field, unless the column has its own. With a Filter, = offers what stands in it as a condition.
func Cols[R any](n *engine.Noun[R], today civil.Date, cols []kit.Col[R]) []kit.Col[R] {
	out := make([]kit.Col[R], len(cols))
	for i, c := range cols {
		f := n.Named(c.ID)
		c.Title, c.Right, c.Sums = cmp.Or(c.Title, f.Heading()), f.IsNumber(), f.Sums
		if c.Text == nil {
			c.Text = func(r R) string { return f.Read(r, today) }
			c.Value = func(r R) any { return f.Cell(r, today) }
		}
		if !f.CanSort() {
			c.ID = ""
		}
		if c.Filter != "" {
			c.Filter = f.Title
		}
		out[i] = c
	}
	return out
}

// Pairs are fields of a record, each with its title, as its page shows them: empty ones too.
func Pairs[R any](n *engine.Noun[R], today civil.Date, row R, keys ...string) []kit.Pair {
	out := make([]kit.Pair, len(keys))
	for i, key := range keys {
		f := n.Named(key)
		out[i] = kit.Pair{Label: f.Heading(), Value: f.Read(row, today)}
	}
	return out
}

// askList is a table's question in the words of the store.
func askList(q kit.Query) engine.ListQuery {
	ask := engine.ListQuery{Filter: q.Filter, Offset: q.Offset, Limit: q.Limit, After: q.After, Before: q.Before, Find: q.Find, By: q.By}
	ask.Sort = storeOrder(q.Sort)
	return ask
}
