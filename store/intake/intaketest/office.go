// Package intaketest adds people and their applications to the office in which the store is tested.
//
//	intaketest ──> premisestest, intake
package intaketest

import (
	"context"
	"fmt"
	"testing"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/identity"
	"penggai/allocation/refusal"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/intake"
	"penggai/store/premises/premisestest"
)

// Office is an office with the use cases of this room too.
type Office struct {
	premisestest.Office
	intake.Room
}

// Of gives an office the rooms up to this one.
func Of(o enginetest.Office) Office { return Office{premisestest.Of(o), intake.Of(o.Store)} }

// New is an office of the whole city or of a district with a small catalogue.
func New(t testing.TB, office string, proofs ...engine.Proof) Office {
	t.Helper()
	o := Of(premisestest.New(t, office, proofs...).Base())
	from := allocation.Source{Document: allocation.Policy2017, Clause: "二", From: enginetest.Day("2017-08-05")}
	all := []allocation.ApplicantKind{allocation.Person, allocation.Team, allocation.Company}
	err := o.Write(context.Background(), engine.Console(), allocation.ActEditCatalogue, func(x *engine.Tx) error {
		for _, d := range allocation.Districts() {
			for i := range 8 {
				expert := allocation.Expert{District: d.Name, Name: fmt.Sprintf("评审%d", i+1), Body: "评审组", From: x.Today}
				if _, err := intake.ExpertNoun.Add(x, intake.ExpertRow{Expert: expert}); err != nil {
					return err
				}
			}
		}
		return basis.AddCatalogues(x, basis.Catalogues{
			Sectors: []allocation.Sector{{Code: "6-1", Heading: "6", Name: "家庭服务", Source: from}},
			Groups: []allocation.Group{
				{Code: "graduate", Name: "离校未就业高校毕业生", Eligible: true, Priority: allocation.PriorityEqual, Source: from},
				{Code: "flexible", Name: "灵活就业人员", Eligible: true, Source: from},
			},
			Materials: []allocation.Material{
				{Code: "form", Name: "申请表", For: all, Required: true, Source: from},
				{Code: "licence", Name: say.Licence, For: []allocation.ApplicantKind{allocation.Company}, Required: true, Source: from},
				{Code: "plan", Name: "计划书", For: all, Required: true, Source: from},
				{Code: "industry", Name: "产业政策依据", For: all, Source: from},
			},
			Reasons: []refusal.Reason{
				{Code: "form", Name: "没有填报申请表", At: []refusal.Stage{refusal.StageAccept}, Remedy: "重新申请", Source: from},
				{Code: "late", Name: "期限内没有补正材料", At: []refusal.Stage{refusal.StageLapse}, Remedy: "重新申请", Source: from},
				{Code: "funds", Name: "不具有必要的资金运营能力", At: []refusal.Stage{refusal.StageDecide}, Line: "三.4", Remedy: "补证明", Source: from},
				{Code: "score", Name: "没有通过论证评审", At: []refusal.Stage{refusal.StageDecide}, Remedy: "复议", Source: from},
			},
		})
	})
	enginetest.OK(t, err)
	return o
}

// Drafted is a draft of a person of 尖山区.
func (o Office) Drafted(t testing.TB, n int, a allocation.Application) int64 {
	t.Helper()
	_, id, err := o.DraftApplication(context.Background(), o.AsOf(t, allocation.Intake, "尖山区"), intake.Intake{Applicant: Person(t, n), Application: a})
	enginetest.OK(t, err)
	return id
}

// Detail is an application as its page shows it.
func (o Office) Detail(t testing.TB, id int64) intake.ApplicationDetail {
	t.Helper()
	d, err := o.Application(context.Background(), o.AsOf(t, allocation.Auditor, ""), id)
	enginetest.OK(t, err)
	return d
}

// ValidID makes an identity number that passes GB 11643.
func ValidID(t testing.TB, n int) string {
	t.Helper()
	base := fmt.Sprintf("23050219900101%03d", n)
	for _, c := range "0123456789X" {
		if id := base + string(c); identity.CheckIDNumber(id, civil.Date{}) == nil {
			return id
		}
	}
	t.Fatalf("no check digit for %s", base)
	return ""
}

// Person is one of 尖山区; each n is another.
func Person(t testing.TB, n int) allocation.Applicant {
	return allocation.Applicant{
		District: "尖山区", Kind: allocation.Person, Name: fmt.Sprintf("王某%d", n), IDNumber: ValidID(t, n), Phone: fmt.Sprintf("138469%05d", n),
		Address: fmt.Sprintf("尖山区西平行路 %d 号", n), Residence: allocation.ResidenceLocal, FixedResidence: "自有住房", FixedAssets: "设备",
	}
}

// Request is an application that may be accepted.
func Request() allocation.Application {
	return allocation.Application{
		Project: "北方家政服务", Description: "保洁与月嫂培训", Sector: "6-1", Jobs: allocation.Jobs{Claimed: allocation.JobFigure{Full: 12, Part: 2}},
		Taxes: allocation.Taxes{Claimed: allocation.TaxFigure{Amount: 5_000_000}}, MaxUnits: 2, WantedMax: 20000,
		Communities: []string{"南市区", say.Other}, Requires: []string{say.Plumbing},
		Groups:    []allocation.GroupClaim{{Code: "graduate", Proof: "毕业证书"}},
		Materials: []allocation.MaterialCheck{{Code: "form", Received: enginetest.Day("2021-03-15")}},
	}
}

// Sheet is a review that finds everything met.
func Sheet() intake.ReviewInput {
	in := intake.ReviewInput{
		Jobs: allocation.JobFigure{Full: 10, Part: 2, Source: "劳动合同意向"}, Tax: allocation.TaxFigure{Amount: 3_000_000, Source: "测算"},
		Groups: []allocation.GroupVerdict{{Code: "graduate", Verdict: allocation.VerdictMet}}, Materials: []string{"form", "plan"}, PolicyDocument: "省发改 2020-12",
	}
	for _, c := range allocation.ReviewClauses {
		check := allocation.ClauseCheck{Clause: c, Verdict: allocation.VerdictMet}
		if allocation.Seen(c) {
			check.Remark = "看到原件"
		}
		in.Clauses = append(in.Clauses, check)
	}
	return in
}

// Scores are those of some experts, each giving a share of every item, in percent.
func Scores(rubric allocation.Rubric, experts int, share int64) allocation.Evaluation {
	var e allocation.Evaluation
	for i := range experts {
		s := allocation.ExpertScore{Expert: fmt.Sprintf("评审%d", i+1), Points: map[string]int64{}}
		for _, item := range rubric.Items {
			s.Points[item.Code] = item.Max * share / 100
		}
		e.Scores = append(e.Scores, s)
	}
	return e
}

// Approved is an application with jobs, through the counter and then approved.
func (o Office) Approved(t testing.TB, n int, jobs int64) int64 {
	t.Helper()
	a := Request()
	a.MaxUnits, a.WantedMax, a.Groups = 1, 0, nil
	id := o.Drafted(t, n, a)
	number := fmt.Sprintf("JS2021%04d", n)
	err := o.Write(t.Context(), engine.Console(), allocation.ActEditRound, func(x *engine.Tx) error {
		if err := x.Exec(`UPDATE application SET state = 'approved', number = $1 WHERE id = $2`, number, id); err != nil {
			return err
		}
		return intake.SetApplicationJobs(x, id, func(j *allocation.Jobs) {
			j.Claimed = allocation.JobFigure{Full: jobs, Source: "申请表", Day: x.Today}
			j.Accepted = allocation.JobFigure{Full: jobs, Source: "用工合同", Day: x.Today}
		})
	})
	enginetest.OK(t, err)
	return id
}

// ApplicationState is the state of an application.
func (o Office) ApplicationState(t testing.TB, id int64) string {
	t.Helper()
	s, err := engine.One(t.Context(), o.Read, engine.ScanOne[string], `SELECT state FROM application WHERE id = $1`, id)
	enginetest.OK(t, err)
	return s
}
