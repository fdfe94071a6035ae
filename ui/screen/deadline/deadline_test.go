package deadline_test

import (
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/seed"
	"penggai/store/intake"
	"penggai/ui/frame"
	"penggai/ui/kit/kittest"
	"penggai/ui/screen"
	"penggai/ui/screen/application"
	"penggai/ui/screen/deadline"
	"penggai/ui/screen/screentest"
)

func TestMain(m *testing.M) { screentest.Main(m, deadline.Routes) }

var counter = screentest.Setting{Day: "2018-01-15", Units: func() []allocation.Unit { return seed.Units(1)[:4] }}

// office is a district with applications whose supplements are due on some days, seen on 2018-02-12.
func office(t *testing.T, due ...string) *screen.Env {
	t.Helper()
	o := counter.New(t)
	by := o.Who[allocation.Intake]
	for _, day := range due {
		id := o.Draft(func(in *intake.Intake) {
			a := &in.Application
			a.Project, a.Description, a.Sector = "快递站", "社区快递代收", "1-02"
			a.Jobs.Claimed = allocation.JobFigure{Full: 4, Source: "申请表"}
		})
		o.Accept(id)
		_, err := o.Store.AskSupplement(t.Context(), by, id, o.Application(id).Version, "资金证明", civil.MustParse(day))
		o.Must(err)
	}
	o.Day("2018-02-12")
	o.Env.SignIn(by)
	return o.Env
}

func open(t *testing.T, env *screen.Env, w, h int) *kittest.Term {
	t.Helper()
	routes := []screen.Route{{Place: screen.Deadline, Title: "日程", New: deadline.New}, {Place: screen.Application, Title: "申请", New: application.New}}
	return kittest.Start(t, frame.New(env, routes, deadline.New(env, screen.Go{})), w, h)
}

// TestMonth: the month of the Spring Festival with its make-up days, what has passed first, month and list leading each other.
func TestMonth(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 36}} {
		term := open(t, office(t, "2018-02-09", "2018-02-22", "2018-02-22", "2018-03-01"), size[0], size[1])
		term.WaitFor("逾 3 天")
		term.WaitFor("逾期 1")
		term.Golden("today")
		term.Press("down")
		term.WaitFor("[22")
		term.Press("tab", "pgdown")
		term.WaitFor("2018年3月")
		term.Golden("march")
		term.Press("esc", "enter")
		term.WaitFor("JS20180004")
	}
}

// TestNothingDue: an office without deadlines says so and what will stand here.
func TestNothingDue(t *testing.T) {
	term := open(t, office(t), 80, 24)
	term.WaitFor("没有到期的事项")
	term.Golden("none")
}
