package unit_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"penggai/allocation"
	"penggai/store/takeover/ledger"
	"penggai/ui/kit/kittest"
	"penggai/ui/screen"
)

// TestExportComesBack: a list that was written, edited in a spreadsheet and imported changes what was edited, and nothing else.
func TestExportComesBack(t *testing.T) {
	o := newOffice(t, allocation.Manager)
	term := o.open(screen.Go{Place: screen.Unit, Filter: "小区:南市区 楼栋:3号楼"}, 80, 24)
	term.WaitFor("JS-NSQ-03-1-01")
	term.Press("f7")
	term.WaitFor("导出 房源")
	term.Press("enter")
	term.WaitFor("已导出")
	ctx, by := context.Background(), o.Env.Command()
	take := func(path string) *ledger.Preview {
		p, err := o.Store.PreviewImport(ctx, by, ledger.Request{Kind: ledger.Units, Path: path}, nil)
		o.Must(err)
		_, err = o.Store.ApplyImport(ctx, o.Env.Command(), p, false, nil)
		o.Must(err)
		return p
	}
	path := filepath.Join(o.Store.Folder(), "export", "房源-2021-03-15.xlsx")
	if p := take(path); len(p.New)+len(p.Rejected) != 0 { // from now on they are no samples
		t.Fatalf("%+v", p)
	}
	f, err := excelize.OpenFile(path)
	o.Must(err)
	table, err := f.GetRows("房源")
	o.Must(err)
	units := len(table) - 4 // title, what is said of the list, headings, the sum
	columns := map[string]string{}
	for i, title := range table[2] {
		name, err := excelize.ColumnNumberToName(i + 1)
		o.Must(err)
		columns[title] = name
	}
	o.Must(f.SetCellValue("房源", columns["用途"]+"4", "商业服务"))
	o.Must(f.SetCellValue("房源", columns["门牌"]+"5", "临街 2 门"))
	o.Must(f.SetCellValue("房源", columns["面积 ㎡"]+"6", 77.5))
	o.Must(f.Save())
	o.Must(f.Close())
	p := take(path)
	if p.Read != units || len(p.New) != 0 || len(p.Changed) != 3 || len(p.Rejected) != 0 || p.Same != units-3 {
		t.Fatalf("read %d of %d, new %v, changed %v, rejected %+v, same %d, head %+v", p.Read, units, p.New, p.Changed, p.Rejected, p.Same, p.Heads)
	}
	if u := o.unit(table[3][0]); u.Usage != "商业服务" {
		t.Errorf("%+v", u)
	}
	if u := o.unit(table[5][0]); u.Area != 7750 || strings.Contains(u.Former, " ") {
		t.Errorf("%+v", u)
	}
}

// TestHandOverFromAFile reads numbers and measured areas from a workbook; a fault names its row.
func TestHandOverFromAFile(t *testing.T) {
	o := newOffice(t, allocation.Manager)
	path := filepath.Join(t.TempDir(), "移交.xlsx")
	f := excelize.NewFile()
	for i, row := range [][]any{{"棚改商服移交明细"}, {"现编号", "新编号", "实测面积(㎡)", "门牌"}, {"SYS-ZJ-01-1-01", "BS-AYX-201", 142.35, "临街 1 门"}, {"SYS-ZJ-01-1-02", "", "八十八"}, {"合计", "", 230.35}} {
		cell, err := excelize.CoordinatesToCellName(1, i+1)
		o.Must(err)
		o.Must(f.SetSheetRow("Sheet1", cell, &row))
	}
	o.Must(f.SaveAs(path))
	open := func() *kittest.Term {
		term := o.open(screen.Go{Place: screen.Unit, Filter: "编号:SYS-ZJ-01-1-0"}, 80, 24)
		term.WaitFor("SYS-ZJ-01-1-01")
		term.Press("ctrl+a")
		term.WaitFor("已选")
		term.Press("ctrl+x")
		term.WaitFor("办理什么")
		term.Type("jg")
		term.Press("enter")
		term.WaitFor("移交给")
		term.Press("space")
		term.Type("bs")
		term.Press("enter", "space")
		term.WaitFor("安悦小区")
		term.Type("ay")
		term.Press("enter", "enter")
		term.Paste(path)
		term.Press("tab", "tab", "tab")
		term.Type("移交书 3 号")
		term.Press("ctrl+s")
		return term
	}
	open().WaitFor("是 八十八")
	o.Must(f.SetCellValue("Sheet1", "C4", 88))
	o.Must(f.SaveAs(path))
	o.Must(o.Store.DropDraft(context.Background(), o.Env.Actor(), "unit-complete"))
	term := open()
	term.WaitFor("2 套按明细的实测面积")
	term.Press("right", "enter")
	term.WaitFor("已移交")
	if u := o.unit("BS-AYX-201"); u.Area != 14235 || u.Door != "临街 1 门" || u.Former != "SYS-ZJ-01-1-01" || u.Sample {
		t.Errorf("%+v", u)
	}
}
