package store_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/basis"
	"penggai/store/desk"
	"penggai/store/engine"
	"penggai/store/exit"
	"penggai/store/stay"
	"penggai/store/watch"
)

// sheetOf is a complete good assessment of today with some jobs.
func sheetOf(o testOffice, full int64) allocation.Assessment {
	a := allocation.Assessment{
		Day: o.clock.day, Bodies: []string{"区政府", "区人社局"}, Conclusion: allocation.ConclusionPass, Papers: "现场照片 3 张",
		Jobs:  allocation.JobFigure{Full: full, Part: 2, Source: " 社保缴费记录 ", Day: o.clock.day},
		Taxes: []allocation.TaxPaid{{Year: o.clock.day.Year(), Amount: 12_000_00, Source: "完税证明"}},
	}
	for _, p := range allocation.AssessmentPoints {
		a.Points = append(a.Points, allocation.PointCheck{Code: p.Code, Good: true})
	}
	return a
}

// sublet makes it a failed one: 四(五)3.
func sublet(a allocation.Assessment) allocation.Assessment {
	i := slices.IndexFunc(a.Points, func(p allocation.PointCheck) bool { return p.Code == "sublet" })
	a.Points[i] = allocation.PointCheck{Code: "sublet", Remark: "转给他人经营"}
	a.Conclusion, a.Reason = allocation.ConclusionFail, "转租属实"
	return a
}

// damaged makes it one that is to be put right: 六(二).
func damaged(a allocation.Assessment) allocation.Assessment {
	i := slices.IndexFunc(a.Points, func(p allocation.PointCheck) bool { return p.Code == "premises" })
	a.Points[i] = allocation.PointCheck{Code: "premises", Remark: "拆了隔墙"}
	a.Conclusion, a.Rectify = allocation.ConclusionRectify, "恢复隔墙"
	return a
}

func assessed(t testing.TB, o testOffice, tenancy int64, a allocation.Assessment) watch.AssessmentDetail {
	t.Helper()
	by := o.as(t, allocation.Manager)
	sheet, err := o.AssessmentSheet(t.Context(), by, tenancy)
	ok(t, err)
	id, _, err := o.RecordAssessment(t.Context(), by, tenancy, sheet.Last, a)
	ok(t, err)
	return assessmentOf(t, o, id)
}

func assessmentOf(t testing.TB, o testOffice, id int64) watch.AssessmentDetail {
	t.Helper()
	d, err := o.Assessment(t.Context(), o.as(t, allocation.Auditor), id)
	ok(t, err)
	return d
}

func verifiedJobs(t testing.TB, o testOffice, tenancy int64) allocation.JobFigure {
	t.Helper()
	sheet, err := o.AssessmentSheet(t.Context(), o.as(t, allocation.Auditor), tenancy)
	ok(t, err)
	return sheet.Figures.Verified
}

func TestAssessmentsOfATenancy(t *testing.T) {
	o := stayOffice(t, 1)
	manager := o.as(t, allocation.Manager)
	d := opened(t, o, contracted(t, o, 1, "JS-NSQ-01-1-01")) // 2021-03-15
	sheet, err := o.AssessmentSheet(t.Context(), manager, d.ID)
	if err != nil || sheet.Due != onDay("2022-03-15") || sheet.Last != 0 || sheet.Figures.Contracted.Full != 9 || !sheet.Strict {
		t.Fatalf("%+v %v", sheet, err)
	}
	o.clock.day = onDay("2021-09-01") // half a year before it is due: an extra one
	extra := assessed(t, o, d.ID, sheetOf(o, 9))
	if extra.Number != "KH-JS-2021-0001" || extra.State != allocation.AssessmentDone || extra.Covers != 0 || !extra.Due.IsZero() ||
		extra.Jobs.Source != "社保缴费记录" || len(extra.Points) != 4 || len(extra.Taxes) != 1 || extra.RecordedName == "" {
		t.Errorf("%+v", extra.AssessmentRow)
	}
	if got := verifiedJobs(t, o, d.ID); got.Full != 9 || got.Day != o.clock.day {
		t.Errorf("verified %+v", got)
	}
	_, _, err = o.RecordAssessment(t.Context(), manager, d.ID, 0, sheetOf(o, 9))
	refused(t, "a form from before the last one", err, watch.ErrAssessmentThere)
	_, _, err = o.RecordAssessment(t.Context(), o.as(t, allocation.Intake), d.ID, extra.ID, sheetOf(o, 9))
	refused(t, "the counter assesses", err, engine.ErrNotAllowed)
	early := sheetOf(o, 9)
	early.Day = extra.Day.AddDays(-1)
	early.Jobs.Day = early.Day
	_, _, err = o.RecordAssessment(t.Context(), manager, d.ID, extra.ID, early)
	refused(t, "before the last one", err, allocation.ErrAssessmentDay)

	o.clock.day = onDay("2022-03-01") // within the lead
	due, err := o.DueAssessments(t.Context(), manager, engine.ListQuery{Filter: "状态:逾期,临近"})
	if err != nil || due.Total != 1 || due.Rows[0].Due != onDay("2022-03-15") || due.Rows[0].DueState != watch.AssessmentNear || due.Rows[0].Last != extra.Number {
		t.Errorf("%+v %v", due, err)
	}
	second := assessed(t, o, d.ID, sheetOf(o, 11))
	if second.Covers != 12 || second.Due != onDay("2022-03-15") || verifiedJobs(t, o, d.ID).Full != 11 {
		t.Errorf("covers %d, due %s", second.Covers, second.Due)
	}
	if sheet, _ = o.AssessmentSheet(t.Context(), manager, d.ID); sheet.Due != onDay("2023-03-15") || len(sheet.Paid) != 2 {
		t.Errorf("next due %s, taxes %+v", sheet.Due, sheet.Paid)
	}
	refused(t, "void under a later one", o.VoidAssessment(t.Context(), manager, extra.ID, 1, "录错"), watch.ErrAssessmentFollowed)
	refused(t, "void with an old form", o.VoidAssessment(t.Context(), manager, second.ID, 2, "录错"), engine.ErrStale)
	ok(t, o.VoidAssessment(t.Context(), manager, second.ID, 1, "录错户"))
	if sheet, _ = o.AssessmentSheet(t.Context(), manager, d.ID); sheet.Due != onDay("2022-03-15") || sheet.Figures.Verified.Full != 9 || sheet.Last != extra.ID {
		t.Errorf("after the void one: due %s, verified %+v", sheet.Due, sheet.Figures.Verified)
	}
	ok(t, o.VoidAssessment(t.Context(), manager, extra.ID, 1, "录错户"))
	if got := verifiedJobs(t, o, d.ID); got.Stated() {
		t.Errorf("nothing is verified any more: %+v", got)
	}
	verified(t, o)
}

// 四(五)3: a failed assessment, confirmed by a second person, opens ground 3 and nothing else.
func TestFailedAssessmentOpensGround3(t *testing.T) {
	o := stayOffice(t, 2)
	manager, approver := o.as(t, allocation.Manager), o.as(t, allocation.Approver)
	d, other := opened(t, o, contracted(t, o, 1, "JS-NSQ-01-1-01")), contracted(t, o, 2, "JS-NSQ-01-1-02")
	k := assessed(t, o, d.ID, sublet(sheetOf(o, 9)))
	if k.State != allocation.AssessmentPending || k.Proposed != allocation.ConclusionFail {
		t.Fatalf("%+v", k.AssessmentRow)
	}
	e := allocation.Evidence{Document: "考核", Body: "区政府", Day: o.clock.day, Assessment: k.ID}
	_, err := o.OpenExit(t.Context(), manager, d.ID, d.Version, 3, e, "转租")
	refused(t, "not confirmed yet", err, exit.ErrBasisAssessment)
	_, err = o.ConfirmAssessment(t.Context(), manager, k.ID, 1, true, "属实")
	refused(t, "the manager confirms", err, engine.ErrNotAllowed)
	_, err = o.ConfirmAssessment(t.Context(), approver, k.ID, 1, true, "属实")
	ok(t, err)
	list, err := o.ExitEvidence(t.Context(), manager, d.ID)
	if err != nil || len(list) != 1 || list[0].Assessment != k.ID || list[0].Document != "考核 KH-JS-2021-0001 结论不合格" || list[0].Body != "区政府、区人社局" {
		t.Fatalf("%+v %v", list, err)
	}
	_, err = o.OpenExit(t.Context(), manager, d.ID, d.Version, 1, list[0], "转租")
	refused(t, "by ground 1", err, allocation.ErrExitBasis)
	_, err = o.OpenExit(t.Context(), manager, other.ID, other.Version, 3, list[0], "转租")
	refused(t, "of another tenant", err, exit.ErrBasisAssessment)
	exit, err := o.OpenExit(t.Context(), manager, d.ID, d.Version, 3, list[0], "转租")
	ok(t, err)
	if x := exitOf(t, o, exit); x.Basis.Assessment != k.ID || x.Basis.AssessmentNumber != k.Number {
		t.Errorf("%+v", x.Basis)
	}
	refused(t, "void under an exit", o.VoidAssessment(t.Context(), manager, k.ID, 2, "录错"), watch.ErrAssessmentUsed)
	_, err = o.ApproveExit(t.Context(), approver, exit, 1, "同意")
	ok(t, err)
	if k = assessmentOf(t, o, k.ID); k.State != allocation.AssessmentExited || k.Exit != exit || len(k.Moves) != 3 {
		t.Errorf("%s, exit %d, %+v", k.State, k.Exit, k.Moves)
	}
	ok(t, o.UndoExit(t.Context(), approver, exit, 2, "批错"))
	if k = assessmentOf(t, o, k.ID); k.State != allocation.AssessmentFailed {
		t.Errorf("the approval is taken back, the assessment %s", k.State)
	}
	_, err = o.ApproveExit(t.Context(), approver, exit, 3, "同意")
	ok(t, err)
	_, _, err = o.RecordAssessment(t.Context(), manager, d.ID, k.ID, sheetOf(o, 9))
	refused(t, "while the tenant leaves", err, allocation.ErrAssessmentTenancy)
	verified(t, o)
}

func TestSecondPersonForAFailure(t *testing.T) {
	o := stayOffice(t, 1)
	approver := o.as(t, allocation.Approver)
	d := opened(t, o, contracted(t, o, 1, "JS-NSQ-01-1-01"))
	id, _, err := o.RecordAssessment(t.Context(), approver, d.ID, 0, sublet(sheetOf(o, 9)))
	ok(t, err)
	_, err = o.ConfirmAssessment(t.Context(), approver, id, 1, true, "属实")
	refused(t, "who recorded it confirms it", err, allocation.ErrSamePerson)
	other := addActor(t, o, "lingdao2", allocation.Approver)
	_, err = o.ConfirmAssessment(t.Context(), other, id, 1, false, "证据不足")
	ok(t, err)
	if k := assessmentOf(t, o, id); k.State != allocation.AssessmentVoid || k.Voided != "证据不足" || verifiedJobs(t, o, d.ID).Stated() {
		t.Errorf("%+v", k.AssessmentRow)
	}
	verified(t, o)
}

// 六(二): what is to be put right has a day, and is inspected again.
func TestRectification(t *testing.T) {
	o := stayOffice(t, 2)
	manager, approver := o.as(t, allocation.Manager), o.as(t, allocation.Approver)
	d := opened(t, o, contracted(t, o, 1, "JS-NSQ-01-1-01"))
	o.clock.day = onDay("2021-04-01") // 30 days later is 2021-05-01, a holiday; the first working day after it is the 6th
	k := assessed(t, o, d.ID, damaged(sheetOf(o, 9)))
	if k.State != allocation.AssessmentRectifying || k.RectifyBy != onDay("2021-05-06") {
		t.Fatalf("%s by %s", k.State, k.RectifyBy)
	}
	o.clock.day = onDay("2021-05-10")
	if p, err := o.Assessments(t.Context(), manager, engine.ListQuery{Filter: "逾期:是"}); err != nil || p.Total != 1 || p.Rows[0].Late(o.clock.day) != 4 {
		t.Errorf("%+v %v", p, err)
	}
	refused(t, "the manager extends", o.ExtendAssessment(t.Context(), manager, k.ID, 1, onDay("2021-05-20"), "材料未到"), engine.ErrNotAllowed)
	ok(t, o.ExtendAssessment(t.Context(), approver, k.ID, 1, onDay("2021-05-20"), "材料未到"))
	refused(t, "an old form", o.ReinspectAssessment(t.Context(), manager, k.ID, 1, o.clock.day, true, "已恢复"), engine.ErrStale)
	ok(t, o.ReinspectAssessment(t.Context(), manager, k.ID, 2, o.clock.day, true, "已恢复"))
	if k = assessmentOf(t, o, k.ID); k.State != allocation.AssessmentClosed || k.Inspected != o.clock.day || k.RectifyBy != onDay("2021-05-20") {
		t.Errorf("%+v", k.AssessmentRow)
	}
	k = assessed(t, o, d.ID, damaged(sheetOf(o, 9)))
	ok(t, o.ReinspectAssessment(t.Context(), manager, k.ID, 1, o.clock.day, false, "没有恢复"))
	if k = assessmentOf(t, o, k.ID); k.State != allocation.AssessmentPending {
		t.Errorf("strict: %s", k.State)
	}
	if n, err := o.AssessmentStates(t.Context(), manager); err != nil || n[allocation.AssessmentPending] != 1 || n[allocation.AssessmentClosed] != 1 {
		t.Errorf("%v %v", n, err)
	}
	for column := range watch.AssessmentOrders {
		if _, err := o.Assessments(t.Context(), manager, engine.ListQuery{Sort: []engine.Order{{Column: column, Desc: true}}}); err != nil {
			t.Errorf("by %s: %v", column, err)
		}
	}
	for filter, want := range map[string]int{"状态:整改合格": 1, "KH-JS": 2, "岗位:>10": 2, "岗位:>20": 0, "退出:否": 2, "日期:2021-04": 1} {
		if p, err := o.Assessments(t.Context(), manager, engine.ListQuery{Filter: filter, Limit: 5}); err != nil || p.Total != want {
			t.Errorf("%q: %d %v", filter, p.Total, err)
		}
	}
	verified(t, o)
}

// The due day that the list computes is that of the domain, whatever the signing, the interval and what is assessed.
func TestDueDayInSQL(t *testing.T) {
	o := newOffice(t, "尖山区")
	rapid.Check(t, func(r *rapid.T) {
		signed := civil.On(2017, 8, 5).AddDays(rapid.IntRange(0, 4000).Draw(r, "signed"))
		months, covered := rapid.IntRange(1, 36).Draw(r, "months"), rapid.IntRange(0, 80).Draw(r, "covered")
		got, err := engine.One(t.Context(), o.Read, func(s engine.Scanner) (d [2]civil.Date, err error) { err = s.Scan(&d[0], &d[1]); return d, err },
			`SELECT `+watch.SqlDueDay+`, `+watch.SqlAssessedDay+` FROM (SELECT $1 AS signed_day, $2 AS assessed_months) t, (SELECT $3 AS months) d`, signed, covered, months)
		if err != nil {
			r.Fatal(err)
		}
		due := allocation.AssessmentDue(signed, covered, months)
		if got[0] != due {
			r.Fatalf("%s + %d + %d: %s, want %s", signed, covered, months, got[0], due)
		}
		if bound := due.AddMonths(-months).AddDays(watch.DueSlack); got[1].After(bound) {
			r.Fatalf("the index holds %s, looked for up to %s", got[1], bound)
		}
	})
}

func TestSupportOfATenancy(t *testing.T) {
	o := stayOffice(t, 1)
	manager := o.as(t, allocation.Manager)
	d := opened(t, o, contracted(t, o, 1, "JS-NSQ-01-1-01"))
	o.clock.day = onDay("2021-04-10")
	b := allocation.Support{Kind: allocation.SupportWorkers, Need: " 招不到工 ", Raised: onDay("2021-04-02"), Raiser: "负责人", Handler: "区人社局"}
	id, number, err := o.RaiseSupport(t.Context(), manager, d.ID, b)
	if err != nil || number != "BF-JS-2021-0001" {
		t.Fatal(number, err)
	}
	refused(t, "closed by the counter", o.CloseSupport(t.Context(), o.as(t, allocation.Intake), id, 1, o.clock.day, "x"), engine.ErrNotAllowed)
	ok(t, o.StepSupport(t.Context(), manager, id, 1, allocation.SupportStep{Day: onDay("2021-04-05"), Note: "转市就业局", Handler: "市就业局"}))
	refused(t, "an old form", o.StepSupport(t.Context(), manager, id, 1, allocation.SupportStep{Day: o.clock.day, Note: "x"}), engine.ErrStale)
	refused(t, "closed before its last step", o.CloseSupport(t.Context(), manager, id, 2, onDay("2021-04-04"), "已招到"), allocation.ErrTenancyDay)
	ok(t, o.CloseSupport(t.Context(), manager, id, 2, o.clock.day, "招到 3 人"))
	x, err := o.Support(t.Context(), manager, id)
	if err != nil || x.State != allocation.SupportClosed || x.Handler != "市就业局" || len(x.Notes) != 1 || x.Need != "招不到工" || x.Result != "招到 3 人" {
		t.Errorf("%+v %v", x, err)
	}
	id, _, err = o.RaiseSupport(t.Context(), manager, d.ID, b)
	ok(t, err)
	ok(t, o.VoidSupport(t.Context(), manager, id, 1, "重复"))
	rows, err := o.SupportOf(t.Context(), manager, d.ID)
	if err != nil || len(rows) != 2 || rows[0].State != allocation.SupportVoid {
		t.Errorf("%+v %v", rows, err)
	}
	for column := range watch.SupportNoun.Sorts {
		if _, err := o.Supports(t.Context(), manager, engine.ListQuery{Sort: []engine.Order{{Column: column, Desc: false}}}); err != nil {
			t.Errorf("by %s: %v", column, err)
		}
	}
	for filter, want := range map[string]int{"类别:用工": 2, "状态:已办结": 1, "办理部门:sjyj": 1, "BF-JS": 2} {
		if p, err := o.Supports(t.Context(), manager, engine.ListQuery{Filter: filter, Limit: 5}); err != nil || p.Total != want {
			t.Errorf("%q: %d %v", filter, p.Total, err)
		}
	}
	verified(t, o)
}

// 四: the supervisor raises, the district answers, the supervisor sends back or closes.
func TestFindings(t *testing.T) {
	o := stayOffice(t, 1)
	manager, supervisor := o.as(t, allocation.Manager), o.as(t, allocation.Supervisor)
	d := opened(t, o, contracted(t, o, 1, "JS-NSQ-01-1-01"))
	f := allocation.Finding{Body: "市人社局", Text: "用工与合同不符", Clause: "三.5", AnswerBy: o.clock.day.AddDays(10)}
	for noun, number := range map[allocation.FindingNoun]string{
		allocation.FindingTenancy: strings.ToLower(d.Number), allocation.FindingUnit: "JS-NSQ-01-1-01", allocation.FindingApplication: d.ApplicationNo, allocation.FindingDistrict: "尖山",
	} {
		x, err := o.FindFindingTarget(t.Context(), supervisor, noun, 0, number)
		if err != nil || x.District != "尖山区" || (x.ID == 0) != (noun == allocation.FindingDistrict) {
			t.Errorf("%s %s: %+v %v", noun, number, x, err)
		}
	}
	_, err := o.FindFindingTarget(t.Context(), supervisor, allocation.FindingUnit, 0, "JS-404")
	refused(t, "no such unit", err, watch.ErrFindingTarget)
	_, err = o.FindFindingTarget(t.Context(), supervisor, allocation.FindingDistrict, 0, "岭东区")
	refused(t, "another district", err, engine.ErrOtherDistrict)
	target, err := o.FindFindingTarget(t.Context(), supervisor, allocation.FindingTenancy, d.ID, "")
	ok(t, err)
	_, _, err = o.RaiseFinding(t.Context(), manager, target, f)
	refused(t, "the district raises", err, engine.ErrNotAllowed)
	id, number, err := o.RaiseFinding(t.Context(), supervisor, target, f)
	if err != nil || number != "DB-JS-2021-0001" {
		t.Fatal(number, err)
	}
	whole, err := o.FindFindingTarget(t.Context(), supervisor, allocation.FindingDistrict, 0, "JS")
	ok(t, err)
	_, _, err = o.RaiseFinding(t.Context(), supervisor, whole, f)
	ok(t, err)
	open, err := o.OpenFindings(t.Context(), manager, allocation.FindingTenancy, d.ID)
	if err != nil || len(open) != 1 || watch.FindingWords(open, o.clock.day) != "1 件未销号，2021-03-25 前答复" || !strings.Contains(open[0].Subject, d.Number) {
		t.Errorf("%+v %v", open, err)
	}
	o.clock.day = onDay("2021-03-29")
	if got := watch.FindingWords(open, o.clock.day); got != "1 件未销号，1 件逾期未答复" {
		t.Error(got)
	}
	late, err := o.AnswerFinding(t.Context(), manager, id, 1, allocation.FindingAnswer{Day: o.clock.day, Text: "已补签合同", Document: "尖政复 3 号"})
	if err != nil || late != 4 {
		t.Errorf("late %d %v", late, err)
	}
	refused(t, "the district closes", o.CloseFinding(t.Context(), manager, id, 2, ""), engine.ErrNotAllowed)
	ok(t, o.ReturnFinding(t.Context(), supervisor, id, 2, "没有附名单", onDay("2021-04-09")))
	_, err = o.AnswerFinding(t.Context(), manager, id, 3, allocation.FindingAnswer{Day: onDay("2021-03-28"), Text: "x", Document: "y"})
	refused(t, "answered before it was sent back", err, allocation.ErrTenancyDay)
	_, err = o.AnswerFinding(t.Context(), manager, id, 3, allocation.FindingAnswer{Day: o.clock.day, Text: "附名单", Document: "尖政复 4 号"})
	ok(t, err)
	ok(t, o.CloseFinding(t.Context(), supervisor, id, 4, "属实"))
	x, err := o.Finding(t.Context(), manager, id)
	if err != nil || x.State != allocation.FindingClosed || len(x.Steps) != 3 || x.Steps[1].Kind != "return" || x.Steps[1].AnswerBy != onDay("2021-04-09") {
		t.Errorf("%+v %v", x, err)
	}
	if open, err = o.OpenFindings(t.Context(), manager, allocation.FindingTenancy, d.ID); err != nil || len(open) != 0 || watch.FindingWords(open, o.clock.day) != "" {
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
	verified(t, o)
}

// The rows of the home screen count what their lists show.
func TestTodoOfAssessmentsAndFindings(t *testing.T) {
	o := stayOffice(t, 4)
	manager, approver, supervisor := o.as(t, allocation.Manager), o.as(t, allocation.Approver), o.as(t, allocation.Supervisor)
	var stays []stay.TenancyDetail
	for i, unit := range []string{"JS-NSQ-01-1-01", "JS-NSQ-01-1-02", "JS-NSQ-01-1-03", "JS-NSQ-01-1-04"} {
		stays = append(stays, opened(t, o, contracted(t, o, i+1, unit)))
	}
	o.clock.day = onDay("2022-04-20")
	assessed(t, o, stays[0].ID, damaged(sheetOf(o, 9)))
	assessed(t, o, stays[1].ID, sublet(sheetOf(o, 9)))
	k := assessed(t, o, stays[2].ID, sublet(sheetOf(o, 9)))
	_, err := o.ConfirmAssessment(t.Context(), approver, k.ID, 1, true, "属实")
	ok(t, err)
	_, _, err = o.RaiseSupport(t.Context(), manager, stays[0].ID, allocation.Support{
		Kind: allocation.SupportFunds, Need: "贷款", Raised: onDay("2022-04-11"), Raiser: "负责人", Handler: "区人社局",
	})
	ok(t, err)
	target, err := o.FindFindingTarget(t.Context(), supervisor, allocation.FindingDistrict, 0, "尖山区")
	ok(t, err)
	f := allocation.Finding{Body: "市人社局", Text: "考核不及时", Clause: "四(五)", AnswerBy: o.clock.day.AddDays(20)}
	for range 2 {
		_, _, err = o.RaiseFinding(t.Context(), supervisor, target, f)
		ok(t, err)
	}
	_, err = o.AnswerFinding(t.Context(), manager, 2, 1, allocation.FindingAnswer{Day: o.clock.day, Text: "已安排", Document: "尖政复 5 号"})
	ok(t, err)
	o.clock.day = onDay("2022-05-27")
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
	for column := range watch.DueOrders {
		if _, err := o.DueAssessments(t.Context(), manager, engine.ListQuery{Sort: []engine.Order{{Column: column, Desc: false}}}); err != nil {
			t.Errorf("by %s: %v", column, err)
		}
	}
	if n, err := o.DueCounts(t.Context(), manager); err != nil || n[watch.AssessmentLate] != 1 || n[watch.AssessmentLater] != 3 {
		t.Errorf("%v %v", n, err)
	}
}

func count1(r desk.TodoRow) string { return string(rune('0'+r.Count)) + " " + r.Detail }

func TestTodoPlansOfAssessments(t *testing.T) {
	o := newOffice(t, allocation.CityOffice)
	a, err := desk.NewTodoAsk(t.Context(), o.Read, engine.Actor{}, o.Today())
	ok(t, err)
	args := a.Args(func(allocation.LeadTimes) int { return 0 })
	dueArgs, err := a.DueArgs()
	ok(t, err)
	for query, c := range map[string]struct {
		args []any
		want string
	}{
		desk.SqlTodoDue:         {engine.Bind(dueArgs), "SEARCH t USING INDEX tenancy_assessed (district=? AND <expr><?)"},
		desk.SqlTodoAssessments: {engine.Bind(args), "SEARCH k USING INDEX assessment_list (district=? AND state=?)"},
		desk.SqlTodoSupport:     {engine.Bind(args[:8]), "SEARCH b USING COVERING INDEX support_list (district=? AND state=?)"},
		desk.SqlTodoFindings:    {engine.Bind(args), "SEARCH f USING INDEX finding_list (district=? AND state=?)"},
	} {
		if plan := planOf(t, o, query, c.args...); !strings.Contains(plan, c.want) {
			t.Errorf("%q is missing in\n%s", c.want, plan)
		}
	}
}

func addActor(t testing.TB, o testOffice, name string, role allocation.Role) engine.Actor {
	t.Helper()
	id, err := o.AddAccount(t.Context(), engine.Console(), basis.NewAccount{
		Name: name, Display: name, Roles: []allocation.Role{role}, District: "尖山区", Password: "penggai-test", Settled: true,
	})
	ok(t, err)
	a, err := o.Account(t.Context(), id)
	if err != nil && !errors.Is(err, engine.ErrNotFound) {
		t.Fatal(err)
	}
	return a.Actor(role)
}
