package allocation

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"

	"penggai/allocation/civil"
	"penggai/allocation/say"
)

func TestDefaultParametersMayBePublished(t *testing.T) {
	if faults := DefaultParameters().Check(); len(faults) > 0 {
		t.Fatal(faults)
	}
}

func TestParametersKeepThroughJSON(t *testing.T) {
	p := DefaultParameters()
	p.Materials = []string{"form", "plan"}
	b, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	var q Parameters
	if err := json.Unmarshal(b, &q); err != nil || !reflect.DeepEqual(p, q) {
		t.Fatalf("%v\n%+v\n%+v", err, p, q)
	}
}

func TestParametersCheck(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(*Parameters)
		field string
		want  *say.Refusal
	}{
		"no area for a job":     {func(p *Parameters) { p.Allocation.DM2PerJob = 0 }, "allocation.dm2_per_job", ErrParamRange},
		"no band":               {func(p *Parameters) { p.Allocation.TieBandMillijobs = 0 }, "allocation.tie_band_millijobs", ErrParamRange},
		"21 units":              {func(p *Parameters) { p.Allocation.MaxUnits = 21 }, "allocation.max_units", ErrParamRange},
		"least above most":      {func(p *Parameters) { p.Allocation.MinDM2 = p.Allocation.MaxDM2 + 1 }, "allocation.min_dm2", ErrParamMinMax},
		"no job counts":         {func(p *Parameters) { p.Jobs.Claimed, p.Jobs.Accepted, p.Jobs.Verified = 0, 0, 0 }, "jobs.accepted", ErrParamNoJobs},
		"no rubric":             {func(p *Parameters) { p.Rubric.Items = nil }, "rubric", ErrRubricEmpty},
		"a code twice":          {func(p *Parameters) { p.Rubric.Items[1].Code = p.Rubric.Items[0].Code }, "rubric.items.1", ErrParamRubricItem},
		"mark out of reach":     {func(p *Parameters) { p.Rubric.Pass = p.Rubric.Total() + 1 }, "rubric.pass", ErrParamPass},
		"a paper twice":         {func(p *Parameters) { p.Materials = []string{"a", "b", "a"} }, "materials", ErrParamMaterials},
		"notice in months":      {func(p *Parameters) { p.Notice = civil.Period{N: 1, Unit: civil.Months} }, "notice", ErrParamUnit},
		"bills of two months":   {func(p *Parameters) { p.BillMonths = 2 }, "bill_months", ErrParamBillMonths},
		"unknown after 72":      {func(p *Parameters) { p.After72 = "free" }, "after_72", ErrParamAfter72},
		"reminder of two years": {func(p *Parameters) { p.Leads.Open = 730 }, "leads.open", ErrParamRange},
		"unknown separation":    {func(p *Parameters) { p.Separation = "" }, "separation", ErrParamSeparation},
	} {
		p := DefaultParameters()
		c.spoil(&p)
		faults := p.Check()
		if len(faults) != 1 || faults[0].Field != c.field || !errors.Is(faults[0], c.want) {
			t.Errorf("%s: %+v, want %v on %s", name, faults, c.want, c.field)
		}
	}
}

func TestSeparationCheck(t *testing.T) {
	for _, c := range []struct {
		rule    Separation
		by      int64
		earlier []int64
		warn    bool
		err     error
	}{
		{SeparationStrict, 1, []int64{2, 3}, false, nil},
		{SeparationStrict, 1, nil, false, nil},
		{SeparationStrict, 1, []int64{2, 1}, false, ErrSamePerson},
		{SeparationWarn, 1, []int64{1}, true, nil},
		{"", 1, []int64{1}, false, ErrSamePerson},
	} {
		warn, err := c.rule.Check(c.by, c.earlier...)
		if warn != c.warn || !errors.Is(err, c.err) {
			t.Errorf("%+v: %v %v", c, warn, err)
		}
	}
}

// TestBoundsAreSaidAsTheyAreTyped四三: of an area in ㎡, of money in yuan.
func TestBoundsAreSaidAsTheyAreTyped四三(t *testing.T) {
	p := DefaultParameters()
	p.Allocation.DM2PerJob, p.Allocation.TaxFenPerJob = 0, -100
	var words []string
	for _, bad := range p.Check() {
		words = append(words, bad.Error())
	}
	if len(words) != 2 || !strings.Contains(words[0], "应在 0.01 至 10,000,000.00 ㎡ 之间，请重新填写（0.00）") || !strings.Contains(words[1], "应在 0.00 至 10,000,000,000,000.00 元 之间") {
		t.Errorf("%q", words)
	}
}
