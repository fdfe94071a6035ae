package desk_test

import (
	"testing"

	"penggai/allocation"
	"penggai/allocation/oversight"
	"penggai/store/desk"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/stay"
	"penggai/store/watch"
	"penggai/store/watch/watchtest"
)

// The rows of the home screen count what their lists show.
func TestTodoOfAssessmentsAndFindings(t *testing.T) {
	o := newOffice(t, 4)
	manager, approver, supervisor := o.As(t, allocation.Manager), o.As(t, allocation.Approver), o.As(t, allocation.Supervisor)
	var stays []stay.TenancyDetail
	for i, unit := range []string{"JS-NSQ-01-1-01", "JS-NSQ-01-1-02", "JS-NSQ-01-1-03", "JS-NSQ-01-1-04"} {
		stays = append(stays, o.Opened(t, o.Contracted(t, i+1, unit)))
	}
	o.Clock.Day = enginetest.Day("2022-04-20")
	o.Assessed(t, stays[0].ID, watchtest.Damaged(o.SheetOf(9)))
	o.Assessed(t, stays[1].ID, watchtest.Sublet(o.SheetOf(9)))
	k := o.Assessed(t, stays[2].ID, watchtest.Sublet(o.SheetOf(9)))
	_, err := o.ConfirmAssessment(t.Context(), approver, k.ID, 1, true, "属实")
	ok(t, err)
	_, _, err = o.RaiseSupport(t.Context(), manager, stays[0].ID, oversight.Support{
		Kind: oversight.SupportFunds, Need: "贷款", Raised: enginetest.Day("2022-04-11"), Raiser: "负责人", Handler: "区人社局",
	})
	ok(t, err)
	target, err := o.FindFindingTarget(t.Context(), supervisor, oversight.FindingDistrict, 0, "尖山区")
	ok(t, err)
	f := oversight.Finding{Body: "市人社局", Text: "考核不及时", Clause: "四(五)", AnswerBy: o.Clock.Day.AddDays(20)}
	for range 2 {
		_, _, err = o.RaiseFinding(t.Context(), supervisor, target, f)
		ok(t, err)
	}
	_, err = o.AnswerFinding(t.Context(), manager, 2, 1, oversight.FindingAnswer{Day: o.Clock.Day, Text: "已安排", Document: "尖政复 5 号"})
	ok(t, err)
	o.Clock.Day = enginetest.Day("2022-05-27")
	rows, err := o.Todo(t.Context(), manager)
	ok(t, err)
	want := map[string]string{
		"assessment.due": "1 1 件已逾期", "assessment.rectify": "1 1 件已逾期", "assessment.confirm": "1 ", "assessment.exit": "1 四(五)3",
		"support.open": "1 最长 46 天", "finding.answer": "1 1 件已逾期", "finding.close": "1 ",
	}
	for _, r := range rows {
		if _, mine := want[r.Key]; !mine {
			continue
		}
		if got := count1(r); got != want[r.Key] {
			t.Errorf("%s: %q, want %q", r.Key, got, want[r.Key])
		}
		delete(want, r.Key)
		ask, total := engine.ListQuery{Filter: r.Filter, Limit: 1}, -1
		switch r.Noun {
		case allocation.NounAssessment:
			p, err := o.Assessments(t.Context(), manager, ask)
			ok(t, err)
			total = p.Total
		case allocation.NounAssessmentDue:
			p, err := o.DueAssessments(t.Context(), manager, ask)
			ok(t, err)
			total = p.Total
		case allocation.NounSupport:
			p, err := o.Supports(t.Context(), manager, ask)
			ok(t, err)
			total = p.Total
		case allocation.NounFinding:
			p, err := o.Findings(t.Context(), manager, ask)
			ok(t, err)
			total = p.Total
		}
		if total != r.Count {
			t.Errorf("%s counts %d, its list by %q shows %d", r.Key, r.Count, r.Filter, total)
		}
	}
	if len(want) > 0 {
		t.Errorf("missing: %v", want)
	}
	if n, err := o.DueCounts(t.Context(), manager); err != nil || n[watch.AssessmentLate] != 1 || n[watch.AssessmentLater] != 3 {
		t.Errorf("%v %v", n, err)
	}
}

func count1(r desk.TodoRow) string { return string(rune('0'+r.Count)) + " " + r.Detail }
