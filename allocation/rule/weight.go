package rule

import (
	"math/big"
	"math/bits"

	"penggai/allocation/quantity"
)

// Weight is an applicant's weight in thousandths of a job: its jobs, and its tax up to the cap (四(三)).
func (p *Params) Weight(a *InstanceApplicant) int64 { return a.JobsMillis + p.TaxPart(a) }

// TaxPart is what the tax adds to the jobs, in thousandths of a job.
func (p *Params) TaxPart(a *InstanceApplicant) int64 {
	if p.TaxPerJob == 0 {
		return 0
	}
	return min(int64(a.Tax)*1000/int64(p.TaxPerJob), a.JobsMillis*p.TaxCapPermille/1000)
}

// Rate is the area that one job carries, cut to the supply where the parameters say so.
func (in *Instance) Rate() quantity.Area {
	p := &in.Params
	if !p.ScaleToSupply {
		return p.PerJob
	}
	area, weight := new(big.Int), new(big.Int)
	for i := range in.Units {
		area.Add(area, big.NewInt(int64(in.Units[i].Area)))
	}
	for i := range in.Applicants {
		weight.Add(weight, big.NewInt(p.Weight(&in.Applicants[i])))
	}
	if weight.Sign() == 0 {
		return p.PerJob
	}
	rate := area.Mul(area, big.NewInt(1000)).Div(area, weight)
	if !rate.IsInt64() {
		return p.PerJob
	}
	return min(p.PerJob, quantity.Area(rate.Int64()))
}

// Entitlement is weight × rate, rounded half up, raised to the parameters' minimum, then cut to their maximum.
func (p *Params) Entitlement(weightMillis int64, rate quantity.Area) quantity.Area {
	high, low := bits.Mul64(uint64(weightMillis), uint64(rate))
	low, carry := bits.Add64(low, 500, 0)
	area := int64(boundQuantity) // beyond every maximum that the bounds allow
	if high+carry < 1000 {
		if q, _ := bits.Div64(high+carry, low, 1000); q < boundQuantity {
			area = int64(q)
		}
	}
	return min(max(quantity.Area(area), p.Min), p.Max)
}

// Band is what an applicant is measured by: its target and the least and the greatest area that an award may have.
// Lo may lie above Hi: then it asks for more than its jobs carry.
type Band struct{ Target, Lo, Hi quantity.Area }

// Band works out the band of an applicant from its entitlement.
func (p *Params) Band(a *InstanceApplicant, entitlement quantity.Area) Band {
	t := entitlement
	if a.Max != nil {
		t = min(t, *a.Max)
	}
	b := Band{
		Target: t,
		Lo:     quantity.Area((int64(t)*(1000-p.UnderPermille) + 999) / 1000),
		Hi:     min(quantity.Area(int64(t)*(1000+p.OverPermille)/1000), p.Max),
	}
	if a.Min != nil {
		b.Lo = max(b.Lo, *a.Min)
	}
	if a.Max != nil {
		b.Hi = min(b.Hi, *a.Max)
	}
	return b
}

// Empty tells that no area can lie in the band.
func (b Band) Empty() bool { return b.Lo > b.Hi }
