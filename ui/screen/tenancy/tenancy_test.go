package tenancy_test

import (
	"context"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/ui/screen"
	"penggai/ui/screen/home"
	"penggai/ui/screen/screentest"
	"penggai/ui/screen/tenancy"
)

func TestMain(m *testing.M) { screentest.Main(m, home.Routes, tenancy.Routes) }

// TestFromAwardToOpening signs, hands over and opens from the keyboard.
func TestFromAwardToOpening(t *testing.T) {
	o := screentest.New(t)
	w := o.Award()
	o.Day("2017-11-16")
	for _, size := range screentest.Sizes {
		term := o.Open(allocation.Manager, screen.Go{Place: screen.Tenancy}, size[0], size[1])
		term.WaitFor("还没有入驻")
		term.Golden("list-none")
		term.Press("f2")
		term.WaitFor("签约期限")
		term.WaitFor("王宝")
		term.Golden("awards")
		term.Press("enter")
		term.WaitFor("承诺全职")
		term.Golden("sign")
	}
	term := o.Open(allocation.Manager, screen.Go{Place: screen.TenancySign, ID: w.ID}, 80, 24)
	term.WaitFor("承诺全职")
	for range len("2017-11-16") {
		term.Press("backspace")
	}
	term.Type("2017-11-14")
	term.Press("ctrl+s")
	term.WaitFor("签订日期应在分配之日 2017-11-15")
	for range len("2017-11-14") {
		term.Press("backspace")
	}
	term.Type("20171115")
	term.Press("ctrl+s")
	term.WaitFor("2020-11-15 前免收")
	term.Golden("sign-confirm")
	term.Press("enter") // 否 has the focus
	term.WaitGone("前免收")
	term.Press("ctrl+s")
	term.WaitFor("前免收")
	term.Press("right", "enter")
	term.WaitFor("合同已签订")
	term.WaitFor("HT-JS-2017-0001")
	term.Golden("detail-signed")

	term.Press("f5")
	term.WaitFor("交接日期")
	term.Golden("handover")
	term.Press("enter")
	for _, text := range []string{"3", "0012", "0140", "门锁坏"} {
		term.Type(text)
		term.Press("enter")
	}
	term.WaitFor("交给")
	term.Golden("handover-confirm")
	term.Press("right", "enter")
	term.WaitFor("已交接，最迟 2018-02-22 开业") // 02-16 is a holiday
	term.WaitFor("待开业")
	o.Day("2018-03-05")
	again := o.Open(allocation.Manager, screen.Go{Place: screen.Tenancy, ID: 1}, 80, 24)
	again.WaitFor("已逾期 11 天")
	again.Golden("detail-late")
	again.Press("f5")
	again.WaitFor("开业日期")
	again.Golden("opening")
	again.Press("ctrl+s")
	again.WaitFor("写明没有执照就开业的原因")
	again.Type("执照办理中")
	again.Press("ctrl+s")
	again.WaitFor("已登记开业，逾期 11 天")
	if d := o.Stay(1); d.State != allocation.TenancyOpen || d.Late(o.Today()) != 11 {
		t.Errorf("%+v", d.Tenancy)
	}
}

func TestListGoldens(t *testing.T) {
	o := screentest.New(t)
	o.Prices(2017, 2018)
	o.Begin(o.Hand(o.Sign(), "门锁坏"))
	o.Hand(o.Sign(), "门锁坏")
	o.Sign()
	o.Day("2018-03-05")
	for _, size := range screentest.Sizes {
		term := o.Open(allocation.Manager, screen.Go{Place: screen.Tenancy}, size[0], size[1])
		term.WaitFor("3 户")
		term.Golden("list")
		term.Press("tab", "tab")
		term.WaitFor("1 户")
		term.Golden("list-handed")
		term.Press("enter")
		term.WaitFor("已逾期")
		term.Press("esc")
		term.WaitFor("筛选: 状态:待开业")
	}
}

func TestDetailGoldens(t *testing.T) {
	o := screentest.New(t)
	o.Prices(2017, 2018)
	d := o.Begin(o.Hand(o.Sign(), "门锁坏"))
	o.Day("2017-11-24")
	for _, m := range []allocation.Milestone{
		{Kind: allocation.MilestoneNotarised, Body: "市公证处", Number: "双公证字 1182 号", Day: civil.MustParse("2017-11-20")},
		{Kind: allocation.MilestoneFiled, Body: "棚改办", Number: "2017-31", Day: o.Today()},
	} {
		o.Must(o.Store.AddMilestone(context.Background(), o.Who[allocation.Manager], d.ID, m))
	}
	o.Day("2020-12-01")
	for _, size := range screentest.Sizes {
		term := o.Open(allocation.Manager, screen.Go{Place: screen.Tenancy, ID: d.ID}, size[0], size[1])
		term.WaitFor("超期占用")
		term.Golden("detail-holdover")
		term.Press("tab")
		term.WaitFor("还没有出过账单")
		term.Golden("detail-money")
		term.Press("tab")
		term.WaitFor("五(一)1")
		term.Golden("detail-care")
		term.Press("tab")
		term.WaitFor("交出")
		term.Golden("detail-handover")
		term.Press("tab")
		term.WaitFor("营业中")
		term.Golden("detail-history")
	}
}

func TestRenewPaperReading(t *testing.T) {
	o := screentest.New(t)
	d := o.Begin(o.Hand(o.Sign(), "门锁坏"))
	o.Day("2020-12-01")
	boss := o.Open(allocation.Approver, screen.Go{Place: screen.Tenancy, ID: d.ID}, 80, 24)
	boss.WaitFor("超期占用")
	boss.Press("ctrl+x")
	boss.WaitFor("还没有考核过，续签须最近考核合格（四(五)）")
	o.Assess(d.ID)
	boss = o.Open(allocation.Approver, screen.Go{Place: screen.Tenancy, ID: d.ID}, 80, 24)
	boss.WaitFor("超期占用")
	boss.WaitFor("Ctrl+X 续签")
	boss.Golden("renewable")
	boss.Press("ctrl+x")
	boss.WaitFor("按核实岗位最多")
	boss.Golden("renew")
	boss.Press("ctrl+u")
	boss.Type("2020-11-20") // before the assessment, and days without a contract fewer (一)
	boss.Press("enter")
	boss.WaitFor("补录理由")
	boss.Golden("renew-early")
	boss.Type("同意续签")
	boss.Press("enter")
	boss.Type("漏录")
	boss.Press("enter")
	boss.Type("续签合同3号")
	boss.Press("ctrl+s")
	boss.WaitFor("按今天签订，空档期减免另行决定")
	boss.Golden("renew-refused")
	boss.Press("ctrl+u")
	boss.Type("2020-12-01")
	boss.Press("enter", "ctrl+u")
	boss.Type("区长办公会纪要3号")
	boss.Press("enter")
	boss.WaitFor("没有合同的 16 天按全价")
	boss.Press("space", "down", "enter")
	boss.WaitFor("没有合同的 16 天保留减免")
	boss.Press("ctrl+s")
	boss.WaitFor("此项必填")
	boss.Golden("renew-kept")
	boss.Press("up", "space", "up", "enter") // nobody keeps the waiver by a word typed in passing
	boss.Press("ctrl+s")
	boss.WaitFor("优惠起算日不变")
	boss.Golden("renew-confirm")
	boss.Press("right", "enter")
	boss.WaitFor("已续签，合同编号 HT-JS-2020-0001")
	boss.WaitFor("履行中")
	boss.Press("g")
	boss.WaitFor("没有合同，16 天")
	boss.Golden("gap")
	boss.Press("space", "down", "enter")
	boss.WaitFor("保留减免")
	boss.Type("疫情期间无法办理")
	boss.Press("ctrl+s")
	boss.WaitFor("空档期已决定保留减免")
	boss.WaitFor("留减免：疫情期间无法办理")

	term := o.Open(allocation.Manager, screen.Go{Place: screen.Tenancy, ID: d.ID}, 80, 24)
	term.WaitFor("履行中")
	term.Press("p")
	term.WaitFor("办理机关")
	term.Golden("paper")
	term.Press("enter")
	term.Type("市公证处")
	term.Press("enter")
	term.Type("双公证字9号")
	term.Press("ctrl+s")
	term.WaitFor("已登记公证")
	term.WaitFor("2020-12-01  市公证处")

	term.Press("r")
	term.WaitFor("上次 2017-11-15 为 12.00")
	term.Golden("reading")
	term.Press("enter", "enter")
	term.Type("3")
	term.Press("ctrl+s")
	term.WaitFor("读数比上一次（2017-11-15，12.00）小")
	term.Press("enter", "right") // 换表
	term.WaitFor("旧表止数")
	term.Press("up", "ctrl+u")
	term.Type("15")
	term.Press("enter", "enter", "enter")
	term.Type("表坏")
	term.Golden("reading-changed")
	term.Press("ctrl+s")
	term.WaitFor("读数已登记")
}

// TestANewCoatAsksForTheClock signs with somebody who shares a telephone with a running stay: the clerk is told whose decision it
// is, the approver takes it, and the contract's page says so.
func TestANewCoatAsksForTheClock(t *testing.T) {
	o := screentest.New(t)
	first := o.Sign()
	old, err := o.Store.Applicant(context.Background(), o.Who[allocation.Intake], first.Applicant)
	o.Must(err)
	w := o.Award(func(in *intake.Intake) { in.Applicant.Phone = old.Phone })
	for _, size := range screentest.Sizes {
		term := o.Open(allocation.Manager, screen.Go{Place: screen.TenancySign, ID: w.ID}, size[0], size[1])
		term.WaitFor("电话相同")
		term.Golden("sign-coat")
	}
	term := o.Open(allocation.Approver, screen.Go{Place: screen.TenancySign, ID: w.ID}, 80, 24)
	term.WaitFor("电话相同")
	term.Press("ctrl+s")
	term.WaitFor("此项必填")
	term.Press("space", "enter", "enter")
	term.Type("电话是代办公司的")
	term.Press("ctrl+s")
	term.WaitFor("优惠接着算")
	term.Golden("sign-coat-confirm")
	term.Press("right", "enter")
	term.WaitFor("合同已签订")
	term.WaitFor("接着算")
}

// TestAMinorIsPointedOutAtSigning: who is not of full age on the day of the signature stands above the form and in the question.
func TestAMinorIsPointedOutAtSigning(t *testing.T) {
	o := screentest.New(t)
	w := o.Award(func(in *intake.Intake) { in.Applicant.IDNumber = "CAN110008080310" })
	term := o.Open(allocation.Manager, screen.Go{Place: screen.TenancySign, ID: w.ID}, 80, 24)
	term.WaitFor("2008-08-03 出生，未满十八周岁")
	term.Golden("sign-minor")
	term.Press("ctrl+s")
	term.WaitFor("留意：未满十八周岁")
	term.Golden("sign-minor-confirm")
	o.Day("2026-08-03")
	if offer, err := o.Store.Offer(t.Context(), o.Who[allocation.Manager], w.ID); err != nil || len(offer.Minors) != 0 {
		t.Errorf("of full age by then: %v %v", offer.Minors, err)
	}
}

// TestHindsight shows once which stays the rules of today would have decided otherwise.
func TestHindsight(t *testing.T) {
	o := screentest.New(t)
	d := o.Sign()
	o.Must(o.Store.Write(context.Background(), engine.Console(), allocation.ActUpgrade, func(x *engine.Tx) error {
		return x.Exec(`INSERT INTO hindsight (tenancy_id, clause, text) VALUES ($1, '四(四)',
			'合同 HT-JS-2018-0002 于 2018-04-25 续签，早于期满前 90 天；现在到期满前才能续签，并须考核合格、由分管领导决定')`, d.ID)
	}))
	term := o.Open(allocation.Approver, screen.Go{Place: screen.Home}, 80, 24)
	term.WaitFor("规则核对 待阅")
	for _, size := range screentest.Sizes {
		term = o.Open(allocation.Approver, screen.Go{Place: screen.Hindsight}, size[0], size[1])
		term.WaitFor("四(四)")
		term.Golden("hindsight")
	}
	term.Press("f5")
	term.WaitFor("由分管领导决定。")
	term.Press("right", "enter")
	term.WaitFor("已记为已阅")
}

// TestOthersMayLook shows everything to who may not write, and says who may.
func TestOthersMayLook(t *testing.T) {
	o := screentest.New(t)
	d := o.Sign()
	term := o.Open(allocation.Reviewer, screen.Go{Place: screen.Tenancy, ID: d.ID}, 80, 24)
	term.WaitFor("HT-JS-2017-0001")
	term.Press("f5")
	term.WaitFor("交接房屋由管理员办理")
	term.Press("f8")
	term.WaitFor("提出退出由管理员、分管领导办理")
}
