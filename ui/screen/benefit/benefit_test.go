package benefit_test

import (
	"context"
	"testing"

	"penggai/allocation"
	"penggai/allocation/relief"
	"penggai/ui/screen"
	"penggai/ui/screen/benefit"
	"penggai/ui/screen/fee"
	"penggai/ui/screen/home"
	"penggai/ui/screen/screentest"
)

func TestMain(m *testing.M) { screentest.Main(m, benefit.Routes, fee.Routes, home.Routes) }

// TestBenefitsFromTheKeyboard applies for a benefit, enters the answer, and suspends a waiver by the approver: what it costs is
// shown before it binds, and the schedule says which fee is not spared.
func TestBenefitsFromTheKeyboard(t *testing.T) {
	o := screentest.New(t)
	o.Prices(2017, 2021)
	d := o.Begin(o.Hand(o.Sign(), "门锁坏"))
	o.Day("2018-03-05")
	for _, size := range screentest.Sizes {
		term := o.Open(allocation.Manager, screen.Go{Place: screen.Benefit}, size[0], size[1])
		term.WaitFor("3 项")
		term.Golden("list")
		term = o.Open(allocation.Manager, screen.Go{Place: screen.Benefit, ID: d.ID}, size[0], size[1])
		term.WaitFor("共减免")
		term.WaitFor("决定日期")
		term.Golden("page")
	}
	_, err := o.Store.ApplyBenefit(context.Background(), o.Who[allocation.Manager], d.ID, "licence_register", relief.BenefitApplication{Day: o.Today()})
	o.Must(err)
	o.Day("2018-03-08")
	term := o.Open(allocation.Manager, screen.Go{Place: screen.Benefit, Filter: "状态:已申请"}, 80, 24)
	term.WaitFor("1 项")
	term.Press("enter")
	term.WaitFor("逾期 3 天")
	term.WaitFor("共减免")
	term.Press("f5")
	term.WaitFor("决定机关")
	term.Golden("grant")
	term.Press("esc", "esc")
	term = o.Open(allocation.Approver, screen.Go{Place: screen.Benefit, ID: d.ID}, 80, 24)
	term.WaitFor("共减免")
	term.Press("f5")
	term.WaitFor("暂停自")
	term.Press("enter")
	term.Type("占用公共部位")
	term.Press("enter")
	term.Type("整改通知1号")
	term.Press("ctrl+s")
	term.WaitFor("六年应缴由")
	term.Golden("suspend")
	term.Press("right", "enter")
	term.WaitFor("已暂停")
	term = o.Open(allocation.Manager, screen.Go{Place: screen.Fee, ID: d.ID}, 80, 24)
	term.WaitFor("房租自 2018-03-08 起不减免")
}
