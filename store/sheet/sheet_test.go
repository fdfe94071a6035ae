package sheet

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// ledger looks for what a ledger of premises has.
var ledger = Spec{
	Fields: []Field{
		{Key: "no", Title: "序号", Skipped: true},
		{Key: "community", Title: "小区", Names: []string{"小区名称"}, Carry: true},
		{Key: "building", Title: "楼栋", Names: []string{"楼号", "栋号"}, Carry: true},
		{Key: "door", Title: "门牌", Names: []string{"门市号", "房号"}, Need: true},
		{Key: "floor", Title: "楼层", Names: []string{"所在层", "层"}},
		{Key: "area", Title: "面积", Names: []string{"建筑面积"}, Need: true},
		{Key: "state", Title: "状态", Names: []string{"使用状态", "现状"}},
		{Key: "note", Title: "备注", Names: []string{"说明"}},
	},
	Context: func(title string) map[string]string {
		out := map[string]string{}
		for _, c := range []string{"南市区", "尖山其他"} {
			if strings.Contains(title, c) {
				out["community"] = c
			}
		}
		if i := strings.Index(title, "号楼"); i > 0 {
			out["building"] = title[:i] + "号楼"
		}
		return out
	},
	Total: "area",
}

func open(t *testing.T, name string) *Book {
	t.Helper()
	b, err := Open("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// read gives the cells of some fields of every line, with what was found.
func read(t *testing.T, b *Book, keys ...string) (lines []string, sums []string) {
	t.Helper()
	for _, name := range b.Sheets {
		found, err := Scan(t.Context(), b, name, ledger, func(l Line) error {
			words := []string{fmt.Sprint(l.Row)}
			for _, key := range keys {
				for i, f := range ledger.Fields {
					if f.Key == key {
						words = append(words, l.Cells[i].String())
					}
				}
			}
			lines = append(lines, strings.Join(words, " "))
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range found.Sums {
			sums = append(sums, fmt.Sprintf("%d %s %s %t", s.Row, s.Label, s.Cell.String(), s.Last))
		}
	}
	return lines, sums
}

func TestLedgersAsOfficesKeepThem(t *testing.T) {
	for _, c := range []struct {
		file        string
		lines       int
		first, last string
		sums        string
	}{
		{"merged.xlsx", 39, "5 南市区 1号楼 101 一层 １２６．２３", "44 尖山其他 2号楼 206 2楼 231.16 平米", "46 合计 5783.24 true"},
		{"blocks.xlsx", 29, "5 南市区 1号楼 1-101 1 244.77", "27 尖山其他 3号楼 3-205 2 236.21", "12 共计 1238.32 true;23 共计 1249.95 true;10 共计 920.79 true;19 共计 575.58 true;28 共计 804.54 true"},
		{"text.csv", 26, "3 南市区 1# 101 1F 153.73", "28 尖山其他 1# 206 2F 226.12", "29 总计 4,302.67 true"},
		{"faults.xlsx", 18, "2 南市区 1号楼 101 1 179.93", "20 南市区 1号楼 209x 1 10000000", ""},
	} {
		lines, sums := read(t, open(t, c.file), "community", "building", "door", "floor", "area")
		if len(lines) != c.lines || lines[0] != c.first || lines[len(lines)-1] != c.last {
			t.Errorf("%s: %d lines\n%s", c.file, len(lines), strings.Join(lines, "\n"))
		}
		if got := strings.Join(sums, ";"); got != c.sums {
			t.Errorf("%s: totals %s", c.file, got)
		}
	}
}

// rows makes a csv out of lines.
func rows(t *testing.T, text string) *Book {
	t.Helper()
	b, err := Read(strings.NewReader(text), "台账.csv")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestTablesOfManyShapes(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"as above":          {"小区,楼栋,门牌,面积\n南市区,1号楼,101,10\n,,102,11\n,2号楼,101,12\n北苑,,101,13\n", "2 南市区 1号楼 101 10|3 南市区 1号楼 102 11|4 南市区 2号楼 101 12|5 北苑  101 13"},
		"not past a total":  {"小区,楼栋,门牌,面积\n南市区,1号楼,101,10\n小计,,,10\n,,102,11\n", "2 南市区 1号楼 101 10|4   102 11"},
		"headings again":    {"小区,楼栋,门牌,面积\n南市区,1号楼,101,10\n小区,楼栋,面积,门牌\n南市区,1号楼,11,102\n", "2 南市区 1号楼 101 10|4 南市区 1号楼 102 11"},
		"no area":           {"小区,楼栋,门牌,面积\n南市区,1号楼,101,\n,,102,\n", "2 南市区 1号楼 101 |3 南市区 1号楼 102 "},
		"two lines":         {"位置,,,建筑面积\n小区,楼号,门市号,\n南市区,1号楼,101,10\n", "3 南市区 1号楼 101 10"},
		"titles and feet":   {"尖山区台账,,,\n填报单位：区棚改办,,日期：2017,\n小区,楼栋,门牌,面积\n南市区,1号楼,101,10\n,,,\n制表人：,,审核：,\n注：以房产证为准,,,\n", "4 南市区 1号楼 101 10"},
		"units in brackets": {"小区 名称,栋号,房号（门牌）,建筑面积【㎡】\n南市区,1号楼,101,10\n", "2 南市区 1号楼 101 10"},
		"semicolons":        {"小区;楼栋;门牌;面积\n南市区;1号楼;101;10,5\n", "2 南市区 1号楼 101 10,5"},
		"empty lines":       {"小区,楼栋,门牌,面积\n\n南市区,1号楼,101,10\n\n\n南市区,1号楼,102,\"1\n1\"\n南市区,1号楼,103,1\n", "3 南市区 1号楼 101 10|6 南市区 1号楼 102 1\n1|7 南市区 1号楼 103 1"},
		"ditto":             {"小区,楼栋,门牌,面积\n南市区,1号楼,101,10\n〃,同上,102,10\n", "2 南市区 1号楼 101 10|3 南市区 1号楼 102 10"},
		"no headings":       {"一,二,三\n1,2,3\n", ""},
	} {
		lines, _ := read(t, rows(t, c.text), "community", "building", "door", "area")
		if got := strings.Join(lines, "|"); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, c.want)
		}
	}
}

func TestCodesOfCsv(t *testing.T) {
	const text = "小区,楼栋,门牌,面积\r\n南市区,1号楼,101,10\r\n"
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	wide := func(big bool) string {
		var out bytes.Buffer
		out.WriteString(map[bool]string{true: "\xFE\xFF", false: "\xFF\xFE"}[big])
		for _, u := range utf16.Encode([]rune(text)) {
			if big {
				out.Write([]byte{byte(u >> 8), byte(u)})
			} else {
				out.Write([]byte{byte(u), byte(u >> 8)})
			}
		}
		return out.String()
	}
	for name, data := range map[string]string{"plain": text, "mark": "\xEF\xBB\xBF" + text, "gb": gb, "little": wide(false), "big": wide(true)} {
		if lines, _ := read(t, rows(t, data), "community", "door"); len(lines) != 1 || lines[0] != "2 南市区 101" {
			t.Errorf("%s: %q", name, lines)
		}
	}
}

// packed makes a zip of parts.
func packed(t *testing.T, parts map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, text := range parts {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(text))
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

// book are the parts of a small xlsx with one sheet.
func book(sheet string) map[string]string {
	return map[string]string{
		"xl/workbook.xml":            `<workbook xmlns:r="x"><sheets><sheet name="台账" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml":   sheet,
	}
}

func with(parts map[string]string, name, text string) map[string]string {
	parts[name] = text
	return parts
}

func TestFilesThatAreNotRead(t *testing.T) {
	const ole = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
	small := `<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>`
	whole := packed(t, book(small))
	for name, c := range map[string]struct {
		file string
		data []byte
		want error
	}{
		"old":         {"a.xls", []byte(ole + strings.Repeat("\x00", 600)), ErrOldExcel},
		"old by name": {"a.xls", []byte("<html><table></table></html>"), ErrOldExcel},
		"password":    {"a.xlsx", []byte(ole + string(utf16LE("EncryptedPackage"))), ErrLocked},
		"macro":       {"a.xlsx", packed(t, with(book(small), "xl/vbaProject.bin", "x")), ErrMacro},
		"bomb":        {"a.xlsx", packed(t, book("<worksheet>"+strings.Repeat(" ", 40<<20))), ErrBomb},
		"cut off":     {"a.xlsx", whole[:len(whole)/2], ErrBroken},
		"a document":  {"a.docx", packed(t, map[string]string{"word/document.xml": "x"}), ErrKind},
		"a picture":   {"a.png", []byte("\x89PNG"), ErrKind},
		"empty":       {"a.csv", []byte("  \n"), ErrEmpty},
		"half":        {"a.csv", []byte("小区,面积\n南市区,\"10"), ErrHalf},
		"rows":        {"a.csv", []byte(strings.Repeat("1\n", MaxFilled+2)), ErrManyRows},
		"columns":     {"a.csv", []byte(strings.Repeat("1,", MaxColumns+2)), ErrManyCols},
		"a long cell": {"a.csv", []byte("1," + strings.Repeat("长", MaxCell+1)), ErrLongCell},
		"many rows":   {"a.xlsx", packed(t, book(`<worksheet><sheetData>`+strings.Repeat(`<row/>`, MaxRows+5)+`</sheetData></worksheet>`)), ErrManyRows},
		"a far row":   {"a.xlsx", packed(t, book(`<worksheet><sheetData><row r="1999999999"><c><v>1</v></c></row></sheetData></worksheet>`)), ErrManyRows},
		"bad text":    {"a.xlsx", packed(t, book(`<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>7</v></c></row></sheetData></worksheet>`)), ErrBroken},
		"bad xml":     {"a.xlsx", packed(t, book(`<worksheet><sheetData><row r="1"><c r="A1"`)), ErrBroken},
	} {
		b, err := Read(bytes.NewReader(c.data), c.file)
		if err == nil {
			for _, name := range b.Sheets {
				_, err = Scan(t.Context(), b, name, ledger, func(Line) error { return nil })
			}
		}
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Open("testdata/none.xlsx"); !errors.Is(err, ErrNoFile) {
		t.Error(err)
	}
	if _, err := Open("testdata"); !errors.Is(err, ErrNoFile) {
		t.Error(err)
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	b := open(t, "merged.xlsx")
	if _, err := Scan(stopped, b, b.Sheets[0], ledger, func(Line) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
}

func TestCells(t *testing.T) {
	say := func(v any, err error) string {
		if err != nil {
			return err.Error()
		}
		return fmt.Sprint(v)
	}
	text := func(s string) Cell { return Cell{Text: s} }
	number := func(s string) Cell { return Cell{Text: s, Kind: Number} }
	for _, c := range []struct{ got, want string }{
		{say(text("142.35㎡").Area()), "142.35"},
		{say(text("１４２．３５").Area()), "142.35"},
		{say(text(" 59.90 平米").Area()), "59.90"},
		{say(text("181.96平方米").Area()), "181.96"},
		{say(text("4,302.67").Area()), "4,302.67"},
		{say(text("43,02.67").Area()), ErrNoNumber.With("43,02.67").Error()},
		{say(number("71.81999999999999").Area()), "71.82"},
		{say(number("1.2E2").Area()), "120.00"},
		{say(number("142.357").Area()), ErrFine.With("142.357").Error()},
		{say(text("一百平").Area()), ErrNoNumber.With("一百平").Error()},
		{say(text("1/2").Area()), ErrNoNumber.With("1/2").Error()},
		{say(Cell{Text: "#REF!", Kind: Fault}.Area()), ErrFault.With("#REF!").Error()},
		{say(Cell{Kind: Pending}.Area()), ErrPending.Error()},
		{say(text("1,518.4元").Money()), "1,518.40"},
		{say(text("18.5吨").Thousandths()), "18500"},
		{say(text("12人").Count()), "12"},
		{say(text("十二").Count()), "12"},
		{say(number("2.5").Count()), ErrNoCount.With("2.5").Error()},
		{say(number("43103").Date(0)), "2018-01-03"},
		{say(number("41641").Date(1462)), "2018-01-03"},
		{say(text("43199").Date(0)), "2018-04-09"},
		{say(text("2018.2.5").Date(0)), "2018-02-05"},
		{say(text("2018年3月7日").Date(0)), "2018-03-07"},
		{say(text("20180511").Date(0)), "2018-05-11"},
		{say(number("20180511").Date(0)), "2018-05-11"},
		{say(text("2018-8-17 00:00:00").Date(0)), "2018-08-17"},
		{say(text("2018-08-17T09:30:00").Date(0)), "2018-08-17"},
		{say(text(" 2018年09月19日").Date(0)), "2018-09-19"},
		{say(text("２０１８／７／１５").Date(0)), "2018-07-15"},
		{say(text("2017年8月").Date(0)), "2017-08-01"},
		{say(number("2017.8").Date(0)), "2017-08-01"},
		{say(text("2018-13-01").Date(0)), ErrNoDate.With("2018-13-01").Error()},
		{say(text("8月5日").Date(0)), ErrNoDate.With("8月5日").Error()},
		{say(text("√").Mark()), "true"},
		{say(text("无").Mark()), "false"},
		{say(text("大概").Mark()), ErrMark.With("大概").Error()},
		{say(text("230502198012120114").Long()), "230502198012120114"},
		{say(text("23050219800618017x").Long()), "23050219800618017x"},
		{say(text("2.30502E+17").Long()), ErrSpoiled.With("2.30502E+17").Error()},
		{say(number("230502198012120000").Long()), ErrSpoiled.With("230502198012120000").Error()},
		{say(number("2.3050219801212E+17").Long()), ErrSpoiled.With("2.3050219801212E+17").Error()},
		{say(number("13900000000").Long()), "13900000000"},
		{number("1.39E10").String(), "13900000000"},
		{Cell{Text: "43103", Kind: Serial}.String(), "2018-01-03"},
		{Clean(" 南市区\u3000\u200b"), "南市区"},
	} {
		if c.got != c.want {
			t.Errorf("got %s, want %s", c.got, c.want)
		}
	}
	for _, err := range []error{ErrNoNumber, ErrFine, ErrNoDate, ErrNoCount, ErrFault, ErrPending, ErrSpoiled, ErrTurnedDate, ErrMark} {
		if Do(err) == "" {
			t.Errorf("%v says nothing to do", err)
		}
	}
}

// TestBlankIsReadBack fills a blank spreadsheet's own form: its examples are no rows, its headings are known.
func TestBlankIsReadBack(t *testing.T) {
	b := Blank{Name: "房源", Title: "尖山区房源台账", Columns: []BlankColumn{
		{Heading: "小区", Need: true, Examples: []string{"南市区"}, Choices: []string{"南市区", "尖山其他"}, Help: "目录里的小区"},
		{Heading: "楼栋", Need: true, Examples: []string{"1号楼"}},
		{Heading: "门牌", Need: true, Examples: []string{"101"}, Text: true},
		{Heading: "面积", Need: true, Examples: []string{"142.35"}, Help: "平方米"},
	}}
	var out bytes.Buffer
	if err := b.Write(&out); err != nil {
		t.Fatal(err)
	}
	book, err := Read(&out, "空白表.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(book.Sheets, " "); got != "房源 填表说明" {
		t.Errorf("sheets %s", got)
	}
	found, err := Scan(t.Context(), book, "房源", ledger, func(l Line) error { return fmt.Errorf("row %d", l.Row) })
	if err != nil || len(found.Heads) != 1 || found.Heads[0].Row != 2 {
		t.Errorf("%+v %v", found, err)
	}
	for _, c := range found.Heads[0].Columns {
		if c.Key == "" {
			t.Errorf("column %s is not known", c.Heading)
		}
	}
}

// FuzzCells looks that no cell makes a reader fail otherwise than by a refusal, and that what it reads is within sense.
func FuzzCells(f *testing.F) {
	for _, s := range []string{"142.35㎡", "1E9999", "-0", "2017年8月", "√", "2.3E+17", "43,02", "9999999999999999999", "１２", "+.e5", "0x10", "1_0"} {
		f.Add(s, byte(0))
		f.Add(s, byte(1))
	}
	f.Fuzz(func(t *testing.T, s string, kind byte) {
		c := Cell{Text: Clean(s), Kind: Kind(kind % 5)}
		_, err := c.Area()
		_, err2 := c.Money()
		_, err3 := c.Count()
		d, err4 := c.Date(0)
		_, err5 := c.Mark()
		_, err6 := c.Long()
		_, err7 := c.Thousandths()
		_ = c.String()
		if err4 == nil && (d.Year() < 1900 || d.Year() > 2200) {
			t.Errorf("%q is %s", s, d)
		}
		for _, err := range []error{err, err2, err3, err4, err5, err6, err7} {
			if err != nil && Do(err) == "" {
				t.Errorf("%q: %v", s, err)
			}
		}
	})
}

// TestTurnedDate: a day that a spreadsheet made of a door is told from a door that has dashes.
func TestTurnedDate(t *testing.T) {
	for text, want := range map[string]bool{
		"9月3日": true, "2018年9月3日": true, "2018/9/3": true, "2018-09-03": true, "３-Sep": true, "sep-03": true, "2018.9.3": true,
		"9-3": false, "1001-1-2": false, "2001-1-2": false, "1-101": false, "2018-13-01": false, "2018-9": false, "101": false, "": false, "1999/1/1": false, "3-Sept": false,
	} {
		if got := TurnedDate(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
