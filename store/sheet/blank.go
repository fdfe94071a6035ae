package sheet

import (
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Blank is a spreadsheet to fill in: headings, examples, lists to choose from, and a second sheet that says what each column takes.
type Blank struct {
	Name    string // of the sheet
	Title   string // above the headings
	Columns []BlankColumn
}

// BlankColumn is a column of it.
type BlankColumn struct {
	Heading  string
	Need     bool     // must be filled in
	Help     string   // what it takes
	Examples []string // of the rows that show how; they are told by their mark and not read
	Choices  []string
	Text     bool // long numbers and doors: the spreadsheet must not turn them into numbers
	Width    int  // in half-width characters
}

// blankRows is for how many rows the lists to choose from are set.
const blankRows = 5000

// ExampleMark begins the first cell of rows that show how; they are passed over when the sheet is read.
const ExampleMark = "例："

// Write writes the spreadsheet.
func (b Blank) Write(w io.Writer) (err error) {
	f := excelize.NewFile()
	defer func() {
		if e := f.Close(); err == nil {
			err = e
		}
	}()
	if err := f.SetSheetName("Sheet1", b.Name); err != nil {
		return err
	}
	for _, part := range []func(*excelize.File) error{b.head, b.examples, b.choices, b.help} {
		if err := part(f); err != nil {
			return err
		}
	}
	return f.Write(w)
}

// at names a cell, both from 1.
func at(column, row int) string {
	name, _ := excelize.CoordinatesToCellName(column, row) // both are within the sheet
	return name
}

func column(n int) string {
	name, _ := excelize.ColumnNumberToName(n) // as above
	return name
}

func (b Blank) head(f *excelize.File) error {
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"DDEBF7"}}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "center"}})
	if err != nil {
		return err
	}
	text, err := f.NewStyle(&excelize.Style{NumFmt: 49})
	if err != nil {
		return err
	}
	if err := f.SetCellStr(b.Name, "A1", b.Title); err != nil {
		return err
	}
	for i, c := range b.Columns {
		n := i + 1
		if c.Text {
			if err := f.SetColStyle(b.Name, column(n), text); err != nil {
				return err
			}
		}
		if err := f.SetColWidth(b.Name, column(n), column(n), float64(max(c.Width, 10))); err != nil {
			return err
		}
		heading := c.Heading
		if c.Need {
			heading += "*"
		}
		if err := f.SetCellStr(b.Name, at(n, 2), heading); err != nil {
			return err
		}
		if err := f.SetCellStyle(b.Name, at(n, 2), at(n, 2), bold); err != nil {
			return err
		}
	}
	return f.SetPanes(b.Name, &excelize.Panes{Freeze: true, YSplit: 2, TopLeftCell: "A3", ActivePane: "bottomLeft"})
}

func (b Blank) examples(f *excelize.File) error {
	muted, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Italic: true, Color: "808080"}, NumFmt: 49})
	if err != nil {
		return err
	}
	for i, c := range b.Columns {
		for k, e := range c.Examples {
			if i == 0 {
				e = ExampleMark + e
			}
			if err := f.SetCellStr(b.Name, at(i+1, 3+k), e); err != nil {
				return err
			}
			if err := f.SetCellStyle(b.Name, at(i+1, 3+k), at(i+1, 3+k), muted); err != nil {
				return err
			}
		}
	}
	return nil
}

// choices keeps the lists in a hidden sheet, so that they may be as long as they are.
func (b Blank) choices(f *excelize.File) error {
	const lists = "选项"
	made := 0
	for i, c := range b.Columns {
		if len(c.Choices) == 0 {
			continue
		}
		if made++; made == 1 {
			if _, err := f.NewSheet(lists); err != nil {
				return err
			}
		}
		for k, text := range c.Choices {
			if err := f.SetCellStr(lists, at(made, k+1), text); err != nil {
				return err
			}
		}
		v := excelize.NewDataValidation(true)
		v.Sqref = fmt.Sprintf("%s3:%s%d", column(i+1), column(i+1), blankRows)
		v.SetSqrefDropList(fmt.Sprintf("%s!$%s$1:$%s$%d", lists, column(made), column(made), len(c.Choices)))
		v.ShowErrorMessage = false // a word beside the list is looked at when the sheet is read
		if err := f.AddDataValidation(b.Name, v); err != nil {
			return err
		}
	}
	if made == 0 {
		return nil
	}
	return f.SetSheetVisible(lists, false)
}

// help writes the second sheet.
func (b Blank) help(f *excelize.File) error {
	const name = "填表说明"
	if _, err := f.NewSheet(name); err != nil {
		return err
	}
	lines := []string{"带 * 的必须填写；灰色的例行不会导入，可以删除。"}
	for _, c := range b.Columns {
		line := c.Heading + "："
		if c.Need {
			line += "必填。"
		}
		line += c.Help
		if len(c.Choices) > 0 && len(c.Choices) <= 12 {
			line += " 可选：" + strings.Join(c.Choices, "、")
		}
		lines = append(lines, line)
	}
	for i, text := range lines {
		if err := f.SetCellStr(name, at(1, i+1), text); err != nil {
			return err
		}
	}
	return f.SetColWidth(name, "A", "A", 100)
}
