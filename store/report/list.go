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
	Charted bool  // a workbook has a chart of the columns behind the first
	Totals  []any // of columns without a sum: what their last cell says; may be nil

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
	for _, line := range [][]string{{l.title()}, {l.info()}, titles} {
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
	titleRow   = 1
	infoRow    = 2
	headingRow = 3
	mostCells  = 48 // of a column's width
)

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
func (s styles) total(column int, rows int, sum any) (excelize.Cell, error) {
	name, err := excelize.ColumnNumberToName(column)
	c := s.cell(sum)
	c.Formula = fmt.Sprintf("SUM(%s%d:%s%d)", name, headingRow+1, name, headingRow+rows)
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
	sums := make([]any, len(l.Columns))
	err = l.Rows(ctx, func(cells []any) error {
		rows++
		l.add(sums, cells)
		line := make([]any, len(cells))
		for i, v := range cells {
			line[i] = s.cell(v)
		}
		return out.SetRow("A"+strconv.Itoa(headingRow+rows), line)
	})
	if err == nil && l.summed() && rows > 0 {
		err = l.writeTotal(out, s, rows, sums)
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
		Name: "_xlnm.Print_Titles", Scope: name, RefersTo: fmt.Sprintf("'%s'!$%d:$%d", name, titleRow, headingRow),
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
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: headingRow, TopLeftCell: "A" + strconv.Itoa(headingRow+1), ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	for _, r := range []struct {
		row   int
		cells []any
	}{
		{titleRow, []any{excelize.Cell{StyleID: s.title, Value: Clean(l.title())}}},
		{infoRow, []any{excelize.Cell{StyleID: s.info, Value: Clean(l.info())}}},
		{headingRow, titles},
	} {
		if err := out.SetRow("A"+strconv.Itoa(r.row), r.cells); err != nil {
			return err
		}
	}
	return nil
}

// writeTotal writes the sums as formulas.
func (l *List) writeTotal(out *excelize.StreamWriter, s styles, rows int, sums []any) error {
	line := make([]any, len(l.Columns))
	for i := range l.Columns {
		line[i] = excelize.Cell{StyleID: s.totalText}
		if l.Totals != nil && l.Totals[i] != nil {
			line[i] = s.cell(l.Totals[i])
		}
		if sums[i] == nil {
			continue
		}
		c, err := s.total(i+1, rows, sums[i])
		if err != nil {
			return err
		}
		line[i] = c
	}
	line[0] = excelize.Cell{StyleID: s.totalText, Value: say.Total}
	return out.SetRow("A"+strconv.Itoa(headingRow+rows+1), line)
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
