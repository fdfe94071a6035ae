package allocation

import (
	"errors"
	"testing"
)

// TestUnitLife walks every state against every move: only the arrows of the design are possible.
func TestUnitLife(t *testing.T) {
	complete, err := CompleteTo("岭东")
	if err != nil {
		t.Fatal(err)
	}
	moves := map[string]UnitMove{
		"complete": complete, "withdraw": UnitWithdraw, "return": UnitReturn, "reserve": UnitReserve,
		"release": UnitRelease, "occupy": UnitOccupy, "recover": UnitRecover, "reopen": UnitReopen,
	}
	allowed := map[UnitState]map[string]UnitState{
		UnitBuilding:   {"complete": UnitVacant},
		UnitVacant:     {"withdraw": UnitWithdrawn, "reserve": UnitReserved},
		UnitWithdrawn:  {"return": UnitVacant},
		UnitReserved:   {"release": UnitVacant, "occupy": UnitOccupied},
		UnitOccupied:   {"recover": UnitRecovering},
		UnitRecovering: {"reopen": UnitVacant},
	}
	for _, from := range UnitStates() {
		for name, m := range moves {
			u := Unit{Number: "JS-NSQ-01-1-03", District: "尖山区", State: from}
			err := u.Move(m)
			to, ok := allowed[from][name]
			switch {
			case ok && (err != nil || u.State != to):
				t.Errorf("%s by %s: %v, state %s, want %s", from, name, err, u.State, to)
			case !ok && (!errors.Is(err, ErrUnitMove) || u.State != from):
				t.Errorf("%s by %s: %v, state %s, want a refusal and no change", from, name, err, u.State)
			}
		}
	}
}

func TestUnitMoveSaysWhy(t *testing.T) {
	u := Unit{District: "宝山区", State: UnitOccupied}
	want := "房源现在是使用中，不能办理停用；只有闲置的房源可以"
	if err := u.Move(UnitWithdraw); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestCompletionAssignsADistrict(t *testing.T) {
	u := Unit{Number: "SYS-ZJ-01-1-01", State: UnitBuilding}
	m, err := CompleteTo("SFT")
	if err != nil {
		t.Fatal(err)
	}
	if err := u.Move(m); err != nil || u.District != "四方台区" || u.State != UnitVacant {
		t.Errorf("after hand-over: %+v, %v", u, err)
	}
	if _, err := CompleteTo("全市"); !errors.Is(err, ErrUnknownDistrict) {
		t.Errorf("handing over to the city: %v", err)
	}
	pool := Unit{State: UnitVacant}
	if err := pool.Move(UnitReserve); !errors.Is(err, ErrUnitNoDistrict) || pool.State != UnitVacant {
		t.Errorf("reserving a unit of no district: %v, %s", err, pool.State)
	}
}

func TestFindDistrict(t *testing.T) {
	for text, want := range map[string]string{"尖山区": "尖山区", "岭东": "岭东区", "sft": "四方台区", "ＢＳ": "宝山区", "全市": "", "": ""} {
		d, err := FindDistrict(text)
		if d.Name != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v", text, d.Name, err)
		}
	}
	if name, err := ParseOffice("全市"); name != "" || err != nil {
		t.Errorf("city office: %q, %v", name, err)
	}
}

func TestNextTo(t *testing.T) {
	a := Unit{Community: "南市区", Building: "1号楼", Floor: 1, Bay: 3}
	for _, c := range []struct {
		o    Unit
		want bool
	}{
		{Unit{Community: "南市区", Building: "1号楼", Floor: 1, Bay: 4}, true},
		{Unit{Community: "南市区", Building: "1号楼", Floor: 1, Bay: 2}, true},
		{Unit{Community: "南市区", Building: "1号楼", Floor: 1, Bay: 5}, false},
		{Unit{Community: "南市区", Building: "1号楼", Floor: 2, Bay: 4}, false},
		{Unit{Community: "南市区", Building: "2号楼", Floor: 1, Bay: 4}, false},
		{Unit{Community: "南市区", Building: "1号楼", Floor: 1, Bay: 0}, false},
	} {
		if got := NextTo(a, c.o); got != c.want {
			t.Errorf("%+v: %v", c.o, got)
		}
	}
}
