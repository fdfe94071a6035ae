package desk_test

import (
	"fmt"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/desk"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/exit/exittest"
	"penggai/store/figure"
	"penggai/store/premises"
	"penggai/store/stay/staytest"
)

// figuresOn reads every figure as of a day, as text.
func figuresOn(t testing.TB, o office, by engine.Actor, day civil.Date) map[string]string {
	t.Helper()
	out := map[string]string{}
	put := func(name string, v any, err error) {
		if err != nil {
			t.Fatalf("%s on %s: %v", name, day, err)
		}
		out[name] = fmt.Sprintf("%+v", v)
	}
	districts, err := o.UnitFigures(t.Context(), by, "", day, false)
	put("districts", foldDistricts(districts), err)
	places, err := o.UnitFigures(t.Context(), by, "", day, true)
	put("communities", places, err)
	put("folded", foldDistricts(places), nil)
	if out["folded"] != out["districts"] {
		t.Errorf("%s: communities sum to\n%s, districts are\n%s", day, out["folded"], out["districts"])
	}
	units, err := o.Ledger(t.Context(), by, premises.LedgerQuery{Day: day})
	put("ledger", units, err)
	var counted []desk.UnitFigure
	for _, u := range units {
		f := desk.UnitFigure{District: u.District, State: u.State, Units: 1, Area: u.Area}
		if u.Sample {
			f.Samples = 1
		}
		counted = append(counted, f)
	}
	put("counted", foldDistricts(counted), nil)
	if out["counted"] != out["districts"] {
		t.Errorf("%s: the ledger counts\n%s, the figures say\n%s", day, out["counted"], out["districts"])
	}
	facts := figure.Of(o.Store)
	idle, err := facts.IdleOn(t.Context(), by, "", day)
	put("idle", idle, err)
	idleUnits, err := facts.IdleUnits(t.Context(), by, "", day)
	put("idle units", idleUnits, err)
	groups, err := facts.GroupsOn(t.Context(), by, "", day)
	put("groups", groups, err)
	stays, err := facts.StaysOn(t.Context(), by, "", day)
	put("stays", stays, err)
	ways, err := facts.WaysOn(t.Context(), by, "", day)
	put("ways", ways, err)
	expiring, err := o.ExpiringContracts(t.Context(), by, "", day, 60)
	put("expiring", expiring, err)
	unopened, err := o.UnopenedTenancies(t.Context(), by, "", day)
	put("unopened", unopened, err)
	exits, err := facts.ExitsOn(t.Context(), by, "", day)
	put("exits", exits, err)
	return out
}

// foldDistricts sums figures by district and state, whatever their order.
func foldDistricts(figures []desk.UnitFigure) map[string]desk.UnitFigure {
	out := map[string]desk.UnitFigure{}
	for _, f := range figures {
		k := f.District + string(f.State)
		s := out[k]
		s.Units, s.Area, s.Samples = s.Units+f.Units, s.Area+f.Area, s.Samples+f.Samples
		out[k] = s
	}
	return out
}

// TestFiguresOfAPastDay: what the figures said on a day is what they say of that day for ever.
func TestFiguresOfAPastDay(t *testing.T) {
	o := newOffice(t, 9)
	manager, approver, auditor := o.As(t, allocation.Manager), o.As(t, allocation.Approver), o.As(t, allocation.Auditor)
	unit := func(n int) string { return fmt.Sprintf("JS-NSQ-01-1-%02d", n) }
	ids := func(n int) []int64 { return []int64{o.UnitOf(t, unit(n)).ID} }
	var days []civil.Date
	known := map[civil.Date]map[string]string{}
	night := func(next string) {
		days, known[o.Clock.Day] = append(days, o.Clock.Day), figuresOn(t, o, auditor, o.Clock.Day)
		o.Clock.Day = enginetest.Day(next)
	}
	night("2021-03-16")
	ok(t, o.WithdrawUnits(t.Context(), manager, ids(9), "漏水"))
	first := o.Contracted(t, 1, unit(1))
	late := o.Handed(t, o.Contracted(t, 2, unit(2)))
	for _, query := range []string{ // what the counter writes
		`UPDATE application SET accepted_day = '2021-03-16'`,
		`INSERT INTO application_group (application_id, position, code, title, eligible, priority, proof, accepted)
			SELECT id, 1, 'graduate', '高校毕业生', 1, 1, '毕业证', id % 2 FROM application`,
	} {
		_, err := o.Writer.Exec(query)
		ok(t, err)
	}
	night("2021-03-20")
	first = o.Opened(t, first)
	u := o.UnitOf(t, unit(1))
	ok(t, o.MeasureUnit(t.Context(), manager, u.ID, u.Version, 12345, enginetest.Day("2021-03-18"), "实测"))
	night("2021-06-17")
	night("2021-07-01")
	_, err := o.OpenBusiness(t.Context(), manager, late.ID, late.Version, enginetest.Day("2021-07-01"), "执照办理中")
	ok(t, err)
	night("2021-07-05")
	exit, err := o.OpenExit(t.Context(), manager, first.ID, first.Version, 4, exittest.Paper, "无法继续")
	ok(t, err)
	night("2021-07-06")
	_, err = o.ApproveExit(t.Context(), approver, exit, 1, enginetest.Day("2021-08-05"), "同意", exittest.Weighed)
	ok(t, err)
	night("2021-07-20")
	_, err = o.NoticeExit(t.Context(), manager, exit, 2, o.Clock.Day, "当面送达")
	ok(t, err)
	ok(t, o.ReturnExit(t.Context(), manager, exit, 3, o.Clock.Day, staytest.Back(o.StayOf(t, first.ID))))
	night("2021-08-02")
	ok(t, o.ReopenUnits(t.Context(), manager, ids(1), "验收合格"))
	night("2024-02-01")
	night("2024-04-01")
	o.RenewedNow(t, late)
	night("2024-04-02")

	changed := map[string]bool{}
	for i, day := range days {
		now := figuresOn(t, o, auditor, day)
		for name, want := range known[day] {
			if now[name] != want {
				t.Errorf("%s of %s was\n%s\nand is now\n%s", name, day, want, now[name])
			}
			if i > 0 && want != known[days[i-1]][name] {
				changed[name] = true
			}
		}
	}
	for name := range known[days[0]] {
		if !changed[name] {
			t.Errorf("%s never changed: nothing was compared", name)
		}
	}
}

// TestFiguresOfDistricts: an account of a district counts its own and asks for no other.
func TestFiguresOfDistricts(t *testing.T) {
	o := cityOffice(t)
	by := o.AsOf(t, allocation.Supervisor, "岭东区")
	for _, day := range []civil.Date{o.Clock.Day, enginetest.Day("2020-01-01")} {
		for _, communities := range []bool{false, true} {
			figures, err := o.UnitFigures(t.Context(), by, "", day, communities)
			ok(t, err)
			n := 0
			for _, f := range figures {
				if f.District != "岭东区" {
					t.Errorf("%+v", f)
				}
				n += f.Units
			}
			if n != 275 {
				t.Errorf("%d units", n)
			}
		}
	}
	_, err := o.UnitFigures(t.Context(), by, "宝山区", o.Clock.Day, false)
	refused(t, "another district", err, engine.ErrOtherDistrict)
	_, err = o.Ledger(t.Context(), by, premises.LedgerQuery{Day: o.Clock.Day, District: "宝山区"})
	refused(t, "another district's ledger", err, engine.ErrOtherDistrict)
	city := o.AsOf(t, allocation.Supervisor, "")
	pool, err := o.Ledger(t.Context(), city, premises.LedgerQuery{Day: o.Clock.Day, Pool: true})
	if err != nil || len(pool) != 802 {
		t.Errorf("%d units in the pool, %v", len(pool), err)
	}
	some, err := o.Ledger(t.Context(), city, premises.LedgerQuery{Day: o.Clock.Day, District: "尖山区", Community: "南市区", State: allocation.UnitVacant})
	if err != nil || len(some) != 297 {
		t.Errorf("%d vacant units in 南市区, %v", len(some), err)
	}
	before, err := o.UnitFigures(t.Context(), city, "", enginetest.Day("2016-01-01"), false)
	if err != nil || len(before) != 0 {
		t.Errorf("before the first day: %v, %v", before, err)
	}
}
