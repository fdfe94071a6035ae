package report_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/seed"
	"penggai/store/engine"
	"penggai/ui/frame"
	"penggai/ui/kit"
	"penggai/ui/kit/kittest"
	"penggai/ui/screen"
	"penggai/ui/screen/report"
	"penggai/ui/screen/screentest"
)

func TestMain(m *testing.M) { screentest.Main(m, report.Routes) }

// city is the office of the tests, the whole city on 2021-03-15: a third of the units occupied from the first day on; on
// 2020-06-01 ten vacant ones of 宝山 were taken out of use.
var city = screentest.Setting{
	Office: allocation.CityOffice, Day: "2020-06-01", Units: units,
	Live: func(o *screentest.Office) {
		ctx, by := context.Background(), engine.Console()
		page, err := o.Store.Units(ctx, by, engine.ListQuery{Filter: "区:宝山 状态:闲置", Limit: 10})
		o.Must(err)
		var ids []int64
		for _, u := range page.Rows {
			ids = append(ids, u.ID)
		}
		o.Must(o.Store.WithdrawUnits(ctx, by, ids, "漏水"))
		o.Day("2021-03-15")
	},
}

func units() []allocation.Unit {
	units := seed.Units(1)
	for i := range units {
		switch {
		case units[i].State != allocation.UnitVacant:
		case i%3 == 0:
			units[i].State = allocation.UnitOccupied
		case i%50 == 1:
			units[i].State = allocation.UnitRecovering
		}
	}
	return units
}

// stub is a place that shows what it was opened with.
type stub struct{ to screen.Go }

func (s *stub) Init() tea.Cmd                           { return nil }
func (s *stub) Update(tea.Msg) (screen.Screen, tea.Cmd) { return s, nil }
func (s *stub) Title() string                           { return "到" }
func (s *stub) Summary() (string, string)               { return "", "" }
func (s *stub) Actions() []kit.Action                   { return nil }
func (s *stub) Cursor() *tea.Cursor                     { return nil }
func (s *stub) Body(int, int) []string {
	return []string{fmt.Sprintf("到 %d %d [%s]", s.to.Place, s.to.ID, s.to.Filter)}
}

func newEnv(t *testing.T) *screen.Env {
	t.Helper()
	o := city.New(t)
	o.Env.SignIn(o.Who[allocation.Supervisor])
	return o.Env
}

func open(t *testing.T, env *screen.Env, first func(*screen.Env, screen.Go) screen.Screen, w, h int) *kittest.Term {
	t.Helper()
	var routes []screen.Route
	for _, place := range []screen.Place{screen.Unit, screen.Tenancy} {
		routes = append(routes, screen.Route{Place: place, New: func(_ *screen.Env, to screen.Go) screen.Screen { return &stub{to} }})
	}
	return kittest.Start(t, frame.New(env, routes, first(env, screen.Go{})), w, h)
}

// page makes the page of a report of one district, or of all.
func page(name, district string) func(*screen.Env, screen.Go) screen.Screen {
	return func(env *screen.Env, _ screen.Go) screen.Screen { return report.NewPage(env, name, district) }
}

func TestReports(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 36}} {
		term := open(t, newEnv(t), report.New, size[0], size[1])
		term.WaitFor("各区使用情况")
		term.Golden("list")
		term.Press("down", "down", "enter")
		term.WaitFor("合计")
		term.Golden("occupancy")
		term.Press("left", "enter")
		term.WaitFor("南市区")
		term.Golden("communities")
		all := open(t, newEnv(t), page("communities", ""), size[0], size[1])
		all.WaitFor("合计")
		all.Golden("all-communities")
		all.Press("f4")
		all.Golden("all-communities-chart")
	}
}

// TestFiguresOpen: a figure of today opens the list of units, one of the past the ledger of that day.
func TestFiguresOpen(t *testing.T) {
	term := open(t, newEnv(t), page("occupancy", ""), 80, 24)
	term.WaitFor("合计")
	term.Press("right", "right", "enter")
	term.WaitFor(fmt.Sprintf("到 %d 0 [区:尖山区 状态:闲置]", screen.Unit))
	term.Press("esc")
	term.WaitFor("合计")
	term.Press("down", "down", "down", "down", "left", "enter")
	term.WaitFor(fmt.Sprintf("到 %d 0 [区:全市在建 状态:在建]", screen.Unit))
	term.Press("esc")
	term.WaitFor("合计")
	term.Press("down", "left", "enter")
	term.WaitFor(fmt.Sprintf("到 %d 0 [状态:在建,闲置,停用,已锁定,使用中,收回整修]", screen.Unit))
	term.Press("esc")
	term.WaitFor("合计")
	term.Press("f9")
	term.WaitFor("截至日期")
	term.Press("ctrl+u")
	term.Type("20200531")
	term.Golden("day")
	term.Press("enter")
	term.WaitFor("截至 2020-05-31  全市")
	term.Golden("past")
	term.Press("up", "up", "right", "right", "enter")
	term.WaitFor("台账 宝山区 闲置")
	term.WaitFor("/ 70")
}

// TestDay refuses days that cannot be.
func TestDay(t *testing.T) {
	term := open(t, newEnv(t), page("occupancy", "宝山"), 80, 24)
	term.WaitFor("（今天）  宝山区")
	term.Press("f9", "ctrl+u")
	term.Type("2021-03-16")
	term.Press("enter")
	term.WaitFor("不能晚于今天")
	term.Press("ctrl+u")
	term.Type("某日")
	term.Press("enter")
	term.WaitFor("日期看不懂")
	term.Press("esc")
	term.WaitGone("截至日期")
	term.Press("-")
	term.WaitFor("截至 2021-02-28")
	term.Press("-")
	term.WaitFor("截至 2021-01-31")
	term.Press("+", "+")
	term.WaitFor("（今天）")
}

// TestEveryReportOpens on both sizes, with or without rows.
func TestEveryReportOpens(t *testing.T) {
	env := newEnv(t)
	for _, d := range []struct{ name, text string }{
		{"vacancy", "闲置天数"},
		{"ledger", "JS-NSQ-01-1-01"},
		{"jobs", "没有记录"},
		{"sectors", "没有记录"},
		{"groups", "高校毕业生"},
		{"expiring", "没有记录"},
		{"unopened", "没有记录"},
		{"exits", "四(五)"},
		{"waived", "没有记录"},
	} {
		text := d.text
		if d.name == "exits" {
			text = "撤回的不计"
		}
		for _, size := range [][2]int{{80, 24}, {120, 36}} {
			term := open(t, env, page(d.name, ""), size[0], size[1])
			term.WaitFor(text)
		}
	}
}

// TestLedger sorts and filters.
func TestLedger(t *testing.T) {
	term := open(t, newEnv(t), page("ledger", ""), 80, 24)
	term.WaitFor("/ 1,641")
	term.Press("f3")
	term.Type("byA")
	term.WaitFor("SFT-BYA-01-1-01")
	term.Press("enter")
	term.Golden("ledger-filtered")
	term.Press("enter")
	term.WaitFor(fmt.Sprintf("到 %d ", screen.Unit))
	term.Press("esc")
	term.WaitFor("SFT-BYA-01-1-01")
	term.Press("esc")
	term.WaitFor("JS-NSQ-01-1-01")
}

// TestExport writes a file once, and says so.
func TestExport(t *testing.T) {
	env := newEnv(t)
	term := open(t, env, page("occupancy", ""), 120, 36)
	term.WaitFor("合计")
	term.Press("f7")
	term.WaitFor("导出 各区使用情况")
	term.Press("ctrl+s")
	path := filepath.Join(env.Store.Folder(), "export", "各区使用情况-2021-03-15.csv")
	term.WaitFor("已导出到")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(string(text), "\ufeff各区使用情况,") || !strings.Contains(string(text), "\n区,套数") || !strings.Contains(string(text), "尖山区,393") {
		t.Errorf("%s", text)
	}
	term.Press("f7")
	term.WaitFor("导出 各区使用情况")
	term.Press("ctrl+s")
	term.WaitFor("已经有了")
	again, err := os.ReadFile(path)
	if err != nil || string(again) != string(text) {
		t.Errorf("the file was changed, %v", err)
	}
	term.Press("shift+tab", "right")
	term.WaitFor("JSON")
	term.Press("ctrl+s")
	term.WaitFor("已导出到")
	data, err := os.ReadFile(strings.TrimSuffix(path, ".csv") + ".json")
	if err != nil || !json.Valid(data) {
		t.Errorf("%s %v", data, err)
	}
}

// TestFilterThatIsNone shows nothing and says why; what is exported is what the filter leaves.
func TestFilterThatIsNone(t *testing.T) {
	env := newEnv(t)
	term := open(t, env, page("communities", ""), 80, 24)
	term.WaitFor("合计")
	term.Press("f3")
	term.Type("套数:>x")
	term.WaitFor("没有列出任何一行")
	term.Press("ctrl+u")
	term.Type("套数:>100 区:jsq")
	term.WaitGone("博爱园")
	term.WaitFor("南市区")
	term.Press("enter", "f7")
	term.WaitFor("导出 各小区使用情况")
	term.Press("ctrl+s")
	term.WaitFor("已导出到")
	text, err := os.ReadFile(filepath.Join(env.Store.Folder(), "export", "各小区使用情况-2021-03-15.csv"))
	if err != nil || strings.Contains(string(text), "博爱园") || !strings.Contains(string(text), "南市区") || !strings.Contains(string(text), "筛选：套数:>100 区:jsq") {
		t.Errorf("%s %v", text, err)
	}
}

// TestEveryFigureLeads: a share opens the units of both its sides, a sum of a district those of the district, one that is 0 says so.
func TestEveryFigureLeads(t *testing.T) {
	term := open(t, newEnv(t), page("vacancy", ""), 120, 36)
	term.WaitFor("合计")
	term.Press("right", "right", "right", "right", "right", "enter")
	term.WaitFor("超过 365 天")
	term.WaitFor("/ ")
	term.Golden("behind")
	term.Press("enter")
	term.WaitFor(fmt.Sprintf("到 %d ", screen.Unit))
}

// TestClauses六一 shows the sheet by clause with the districts side by side, and opens a figure of it.
func TestClauses六一(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 36}} {
		term := open(t, newEnv(t), page("clauses", ""), size[0], size[1])
		term.WaitFor("已建成房源")
		term.Golden("clauses")
		term.Press("down", "down", "down", "down", "down", "enter")
		term.Golden("clauses-nothing")
		term.Press("up", "up", "up", "up", "up", "enter")
		term.WaitFor("已建成房源 尖山区")
		term.Golden("clauses-behind")
	}
}
