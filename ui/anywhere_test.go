package ui_test

import (
	"testing"

	"penggai/allocation"
	"penggai/ui/screen"
)

// TestTheMenuRegistersAndSignsOutFromAnywhere: the menu of any page opens the form of a new application and signs out.
func TestTheMenuRegistersAndSignsOutFromAnywhere(t *testing.T) {
	o := streets.New(t)
	term := o.Open(allocation.Intake, screen.Go{Place: screen.Tenancy}, 80, 24)
	term.WaitFor("2 户")
	term.Press("f10")
	term.WaitFor("菜单")
	term.Type("登记申请")
	term.Press("enter")
	term.WaitFor("谁来申请")
	term.Press("f10")
	term.WaitFor("菜单")
	term.Type("退出登录")
	term.Press("enter")
	term.WaitFor("Ctrl+S 登录")
}

// TestTheMenuFindsWhatOtherPlacesBegin: from any page the menu finds an action of another place by its word, goes there and starts it; what
// a role may not do says so.
func TestTheMenuFindsWhatOtherPlacesBegin(t *testing.T) {
	o := streets.New(t)
	term := o.Open(allocation.Manager, screen.Go{Place: screen.Tenancy}, 80, 24)
	term.WaitFor("2 户")
	term.Press("f10")
	term.WaitFor("菜单")
	term.Type("出账单")
	term.WaitFor("账单 > 出账单")
	term.Press("enter")
	term.WaitFor("已结束的周期")
	term.Press("f10")
	term.WaitFor("菜单")
	term.Type("提出督办")
	term.Press("enter")
	term.WaitFor("您现在是管理员")
}
