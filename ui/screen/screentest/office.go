// Package screentest gives the tests of screens an office to work in: a district office on a real file with an account for
// each role, a clock that the test moves, and tenants that came through all the steps from the counter to the opening.
package screentest

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/seed"
	"penggai/store"
	"penggai/ui"
	"penggai/ui/kit/kittest"
	"penggai/ui/screen"
)

// Sizes are the terminals that every screen must be right at.
var Sizes = [][2]int{{80, 24}, {120, 36}}

// District is the office.
const District = "尖山区"

// Office is the office of a test. Its clock stands on 2017-11-15 at first.
type Office struct {
	Store *store.Store
	Env   *screen.Env
	Who   map[allocation.Role]store.Actor

	t       testing.TB
	now     atomic.Value // civil.Date: programs read it while the test moves it
	tenants int
}

// names are the display names of the accounts.
var names = map[allocation.Role]string{
	allocation.Intake: "周", allocation.Reviewer: "钱", allocation.Approver: "李", allocation.Manager: "赵", allocation.Supervisor: "孙",
}

// New founds the office.
func New(t testing.TB) *Office {
	t.Helper()
	o := &Office{t: t, Who: map[allocation.Role]store.Actor{}}
	o.Day("2017-11-15")
	var units []allocation.Unit
	for _, u := range seed.Units(1) {
		if u.District == District && len(units) < 12 {
			units = append(units, u)
		}
	}
	s, err := store.Create(t.TempDir(), store.Founding{
		Office: District, Admin: "xitong", Password: "penggai-test", Units: units,
		Catalogues: store.Catalogues{
			Sectors: seed.Sectors(), Groups: seed.Groups(), Materials: seed.Materials(), Benefits: seed.Benefits(),
			Grounds: seed.ExitGrounds(), Holidays: seed.Holidays(),
		},
	}, store.Options{PasswordKiB: 8, Today: o.Today})
	o.Must(err)
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	o.Store = s
	for _, r := range []allocation.Role{allocation.Intake, allocation.Reviewer, allocation.Approver, allocation.Manager, allocation.Supervisor} {
		id, err := s.AddAccount(context.Background(), store.Console(), store.NewAccount{
			Name: string(r), Display: names[r], Roles: []allocation.Role{r}, District: District, Password: "penggai-test", Settled: true,
		})
		o.Must(err)
		o.Who[r] = store.Actor{ID: id, Name: string(r), Display: names[r], Role: r, District: District}
	}
	o.Env = &screen.Env{Store: s, Office: District, Demo: true}
	return o
}

// Must ends the test on an error.
func (o *Office) Must(err error) {
	o.t.Helper()
	if err != nil {
		o.t.Fatal(err)
	}
}

// Day moves the clock.
func (o *Office) Day(day string) { o.now.Store(civil.MustParse(day)) }

// Today is the day of the clock.
func (o *Office) Today() civil.Date { return o.now.Load().(civil.Date) }

// Open starts the program on a place as an account of the role.
func (o *Office) Open(role allocation.Role, to screen.Go, w, h int) *kittest.Term {
	o.t.Helper()
	o.Env.SignIn(o.Who[role])
	return kittest.Start(o.t, ui.New(o.Env, ui.Routes(), ui.Make(o.Env, to)), w, h)
}

// Tenants are the names of those who come, in their order.
var Tenants = []string{"王宝", "赵小雪", "孙明", "李雷", "韩梅"}

// personID is the n-th made-up identity number with its check character.
func personID(n int) string {
	for _, c := range "0123456789X" {
		if id := fmt.Sprintf("23050219900101%03d", n) + string(c); allocation.CheckIDNumber(id) == nil {
			return id
		}
	}
	return ""
}

// Approved takes the next applicant from the counter to its approval by all the steps, today: an application.
func (o *Office) Approved() int64 {
	o.t.Helper()
	ctx := context.Background()
	intake, reviewer, approver := o.Who[allocation.Intake], o.Who[allocation.Reviewer], o.Who[allocation.Approver]
	n := o.tenants
	o.tenants++
	in := store.Intake{
		Applicant: allocation.Applicant{
			Kind: allocation.Person, Name: Tenants[n%len(Tenants)], IDNumber: personID(n),
			Phone: fmt.Sprintf("138469000%02d", n), Address: fmt.Sprintf("尖山区西平行路 %d 号", n), Residence: allocation.ResidenceLocal,
			FixedResidence: "自有住房", FixedAssets: "设备",
		},
		Application: allocation.Application{
			Project: "北方家政服务", Description: "面向社区的服务", Sector: "6-01", MaxUnits: 1,
			Jobs: allocation.Jobs{Claimed: allocation.JobFigure{Full: 12, Part: 2}}, Taxes: allocation.Taxes{Claimed: allocation.TaxFigure{Amount: 5_000_000}},
		},
	}
	var papers []string
	for _, m := range seed.Materials() {
		if m.Asks(allocation.Person) {
			in.Application.Materials = append(in.Application.Materials, allocation.MaterialCheck{Code: m.Code, Received: o.Today()})
			papers = append(papers, m.Code)
		}
	}
	_, id, err := o.Store.DraftApplication(ctx, intake, in)
	o.Must(err)
	_, err = o.Store.AcceptApplication(ctx, intake, id, 1)
	o.Must(err)
	sheet := store.ReviewInput{
		Jobs: allocation.JobFigure{Full: 12, Part: 2, Source: "用工意向"}, Tax: allocation.TaxFigure{Amount: 3_000_000, Source: "测算"},
		Materials: papers, PolicyDocument: "省发改 2017-12",
	}
	for _, c := range allocation.ReviewClauses {
		sheet.Clauses = append(sheet.Clauses, allocation.ClauseCheck{Clause: c, Verdict: allocation.VerdictMet})
	}
	o.Must(o.Store.ReviewApplication(ctx, reviewer, id, 2, sheet, true))
	var e allocation.Evaluation
	for i := range 3 {
		s := allocation.ExpertScore{Expert: fmt.Sprintf("评审%d", i+1), Points: map[string]int64{}}
		for _, item := range allocation.DefaultParameters().Rubric.Items {
			s.Points[item.Code] = item.Max * 4 / 5
		}
		e.Scores = append(e.Scores, s)
	}
	o.Must(o.Store.EvaluateApplication(ctx, reviewer, id, 3, e))
	_, err = o.Store.ApproveApplication(ctx, approver, id, 4, "同意")
	o.Must(err)
	return id
}

// Award is an award of today to the next applicant.
func (o *Office) Award() store.AwardRow {
	o.t.Helper()
	ctx, approver := context.Background(), o.Who[allocation.Approver]
	id := o.Approved()
	_, err := o.Store.AwardSingle(ctx, approver, id, nil)
	o.Must(err)
	w, _, err := o.Store.AwardOf(ctx, approver, id)
	o.Must(err)
	return w
}

// Tenancy is a tenancy of the next applicant: signed, handed over and opened today, 12 full-time and 2 part-time jobs.
func (o *Office) Tenancy() store.TenancyDetail {
	o.t.Helper()
	ctx, manager := context.Background(), o.Who[allocation.Manager]
	w := o.Award()
	id, err := o.Store.SignContract(ctx, manager, store.Signing{Award: w.ID, Version: w.Version, Signed: o.Today(), FullTime: 12, PartTime: 2})
	o.Must(err)
	d := o.Stay(id)
	c := []allocation.Condition{{UnitID: d.Holdings[0].UnitID, Keys: 3, Water: 12000, Power: 14000}}
	_, err = o.Store.HandOver(ctx, manager, id, d.Version, o.Today(), c)
	o.Must(err)
	_, err = o.Store.OpenBusiness(ctx, manager, id, o.Stay(id).Version, o.Today())
	o.Must(err)
	return o.Stay(id)
}

// Stay reads a tenancy.
func (o *Office) Stay(id int64) store.TenancyDetail {
	o.t.Helper()
	d, err := o.Store.Tenancy(context.Background(), o.Who[allocation.Manager], id)
	o.Must(err)
	return d
}
