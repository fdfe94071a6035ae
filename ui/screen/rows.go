package screen

import (
	"context"
	"sync/atomic"

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
