package relief

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
)

// TestWhoGetsAFurtherReliefArt1Art45 holds who is left out of a relief for everybody, on which days it holds, and what a reason changes.
func TestWhoGetsAFurtherReliefArt1Art45(t *testing.T) {
	day := civil.MustParse
	today := day("2024-07-02")
	c := Crisis{
		Name: "减免", Body: "尖山区政府", Decision: "尖政发 7 号", Day: today, Fees: []charge.Fee{charge.FeeRent}, Percent: 50,
		From: day("2024-04-01"), To: day("2024-06-01"),
	}
	stay := func(stopped, ended string) allocation.Tenancy {
		t := allocation.Tenancy{ID: 7, Number: "RZ-JS-2021-0001", State: allocation.TenancyOpen, Signed: day("2021-01-04")}
		if stopped != "" {
			t.Stopped = day(stopped)
		}
		if ended != "" {
			t.Ended, t.State = day(ended), allocation.TenancyEnded
		}
		return t
	}
	spans := func(days ...string) (out []charge.Span) {
		for i := 0; i < len(days); i += 2 {
			out = append(out, charge.Span{From: day(days[i]), To: day(days[i+1])})
		}
		return out
	}
	for name, a := range map[string]struct {
		s    Standing
		why  string        // part of why it is left out; empty: it is not
		days []charge.Span // on which the relief holds where nobody named the stay
	}{
		"一 within the term":                {Standing{Tenancy: stay("", "")}, "", spans("2024-04-01", "2024-06-01")},
		"一 holdover begins within":         {Standing{Tenancy: stay("", ""), Uncovered: spans("2024-05-01", "9999-12-31")}, "2024-05-01 起没有合同", spans("2024-04-01", "2024-05-01")},
		"一 holdover before":                {Standing{Tenancy: stay("", ""), Uncovered: spans("2024-01-04", "9999-12-31")}, "2024-04-01 起没有合同", nil},
		"一 gap within":                     {Standing{Tenancy: stay("", ""), Uncovered: spans("2024-04-10", "2024-04-20")}, "没有合同", spans("2024-04-01", "2024-04-10", "2024-04-20", "2024-06-01")},
		"一 gap elsewhere":                  {Standing{Tenancy: stay("", ""), Uncovered: spans("2024-01-04", "2024-04-01")}, "", spans("2024-04-01", "2024-06-01")},
		"一 left before the contract ended": {Standing{Tenancy: stay("", "2024-05-01"), Uncovered: spans("2024-05-15", "9999-12-31")}, "", spans("2024-04-01", "2024-05-01")},
		"四(五)3 taken back from before":     {Standing{Tenancy: stay("2021-01-04", "2024-05-01"), Failed: true}, "按四(五)3 退出；2021-01-04 起减免已停止或收回", nil},
		"四(五)3 stopped after the time":     {Standing{Tenancy: stay("2024-06-20", ""), Failed: true}, "按四(五)3 退出", spans("2024-04-01", "2024-06-01")},
		"四(五)1 stopped within":             {Standing{Tenancy: stay("2024-05-10", "")}, "2024-05-10 起减免已停止", spans("2024-04-01", "2024-05-10")},
		"四(五)2 stopped after the time":     {Standing{Tenancy: stay("2024-06-01", "")}, "", spans("2024-04-01", "2024-06-01")},
	} {
		why := c.Unfit(a.s)
		if (why == "") != (a.why == "") || !strings.Contains(why, a.why) {
			t.Errorf("%s: left out for %q, want %q", name, why, a.why)
		}
		b, err := c.Grant(a.s, today)
		if (a.why == "") != (err == nil) || a.why != "" && !errors.Is(err, ErrCrisisUnfit) {
			t.Errorf("%s: %v", name, err)
		}
		named := c
		named.Also, named.Despite = []int64{7}, "政府专题会议纪要 3 号"
		whole, err := named.Grant(a.s, today)
		if err != nil || (whole.Reason != "") != (a.why != "") {
			t.Errorf("%s, named: %q %v", name, whole.Reason, err)
		}
		if a.why != "" {
			b = whole
			b.Reason = ""
			if got := Reliefs([]Benefit{whole}, Barred(a.s.Uncovered, a.s.Tenancy.Stopped)); len(got) != 1 {
				t.Errorf("%s, named: relief over %v", name, got)
			}
		}
		var days []charge.Span
		for _, r := range Reliefs([]Benefit{b}, Barred(a.s.Uncovered, a.s.Tenancy.Stopped)) {
			days = append(days, charge.Span{From: r.From, To: r.To})
		}
		if !slices.Equal(days, a.days) {
			t.Errorf("%s: relief over %v, want %v", name, days, a.days)
		}
	}
	c.Also = []int64{7}
	if err := c.Check(today); !errors.Is(err, ErrCrisisDespite) {
		t.Errorf("named without a reason: %v", err)
	}
}
