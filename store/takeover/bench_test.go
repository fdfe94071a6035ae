package takeover_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"penggai/allocation"
	"penggai/store/engine/enginetest"
	"penggai/store/takeover/ledger"
	"penggai/store/takeover/takeovertest"
)

// largest is a ledger of all districts a hundred times over.
const largest = 164_100

// largestRow is a row of it.
func largestRow(i int) []any {
	return []any{"南市区", fmt.Sprintf("%d号楼", i/24+1), fmt.Sprintf("%d%02d", i/12%2+1, i%12+1), i/12%2 + 1, float64(5000+i%20_000) / 100, "闲置"}
}

var largestHead = []any{"小区", "楼栋", "门牌", "楼层", "建筑面积", "使用状态"}

// largestCsv and largestXlsx write it.
func largestCsv(path string) error {
	var text strings.Builder
	line := func(cells []any) {
		text.WriteString(strings.Trim(strings.ReplaceAll(fmt.Sprintf("%v", cells), " ", ","), "[]") + "\n")
	}
	line(largestHead)
	for i := range largest {
		line(largestRow(i))
	}
	return os.WriteFile(path, []byte(text.String()), 0o600)
}

func largestXlsx(path string) error {
	f := excelize.NewFile()
	out, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		return err
	}
	if err := out.SetRow("A1", largestHead); err != nil {
		return err
	}
	for i := range largest {
		if err := out.SetRow("A"+strconv.Itoa(i+2), largestRow(i)); err != nil {
			return err
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	if err := f.SaveAs(path); err != nil {
		return err
	}
	return f.Close()
}

// peak is how much memory the process held at the most, in MB; 0 where the system does not say.
func peak() float64 {
	data, _ := os.ReadFile("/proc/self/status") // of Linux
	_, rest, _ := strings.Cut(string(data), "VmHWM:")
	kib, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
	n, _ := strconv.ParseFloat(kib, 64)
	return n / 1024
}

// BenchmarkLedger takes a ledger of 164,100 rows over, from the file to the end of the transaction: 30 s and 500 MB are the bound.
func BenchmarkLedger(b *testing.B) {
	for _, form := range []struct {
		name  string
		write func(string) error
	}{{"csv", largestCsv}, {"xlsx", largestXlsx}} {
		b.Run(form.name, func(b *testing.B) {
			path := filepath.Join(b.TempDir(), "台账."+form.name)
			enginetest.OK(b, form.write(path))
			for b.Loop() {
				o := takeovertest.New(b, "尖山区")
				p, _ := o.Taken(b, o.As(b, allocation.Manager), ledger.Request{Kind: ledger.Units, Path: path}, false)
				if len(p.New) != largest {
					b.Fatalf("%d new, %v", len(p.New), p.Rejected[:1])
				}
			}
			b.ReportMetric(peak(), "MB-peak")
		})
	}
}
