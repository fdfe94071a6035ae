package round_test

import (
	"testing"

	"penggai/allocation"
	"penggai/store/premises"
	"penggai/store/round"
	"penggai/store/round/roundtest"
)

func TestUndoUnits(t *testing.T) {
	o := roundtest.New(t, 3)
	by := o.As(t, allocation.Manager)
	a, b := o.UnitOf(t, "JS-NSQ-01-1-01").ID, o.UnitOf(t, "JS-NSQ-01-1-02").ID
	refused(t, "nothing done", o.UndoUnits(t.Context(), by, []int64{a}, "点错"), premises.ErrUndoUnit)
	o.Clock.Day = o.Clock.Day.AddDays(1)
	ok(t, o.WithdrawUnits(t.Context(), by, []int64{a, b}, "漏水"))
	o.Clock.Day = o.Clock.Day.AddDays(1)
	ok(t, o.ReturnUnits(t.Context(), by, []int64{b}, "修好"))
	refused(t, "no reason", o.UndoUnits(t.Context(), by, []int64{b}, ""), allocation.ErrUndoReason)
	ok(t, o.UndoUnits(t.Context(), by, []int64{a, b}, "点错"))
	if got := o.UnitStates(t); got != "vacant withdrawn vacant" {
		t.Errorf("units %s", got)
	}
	ok(t, o.UndoUnits(t.Context(), by, []int64{b}, "点错"))
	h, err := o.UnitHistory(t.Context(), by, b)
	if err != nil || len(h.Spells) != 1 || h.Spells[0].State != allocation.UnitVacant || !h.Spells[0].To.IsZero() {
		t.Errorf("%+v %v", h.Spells, err)
	}
	lockedRoundOver(t, o)
	step, err := o.UnitUndo(t.Context(), by, a)
	ok(t, err)
	refused(t, "held by a round", step.Why, premises.ErrUndoUnit)
	o.Verified(t)
}

// lockedRoundOver locks a round with one applicant.
func lockedRoundOver(t *testing.T, o roundtest.Office) round.RoundRow {
	t.Helper()
	o.Approved(t, 1, 10)
	return o.Locked(t)
}

// What is drawn by mistake and locked too early goes back before a run is made; the draw only by another hand than the one that entered it,
// who may not draw until he likes the order.
func TestUndoDrawAndLock(t *testing.T) {
	o := roundtest.New(t, 2)
	by := o.As(t, allocation.Reviewer)
	r := lockedRoundOver(t, o)
	o.Clock.Day = r.Posted.Until.AddDays(1)
	for range 2 {
		ok(t, o.EnterDraw(t.Context(), by, r.ID, o.RoundOf(t, r.ID).Version, roundtest.Drawing()))
		refused(t, "alone", o.UndoRound(t.Context(), by, r.ID, o.RoundOf(t, r.ID).Version, "读错"), allocation.ErrSamePerson)
		ok(t, o.UndoRound(t.Context(), o.As(t, allocation.Approver), r.ID, o.RoundOf(t, r.ID).Version, "读错"))
	}
	if now := o.RoundOf(t, r.ID); now.State != allocation.RoundLocked || now.Draw.Text != "" || len(now.Draw.Witnesses) != 0 {
		t.Errorf("%+v", now.Round)
	}
	ok(t, o.UndoRound(t.Context(), by, r.ID, o.RoundOf(t, r.ID).Version, "漏了一户"))
	now := o.RoundOf(t, r.ID)
	if now.State != allocation.RoundDraft || now.Units != 0 || now.Applicants != 0 || o.UnitStates(t) != "vacant vacant" {
		t.Errorf("%+v, units %s", now.Round, o.UnitStates(t))
	}
	refused(t, "a draft", o.UndoRound(t.Context(), by, r.ID, now.Version, "再来"), allocation.ErrUndoMove)
	o.Approved(t, 2, 5)
	sc, err := o.RoundScope(t.Context(), by, r.ID)
	ok(t, err)
	ok(t, o.LockRound(t.Context(), by, r.ID, now.Version, round.Locking{Seal: sc.Seal, Source: roundtest.Witnessed()}))
	if now = o.RoundOf(t, r.ID); now.Applicants != 2 || now.Units != 2 {
		t.Errorf("%+v", now.Round)
	}
	o.Verified(t)
}

// A single case goes back to before the decision.
func TestUndoSingle(t *testing.T) {
	o := roundtest.New(t, 1)
	by := o.As(t, allocation.Approver)
	w := o.Awarded(t, 1, "JS-NSQ-01-1-01")
	for _, want := range []allocation.RoundState{allocation.RoundComputed, allocation.RoundLocked, allocation.RoundDraft} {
		r := o.RoundOf(t, w.Round)
		ok(t, o.UndoRound(t.Context(), by, r.ID, r.Version, "选错房"))
		if got := o.RoundOf(t, w.Round).State; got != want {
			t.Fatalf("%s, want %s", got, want)
		}
	}
	if o.UnitStates(t) != "vacant" || o.ApplicationState(t, w.Application) != "approved" {
		t.Errorf("units %s", o.UnitStates(t))
	}
	o.Verified(t)
}
