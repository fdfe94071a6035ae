package rule

import (
	"fmt"
	"strings"

	"penggai/allocation/quantity"
	"penggai/allocation/strict"
)

// ReadInstance reads an instance file strictly: every key present (but fixed and rest), none unknown, none twice, integers
// only, nothing behind the end, every bound of the rule kept. The refusal (ErrBadInstance) names the place.
func ReadInstance(data []byte) (*Instance, error) { return readInstanceAt(data, "", 1) }

// readInstanceAt reads an instance that stands in a file under a key and begins on a line, both of which its refusals name.
func readInstanceAt(data []byte, key string, line int) (*Instance, error) {
	in := &Instance{}
	bad := func(place string, at int, why string) error {
		return badPlace(strings.Trim(key+"."+place, "."), at+line-1, why)
	}
	if err := strict.Read(data, in, instanceKeys, bad); err != nil {
		return nil, err
	}
	if err := in.Check(); err != nil {
		return nil, err
	}
	return in, nil
}

var instanceKeys = []strict.Property[Instance]{
	{Name: "format", Read: func(r *strict.Reader, in *Instance) {
		if r.Text() != InstanceFormat {
			r.Fail("应为 %s", InstanceFormat)
		}
	}},
	{Name: "seed", Read: func(r *strict.Reader, in *Instance) { in.Seed = r.Text() }},
	{Name: "params", Read: func(r *strict.Reader, in *Instance) { strict.Object(r, &in.Params, paramsKeys) }},
	{Name: "units", Read: func(r *strict.Reader, in *Instance) { in.Units = strict.Objects(r, unitKeys) }},
	{Name: "applicants", Read: func(r *strict.Reader, in *Instance) { in.Applicants = strict.Objects(r, applicantKeys) }},
	{Name: "fixed", Optional: true, Read: func(r *strict.Reader, in *Instance) { in.Fixed = strict.Objects(r, fixedKeys) }},
}

var paramsKeys = []strict.Property[Params]{
	{Name: "dm2_per_job", Read: func(r *strict.Reader, p *Params) { p.PerJob = quantity.Area(r.Integer()) }},
	{Name: "scale_to_supply", Read: func(r *strict.Reader, p *Params) { p.ScaleToSupply = r.Bool() }},
	{Name: "tax_fen_per_job", Read: func(r *strict.Reader, p *Params) { p.TaxPerJob = quantity.Money(r.Integer()) }},
	{Name: "tax_cap_permille", Read: func(r *strict.Reader, p *Params) { p.TaxCapPermille = r.Integer() }},
	{Name: "tie_band_millijobs", Read: func(r *strict.Reader, p *Params) { p.TieBandMillijobs = r.Integer() }},
	{Name: "min_dm2", Read: func(r *strict.Reader, p *Params) { p.Min = quantity.Area(r.Integer()) }},
	{Name: "max_dm2", Read: func(r *strict.Reader, p *Params) { p.Max = quantity.Area(r.Integer()) }},
	{Name: "under_permille", Read: func(r *strict.Reader, p *Params) { p.UnderPermille = r.Integer() }},
	{Name: "over_permille", Read: func(r *strict.Reader, p *Params) { p.OverPermille = r.Integer() }},
	{Name: "max_units", Read: func(r *strict.Reader, p *Params) { p.MaxUnits = r.Integer() }},
	{Name: "rest", Optional: true, Read: func(r *strict.Reader, p *Params) {
		if p.Rest = (Rest{}); !r.Null() {
			p.Rest.Given = true
			strict.Object(r, &p.Rest, restKeys)
		}
	}},
}

var restKeys = []strict.Property[Rest]{
	{Name: "under_permille", Read: func(r *strict.Reader, p *Rest) { p.UnderPermille = r.Integer() }},
	{Name: "over_permille", Read: func(r *strict.Reader, p *Rest) { p.OverPermille = r.Integer() }},
}

var unitKeys = []strict.Property[InstanceUnit]{
	{Name: "number", Read: func(r *strict.Reader, u *InstanceUnit) { u.Number = r.Text() }},
	{Name: "community", Read: func(r *strict.Reader, u *InstanceUnit) { u.Community = r.Text() }},
	{Name: "building", Read: func(r *strict.Reader, u *InstanceUnit) { u.Building = r.Text() }},
	{Name: "floor", Read: func(r *strict.Reader, u *InstanceUnit) { u.Floor = r.Integer() }},
	{Name: "bay", Read: func(r *strict.Reader, u *InstanceUnit) { u.Bay = r.Maybe() }},
	{Name: "area_dm2", Read: func(r *strict.Reader, u *InstanceUnit) { u.Area = quantity.Area(r.Integer()) }},
	{Name: "tags", Read: func(r *strict.Reader, u *InstanceUnit) { u.Tags = r.Texts() }},
}

var applicantKeys = []strict.Property[InstanceApplicant]{
	{Name: "number", Read: func(r *strict.Reader, a *InstanceApplicant) { a.Number = r.Text() }},
	{Name: "jobs_millis", Read: func(r *strict.Reader, a *InstanceApplicant) { a.JobsMillis = r.Integer() }},
	{Name: "tax_fen", Read: func(r *strict.Reader, a *InstanceApplicant) { a.Tax = quantity.Money(r.Integer()) }},
	{Name: "policy", Read: func(r *strict.Reader, a *InstanceApplicant) { a.Policy = r.Bool() }},
	{Name: "group", Read: func(r *strict.Reader, a *InstanceApplicant) { a.Group = r.Bool() }},
	{Name: "min_dm2", Read: func(r *strict.Reader, a *InstanceApplicant) { a.Min = (*quantity.Area)(r.Maybe()) }},
	{Name: "max_dm2", Read: func(r *strict.Reader, a *InstanceApplicant) { a.Max = (*quantity.Area)(r.Maybe()) }},
	{Name: "communities", Read: func(r *strict.Reader, a *InstanceApplicant) { a.Communities = r.Texts() }},
	{Name: "only_listed", Read: func(r *strict.Reader, a *InstanceApplicant) { a.OnlyListed = r.Bool() }},
	{Name: "requires", Read: func(r *strict.Reader, a *InstanceApplicant) { a.Requires = r.Texts() }},
	{Name: "max_units", Read: func(r *strict.Reader, a *InstanceApplicant) { a.MaxUnits = r.Integer() }},
}

var fixedKeys = []strict.Property[Fixed]{
	{Name: "applicant", Read: func(r *strict.Reader, f *Fixed) { f.Applicant = r.Text() }},
	{Name: "units", Read: func(r *strict.Reader, f *Fixed) { f.Units = r.Texts() }},
}

// badPlace is ErrBadInstance where the file says something wrong.
func badPlace(place string, line int, why string) error {
	if place == "" {
		return badInstance(fmt.Sprintf("第 %d 行", line), "%s", why)
	}
	return badInstance(fmt.Sprintf("%s（第 %d 行）", place, line), "%s", why)
}
