package premises_test

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/quantity"
	"penggai/seed"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/premises"
	"penggai/store/premises/premisestest"
)

// compareUnits is the order of the list in plain code.
func compareUnits(a, b premises.UnitRow, by engine.Order) int {
	rank := func(d string) int {
		for i, x := range allocation.Districts() {
			if x.Name == d {
				return i
			}
		}
		return 9
	}
	state := func(s allocation.UnitState) int {
		return slices.Index([]allocation.UnitState{"vacant", "reserved", "occupied", "recovering", "withdrawn", "building"}, s)
	}
	number := func(s string) (n int) { _, _ = fmt.Sscanf(s, "%d", &n); return n }
	var c int
	switch by.Column {
	case "district":
		c = cmp.Compare(rank(a.District), rank(b.District))
	case "community":
		c = cmp.Compare(a.Community, b.Community)
	case "building":
		c = cmp.Compare(number(a.Building), number(b.Building))
	case "floor":
		c = cmp.Compare(a.Floor, b.Floor)
	case "bay":
		c = cmp.Compare(a.Bay, b.Bay)
	case "area_dm2":
		c = cmp.Compare(a.Area, b.Area)
	case "state":
		c = cmp.Compare(state(a.State), state(b.State))
	case "tags":
		c = cmp.Compare(strings.Join(a.Tags, " "), strings.Join(b.Tags, " "))
	case "number":
		c = cmp.Compare(a.Number, b.Number)
	}
	if by.Desc {
		c = -c
	}
	return c
}

// TestUnitListAgainstPlainCode compares every filter, order and way to a window with a list that is filtered and
// sorted in plain code.
func TestUnitListAgainstPlainCode(t *testing.T) {
	o := premisestest.New(t, allocation.CityOffice).WithUnits(t, 1).Mixed(t)
	everything, err := o.Units(t.Context(), engine.Actor{}, engine.ListQuery{})
	if err != nil {
		t.Fatal(err)
	}
	sorts := [][]engine.Order{nil, {{Column: "number", Desc: true}}, {{Column: "state", Desc: false}, {Column: "area_dm2", Desc: true}}, {{Column: "floor", Desc: true}, {Column: "community", Desc: false}, {Column: "number", Desc: true}}}
	for _, column := range append(slices.Collect(maps.Keys(premises.UnitNoun.Sorts)), "number") {
		sorts = append(sorts, []engine.Order{{Column: column, Desc: false}}, []engine.Order{{Column: column, Desc: true}})
	}
	slices.SortFunc(sorts, func(a, b []engine.Order) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	for i, filter := range slices.Sorted(maps.Keys(premises.Meets)) {
		keep := premises.Meets[filter]
		want := slices.Clone(everything.Rows)
		want = slices.DeleteFunc(want, func(u premises.UnitRow) bool { return !keep(u) })
		for j, sort := range sorts {
			if (i+j)%4 != 0 { // every filter meets a quarter of the orders, every order a quarter of the filters
				continue
			}
			sorted := slices.Clone(want)
			last := engine.Order{Column: "number", Desc: len(sort) > 0 && sort[0].Desc}
			slices.SortFunc(sorted, func(a, b premises.UnitRow) int {
				for _, by := range append(slices.Clone(sort), last) {
					if c := compareUnits(a, b, by); c != 0 {
						return c
					}
				}
				return 0
			})
			checkWindows(t, o, engine.ListQuery{Filter: filter, Sort: sort}, sorted)
		}
	}
}

// checkWindows reads one list in every way there is to a window.
func checkWindows(t *testing.T, o premisestest.Office, q engine.ListQuery, want []premises.UnitRow) {
	t.Helper()
	n := len(want)
	const limit = 40
	for _, offset := range []int{0, n / 3, n - n/4, max(n-3, 0)} {
		ways := []engine.ListQuery{{Offset: offset}}
		if offset > 0 && offset < n {
			ways = append(ways, engine.ListQuery{Offset: offset, After: want[offset-1].Number})
		}
		if offset+limit < n {
			ways = append(ways, engine.ListQuery{Offset: offset, Before: want[offset+limit].Number})
		}
		for _, w := range ways {
			w.Filter, w.Sort, w.Limit = q.Filter, q.Sort, limit
			page, err := o.Units(t.Context(), engine.Actor{}, w)
			if err != nil {
				t.Fatalf("%+v: %v", w, err)
			}
			var area quantity.Area
			for _, u := range want {
				area += u.Area
			}
			if page.Total != n || quantity.Area(page.Sums["area_dm2"]) != area {
				t.Fatalf("%+v: %d units, %s ㎡, want %d, %s", w, page.Total, quantity.Area(page.Sums["area_dm2"]), n, area)
			}
			checkRows(t, w, page, want)
		}
	}
	if n > 0 {
		at := n - 1 - n/7
		page, err := o.Units(t.Context(), engine.Actor{}, engine.ListQuery{Filter: q.Filter, Sort: q.Sort, Limit: limit, Find: want[at].Number})
		if err != nil || at < page.Offset || at >= page.Offset+len(page.Rows) {
			t.Fatalf("%+v: looking for place %d gave %d rows from %d: %v", q, at, len(page.Rows), page.Offset, err)
		}
		checkRows(t, q, page, want)
	}
}

func checkRows(t *testing.T, q engine.ListQuery, page engine.Page[premises.UnitRow], want []premises.UnitRow) {
	t.Helper()
	for i, u := range page.Rows {
		if u.Number != want[page.Offset+i].Number {
			t.Fatalf("%+v: row %d is %s, want %s", q, page.Offset+i, u.Number, want[page.Offset+i].Number)
		}
	}
	if want := min(40, max(len(want)-page.Offset, 0)); len(page.Rows) != want {
		t.Fatalf("%+v: %d rows, want %d", q, len(page.Rows), want)
	}
}

func TestUnitListOfADistrict(t *testing.T) {
	o := premisestest.New(t, allocation.CityOffice).WithUnits(t, 1)
	by := o.AsOf(t, allocation.Manager, "四方台区")
	page, err := o.Units(t.Context(), by, engine.ListQuery{Limit: 10})
	if err != nil || page.Total != 64 || page.Rows[0].District != "四方台区" {
		t.Errorf("%d units: %v", page.Total, err)
	}
	page, err = o.Units(t.Context(), by, engine.ListQuery{Filter: "尖山", Limit: 10})
	if err != nil || page.Total != 0 {
		t.Errorf("%d units of another district: %v", page.Total, err)
	}
}

func BenchmarkUnits(b *testing.B) {
	for _, times := range []int{1, 100} {
		o := premisestest.New(b, allocation.CityOffice)
		o.Fill(b, times)
		o.Mixed(b)
		n := times * seed.UnitCount
		for _, filter := range []string{"", "jsq", "南市", "NSQ-03", "caj 燃气", "状态:闲置", "状态:闲置 面积:>100", "层:1 特点:转角", "区:尖山 小区:南市区 楼栋:3号楼"} {
			b.Run(fmt.Sprintf("%d/filter %s", n, filter), func(b *testing.B) { bench(b, o, engine.ListQuery{Filter: filter, Limit: 200}, true) })
		}
		for column := range premises.UnitNoun.Sorts {
			for _, filter := range []string{"", "宝山", "状态:闲置"} {
				q := engine.ListQuery{Filter: filter, Sort: []engine.Order{{Column: column, Desc: true}}, Limit: 200}
				b.Run(fmt.Sprintf("%d/sort %s %s", n, column, filter), func(b *testing.B) { bench(b, o, q, true) })
			}
		}
		page, err := o.Units(b.Context(), engine.Actor{}, engine.ListQuery{Offset: n / 2, Limit: 1})
		if err != nil {
			b.Fatal(err)
		}
		after := page.Rows[0].Number
		b.Run(fmt.Sprintf("%d/page after", n), func(b *testing.B) { bench(b, o, engine.ListQuery{Offset: n/2 + 1, After: after, Limit: 50}, false) })
		b.Run(fmt.Sprintf("%d/page 200 after", n), func(b *testing.B) { bench(b, o, engine.ListQuery{Offset: n/2 + 1, After: after, Limit: 200}, false) })
		b.Run(fmt.Sprintf("%d/end", n), func(b *testing.B) { bench(b, o, engine.ListQuery{Offset: n - 200, Limit: 200}, false) })
		b.Run(fmt.Sprintf("%d/middle by offset", n), func(b *testing.B) { bench(b, o, engine.ListQuery{Offset: n / 2, Limit: 200}, false) })
		b.Run(fmt.Sprintf("%d/find", n), func(b *testing.B) { bench(b, o, engine.ListQuery{Find: after, Limit: 200}, false) })
	}
}

// bench reads one window; counted says whether the head is counted each time.
func bench(b *testing.B, o premisestest.Office, q engine.ListQuery, counted bool) {
	for b.Loop() {
		if counted {
			o.Counts = engine.ListCounts{}
		}
		if _, err := o.Units(b.Context(), engine.Actor{}, q); err != nil {
			b.Fatal(err)
		}
	}
}

// TestUnitNoun: what the table of fields says holds in the database.
func TestUnitNoun(t *testing.T) {
	enginetest.CheckNoun(t, premisestest.New(t, allocation.CityOffice).Store, premises.UnitNoun)
}
