package round_test

import (
	"slices"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/store/round"
	"penggai/store/round/roundtest"
)

// TestLeftWithout: once a result is out, whoever got nothing can be told why, what fits outside the pool with its reason, and who got
// what; nobody else.
func TestLeftWithout(t *testing.T) {
	o := roundtest.New(t, 2)
	first, second := o.Approved(t, 1, 12), o.Approved(t, 2, 11)
	by := o.As(t, allocation.Reviewer)
	id, err := o.NewRound(t.Context(), by, "尖山区")
	ok(t, err)
	_, err = o.LeaveOutOfRound(t.Context(), by, id, 1, round.LeaveOut{Units: []string{"JS-NSQ-01-1-02"}, Reason: "屋面漏水"})
	ok(t, err)
	if _, found, err := o.LeftWithout(t.Context(), by, second); err != nil || found {
		t.Errorf("told before a result is out: %v", err)
	}
	r := o.ComputedOf(t, id)
	ok(t, o.NoticeRound(t.Context(), o.As(t, allocation.Approver), r.ID, r.Version, ""))
	if _, found, err := o.LeftWithout(t.Context(), by, first); err != nil || found {
		t.Errorf("who was served is told that it was not: %v", err)
	}
	l, found, err := o.LeftWithout(t.Context(), by, second)
	if err != nil || !found {
		t.Fatal(found, err)
	}
	if l.Why.Line.Rank != 2 || len(l.Why.Inside) != 1 || l.Why.Fits != 1 || len(l.Takers) != 1 || l.Takers[0].Rank != 1 || l.Because == "" || l.Weight == "" {
		t.Errorf("%+v", l.Why)
	}
	if text := l.Why.OutsideText(l.Scope.LeftWhy); !strings.Contains(text, "JS-NSQ-01-1-02") || !strings.Contains(text, "屋面漏水") {
		t.Error(text)
	}
	list, err := o.RoundLeft(t.Context(), by, id)
	if err != nil || len(list) != 1 || list[0] != second {
		t.Errorf("%v %v", list, err)
	}
}

// TestLeftWithoutByADecision: whom a decision by hand passed over is told so, with its reason and what was his; the shop that it took does not
// stand among those of better right.
func TestLeftWithoutByADecision(t *testing.T) {
	o := roundtest.New(t, 1)
	first, second := o.Approved(t, 1, 12), o.Approved(t, 2, 11)
	r := o.Computed(t)
	by := o.As(t, allocation.Approver)
	run, err := o.Run(t.Context(), by, r.Run)
	ok(t, err)
	line, _ := run.Line("JS20210001")
	id, err := o.ProposeOverride(t.Context(), by, r.ID, r.Version, second, line.Units, "无障碍入口，身份证230502199001010013", round.Passing{})
	ok(t, err)
	ok(t, o.SignOverride(t.Context(), o.As(t, allocation.Reviewer), id, o.RoundOf(t, r.ID).Version))
	_, err = o.ComputeRound(t.Context(), o.As(t, allocation.Reviewer), r.ID, o.RoundOf(t, r.ID).Version, nil)
	ok(t, err)
	ok(t, o.NoticeRound(t.Context(), by, r.ID, o.RoundOf(t, r.ID).Version, ""))
	l, found, err := o.LeftWithout(t.Context(), by, first)
	if err != nil || !found || len(l.Overtaken) != 1 || len(l.Takers) != 1 {
		t.Fatalf("%v %v %+v %+v", found, err, l.Overtaken, l.Takers)
	}
	if x := l.Overtaken[0]; x.Rank != 2 || !slices.Equal(x.Units, line.Units) || !strings.Contains(x.Fate, "原可得 "+line.Units[0]) || !strings.HasPrefix(x.Reason, "无障碍入口") ||
		strings.Contains(x.Reason, "199001010013") {
		t.Errorf("%+v", x)
	}
	if x := l.Takers[0]; !x.Decided || x.Rank != 2 {
		t.Errorf("%+v", x)
	}
}
