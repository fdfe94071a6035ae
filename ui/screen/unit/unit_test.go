package unit_test

import (
	"context"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"

	"penggai/allocation"
	"penggai/seed"
	"penggai/store/premises"
	"penggai/ui/frame"
	"penggai/ui/kit/kittest"
	"penggai/ui/screen"
	"penggai/ui/screen/screentest"
	"penggai/ui/screen/unit"
)

func TestMain(m *testing.M) { screentest.Main(m, unit.Routes) }

// city is the office of the tests: all units, none of them given away.
var city = screentest.Setting{
	Office: allocation.CityOffice, Day: "2021-03-15", Units: func() []allocation.Unit { return seed.Units(1) },
	Names: map[allocation.Role]string{allocation.Supervisor: "吴"},
}

// office is the city office with an account signed in.
type office struct{ *screentest.Office }

func newOffice(t *testing.T, role allocation.Role) *office {
	t.Helper()
	o := city.New(t)
	o.Env.SignIn(o.Who[role])
	return &office{o}
}

// open starts the program on a place of units.
func (o *office) open(to screen.Go, w, h int) *kittest.Term {
	return o.Open(o.Env.Actor().Role, to, w, h)
}

func (o *office) unit(number string) premises.UnitRow {
	u, err := o.Store.UnitByNumber(context.Background(), o.Env.Actor(), number)
	o.Must(err)
	return u
}

// withdraw takes some units of 南市区 3号楼 out of use.
func (o *office) withdraw(numbers ...string) {
	var ids []int64
	for _, n := range numbers {
		ids = append(ids, o.unit(n).ID)
	}
	o.Must(o.Store.WithdrawUnits(context.Background(), o.Env.Actor(), ids, "漏水"))
}

func TestTreeGoldens(t *testing.T) {
	for _, size := range screentest.Sizes {
		o := newOffice(t, allocation.Manager)
		term := o.open(screen.Go{Place: screen.Unit}, size[0], size[1])
		term.WaitFor("全市在建")
		term.Golden("tree")
		term.Press("down", "right")
		term.WaitFor("南市区")
		term.Press("down", "right")
		term.WaitFor("3号楼")
		term.Press("down", "down")
		term.Golden("tree-open")
	}
}

func TestListGoldens(t *testing.T) {
	for _, size := range screentest.Sizes {
		o := newOffice(t, allocation.Manager)
		o.withdraw("JS-NSQ-03-1-02")
		term := o.open(screen.Go{Place: screen.UnitList}, size[0], size[1])
		term.WaitFor("1,641 套")
		term.WaitFor("BS-AJB-01-1-01")
		term.Golden("list")
		term.Press("f3")
		term.Type("NSQ-03 状态:停用")
		term.WaitFor("1 套")
		term.Press("enter")
		term.Golden("list-filtered")
		term.Press("enter")
		term.WaitFor("状态沿革")
		term.Golden("detail")
	}
}

func TestBuildingGoldens(t *testing.T) {
	for _, size := range screentest.Sizes {
		o := newOffice(t, allocation.Manager)
		o.withdraw("JS-NSQ-01-1-02", "JS-NSQ-01-2-05")
		term := o.open(screen.Go{Place: screen.UnitBuilding, ID: o.unit("JS-NSQ-01-1-03").ID}, size[0], size[1])
		term.WaitFor("连片闲置")
		term.Golden("building")
		term.Press("f11", "left")
		term.WaitFor("一年以上")
		term.WaitFor("JS-NSQ-01-1-02")
		term.Golden("building-expiry")
	}
}

// TestBuildingInColours: on a terminal with colours every shop is a block of its own background.
func TestBuildingInColours(t *testing.T) {
	o := newOffice(t, allocation.Manager)
	first := unit.NewBuilding(o.Env, screen.Go{Place: screen.UnitBuilding, ID: o.unit("JS-NSQ-01-1-03").ID})
	term := kittest.Start(t, frame.New(o.Env, screentest.Places(t), first), 80, 24, kittest.Colors(colorprofile.TrueColor))
	term.WaitFor("连片闲置")
	for shop := range 8 {
		if x := 7 + 6*shop; !term.Painted(x+1, 4) {
			t.Errorf("shop %d of the upper floor has no colour:\n%s", shop+1, term.Text())
		}
	}
	if term.Painted(60, 4) {
		t.Error("there is colour where no shop is")
	}
}

// TestEmptyListSaysWhy looks for what is not there.
func TestEmptyListSaysWhy(t *testing.T) {
	o := newOffice(t, allocation.Manager)
	term := o.open(screen.Go{Place: screen.Unit, Filter: "状态:使用中"}, 80, 24)
	term.WaitFor("没有符合筛选的房源")
	term.Press("f3")
	term.Type(" 朝向:南")
	term.WaitFor("这一项可以筛选")
}

// TestWithdrawAndUndo takes two selected units out of use and brings them back with Ctrl+Z.
func TestWithdrawAndUndo(t *testing.T) {
	o := newOffice(t, allocation.Manager)
	term := o.open(screen.Go{Place: screen.Unit, Filter: "楼栋:3号楼 小区:南市区"}, 80, 24)
	term.WaitFor(">JS-NSQ-03-1-01")
	term.Press("space", "space", "ctrl+x")
	term.WaitFor("办理什么")
	term.Press("enter")
	term.WaitFor("共 2 套")
	term.Type("屋面漏水")
	term.Press("enter", "right", "enter")
	term.WaitFor("已办理停用：2 套")
	for _, n := range []string{"JS-NSQ-03-1-01", "JS-NSQ-03-1-02"} {
		if s := o.unit(n).State; s != allocation.UnitWithdrawn {
			t.Errorf("%s is %s", n, s)
		}
	}
	term.Press("ctrl+z")
	term.WaitFor("撤销刚才的这一步：停用 JS-NSQ-03-1-01 JS-NSQ-03-1-02。")
	term.Type("点错了")
	term.Press("enter", "right", "enter")
	term.WaitFor("已撤销：停用")
	if s := o.unit("JS-NSQ-03-1-01").State; s != allocation.UnitVacant {
		t.Errorf("after undo %s", s)
	}
}

// TestHandOver gives all completed units of a building to a district: they are selected at once, previewed, handed over and taken
// back as a whole.
func TestHandOver(t *testing.T) {
	o := newOffice(t, allocation.Manager)
	term := o.open(screen.Go{Place: screen.Unit, Filter: "区:全市在建"}, 80, 24)
	term.WaitFor("802 套")
	term.Press("ctrl+a")
	term.WaitFor("已选 802 行")
	term.Press("ctrl+x")
	term.WaitFor("办理什么")
	term.Type("jg")
	term.Press("enter")
	term.WaitFor("移交给")
	term.Press("space")
	term.Type("bs")
	term.Press("enter")
	term.WaitFor("宝山区")
	term.Press("space")
	term.WaitFor("安悦小区")
	term.Type("ay")
	term.Press("enter", "enter", "enter")
	term.Paste("SYS-ZJ-01-1-01 142.35\nSYS-ZJ-01-1-02 88 BS-AYX-88")
	term.Press("tab")
	term.Press("ctrl+u")
	term.Type("20171120")
	term.Press("enter")
	term.Type("移交书 3 号")
	term.Golden("complete")
	term.Press("ctrl+s")
	term.WaitFor("竣工移交给宝山区 802 套")
	term.Golden("complete-preview")
	term.Press("right", "enter")
	term.WaitFor("已移交 802 套给宝山区")
	u := o.unit("SYS-ZJ-01-1-01")
	if u.District != "宝山区" || u.State != allocation.UnitVacant || u.Area != 14235 || u.Community != "安悦小区" || u.Since.String() != "2017-11-20" {
		t.Errorf("%+v", u)
	}
	if u := o.unit("BS-AYX-88"); u.Former != "SYS-ZJ-01-1-02" || u.Area != 8800 {
		t.Errorf("%+v", u)
	}
	o.Must(o.Store.UndoUnits(context.Background(), o.Env.Actor(), []int64{u.ID}, "移交书作废"))
	if u := o.unit("SYS-ZJ-01-1-02"); u.District != "" || u.State != allocation.UnitBuilding {
		t.Errorf("%+v", u)
	}
}

// TestSplitFromTheKeyboard splits a unit, finds the closed one by its number, and takes it back.
func TestSplitFromTheKeyboard(t *testing.T) {
	o := newOffice(t, allocation.Manager)
	u := o.unit("JS-NSQ-01-1-03")
	term := o.open(screen.Go{Place: screen.Unit, ID: u.ID}, 80, 24)
	term.WaitFor("状态沿革")
	term.Press("ctrl+x")
	term.WaitFor("办理什么")
	term.Type("拆分")
	term.Press("enter")
	term.WaitFor("拆成几套")
	term.Press("enter")
	term.Type("40")
	term.Press("enter", "enter", "enter")
	term.Type((u.Area - 4000).String())
	term.Press("enter", "enter", "enter", "enter")
	term.Type("隔断验收 7 号")
	term.Golden("split")
	term.Press("ctrl+s")
	term.WaitFor("没有用到以前可以撤销")
	term.Press("right", "enter")
	term.WaitFor("已拆分为 JS-NSQ-01-1-03-1、JS-NSQ-01-1-03-2")
	term.WaitFor("房源变动")
	term.Golden("detail-split")
	if o.unit("JS-NSQ-01-1-03").State != allocation.UnitClosed || o.unit("JS-NSQ-01-1-03-1").Area != 4000 {
		t.Error("it was not split")
	}
	term.Press("f12")
	term.WaitFor("拆分 FY-JS-2021-0001")
	term.Type("拆错")
	term.Press("enter", "right", "enter")
	term.WaitFor("已撤销")
	if o.unit("JS-NSQ-01-1-03").State != allocation.UnitVacant {
		t.Error("it was not taken back")
	}
}

// TestAddFromTheKeyboard enters a community and a unit in it.
func TestAddFromTheKeyboard(t *testing.T) {
	o := newOffice(t, allocation.Manager)
	term := o.open(screen.Go{Place: screen.Unit}, 80, 24)
	term.WaitFor("全市在建")
	term.Press("c")
	term.WaitFor("编号字母")
	term.Press("space")
	term.Type("js")
	term.Press("enter")
	term.Type("江滨小区")
	term.Press("enter", "enter")
	term.Type("命名批复 1 号")
	term.Press("ctrl+s")
	term.WaitFor("已登记小区 江滨小区")
	term.Press("n")
	term.WaitFor("位置和面积")
	term.Press("space")
	term.Type("js")
	term.Press("enter", "space")
	term.WaitFor("江滨小区")
	term.Type("jb")
	term.Press("enter")
	term.Type("2号楼")
	term.Press("enter", "enter")
	term.Type("5")
	term.Press("enter")
	term.Type("88.5")
	term.Golden("add")
	for range 10 {
		term.Press("tab")
	}
	term.Type("台账 9 号")
	term.Press("ctrl+s")
	term.WaitFor("已新增 JS-JBXQ-02-1-05")
}

// TestRenumberAndDescribe changes number and particulars; the page shows both changes.
func TestRenumberAndDescribe(t *testing.T) {
	o := newOffice(t, allocation.Manager)
	u := o.unit("JS-NSQ-01-1-03")
	term := o.open(screen.Go{Place: screen.Unit, ID: u.ID}, 120, 36)
	term.WaitFor("状态沿革")
	term.Press("ctrl+x")
	term.Type("改编号")
	term.Press("enter")
	term.WaitFor("新编号")
	term.Type("js-nsq-01-1-99")
	term.Press("enter", "enter")
	term.Type("编号清理 2 号")
	term.Press("ctrl+s")
	term.WaitFor("改编号为 JS-NSQ-01-1-99")
	term.Press("ctrl+x")
	term.Type("变更登记")
	term.Press("enter")
	term.WaitFor("权证号")
	term.Press("tab", "tab")
	term.Type("双房权证 12")
	term.Press("ctrl+s")
	term.WaitFor("变更登记信息须写明依据的文件和文号")
	term.Type("不动产登记 12 号")
	term.Press("ctrl+s")
	term.WaitFor("已变更 JS-NSQ-01-1-99 的登记信息")
	term.WaitFor("权证号 双房权证 12")
	term.Golden("detail-changed")
}

// TestImpossibleSaysWhy: what a role or a state does not allow says why.
func TestImpossibleSaysWhy(t *testing.T) {
	o := newOffice(t, allocation.Supervisor)
	term := o.open(screen.Go{Place: screen.Unit, ID: o.unit("JS-NSQ-01-1-03").ID}, 80, 24)
	term.WaitFor("状态沿革")
	term.Press("f4")
	term.WaitFor("这套房源没有承租人")
	term.Press("f2")
	term.WaitFor("由管理员办理")
}

// TestMeasure enters a measured area.
func TestMeasure(t *testing.T) {
	o := newOffice(t, allocation.Manager)
	term := o.open(screen.Go{Place: screen.Unit, ID: o.unit("JS-NSQ-01-1-03").ID}, 80, 24)
	term.WaitFor("状态沿革")
	term.Press("f2")
	term.WaitFor("现面积")
	term.Type("142.35")
	term.Press("enter", "enter")
	term.Type("实测报告 12 号")
	term.Golden("measure")
	term.Press("ctrl+s")
	term.WaitFor("已登记 JS-NSQ-01-1-03 的实测面积 142.35 ㎡")
	if a := o.unit("JS-NSQ-01-1-03").Area; a != 14235 {
		t.Errorf("area %s", a)
	}
}

// TestUnlikelyAreaIsAskedOnce: an area far from what was known asks before it is saved; Esc goes back to the form, 属实 saves, and the same
// area is not asked about again.
func TestUnlikelyAreaIsAskedOnce(t *testing.T) {
	for _, w := range []int{80, 120} {
		o := newOffice(t, allocation.Manager)
		term := o.open(screen.Go{Place: screen.Unit, ID: o.unit("JS-NSQ-01-1-03").ID}, w, map[int]int{80: 24, 120: 36}[w])
		term.WaitFor("状态沿革")
		measure := func(area string) {
			term.Press("f2")
			term.WaitFor("现面积")
			term.Type(area)
			term.Press("enter", "enter")
			term.Type("实测报告 12 号")
			term.Press("ctrl+s")
		}
		measure("2423.50")
		term.WaitFor("数值不常见")
		term.Golden("unlikely")
		term.Press("esc")
		term.WaitFor("实测报告 12 号")
		term.Press("ctrl+s")
		term.WaitFor("属实")
		term.Press("right", "enter")
		term.WaitFor("的实测面积 2,423.50 ㎡")
		if a := o.unit("JS-NSQ-01-1-03").Area; a != 242350 {
			t.Errorf("area %s", a)
		}
		measure("2423.50")
		term.WaitFor("FY-JS-2021-0002") // saved, and not asked again
	}
}

// TestTreeToUnit walks from the districts to a unit and back with Esc.
func TestTreeToUnit(t *testing.T) {
	o := newOffice(t, allocation.Manager)
	term := o.open(screen.Go{Place: screen.Unit}, 80, 24)
	term.WaitFor("全市在建")
	term.Press("down", "right")
	term.WaitFor("南市区")
	term.Press("down", "enter")
	term.WaitFor("3号楼")
	term.Press("down", "down", "down", "f11")
	term.WaitFor("JS-NSQ-03-1-01")
	term.Press("pgdown")
	term.WaitFor("JS-NSQ-04-1-01")
	term.Press("esc", "enter")
	term.WaitFor("小区=南市区 楼栋=3号楼")
	term.WaitFor(">JS-NSQ-03-1-01")
	term.Press("enter")
	term.WaitFor("状态沿革")
	if !strings.Contains(term.Text(), "JS-NSQ-03-1-01") {
		t.Errorf("the wrong unit:\n%s", term.Text())
	}
	term.Press("esc", "esc")
	term.WaitFor("尖山区 南市区 3号楼  使用率")
}
