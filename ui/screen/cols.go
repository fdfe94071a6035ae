package screen

import (
	"cmp"

	"penggai/allocation/civil"
	"penggai/store/engine"
	"penggai/ui/kit"
)

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
