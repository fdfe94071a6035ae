package deadline_test

import (
	"context"
	"fmt"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/seed"
	"penggai/store"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/premises"
	"penggai/ui"
	"penggai/ui/kit/kittest"
	"penggai/ui/screen"
	"penggai/ui/screen/application"
	"penggai/ui/screen/deadline"
)

func TestMain(m *testing.M) { kittest.Main(m) }

// office is a district with applications whose supplements are due on some days, seen on 2018-02-12.
func office(t *testing.T, due ...string) *screen.Env {
	t.Helper()
	ctx := context.Background()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	today := civil.MustParse("2018-01-15")
	st, err := store.Create(t.TempDir(), basis.Founding{
		Office: "尖山区", Admin: "xitong", Password: "penggai-test", Stock: premises.Stock(seed.Units(1)[:4]),
		Catalogues: basis.Catalogues{Sectors: seed.Sectors(), Groups: seed.Groups(), Grounds: seed.ExitGrounds(), Holidays: seed.Holidays()},
	}, engine.Options{PasswordKiB: 8, Today: func() civil.Date { return today }})
	must(err)
	t.Cleanup(func() { must(st.Close()) })
	id, err := st.AddAccount(ctx, engine.Console(), basis.NewAccount{
		Name: "zhou", Display: "周", Roles: []allocation.Role{allocation.Intake}, District: "尖山区", Password: "penggai-test", Settled: true,
	})
	must(err)
	by := engine.Actor{ID: id, Name: "zhou", Display: "周", Role: allocation.Intake, District: "尖山区"}
	for n, day := range due {
		_, app, err := st.DraftApplication(ctx, by, intake.Intake{
			Applicant: allocation.Applicant{
				District: "尖山区", Kind: allocation.Person, Name: names[n], IDNumber: personID(n), Phone: fmt.Sprintf("138469000%02d", n),
				Address: fmt.Sprintf("尖山区西平行路 %d 号", n), Residence: allocation.ResidenceLocal,
				FixedResidence: "自有住房", FixedAssets: "设备",
			},
			Application: allocation.Application{
				District: "尖山区", Project: "快递站", Description: "社区快递代收", Sector: "1-02", MaxUnits: 1,
				Jobs: allocation.Jobs{Claimed: allocation.JobFigure{Full: 4, Source: "申请表"}},
			},
		})
		must(err)
		a, err := st.Application(ctx, by, app)
		must(err)
		_, err = st.AcceptApplication(ctx, by, app, a.Version)
		must(err)
		a, err = st.Application(ctx, by, app)
		must(err)
		_, err = st.AskSupplement(ctx, by, app, a.Version, "资金证明", civil.MustParse(day))
		must(err)
	}
	today = civil.MustParse("2018-02-12")
	env := &screen.Env{Store: st, Office: "尖山区", Demo: true}
	env.SignIn(by)
	return env
}

var names = []string{"王宝", "赵小雪", "孙明", "李雷"}

func personID(n int) string {
	for _, c := range "0123456789X" {
		if id := fmt.Sprintf("23050219900101%03d", n) + string(c); allocation.CheckIDNumber(id) == nil {
			return id
		}
	}
	return ""
}

func open(t *testing.T, env *screen.Env, w, h int) *kittest.Term {
	t.Helper()
	routes := []ui.Route{{Place: screen.Deadline, Title: "日程", New: deadline.New}, {Place: screen.Application, Title: "申请", New: application.New}}
	return kittest.Start(t, ui.New(env, routes, deadline.New(env, screen.Go{})), w, h)
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
