package tenancy_test

import (
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/ui/screen"
)

// TestExitLeadsToTheMoney takes a tenant at half price out: the page of the exit names the bill, then the payment that is missing,
// with their key; a decision settles what cannot be collected.
func TestExitLeadsToTheMoney(t *testing.T) {
	o := newOffice(t)
	o.prices(2017, 2021)
	d := o.begin(o.hand(o.sign(0)))
	o.goTo("2021-03-15")
	ctx, clerk, boss := t.Context(), o.who[allocation.Manager], o.who[allocation.Approver]
	day := o.today()
	id, err := o.store.OpenExit(ctx, clerk, d.ID, d.Version, 4, allocation.Evidence{Document: "退出申请", Day: day}, "经营困难")
	o.must(err)
	_, err = o.store.ApproveExit(ctx, boss, id, 1, "同意")
	o.must(err)
	_, err = o.store.NoticeExit(ctx, clerk, id, 2, day, "当面送达")
	o.must(err)
	back := []allocation.Condition{{UnitID: d.Holdings[0].UnitID, Keys: 3, Water: 12000, Power: 14000, Defects: "门锁坏"}}
	o.must(o.store.ReturnExit(ctx, clerk, id, 3, day, back))
	for _, size := range sizes {
		term := o.open(allocation.Manager, screen.Go{Place: screen.Exit, ID: id}, size[0], size[1])
		term.WaitFor("F2 出账单")
		term.Golden("exit-unbilled")
	}
	term := o.open(allocation.Manager, screen.Go{Place: screen.Exit, ID: id}, 80, 24)
	term.WaitFor("F2 出账单")
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
	term.Golden("exit-unpaid")
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
	chief := o.open(allocation.Approver, screen.Go{Place: screen.Exit, ID: id}, 80, 24)
	chief.WaitFor("F2 按决定结清")
	chief.Press("f2")
	chief.WaitFor("决定文件")
	chief.Press("enter")
	chief.Type("尖政办5号")
	chief.Press("enter")
	chief.Type("下落不明")
	chief.Press("ctrl+s")
	chief.WaitFor("继续列入欠缴报表")
	chief.Golden("exit-settle-open")
	chief.Press("right", "enter")
	chief.WaitFor("已登记费用结清")
	x, err := o.store.Exit(ctx, clerk, id)
	o.must(err)
	a, err := o.store.TenancyAccount(ctx, clerk, d.ID)
	o.must(err)
	if x.Settled != civil.MustParse("2021-03-15") || x.SettledDecision != "尖政办5号" || x.SettledOpen == 0 || a.Open != x.SettledOpen {
		t.Errorf("%+v, open %s", x.Exit, a.Open)
	}
}
