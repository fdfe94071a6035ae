package seed

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/quantity"
)

// TestPublishedTotals checks every figure of 一.
func TestPublishedTotals(t *testing.T) {
	for _, times := range []int{1, 3} {
		count := map[string]int{}
		area := map[bool]quantity.Area{}
		for _, u := range Units(times) {
			count[u.District]++
			area[u.State == allocation.UnitBuilding] += u.Area
			if (u.District == "") != (u.State == allocation.UnitBuilding) {
				t.Fatalf("%s: district %q while %s", u.Number, u.District, u.State)
			}
		}
		for district, want := range map[string]int{"尖山区": 393, "岭东区": 275, "四方台区": 64, "宝山区": 107, "": 802} {
			if count[district] != want*times {
				t.Errorf("×%d %q: %d units, want %d", times, district, count[district], want*times)
			}
		}
		if got := area[false]; got != 11_910_000*quantity.Area(times) {
			t.Errorf("×%d finished: %s ㎡", times, got)
		}
		if got := area[true]; got != 12_550_000*quantity.Area(times) {
			t.Errorf("×%d building: %s ㎡", times, got)
		}
	}
	if n := len(Units(1)); n != UnitCount {
		t.Errorf("%d units", n)
	}
}

// TestNamedCommunities checks that the communities of 一 hold most of their district.
func TestNamedCommunities(t *testing.T) {
	named := map[string][]string{
		"尖山区": {"南市区"}, "岭东区": {"博爱园", "长安居住区"}, "四方台区": {"北苑A区", "北苑B区"}, "宝山区": {"安吉B区", "安悦小区"},
	}
	in, all := map[string]int{}, map[string]int{}
	for _, u := range Units(1) {
		all[u.District]++
		switch {
		case slices.Contains(named[u.District], u.Community):
			in[u.District]++
		case u.District != "" && !strings.HasSuffix(u.Community, "其他"):
			t.Errorf("%s: community %s is not in the policy", u.Number, u.Community)
		}
	}
	for _, d := range allocation.Districts() {
		if in[d.Name]*2 <= all[d.Name] {
			t.Errorf("%s: only %d of %d in the named communities", d.Name, in[d.Name], all[d.Name])
		}
	}
}

// TestStreets checks that the units look like shops: unique numbers, one unit a bay, floors 1 to 3, bays without gaps.
func TestStreets(t *testing.T) {
	units := Units(1)
	numbers, places := map[string]bool{}, map[string]bool{}
	bays := map[string]int{}
	big := 0
	for _, u := range units {
		floor := fmt.Sprint(u.Community, u.Building, "/", u.Floor)
		place := fmt.Sprint(floor, "/", u.Bay)
		if numbers[u.Number] || places[place] {
			t.Fatalf("%s at %s stands twice", u.Number, place)
		}
		numbers[u.Number], places[place] = true, true
		if bays[floor]++; u.Bay != bays[floor] || u.Bay > 14 {
			t.Errorf("%s: bay %d after %d", u.Number, u.Bay, bays[floor]-1)
		}
		if u.Floor < 1 || u.Floor > 3 || u.Area < 3000 || u.Area > 80000 || !u.Sample {
			t.Errorf("%+v", u)
		}
		if u.Area > 30000 {
			big++
		}
		if slices.Contains(u.Tags, "转角") && u.Floor != 1 {
			t.Errorf("%s: a corner on floor %d", u.Number, u.Floor)
		}
	}
	if big == 0 || big*20 > len(units) {
		t.Errorf("%d units above 300 ㎡", big)
	}
	if !slices.IsSortedFunc(Units(1)[:297], func(a, b allocation.Unit) int { return strings.Compare(a.Number, b.Number) }) {
		t.Error("a community is not in the order of its numbers")
	}
}

// TestUnitsStaySame pins the rule: an office founded with another version starts with the same units.
func TestUnitsStaySame(t *testing.T) {
	h := sha256.New()
	for _, u := range Units(1) {
		fmt.Fprintln(h, u.Number, u.District, u.Community, u.Building, u.Floor, u.Bay, int64(u.Area), u.Tags, u.State, u.Sample, u.Expected)
	}
	const want = "fe4c7a0c63c982c86f16234cdd84a26fd0bca56a37a3250ad3462a6e1f3d9e7c"
	if got := fmt.Sprintf("%x", h.Sum(nil)); got != want {
		t.Errorf("digest %s, want %s", got, want)
	}
}

func BenchmarkUnits(b *testing.B) {
	for b.Loop() {
		if len(Units(100)) != 100*UnitCount {
			b.Fatal("wrong count")
		}
	}
}
