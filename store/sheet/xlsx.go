package sheet

import (
	"context"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
)

// reader reads the rows of one sheet.
type reader struct {
	book    *Book
	shared  []string
	dates   []bool
	pending []merge // not begun yet
	open    []merge // that reach into the row
	cells   []Cell
	row     int // from 0
	filled  int
	each    func(Row) error
}

func (b *Book) xlsxRows(ctx context.Context, at string, each func(Row) error) error {
	r := reader{book: b, dates: b.dateStyles(), each: each, row: -1}
	var err error
	if r.shared, err = b.shared(); err != nil {
		return err
	}
	if r.pending, err = b.merges(ctx, at); err != nil {
		return err
	}
	part, err := b.part(at).Open()
	if err != nil {
		return err
	}
	defer func() { _ = part.Close() }() // it only reads
	return r.read(ctx, newTags(part))
}

// read goes through the part: row, cell, value.
func (r *reader) read(ctx context.Context, d *tags) error {
	var c openCell
	for {
		k, err := d.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if k == tagText {
			c.take(d.text)
			continue
		}
		switch name := d.name(); {
		case k == tagEnd:
			err = r.close(name, &c)
			if name == "sheetData" {
				return err
			}
		case name == "row":
			if err = r.begin(string(d.attr("r"))); err == nil && r.row%512 == 0 {
				err = ctx.Err()
			}
			c.next = 0
		case name == "rPh":
			c.spoken = true
		default:
			c.start(name, d)
		}
		if err != nil {
			return err
		}
	}
}

// close takes the end of an element.
func (r *reader) close(name string, c *openCell) error {
	switch name {
	case "v", "t":
		c.taking = false
	case "rPh":
		c.spoken = false
	case "c":
		return r.cell(c.column, c.style, c.kind, c.formula && !c.valued, string(c.text))
	case "row":
		return r.end()
	}
	return nil
}

// openCell is the cell that is being read: its place and kind, and the text of its value so far.
type openCell struct {
	column, style int
	kind          string
	formula       bool
	valued        bool // the file holds a value
	text          []byte
	taking        bool // inside the value
	spoken        bool // inside how a text is pronounced
	next          int  // the column of a cell that does not say its own
}

// start takes the beginning of a cell, or of a part of it.
func (c *openCell) start(name string, d *tags) {
	switch name {
	case "c":
		c.column, c.style, c.kind, c.formula, c.valued, c.text = c.next, 0, kindOf(d.attr("t")), false, false, c.text[:0]
		if ref := d.attr("r"); ref != nil {
			if column, _ := place(string(ref)); column >= 0 {
				c.column = column
			}
		}
		if style := d.attr("s"); style != nil {
			c.style, _ = strconv.Atoi(string(style))
		}
		c.next = c.column + 1
	case "v", "t":
		c.taking, c.valued = !c.spoken, c.valued || !c.spoken
	case "f":
		c.formula = true
	}
}

// kindOf is the kind of a cell as the file names it; the usual ones are not made anew.
func kindOf(name []byte) string {
	for _, k := range []string{"s", "inlineStr", "str", "n"} {
		if string(name) == k {
			return k
		}
	}
	return string(name)
}

// take adds to the value, up to what a cell may hold.
func (c *openCell) take(text []byte) {
	if c.taking && len(c.text) <= MaxCell*4 {
		c.text = append(c.text, text...)
	}
}

func (r *reader) begin(no string) error {
	next := r.row + 1
	if n, err := strconv.Atoi(no); err == nil && n-1 >= next {
		next = n - 1
	}
	if r.row = next; r.row >= MaxRows {
		return ErrManyRows.With(r.book.Name)
	}
	r.cells = r.cells[:0]
	return nil
}

// cell takes a cell of the row; pending is a formula of which the file holds no value.
func (r *reader) cell(column, style int, kind string, pending bool, text string) error {
	c := Cell{Text: text}
	switch kind {
	case "s":
		n, err := strconv.Atoi(strings.TrimSpace(text))
		if err != nil || n < 0 || n >= len(r.shared) {
			if text != "" {
				return ErrBroken.With(r.book.Name)
			}
			break
		}
		c.Text = r.shared[n]
	case "str", "inlineStr", "d":
	case "e":
		c.Kind = Fault
	case "b":
		c.Text = map[string]string{"1": "是", "0": "否"}[text]
	default:
		if text != "" {
			c.Kind = Number
			if style >= 0 && style < len(r.dates) && r.dates[style] {
				c.Kind, c.since = Serial, int16(r.book.Epoch)
			}
		}
	}
	if c.Kind == Text {
		c.Text = Clean(c.Text)
	}
	if pending {
		c.Kind = Pending
	}
	return r.put(column, c)
}

// put stores a cell. Errors: ErrLongCell, ErrManyCols.
func (r *reader) put(column int, c Cell) error {
	switch {
	case c.Empty():
		return nil
	case column >= MaxColumns:
		return ErrManyCols.With(r.book.Name)
	case len(c.Text) > MaxCell && len([]rune(c.Text)) > MaxCell:
		return ErrLongCell.With(where("", r.row+1))
	}
	for len(r.cells) <= column {
		r.cells = append(r.cells, Cell{})
	}
	r.cells[column] = c
	return nil
}

// end fills in what is merged and hands the row out when something stands in it.
func (r *reader) end() error {
	own := slices.ContainsFunc(r.cells, func(c Cell) bool { return !c.Empty() })
	for len(r.pending) > 0 && r.pending[0].top <= r.row {
		m := r.pending[0]
		if r.pending = r.pending[1:]; m.top == r.row && m.left < len(r.cells) {
			m.cell = r.cells[m.left]
			m.cell.Fill = true
			if !m.cell.Empty() {
				r.open = append(r.open, m)
			}
		}
	}
	r.open = slices.DeleteFunc(r.open, func(m merge) bool { return m.bottom < r.row })
	if !own {
		return nil
	}
	for _, m := range r.open {
		for column := m.left; column <= m.right; column++ {
			if column >= len(r.cells) || r.cells[column].Empty() {
				if err := r.put(column, m.cell); err != nil {
					return err
				}
			}
		}
	}
	if r.filled++; r.filled > MaxFilled {
		return ErrManyRows.With(r.book.Name)
	}
	return r.each(Row{r.row + 1, r.cells})
}
