package basis_test

import (
	"errors"
	"testing"

	"penggai/allocation"
	"penggai/allocation/bylaw"
	"penggai/store/basis"
	"penggai/store/basis/basistest"
	"penggai/store/engine"
)

// TestParametersNeedTwoHands: who draws parameters up does not put them in force; the approver does, with his own account, and only
// while what they were compared with still stands.
func TestParametersNeedTwoHands(t *testing.T) {
	o := basistest.New(t, "尖山区")
	ctx := t.Context()
	admin, boss := o.As(t, allocation.Admin), o.As(t, allocation.Approver)
	first, err := o.Parameters(ctx, "尖山区", o.Today())
	ok(t, err)
	n := basis.NewParameters{District: "尖山区", Effective: o.Today(), Note: "区政府 2021 年 3 号", Parameters: first.Parameters}
	n.Allocation.DM2PerJob = 1500
	own, err := o.ProposeParameters(ctx, boss, n)
	ok(t, err)
	_, err = o.AdoptParameters(ctx, boss, own, 1)
	refused(t, "his own draft", err, allocation.ErrSamePerson)
	id, err := o.ProposeParameters(ctx, admin, n)
	ok(t, err)
	if v, err := o.Parameters(ctx, "尖山区", o.Today()); err != nil || v.ID != first.ID {
		t.Fatalf("a draft is in force: %+v %v", v, err)
	}
	if _, err := o.AdoptParameters(ctx, admin, id, 1); !errors.Is(err, engine.ErrNotAllowed) {
		t.Errorf("the administrator adopts: %v", err)
	}
	made, err := o.AdoptParameters(ctx, boss, id, 1)
	ok(t, err)
	v, err := o.Parameters(ctx, "尖山区", o.Today())
	if err != nil || v.ID != made || v.Version != 2 || v.Author != admin.Display || v.Approver != boss.Display || v.Allocation.DM2PerJob != 1500 {
		t.Errorf("in force: %+v %v", v, err)
	}
	_, err = o.AdoptParameters(ctx, o.As(t, allocation.Approver), own, 1)
	refused(t, "again his own", err, allocation.ErrSamePerson)
	stale, err := o.ProposeParameters(ctx, admin, n)
	ok(t, err)
	other, err := o.ProposeParameters(ctx, admin, n)
	ok(t, err)
	_, err = o.AdoptParameters(ctx, boss, other, 1)
	ok(t, err)
	_, err = o.AdoptParameters(ctx, boss, stale, 1)
	refused(t, "drawn up against another version", err, bylaw.ErrProposalBase)
	refused(t, "without a reason", o.RefuseProposal(ctx, boss, stale, 1, " "), bylaw.ErrProposalReason)
	ok(t, o.RefuseProposal(ctx, boss, stale, 1, "已有新版本"))
	refused(t, "decided already", o.WithdrawProposal(ctx, admin, stale, 2, "重拟"), bylaw.ErrProposalState)
	ok(t, o.WithdrawProposal(ctx, boss, own, 1, "重拟"))
	list, err := o.Proposals(ctx, boss)
	ok(t, err)
	if len(list) != 4 || list[0].State == bylaw.Proposed || list[0].ByName != admin.Display {
		t.Errorf("%+v", list)
	}
	d, err := o.ParameterProposal(ctx, boss, id)
	if err != nil || d.Old.ID != first.ID || d.New.Allocation.DM2PerJob != 1500 || d.Made != made || d.State != bylaw.Adopted {
		t.Errorf("%+v %v", d, err)
	}
	o.Verified(t)
}
