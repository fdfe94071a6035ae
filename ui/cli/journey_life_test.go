package cli_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/seed"
	"penggai/store"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/money"
	"penggai/store/premises"
	"penggai/store/stay"
)

// life is an office whose first years are lived through the store's use cases, up to where a journey goes on by screens.
type life struct {
	t   *testing.T
	st  *store.Store
	day civil.Date
	who map[allocation.Role]engine.Actor
}

// staff are the accounts of a life, one person a role.
var staff = map[allocation.Role]string{
	allocation.Intake: "zhou", allocation.Reviewer: "qian", allocation.Approver: "li", allocation.Manager: "zhao",
}

// found makes an office of 尖山区 with a dozen shops and the prices of ten years.
func found(t *testing.T, folder, day string) *life {
	t.Helper()
	l := &life{t: t, day: civil.MustParse(day), who: map[allocation.Role]engine.Actor{}}
	var units []allocation.Unit
	for _, u := range seed.Units(1) {
		if u.District == "尖山区" && len(units) < 12 {
			units = append(units, u)
		}
	}
	st, err := store.Create(folder, basis.Founding{
		Office: "尖山区", Admin: "wang", Display: "王主任", Password: ownPassword, Stock: premises.Stock(units),
		Catalogues: basis.Catalogues{
			Sectors: seed.Sectors(), Groups: seed.Groups(), Materials: seed.Materials(), Benefits: seed.Benefits(),
			Grounds: seed.ExitGrounds(), Holidays: seed.Holidays(),
		},
	}, engine.Options{PasswordKiB: 8, Today: func() civil.Date { return l.day }})
	l.must(err)
	l.st = st
	for _, r := range []allocation.Role{allocation.Intake, allocation.Reviewer, allocation.Approver, allocation.Manager} {
		id, err := st.AddAccount(context.Background(), engine.Console(), basis.NewAccount{
			Name: staff[r], Display: r.Title(), Roles: []allocation.Role{r}, District: "尖山区", Password: ownPassword, Settled: true,
		})
		l.must(err)
		l.who[r] = engine.Actor{ID: id, Name: staff[r], Display: r.Title(), Role: r, District: "尖山区"}
	}
	for year := l.day.Year() - 1; year < l.day.Year()+9; year++ {
		l.prices(year)
	}
	return l
}

func (l *life) must(err error) {
	l.t.Helper()
	if err != nil {
		l.t.Fatal(err)
	}
}

// Prices of every year: per ㎡ and month, per ㎡ and season from 10-20 to 04-20, per m³.
const (
	rentFen, propertyFen, heatingFen, waterFen = 2000, 150, 4300, 430
)

func (l *life) prices(year int) {
	l.t.Helper()
	p := money.PriceRow{
		District: "尖山区", Year: year, Priced: true, Document: fmt.Sprintf("示例价〔%d〕3 号", year), DocumentDay: l.day, Payee: "区财政局",
	}
	for _, fee := range []struct {
		fee allocation.Fee
		fen allocation.Money
	}{{allocation.FeeRent, rentFen}, {allocation.FeeProperty, propertyFen}, {allocation.FeeWater, waterFen}, {allocation.FeeHeating, heatingFen}} {
		p.Fee, p.Fen = fee.fee, fee.fen
		if p.Fee == allocation.FeeHeating {
			p.From, p.To = civil.On(year, 10, 20), civil.On(year+1, 4, 21)
		}
		l.must(l.st.SetPrice(context.Background(), l.who[allocation.Manager], p, ""))
	}
}

// approved takes an applicant from the counter to the approval and returns the application.
func (l *life) approved(name, idNumber, phone string) int64 {
	l.t.Helper()
	ctx := context.Background()
	jobs := allocation.JobFigure{Full: 12, Part: 2, Source: "用工意向", Day: l.day}
	in := intake.Intake{
		Applicant: allocation.Applicant{
			Kind: allocation.Person, Name: name, IDNumber: idNumber, Phone: phone, Address: "尖山区示例路 " + phone[9:] + " 号",
			Residence: allocation.ResidenceLocal, FixedResidence: "自有住房", FixedAssets: "设备",
		},
		Application: allocation.Application{
			Project: name + "家政", Description: "面向社区的服务", Sector: "6-01", MaxUnits: 1,
			Jobs: allocation.Jobs{Claimed: jobs}, Taxes: allocation.Taxes{Claimed: allocation.TaxFigure{Amount: 50_000_00}},
		},
	}
	sheet := intake.ReviewInput{Jobs: jobs, Tax: allocation.TaxFigure{Amount: 30_000_00, Source: "测算"}, PolicyDocument: "示例文件"}
	for _, m := range seed.Materials() {
		if m.Asks(allocation.Person) {
			in.Application.Materials = append(in.Application.Materials, allocation.MaterialCheck{Code: m.Code, Received: l.day})
			sheet.Materials = append(sheet.Materials, m.Code)
		}
	}
	for _, c := range allocation.ReviewClauses {
		sheet.Clauses = append(sheet.Clauses, allocation.ClauseCheck{Clause: c, Verdict: allocation.VerdictMet})
	}
	var panel allocation.Evaluation
	for i := range 3 {
		s := allocation.ExpertScore{Expert: fmt.Sprintf("专家%d", i+1), Points: map[string]int64{}}
		for _, item := range allocation.DefaultParameters().Rubric.Items {
			s.Points[item.Code] = item.Max * 4 / 5
		}
		panel.Scores = append(panel.Scores, s)
	}
	_, id, err := l.st.DraftApplication(ctx, l.who[allocation.Intake], in)
	l.must(err)
	_, err = l.st.AcceptApplication(ctx, l.who[allocation.Intake], id, 1)
	l.must(err)
	l.must(l.st.ReviewApplication(ctx, l.who[allocation.Reviewer], id, 2, sheet, true))
	l.must(l.st.EvaluateApplication(ctx, l.who[allocation.Reviewer], id, 3, panel))
	_, err = l.st.ApproveApplication(ctx, l.who[allocation.Approver], id, 4, "同意")
	l.must(err)
	return id
}

// signed awards a shop to an approved applicant, signs on the same day and hands the keys over.
func (l *life) signed(application int64, waivers []string) stay.TenancyDetail {
	l.t.Helper()
	ctx, manager := context.Background(), l.who[allocation.Manager]
	_, err := l.st.AwardSingle(ctx, l.who[allocation.Approver], application, nil)
	l.must(err)
	w, _, err := l.st.AwardOf(ctx, manager, application)
	l.must(err)
	id, err := l.st.SignContract(ctx, manager, stay.Signing{
		Award: w.ID, Version: w.Version, Signed: l.day, FullTime: 12, PartTime: 2, Waivers: waivers,
	})
	l.must(err)
	d := l.stay(id)
	_, err = l.st.HandOver(ctx, manager, id, d.Version, l.day, []allocation.Condition{
		{UnitID: d.Holdings[0].UnitID, Keys: 3, Water: 12_500, Power: 14_000},
	})
	l.must(err)
	return l.stay(id)
}

func (l *life) stay(id int64) stay.TenancyDetail {
	l.t.Helper()
	d, err := l.st.Tenancy(context.Background(), l.who[allocation.Manager], id)
	l.must(err)
	return d
}

func (l *life) opens(d stay.TenancyDetail) stay.TenancyDetail {
	l.t.Helper()
	_, err := l.st.OpenBusiness(context.Background(), l.who[allocation.Manager], d.ID, d.Version, l.day)
	l.must(err)
	return l.stay(d.ID)
}

func (l *life) renews(d stay.TenancyDetail) stay.TenancyDetail {
	l.t.Helper()
	_, err := l.st.RenewContract(context.Background(), l.who[allocation.Manager], d.ID, d.Version, l.day)
	l.must(err)
	return l.stay(d.ID)
}

// fails records an assessment that finds the shop sublet; another person confirms it.
func (l *life) fails(d stay.TenancyDetail) {
	l.t.Helper()
	ctx := context.Background()
	a := allocation.Assessment{
		Day: l.day, Bodies: []string{"区政府", "区人社局"}, Papers: "现场照片 3 张", Conclusion: allocation.ConclusionFail, Reason: "转租属实",
		Jobs:  allocation.JobFigure{Full: 2, Source: "社保缴费记录", Day: l.day},
		Taxes: []allocation.TaxPaid{{Year: l.day.Year(), Amount: 12_000_00, Source: "完税证明"}},
	}
	for _, p := range allocation.AssessmentPoints {
		a.Points = append(a.Points, allocation.PointCheck{Code: p.Code, Good: true})
	}
	sublet := slices.IndexFunc(a.Points, func(p allocation.PointCheck) bool { return p.Code == "sublet" })
	a.Points[sublet].Good, a.Points[sublet].Remark = false, "转给他人经营"
	id, _, err := l.st.RecordAssessment(ctx, l.who[allocation.Manager], d.ID, 0, a)
	l.must(err)
	_, err = l.st.ConfirmAssessment(ctx, l.who[allocation.Approver], id, 1, true, "属实")
	l.must(err)
}

// paysUp issues and pays what is due today.
func (l *life) paysUp(tenancy int64) {
	l.t.Helper()
	ctx, manager, ask := context.Background(), l.who[allocation.Manager], money.BillAsk{Tenancy: tenancy}
	run, err := l.st.PreviewBills(ctx, manager, ask, nil)
	l.must(err)
	if run.Bills == 0 {
		l.t.Fatalf("%s: nothing to issue", l.day)
	}
	_, err = l.st.IssueBills(ctx, manager, ask, run.Seal, nil)
	l.must(err)
	_, err = l.st.TakePayment(ctx, manager, money.PaymentInput{Tenancy: tenancy, Day: l.day, Amount: run.Payable, Method: allocation.MethodCash, Payer: "经营者"})
	l.must(err)
}

// handOn closes the office so that the program can open it.
func (l *life) handOn() *office {
	l.t.Helper()
	l.must(l.st.Close())
	return &office{t: l.t, folder: l.st.Folder()}
}

func lifeFolder(t *testing.T) string { return filepath.Join(t.TempDir(), "office") }
