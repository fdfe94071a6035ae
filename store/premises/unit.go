package premises

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/estate"
	"penggai/allocation/quantity"
	"penggai/store/engine"
)

// UnitRow is a unit as lists show it, with who holds it.
type UnitRow struct {
	ID          int64
	Number      string
	District    string // empty for the city pool
	Community   string
	Building    string
	Floor       int
	Bay         int
	Area        quantity.Area
	Tags        []string
	State       allocation.UnitState
	Since       civil.Date // first day in this state
	Idle        civil.Date // of a vacant unit: since when it has been idle (SqlIdleSince)
	Sample      bool
	Expected    civil.Date
	Source      allocation.UnitSource
	Usage       string
	Certificate string
	Address     string
	Door        string
	Photo       string
	Former      string     // numbers that it had before, and what a ledger calls it
	HoldKind    string     // round, award, tenancy or empty
	HoldRef     int64      // id of the round, award or tenancy
	Holder      string     // name of the tenant or of who was awarded it, title of the round
	Until       civil.Date // last day of the tenant's contract
	Version     int64
}

// Unit is the row as the policy knows it.
func (u UnitRow) Unit() allocation.Unit {
	return allocation.Unit{
		Number: u.Number, District: u.District, Community: u.Community, Building: u.Building, Floor: u.Floor, Bay: u.Bay,
		Area: u.Area, Tags: u.Tags, State: u.State, Sample: u.Sample, Expected: u.Expected,
		Source: u.Source, Usage: u.Usage, Certificate: u.Certificate, Address: u.Address, Door: u.Door, Photo: u.Photo, Former: u.Former,
	}
}

// sqlUnitJoins bring the day of the last change and who holds the unit u.
const sqlUnitJoins = ` LEFT JOIN unit_spell s ON s.unit_id = u.id AND s.to_day IS NULL
	LEFT JOIN hold h ON h.unit_id = u.id AND h.to_day IS NULL
	LEFT JOIN round r ON h.kind = 'round' AND r.id = h.ref_id
	LEFT JOIN award w ON h.kind = 'award' AND w.id = h.ref_id LEFT JOIN application n ON n.id = w.application_id
	LEFT JOIN tenancy t ON h.kind = 'tenancy' AND t.id = h.ref_id
	LEFT JOIN applicant p ON p.id = coalesce(t.applicant_id, n.applicant_id)
	LEFT JOIN contract c ON c.tenancy_id = t.id AND c.state IN ('pending', 'running')`

// UnitByID reads a unit. Errors: ErrNotFound.
func UnitByID(ctx context.Context, q engine.Querier, id int64) (UnitRow, error) {
	return UnitNoun.ByID(ctx, q, id)
}

// Unit reads one unit. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) Unit(ctx context.Context, by engine.Actor, id int64) (UnitRow, error) {
	u, err := UnitByID(ctx, s.Read, id)
	return seen(by, u, err)
}

// SqlNumbered is the condition that a unit u has the number $2 or had it; the one that has it now goes first where two meet it.
const SqlNumbered = `(u.number = $2 OR u.former <> '' AND instr(' ' || u.former || ' ', ' ' || $2 || ' ') > 0)`

// UnitByNumber reads one unit by the number that it has or had. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) UnitByNumber(ctx context.Context, by engine.Actor, number string) (UnitRow, error) {
	u, err := UnitNoun.One(ctx, s.Read, `WHERE u.number = $1`, number)
	if errors.Is(err, engine.ErrNotFound) {
		u, err = UnitNoun.One(ctx, s.Read, `WHERE u.former <> '' AND instr(' ' || u.former || ' ', ' ' || $1 || ' ') > 0 ORDER BY u.id LIMIT 1`, number)
	}
	return seen(by, u, err)
}

func seen(by engine.Actor, u UnitRow, err error) (UnitRow, error) {
	if err == nil && !by.Sees(u.District) {
		return UnitRow{}, engine.ErrOtherDistrict.With(u.District)
	}
	return u, err
}

// BuildingUnits are the units of one building, upper floors first, along the floor.
func (s Room) BuildingUnits(ctx context.Context, by engine.Actor, district, community, building string) ([]UnitRow, error) {
	if !by.Sees(district) {
		return nil, engine.ErrOtherDistrict.With(district)
	}
	return UnitNoun.All(ctx, s.Read, `WHERE u.district = $1 AND u.community = $2 AND u.building = $3 AND u.state <> 'closed'
		ORDER BY u.floor DESC, u.bay, u.number`, district, community, building)
}

// UnitAreaRow is a floor area with the first day on which it is in force.
type UnitAreaRow struct {
	From  civil.Date
	Area  quantity.Area
	Basis string
}

// UnitSpellRow is a state of a unit from a day to a day (excluded; none while it lasts).
type UnitSpellRow struct {
	From, To civil.Date
	State    allocation.UnitState
	District string
}

// UnitHistory is what a unit has been: areas, states, who had it, its changes, newest first.
type UnitHistory struct {
	Areas   []UnitAreaRow
	Spells  []UnitSpellRow
	Holds   []HoldRow
	Changes []ChangeRow
}

// UnitHistory reads the history of a unit. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) UnitHistory(ctx context.Context, by engine.Actor, id int64) (h UnitHistory, err error) {
	if _, err := s.Unit(ctx, by, id); err != nil {
		return h, err
	}
	if h.Areas, err = unitAreas(ctx, s.Read, id); err != nil {
		return h, err
	}
	h.Spells, err = engine.All(ctx, s.Read, func(r engine.Scanner) (u UnitSpellRow, err error) {
		err = r.Scan(&u.From, &u.To, &u.State, &u.District)
		return u, err
	}, `SELECT from_day, to_day, state, district FROM unit_spell WHERE unit_id = $1 ORDER BY from_day DESC`, id)
	if err != nil {
		return h, err
	}
	if h.Holds, err = engine.All(ctx, s.Read, scanHold, sqlHold+` WHERE unit_id = $1 ORDER BY id DESC`, id); err != nil {
		return h, err
	}
	h.Changes, err = changesOf(ctx, s.Read, id)
	return h, err
}

// unitAreas are the areas of a unit, newest first.
func unitAreas(ctx context.Context, q engine.Querier, id int64) ([]UnitAreaRow, error) {
	return engine.All(ctx, q, func(r engine.Scanner) (a UnitAreaRow, err error) {
		err = r.Scan(&a.From, &a.Area, &a.Basis)
		return a, err
	}, `SELECT from_day, area_dm2, basis FROM unit_area WHERE unit_id = $1 ORDER BY from_day DESC`, id)
}

// AddUnits enters units that the office has had in these states and areas since a day: the founding inventory.
// Errors: ErrDuplicate for a number or a bay that there is already.
func (s Room) AddUnits(ctx context.Context, by engine.Actor, units []allocation.Unit, since civil.Date) error {
	return s.Write(ctx, by, allocation.ActAddUnits, func(t *engine.Tx) error {
		t.Subject(fmt.Sprintf("%d 套房源", len(units)))
		return insertUnits(t, units, since)
	})
}

// Places hands the communities of an inventory to the founding of an office that begins without it.
func Places(units []allocation.Unit) func(*engine.Tx, civil.Date) error {
	return func(t *engine.Tx, _ civil.Date) error {
		var found []estate.Community
		for i, u := range units {
			if i == 0 || u.Community != units[i-1].Community || u.District != units[i-1].District {
				found = append(found, communityOf(u.District, u.Community, u.Number))
			}
		}
		return knowCommunities(t, found)
	}
}

// Stock hands an inventory to the founding of an office.
func Stock(units []allocation.Unit) func(*engine.Tx, civil.Date) error {
	return func(t *engine.Tx, since civil.Date) error { return insertUnits(t, units, since) }
}

// insertUnits writes units with their first area and state.
func insertUnits(t *engine.Tx, units []allocation.Unit, since civil.Date) (err error) {
	var unit, area, spell prepared
	for _, b := range []struct {
		to    *prepared
		query string
	}{
		{&unit, UnitNoun.Insert},
		{&area, `INSERT INTO unit_area (unit_id, from_day, area_dm2, basis) VALUES ($1, $2, $3, $4)`},
		{&spell, `INSERT INTO unit_spell (unit_id, from_day, state, district) VALUES ($1, $2, $3, $4)`},
	} {
		if *b.to, err = prepare(t, b.query); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, b.to.close()) }()
	}
	if since.After(t.Today) {
		since = t.Today
	}
	var found []estate.Community
	for i, u := range units {
		if i == 0 || u.Community != units[i-1].Community || u.District != units[i-1].District {
			found = append(found, communityOf(u.District, u.Community, u.Number))
		}
		if !t.By.Console && !t.By.Sees(u.District) {
			return engine.ErrOtherDistrict.With(u.Number)
		}
		id, err := unit.insert(UnitNoun.Kept(&UnitRow{
			Number: u.Number, District: u.District, Community: u.Community, Building: u.Building, Floor: u.Floor, Bay: u.Bay,
			Area: u.Area, Tags: u.Tags, State: u.State, Sample: u.Sample, Expected: u.Expected,
			Source: cmp.Or(u.Source, allocation.SourceRenewal), Usage: u.Usage, Certificate: u.Certificate, Address: u.Address, Door: u.Door, Photo: u.Photo, Former: u.Former,
		})...)
		if err != nil {
			return err
		}
		if _, err := area.insert(id, since, int64(u.Area), "录入"); err != nil {
			return err
		}
		if _, err := spell.insert(id, since, string(u.State), u.District); err != nil {
			return err
		}
	}
	return knowCommunities(t, found)
}

// prepared is an INSERT that runs many times in one transaction.
type prepared struct {
	ctx  context.Context
	stmt *sql.Stmt
}

// prepare makes an INSERT ready; close it before the transaction ends.
func prepare(t *engine.Tx, query string) (prepared, error) {
	stmt, err := t.Db.PrepareContext(t.Ctx, query)
	return prepared{t.Ctx, stmt}, engine.Fault(err)
}

// insert writes one row and returns its id.
func (b prepared) insert(args ...any) (int64, error) {
	r, err := b.stmt.ExecContext(b.ctx, engine.Bind(args)...)
	if err != nil {
		return 0, engine.Fault(err)
	}
	id, err := r.LastInsertId()
	return id, engine.Fault(err)
}

func (b prepared) close() error { return engine.Fault(b.stmt.Close()) }

// MoveUnit makes a step of a unit's life: the domain decides, the unit, its spell and the move are written.
// A unit keeps one state a day in its spells, the last; all steps stand in move.
// Errors: ErrUnitMove, ErrUnitNoDistrict, ErrOtherDistrict, ErrNotFound.
func MoveUnit(t *engine.Tx, unitID int64, m allocation.UnitMove, reason string) error {
	row, err := UnitByID(t.Ctx, t, unitID)
	if err != nil {
		return err
	}
	if err := t.Mine(row.District); err != nil {
		return err
	}
	u := row.Unit()
	if err := u.Move(m); err != nil {
		return err
	}
	was := row.State
	row.State, row.District = u.State, u.District
	if err := UnitNoun.Set(t, row, row.Version); err != nil {
		return err
	}
	if err := spell(t, unitID, u, row.Since); err != nil {
		return err
	}
	return t.Move("unit", unitID, string(was), string(u.State), reason)
}

// spell ends the open spell today and opens the next; a spell that began today is changed instead.
func spell(t *engine.Tx, unitID int64, u allocation.Unit, since civil.Date) error {
	if !since.Before(t.Today) {
		return t.Exec(`UPDATE unit_spell SET state = $1, district = $2 WHERE unit_id = $3 AND to_day IS NULL`,
			string(u.State), u.District, unitID)
	}
	if err := t.Exec(`UPDATE unit_spell SET to_day = $1 WHERE unit_id = $2 AND to_day IS NULL`, t.Today, unitID); err != nil {
		return err
	}
	return t.Exec(`INSERT INTO unit_spell (unit_id, from_day, state, district) VALUES ($1, $2, $3, $4)`,
		unitID, t.Today, string(u.State), u.District)
}

// WithdrawUnits takes vacant units out of use (停用). Errors: ErrUnitMove, ErrNoReason.
func (s Room) WithdrawUnits(ctx context.Context, by engine.Actor, ids []int64, reason string) error {
	return s.moveUnits(ctx, by, allocation.ActWithdrawUnits, ids, allocation.UnitWithdraw, reason)
}

// ReturnUnits brings withdrawn units back (恢复使用). Errors: ErrUnitMove, ErrNoReason.
func (s Room) ReturnUnits(ctx context.Context, by engine.Actor, ids []int64, reason string) error {
	return s.moveUnits(ctx, by, allocation.ActReturnUnits, ids, allocation.UnitReturn, reason)
}

// ReopenUnits ends the repair of recovered units: they are vacant and can be allocated again (整修验收).
// Errors: ErrUnitMove, ErrUnitHeld, ErrNoReason.
func (s Room) ReopenUnits(ctx context.Context, by engine.Actor, ids []int64, reason string) error {
	return s.moveUnits(ctx, by, allocation.ActReopenUnits, ids, allocation.UnitReopen, reason)
}

// moveUnits makes one step for several units, for all or for none of them.
func (s Room) moveUnits(ctx context.Context, by engine.Actor, act allocation.Action, ids []int64, m allocation.UnitMove, reason string) error {
	if strings.TrimSpace(reason) == "" {
		return engine.ErrNoReason.With(m.Title)
	}
	return s.Write(ctx, by, act, func(t *engine.Tx) error {
		t.Reason(reason)
		for i, id := range ids {
			u, err := UnitByID(t.Ctx, t, id)
			if err != nil {
				return err
			}
			if i == 0 {
				t.Subject(unitsSubject(u.Number, len(ids)))
				t.About("unit", id)
			}
			if err := RefuseHeld(t, u); err != nil {
				return err
			}
			if err := MoveUnit(t, id, m, reason); err != nil {
				return err
			}
		}
		return nil
	})
}

// unitsSubject names the first of several units and how many there are.
func unitsSubject(first string, n int) string {
	if n == 1 {
		return first
	}
	return fmt.Sprintf("%s 等 %d 套", first, n)
}
