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
	d := newTags(r)
	inText, spoken := false, false
	for {
		k, err := d.next()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		if k == tagText {
			if inText && text.Len() <= MaxCell*4 {
				text.Write(d.text)
			}
			continue
		}
		switch name := d.name(); {
		case name == "t":
			inText = k == tagStart && !spoken
		case name == "rPh":
			spoken = k == tagStart
		case name == "si" && k == tagStart:
			text.Reset()
		case name == "si":
			if out = append(out, text.String()); len(out) > MaxShared {
				return nil, ErrBomb.With(b.Name)
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
