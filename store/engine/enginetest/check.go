package enginetest

import (
	"database/sql"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"penggai/allocation"
	"penggai/allocation/say"
	"penggai/allocation/search"
	"penggai/store/engine"
	"penggai/store/engine/pool"
	"penggai/store/schema"
)

// OK ends the test on an error.
func OK(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// Refused wants a refusal; name says what is refused.
func Refused(t testing.TB, name string, err error, want *say.Refusal) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("%s: %v, want %v", name, err, want)
	}
}

// Count is the number that a query gives.
func Count(t testing.TB, q engine.Querier, query string, args ...any) int64 {
	t.Helper()
	n, err := engine.One(t.Context(), q, engine.ScanOne[int64], query, args...)
	OK(t, err)
	return n
}

// Prepares compiles a statement against the schema.
func Prepares(t testing.TB, s *engine.Store, query string) error {
	t.Helper()
	stmt, err := s.Writer.PrepareContext(t.Context(), query)
	if err != nil {
		return err
	}
	defer func() { OK(t, stmt.Close()) }()
	return nil
}

// Plan is SQLite's plan of a statement, one step a line, each ended by a semicolon.
func (o Office) Plan(t testing.TB, query string, args ...any) string {
	t.Helper()
	steps, err := engine.All(t.Context(), o.Read, func(s engine.Scanner) (step string, err error) {
		var id, parent, unused int
		err = s.Scan(&id, &parent, &unused, &step)
		return step + ";", err
	}, `EXPLAIN QUERY PLAN `+query, args...)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return strings.Join(steps, "\n")
}

// Verified wants every line of the verification to hold.
func (o Office) Verified(t testing.TB) {
	t.Helper()
	report, err := o.Verify(t.Context(), nil)
	OK(t, err)
	for _, l := range report.Lines {
		if !l.OK {
			t.Errorf("verify: %s", l.Text)
		}
	}
}

// Foreign runs SQL as another program would, without triggers and foreign keys.
func (o Office) Foreign(t testing.TB, query string) {
	t.Helper()
	db, err := sql.Open("sqlite", pool.URI(o.Path())+"?mode=rw&_busy_timeout=5000")
	OK(t, err)
	defer func() { OK(t, db.Close()) }()
	_, err = db.ExecContext(t.Context(), query)
	OK(t, err)
}

// WithRelease leaves only the migrations up to one of an earlier release for the rest of the test.
func WithRelease(t testing.TB, last string) {
	t.Helper()
	list, err := engine.AllMigrations()
	OK(t, err)
	before := schema.Migrations
	t.Cleanup(func() { schema.Migrations = before })
	files := fstest.MapFS{}
	for _, m := range list {
		if m.Name <= last {
			files["migrations/"+m.Name] = &fstest.MapFile{Data: []byte(m.Sql)}
		}
	}
	schema.Migrations = files
}

// CheckRecord compiles what reads and writes the rows of a noun, and reads every field that people see of an empty one.
func CheckRecord[R any](t testing.TB, s *engine.Store, n *engine.Noun[R]) {
	t.Helper()
	var r R
	update, _, _ := n.UpdateSQL(&r)
	for _, query := range []string{n.Columns + n.From, n.Insert, update} {
		if strings.Contains(query, " SET  WHERE") || strings.Contains(query, " () ") || n.Source != nil {
			continue // it does not change, it is not written, or what it is read from depends on who asks
		}
		if err := Prepares(t, s, engine.Dated(query, s.Today())); err != nil {
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
			f.Read(r, s.Today())
		}
	}
}

// CheckNoun asks for the list of a noun in each order and with each filter, and counts by each choice.
func CheckNoun[R any](t testing.TB, s *engine.Store, n *engine.Noun[R]) {
	t.Helper()
	CheckRecord(t, s, n)
	for _, f := range n.Fields {
		if f.CanSort() {
			for _, desc := range []bool{false, true} {
				if _, err := n.List(t.Context(), s, engine.Console(), engine.ListQuery{Sort: []engine.Order{{Column: f.Key, Desc: desc}}, Limit: 3, Find: "1"}); err != nil {
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
			if _, err := engine.CountBy[string](t.Context(), s, n, engine.Console(), f.Key); err != nil {
				t.Errorf("%s by %s: %v", n.Table, f.Key, err)
			}
		}
		for _, filter := range filters {
			for _, by := range []engine.Actor{engine.Console(), {Role: allocation.Manager, District: "尖山区"}} {
				if _, err := n.List(t.Context(), s, by, engine.ListQuery{Filter: filter, Limit: 3}); err != nil {
					t.Errorf("%s with %s: %v", n.Table, filter, err)
				}
			}
		}
	}
	if _, err := n.List(t.Context(), s, engine.Console(), engine.ListQuery{Filter: "一"}); err != nil {
		t.Errorf("%s with a word: %v", n.Table, err)
	}
	CheckValues(t, s, n, func(q engine.ListQuery) (engine.Page[R], error) { return n.List(t.Context(), s, engine.Console(), q) })
}

// CheckValues counts a list by each of its fields and wants the condition of each value to leave as many rows as were counted.
func CheckValues[R any](t testing.TB, s *engine.Store, n *engine.Noun[R], list func(engine.ListQuery) (engine.Page[R], error)) (seen int) {
	t.Helper()
	any, err := list(engine.ListQuery{By: engine.AnyField})
	OK(t, err)
	for _, f := range any.Values.Fields {
		page, err := list(engine.ListQuery{By: f.Value})
		if err != nil || page.Values.Of != f.Value {
			t.Errorf("%s counted by %s: %v", n.Table, f.Title, err)
			continue
		}
		for _, v := range page.Values.Rows {
			if v.Filter == "" {
				t.Errorf("%s: no condition for %s %s", n.Table, f.Title, v.Title)
				continue
			}
			got, err := list(engine.ListQuery{Filter: v.Filter, Limit: 1})
			if err != nil || got.Total != v.Rows {
				t.Errorf("%s: %s has %d rows, counted %d: %v", n.Table, v.Filter, got.Total, v.Rows, err)
			}
			seen++
		}
	}
	return seen
}
