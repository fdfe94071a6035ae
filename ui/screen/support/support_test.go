package support_test

import (
	"context"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/oversight"
	"penggai/ui/screen"
	"penggai/ui/screen/screentest"
	"penggai/ui/screen/support"
)

func TestMain(m *testing.M) { screentest.Main(m, support.Routes) }

// TestRaisedToClosed raises a request from the tenancy with a form left half-typed once, notes a step that hands it to another
// department, and closes it, all from the keyboard.
func TestRaisedToClosed(t *testing.T) {
	o := screentest.New(t)
	stay := o.Tenancy()
	o.Day("2018-03-05")
	term := o.Open(allocation.Intake, screen.Go{Place: screen.SupportStay, ID: stay.ID}, 80, 24)
	term.WaitFor("这户还没有提出过困难")
	term.Golden("stay-none")
	term.Press("f2")
	term.WaitFor("提出人")
	term.Press("right", "right", "right", "right", "tab") // 证照
	term.Type("消防意见迟迟没有下来")
	term.Press("esc")
	term.WaitFor("草稿已保留")
	term.Press("f2")
	term.WaitFor("消防意见迟迟没有下来")
	term.Press("ctrl+s")
	term.WaitFor("办理部门：")
	term.Golden("raise-missing")
	term.Type("区住建局")
	term.Press("ctrl+s")
	term.WaitFor("已登记帮扶 BF-JS-2018-0001")
	term.WaitFor("还没有办理情况")
	term.Press("f5")
	term.WaitFor("您现在是受理员")

	o.Day("2018-03-12")
	manager := o.Open(allocation.Manager, screen.Go{Place: screen.Support, ID: 1}, 80, 24)
	manager.WaitFor("已 7 天")
	manager.Press("f5")
	manager.WaitFor("转办部门")
	manager.Press("tab")
	manager.Type("材料齐全，等现场验收")
	manager.Press("tab")
	manager.Type("区应急局")
	manager.Golden("step")
	manager.Press("ctrl+s")
	manager.WaitFor("（转区应急局）")
	manager.Press("ctrl+x")
	manager.WaitFor("办理结果")
	manager.Press("backspace", "backspace")
	manager.Type("11") // before the last step
	manager.Press("tab")
	manager.Type("已验收，证照已发")
	manager.Press("ctrl+s")
	manager.WaitFor("2018-03-12")
	manager.Golden("close-early")
	manager.Press("up", "end", "backspace", "backspace")
	manager.Type("12")
	manager.Press("ctrl+s")
	manager.WaitFor("帮扶已办结")
	manager.WaitFor("下一步 没有了")
	manager.Press("ctrl+x")
	manager.WaitFor("这件帮扶已办结，不能办结")
	d, err := o.Store.Support(context.Background(), o.Who[allocation.Manager], 1)
	o.Must(err)
	if d.State != oversight.SupportClosed || d.Handler != "区应急局" || d.Closed != civil.MustParse("2018-03-12") || len(d.Notes) != 1 || d.Kind != oversight.SupportPermits {
		t.Errorf("%+v", d)
	}
}

// TestGoldens holds the list and the pages to the cell.
func TestGoldens(t *testing.T) {
	o := screentest.New(t)
	ctx, manager := context.Background(), o.Who[allocation.Manager]
	none := o.Open(allocation.Manager, screen.Go{Place: screen.Support}, 80, 24)
	none.WaitFor("还没有帮扶")
	none.Golden("list-none")
	stays := []int64{o.Tenancy().ID, o.Tenancy().ID}
	o.Day("2018-03-05")
	var ids []int64
	for i, x := range []oversight.Support{
		{Kind: oversight.SupportFunds, Need: "进货周转缺 5 万元，想办创业担保贷款", Raiser: "王宝", Handler: "区人社局"},
		{Kind: oversight.SupportRepair, Need: "卫生间漏水，楼下商户有意见，要尽快修", Raiser: "街道办", Handler: "区住建局"},
		{Kind: oversight.SupportOther, Need: "重复登记", Raiser: "王宝", Handler: "街道办"},
	} {
		x.Raised = o.Today()
		id, _, err := o.Store.RaiseSupport(ctx, manager, stays[i%2], x)
		o.Must(err)
		ids = append(ids, id)
	}
	o.Day("2018-03-26")
	o.Must(o.Store.StepSupport(ctx, manager, ids[1], 1, oversight.SupportStep{Day: o.Today(), Note: "现场查看，管件老化", Handler: "市国资局"}))
	o.Must(o.Store.CloseSupport(ctx, manager, ids[1], 2, o.Today(), "已更换管件，不再漏水"))
	o.Must(o.Store.VoidSupport(ctx, manager, ids[2], 1, "与前一件重复"))
	for _, size := range screentest.Sizes {
		w, h := size[0], size[1]
		term := o.Open(allocation.Manager, screen.Go{Place: screen.Support}, w, h)
		term.WaitFor("3 件")
		term.Golden("list")
		term.Press("tab")
		term.WaitFor("1 件")
		term.Golden("list-open")
		term = o.Open(allocation.Manager, screen.Go{Place: screen.SupportStay, ID: stays[0]}, w, h)
		term.WaitFor("2 件")
		term.Golden("stay")
		term.Press("f2")
		term.WaitFor("办理部门")
		term.Golden("raise")
		for i, name := range []string{"open", "closed", "void"} {
			term = o.Open(allocation.Manager, screen.Go{Place: screen.Support, ID: ids[i]}, w, h)
			term.WaitFor("登记人")
			term.Golden("detail-" + name)
		}
	}
}
