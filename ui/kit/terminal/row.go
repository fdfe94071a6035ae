package terminal

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/text/width"
)

// cell is one column of a row: what begins there. The second column of a wide character has no text and no cells.
type cell struct {
	text  string
	style string // the escape sequences that are in force
	cells int
}

// row is a line of a frame, column by column, without the plain blanks that end it.
type row struct {
	cells []cell
	vague bool // holds a character that some terminals draw wider than others
}

// styleOff ends every style.
const styleOff = "\x1b[m"

// readRow takes a painted line apart; what does not fit into w columns is left out. Of escape sequences only those of styles count.
func readRow(line string, w int) (r row) {
	style, state := "", byte(0)
	for line != "" && len(r.cells) < w {
		if c := line[0]; c >= 0x20 && c < 0x7f {
			n := 1
			for n < len(line) && line[n] >= 0x20 && line[n] < 0x7f {
				n++
			}
			if n < len(line) && line[n] >= utf8.RuneSelf {
				n-- // a sign may combine with the last letter
			}
			for i := range n {
				r.cells = append(r.cells, cell{line[i : i+1], style, 1})
			}
			if line = line[n:]; n > 0 {
				continue
			}
		}
		seq, cells, n, next := ansi.DecodeSequence(line, state, nil)
		line, state = line[n:], next
		switch {
		case cells > 0:
			r = r.with(seq, style, cells)
		case strings.HasPrefix(seq, "\x1b[") && strings.HasSuffix(seq, "m"):
			if seq == styleOff || seq == "\x1b[0m" {
				style = ""
			} else {
				style += seq
			}
		}
	}
	r.cells = r.cells[:min(len(r.cells), w)]
	if n := len(r.cells); n > 0 && r.cells[n-1].cells > 1 { // its second half does not fit
		r.cells = r.cells[:n-1]
	}
	for n := len(r.cells); n > 0 && r.cells[n-1] == (cell{" ", "", 1}); n-- {
		r.cells = r.cells[:n-1]
	}
	return r
}

func (r row) with(text, style string, cells int) row {
	r.vague = r.vague || vague(text)
	r.cells = append(r.cells, cell{text, style, cells})
	for range cells - 1 {
		r.cells = append(r.cells, cell{"", style, 0})
	}
	return r
}

// vague reports whether terminals do not agree about the width of a character: those that East Asian fonts draw wide or narrow, and those
// of several signs.
func vague(text string) bool {
	first, n := utf8.DecodeRuneInString(text)
	return n < len(text) || width.LookupRune(first).Kind() == width.EastAsianAmbiguous
}

// near is how many unchanged columns are written again rather than skipped: the sequence that skips them is as long.
const near = 6

// write writes what turns the row before into this one at line y, counted from 0. A row with a character of vague width is written whole:
// nobody knows in which column the rest of it stands.
func (r row) write(out *strings.Builder, y int, before row) {
	if r.vague || before.vague {
		if !r.same(before) {
			place(out, 0, y)
			out.WriteString("\x1b[K") // before, since in the last column it would erase what was just written
			r.span(out, y, 0, len(r.cells))
		}
		return
	}
	common := min(len(r.cells), len(before.cells))
	for x := 0; x < len(r.cells); x++ {
		if x < common && r.cells[x] == before.cells[x] {
			continue
		}
		from, to := x, x+1
		for gap := 0; x+1 < len(r.cells) && gap <= near; {
			if x++; x < common && r.cells[x] == before.cells[x] {
				gap++
			} else {
				gap, to = 0, x+1
			}
		}
		for from > 0 && r.cells[from].cells == 0 {
			from--
		}
		r.span(out, y, from, to)
	}
	if len(before.cells) > len(r.cells) {
		place(out, len(r.cells), y)
		out.WriteString("\x1b[K")
	}
}

func (r row) same(o row) bool {
	if len(r.cells) != len(o.cells) {
		return false
	}
	for i := range r.cells {
		if r.cells[i] != o.cells[i] {
			return false
		}
	}
	return true
}

// span writes the columns from one up to another.
func (r row) span(out *strings.Builder, y, from, to int) {
	place(out, from, y)
	style := ""
	for _, c := range r.cells[from:to] {
		if c.style != style {
			if style != "" {
				out.WriteString(styleOff)
			}
			out.WriteString(c.style)
			style = c.style
		}
		out.WriteString(c.text)
	}
	if style != "" {
		out.WriteString(styleOff)
	}
}

// place moves the cursor to a column and line, both counted from 0.
func place(out *strings.Builder, x, y int) { out.WriteString(ansi.CursorPosition(x+1, y+1)) }
