package exit_test

import (
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/leave"
	"penggai/store/exit/exittest"
	"penggai/ui/screen"
	"penggai/ui/screen/screentest"
)

// TestExitLeadsToTheMoney takes a tenant at half price out: the page of the exit names the bill, then the payment that is missing,
// with their key; a decision settles what cannot be collected.
func TestExitLeadsToTheMoney(t *testing.T) {
	o := screentest.New(t)
	o.Prices(2017, 2021)
	d := o.Renew(o.Begin(o.Hand(o.Sign(), "门锁坏")).ID)
	o.Day("2021-03-15")
	ctx, clerk, boss := t.Context(), o.Who[allocation.Manager], o.Who[allocation.Approver]
	day := o.Today()
	id, err := o.Store.OpenExit(ctx, clerk, d.ID, d.Version, 4, leave.Evidence{Document: "退出申请", Day: day}, "经营困难")
	o.Must(err)
	_, err = o.Store.ApproveExit(ctx, boss, id, 1, civil.Date{}, "同意", exittest.Weighed)
	o.Must(err)
	_, err = o.Store.NoticeExit(ctx, clerk, id, 2, day, "当面送达")
	o.Must(err)
	back := []allocation.Condition{{UnitID: d.Holdings[0].UnitID, Keys: 3, Water: 12000, Power: 14000, Defects: "门锁坏"}}
	o.Must(o.Store.ReturnExit(ctx, clerk, id, 3, day, back))
	for _, size := range screentest.Sizes {
		term := o.Open(allocation.Manager, screen.Go{Place: screen.Exit, ID: id}, size[0], size[1])
		term.WaitFor("F2 先出账单")
		term.Golden("unbilled")
	}
	term := o.Open(allocation.Manager, screen.Go{Place: screen.Exit, ID: id}, 80, 24)
	term.WaitFor("F2 先出账单")
	term.Press("f5")
	term.WaitFor("结清费用：收房之日前还有 2 张账单没有出")
	term.Press("f2")
	term.WaitFor("1 户 2 张 应缴")
	term.Press("f5")
	term.WaitFor("确认出账单")
	term.Press("right", "enter")
	term.WaitFor("已出账单 2 张")
	term.Press("esc")
	term.WaitFor("F2 缴费")
	term.Golden("unpaid")
	term.Press("f5")
	term.WaitFor("结清费用：还欠")
	term.Press("f2")
	term.WaitFor("缴清")
	term.Press("enter")
	term.Type("100")
	term.Press("ctrl+s")
	term.WaitFor("确认收款")
	term.Press("right", "enter")
	term.WaitFor("已收款 100.00 元")
	chief := o.Open(allocation.Approver, screen.Go{Place: screen.Exit, ID: id}, 80, 24)
	chief.WaitFor("F2 按决定结清")
	chief.Press("f2")
	chief.WaitFor("决定文件")
	chief.Press("enter")
	chief.Type("尖政办5号")
	chief.Press("enter")
	chief.Type("下落不明")
	chief.Press("ctrl+s")
	chief.WaitFor("继续列入欠缴报表")
	chief.Golden("settle-open")
	chief.Press("right", "enter")
	chief.WaitFor("已登记费用结清")
	x, err := o.Store.Exit(ctx, clerk, id)
	o.Must(err)
	a, err := o.Store.TenancyAccount(ctx, clerk, d.ID)
	o.Must(err)
	if x.Settled != civil.MustParse("2021-03-15") || x.SettledDecision != "尖政办5号" || x.SettledOpen == 0 || a.Open != x.SettledOpen {
		t.Errorf("%+v, open %s", x.Exit, a.Open)
	}
}
