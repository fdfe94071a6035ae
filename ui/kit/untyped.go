package kit

import (
	"context"

	tea "charm.land/bubbletea/v2"
)

// untyped is a table's spec whose rows are values without a type: each function knows which one they have.
func untyped[T any](spec TableSpec[T]) TableSpec[any] {
	out := TableSpec[any]{
		Cols: untypedCols(spec.Cols), Key: func(r any) string { return spec.Key(r.(T)) },
		Fetch: func(ctx context.Context, q Query) (Page[any], error) {
			page, err := spec.Fetch(ctx, q)
			return Page[any]{Rows: boxed(page.Rows), Offset: page.Offset, Total: page.Total, Sums: page.Sums, Values: page.Values}, err
		},
		Empty: spec.Empty, Multi: spec.Multi, Filter: spec.Filter, Sort: spec.Sort, Find: spec.Find, Name: spec.Name, Noted: spec.Noted, Place: spec.Place,
	}
	if spec.Moved != nil {
		out.Moved = func(r any) tea.Cmd { return spec.Moved(r.(T)) }
	}
	return out
}

func untypedCols[T any](cols []Col[T]) []Col[any] {
	out := make([]Col[any], len(cols))
	for i, c := range cols {
		o := Col[any]{
			ID: c.ID, Title: c.Title, Width: c.Width, Flex: c.Flex, Right: c.Right, Filter: c.Filter, Drop: c.Drop, Sums: c.Sums,
			Text: func(r any) string { return c.Text(r.(T)) },
		}
		if c.Value != nil {
			o.Value = func(r any) any { return c.Value(r.(T)) }
		}
		if c.Style != nil {
			o.Style = func(th *Theme, r any) Style { return c.Style(th, r.(T)) }
		}
		if c.Compare != nil {
			o.Compare = func(a, b any) int { return c.Compare(a.(T), b.(T)) }
		}
		out[i] = o
	}
	return out
}

func boxed[T any](rows []T) []any {
	out := make([]any, len(rows))
	for i, r := range rows {
		out[i] = r
	}
	return out
}

func unboxed[T any](rows []any) []T {
	out := make([]T, len(rows))
	for i, r := range rows {
		out[i] = r.(T)
	}
	return out
}
