package picture

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"penggai/allocation/civil"
	"penggai/ui/kit"
	"penggai/ui/kit/kittest"
)

func TestMain(m *testing.M) { kittest.Main(m, "Test.*") }

var plain = kit.NewTheme(true, colorprofile.Ascii, false)

// same compares drawn lines with expected ones, without trailing spaces.
func same(t *testing.T, got []string, want string) {
	t.Helper()
	for i := range got {
		got[i] = strings.TrimRight(ansi.Strip(got[i]), " ")
	}
	if g := strings.Join(got, "\n"); g != strings.TrimPrefix(want, "\n") {
		t.Errorf("got\n%s\nwant%s", g, want)
	}
}

func TestBars(t *testing.T) {
	same(t, Bars(plain, 48, []Bar{
		{Label: "尖山区", Part: 587, Whole: 1000, Text: "58.7%"},
		{Label: "四方台区", Part: 999, Whole: 1000, Text: "99.9%"},
		{Label: "宝山区", Part: 1, Whole: 1000, Text: "0.1%"},
		{Label: "岭东区", Part: 0, Whole: 1000, Text: "0%"},
	}), `
尖山区   ###################.............. 58.7%
四方台区 ################################. 99.9%
宝山区   #................................  0.1%
岭东区   .................................    0%`)
}

func TestTimeLine(t *testing.T) {
	phases := []Phase{
		{From: civil.MustParse("2017-11-15"), Label: "免收 36 个月", Fill: "-"},
		{From: civil.MustParse("2020-11-15"), Label: "减半 36 个月", Fill: "="},
		{From: civil.MustParse("2023-11-15"), Label: "全价"},
	}
	same(t, TimeLine(plain, 60, phases, civil.MustParse("2021-03-15"), "(第 41 个月)"), `
2017-11-15              2020-11-15               2023-11-15
|-----免收 36 个月------|======减半 36 个月======|  全价
                      今天 ^ (第 41 个月)`)
	for _, day := range []string{"2010-01-01", "2017-11-15", "2040-01-01"} {
		for _, l := range TimeLine(plain, 60, phases, civil.MustParse(day), "(很长很长很长很长很长很长很长很长的说明)") {
			if kit.Width(l) > 60 {
				t.Errorf("%s: %q is %d wide", day, l, kit.Width(l))
			}
		}
	}
}

func grid() *Grid {
	g := &Grid{}
	g.SetRows([]GridRow{
		{Label: "2层", Cells: []GridCell{{Key: "2-1", Word: "闲置", Note: "96", State: "vacant"}, {}, {Key: "2-3", Word: "使用", Note: "120", State: "occupied"}}},
		{Label: "1层", Cells: []GridCell{{Key: "1-1", Word: "闲置", Note: "142", State: "vacant"}, {Key: "1-2", Word: "锁定", Note: "96", State: "reserved"}, {Key: "1-3", Word: "整修", Note: "118", State: "recovering"}}},
	})
	return g
}

func TestGrid(t *testing.T) {
	g := grid()
	same(t, g.Lines(plain, 40, 10), `
         1     2     3
 2层   >闲置<      [使用]
          96         120
 1层   [闲置][锁定][整修]
         142    96   118`)
	where := func() string { c, _ := g.Current(); return c.Key }
	for _, step := range []struct{ key, want string }{{"right", "2-3"}, {"down", "1-3"}, {"h", "1-2"}, {"up", "2-3"}, {"home", "2-1"}, {"end", "2-3"}, {"down", "1-3"}, {"right", "1-3"}, {"left", "1-2"}} {
		g.Update(kit.Press(step.key))
		if where() != step.want {
			t.Errorf("%s: %s, want %s", step.key, where(), step.want)
		}
	}
	left, right := g.Neighbours()
	if left.Key != "1-1" || right.Key != "1-3" {
		t.Errorf("neighbours %q %q", left.Key, right.Key)
	}
	g.Update(tea.MouseClickMsg{X: 8, Y: 2, Button: tea.MouseLeft})
	if where() != "2-1" {
		t.Errorf("click: %s", where())
	}
	(&Grid{}).Update(kit.Press("down"))
	if lines := (&Grid{}).Lines(plain, 40, 10); len(lines) != 1 {
		t.Errorf("an empty grid has %d lines", len(lines))
	}
}

// TestTabsThatDoNotFit holds that the shown part of many stays whole, whatever the width.
func TestTabsThatDoNotFit(t *testing.T) {
	th := kit.NewTheme(true, colorprofile.ASCII, false)
	tabs := NewTabs("结果", "概况", "申请 123", "房源 123", "调整 12", "异议 12", "名单异议 12", "公示 2", "计算 12")
	for w := 30; w <= 120; w += 10 {
		for at := range tabs.Titles {
			tabs.At = at
			line := ansi.Strip(tabs.Line(th, w))
			if kit.Width(line) > w || !strings.Contains(line, "["+tabs.Titles[at]+"]") {
				t.Errorf("%d cells: %q does not show %s", w, line, tabs.Titles[at])
			}
			if w >= 80 && at == 0 && !strings.HasSuffix(strings.TrimRight(line, " "), "计算 12") {
				t.Errorf("%d cells: %q does not show all", w, line)
			}
		}
	}
}
