package store

import (
	"slices"
	"strings"
	"testing"

	"penggai/allocation"
)

// checkRecord compiles what reads and writes the rows of a noun, and reads every field that people see of an empty one.
func checkRecord[R any](t *testing.T, o testOffice, n *Noun[R]) {
	t.Helper()
	var r R
	update, _, _ := n.set(&r)
	for _, query := range []string{n.columns + n.From, n.insert, update} {
		if strings.Contains(query, " SET  WHERE") {
			continue // it does not change
		}
		if err := prepares(t, o, dated(query, o.Today())); err != nil {
			t.Errorf("%s: %v\n%s", n.table, err, query)
		}
	}
	keys := map[string]bool{}
	for _, f := range n.Fields {
		if keys[f.Key] || f.Key == "" {
			t.Errorf("%s: field %q stands twice or has no key", n.table, f.Key)
		}
		keys[f.Key] = true
		if f.Filters > 0 && f.Title == "" {
			t.Errorf("%s: field %s filters without a title", n.table, f.Key)
		}
		if f.At != nil || f.Of != nil {
			f.Read(r, o.Today())
		}
	}
}

// checkNoun asks for the list of a noun in each order and with each filter, and counts by each choice.
func checkNoun[R any](t *testing.T, o testOffice, n *Noun[R]) {
	t.Helper()
	checkRecord(t, o, n)
	for _, f := range n.Fields {
		if f.CanSort() {
			for _, desc := range []bool{false, true} {
				if _, err := n.List(t.Context(), o.Store, Console(), ListQuery{Sort: []Order{{f.Key, desc}}, Limit: 3, Find: "1"}); err != nil {
					t.Errorf("%s by %s: %v", n.table, f.Key, err)
				}
			}
		}
	}
	words := map[allocation.FieldKind]string{
		allocation.FieldText: ":a,一", allocation.FieldCount: ":>1", allocation.FieldArea: ":1-2", allocation.FieldMoney: ":<1", allocation.FieldDate: ":2021-03",
	}
	for _, f := range n.FilterFields() {
		filters := []string{f.Title + words[f.Kind]}
		for _, c := range f.Choices {
			filters = append(filters, f.Title+":"+c.Title)
		}
		if f.Kind == allocation.FieldChoice {
			filters = slices.Delete(filters, 0, 1)
			if _, err := CountBy[string](t.Context(), o.Store, n, Console(), f.Key); err != nil {
				t.Errorf("%s by %s: %v", n.table, f.Key, err)
			}
		}
		for _, filter := range filters {
			for _, by := range []Actor{Console(), o.asOf(t, allocation.Manager, "尖山区")} {
				if _, err := n.List(t.Context(), o.Store, by, ListQuery{Filter: filter, Limit: 3}); err != nil {
					t.Errorf("%s with %s: %v", n.table, filter, err)
				}
			}
		}
	}
	if _, err := n.List(t.Context(), o.Store, Console(), ListQuery{Filter: "一"}); err != nil {
		t.Errorf("%s with a word: %v", n.table, err)
	}
}

// TestNouns: what the tables of fields say holds in the database.
func TestNouns(t *testing.T) {
	o := newOffice(t, allocation.CityOffice)
	checkNoun(t, o, ExitNoun)
	checkNoun(t, o, SupportNoun)
	checkNoun(t, o, FindingNoun)
	checkNoun(t, o, ContractNoun)
	checkRecord(t, o, contractRecord)
	checkNoun(t, o, UnitNoun)
	checkNoun(t, o, BillNoun)
	checkRecord(t, o, billRecord)
}
