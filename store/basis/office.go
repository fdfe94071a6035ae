package basis

import (
	"context"
	"strings"
	"time"

	"penggai/store/engine/pass"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/engine"
)

// Founding is what a new office needs: the whole city or a district, and its first administrator.
type Founding struct {
	Office   string // allocation.CityOffice or a district
	Admin    string // account name
	Display  string // the person's name; empty takes the account name
	Password string
	Clock    civil.Clock // how its day may move; zero: for real, with the usual gap
	Catalogues

	// Area is the allocation part of the districts' first parameters; nil: the program's own.
	Area *allocation.AllocationParams

	Empty bool // without the samples: the office brings its own ledger in

	// Stock writes the inventory that the office starts with, known from the given day on; nil: none.
	Stock func(t *engine.Tx, since civil.Date) error
}

// Office is the office that a data folder belongs to.
type Office struct {
	UID      string // random, the same in every copy
	Name     string // 全市, 尖山区 …
	District string // "" is the whole city
	Founded  string // date
}

// Create makes a new office in a folder that has none (it makes the folder) and opens it. Its first log entry holds
// the office, the first administrator and the district's first parameters.
func Create(folder string, f Founding, o engine.Options) (*engine.Store, error) {
	f.Admin, f.Display = strings.TrimSpace(f.Admin), strings.TrimSpace(f.Display)
	if f.Display == "" {
		f.Display = f.Admin
	}
	district, err := allocation.ParseOffice(f.Office)
	if err != nil {
		return nil, err
	}
	if err := checkAccount(f.Admin, f.Display, []allocation.Role{allocation.Admin}, ""); err != nil {
		return nil, err
	}
	hash, err := pass.Hash(f.Admin, f.Password, o.HashCost())
	if err != nil {
		return nil, err
	}
	if f.Clock.Kind == "" {
		f.Clock.Kind = civil.ClockReal
	}
	if f.Clock.Gap == 0 {
		f.Clock.Gap = civil.ClockGap
	}
	if o.DaySet && !f.Clock.Free() {
		return nil, engine.ErrDaySet
	}
	return engine.CreateWith(folder, o, allocation.ActFoundOffice, func(t *engine.Tx) error { return found(t, f, district, hash) })
}

// found writes the office, its first administrator and its first parameters.
func found(t *engine.Tx, f Founding, district, hash string) error {
	name := district
	if name == "" {
		name = allocation.CityOffice
	}
	t.Subject(name)
	err := t.Exec(`INSERT INTO office (id, uid, name, district, founded) VALUES (1, $1, $2, $3, $4)`,
		engine.NewID(), name, district, t.Today)
	if err != nil {
		return err
	}
	if err := engine.SetClock(t, f.Clock); err != nil {
		return err
	}
	if _, err := insertAccount(t, Account{Name: f.Admin, Display: f.Display, Roles: []allocation.Role{allocation.Admin}, District: district}, hash); err != nil {
		return err
	}
	if err := AddCatalogues(t, f.Catalogues); err != nil {
		return err
	}
	defaults := allocation.DefaultParameters()
	if f.Area != nil {
		defaults.Allocation = *f.Area
	}
	for _, m := range f.Materials {
		defaults.Materials = append(defaults.Materials, m.Code)
	}
	for _, d := range allocation.Districts() {
		if district != "" && d.Name != district {
			continue
		}
		_, err := addParameters(t, ParameterVersion{
			District: d.Name, Effective: firstEffective, Author: textDefaultAuthor, Approver: textDefaultAuthor,
			Note: "程序预设值，本区细则发布前使用（四(三)）", Parameters: defaults,
		})
		if err != nil {
			return err
		}
	}
	if err := NewCards(t, district); err != nil {
		return err
	}
	if f.Stock == nil {
		return nil
	}
	return f.Stock(t, firstEffective)
}

// firstEffective is the day of the policy: the defaults hold from then on, so that old cases can be brought in.
var firstEffective = civil.On(2017, time.August, 5)

// Office reads the office.
func (s Room) Office(ctx context.Context) (Office, error) {
	return engine.One(ctx, s.Read, func(r engine.Scanner) (Office, error) {
		var o Office
		err := r.Scan(&o.UID, &o.Name, &o.District, &o.Founded)
		return o, err
	}, `SELECT uid, name, district, founded FROM office WHERE id = 1`)
}

const textDefaultAuthor = "程序预设"
