package store_test

import (
	"slices"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/search"
	"penggai/store/engine"
	"penggai/store/money"
	"penggai/store/premises"
	"penggai/store/stay"
	"penggai/store/watch"
)

// checkRecord compiles what reads and writes the rows of a noun, and reads every field that people see of an empty one.
func checkRecord[R any](t *testing.T, o testOffice, n *engine.Noun[R]) {
	t.Helper()
	var r R
	update, _, _ := n.UpdateSQL(&r)
	for _, query := range []string{n.Columns + n.From, n.Insert, update} {
		if strings.Contains(query, " SET  WHERE") || strings.Contains(query, " () ") || n.Source != nil {
			continue // it does not change, it is not written, or what it is read from depends on who asks
		}
		if err := prepares(t, o, engine.Dated(query, o.Today())); err != nil {
			t.Errorf("%s: %v\n%s", n.Table, err, query)
		}
	}
	keys := map[string]bool{}
	for _, f := range n.Fields {
		if keys[f.Key] || f.Key == "" {
			t.Errorf("%s: field %q stands twice or has no key", n.Table, f.Key)
		}
		keys[f.Key] = true
		if f.Filters > 0 && f.Title == "" {
			t.Errorf("%s: field %s filters without a title", n.Table, f.Key)
		}
		if f.At != nil || f.Of != nil {
			f.Read(r, o.Today())
		}
	}
}

// checkNoun asks for the list of a noun in each order and with each filter, and counts by each choice.
func checkNoun[R any](t *testing.T, o testOffice, n *engine.Noun[R]) {
	t.Helper()
	checkRecord(t, o, n)
	for _, f := range n.Fields {
		if f.CanSort() {
			for _, desc := range []bool{false, true} {
				if _, err := n.List(t.Context(), o.Store.Store, engine.Console(), engine.ListQuery{Sort: []engine.Order{{Column: f.Key, Desc: desc}}, Limit: 3, Find: "1"}); err != nil {
					t.Errorf("%s by %s: %v", n.Table, f.Key, err)
				}
			}
		}
	}
	words := map[search.FieldKind]string{
		search.FieldText: ":a,一", search.FieldCount: ":>1", search.FieldArea: ":1-2", search.FieldMoney: ":<1", search.FieldDate: ":2021-03",
	}
	for _, f := range n.FilterFields() {
		filters := []string{f.Title + words[f.Kind]}
		for _, c := range f.Choices {
			filters = append(filters, f.Title+":"+c.Title)
		}
		if f.Kind == search.FieldChoice {
			filters = slices.Delete(filters, 0, 1)
			if _, err := engine.CountBy[string](t.Context(), o.Store.Store, n, engine.Console(), f.Key); err != nil {
				t.Errorf("%s by %s: %v", n.Table, f.Key, err)
			}
		}
		for _, filter := range filters {
			for _, by := range []engine.Actor{engine.Console(), o.asOf(t, allocation.Manager, "尖山区")} {
				if _, err := n.List(t.Context(), o.Store.Store, by, engine.ListQuery{Filter: filter, Limit: 3}); err != nil {
					t.Errorf("%s with %s: %v", n.Table, filter, err)
				}
			}
		}
	}
	if _, err := n.List(t.Context(), o.Store.Store, engine.Console(), engine.ListQuery{Filter: "一"}); err != nil {
		t.Errorf("%s with a word: %v", n.Table, err)
	}
}

// TestNouns: what the tables of fields say holds in the database.
func TestNouns(t *testing.T) {
	o := newOffice(t, allocation.CityOffice)
	checkNoun(t, o, stay.ExitNoun)
	checkNoun(t, o, watch.SupportNoun)
	checkNoun(t, o, watch.FindingNoun)
	checkNoun(t, o, stay.ContractNoun)
	checkRecord(t, o, stay.ContractRecord)
	checkNoun(t, o, premises.UnitNoun)
	checkNoun(t, o, money.BillNoun)
	checkRecord(t, o, money.BillRecord)
}
