package store_test

import (
	"context"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store"
	"penggai/store/basis"
	"penggai/store/engine"
)

func init() { engine.ArgonCost = engine.HashCost{Passes: 1, Kib: 8, Threads: 1} } // tests sign in often

// clock is a day that a test can move.
type clock struct{ day civil.Date }

func (c *clock) today() civil.Date { return c.day }

// testOffice is an office on a real temporary file, with one account a role.
type testOffice struct {
	*store.Store
	clock *clock
}

// newOffice makes an office (allocation.CityOffice or a district) whose day is 2021-03-15.
func newOffice(t testing.TB, office string) testOffice {
	t.Helper()
	c := &clock{civil.MustParse("2021-03-15")}
	s, err := store.Create(t.TempDir(), basis.Founding{Office: office, Admin: "xitong", Password: "penggai-test"}, engine.Options{Today: c.today})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return testOffice{s, c}
}

// as is an account of the office in a role, made on first use; its district is the office's.
func (o testOffice) as(t testing.TB, role allocation.Role) engine.Actor {
	t.Helper()
	office, err := o.Office(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return o.asOf(t, role, office.District)
}

// asOf is the same for an account of one district.
func (o testOffice) asOf(t testing.TB, role allocation.Role, district string) engine.Actor {
	t.Helper()
	name := "test-" + string(role) + "-" + district
	a := engine.Actor{Name: name, Display: role.Title(), Role: role, District: district}
	id, found, err := engine.Maybe(t.Context(), o.Read, engine.ScanOne[int64], `SELECT id FROM account WHERE name = $1`, name)
	if err != nil {
		t.Fatal(err)
	}
	if !found {
		err = o.Write(context.Background(), engine.Console(), allocation.ActAddAccount, func(x *engine.Tx) error {
			var err error
			id, err = basis.InsertAccount(x, basis.Account{Name: name, Display: a.Display, Roles: []allocation.Role{role}, District: district}, "")
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	a.ID = id
	return a
}
