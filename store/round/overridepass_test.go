package round_test

import (
	"slices"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/store/engine"
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
	if p[0].Number != "JS20210001" || !slices.Equal(p[0].Had, best.Units) || !slices.Equal(p[0].Left, next.Units) || p[1].Number != "JS20210002" || len(p[1].Left) != 0 || p[1].Name == "" {
		t.Errorf("%+v", p)
	}
}

// TestAnOverrideNamesThoseBesideTheRound: who waits in another round under way and would fit is named before an override; so is who waits in no
// round with the better right, where the run leaves the shop to nobody. The names are shown and not kept; another who waits changes the list.
func TestAnOverrideNamesThoseBesideTheRound(t *testing.T) {
	o := roundtest.New(t, 3)
	o.Approved(t, 1, 12)
	o.Approved(t, 2, 2) // fits no shop
	drafter, by := o.As(t, allocation.Reviewer), o.As(t, allocation.Approver)
	first, err := o.NewRound(t.Context(), drafter, "尖山区")
	ok(t, err)
	sc, err := o.RoundScope(t.Context(), drafter, first)
	ok(t, err)
	_, err = o.LeaveOutOfRound(t.Context(), drafter, first, 1, round.LeaveOut{Units: []string{sc.Units[1].Number, sc.Units[2].Number}, Reason: "另有用途"})
	ok(t, err)
	other := o.ComputedOf(t, first)
	o.Approved(t, 3, 11)
	favourite := o.Approved(t, 4, 3) // fits no shop by the rule
	r := o.Computed(t)
	o.Approved(t, 5, 12)
	run, err := o.Run(t.Context(), by, r.Run)
	ok(t, err)
	served, _ := run.Line("JS20210003")
	idle := sc.Units[1].Number
	if idle == served.Units[0] {
		idle = sc.Units[2].Number
	}
	texts := func(units ...string) (round.Passing, []string) {
		t.Helper()
		p, err := o.OverridePasses(t.Context(), by, r.ID, "JS20210004", units, nil)
		ok(t, err)
		var out []string
		for _, x := range p.List {
			out = append(out, x.Text())
		}
		return p, out
	}
	inRound := func(unit string) string {
		return "JS20210001 王某1 在办理中的批次 " + other.Number + " 里等候，" + unit + " 也适合，但不在该批次的房源里"
	}
	ofServed := "JS20210003 王某3 名次在前，原可得 " + served.Units[0] + "，将只能得 " + idle
	if _, got := texts(served.Units[0]); !slices.Equal(got, []string{ofServed, inRound(served.Units[0])}) {
		t.Errorf("a shop that the run gives away: %q", got)
	}
	outside := "JS20210005 王某5 在批次之外等候，名次在前，原可得 " + idle + "，将无处可安置"
	seen, got := texts(idle)
	if !slices.Equal(got, []string{inRound(idle), outside}) {
		t.Errorf("a shop that the run leaves: %q", got)
	}
	o.Approved(t, 6, 12)
	_, err = o.ProposeOverride(t.Context(), by, r.ID, r.Version, favourite, []string{idle}, "无障碍入口", seen)
	refused(t, "on what was seen before another waited", err, round.ErrPassingChanged)
	seen, got = texts(idle)
	id, err := o.ProposeOverride(t.Context(), by, r.ID, r.Version, favourite, []string{idle}, "无障碍入口", seen)
	ok(t, err)
	list, err := o.Overrides(t.Context(), by, r.ID)
	ok(t, err)
	var kept []string
	for _, x := range list[0].Passed {
		kept = append(kept, x.Text())
	}
	if list[0].ID != id || !slices.Equal(kept, got) {
		t.Errorf("%q", kept)
	}
	column, err := engine.One(t.Context(), o.Read, engine.ScanOne[string], `SELECT passed FROM override WHERE id = $1`, id)
	ok(t, err)
	if strings.Contains(column, "王某") || !strings.Contains(column, other.Number) {
		t.Error(column)
	}
	o.Verified(t)
}
