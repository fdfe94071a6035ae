package document

import (
	"fmt"
	"slices"
	"strings"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/oversight"
	"penggai/allocation/quantity"
	"penggai/store/watch"
)

// billForm is a bill with its frozen lines and sums.
func billForm(r Record) *Data {
	d, b := &Data{}, r.Bill
	r.party(d)
	d.Put("账单编号", b.Number)
	d.Put("账单类别", b.Kind.Title())
	d.Put(say.TenancyNumber, r.Tenancy.Number)
	d.Put(say.ContractNumber, strings.Join(r.billContracts(), "、"))
	d.Put("账期起", date(b.From))
	d.Put("账期止", gapDate)
	if !b.To.IsZero() {
		d.Put("账期止", date(b.LastDay()))
	}
	d.Put("出账日期", date(b.Issued))
	d.Put("缴费期限", date(b.Due))
	d.Put("市场价合计", b.Total.Market.String())
	d.Put("应缴合计", b.Total.Payable.String())
	d.Put("减免合计", b.Total.Waived.String())
	d.Put("应缴大写", b.Total.Payable.Words())
	d.Put("已缴金额", b.Paid.String())
	d.Put("未缴金额", b.Open.String())
	d.Put("未计入说明", b.Lacks)
	d.Put("抵扣说明", "")
	if b.Total.Payable < 0 {
		d.Put("抵扣说明", "本账单为贷项：差额抵扣其他账单，余额作为预存。")
	}
	d.Put("出账人", b.IssuedBy)
	var payees []string
	for _, p := range r.Payees {
		payees = append(payees, p.Fee.Title()+"："+p.Payee)
	}
	for _, p := range r.Card.Payees { // of prices that name nobody
		if len(r.Payees) == 0 {
			payees = append(payees, p.Name)
		}
	}
	d.Put("收款单位", or(strings.Join(payees, "；"), r.authority()))
	list := d.AddList("账单明细", say.Fee, "起止", say.Phase, say.UnitPrice, "计量", say.Days, say.Market, say.Payable, say.Waiver)
	for _, l := range b.Lines {
		amount := area(l.Area)
		if l.Fee == charge.FeeWater {
			amount = allocation.Volume(l.Litres).String()
		}
		fee := l.Fee.Title()
		if l.Back {
			fee += say.ReversedBy
		}
		list.Add(fee, period(l.From, l.To.AddDays(-1)), l.ShareTitle(), l.Price.String(), amount,
			fmt.Sprintf("%d/%d", l.Days, l.Of), l.Market.String(), l.Payable.String(), l.Waived.String())
	}
	r.premises(d)
	r.billPremises(d)
	return d
}

// billContracts are the contracts that were in force in the period of the bill, of those that had been signed when it was issued.
func (r *Record) billContracts() (out []string) {
	for _, c := range r.Tenancy.Contracts {
		if c.From.Before(r.Bill.To) && c.To.After(r.Bill.From) && !c.Signed.After(r.Bill.Issued) {
			out = append(out, c.Number)
		}
	}
	if len(out) == 0 {
		out = []string{r.Contract.Number}
	}
	return out
}

// billPremises puts what the lines of the bill are about: the premises of its period, with the areas that its lines have.
func (r *Record) billPremises(d *Data) {
	var numbers, areas []string
	last := quantity.Area(0)
	for _, l := range r.Bill.Lines {
		if l.Fee != r.Bill.Lines[0].Fee || l.Fee == charge.FeeWater || l.Back || l.Area == last {
			continue
		}
		text := area(l.Area)
		if last != 0 {
			text = "自" + date(l.From) + "起 " + text
		}
		areas, last = append(areas, text), l.Area
	}
	for _, h := range r.Tenancy.Holdings {
		if !h.From.Before(r.Bill.To) || !h.To.IsZero() && !h.To.After(r.Bill.From) {
			continue
		}
		number := r.unitOn(h, r.Bill.LastDay()).Number
		if !h.To.IsZero() && h.To.Before(r.Bill.To) {
			number += "（到" + date(h.To.AddDays(-1)) + "）"
		}
		if h.From.After(r.Bill.From) && h.From.After(r.Tenancy.Signed) {
			number += "（自" + date(h.From) + "）"
		}
		numbers = append(numbers, number)
	}
	if len(numbers) > 0 {
		d.Put("房源编号", strings.Join(numbers, "、"))
	}
	if len(areas) > 0 {
		d.Put("面积合计", strings.Join(areas, "，"))
	}
}

// period is a line's first and last day, 2020.10.1-10.31, the second year only where it is another.
func period(first, last civil.Date) string {
	end := fmt.Sprintf("%d.%d", int(last.Month()), last.Day())
	if first.Year() != last.Year() {
		end = fmt.Sprintf("%d.%s", last.Year(), end)
	}
	return fmt.Sprintf("%d.%d.%d-%s", first.Year(), int(first.Month()), first.Day(), end)
}

// assessmentForm is the sheet of an assessment (四(五)): jobs beside what was accepted and contracted, taxes by year, the questions,
// the conclusion and what was put right.
func assessmentForm(r Record) *Data {
	d, a := &Data{}, r.Assessment
	r.party(d)
	r.project(d)
	d.Put("考核编号", a.Number)
	d.Put(say.TenancyNumber, r.Tenancy.Number)
	d.Put(say.ContractNumber, r.Contract.Number)
	d.Put(say.AssessedOn, date(a.Day))
	d.Put("应考核日", dateOr(a.Due, "临时考核"))
	d.Put(say.Attending, strings.Join(a.Bodies, "、"))
	d.Put(say.ClaimedJobs, people(a.Figures.Claimed))
	d.Put(say.AcceptedJobs, people(a.Figures.Accepted))
	d.Put("承诺岗位", people(a.Figures.Contracted))
	d.Put(say.VerifiedJobs, people(a.Jobs))
	d.Put("折合应得", textNone)
	d.Put("多占面积", textNone)
	if a.Measure.Done() {
		d.Put("折合应得", a.Measure.Text())
		d.Put("多占面积", or(a.Measure.OverText(), "没有多占"))
	}
	d.Put("核实依据", a.Jobs.Source+dated(a.Jobs.Day))
	d.Put("预计年纳税", or(tax(a), textNone))
	d.Put("证明材料", or(a.Papers, textNone))
	d.Put("考核结论", a.Conclusion.Title())
	d.Put("结论理由", or(a.Reason, textNone))
	d.Put("整改要求", or(a.Rectify, textNone))
	d.Put(say.RectifyBy, dateOr(a.RectifyBy, textNone))
	d.Put(say.RecheckedOn, dateOr(a.Inspected, textNone))
	d.Put(say.Recheck, or(a.Inspect, textNone))
	d.Put("确认日期", dateOr(a.Decided, textNone))
	d.Put("确认意见", or(a.Decision, textNone))
	d.Put("考核状态", a.State.Title())
	d.Put(say.RecordedBy, a.RecordedName)
	points := d.AddList("考核项目", say.Project, "条款", say.Result, say.Note)
	for _, p := range oversight.AssessmentPoints {
		i := slices.IndexFunc(a.Points, func(c oversight.PointCheck) bool { return c.Code == p.Code })
		if i < 0 {
			points.Add(p.Title, p.Clause)
			continue
		}
		points.Add(p.Title, p.Clause, yesNo(a.Points[i].Good), a.Points[i].Remark)
	}
	taxes := d.AddList("纳税", say.Year, "税额", say.Basis)
	for _, t := range a.Taxes {
		taxes.Add(count(t.Year), t.Amount.String(), t.Source)
	}
	r.premises(d)
	return d
}

// tax is what the review expected a year, else what was claimed.
func tax(a watch.AssessmentDetail) string {
	f := a.Expected.Accepted
	if !f.Stated() {
		f = a.Expected.Claimed
	}
	if !f.Stated() {
		return ""
	}
	return f.Amount.String() + " 元"
}

// people is a figure of jobs in words.
func people(f allocation.JobFigure) string {
	if !f.Stated() {
		return "未登记"
	}
	return fmt.Sprintf("全职 %d 人，兼职 %d 人", f.Full, f.Part)
}

// notVoid refuses the sheet of an assessment that was entered by mistake.
func notVoid(r Record) string {
	if r.Assessment.State == oversight.AssessmentVoid {
		return "考核已作废"
	}
	return ""
}
