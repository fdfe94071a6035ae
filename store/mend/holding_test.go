package mend_test

import (
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/engine"
	"penggai/store/exit/exittest"
	"penggai/store/mend/mendtest"
	"penggai/store/money"
	"penggai/store/premises"
	"penggai/store/stay"
	"penggai/store/stay/staytest"
)

// 部分退房: one of two shops goes back on a day and is not charged from that day on; the exit later asks for the other.
func TestGiveBackOneOfTwo(t *testing.T) {
	o := mendtest.New(t, 2)
	manager, approver := o.As(t, allocation.Manager), o.As(t, allocation.Approver)
	d := o.Contracted(t, 1, "JS-NSQ-01-1-01")
	first, second := d.Holdings[0].UnitID, o.UnitOf(t, "JS-NSQ-01-1-02").ID
	o.Clock.Day = o.Clock.Day.AddDays(1)
	swap := stay.PremisesChange{
		HoldingChange: allocation.HoldingChange{Kind: allocation.ChangeMove, Day: o.Clock.Day, Document: "批复 1", Reason: "两套并用"},
		Back:          []int64{first}, Out: []int64{second}, Tenancy: d.ID, Version: d.Version,
	}
	_, err := o.ChangePremises(t.Context(), approver, swap) // before the keys: no record
	ok(t, err)
	ok(t, o.ReopenUnits(t.Context(), manager, []int64{first}, "未使用"))
	err = o.Write(t.Context(), engine.Console(), allocation.ActChangePremises, func(x *engine.Tx) error { // two shops, as a round with runs gives them
		if err := x.Exec(`INSERT INTO hold (unit_id, kind, ref_id, from_day) VALUES ($1, 'tenancy', $2, $3)`, first, d.ID, x.Today); err != nil {
			return err
		}
		if err := premises.MoveUnit(x, first, allocation.UnitReserve, ""); err != nil {
			return err
		}
		return premises.MoveUnit(x, first, allocation.UnitOccupy, "")
	})
	ok(t, err)
	d = o.Opened(t, o.StayOf(t, d.ID))
	o.Clock.Day = o.Clock.Day.AddDays(40)
	part := stay.PremisesChange{
		HoldingChange: allocation.HoldingChange{Kind: allocation.ChangePart, Day: o.Clock.Day, Document: "批复 2"},
		Back:          []int64{second}, BackCondition: staytest.Condition(second, 15000), Tenancy: d.ID, Version: d.Version,
	}
	_, err = o.ChangePremises(t.Context(), approver, part)
	ok(t, err)
	now := o.StayOf(t, d.ID)
	if now.Units != "JS-NSQ-01-1-01" || o.UnitStates(t) != "occupied recovering" || now.Changes[1].Number != "BG-JS-2021-0002" {
		t.Errorf("%s, units %s", now.Units, o.UnitStates(t))
	}
	units, err := money.ReadHeld(t.Context(), o.Read, d.ID)
	ok(t, err)
	spells := money.AreasOf(units)
	if last := spells[len(spells)-1]; last.From != o.Clock.Day || last.Area != 10000 {
		t.Errorf("%+v", spells)
	}

	id, err := o.OpenExit(t.Context(), manager, d.ID, now.Version, 4, exittest.Paper, "停业")
	ok(t, err)
	_, err = o.ApproveExit(t.Context(), approver, id, 1, civil.Date{}, "同意", exittest.Weighed)
	ok(t, err)
	_, err = o.NoticeExit(t.Context(), manager, id, 2, o.Clock.Day, "当面")
	ok(t, err)
	ok(t, o.ReturnExit(t.Context(), manager, id, 3, o.Clock.Day, staytest.Condition(first, 16000))) // on the day of the part
	ok(t, o.UndoExit(t.Context(), manager, id, 4, "办错"))
	if got := o.UnitStates(t); got != "occupied recovering" {
		t.Errorf("the part came back too: %s", got)
	}
	if back := o.StayOf(t, d.ID).Back; len(back) != 1 || back[0].UnitID != second {
		t.Errorf("%+v", back)
	}
	o.Verified(t)
}
