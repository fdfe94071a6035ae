package store_test

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/search"
	"penggai/seed"
	"penggai/store/engine"
	"penggai/store/premises"
)

// mixed gives the units several states, as a running office has them.
func (o testOffice) mixed(t testing.TB) testOffice {
	t.Helper()
	for _, q := range []string{
		`UPDATE unit SET state = 'occupied' WHERE state = 'vacant' AND id % 3 = 0`,
		`UPDATE unit SET state = 'recovering' WHERE state = 'vacant' AND id % 31 = 0`,
		`UPDATE unit SET state = 'withdrawn' WHERE state = 'vacant' AND id % 37 = 0`,
		`UPDATE unit SET sample = 0 WHERE id % 5 = 0`,
	} {
		if _, err := o.Writer.Exec(q); err != nil {
			t.Fatal(err)
		}
	}
	return o
}

// meets is the meaning of the filters of the test, in plain code.
var meets = map[string]func(u premises.UnitRow) bool{
	"":              func(premises.UnitRow) bool { return true },
	"jsq":           func(u premises.UnitRow) bool { return u.District == "尖山区" },
	"南市":            func(u premises.UnitRow) bool { return u.Community == "南市区" },
	"nsq":           func(u premises.UnitRow) bool { return u.Community == "南市区" },
	"caj":           func(u premises.UnitRow) bool { return u.Community == "长安居住区" },
	"NSQ-03":        func(u premises.UnitRow) bool { return strings.Contains(u.Number, "NSQ-03") },
	"nsq-03-1":      func(u premises.UnitRow) bool { return strings.Contains(u.Number, "NSQ-03-1") },
	"闲置":            func(u premises.UnitRow) bool { return u.State == allocation.UnitVacant },
	"三相电":           func(u premises.UnitRow) bool { return slices.Contains(u.Tags, "三相电") },
	"博爱园,安悦":        func(u premises.UnitRow) bool { return u.Community == "博爱园" || u.Community == "安悦小区" },
	"状态:闲置":         func(u premises.UnitRow) bool { return u.State == allocation.UnitVacant },
	"-状态:闲置":        func(u premises.UnitRow) bool { return u.State != allocation.UnitVacant },
	"状态:闲置 面积:>100": func(u premises.UnitRow) bool { return u.State == allocation.UnitVacant && u.Area > 10000 },
	"面积:80-120 层:1": func(u premises.UnitRow) bool { return u.Area >= 8000 && u.Area <= 12000 && u.Floor == 1 },
	"区:尖山 小区:南市区 楼栋:3号楼": func(u premises.UnitRow) bool {
		return u.District == "尖山区" && u.Community == "南市区" && u.Building == "3号楼"
	},
	"楼栋:3 层:2": func(u premises.UnitRow) bool { return u.Building == "3号楼" && u.Floor == 2 },
	"区:全市在建":   func(u premises.UnitRow) bool { return u.District == "" },
	"特点:转角 状态:闲置,使用中": func(u premises.UnitRow) bool {
		return slices.Contains(u.Tags, "转角") && (u.State == allocation.UnitVacant || u.State == allocation.UnitOccupied)
	},
	"示例:否 位:>10": func(u premises.UnitRow) bool { return !u.Sample && u.Bay > 10 },
	"编号:LD-BAY 收回": func(u premises.UnitRow) bool {
		return strings.Contains(u.Number, "LD-BAY") && u.State == allocation.UnitRecovering
	},
	"北苑 燃气": func(u premises.UnitRow) bool {
		return strings.HasPrefix(u.Community, "北苑") && slices.Contains(u.Tags, "燃气")
	},
	"没有这样的": func(premises.UnitRow) bool { return false },
	"100%":  func(premises.UnitRow) bool { return false },
}

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
	o := newOffice(t, allocation.CityOffice).withUnits(t, 1).mixed(t)
	everything, err := o.Units(t.Context(), engine.Actor{}, engine.ListQuery{})
	if err != nil {
		t.Fatal(err)
	}
	sorts := [][]engine.Order{nil, {{Column: "number", Desc: true}}, {{Column: "state", Desc: false}, {Column: "area_dm2", Desc: true}}, {{Column: "floor", Desc: true}, {Column: "community", Desc: false}, {Column: "number", Desc: true}}}
	for column := range premises.UnitOrders {
		sorts = append(sorts, []engine.Order{{Column: column, Desc: false}}, []engine.Order{{Column: column, Desc: true}})
	}
	slices.SortFunc(sorts, func(a, b []engine.Order) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	for i, filter := range slices.Sorted(maps.Keys(meets)) {
		keep := meets[filter]
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
func checkWindows(t *testing.T, o testOffice, q engine.ListQuery, want []premises.UnitRow) {
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
		place, found, err := o.UnitPosition(t.Context(), engine.Actor{}, q, want[at].Number)
		if place != at || !found || err != nil {
			t.Fatalf("%+v: place %d %v %v, want %d", q, place, found, err, at)
		}
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
	o := newOffice(t, allocation.CityOffice).withUnits(t, 1)
	by := o.asOf(t, allocation.Manager, "四方台区")
	page, err := o.Units(t.Context(), by, engine.ListQuery{Limit: 10})
	if err != nil || page.Total != 64 || page.Rows[0].District != "四方台区" {
		t.Errorf("%d units: %v", page.Total, err)
	}
	page, err = o.Units(t.Context(), by, engine.ListQuery{Filter: "尖山", Limit: 10})
	if err != nil || page.Total != 0 {
		t.Errorf("%d units of another district: %v", page.Total, err)
	}
}

// TestUnitListPlans: no list query reads the whole table, and none but a narrow filter or several orders sorts.
func TestUnitListPlans(t *testing.T) {
	o := newOffice(t, allocation.CityOffice).withUnits(t, 1).mixed(t)
	for filter := range meets {
		for column, order := range premises.UnitOrders {
			l, err := premises.NewUnitList(t.Context(), o.Read, engine.Actor{}, engine.ListQuery{Filter: filter, Sort: []engine.Order{{Column: column, Desc: true}}})
			if err != nil {
				t.Fatal(err)
			}
			plan := o.plan(t, l.CountSQL(), l.Args...)
			if !strings.Contains(plan, "USING COVERING INDEX "+l.Index()) {
				t.Errorf("count of %q: %s", filter, plan)
			}
			for how, want := range map[premises.Reach]string{premises.Walk: order.Index, premises.Pick: "unit_find", premises.Seek: l.Index()} {
				if want == "" {
					continue
				}
				b := engine.Binder{Args: slices.Clone(l.Args)}
				place := append(make([]any, len(order.Exprs)), "X")
				query := l.WindowSQL(how, l.Beyond(&b, place, true), false, 200, 0)
				plan := o.plan(t, query, b.Args...)
				if !strings.Contains(plan, "INDEX "+want) || strings.Contains(plan, "SCAN u;") || !strings.Contains(plan, "unit_spell_open") {
					t.Errorf("%q by %s, reach %d: %s", filter, column, how, plan)
				}
				inner, _, _ := strings.Cut(plan, "SCAN page;")
				if how == premises.Walk && strings.Contains(inner, "TEMP B-TREE") {
					t.Errorf("%q by %s sorts: %s", filter, column, plan)
				}
			}
		}
	}
}

// plan is SQLite's plan of a statement, one step after the other.
func (o testOffice) plan(t testing.TB, query string, args ...any) string {
	t.Helper()
	steps, err := engine.All(t.Context(), o.Read, func(s engine.Scanner) (step string, err error) {
		var id, parent, unused int
		err = s.Scan(&id, &parent, &unused, &step)
		return step + ";", err
	}, `EXPLAIN QUERY PLAN `+query, args...)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return strings.Join(steps, " ")
}

func BenchmarkUnits(b *testing.B) {
	for _, times := range []int{1, 100} {
		o := newOffice(b, allocation.CityOffice)
		if err := o.fill(b, times); err != nil {
			b.Fatal(err)
		}
		o.mixed(b)
		n := times * seed.UnitCount
		for _, filter := range []string{"", "jsq", "南市", "NSQ-03", "caj 燃气", "状态:闲置", "状态:闲置 面积:>100", "层:1 特点:转角", "区:尖山 小区:南市区 楼栋:3号楼"} {
			b.Run(fmt.Sprintf("%d/filter %s", n, filter), func(b *testing.B) { o.bench(b, engine.ListQuery{Filter: filter, Limit: 200}, true) })
		}
		for column := range premises.UnitOrders {
			for _, filter := range []string{"", "宝山", "状态:闲置"} {
				q := engine.ListQuery{Filter: filter, Sort: []engine.Order{{Column: column, Desc: true}}, Limit: 200}
				b.Run(fmt.Sprintf("%d/sort %s %s", n, column, filter), func(b *testing.B) { o.bench(b, q, true) })
			}
		}
		page, err := o.Units(b.Context(), engine.Actor{}, engine.ListQuery{Offset: n / 2, Limit: 1})
		if err != nil {
			b.Fatal(err)
		}
		after := page.Rows[0].Number
		b.Run(fmt.Sprintf("%d/page after", n), func(b *testing.B) { o.bench(b, engine.ListQuery{Offset: n/2 + 1, After: after, Limit: 50}, false) })
		b.Run(fmt.Sprintf("%d/page 200 after", n), func(b *testing.B) { o.bench(b, engine.ListQuery{Offset: n/2 + 1, After: after, Limit: 200}, false) })
		b.Run(fmt.Sprintf("%d/end", n), func(b *testing.B) { o.bench(b, engine.ListQuery{Offset: n - 200, Limit: 200}, false) })
		b.Run(fmt.Sprintf("%d/middle by offset", n), func(b *testing.B) { o.bench(b, engine.ListQuery{Offset: n / 2, Limit: 200}, false) })
		b.Run(fmt.Sprintf("%d/find", n), func(b *testing.B) { o.bench(b, engine.ListQuery{Find: after, Limit: 200}, false) })
	}
}

// fill enters units without their log, which a list does not read.
func (o testOffice) fill(b *testing.B, times int) error {
	x, err := o.Writer.BeginTx(b.Context(), nil)
	if err != nil {
		return err
	}
	defer func() { _ = x.Rollback() }()
	t := &engine.Tx{Ctx: b.Context(), Db: x, Today: o.clock.day, By: engine.Console()}
	if err := premises.InsertUnits(t, seed.Units(times), o.clock.day); err != nil {
		return err
	}
	o.Changes.Reset()
	return x.Commit()
}

// bench reads one window; counted says whether the head is counted each time.
func (o testOffice) bench(b *testing.B, q engine.ListQuery, counted bool) {
	for b.Loop() {
		if counted {
			o.Counts.Known, o.Counts.Order = nil, nil
		}
		if _, err := o.Units(b.Context(), engine.Actor{}, q); err != nil {
			b.Fatal(err)
		}
	}
}

// TestUnitListByHolder finds and sorts units by who holds them and until when.
func TestUnitListByHolder(t *testing.T) {
	o := stayOffice(t, 6)
	contracted(t, o, 1, "JS-NSQ-01-1-03")
	o.clock.day = o.clock.day.AddDays(40)
	contracted(t, o, 2, "JS-NSQ-01-1-01")
	awarded(t, o, 3, "JS-NSQ-01-1-05")
	tenant, waiting := o.unit(t, "JS-NSQ-01-1-03"), o.unit(t, "JS-NSQ-01-1-05")
	if tenant.HoldKind != "tenancy" || tenant.Holder == "" || tenant.Until != civil.MustParse("2024-03-14") || waiting.HoldKind != "award" || waiting.Holder == "" {
		t.Fatalf("%+v\n%+v", tenant, waiting)
	}
	numbers := func(q engine.ListQuery) string {
		t.Helper()
		page, err := o.Units(t.Context(), engine.Actor{}, q)
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, u := range page.Rows {
			out = append(out, strings.TrimPrefix(u.Number, "JS-NSQ-01-1-"))
		}
		return strings.Join(out, " ")
	}
	for filter, want := range map[string]string{
		"到期:2024-03":                                        "03",
		"到期:<=2024-03-13":                                   "",
		"到期:2024 状态:使用中":                                    "01 03",
		"承租人=" + tenant.Holder:                              "03",
		tenant.Holder:                                       "03",
		"承租人:" + search.Initials(tenant.Holder):             "03",
		"承租人=" + waiting.Holder:                             "05",
		"承租人:" + tenant.Holder + "," + waiting.Holder + " ": "03 05",
	} {
		if got := numbers(engine.ListQuery{Filter: filter}); got != want {
			t.Errorf("%q: %s, want %s", filter, got, want)
		}
	}
	for _, c := range []struct {
		sort []engine.Order
		want string
	}{
		{[]engine.Order{{Column: "until", Desc: false}}, "03 01 02 04 05 06"},
		{[]engine.Order{{Column: "until", Desc: true}}, "01 03 06 05 04 02"},
		{[]engine.Order{{Column: "state", Desc: false}, {Column: "until", Desc: true}}, "02 04 06 05 01 03"},
	} {
		if got := numbers(engine.ListQuery{Sort: c.sort}); got != c.want {
			t.Errorf("%v: %s, want %s", c.sort, got, c.want)
		}
	}
	page, err := o.Units(t.Context(), engine.Actor{}, engine.ListQuery{Sort: []engine.Order{{Column: "until", Desc: false}}, Limit: 2, Offset: 1})
	if err != nil || len(page.Rows) != 2 || page.Rows[0].Number != "JS-NSQ-01-1-01" {
		t.Errorf("%+v %v", page.Rows, err)
	}
}
