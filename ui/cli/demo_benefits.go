package cli

import (
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/relief"
	"penggai/seed"
	"penggai/store/engine"
	"penggai/store/stay"
)

// demoWaivers are the waivers that a tenant applies for at the signing: nil for all, all but the rent's for who forgot it.
func demoWaivers(applicant string) []string {
	if !strings.Contains(applicant, seed.DemoLate) {
		return nil
	}
	var codes []string
	for _, k := range seed.Benefits() {
		if relief.IsWaiver(k) && k.Code != "rent" {
			codes = append(codes, k.Code)
		}
	}
	return codes
}

// deciding is the body that decides a benefit, as its clause names it first.
func deciding(r stay.BenefitRow) string {
	for _, k := range seed.Benefits() {
		if k.Code == r.Kind && len(k.Bodies) > 0 && k.Bodies[0] != seed.EveryDistrict {
			return k.Bodies[0]
		}
	}
	return r.District + "政府"
}

// benefits plans what a tenancy applies for after its signing.
func (p *play) benefits(applicant string, signed civil.Date, step func(civil.Date, string, func(stay.TenancyDetail) error)) {
	for _, b := range seed.DemoBenefits() {
		if !strings.Contains(applicant, b.Tenant) {
			continue
		}
		after := func(day civil.Date, what string, run func(r stay.BenefitRow, by engine.Actor) error) {
			step(civil.Max(day, signed), b.Kind+" "+what, func(d stay.TenancyDetail) error {
				rows, err := p.st.Benefits(p.ctx, p.as(allocation.Manager), d.ID)
				if err != nil {
					return err
				}
				i := slices.IndexFunc(rows, func(r stay.BenefitRow) bool { return r.Kind == b.Kind && r.State.Live() })
				if i < 0 {
					return nil // the stay ended before
				}
				by := p.as(allocation.Manager)
				if rows[i].Waiver() {
					by = p.as(allocation.Approver)
				}
				return run(rows[i], by)
			})
		}
		if !b.Applied.IsZero() {
			step(civil.Max(b.Applied, signed), b.Kind+" apply", func(d stay.TenancyDetail) error {
				in := relief.BenefitApplication{Day: p.day, Reason: "按规定申请（示例）"}
				_, err := p.st.ApplyBenefit(p.ctx, p.as(allocation.Manager), d.ID, b.Kind, in)
				return err
			})
		}
		if b.Outcome == seed.DemoBenefitRefused {
			after(b.Answered, "refuse", func(r stay.BenefitRow, by engine.Actor) error {
				_, err := p.st.RefuseBenefit(p.ctx, by, r.ID, r.Version, deciding(r), "暂不具备通气条件（示例）", p.day)
				return err
			})
			continue
		}
		if !b.Answered.IsZero() {
			after(b.Answered, "grant", func(r stay.BenefitRow, by engine.Actor) error {
				g := relief.BenefitGrant{Body: deciding(r), Decision: "示例批复 " + r.Number, Day: p.day, Start: r.Applied}
				_, err := p.st.GrantBenefit(p.ctx, by, r.ID, r.Version, g)
				return err
			})
		}
		switch b.Outcome {
		case seed.DemoBenefitSuspended:
			after(b.Last, "suspend", func(r stay.BenefitRow, by engine.Actor) error {
				return p.st.SuspendBenefit(p.ctx, by, r.ID, r.Version, p.day, "公共部位被占用，限期清理（示例）", "示例整改通知 1 号")
			})
		case seed.DemoBenefitEnded:
			after(b.Last, "end", func(r stay.BenefitRow, by engine.Actor) error {
				return p.st.EndBenefit(p.ctx, by, r.ID, r.Version, p.day, "贷款已还清（示例）", "示例结清证明 1 号")
			})
		}
	}
}
