package round_test

import (
	"testing"

	"penggai/allocation"
	"penggai/ui/screen"
	"penggai/ui/screen/screentest"
)

// TestObjectionIsAnsweredInView四三: the line that an objection is about, its proof and its neighbours stand above the answer, which
// asks before it stands and can be taken back; what is corrected after the reopening is said.
func TestObjectionIsAnsweredInView四三(t *testing.T) {
	for _, size := range screentest.Sizes {
		o := newOffice(t)
		id := o.noticed()
		about, err := o.Store.ApplicationByNumber(t.Context(), o.Who[allocation.Approver], "JS20210004")
		o.Must(err)
		_, err = o.Store.RaiseObjection(t.Context(), o.Who[allocation.Intake], id, about, "速印广告", "岗位少算 1 个")
		o.Must(err)
		term := o.Open(allocation.Approver, screen.Go{Place: screen.Round, ID: id}, size[0], size[1])
		term.WaitFor("速印广告")
		term.Press("tab", "tab", "tab", "tab", "tab")
		term.WaitFor("岗位少算")
		term.Press("enter")
		term.WaitFor("可逐户核对")
		term.Golden("objection-answer")
		term.Press("right", "enter")
		term.Type("社保记录 12 人")
		term.Press("ctrl+s")
		term.WaitFor("须更正申请并重开批次")
		term.Golden("objection-confirm")
		term.Press("right", "enter")
		term.WaitFor("已答复异议")
		term.WaitFor("有异议成立")
		term.WaitFor("Enter 撤销答复")
		term.Press("enter")
		term.WaitFor("异议恢复为待答复")
		term.Type("看错了材料")
		term.Press("enter", "tab", "enter")
		term.WaitFor("已撤销答复")
		term.WaitFor("件异议待分管领导答复")
		if r := o.at(id); r.Open != 1 || r.Upheld != 0 {
			t.Errorf("%d open, %d upheld", r.Open, r.Upheld)
		}
		term.Press("ctrl+x")
		term.WaitFor("异议不再等候答复")
		term.Type("本人撤回")
		term.Press("enter", "tab", "enter")
		term.WaitFor("已撤回异议")
		term.WaitFor("Enter 恢复异议")
		if r := o.at(id); r.Open != 0 {
			t.Errorf("%d open", r.Open)
		}
	}
}
