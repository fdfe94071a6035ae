package store_test

import (
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/watch"
)

// TestUpgradeAssesses: the stays of a data folder of the first release, which knew no assessments, are due from their signing
// on, and can be assessed, supported and found fault with; the data still agree with their log.
func TestUpgradeAssesses(t *testing.T) {
	folder := t.TempDir()
	c := &clock{onDay("2017-12-20")}
	t.Run("first release", func(t *testing.T) {
		withRelease(t, "0006_report.sql")
		s, err := store.Create(folder, basis.Founding{Office: "尖山区", Admin: "xitong", Password: "penggai-test"}, engine.Options{Today: c.today})
		ok(t, err)
		ok(t, s.Write(t.Context(), engine.Console(), allocation.ActEditCatalogue, func(x *engine.Tx) error {
			return x.Exec(oldStays + oldStay(1, "open", "", 0) + oldStay(2, "handed", "", 1) + oldStay(3, "ended", "2017-12-10", 0))
		}))
		ok(t, s.Close())
	})
	c.day = onDay("2018-12-03")
	s, err := store.Open(folder, engine.Options{Today: c.today})
	ok(t, err)
	t.Cleanup(func() { ok(t, s.Close()) })
	o := testOffice{s, c}
	verified(t, o)

	manager, approver, supervisor := o.as(t, allocation.Manager), o.as(t, allocation.Approver), o.as(t, allocation.Supervisor)
	page, err := s.DueAssessments(t.Context(), manager, engine.ListQuery{})
	ok(t, err)
	if len(page.Rows) != 2 || page.Rows[0].Due != onDay("2018-11-15") || page.Rows[0].DueState != watch.AssessmentLate || page.Rows[0].Last != "" {
		t.Fatalf("due: %+v", page.Rows)
	}
	pass := assessed(t, o, 1, sheetOf(o, 9))
	if pass.State != allocation.AssessmentDone || pass.Due != onDay("2018-11-15") || pass.Figures.Verified.Full != 9 || pass.Figures.Contracted.Stated() {
		t.Errorf("%+v", pass.Assessment)
	}
	failed := assessed(t, o, 2, sublet(sheetOf(o, 9)))
	_, err = s.ConfirmAssessment(t.Context(), approver, failed.ID, 1, true, "属实")
	ok(t, err)
	list, err := s.ExitEvidence(t.Context(), manager, 2)
	if err != nil || len(list) != 1 || list[0].Assessment != failed.ID {
		t.Errorf("evidence: %+v %v", list, err)
	}
	_, _, err = s.RecordAssessment(t.Context(), manager, 3, 0, sheetOf(o, 9))
	refused(t, "a stay that has ended", err, allocation.ErrAssessmentTenancy)

	_, _, err = s.RaiseSupport(t.Context(), manager, 1, allocation.Support{
		Kind: allocation.SupportRepair, Need: "屋顶漏水", Raised: c.day, Raiser: "王示例", Handler: "区住建局",
	})
	ok(t, err)
	target, err := s.FindFindingTarget(t.Context(), supervisor, allocation.FindingTenancy, 0, "RZ-JS-2017-0002")
	ok(t, err)
	_, _, err = s.RaiseFinding(t.Context(), supervisor, target, allocation.Finding{
		Body: "市棚改办", Text: "逾期未开业", Clause: "三.3", AnswerBy: civil.MustParse("2018-12-17"),
	})
	ok(t, err)
	if open, err := s.OpenFindings(t.Context(), manager, allocation.FindingTenancy, 2); err != nil || len(open) != 1 {
		t.Errorf("findings on the tenancy: %+v %v", open, err)
	}
	if page, err = s.DueAssessments(t.Context(), manager, engine.ListQuery{}); err != nil || len(page.Rows) != 2 || page.Rows[0].Due != onDay("2019-11-15") {
		t.Errorf("due after the assessments: %+v %v", page.Rows, err)
	}
	verified(t, o)
}
