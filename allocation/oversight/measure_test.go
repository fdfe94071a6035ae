package oversight

import (
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
)

// 四(三): area follows the jobs. What verified jobs carry is worked out by the allocation rule, with what is held above it and what
// that spares a year.
func TestMeasure四三(t *testing.T) {
	p := allocation.DefaultParameters()
	rule := p.Allocation.Params()
	rule.PerJob, rule.Min, rule.Max, rule.OverPermille, rule.TaxPerJob, rule.TaxCapPermille = 1200, 2000, 60000, 200, 1_000_000, 200
	y := Yardstick{Parameter: 3, Params: rule, Weights: p.Jobs, Held: 14235, Year: 2021, Spared: 3_000_000}
	jobs := func(full, part int64) allocation.JobFigure {
		return allocation.JobFigure{Full: full, Part: part, Day: civil.On(2021, 3, 15)}
	}
	m := y.Measure(jobs(6, 2), 500_000) // 7 jobs and half a job of tax: 90.00 ㎡, 108.00 at most
	if m.Weight != 7500 || m.Entitled != 9000 || m.Most != 10800 || m.Over() != 3435 || m.Cost != 723_920 || m.Parameter != 3 {
		t.Errorf("%+v over %s", m, m.Over())
	}
	if m.Text() != "折 7.50 个岗位，应得 90.00 ㎡，最多 108.00 ㎡，占用 142.35 ㎡" || m.OverText() != "多占 34.35 ㎡，2021 年为此减免 7,239.20 元" {
		t.Errorf("%s; %s", m.Text(), m.OverText())
	}
	if m = y.Measure(jobs(12, 0), 0); m.Over() != 0 || m.Cost != 0 || m.OverText() != "" {
		t.Errorf("within the band: %+v", m)
	}
	y.Weights.Verified = 0
	if m = y.Measure(jobs(6, 2), 0); m.Weight != 7000 {
		t.Errorf("each verified job counts as one: %+v", m)
	}
	if (Measure{}).Done() {
		t.Error("nothing was measured")
	}
	if got := LatestTax(allocation.Taxes{Accepted: allocation.TaxFigure{Amount: 5}}, []TaxPaid{{Year: 2019, Amount: 7}}, []TaxPaid{{Year: 2018, Amount: 9}}); got != quantity.Money(7) {
		t.Errorf("the latest tax: %s", got)
	}
}

// A 合格 with far fewer jobs than contracted is the approver's.
func TestShortOfJobsNeedsTheApprover(t *testing.T) {
	stay, contracted, today := assessedStay()
	record := func(people int64, approver bool) *Assessment {
		a := goodAssessment()
		a.Jobs.Full, a.Jobs.Part, a.Reason = people, 0, "淡季"
		terms := Terms{Contracted: contracted, ShortPermille: 200, Approver: approver}
		if err := a.Record(stay, terms, today, today.AddDays(30)); err != nil {
			t.Fatal(err)
		}
		return &a
	}
	n := contracted.People()
	enough, most := record(n-n/5, false), record(n-n/5-1, true)
	if enough.State != AssessmentDone || most.State != AssessmentDone {
		t.Errorf("a fifth fewer of %d: %s; by the approver: %s", n, enough.State, most.State)
	}
	for agreed, want := range map[bool]AssessmentState{true: AssessmentDone, false: AssessmentVoid} {
		a := record(n-n/5-1, false)
		if a.State != AssessmentPending || a.Waits() != ConclusionPass {
			t.Fatalf("%s", a.State)
		}
		if err := a.Confirm(agreed, "已核", today, 9); err != nil || a.State != want {
			t.Errorf("agreed %v: %s %v", agreed, a.State, err)
		}
	}
}
