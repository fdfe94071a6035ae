package sheet

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// openCsv turns the text of a csv into UTF-8, whatever spreadsheet wrote it: UTF-8 with or without its mark, UTF-16 with its mark,
// GB18030. Errors: ErrEncoding, ErrKind.
func openCsv(data []byte, name string) (*Book, error) {
	text, err := decode(data)
	if err != nil {
		return nil, ErrEncoding.With(name)
	}
	if bytes.IndexByte(text, 0) >= 0 {
		return nil, ErrKind.With(name)
	}
	return &Book{Name: name, Sheets: []string{""}, csv: text}, nil
}

func decode(data []byte) ([]byte, error) {
	switch {
	case bytes.HasPrefix(data, []byte{0xEF, 0xBB, 0xBF}):
		data = data[3:]
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}):
		return decode16(data[2:], binary.LittleEndian)
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		return decode16(data[2:], binary.BigEndian)
	}
	if utf8.Valid(data) {
		return data, nil
	}
	out, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
	if err == nil && bytes.ContainsRune(out, utf8.RuneError) {
		return nil, ErrEncoding
	}
	return out, err
}

func decode16(data []byte, order binary.ByteOrder) ([]byte, error) {
	if len(data)%2 != 0 {
		return nil, ErrEncoding
	}
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	return []byte(string(utf16.Decode(units))), nil
}

// separator is what parts the cells: that of comma, tab and semicolon which the first lines have most of.
func separator(text []byte) rune {
	head := text[:min(len(text), 4096)]
	best, most := ',', bytes.Count(head, []byte(","))
	for _, r := range "\t;" {
		if n := bytes.Count(head, []byte(string(r))); n > most {
			best, most = r, n
		}
	}
	return best
}

// csvRows hands out the rows; their numbers are those a spreadsheet shows: one a record, however many lines it has.
func (b *Book) csvRows(ctx context.Context, each func(Row) error) error {
	text := bytes.TrimRight(b.csv, "\x1a") // the end mark of old systems
	r := csv.NewReader(bytes.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.ReuseRecord, r.LazyQuotes = separator(text), -1, true, false
	to := reader{book: b, each: each, row: -1}
	line := 1
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		var wrong *csv.ParseError
		if errors.As(err, &wrong) {
			if errors.Is(wrong.Err, csv.ErrQuote) {
				return ErrHalf.Textf("csv 第 %d 行的引号没有收尾，文件多半不完整，请重新导出", wrong.StartLine).With(b.Name)
			}
			return ErrHalf.Textf("csv 第 %d 行的引号写法不对，请用表格软件另存为 xlsx 再导入", wrong.Line).With(b.Name)
		}
		if err != nil {
			return err
		}
		first, _ := r.FieldPos(0)
		to.row += 1 + max(first-line, 0) // empty lines are passed over by the reader, a spreadsheet shows them
		last, _ := r.FieldPos(len(record) - 1)
		line = last + strings.Count(record[len(record)-1], "\n") + 1
		if to.row >= MaxRows {
			return ErrManyRows.With(b.Name)
		}
		if to.row%512 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		to.cells = to.cells[:0]
		for i, text := range record {
			if err := to.put(i, Cell{Text: Clean(plain(text))}); err != nil {
				return err
			}
		}
		if err := to.end(); err != nil {
			return err
		}
	}
}

// plain takes off what keeps a spreadsheet from changing a text: ="101" and a leading apostrophe.
func plain(text string) string {
	if rest, ok := strings.CutPrefix(text, `="`); ok && strings.HasSuffix(rest, `"`) {
		return strings.ReplaceAll(rest[:len(rest)-1], `""`, `"`)
	}
	if rest, ok := strings.CutPrefix(text, "'"); ok {
		return rest
	}
	return text
}
