package premises_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/estate"
	"penggai/allocation/quantity"
	"penggai/seed"
	"penggai/store/engine"
	"penggai/store/premises"
	"penggai/store/premises/premisestest"
)

// move makes a step as rounds and tenancies make it.
func move(t testing.TB, o premisestest.Office, number string, m allocation.UnitMove, holds func(x *engine.Tx, id int64) error) {
	t.Helper()
	u := o.UnitOf(t, number)
	err := o.Write(t.Context(), engine.Console(), allocation.ActReturnUnits, func(x *engine.Tx) error {
		if err := premises.MoveUnit(x, u.ID, m, "测试"); err != nil {
			return err
		}
		return holds(x, u.ID)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestUnitsAreEnteredWhole(t *testing.T) {
	o := premisestest.New(t, allocation.CityOffice).WithUnits(t, 1)
	units := seed.Units(1)
	page, err := o.Units(t.Context(), engine.Actor{}, engine.ListQuery{})
	if err != nil {
		t.Fatal(err)
	}
	if page.Total != 1641 || int(page.Sums["sample"]) != 1641 || quantity.Area(page.Sums["area_dm2"]) != 24_460_000 || len(page.Rows) != 1641 {
		t.Fatalf("%d units, %d samples, %s ㎡, %d rows", page.Total, int(page.Sums["sample"]), quantity.Area(page.Sums["area_dm2"]), len(page.Rows))
	}
	want := map[string]allocation.Unit{}
	for _, u := range units {
		want[u.Number] = u
	}
	for _, r := range page.Rows {
		w := want[r.Number]
		got := r.Unit()
		if !slices.Equal(got.Tags, w.Tags) {
			t.Fatalf("%s: tags %v, want %v", r.Number, got.Tags, w.Tags)
		}
		got.Tags, w.Tags = nil, nil
		if got.Number != w.Number || got.Area != w.Area || got.State != w.State || got.District != w.District || got.Expected != w.Expected ||
			got.Bay != w.Bay || got.Floor != w.Floor || got.Building != w.Building || got.Community != w.Community || !got.Sample {
			t.Fatalf("got %+v want %+v", got, w)
		}
		if r.Since != civil.MustParse("2017-08-05") || r.HoldKind != "" {
			t.Fatalf("%s: since %s, hold %q", r.Number, r.Since, r.HoldKind)
		}
	}
	if err := o.AddUnits(t.Context(), engine.Console(), units[:1], o.Clock.Day); !errors.Is(err, engine.ErrDuplicate) {
		t.Errorf("the same unit again: %v", err)
	}
}

// TestUnitLifeInTheStore follows one unit through its whole life: state, spells, moves and holds.
func TestUnitLifeInTheStore(t *testing.T) {
	o := premisestest.New(t, "尖山区").WithUnits(t, 1)
	const n = "JS-NSQ-01-1-03"
	manager := o.As(t, allocation.Manager)
	ids := []int64{o.UnitOf(t, n).ID}
	none := func(*engine.Tx, int64) error { return nil }
	do := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		o.Clock.Day = o.Clock.Day.AddDays(1)
	}
	do(o.WithdrawUnits(t.Context(), manager, ids, "漏水"))
	do(o.ReturnUnits(t.Context(), manager, ids, "已修好"))
	move(t, o, n, allocation.UnitReserve, func(x *engine.Tx, id int64) error { return premises.PlaceHold(x, id, "round", 7) })
	move(t, o, n, allocation.UnitOccupy, func(x *engine.Tx, id int64) error { return premises.PassHold(x, id, "round", 7, "tenancy", 3) })
	if u := o.UnitOf(t, n); u.HoldKind != "tenancy" || u.HoldRef != 3 || u.State != allocation.UnitOccupied {
		t.Fatalf("after moving in: %+v", u)
	}
	o.Clock.Day = o.Clock.Day.AddDays(1)
	move(t, o, n, allocation.UnitRecover, none)
	if err := o.ReopenUnits(t.Context(), manager, ids, "验收"); !errors.Is(err, premises.ErrUnitHeld) {
		t.Errorf("reopening while the keys are out: %v", err)
	}
	o.Clock.Day = o.Clock.Day.AddDays(1)
	err := o.Write(t.Context(), engine.Console(), allocation.ActReturnUnits, func(x *engine.Tx) error { return premises.ReleaseHold(x, ids[0], "tenancy", 3) })
	do(err)
	do(o.ReopenUnits(t.Context(), manager, ids, "验收合格"))

	h, err := o.UnitHistory(t.Context(), manager, ids[0])
	if err != nil {
		t.Fatal(err)
	}
	var spells []string
	for i, s := range h.Spells {
		spells = append(spells, s.From.String()+" "+string(s.State))
		if i > 0 && s.To != h.Spells[i-1].From {
			t.Errorf("spell %s ends %s, the next begins %s", s.From, s.To, h.Spells[i-1].From)
		}
	}
	want := "2021-03-20 vacant,2021-03-18 recovering,2021-03-17 occupied,2021-03-16 vacant,2021-03-15 withdrawn,2017-08-05 vacant"
	if got := strings.Join(spells, ","); got != want {
		t.Errorf("spells\n%s\nwant\n%s", got, want)
	}
	if got := count(t, o.Read, `SELECT count(*) FROM move WHERE noun = 'unit' AND noun_id = $1`, ids[0]); got != 6 {
		t.Errorf("%d moves, want 6", got)
	}
	if len(h.Holds) != 2 || h.Holds[0].Kind != "tenancy" || h.Holds[0].To.IsZero() || h.Holds[1].Ref != 7 {
		t.Errorf("holds %+v", h.Holds)
	}
}

func TestOneHoldAUnit(t *testing.T) {
	o := premisestest.New(t, "尖山区").WithUnits(t, 1)
	id := o.UnitOf(t, "JS-NSQ-01-1-03").ID
	try := func(fn func(x *engine.Tx) error) error {
		return o.Write(t.Context(), engine.Console(), allocation.ActReturnUnits, fn)
	}
	if err := try(func(x *engine.Tx) error { return premises.PlaceHold(x, id, "round", 1) }); err != nil {
		t.Fatal(err)
	}
	if err := try(func(x *engine.Tx) error { return premises.PlaceHold(x, id, "award", 2) }); !errors.Is(err, premises.ErrUnitHeld) {
		t.Errorf("a second hold: %v", err)
	}
	if err := try(func(x *engine.Tx) error { return premises.ReleaseHold(x, id, "round", 9) }); !errors.Is(err, premises.ErrNotHeld) {
		t.Errorf("releasing another one's hold: %v", err)
	}
	err := try(func(x *engine.Tx) error {
		held, err := premises.HeldUnits(x, "round", 1)
		if err == nil && !slices.Equal(held, []int64{id}) {
			t.Errorf("held %v", held)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	_, err = o.Writer.Exec(`INSERT INTO hold (unit_id, kind, ref_id, from_day) VALUES ($1, 'tenancy', 1, '2021-03-15')`, id)
	if !errors.Is(engine.Fault(err), engine.ErrDuplicate) {
		t.Errorf("the database lets a unit be held twice: %v", err)
	}
}

func TestUnitMovesRefuse(t *testing.T) {
	o := premisestest.New(t, allocation.CityOffice).WithUnits(t, 1)
	js := o.UnitOf(t, "JS-NSQ-01-1-03").ID
	pool := o.UnitOf(t, "SYS-ZJ-01-1-01").ID
	city := o.As(t, allocation.Manager)
	ld := o.AsOf(t, allocation.Manager, "岭东区")
	for _, c := range []struct {
		name string
		err  error
		want error
	}{
		{"no reason", o.WithdrawUnits(t.Context(), city, []int64{js}, " "), engine.ErrNoReason},
		{"another role", o.WithdrawUnits(t.Context(), o.As(t, allocation.Intake), []int64{js}, "漏水"), engine.ErrNotAllowed},
		{"another district", o.WithdrawUnits(t.Context(), ld, []int64{js}, "漏水"), engine.ErrOtherDistrict},
		{"the pool by a district", complete(t, o, ld, []string{"SYS-ZJ-01-1-01"}, "岭东区"), engine.ErrOtherDistrict},
		{"one of two cannot", o.WithdrawUnits(t.Context(), city, []int64{js, pool}, "漏水"), allocation.ErrUnitMove},
		{"not withdrawn", o.ReturnUnits(t.Context(), city, []int64{js}, "修好"), allocation.ErrUnitMove},
		{"nobody's district", complete(t, o, city, []string{"SYS-ZJ-01-1-01"}, "集贤县"), allocation.ErrUnknownDistrict},
		{"no such unit", o.WithdrawUnits(t.Context(), city, []int64{99999}, "漏水"), engine.ErrNotFound},
	} {
		if !errors.Is(c.err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, c.err, c.want)
		}
	}
	if s := o.UnitOf(t, "JS-NSQ-01-1-03").State; s != allocation.UnitVacant {
		t.Errorf("a refused move left %s", s)
	}
	if _, err := o.Unit(t.Context(), ld, js); !errors.Is(err, engine.ErrOtherDistrict) {
		t.Errorf("reading another district's unit: %v", err)
	}
}

func TestMeasureUnit(t *testing.T) {
	o := premisestest.New(t, "尖山区").WithUnits(t, 1)
	m := o.As(t, allocation.Manager)
	u := o.UnitOf(t, "JS-NSQ-01-1-03")
	if err := o.MeasureUnit(t.Context(), m, u.ID, u.Version, 14235, civil.MustParse("2021-01-01"), "实测报告 12 号"); err != nil {
		t.Fatal(err)
	}
	if got := o.UnitOf(t, u.Number); got.Area != 14235 || got.Version != u.Version+1 {
		t.Errorf("%+v", got)
	}
	h, err := o.UnitHistory(t.Context(), m, u.ID)
	if err != nil || len(h.Areas) != 2 || h.Areas[0].Area != 14235 || h.Areas[1].Area != u.Area {
		t.Errorf("areas %+v %v", h.Areas, err)
	}
	if err := o.MeasureUnit(t.Context(), m, u.ID, u.Version, 14000, o.Clock.Day, "再测"); !errors.Is(err, engine.ErrStale) {
		t.Errorf("a stale version: %v", err)
	}
	for _, day := range []string{"2020-12-31", "2021-03-16"} {
		err := o.MeasureUnit(t.Context(), m, u.ID, u.Version+1, 14000, civil.MustParse(day), "再测")
		if !errors.Is(err, estate.ErrAreaDay) && !errors.Is(err, estate.ErrDay) {
			t.Errorf("%s: %v", day, err)
		}
	}
}
