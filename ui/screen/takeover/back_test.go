package takeover_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"penggai/allocation"
	"penggai/store/takeover/ledger"
	"penggai/ui/screen"
	"penggai/ui/screen/screentest"
)

// exported opens a list, writes it to an xlsx as F7 does, and returns the file.
func exported(t *testing.T, o *screentest.Office, place screen.Place, filter string) string {
	t.Helper()
	before, _ := filepath.Glob(filepath.Join(o.Store.Folder(), "export", "*.xlsx")) // none yet is no fault
	term := o.Open(allocation.Manager, screen.Go{Place: place, Filter: filter}, 120, 36)
	term.WaitFor("F7")
	term.Press("f7")
	term.WaitFor("xlsx 表格")
	term.Press("enter")
	term.WaitFor("已导出")
	after, err := filepath.Glob(filepath.Join(o.Store.Folder(), "export", "*.xlsx"))
	o.Must(err)
	for _, name := range after {
		if !strings.Contains(strings.Join(before, "|"), name) {
			return name
		}
	}
	t.Fatal("no file was written")
	return ""
}

// headingRow is that of an export.
const headingRow = 3

// edited copies a file and changes cells in the first row of the list, by their heading.
func edited(t *testing.T, o *screentest.Office, file string, cells map[string]any) string {
	t.Helper()
	f, err := excelize.OpenFile(file)
	o.Must(err)
	sheet := f.GetSheetName(0)
	rows, err := f.GetRows(sheet)
	o.Must(err)
	for heading, v := range cells {
		found := false
		for i, h := range rows[headingRow-1] {
			if h == heading {
				name, err := excelize.CoordinatesToCellName(i+1, headingRow+1)
				o.Must(err)
				o.Must(f.SetCellValue(sheet, name, v))
				found = true
			}
		}
		if !found {
			t.Fatalf("no column %s in %v", heading, rows[headingRow-1])
		}
	}
	out := filepath.Join(t.TempDir(), "改过.xlsx")
	o.Must(f.SaveAs(out))
	o.Must(f.Close())
	return out
}

func seen(t *testing.T, o *screentest.Office, kind ledger.Kind, file string) *ledger.Preview {
	t.Helper()
	p, err := o.Store.PreviewImport(context.Background(), o.Who[allocation.Manager], ledger.Request{Kind: kind, Path: file}, nil)
	if err != nil {
		t.Fatalf("%s: %v", kind, err)
	}
	return p
}

// lived is an office with a tenant who has paid, prices and read meters.
func lived(t *testing.T) *screentest.Office {
	t.Helper()
	o := screentest.New(t)
	o.Prices(2017, 2021)
	d := o.Tenancy()
	o.Day("2021-05-17")
	o.Bill(d.ID)
	o.Pay(d.ID, 12345)
	return o
}

// TestListsComeBack: of each list that can be imported an export changes nothing when it comes back as it is; edited in a spreadsheet it
// changes what was edited and nothing else, and what a file may not change is refused with its column.
func TestListsComeBack(t *testing.T) {
	for _, c := range []struct {
		kind    ledger.Kind
		place   screen.Place
		filter  string
		rows    int
		cells   map[string]any // of the first row
		change  string         // what the preview says of it; empty: it is refused
		column  string         // that is refused
		why     string
		samples bool // the first file of units makes samples the office's own: that alone changes
	}{
		{ledger.Units, screen.Unit, "状态:闲置", 11, map[string]any{"面积 ㎡": 77.7, "坐落": "尖山区示例路 1 号"}, "-> 77.70；坐落 （空） -> 尖山区示例路 1 号", "", "", true},
		{ledger.Prices, screen.Fee, "房租", 5, map[string]any{"单价": 21.5}, "单价 20.00 元/㎡每月 -> 21.50 元/㎡每月", "", "", false},
		{ledger.Prices, screen.Fee, "供热费", 5, map[string]any{"单价": 44, "收款单位": "热力公司"}, "单价 43.00", "", "", false},
		{ledger.Applicants, screen.Applicant, "", 1, map[string]any{"电话": "13911112222"}, "", "电话", "已受理过申请", false},
		{ledger.Tenancies, screen.Tenancy, "", 1, map[string]any{"承租人": "别人"}, "", "承租人", "与文件不同", false},
		{ledger.Payments, screen.Payment, "", 1, map[string]any{"金额 元": 99}, "", "收据号", "已登记为", false},
		{ledger.Payments, screen.Payment, "", 1, map[string]any{"方式": "转账"}, "", "方式", "缴费方式是 现金", false},
		{ledger.Readings, screen.Reading, "", 1, map[string]any{"上次抄表": "2021-05-01", "读数 m³": 33.5}, "2021-05-01 33.50", "", "", false},
	} {
		o := lived(t)
		file := exported(t, o, c.place, c.filter)
		p := seen(t, o, c.kind, file)
		if changed := len(p.Changed); len(p.New)+len(p.Rejected) > 0 || changed > 0 && !c.samples || p.Same+changed != c.rows {
			t.Errorf("%s as it is: %d rows, %d the same, new %v, changed %v, rejected %+v, %v", c.kind, p.Read, p.Same, p.New, p.Changed, p.Rejected, p.Warnings)
			continue
		}
		if c.samples {
			_, err := o.Store.ApplyImport(context.Background(), o.Who[allocation.Manager], p, false, nil)
			o.Must(err)
		}
		p = seen(t, o, c.kind, edited(t, o, file, c.cells))
		all := append(append([]ledger.Item{}, p.New...), p.Changed...)
		switch {
		case c.change == "" && (len(all) > 0 || len(p.Rejected) != 1 || p.Rejected[0].Column != c.column || !strings.Contains(p.Rejected[0].Why, c.why)):
			t.Errorf("%s edited: %v, rejected %+v", c.kind, all, p.Rejected)
		case c.change != "" && (len(all) != 1 || len(p.Rejected) > 0 || p.Same != c.rows-1 || !strings.Contains(strings.Join(all[0].Notes, "；"), c.change)):
			t.Errorf("%s edited: %v, %d the same, rejected %+v", c.kind, all, p.Same, p.Rejected)
		}
	}
}
