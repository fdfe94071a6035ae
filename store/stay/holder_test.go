package stay_test

import (
	"strings"
	"testing"

	"penggai/allocation/civil"
	"penggai/allocation/search"
	"penggai/store/engine"
	"penggai/store/stay/staytest"
)

// TestUnitListByHolder finds and sorts units by who holds them and until when.
func TestUnitListByHolder(t *testing.T) {
	o := staytest.New(t, 6)
	o.Contracted(t, 1, "JS-NSQ-01-1-03")
	o.Clock.Day = o.Clock.Day.AddDays(40)
	o.Contracted(t, 2, "JS-NSQ-01-1-01")
	o.Awarded(t, 3, "JS-NSQ-01-1-05")
	tenant, waiting := o.UnitOf(t, "JS-NSQ-01-1-03"), o.UnitOf(t, "JS-NSQ-01-1-05")
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
