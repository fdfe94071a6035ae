package kit

import (
	"cmp"
	"context"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation/quantity"
	"penggai/allocation/search"
)

// Sort is one column that a list is sorted by.
type Sort struct {
	Col  string // Col.ID
	Desc bool
}

// Query is what a table asks of its source: one window of a filtered and sorted list.
type Query struct {
	Filter        string // as typed, e.g. 状态:闲置 面积:>100
	Sort          []Sort // most important first; empty: the source's own order
	Offset, Limit int    // the window
	After         string // key of the row before the window when the table has it: a source may seek instead of skipping
	Before        string // key of the row after the window when the table has it
	By            string // instead of rows, the counts by the values of this column: Page.Values
	Find          string // key that the window should hold; a source that can find it may move the window (Page.Offset)
}

// Page is one window of a list.
type Page[T any] struct {
	Rows   []T
	Offset int // place of Rows[0] in the whole list
	Total  int // rows in the whole list
	Values *search.Values
	Sums   any // what else the source says of the whole list; Table.Sums hands it back
}

// Fetch reads one window. It runs in a command, never in Update or View; ctx ends when the answer is no longer wanted.
type Fetch[T any] func(ctx context.Context, q Query) (Page[T], error)

// guardFetch reads a window; a panic of the source is an error like any other.
func guardFetch[T any](ctx context.Context, fetch Fetch[T], q Query) (page Page[T], err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = Fault(fault)
		}
	}()
	return fetch(ctx, q)
}

// Slice makes a source of a short list that is read whole (up to some thousand rows): it filters by 汉字, pinyin and
// initials over the texts of all columns and sorts by their values.
func Slice[T any](cols []Col[T], key func(T) string, read func(ctx context.Context) ([]T, error)) Fetch[T] {
	plain, name := untypedCols(cols), func(r any) string { return key(r.(T)) }
	return func(ctx context.Context, q Query) (Page[T], error) {
		all, err := read(ctx)
		if err != nil {
			return Page[T]{}, err
		}
		rows := filterRows(plain, boxed(all), q.Filter)
		if q.By != "" {
			return Page[T]{Values: countBoxed(plain, rows, q.By)}, nil
		}
		sortRows(plain, rows, q.Sort)
		page := pageOf(rows, name, q)
		return Page[T]{Rows: unboxed[T](page.Rows), Offset: page.Offset, Total: page.Total}, nil
	}
}

// filterRows keeps the rows in which every word of the filter is found in some column; 列名:词 asks one column.
func filterRows(cols []Col[any], rows []any, filter string) []any {
	words := search.FilterWords(filter)
	out := make([]any, 0, len(rows))
	for _, row := range rows {
		if !slices.ContainsFunc(words, func(w string) bool { return !rowHas(cols, row, w) }) {
			out = append(out, row)
		}
	}
	return out
}

func rowHas(cols []Col[any], row any, word string) bool {
	name, want, named := strings.Cut(word, ":")
	for _, c := range cols {
		switch text := c.Text(row); {
		case named && (c.name() == name || c.ID == name):
			if whole, exact := strings.CutPrefix(want, "="); exact {
				return whole == text || whole == search.Empty && text == ""
			}
			return search.Sounds(text, want)
		case !named && search.Sounds(text, word):
			return true
		}
	}
	return false
}

// name is what a filter calls the column: its title, without a unit.
func (c Col[T]) name() string { name, _, _ := strings.Cut(c.Title, " "); return name }

// CountRows counts rows by what stands in a column.
func CountRows[T any](cols []Col[T], rows []T, by string) *search.Values {
	return countBoxed(untypedCols(cols), boxed(rows), by)
}

func countBoxed(cols []Col[any], rows []any, by string) *search.Values {
	out := &search.Values{}
	for _, c := range cols {
		out.Fields = append(out.Fields, search.Choice{Value: c.name(), Title: c.name()})
		if c.name() != by && (by != AnyColumn || out.Of != "") {
			continue
		}
		out.Of = c.name()
		var kept []search.KeptRow
		for _, r := range rows {
			kept = append(kept, search.KeptRow{Kept: c.Text(r), Rows: 1})
		}
		out.Rows = search.CountValues(search.FilterField{Title: c.name()}, false, kept)
	}
	return out
}

// AnyColumn counts by the first column that a list can be counted by.
const AnyColumn = "*"

// Counting asks the root for the window that counts a list by the values of a column.
type Counting struct {
	Title string
	By    string                                                       // the column of the last time
	Ask   func(ctx context.Context, by string) (*search.Values, error) // reads the counts
	Take  func(by string, row search.ValueRow) tea.Cmd                 // what Enter does
}

func sortRows(cols []Col[any], rows []any, by []Sort) {
	slices.SortStableFunc(rows, func(a, b any) int {
		for _, s := range by {
			i := slices.IndexFunc(cols, func(c Col[any]) bool { return c.ID == s.Col })
			if i < 0 {
				continue
			}
			n := compareCells(cols[i], a, b)
			if n != 0 && s.Desc && cols[i].Text(a) != "" && cols[i].Text(b) != "" {
				n = -n
			}
			if n != 0 {
				return n
			}
		}
		return 0
	})
}

// compareCells orders two cells; empty ones come last whichever way the column is sorted.
func compareCells(c Col[any], a, b any) int {
	x, y := c.Text(a), c.Text(b)
	switch {
	case x == "" || y == "":
		return cmp.Compare(len(y), len(x)) * boolInt(x != y)
	case c.Compare != nil:
		return c.Compare(a, b)
	case c.Right:
		p, errP := quantity.ParseMoney(x)
		q, errQ := quantity.ParseMoney(y)
		if errP == nil && errQ == nil {
			return cmp.Compare(p, q)
		}
	}
	return cmp.Compare(x, y)
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// pageOf cuts the window out of a list, moved so that it holds the row that is looked for.
func pageOf(rows []any, key func(any) string, q Query) Page[any] {
	offset := min(q.Offset, max(len(rows)-1, 0))
	if q.Find != "" {
		if at := slices.IndexFunc(rows, func(r any) bool { return key(r) == q.Find }); at >= 0 && (at < offset || at >= offset+q.Limit) {
			offset = max(at-q.Limit/2, 0)
		}
	}
	return Page[any]{Rows: rows[offset:min(offset+q.Limit, len(rows))], Offset: offset, Total: len(rows)}
}
