package sheet

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"penggai/allocation/say"
)

// Book is an open file of tables. It is used by one goroutine; Close it.
type Book struct {
	Name   string   // of the file, without its folder
	Sheets []string // in the order of the file; one for a csv
	Epoch  int      // days by which its date serials begin later: 1462 where the file counts from 1904

	csv    []byte // as UTF-8
	parts  *zip.Reader
	inside map[string]string // the part in which a sheet stands
}

// oleMark begins files of the older formats: .xls, and xlsx behind a password.
var oleMark = []byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}

// Open opens a file by its path. Errors: the refusals of this package.
func Open(name string) (*Book, error) {
	if i, err := os.Stat(name); err != nil || !i.Mode().IsRegular() { // before it is opened: a pipe would wait for its writer
		return nil, ErrNoFile.With(name)
	} else if i.Size() > MaxFile {
		return nil, ErrHuge.With(name)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, ErrNoFile.With(name)
	}
	defer f.Close()
	return Read(f, filepath.Base(name))
}

// Read opens what a reader hands out, to its end.
func Read(r io.Reader, name string) (*Book, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxFile+1))
	switch {
	case err != nil:
		return nil, ErrNoFile.With(name)
	case len(data) > MaxFile:
		return nil, ErrHuge.With(name)
	case len(bytes.TrimSpace(data)) == 0:
		return nil, ErrEmpty.With(name)
	case bytes.HasPrefix(data, oleMark):
		switch {
		case bytes.Contains(data, utf16LE("EncryptedPackage")):
			return nil, ErrLocked.With(name)
		case strings.EqualFold(filepath.Ext(name), ".xls"), bytes.Contains(data, utf16LE("Workbook")):
			return nil, ErrOldExcel.With(name)
		}
		return nil, ErrKind.With(name)
	case bytes.HasPrefix(data, []byte("PK")):
		return openXlsx(data, name)
	}
	switch strings.ToLower(filepath.Ext(name)) {
	case ".csv", ".txt", ".tsv", "", ".":
		return openCsv(data, name)
	case ".xls":
		return nil, ErrOldExcel.With(name)
	case ".xlsx", ".xlsm":
		return nil, ErrBroken.With(name)
	}
	return nil, ErrKind.With(name)
}

// utf16LE is a text of ASCII as names stand in files of the older formats.
func utf16LE(s string) []byte {
	out := make([]byte, 0, 2*len(s))
	for i := range len(s) {
		out = append(out, s[i], 0)
	}
	return out
}

// openXlsx looks at the packed file before anything of it is unpacked whole.
func openXlsx(data []byte, name string) (*Book, error) {
	parts, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, ErrBroken.With(name)
	}
	if err := checkParts(parts); err != nil {
		return nil, err.With(name)
	}
	b := &Book{Name: name, parts: parts, inside: map[string]string{}}
	if err := b.readWorkbook(); err != nil {
		return nil, ErrBroken.With(name)
	}
	return b, nil
}

// checkParts refuses what is no plain table or would not stay within bounds; nil when all is well.
func checkParts(parts *zip.Reader) *say.Refusal {
	if len(parts.File) > MaxParts {
		return ErrBomb
	}
	var total uint64
	book := false
	for _, p := range parts.File {
		switch low := strings.ToLower(p.Name); {
		case strings.HasSuffix(low, "vbaproject.bin"), strings.Contains(low, "/macrosheets/"):
			return ErrMacro
		case low == "xl/workbook.xml":
			book = true
		case low == "encryptedpackage" || p.Flags&1 != 0:
			return ErrLocked
		}
		if p.UncompressedSize64 > 8<<20 && p.UncompressedSize64/max(p.CompressedSize64, 1) > MaxRatio {
			return ErrBomb
		}
		if total += p.UncompressedSize64; p.UncompressedSize64 > MaxUnzip || total > MaxUnzip {
			return ErrManyRows
		}
	}
	if !book {
		return ErrKind
	}
	return nil
}

// part is a file inside the file, by its path in any case.
func (b *Book) part(name string) *zip.File {
	i := slices.IndexFunc(b.parts.File, func(p *zip.File) bool { return strings.EqualFold(p.Name, name) })
	if i < 0 {
		return nil
	}
	return b.parts.File[i]
}

// walk hands out the start elements of a part with their text.
func (b *Book) walk(name string, each func(d *xml.Decoder, e xml.StartElement) error) error {
	p := b.part(name)
	if p == nil {
		return ErrBroken
	}
	r, err := p.Open()
	if err != nil {
		return err
	}
	defer func() { _ = r.Close() }() // it only reads
	d := xml.NewDecoder(r)
	for {
		t, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if e, ok := t.(xml.StartElement); ok {
			if err := each(d, e); err != nil {
				return err
			}
		}
	}
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// readWorkbook reads which sheets there are and where they stand; hidden ones are not read.
func (b *Book) readWorkbook() error {
	type named struct{ name, id string }
	var sheets []named
	err := b.walk("xl/workbook.xml", func(_ *xml.Decoder, e xml.StartElement) error {
		switch e.Name.Local {
		case "workbookPr":
			if v := attr(e, "date1904"); v == "1" || v == "true" {
				b.Epoch = 1462
			}
		case "sheet":
			if attr(e, "state") == "hidden" || attr(e, "state") == "veryHidden" {
				return nil
			}
			id := ""
			for _, a := range e.Attr {
				if a.Name.Local == "id" && a.Name.Space != "" {
					id = a.Value
				}
			}
			sheets = append(sheets, named{attr(e, "name"), id})
		}
		return nil
	})
	if err != nil {
		return err
	}
	targets := map[string]string{}
	err = b.walk("xl/_rels/workbook.xml.rels", func(_ *xml.Decoder, e xml.StartElement) error {
		if e.Name.Local == "Relationship" {
			to := attr(e, "Target")
			if !strings.HasPrefix(to, "/") {
				to = path.Join("xl", to)
			}
			targets[attr(e, "Id")] = strings.TrimPrefix(to, "/")
		}
		return nil
	})
	for _, s := range sheets {
		if to := targets[s.id]; strings.Contains(to, "worksheets/") && b.part(to) != nil {
			b.Sheets, b.inside[s.name] = append(b.Sheets, s.name), to
		}
	}
	if err == nil && len(b.Sheets) == 0 {
		return ErrBroken
	}
	return err
}

// Rows hands out the rows of a sheet from the first, as far as something stands in them; each ends with the next.
// Errors: the refusals of this package, that of each, that of ctx.
func (b *Book) Rows(ctx context.Context, sheet string, each func(Row) error) error {
	if b.csv != nil {
		return b.csvRows(ctx, each)
	}
	at, found := b.inside[sheet]
	if !found {
		return ErrNoSheet.Textf("没有工作表“%s”，文件里有：%s", sheet, strings.Join(b.Sheets, "、"))
	}
	err := b.xlsxRows(ctx, at, each)
	var broken *xml.SyntaxError
	if errors.As(err, &broken) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, zip.ErrChecksum) || errors.Is(err, zip.ErrFormat) {
		return ErrBroken.With(b.Name)
	}
	return err
}

// Row is one row of a sheet.
type Row struct {
	No    int // of the spreadsheet, from 1
	Cells []Cell
}

// Cell is what stands in a cell.
type Cell struct {
	Text string // as typed; of a number its digits
	Kind Kind
	Fill bool // of a merged range: it stands in the first cell of the range only

	since int16 // of a serial: the days by which its book counts later
}

// Kind is what a spreadsheet takes a cell for.
type Kind byte

// The kinds of cells.
const (
	Text    Kind = iota // or nothing
	Number              // as the file keeps it
	Serial              // a number that is shown as a date
	Fault               // #REF! and the like
	Pending             // a formula whose result the file does not hold
)

// Empty reports whether nothing stands in it.
func (c Cell) Empty() bool { return c.Text == "" && c.Kind != Pending }

// where names a cell for a refusal.
func where(sheet string, row int) string {
	if sheet == "" {
		return fmt.Sprintf("第 %d 行", row)
	}
	return fmt.Sprintf("%s 第 %d 行", sheet, row)
}
