package exit_test

import (
	"path/filepath"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/leave"
	"penggai/ui/document"
	"penggai/ui/screen"
	"penggai/ui/screen/bill"
	"penggai/ui/screen/exit"
	"penggai/ui/screen/payment"
	"penggai/ui/screen/screentest"
	"penggai/ui/screen/tenancy"
)

func TestMain(m *testing.M) {
	screentest.Main(m, exit.Routes, tenancy.Routes, bill.Routes, payment.Routes)
}

// TestExitFromTheKeyboard goes from an open shop to a closed exit with the hands of two people.
func TestExitFromTheKeyboard(t *testing.T) {
	o := screentest.New(t)
	o.Prices(2017, 2018)
	d := o.Begin(o.Hand(o.Sign(), "门锁坏"))
	o.Day("2018-09-03")
	for _, size := range screentest.Sizes {
		term := o.Open(allocation.Manager, screen.Go{Place: screen.Exit}, size[0], size[1])
		term.WaitFor("还没有退出")
		term.Golden("none")
	}
	term := o.Open(allocation.Manager, screen.Go{Place: screen.Tenancy, ID: d.ID}, 80, 24)
	term.WaitFor("营业中")
	term.Press("f8")
	term.WaitFor("四(五)情形")
	term.Golden("open")
	term.Press("enter")
	term.WaitFor("违法违规被追究责任")
	term.Press("down", "down", "enter")
	term.WaitFor("自决定送达之日起停止")
	term.Type("把房屋转租给他人")
	term.Press("enter", "enter")
	term.Press("ctrl+s")
	term.WaitFor("此项必填")
	term.Type("督办认定5号")
	term.Press("enter")
	term.Type("市人社局")
	term.Press("ctrl+s")
	term.WaitFor("批准以前承租人照常使用")
	term.Golden("open-confirm")
	term.Press("right", "enter")
	term.WaitFor("已提出退出")
	term.WaitFor("TC-JS-2018-0001")
	term.WaitFor("告知拟作的决定")
	hear(t, o)

	boss := o.Open(allocation.Approver, screen.Go{Place: screen.Exit, ID: 1}, 80, 24)
	boss.WaitFor("分管领导批准")
	boss.Golden("opened")
	boss.Press("f5")
	boss.WaitFor("腾退期限*")
	boss.Golden("approve")
	boss.Press("enter", "enter")
	boss.WaitFor("部分采纳")
	boss.Press("down", "down", "enter")
	boss.Type("没有新的事实")
	boss.Press("enter")
	boss.Type("同意退出")
	boss.Press("ctrl+s")
	boss.WaitFor("[批准退出]")
	boss.Golden("approve-confirm")
	boss.Press("right", "enter")
	boss.WaitFor("已批准退出")

	clerk := o.Open(allocation.Manager, screen.Go{Place: screen.Exit, ID: 1}, 80, 24)
	clerk.WaitFor("送达退出通知")
	clerk.Press("f5")
	clerk.WaitFor("送达日期")
	clerk.Press("enter")
	clerk.Type("当面送达本人")
	clerk.Press("ctrl+s")
	clerk.WaitFor("已登记送达")
	clerk.WaitFor("下一步 验房收钥匙")
	clerk.Press("f5")
	clerk.WaitFor("收房日期")
	clerk.Golden("return")
	clerk.Press("enter", "backspace")
	clerk.Type("2")
	clerk.Press("enter")
	clerk.Type("55")
	clerk.Press("enter")
	clerk.Type("900")
	clerk.Press("ctrl+s")
	clerk.WaitFor("的钥匙与交接记录不符")
	clerk.Type("丢失一把")
	clerk.Press("ctrl+s")
	clerk.WaitFor("房源转为收回整修")
	clerk.Golden("return-confirm")
	clerk.Press("right", "enter")
	clerk.WaitFor("已收房")
	if u, err := o.Store.Unit(t.Context(), o.Who[allocation.Manager], d.Holdings[0].UnitID); err != nil || u.State != allocation.UnitRecovering {
		t.Fatalf("unit %s %v", u.State, err)
	}
	finish(t, o)
}

// hear tells the tenant, takes the answer down and the legal adviser's opinion; the approver cannot decide before.
func hear(t *testing.T, o *screentest.Office) {
	t.Helper()
	boss := o.Open(allocation.Approver, screen.Go{Place: screen.Exit, ID: 1}, 80, 24)
	boss.WaitFor("告知拟作的决定")
	boss.Press("f5")
	boss.WaitFor("登记退出告知由管理员办理")
	clerk := o.Open(allocation.Manager, screen.Go{Place: screen.Exit, ID: 1}, 80, 24)
	clerk.WaitFor("告知拟作的决定")
	clerk.Golden("untold")
	clerk.Press("f5")
	clerk.WaitFor("告知送达日期")
	clerk.Golden("tell")
	clerk.Press("enter")
	clerk.Type("当面送达本人")
	clerk.Press("ctrl+s")
	clerk.WaitFor("下一步 等陈述申辩")
	clerk.Golden("told")
	clerk.Press("f5")
	clerk.WaitFor("承租人的意见")
	clerk.Press("enter")
	clerk.Type("没有转租")
	clerk.Golden("hear")
	clerk.Press("ctrl+s")
	clerk.WaitFor("下一步 登记法律顾问意见")
	clerk.Press("f5")
	clerk.WaitFor("法律顾问*")
	clerk.Golden("advise")
	clerk.Type("王律师")
	clerk.Press("enter", "enter")
	clerk.Type("证据充分")
	clerk.Press("ctrl+s")
	clerk.WaitFor("下一步 分管领导批准")
	clerk.Press("f5")
	clerk.WaitFor("审批退出由分管领导办理")
}

// finish settles, files and closes the exit.
func finish(t *testing.T, o *screentest.Office) {
	t.Helper()
	for _, size := range screentest.Sizes {
		term := o.Open(allocation.Manager, screen.Go{Place: screen.Exit, ID: 1}, size[0], size[1])
		term.WaitFor("结清费用，报市备案")
		term.Golden("returned")
	}
	term := o.Open(allocation.Manager, screen.Go{Place: screen.Exit, ID: 1}, 80, 24)
	term.WaitFor("结清费用，报市备案")
	term.Press("ctrl+x")
	term.WaitFor("备案文号")
	term.Press("enter")
	term.Type("双棚备4号")
	term.Press("enter")
	term.Type("市棚改办")
	term.Press("ctrl+s")
	term.WaitFor("已登记备案")
	term.WaitFor("下一步 结清费用")
	term.Press("f5")
	term.WaitFor("结清日期")
	term.Golden("settle")
	term.Press("enter")
	term.Type("现金收据12号")
	term.Press("ctrl+s")
	term.WaitFor("已登记费用结清")
	term.WaitFor("下一步 可以办结")
	term.Press("f5")
	term.WaitFor("办结后这件退出不再改动")
	term.Press("right", "enter")
	term.WaitFor("退出已办结")
	for _, size := range screentest.Sizes {
		term := o.Open(allocation.Manager, screen.Go{Place: screen.Exit}, size[0], size[1])
		term.WaitFor("1 件")
		term.Golden("list")
	}
	if d := o.Stay(1); d.State != allocation.TenancyEnded || d.Stopped != civil.MustParse("2018-09-03") || d.Exits[0].State != leave.ExitClosed {
		t.Errorf("%s, stopped %s, %s", d.State, d.Stopped, d.Exits[0].State)
	}
}

// TestRefusalWeighsTheAnswer四五: who lets a tenant stay after an answer says what he makes of it, and the notice says so.
func TestRefusalWeighsTheAnswer四五(t *testing.T) {
	o := screentest.New(t)
	d := o.Begin(o.Hand(o.Sign(), ""))
	ctx, clerk, boss := t.Context(), o.Who[allocation.Manager], o.Who[allocation.Approver]
	e := leave.Evidence{Document: "处罚决定 3号", Body: "区市场监管局", Day: o.Today()}
	id, err := o.Store.OpenExit(ctx, clerk, d.ID, d.Version, 1, e, "违法经营")
	o.Must(err)
	o.Must(o.Store.TellExit(ctx, clerk, id, 1, o.Today(), "当面送达"))
	o.Must(o.Store.HearExit(ctx, clerk, id, 2, o.Today(), "处罚已经撤销"))
	term := o.Open(allocation.Approver, screen.Go{Place: screen.Exit, ID: id}, 80, 24)
	term.WaitFor("处罚已经撤销")
	term.Press("ctrl+r")
	term.WaitFor("采纳与否*")
	term.Golden("refuse")
	term.Press("enter")
	term.WaitFor("部分采纳")
	term.Press("enter")
	term.Type("撤销决定属实")
	term.Press("enter")
	term.Type("情形不成立")
	term.Press("ctrl+s")
	term.WaitFor("采纳：撤销决定属实")
	term.Golden("refuse-confirm")
	term.Press("right", "enter")
	term.WaitFor("已记为未批准")
	f, err := document.FindForm("exit-refused")
	o.Must(err)
	out := filepath.Join(t.TempDir(), "refused.docx")
	_, err = document.Print(ctx, o.Store, boss, f, document.Target{Noun: document.NounExit, ID: id}, out)
	o.Must(err)
	if text := docx(t, out); !strings.Contains(text, "处罚已经撤销。我机关的意见：采纳：撤销决定属实") || !strings.Contains(text, "情形不成立") {
		t.Errorf("the notice does not answer: %s", text)
	}
}
