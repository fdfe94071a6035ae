package cli

import (
	"context"
	"fmt"
	"slices"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/refusal"
	"penggai/seed"
	"penggai/store"
	"penggai/store/engine"
	"penggai/store/intake"
)

// play lives the demonstration's years through the store's own use cases, day by day: what a clerk cannot do, the
// demonstration cannot either.
type play struct {
	ctx    context.Context
	st     *store.Store
	tell   func(civil.Date) // hears every new day
	day    civil.Date       // the office's day; the store's clock reads it
	actors map[allocation.Role]engine.Actor
	bodies map[string]engine.Actor // supervisors by their department
	events []event
	rounds map[string][]int64 // applications by the key of their round
	stays  map[string]int64   // tenancies by the name of their applicant
}

// event is something that happens on a day.
type event struct {
	day  civil.Date
	what string
	run  func() error
}

// at plans an event; events of one day happen in the order in which they were planned.
func (p *play) at(day civil.Date, what string, run func() error) {
	if day.After(seed.DemoToday) {
		return
	}
	p.events = append(p.events, event{day, what, run})
}

// live runs all events by day; an event may plan later ones.
func (p *play) live() error {
	for len(p.events) > 0 {
		next := 0
		for i, e := range p.events {
			if e.day.Before(p.events[next].day) {
				next = i
			}
		}
		e := p.events[next]
		p.events = slices.Delete(p.events, next, next+1)
		if e.day.After(p.day) {
			p.day = e.day
			p.tell(p.day)
		}
		if err := p.ctx.Err(); err != nil {
			return err
		}
		if err := e.run(); err != nil {
			return fmt.Errorf("%s %s: %w", e.day, e.what, err)
		}
	}
	p.day = seed.DemoToday
	return nil
}

// as is the account of a role.
func (p *play) as(r allocation.Role) engine.Actor { return p.actors[r] }

// application plans the way of one case from the counter to the panel.
func (p *play) application(c seed.DemoCase) {
	var id int64
	step := func(after int, what string, run func(version int64) error) {
		p.at(c.Day.AddDays(after), c.Applicant.Name+" "+what, func() error {
			if id == 0 {
				return run(0)
			}
			a, err := p.st.Application(p.ctx, p.as(allocation.Supervisor), id)
			if err != nil {
				return err
			}
			return run(a.Version)
		})
	}
	step(0, "draft", func(int64) error {
		in := intake.Intake{Applicant: c.Applicant, Application: c.Application}
		for _, g := range c.Groups {
			in.Application.Groups = append(in.Application.Groups, allocation.GroupClaim{Code: g, Proof: "证明材料（示例）"})
		}
		var err error
		_, id, err = p.st.DraftApplication(p.ctx, p.as(allocation.Intake), in)
		return err
	})
	if c.Stage == seed.DemoDraft {
		return
	}
	if c.Stage == seed.DemoRefused {
		step(1, "refuse", func(v int64) error {
			return p.st.RefuseApplication(p.ctx, p.as(allocation.Intake), id, v, refusal.Given{Codes: []string{"sector"}, Note: "申请经营的项目不在可入驻范围（示例）"})
		})
		return
	}
	step(1, "accept", func(v int64) error {
		_, err := p.st.AcceptApplication(p.ctx, p.as(allocation.Intake), id, v)
		return err
	})
	switch c.Stage {
	case seed.DemoAccepted:
		return
	case seed.DemoSupplement:
		step(3, "supplement", func(v int64) error {
			_, err := p.st.AskSupplement(p.ctx, p.as(allocation.Intake), id, v, "运营资金证明（示例）", civil.Date{})
			return err
		})
		return
	case seed.DemoWithdrawn:
		step(3, "withdraw", func(v int64) error {
			return p.st.WithdrawApplication(p.ctx, p.as(allocation.Intake), id, v, "本人另有安排（示例）")
		})
		return
	default:
	}
	p.assess(c, step, &id)
}

// assess plans review, evaluation and decision.
func (p *play) assess(c seed.DemoCase, step func(int, string, func(int64) error), id *int64) {
	step(5, "review", func(v int64) error {
		return p.st.ReviewApplication(p.ctx, p.as(allocation.Reviewer), *id, v, demoReview(c, p.day), true)
	})
	if c.Stage == seed.DemoReviewed {
		return
	}
	points := int64(84)
	if c.Stage == seed.DemoRejected {
		points = 48
	}
	step(8, "evaluate", func(v int64) error {
		return p.st.EvaluateApplication(p.ctx, p.as(allocation.Reviewer), *id, v, demoEvaluation(points))
	})
	if c.Stage == seed.DemoRejected {
		step(10, "reject", func(v int64) error {
			_, err := p.st.RejectApplication(p.ctx, p.as(allocation.Approver), *id, v, refusal.Given{Codes: []string{"score"}, Note: "评审平均分未达到合格分（示例）"})
			return err
		})
		return
	}
	step(10, "approve", func(v int64) error {
		_, err := p.st.ApproveApplication(p.ctx, p.as(allocation.Approver), *id, v, "符合条件，同意（示例）")
		if err == nil && c.Round != "" {
			p.rounds[c.Round] = append(p.rounds[c.Round], *id)
		}
		return err
	})
}

// demoReview is a sheet on which everything holds.
func demoReview(c seed.DemoCase, day civil.Date) intake.ReviewInput {
	in := intake.ReviewInput{}
	for _, code := range c.Groups {
		in.Groups = append(in.Groups, allocation.GroupVerdict{Code: code, Verdict: allocation.VerdictMet})
	}
	for _, clause := range allocation.ReviewClauses {
		check := allocation.ClauseCheck{Clause: clause, Verdict: allocation.VerdictMet}
		if clause == allocation.PriorityClause && !c.Application.Policy.Claimed {
			check.Verdict = allocation.VerdictNone
		}
		if allocation.Seen(clause) {
			check.Remark = "看到原件（示例）"
		}
		in.Clauses = append(in.Clauses, check)
	}
	claimed := c.Application.Jobs.Claimed
	in.Jobs = allocation.JobFigure{Full: claimed.Full, Part: claimed.Part, Source: "用工意向书（示例）", Day: day}
	in.Tax = allocation.TaxFigure{Amount: c.Application.Taxes.Claimed.Amount, Source: "纳税承诺（示例）", Day: day}
	in.PolicyDocument = c.Application.Policy.Document
	for _, m := range seed.Materials() {
		if m.Required || m.When != "" {
			in.Materials = append(in.Materials, m.Code)
		}
	}
	return in
}

// demoExperts are the names on the list of every district.
var demoExperts = []string{"专家甲（示例）", "专家乙（示例）", "专家丙（示例）", "专家丁（示例）"}

// experts puts those who may sit on a panel on the lists.
func (p *play) experts() error {
	for _, d := range allocation.Districts() {
		for _, name := range demoExperts {
			if _, err := p.st.ListExpert(p.ctx, p.as(allocation.Approver), allocation.Expert{District: d.Name, Name: name, Body: "评审组（示例）"}); err != nil {
				return err
			}
		}
	}
	return nil
}

// demoEvaluation is a panel of three whose points are all near the given part of each item's most.
func demoEvaluation(permille int64) allocation.Evaluation {
	var e allocation.Evaluation
	for i, name := range demoExperts[:allocation.MinExperts] {
		s := allocation.ExpertScore{Expert: name, Body: "评审组（示例）", Points: map[string]int64{}}
		for _, item := range allocation.DefaultParameters().Rubric.Items {
			s.Points[item.Code] = max(0, min(item.Max, item.Max*(permille+int64(i)*3)/100))
		}
		e.Scores = append(e.Scores, s)
	}
	return e
}
