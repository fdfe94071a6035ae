package round_test

import (
	"errors"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/rule"
	"penggai/store/engine"
	"penggai/store/round"
	"penggai/store/round/roundtest"
)

// TestThePoolIsAllVacantUnits: a draft begins with all of them; what stays out has a reason, which stands in the record, in the
// lists and with the frozen inputs, and comes back while nothing is locked.
func TestThePoolIsAllVacantUnits(t *testing.T) {
	o := roundtest.New(t, 6)
	o.Approved(t, 1, 12)
	by := o.As(t, allocation.Reviewer)
	id, err := o.NewRound(t.Context(), by, "尖山区")
	ok(t, err)
	scope := func() round.RoundScope {
		t.Helper()
		sc, err := o.RoundScope(t.Context(), by, id)
		ok(t, err)
		return sc
	}
	if sc := scope(); len(sc.Units) != 6 || len(sc.Left) != 0 || !sc.LeftKnown {
		t.Fatalf("a draft has %d units and leaves out %d", len(sc.Units), len(sc.Left))
	}
	first, second, third := scope().Units[0].Number, scope().Units[1].Number, scope().Units[2].Number
	for _, tc := range []struct {
		l    round.LeaveOut
		want error
	}{
		{round.LeaveOut{Units: []string{first}}, rule.ErrLeftReason},
		{round.LeaveOut{Reason: "漏水"}, rule.ErrLeftNone},
		{round.LeaveOut{Filter: "小区:没有这个", Reason: "漏水"}, rule.ErrLeftMatch},
		{round.LeaveOut{Units: []string{"X"}, Reason: "漏水"}, rule.ErrLeftTwice},
	} {
		if _, err := o.LeaveOutOfRound(t.Context(), by, id, 1, tc.l); !errors.Is(err, tc.want) {
			t.Errorf("%+v: %v", tc.l, err)
		}
	}
	n, err := o.LeaveOutOfRound(t.Context(), by, id, 1, round.LeaveOut{Units: []string{first, second}, Reason: "屋面漏水，正在维修"})
	ok(t, err)
	_, err = o.LeaveOutOfRound(t.Context(), by, id, 2, round.LeaveOut{Filter: third, Reason: "消防未验收"})
	ok(t, err)
	if _, err := o.LeaveOutOfRound(t.Context(), by, id, 3, round.LeaveOut{Units: []string{first}, Reason: "再说一次"}); !errors.Is(err, rule.ErrLeftTwice) {
		t.Errorf("left out twice: %v", err)
	}
	if _, err := o.LeaveOutOfRound(t.Context(), by, id, 3, round.LeaveOut{Filter: third, Reason: "再说一次"}); !errors.Is(err, rule.ErrLeftMatch) {
		t.Errorf("a filter that finds only what is out already: %v", err)
	}
	ok(t, o.TakeIntoRound(t.Context(), by, id, 3, []string{second}))
	_, err = o.LeaveOutOfRound(t.Context(), by, id, 4, round.LeaveOut{Units: []string{second}, Reason: "消防未验收"})
	ok(t, err)
	same := scope()
	if got := strings.Join(same.LeftWords(), "；"); got != "1 套：屋面漏水，正在维修；2 套：消防未验收" {
		t.Errorf("one reason of two decisions: %s", got)
	}
	ok(t, o.TakeIntoRound(t.Context(), by, id, 5, []string{second}))
	sc := scope()
	if n != 2 || len(sc.Units) != 4 || len(sc.Left) != 2 {
		t.Fatalf("%d; %d units, %d left out", n, len(sc.Units), len(sc.Left))
	}
	ok(t, o.LockRound(t.Context(), by, id, 6, round.Locking{Seal: sc.Seal, Source: roundtest.Witnessed()}))
	r, err := o.Round(t.Context(), by, id)
	ok(t, err)
	if r.LeftOut != 2 || r.LeftWhy != "屋面漏水，正在维修：1 套；消防未验收：1 套" {
		t.Errorf("%d %q", r.LeftOut, r.LeftWhy)
	}
	locked := scope()
	if len(locked.Left) != 2 || locked.Left[0].Number != first || locked.Left[0].Reason != "屋面漏水，正在维修" || locked.Left[0].Area == 0 {
		t.Errorf("frozen outside: %+v", locked.Left)
	}
	if got := strings.Join(locked.LeftWords(), "；"); got != "1 套：屋面漏水，正在维修；1 套：消防未验收" {
		t.Error(got)
	}
	if _, err := o.LeaveOutOfRound(t.Context(), by, id, r.Version, round.LeaveOut{Filter: "南市区", Reason: "漏水"}); !errors.Is(err, allocation.ErrRoundNotLockable) {
		t.Errorf("the pool of a locked round changed: %v", err)
	}
}

// TestAnOldPoolSaysThatNothingWasRecorded: no reason is invented for rounds that a filter narrowed before reasons were asked for.
func TestAnOldPoolSaysThatNothingWasRecorded(t *testing.T) {
	o := roundtest.New(t, 3)
	o.Approved(t, 1, 12)
	r := o.Computed(t)
	ok(t, o.Write(t.Context(), engine.Console(), allocation.ActEditRound, func(x *engine.Tx) error {
		return engine.Each(
			func() error { return x.Exec(`UPDATE round SET filter = '小区:南市区' WHERE id = $1`, r.ID) },
			func() error { return x.Exec(`UPDATE round_input SET outside = '' WHERE round_id = $1`, r.ID) },
		)
	}))
	sc, err := o.RoundScope(t.Context(), o.As(t, allocation.Reviewer), r.ID)
	ok(t, err)
	if got := o.RoundOf(t, r.ID); got.LeftWhy != round.TextLeftUnknown || sc.LeftKnown || len(sc.Left) != 0 {
		t.Errorf("%q %v %v", got.LeftWhy, sc.LeftKnown, sc.Left)
	}
}

// TestAShopLeftOutIsNotPlacedPastARound: who waits in a locked round and would fit a shop that was left out of it is named before the shop
// is placed singly; that takes a reason and a second signature, and the names stand in the record, without them in the column.
func TestAShopLeftOutIsNotPlacedPastARound(t *testing.T) {
	o := roundtest.New(t, 2)
	o.Approved(t, 1, 12)
	o.Approved(t, 2, 2) // fits no shop
	drafter, by := o.As(t, allocation.Reviewer), o.As(t, allocation.Approver)
	id, err := o.NewRound(t.Context(), drafter, "尖山区")
	ok(t, err)
	const left = "JS-NSQ-01-1-02"
	_, err = o.LeaveOutOfRound(t.Context(), drafter, id, 1, round.LeaveOut{Units: []string{left}, Reason: "另有用途"})
	ok(t, err)
	r := o.ComputedOf(t, id)
	favourite := o.Approved(t, 3, 11)
	passed, err := o.PassedOver(t.Context(), by, favourite, []string{left}, nil)
	ok(t, err)
	if len(passed.List) != 1 || passed.List[0].Number != "JS20210001" || passed.List[0].Name == "" || passed.List[0].Round != r.Number {
		t.Fatalf("%+v", passed.List)
	}
	if text := passed.List[0].Text(); !strings.Contains(text, "在办理中的批次 "+r.Number+" 里等候，"+left+" 也适合") {
		t.Error(text)
	}
	_, err = o.AwardSingle(t.Context(), by, favourite, []string{left}, round.OutOfOrder{})
	refused(t, "placed past a round", err, rule.ErrOutOfOrder)
	single, err := o.AwardSingle(t.Context(), by, favourite, []string{left}, o.Signed(t, passed))
	ok(t, err)
	kept := o.RoundOf(t, single)
	if !strings.Contains(kept.Reason, passed.List[0].Name) || len(kept.Overtaken.List) != 1 || kept.Overtaken.Reason != "旁边是其仓库" || kept.Overtaken.Second != "王审" {
		t.Errorf("%q %+v", kept.Reason, kept.Overtaken)
	}
	if said := strings.Join(kept.Overtaken.Public(), ""); strings.Contains(said, passed.List[0].Name) || !strings.Contains(said, "JS20210001") || !strings.Contains(said, "旁边是其仓库") {
		t.Error(said)
	}
	o.Verified(t)
}

// TestASecondRoundIsNotLockedPastTheFirst: a pool that holds what a round under way was locked without names those who wait there and would
// fit, asks why and for a second person, and keeps it for the notice.
func TestASecondRoundIsNotLockedPastTheFirst(t *testing.T) {
	o := roundtest.New(t, 2)
	o.Approved(t, 1, 12)
	o.Approved(t, 2, 2) // fits no shop
	drafter := o.As(t, allocation.Reviewer)
	first, err := o.NewRound(t.Context(), drafter, "尖山区")
	ok(t, err)
	const left = "JS-NSQ-01-1-02"
	_, err = o.LeaveOutOfRound(t.Context(), drafter, first, 1, round.LeaveOut{Units: []string{left}, Reason: "另有用途"})
	ok(t, err)
	r := o.ComputedOf(t, first)
	o.Approved(t, 3, 11)
	id, err := o.NewRound(t.Context(), drafter, "尖山区")
	ok(t, err)
	sc, err := o.RoundScope(t.Context(), drafter, id)
	ok(t, err)
	past, err := o.LockPasses(t.Context(), drafter, id)
	ok(t, err)
	if len(past.List) != 1 || past.List[0].Number != "JS20210001" || past.List[0].Round != r.Number || past.List[0].Name == "" {
		t.Fatalf("%+v", past.List)
	}
	l := round.Locking{Seal: sc.Seal, Source: roundtest.Witnessed()}
	refused(t, "locked past a round", o.LockRound(t.Context(), drafter, id, 1, l), rule.ErrOutOfOrder)
	l.Past = o.Signed(t, past)
	ok(t, o.LockRound(t.Context(), drafter, id, 1, l))
	kept := o.RoundOf(t, id)
	said := strings.Join(kept.Overtaken.Public(), "")
	if kept.Overtaken.Second != "王审" || !strings.Contains(said, "JS20210001 在办理中的批次 "+r.Number) || !strings.Contains(said, l.Past.Reason) || strings.Contains(said, past.List[0].Name) {
		t.Errorf("%+v %s", kept.Overtaken, said)
	}
	o.Verified(t)
}
