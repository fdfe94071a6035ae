// Package screentest gives the tests of screens an office to work in: a data folder on a real file with an account for each
// role, a clock that the test moves, and tenants that came through all the steps from the counter to the opening.
//
//	Setting ── once ──> founded, lived through ── data file ── a copy for each test ──> Office ── Open ──> kittest.Term
package screentest

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/leave"
	"penggai/seed"
	"penggai/store"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/premises"
	"penggai/ui/frame"
	"penggai/ui/kit/kittest"
	"penggai/ui/screen"
)

// Sizes are the terminals that every screen must be right at.
var Sizes = [][2]int{{80, 24}, {120, 36}}

// District is the office of New; Password is that of every account, whose name is its role.
const (
	District = "尖山区"
	Password = "songhua-1641"
)

// Setting is what an office begins with. It is founded and lives once for all tests of a package; each test has a copy.
type Setting struct {
	Office string                       // District unless said
	Day    string                       // of the founding; 2017-11-15 unless said
	Wall   time.Time                    // what the clock on its wall always shows; the machine's time unless said
	Units  func() []allocation.Unit     // the first twelve of 尖山区 unless said
	Names  map[allocation.Role]string   // display names of accounts, where they are not the usual ones
	Clock  civil.Clock                  // how its day may move; any day of an office for real unless said
	Area   *allocation.AllocationParams // what area follows from; smallShops unless said
	Live   func(o *Office)              // what happened before the tests begin; the clock stays where it leaves it

	once    sync.Once
	file    []byte // the data file at the end of that life; nil when it failed
	end     civil.Date
	who     map[allocation.Role]engine.Actor
	tenants int
}

// Office is the office of a test.
type Office struct {
	Store *store.Store
	Env   *screen.Env
	Who   map[allocation.Role]engine.Actor
	Slow  time.Duration // how much longer each read and write of its programs takes

	t       testing.TB
	now     atomic.Value // civil.Date: programs read it while the test moves it
	tenants int
}

// usual are the display names of the accounts of every office.
var usual = map[allocation.Role]string{
	allocation.Intake: "周", allocation.Reviewer: "钱", allocation.Approver: "李", allocation.Manager: "赵", allocation.Supervisor: "孙",
}

var district Setting

// New opens the office of 尖山区 with twelve vacant shops on 2017-11-15.
func New(t testing.TB) *Office {
	t.Helper()
	return district.New(t)
}

// New opens a copy of the office for a test.
func (s *Setting) New(t testing.TB) *Office {
	t.Helper()
	s.once.Do(func() { s.found(t) })
	if s.file == nil {
		t.Fatal("the office could not be founded")
	}
	o := &Office{t: t, Who: maps.Clone(s.who), tenants: s.tenants}
	o.now.Store(s.end)
	folder := t.TempDir()
	o.Must(os.WriteFile(filepath.Join(folder, engine.FileName), s.file, 0o600))
	st, err := store.Open(folder, s.options(o))
	o.Must(err)
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	s.run(o, st)
	return o
}

// found makes the office, its accounts and its life, and keeps the data file.
func (s *Setting) found(t testing.TB) {
	t.Helper()
	if s.Office == "" {
		s.Office = District
	}
	if s.Day == "" {
		s.Day = "2017-11-15"
	}
	if s.Units == nil {
		s.Units = firstUnits
	}
	if s.Area == nil {
		s.Area = smallShops()
	}
	if s.Clock.Kind == "" {
		s.Clock = enginetest.AnyDay
	}
	o := &Office{t: t, Who: map[allocation.Role]engine.Actor{}}
	o.Day(s.Day)
	folder := t.TempDir()
	st, err := store.Create(folder, basis.Founding{
		Office: s.Office, Admin: "xitong", Password: Password, Stock: premises.Stock(s.Units()), Area: s.Area, Clock: s.Clock,
		Catalogues: basis.Catalogues{
			Districts: allocation.Districts(), Sectors: seed.Sectors(), Groups: seed.Groups(), Materials: seed.Materials(), Benefits: seed.Benefits(),
			Grounds: leave.ExitGrounds(), Bodies: seed.Bodies(), Reasons: seed.Reasons(), Holidays: seed.Holidays(),
		},
	}, s.options(o))
	o.Must(err)
	s.run(o, st)
	for _, r := range []allocation.Role{allocation.Intake, allocation.Reviewer, allocation.Approver, allocation.Manager, allocation.Supervisor} {
		o.hire(s, r)
	}
	if s.Live != nil {
		s.Live(o)
	}
	o.Must(st.Close())
	file, err := os.ReadFile(filepath.Join(folder, engine.FileName))
	o.Must(err)
	s.file, s.end, s.who, s.tenants = file, o.Today(), o.Who, o.tenants
}

// firstUnits are the first twelve of 尖山区.
func firstUnits() (units []allocation.Unit) {
	for _, u := range seed.Units(1) {
		if u.District == District && len(units) < 12 {
			units = append(units, u)
		}
	}
	return units
}

// options are those of the office's data folder.
func (s *Setting) options(o *Office) engine.Options {
	out := engine.Options{PasswordKiB: 8, Today: o.Today}
	if !s.Wall.IsZero() {
		out.Now = func() time.Time { return s.Wall }
	}
	return out
}

// run lets the office work on its open data folder.
func (s *Setting) run(o *Office, st *store.Store) {
	o.Store, o.Env = st, &screen.Env{Store: st, Office: s.Office, Mark: civil.ClockDemo.Mark()}
}

// hire makes the account of a role.
func (o *Office) hire(s *Setting, r allocation.Role) {
	o.t.Helper()
	by := engine.Actor{Name: string(r), Display: usual[r], Role: r, District: s.Office}
	if name := s.Names[r]; name != "" {
		by.Display = name
	}
	if s.Office == allocation.CityOffice {
		by.District = ""
	}
	body := ""
	if r == allocation.Supervisor {
		body = "市棚改办"
	}
	id, err := o.Store.AddAccount(context.Background(), engine.Console(), basis.NewAccount{
		Name: by.Name, Display: by.Display, Roles: []allocation.Role{r}, District: by.District, Body: body, Password: Password, Settled: true,
	})
	o.Must(err)
	by.ID = id
	o.Who[r] = by
}

// Must ends the test on an error.
func (o *Office) Must(err error) {
	o.t.Helper()
	if err != nil {
		o.t.Fatal(err)
	}
}

// Day moves the clock.
func (o *Office) Day(day string) { o.now.Store(civil.MustParse(day)) }

// Today is the day of the clock.
func (o *Office) Today() civil.Date { return o.now.Load().(civil.Date) }

// Open starts the program on a place as an account of the role.
func (o *Office) Open(role allocation.Role, to screen.Go, w, h int) *kittest.Term {
	o.t.Helper()
	o.Env.SignIn(o.Who[role])
	return kittest.Start(o.t, frame.New(o.Env, Places(o.t), o.at(to)), w, h, kittest.Slow(o.Slow))
}

// View is what a page shows after a key: a text that says that it is there, and the golden that it is.
type View struct{ Key, Sees, Golden string }

// Hold opens a place at every size and compares what it shows with the goldens; the first view needs no key.
func (o *Office) Hold(role allocation.Role, to screen.Go, views ...View) {
	o.t.Helper()
	for _, size := range Sizes {
		term := o.Open(role, to, size[0], size[1])
		for _, v := range views {
			if v.Key != "" {
				term.Press(v.Key)
			}
			term.WaitFor(v.Sees)
			term.Golden(v.Golden)
		}
	}
}

// smallShops are allocation parameters under which the few shops of the tests go to few: 12 ㎡ a job, one pass.
func smallShops() *allocation.AllocationParams {
	return &allocation.AllocationParams{
		DM2PerJob: 1200, TaxFenPerJob: 1000000, TaxCapPermille: 200, TieBandMillijobs: 1000,
		MinDM2: 2000, MaxDM2: 60000, UnderPermille: 300, OverPermille: 200, MaxUnits: 3,
	}
}
