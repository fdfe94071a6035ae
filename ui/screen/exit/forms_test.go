package exit_test

import (
	"context"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/leave"
	"penggai/store/exit/exittest"
	"penggai/ui/screen"
	"penggai/ui/screen/screentest"
)

// TestOpeningWithoutAContract: whose contract is over pays full price already (一); the form does not say that the waiver goes on.
func TestOpeningWithoutAContract(t *testing.T) {
	o := screentest.New(t)
	d := o.Tenancy()
	o.Day("2020-12-01")
	term := o.Open(allocation.Manager, screen.Go{Place: screen.ExitNew, ID: d.ID}, 80, 24)
	term.WaitFor(">四(五)情形*")
	term.Press("enter")
	term.WaitFor("─ 四(五)情形")
	term.Press("down", "enter")
	term.WaitFor("合同到 " + d.Contract.LastDay().String() + " 期满")
}

// TestHalfTypedExit leaves the form half-typed and finds it again, presses keys that mean nothing now, and takes the exit back:
// the tenant stays.
func TestHalfTypedExit(t *testing.T) {
	o := screentest.New(t)
	d := o.Tenancy()
	o.Day("2018-09-03")
	term := o.Open(allocation.Manager, screen.Go{Place: screen.ExitNew, ID: d.ID}, 80, 24)
	term.WaitFor(">四(五)情形*")
	term.Press("enter")
	term.WaitFor("─ 四(五)情形")
	term.Press("end", "enter")
	term.Type("一直没有开业")
	term.Press("esc")
	term = o.Open(allocation.Manager, screen.Go{Place: screen.ExitNew, ID: d.ID}, 80, 24)
	term.WaitFor("一直没有开业")
	term.Press("ctrl+s")
	term.WaitFor("此项必填")
	term.Golden("open-missing")
	term.Type("区政府认定3号")
	term.Press("enter")
	term.Type("区政府")
	term.Press("ctrl+s")
	term.WaitFor("批准以前承租人照常使用")
	term.Press("enter") // 否
	term.WaitGone("批准以前承租人照常使用")
	term.Press("ctrl+s")
	term.WaitFor("批准以前承租人照常使用")
	term.Press("right", "enter")
	term.WaitFor("已提出退出")
	term.Press("ctrl+x")
	term.WaitFor("法律顾问*")
	term.Press("esc")
	term.WaitFor("下一步 告知拟作的决定")
	term.Press("ctrl+r")
	term.WaitFor("审批退出由分管领导办理")
	term.Press("f8")
	term.WaitFor("撤回对")
	term.Press("tab", "right", "enter") // without a reason
	term.WaitFor("理由必填")
	term.Type("认定有误")
	term.Press("enter", "right", "enter")
	term.WaitFor("已撤回")
	if d := o.Stay(d.ID); d.State != allocation.TenancyOpen || d.Exits[0].State != leave.ExitCancelled {
		t.Errorf("%s %+v", d.State, d.Exits)
	}
}

// TestPagesAndForms holds the page at every step of an exit, and the form of the next step, to the cell.
func TestPagesAndForms(t *testing.T) {
	o := screentest.New(t)
	ctx, clerk, boss := context.Background(), o.Who[allocation.Manager], o.Who[allocation.Approver]
	refused, d := o.Tenancy(), o.Tenancy()
	o.Day("2018-09-03")
	evidence := leave.Evidence{Document: "退出申请", Day: o.Today()}
	other, err := o.Store.OpenExit(ctx, clerk, refused.ID, refused.Version, 4, evidence, "经营困难")
	o.Must(err)
	_, err = o.Store.RefuseExit(ctx, boss, other, 1, "证据不足", exittest.Weighed)
	o.Must(err)
	o.Hold(allocation.Manager, screen.Go{Place: screen.ExitNew, ID: d.ID}, screentest.View{Sees: ">四(五)情形*", Golden: "open-form"})
	o.Hold(allocation.Manager, screen.Go{Place: screen.Exit, ID: other}, screentest.View{Sees: "证据不足", Golden: "refused"})
	id, err := o.Store.OpenExit(ctx, clerk, d.ID, d.Version, 4, evidence, "经营困难")
	o.Must(err)
	page := screen.Go{Place: screen.Exit, ID: id}
	o.Hold(allocation.Approver, page, screentest.View{Sees: "下一步 分管领导批准", Golden: "page-opened"})
	_, err = o.Store.ApproveExit(ctx, boss, id, 1, civil.Date{}, "同意", exittest.Weighed)
	o.Must(err)
	o.Hold(allocation.Manager, page,
		screentest.View{Sees: "F5 送达通知", Golden: "page-approved"}, screentest.View{Key: "f5", Sees: "送达日期", Golden: "notice-form"})
	_, err = o.Store.NoticeExit(ctx, clerk, id, 2, o.Today(), "当面送达")
	o.Must(err)
	o.Hold(allocation.Manager, page,
		screentest.View{Sees: "F5 验房收钥匙", Golden: "page-noticed"}, screentest.View{Key: "f5", Sees: "收房日期", Golden: "return-form"})
	back := []allocation.Condition{{UnitID: d.Holdings[0].UnitID, Keys: 3, Water: 12500, Power: 14200}}
	o.Must(o.Store.ReturnExit(ctx, clerk, id, 3, o.Today(), back))
	o.Hold(allocation.Manager, page,
		screentest.View{Sees: "F5 结清费用", Golden: "page-returned"}, screentest.View{Key: "f5", Sees: "结清日期", Golden: "settle-form"})
	o.Hold(allocation.Manager, page,
		screentest.View{Sees: "F5 结清费用", Golden: "page-returned"}, screentest.View{Key: "ctrl+x", Sees: "备案文号", Golden: "file-form"})
	o.Must(o.Store.SettleExit(ctx, clerk, id, 4, o.Today(), "无应缴"))
	o.Must(o.Store.FileExit(ctx, clerk, id, 5, o.Today(), "双棚备4号", "市棚改办"))
	o.Must(o.Store.CloseExit(ctx, clerk, id, 6))
	o.Hold(allocation.Manager, page, screentest.View{Sees: "没有待办", Golden: "page-closed"})
	list := o.Open(allocation.Manager, screen.Go{Place: screen.Exit}, 80, 24)
	list.WaitFor("2 件")
	list.Press("enter")
	list.WaitFor("情形")
}
