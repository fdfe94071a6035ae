package oversight

import (
	"fmt"
	"strings"

	"penggai/allocation"
	"penggai/allocation/quantity"
	"penggai/allocation/rule"
)

// Yardstick is what the jobs of a tenant are measured by: the rule of its district on a day, and what it holds (四(三)).
type Yardstick struct {
	Parameter int64 // id of the version
	Params    rule.Params
	Weights   allocation.JobWeights
	Held      quantity.Area
	Year      int
	Spared    quantity.Money // of the fees by ㎡ of all that is held, in that calendar year
}

// Measure is what verified jobs carry by the rule, against what is held. The zero value: it was not measured.
type Measure struct {
	Parameter int64          // id of the version of the rule
	Weight    int64          // thousandths of a job, taxes considered
	Entitled  quantity.Area  // by the rule
	Most      quantity.Area  // the greatest area of the band
	Held      quantity.Area  // on the day
	Cost      quantity.Money // what the area above the band spares in the year
	Year      int            // calendar year of Cost
}

// Measure measures jobs as verified, with a year's tax.
func (y Yardstick) Measure(verified allocation.JobFigure, tax quantity.Money) Measure {
	w := y.Weights
	w.Verified = 1000 // each counts as one: it has been seen
	in := rule.InstanceApplicant{JobsMillis: allocation.Jobs{Verified: verified}.Millis(w), Tax: tax}
	m := Measure{Parameter: y.Parameter, Weight: y.Params.Weight(&in), Held: y.Held, Year: y.Year}
	m.Entitled = y.Params.Entitlement(m.Weight, y.Params.PerJob)
	m.Most = y.Params.Band(&in, m.Entitled).Hi
	if y.Held > 0 {
		m.Cost = quantity.Money((int64(y.Spared)*int64(m.Over())*2 + int64(y.Held)) / (2 * int64(y.Held)))
	}
	return m
}

// Done says whether anything was measured.
func (m Measure) Done() bool { return m.Held > 0 }

// Over is the area held above the band.
func (m Measure) Over() quantity.Area { return max(0, m.Held-m.Most) }

// Text says in one line what the jobs carry and what is held.
func (m Measure) Text() string {
	jobs := strings.TrimSuffix(quantity.Hundredths((m.Weight+5)/10), ".00")
	return fmt.Sprintf("折 %s 个岗位，应得 %s ㎡，最多 %s ㎡，占用 %s ㎡", jobs, m.Entitled, m.Most, m.Held)
}

// OverText says what is held above the band and what that costs; empty when nothing is.
func (m Measure) OverText() string {
	switch {
	case m.Over() == 0:
		return ""
	case m.Cost == 0:
		return fmt.Sprintf("多占 %s ㎡", m.Over())
	}
	return fmt.Sprintf("多占 %s ㎡，%d 年为此减免 %s 元", m.Over(), m.Year, m.Cost)
}

// SmallerText names the way to fewer premises.
const SmallerText = "可办理部分退房或换小的房源（入驻 > F2 变更）"

// Terms is what an assessment is held against.
type Terms struct {
	Contracted    allocation.JobFigure
	ShortPermille int64 // as many fewer jobs than contracted pass by the word of whoever records it
	Confirm       bool  // a 不合格 needs a second person
	Approver      bool  // the approver records it
}

// Short says whether so many jobs are missing that a 合格 is the approver's.
func (x Terms) Short(verified allocation.JobFigure) bool {
	short := x.Contracted.People() - verified.People()
	return x.Contracted.Stated() && verified.Stated() && short*1000 > x.ShortPermille*x.Contracted.People()
}

// LatestTax is the tax of the latest calendar year that is known; none: what the review accepted.
func LatestTax(expected allocation.Taxes, paid ...[]TaxPaid) quantity.Money {
	out, year := expected.Accepted.Amount, 0
	for _, list := range paid {
		for _, x := range list {
			if x.Year >= year {
				out, year = x.Amount, x.Year
			}
		}
	}
	return out
}
