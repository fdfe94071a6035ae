package allocation

import (
	"testing"

	"penggai/allocation/civil"
)

// TestTenancyNext walks the ways of a stay: keys, opening (三.3), exit (四(五)), end of the contract (四(四)), assessment, papers.
func TestTenancyNext(t *testing.T) {
	today := civil.MustParse("2019-06-03")
	running := Contract{State: ContractRunning, From: civil.MustParse("2018-07-01"), To: civil.MustParse("2020-07-01")}
	ending, over := running, running
	ending.To, over.To = civil.MustParse("2019-06-30"), civil.MustParse("2019-06-01")
	all := TenancyFacts{Contract: running, Lead: 30, Due: civil.MustParse("2019-09-01"), DueLead: 14, Papers: TenancyPapers}
	with := func(change func(*TenancyFacts)) TenancyFacts { f := all; change(&f); return f }
	handed := Tenancy{State: TenancyHanded, Handed: civil.MustParse("2019-03-04"), OpenBy: civil.MustParse("2019-06-04")}
	late := handed
	late.OpenBy = civil.MustParse("2019-06-01")
	for _, c := range []struct {
		name string
		t    Tenancy
		f    TenancyFacts
		kind TenancyStepKind
		text string
	}{
		{"signed", Tenancy{State: TenancySigned}, all, TenancyStepHandOver, "交接房屋"},
		{"handed over (三.3)", handed, all, TenancyStepOpen, "等开业，限 2019-06-04，还剩 1 天"},
		{"not opened (四(五)5)", late, all, TenancyStepLate, "等开业，限 2019-06-01，已逾期 2 天"},
		{"an exit is opened", Tenancy{State: TenancyOpen}, with(func(f *TenancyFacts) { f.Exit = "分管领导批准" }), TenancyStepExit, "退出办理中：分管领导批准"},
		{"the exit is approved", Tenancy{State: TenancyLeaving}, with(func(f *TenancyFacts) { f.Exit = "验房收钥匙" }), TenancyStepExit, "退出办理中：验房收钥匙"},
		{"holds over (四(四))", Tenancy{State: TenancyOpen}, with(func(f *TenancyFacts) { f.Contract = over }), TenancyStepRenew, "合同已于 2019-05-31 到期，超期占用 3 天"},
		{"ends soon", Tenancy{State: TenancyOpen}, with(func(f *TenancyFacts) { f.Contract = ending }), TenancyStepRenew, "合同到 2019-06-29，还剩 26 天"},
		{"ends before assessment", Tenancy{State: TenancyOpen}, with(func(f *TenancyFacts) { f.Contract, f.Due = ending, today }), TenancyStepRenew, "合同到 2019-06-29，还剩 26 天"},
		{"assessment near (四(五))", Tenancy{State: TenancyOpen}, with(func(f *TenancyFacts) { f.Due = civil.MustParse("2019-06-17") }), TenancyStepAssess, "2019-06-17 应考核"},
		{"a day more is not near", Tenancy{State: TenancyOpen}, with(func(f *TenancyFacts) { f.Due = civil.MustParse("2019-06-18") }), TenancyStepNone, "合同到 2020-06-30，履行中没有待办"},
		{"assessment today", Tenancy{State: TenancyOpen}, with(func(f *TenancyFacts) { f.Due = today }), TenancyStepAssess, "2019-06-03 应考核"},
		{"assessment overdue", Tenancy{State: TenancyOpen}, with(func(f *TenancyFacts) { f.Due = civil.MustParse("2019-06-02") }), TenancyStepAssess, "考核 2019-06-02 已到期"},
		{"papers (三.4)", Tenancy{State: TenancyOpen}, with(func(f *TenancyFacts) { f.Papers = TenancyPapers[:2] }), TenancyStepPapers, "合同到 2020-06-30；还没有登记营业执照、税务登记"},
		{"nothing", Tenancy{State: TenancyOpen}, all, TenancyStepNone, "合同到 2020-06-30，履行中没有待办"},
		{"ended", Tenancy{State: TenancyEnded, Ended: civil.MustParse("2019-05-20")}, all, TenancyStepNone, "2019-05-20 收回房屋"},
		{"taken back", Tenancy{State: TenancyVoid}, all, TenancyStepNone, "签约已撤销，没有待办"},
	} {
		if got := c.t.Next(c.f, today); got.Kind != c.kind || got.Text != c.text {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
}

// TestAssessmentNear: no assessment comes once an exit is approved (四(五)), and none without a due day.
func TestAssessmentNear(t *testing.T) {
	today := civil.MustParse("2019-06-03")
	for _, c := range []struct {
		state      TenancyState
		due        civil.Date
		near, late bool
	}{
		{TenancyOpen, today.AddDays(8), false, false},
		{TenancyOpen, today.AddDays(7), true, false},
		{TenancyHanded, today, true, false},
		{TenancySigned, today.AddDays(-1), true, true},
		{TenancyLeaving, today.AddDays(-1), false, false},
		{TenancyEnded, today.AddDays(-1), false, false},
		{TenancyVoid, today.AddDays(-1), false, false},
		{TenancyOpen, civil.Date{}, false, false},
	} {
		x := Tenancy{State: c.state}
		if near, late := x.AssessmentNear(TenancyFacts{Due: c.due, DueLead: 7}, today); near != c.near || late != c.late {
			t.Errorf("%s, due %s: near %v, late %v", c.state, c.due, near, late)
		}
	}
}
