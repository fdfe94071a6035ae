package sheet

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"penggai/allocation/say"
)

// openCsv turns the text of a csv into UTF-8, whatever spreadsheet wrote it: UTF-8 with or without its mark, UTF-16 with its mark,
// GB18030. Errors: ErrEncoding, ErrKind.
func openCsv(data []byte, name string) (*Book, error) {
	text, err := decode(data)
	if err != nil {
		return nil, ErrEncoding.With(name)
	}
	if bytes.IndexByte(text, 0) >= 0 { // UTF-16 without its mark among others
		return nil, ErrEncoding.With(name)
	}
	if bytes.IndexByte(text, '\n') < 0 { // lines of old systems
		text = bytes.ReplaceAll(text, []byte{'\r'}, []byte{'\n'})
	}
	if err := checkLines(text); err != nil {
		return nil, err.With(name)
	}
	return &Book{Name: name, Sheets: []string{""}, csv: quoted(text)}, nil
}

// maxLine is more than a line has whose cells are within bounds, in bytes.
const maxLine = 4 * MaxCell * MaxColumns

// checkLines refuses a line that would be taken into the memory as a whole before its cells are looked at; nil when all is well.
func checkLines(text []byte) *say.Refusal {
	for line := range bytes.Lines(text) {
		switch {
		case len(line) <= maxLine:
		case bytes.Count(line, []byte(string(separator(text)))) > MaxColumns:
			return ErrManyCols
		default:
			return ErrLongCell
		}
	}
	return nil
}

// bareText is ="101" that whoever wrote the csv did not put into quotes as a csv asks.
var bareText = regexp.MustCompile(`(^|[,;\t\n])="([^"\r\n]*)"`)

// quoted puts it into quotes.
func quoted(text []byte) []byte {
	if !bytes.Contains(text, []byte(`="`)) {
		return text
	}
	return bareText.ReplaceAll(text, []byte(`$1"=""$2"""`))
}

func decode(data []byte) ([]byte, error) {
	switch {
	case bytes.HasPrefix(data, []byte{0xEF, 0xBB, 0xBF}):
		data = data[3:]
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}):
		return decode16(data, unicode.LittleEndian)
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		return decode16(data, unicode.BigEndian)
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

func decode16(data []byte, order unicode.Endianness) ([]byte, error) {
	if len(data)%2 != 0 {
		return nil, ErrEncoding
	}
	return unicode.UTF16(order, unicode.ExpectBOM).NewDecoder().Bytes(data)
}

// separator is what parts the cells: that of comma, tab, semicolon, bar and full-width comma which the first lines have most of.
func separator(text []byte) rune {
	head := text[:min(len(text), 4096)]
	best, most := ',', bytes.Count(head, []byte(","))
	for _, r := range "\t;|，" {
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
