package ui_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"penggai/ui"
	"penggai/ui/kit"
	"penggai/ui/kit/kittest"
	"penggai/ui/screen"
	"penggai/ui/screen/screentest"
)

// Every place is drawn under both locales.
func TestMain(m *testing.M) {
	screentest.Visit(ui.Routes())
	kittest.Main(m, "TestEveryPlaceOpens")
}

// start runs the sample program and waits for its list.
func start(t *testing.T, w, h int) (*kittest.Term, *memory) {
	t.Helper()
	root, mem := sample(1641)
	term := kittest.Start(t, root, w, h, kittest.OwnWords)
	term.WaitFor("1,641 套")
	return term, mem
}

func TestGoldens(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 36}} {
		term, _ := start(t, size[0], size[1])
		term.Golden("list")
		term.Press("down", "down", "space", "space", "up", "up")
		term.Golden("list-picked")
		term.Press("end")
		term.Golden("list-end")
		term.Press("esc", "/")
		term.Type("kq")
		term.Golden("list-none")
		term.Press("esc", "f6")
		term.Golden("sort")
		term.Press("esc", "f2")
		term.Golden("form")
		term.Type("你好世界abc")
		term.Press("enter", "right", "down")
		term.Type("r")
		term.Golden("form-picker")
		term.Press("esc", "f10")
		term.Golden("menu")
		term.Press("esc", "f1")
		term.Golden("help")
		term.Press("esc", "ctrl+s")
		term.Golden("form-errors")
		term.Press("esc")
		term.WaitFor("草稿已保留")
		term.Press("enter")
		term.Golden("confirm")
	}
}

func TestFilterByPinyin(t *testing.T) {
	term, _ := start(t, 80, 24)
	term.Press("？")
	term.WaitFor("房源 帮助")
	term.Press("esc", "、")
	term.Type("zt:ysd") // 列名 in pinyin is not a column: nothing
	term.WaitFor("0 套")
	term.Press("ctrl+u")
	term.Type("状态：ysd")
	term.WaitFor("328 套")
	term.WaitFor("已锁定")
	term.Press("enter", "end", "home", "esc")
	term.WaitFor("1,641 套")
}

func TestFilterCursorStandsAfterWideText(t *testing.T) {
	term, _ := start(t, 80, 24)
	term.Press("f3")
	term.Type("南市ab")
	term.WaitCursor(7+6, 21)
	term.Press("left", "left", "left")
	term.WaitCursor(7+2, 21)
}

func TestDimKeySaysWhy(t *testing.T) {
	term, _ := start(t, 80, 24)
	term.Press("f11")
	term.WaitFor("楼栋图：这栋楼还没有图")
	term.Press("down")
	term.WaitGone("这栋楼还没有图")
	term.Press("f4")
	term.WaitFor("F4 在这里没有用处")
}

func TestConfirmPresetsNo(t *testing.T) {
	term, _ := start(t, 80, 24)
	term.Press("enter")
	term.WaitFor("停用后不能再分配")
	term.Type("漏水")
	term.Press("enter")
	term.WaitFor(">[否]<")
	term.Press("enter") // the reason that was typed is not dropped without a word
	term.WaitFor("还没有办理")
	term.Press("enter")
	term.WaitGone("停用后不能再分配")
	if strings.Contains(term.Text(), "已停用") {
		t.Fatal("否 did something")
	}
	term.Press("enter", "tab", "right", "enter")
	term.WaitFor("理由必填")
	term.Type("漏水")
	term.Press("enter", "right", "enter")
	term.WaitFor("已停用 JS-NSQ-01-1-01，理由：漏水    Ctrl+Z 撤销")
	term.Press("down")
	term.Press("ctrl+z")
	term.WaitFor("已恢复 JS-NSQ-01-1-01")
}

// TestOfferToUndoGoesWithItsScreen: on another screen Ctrl+Z takes nothing back, nor after coming back.
func TestOfferToUndoGoesWithItsScreen(t *testing.T) {
	term, _ := start(t, 80, 24)
	term.Press("enter")
	term.WaitFor("停用后不能再分配")
	term.Type("漏水")
	term.Press("enter", "right", "enter")
	term.WaitFor("Ctrl+Z 撤销")
	term.Press("f2")
	term.WaitFor("带 * 的必填")
	term.WaitGone("Ctrl+Z 撤销")
	term.Press("ctrl+z", "esc")
	term.WaitGone("带 * 的必填")
	term.Press("ctrl+z")
	if strings.Contains(term.Text(), "已恢复") {
		t.Error("what was done elsewhere was taken back")
	}
}

func TestFormKeepsDraftAndMarksErrors(t *testing.T) {
	term, mem := start(t, 80, 24)
	term.Press("f2")
	term.WaitFor("带 * 的必填")
	term.Type("你好世界abc")
	term.WaitCursor(14+11, 3)
	term.Press("down", "down", "down", "down")
	term.Type("12x")
	term.Press("enter")
	term.WaitFor("请填整数")
	term.Press("up", "backspace")
	term.Type("3")
	term.Press("enter")
	term.WaitGone("请填整数")
	term.Press("esc")
	term.WaitFor("草稿已保留")
	if text, err := mem.Load("application/new"); err != nil || !strings.Contains(text, `"jobs":"123"`) {
		t.Fatalf("draft %q, %v", text, err)
	}
	term.Press("f2")
	term.WaitFor("已恢复上次未保存的内容")
	term.WaitFor("你好世界abc")
	term.Press("ctrl+s")
	term.WaitFor("行业：此项必填")
	term.Type("rjkf")
	term.WaitFor("1 / 1")
	term.Press("enter")
	term.WaitGone("1 / 1")
	term.WaitFor("软件开发")
	term.Press("ctrl+s")
	term.WaitFor("已登记 你好世界abc")
	if text, err := mem.Load("application/new"); err != nil || text != "" {
		t.Fatalf("the draft is still there: %q, %v", text, err)
	}
}

func TestRefusalStandsBesideItsField(t *testing.T) {
	term, _ := start(t, 80, 24)
	term.Press("f2")
	term.Paste("已有\n")
	term.Press("enter", "enter", "enter")
	term.WaitFor("筛选:")
	term.Type("cy")
	term.WaitFor("1 / 1")
	term.Press("enter")
	term.WaitFor("餐饮")
	term.Press("tab")
	term.Type("5")
	term.Press("ctrl+s")
	term.WaitFor("! 这个名称已经登记过")
	term.WaitFor(">名称")
	if n := strings.Count(term.Text(), "这个名称已经登记过"); n != 2 {
		t.Fatalf("said %d times\n%s", n, term.Text())
	}
}

func TestSmallTerminalLosesNothing(t *testing.T) {
	term, _ := start(t, 80, 24)
	term.Press("f2")
	term.Type("半句话")
	term.WaitFor("半句话")
	term.Resize(40, 10)
	term.WaitFor("窗口太小：现在 40 列 10 行")
	term.Press("x", "esc")
	term.Resize(1, 1)
	term.Resize(100, 30)
	term.WaitFor("半句话")
	term.Type("说完")
	term.WaitFor("半句话说完")
}

// A hand that is faster than the program loses nothing: what it types after a key that opens something goes into that.
func TestTypingAhead(t *testing.T) {
	term, _ := start(t, 80, 24)
	term.PressAhead("f2")
	term.TypeAhead("半句")
	term.PressAhead("enter", "enter", "enter")
	term.TypeAhead("cy")
	term.PressAhead("enter")
	term.WaitFor("半句")
	term.WaitFor("餐饮")
	term.PressAhead("f10")
	term.TypeAhead("fy")
	term.PressAhead("enter")
	term.WaitFor("1,641 套")
}

func TestCtrlCAsksWhenHalfTyped(t *testing.T) {
	term, _ := start(t, 80, 24)
	term.Press("f2")
	term.Type("半")
	term.WaitFor("半")
	term.Press("ctrl+c")
	term.WaitFor("填了一半")
	term.Press("enter")
	term.WaitGone("填了一半")
	term.Press("ctrl+c")
	term.WaitFor("填了一半")
	term.Press("right", "enter")
	term.WaitQuit()
}

func TestMouse(t *testing.T) {
	term, _ := start(t, 80, 24)
	term.Click(5, 6)
	term.WaitFor(">JS-NSQ-01-1-04")
	term.Click(36, 2)
	term.WaitFor("面积 ㎡^")
	term.Click(36, 2)
	term.WaitFor("面积 ㎡v")
	term.Click(36, 2)
	term.WaitGone("面积 ㎡v")
	term.WaitFor("4-21 / 1,641") // the cursor stayed on its row
	term.Wheel(5, 8, 4)
	term.WaitFor("16-33 / 1,641")
	term.Click(2, 23) // Enter 详情 on the help line
	term.WaitFor("停用后不能再分配")
}

func TestMenuGoesPlacesAndBack(t *testing.T) {
	term, _ := start(t, 80, 24)
	term.Press("：")
	term.Type("fy")
	term.WaitFor("费用")
	term.Press("down", "up", "enter")
	term.WaitGone("菜单（")
	term.Press("pgdown", "enter")
	term.WaitFor("停用后不能再分配")
	term.Press("esc", "ctrl+o")
	term.Type("rz")
	term.Press("enter")
	term.WaitFor("日志由审计查看")
	term.Press("esc", "esc", "esc")
	term.WaitFor("退出程序")
	term.Press("esc")
	term.WaitGone("退出程序")
}

// broken is a screen whose parts fail.
type broken struct{ list }

func (b *broken) Init() tea.Cmd             { return nil }
func (b *broken) Summary() (string, string) { return "", "" }
func (b *broken) Actions() []kit.Action     { return nil }
func (b *broken) Cursor() *tea.Cursor       { return nil }
func (b *broken) Escape() (bool, tea.Cmd)   { return false, nil }
func (b *broken) Update(tea.Msg) (screen.Screen, tea.Cmd) {
	return b, nil
}

func (b *broken) Body(int, int) []string { panic("cannot be drawn") }

func TestFaultsDoNotEndTheProgram(t *testing.T) {
	root, _ := sample(1641)
	term := kittest.Start(t, root, 80, 24, kittest.OwnWords)
	term.WaitFor("1,641 套")
	term.Send(screen.Push{Screen: &broken{}})
	term.WaitFor("系统内部错误")
	term.WaitFor("按 Esc 返回上一页")
	term.Press("esc")
	term.WaitFor("1,641 套")
	term.Send(screen.Push{Screen: newFaulty()})
	term.Press("down")
	term.WaitFor("系统内部错误")
	term.Press("esc")
	term.WaitFor("1,641 套")
	if strings.Contains(term.Text(), "goroutine") {
		t.Fatal("a stack on the screen")
	}
}

// faulty is a screen that fails at every key.
type faulty struct{ list }

func newFaulty() *faulty { return &faulty{} }

func (f *faulty) Init() tea.Cmd             { return nil }
func (f *faulty) Body(int, int) []string    { return nil }
func (f *faulty) Summary() (string, string) { return "", "" }
func (f *faulty) Cursor() *tea.Cursor       { return nil }
func (f *faulty) Actions() []kit.Action     { return nil }
func (f *faulty) Escape() (bool, tea.Cmd)   { return false, nil }
func (f *faulty) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if _, ok := msg.(tea.KeyPressMsg); ok {
		panic("cannot be pressed")
	}
	return f, nil
}

// TestManual: the menu leads to every heading of the manual, and F1 on a screen ends with what the manual says of it.
func TestManual(t *testing.T) {
	term, _ := start(t, 80, 24)
	term.Press("f10")
	term.Type("手册")
	term.Press("enter")
	term.WaitFor("柜台的一天")
	term.Type("备份到")
	term.Press("enter")
	term.WaitFor("U 盘锁起来")
	term.Press("esc", "f1")
	term.Type("旧编号") // what is typed leaves the lines that hold it
	term.WaitFor("用旧编号照样找得到")
	term.WaitGone("新登记一件")
	term.Press("ctrl+u")
	term.Type("dy") // by initials, the keys as well
	term.WaitFor("Ctrl+P")
}
