package fee_test

import (
	"testing"

	"penggai/allocation"
	"penggai/allocation/bylaw"
	"penggai/allocation/civil"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/ui/kit/kittest"
	"penggai/ui/screen"
	"penggai/ui/screen/screentest"
)

// TestHalfTypedPrice leaves the price of a heating season half-typed and finds it again, types a day that is none, and enters the
// season without its price, which comes later.
func TestHalfTypedPrice(t *testing.T) {
	o := screentest.New(t)
	clerk := o.Open(allocation.Reviewer, screen.Go{Place: screen.Fee}, 80, 24)
	clerk.WaitFor("还没有登记价格")
	clerk.Press("f2")
	clerk.WaitFor("登记市场价格由管理员")
	term := o.Open(allocation.Manager, screen.Go{Place: screen.Fee}, 80, 24)
	term.WaitFor("还没有登记价格")
	term.Press("f2")
	term.WaitFor("依据文件")
	term.Press("right", "right") // 供热费
	term.WaitFor("供热期最后一天")
	term.Press("tab", "tab")
	term.Press("esc")
	term.WaitFor("草稿已保留")
	term.Press("f2")
	term.WaitFor("费用 供热费")
	term.Press("down", "enter")
	term.WaitFor("已恢复")
	term.WaitFor("供热期最后一天")
	term.Golden("season-form")
	term.Press("ctrl+s")
	term.WaitFor("此项必填")
	term.Golden("season-missing")
	term.Type("2017-13-01")
	term.Press("ctrl+s")
	term.WaitFor("没有 13 月，月份应为 1 至 12")
	term.Press("ctrl+u")
	term.Type("20171020")
	term.Press("tab")
	term.Type("20180420")
	term.Press("tab", "tab")
	term.Type("双价发9号")
	term.Press("tab", "tab")
	term.Type("市热力公司")
	term.Press("ctrl+s")
	term.WaitFor("已登记 尖山区 2017 年供热期，价格待公布")
	term.Golden("prices-season")
	page, err := o.Store.Prices(t.Context(), o.Who[allocation.Manager], engine.ListQuery{})
	rows := page.Rows
	o.Must(err)
	if p := rows[0]; len(rows) != 1 || p.Priced || p.From != civil.On(2017, 10, 20) || p.To != civil.On(2018, 4, 21) || p.Document != "双价发9号" {
		t.Errorf("%+v", rows)
	}
}

// TestVoidAndCopy voids a price that was entered by mistake, restores it, and copies a year to the next.
func TestVoidAndCopy(t *testing.T) {
	o := screentest.New(t)
	o.Prices(2017, 2017)
	term := o.Open(allocation.Manager, screen.Go{Place: screen.Fee}, 80, 24)
	term.WaitFor("4 项")
	term.Press("f8")
	term.WaitFor("以后可以恢复")
	term.Golden("void")
	term.Type("年度录错")
	term.Press("tab", "right", "enter")
	term.WaitFor("已作废 尖山区 2017 年房租")
	term.WaitFor("3 项")
	voided := o.Open(allocation.Manager, screen.Go{Place: screen.Fee, Filter: "状态:已作废"}, 80, 24)
	voided.WaitFor("1 项")
	voided.Press("enter")
	voided.WaitFor("已作废：年度录错")
	voided.Press("f8")
	voided.WaitFor("恢复价格")
	voided.Press("right", "enter")
	voided.WaitFor("已恢复 尖山区 2017 年房租")
	for _, size := range screentest.Sizes {
		form := o.Open(allocation.Manager, screen.Go{Place: screen.Fee}, size[0], size[1])
		form.WaitFor("4 项")
		form.Press("f5")
		form.WaitFor("上年 4 项")
		form.Golden("copy")
		form.Press("esc")
	}
	term = o.Open(allocation.Manager, screen.Go{Place: screen.Fee}, 80, 24)
	term.WaitFor("4 项")
	term.Press("f5")
	term.WaitFor("上年 4 项")
	term.Press("ctrl+s")
	term.WaitFor("已复制 4 项价格到 2018 年")
	term.WaitFor("8 项")
}

// TestPricesAndScheduleAtEverySize holds the form that changes a price, and the schedules that wait for prices.
func TestPricesAndScheduleAtEverySize(t *testing.T) {
	o := screentest.New(t)
	d := o.Tenancy()
	o.Hold(allocation.Manager, screen.Go{Place: screen.Fee, ID: d.ID},
		screentest.View{Sees: "待公布", Golden: "schedule-waits"}, screentest.View{Key: "tab", Sees: "待公布", Golden: "schedule-waits-lines"})
	o.Prices(2017, 2017)
	o.Hold(allocation.Manager, screen.Go{Place: screen.Fee},
		screentest.View{Sees: "4 项", Golden: "prices-year"}, screentest.View{Key: "enter", Sees: "修改理由", Golden: "change-form"})
}

// TestPayeeFromTheCard picks the payee among the accounts on the card of the district, and types one only where none fits.
func TestPayeeFromTheCard(t *testing.T) {
	o := screentest.New(t)
	card := basis.OfficeCard{Card: bylaw.NewCard("尖山区")}
	now, err := o.Store.Card(t.Context(), "尖山区")
	o.Must(err)
	card.ID, card.Version = now.ID, now.Version
	card.Payees = []bylaw.Payee{{Name: "尖山区财政局", Bank: "农行尖山支行", Account: "0876100"}, {Name: "市自来水公司", Bank: "建行双鸭山分行", Account: "2300177"}}
	o.Must(o.Store.SetCard(t.Context(), o.Who[allocation.Approver], card))
	enter := func(fen, document string, then ...string) *kittest.Term {
		term := o.Open(allocation.Manager, screen.Go{Place: screen.Fee}, 80, 24)
		term.WaitFor("登记")
		term.Press("f2")
		term.WaitFor("依据文件")
		term.Press("tab", "tab", "tab", "tab")
		term.Type(fen)
		term.Press("tab")
		term.Type(document)
		term.Press("tab", "tab")
		term.Press(then...)
		return term
	}
	term := enter("12", "双价发9号", "right", "right")
	term.WaitFor("2300177")
	term.Golden("payee")
	term.Press("ctrl+s")
	term.WaitFor("已登记 尖山区 2017 年房租")
	o.Day("2018-01-05")
	term = enter("13", "双价发10号", "right", "right", "right", "tab")
	term.Type("市热力公司")
	term.Press("ctrl+s")
	term.WaitFor("已登记 尖山区 2018 年房租")
	page, err := o.Store.Prices(t.Context(), o.Who[allocation.Manager], engine.ListQuery{})
	o.Must(err)
	if len(page.Rows) != 2 || page.Rows[0].Payee != "市热力公司" || page.Rows[1].Payee != "市自来水公司" {
		t.Errorf("%+v", page.Rows)
	}
}
