package desk_test

import (
	"testing"

	"penggai/allocation"
	"penggai/store/desk"
	"penggai/store/engine/enginetest"
	"penggai/store/intake/intaketest"
	"penggai/store/mend/mendtest"
	"penggai/store/stay/staytest"
)

// What every test says often.
var (
	ok      = enginetest.OK
	refused = enginetest.Refused
	count   = enginetest.Count
)

// office is an office with the use cases of every room.
type office struct {
	mendtest.Office
	desk.Room
}

func of(o enginetest.Office) office { return office{mendtest.Of(o), desk.Of(o.Store)} }

// newOffice is the office of staytest.New.
func newOffice(t testing.TB, units int) office {
	t.Helper()
	return of(staytest.New(t, units).Base())
}

// cityOffice is an office of the whole city with the units of the policy.
func cityOffice(t testing.TB) office {
	t.Helper()
	o := of(intaketest.New(t, allocation.CityOffice).Base())
	o.WithUnits(t, 1)
	return o
}
