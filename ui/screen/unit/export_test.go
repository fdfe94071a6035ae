package unit_test

import (
	"context"
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/store/engine"
	"penggai/ui/screen"
)

// TestExport writes what the list shows, a second time into a second file.
func TestExport(t *testing.T) {
	o := newOffice(t, allocation.Manager)
	o.withdraw("JS-NSQ-03-1-02")
	term := o.open(screen.Go{Place: screen.UnitList}, 80, 24)
	term.WaitFor("1,641 套")
	lines := func(name string, want int) [][]string {
		t.Helper()
		data, err := os.ReadFile(filepath.Join(o.Store.Folder(), "export", name))
		if err != nil {
			t.Fatal(err)
		}
		in := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(data), "\ufeff")))
		in.FieldsPerRecord = -1
		got, err := in.ReadAll()
		if err != nil || len(got) != want+3 {
			t.Fatalf("%s has %d lines, want %d, %v", name, len(got), want, err)
		}
		if got[0][0] != "房源清单" || !strings.Contains(got[1][0], "截至 2021-03-15") {
			t.Errorf("%s begins with %v %v", name, got[0], got[1])
		}
		return got[2:]
	}
	term.Press("f7")
	term.WaitFor("导出 房源 1,641 行")
	term.Golden("export")
	term.Press("down", "enter")
	term.WaitFor("已导出 1,641 行到")
	all := lines("房源-2021-03-15.csv", 1642)
	if got := strings.Join(all[0], ","); got != "编号,区,小区,楼栋,层,位,面积 ㎡,状态,承租人,到期,来源,用途,权证号,坐落,门牌,原编号" {
		t.Errorf("headings %s", got)
	}
	seen := map[string]bool{}
	if last := all[len(all)-1]; last[0] != "合计" || last[6] != "244600.00" {
		t.Errorf("the last line is %v", last)
	}
	for _, line := range all[1 : len(all)-1] {
		seen[line[0]] = true
	}
	if len(seen) != 1641 {
		t.Errorf("%d different units", len(seen))
	}
	term.Press("f3")
	term.Type("状态:停用")
	term.WaitFor("1 套")
	term.Press("enter", "f7")
	term.WaitFor("导出 房源 1 行")
	term.Press("down", "enter")
	term.WaitFor("已导出 1 行到")
	if got := lines("房源-2021-03-15-2.csv", 2)[1]; got[0] != "JS-NSQ-03-1-02" || got[7] != "停用" {
		t.Errorf("row %v", got)
	}
	term.Press("f7")
	term.WaitFor("导出 房源 1 行")
	term.Press("enter")
	term.WaitFor("15.xlsx")
	log, err := o.Store.LogList(context.Background(), o.Who[allocation.Auditor], engine.ListQuery{Filter: "导出清单"})
	if err != nil || log.Total != 3 || !strings.Contains(log.Rows[0].Reason, "1 行  房源-2021-03-15.xlsx  筛选 状态:停用") {
		t.Errorf("the log says %+v %v", log.Rows, err)
	}
	term.Press("esc", "f3")
	term.Type("状态:使用中")
	term.WaitFor("没有符合筛选的房源")
	term.Press("enter", "f7")
	term.WaitFor("没有可以导出的记录")
}
