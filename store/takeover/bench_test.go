package takeover_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/store/engine/enginetest"
	"penggai/store/takeover"
	"penggai/store/takeover/takeovertest"
)

// BenchmarkLedger takes a ledger of 164,100 rows over, from the file to the end of the transaction: 30 s and 500 MB are the bound.
func BenchmarkLedger(b *testing.B) {
	var text strings.Builder
	text.WriteString("小区,楼栋,门牌,楼层,建筑面积,使用状态\n")
	for i := range 164_100 {
		fmt.Fprintf(&text, "南市区,%d号楼,%d%02d,%d,%d.%02d,闲置\n", i/24+1, i/12%2+1, i%12+1, i/12%2+1, 50+i%200, i%100)
	}
	path := filepath.Join(b.TempDir(), "台账.csv")
	enginetest.OK(b, os.WriteFile(path, []byte(text.String()), 0o600))
	for b.Loop() {
		o := takeovertest.New(b, "尖山区")
		p, _ := o.Taken(b, o.As(b, allocation.Manager), takeover.Request{Kind: takeover.Units, Path: path}, false)
		if len(p.New) != 164_100 {
			b.Fatalf("%d new, %v", len(p.New), p.Rejected[:1])
		}
	}
}
