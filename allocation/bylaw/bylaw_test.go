package bylaw_test

import (
	"errors"
	"slices"
	"testing"

	"penggai/allocation"
	"penggai/allocation/bylaw"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
)

var today = civil.MustParse("2021-03-15")

func TestLifeOfAProposal(t *testing.T) {
	p := bylaw.Proposal{State: bylaw.Proposed, Base: 3, Effective: today.AddDays(-2), By: 1}
	if err := p.Adopt(2, 4, today); !errors.Is(err, bylaw.ErrProposalBase) || p.State != bylaw.Proposed {
		t.Errorf("something else stands now: %v, %s", err, p.State)
	}
	if err := p.Refuse(2, "  ", today); !errors.Is(err, bylaw.ErrProposalReason) {
		t.Errorf("refused without a reason: %v", err)
	}
	if err := p.Adopt(2, 3, today); err != nil || p.State != bylaw.Adopted || p.Effective != today || p.DecidedBy != 2 || p.Decided != today {
		t.Errorf("adopted after its day: %+v, %v", p, err)
	}
	for name, err := range map[string]error{
		"adopted": p.Adopt(2, 3, today), "refused": p.Refuse(2, "不妥", today), "withdrawn": p.Withdraw(1, "再议", today),
	} {
		if !errors.Is(err, bylaw.ErrProposalState) {
			t.Errorf("%s twice: %v", name, err)
		}
	}
}

// TestWeaknesses: the defaults weaken nothing; each value that empties a clause is named with it, and said to be old where it was
// so before.
func TestWeaknesses(t *testing.T) {
	old := allocation.DefaultParameters()
	old.Materials = []string{"form", "plan"}
	if got := bylaw.Weaknesses(old, old); len(got) > 0 {
		t.Errorf("the defaults: %+v", got)
	}
	for name, tc := range map[string]struct {
		change func(*allocation.Parameters)
		want   []string
	}{
		"one size for all":                {func(p *allocation.Parameters) { p.Allocation.MinDM2 = 60000 }, []string{"四(三)"}},
		"a band without end":              {func(p *allocation.Parameters) { p.Allocation.UnderPermille, p.Allocation.OverPermille = 900, 9000 }, []string{"四(三)"}},
		"claims count":                    {func(p *allocation.Parameters) { p.Jobs.Claimed = 500 }, []string{"四(三)"}},
		"no taxes":                        {func(p *allocation.Parameters) { p.Allocation.TaxFenPerJob = 0 }, []string{"四(三)"}},
		"taxes before jobs":               {func(p *allocation.Parameters) { p.Allocation.TaxCapPermille = 2000 }, []string{"四(三)"}},
		"a list posted for a day":         {func(p *allocation.Parameters) { p.Dispute.N = 1 }, []string{"四(三)"}},
		"an objection in a day":           {func(p *allocation.Parameters) { p.Objection.N = 1 }, []string{"四(三)"}},
		"three jobs are equal":            {func(p *allocation.Parameters) { p.Allocation.TieBandMillijobs = 3000 }, []string{"二"}},
		"everybody is equal":              {func(p *allocation.Parameters) { p.Allocation.TieBandMillijobs = 50_000 }, []string{"二"}},
		"nobody is":                       {func(p *allocation.Parameters) { p.Allocation.TieBandMillijobs = 1 }, []string{"二"}},
		"a pass for nothing":              {func(p *allocation.Parameters) { p.Rubric.Pass = 10 }, []string{"四(二)"}},
		"a paper less":                    {func(p *allocation.Parameters) { p.Materials = []string{"form"} }, []string{"四(一)"}},
		"one assessment a term":           {func(p *allocation.Parameters) { p.AssessmentMonths = 36 }, []string{"四(五)"}},
		"one pair of hands":               {func(p *allocation.Parameters) { p.Separation = allocation.SeparationWarn }, []string{"六(二)"}},
		"two days to supplement":          {func(p *allocation.Parameters) { p.Supplement.N = 2 }, []string{"四(一)"}},
		"verified jobs count for nothing": {func(p *allocation.Parameters) { p.Jobs.Verified = 0 }, []string{"四(三)"}},
		"verified jobs count for less":    {func(p *allocation.Parameters) { p.Jobs.Verified = 1 }, []string{"四(三)"}},
		"no job is missed":                {func(p *allocation.Parameters) { p.ShortPermille = 1000 }, []string{"四(五)"}},
		"half the jobs are not missed":    {func(p *allocation.Parameters) { p.ShortPermille = 500 }, []string{"四(五)"}},
		"three days to answer":            {func(p *allocation.Parameters) { p.Exit.Answer.N = 3 }, []string{"四(五)"}},
		"a day to move out":               {func(p *allocation.Parameters) { p.Exit.Vacate.N = 1 }, []string{"四(五)"}},
		"a day to sign":                   {func(p *allocation.Parameters) { p.SignBy.N = 1 }, []string{"四(四)"}},
	} {
		now := old
		tc.change(&now)
		var clauses []string
		for _, w := range bylaw.Weaknesses(old, now) {
			clauses = append(clauses, w.Clause)
			if w.Before || w.Text == "" {
				t.Errorf("%s: %+v", name, w)
			}
		}
		if !slices.Equal(clauses, tc.want) {
			t.Errorf("%s: %v, want %v", name, clauses, tc.want)
		}
		if again := bylaw.Weaknesses(now, now); name != "a paper less" && (len(again) != 1 || !again[0].Before) {
			t.Errorf("%s, as before: %+v", name, again)
		}
	}
}

// TestReach works the table of the defaults by hand: 3 jobs carry 75 ㎡, raised to 80; 40 are cut to 600.
func TestReach(t *testing.T) {
	vacant := []quantity.Area{5500, 5600, 10400, 10401, 16000, 16001, 42000, 60000, 60001}
	list := bylaw.Reaches(allocation.DefaultParameters().Allocation, vacant)
	if len(list) != len(bylaw.ReachJobs) {
		t.Fatalf("%d rows", len(list))
	}
	for jobs, want := range map[int64]bylaw.Reach{
		3:  {Jobs: 3, Entitlement: 8000, Lo: 5600, Hi: 10400, Fits: 2, Second: true, RestLo: 3200, RestHi: 16000, RestFits: 5},
		40: {Jobs: 40, Entitlement: 60000, Lo: 42000, Hi: 60000, Fits: 2, Second: true, RestLo: 24000, RestHi: 60000, RestFits: 2},
	} {
		if got := list[slices.Index(bylaw.ReachJobs, jobs)]; got != want {
			t.Errorf("%d jobs: %+v, want %+v", jobs, got, want)
		}
	}
}

// TestUnreached: a number of jobs for which no shop fits in either pass is named.
func TestUnreached(t *testing.T) {
	p := allocation.DefaultParameters().Allocation
	if got := bylaw.Unreached(bylaw.Reaches(p, []quantity.Area{17000}, 3, 5, 40)); !slices.Equal(got, []int64{3, 40}) {
		t.Errorf("%v", got)
	}
	for m, want := range map[bylaw.Misfit]bool{{20, 3, 1}: true, {20, 2, 1}: false, {20, 3, 0}: false, {0, 0, 5}: false} {
		if m.Warns() != want || m.Words() == "" {
			t.Errorf("%+v: %v", m, m.Warns())
		}
	}
}

// TestCardOfADay: what was said on a day, the first change of that day left out; what nobody had entered then is taken from later.
func TestCardOfADay(t *testing.T) {
	day := civil.MustParse
	now := bylaw.Card{Leader: "丙", Telephone: "3", Review: "丙机关"}
	past := []bylaw.PastCard{
		{Until: day("2018-01-01"), Card: bylaw.Card{Leader: "甲"}},
		{Until: day("2020-01-01"), Card: bylaw.Card{Leader: "乙", Telephone: "2", Payees: []bylaw.Payee{{Name: "乙户"}}}},
	}
	for _, c := range []struct {
		day, leader, telephone string
		payees                 int
	}{
		{"2017-12-31", "甲", "2", 1}, {"2018-01-01", "乙", "2", 1}, {"2019-12-31", "乙", "2", 1}, {"2020-01-01", "丙", "3", 0},
	} {
		if got := now.On(day(c.day), past); got.Leader != c.leader || got.Telephone != c.telephone || len(got.Payees) != c.payees || got.Review != "丙机关" {
			t.Errorf("%s: %+v", c.day, got)
		}
	}
}
