package application_test

import (
	"testing"

	"penggai/allocation"
	"penggai/ui/screen"
)

// TestCountByValues counts the list by a column with one key, filters by a value with Enter, keeps the filter under a name and finds it
// with its count on the first page.
func TestCountByValues(t *testing.T) {
	o := counter.New(t)
	draft(o, 1, "家政（服务）")
	o.Accept(draft(o, 2, "快递, 代收"))
	term := o.Open(allocation.Intake, screen.Go{Place: screen.Home}, 80, 24)
	term.WaitFor("日志至")
	term.Press("f10")
	term.WaitFor("菜单")
	term.Type("申请")
	term.Press("enter")
	term.WaitFor("2 份")
	term.Press("ctrl+e")
	term.WaitFor("2 个值，共 2 行")
	term.Golden("count")
	for _, column := range []string{"区", "主体", "项目"} {
		term.Press("right")
		term.WaitFor("按" + column + "计数")
	}
	term.Press("enter")
	term.WaitFor("1 份")
	term.WaitFor("筛选: 项目:=")
	term.Press("ctrl+b")
	term.WaitFor("存下现在的筛选")
	term.Press("enter")
	term.WaitFor("起个名字")
	term.Type("盯着的")
	term.Press("enter")
	term.WaitFor("首页上也有")
	term.Press("esc", "esc")
	term.WaitFor("盯着的")
	term.Golden("views_home")
	term.Press("end", "enter")
	term.WaitFor("筛选: 项目:=")
	term.WaitFor("1 份")
	term.Press("ctrl+b")
	term.WaitFor("删去一个")
	term.Press("end", "enter")
	term.WaitFor("删去哪一个")
	term.Press("enter")
	term.WaitFor("清单里的记录都在")
}
