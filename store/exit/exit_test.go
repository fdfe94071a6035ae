package exit_test

import (
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/leave"
	"penggai/store/engine"
	"penggai/store/exit"
	"penggai/store/exit/exittest"
	"penggai/store/stay"
	"penggai/store/stay/staytest"
)

// Every ground leads from an open shop to a vacant unit that is allocated again; 3 alone stops the waiver, from the service.
func TestExitByEveryGround(t *testing.T) {
	o := exittest.New(t, 1)
	manager, approver := o.As(t, allocation.Manager), o.As(t, allocation.Approver)
	for year := 2021; year <= 2024; year++ {
		o.Priced(t, year)
	}
	for ground := 1; ground <= 5; ground++ {
		d := o.Opened(t, o.Contracted(t, ground, "JS-NSQ-01-1-01"))
		if ground == 2 {
			_, err := o.OpenExit(t.Context(), manager, d.ID, d.Version, ground, exittest.Paper, "期满")
			refused(t, "long before the end", err, leave.ErrExitTooEarly)
			o.Clock.Day = d.Contract.LastDay().AddDays(-30)
		}
		id, err := o.OpenExit(t.Context(), manager, d.ID, d.Version, ground, exittest.Paper, "理由")
		ok(t, err)
		number := o.ExitOf(t, id).NoticeNumber
		if !strings.HasPrefix(number, "TC-JS-20") {
			t.Errorf("ground %d: opened without a number: %q", ground, number)
		}
		_, err = o.OpenExit(t.Context(), manager, d.ID, d.Version+1, ground, exittest.Paper, "再来")
		refused(t, "two at once", err, leave.ErrExitOpen)
		v := int64(0) // versions that the hearing takes
		_, err = o.ApproveExit(t.Context(), manager, id, 1, civil.Date{}, "同意", exittest.Weighed)
		refused(t, "the manager decides", err, engine.ErrNotAllowed)
		held := ground != 2 && ground != 4
		_, err = o.ApproveExit(t.Context(), approver, id, 1, civil.Date{}, "同意", exittest.Weighed)
		if held {
			refused(t, "not told yet", err, leave.ErrExitUntold)
			o.Hear(t, id)
			v += 3
			_, err = o.ApproveExit(t.Context(), approver, id, v+1, civil.Date{}, "同意", exittest.Weighed)
		}
		ok(t, err)
		o.Clock.Day = o.Clock.Day.AddDays(4)
		served := o.Clock.Day
		if d = o.StayOf(t, d.ID); d.State != allocation.TenancyLeaving || !d.Stopped.IsZero() {
			t.Errorf("ground %d: %s, stopped %s before the notice", ground, d.State, d.Stopped)
		}
		_, err = o.NoticeExit(t.Context(), manager, id, v+2, o.Clock.Day, "当面送达")
		ok(t, err)
		full := o.ExitOf(t, id).VacateBy.AddDays(1)
		if ground == 3 {
			full = served
		}
		if got := o.StayOf(t, d.ID).Stopped; got != full {
			t.Errorf("ground %d: full price from %s, want %s", ground, got, full)
		}
		o.Clock.Day = o.Clock.Day.AddDays(10)
		bad := staytest.Back(d)
		bad[0].Keys = 2
		refused(t, "a key is missing", o.ReturnExit(t.Context(), manager, id, v+3, o.Clock.Day, bad), allocation.ErrBackRemark)
		refused(t, "no record", o.ReturnExit(t.Context(), manager, id, v+3, o.Clock.Day, nil), engine.ErrUnitsDiffer)
		if o.UnitStates(t) != "occupied" {
			t.Fatalf("refusals left %s", o.UnitStates(t))
		}
		ok(t, o.ReturnExit(t.Context(), manager, id, v+3, o.Clock.Day, staytest.Back(d)))
		x := o.ExitOf(t, id)
		if o.UnitStates(t) != "recovering" || x.Stay.State != allocation.TenancyEnded || x.Stay.Contract.State != allocation.ContractEnded ||
			x.NoticeNumber != number || len(x.Back) != 1 || x.Units != "JS-NSQ-01-1-01" {
			t.Errorf("ground %d: units %s, %+v", ground, o.UnitStates(t), x.ExitRow)
		}
		unit := d.Holdings[0].UnitID
		ok(t, o.ReopenUnits(t.Context(), manager, []int64{unit}, "整修验收合格")) // money and filing may follow
		refused(t, "close unsettled", o.CloseExit(t.Context(), manager, id, v+4), leave.ErrExitUnsettled)
		o.PaidUp(t, d.ID)
		ok(t, o.SettleExit(t.Context(), manager, id, v+4, o.Clock.Day, "已结清"))
		refused(t, "close unfiled", o.CloseExit(t.Context(), manager, id, v+5), leave.ErrExitUnfiled)
		refused(t, "no number", o.FileExit(t.Context(), manager, id, v+5, o.Clock.Day, "", "市棚改办"), leave.ErrExitFiling)
		ok(t, o.FileExit(t.Context(), manager, id, v+5, o.Clock.Day, "双棚备 4 号", "市棚改办"))
		ok(t, o.CloseExit(t.Context(), manager, id, v+6))
		if x = o.ExitOf(t, id); x.State != leave.ExitClosed || x.OpenedName == "" || x.DecidedName == "" || x.Ground.Number != ground {
			t.Errorf("ground %d: %+v", ground, x)
		}
	}
	p, err := o.Exits(t.Context(), approver, engine.ListQuery{Filter: "状态:已办结"})
	if err != nil || p.Total != 5 || len(p.Rows) != 5 || p.Rows[0].Exit.Ground != 5 {
		t.Errorf("%+v %v", p, err)
	}
	for filter, want := range map[string]int{"情形:3": 1, "wm": 5, "NSQ-01": 5, "RZ-JS-2021-0001": 1, "TC-JS": 5, "状态:待决定": 0} {
		if p, err := o.Exits(t.Context(), approver, engine.ListQuery{Filter: filter, Limit: 10}); err != nil || p.Total != want {
			t.Errorf("%q: %d %v, want %d", filter, p.Total, err, want)
		}
	}
	for column := range stay.ExitNoun.Sorts {
		if _, err := o.Exits(t.Context(), approver, engine.ListQuery{Sort: []engine.Order{{Column: column, Desc: false}}}); err != nil {
			t.Errorf("by %s: %v", column, err)
		}
	}
	o.Verified(t)
}

func TestExitRefusedCancelledStale(t *testing.T) {
	o := exittest.New(t, 1)
	manager, approver := o.As(t, allocation.Manager), o.As(t, allocation.Approver)
	d := o.Contracted(t, 1, "JS-NSQ-01-1-01") // signed only: an exit needs no hand-over
	_, err := o.OpenExit(t.Context(), manager, d.ID, d.Version, 6, exittest.Paper, "理由")
	refused(t, "a sixth ground", err, exit.ErrExitGround)
	_, err = o.OpenExit(t.Context(), manager, d.ID, d.Version+1, 5, exittest.Paper, "理由")
	refused(t, "an old form", err, engine.ErrStale)
	id, err := o.OpenExit(t.Context(), manager, d.ID, d.Version, 5, exittest.Paper, "理由")
	ok(t, err)
	if n, err := o.ExitStates(t.Context(), manager); err != nil || n[leave.ExitOpened] != 1 || len(n) != 1 {
		t.Errorf("%+v %v", n, err)
	}
	if n, err := o.TenancyStates(t.Context(), manager); err != nil || n[allocation.TenancySigned] != 1 || len(n) != 1 {
		t.Errorf("%+v %v", n, err)
	}
	_, err = o.RefuseExit(t.Context(), approver, id, 1, "证据不足", exittest.Weighed)
	ok(t, err)
	if d = o.StayOf(t, d.ID); d.State != allocation.TenancySigned || d.Exit != 0 || len(d.Exits) != 1 {
		t.Errorf("%s %+v", d.State, d.Exits)
	}
	id, err = o.OpenExit(t.Context(), manager, d.ID, d.Version, 5, exittest.Paper, "又提")
	ok(t, err)
	ok(t, o.CancelExit(t.Context(), manager, id, 1, "撤回"))
	d = o.StayOf(t, d.ID)
	id, err = o.OpenExit(t.Context(), approver, d.ID, d.Version, 5, exittest.Paper, "三提")
	ok(t, err)
	_, err = o.ApproveExit(t.Context(), approver, id, 1, civil.Date{}, "同意", exittest.Weighed)
	refused(t, "who opened it decides it", err, allocation.ErrSamePerson)
	d = o.StayOf(t, d.ID)
	ok(t, o.CancelExit(t.Context(), approver, id, 1, "换人"))
	id, err = o.OpenExit(t.Context(), manager, d.ID, o.StayOf(t, d.ID).Version, 5, exittest.Paper, "四提")
	ok(t, err)
	o.Hear(t, id)
	_, err = o.ApproveExit(t.Context(), approver, id, 4, civil.Date{}, "同意", exittest.Weighed)
	ok(t, err)
	_, err = o.NoticeExit(t.Context(), manager, id, 5, o.Clock.Day, "邮寄")
	ok(t, err)
	ok(t, o.ReturnExit(t.Context(), manager, id, 6, o.Clock.Day, nil)) // never handed over: nothing to compare
	if got := o.UnitStates(t); got != "recovering" {
		t.Errorf("units %s", got)
	}
	o.Verified(t)
}
