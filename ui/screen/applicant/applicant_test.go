package applicant_test

import (
	"context"
	"testing"

	"penggai/allocation"
	"penggai/store/intake"
	"penggai/ui/frame"
	"penggai/ui/kit/kittest"
	"penggai/ui/screen"
	"penggai/ui/screen/applicant"
	"penggai/ui/screen/application"
	"penggai/ui/screen/screentest"
)

func TestMain(m *testing.M) { screentest.Main(m, applicant.Routes) }

var counter = screentest.Setting{Day: "2021-03-15"}

// office is a district office with its intake clerk signed in.
func office(t *testing.T) *screen.Env {
	t.Helper()
	o := counter.New(t)
	o.Env.SignIn(o.Who[allocation.Intake])
	return o.Env
}

func open(t *testing.T, env *screen.Env, to screen.Go, w, h int) *kittest.Term {
	t.Helper()
	routes := []screen.Route{
		{Place: screen.Applicant, Title: "主体", New: applicant.New},
		{Place: screen.Application, Title: "申请", New: application.New},
	}
	return kittest.Start(t, frame.New(env, routes, applicant.New(env, to)), w, h)
}

func team() allocation.Applicant {
	return allocation.Applicant{
		Kind: allocation.Team, Name: "北方家政团队", Head: "王宝", IDNumber: screentest.PersonID(1), Phone: "13846900001", Address: "尖山区西平行路 1 号",
		Residence: allocation.ResidenceLocal, FixedResidence: "自有住房", FixedAssets: "设备",
		Agent:   allocation.Agent{Name: "孙明", IDNumber: screentest.PersonID(3), Phone: "0469-4281234"},
		Members: []allocation.Member{{Name: "赵小雪", IDNumber: screentest.PersonID(2), Phone: "13846900002", Part: "财务"}},
	}
}

func TestGoldens(t *testing.T) {
	env := office(t)
	ctx := context.Background()
	id, err := env.Store.RegisterApplicant(ctx, env.Actor(), team())
	if err != nil {
		t.Fatal(err)
	}
	_, _, err = env.Store.DraftApplication(ctx, env.Actor(), intake.Intake{
		Applicant:   allocation.Applicant{ID: id},
		Application: allocation.Application{Project: "家政服务", Description: "保洁", Sector: "6-01", Jobs: allocation.Jobs{Claimed: allocation.JobFigure{Full: 8}}, MaxUnits: 1},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, size := range screentest.Sizes {
		term := open(t, env, screen.Go{Place: screen.Applicant}, size[0], size[1])
		term.WaitFor("1 个")
		term.Golden("list")
		term.Press("enter")
		term.WaitFor("家政服务")
		term.Golden("detail")
		term.Press("f9")
		term.WaitFor("主体类别")
		term.Golden("edit")
	}
}

// TestLookup finds by initials, by the last four of a number, and says what to do when nothing is found.
func TestLookup(t *testing.T) {
	env := office(t)
	if _, err := env.Store.RegisterApplicant(context.Background(), env.Actor(), team()); err != nil {
		t.Fatal(err)
	}
	term := open(t, env, screen.Go{Place: screen.Applicant}, 80, 24)
	term.WaitFor("1 个")
	for _, text := range []string{"bfjz", screentest.PersonID(1)[14:], "13846900001", "王宝"} {
		term.Press("f3", "ctrl+u")
		term.Type(text)
		term.WaitFor("查找: " + text)
		term.WaitFor("北方家政团队")
		term.Press("enter")
	}
	term.Press("f3", "ctrl+u")
	term.Type("没有的人")
	term.WaitFor("没有找到")
}

// TestRegisterAndEdit registers a person, types its telephone anew, and looks at the whole number.
func TestRegisterAndEdit(t *testing.T) {
	env := office(t)
	term := open(t, env, screen.Go{Place: screen.Applicant}, 80, 24)
	term.WaitFor("还没有登记过主体")
	term.Press("f2")
	term.WaitFor("主体类别")
	term.Press("enter")
	term.Type("王宝")
	term.Press("enter")
	term.Type(screentest.PersonID(1)[:17])
	term.Press("enter")
	term.WaitFor("18 位")
	term.Press("up")
	term.Type(screentest.PersonID(1)[17:])
	term.Press("enter")
	for _, text := range []string{"13846900001", "西平行路1号"} {
		term.Type(text)
		term.Press("enter")
	}
	term.Press("enter")
	term.Type("自有住房")
	term.Press("enter")
	term.Type("设备")
	term.Press("ctrl+s")
	term.WaitFor("已登记主体 王宝")
	term.WaitFor("还没有申请")
	term.Press("f9")
	term.WaitFor("他人代办")
	term.Press("down", "down", "down", "ctrl+u")
	term.Type("13999990000")
	term.Press("ctrl+s")
	term.WaitFor("已保存")
	term.WaitFor("13999990000")
	term.Press("f11")
	term.WaitFor("会记入日志")
	term.Type("核对原件")
	term.Press("enter", "tab", "enter")
	term.WaitFor(screentest.PersonID(1))
}
