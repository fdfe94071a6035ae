package intake_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/refusal"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/intake/intaketest"
)

// TestRefusalFreezesItsReasons: the list may change later, what was decided keeps its words and clause; undone it is gone, and a second
// refusal stands beside the first.
func TestRefusalFreezesItsReasons(t *testing.T) {
	ctx := context.Background()
	o := intaketest.New(t, "尖山区")
	clerk, reviewer, approver := o.As(t, allocation.Intake), o.As(t, allocation.Reviewer), o.As(t, allocation.Approver)
	id := o.Drafted(t, 1, intaketest.Request())
	if err := o.RefuseApplication(ctx, clerk, id, 1, refusal.Given{Note: "不收"}); !errors.Is(err, refusal.ErrNone) {
		t.Fatalf("without a reason of the list: %v", err)
	}
	if err := o.RefuseApplication(ctx, clerk, id, 1, refusal.Because("funds")); !errors.Is(err, refusal.ErrStage) {
		t.Fatalf("a reason of another step: %v", err)
	}
	_, err := o.AcceptApplication(ctx, clerk, id, 1)
	ok(t, err)
	ok(t, o.ReviewApplication(ctx, reviewer, id, 2, intaketest.Sheet(), true))
	why := refusal.Given{Codes: []string{"funds"}, Note: "账户余额不足"}
	_, err = o.RejectApplication(ctx, approver, id, 3, why)
	ok(t, err)
	said := "不具有必要的资金运营能力（双政办规〔2017〕13号 二）；补充说明：账户余额不足"
	reason, err := engine.One(ctx, o.Read, engine.ScanOne[string], `SELECT reason FROM log ORDER BY seq DESC LIMIT 1`)
	if err != nil || reason != said {
		t.Errorf("the log says %q %v", reason, err)
	}
	ok(t, o.Write(ctx, engine.Console(), allocation.ActEditCatalogue, func(x *engine.Tx) error {
		return x.Exec(`UPDATE catalogue SET valid_to = '2021-03-15' WHERE kind = 'reason' AND code = 'funds'`)
	}))
	stands := func(d intake.ApplicationDetail) bool {
		return d.Decision == said && len(d.Grounds) == 2 && d.Grounds[0].Clause == "双政办规〔2017〕13号 二" && d.Grounds[0].Remedy == "补证明"
	}
	if d := o.Detail(t, id); !stands(d) {
		t.Errorf("after the list changed: %q %+v", d.Decision, d.Grounds)
	}
	if list, err := o.RefusalReasons(ctx, refusal.StageDecide); err != nil || len(list) != 1 || list[0].Code != "score" {
		t.Errorf("offered: %+v %v", list, err)
	}
	ok(t, o.UndoApplication(ctx, approver, id, o.Detail(t, id).Version, "录错"))
	if d := o.Detail(t, id); len(d.Grounds) != 0 || d.Decision != "" {
		t.Errorf("undone: %+v", d.Grounds)
	}
	_, err = o.RejectApplication(ctx, approver, id, o.Detail(t, id).Version, why)
	if !errors.Is(err, refusal.ErrNotInForce) || !strings.Contains(err.Error(), "已从 2021-03-15 起停用") {
		t.Fatalf("a reason that has ended: %v", err)
	}
	_, err = o.RejectApplication(ctx, approver, id, o.Detail(t, id).Version, refusal.Because("score"))
	ok(t, err)
	ok(t, o.ReconsiderApplication(ctx, approver, id, o.Detail(t, id).Version, "申请人补充"))
	if d := o.Detail(t, id); len(d.Grounds) != 0 {
		t.Errorf("taken up again: %+v", d.Grounds)
	}
	_, err = o.RejectApplication(ctx, approver, id, o.Detail(t, id).Version, refusal.Because("score"))
	if !errors.Is(err, allocation.ErrRejectHolds) {
		t.Fatalf("a sheet that holds: %v", err)
	}
	o.Verified(t)
}
