package application_test

import (
	"testing"

	"penggai/allocation"
	"penggai/allocation/refusal"
	"penggai/ui/screen"
)

// TestRefuseFromTheList turns a draft away: the reason is picked, the question shows what the applicant will read, the page keeps it.
func TestRefuseFromTheList(t *testing.T) {
	o := counter.New(t)
	id := draft(o, 1, "快递服务站")
	term := o.Open(allocation.Intake, screen.Go{Place: screen.Application, ID: id}, 80, 24)
	term.WaitFor("快递服务站")
	term.Press("ctrl+r")
	term.WaitFor("理由选自清单")
	term.Press("ctrl+s")
	term.WaitFor("必填")
	term.Press("space")
	term.WaitFor("四(一)  创业所在地不在本区")
	term.Golden("refuse-reasons")
	for range 4 {
		term.Press("down")
	}
	term.Press("space", "enter")
	term.Type("经营地在宝山区")
	term.Golden("refuse-form")
	term.Press("ctrl+s")
	term.WaitFor("申请人可以：请向创业所在地的区政府申请")
	term.Golden("refuse-ask")
	term.Press("right", "enter")
	term.WaitFor("已记为不予受理")
	term.WaitFor("创业所在地不在本区")
	term.Golden("detail-refused")
	d := o.Application(id)
	if d.State != allocation.ApplicationRefused || len(d.Grounds) != 2 || d.Grounds[0].Code != "place" || refusal.Words(d.Grounds[1:]) != "补充说明：经营地在宝山区" {
		t.Errorf("%s %+v", d.State, d.Grounds)
	}
}
