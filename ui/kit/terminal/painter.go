package terminal

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// Painter knows what stands on a terminal of w columns and h lines, and says what to write so that another frame stands there.
type Painter struct {
	w, h   int
	rows   []row // as they stand there; none before the first frame
	cursor *tea.Cursor
	mouse  tea.MouseMode
	title  string
	synced bool // the terminal can take a frame at once
}

// Resize says that the terminal has another size: nothing on it counts any more.
func (p *Painter) Resize(w, h int) { p.w, p.h, p.rows = w, h, nil }

// Frame is what to write so that a view stands on the terminal; empty when it stands there.
func (p *Painter) Frame(v tea.View) string {
	var rows, out strings.Builder
	p.paint(&rows, v.Content)
	painted, shown := rows.Len() > 0, p.cursor != nil
	if painted && shown && !p.synced {
		out.WriteString(ansi.ResetModeTextCursorEnable) // it does not fly about the screen
		shown = false
	}
	out.WriteString(rows.String())
	p.modes(&out, v)
	p.place(&out, v.Cursor, painted, shown)
	if p.synced && painted {
		return ansi.SetModeSynchronizedOutput + out.String() + ansi.ResetModeSynchronizedOutput
	}
	return out.String()
}

// paint writes the rows that differ.
func (p *Painter) paint(out *strings.Builder, content string) {
	if p.rows == nil {
		out.WriteString(styleOff + ansi.EraseEntireScreen)
		p.rows = make([]row, p.h)
	}
	y := 0
	for line := range strings.SplitSeq(content, "\n") {
		if y >= len(p.rows) {
			return
		}
		r := readRow(line, p.w)
		r.write(out, y, p.rows[y])
		p.rows[y] = r
		y++
	}
	for ; y < len(p.rows); y++ {
		row{}.write(out, y, p.rows[y])
		p.rows[y] = row{}
	}
}

// modes writes what a view wants of the terminal besides its rows.
func (p *Painter) modes(out *strings.Builder, v tea.View) {
	if v.WindowTitle != p.title {
		p.title = v.WindowTitle
		out.WriteString(ansi.SetWindowTitle(p.title))
	}
	if v.MouseMode == p.mouse {
		return
	}
	if p.mouse != tea.MouseModeNone {
		out.WriteString(mouseOff)
	}
	switch p.mouse = v.MouseMode; p.mouse {
	case tea.MouseModeNone:
	case tea.MouseModeCellMotion:
		out.WriteString(ansi.SetModeMouseButtonEvent + ansi.SetModeMouseExtSgr)
	case tea.MouseModeAllMotion:
		out.WriteString(ansi.SetModeMouseAnyEvent + ansi.SetModeMouseExtSgr)
	}
}

const mouseOff = ansi.ResetModeMouseButtonEvent + ansi.ResetModeMouseAnyEvent + ansi.ResetModeMouseExtSgr

// place puts the cursor where a view wants it; shown says whether it is to be seen now.
func (p *Painter) place(out *strings.Builder, c *tea.Cursor, painted, shown bool) {
	before := p.cursor
	p.cursor = nil
	if c == nil {
		if shown {
			out.WriteString(ansi.ResetModeTextCursorEnable)
		}
		return
	}
	copied := *c
	p.cursor = &copied
	if before == nil || before.Shape != c.Shape || before.Blink != c.Blink {
		out.WriteString(ansi.SetCursorStyle(cursorStyle(c)))
	}
	if painted || before == nil || before.Position != c.Position {
		place(out, c.X, c.Y)
	}
	if !shown {
		out.WriteString(ansi.SetModeTextCursorEnable)
	}
}

// cursorStyle is the number of a shape: a blinking block is 1, a steady one 2, and so on.
func cursorStyle(c *tea.Cursor) int {
	n := 2*int(c.Shape) + 1
	if !c.Blink {
		n++
	}
	return n
}
