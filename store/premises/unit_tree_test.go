package premises_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/quantity"
	"penggai/store/engine"
	"penggai/store/premises"
	"penggai/store/premises/premisestest"
)

// TestUnitTree walks the tree from the districts to the buildings: every level sums to the one above and to the list.
func TestUnitTree(t *testing.T) {
	o := premisestest.New(t, allocation.CityOffice).WithUnits(t, 1).Mixed(t)
	ctx := t.Context()
	districts, err := o.DistrictTallies(ctx, engine.Actor{})
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, d := range districts {
		names = append(names, fmt.Sprint(d.District, " ", d.All.Units))
		checkTally(t, o, d, "区:"+nameOr(d.District, "全市在建"))
		communities, err := o.CommunityTallies(ctx, engine.Actor{}, d.District)
		if err != nil {
			t.Fatal(err)
		}
		var sum premises.Tally
		for _, c := range communities {
			sum.Units += c.All.Units
			sum.Area += c.All.Area
			checkTally(t, o, c, "小区="+c.Community)
			buildings, err := o.BuildingTallies(ctx, engine.Actor{}, d.District, c.Community)
			if err != nil {
				t.Fatal(err)
			}
			var inner premises.Tally
			for i, b := range buildings {
				inner.Units += b.All.Units
				inner.Area += b.All.Area
				if want := fmt.Sprintf("%d号楼", i+1); b.Building != want {
					t.Errorf("%s: building %d is %s", c.Community, i+1, b.Building)
				}
				units, err := o.BuildingUnits(ctx, engine.Actor{}, d.District, c.Community, b.Building)
				if err != nil || len(units) != b.All.Units || units[0].Floor < units[len(units)-1].Floor {
					t.Errorf("%s %s: %d units, want %d: %v", c.Community, b.Building, len(units), b.All.Units, err)
				}
			}
			if inner != c.All {
				t.Errorf("%s: buildings hold %v, the community %v", c.Community, inner, c.All)
			}
		}
		if sum != d.All {
			t.Errorf("%q: communities hold %v, the district %v", d.District, sum, d.All)
		}
	}
	if got := strings.Join(names, ","); got != "尖山区 393,岭东区 275,四方台区 64,宝山区 107, 802" {
		t.Errorf("districts %s", got)
	}
}

func nameOr(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// checkTally compares a tally with what the list says under a filter.
func checkTally(t *testing.T, o premisestest.Office, got premises.UnitTally, filter string) {
	t.Helper()
	page, err := o.Units(t.Context(), engine.Actor{}, engine.ListQuery{Filter: filter})
	if err != nil {
		t.Fatal(err)
	}
	states := map[allocation.UnitState]premises.Tally{}
	for _, u := range page.Rows {
		n := states[u.State]
		n.Units++
		n.Area += u.Area
		states[u.State] = n
	}
	if got.All.Units != page.Total || got.All.Area != quantity.Area(page.Sums["area_dm2"]) || got.Samples != int(page.Sums["sample"]) || fmt.Sprint(got.States) != fmt.Sprint(states) {
		t.Errorf("%s: %+v, the list says %d, %s, %d, %v", filter, got, page.Total, quantity.Area(page.Sums["area_dm2"]), int(page.Sums["sample"]), states)
	}
}

func TestUnitTreeOfADistrict(t *testing.T) {
	o := premisestest.New(t, allocation.CityOffice).WithUnits(t, 1)
	by := o.AsOf(t, allocation.Manager, "宝山区")
	districts, err := o.DistrictTallies(t.Context(), by)
	if err != nil || len(districts) != 1 || districts[0].All.Units != 107 {
		t.Errorf("%+v %v", districts, err)
	}
	if _, err := o.CommunityTallies(t.Context(), by, "尖山区"); !errors.Is(err, engine.ErrOtherDistrict) {
		t.Errorf("communities of another district: %v", err)
	}
	if _, err := o.BuildingTallies(t.Context(), by, "", "在建商服"); !errors.Is(err, engine.ErrOtherDistrict) {
		t.Errorf("the city pool: %v", err)
	}
}
