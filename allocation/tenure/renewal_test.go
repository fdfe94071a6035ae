package tenure_test

import (
	"errors"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/oversight"
	"penggai/allocation/say"
	"penggai/allocation/tenure"
)

func facts() (allocation.Tenancy, tenure.RenewalFacts) {
	t := allocation.Tenancy{State: allocation.TenancyOpen, Signed: day("2017-09-25"), Clock: day("2017-09-25")}
	return t, tenure.RenewalFacts{
		Contract: term(1, "2017-09-25", allocation.ContractRunning), Rules: allocation.DefaultParameters(),
		Number: "KH-JS-2020-0007", State: oversight.AssessmentDone, Area: 20000,
		Verified: allocation.JobFigure{Full: 9, Part: 2, Source: "社保", Day: day("2020-06-01")},
	}
}

// decided is a whole decision on a signing.
func decided(signed string) tenure.RenewalDecision {
	return tenure.RenewalDecision{
		Decision: "区长办公会纪要 3 号", Over: "经营稳定", Signed: day(signed), Late: "当时已签，漏录", Original: "续签合同 2020-9 号",
	}
}

// A signing day in the past does not make days without a contract vanish in silence, nor come before what the renewal rests on.
func TestNoContractNoWaiverByAnEarlierDay一(t *testing.T) {
	for name, tc := range map[string]struct {
		signed, today string
		change        func(*tenure.RenewalDecision, *tenure.RenewalFacts)
		want          *say.Refusal
	}{
		"before its assessment": {"2020-09-20", "2021-03-15", func(_ *tenure.RenewalDecision, f *tenure.RenewalFacts) { f.Rests = day("2020-09-29") }, tenure.ErrRenewBefore},
		"before it, in time":    {"2020-09-20", "2020-09-21", func(_ *tenure.RenewalDecision, f *tenure.RenewalFacts) { f.Rests = day("2020-09-21") }, tenure.ErrRenewBefore},
		"on its day":            {"2020-09-29", "2021-03-15", func(_ *tenure.RenewalDecision, f *tenure.RenewalFacts) { f.Rests = day("2020-09-29") }, nil},
		"a finding was open": {"2020-09-20", "2021-03-15", func(_ *tenure.RenewalDecision, f *tenure.RenewalFacts) {
			f.Closed = []tenure.ClosedFinding{{Number: "DB-2020-0001", Raised: day("2020-09-20"), Closed: day("2020-09-21")}}
		}, tenure.ErrRenewBefore},
		"a finding came later": {"2020-09-20", "2021-03-15", func(_ *tenure.RenewalDecision, f *tenure.RenewalFacts) {
			f.Closed = []tenure.ClosedFinding{{Number: "DB-2020-0001", Raised: day("2020-09-21"), Closed: day("2020-09-22")}}
		}, nil},
		"without a reason":       {"2020-09-20", "2021-03-15", func(d *tenure.RenewalDecision, _ *tenure.RenewalFacts) { d.Late = " " }, tenure.ErrRenewLate},
		"a shorter gap":          {"2021-03-14", "2021-03-15", func(d *tenure.RenewalDecision, _ *tenure.RenewalFacts) { d.Late = "" }, tenure.ErrRenewLate},
		"without the original":   {"2020-09-20", "2021-03-15", func(d *tenure.RenewalDecision, _ *tenure.RenewalFacts) { d.Original = "" }, tenure.ErrRenewLate},
		"today":                  {"2021-03-15", "2021-03-15", func(d *tenure.RenewalDecision, _ *tenure.RenewalFacts) { d.Late, d.Original = "", "" }, nil},
		"yesterday, no gap":      {"2020-09-24", "2020-09-25", func(d *tenure.RenewalDecision, _ *tenure.RenewalFacts) { d.Late, d.Original = "", "" }, nil},
		"a day without contract": {"2020-09-25", "2020-09-26", func(d *tenure.RenewalDecision, _ *tenure.RenewalFacts) { d.Late, d.Original = "", "" }, tenure.ErrRenewLate},
	} {
		s, f := facts()
		d := decided(tc.signed)
		tc.change(&d, &f)
		c, err := tenure.Renew(&s, &f, d, day(tc.today))
		if tc.want == nil {
			if err != nil || strings.Contains(c.Decision, "补录") != (d.Late != "") {
				t.Errorf("%s: %+v %v", name, c, err)
			}
			continue
		}
		if !errors.Is(err, tc.want) || !strings.Contains(err.Error(), "按今天签订，空档期减免另行决定") || !strings.Contains(err.Error(), "（一）") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// More than the verified jobs carry is not kept by a mere decision: it takes its own reason, which stands in the record.
func TestAreaOverTheJobsTakesAReason四3(t *testing.T) {
	s, f := facts()
	f.Rules.Allocation.DM2PerJob, f.Rules.Allocation.OverPermille, f.Rules.Allocation.MinDM2 = 1200, 200, 2000
	d := decided("2020-09-01")
	d.Decision, d.Over = "同意续签", " "
	if _, err := tenure.Renew(&s, &f, d, d.Signed); !errors.Is(err, tenure.ErrRenewOver) || !strings.Contains(err.Error(), "超出 56.00 ㎡") {
		t.Errorf("without a reason: %v", err)
	}
	d.Over = "没有更小的空置房源"
	if c, err := tenure.Renew(&s, &f, d, d.Signed); err != nil || !strings.Contains(c.Decision, "同意续签；面积超出岗位：没有更小的空置房源（考核") {
		t.Errorf("%+v %v", c, err)
	}
	s, f = facts()
	f.Area, d.Over = 2000, ""
	if _, err := tenure.Renew(&s, &f, d, d.Signed); err != nil {
		t.Errorf("within the band: %v", err)
	}
}

func TestRenewal四4(t *testing.T) {
	for name, tc := range map[string]struct {
		day    string
		change func(*allocation.Tenancy, *tenure.RenewalFacts)
		want   *say.Refusal
	}{
		"31 months early":     {"2018-02-25", nil, tenure.ErrRenewEarly},
		"a day early":         {"2020-06-26", nil, tenure.ErrRenewEarly},
		"on the first day":    {"2020-06-27", nil, nil},
		"after the end":       {"2021-03-01", nil, nil},
		"tomorrow":            {"2021-03-02", nil, allocation.ErrSignedDay},
		"not opened":          {"2020-09-01", func(s *allocation.Tenancy, _ *tenure.RenewalFacts) { s.State = allocation.TenancyHanded }, tenure.ErrRenewOpen},
		"exit under way":      {"2020-09-01", func(_ *allocation.Tenancy, f *tenure.RenewalFacts) { f.Exit = true }, tenure.ErrRenewExit},
		"never assessed":      {"2020-09-01", func(_ *allocation.Tenancy, f *tenure.RenewalFacts) { f.Number = "" }, tenure.ErrRenewAssess},
		"failed and left":     {"2020-09-01", func(_ *allocation.Tenancy, f *tenure.RenewalFacts) { f.State = oversight.AssessmentExited }, tenure.ErrRenewAssess},
		"put right":           {"2020-09-01", func(_ *allocation.Tenancy, f *tenure.RenewalFacts) { f.State = oversight.AssessmentClosed }, nil},
		"something to be put": {"2020-09-01", func(_ *allocation.Tenancy, f *tenure.RenewalFacts) { f.Undone = []string{"KH-JS-2020-0007"} }, tenure.ErrRenewUndone},
		"an open finding":     {"2020-09-01", func(_ *allocation.Tenancy, f *tenure.RenewalFacts) { f.Findings = []string{"DB-2020-0001"} }, tenure.ErrRenewFinding},
		"another window":      {"2020-06-20", func(_ *allocation.Tenancy, f *tenure.RenewalFacts) { f.Rules.RenewDays = 120 }, nil},
	} {
		s, f := facts()
		if tc.change != nil {
			tc.change(&s, &f)
		}
		c, err := tenure.Renew(&s, &f, decided(tc.day), day("2021-03-01"))
		if tc.want == nil {
			if err != nil || c.Term != 2 || c.From != day("2020-09-25") || !strings.Contains(c.Decision, "KH-JS-2020-0007") {
				t.Errorf("%s: %+v %v", name, c, err)
			}
			continue
		}
		if !errors.Is(err, tc.want) {
			t.Errorf("%s: %v, want %v", name, err, tc.want)
		}
		if !strings.ContainsAny(err.Error(), "（请") {
			t.Errorf("%s: %q names neither clause nor way on", name, err)
		}
	}
	s, f := facts()
	d := decided("2020-09-01")
	d.Decision = " "
	if _, err := tenure.Renew(&s, &f, d, day("2020-09-01")); !errors.Is(err, tenure.ErrRenewDecision) {
		t.Errorf("without a decision: %v", err)
	}
}

func TestVerifiedJobsBesideArea四3(t *testing.T) {
	_, f := facts()
	f.Rules.Allocation.DM2PerJob, f.Rules.Allocation.OverPermille, f.Rules.Allocation.MinDM2 = 1200, 200, 2000
	// ten jobs carry 120 ㎡, a fifth more is allowed: 144
	if most, over := f.Carried(); most != 14400 || over != 5600 {
		t.Errorf("%s, over %s", most, over)
	}
	f.Open, f.Overdue = 123_45, 100_00
	if got := f.Seen(); !strings.Contains(got, "超出 56.00 ㎡") || !strings.Contains(got, "未缴 123.45 元，其中逾期 100.00 元") {
		t.Error(got)
	}
	f.Area, f.Open = 14400, 0
	if got := f.Seen(); strings.Contains(got, "超出") || !strings.Contains(got, "没有欠费") {
		t.Error(got)
	}
}
