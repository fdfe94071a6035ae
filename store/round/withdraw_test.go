package round_test

import (
	"context"
	"errors"
	"testing"

	"penggai/allocation"
	"penggai/allocation/refusal"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/intake/intaketest"
	"penggai/store/round/roundtest"
)

func TestApplicationRejectUndoWithdraw(t *testing.T) {
	ctx := context.Background()
	o := roundtest.New(t, 0)
	clerk, reviewer, approver := o.As(t, allocation.Intake), o.As(t, allocation.Reviewer), o.As(t, allocation.Approver)
	id := o.Drafted(t, 1, intaketest.Request())
	_, err := o.AcceptApplication(ctx, clerk, id, 1)
	ok(t, err)
	if err := o.UndoApplication(ctx, clerk, id, 2, " "); !errors.Is(err, allocation.ErrReasonMissing) {
		t.Fatalf("an acceptance was undone: %v", err)
	}
	in := intaketest.Sheet()
	in.Clauses[5] = allocation.ClauseCheck{Clause: "三.4", Verdict: allocation.VerdictUnmet, Remark: "注册在外市"}
	if err := o.ReviewApplication(ctx, reviewer, id, 2, in, true); !errors.Is(err, allocation.ErrReviewUnmet) {
		t.Fatalf("三.4: %v", err)
	}
	ok(t, o.ReviewApplication(ctx, reviewer, id, 2, in, false))
	_, err = o.RejectApplication(ctx, approver, id, 3, refusal.Because("funds"))
	ok(t, err)
	ok(t, o.UndoApplication(ctx, approver, id, 4, "点错"))
	if d := o.Detail(t, id); d.State != allocation.ApplicationAccepted || d.Decision != "" || d.Review.Of("三.4").Remark != "注册在外市" {
		t.Errorf("after the undo: %s %q", d.State, d.Decision)
	}
	ok(t, o.WithdrawApplication(ctx, clerk, id, 5, "不办了"))
	refused(t, "no such application", o.WithdrawApplication(ctx, clerk, 99, 1, "x"), engine.ErrNotFound)
	err = o.WithdrawApplication(ctx, clerk, id, 6, "不办了")
	if !errors.Is(err, allocation.ErrApplicationMove) {
		t.Errorf("withdrawn twice: %v", err)
	}
}

// TestWithdrawAnAwardedApplication: the award ends, its unit is free again.
func TestWithdrawAnAwardedApplication(t *testing.T) {
	ctx := context.Background()
	o := roundtest.New(t, 2)
	w := o.Awarded(t, 1, "JS-NSQ-01-1-01")
	d := o.Detail(t, w.Application)
	if d.State != allocation.ApplicationAwarded {
		t.Fatalf("state %s", d.State)
	}
	ok(t, o.WithdrawApplication(ctx, o.AsOf(t, allocation.Intake, "尖山区"), d.ID, d.Version, "改在外地经营"))
	if d = o.Detail(t, d.ID); d.State != allocation.ApplicationWithdrawn {
		t.Errorf("application %s", d.State)
	}
	award, err := o.Award(ctx, o.AsOf(t, allocation.Auditor, ""), w.ID)
	ok(t, err)
	if award.State != allocation.AwardDeclined {
		t.Errorf("award %s", award.State)
	}
	u, err := o.UnitByNumber(ctx, o.AsOf(t, allocation.Auditor, ""), "JS-NSQ-01-1-01")
	ok(t, err)
	if u.State != allocation.UnitVacant || u.HoldKind != "" {
		t.Errorf("unit %s held by %q", u.State, u.HoldKind)
	}
}

// TestApprovalInARoundIsNotUndone: while a round has taken an application in, its approval stands.
func TestApprovalInARoundIsNotUndone(t *testing.T) {
	ctx := context.Background()
	o := roundtest.New(t, 3)
	id := o.Approved(t, 1, 10)
	approver := o.AsOf(t, allocation.Approver, "尖山区")
	o.Locked(t)
	if err := o.UndoApplication(ctx, approver, id, o.Detail(t, id).Version, "点错"); !errors.Is(err, intake.ErrInRound) {
		t.Errorf("got %v, want %v", err, intake.ErrInRound)
	}
}
