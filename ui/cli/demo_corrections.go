package cli

import (
	"penggai/allocation"
	"penggai/allocation/amend"
	"penggai/allocation/civil"
	"penggai/store/engine"
	"penggai/store/mend"
	"penggai/store/stay"
)

// corrections plans two slips that are mended in the last days: the number of a paper, confirmed by the approver, and a signing
// day, which waits for him.
func (p *play) corrections() {
	p.at(civil.On(2021, 3, 9), "correct a paper", func() error {
		d, err := p.stay("RZ-LD-2018-0001")
		if err != nil {
			return err
		}
		id, err := p.correct(d, mend.CorrectionAsk{
			Wants:  []amend.CorrectionWant{{Part: "milestone", Field: "number", Row: d.Milestones[0].ID, Value: "示例公证字 1121 号"}},
			Reason: "登记时抄错（示例）", Document: "公证书原件（示例）",
		})
		if err != nil {
			return err
		}
		p.at(civil.On(2021, 3, 10), "confirm a correction", func() error {
			c, err := p.st.Correction(p.ctx, p.as(allocation.Approver), id)
			if err != nil {
				return err
			}
			_, err = p.st.ConfirmCorrection(p.ctx, p.as(allocation.Approver), id, c.Version, "已核对原件（示例）")
			return err
		})
		return nil
	})
	p.at(civil.On(2021, 3, 12), "correct a signing day", func() error {
		d, err := p.stay("RZ-LD-2018-0002")
		if err != nil {
			return err
		}
		_, err = p.correct(d, mend.CorrectionAsk{
			Wants: []amend.CorrectionWant{{Part: "tenancy", Field: "signed_day", Row: d.ID, Value: d.Signed.AddDays(-1).String()}}, Reason: "合同落款日期录错（示例）", Document: "合同原件（示例）",
		})
		return err
	})
}

// stay finds a tenancy by its number.
func (p *play) stay(number string) (stay.TenancyDetail, error) {
	manager := p.as(allocation.Manager)
	page, err := p.st.Tenancies(p.ctx, manager, engine.ListQuery{Filter: number})
	if err != nil {
		return stay.TenancyDetail{}, err
	}
	if len(page.Rows) != 1 {
		return stay.TenancyDetail{}, engine.ErrNotFound.With(number)
	}
	return p.st.Tenancy(p.ctx, manager, page.Rows[0].ID)
}

// correct proposes a correction of a tenancy.
func (p *play) correct(d stay.TenancyDetail, ask mend.CorrectionAsk) (int64, error) {
	ask.Noun, ask.ID = amend.CorrectTenancy, d.ID
	id, _, err := p.st.ProposeCorrection(p.ctx, p.as(allocation.Manager), ask)
	return id, err
}
