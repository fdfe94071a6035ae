// Package enginetest is the ground floor of the office in which the store is tested: a founded file in a folder of its own, a
// clock that a test moves, an account for every role, and the checks that every room needs. Each room above adds what it
// makes, in a package of its own that stands on the one below: basistest, premisestest, intaketest, roundtest, staytest,
// moneytest, watchtest, exittest, mendtest.
//
//	enginetest ──> engine
package enginetest

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"penggai/store/engine/pass"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/engine"
)

// Admin and Password are the first administrator of every office.
const (
	Admin    = "xitong"
	Password = "songhua-1641"
)

// In tests a password is quick to check, also where an office does not say so itself.
func init() { pass.Usual.Kib = 64 }

// Day reads a date as YYYY-MM-DD.
var Day = civil.MustParse

// AnyDay is how the day of an office for real moves whose tests leap over months.
var AnyDay = civil.Clock{Kind: civil.ClockReal, Gap: 1 << 20}

// Clock shows a day that a test moves.
type Clock struct{ Day civil.Date }

// Today is that day.
func (c *Clock) Today() civil.Date { return c.Day }

// file holds the open file one step deeper than a room does, so that in an office of both the room's is the nearer one.
type file struct{ *engine.Store }

// Office is an office on a real temporary file. The first administrator aside it has one account a role and district, each
// made when it is first asked for.
type Office struct {
	file
	Clock *Clock
}

// Over is an office over a file that the test opened.
func Over(s *engine.Store, c *Clock) Office { return Office{file{s}, c} }

// Base is the office without the rooms that others built over it.
func (o Office) Base() Office { return o }

// founded are the files of offices as they were founded, by what they were founded as: that takes longer than most tests do.
var founded sync.Map // of []byte, by string

// Found is an office on 2021-03-15, in a folder of its own, that is closed after the test. What create makes is kept under the name it is
// founded as, and each test has a copy; with are the options of the file besides its clock.
func Found(t testing.TB, as string, with engine.Options, create func(folder string, o engine.Options) (*engine.Store, error)) Office {
	t.Helper()
	c := &Clock{Day("2021-03-15")}
	with.Today, with.PasswordKiB = c.Today, 8
	folder := t.TempDir()
	path := filepath.Join(folder, engine.FileName)
	file, made := founded.Load(as)
	if !made {
		s, err := create(folder, with)
		OK(t, err)
		OK(t, s.Close())
		whole, err := os.ReadFile(path)
		OK(t, err)
		founded.Store(as, whole)
	} else {
		OK(t, os.WriteFile(path, file.([]byte), 0o600))
	}
	s, err := engine.Open(folder, with)
	OK(t, err)
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return Over(s, c)
}

// New is an office (allocation.CityOffice or a district) that holds what the engine needs and nothing else: its name and its
// administrator.
func New(t testing.TB, office string) Office {
	t.Helper()
	return Found(t, "engine "+office, engine.Options{}, func(folder string, o engine.Options) (*engine.Store, error) { return Create(folder, office, o) })
}

// Closed is the folder of an office of 尖山区 that nobody has open. Its name needs care in a URI.
func Closed(t testing.TB) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "数据 50% #1?")
	s, err := Create(folder, "尖山区", engine.Options{PasswordKiB: 8})
	OK(t, err)
	OK(t, s.Close())
	return folder
}

// Create makes what New makes, in a folder of the caller.
func Create(folder, office string, o engine.Options) (*engine.Store, error) {
	district, err := allocation.ParseOffice(office)
	if err != nil {
		return nil, err
	}
	hash, err := pass.Hash(Admin, Password, o.HashCost())
	if err != nil {
		return nil, err
	}
	return engine.CreateWith(folder, o, allocation.ActFoundOffice, func(x *engine.Tx) error {
		if err := x.Exec(`INSERT INTO office (id, uid, name, district, founded) VALUES (1, 'test', $1, $2, $3)`, office, district, x.Today); err != nil {
			return err
		}
		_, err := x.Insert(accountInsert, Admin, Admin, string(allocation.Admin), district, hash, x.Today)
		return err
	})
}

const accountInsert = `INSERT INTO account (name, display, roles, district, password_hash, must_change, created) VALUES ($1, $2, $3, $4, $5, 0, $6)`

// As is an account of the office in a role; its district is the office's.
func (o Office) As(t testing.TB, role allocation.Role) engine.Actor {
	t.Helper()
	district, err := engine.One(t.Context(), o.Read, engine.ScanOne[string], `SELECT district FROM office`)
	OK(t, err)
	return o.AsOf(t, role, district)
}

// AsOf is the same for an account of one district.
func (o Office) AsOf(t testing.TB, role allocation.Role, district string) engine.Actor {
	t.Helper()
	return o.Named(t, "test-"+string(role)+"-"+district, role, district)
}

// Named is the account of a name, made in a role and district when there is none.
func (o Office) Named(t testing.TB, name string, role allocation.Role, district string) engine.Actor {
	t.Helper()
	a := engine.Actor{Name: name, Display: role.Title(), Role: role, District: district}
	id, found, err := engine.Maybe(t.Context(), o.Read, engine.ScanOne[int64], `SELECT id FROM account WHERE name = $1`, name)
	OK(t, err)
	if !found {
		OK(t, o.Write(t.Context(), engine.Console(), allocation.ActAddAccount, func(x *engine.Tx) error {
			id, err = x.Insert(accountInsert, name, a.Display, string(role), district, "", x.Today)
			return err
		}))
	}
	a.ID = id
	return a
}

// Note is a small write: one holiday.
func (o Office) Note(by engine.Actor, day string) error {
	return o.Write(context.Background(), by, allocation.ActEditHolidays, func(x *engine.Tx) error {
		x.Subject(day)
		return x.Exec(`INSERT INTO holiday (day, working, name, source) VALUES ($1, 0, '', '')`, day)
	})
}
