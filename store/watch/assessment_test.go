package watch_test

import (
	"fmt"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/oversight"
	"penggai/allocation/relief"
	"penggai/allocation/roster"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/intake/intaketest"
	"penggai/store/watch"
	"penggai/store/watch/watchtest"
)

func TestAssessmentsOfATenancy(t *testing.T) {
	o := watchtest.New(t, 1)
	manager := o.As(t, allocation.Manager)
	d := o.Opened(t, o.Contracted(t, 1, "JS-NSQ-01-1-01")) // 2021-03-15
	sheet, err := o.AssessmentSheet(t.Context(), manager, d.ID)
	if err != nil || sheet.Due != enginetest.Day("2022-03-15") || sheet.Last != 0 || sheet.Figures.Contracted.Full != 9 || !sheet.Strict {
		t.Fatalf("%+v %v", sheet, err)
	}
	o.Clock.Day = enginetest.Day("2021-09-01") // half a year before it is due: an extra one
	extra := o.Assessed(t, d.ID, o.SheetOf(9))
	if extra.Number != "KH-JS-2021-0001" || extra.State != oversight.AssessmentDone || extra.Covers != 0 || !extra.Due.IsZero() ||
		extra.Jobs.Source != "社保缴费记录" || len(extra.Points) != 4 || len(extra.Taxes) != 1 || extra.RecordedName == "" {
		t.Errorf("%+v", extra.AssessmentRow)
	}
	if got := o.VerifiedJobs(t, d.ID); got.Full != 9 || got.Day != o.Clock.Day {
		t.Errorf("verified %+v", got)
	}
	_, _, err = o.RecordAssessment(t.Context(), manager, d.ID, 0, o.SheetOf(9))
	refused(t, "a form from before the last one", err, watch.ErrAssessmentThere)
	_, _, err = o.RecordAssessment(t.Context(), o.As(t, allocation.Intake), d.ID, extra.ID, o.SheetOf(9))
	refused(t, "the counter assesses", err, engine.ErrNotAllowed)
	early := o.SheetOf(9)
	early.Day = extra.Day.AddDays(-1)
	early.Jobs.Day = early.Day
	_, _, err = o.RecordAssessment(t.Context(), manager, d.ID, extra.ID, early)
	refused(t, "before the last one", err, oversight.ErrAssessmentDay)

	o.Clock.Day = enginetest.Day("2022-03-01") // within the lead
	due, err := o.DueAssessments(t.Context(), manager, engine.ListQuery{Filter: "状态:逾期,临近"})
	if err != nil || due.Total != 1 || due.Rows[0].Due != enginetest.Day("2022-03-15") || due.Rows[0].DueState != watch.AssessmentNear || due.Rows[0].Last != extra.Number {
		t.Errorf("%+v %v", due, err)
	}
	second := o.Assessed(t, d.ID, o.SheetOf(11))
	if second.Covers != 12 || second.Due != enginetest.Day("2022-03-15") || o.VerifiedJobs(t, d.ID).Full != 11 {
		t.Errorf("covers %d, due %s", second.Covers, second.Due)
	}
	if sheet, _ = o.AssessmentSheet(t.Context(), manager, d.ID); sheet.Due != enginetest.Day("2023-03-15") || len(sheet.Paid) != 2 {
		t.Errorf("next due %s, taxes %+v", sheet.Due, sheet.Paid)
	}
	_, err = o.VoidAssessment(t.Context(), manager, extra.ID, 1, "录错")
	refused(t, "void under a later one", err, watch.ErrAssessmentFollowed)
	_, err = o.VoidAssessment(t.Context(), manager, second.ID, 2, "录错")
	refused(t, "void with an old form", err, engine.ErrStale)
	_, err = o.VoidAssessment(t.Context(), manager, second.ID, 1, "录错户")
	ok(t, err)
	if sheet, _ = o.AssessmentSheet(t.Context(), manager, d.ID); sheet.Due != enginetest.Day("2022-03-15") || sheet.Figures.Verified.Full != 9 || sheet.Last != extra.ID {
		t.Errorf("after the void one: due %s, verified %+v", sheet.Due, sheet.Figures.Verified)
	}
	_, err = o.VoidAssessment(t.Context(), manager, extra.ID, 1, "录错户")
	ok(t, err)
	if got := o.VerifiedJobs(t, d.ID); got.Stated() {
		t.Errorf("nothing is verified any more: %+v", got)
	}
	o.Verified(t)
}

func TestSecondPersonForAFailure(t *testing.T) {
	o := watchtest.New(t, 1)
	approver := o.As(t, allocation.Approver)
	d := o.Opened(t, o.Contracted(t, 1, "JS-NSQ-01-1-01"))
	id, _, err := o.RecordAssessment(t.Context(), approver, d.ID, 0, watchtest.Sublet(o.SheetOf(9)))
	ok(t, err)
	_, err = o.ConfirmAssessment(t.Context(), approver, id, 1, true, "属实")
	refused(t, "who recorded it confirms it", err, allocation.ErrSamePerson)
	other := o.Named(t, "lingdao2", allocation.Approver, "尖山区")
	_, err = o.ConfirmAssessment(t.Context(), other, id, 1, false, "证据不足")
	ok(t, err)
	if k := o.AssessmentOf(t, id); k.State != oversight.AssessmentVoid || k.Voided != "证据不足" || o.VerifiedJobs(t, d.ID).Stated() {
		t.Errorf("%+v", k.AssessmentRow)
	}
	o.Verified(t)
}

// TestVoidingLiesInTwoHands六二: what finds against a tenant is not struck out by who recorded it, what the approver has decided only by
// the approver; a plain 合格 that was recorded by mistake goes by its own hand.
func TestVoidingLiesInTwoHands六二(t *testing.T) {
	o := watchtest.New(t, 1)
	manager, approver, other := o.As(t, allocation.Manager), o.As(t, allocation.Approver), o.Named(t, "guanli2", allocation.Manager, "尖山区")
	d := o.Opened(t, o.Contracted(t, 1, "JS-NSQ-01-1-01"))
	good := o.Assessed(t, d.ID, o.SheetOf(9))
	_, err := o.VoidAssessment(t.Context(), manager, good.ID, good.Version, "录错户")
	ok(t, err)
	bad := o.Assessed(t, d.ID, watchtest.Sublet(o.SheetOf(9)))
	_, err = o.VoidAssessment(t.Context(), manager, bad.ID, bad.Version, "不算了")
	refused(t, "who recorded it strikes it out", err, allocation.ErrSamePerson)
	_, err = o.ConfirmAssessment(t.Context(), approver, bad.ID, bad.Version, true, "属实")
	ok(t, err)
	_, err = o.VoidAssessment(t.Context(), other, bad.ID, bad.Version+1, "不算了")
	refused(t, "a clerk strikes out what the approver confirmed", err, engine.ErrNotAllowed)
	warned, err := o.VoidAssessment(t.Context(), approver, bad.ID, bad.Version+1, "确认有误")
	if ok(t, err); warned || o.AssessmentOf(t, bad.ID).State != oversight.AssessmentVoid {
		t.Errorf("warned %v, %s", warned, o.AssessmentOf(t, bad.ID).State)
	}
	o.Verified(t)
}

// 四(三): jobs are a promise. What is found is measured by the rule of the district and kept with the assessment; a 合格 with far fewer
// jobs than contracted waits for the approver.
func TestJobsAgainstArea(t *testing.T) {
	o := watchtest.New(t, 1)
	manager, approver := o.As(t, allocation.Manager), o.As(t, allocation.Approver)
	d := o.Opened(t, o.Contracted(t, 1, "JS-NSQ-01-1-01")) // 100 ㎡, 9 full-time and 2 part-time jobs
	sheet, err := o.AssessmentSheet(t.Context(), manager, d.ID)
	ok(t, err)
	if sheet.Measure().Done() || sheet.Yardstick.Held != 10000 {
		t.Errorf("%+v", sheet.Yardstick)
	}
	a := o.SheetOf(1)
	a.Jobs.Part, a.Taxes, a.Reason = 0, nil, "淡季，已招工"
	k := o.Assessed(t, d.ID, a)
	want := sheet.Yardstick.Measure(a.Jobs, 0)
	if k.State != oversight.AssessmentPending || k.Measure != want || k.Measure.Parameter == 0 || k.Measure.Most != want.Most {
		t.Errorf("%s %+v, want %+v", k.State, k.Measure, want)
	}
	_, err = o.ConfirmAssessment(t.Context(), manager, k.ID, 1, true, "属实")
	refused(t, "the manager confirms", err, engine.ErrNotAllowed)
	_, err = o.ConfirmAssessment(t.Context(), approver, k.ID, 1, true, "属实")
	ok(t, err)
	if k = o.AssessmentOf(t, k.ID); k.State != oversight.AssessmentDone || k.DecidedName == "" {
		t.Errorf("%+v", k.AssessmentRow)
	}
	o.Verified(t)
}

// Workers by name: the same person is recognised with two tenants, in two years and in a reward of 2018（九）; no number stands in the
// file, neither in the list nor in the log.
func TestRosters(t *testing.T) {
	o := watchtest.New(t, 2)
	manager := o.As(t, allocation.Manager)
	one, two := o.Opened(t, o.Contracted(t, 1, "JS-NSQ-01-1-01")), o.Opened(t, o.Contracted(t, 2, "JS-NSQ-01-1-02"))
	worker := func(n int) roster.Worker {
		return roster.Worker{Name: fmt.Sprintf("李某%d", n), IDNumber: intaketest.ValidID(t, n), Since: one.Signed}
	}
	list := func(tenancy int64, workers ...roster.Worker) (watch.AssessmentDetail, int) {
		t.Helper()
		k := o.Assessed(t, tenancy, o.SheetOf(9))
		n, err := o.SetRoster(t.Context(), manager, k.ID, k.Version, workers)
		ok(t, err)
		return o.AssessmentOf(t, k.ID), n
	}
	k, n := list(one.ID, worker(11), worker(12))
	if n != 0 || len(k.Roster) != 2 || k.Roster[0].IDNumber == worker(11).IDNumber || len(k.Roster[0].Seen) != 0 {
		t.Errorf("%d %+v", n, k.Roster)
	}
	_, err := o.SetRoster(t.Context(), manager, k.ID, 1, nil)
	refused(t, "an old form", err, engine.ErrStale)
	many := make([]roster.Worker, 12)
	_, err = o.SetRoster(t.Context(), manager, k.ID, k.Version, many)
	refused(t, "more people than jobs", err, roster.ErrMore)
	o.Clock.Day = enginetest.Day("2022-03-20")
	k, n = list(two.ID, worker(12), worker(13))
	if n != 1 || len(k.Roster[0].Seen) != 1 || !k.Roster[0].Seen[0].Another || k.Roster[0].Seen[0].Stay != one.Number || len(k.Roster[1].Seen) != 0 {
		t.Errorf("with two tenants: %d %+v", n, k.Roster)
	}
	reward := relief.BenefitApplication{Day: o.Clock.Day, Reason: "2018（九）", Workers: []roster.Worker{worker(11)}}
	_, err = o.ApplyBenefit(t.Context(), manager, one.ID, "poor_workers", reward)
	ok(t, err)
	_, err = o.ApplyBenefit(t.Context(), manager, two.ID, "poor_workers", reward)
	refused(t, "rewarded twice", err, roster.ErrRewarded)
	k, _ = list(one.ID, worker(11))
	if seen := k.Roster[0].Seen; len(seen) != 2 || !seen[0].Reward || seen[1].Another || seen[1].Reward {
		t.Errorf("in two years and rewarded: %+v", seen)
	}
	for _, table := range []string{"roster_worker", "log"} {
		dump, err := engine.All(t.Context(), o.Read, engine.ScanOne[string], map[string]string{
			"roster_worker": `SELECT name || masked || person FROM roster_worker`, "log": `SELECT CAST(body AS TEXT) FROM log`,
		}[table])
		ok(t, err)
		if strings.Contains(strings.Join(dump, " "), worker(12).IDNumber) {
			t.Errorf("%s holds a whole number", table)
		}
	}
	o.Verified(t)
}

// 六(二): what is to be put right has a day, and is inspected again.
func TestRectification(t *testing.T) {
	o := watchtest.New(t, 2)
	manager, approver := o.As(t, allocation.Manager), o.As(t, allocation.Approver)
	d := o.Opened(t, o.Contracted(t, 1, "JS-NSQ-01-1-01"))
	o.Clock.Day = enginetest.Day("2021-04-01") // 30 days later is 2021-05-01, a holiday; the first working day after it is the 6th
	k := o.Assessed(t, d.ID, watchtest.Damaged(o.SheetOf(9)))
	if k.State != oversight.AssessmentRectifying || k.RectifyBy != enginetest.Day("2021-05-06") {
		t.Fatalf("%s by %s", k.State, k.RectifyBy)
	}
	o.Clock.Day = enginetest.Day("2021-05-10")
	if p, err := o.Assessments(t.Context(), manager, engine.ListQuery{Filter: "逾期:是"}); err != nil || p.Total != 1 || p.Rows[0].Late(o.Clock.Day) != 4 {
		t.Errorf("%+v %v", p, err)
	}
	refused(t, "the manager extends", o.ExtendAssessment(t.Context(), manager, k.ID, 1, enginetest.Day("2021-05-20"), "材料未到"), engine.ErrNotAllowed)
	ok(t, o.ExtendAssessment(t.Context(), approver, k.ID, 1, enginetest.Day("2021-05-20"), "材料未到"))
	refused(t, "an old form", o.ReinspectAssessment(t.Context(), manager, k.ID, 1, o.Clock.Day, true, "已恢复"), engine.ErrStale)
	ok(t, o.ReinspectAssessment(t.Context(), manager, k.ID, 2, o.Clock.Day, true, "已恢复"))
	if k = o.AssessmentOf(t, k.ID); k.State != oversight.AssessmentClosed || k.Inspected != o.Clock.Day || k.RectifyBy != enginetest.Day("2021-05-20") {
		t.Errorf("%+v", k.AssessmentRow)
	}
	k = o.Assessed(t, d.ID, watchtest.Damaged(o.SheetOf(9)))
	ok(t, o.ReinspectAssessment(t.Context(), manager, k.ID, 1, o.Clock.Day, false, "没有恢复"))
	if k = o.AssessmentOf(t, k.ID); k.State != oversight.AssessmentPending {
		t.Errorf("strict: %s", k.State)
	}
	if n, err := o.AssessmentStates(t.Context(), manager); err != nil || n[oversight.AssessmentPending] != 1 || n[oversight.AssessmentClosed] != 1 {
		t.Errorf("%v %v", n, err)
	}
	for column := range watch.AssessmentNoun.Sorts {
		if _, err := o.Assessments(t.Context(), manager, engine.ListQuery{Sort: []engine.Order{{Column: column, Desc: true}}}); err != nil {
			t.Errorf("by %s: %v", column, err)
		}
	}
	for filter, want := range map[string]int{"状态:整改合格": 1, "KH-JS": 2, "岗位:>10": 2, "岗位:>20": 0, "退出:否": 2, "日期:2021-04": 1} {
		if p, err := o.Assessments(t.Context(), manager, engine.ListQuery{Filter: filter, Limit: 5}); err != nil || p.Total != want {
			t.Errorf("%q: %d %v", filter, p.Total, err)
		}
	}
	o.Verified(t)
}

func TestSupportOfATenancy(t *testing.T) {
	o := watchtest.New(t, 1)
	manager := o.As(t, allocation.Manager)
	d := o.Opened(t, o.Contracted(t, 1, "JS-NSQ-01-1-01"))
	o.Clock.Day = enginetest.Day("2021-04-10")
	b := oversight.Support{Kind: oversight.SupportWorkers, Need: " 招不到工 ", Raised: enginetest.Day("2021-04-02"), Raiser: "负责人", Handler: "区人社局"}
	id, number, err := o.RaiseSupport(t.Context(), manager, d.ID, b)
	if err != nil || number != "BF-JS-2021-0001" {
		t.Fatal(number, err)
	}
	refused(t, "closed by the counter", o.CloseSupport(t.Context(), o.As(t, allocation.Intake), id, 1, o.Clock.Day, "x"), engine.ErrNotAllowed)
	ok(t, o.StepSupport(t.Context(), manager, id, 1, oversight.SupportStep{Day: enginetest.Day("2021-04-05"), Note: "转市就业局", Handler: "市就业局"}))
	refused(t, "an old form", o.StepSupport(t.Context(), manager, id, 1, oversight.SupportStep{Day: o.Clock.Day, Note: "x"}), engine.ErrStale)
	refused(t, "closed before its last step", o.CloseSupport(t.Context(), manager, id, 2, enginetest.Day("2021-04-04"), "已招到"), allocation.ErrTenancyDay)
	ok(t, o.CloseSupport(t.Context(), manager, id, 2, o.Clock.Day, "招到 3 人"))
	x, err := o.Support(t.Context(), manager, id)
	if err != nil || x.State != oversight.SupportClosed || x.Handler != "市就业局" || len(x.Notes) != 1 || x.Need != "招不到工" || x.Result != "招到 3 人" {
		t.Errorf("%+v %v", x, err)
	}
	id, _, err = o.RaiseSupport(t.Context(), manager, d.ID, b)
	ok(t, err)
	ok(t, o.VoidSupport(t.Context(), manager, id, 1, "重复"))
	rows, err := o.SupportOf(t.Context(), manager, d.ID)
	if err != nil || len(rows) != 2 || rows[0].State != oversight.SupportVoid {
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
	o.Verified(t)
}

// TestNouns: what the tables of fields say holds in the database.
func TestNouns(t *testing.T) {
	o := watchtest.New(t, 0)
	enginetest.CheckNoun(t, o.Store, watch.AssessmentNoun)
	enginetest.CheckNoun(t, o.Store, watch.SupportNoun)
	enginetest.CheckNoun(t, o.Store, watch.FindingNoun)
	enginetest.CheckNoun(t, o.Store, watch.DueNoun)
	enginetest.CheckNoun(t, o.Store, watch.WorkerNoun)
}

// TestWhoAssessedDoesNotRenew四四: who recorded the last assessment, or inspected again, does not decide the renewal that rests on it; another
// approver does. Where the district only warns the log says so.
func TestWhoAssessedDoesNotRenew四四(t *testing.T) {
	o := watchtest.New(t, 1)
	chief := o.As(t, allocation.Approver)
	d := o.Opened(t, o.Contracted(t, 1, "JS-NSQ-01-1-01"))
	o.Clock.Day = o.StayOf(t, d.ID).Contract.To.AddDays(-20)
	_, _, err := o.RecordAssessment(t.Context(), chief, d.ID, 0, o.SheetOf(9))
	ok(t, err)
	f, err := o.RenewalOf(t.Context(), chief, d.ID)
	ok(t, err)
	if len(f.By) != 1 || f.By[0] != chief.ID {
		t.Fatalf("recorded by %v, not %d", f.By, chief.ID)
	}
	_, err = o.Renew(t, d.ID)
	refused(t, "who assessed decides", err, allocation.ErrSamePerson)
	p := basis.NewParameters{District: "尖山区", Effective: o.Clock.Day, Note: "一人一岗", Parameters: allocation.DefaultParameters()}
	p.Separation = allocation.SeparationWarn
	_, err = o.AddParameters(t.Context(), o.As(t, allocation.Admin), p)
	ok(t, err)
	_, err = o.Renew(t, d.ID)
	ok(t, err)
	if n := enginetest.Count(t, o.Read, `SELECT count(*) FROM log WHERE action = 'contract.renew' AND reason LIKE '%同一人%'`); n != 1 {
		t.Errorf("%d entries say that one person did both", n)
	}
	o.Verified(t)
}
