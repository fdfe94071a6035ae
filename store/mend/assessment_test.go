package mend_test

import (
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/leave"
	"penggai/allocation/oversight"
	"penggai/store/engine"
	"penggai/store/exit"
	"penggai/store/exit/exittest"
	"penggai/store/mend/mendtest"
	"penggai/store/watch"
	"penggai/store/watch/watchtest"
)

// 四(五)3: a failed assessment, confirmed by a second person, opens ground 3 and nothing else.
func TestFailedAssessmentOpensGround3(t *testing.T) {
	o := mendtest.New(t, 2)
	manager, approver := o.As(t, allocation.Manager), o.As(t, allocation.Approver)
	d, other := o.Opened(t, o.Contracted(t, 1, "JS-NSQ-01-1-01")), o.Contracted(t, 2, "JS-NSQ-01-1-02")
	k := o.Assessed(t, d.ID, watchtest.Sublet(o.SheetOf(9)))
	if k.State != oversight.AssessmentPending || k.Proposed != oversight.ConclusionFail {
		t.Fatalf("%+v", k.AssessmentRow)
	}
	e := leave.Evidence{Document: "考核", Body: "区政府", Day: o.Clock.Day, Assessment: k.ID}
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
	refused(t, "by ground 1", err, leave.ErrExitBasis)
	_, err = o.OpenExit(t.Context(), manager, other.ID, other.Version, 3, list[0], "转租")
	refused(t, "of another tenant", err, exit.ErrBasisAssessment)
	typed := leave.Evidence{Document: "经查 ｋｈ-js-2021-0001 号考核", Body: "区政府", Day: o.Clock.Day}
	_, err = o.OpenExit(t.Context(), manager, other.ID, other.Version, 3, typed, "转租")
	refused(t, "typed, of another tenant", err, exit.ErrBasisAssessment)
	if !strings.Contains(err.Error(), "考核 KH-JS-2021-0001 是 "+d.Name+"（"+d.Number+"）的") {
		t.Errorf("it does not say whose it is: %v", err)
	}
	typed.Document = "考核 KH-JS-2021-0002"
	_, err = o.OpenExit(t.Context(), manager, d.ID, d.Version, 3, typed, "转租")
	refused(t, "typed, of nobody", err, exit.ErrBasisAssessment)
	typed.Document = "督办 DB-JS-2021-0009"
	_, err = o.OpenExit(t.Context(), manager, d.ID, d.Version, 3, typed, "转租")
	refused(t, "a finding typed, of nobody", err, exit.ErrBasisFinding)
	typed.Document = "考核 KH-JS-2021-0001"
	exit, err := o.OpenExit(t.Context(), manager, d.ID, d.Version, 3, typed, "转租")
	ok(t, err)
	if x := o.ExitOf(t, exit); x.Basis.Assessment != k.ID || x.Basis.AssessmentNumber != k.Number {
		t.Errorf("%+v", x.Basis)
	}
	_, err = o.VoidAssessment(t.Context(), approver, k.ID, k.Version, "录错")
	refused(t, "void under an exit", err, watch.ErrAssessmentUsed)
	o.Hear(t, exit)
	_, err = o.ApproveExit(t.Context(), approver, exit, 4, civil.Date{}, "同意", exittest.Weighed)
	ok(t, err)
	if k = o.AssessmentOf(t, k.ID); k.State != oversight.AssessmentExited || k.Exit != exit || len(k.Moves) != 3 {
		t.Errorf("%s, exit %d, %+v", k.State, k.Exit, k.Moves)
	}
	ok(t, o.UndoExit(t.Context(), approver, exit, 5, "批错"))
	if k = o.AssessmentOf(t, k.ID); k.State != oversight.AssessmentFailed {
		t.Errorf("the approval is taken back, the assessment %s", k.State)
	}
	_, err = o.ApproveExit(t.Context(), approver, exit, 6, civil.Date{}, "同意", exittest.Weighed)
	ok(t, err)
	_, _, err = o.RecordAssessment(t.Context(), manager, d.ID, k.ID, o.SheetOf(9))
	refused(t, "while the tenant leaves", err, oversight.ErrAssessmentTenancy)
	o.Verified(t)
}
