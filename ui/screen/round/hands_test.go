package round_test

import (
	"testing"

	"penggai/allocation"
	"penggai/ui/screen"
)

// TestCancellingTakesTwo六二: once lots are drawn one person asks, who cannot agree; another cancels or lets the round go on, and all of
// it is on the page.
func TestCancellingTakesTwo六二(t *testing.T) {
	o := newOffice(t)
	id := o.noticed()
	ask := func(reason string) {
		term := o.Open(allocation.Reviewer, screen.Go{Place: screen.Round, ID: id}, 80, 24)
		term.WaitFor("公示中")
		term.Press("f1")
		term.Type("提出作废")
		term.WaitFor("F8")
		term.Golden("void-key")
		term.Press("esc", "f8")
		term.WaitFor("须由另一位分管领导同意")
		term.Type(reason)
		term.Press("enter", "tab", "enter")
		term.WaitFor("已提出作废")
		term.WaitFor("待另一位分管领导决定")
		term.Press("f5")
		term.WaitFor("同意作废")
		term.Press("enter")
		term.WaitFor("作废批次由")
	}
	ask("亲戚没有分到")
	chief := o.Open(allocation.Approver, screen.Go{Place: screen.Round, ID: id}, 80, 24)
	chief.WaitFor("待另一位分管领导决定")
	chief.Press("f5")
	chief.WaitFor("同意作废")
	chief.Golden("void-decide")
	chief.Press("down", "enter")
	chief.WaitFor("批次照常办下去")
	chief.Type("理由不成立")
	chief.Press("enter", "tab", "enter")
	chief.WaitFor("批次照常办理")
	chief.WaitFor("公示和异议期满")
	ask("名单有误")
	chief = o.Open(allocation.Approver, screen.Go{Place: screen.Round, ID: id}, 80, 24)
	chief.WaitFor("待另一位分管领导决定")
	chief.Press("f5", "enter")
	chief.WaitFor("不产生分配结果")
	chief.Press("tab", "tab", "enter")
	chief.WaitFor("已作废，房源已放回")
	if r := o.at(id); r.State != allocation.RoundCancelled || r.Reason != "名单有误" || r.Voiding.Reason != "名单有误" || r.VoidBy == "" {
		t.Errorf("%+v", r.Round)
	}
}
