package cli

import (
	"fmt"
	"slices"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/leave"
	"penggai/allocation/tenure"
	"penggai/seed"
	"penggai/store/engine"
	"penggai/store/exit"
	"penggai/store/money"
	"penggai/store/premises"
	"penggai/store/round"
	"penggai/store/stay"
)

// round plans one allocation round from its draft to the awards and what becomes of each.
func (p *play) round(r seed.DemoRound, fates map[string]seed.DemoFate) {
	approver, reviewer := p.as(allocation.Approver), p.as(allocation.Reviewer)
	var id int64
	step := func(run func(row round.RoundRow) error) error {
		row, err := p.st.Round(p.ctx, approver, id)
		if err != nil {
			return err
		}
		return run(row)
	}
	all := func(steps ...func(round.RoundRow) error) error {
		for _, s := range steps {
			if err := step(s); err != nil {
				return err
			}
		}
		return nil
	}
	p.at(r.Drawn.AddDays(-7), "lock "+r.Key, func() error {
		var err error
		if id, err = p.st.NewRound(p.ctx, reviewer, r.District); err != nil {
			return err
		}
		if err := step(func(w round.RoundRow) error { return p.leaveOut(r, w) }); err != nil {
			return err
		}
		scope, err := p.st.RoundScope(p.ctx, reviewer, id)
		if err != nil {
			return err
		}
		return all(func(w round.RoundRow) error {
			return p.st.LockRound(p.ctx, reviewer, id, w.Version, round.Locking{Seal: scope.Seal, Source: r.Source})
		})
	})
	p.at(r.Drawn, "draw "+r.Key, func() error {
		return all(
			func(w round.RoundRow) error { return p.st.EnterDraw(p.ctx, reviewer, id, w.Version, r.Draw) },
			func(w round.RoundRow) error {
				if !w.Draw.Waits() {
					return nil
				}
				_, err := p.st.AgreeDraw(p.ctx, p.as(allocation.Approver), id, w.Version)
				return err
			},
			func(w round.RoundRow) error {
				_, err := p.st.ComputeRound(p.ctx, reviewer, id, w.Version, nil)
				return err
			},
			func(w round.RoundRow) error { return p.st.NoticeRound(p.ctx, reviewer, id, w.Version, "") },
			func(w round.RoundRow) error {
				p.at(w.WindowEnd().AddDays(1), "confirm "+r.Key, func() error { return p.confirm(id, fates) })
				return nil
			},
		)
	})
}

// leaveOut leaves all vacant units out of a draft but those that the plan names.
func (p *play) leaveOut(r seed.DemoRound, w round.RoundRow) error {
	reviewer := p.as(allocation.Reviewer)
	scope, err := p.st.RoundScope(p.ctx, reviewer, w.ID)
	if err != nil {
		return err
	}
	part, err := p.st.Units(p.ctx, reviewer, engine.ListQuery{Filter: r.Pool})
	if err != nil {
		return err
	}
	out := round.LeaveOut{Reason: seed.DemoLeftOut}
	for _, u := range scope.Units {
		if !slices.ContainsFunc(part.Rows, func(x premises.UnitRow) bool { return x.Number == u.Number }) {
			out.Units = append(out.Units, u.Number)
		}
	}
	_, err = p.st.LeaveOutOfRound(p.ctx, reviewer, w.ID, w.Version, out)
	return err
}

// confirm makes a round final and plans the signing of every award.
func (p *play) confirm(round int64, fates map[string]seed.DemoFate) error {
	approver := p.as(allocation.Approver)
	row, err := p.st.Round(p.ctx, approver, round)
	if err != nil {
		return err
	}
	found, err := p.st.RoundFindings(p.ctx, approver, round)
	if err != nil {
		return err
	}
	remarks := map[string]string{}
	for _, f := range found {
		remarks[f.Words()] = "已核对原件，各自独立经营（示例）"
	}
	if _, err := p.st.ConfirmRound(p.ctx, approver, round, row.Version, row.Run, remarks); err != nil {
		return err
	}
	awards, err := p.st.Awards(p.ctx, approver, round)
	if err != nil {
		return err
	}
	for i, w := range awards {
		p.tenancy(w, fates[w.Applicant], p.day.AddDays(4+i%3))
	}
	return nil
}

// tenancy plans a stay from the signing to what its fate is.
func (p *play) tenancy(w round.AwardRow, fate seed.DemoFate, signed civil.Date) {
	manager := p.as(allocation.Manager)
	var id int64
	step := func(day civil.Date, what string, run func(d stay.TenancyDetail) error) {
		p.at(day, w.Applicant+" "+what, func() error {
			d, err := p.st.Tenancy(p.ctx, manager, id)
			if err != nil {
				return err
			}
			return run(d)
		})
	}
	p.at(signed, w.Applicant+" sign", func() error {
		app, err := p.st.Application(p.ctx, manager, w.Application)
		if err != nil {
			return err
		}
		id, err = p.st.SignContract(p.ctx, manager, stay.Signing{
			Award: w.ID, Version: w.Version, Signed: p.day,
			FullTime: app.Jobs.Accepted.Full, PartTime: app.Jobs.Accepted.Part, Waivers: demoWaivers(w.Applicant),
		})
		p.stays[w.Applicant] = id
		return err
	})
	step(signed.AddDays(3), "notarise", func(d stay.TenancyDetail) error {
		m := allocation.Milestone{Kind: allocation.MilestoneNotarised, Body: "公证处（示例）", Number: fmt.Sprintf("示例公证字 %d 号", 1100+d.ID), Day: p.day}
		if err := p.st.AddMilestone(p.ctx, manager, id, m); err != nil {
			return err
		}
		m = allocation.Milestone{Kind: allocation.MilestoneFiled, Body: "市棚改办（示例）", Number: fmt.Sprintf("示例备案 %d", d.ID), Day: p.day}
		return p.st.AddMilestone(p.ctx, manager, id, m)
	})
	step(signed.AddDays(5), "hand over", func(d stay.TenancyDetail) error {
		_, err := p.st.HandOver(p.ctx, manager, id, d.Version, p.day, conditions(d, 0))
		return err
	})
	if fate != seed.DemoUnopen && fate != seed.DemoExit5 {
		step(signed.AddDays(20), "licence", func(d stay.TenancyDetail) error {
			err := p.st.AddMilestone(p.ctx, manager, id, allocation.Milestone{
				Kind: allocation.MilestoneLicensed, Body: "市场监管局（示例）", Number: fmt.Sprintf("示例执照 %04d", d.ID), Day: p.day,
			})
			if err != nil || d.ID%6 == 0 { // a few forget the tax office
				return err
			}
			return p.st.AddMilestone(p.ctx, manager, id, allocation.Milestone{
				Kind: allocation.MilestoneTaxed, Body: "税务局（示例）", Number: fmt.Sprintf("示例税登 %04d", d.ID), Day: p.day,
			})
		})
		step(signed.AddDays(45), "open", func(d stay.TenancyDetail) error {
			_, err := p.st.OpenBusiness(p.ctx, manager, id, d.Version, p.day, "")
			return err
		})
	}
	p.benefits(w.Applicant, signed, step)
	p.yearly(w.Applicant, signed)
	p.fate(fate, signed, step)
}

// demoExit is why and on what paper a demonstration exit stands, and when it is opened after the signing.
var demoExits = map[seed.DemoFate]struct {
	ground         int
	months         int
	document, body string
	reason         string
}{
	seed.DemoExit1:   {1, 20, "行政处罚决定书（示例）", "市场监管局（示例）", "被有关部门追究责任（示例）"},
	seed.DemoExit2:   {2, 35, "不再使用申请（示例）", "", "期满不再使用（示例）"},
	seed.DemoExit3:   {3, 32, "", "", "考核不合格，未整改（示例）"}, // rests on its failed assessment
	seed.DemoExit4:   {4, 22, "停止经营申请（示例）", "", "项目无法继续经营（示例）"},
	seed.DemoExit5:   {5, 5, "区政府认定书（示例）", "区政府（示例）", "逾期未开业（示例）"},
	seed.DemoLeaving: {4, 21, "停止经营申请（示例）", "", "项目无法继续经营（示例）"},
}

// fate plans renewal or exit.
func (p *play) fate(fate seed.DemoFate, signed civil.Date, step func(civil.Date, string, func(stay.TenancyDetail) error)) {
	if fate == seed.DemoRenews {
		step(signed.AddMonths(charge.FreeMonths).AddDays(-20), "renew", func(d stay.TenancyDetail) error {
			boss := p.as(allocation.Approver)
			f, err := p.st.RenewalOf(p.ctx, boss, d.ID)
			if err != nil {
				return err
			}
			_, err = p.st.RenewContract(p.ctx, boss, stay.Renewal{Tenancy: d.ID, Version: d.Version, Seen: f.Seen(), RenewalDecision: tenure.RenewalDecision{
				Signed: p.day, Decision: "区长办公会同意续签（示例）", Over: "经营稳定，没有更小的空置房源（示例）",
			}})
			return err
		})
	}
	x, leaves := demoExits[fate]
	if !leaves {
		return
	}
	step(signed.AddMonths(x.months), "exit", func(d stay.TenancyDetail) error {
		e := leave.Evidence{Document: x.document, Body: x.body, Day: p.day}
		if fate == seed.DemoExit3 {
			var err error
			if e, err = p.failed(d.ID); err != nil {
				return err
			}
		}
		id, err := p.st.OpenExit(p.ctx, p.as(allocation.Manager), d.ID, d.Version, x.ground, e, x.reason)
		if err != nil {
			return err
		}
		p.leave(id, d.ID, fate == seed.DemoLeaving)
		return nil
	})
}

// leave plans an exit from its approval to the shop that is vacant again; half ends with the notice.
func (p *play) leave(id, tenancy int64, half bool) {
	manager := p.as(allocation.Manager)
	step := p.exitSteps(id)
	p.hearing(id, step)
	step(7, "approve exit", func(x exit.ExitDetail) error {
		_, err := p.st.ApproveExit(p.ctx, p.as(allocation.Approver), id, x.Version, civil.Date{}, "同意退出（示例）", leave.Weighing{Heed: leave.HeedWaived})
		return err
	})
	step(9, "serve notice", func(x exit.ExitDetail) error {
		_, err := p.st.NoticeExit(p.ctx, manager, id, x.Version, p.day, "直接送达（示例）")
		return err
	})
	if half {
		return
	}
	var units []int64
	step(20, "keys back", func(x exit.ExitDetail) error {
		d, err := p.st.Tenancy(p.ctx, manager, tenancy)
		if err != nil {
			return err
		}
		for _, h := range d.Holdings {
			units = append(units, h.UnitID)
		}
		return p.st.ReturnExit(p.ctx, manager, id, x.Version, p.day, conditions(d, 52_000))
	})
	step(25, "settle", func(x exit.ExitDetail) error {
		if err := p.payUp(tenancy); err != nil {
			return err
		}
		return p.st.SettleExit(p.ctx, manager, id, x.Version, p.day, "费用已结清（示例）")
	})
	step(28, "file", func(x exit.ExitDetail) error {
		return p.st.FileExit(p.ctx, manager, id, x.Version, p.day, fmt.Sprintf("示例退备 %d", id), "市棚改办（示例）")
	})
	step(29, "close", func(x exit.ExitDetail) error { return p.st.CloseExit(p.ctx, manager, id, x.Version) })
	step(50, "vacant again", func(exit.ExitDetail) error {
		return p.st.ReopenUnits(p.ctx, manager, units, "整修验收合格（示例）")
	})
}

// exitStep plans a step of an exit so many days after today.
type exitStep func(after int, what string, run func(x exit.ExitDetail) error)

func (p *play) exitSteps(id int64) exitStep {
	opened := p.day
	return func(after int, what string, run func(x exit.ExitDetail) error) {
		p.at(opened.AddDays(after), what, func() error {
			x, err := p.st.Exit(p.ctx, p.as(allocation.Manager), id)
			if err != nil {
				return err
			}
			return run(x)
		})
	}
}

// hearing plans what comes before the decision where the ground asks to hear the tenant.
func (p *play) hearing(id int64, step exitStep) {
	manager := p.as(allocation.Manager)
	heard := func(after int, what string, run func(x exit.ExitDetail) error) {
		step(after, what, func(x exit.ExitDetail) error {
			if !x.Heard {
				return nil
			}
			return run(x)
		})
	}
	heard(1, "tell", func(x exit.ExitDetail) error {
		return p.st.TellExit(p.ctx, manager, id, x.Version, p.day, "直接送达（示例）")
	})
	heard(4, "hear", func(x exit.ExitDetail) error {
		return p.st.HearExit(p.ctx, manager, id, x.Version, p.day, "放弃陈述申辩（示例）")
	})
	heard(5, "advise", func(x exit.ExitDetail) error {
		return p.st.AdviseExit(p.ctx, manager, id, x.Version, "法律顾问（示例）", p.day, "依据充分，程序合法（示例）")
	})
}

// conditions are the hand-over records of all units of a tenancy; used is the water since the keys were given.
func conditions(d stay.TenancyDetail, used allocation.Volume) []allocation.Condition {
	var out []allocation.Condition
	for i, h := range d.Holdings {
		out = append(out, allocation.Condition{
			UnitID: h.UnitID, Unit: h.Unit, Keys: 3,
			Water: allocation.Volume(12_000+1000*i) + used, Power: allocation.Energy(14_000) + allocation.Energy(used),
		})
	}
	return out
}

// prices enters the made-up market prices on the days of their publication.
func (p *play) prices() {
	for _, price := range seed.DemoPrices() {
		p.at(price.Published, "price", func() error {
			return p.st.SetPrice(p.ctx, p.as(allocation.Manager), money.PriceRow{
				Fee: price.Fee, Year: price.Year, Priced: true, Fen: price.Fen, From: price.From, To: price.To,
				Document: fmt.Sprintf("示例价格文件〔%d〕%d号", price.Year, slices.Index(charge.Fees, price.Fee)+1), DocumentDay: price.Published,
				Payee: "示例收费单位",
			}, "")
		})
	}
}
