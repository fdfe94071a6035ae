package correction_test

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

func TestMain(m *testing.M) { kittest.Main(m) }

var sizes = [][2]int{{80, 24}, {120, 36}}

// office is a district office on a real file with one account for each role that is needed, and a clock that can be moved.
type office struct {
	t     *testing.T
	now   atomic.Value // civil.Date: programs read it while the test moves it
	store *store.Store
	env   *screen.Env
	who   map[allocation.Role]store.Actor
}

func newOffice(t *testing.T) *office {
	t.Helper()
	o := &office{t: t, who: map[allocation.Role]store.Actor{}}
	o.goTo("2017-11-15")
	var units []allocation.Unit
	for _, u := range seed.Units(1) {
		if u.District == "尖山区" && len(units) < 12 {
			units = append(units, u)
		}
	}
	s, err := store.Create(t.TempDir(), store.Founding{
		Office: "尖山区", Admin: "xitong", Password: "penggai-test", Units: units,
		Catalogues: store.Catalogues{
			Sectors: seed.Sectors(), Groups: seed.Groups(), Materials: seed.Materials(), Benefits: seed.Benefits(),
			Grounds: seed.ExitGrounds(), Holidays: seed.Holidays(),
		},
	}, store.Options{PasswordKiB: 8, Today: o.today})
	o.must(err)
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	o.store = s
	names := map[allocation.Role]string{allocation.Intake: "周", allocation.Reviewer: "钱", allocation.Approver: "李", allocation.Manager: "赵"}
	for _, r := range []allocation.Role{allocation.Intake, allocation.Reviewer, allocation.Approver, allocation.Manager} {
		id, err := s.AddAccount(context.Background(), store.Console(), store.NewAccount{
			Name: string(r), Display: names[r], Roles: []allocation.Role{r}, District: "尖山区", Password: "penggai-test", Settled: true,
		})
		o.must(err)
		o.who[r] = store.Actor{ID: id, Name: string(r), Display: names[r], Role: r, District: "尖山区"}
	}
	o.env = &screen.Env{Store: s, Office: "尖山区", Demo: true}
	return o
}

func (o *office) must(err error) {
	o.t.Helper()
	if err != nil {
		o.t.Fatal(err)
	}
}

func (o *office) goTo(day string) { o.now.Store(civil.MustParse(day)) }

func (o *office) today() civil.Date { return o.now.Load().(civil.Date) }

// open starts the program on a place as an account.
func (o *office) open(role allocation.Role, to screen.Go, w, h int) *kittest.Term {
	o.t.Helper()
	o.env.SignIn(o.who[role])
	return kittest.Start(o.t, ui.New(o.env, ui.Routes(), ui.Make(o.env, to)), w, h)
}

var projects = []string{"北方家政服务", "鹤岗路快递站", "速印广告", "安心养老", "云杉软件"}

func personID(n int) string {
	for _, c := range "0123456789X" {
		if id := fmt.Sprintf("23050219900101%03d", n) + string(c); allocation.CheckIDNumber(id) == nil {
			return id
		}
	}
	return ""
}

// award takes an applicant from the counter to an award by all the steps.
func (o *office) award(n int) store.AwardRow {
	o.t.Helper()
	ctx := context.Background()
	intake, reviewer, approver := o.who[allocation.Intake], o.who[allocation.Reviewer], o.who[allocation.Approver]
	in := store.Intake{
		Applicant: allocation.Applicant{
			Kind: allocation.Person, Name: []string{"王宝", "赵小雪", "孙明", "李雷", "韩梅"}[n%5], IDNumber: personID(n),
			Phone: fmt.Sprintf("138469000%02d", n), Address: fmt.Sprintf("尖山区西平行路 %d 号", n), Residence: allocation.ResidenceLocal,
			FixedResidence: "自有住房", FixedAssets: "设备",
		},
		Application: allocation.Application{
			Project: projects[n%5], Description: "面向社区的服务", Sector: "6-01", MaxUnits: 1,
			Jobs: allocation.Jobs{Claimed: allocation.JobFigure{Full: 12, Part: 2}}, Taxes: allocation.Taxes{Claimed: allocation.TaxFigure{Amount: 5_000_000}},
		},
	}
	var papers []string
	for _, m := range seed.Materials() {
		if m.Asks(allocation.Person) {
			in.Application.Materials = append(in.Application.Materials, allocation.MaterialCheck{Code: m.Code, Received: o.today()})
			papers = append(papers, m.Code)
		}
	}
	_, id, err := o.store.DraftApplication(ctx, intake, in)
	o.must(err)
	_, err = o.store.AcceptApplication(ctx, intake, id, 1)
	o.must(err)
	sheet := store.ReviewInput{
		Jobs: allocation.JobFigure{Full: 12, Part: 2, Source: "用工意向"}, Tax: allocation.TaxFigure{Amount: 3_000_000, Source: "测算"},
		Materials: papers, PolicyDocument: "省发改 2017-12",
	}
	for _, c := range allocation.ReviewClauses {
		sheet.Clauses = append(sheet.Clauses, allocation.ClauseCheck{Clause: c, Verdict: allocation.VerdictMet})
	}
	o.must(o.store.ReviewApplication(ctx, reviewer, id, 2, sheet, true))
	var e allocation.Evaluation
	for i := range 3 {
		s := allocation.ExpertScore{Expert: fmt.Sprintf("评审%d", i+1), Points: map[string]int64{}}
		for _, item := range allocation.DefaultParameters().Rubric.Items {
			s.Points[item.Code] = item.Max * 4 / 5
		}
		e.Scores = append(e.Scores, s)
	}
	o.must(o.store.EvaluateApplication(ctx, reviewer, id, 3, e))
	_, err = o.store.ApproveApplication(ctx, approver, id, 4, "同意")
	o.must(err)
	_, err = o.store.AwardSingle(ctx, approver, id, nil)
	o.must(err)
	w, _, err := o.store.AwardOf(ctx, approver, id)
	o.must(err)
	return w
}

// sign makes a tenancy of a new award, today; hand and begin carry it on.
func (o *office) sign(n int) store.TenancyDetail {
	o.t.Helper()
	w := o.award(n)
	id, err := o.store.SignContract(context.Background(), o.who[allocation.Manager],
		store.Signing{Award: w.ID, Version: w.Version, Signed: o.today(), FullTime: 12, PartTime: 2})
	o.must(err)
	return o.stay(id)
}

func (o *office) hand(d store.TenancyDetail) store.TenancyDetail {
	o.t.Helper()
	c := []allocation.Condition{{UnitID: d.Holdings[0].UnitID, Keys: 3, Water: 12000, Power: 14000, Defects: "门锁坏"}}
	_, err := o.store.HandOver(context.Background(), o.who[allocation.Manager], d.ID, d.Version, o.today(), c)
	o.must(err)
	return o.stay(d.ID)
}

func (o *office) begin(d store.TenancyDetail) store.TenancyDetail {
	o.t.Helper()
	_, err := o.store.OpenBusiness(context.Background(), o.who[allocation.Manager], d.ID, d.Version, o.today())
	o.must(err)
	return o.stay(d.ID)
}

func (o *office) stay(id int64) store.TenancyDetail {
	o.t.Helper()
	d, err := o.store.Tenancy(context.Background(), o.who[allocation.Manager], id)
	o.must(err)
	return d
}

// prices enters rent and property prices and heating seasons for some years.
func (o *office) prices(from, to int) {
	o.t.Helper()
	for y := from; y <= to; y++ {
		p := store.PriceRow{
			District: "尖山区", Year: y, Priced: true, Document: fmt.Sprintf("双价发〔%d〕3 号", y), DocumentDay: civil.MustParse("2017-11-01"), Payee: "区财政局",
		}
		for fee, fen := range map[allocation.Fee]allocation.Money{allocation.FeeRent: 2000, allocation.FeeProperty: 150, allocation.FeeWater: 430} {
			p.Fee, p.Fen = fee, fen
			o.must(o.store.SetPrice(context.Background(), o.who[allocation.Manager], p, ""))
		}
		p.Fee, p.Fen, p.From, p.To = allocation.FeeHeating, 4300, civil.On(y, 10, 20), civil.On(y+1, 4, 21)
		o.must(o.store.SetPrice(context.Background(), o.who[allocation.Manager], p, ""))
	}
}
