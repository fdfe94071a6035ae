package reading_test

import (
	"testing"

	"penggai/allocation"
	"penggai/ui/screen"
	"penggai/ui/screen/reading"
	"penggai/ui/screen/screentest"
	"penggai/ui/screen/tenancy"
)

func TestMain(m *testing.M) { screentest.Main(m, reading.Routes, tenancy.Routes) }

// TestReadingsOfABuilding reads a building in one list: what is left empty is read later, what is lower than before is refused on
// its own line.
func TestReadingsOfABuilding(t *testing.T) {
	o := screentest.New(t)
	o.Hold(allocation.Manager, screen.Go{Place: screen.Reading}, screentest.View{Sees: "没有要抄的水表", Golden: "none"})
	d, other := o.Tenancy(), o.Tenancy()
	o.Day("2021-03-15")
	o.Hold(allocation.Manager, screen.Go{Place: screen.Reading}, screentest.View{Sees: "本月已抄 0/2", Golden: "list"},
		screentest.View{Key: "enter", Sees: "已填 0/2", Golden: "sheet"})
	term := o.Open(allocation.Manager, screen.Go{Place: screen.Reading, ID: d.Holdings[0].UnitID}, 80, 24)
	term.WaitFor("已填 0/2")
	term.Press("ctrl+s")
	term.WaitFor("还没有填一个读数")
	term.Type("11") // the cursor stands on the door that was chosen
	term.WaitFor("已填 1/2")
	term.Press("ctrl+s")
	term.WaitFor("换表按 r")
	term.Golden("lower")
	term.Press("f4")
	term.WaitFor("王宝")
	term.Press("esc")
	term.WaitFor("已填 1/2")
	term.Press("ctrl+u")
	term.Type("30.5")
	term.Press("ctrl+s")
	term.WaitFor("已登记 1 套的读数，还有 1 套没有抄")
	list := o.Open(allocation.Manager, screen.Go{Place: screen.Reading, Filter: "缺读数:是"}, 80, 24)
	list.WaitFor("本月已抄 0/1")
	list.WaitFor(other.Holdings[0].Unit)
	reader := o.Open(allocation.Reviewer, screen.Go{Place: screen.Reading}, 80, 24)
	reader.WaitFor("本月已抄 1/2")
	reader.Press("enter")
	reader.WaitFor("由管理员办理")
}
