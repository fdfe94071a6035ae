package application_test

import (
	"testing"

	"penggai/allocation"
	"penggai/ui/screen"
)

// TestVisitorsWhoInterrupt parks two half-filled forms, begins a third and goes on with each where it was left: from the first page and
// from the key of a new application.
func TestVisitorsWhoInterrupt(t *testing.T) {
	o := counter.New(t)
	term := o.Open(allocation.Intake, screen.Go{Place: screen.Home}, 80, 24)
	term.WaitFor("日志至")
	begin := func(name string) {
		term.WaitFor("谁来申请")
		term.Press("down", "down")
		term.Type(name)
		term.WaitFor(name)
	}
	term.Press("f2")
	begin("王宝")
	term.Press("ctrl+w")
	term.WaitFor("填了一半的表 1 张")
	term.Press("f2")
	term.WaitFor("登记一份新的")
	term.Press("enter")
	begin("赵小雪")
	term.Press("esc")
	term.WaitFor("填了一半的表 2 张")
	term.Golden("parked_home")
	term.Press("f2")
	term.WaitFor("登记一份新的")
	term.Type("赵")
	term.Press("enter")
	term.WaitFor("已恢复")
	term.WaitFor("赵小雪")
	term.Press("f8")
	term.WaitFor("全部清空")
	term.Press("right", "enter", "esc")
	term.WaitFor("填了一半的表 1 张")
	term.Press("home", "enter")
	term.WaitFor("王宝")
	term.WaitFor("已恢复")
}
