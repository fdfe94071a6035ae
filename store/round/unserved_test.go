package round_test

import (
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
