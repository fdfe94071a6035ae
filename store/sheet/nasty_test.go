package sheet

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"penggai/store/engine/enginetest"
)

// stream is a text that is handed out a number of times, between a beginning and an end.
func stream(w io.Writer, begin, each, end string, times int) error {
	if _, err := io.WriteString(w, begin); err != nil {
		return err
	}
	block := []byte(strings.Repeat(each, 4000))
	for range times / 4000 {
		if _, err := w.Write(block); err != nil {
			return err
		}
	}
	_, err := io.WriteString(w, end)
	return err
}

// huge is a small xlsx but for one part, which is written by a function.
func huge(t *testing.T, name string, write func(io.Writer) error) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	parts := book(`<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>`)
	delete(parts, name)
	for n, text := range parts {
		w, err := z.Create(n)
		if err == nil {
			_, err = io.WriteString(w, text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	w, err := z.Create(name)
	if err == nil {
		err = write(w)
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// lying gives a part of a zip another size than it has when it is unpacked.
func lying(t *testing.T, data []byte, name string, size uint64) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range in.File {
		h := f.FileHeader
		if h.Name == name {
			h.UncompressedSize64 = size
		}
		raw, err := f.OpenRaw()
		if err != nil {
			t.Fatal(err)
		}
		w, err := z.CreateRaw(&h)
		if err == nil {
			_, err = io.Copy(w, raw)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestFilesOutOfBounds: what is larger than any ledger is refused by one message, before it fills the memory.
func TestFilesOutOfBounds(t *testing.T) {
	const sheet = "xl/worksheets/sheet1.xml"
	rows := func(n int) []byte {
		return huge(t, sheet, func(w io.Writer) error {
			return stream(w, `<worksheet><sheetData>`, `<row><c><v>1.25</v></c></row>`, `</sheetData></worksheet>`, n)
		})
	}
	ten := rows(10_000_000)
	merges := huge(t, sheet, func(w io.Writer) error {
		return stream(w, `<worksheet><sheetData/><mergeCells>`, `<mergeCell ref="A1:B2"/>`, `</mergeCells></worksheet>`, MaxMerged+4000)
	})
	texts := huge(t, "xl/sharedStrings.xml", func(w io.Writer) error {
		return stream(w, `<sst>`, `<si><t>1</t></si>`, `</sst>`, MaxShared+4000)
	})
	cells := huge(t, sheet, func(w io.Writer) error {
		return stream(w, `<worksheet><sheetData><row>`, `<c><v>1</v></c>`, `</row></sheetData></worksheet>`, 8000)
	})
	for name, c := range map[string]struct {
		file string
		data []byte
		want error
		most uint64 // bytes that may be set aside while it is read
	}{
		"ten million rows":      {"a.xlsx", ten, ErrManyRows, 8 << 20},
		"as many, and lies":     {"a.xlsx", lying(t, ten, sheet, 1000), ErrBroken, 8 << 20},
		"more than are read":    {"a.xlsx", rows(MaxFilled + 4000), ErrManyRows, 500 << 20},
		"merged without end":    {"a.xlsx", merges, ErrBomb, 80 << 20},
		"texts without end":     {"a.xlsx", texts, ErrBomb, 700 << 20},
		"a row without end":     {"a.xlsx", cells, ErrManyCols, 8 << 20},
		"a csv in one line":     {"a.csv", bytes.Repeat([]byte("1,"), 8<<20), ErrManyCols, 64 << 20},
		"a csv without end":     {"a.csv", bytes.Repeat([]byte("1,2\n"), 2_000_000), ErrManyRows, 500 << 20},
		"a csv beyond the size": {"a.csv", bytes.Repeat([]byte("1"), MaxFile+1), ErrHuge, 400 << 20},
	} {
		t.Run(name, func(t *testing.T) {
			if c.most >= 400<<20 {
				enginetest.Whole(t, "a second each; the smaller ones meet the same bounds")
			}
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			b, err := Read(bytes.NewReader(c.data), c.file)
			if err == nil {
				_, err = Scan(t.Context(), b, b.Sheets[0], ledger, func(Line) error { return nil })
			}
			runtime.ReadMemStats(&after)
			if !errors.Is(err, c.want) || !strings.Contains(err.Error(), "请") {
				t.Error(err)
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > c.most+uint64(5*len(c.data)) {
				t.Errorf("%d bytes were set aside, %d at most", used, c.most)
			}
		})
	}
}

// TestFilesOfOtherPrograms are told what to do, each by its own message.
func TestFilesOfOtherPrograms(t *testing.T) {
	const ole = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
	for name, c := range map[string]struct {
		file string
		data []byte
		want error
	}{
		"an .xls":                     {"a.xls", []byte(ole + strings.Repeat("\x00", 600)), ErrOldExcel},
		"an .xls by another name":     {"a.xlsx", []byte(ole + string(utf16LE("Workbook"))), ErrOldExcel},
		"a document of old":           {"a.doc", []byte(ole + string(utf16LE("WordDocument"))), ErrKind},
		"a page by the name":          {"台账.XLS", []byte("<html><table></table></html>"), ErrOldExcel},
		"with a password":             {"a.xlsx", []byte(ole + string(utf16LE("EncryptedPackage"))), ErrLocked},
		"packed with a password":      {"a.xlsx", packed(t, map[string]string{"EncryptedPackage": "x"}), ErrLocked},
		"a macro file":                {"a.xlsm", packed(t, with(book("<worksheet/>"), "xl/vbaProject.bin", "x")), ErrMacro},
		"macros of old":               {"a.xlsx", packed(t, with(book("<worksheet/>"), "xl/macrosheets/sheet1.xml", "x")), ErrMacro},
		"a binary workbook":           {"a.xlsb", packed(t, map[string]string{"xl/workbook.bin": "x"}), ErrKind},
		"a workbook without sheets":   {"a.xlsx", packed(t, with(book("<worksheet/>"), "xl/workbook.xml", "<workbook/>")), ErrBroken},
		"UTF-16 that does not say so": {"a.csv", utf16LE("a,b\n1,2\n"), ErrEncoding},
		"half a UTF-16":               {"a.csv", []byte("\xFF\xFEa\x00b"), ErrEncoding},
		"no code at all":              {"a.csv", []byte("a,\xFF\xFF\xFF\n"), ErrEncoding},
		"a quote that is not closed":  {"a.csv", []byte("小区,面积\n南市区,\"10\n北苑,11\n"), ErrHalf},
		"a quote in the middle":       {"a.csv", []byte("小区,面积\n南市区,1\"0\n"), ErrHalf},
	} {
		b, err := Read(bytes.NewReader(c.data), c.file)
		if err == nil {
			_, err = Scan(t.Context(), b, b.Sheets[0], ledger, func(Line) error { return nil })
		}
		if !errors.Is(err, c.want) || !strings.Contains(err.Error(), "请") && !strings.Contains(err.Error(), "只能") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// spreadsheet makes a workbook the way a spreadsheet does.
func spreadsheet(t *testing.T, make func(f *excelize.File) error) *Book {
	t.Helper()
	f := excelize.NewFile()
	var out bytes.Buffer
	err := make(f)
	if err == nil {
		err = f.Write(&out)
	}
	if err != nil {
		t.Fatal(err)
	}
	b, err := Read(&out, "台账.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// fill writes rows into a sheet, from the first.
func fill(f *excelize.File, sheet string, rows ...[]any) error {
	for i, r := range rows {
		if err := f.SetSheetRow(sheet, fmt.Sprintf("A%d", i+1), &r); err != nil {
			return err
		}
	}
	return nil
}

// TestSheetsThatMislead: what a spreadsheet hides, merges across blocks or has not worked out is neither read as data nor guessed.
func TestSheetsThatMislead(t *testing.T) {
	heads := []any{"小区", "楼栋", "门牌", "面积"}
	for name, c := range map[string]struct {
		make func(*excelize.File) error
		want string
	}{
		"hidden": {func(f *excelize.File) error {
			_, err := f.NewSheet("旧数据")
			return errors.Join(err, fill(f, "Sheet1", heads, []any{"南市区", "1号楼", "101", 10}), fill(f, "旧数据", heads, []any{"南市区", "1号楼", "109", 10}), f.SetSheetVisible("旧数据", false))
		}, "2 南市区 1号楼 101 10"},
		"very hidden": {func(f *excelize.File) error {
			_, err := f.NewSheet("旧数据")
			return errors.Join(err, fill(f, "Sheet1", heads, []any{"南市区", "1号楼", "101", 10}), fill(f, "旧数据", heads, []any{"南市区", "1号楼", "109", 10}), f.SetSheetVisible("旧数据", false, true))
		}, "2 南市区 1号楼 101 10"},
		"empty": {func(*excelize.File) error { return nil }, ""},
		"merged over a total and the next block": {func(f *excelize.File) error {
			return errors.Join(fill(f, "Sheet1", heads, []any{"南市区", "1号楼", "101", 10}, []any{nil, nil, "102", 11}, []any{"小计", nil, nil, 21}, []any{"北苑", "2号楼", "101", 12}, []any{nil, nil, "102", 13}),
				f.MergeCell("Sheet1", "A2", "A3"), f.MergeCell("Sheet1", "B2", "B3"), f.MergeCell("Sheet1", "A4", "C4"), f.MergeCell("Sheet1", "A5", "A6"), f.MergeCell("Sheet1", "B5", "B6"))
		}, "2 南市区 1号楼 101 10|3 南市区 1号楼 102 11|5 北苑 2号楼 101 12|6 北苑 2号楼 102 13"},
		"a title merged between blocks": {func(f *excelize.File) error {
			return errors.Join(fill(f, "Sheet1", heads, []any{"南市区", "1号楼", "101", 10}, []any{"3号楼"}, []any{nil, nil, "102", 11}), f.MergeCell("Sheet1", "A3", "D3"))
		}, "2 南市区 1号楼 101 10|4  3号楼 102 11"}, // the title may be of another community: it is asked for
	} {
		b := spreadsheet(t, c.make)
		lines, _ := read(t, b, "community", "building", "door", "area")
		if got := strings.Join(lines, "|"); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// TestFormulasAndOtherCalendars: a formula of which the file holds no result waits, in whatever kind of cell; days of a book that counts
// from 1904 are those that it shows, a number of many figures that was spoiled is told apart.
func TestFormulasAndOtherCalendars(t *testing.T) {
	b, err := Read(bytes.NewReader(packed(t, map[string]string{
		"xl/workbook.xml":            `<workbook xmlns:r="x"><workbookPr date1904="1"/><sheets><sheet name="台账" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/styles.xml":              `<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
		"xl/worksheets/sheet1.xml": `<worksheet><sheetData><row r="1"><c r="A1"><f>B1*2</f></c><c r="B1" t="n"><f>C1</f></c><c r="C1" t="str"><f>D1</f></c>
			<c r="D1" t="str"><f>E1</f><v></v></c><c r="E1"><f>1+1</f><v>2</v></c><c r="F1" s="1"><v>41641</v></c><c r="G1"><v>41641</v></c><c r="H1"><v>2.3050219801212E+17</v></c></row></sheetData></worksheet>`,
	})), "a.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	var cells []Cell
	if err := b.Rows(t.Context(), "台账", func(r Row) error { cells = append(cells, r.Cells...); return nil }); err != nil {
		t.Fatal(err)
	}
	if len(cells) != 8 {
		t.Fatalf("%+v", cells)
	}
	for i, want := range []bool{true, true, true, false, false} {
		if _, err := cells[i].Area(); errors.Is(err, ErrPending) != want {
			t.Errorf("cell %d: %v", i, err)
		}
	}
	if !cells[3].Empty() || cells[4].String() != "2" {
		t.Errorf("%+v", cells[3:5])
	}
	for _, c := range cells[5:7] {
		if d, err := c.Date(b.Epoch); err != nil || d.String() != "2018-01-03" {
			t.Errorf("%v %v", d, err)
		}
	}
	if got := cells[5].String(); got != "2018-01-03" {
		t.Errorf("as text it is %s", got)
	}
	if _, err := cells[7].Long(); !errors.Is(err, ErrSpoiled) {
		t.Errorf("%v", err)
	}
}

// TestTextThatACsvProtects: ="101" in quotes and without, in GB18030 with signs of four bytes.
func TestTextThatACsvProtects(t *testing.T) {
	data, err := simplifiedchinese.GB18030.NewEncoder().String("小区,楼栋,门牌,面积\n南市区,=\"1号楼\",\"=\"\"0101\"\"\",10\n㐂苑,1号楼,=\"102\",11\n")
	if err != nil {
		t.Fatal(err)
	}
	lines, _ := read(t, rows(t, data), "community", "building", "door", "area")
	if got := strings.Join(lines, "|"); got != "2 南市区 1号楼 0101 10|3 㐂苑 1号楼 102 11" {
		t.Error(got)
	}
}
