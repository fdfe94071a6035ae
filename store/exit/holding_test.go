package exit_test

import (
	"testing"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/exit/exittest"
	"penggai/store/money"
	"penggai/store/stay"
	"penggai/store/stay/staytest"
)

// 换房: from the day on the new unit is charged and the old one is not; clock, contract and opening go on; the exit asks
// for the keys of the new one alone.
func TestMovePremises(t *testing.T) {
	o := exittest.New(t, 3)
	manager, approver := o.As(t, allocation.Manager), o.As(t, allocation.Approver)
	d := o.Opened(t, o.Contracted(t, 1, "JS-NSQ-01-1-01"))
	first, second := d.Holdings[0].UnitID, o.UnitOf(t, "JS-NSQ-01-1-02").ID
	o.Clock.Day = enginetest.Day("2021-06-20")
	c := stay.PremisesChange{
		HoldingChange: staytest.PaperOn(allocation.ChangeMove, "2021-06-15"), Back: []int64{first}, Out: []int64{second},
		BackCondition: staytest.Condition(first, 20000), OutCondition: staytest.Condition(second, 500), Tenancy: d.ID, Version: d.Version,
	}
	_, err := o.ChangePremises(t.Context(), manager, c)
	refused(t, "the manager decides", err, engine.ErrNotAllowed)
	for name, bad := range map[string]struct {
		change func(*stay.PremisesChange)
		want   *say.Refusal
	}{
		"no paper":               {func(c *stay.PremisesChange) { c.Document = " " }, allocation.ErrChangeDocument},
		"tomorrow":               {func(c *stay.PremisesChange) { c.Day = enginetest.Day("2021-06-21") }, allocation.ErrTenancyDay},
		"on the day of the keys": {func(c *stay.PremisesChange) { c.Day = d.Signed }, allocation.ErrTenancyDay},
		"nothing back":           {func(c *stay.PremisesChange) { c.Back = nil }, allocation.ErrChangeUnits},
		"nothing instead":        {func(c *stay.PremisesChange) { c.Out = nil }, allocation.ErrChangeUnits},
		"not its unit":           {func(c *stay.PremisesChange) { c.Back = []int64{second} }, allocation.ErrChangeUnits},
		"an occupied one":        {func(c *stay.PremisesChange) { c.Out = []int64{first} }, allocation.ErrChangeUnit},
		"beyond its jobs":        {func(c *stay.PremisesChange) { c.Out = []int64{second, o.UnitOf(t, "JS-NSQ-01-1-03").ID} }, allocation.ErrChangeArea},
		"no record of the old":   {func(c *stay.PremisesChange) { c.BackCondition = nil }, engine.ErrUnitsDiffer},
		"no record of the new":   {func(c *stay.PremisesChange) { c.OutCondition = nil }, engine.ErrUnitsDiffer},
		"a key is missing": {func(c *stay.PremisesChange) {
			c.BackCondition = []allocation.Condition{{UnitID: first, Keys: 1, Water: 20000, Power: 14000, Defects: "门锁坏"}}
		}, allocation.ErrBackRemark},
		"an old page":              {func(c *stay.PremisesChange) { c.Version-- }, engine.ErrStale},
		"a part with a new unit":   {func(c *stay.PremisesChange) { c.Kind = allocation.ChangePart }, allocation.ErrChangeUnits},
		"all given back as a part": {func(c *stay.PremisesChange) { c.Kind, c.Out = allocation.ChangePart, nil }, allocation.ErrChangeUnits},
	} {
		x := c
		bad.change(&x)
		_, err := o.ChangePremises(t.Context(), approver, x)
		refused(t, name, err, bad.want)
	}
	number, err := o.ChangePremises(t.Context(), approver, c)
	if err != nil || number != "BG-JS-2021-0001" {
		t.Fatalf("%s %v", number, err)
	}
	now := o.StayOf(t, d.ID)
	if now.Units != "JS-NSQ-01-1-02" || now.Clock != d.Clock || now.Contract != d.Contract || now.State != allocation.TenancyOpen || len(now.Holdings) != 2 ||
		now.Holdings[0].To != enginetest.Day("2021-06-15") || now.Holdings[1].From != enginetest.Day("2021-06-15") || len(now.Changes) != 1 ||
		now.Changes[0].Back != "JS-NSQ-01-1-01" || now.Changes[0].Out != "JS-NSQ-01-1-02" {
		t.Errorf("%+v", now)
	}
	if got := o.UnitStates(t); got != "recovering occupied vacant" {
		t.Errorf("units %s", got)
	}
	fees, err := o.FeeSchedule(t.Context(), manager, d.ID, enginetest.Day("2021-07-01"))
	ok(t, err)
	days := 0
	for _, l := range fees.Schedule.Lines {
		if l.Fee == charge.FeeRent && !l.From.Before(enginetest.Day("2021-06-01")) {
			want := now.Holdings[0].Area
			if !l.From.Before(enginetest.Day("2021-06-15")) {
				want = now.Holdings[1].Area
			}
			if days += l.To.Sub(l.From); l.Area != want {
				t.Errorf("%s to %s: %s, want %s", l.From, l.To, l.Area, want)
			}
		}
	}
	if days != 30 {
		t.Errorf("June has %d days", days)
	}

	// Back into the first after its repair; then out for good.
	ok(t, o.ReopenUnits(t.Context(), manager, []int64{first}, "验收合格"))
	o.Clock.Day = enginetest.Day("2021-08-01")
	c = stay.PremisesChange{
		HoldingChange: staytest.PaperOn(allocation.ChangeMove, "2021-08-01"), Back: []int64{second}, Out: []int64{first},
		BackCondition: staytest.Condition(second, 900), OutCondition: staytest.Condition(first, 20500), Tenancy: d.ID, Version: now.Version,
	}
	_, err = o.ChangePremises(t.Context(), approver, c)
	ok(t, err)
	id, err := o.OpenExit(t.Context(), manager, d.ID, now.Version+1, 4, exittest.Paper, "停业")
	ok(t, err)
	_, err = o.ApproveExit(t.Context(), approver, id, 1, civil.Date{}, "同意", exittest.Weighed)
	ok(t, err)
	_, err = o.NoticeExit(t.Context(), manager, id, 2, o.Clock.Day, "当面")
	ok(t, err)
	if x := o.ExitOf(t, id); len(x.Out) != 1 || x.Out[0].UnitID != first || x.Out[0].Day != enginetest.Day("2021-08-01") {
		t.Errorf("keys asked for: %+v", x.Out)
	}
	o.Clock.Day = enginetest.Day("2021-08-09")
	ok(t, o.ReturnExit(t.Context(), manager, id, 3, o.Clock.Day, staytest.Condition(first, 21000)))
	now = o.StayOf(t, d.ID)
	if now.Units != "JS-NSQ-01-1-01" || o.UnitStates(t) != "recovering recovering vacant" || len(o.ExitOf(t, id).Back) != 1 {
		t.Errorf("%s, units %s", now.Units, o.UnitStates(t))
	}
	units, err := money.ReadHeld(t.Context(), o.Read, d.ID)
	ok(t, err)
	var litres int64
	for _, w := range money.WaterOf(units, now.Readings) {
		litres += w.Litres
	}
	if litres != 8000+400+500 { // the 500 l between the two stays in the first unit are not the tenant's
		t.Errorf("%d litres", litres)
	}
	o.Verified(t)
}
