package report

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/say"

	"golang.org/x/text/width"
)

// Formats are the names under which a report can be written.
var Formats = []string{formatText, formatCSV, formatXlsx, formatDocx, formatJSON}

const (
	formatText = "text"
	formatDocx = "docx"
	formatJSON = "json"
)

// Write writes the report in one of the Formats. Errors: ErrUnknownFormat, those of w.
func (r *Report) Write(w io.Writer, format string) error {
	switch format {
	case formatText:
		return r.writeText(w)
	case formatCSV:
		return r.writeCSV(w)
	case formatXlsx:
		_, err := r.list().Write(context.Background(), w, formatXlsx)
		return err
	case formatDocx:
		return r.writeDocx(w)
	case formatJSON:
		return r.writeJSON(w)
	}
	return ErrUnknownFormat.Textf("没有这种格式，可用的有 %s", strings.Join(Formats, "、")).With(format)
}

// Named is what the log calls the report: which, of whom, as of when.
func (r *Report) Named() string { return r.Title + " " + r.Scope + " 截至 " + r.AsOf.String() }

// list is the report as a list in a file: the same figures, sums as formulas.
func (r *Report) list() *List {
	l := &List{
		Name: r.Title, Title: r.Title, Office: r.Scope, AsOf: r.AsOf, And: r.And, Head: r.Head, Filter: r.Filter, Order: r.Order, Notes: r.Said(),
		Totals: make([]any, len(r.Columns)), Sign: true, Stand: r.stand(), Charted: r.Charted,
	}
	exact := r.exact()
	for i, c := range exact {
		wide := 0
		for _, row := range r.Rows {
			wide = max(wide, cellWidth(row.Cells[i].Show(c.Kind)))
		}
		l.Columns = append(l.Columns, ListColumn{Title: c.Heading(), Width: wide, Sum: c.Kind != Text && !c.Free && c.how == sum})
		if len(r.Totals) > 0 && !r.Totals[i].Null() {
			l.Totals[i] = r.Totals[i].cell(c.Kind)
		}
	}
	l.Rows = func(_ context.Context, each func([]any) error) error {
		for _, line := range r.Lines() {
			if line.Total {
				continue
			}
			cells := make([]any, len(line.Cells))
			for i, v := range line.Cells {
				cells[i] = v.cell(exact[i].Kind)
			}
			if line.Sub {
				cells[0] = subtotal(line.Cells[0].text + " " + textSub)
				cells[1] = nil
			}
			if err := each(cells); err != nil {
				return err
			}
		}
		return nil
	}
	return l
}

// exact are the columns with amounts in 元, as files for programs have them.
func (r *Report) exact() []Column {
	out := slices.Clone(r.Columns)
	for i, c := range out {
		if c.Kind == Myriad {
			out[i].Kind, out[i].Unit = Money, textYuan
		}
	}
	return out
}

// cell is the value as engine.Field.Cell has it.
func (v Value) cell(k Kind) any {
	switch {
	case v.is == 0:
		return nil
	case v.is == 1:
		if d, err := civil.Parse(v.text); err == nil && len(v.text) == len("2021-03-15") {
			return d
		}
		return v.text
	}
	switch v.kind(k) {
	case Area:
		return quantity.Area(v.number)
	case Money, Myriad:
		return quantity.Money(v.number)
	case Permille:
		return thousandths(v.number)
	case Text, Count:
	}
	return v.number
}

// writeText writes aligned columns for a terminal or a printer.
func (r *Report) writeText(w io.Writer) error {
	lines := [][]string{make([]string, len(r.Columns))}
	for i, c := range r.Columns {
		lines[0][i] = c.Heading()
	}
	for _, line := range r.Lines() {
		lines = append(lines, r.cells(line.Cells, Value.Show))
	}
	wide := make([]int, len(r.Columns))
	for _, line := range lines {
		for i, cell := range line {
			wide[i] = max(wide[i], cellWidth(cell))
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s  %s  %s%s\n", r.Title, r.Scope, r.Days(), r.chosen())
	for _, line := range lines {
		b.WriteString(r.aligned(line, wide) + "\n")
	}
	if len(r.Rows) == 0 {
		b.WriteString("（没有记录）" + "\n")
	}
	for _, note := range r.Footnotes() {
		b.WriteString(note + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// aligned is a line with its cells padded: words at the left, figures at the right.
func (r *Report) aligned(line []string, wide []int) string {
	var b strings.Builder
	for i, cell := range line {
		if i > 0 {
			b.WriteString("  ")
		}
		pad := strings.Repeat(" ", wide[i]-cellWidth(cell))
		if r.Columns[i].Kind == Text {
			b.WriteString(cell + pad)
		} else {
			b.WriteString(pad + cell)
		}
	}
	return strings.TrimRight(b.String(), " ")
}

// chosen says which rows are left and how they are ordered, where that is not all of them in their own order.
func (r *Report) chosen() string {
	text := ""
	if r.Filter != "" {
		text += "  筛选：" + r.Filter
	}
	if r.Order != "" {
		text += "  排序：" + r.Order
	}
	return text
}

// Said is what stands beside the figures: that they are none for real, samples, what is counted, notes.
func (r *Report) Said() []string {
	var out []string
	if r.Mark != "" {
		out = append(out, r.Mark+"数据，不作为正式统计")
	}
	if r.Samples > 0 {
		out = append(out, fmt.Sprintf("含示例明细 %d 套", r.Samples))
	}
	if r.Population != "" {
		out = append(out, textPopulation+r.Population)
	}
	return append(out, r.Notes...)
}

// Footnotes are what is said below a report, with the end of the log.
func (r *Report) Footnotes() []string {
	if r.Signed != "" {
		return append(r.Said(), r.stand())
	}
	return append(r.Said(), fmt.Sprintf("日志 %s", r.Head))
}

// stand is the last line of a report in a file: up to where the log went that it was made from, signed.
func (r *Report) stand() string {
	if r.Signed == "" {
		return ""
	}
	return "数据截至日志" + r.Signed
}

// textPopulation stands before what a report counts.
const textPopulation = "口径："

func (r *Report) cells(values []Value, show func(Value, Kind) string) []string {
	out := make([]string, len(r.Columns))
	for i, c := range r.Columns {
		out[i] = Clean(show(values[i], c.Kind))
	}
	return out
}

// writeCSV writes title and notes, headings, rows and sums, each line with all columns; no text cell can start a formula.
func (r *Report) writeCSV(w io.Writer) error {
	var b bytes.Buffer
	sheet, err := NewSheet(&b)
	if err != nil {
		return err
	}
	columns := r.exact()
	wide := func(text string) []string {
		line := make([]string, len(columns))
		line[0] = Guard(Clean(text))
		return line
	}
	l := r.list()
	l.Head = or(r.Signed, r.Head) // behind the rows it would be read as one
	lines := [][]string{wide(r.Title), wide(l.info())}
	for _, said := range r.Said() {
		lines = append(lines, wide(said))
	}
	heading := wide("")
	for i, c := range columns {
		heading[i] = c.Heading()
		if c.Kind == Permille {
			heading[i] += " %"
		}
	}
	lines = append(lines, heading)
	for _, line := range r.Lines() {
		cells := make([]string, len(columns))
		for i, v := range line.Cells {
			if cells[i] = Clean(v.Plain(columns[i].Kind)); v.is == 1 {
				cells[i] = Guard(cells[i])
			}
		}
		lines = append(lines, cells)
	}
	if err := sheet.out.WriteAll(lines); err != nil {
		return err
	}
	_, err = w.Write(b.Bytes())
	return err
}

// cellWidth is the width of a text on a terminal: East Asian wide and full-width characters take two cells.
func cellWidth(s string) int {
	n := 0
	for _, r := range s {
		switch width.LookupRune(r).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}

// The refusals of this package.
var ErrUnknownFormat = say.Refuse("unknown_format", "没有这种格式")
