package intake_test

import (
	"testing"

	"penggai/allocation"
	"penggai/allocation/clerk"
	"penggai/store/engine"
	"penggai/store/intake/intaketest"
)

// TestClerk: who registers a case handles it; it is taken and handed over, each once in the log; the colleagues are listed with what they
// have at hand; a list is filtered by whose it is and by nobody's.
func TestClerk(t *testing.T) {
	o := intaketest.New(t, "尖山区")
	zhou, wu := o.As(t, allocation.Intake), o.As(t, allocation.Reviewer)
	a, b := o.Drafted(t, 1, intaketest.Request()), o.Drafted(t, 2, intaketest.Request())
	if d := o.Detail(t, a); d.Clerk == 0 || d.Clerk != d.CreatedBy || d.ClerkName == "" {
		t.Fatalf("registered by %d, handled by %d %q", d.CreatedBy, d.Clerk, d.ClerkName)
	}
	cases := func() map[int64]int {
		t.Helper()
		list, err := o.Colleagues(t.Context(), zhou)
		ok(t, err)
		out := map[int64]int{}
		last := 0
		for _, c := range list {
			if out[c.ID] = c.Cases(); c.Cases() < last {
				t.Errorf("not by what they have at hand: %+v", list)
			}
			last = c.Cases()
		}
		return out
	}
	first := o.Detail(t, a).Clerk
	before := cases()
	if before[first] != 2 || before[wu.ID] != 0 {
		t.Errorf("%v", before)
	}
	ok(t, o.AssignApplication(t.Context(), zhou, a, 1, wu.ID, "休假"))
	refused(t, "an old page", o.AssignApplication(t.Context(), zhou, a, 1, first, ""), engine.ErrStale)
	refused(t, "has it already", o.AssignApplication(t.Context(), zhou, a, 2, wu.ID, ""), clerk.ErrSame)
	manager := o.As(t, allocation.Manager)
	refused(t, "handles no cases", o.AssignApplication(t.Context(), zhou, a, 2, manager.ID, ""), clerk.ErrRole)
	refused(t, "a manager hands over", o.AssignApplication(t.Context(), manager, a, 2, first, ""), engine.ErrNotAllowed)
	if d := o.Detail(t, a); d.Clerk != wu.ID || d.Version != 2 || d.State != allocation.ApplicationDraft || len(d.Moves) != 1 {
		t.Errorf("%+v", d)
	}
	if after := cases(); after[first] != 1 || after[wu.ID] != 1 {
		t.Errorf("%v", after)
	}
	for filter, want := range map[string][]int64{
		"承办人:=" + wu.Name: {a}, "承办人:=空": nil, "承办人:" + wu.Display: {a},
	} {
		page, err := o.Applications(t.Context(), zhou, engine.ListQuery{Filter: filter})
		ok(t, err)
		if len(page.Rows) != len(want) || len(want) > 0 && page.Rows[0].ID != want[0] {
			t.Errorf("%s: %d rows", filter, len(page.Rows))
		}
	}
	if d := o.Detail(t, b); d.Clerk != first {
		t.Errorf("the other one went along: %+v", d.Clerk)
	}
	o.Verified(t)
}
