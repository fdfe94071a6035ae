package benefit_test

import (
	"testing"

	"penggai/allocation"
	"penggai/allocation/relief"
	"penggai/ui/screen"
	"penggai/ui/screen/screentest"
)

// TestHalfTypedApplication leaves an application half-typed and finds it again, presses keys that the state of a benefit does not
// allow, and takes the application back.
func TestHalfTypedApplication(t *testing.T) {
	o := screentest.New(t)
	d := o.Tenancy()
	o.Day("2018-03-05")
	term := o.Open(allocation.Manager, screen.Go{Place: screen.Benefit, ID: d.ID}, 80, 24)
	term.WaitFor("共减免")
	term.Press("f2")
	term.WaitFor("申请日期")
	term.Press("enter")
	term.WaitFor("筛选:")
	term.Type("民办")
	term.Press("enter")
	term.WaitFor("应在 2018-03-08 前答复")
	term.Press("ctrl+s")
	term.WaitFor("请写明申请的理由")
	term.Golden("apply-refused")
	term.Type("校长是应届毕业生")
	term.Press("esc")
	term.WaitFor("草稿已保留")
	term.Press("f2")
	term.WaitFor("校长是应届毕业生")
	term.Press("ctrl+s")
	term.WaitFor("已登记申请")
	term.Press("end")
	term.WaitFor("民办培训学校审批")
	term.Press("ctrl+r")
	term.WaitFor("未批准")
	term.Press("esc", "f8")
	term.WaitFor(">终止自")
	term.Type("x") // not a day
	term.Press("ctrl+s")
	term.WaitFor("日期看不懂")
	term.Press("backspace")
	term.Type("20180305")
	term.Press("tab")
	term.Type("改在外地办学")
	term.Press("ctrl+s")
	term.WaitFor("确认终止")
	term.Press("right", "enter")
	term.WaitFor("已终止")
	term.Press("f5")
	term.WaitFor("现在是已终止")
	list, err := o.Store.Benefits(t.Context(), o.Who[allocation.Manager], d.ID)
	o.Must(err)
	if b := list[len(list)-1]; b.Kind != "school" || b.State != relief.BenefitEnded || b.Reason != "校长是应届毕业生" || b.EndReason != "改在外地办学" {
		t.Errorf("%+v", b.Benefit)
	}
}

// TestCrisisForm draws up a further relief for two stays by one decision, has the approver put it in force with his own account, and finds
// it on the pages of the benefit and of the fees.
func TestCrisisForm(t *testing.T) {
	o := screentest.New(t)
	o.Prices(2017, 2021)
	d := o.Tenancy()
	o.Tenancy()
	o.Day("2021-03-15")
	other := o.Open(allocation.Intake, screen.Go{Place: screen.Benefit}, 80, 24)
	other.WaitFor("项")
	other.Press("ctrl+x")
	other.WaitFor("由管理员、分管领导办理")
	for _, size := range screentest.Sizes {
		form := o.Open(allocation.Manager, screen.Go{Place: screen.Benefit}, size[0], size[1])
		form.WaitFor("项")
		form.Press("ctrl+x")
		form.WaitFor("在应缴的基础上")
		form.Golden("crisis-form")
		form.Press("esc")
	}
	term := o.Open(allocation.Manager, screen.Go{Place: screen.Benefit}, 80, 24)
	term.WaitFor("项")
	term.Press("ctrl+x")
	term.WaitFor("在应缴的基础上")
	term.Type("2021 年房租减免")
	term.Press("tab", "tab")
	term.Type("尖政发〔2021〕2 号")
	term.Press("tab", "tab", "tab", "tab")
	term.Type("20210101")
	term.Press("tab")
	term.Type("20210331")
	term.Press("tab")
	term.Type("城镇失业")
	term.WaitFor("城镇失业人员")
	term.Press("enter", "ctrl+s")
	term.WaitFor("没有一户在减免期间在用") // of that group
	term.Press("shift+tab", "shift+tab", "shift+tab", "delete", "tab")
	term.Type("南市")
	term.Press("enter", "ctrl+s")
	term.WaitFor("选定的户都不随这次决定减免") // their terms are over: they get it by name and with a reason only
	term.Press("f4")
	term.WaitFor("RZ-JS-2017-0002")
	term.Press("space", "down", "space", "enter")
	term.WaitFor("另给理由")
	term.Type("续签由政府耽误")
	term.Press("ctrl+s")
	term.WaitFor("2 户 再减")
	term.Golden("crisis-run")
	term.Press("esc")
	term.WaitFor("看过名单和金额再拟定")
	term.Press("ctrl+s")
	term.WaitFor("2 户 再减")
	term.Press("f2")
	term.WaitFor("多收的另出差额账单冲回")
	term.Golden("crisis-confirm")
	term.Press("right", "enter")
	term.WaitFor("已拟定 2 户的阶段性减免")
	term.WaitFor("待批准")
	term.Golden("crisis-drawn")
	term.Press("f5")
	term.WaitFor("由分管领导办理")
	boss := o.Open(allocation.Approver, screen.Go{Place: screen.Home}, 80, 24)
	boss.WaitFor("阶段性减免 待批准")
	boss = o.Open(allocation.Approver, screen.Go{Place: screen.Crisis}, 80, 24)
	boss.WaitFor("1 项")
	boss.Golden("crises")
	boss.Press("enter")
	boss.WaitFor("拟定：2 户 再减")
	boss.Press("f5")
	boss.WaitFor("已出账单不变")
	boss.Golden("crisis-adopt")
	boss.Press("right", "enter")
	boss.WaitFor("已给 2 户登记阶段性减免")
	boss.WaitFor("已生效")
	page := o.Open(allocation.Approver, screen.Go{Place: screen.Benefit, ID: d.ID}, 80, 24)
	page.WaitFor("共减免")
	page.Press("end")
	page.WaitFor("房租再减 50%")
	page.Golden("crisis-page")
	o.Hold(allocation.Manager, screen.Go{Place: screen.Fee, ID: d.ID}, screentest.View{Sees: "再减 50%", Golden: "crisis-fees"},
		screentest.View{Key: "tab", Sees: "单价"})
}

// TestListsAndForms holds the list by states, the page of a stay at every state of a benefit, and the forms of its steps.
func TestListsAndForms(t *testing.T) {
	o := screentest.New(t)
	none := o.Open(allocation.Manager, screen.Go{Place: screen.Benefit}, 80, 24)
	none.WaitFor("还没有优惠事项")
	none.Golden("none")
	o.Prices(2017, 2021)
	d := o.Tenancy()
	o.Day("2018-03-05")
	ctx, clerk, day := t.Context(), o.Who[allocation.Manager], o.Today()
	apply := func(kind string) int64 {
		id, err := o.Store.ApplyBenefit(ctx, clerk, d.ID, kind, relief.BenefitApplication{Day: day})
		o.Must(err)
		return id
	}
	page := screen.Go{Place: screen.Benefit, ID: d.ID}
	o.Hold(allocation.Manager, page,
		screentest.View{Sees: "共减免", Golden: "stay"}, screentest.View{Key: "f2", Sees: "申请日期", Golden: "apply-form"})
	licence, loan := apply("licence_issue"), apply("loan")
	at := func(state string) screen.Go { return screen.Go{Place: screen.Benefit, Filter: "状态:" + state} }
	o.Hold(allocation.Manager, at("已申请"),
		screentest.View{Sees: "2 项", Golden: "list-applied"}, screentest.View{Key: "enter", Sees: "共减免", Golden: "stay-applied"},
		screentest.View{Key: "f5", Sees: "决定机关", Golden: "grant-form"}, screentest.View{Key: "esc", Sees: "共减免", Golden: "stay-applied"},
		screentest.View{Key: "ctrl+r", Sees: "理由*", Golden: "refuse-form"})
	_, err := o.Store.RefuseBenefit(ctx, clerk, loan, 1, "市就业局", "征信有逾期", day)
	o.Must(err)
	_, err = o.Store.GrantBenefit(ctx, clerk, licence, 1, relief.BenefitGrant{Body: "市市场监管局", Decision: "执照 9123", Day: day, Start: day})
	o.Must(err)
	o.Must(o.Store.SuspendBenefit(ctx, clerk, licence, 2, day, "住所核实", "通知1号"))
	o.Hold(allocation.Manager, at("已暂停"),
		screentest.View{Sees: "1 项", Golden: "list-suspended"}, screentest.View{Key: "enter", Sees: "共减免", Golden: "stay-suspended"},
		screentest.View{Key: "f5", Sees: "恢复自", Golden: "resume-form"}, screentest.View{Key: "esc", Sees: "共减免", Golden: "stay-suspended"},
		screentest.View{Key: "f8", Sees: "终止", Golden: "end-form"})
	o.Hold(allocation.Manager, at("未批准"), screentest.View{Sees: "1 项", Golden: "list-refused"})
}
