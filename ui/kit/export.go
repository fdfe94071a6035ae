package kit

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"
)

// Export asks the root to write a list to a file.
type Export struct {
	Name     string   // of the list: 房源
	Headings []string // of all columns, also of those that a narrow terminal has no room for
	Total    int      // rows, as last counted

	// Read gives the cells of every row that the list shows, in its order, each as Col.Value has it. It runs in a command.
	Read func(ctx context.Context, each func(cells []any) error) error
}

// exportChunk is how many rows an export reads at once.
const exportChunk = 1000

// export is F7: what the list shows, as filtered and sorted now.
func (t *Table[T]) export() tea.Cmd {
	cols, key, fetch, asked := t.spec.Cols, t.spec.Key, t.spec.Fetch, t.Query()
	e := Export{Name: t.spec.Name, Total: t.total}
	for _, c := range cols {
		e.Headings = append(e.Headings, c.Title)
	}
	e.Read = func(ctx context.Context, each func([]any) error) error {
		q := asked
		q.Limit = exportChunk
		for {
			page, err := guardFetch(ctx, fetch, q)
			if err != nil {
				return err
			}
			for _, row := range page.Rows {
				if err := each(fileCells(cols, row)); err != nil {
					return err
				}
			}
			q.Offset += len(page.Rows)
			if len(page.Rows) == 0 || q.Offset >= page.Total {
				return nil
			}
			q.After = key(page.Rows[len(page.Rows)-1])
		}
	}
	return Send(e)
}

// fileCells are the cells of a row in a file; numbers of columns that have a text alone are without thousands separators.
func fileCells[T any](cols []Col[T], row T) []any {
	cells := make([]any, len(cols))
	for i, c := range cols {
		switch {
		case c.Value != nil:
			cells[i] = c.Value(row)
		case c.Right:
			cells[i] = strings.ReplaceAll(c.Text(row), ",", "")
		default:
			cells[i] = c.Text(row)
		}
	}
	return cells
}

// whyNoExport says why there is nothing to write.
func (t *Table[T]) whyNoExport() string {
	switch {
	case !t.loaded:
		return textReading
	case t.total == 0:
		return "没有可以导出的记录"
	}
	return ""
}
