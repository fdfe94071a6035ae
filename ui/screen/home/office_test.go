package home_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/seed"
	"penggai/store"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/premises"
	"penggai/store/stay"
	"penggai/ui/screen"
)

// today is the day of the office; the template lives some months before it.
var today = civil.MustParse("2021-03-15")

// stub is a place that shows what it was opened with.
type stub struct {
	screen.Screen
	to screen.Go
}

// life makes the office of the tests: the whole city, three shops open or late, one application in each state.
type life struct {
	st  *store.Store
	day civil.Date
	err error
	n   int
}

var template = sync.OnceValues(func() ([]byte, error) {
	folder, err := os.MkdirTemp("", "penggai-test")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	l := &life{day: civil.MustParse("2020-10-12")}
	l.st, err = store.Create(folder, basis.Founding{
		Office: allocation.CityOffice, Admin: "xitong", Display: "吴", Password: "penggai-test", Stock: premises.Stock(seed.Units(1)),
		Catalogues: basis.Catalogues{Sectors: seed.Sectors(), Groups: seed.Groups(), Grounds: seed.ExitGrounds(), Holidays: seed.Holidays()},
	}, engine.Options{PasswordKiB: 8, Today: func() civil.Date { return l.day }})
	if err != nil {
		return nil, err
	}
	l.live()
	if l.err != nil {
		return nil, l.err
	}
	if err := l.st.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(filepath.Join(folder, engine.FileName))
})

// must keeps the first error; later steps do nothing.
func (l *life) must(step func() error) {
	if l.err == nil {
		l.err = step()
	}
}

// as is the account of a role, made on first use.
func (l *life) as(role allocation.Role) engine.Actor {
	accounts, err := l.st.Accounts(context.Background())
	l.must(func() error { return err })
	for _, a := range accounts {
		if a.Name == string(role) {
			return engine.Actor{ID: a.ID, Name: a.Name, Display: a.Display, Role: role}
		}
	}
	l.must(func() error {
		_, err := l.st.AddAccount(context.Background(), engine.Console(), basis.NewAccount{
			Name: string(role), Display: role.Title(), Roles: []allocation.Role{role}, Password: "penggai-test", Settled: true,
		})
		return err
	})
	if l.err != nil {
		return engine.Actor{}
	}
	return l.as(role)
}

func (l *life) live() {
	ctx := context.Background()
	for i := range 3 {
		id := l.application("尖山区", 4)
		l.must(func() error {
			_, err := l.st.AwardSingle(ctx, l.as(allocation.Approver), id, nil)
			return err
		})
		l.must(func() error {
			w, _, err := l.st.AwardOf(ctx, l.as(allocation.Manager), id)
			if err != nil {
				return err
			}
			_, err = l.st.SignContract(ctx, l.as(allocation.Manager), stay.Signing{Award: w.ID, Version: w.Version, Signed: l.day, FullTime: 10})
			return err
		})
		if i < 2 {
			l.handOver(int64(i+1), i == 0)
		}
	}
	l.day = civil.MustParse("2021-03-08")
	for stage := range 5 {
		l.application("尖山区", stage)
	}
	l.application("岭东区", 1)
	l.must(func() error {
		u, err := l.st.UnitByNumber(ctx, l.as(allocation.Manager), "JS-NSQ-02-1-01")
		if err != nil {
			return err
		}
		return l.st.WithdrawUnits(ctx, l.as(allocation.Manager), []int64{u.ID}, "漏水")
	})
}

// handOver gives the keys of a tenancy away, and opens the shop.
func (l *life) handOver(id int64, open bool) {
	ctx, by := context.Background(), l.as(allocation.Manager)
	l.must(func() error {
		d, err := l.st.Tenancy(ctx, by, id)
		if err != nil {
			return err
		}
		var c []allocation.Condition
		for _, h := range d.Holdings {
			c = append(c, allocation.Condition{UnitID: h.UnitID, Keys: 3, Water: 12000, Power: 14000})
		}
		_, err = l.st.HandOver(ctx, by, id, d.Version, l.day, c)
		if err == nil && open {
			_, err = l.st.OpenBusiness(ctx, by, id, d.Version+1, l.day)
		}
		return err
	})
}

// application is one of its own applicant that has come as far as a stage: 0 draft, 1 accepted, 2 supplement, 3 reviewed,
// 4 approved.
func (l *life) application(district string, stage int) (id int64) {
	ctx, n := context.Background(), l.n
	l.n++
	step := func(from int, run func(version int64) error) {
		l.must(func() error {
			if stage < from || stage == 2 && from > 2 || stage != 2 && from == 2 {
				return nil
			}
			a, err := l.st.Application(ctx, l.as(allocation.Auditor), id)
			if err != nil {
				return err
			}
			return run(a.Version)
		})
	}
	l.must(func() (err error) {
		_, id, err = l.st.DraftApplication(ctx, l.as(allocation.Intake), intake.Intake{Applicant: person(n, district), Application: request(district)})
		return err
	})
	step(1, func(v int64) error {
		_, err := l.st.AcceptApplication(ctx, l.as(allocation.Intake), id, v)
		return err
	})
	step(2, func(v int64) error {
		_, err := l.st.AskSupplement(ctx, l.as(allocation.Intake), id, v, "资金证明", civil.MustParse("2021-03-17"))
		return err
	})
	step(3, func(v int64) error {
		in := intake.ReviewInput{Jobs: allocation.JobFigure{Full: 10, Source: "意向"}, Tax: allocation.TaxFigure{Amount: 3_000_000, Source: "测算"}, PolicyDocument: "省发改 2020-12"}
		for _, c := range allocation.ReviewClauses {
			in.Clauses = append(in.Clauses, allocation.ClauseCheck{Clause: c, Verdict: allocation.VerdictMet})
		}
		return l.st.ReviewApplication(ctx, l.as(allocation.Reviewer), id, v, in, true)
	})
	step(4, func(v int64) error {
		s := allocation.ExpertScore{Expert: "评审甲", Points: map[string]int64{}}
		for _, item := range allocation.DefaultParameters().Rubric.Items {
			s.Points[item.Code] = item.Max * 8 / 10
		}
		t := s
		t.Expert = "评审乙"
		u := s
		u.Expert = "评审丙"
		return l.st.EvaluateApplication(ctx, l.as(allocation.Reviewer), id, v, allocation.Evaluation{Scores: []allocation.ExpertScore{s, t, u}})
	})
	step(4, func(v int64) error {
		_, err := l.st.ApproveApplication(ctx, l.as(allocation.Approver), id, v, "符合条件")
		return err
	})
	return id
}

func person(n int, district string) allocation.Applicant {
	number := ""
	for _, c := range "0123456789X" {
		if id := fmt.Sprintf("23050219900101%03d", n) + string(c); allocation.CheckIDNumber(id) == nil {
			number = id
		}
	}
	return allocation.Applicant{
		District: district, Kind: allocation.Person, Name: []string{"王宝", "赵小雪", "孙明"}[n%3], IDNumber: number,
		Phone: fmt.Sprintf("138469000%02d", n), Address: fmt.Sprintf("%s西平行路 %d 号", district, n), Residence: allocation.ResidenceLocal,
		FixedResidence: "自有住房", FixedAssets: "设备",
	}
}

func request(district string) allocation.Application {
	return allocation.Application{
		District: district, Project: "便民家政", Description: "面向社区的家政服务", Sector: "6-01", MaxUnits: 1,
		Jobs: allocation.Jobs{Claimed: allocation.JobFigure{Full: 10, Part: 2, Source: "申请表"}},
	}
}

// newOffice is a copy of the template on 2021-03-15 with the account of a role signed in.
func newOffice(t *testing.T, role allocation.Role) *screen.Env {
	t.Helper()
	data, err := template()
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, engine.FileName), data, 0o600); err != nil {
		t.Fatal(err)
	}
	st, err := store.Open(folder, engine.Options{
		PasswordKiB: 8,
		Today:       func() civil.Date { return today },
		Now:         func() time.Time { return time.Date(2021, 3, 15, 8, 2, 0, 0, time.UTC) },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	l := &life{st: st, day: today}
	env := &screen.Env{Store: st, Office: allocation.CityOffice, Demo: true}
	env.SignIn(l.as(role))
	if l.err != nil {
		t.Fatal(l.err)
	}
	return env
}
