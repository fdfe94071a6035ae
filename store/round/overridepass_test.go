package round_test

import (
	"slices"
	"testing"

	"penggai/allocation"
	"penggai/store/round"
	"penggai/store/round/roundtest"
)

// TestAnOverrideNamesWhomItPassesOver: before it is proposed, and in its record, stand those better ranked who lose by it, with what is
// left to each; who is passed over by nobody stands alone.
func TestAnOverrideNamesWhomItPassesOver(t *testing.T) {
	o := roundtest.New(t, 2)
	o.Approved(t, 1, 12)
	o.Approved(t, 2, 11)
	third := o.Approved(t, 3, 10)
	r := o.Computed(t)
	run, err := o.Run(t.Context(), o.As(t, allocation.Approver), r.Run)
	ok(t, err)
	best, _ := run.Line("JS20210001")
	next, _ := run.Line("JS20210002")
	by := o.As(t, allocation.Approver)
	passes := func(number string, units []string) []string {
		t.Helper()
		list, err := o.OverridePasses(t.Context(), by, r.ID, number, units, nil)
		ok(t, err)
		var out []string
		for _, p := range list.List {
			if p.Name == "" {
				t.Errorf("%s has no name", p.Number)
			}
			out = append(out, p.Text())
		}
		return out
	}
	if got := passes("JS20210001", next.Units); len(got) != 0 {
		t.Errorf("the first passes over %v", got)
	}
	if got := passes("JS20210003", nil); len(got) != 0 {
		t.Errorf("nothing passes over %v", got)
	}
	id, err := o.ProposeOverride(t.Context(), by, r.ID, r.Version, third, best.Units, "无障碍入口", round.Passing{})
	ok(t, err)
	list, err := o.Overrides(t.Context(), by, r.ID)
	ok(t, err)
	if len(list) != 1 || list[0].ID != id || len(list[0].Passed) != 2 {
		t.Fatalf("%+v", list)
	}
	p := list[0].Passed
	if p[0].Number != "JS20210001" || !slices.Equal(p[0].Had, best.Units) || !slices.Equal(p[0].Left, next.Units) || p[1].Number != "JS20210002" || len(p[1].Left) != 0 || p[1].Name != "" {
		t.Errorf("%+v", p)
	}
}
