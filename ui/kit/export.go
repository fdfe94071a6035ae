package kit

import (
	"context"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation/civil"
	"penggai/allocation/quantity"
)

// Export asks the root to write a list to a file.
type Export struct {
	Name    string         // of the list: 房源
	Columns []ExportColumn // all, also those that a narrow terminal has no room for
	Filter  string         // in force
	Order   string         // the columns that it is sorted by, in words
	Note    string         // what the whole list comes to
	Total   int            // rows, as last counted
	Format  string         // of the file, as chosen

	// Read gives the cells of every row that the list shows, in its order, each as Col.Value has it. It runs in a command.
	Read func(ctx context.Context, each func(cells []any) error) error
}

// ExportColumn is one column of a list in a file.
type ExportColumn struct {
	Title string // with the unit of its numbers
	Width int    // cells
	Sum   bool
}

// ExportFormats are the files that F7 writes, the usual one first.
var ExportFormats = []Choice{
	{Key: "xlsx", Label: "xlsx 表格", Note: "Excel、WPS，可改后再导入"},
	{Key: "csv", Label: "csv 文本表格", Note: "其他程序"},
}

// exportChunk is how many rows an export reads at once.
const exportChunk = 1000

// export is F7: it asks for the kind of file.
func (t *Grid) export() tea.Cmd {
	return Pick(PickerSpec{Title: fmtExport(t.spec.Name, t.total), Choices: ExportFormats}, func(got []Choice) tea.Cmd {
		e := t.exported()
		e.Format = got[0].Key
		return Send(e)
	})
}

// exported is what the list shows, as filtered and sorted now.
func (t *Grid) exported() Export {
	cols, key, fetch, asked := t.spec.Cols, t.spec.Key, t.spec.Fetch, t.Query()
	e := Export{Name: t.spec.Name, Total: t.total, Filter: asked.Filter}
	for _, c := range cols {
		e.Columns = append(e.Columns, ExportColumn{c.Title, c.Width, c.Sums})
	}
	var order []string
	for _, o := range asked.Sort {
		for _, c := range cols {
			if c.ID != o.Col {
				continue
			}
			word := c.Title
			if o.Desc {
				word += " 降序"
			}
			order = append(order, word)
		}
	}
	e.Order = strings.Join(order, "、")
	if t.spec.Noted != nil {
		e.Note = t.spec.Noted(t.sums, t.total)
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
	return e
}

// fileCells are the cells of a row in a file; numbers of columns that have a text alone are without thousands separators.
func fileCells(cols []Col[any], row any) []any {
	cells := make([]any, len(cols))
	for i, c := range cols {
		switch {
		case c.Value != nil:
			cells[i] = c.Value(row)
		case c.Right:
			cells[i] = quantity.NumberOrText(strings.ReplaceAll(c.Text(row), ",", ""))
		default:
			cells[i] = civil.DayOrText(c.Text(row))
		}
	}
	return cells
}

func fmtExport(name string, rows int) string {
	return fmt.Sprintf("导出 %s %s 行", name, Count(rows))
}

// whyNoExport says why there is nothing to write.
func (t *Grid) whyNoExport() string {
	switch {
	case !t.loaded:
		return textReading
	case t.total == 0:
		return "没有可以导出的记录"
	}
	return ""
}
