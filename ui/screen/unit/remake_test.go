package unit_test

import (
	"testing"

	"penggai/allocation"
	"penggai/ui/screen"
	"penggai/ui/screen/screentest"
)

// TestSplitUnderAStay: the approver splits what somebody has; the tenant goes on in one part, the other comes back.
func TestSplitUnderAStay(t *testing.T) {
	o := screentest.New(t)
	d := o.Tenancy()
	h := d.Holdings[0]
	o.Day("2018-03-20")
	term := o.Open(allocation.Manager, screen.Go{Place: screen.Unit, ID: h.UnitID}, 80, 24)
	term.WaitFor("状态沿革")
	term.Press("ctrl+x")
	term.WaitFor("办理什么")
	term.Type("拆分")
	term.Press("enter")
	term.WaitFor("分管领导")
	term = o.Open(allocation.Approver, screen.Go{Place: screen.Unit, ID: h.UnitID}, 80, 24)
	term.WaitFor("状态沿革")
	term.Press("ctrl+x")
	term.WaitFor("办理什么")
	term.Type("拆分")
	term.Press("enter")
	term.WaitFor("随合同变更")
	term.WaitFor("原水表读数")
	term.Press("enter", "enter") // the old meter as it was, two parts
	term.Type((h.Area - 3000).String())
	term.Press("enter", "enter", "enter", "enter", "enter")
	term.Type("30")
	term.Press("enter", "enter", "enter", "right", "enter")
	term.Golden("split-held")
	term.Press("enter")
	term.Type("实测报告 3 号")
	term.Press("enter")
	term.Type("分户")
	term.Press("ctrl+s")
	term.WaitFor("占用其中 1 套")
	term.Golden("split-held-ask")
	term.Press("right", "enter")
	term.WaitFor("BG-JS-2018-0001")
	if now := o.Stay(d.ID); now.Area != h.Area-3000 || len(now.Changes) != 1 {
		t.Errorf("%+v", now)
	}
}
