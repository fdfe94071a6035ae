package store

import (
	"context"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
)

func init() { argonCost = hashCost{passes: 1, kib: 8, threads: 1} } // tests sign in often

// clock is a day that a test can move.
type clock struct{ day civil.Date }

func (c *clock) today() civil.Date { return c.day }

// testOffice is an office on a real temporary file, with one account a role.
type testOffice struct {
	*Store
	clock *clock
}

// newOffice makes an office (allocation.CityOffice or a district) whose day is 2021-03-15.
func newOffice(t testing.TB, office string) testOffice {
	t.Helper()
	c := &clock{civil.MustParse("2021-03-15")}
	s, err := Create(t.TempDir(), Founding{Office: office, Admin: "xitong", Password: "penggai-test"}, Options{Today: c.today})
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
func (o testOffice) as(t testing.TB, role allocation.Role) Actor {
	t.Helper()
	office, err := o.Office(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return o.asOf(t, role, office.District)
}

// asOf is the same for an account of one district.
func (o testOffice) asOf(t testing.TB, role allocation.Role, district string) Actor {
	t.Helper()
	name := "test-" + string(role) + "-" + district
	a := Actor{Name: name, Display: role.Title(), Role: role, District: district}
	id, found, err := maybe(t.Context(), o.read, scanOne[int64], `SELECT id FROM account WHERE name = $1`, name)
	if err != nil {
		t.Fatal(err)
	}
	if !found {
		err = o.write(context.Background(), Console(), allocation.ActAddAccount, func(x *tx) error {
			var err error
			id, err = x.insert(sqlAccountInsert, name, a.Display, string(role), district, "", false, x.today)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	a.ID = id
	return a
}
