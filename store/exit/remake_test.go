package exit_test

import (
	"testing"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/estate"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
	"penggai/allocation/tenure"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/exit/exittest"
	"penggai/store/premises"
	"penggai/store/stay"
)

// splitOf is a split of a unit that a stay has into two, of which the second goes back.
func splitOf(u premises.UnitRow, tenancy int64, day string, back bool) stay.Remaking {
	half := u.Area / 2
	return stay.Remaking{
		Change:  estate.Change{Kind: estate.Split, Day: enginetest.Day(day), Document: "实测报告 1 号", Reason: "分户"},
		Tenancy: tenancy, Units: []premises.Seen{{ID: u.ID, Version: u.Version}},
		Parts: []estate.Part{{Area: half}, {Area: u.Area - half}}, Back: []bool{false, back},
		OldWater: []allocation.Volume{20000}, PartWater: []allocation.Volume{20000, 0},
	}
}

// TestSplitUnderAStay: what a stay holds is split by a supplement to its contract, from a day on: the old unit stays in its record, the
// new area is charged, what it leaves is repaired, and the keys come back of what it has.
func TestSplitUnderAStay(t *testing.T) {
	o := exittest.New(t, 3)
	manager, approver := o.As(t, allocation.Manager), o.As(t, allocation.Approver)
	d := o.Opened(t, o.Contracted(t, 1, "JS-NSQ-01-1-01"))
	u := o.UnitOf(t, "JS-NSQ-01-1-01")
	o.Clock.Day = enginetest.Day("2021-06-20")
	m := splitOf(u, d.ID, "2021-06-15", true)
	_, _, err := o.RemakeHeld(t.Context(), manager, m)
	refused(t, "the manager decides", err, engine.ErrNotAllowed)
	_, err = o.SplitUnit(t.Context(), manager, m.Units[0], m.Parts, m.Change)
	refused(t, "past the stay", err, estate.ErrTaken)
	for name, bad := range map[string]struct {
		change func(*stay.Remaking)
		want   *say.Refusal
	}{
		"no paper":                {func(m *stay.Remaking) { m.Change.Document = " " }, estate.ErrDocument},
		"tomorrow":                {func(m *stay.Remaking) { m.Change.Day = enginetest.Day("2021-06-21") }, estate.ErrDay},
		"on the day of the keys":  {func(m *stay.Remaking) { m.Change.Day = d.Signed }, allocation.ErrTenancyDay},
		"nothing left":            {func(m *stay.Remaking) { m.Back = []bool{true, true} }, tenure.ErrRemakeUnits},
		"another's":               {func(m *stay.Remaking) { m.Units[0].ID = o.UnitOf(t, "JS-NSQ-01-1-02").ID }, tenure.ErrRemakeUnits},
		"no reading":              {func(m *stay.Remaking) { m.OldWater = nil }, engine.ErrUnitsDiffer},
		"the areas do not add up": {func(m *stay.Remaking) { m.Change.Reason, m.Parts = "", []estate.Part{{Area: 100}, {Area: 100}} }, estate.ErrSum},
		"an old page":             {func(m *stay.Remaking) { m.Units[0].Version-- }, engine.ErrStale},
	} {
		x := splitOf(u, d.ID, "2021-06-15", true)
		bad.change(&x)
		_, _, err := o.RemakeHeld(t.Context(), approver, x)
		refused(t, name, err, bad.want)
	}
	number, made, err := o.RemakeHeld(t.Context(), approver, m)
	if err != nil || number != "BG-JS-2021-0001" || len(made) != 2 {
		t.Fatalf("%s %v %v", number, made, err)
	}
	now := o.StayOf(t, d.ID)
	if now.Units != "JS-NSQ-01-1-01-1" || now.Clock != d.Clock || now.Contract != d.Contract || len(now.Holdings) != 2 ||
		now.Holdings[0].To != m.Change.Day || now.Holdings[1].From != m.Change.Day || len(now.Changes) != 1 || now.Changes[0].Kind != allocation.ChangeSplit {
		t.Errorf("%+v", now)
	}
	states := ""
	for _, n := range []string{"JS-NSQ-01-1-01", "JS-NSQ-01-1-01-1", "JS-NSQ-01-1-01-2"} {
		states += string(o.UnitOf(t, n).State) + " "
	}
	if states != "closed occupied recovering " {
		t.Errorf("units %s", states)
	}
	fees, err := o.FeeSchedule(t.Context(), manager, d.ID, enginetest.Day("2021-07-01"))
	ok(t, err)
	for _, l := range fees.Schedule.Lines {
		want := u.Area
		if !l.From.Before(m.Change.Day) {
			want = m.Parts[0].Area
		}
		if l.Fee == charge.FeeRent && l.Area != want {
			t.Errorf("%s to %s charges %s, not %s", l.From, l.To, l.Area, want)
		}
	}
	if sum := fees.Tenancy.Area; sum != m.Parts[0].Area {
		t.Errorf("holds %s", sum)
	}
	o.Verified(t)
}

// TestMergeUnderAStay: two units of one stay become one with its measured area.
func TestMergeUnderAStay(t *testing.T) {
	o := exittest.New(t, 3)
	approver := o.As(t, allocation.Approver)
	d := o.Opened(t, o.Contracted(t, 1, "JS-NSQ-01-1-01"))
	u := o.UnitOf(t, "JS-NSQ-01-1-01")
	o.Clock.Day = enginetest.Day("2021-06-20")
	_, made, err := o.RemakeHeld(t.Context(), approver, splitOf(u, d.ID, "2021-06-01", false))
	ok(t, err)
	m := stay.Remaking{
		Change: estate.Change{Kind: estate.Merged, Day: enginetest.Day("2021-06-15"), Document: "实测报告 2 号", Reason: "打通隔墙"}, Tenancy: d.ID,
		Parts: []estate.Part{{Area: u.Area + quantity.Area(100)}}, OldWater: []allocation.Volume{21000, 500}, PartWater: []allocation.Volume{21000},
	}
	for _, p := range made {
		m.Units = append(m.Units, premises.Seen{ID: p.ID, Version: o.UnitOf(t, p.Number).Version})
	}
	free := m
	free.Units = append(free.Units[:1:1], premises.Seen{ID: o.UnitOf(t, "JS-NSQ-01-1-02").ID, Version: 1})
	_, _, err = o.RemakeHeld(t.Context(), approver, free)
	refused(t, "with one that nobody has", err, tenure.ErrRemakeUnits)
	_, made, err = o.RemakeHeld(t.Context(), approver, m)
	ok(t, err)
	if now := o.StayOf(t, d.ID); now.Units != made[0].Number || now.Area != u.Area+100 || made[0].State != allocation.UnitOccupied {
		t.Errorf("%+v %+v", now.Units, made)
	}
}
