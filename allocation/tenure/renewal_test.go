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
		c, err := tenure.Renew(&s, &f, "区长办公会纪要 3 号", day(tc.day), day("2021-03-01"))
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
	if _, err := tenure.Renew(&s, &f, " ", day("2020-09-01"), day("2020-09-01")); !errors.Is(err, tenure.ErrRenewDecision) {
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
