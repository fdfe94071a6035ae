package screen

import (
	"context"
	"sync/atomic"

	"penggai/ui/kit"
)

// Rows makes a table over rows of the record that a page has read, and the part that shows it. none are the lines of an empty
// list; the rest of spec, but for Fetch, is that of every table.
func Rows[T, R any](p Part[T], spec kit.TableSpec[R], rows func(T) []R, none ...string) (*kit.Table[R], Part[T]) {
	var held atomic.Pointer[[]R] // the table reads them in commands
	spec.Fetch = kit.Slice(spec.Cols, spec.Key, func(context.Context) ([]R, error) {
		if list := held.Load(); list != nil {
			return *list, nil
		}
		return nil, nil
	})
	if spec.Empty == nil {
		spec.Empty = func(filter string) []string {
			if filter != "" {
				return []string{"没有符合筛选的内容。按 Esc 去掉筛选。"}
			}
			return none
		}
	}
	table := kit.NewTable(spec)
	p.Table = table
	p.take = func(of T) { list := rows(of); held.Store(&list) }
	return table, p
}

// NoKeys is the Part.Keys of a short list: its table's own keys are not offered.
func NoKeys([]kit.Action) []kit.Action { return nil }
