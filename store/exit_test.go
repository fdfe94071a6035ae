package store_test

import (
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/engine"
	"penggai/store/exit"
	"penggai/store/stay"
)

var paper = allocation.Evidence{Document: "双尖监处〔2021〕7 号", Body: "尖山区市场监管局", Day: civil.MustParse("2021-03-15")}

func exitOf(t testing.TB, o testOffice, id int64) exit.ExitDetail {
	t.Helper()
	x, err := o.Exit(t.Context(), o.as(t, allocation.Auditor), id)
	ok(t, err)
	return x
}

// back is every unit as it was handed over.
func back(d stay.TenancyDetail) []allocation.Condition {
	var out []allocation.Condition
	for _, h := range d.Out {
		c := h.Condition
		c.Water += 5000
		out = append(out, c)
	}
	return out
}

// Every ground leads from an open shop to a vacant unit that is allocated again; only 1 and 3 stop the waiver.
func TestExitByEveryGround(t *testing.T) {
	o := stayOffice(t, 1)
	manager, approver := o.as(t, allocation.Manager), o.as(t, allocation.Approver)
	for year := 2021; year <= 2024; year++ {
		priced(t, o, year)
	}
	for ground := 1; ground <= 5; ground++ {
		d := opened(t, o, contracted(t, o, ground, "JS-NSQ-01-1-01"))
		if ground == 2 {
			_, err := o.OpenExit(t.Context(), manager, d.ID, d.Version, ground, paper, "期满")
			refused(t, "long before the end", err, allocation.ErrExitTooEarly)
			o.clock.day = d.Contract.LastDay().AddDays(-30)
		}
		id, err := o.OpenExit(t.Context(), manager, d.ID, d.Version, ground, paper, "理由")
		ok(t, err)
		_, err = o.OpenExit(t.Context(), manager, d.ID, d.Version+1, ground, paper, "再来")
		refused(t, "two at once", err, exit.ErrExitOpen)
		_, err = o.ApproveExit(t.Context(), manager, id, 1, "同意")
		refused(t, "the manager decides", err, engine.ErrNotAllowed)
		o.clock.day = o.clock.day.AddDays(4)
		decided := o.clock.day
		_, err = o.ApproveExit(t.Context(), approver, id, 1, "同意")
		ok(t, err)
		stops := ground == 1 || ground == 3
		if d = stayOf(t, o, d.ID); d.State != allocation.TenancyLeaving || stops != (d.Stopped == decided) || !stops && !d.Stopped.IsZero() {
			t.Errorf("ground %d: %s, stopped %s", ground, d.State, d.Stopped)
		}
		number, err := o.NoticeExit(t.Context(), manager, id, 2, o.clock.day, "当面送达")
		ok(t, err)
		o.clock.day = o.clock.day.AddDays(10)
		bad := back(d)
		bad[0].Keys = 2
		refused(t, "a key is missing", o.ReturnExit(t.Context(), manager, id, 3, o.clock.day, bad), allocation.ErrBackRemark)
		refused(t, "no record", o.ReturnExit(t.Context(), manager, id, 3, o.clock.day, nil), engine.ErrUnitsDiffer)
		if unitStates(t, o) != "occupied" {
			t.Fatalf("refusals left %s", unitStates(t, o))
		}
		ok(t, o.ReturnExit(t.Context(), manager, id, 3, o.clock.day, back(d)))
		x := exitOf(t, o, id)
		if unitStates(t, o) != "recovering" || x.Stay.State != allocation.TenancyEnded || x.Stay.Contract.State != allocation.ContractEnded ||
			x.NoticeNumber != number || len(x.Back) != 1 || x.Units != "JS-NSQ-01-1-01" {
			t.Errorf("ground %d: units %s, %+v", ground, unitStates(t, o), x.ExitRow)
		}
		unit := d.Holdings[0].UnitID
		ok(t, o.ReopenUnits(t.Context(), manager, []int64{unit}, "整修验收合格")) // money and filing may follow
		refused(t, "close unsettled", o.CloseExit(t.Context(), manager, id, 4), allocation.ErrExitUnsettled)
		paidUp(t, o, d.ID)
		ok(t, o.SettleExit(t.Context(), manager, id, 4, o.clock.day, "已结清"))
		refused(t, "close unfiled", o.CloseExit(t.Context(), manager, id, 5), allocation.ErrExitUnfiled)
		refused(t, "no number", o.FileExit(t.Context(), manager, id, 5, o.clock.day, "", "市棚改办"), allocation.ErrExitFiling)
		ok(t, o.FileExit(t.Context(), manager, id, 5, o.clock.day, "双棚备 4 号", "市棚改办"))
		ok(t, o.CloseExit(t.Context(), manager, id, 6))
		if x = exitOf(t, o, id); x.State != allocation.ExitClosed || x.OpenedName == "" || x.DecidedName == "" || x.Ground.Number != ground {
			t.Errorf("ground %d: %+v", ground, x)
		}
	}
	p, err := o.Exits(t.Context(), approver, engine.ListQuery{Filter: "状态:已办结"})
	if err != nil || p.Total != 5 || len(p.Rows) != 5 || p.Rows[0].Exit.Ground != 5 {
		t.Errorf("%+v %v", p, err)
	}
	for filter, want := range map[string]int{"情形:3": 1, "wm": 5, "NSQ-01": 5, "RZ-JS-2021-0001": 1, "TC-JS": 5, "状态:待批准": 0} {
		if p, err := o.Exits(t.Context(), approver, engine.ListQuery{Filter: filter, Limit: 10}); err != nil || p.Total != want {
			t.Errorf("%q: %d %v, want %d", filter, p.Total, err, want)
		}
	}
	for column := range stay.ExitNoun.Sorts {
		if _, err := o.Exits(t.Context(), approver, engine.ListQuery{Sort: []engine.Order{{Column: column, Desc: false}}}); err != nil {
			t.Errorf("by %s: %v", column, err)
		}
	}
	verified(t, o)
}

func TestExitRefusedCancelledStale(t *testing.T) {
	o := stayOffice(t, 1)
	manager, approver := o.as(t, allocation.Manager), o.as(t, allocation.Approver)
	d := contracted(t, o, 1, "JS-NSQ-01-1-01") // signed only: an exit needs no hand-over
	_, err := o.OpenExit(t.Context(), manager, d.ID, d.Version, 6, paper, "理由")
	refused(t, "a sixth ground", err, exit.ErrExitGround)
	_, err = o.OpenExit(t.Context(), manager, d.ID, d.Version+1, 5, paper, "理由")
	refused(t, "an old form", err, engine.ErrStale)
	id, err := o.OpenExit(t.Context(), manager, d.ID, d.Version, 5, paper, "理由")
	ok(t, err)
	if n, err := o.ExitStates(t.Context(), manager); err != nil || n[allocation.ExitOpened] != 1 || len(n) != 1 {
		t.Errorf("%+v %v", n, err)
	}
	if n, err := o.TenancyStates(t.Context(), manager); err != nil || n[allocation.TenancySigned] != 1 || len(n) != 1 {
		t.Errorf("%+v %v", n, err)
	}
	_, err = o.RefuseExit(t.Context(), approver, id, 1, "证据不足")
	ok(t, err)
	if d = stayOf(t, o, d.ID); d.State != allocation.TenancySigned || d.Exit != 0 || len(d.Exits) != 1 {
		t.Errorf("%s %+v", d.State, d.Exits)
	}
	id, err = o.OpenExit(t.Context(), manager, d.ID, d.Version, 5, paper, "又提")
	ok(t, err)
	ok(t, o.CancelExit(t.Context(), manager, id, 1, "撤回"))
	d = stayOf(t, o, d.ID)
	id, err = o.OpenExit(t.Context(), approver, d.ID, d.Version, 5, paper, "三提")
	ok(t, err)
	_, err = o.ApproveExit(t.Context(), approver, id, 1, "同意")
	refused(t, "who opened it decides it", err, allocation.ErrSamePerson)
	d = stayOf(t, o, d.ID)
	ok(t, o.CancelExit(t.Context(), approver, id, 1, "换人"))
	id, err = o.OpenExit(t.Context(), manager, d.ID, stayOf(t, o, d.ID).Version, 5, paper, "四提")
	ok(t, err)
	_, err = o.ApproveExit(t.Context(), approver, id, 1, "同意")
	ok(t, err)
	_, err = o.NoticeExit(t.Context(), manager, id, 2, o.clock.day, "邮寄")
	ok(t, err)
	ok(t, o.ReturnExit(t.Context(), manager, id, 3, o.clock.day, nil)) // never handed over: nothing to compare
	if got := unitStates(t, o); got != "recovering" {
		t.Errorf("units %s", got)
	}
	verified(t, o)
}
