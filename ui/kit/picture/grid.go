package picture

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"penggai/ui/kit"
)

// GridCell is one field of a Grid: a shop of a floor.
type GridCell struct {
	Key   string     // names it for good; empty: a gap that cannot have the cursor
	Word  string     // two 汉字 in the block: 闲置
	Note  string     // below the block: 142
	State string     // hue of the block, see Theme.Block
	Style *kit.Style // paints the block instead of State, e.g. by expiry
}

// GridRow is one floor.
type GridRow struct {
	Label string
	Cells []GridCell
}

// Grid draws rows of blocks, floors by shops, with a cursor that goes in four directions. Blocks are background
// colours; without colours their words stand in brackets. It scrolls sideways and up and down when it does not fit.
type Grid struct {
	Rows     []GridRow
	row, col int
	left     int // first visible column
	top      int // first visible row
	x, y     int
	shown    int // visible columns, as last drawn
}

const (
	gridCell  = 6 // cells of a block
	gridLabel = 7 // cells of a row's label
)

// SetRows replaces what is drawn; the cursor stays on its cell by key.
func (g *Grid) SetRows(rows []GridRow) {
	now, _ := g.Current()
	g.Rows = rows
	if now.Key == "" || !g.Find(now.Key) {
		g.row, g.col = 0, 0
		g.skipGap(1)
	}
}

// Find puts the cursor on a cell.
func (g *Grid) Find(key string) bool {
	for r, row := range g.Rows {
		for c, cell := range row.Cells {
			if cell.Key == key {
				g.row, g.col = r, c
				return true
			}
		}
	}
	return false
}

// Current is the cell under the cursor.
func (g *Grid) Current() (GridCell, bool) { return g.cell(g.row, g.col) }

// Neighbours are the cells at the left and right of the cursor; a missing one has an empty Key.
func (g *Grid) Neighbours() (left, right GridCell) {
	left, _ = g.cell(g.row, g.col-1)
	right, _ = g.cell(g.row, g.col+1)
	return left, right
}

func (g *Grid) cell(row, col int) (GridCell, bool) {
	if row < 0 || row >= len(g.Rows) || col < 0 || col >= len(g.Rows[row].Cells) {
		return GridCell{}, false
	}
	c := g.Rows[row].Cells[col]
	return c, c.Key != ""
}

// At says where in the body the grid stands, for the mouse.
func (g *Grid) At(x, y int) { g.x, g.y = x, y }

// Update moves the cursor; moved says whether it is on another cell now.
func (g *Grid) Update(msg tea.Msg) (moved bool) {
	row, col := g.row, g.col
	switch m := msg.(type) {
	case tea.KeyPressMsg:
		g.move(kit.Move(kit.KeyName(m)))
	case tea.MouseClickMsg:
		r, c := g.top+(m.Y-g.y-1)/2, g.left+(m.X-g.x-gridLabel)/gridCell
		if _, ok := g.cell(r, c); ok && m.Y > g.y && m.X >= g.x+gridLabel {
			g.row, g.col = r, c
		}
	case tea.MouseWheelMsg:
		g.move(map[tea.MouseButton]string{tea.MouseWheelUp: "up", tea.MouseWheelDown: "down", tea.MouseWheelLeft: "left", tea.MouseWheelRight: "right"}[m.Button])
	}
	if len(g.Rows) == 0 {
		return false
	}
	if _, ok := g.Current(); !ok {
		g.row, g.col = row, col
	}
	return row != g.row || col != g.col
}

func (g *Grid) move(to string) {
	if len(g.Rows) == 0 {
		return
	}
	switch to {
	case "up":
		g.row = max(g.row-1, 0)
	case "down":
		g.row = min(g.row+1, len(g.Rows)-1)
	case "left":
		g.step(-1)
	case "right":
		g.step(1)
	case "home":
		g.col = 0
		g.skipGap(1)
	case "end":
		g.col = len(g.Rows[g.row].Cells) - 1
		g.skipGap(-1)
	}
	g.col = max(min(g.col, len(g.Rows[g.row].Cells)-1), 0)
	if to == "up" || to == "down" {
		g.skipGap(1)
	}
}

// step goes to the next cell that is no gap.
func (g *Grid) step(n int) {
	for c := g.col + n; c >= 0 && c < len(g.Rows[g.row].Cells); c += n {
		if g.Rows[g.row].Cells[c].Key != "" {
			g.col = c
			return
		}
	}
}

// skipGap leaves a gap in one direction, or in the other when there is nothing that way.
func (g *Grid) skipGap(n int) {
	for range 2 {
		if _, ok := g.Current(); ok || g.row >= len(g.Rows) {
			return
		}
		g.step(n)
		n = -n
	}
}

// Lines renders the grid in w cells by h lines: numbers of the shops, then two lines a floor.
func (g *Grid) Lines(th *kit.Theme, w, h int) []string {
	cols := 0
	for _, r := range g.Rows {
		cols = max(cols, len(r.Cells))
	}
	g.shown = max((w-gridLabel)/gridCell, 1)
	g.left = max(min(g.left, g.col), g.col-g.shown+1, 0)
	rows := max((h-1)/2, 1)
	g.top = max(min(g.top, g.row), g.row-rows+1, 0)
	head := kit.Space(gridLabel)
	for c := g.left; c < min(g.left+g.shown, cols); c++ {
		head += kit.Center(strconv.Itoa(c+1), gridCell)
	}
	if g.left+g.shown < cols {
		head = kit.Fit(head, w-2) + " >"
	}
	out := []string{th.Head.Render(head)}
	for r := g.top; r < min(g.top+rows, len(g.Rows)); r++ {
		blocks := th.Head.Render(kit.Fit(" "+g.Rows[r].Label, gridLabel))
		notes := kit.Space(gridLabel)
		for c := g.left; c < min(g.left+g.shown, len(g.Rows[r].Cells)); c++ {
			cell := g.Rows[r].Cells[c]
			blocks += g.block(th, cell, r == g.row && c == g.col)
			notes += kit.FitLeft(cell.Note, gridCell-1) + " "
		}
		out = append(out, blocks, th.Muted.Render(notes))
	}
	return out
}

// block renders one cell: the word in its colour, in brackets under the cursor and without colours.
func (g *Grid) block(th *kit.Theme, c GridCell, cursor bool) string {
	if c.Key == "" {
		return kit.Space(gridCell)
	}
	style := th.Block(c.State)
	if c.Style != nil {
		style = *c.Style
	}
	word := kit.Fit(c.Word, gridCell-2)
	switch {
	case cursor:
		return th.Strong.Plus(style).Render(">" + word + "<")
	case th.Plain:
		return "[" + word + "]"
	}
	return style.Render(" "+word) + " "
}
