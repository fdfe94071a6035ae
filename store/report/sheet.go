package report

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"penggai/allocation/civil"
	"penggai/store/engine"
)

// bom tells Excel that a CSV file is UTF-8; WPS and LibreOffice read it with or without.
const bom = "\ufeff"

// Sheet writes a table as a CSV file that spreadsheets open: UTF-8 with a byte order mark and CRLF.
type Sheet struct{ out *csv.Writer }

// NewSheet begins a file. Errors: those of w.
func NewSheet(w io.Writer) (*Sheet, error) {
	if _, err := io.WriteString(w, bom); err != nil {
		return nil, err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	return &Sheet{out}, nil
}

// Texts writes one line of texts, cleaned, of which none can start a formula. Errors: those of the writer.
func (s *Sheet) Texts(cells []string) error {
	line := make([]string, len(cells))
	for i, c := range cells {
		line[i] = Guard(Clean(c))
	}
	return s.out.Write(line)
}

// Cells writes a line of values as fields of nouns have them (engine.Field.Cell): numbers plain, without thousands separators, also
// negative ones; no text can start a formula.
func (s *Sheet) Cells(cells []any) error {
	line := make([]string, len(cells))
	for i, c := range cells {
		switch v := c.(type) {
		case nil:
		case string:
			line[i] = Guard(Clean(v))
		case int64:
			line[i] = strconv.FormatInt(v, 10)
		case bool:
			line[i] = engine.TextNo
			if v {
				line[i] = engine.TextYes
			}
		case civil.Date:
			line[i] = v.String()
		default: // an area or an amount
			line[i] = strings.ReplaceAll(fmt.Sprint(v), ",", "")
		}
	}
	return s.out.Write(line)
}

// Close writes what is still held back. Errors: those of the writer.
func (s *Sheet) Close() error {
	s.out.Flush()
	return s.out.Error()
}

// Guard puts an apostrophe before a text that a spreadsheet would take for a formula: one that starts with = + - @, a tab
// or a carriage return, or their full-width forms.
func Guard(s string) string {
	first, _ := utf8.DecodeRuneInString(s)
	if s != "" && strings.ContainsRune("=+-@\t\r＝＋－＠﹢﹣﹦﹫", first) {
		return "'" + s
	}
	return s
}

// Clean makes a text fit to be shown: valid UTF-8 in NFC without control and format characters.
func Clean(s string) string {
	s = norm.NFC.String(strings.ToValidUTF8(s, "\ufffd"))
	return strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Cc, unicode.Cf) {
			return -1
		}
		return r
	}, s)
}
