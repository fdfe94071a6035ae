package store_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/say"
	"penggai/store"
	"penggai/store/engine"
	"penggai/store/stay/staytest"
)

var update = flag.Bool("update", false, "write the table of who may do what")

// mechanisms take an actor and are no use cases.
var mechanisms = []string{"Write"}

// TestWhoMayDoWhat goes over every use case that takes an actor, for every role and for the same role of another district, and compares who is let in
// with testdata/matrix: a new use case, or one that lets in others than before, stands there before it lands. Every record of the office
// has the number 1; what lies behind the right of the role (no such record, a wrong state, an empty form) counts as let in.
func TestWhoMayDoWhat(t *testing.T) {
	o := staytest.New(t, 1)
	o.SettledIn(t)
	s := store.Over(o.Base().Store)
	var lines []string
	for i := range reflect.TypeOf(s).NumMethod() {
		m := reflect.TypeOf(s).Method(i)
		if m.Type.NumIn() < 3 || m.Type.In(2) != reflect.TypeFor[engine.Actor]() || slices.Contains(mechanisms, m.Name) {
			continue
		}
		var in []string
		foreign := map[string]bool{}
		for _, r := range allocation.Roles() {
			if code := try(t, s, m, o.AsOf(t, r, "岭东区")); code != engine.ErrNotAllowed.Code {
				foreign[code] = true
			}
		}
		for _, r := range allocation.Roles() {
			if try(t, s, m, o.As(t, r)) != engine.ErrNotAllowed.Code {
				in = append(in, string(r))
			}
		}
		who := strings.Join(in, " ")
		if len(in) == len(allocation.Roles()) {
			who = "all"
		}
		lines = append(lines, fmt.Sprintf("%-24s %s | %s", m.Name, who, strings.Join(slices.Sorted(keys(foreign)), " ")))
	}
	got := strings.Join(lines, "\n") + "\n"
	path := filepath.Join("testdata", "matrix")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got == string(want) {
		return
	}
	for _, line := range lines {
		if !strings.Contains(string(want), line+"\n") {
			t.Errorf("is now: %s", line)
		}
	}
	t.Error("testdata/matrix says otherwise; go test ./store -run WhoMay -update writes it: read the difference")
}

func keys(m map[string]bool) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// fill sets what names a record or a district.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.Int64, reflect.Int:
		v.SetInt(1)
	case reflect.String:
		v.SetString("尖山区")
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Int64 {
			v.Set(reflect.MakeSlice(v.Type(), 1, 1))
			v.Index(0).SetInt(1)
		}
	case reflect.Struct:
		for _, name := range []string{"ID", "UnitID", "District"} {
			if f := v.FieldByName(name); f.IsValid() && f.CanSet() {
				fill(f)
			}
		}
	default:
	}
}

// rows are how many records an answer holds.
func rows(v reflect.Value) int {
	if v.Kind() == reflect.Struct {
		v = v.FieldByName("Rows")
	}
	if v.IsValid() && v.Kind() == reflect.Slice {
		return v.Len()
	}
	return 0
}

// try calls a use case with 1 for every number, the office's district for every text and little else, and gives the code of its refusal: "done" when it went through, "rows" when it
// answered with some records, "further" when it failed for what it was called with.
func try(t *testing.T, s *store.Store, m reflect.Method, by engine.Actor) (code string) {
	t.Helper()
	defer func() {
		if recover() != nil { // it was let in and called what was not given to it
			code = "further"
		}
	}()
	args := []reflect.Value{reflect.ValueOf(s), reflect.ValueOf(context.Context(t.Context())), reflect.ValueOf(by)}
	for i := 3; i < m.Type.NumIn(); i++ {
		v := reflect.New(m.Type.In(i)).Elem()
		fill(v)
		args = append(args, v)
	}
	call := m.Func.Call
	if m.Type.IsVariadic() {
		call = m.Func.CallSlice
	}
	out := call(args)
	err, _ := out[len(out)-1].Interface().(error)
	var r *say.Refusal
	switch {
	case err == nil && len(out) > 1 && rows(out[0]) > 0:
		return "rows"
	case err == nil:
		return "done"
	case errors.As(err, &r) && slices.Contains([]string{engine.ErrNotAllowed.Code, engine.ErrOtherDistrict.Code, engine.ErrNotFound.Code}, r.Code):
		return r.Code
	}
	return "further"
}
