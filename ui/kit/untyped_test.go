package kit

import (
	"reflect"
	"testing"
)

// filled is a value of a struct type in which nothing is zero: functions that give zero values, one element in each slice.
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
	case reflect.Pointer:
		v.Set(reflect.New(t.Elem()))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.String:
		v.SetString("x")
	case reflect.Int:
		v.SetInt(1)
	}
	return v
}

// TestUntypedLosesNothing: what a table says of itself reaches the grid, each field of it.
func TestUntypedLosesNothing(t *testing.T) {
	spec := filled(reflect.TypeFor[TableSpec[int]]()).Interface().(TableSpec[int])
	for _, of := range []any{untyped(spec), untypedCols(spec.Cols)[0]} {
		v := reflect.ValueOf(of)
		for i := range v.NumField() {
			if v.Field(i).IsZero() {
				t.Errorf("%T loses %s", of, v.Type().Field(i).Name)
			}
		}
	}
}
