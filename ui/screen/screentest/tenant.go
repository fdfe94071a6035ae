package screentest

import (
	"context"
	"errors"
	"fmt"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/identity"
	"penggai/allocation/oversight"
	"penggai/allocation/quantity"
	"penggai/allocation/tenure"
	"penggai/seed"
	"penggai/store/intake"
	"penggai/store/money"
	"penggai/store/round"
	"penggai/store/stay"
)

// Tenants are the names of those who come, in their order, and what they want to run.
var (
	Tenants  = []string{"王宝", "赵小雪", "孙明", "李雷", "韩梅"}
	projects = []string{"北方家政服务", "鹤岗路快递站", "速印广告", "安心养老", "云杉软件"}
)

// PersonID is the n-th made-up identity number with its check character.
func PersonID(n int) string {
	for _, c := range "0123456789X" {
		if id := fmt.Sprintf("23050219900101%03d", n) + string(c); identity.CheckIDNumber(id, civil.Date{}) == nil {
			return id
		}
	}
	return ""
}

// Draft registers the next applicant with an application that has every paper, after the changes to what is usual.
func (o *Office) Draft(changes ...func(*intake.Intake)) int64 {
	o.t.Helper()
	n := o.tenants
	o.tenants++
	in := intake.Intake{
		Applicant: allocation.Applicant{
			Kind: allocation.Person, Name: Tenants[n%len(Tenants)], IDNumber: PersonID(n),
			Phone: fmt.Sprintf("138469000%02d", n), Address: fmt.Sprintf("尖山区西平行路 %d 号", n), Residence: allocation.ResidenceLocal,
			FixedResidence: "自有住房", FixedAssets: "设备",
		},
		Application: allocation.Application{
			Project: projects[n%len(projects)], Description: "面向社区的服务", Sector: "6-01", MaxUnits: 1,
			Jobs: allocation.Jobs{Claimed: allocation.JobFigure{Full: 12, Part: 2}}, Taxes: allocation.Taxes{Claimed: allocation.TaxFigure{Amount: 5_000_000}},
		},
	}
	for _, m := range seed.Materials() {
		if m.Asks(allocation.Person) {
			in.Application.Materials = append(in.Application.Materials, allocation.MaterialCheck{Code: m.Code, Received: o.Today()})
		}
	}
	for _, change := range changes {
		change(&in)
	}
	_, id, err := o.Store.DraftApplication(context.Background(), o.Who[allocation.Intake], in)
	o.Must(err)
	return id
}

// Application reads an application.
func (o *Office) Application(id int64) intake.ApplicationDetail {
	o.t.Helper()
	d, err := o.Store.Application(context.Background(), o.Who[allocation.Reviewer], id)
	o.Must(err)
	return d
}

// Accept accepts a draft.
func (o *Office) Accept(id int64) {
	o.t.Helper()
	_, err := o.Store.AcceptApplication(context.Background(), o.Who[allocation.Intake], id, o.Application(id).Version)
	o.Must(err)
}

// Review finds every clause met, the claimed jobs true and all papers there.
func (o *Office) Review(id int64) {
	o.t.Helper()
	d := o.Application(id)
	jobs := d.Jobs.Claimed
	jobs.Source = "用工意向"
	sheet := intake.ReviewInput{Jobs: jobs, Tax: allocation.TaxFigure{Amount: 3_000_000, Source: "测算"}, PolicyDocument: "省发改 2017-12"}
	for _, m := range d.Materials {
		sheet.Materials = append(sheet.Materials, m.Code)
	}
	for _, g := range d.Groups {
		sheet.Groups = append(sheet.Groups, allocation.GroupVerdict{Code: g.Code, Verdict: allocation.VerdictMet})
	}
	for _, c := range allocation.ReviewClauses {
		check := allocation.ClauseCheck{Clause: c, Verdict: allocation.VerdictMet}
		if allocation.Seen(c) {
			check.Remark = "看到原件"
		}
		sheet.Clauses = append(sheet.Clauses, check)
	}
	o.Must(o.Store.ReviewApplication(context.Background(), o.Who[allocation.Reviewer], id, d.Version, sheet, true))
}

// ListExperts puts experts on the list of 尖山区; who is on it stays.
func (o *Office) ListExperts(names ...string) {
	o.t.Helper()
	for _, name := range names {
		_, err := o.Store.ListExpert(context.Background(), o.Who[allocation.Approver], allocation.Expert{District: "尖山区", Name: name, Body: "评审组"})
		if !errors.Is(err, intake.ErrExpertListed) {
			o.Must(err)
		}
	}
}

// Evaluate enters the scores of three experts: four fifths of the points.
func (o *Office) Evaluate(id int64) {
	o.t.Helper()
	o.ListExperts("评审1", "评审2", "评审3")
	var e allocation.Evaluation
	for i := range 3 {
		s := allocation.ExpertScore{Expert: fmt.Sprintf("评审%d", i+1), Points: map[string]int64{}}
		for _, item := range allocation.DefaultParameters().Rubric.Items {
			s.Points[item.Code] = item.Max * 4 / 5
		}
		e.Scores = append(e.Scores, s)
	}
	o.Must(o.Store.EvaluateApplication(context.Background(), o.Who[allocation.Reviewer], id, o.Application(id).Version, e))
}

// Approve approves what was evaluated.
func (o *Office) Approve(id int64) {
	o.t.Helper()
	_, err := o.Store.ApproveApplication(context.Background(), o.Who[allocation.Approver], id, o.Application(id).Version, "同意")
	o.Must(err)
}

// Approved takes the next applicant from the counter to its approval by all the steps, today: an application.
func (o *Office) Approved(changes ...func(*intake.Intake)) int64 {
	o.t.Helper()
	id := o.Draft(changes...)
	o.Accept(id)
	o.Review(id)
	o.Evaluate(id)
	o.Approve(id)
	return id
}

// Award is an award of today to the next applicant.
func (o *Office) Award(changes ...func(*intake.Intake)) round.AwardRow {
	o.t.Helper()
	ctx, approver := context.Background(), o.Who[allocation.Approver]
	id := o.Approved(changes...)
	found, err := o.Store.SingleFindings(ctx, approver, id)
	o.Must(err)
	remarks := map[string]string{}
	for _, f := range found {
		remarks[f.Words()] = "核对过，是同一家人"
	}
	_, err = o.Store.AwardSingle(ctx, approver, id, nil, round.OutOfOrder{Remarks: remarks})
	o.Must(err)
	w, _, err := o.Store.AwardOf(ctx, approver, id)
	o.Must(err)
	return w
}

// Sign is a tenancy of the next applicant, signed today for 12 full-time and 2 part-time jobs.
func (o *Office) Sign(changes ...func(*intake.Intake)) stay.TenancyDetail {
	o.t.Helper()
	w := o.Award(changes...)
	id, err := o.Store.SignContract(context.Background(), o.Who[allocation.Manager],
		stay.Signing{Award: w.ID, Version: w.Version, Signed: o.Today(), FullTime: 12, PartTime: 2})
	o.Must(err)
	return o.Stay(id)
}

// Hand gives the keys of its shop to a tenancy today, with what is wrong with the shop.
func (o *Office) Hand(d stay.TenancyDetail, defects string) stay.TenancyDetail {
	o.t.Helper()
	c := []allocation.Condition{{UnitID: d.Holdings[0].UnitID, Keys: 3, Water: 12000, Power: 14000, Defects: defects}}
	_, err := o.Store.HandOver(context.Background(), o.Who[allocation.Manager], d.ID, d.Version, o.Today(), c)
	o.Must(err)
	return o.Stay(d.ID)
}

// Begin opens the shop of a tenancy today.
func (o *Office) Begin(d stay.TenancyDetail) stay.TenancyDetail {
	o.t.Helper()
	_, err := o.Store.OpenBusiness(context.Background(), o.Who[allocation.Manager], d.ID, d.Version, o.Today(), "执照办理中")
	o.Must(err)
	return o.Stay(d.ID)
}

// Tenancy is a tenancy of the next applicant: signed, handed over and opened today.
func (o *Office) Tenancy() stay.TenancyDetail {
	o.t.Helper()
	return o.Begin(o.Hand(o.Sign(), ""))
}

// Stay reads a tenancy.
func (o *Office) Stay(id int64) stay.TenancyDetail {
	o.t.Helper()
	d, err := o.Store.Tenancy(context.Background(), o.Who[allocation.Manager], id)
	o.Must(err)
	return d
}

// Prices enters the prices of 尖山区 for some years: rent, property fee, water, and heating seasons.
func (o *Office) Prices(from, to int) {
	o.t.Helper()
	for y := from; y <= to; y++ {
		p := money.PriceRow{
			District: District, Year: y, Priced: true, Document: fmt.Sprintf("双价发〔%d〕3 号", y), DocumentDay: civil.MustParse("2017-11-01"), Payee: "区财政局",
		}
		season := p
		season.From, season.To = civil.On(y, 10, 20), civil.On(y+1, 4, 21)
		o.price(p, charge.FeeRent, 2000)
		o.price(p, charge.FeeProperty, 150)
		o.price(p, charge.FeeWater, 430)
		o.price(season, charge.FeeHeating, 4300)
	}
}

func (o *Office) price(p money.PriceRow, fee charge.Fee, fen quantity.Money) {
	o.t.Helper()
	p.Fee, p.Fen = fee, fen
	o.Must(o.Store.SetPrice(context.Background(), o.Who[allocation.Manager], p, ""))
}

// Bill issues every bill of a tenancy that is due today.
func (o *Office) Bill(tenancy int64) {
	o.t.Helper()
	ctx, manager, ask := context.Background(), o.Who[allocation.Manager], money.BillAsk{Tenancy: tenancy}
	run, err := o.Store.PreviewBills(ctx, manager, ask, nil)
	o.Must(err)
	_, err = o.Store.IssueBills(ctx, manager, run, nil)
	o.Must(err)
}

// Pay takes money of a tenancy, in cash, today: a receipt.
func (o *Office) Pay(tenancy int64, amount quantity.Money) charge.Payment {
	o.t.Helper()
	p, err := o.Store.TakePayment(context.Background(), o.Who[allocation.Manager], money.PaymentInput{
		Tenancy: tenancy, Day: o.Today(), Amount: amount, Method: charge.MethodCash, Payer: o.Stay(tenancy).Name,
	})
	o.Must(err)
	return p
}

// Assess records a good assessment of a stay today, with the jobs of its contract.
func (o *Office) Assess(id int64) {
	ctx, manager := context.Background(), o.Who[allocation.Manager]
	sheet, err := o.Store.AssessmentSheet(ctx, manager, id)
	o.Must(err)
	a := oversight.Assessment{
		Day: o.Today(), Bodies: []string{"市人社局"}, Jobs: allocation.JobFigure{Full: 12, Part: 2, Source: "社保缴费记录", Day: o.Today()},
		Taxes: []oversight.TaxPaid{{Year: o.Today().Year() - 1, Source: "完税证明"}}, Papers: "门面照片 3 张", Conclusion: oversight.ConclusionPass,
	}
	for _, p := range oversight.AssessmentPoints {
		a.Points = append(a.Points, oversight.PointCheck{Code: p.Code, Good: true})
	}
	_, _, err = o.Store.RecordAssessment(ctx, manager, id, sheet.Last, a)
	o.Must(err)
}

// Renew assesses a stay and signs its next term in time: two weeks before the end of the last one.
func (o *Office) Renew(id int64) stay.TenancyDetail {
	o.Day(o.Stay(id).Contract.To.AddDays(-14).String())
	o.Assess(id)
	ctx, boss := context.Background(), o.Who[allocation.Approver]
	f, err := o.Store.RenewalOf(ctx, boss, id)
	o.Must(err)
	_, err = o.Store.RenewContract(ctx, boss, stay.Renewal{
		Tenancy: id, Version: o.Stay(id).Version, Seen: f.Seen(),
		RenewalDecision: tenure.RenewalDecision{Signed: o.Today(), Decision: "区长办公会纪要 3 号", Over: "带动就业，经营稳定"},
	})
	o.Must(err)
	return o.Stay(id)
}
