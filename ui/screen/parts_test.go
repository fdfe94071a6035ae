package screen_test

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/engine"
	"penggai/ui/kit"
	"penggai/ui/screen"
	"penggai/ui/screen/screentest"
)

// TestLoaderDropsOvertakenAnswers: only the newest question is answered, the one before is cancelled, and a panic is an error.
func TestLoaderDropsOvertakenAnswers(t *testing.T) {
	var load screen.Loader[int]
	var first context.Context
	slow := load.Read(func(ctx context.Context) (int, error) { first = ctx; return 1, ctx.Err() })
	quick := load.Read(func(context.Context) (int, error) { return 2, nil })
	answer := slow()
	if !errors.Is(first.Err(), context.Canceled) || !load.Busy() {
		t.Error("the overtaken question goes on")
	}
	if _, mine := load.Take(answer); !mine || load.Ready {
		t.Errorf("the overtaken answer was taken: %+v", load)
	}
	if _, mine := load.Take(quick()); !mine || !load.Ready || load.Value != 2 || load.Busy() {
		t.Errorf("%+v", load)
	}
	if _, mine := load.Take("x"); mine {
		t.Error("took what is not its own")
	}
	cmd, _ := load.Take(load.Read(func(context.Context) (int, error) { panic("broken") })())
	if m, ok := cmd().(screen.Failed); !ok || !strings.Contains(m.Err.Error(), "broken") || load.Value != 2 {
		t.Errorf("%v", cmd())
	}
}

// TestScrollSaysWhatIsBelow keeps inside the lines.
func TestScrollSaysWhatIsBelow(t *testing.T) {
	th := kit.NewTheme(true, 0, false)
	var s screen.Scroll
	lines := []string{"一", "二", "三", "四", "五"}
	shows := func(want ...string) {
		t.Helper()
		if got := s.Lines(th, lines, 3); len(got) > 3 || !strings.Contains(strings.Join(got, " "), strings.Join(want, " ")) {
			t.Errorf("%q, want %q", got, want)
		}
	}
	shows("一", "二", "", "下面还有 3 行")
	s.Update(kit.Press("down"))
	shows("二", "三", "", "下面还有 2 行")
	s.Update(kit.Press("end"))
	shows("四", "五")
	s.Update(tea.MouseWheelMsg{Button: tea.MouseWheelUp})
	shows("一", "二")
	s.Update(kit.Press("pgdown"))
	s.Update(kit.Press("home"))
	shows("一", "二")
}

// TestOnePerKey: a key means the first step that is possible, or says why the first is not.
func TestOnePerKey(t *testing.T) {
	run := func() tea.Cmd { return nil }
	list := screen.OnePerKey([]kit.Action{
		kit.Act("批准", run, "f5").When("不是您的"), kit.Act("收房", run, "f5"), kit.Act("撤回", run, "f8").When("太早"), kit.Act("作废", run, "f8").When("太晚"),
	})
	if len(list) != 2 || list[0].Label != "收房" || list[1].Label != "撤回" {
		t.Errorf("%+v", list)
	}
	if got := screen.Settled(true, list, "f8"); got[0].Why == "" || got[1].Why != "太早" {
		t.Errorf("%+v", got)
	}
}

// TestApplicantThroughTheForm: what the form shows of an applicant comes out of it as it went in, and what its kind lacks does not.
func TestApplicantThroughTheForm(t *testing.T) {
	team := allocation.Applicant{
		Kind: allocation.Team, Name: "北方家政团队", Head: "王宝", IDNumber: screentest.PersonID(1), Phone: "13846900001", Address: "尖山区",
		Residence: allocation.ResidenceLocal, FixedResidence: "自有住房", FixedAssets: "设备",
		Agent: allocation.Agent{Name: "孙明", IDNumber: screentest.PersonID(3), Phone: "0469-4281234"},
		Members: []allocation.Member{
			{Name: "赵小雪", IDNumber: screentest.PersonID(2), Phone: "13846900002", Part: "财务"}, {Name: "李雷", IDNumber: screentest.PersonID(4)},
		},
	}
	read := func(a allocation.Applicant) (*kit.Form, allocation.Applicant) {
		f := kit.NewForm(kit.FormSpec{Sections: screen.ApplicantSections(a, civil.Date{}, nil, nil)})
		return f, screen.ReadApplicant(f)
	}
	if _, got := read(team); !reflect.DeepEqual(got, team) {
		t.Errorf("%+v\nwant %+v", got, team)
	}
	person := team
	person.Kind = allocation.Person
	if _, got := read(person); got.Head != "" || got.Members != nil || got.CreditCode != "" {
		t.Errorf("%+v", got)
	}
}

// TestConditionsThroughTheForm: a hand-over record comes out of its fields; what comes back is compared with what went out.
func TestConditionsThroughTheForm(t *testing.T) {
	had := []allocation.Condition{{UnitID: 7, Unit: "JS-NSQ-01-1-03", Keys: 3, Water: 12500, Power: 14_000, Defects: "门锁坏"}}
	out := screen.ConditionSections(had, nil)
	back := screen.ConditionSections(had, map[int64]allocation.Condition{7: had[0]})
	if len(out[0].Fields) != 4 || len(back[0].Fields) != 5 || !strings.Contains(back[0].Fields[1].Hint, "12.50") {
		t.Errorf("%d and %d fields, %q", len(out[0].Fields), len(back[0].Fields), back[0].Fields[1].Hint)
	}
	back[0].Fields[1].Value, back[0].Fields[2].Value, back[0].Fields[4].Value = "13.5", "150", "换过表"
	got := screen.ReadConditions(kit.NewForm(kit.FormSpec{Sections: back}), had)
	if c := got[0]; c.Keys != 3 || c.Water != 13500 || c.Power != 15_000 || c.Defects != "门锁坏" || c.Remark != "换过表" {
		t.Errorf("%+v", c)
	}
}

// TestExplain: a refusal is said as it is; anything else by a number under which the log has it.
func TestExplain(t *testing.T) {
	var log strings.Builder
	env := &screen.Env{Log: &log, Now: func() time.Time { return time.Date(2021, 3, 15, 8, 2, 3, 0, time.UTC) }}
	if got := env.Explain(engine.ErrNotFound); got != engine.ErrNotFound.Error() || log.Len() > 0 {
		t.Error(got)
	}
	got := env.Explain(errors.New("disk I/O error"))
	if !strings.Contains(got, "0315-080203-1") || strings.Contains(got, "disk") || !strings.Contains(log.String(), "0315-080203-1 disk I/O error") {
		t.Errorf("%s\n%s", got, log.String())
	}
}

// TestWriteFile never overwrites, and leaves no half-written file.
func TestWriteFile(t *testing.T) {
	o := screentest.New(t)
	path := screen.ExportPath(o.Store, "甲.csv")
	write := func(path string, run func(io.Writer) error) error { return screen.WriteFile(o.Store, path, run) }
	hello := func(w io.Writer) error { _, err := io.WriteString(w, "你好"); return err }
	o.Must(write(path, hello))
	if err := write(path, hello); !errors.Is(err, screen.ErrFileThere) {
		t.Error(err)
	}
	if err := write(filepath.Join(o.Store.Folder(), "没有", "甲.csv"), hello); !errors.Is(err, screen.ErrNoFolder) {
		t.Error(err)
	}
	half := screen.ExportPath(o.Store, "半.csv")
	if err := write(half, func(io.Writer) error { return context.Canceled }); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if _, err := os.Stat(half); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("half a file stays: %v", err)
	}
}

// TestPlacesAreOneActors: what a list remembers ends with who signs in next.
func TestPlacesAreOneActors(t *testing.T) {
	env := &screen.Env{}
	env.SignIn(engine.Actor{ID: 1})
	env.Place("unit").Filter = "jsq"
	if env.Place("unit").Filter != "jsq" || env.Place("exit").Filter != "" {
		t.Error("places are mixed up")
	}
	env.SignIn(engine.Actor{ID: 2})
	if env.Place("unit").Filter != "" {
		t.Error("the next account sees the filter")
	}
}
