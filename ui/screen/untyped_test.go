package screen

import (
	"reflect"
	"slices"
	"testing"

	"penggai/ui/kit"
)

// filled is a value of a type in which nothing is zero: functions that give zero values, one element in each slice.
func filled(t reflect.Type) reflect.Value {
	v := reflect.New(t).Elem()
	switch t.Kind() {
	case reflect.Func:
		v.Set(reflect.MakeFunc(t, func([]reflect.Value) (out []reflect.Value) {
			for i := range t.NumOut() {
				out = append(out, reflect.Zero(t.Out(i)))
			}
			return out
		}))
	case reflect.Struct:
		for i := range t.NumField() {
			if t.Field(i).IsExported() {
				v.Field(i).Set(filled(t.Field(i).Type))
			}
		}
	case reflect.Slice:
		v.Set(reflect.Append(v, filled(t.Elem())))
	case reflect.Interface:
		if t == reflect.TypeFor[Sheet]() {
			v.Set(reflect.ValueOf(&kit.Grid{}))
		}
	case reflect.Bool:
		v.SetBool(true)
	case reflect.String:
		v.SetString("x")
	case reflect.Int, reflect.Int64:
		v.SetInt(1)
	}
	return v
}

// lost are the fields of a struct that are zero, but for those that are expected to be.
func lost(of any, but ...string) (out []string) {
	v := reflect.ValueOf(of)
	for i := range v.NumField() {
		if name := v.Type().Field(i).Name; v.Field(i).IsZero() && !slices.Contains(but, name) {
			out = append(out, name)
		}
	}
	return out
}

// TestUntypedLosesNothing: what a noun says of its page and its list reaches the shape inside, each field of it. Lines of a page become
// its one part; what a list's table and its reading are made of is used where the types are known.
func TestUntypedLosesNothing(t *testing.T) {
	page := filled(reflect.TypeFor[PageSpec[int]]()).Interface().(PageSpec[int])
	page.Lines = nil
	if names := lost(anyPage(page), "Lines"); names != nil {
		t.Errorf("a page loses %q", names)
	}
	part := page.Parts[0]
	part.take = func(int) {}
	if names := lost(anyPart(part)); names != nil {
		t.Errorf("a part loses %q", names)
	}
	list := filled(reflect.TypeFor[ListSpec[int, string]]()).Interface().(ListSpec[int, string])
	if names := lost(anyList(list), "Cols", "Filter", "Order", "Sort", "Find", "Place", "Tabs", "Multi", "Many", "Bare", "Read", "Fetch", "Short"); names != nil {
		t.Errorf("a list loses %q", names)
	}
}
