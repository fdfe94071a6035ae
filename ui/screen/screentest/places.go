package screentest

import (
	"slices"
	"testing"

	"penggai/ui/kit/kittest"
	"penggai/ui/screen"
)

// places are those that the tests of a package go to. A package names its own and those of the screens that its tests walk on to, so that
// a change of any other screen leaves its tests as they are.
var places []screen.Route

// Main runs the tests of a package that go to these places.
func Main(m *testing.M, to ...[]screen.Route) {
	Visit(to...)
	kittest.Main(m)
}

// Visit says to which places the tests of a package go.
func Visit(to ...[]screen.Route) { places = slices.Concat(to...) }

// Places are the places that the tests of the package go to, and for every other one a failure that says to name it.
func Places(t testing.TB) []screen.Route {
	all := slices.Clone(places)
	for _, p := range screen.Places() {
		if !slices.ContainsFunc(all, func(r screen.Route) bool { return r.Place == p }) {
			all = append(all, screen.Route{Place: p, New: func(*screen.Env, screen.Go) screen.Screen {
				t.Errorf("place %d is not among those of this package's tests: name the Routes that have it in TestMain", p)
				return nil
			}})
		}
	}
	return all
}

// at makes the screen of a place.
func (o *Office) at(to screen.Go) screen.Screen {
	o.t.Helper()
	all := Places(o.t)
	return all[slices.IndexFunc(all, func(r screen.Route) bool { return r.Place == to.Place })].New(o.Env, to)
}
