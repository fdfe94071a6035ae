package sheet

import (
	"bufio"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
)

// shared reads the texts that cells name by their place; of a text only what is shown, without how it is pronounced.
func (b *Book) shared() ([]string, error) {
	if b.part("xl/sharedStrings.xml") == nil {
		return nil, nil
	}
	var out []string
	var text strings.Builder
	r, err := b.part("xl/sharedStrings.xml").Open()
	if err != nil {
		return nil, err
	}
	defer func() { _ = r.Close() }() // it only reads
	d := xml.NewDecoder(bufio.NewReaderSize(r, 1<<16))
	inText, spoken := false, false
	for {
		t, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "si":
				text.Reset()
			case "t":
				inText = !spoken
			case "rPh":
				spoken = true
			}
		case xml.CharData:
			if inText && text.Len() <= MaxCell*4 {
				text.Write(t)
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "si":
				if out = append(out, text.String()); len(out) > MaxShared {
					return nil, ErrBomb.With(b.Name)
				}
			case "t":
				inText = false
			case "rPh":
				spoken = false
			}
		}
	}
}

// dateStyles says of each style of cells whether it shows a date.
func (b *Book) dateStyles() []bool {
	var out []bool
	custom := map[string]bool{}
	cells := false
	_ = b.walk("xl/styles.xml", func(_ *xml.Decoder, e xml.StartElement) error { // without styles nothing is a date
		switch e.Name.Local {
		case "numFmt":
			custom[attr(e, "numFmtId")] = showsDate(attr(e, "formatCode"))
		case "cellXfs":
			cells = true
		case "cellStyles":
			cells = false
		case "xf":
			if cells {
				id := attr(e, "numFmtId")
				n, _ := strconv.Atoi(id)
				out = append(out, custom[id] || n >= 14 && n <= 22 || n >= 27 && n <= 36 || n >= 45 && n <= 47 || n >= 50 && n <= 58)
			}
		}
		return nil
	})
	return out
}

// showsDate reports whether a format shows years or days, outside what it quotes.
func showsDate(format string) bool {
	quoted, square := false, false
	for _, r := range strings.ToLower(format) {
		switch {
		case r == '"':
			quoted = !quoted
		case quoted:
		case r == '[':
			square = true
		case r == ']':
			square = false
		case !square && (r == 'y' || r == 'd' || r == 'm'):
			return true
		}
	}
	return false
}

// merge is a merged range, from and to inclusive, from 0.
type merge struct {
	top, bottom, left, right int
	cell                     Cell
}

// merges finds the merged ranges of a sheet, by their first row. They stand behind the rows, so that the part is looked through once
// before it is read.
func (b *Book) merges(ctx context.Context, at string) ([]merge, error) {
	r, err := b.part(at).Open()
	if err != nil {
		return nil, err
	}
	defer func() { _ = r.Close() }() // it only reads
	in := bufio.NewReaderSize(r, 1<<18)
	var out []merge
	for {
		tag, err := in.ReadSlice('>')
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case errors.Is(err, io.EOF):
			slices.SortStableFunc(out, func(a, b merge) int { return a.top - b.top })
			return out, ctx.Err()
		case err != nil:
			return nil, err
		}
		i := bytes.LastIndexByte(tag, '<')
		if i < 0 || !bytes.Contains(tag[i:], []byte("mergeCell ")) {
			continue
		}
		_, ref, _ := bytes.Cut(tag[i:], []byte(`ref="`))
		ref, _, _ = bytes.Cut(ref, []byte(`"`))
		from, to, ok := strings.Cut(string(ref), ":")
		m := merge{}
		m.left, m.top = place(from)
		m.right, m.bottom = place(to)
		if !ok || m.top < 0 || m.bottom < m.top || m.left < 0 || m.right < m.left || m.left >= MaxColumns {
			continue
		}
		m.right = min(m.right, MaxColumns-1)
		if out = append(out, m); len(out) > MaxMerged {
			return nil, ErrBomb.With(b.Name)
		}
	}
}

// place reads a name of a cell, from 0; -1 where it is none.
func place(ref string) (column, row int) {
	i := 0
	for i < len(ref) && i < 4 && (ref[i]|0x20) >= 'a' && (ref[i]|0x20) <= 'z' {
		column = column*26 + int(ref[i]|0x20-'a') + 1
		i++
	}
	row, err := strconv.Atoi(ref[i:])
	if err != nil || i == 0 {
		return -1, -1
	}
	return column - 1, row - 1
}

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
	return r.read(ctx, xml.NewDecoder(bufio.NewReaderSize(part, 1<<18)))
}

// read goes through the part: row, cell, value.
func (r *reader) read(ctx context.Context, d *xml.Decoder) error {
	var c openCell
	for {
		t, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "row":
				if err := r.begin(attr(t, "r")); err != nil {
					return err
				}
				if r.row%512 == 0 && ctx.Err() != nil {
					return ctx.Err()
				}
				c.next = 0
			case "rPh":
				if err := skip(d, "rPh"); err != nil {
					return err
				}
			default:
				c.start(t)
			}
		case xml.CharData:
			c.take(t)
		case xml.EndElement:
			switch t.Name.Local {
			case "v", "t":
				c.taking = false
			case "c":
				if err := r.cell(c.column, c.style, c.kind, c.formula && !c.valued, string(c.text)); err != nil {
					return err
				}
			case "row":
				if err := r.end(); err != nil {
					return err
				}
			case "sheetData":
				return nil
			}
		}
	}
}

// openCell is the cell that is being read: its place and kind, and the text of its value so far.
type openCell struct {
	column, style int
	kind          string
	formula       bool
	valued        bool // the file holds a value
	text          []byte
	taking        bool // inside the value
	next          int  // the column of a cell that does not say its own
}

// start takes the beginning of a cell, or of a part of it.
func (c *openCell) start(t xml.StartElement) {
	switch t.Name.Local {
	case "c":
		c.column, c.style, c.kind, c.formula, c.valued, c.text = c.next, 0, "", false, false, c.text[:0]
		for _, a := range t.Attr {
			switch a.Name.Local {
			case "r":
				if column, _ := place(a.Value); column >= 0 {
					c.column = column
				}
			case "t":
				c.kind = a.Value
			case "s":
				c.style, _ = strconv.Atoi(a.Value)
			}
		}
		c.next = c.column + 1
	case "v", "t":
		c.taking, c.valued = true, true
	case "f":
		c.formula = true
	}
}

// take adds to the value, up to what a cell may hold.
func (c *openCell) take(text []byte) {
	if c.taking && len(c.text) <= MaxCell*4 {
		c.text = append(c.text, text...)
	}
}

// skip passes over an element whose start has been read.
func skip(d *xml.Decoder, name string) error {
	for {
		t, err := d.RawToken()
		if err != nil {
			return err
		}
		if e, ok := t.(xml.EndElement); ok && e.Name.Local == name {
			return nil
		}
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
