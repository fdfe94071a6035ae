package store_test

import (
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/oversight"
	"penggai/store"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/watch"
	"penggai/store/watch/watchtest"
)

// TestUpgradeAssesses: the stays of a data folder of the first release, which knew no assessments, are due from their signing
// on, and can be assessed, supported and found fault with; the data still agree with their log.
func TestUpgradeAssesses(t *testing.T) {
	folder := t.TempDir()
	c := &enginetest.Clock{Day: enginetest.Day("2017-12-20")}
	t.Run("first release", func(t *testing.T) {
		enginetest.WithRelease(t, "0006_report.sql")
		s, err := store.Create(folder, basis.Founding{Clock: enginetest.AnyDay, Office: "尖山区", Admin: enginetest.Admin, Password: enginetest.Password}, engine.Options{Today: c.Today, PasswordKiB: 8})
		enginetest.OK(t, err)
		enginetest.OK(t, s.Write(t.Context(), engine.Console(), allocation.ActEditCatalogue, func(x *engine.Tx) error {
			return x.Exec(oldStays + oldStay(1, "open", "", 0) + oldStay(2, "handed", "", 1) + oldStay(3, "ended", "2017-12-10", 0))
		}))
		enginetest.OK(t, s.Close())
	})
	c.Day = enginetest.Day("2018-12-03")
	s, err := store.Open(folder, engine.Options{Today: c.Today})
	enginetest.OK(t, err)
	t.Cleanup(func() { enginetest.OK(t, s.Close()) })
	o := watchtest.Of(enginetest.Over(s.Store, c))
	o.Verified(t)

	manager, approver, supervisor := o.As(t, allocation.Manager), o.As(t, allocation.Approver), o.As(t, allocation.Supervisor)
	page, err := s.DueAssessments(t.Context(), manager, engine.ListQuery{})
	enginetest.OK(t, err)
	if len(page.Rows) != 2 || page.Rows[0].Due != enginetest.Day("2018-11-15") || page.Rows[0].DueState != watch.AssessmentLate || page.Rows[0].Last != "" {
		t.Fatalf("due: %+v", page.Rows)
	}
	pass := o.Assessed(t, 1, o.SheetOf(9))
	if pass.State != oversight.AssessmentDone || pass.Due != enginetest.Day("2018-11-15") || pass.Figures.Verified.Full != 9 || pass.Figures.Contracted.Stated() {
		t.Errorf("%+v", pass.Assessment)
	}
	failed := o.Assessed(t, 2, watchtest.Sublet(o.SheetOf(9)))
	_, err = s.ConfirmAssessment(t.Context(), approver, failed.ID, 1, true, "属实")
	enginetest.OK(t, err)
	list, err := s.ExitEvidence(t.Context(), manager, 2)
	if err != nil || len(list) != 1 || list[0].Assessment != failed.ID {
		t.Errorf("evidence: %+v %v", list, err)
	}
	_, _, err = s.RecordAssessment(t.Context(), manager, 3, 0, o.SheetOf(9))
	enginetest.Refused(t, "a stay that has ended", err, oversight.ErrAssessmentTenancy)

	_, _, err = s.RaiseSupport(t.Context(), manager, 1, oversight.Support{
		Kind: oversight.SupportRepair, Need: "屋顶漏水", Raised: c.Day, Raiser: "王示例", Handler: "区住建局",
	})
	enginetest.OK(t, err)
	target, err := s.FindFindingTarget(t.Context(), supervisor, oversight.FindingTenancy, 0, "RZ-JS-2017-0002")
	enginetest.OK(t, err)
	_, _, err = s.RaiseFinding(t.Context(), supervisor, target, oversight.Finding{
		Body: "市棚改办", Text: "逾期未开业", Clause: "三.3", AnswerBy: civil.MustParse("2018-12-17"),
	})
	enginetest.OK(t, err)
	if open, err := s.OpenFindings(t.Context(), manager, oversight.FindingTenancy, 2); err != nil || len(open) != 1 {
		t.Errorf("findings on the tenancy: %+v %v", open, err)
	}
	if page, err = s.DueAssessments(t.Context(), manager, engine.ListQuery{}); err != nil || len(page.Rows) != 2 || page.Rows[0].Due != enginetest.Day("2019-11-15") {
		t.Errorf("due after the assessments: %+v %v", page.Rows, err)
	}
	o.Verified(t)
}
