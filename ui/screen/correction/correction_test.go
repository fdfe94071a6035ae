package correction_test

import (
	"context"
	"testing"

	"penggai/allocation"
	"penggai/store/intake"
	"penggai/store/money"
	"penggai/store/stay"
	"penggai/ui/screen"
	"penggai/ui/screen/applicant"
	"penggai/ui/screen/application"
	"penggai/ui/screen/correction"
	"penggai/ui/screen/screentest"
	"penggai/ui/screen/tenancy"
)

func TestMain(m *testing.M) {
	screentest.Main(m, applicant.Routes, application.Routes, correction.Routes, tenancy.Routes)
}

// TestASigningDateIsMended goes from the page of a stay over the form and its preview to the proposal, and on to the second
// person's confirmation; bills that were issued stay and the difference follows.
func TestASigningDateIsMended(t *testing.T) {
	o := screentest.New(t)
	o.Prices(2017, 2020)
	d := o.Sign()
	o.Day("2017-11-20")
	d = o.Renew(o.Begin(o.Hand(d, "门锁坏")).ID)
	o.Day("2021-03-15")
	run, err := o.Store.PreviewBills(context.Background(), o.Who[allocation.Manager], money.BillAsk{Tenancy: d.ID}, nil)
	o.Must(err)
	if _, err = o.Store.IssueBills(context.Background(), o.Who[allocation.Manager], run, nil); err != nil {
		t.Fatal(err)
	}
	for _, size := range screentest.Sizes {
		list := o.Open(allocation.Manager, screen.Go{Place: screen.Correction}, size[0], size[1])
		list.WaitFor("还没有更正")
		list.Golden("none")
	}
	propose(t, o, d)
	for _, size := range screentest.Sizes {
		list := o.Open(allocation.Approver, screen.Go{Place: screen.Correction}, size[0], size[1])
		list.WaitFor("GZ-JS-2021-0001")
		if size[0] > 80 {
			list.WaitFor("合同日期录错")
		}
		list.Golden("list")
		page := o.Open(allocation.Approver, screen.Go{Place: screen.Correction, ID: 1}, size[0], size[1])
		page.WaitFor("另出差额账单")
		page.Golden("page")
	}
	record := o.Open(allocation.Manager, screen.Go{Place: screen.Tenancy, ID: d.ID}, 80, 24)
	record.WaitFor("更正 GZ-JS-2021-0001 待复核：签订日期")
	if now := o.Stay(d.ID); now.Signed != d.Signed {
		t.Fatalf("the proposal moved the day to %s", now.Signed)
	}
	page := o.Open(allocation.Approver, screen.Go{Place: screen.Correction, ID: 1}, 80, 24)
	page.WaitFor("另出差额账单")
	page.Press("f5")
	page.WaitFor("确认更正")
	page.Golden("confirm")
	page.Press("tab", "tab", "enter")
	page.WaitFor("已更正 GZ-JS-2021-0001")
	page.WaitGone("F5 复核通过")
	page.WaitGone("F8 撤回")
	if now := o.Stay(d.ID); now.Signed.String() != "2017-11-17" || now.Clock != now.Signed {
		t.Errorf("%+v", now.Tenancy)
	}
	ask := money.BillAsk{Tenancy: d.ID, Difference: true}
	run, err = o.Store.PreviewBills(context.Background(), o.Who[allocation.Manager], ask, nil)
	if err != nil || run.Bills != 1 || run.Total.Payable >= 0 {
		t.Errorf("%+v %v", run, err)
	}
}

// propose types the correction, leaves the form half-way, finds what was typed again, and proposes it.
func propose(t *testing.T, o *screentest.Office, d stay.TenancyDetail) {
	t.Helper()
	term := o.Open(allocation.Manager, screen.Go{Place: screen.Tenancy, ID: d.ID}, 80, 24)
	term.WaitFor("营业中")
	term.Press("f9")
	term.WaitFor("按 Enter 选择")
	term.Golden("form")
	term.Press("enter")
	term.WaitFor("用水为主")
	term.Golden("fields")
	term.Press("space", "enter")
	term.WaitFor("现为 2017-11-15")
	term.Type("2017-11-17")
	term.Press("enter")
	term.Type("合同日期录错")
	term.Press("enter", "esc") // the draft survives
	term.WaitFor("营业中")
	term.Press("f9")
	term.WaitFor("合同日期录错")
	term.Press("ctrl+s")
	term.WaitFor("请写明依据")
	term.Golden("no-document")
	term.Type("合同原件")
	term.Press("ctrl+s")
	term.WaitFor("确认提出")
	term.Golden("preview")
	term.Press("enter") // 否
	term.WaitGone("确认提出")
	term.Press("ctrl+s")
	term.WaitFor("确认提出")
	term.Press("right", "enter")
	term.WaitFor("已提出更正 GZ-JS-2021-0001")
}

// TestAnApplicationIsMended: F9 on its page opens the same form; several fields go under one reason to the second person, and the
// page of the application tells what stood there and what stands there now.
func TestAnApplicationIsMended(t *testing.T) {
	o := screentest.New(t)
	id := o.Draft(func(*intake.Intake) {})
	o.Accept(id)
	clerk := o.Open(allocation.Intake, screen.Go{Place: screen.Application, ID: id}, 80, 24)
	clerk.WaitFor("更正")
	clerk.Press("f9")
	clerk.WaitFor("按 Enter 选择")
	clerk.Press("enter")
	clerk.WaitFor("项目名称")
	clerk.Press("space", "down", "space", "enter")
	clerk.WaitFor("现为 6-01")
	clerk.Golden("application-form")
	clerk.Press("ctrl+u")
	clerk.Type("北方月嫂")
	clerk.Press("enter", "right", "enter")
	clerk.Type("申请表写的是月嫂")
	clerk.Press("enter")
	clerk.Type("申请表")
	clerk.Press("ctrl+s")
	clerk.WaitFor("确认提出")
	clerk.Golden("application-preview")
	clerk.Press("right", "enter")
	clerk.WaitFor("已提出更正 GZ-JS-")
	if now := o.Application(id); now.Project == "北方月嫂" {
		t.Error("the proposal changed the application")
	}
	boss := o.Open(allocation.Approver, screen.Go{Place: screen.Correction, ID: 1}, 80, 24)
	boss.WaitFor("待复核")
	boss.Golden("application-page")
	boss.Press("f5")
	boss.WaitFor("确认更正")
	boss.Press("tab", "tab", "enter")
	boss.WaitFor("已更正 GZ-JS-")
	for _, size := range screentest.Sizes {
		page := o.Open(allocation.Intake, screen.Go{Place: screen.Application, ID: id}, size[0], size[1])
		page.WaitFor("北方月嫂")
		page.Press("5")
		page.WaitFor("北方家政服务 -> 北方月嫂")
		page.WaitFor("月嫂（申请表）") // the end of the line: nothing is cut
	}
}

// TestNumbersOfAnApplicantAreMended: they are typed whole and shown masked; who confirms may look at them after a reason.
func TestNumbersOfAnApplicantAreMended(t *testing.T) {
	o := screentest.New(t)
	id := o.Draft(func(*intake.Intake) {})
	o.Accept(id)
	who := o.Application(id).Applicant
	clerk := o.Open(allocation.Intake, screen.Go{Place: screen.Applicant, ID: who}, 80, 24)
	clerk.WaitFor("更正")
	clerk.Press("f9")
	clerk.WaitFor("按 Enter 选择")
	clerk.Press("enter")
	clerk.WaitFor("联系电话")
	clerk.Type("lxdh")
	clerk.Press("space", "enter")
	clerk.WaitFor("现为 138****")
	clerk.Type("13999990000")
	clerk.Press("enter")
	clerk.Type("换号")
	clerk.Press("ctrl+s")
	clerk.WaitFor("确认提出")
	clerk.WaitFor("139****0000")
	clerk.Press("right", "enter")
	clerk.WaitFor("已提出更正 GZ-JS-")
	boss := o.Open(allocation.Reviewer, screen.Go{Place: screen.Correction, ID: 1}, 80, 24)
	boss.WaitFor("139****0000")
	boss.Press("f11")
	boss.WaitFor("会记入日志")
	boss.Type("核对本人手机")
	boss.Press("enter", "tab", "enter")
	boss.WaitFor("13999990000")
	boss.Press("esc", "f5")
	boss.WaitFor("确认更正")
	boss.Press("tab", "tab", "enter")
	boss.WaitFor("已更正 GZ-JS-")
	for _, size := range screentest.Sizes {
		page := o.Open(allocation.Intake, screen.Go{Place: screen.Applicant, ID: who}, size[0], size[1])
		page.WaitFor("更正 1")
		page.Press("tab")
		page.WaitFor("139****0000")
		page.Golden("applicant-history")
	}
}
