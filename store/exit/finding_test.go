package exit_test

import (
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/oversight"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/exit/exittest"
	"penggai/store/watch"
)

// 四: the supervisor raises, the district answers, the supervisor sends back or closes.
func TestFindings(t *testing.T) {
	o := exittest.New(t, 1)
	manager, supervisor := o.As(t, allocation.Manager), o.As(t, allocation.Supervisor)
	d := o.Opened(t, o.Contracted(t, 1, "JS-NSQ-01-1-01"))
	f := oversight.Finding{Body: "市人社局", Text: "用工与合同不符", Clause: "三.5", AnswerBy: o.Clock.Day.AddDays(10)}
	for noun, number := range map[oversight.FindingNoun]string{
		oversight.FindingTenancy: strings.ToLower(d.Number), oversight.FindingUnit: "JS-NSQ-01-1-01", oversight.FindingApplication: d.ApplicationNo, oversight.FindingDistrict: "尖山",
	} {
		x, err := o.FindFindingTarget(t.Context(), supervisor, noun, 0, number)
		if err != nil || x.District != "尖山区" || (x.ID == 0) != (noun == oversight.FindingDistrict) {
			t.Errorf("%s %s: %+v %v", noun, number, x, err)
		}
	}
	_, err := o.FindFindingTarget(t.Context(), supervisor, oversight.FindingUnit, 0, "JS-404")
	refused(t, "no such unit", err, watch.ErrFindingTarget)
	_, err = o.FindFindingTarget(t.Context(), supervisor, oversight.FindingDistrict, 0, "岭东区")
	refused(t, "another district", err, engine.ErrOtherDistrict)
	target, err := o.FindFindingTarget(t.Context(), supervisor, oversight.FindingTenancy, d.ID, "")
	ok(t, err)
	_, _, err = o.RaiseFinding(t.Context(), manager, target, f)
	refused(t, "the district raises", err, engine.ErrNotAllowed)
	id, number, err := o.RaiseFinding(t.Context(), supervisor, target, f)
	if err != nil || number != "DB-JS-2021-0001" {
		t.Fatal(number, err)
	}
	// An account that says for which department it acts raises, sends back and closes for that one alone (四).
	state := o.Named(t, "guozi", allocation.Supervisor, "尖山区")
	ok(t, o.Write(t.Context(), engine.Console(), allocation.ActEditAccount, func(x *engine.Tx) error {
		return x.Exec(`INSERT INTO supervisor (account_id, body) VALUES ($1, '市国资局')`, state.ID)
	}))
	_, _, err = o.RaiseFinding(t.Context(), state, target, f)
	refused(t, "for another department", err, oversight.ErrFindingOtherBody)
	refused(t, "of another department", o.WithdrawFinding(t.Context(), state, id, 1, "误提"), oversight.ErrFindingOtherBody)
	whole, err := o.FindFindingTarget(t.Context(), supervisor, oversight.FindingDistrict, 0, "JS")
	ok(t, err)
	_, _, err = o.RaiseFinding(t.Context(), supervisor, whole, f)
	ok(t, err)
	open, err := o.OpenFindings(t.Context(), manager, oversight.FindingTenancy, d.ID)
	if err != nil || len(open) != 1 || watch.FindingWords(open, o.Clock.Day) != "1 件未销号，2021-03-25 前答复" || !strings.Contains(open[0].Subject, d.Number) {
		t.Errorf("%+v %v", open, err)
	}
	o.Clock.Day = enginetest.Day("2021-03-29")
	if got := watch.FindingWords(open, o.Clock.Day); got != "1 件未销号，1 件逾期未答复" {
		t.Error(got)
	}
	late, err := o.AnswerFinding(t.Context(), manager, id, 1, oversight.FindingAnswer{Day: o.Clock.Day, Text: "已补签合同", Document: "尖政复 3 号"})
	if err != nil || late != 4 {
		t.Errorf("late %d %v", late, err)
	}
	refused(t, "the district closes", o.CloseFinding(t.Context(), manager, id, 2, ""), engine.ErrNotAllowed)
	ok(t, o.ReturnFinding(t.Context(), supervisor, id, 2, "没有附名单", enginetest.Day("2021-04-09")))
	_, err = o.AnswerFinding(t.Context(), manager, id, 3, oversight.FindingAnswer{Day: enginetest.Day("2021-03-28"), Text: "x", Document: "y"})
	refused(t, "answered before it was sent back", err, allocation.ErrTenancyDay)
	_, err = o.AnswerFinding(t.Context(), manager, id, 3, oversight.FindingAnswer{Day: o.Clock.Day, Text: "附名单", Document: "尖政复 4 号"})
	ok(t, err)
	ok(t, o.CloseFinding(t.Context(), supervisor, id, 4, "属实"))
	x, err := o.Finding(t.Context(), manager, id)
	if err != nil || x.State != oversight.FindingClosed || len(x.Steps) != 3 || x.Steps[1].Kind != "return" || x.Steps[1].AnswerBy != enginetest.Day("2021-04-09") {
		t.Errorf("%+v %v", x, err)
	}
	if open, err = o.OpenFindings(t.Context(), manager, oversight.FindingTenancy, d.ID); err != nil || len(open) != 0 || watch.FindingWords(open, o.Clock.Day) != "" {
		t.Errorf("%+v %v", open, err)
	}
	list, err := o.ExitEvidence(t.Context(), manager, d.ID)
	if err != nil || len(list) != 1 || list[0].Finding != id {
		t.Fatalf("%+v %v", list, err)
	}
	_, err = o.OpenExit(t.Context(), manager, d.ID, d.Version, 3, list[0], "弄虚作假")
	ok(t, err)
	other := list[0]
	other.Finding = id + 1
	if _, err := o.OpenExit(t.Context(), manager, d.ID, d.Version, 3, other, "x"); err == nil {
		t.Error("a finding on the district is evidence against one tenant")
	}
	for column := range watch.FindingNoun.Sorts {
		if _, err := o.Findings(t.Context(), manager, engine.ListQuery{Sort: []engine.Order{{Column: column, Desc: false}}}); err != nil {
			t.Errorf("by %s: %v", column, err)
		}
	}
	for filter, want := range map[string]int{"状态:待答复": 1, "逾期:是": 1, "对象:全区": 1, "部门:srsj": 2, "问题:用工": 2, "DB-JS-2021-0002": 1, "名称:尖山区": 1} {
		if p, err := o.Findings(t.Context(), manager, engine.ListQuery{Filter: filter, Limit: 5}); err != nil || p.Total != want {
			t.Errorf("%q: %d %v", filter, p.Total, err)
		}
	}
	o.Verified(t)
}
