package picture

import (
	"strings"

	"penggai/ui/kit"
)

// Curve is a line through values at equal distances.
type Curve struct {
	Values []int64
	Known  []bool // which of them there are; nil: all
	Text   func(int64) string
	From   string // what the first value belongs to
	To     string // and the last
}

// Draw renders the curve in w cells by h lines: a scale at the left, below it where it begins and ends. The scale begins at nothing unless
// the values lie close together far from it; what is not nothing stands above the ground line. Dots are braille, a cell wide in every
// locale, and stars where only ASCII is shown.
func (c Curve) Draw(th *kit.Theme, w, h int) []string {
	low, high := c.Scale()
	labels := []string{c.Text(high), c.Text((low + high) / 2), c.Text(low)}
	wide := 0
	for _, l := range labels {
		wide = max(wide, kit.Width(l))
	}
	rows, cells := max(h-1, 2), max(w-wide-2, 4)
	d := newDots(th, cells, rows)
	c.plot(d, low, high)
	out := make([]string, 0, h)
	for y := range rows {
		label := ""
		switch y {
		case 0:
			label = labels[0]
		case rows / 2:
			label = labels[1]
		case rows - 1:
			label = labels[2]
		}
		out = append(out, th.Muted.Render(kit.PadLeft(label, wide)+" |")+th.Accent.Render(d.line(y)))
	}
	foot := kit.Sides(c.From, c.To, cells)
	return append(out, kit.Space(wide+2)+th.Muted.Render(foot))
}

// Scale is the least and the greatest value of the axis, which differ.
func (c Curve) Scale() (low, high int64) {
	first := true
	for i, v := range c.Values {
		if c.Known != nil && !c.Known[i] {
			continue
		}
		if first {
			low, high, first = v, v, false
		}
		low, high = min(low, v), max(high, v)
	}
	if low >= 0 && low < high-high/4 { // far from even: the whole height from nothing
		low = 0
	}
	if spread := high - low; low > 0 && spread > 0 { // close together: some room below
		low = max(low-spread/4, 0)
	}
	if low == high {
		if low > 0 {
			return 0, high
		}
		return low, low + 1
	}
	return low, high
}

// plot draws the values, each joined to the one before it.
func (c Curve) plot(d *dots, low, high int64) {
	n := len(c.Values)
	at := func(i int) (x, y int) {
		if n > 1 {
			x = i * (d.wide - 1) / (n - 1)
		}
		up := int64(d.high - 1)
		y = int(((c.Values[i]-low)*up*2 + (high - low)) / ((high - low) * 2))
		if y == 0 && c.Values[i] > low && low == 0 {
			y = 1
		}
		return x, d.high - 1 - y
	}
	before := -1
	for i := range n {
		if c.Known != nil && !c.Known[i] {
			before = -1
			continue
		}
		x, y := at(i)
		if before >= 0 {
			fromX, fromY := at(before)
			d.join(fromX, fromY, x, y)
		}
		d.set(x, y)
		before = i
	}
}

// dots are a field of dots, several to a cell.
type dots struct {
	wide, high int // in dots
	cells      int
	perX, perY int
	ascii      bool
	on         map[[2]int]bool
}

func newDots(th *kit.Theme, cells, rows int) *dots {
	d := &dots{cells: cells, perX: 2, perY: 4, on: map[[2]int]bool{}}
	if th.ASCII {
		d.perX, d.perY, d.ascii = 1, 1, true
	}
	d.wide, d.high = cells*d.perX, rows*d.perY
	return d
}

func (d *dots) set(x, y int) { d.on[[2]int{x, y}] = true }

// join sets the dots of a line between two dots.
func (d *dots) join(x0, y0, x1, y1 int) {
	steps := max(x1-x0, y1-y0, y0-y1, 1)
	for i := range steps {
		d.set(x0+(x1-x0)*i/steps, y0+(y1-y0)*i/steps)
	}
}

// brailleDots are the bits of a braille cell by column and row of the dot.
var brailleDots = [2][4]rune{{0x01, 0x02, 0x04, 0x40}, {0x08, 0x10, 0x20, 0x80}}

// line is a row of cells.
func (d *dots) line(row int) string {
	var b strings.Builder
	for cell := range d.cells {
		if d.ascii {
			if d.on[[2]int{cell, row}] {
				b.WriteByte('*')
			} else {
				b.WriteByte(' ')
			}
			continue
		}
		var bits rune
		for x := range 2 {
			for y := range 4 {
				if d.on[[2]int{cell*2 + x, row*4 + y}] {
					bits |= brailleDots[x][y]
				}
			}
		}
		if bits == 0 {
			b.WriteByte(' ')
			continue
		}
		b.WriteRune(0x2800 + bits)
	}
	return b.String()
}
