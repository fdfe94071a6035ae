package takeover_test

import (
	"os"
	"path/filepath"
	"testing"

	"penggai/allocation"
	"penggai/ui/screen"
	"penggai/ui/screen/applicant"
	"penggai/ui/screen/application"
	"penggai/ui/screen/assessment"
	"penggai/ui/screen/benefit"
	"penggai/ui/screen/bill"
	"penggai/ui/screen/fee"
	"penggai/ui/screen/payment"
	"penggai/ui/screen/reading"
	"penggai/ui/screen/screentest"
	"penggai/ui/screen/takeover"
	"penggai/ui/screen/tenancy"
	"penggai/ui/screen/unit"
)

func TestMain(m *testing.M) {
	screentest.Main(m, takeover.Routes, unit.Routes, fee.Routes, applicant.Routes, application.Routes, tenancy.Routes, payment.Routes, bill.Routes, benefit.Routes, assessment.Routes, reading.Routes)
}

// TestALedgerMovesIn: the manager chooses the file, sees what is rejected, says which community is meant, writes the rest and takes it back.
func TestALedgerMovesIn(t *testing.T) {
	o := screentest.New(t)
	const file = "testdata/台账.csv"
	for _, size := range screentest.Sizes {
		term := o.Open(allocation.Manager, screen.Go{Place: screen.Takeover}, size[0], size[1])
		term.WaitFor("还是示例明细")
		term.Golden("desk")
		term.Press("down", "down", "enter")
		term.WaitFor("F4 浏览")
		term.Type(file)
		term.Golden("choose")
		term.Press("ctrl+s")
		term.WaitFor("拒收 2")
		term.Golden("preview")
		term.Press("shift+tab")
		term.WaitFor("文件一公布")
		term.Golden("totals")
		term.Press("f9")
		term.WaitFor("必填的都有了")
		term.Golden("mapping")
	}
	term := o.Open(allocation.Manager, screen.Go{Place: screen.Takeover}, 100, 30)
	term.WaitFor("还是示例明细")
	term.Press("down", "down", "enter")
	term.WaitFor("F4 浏览")
	term.Type(file)
	term.Press("ctrl+s")
	term.WaitFor("拒收 2")
	term.Press("enter")
	term.WaitFor("就是哪个小区")
	term.Press("enter")
	term.WaitFor("新增 3")
	term.Press("f5")
	term.WaitFor("写完可在 接入 里整批撤销")
	term.Press("right", "enter")
	term.WaitFor("已写入 台账.csv：新增 3，变更 0，拒收 1 行没有写入")
	term.WaitFor("本区台账，自")
	term.Press("f12")
	term.WaitFor("整批撤销")
	term.Type("选错了文件")
	term.Press("enter", "tab", "enter")
	term.WaitFor("已撤销导入 台账.csv")
	term.WaitFor("还是示例明细")
}

// TestUnknownHeadings: where no heading is known the columns are shown, and a person says which is which.
func TestUnknownHeadings(t *testing.T) {
	o := screentest.New(t)
	const file = "testdata/别的表头.csv"
	term := o.Open(allocation.Manager, screen.Go{Place: screen.Takeover, Filter: "units"}, 100, 30)
	term.WaitFor("F4 浏览")
	term.Type(file)
	term.Press("ctrl+s")
	term.WaitFor("还缺")
	term.Press("down", "down", "enter")
	term.WaitFor("哪一间\"当作")
	term.Type("门牌")
	term.Press("enter", "down", "enter")
	term.WaitFor("多大\"当作")
	term.Type("建筑面积")
	term.Press("enter")
	term.WaitFor("必填的都有了")
	term.Press("f5")
	term.WaitFor("新增 1")
}

// TestOthersMayNotImport: the intake clerk looks and reads who may.
func TestOthersMayNotImport(t *testing.T) {
	o := screentest.New(t)
	term := o.Open(allocation.Intake, screen.Go{Place: screen.Takeover}, 80, 24)
	term.WaitFor("还是示例明细")
	term.Press("down", "down", "enter")
	term.WaitFor("管理员")
}

// TestAPreviewOpensWhereItHasRows: with nothing rejected the first tab would be empty; what is new is shown instead.
func TestAPreviewOpensWhereItHasRows(t *testing.T) {
	o := screentest.New(t)
	file := filepath.Join(t.TempDir(), "台账.csv")
	o.Must(os.WriteFile(file, []byte("小区,楼栋,门牌,楼层,建筑面积（㎡）\n南市区,1号楼,101,1,153.73\n"), 0o600))
	term := o.Open(allocation.Manager, screen.Go{Place: screen.Takeover}, 100, 30)
	term.WaitFor("还是示例明细")
	term.Press("down", "down", "enter")
	term.WaitFor("F4 浏览")
	term.Type(file)
	term.Press("ctrl+s")
	term.WaitFor("[新增 1]")
}
