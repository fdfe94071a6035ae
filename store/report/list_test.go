package report_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/store/report"
)

// rows gives the same rows to every form of file.
func rows(cells ...[]any) func(context.Context, func([]any) error) error {
	return func(_ context.Context, each func([]any) error) error {
		for _, c := range cells {
			if err := each(c); err != nil {
				return err
			}
		}
		return nil
	}
}

func list() report.List {
	return report.List{
		Name: "账单", Office: "尖山区", AsOf: civil.On(2021, 3, 15), Filter: "状态:未缴", Order: "日期 降序", Note: "2 件  含示例明细", Head: "第 7 条 00ff",
		Columns: []report.ListColumn{{Title: "编号", Width: 15}, {Title: "日期"}, {Title: "面积 ㎡", Sum: true}, {Title: "应缴 元", Sum: true}, {Title: "套数", Sum: true}, {Title: "证件"}, {Title: "已缴"}},
		Rows: rows(
			[]any{"ZD-1", civil.On(2021, 3, 1), quantity.Area(14235), quantity.Money(-151840), int64(2), "110101199003070010", true},
			[]any{"=1+1", civil.Date{}, quantity.Area(10), quantity.Money(5), nil, "@cmd", false},
		),
	}
}

// TestListXlsx reads the workbook back: every cell has its type, no text is a formula, what is printed repeats its heading.
func TestListXlsx(t *testing.T) {
	l := list()
	var b bytes.Buffer
	n, err := l.Write(t.Context(), &b, "xlsx")
	if err != nil || n != 2 {
		t.Fatal(n, err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	raw := excelize.Options{RawCellValue: true}
	for cell, want := range map[string]string{
		"A1": "账单清单", "A2": "单位：尖山区  筛选：状态:未缴  排序：日期 降序  截至 2021-03-15  2 件  含示例明细  日志 第 7 条 00ff", "A3": "编号", "C3": "面积 ㎡",
		"A4": "ZD-1", "B4": "44256", "C4": "142.35", "D4": "-1518.4", "E4": "2", "F4": "110101199003070010", "G4": "是", "A5": "'=1+1", "B5": "", "F5": "'@cmd", "A6": "合计",
		"C6": "142.45", "D6": "-1518.35", "E6": "2",
	} {
		if got, err := f.GetCellValue("账单", cell, raw); got != want || err != nil {
			t.Errorf("%s is %q, want %q, %v", cell, got, want, err)
		}
	}
	if got, _ := f.GetCellValue("账单", "B4"); got != "2021-03-01" {
		t.Errorf("the day reads %s", got)
	}
	for cell, want := range map[string]excelize.CellType{"B4": excelize.CellTypeUnset, "C4": excelize.CellTypeUnset, "F4": excelize.CellTypeInlineString, "A5": excelize.CellTypeInlineString} {
		if got, _ := f.GetCellType("账单", cell); got != want && got != excelize.CellTypeNumber {
			t.Errorf("%s is of type %d", cell, got)
		}
	}
	for cell, want := range map[string]string{"C6": "SUM(C4:C5)", "D6": "SUM(D4:D5)", "A5": "", "F5": ""} {
		if got, _ := f.GetCellFormula("账单", cell); got != want {
			t.Errorf("formula of %s: %s", cell, got)
		}
	}
	if got, err := f.CalcCellValue("账单", "D6"); got != "-1,518.35" && got != "-1518.35" {
		t.Errorf("the sum is %s, %v", got, err)
	}
	names := fmt.Sprint(f.GetDefinedName())
	if !strings.Contains(names, "'账单'!$1:$3") {
		t.Errorf("names %s", names)
	}
	layout, err := f.GetPageLayout("账单")
	if err != nil || *layout.Size != 9 || *layout.Orientation != "landscape" || *layout.FitToWidth != 1 {
		t.Errorf("%+v %v", layout, err)
	}
	props, err := f.GetSheetProps("账单")
	if err != nil || props.FitToPage == nil || !*props.FitToPage {
		t.Errorf("%+v %v", props, err)
	}
	panes, err := f.GetPanes("账单")
	if err != nil || !panes.Freeze || panes.YSplit != 3 {
		t.Errorf("%+v %v", panes, err)
	}
	if w, err := f.GetColWidth("账单", "A"); w != 17 {
		t.Errorf("width %v, %v", w, err)
	}
}

func TestListCSV(t *testing.T) {
	l := list()
	var b bytes.Buffer
	if n, err := l.Write(t.Context(), &b, "csv"); err != nil || n != 2 {
		t.Fatal(n, err)
	}
	want := []string{
		"\ufeff账单清单", "单位：尖山区", "编号,日期,面积 ㎡,应缴 元,套数,证件,已缴", "ZD-1,2021-03-01,142.35,-1518.40,2,110101199003070010,是", "'=1+1,,0.10,0.05,,'@cmd,否",
		"合计,,142.45,-1518.35,2,,", "",
	}
	for i, line := range strings.Split(b.String(), "\r\n") {
		if !strings.HasPrefix(line, want[i]) {
			t.Errorf("line %d: %s", i+1, line)
		}
	}
}

// TestListStops: an error of the rows is the error of the list, and an unknown form is refused.
func TestListStops(t *testing.T) {
	l := list()
	l.Rows = func(context.Context, func([]any) error) error { return context.Canceled }
	for _, format := range report.ListFormats {
		if _, err := l.Write(t.Context(), &bytes.Buffer{}, format); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", format, err)
		}
	}
	if _, err := l.Write(t.Context(), &bytes.Buffer{}, "pdf"); !errors.Is(err, report.ErrUnknownFormat) {
		t.Error(err)
	}
}
