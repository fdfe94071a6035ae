package store_test

import (
	"testing"

	"pgregory.net/rapid"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/money"
	"penggai/store/premises"
	"penggai/store/stay"
)

// condition is what a unit looks like with a reading of its water meter.
func condition(unit int64, water allocation.Volume) []allocation.Condition {
	return []allocation.Condition{{UnitID: unit, Keys: 3, Water: water, Power: 14000, Defects: "门锁坏"}}
}

func paperOn(kind allocation.StayChangeKind, day string) allocation.HoldingChange {
	return allocation.HoldingChange{Kind: kind, Day: onDay(day), Document: "尖政函〔2021〕9 号"}
}

// 换房: from the day on the new unit is charged and the old one is not; clock, contract and opening go on; the exit asks
// for the keys of the new one alone.
func TestMovePremises(t *testing.T) {
	o := stayOffice(t, 3)
	manager, approver := o.as(t, allocation.Manager), o.as(t, allocation.Approver)
	d := opened(t, o, contracted(t, o, 1, "JS-NSQ-01-1-01"))
	first, second := d.Holdings[0].UnitID, o.unit(t, "JS-NSQ-01-1-02").ID
	o.clock.day = onDay("2021-06-20")
	c := stay.PremisesChange{
		HoldingChange: paperOn(allocation.ChangeMove, "2021-06-15"), Back: []int64{first}, Out: []int64{second},
		BackCondition: condition(first, 20000), OutCondition: condition(second, 500), Tenancy: d.ID, Version: d.Version,
	}
	_, err := o.ChangePremises(t.Context(), manager, c)
	refused(t, "the manager decides", err, engine.ErrNotAllowed)
	for name, bad := range map[string]struct {
		change func(*stay.PremisesChange)
		want   *say.Refusal
	}{
		"no paper":               {func(c *stay.PremisesChange) { c.Document = " " }, allocation.ErrChangeDocument},
		"tomorrow":               {func(c *stay.PremisesChange) { c.Day = onDay("2021-06-21") }, allocation.ErrTenancyDay},
		"on the day of the keys": {func(c *stay.PremisesChange) { c.Day = d.Signed }, allocation.ErrTenancyDay},
		"nothing back":           {func(c *stay.PremisesChange) { c.Back = nil }, allocation.ErrChangeUnits},
		"nothing instead":        {func(c *stay.PremisesChange) { c.Out = nil }, allocation.ErrChangeUnits},
		"not its unit":           {func(c *stay.PremisesChange) { c.Back = []int64{second} }, allocation.ErrChangeUnits},
		"an occupied one":        {func(c *stay.PremisesChange) { c.Out = []int64{first} }, allocation.ErrChangeUnit},
		"beyond its jobs":        {func(c *stay.PremisesChange) { c.Out = []int64{second, o.unit(t, "JS-NSQ-01-1-03").ID} }, allocation.ErrChangeArea},
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
	now := stayOf(t, o, d.ID)
	if now.Units != "JS-NSQ-01-1-02" || now.Clock != d.Clock || now.Contract != d.Contract || now.State != allocation.TenancyOpen || len(now.Holdings) != 2 ||
		now.Holdings[0].To != onDay("2021-06-15") || now.Holdings[1].From != onDay("2021-06-15") || len(now.Changes) != 1 ||
		now.Changes[0].Back != "JS-NSQ-01-1-01" || now.Changes[0].Out != "JS-NSQ-01-1-02" {
		t.Errorf("%+v", now)
	}
	if got := unitStates(t, o); got != "recovering occupied vacant" {
		t.Errorf("units %s", got)
	}
	fees, err := o.FeeSchedule(t.Context(), manager, d.ID, onDay("2021-07-01"))
	ok(t, err)
	days := 0
	for _, l := range fees.Schedule.Lines {
		if l.Fee == charge.FeeRent && !l.From.Before(onDay("2021-06-01")) {
			want := now.Holdings[0].Area
			if !l.From.Before(onDay("2021-06-15")) {
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
	o.clock.day = onDay("2021-08-01")
	c = stay.PremisesChange{
		HoldingChange: paperOn(allocation.ChangeMove, "2021-08-01"), Back: []int64{second}, Out: []int64{first},
		BackCondition: condition(second, 900), OutCondition: condition(first, 20500), Tenancy: d.ID, Version: now.Version,
	}
	_, err = o.ChangePremises(t.Context(), approver, c)
	ok(t, err)
	id, err := o.OpenExit(t.Context(), manager, d.ID, now.Version+1, 4, paper, "停业")
	ok(t, err)
	_, err = o.ApproveExit(t.Context(), approver, id, 1, "同意")
	ok(t, err)
	_, err = o.NoticeExit(t.Context(), manager, id, 2, o.clock.day, "当面")
	ok(t, err)
	if x := exitOf(t, o, id); len(x.Out) != 1 || x.Out[0].UnitID != first || x.Out[0].Day != onDay("2021-08-01") {
		t.Errorf("keys asked for: %+v", x.Out)
	}
	o.clock.day = onDay("2021-08-09")
	ok(t, o.ReturnExit(t.Context(), manager, id, 3, o.clock.day, condition(first, 21000)))
	now = stayOf(t, o, d.ID)
	if now.Units != "JS-NSQ-01-1-01" || unitStates(t, o) != "recovering recovering vacant" || len(exitOf(t, o, id).Back) != 1 {
		t.Errorf("%s, units %s", now.Units, unitStates(t, o))
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
	verified(t, o)
}

// 部分退房: one of two shops goes back on a day and is not charged from that day on; the exit later asks for the other.
func TestGiveBackOneOfTwo(t *testing.T) {
	o := stayOffice(t, 2)
	manager, approver := o.as(t, allocation.Manager), o.as(t, allocation.Approver)
	d := contracted(t, o, 1, "JS-NSQ-01-1-01")
	first, second := d.Holdings[0].UnitID, o.unit(t, "JS-NSQ-01-1-02").ID
	o.clock.day = o.clock.day.AddDays(1)
	swap := stay.PremisesChange{
		HoldingChange: allocation.HoldingChange{Kind: allocation.ChangeMove, Day: o.clock.day, Document: "批复 1", Reason: "两套并用"},
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
	d = opened(t, o, stayOf(t, o, d.ID))
	o.clock.day = o.clock.day.AddDays(40)
	part := stay.PremisesChange{
		HoldingChange: allocation.HoldingChange{Kind: allocation.ChangePart, Day: o.clock.day, Document: "批复 2"},
		Back:          []int64{second}, BackCondition: condition(second, 15000), Tenancy: d.ID, Version: d.Version,
	}
	_, err = o.ChangePremises(t.Context(), approver, part)
	ok(t, err)
	now := stayOf(t, o, d.ID)
	if now.Units != "JS-NSQ-01-1-01" || unitStates(t, o) != "occupied recovering" || now.Changes[1].Number != "BG-JS-2021-0002" {
		t.Errorf("%s, units %s", now.Units, unitStates(t, o))
	}
	units, err := money.ReadHeld(t.Context(), o.Read, d.ID)
	ok(t, err)
	spells := money.AreasOf(units)
	if last := spells[len(spells)-1]; last.From != o.clock.day || last.Area != 10000 {
		t.Errorf("%+v", spells)
	}

	id, err := o.OpenExit(t.Context(), manager, d.ID, now.Version, 4, paper, "停业")
	ok(t, err)
	_, err = o.ApproveExit(t.Context(), approver, id, 1, "同意")
	ok(t, err)
	_, err = o.NoticeExit(t.Context(), manager, id, 2, o.clock.day, "当面")
	ok(t, err)
	ok(t, o.ReturnExit(t.Context(), manager, id, 3, o.clock.day, condition(first, 16000))) // on the day of the part
	ok(t, o.UndoExit(t.Context(), manager, id, 4, "办错"))
	if got := unitStates(t, o); got != "occupied recovering" {
		t.Errorf("the part came back too: %s", got)
	}
	if back := stayOf(t, o, d.ID).Back; len(back) != 1 || back[0].UnitID != second {
		t.Errorf("%+v", back)
	}
	verified(t, o)
}

// The area on a day is the sum of what is held on it, whatever is taken and given back when (部分退房, 换房).
func TestAreaByDayIsTheSumOfHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		start := onDay("2020-02-20")
		var units []money.Held
		for i := range rapid.IntRange(1, 5).Draw(t, "units") {
			u := money.Held{Unit: int64(i + 1), From: start.AddDays(rapid.IntRange(0, 60).Draw(t, "from"))}
			if rapid.Bool().Draw(t, "given back") {
				u.To = u.From.AddDays(rapid.IntRange(0, 60).Draw(t, "days"))
			}
			for k := range rapid.IntRange(1, 3).Draw(t, "areas") {
				u.Areas = append(u.Areas, charge.AreaSpell{From: start.AddDays(30*k - 10), Area: quantity.Area(rapid.IntRange(1, 9999).Draw(t, "area"))})
			}
			units = append(units, u)
		}
		spells := money.AreasOf(units)
		for day := start.AddDays(-20); day.Before(start.AddDays(150)); day = day.AddDays(1) {
			var want, got quantity.Area
			for _, u := range units {
				want += u.AreaOn(day)
			}
			for _, s := range spells {
				if !s.From.After(day) {
					got = s.Area
				}
			}
			if got != want {
				t.Fatalf("%s: %s, want %s", day, got, want)
			}
		}
	})
}

// 更名 and 变更为企业: the clock goes on, the old name stays known, and neither the person nor the company gets a second one.
func TestTenantChanges(t *testing.T) {
	o := stayOffice(t, 3)
	manager := o.as(t, allocation.Manager)
	d := opened(t, o, contracted(t, o, 1, "JS-NSQ-01-1-01"))
	person := d.Applicant
	o.clock.day = o.clock.day.AddDays(10)
	c := allocation.HoldingChange{Day: o.clock.day, Document: "户籍变更 3 号"}
	_, err := o.RenameTenant(t.Context(), manager, d.ID, d.Version, c, d.Name)
	refused(t, "the same name", err, allocation.ErrChangeName)
	number, err := o.RenameTenant(t.Context(), manager, d.ID, d.Version, c, "王新名")
	ok(t, err)
	now := stayOf(t, o, d.ID)
	if now.Name != "王新名" || now.Changes[0].OldName != d.Name || now.Changes[0].NewName != "王新名" || number != "BG-JS-2021-0001" || now.Clock != d.Clock {
		t.Errorf("%+v", now.Changes)
	}
	if p, err := o.Tenancies(t.Context(), manager, engine.ListQuery{Filter: "wxm", Limit: 5}); err != nil || p.Total != 1 {
		t.Errorf("not found by the new name: %d %v", p.Total, err)
	}

	old, err := intake.ReadApplicant(t.Context(), o.Read, person)
	ok(t, err)
	firm := allocation.Applicant{
		District: "尖山区", Kind: allocation.Company, Name: "北方家政有限公司", Head: "王新名", IDNumber: old.IDNumber,
		CreditCode: "91350100M000100Y43", Phone: old.Phone, Address: "别处 9 号", Residence: old.Residence, FixedResidence: "有", FixedAssets: "有",
	}
	company, err := o.RegisterApplicant(t.Context(), o.as(t, allocation.Intake), firm)
	ok(t, err)
	_, err = o.TakeOver(t.Context(), manager, d.ID, now.Version, c, person)
	refused(t, "a person", err, allocation.ErrChangeCompany)
	other := firm
	other.IDNumber, other.CreditCode, other.Name, other.Head, other.Phone = validID(t, 77), "91230502MA19ABCD03", "他人有限公司", "他人", "13900000001"
	other.Address = "另一处 3 号"
	stranger, err := o.RegisterApplicant(t.Context(), o.as(t, allocation.Intake), other)
	ok(t, err)
	_, err = o.TakeOver(t.Context(), manager, d.ID, now.Version, c, stranger)
	refused(t, "another head", err, allocation.ErrChangeHead)
	_, err = o.TakeOver(t.Context(), manager, d.ID, now.Version, c, company)
	ok(t, err)
	now = stayOf(t, o, d.ID)
	if now.Applicant != company || now.Name != firm.Name || now.Clock != d.Clock || len(now.Changes) != 2 || now.Changes[1].OldName != "王新名" {
		t.Errorf("%+v", now.TenancyRow)
	}
	for _, who := range []int64{person, company} {
		day, found, err := engine.Maybe(t.Context(), o.Read, engine.ScanOne[any], stay.EarlierClock, who)
		if err != nil || !found {
			t.Errorf("applicant %d: no earlier clock, %v %v", who, day, err)
		}
	}
	verified(t, o)
}
