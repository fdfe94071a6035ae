package unit_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"penggai/allocation"
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
		got, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(data), "\ufeff"))).ReadAll()
		if err != nil || len(got) != want {
			t.Fatalf("%s has %d lines, want %d, %v", name, len(got), want, err)
		}
		return got
	}
	term.Press("f7")
	term.WaitFor("已导出 1,641 行到")
	all := lines("房源-2021-03-15-1.csv", 1642)
	if got := strings.Join(all[0], ","); got != "编号,区,小区,楼栋,层,位,面积 ㎡,状态,承租人,到期,来源,用途,权证号,坐落,门牌,原编号" {
		t.Errorf("headings %s", got)
	}
	seen := map[string]bool{}
	for _, line := range all[1:] {
		seen[line[0]] = true
	}
	if len(seen) != 1641 {
		t.Errorf("%d different units", len(seen))
	}
	term.Press("f3")
	term.Type("状态:停用")
	term.WaitFor("1 套")
	term.Press("enter", "f7")
	term.WaitFor("已导出 1 行到")
	if got := lines("房源-2021-03-15-2.csv", 2)[1]; got[0] != "JS-NSQ-03-1-02" || got[7] != "停用" {
		t.Errorf("row %v", got)
	}
	term.Press("esc", "f3")
	term.Type("状态:使用中")
	term.WaitFor("没有符合筛选的房源")
	term.Press("enter", "f7")
	term.WaitFor("没有可以导出的记录")
}
