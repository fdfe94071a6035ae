package desk_test

import (
	"slices"
	"testing"

	"penggai/allocation"
	"penggai/allocation/amend"
	"penggai/store/basis"
	"penggai/store/desk"
	"penggai/store/engine"
	"penggai/store/mend"
)

func TestTodoCountsProposedCorrections(t *testing.T) {
	o := newOffice(t, 1)
	d := o.SettledIn(t)
	o.Proposed(t, o.As(t, allocation.Manager), mend.CorrectionAsk{Noun: "tenancy", ID: d.ID, Reason: "录入错误", Wants: []amend.CorrectionWant{
		{Part: "handover", Field: "remark", Row: d.Out[0].ID, Value: "另有门禁卡"},
	}})
	rows, err := o.Todo(t.Context(), o.As(t, allocation.Approver))
	ok(t, err)
	i := slices.IndexFunc(rows, func(r desk.TodoRow) bool { return r.Key == "correction.proposed" })
	if i < 0 || rows[i].Count != 1 || !rows[i].Mine || rows[i].Noun != allocation.NounCorrection {
		t.Fatalf("%+v", rows)
	}
	// A stay is the manager's to confirm as well, and none of the counter's; what money or a decision hangs on is the approver's.
	for role, mine := range map[allocation.Role]bool{allocation.Manager: true, allocation.Reviewer: false} {
		rows, err := o.Todo(t.Context(), o.As(t, role))
		ok(t, err)
		if i := slices.IndexFunc(rows, func(r desk.TodoRow) bool { return r.Key == "correction.proposed" }); i < 0 || rows[i].Mine != mine {
			t.Errorf("%s: %+v", role, rows)
		}
	}
	if p, err := o.Corrections(t.Context(), o.As(t, allocation.Approver), engine.ListQuery{Filter: rows[i].Filter}); err != nil || p.Total != 1 {
		t.Errorf("its list shows %d, %v", p.Total, err)
	}
}

// TestTodoCountsProposals: parameters that were drawn up wait for an approver who is not the one who drew them up.
func TestTodoCountsProposals(t *testing.T) {
	o := newOffice(t, 1)
	v, err := o.Parameters(t.Context(), "尖山区", o.Today())
	ok(t, err)
	admin, boss := o.As(t, allocation.Admin), o.As(t, allocation.Approver)
	n := basis.NewParameters{District: "尖山区", Effective: o.Today(), Note: "区政府 3 号", Parameters: v.Parameters}
	_, err = o.ProposeParameters(t.Context(), boss, n)
	ok(t, err)
	wants := func(by engine.Actor, count int, mine bool) {
		t.Helper()
		rows, err := o.Todo(t.Context(), by)
		ok(t, err)
		i := slices.IndexFunc(rows, func(r desk.TodoRow) bool { return r.Key == "proposal.proposed" })
		if i < 0 || rows[i].Count != count || rows[i].Mine != mine || rows[i].Noun != allocation.NounProposal {
			t.Errorf("%s: %+v", by.Display, rows)
		}
	}
	wants(boss, 1, false)
	_, err = o.ProposeParameters(t.Context(), admin, n)
	ok(t, err)
	wants(boss, 2, true)
	wants(admin, 2, false)
}
