package report

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"penggai/store/report"
	"penggai/ui/kit"
)

// shown is a report with the width of its columns in cells.
type shown struct {
	report.Report
	widths []int // of the cells, without headings
}

// measure finds the widths; it runs in the command that reads.
func measure(r report.Report) shown {
	s, lines := shown{r, make([]int, len(r.Columns))}, r.Lines()
	for i, c := range r.Columns {
		for _, line := range lines {
			s.widths[i] = max(s.widths[i], kit.Width(line.Cells[i].Show(c.Kind)))
		}
		s.widths[i] = min(max(s.widths[i], kit.Width(r.Totals[i].Show(c.Kind))), widestCell)
	}
	return s
}

const widestCell = 30

// grid is the table of a report: the cursor stands on one figure; rows are sorted and filtered, the totals stay below.
type grid struct {
	r      shown
	kept   report.Report // what the filter leaves, in the order of the screen
	rows   []report.Line // its rows, and what districts come to
	total  []report.Value
	bad    string // why the filter is none
	cur    int    // among rows; len(rows) is the line of totals
	col    int
	top    int // first visible row
	left   int // first visible column behind the fixed ones
	height int // visible rows, as last drawn

	sortCol int // -1: as the report has them
	desc    bool
	filter  string
	typed   *kit.Input
	before  string

	layout []placedCol
	x, y   int // where the grid stands in the body
}

// placedCol is one column as it was last drawn.
type placedCol struct{ col, at, width int }

// liveRows is how many rows are filtered while a filter is typed; above, Enter filters.
const liveRows = 5000

// show takes a report; cursor, order and filter stay where they make sense.
func (g *grid) show(r shown) {
	first := g.r.Columns == nil
	g.r = r
	if first {
		g.sortCol = -1
		for g.col = 0; g.col < len(r.Columns)-1 && r.Columns[g.col].Kind == report.Text; g.col++ {
		}
		if r.Columns[g.col].Kind == report.Text {
			g.col = 0
		}
	}
	g.arrange()
}

// arrange filters and sorts. A filter that cannot be understood leaves no row, and says why.
func (g *grid) arrange() {
	kept, err := g.r.Kept(g.filter)
	if g.bad = ""; err != nil {
		g.bad = err.Error()
	}
	if g.sortCol >= 0 && g.sortCol < len(kept.Columns) {
		kept = kept.Ordered(kept.Columns[g.sortCol].Key, g.desc)
	}
	g.kept, g.rows, g.total = kept, nil, nil
	for _, line := range kept.Lines() {
		if line.Total {
			g.total = line.Cells
			continue
		}
		g.rows = append(g.rows, line)
	}
	g.step(0)
}

// hasTotals reports whether there is a line of totals.
func (g *grid) hasTotals() bool { return g.total != nil }

// at is the figure under the cursor: the line in which it stands, and its column.
func (g *grid) at() (line report.Line, col int, ok bool) {
	switch {
	case g.cur < len(g.rows):
		return g.rows[g.cur], g.col, true
	case g.hasTotals():
		return report.Line{Cells: g.total, Row: -1, Total: true}, g.col, true
	}
	return report.Line{}, 0, false
}

// column is the column under the cursor.
func (g *grid) column() (report.Column, bool) {
	if g.col < len(g.r.Columns) {
		return g.r.Columns[g.col], true
	}
	return report.Column{}, false
}

// step moves the cursor by rows.
func (g *grid) step(n int) {
	last := len(g.rows) - 1
	if g.hasTotals() {
		last++
	}
	g.cur = max(min(g.cur+n, last), 0)
	if g.cur < g.top {
		g.top = g.cur
	}
	if g.height > 0 && g.cur < len(g.rows) && g.cur >= g.top+g.height {
		g.top = g.cur - g.height + 1
	}
	g.top = max(min(g.top, len(g.rows)-g.height), 0)
}

// key moves the cursor.
func (g *grid) key(name string) {
	switch kit.Move(name) {
	case "up":
		g.step(-1)
	case "down":
		g.step(1)
	case "pgup":
		g.step(-max(g.height-1, 1))
	case "pgdown":
		g.step(max(g.height-1, 1))
	case "home":
		g.step(-len(g.rows) - 1)
	case "end":
		g.step(len(g.rows) + 1)
	case "left":
		g.col = max(g.col-1, 0)
	case "right":
		g.col = max(min(g.col+1, len(g.r.Columns)-1), 0)
	}
}

func (g *grid) wheel(m tea.MouseWheelMsg) {
	if m.Button == tea.MouseWheelUp {
		g.step(-3)
	} else {
		g.step(3)
	}
}

// click puts the cursor on a figure, or sorts by a heading; it reports whether the figure had the cursor already.
func (g *grid) click(m tea.MouseClickMsg) bool {
	y := m.Y - g.y
	col := slices.IndexFunc(g.layout, func(p placedCol) bool { return m.X-g.x >= p.at && m.X-g.x <= p.at+p.width })
	if m.Button != tea.MouseLeft || col < 0 || y < 0 {
		return false
	}
	at := g.layout[col].col
	if y == 0 {
		g.col = at
		g.cycle()
		return false
	}
	row := g.top + y - 1
	switch shown := min(g.height, len(g.rows)-g.top); {
	case y <= shown:
	case y == shown+1 && g.hasTotals():
		row = len(g.rows)
	default:
		return false
	}
	again := row == g.cur && at == g.col
	g.cur, g.col = row, at
	return again
}

// cycle sorts by the column under the cursor: ascending, descending, as the report has it.
func (g *grid) cycle() tea.Cmd {
	switch {
	case g.sortCol != g.col:
		g.sortCol, g.desc = g.col, false
	case !g.desc:
		g.desc = true
	default:
		g.sortCol, g.desc = -1, false
	}
	g.arrange()
	return nil
}

func (g *grid) typing() bool { return g.typed != nil }

func (g *grid) openFilter() tea.Cmd {
	g.typed, g.before = kit.NewInput(), g.filter
	g.typed.SetValue(g.filter)
	return nil
}

// typeFilter edits the filter; a short report is filtered while it is typed.
func (g *grid) typeFilter(msg tea.Msg) tea.Cmd {
	enter := false
	if k, ok := msg.(tea.KeyPressMsg); ok {
		switch name := kit.KeyName(k); name {
		case "enter", "tab":
			enter = true
		case "up", "down", "pgup", "pgdown":
			g.key(name)
			return nil
		}
	}
	var cmd tea.Cmd
	if !enter {
		cmd = g.typed.Update(msg)
	}
	if text := g.typed.Value(); text != g.filter && (enter || len(g.r.Rows) <= liveRows) {
		g.filter, g.cur, g.top = text, 0, 0
		g.arrange()
	}
	if enter {
		g.typed = nil
	}
	return cmd
}

const filterWidth = 40

func (g *grid) cursorAt(y int) *tea.Cursor {
	_, x := g.typed.Line(filterWidth)
	return kit.BarCursor(kit.Width(textFilterPrompt)+x, y)
}

// escape leaves the filter line or takes the filter away; false when there was neither.
func (g *grid) escape() bool {
	switch {
	case g.typed != nil:
		g.typed, g.filter = nil, g.before
	case g.filter != "":
		g.filter = ""
	default:
		return false
	}
	g.arrange()
	return true
}
