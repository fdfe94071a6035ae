package report

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
	"penggai/store/engine"
)

// List is a list as it is written to a file: what stands above it, its columns, its rows as a list reads them.
type List struct {
	Name    string // 房源
	Title   string // above it; empty: the name
	Office  string
	AsOf    civil.Date
	And     civil.Date // the day beside it; none
	Filter  string     // as typed; empty for all
	Order   string     // the columns that it is sorted by; empty: its own order
	Note    string     // what the whole comes to, samples among it
	Head    string     // end of the log that it was read from
	Columns []ListColumn
	Charted bool     // a workbook has a chart of the columns behind the first
	Totals  []any    // of columns without a sum: what their last cell says; may be nil
	Notes   []string // lines between the info and the headings
	Sign    bool     // a line for signatures stands below it
	Stand   string   // the last line: up to where the log went that it was read from, signed; empty: none

	// Rows gives the cells of every row in order, each as engine.Field.Cell has it.
	Rows func(ctx context.Context, each func(cells []any) error) error
}

// ListColumn is one column of a list in a file.
type ListColumn struct {
	Title string // with the unit
	Width int    // in half-width characters; 0: by the title
	Sum   bool   // the last line has its sum
}

// ListFormats are the forms of a file that a list can be written in, the usual one first.
var ListFormats = []string{formatXlsx, formatCSV}

const (
	formatXlsx = "xlsx"
	formatCSV  = "csv"
)

// Write writes the list and counts its rows. Errors: ErrUnknownFormat, those of Rows and of w.
func (l *List) Write(ctx context.Context, w io.Writer, format string) (rows int, err error) {
	switch format {
	case formatXlsx:
		return l.writeXlsx(ctx, w)
	case formatCSV:
		return l.writeCSV(ctx, w)
	}
	return 0, ErrUnknownFormat.Textf("没有这种格式，可用的有 %s", strings.Join(ListFormats, "、")).With(format)
}

// title is the line above the list.
func (l *List) title() string { return or(l.Title, l.Name+"清单") }

// info is the line under the title.
func (l *List) info() string {
	parts := []string{"单位：" + l.Office, "筛选：" + or(l.Filter, say.All)}
	if l.Order != "" {
		parts = append(parts, "排序："+l.Order)
	}
	parts = append(parts, daysText(l.AsOf, l.And))
	if l.Note != "" {
		parts = append(parts, l.Note)
	}
	return strings.Join(append(parts, "日志 "+l.Head), "  ")
}

func or(text, other string) string {
	if text == "" {
		return other
	}
	return text
}

// writeCSV writes title, headings, rows and sums; no text can start a formula.
func (l *List) writeCSV(ctx context.Context, w io.Writer) (rows int, err error) {
	sheet, err := NewSheet(w)
	if err != nil {
		return 0, err
	}
	titles := make([]string, len(l.Columns))
	for i, c := range l.Columns {
		titles[i] = c.Title
	}
	above := [][]string{{l.title()}, {l.info()}}
	for _, note := range l.Notes {
		above = append(above, []string{note})
	}
	for _, line := range append(above, titles) {
		if err := sheet.Texts(line); err != nil {
			return 0, err
		}
	}
	sums := make([]any, len(l.Columns))
	err = l.Rows(ctx, func(cells []any) error {
		rows++
		l.add(sums, cells)
		return sheet.Cells(cells)
	})
	if err == nil && l.summed() && rows > 0 {
		sums[0] = say.Total
		err = sheet.Cells(sums)
	}
	if err != nil {
		return rows, err
	}
	return rows, sheet.Close()
}

// summed reports whether a column is summed.
func (l *List) summed() bool {
	for _, c := range l.Columns {
		if c.Sum {
			return true
		}
	}
	return false
}

// add takes a row into the sums.
func (l *List) add(sums, cells []any) {
	if _, sub := cells[0].(subtotal); sub {
		return
	}
	for i, c := range l.Columns {
		if !c.Sum || i == 0 {
			continue
		}
		switch v := cells[i].(type) {
		case int64:
			n, _ := sums[i].(int64)
			sums[i] = n + v
		case quantity.Area:
			n, _ := sums[i].(quantity.Area)
			sums[i] = n + v
		case quantity.Money:
			n, _ := sums[i].(quantity.Money)
			sums[i] = n + v
		}
	}
}

// The rows of a sheet before those of the list.
const (
	titleRow  = 1
	infoRow   = 2
	mostCells = 48 // of a column's width
)

// headingRow is the row of the headings.
func (l *List) headingRow() int { return infoRow + len(l.Notes) + 1 }

// subtotal is the first cell of a row that sums up those above it.
type subtotal string

// textSign is the line below a report on which it is signed.
const textSign = "制表人：　　　　　　　审核人：　　　　　　　负责人：　　　　　　　日期：　　　年　　月　　日"

// styles are the forms of cells in a workbook.
type styles struct{ title, info, heading, text, day, whole, hundredths, share, totalText, totalWhole, totalHundredths int }

// newStyles enters them.
func newStyles(f *excelize.File) (s styles, err error) {
	day, share := "yyyy-mm-dd", "0.0%"
	bold := &excelize.Font{Bold: true}
	line := []excelize.Border{{Type: "bottom", Color: "808080", Style: 1}}
	over := []excelize.Border{{Type: "top", Color: "808080", Style: 1}}
	for _, x := range []struct {
		to    *int
		style excelize.Style
	}{
		{&s.title, excelize.Style{Font: &excelize.Font{Bold: true, Size: 16}}},
		{&s.info, excelize.Style{Font: &excelize.Font{Color: "606060"}}},
		{&s.heading, excelize.Style{Font: bold, Border: line, Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}}},
		{&s.text, excelize.Style{NumFmt: 49}}, // a text, whatever is typed into it
		{&s.day, excelize.Style{CustomNumFmt: &day, Alignment: &excelize.Alignment{Horizontal: "center"}}},
		{&s.whole, excelize.Style{NumFmt: 1}},
		{&s.hundredths, excelize.Style{NumFmt: 4}},
		{&s.share, excelize.Style{CustomNumFmt: &share}},
		{&s.totalText, excelize.Style{NumFmt: 49, Font: bold, Border: over}},
		{&s.totalWhole, excelize.Style{NumFmt: 1, Font: bold, Border: over}},
		{&s.totalHundredths, excelize.Style{NumFmt: 4, Font: bold, Border: over}},
	} {
		if *x.to, err = f.NewStyle(&x.style); err != nil {
			return s, err
		}
	}
	return s, nil
}

// cell is a value as a spreadsheet keeps it: days are days, areas and money numbers in ㎡ and 元, everything else text. A text never
// becomes a formula: it is kept as text.
func (s styles) cell(v any) excelize.Cell {
	switch v := v.(type) {
	case nil:
		return excelize.Cell{}
	case int64:
		return excelize.Cell{StyleID: s.whole, Value: v}
	case quantity.Area:
		return excelize.Cell{StyleID: s.hundredths, Value: hundredths(int64(v))}
	case quantity.Money:
		return excelize.Cell{StyleID: s.hundredths, Value: hundredths(int64(v))}
	case thousandths:
		return excelize.Cell{StyleID: s.share, Value: float64(v) / 1000}
	case civil.Date:
		if v.IsZero() {
			return excelize.Cell{}
		}
		return excelize.Cell{StyleID: s.day, Value: int64(v.Sub(spreadsheetDay0))}
	case bool:
		if v {
			return excelize.Cell{StyleID: s.text, Value: engine.TextYes}
		}
		return excelize.Cell{StyleID: s.text, Value: engine.TextNo}
	}
	return excelize.Cell{StyleID: s.text, Value: Guard(Clean(fmt.Sprint(v)))}
}

// thousandths is a share, shown in %.
type thousandths int64

// spreadsheetDay0 is the day that spreadsheets count from.
var spreadsheetDay0 = civil.On(1899, 12, 30)

// hundredths is a number as a spreadsheet holds it: what is written are its decimal digits, at most two behind the point.
func hundredths(n int64) float64 { return float64(n) / 100 }

// total is the cell of a sum: a formula, with what it comes to.
func (s styles) total(with string, column, from, to int, sum any) (excelize.Cell, error) {
	name, err := excelize.ColumnNumberToName(column)
	c := s.cell(sum)
	c.Formula = fmt.Sprintf("%s%s%d:%s%d)", with, name, from, name, to)
	if c.StyleID = s.totalHundredths; isWhole(sum) {
		c.StyleID = s.totalWhole
	}
	return c, err
}

func isWhole(v any) bool { _, whole := v.(int64); return whole }

// writeXlsx writes a workbook of one sheet.
func (l *List) writeXlsx(ctx context.Context, w io.Writer) (rows int, err error) {
	f := excelize.NewFile()
	defer func() { _ = f.Close() }() // it was never a file on disk
	name := sheetName(l.Name)
	if err := f.SetSheetName("Sheet1", name); err != nil {
		return 0, err
	}
	s, err := newStyles(f)
	if err != nil {
		return 0, err
	}
	if err := l.setUp(f, name); err != nil {
		return 0, err
	}
	out, err := f.NewStreamWriter(name)
	if err != nil {
		return 0, err
	}
	if err := l.writeHead(out, s); err != nil {
		return 0, err
	}
	sums, first, at := make([]any, len(l.Columns)), l.headingRow()+1, l.headingRow()
	from := first
	err = l.Rows(ctx, func(cells []any) error {
		at++
		if name, sub := cells[0].(subtotal); sub {
			from, err = at+1, l.writeSum(out, s, string(name), at, from, cells, cells)
			return err
		}
		rows++
		l.add(sums, cells)
		line := make([]any, len(cells))
		for i, v := range cells {
			line[i] = s.cell(v)
		}
		return out.SetRow("A"+strconv.Itoa(at), line)
	})
	if err == nil && (l.summed() || l.Totals != nil) && rows > 0 {
		err = l.writeSum(out, s, say.Total, at+1, first, l.Totals, sums)
		at++
	}
	if err == nil && l.Sign {
		err = out.SetRow("A"+strconv.Itoa(at+2), []any{excelize.Cell{StyleID: s.info, Value: textSign}})
	}
	if err == nil && l.Stand != "" {
		err = out.SetRow("A"+strconv.Itoa(at+3), []any{excelize.Cell{StyleID: s.info, Value: l.Stand}})
	}
	if err == nil {
		err = out.Flush()
	}
	if err == nil && l.Charted && rows > 0 {
		err = l.chart(f, name, rows)
	}
	if err != nil {
		return rows, err
	}
	return rows, f.Write(w)
}

// setUp says how the sheet is printed and what stands in its properties.
func (l *List) setUp(f *excelize.File, name string) error {
	a4, landscape, one, many, fit := 9, "landscape", 1, 0, true
	if err := f.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	if err := f.SetPageLayout(name, &excelize.PageLayoutOptions{Size: &a4, Orientation: &landscape, FitToWidth: &one, FitToHeight: &many}); err != nil {
		return err
	}
	err := f.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddFooter: "&L" + strings.ReplaceAll(l.Office+" "+l.Name, "&", "&&") + "&R第 &P 页 共 &N 页"})
	if err != nil {
		return err
	}
	return f.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", Scope: name, RefersTo: fmt.Sprintf("'%s'!$%d:$%d", name, titleRow, l.headingRow()),
	})
}

// writeHead writes widths, title and headings; what stands above the rows does not scroll.
func (l *List) writeHead(out *excelize.StreamWriter, s styles) error {
	titles := make([]any, len(l.Columns))
	for i, c := range l.Columns {
		titles[i] = excelize.Cell{StyleID: s.heading, Value: Clean(c.Title)}
		if err := out.SetColWidth(i+1, i+1, float64(min(max(c.Width, cellWidth(c.Title))+2, mostCells))); err != nil {
			return err
		}
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: l.headingRow(), TopLeftCell: "A" + strconv.Itoa(l.headingRow()+1), ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	rows := [][]any{{excelize.Cell{StyleID: s.title, Value: Clean(l.title())}}, {excelize.Cell{StyleID: s.info, Value: Clean(l.info())}}}
	for _, note := range l.Notes {
		rows = append(rows, []any{excelize.Cell{StyleID: s.info, Value: Clean(note)}})
	}
	for i, cells := range append(rows, titles) {
		if err := out.SetRow("A"+strconv.Itoa(titleRow+i), cells); err != nil {
			return err
		}
	}
	return nil
}

// writeSum writes a row of sums as formulas over the rows from one on to the one above it; rest are the cells of columns that are not summed.
func (l *List) writeSum(out *excelize.StreamWriter, s styles, name string, at, from int, rest, sums []any) error {
	line, with := make([]any, len(l.Columns)), "SUM("
	if l.Sign { // a report, whose sums of districts are not summed once more
		with = "SUBTOTAL(9,"
	}
	for i, column := range l.Columns {
		line[i] = excelize.Cell{StyleID: s.totalText}
		if rest != nil && rest[i] != nil {
			line[i] = s.cell(rest[i])
		}
		if sums[i] == nil || !column.Sum {
			continue
		}
		c, err := s.total(with, i+1, from, at-1, sums[i])
		if err != nil {
			return err
		}
		line[i] = c
	}
	line[0] = excelize.Cell{StyleID: s.totalText, Value: Clean(name)}
	return out.SetRow("A"+strconv.Itoa(at), line)
}

// sheetName is a name that a sheet can have.
func sheetName(name string) string {
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]'`, r) {
			return -1
		}
		return r
	}, Clean(name))
	if runes := []rune(name); len(runes) > 31 {
		name = string(runes[:31])
	}
	return or(name, "清单")
}
