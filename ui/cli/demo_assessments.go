package cli

import (
	"fmt"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/leave"
	"penggai/allocation/oversight"
	"penggai/allocation/quantity"
	"penggai/seed"
)

// demoBodies attend the assessments of the demonstration.
var demoBodies = []string{"区人社局", "区市场监管局", "街道办"}

// yearly plans the assessments of every year, a few days after the anniversary of the signing, of a tenancy that was just signed.
func (p *play) yearly(applicant string, signed civil.Date) {
	years := 0
	for !signed.AddMonths(12 * (years + 1)).AddDays(5).After(seed.DemoToday) {
		years++
	}
	for y := 1; y <= seed.DemoAssessed(applicant, years); y++ {
		p.at(signed.AddMonths(12*y).AddDays(2+y), applicant+" assess", func() error {
			_, err := p.examine(seed.DemoAssessment{Applicant: applicant, Conclusion: oversight.ConclusionPass})
			return err
		})
	}
}

// supervision plans the assessments that went otherwise, what tenants needed, and the findings of the supervisor.
func (p *play) supervision() {
	for _, a := range seed.DemoAssessments() {
		p.at(a.Day, a.Applicant+" assess", func() error { return p.assessment(a) })
	}
	for _, x := range seed.DemoSupports() {
		p.at(x.Day, x.Applicant+" support", func() error { return p.support(x) })
	}
	for _, f := range seed.DemoFindings() {
		p.at(f.Day, f.District+f.Applicant+" finding", func() error { return p.finding(f) })
	}
}

// assessment records one and plans what follows it.
func (p *play) assessment(a seed.DemoAssessment) error {
	id, err := p.examine(a)
	if err != nil {
		return err
	}
	step := func(day civil.Date, what string, run func(version int64) error) {
		if day.IsZero() {
			return
		}
		p.at(day, a.Applicant+" "+what, func() error {
			d, err := p.st.Assessment(p.ctx, p.as(allocation.Manager), id)
			if err != nil {
				return err
			}
			return run(d.Version)
		})
	}
	if !a.Extended.IsZero() {
		row, err := p.st.Assessment(p.ctx, p.as(allocation.Manager), id)
		if err != nil {
			return err
		}
		step(row.RectifyBy, "extend", func(v int64) error {
			return p.st.ExtendAssessment(p.ctx, p.as(allocation.Approver), id, v, a.Extended, "春节停工，延长整改期限（示例）")
		})
	}
	step(a.Inspected, "inspect again", func(v int64) error {
		return p.st.ReinspectAssessment(p.ctx, p.as(allocation.Manager), id, v, p.day, a.Passed, a.Found)
	})
	step(a.Confirmed, "confirm", func(v int64) error {
		_, err := p.st.ConfirmAssessment(p.ctx, p.as(allocation.Approver), id, v, true, "事实清楚，同意（示例）")
		return err
	})
	return nil
}

// examine records today's assessment of a tenancy; none (0) when it is leaving.
func (p *play) examine(a seed.DemoAssessment) (id int64, err error) {
	manager := p.as(allocation.Manager)
	sheet, err := p.st.AssessmentSheet(p.ctx, manager, p.stays[a.Applicant])
	if err != nil {
		return 0, err
	}
	if s := sheet.Stay.State; s == allocation.TenancyLeaving || s == allocation.TenancyEnded {
		return 0, nil
	}
	jobs := sheet.Figures.Contracted
	if a.Short == 0 {
		jobs.Full += sheet.Stay.ID % 3 // some have more than they promised
	}
	jobs.Full, jobs.Source, jobs.Day = max(0, jobs.Full-a.Short), "社保缴费记录（示例）", p.day
	in := oversight.Assessment{
		Day: p.day, Bodies: demoBodies, Jobs: jobs, Papers: "现场照片（示例）", Conclusion: a.Conclusion, Reason: a.Reason, Rectify: a.Rectify,
		Taxes: []oversight.TaxPaid{{
			Year: p.day.Year() - 1, Amount: sheet.Expected.Accepted.Amount * quantity.Money(80+sheet.Stay.ID%5*10) / 100, Source: "完税证明（示例）",
		}},
	}
	for _, point := range oversight.AssessmentPoints {
		check := oversight.PointCheck{Code: point.Code, Good: point.Code != a.Bad}
		if !check.Good {
			check.Remark = a.Remark
		}
		in.Points = append(in.Points, check)
	}
	id, _, err = p.st.RecordAssessment(p.ctx, manager, sheet.Stay.ID, sheet.Last, in)
	return id, err
}

// failed is what an exit by ground 3 rests on: the failed assessment of the tenancy.
func (p *play) failed(tenancy int64) (leave.Evidence, error) {
	list, err := p.st.ExitEvidence(p.ctx, p.as(allocation.Manager), tenancy)
	if err != nil {
		return leave.Evidence{}, err
	}
	for _, e := range list {
		if e.Assessment != 0 {
			return e, nil
		}
	}
	return leave.Evidence{}, fmt.Errorf("tenancy %d has no failed assessment", tenancy)
}

// support enters what a tenant needs and plans what was done about it.
func (p *play) support(x seed.DemoSupport) error {
	manager := p.as(allocation.Manager)
	id, _, err := p.st.RaiseSupport(p.ctx, manager, p.stays[x.Applicant], oversight.Support{
		Kind: x.Kind, Need: x.Need, Raised: p.day, Raiser: x.Applicant, Handler: x.Handler,
	})
	if err != nil {
		return err
	}
	step := func(day civil.Date, run func(version int64) error) {
		p.at(day, x.Applicant+" support", func() error {
			d, err := p.st.Support(p.ctx, manager, id)
			if err != nil {
				return err
			}
			return run(d.Version)
		})
	}
	for _, n := range x.Steps {
		step(n.Day, func(v int64) error { return p.st.StepSupport(p.ctx, manager, id, v, n) })
	}
	switch {
	case x.Void != "":
		step(x.Closed, func(v int64) error { return p.st.VoidSupport(p.ctx, manager, id, v, x.Void) })
	case !x.Closed.IsZero():
		step(x.Closed, func(v int64) error { return p.st.CloseSupport(p.ctx, manager, id, v, p.day, x.Result) })
	}
	return nil
}

// finding raises one and plans the answers of the district and the supervisor's word on them.
func (p *play) finding(f seed.DemoFinding) error {
	manager, supervisor := p.as(allocation.Manager), p.bodies[f.Body]
	target, err := p.st.FindFindingTarget(p.ctx, supervisor, f.Noun, p.stays[f.Applicant], f.District)
	if err != nil {
		return err
	}
	id, _, err := p.st.RaiseFinding(p.ctx, supervisor, target, oversight.Finding{Body: f.Body, Text: f.Text, Clause: f.Clause, AnswerBy: f.AnswerBy})
	if err != nil {
		return err
	}
	step := func(day civil.Date, run func(version int64) error) {
		p.at(day, f.District+f.Applicant+" finding", func() error {
			d, err := p.st.Finding(p.ctx, supervisor, id)
			if err != nil {
				return err
			}
			return run(d.Version)
		})
	}
	for i, a := range f.Answers {
		step(a.Day, func(v int64) error {
			_, err := p.st.AnswerFinding(p.ctx, manager, id, v, a)
			return err
		})
		if i == 0 && f.Return != "" {
			step(a.Day.AddDays(1), func(v int64) error {
				return p.st.ReturnFinding(p.ctx, supervisor, id, v, f.Return, f.ReturnBy)
			})
		}
	}
	switch {
	case f.Withdrawn != "":
		step(f.Closed, func(v int64) error { return p.st.WithdrawFinding(p.ctx, supervisor, id, v, f.Withdrawn) })
	case !f.Closed.IsZero():
		step(f.Closed, func(v int64) error {
			return p.st.CloseFinding(p.ctx, supervisor, id, v, "已改正（示例）")
		})
	}
	return nil
}
