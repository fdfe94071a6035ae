package fee_test

import (
	"context"
	"testing"

	"penggai/allocation"
	"penggai/store/engine"
	"penggai/store/stay"
	"penggai/ui/screen"
	"penggai/ui/screen/fee"
	"penggai/ui/screen/screentest"
)

func TestMain(m *testing.M) { screentest.Main(m, fee.Routes) }

func TestPricesFromTheKeyboard(t *testing.T) {
	o := screentest.New(t)
	for _, size := range screentest.Sizes {
		term := o.Open(allocation.Manager, screen.Go{Place: screen.Fee}, size[0], size[1])
		term.WaitFor("还没有登记价格")
		term.Golden("prices-none")
		term.Press("f2")
		term.WaitFor("依据文件")
		term.Golden("price-form")
		term.Press("esc")
	}
	term := o.Open(allocation.Manager, screen.Go{Place: screen.FeeNew}, 80, 24)
	term.WaitFor("依据文件")
	term.Press("enter", "enter", "enter", "enter")
	term.Type("20")
	term.Press("enter")
	term.Type("双价发3号")
	term.Press("enter")
	term.Press("enter")
	term.Type("区财政局")
	term.Press("ctrl+s")
	term.WaitFor("已登记 尖山区 2017 年房租 20.00")

	o.Prices(2018, 2019)
	for _, size := range screentest.Sizes {
		term := o.Open(allocation.Manager, screen.Go{Place: screen.Fee}, size[0], size[1])
		term.WaitFor("9 项")
		term.Golden("prices")
	}
	page, err := o.Store.Prices(context.Background(), o.Who[allocation.Manager], engine.ListQuery{})
	rows := page.Rows
	if err != nil || len(rows) != 9 || rows[8].Fen != 2000 || rows[8].Payee != "区财政局" {
		t.Fatalf("%+v %v", rows, err)
	}
	term = o.Open(allocation.Manager, screen.Go{Place: screen.Fee}, 80, 24)
	term.WaitFor("9 项")
	term.Press("enter")
	term.WaitFor("修改理由")
	term.Golden("price-change")
	term.Press("ctrl+s")
	term.WaitFor("此项必填")
}

func TestScheduleGoldens(t *testing.T) {
	o := screentest.New(t)
	o.Prices(2017, 2021)
	d := o.Renew(o.Begin(o.Hand(o.Sign(), "门锁坏")).ID)
	o.Day("2021-03-15")
	o.Must(o.Store.RecordReading(context.Background(), o.Who[allocation.Manager], stay.ReadingInput{Tenancy: d.ID, Unit: d.Holdings[0].UnitID, Day: o.Today(), Water: 512000}))
	for _, size := range screentest.Sizes {
		term := o.Open(allocation.Manager, screen.Go{Place: screen.Fee, ID: d.ID}, size[0], size[1])
		term.WaitFor("共减免")
		term.Golden("schedule-years")
		term.Press("tab")
		term.WaitFor("单价")
		term.Golden("schedule-lines")
		term.Press("f11")
		term.WaitFor("依据文件")
		term.Press("esc")
		term.WaitFor("共减免")
	}
}
