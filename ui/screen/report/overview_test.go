package report_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"penggai/ui/screen"
	"penggai/ui/screen/report"
)

func overviewOf(env *screen.Env, _ screen.Go) screen.Screen {
	return report.NewOverview(env, screen.Go{})
}

// TestOverview shows the districts side by side, opens the records behind a figure of either day, and takes other days.
func TestOverview(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 36}} {
		term := open(t, newEnv(t), overviewOf, size[0], size[1])
		term.WaitFor("已建成房源")
		term.Golden("overview")
	}
	term := open(t, newEnv(t), overviewOf, 80, 24)
	term.WaitFor("已建成房源")
	term.Press("down", "down", "right", "right", "right", "enter")
	term.WaitFor("当日闲置、可以分配的房源")
	term.WaitFor("BS-AJB-")
	term.Golden("overview-items")
	term.Press("esc")
	term.WaitFor("已建成房源")
	term.Press("ctrl+x")
	term.Type("20300101")
	term.Press("enter")
	term.WaitFor("不能晚于今天")
	term.Press("ctrl+u")
	term.Type("2020-05-31")
	term.Press("enter")
	term.WaitFor("与 2020-05-31 比较")
	term.Press("right", "right", "enter")
	term.WaitFor("截至 2020-05-31  当日闲置、可以分配的房源")
	term.Press("esc")
	term.WaitFor("已建成房源")
	term.Press("f9")
	term.WaitFor("截至日期")
	term.Press("esc")
	term.WaitGone("截至日期")
	term.Press("-")
	term.WaitFor("截至 2021-02-28")
}

// TestOverviewExport writes the figures of both days with their districts.
func TestOverviewExport(t *testing.T) {
	env := newEnv(t)
	term := open(t, env, overviewOf, 120, 36)
	term.WaitFor("已建成房源")
	term.Press("f7")
	term.WaitFor("导出 全市一览")
	term.Press("ctrl+s")
	term.WaitFor("已导出到")
	text, err := os.ReadFile(filepath.Join(env.Store.Folder(), "export", "全市一览-2021-03-15.csv"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"宝山区 2020-03-15", "已建成房源,套,393,275,64,107,839", "与 2020-03-15 比较"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
}

// TestCourse draws how a figure went, of one place after the other, and opens the records of a month.
func TestCourse(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 36}} {
		term := open(t, newEnv(t), overviewOf, size[0], size[1])
		term.WaitFor("已建成房源")
		term.Press("down", "down", "right", "right", "right", "f4")
		term.WaitFor("逐月月末")
		term.Golden("course")
		term.Press("up", "enter")
		term.WaitFor("截至 2021-02-28  当日闲置、可以分配的房源")
		term.Press("esc")
		term.WaitFor("逐月月末")
		term.Press("f4")
		term.WaitFor("看哪个指标")
		term.Type("syl")
		term.Press("enter")
		term.WaitFor("月度变化 > 使用率")
		term.Press("f9")
		term.Type("2020-12-01")
		term.Press("enter")
		term.WaitFor("2020-12-01 至 2021-03-15")
	}
}
