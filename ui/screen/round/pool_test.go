package round_test

import (
	"testing"

	"penggai/allocation"
	"penggai/ui/screen"
	"penggai/ui/screen/screentest"
)

// TestLeavesOutWithAReason leaves a shop out of the pool of a draft from the keyboard, reads the reason at the lock and on the tab,
// and takes the shop in again.
func TestLeavesOutWithAReason(t *testing.T) {
	for _, size := range screentest.Sizes {
		o := newOffice(t)
		id := o.draft()
		term := o.Open(allocation.Approver, screen.Go{Place: screen.Round, ID: id}, size[0], size[1])
		term.WaitFor("申请 5 件")
		term.Press("tab")
		term.WaitFor("王宝山")
		term.Press("tab")
		term.WaitFor("JS-NSQ-01-1-01")
		term.Press("f9")
		term.WaitFor("或按条件")
		term.Press("ctrl+s")
		term.WaitFor("理由")
		term.Press("down", "down")
		term.Type("屋面漏水，正在维修")
		term.Golden("leave-out")
		term.Press("ctrl+s")
		term.WaitFor("1 套不列入批次")
		term.WaitFor("房源 5")
		term.Press("tab")
		term.WaitFor("屋面漏水")
		term.Golden("left-out")
		term.Press("f5")
		term.WaitFor("哪种号码")
		term.Press("enter")
		term.Type("福彩双色球")
		term.Press("enter")
		term.Type("2021030")
		term.Press("enter")
		term.Type("2021-03-21")
		term.Press("ctrl+s")
		term.WaitFor("未列入 1 套：屋面漏水")
		term.Press("esc")
		term.WaitGone("即刻预留")
		term.Press("esc")
		term.WaitFor("未列入 1")
		term.Press("enter")
		term.WaitFor("重新列入批次的房源")
		term.Press("right", "enter")
		term.WaitFor("房源 6")
	}
}

// TestPrintsALetterForWhoGotNothing prints the letters of a noticed round in one go.
func TestPrintsALetterForWhoGotNothing(t *testing.T) {
	o := newOffice(t)
	id := o.noticed()
	term := o.Open(allocation.Approver, screen.Go{Place: screen.Round, ID: id}, 80, 24)
	term.WaitFor("速印广告")
	term.Press("ctrl+p")
	term.WaitFor("分配结果告知书")
	term.Golden("papers")
	term.Press("end", "enter")
	term.WaitFor("已打印 1 份告知书")
}
