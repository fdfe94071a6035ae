package kittest

import (
	"context"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"

	"penggai/ui/kit"
)

// WholeNumbers draws a row at the usual widths and fails where a number of a column that is shown is cut or runs into the next.
func WholeNumbers[R any](t *testing.T, name string, cols []kit.Col[R], row R) {
	t.Helper()
	key := func(R) string { return "row" }
	table := kit.NewTable(kit.TableSpec[R]{
		Cols: cols, Key: key, Fetch: kit.Slice(cols, key, func(context.Context) ([]R, error) { return []R{row}, nil }),
	})
	table.Update(table.Init()())
	for _, w := range []int{80, 120, 200} {
		lines := table.Lines(kit.NewTheme(true, colorprofile.ASCII, false), w, 5)
		wanted := map[string]int{}
		for _, c := range cols {
			if text := c.Text(row); c.Right && text != "" && strings.Contains(lines[0], c.Title) {
				wanted[text]++
			}
		}
		for text, n := range wanted {
			if strings.Count(lines[1], " "+text) < n {
				t.Errorf("%s at %d: %s is not whole\n%s\n%s", name, w, text, lines[0], lines[1])
			}
		}
		if kit.Width(lines[1]) > w {
			t.Errorf("%s at %d: %d cells", name, w, kit.Width(lines[1]))
		}
	}
}
