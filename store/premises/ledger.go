package premises

import (
	"context"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/store/engine"
)

// LedgerQuery chooses units as they stood on a day; empty fields choose all that the actor sees.
type LedgerQuery struct {
	Day       civil.Date
	District  string
	Pool      bool // only the city pool
	Community string
	State     allocation.UnitState
}

// LedgerRow is a unit as it stood on a day.
type LedgerRow struct {
	ID        int64
	Number    string
	District  string
	Community string
	Building  string
	Floor     int
	Bay       int
	Area      quantity.Area
	State     allocation.UnitState
	Since     civil.Date // first day in this state
	Sample    bool
	Tenant    string     // name; empty while no tenancy holds it
	Last      civil.Date // last day of the tenant's contract
}

const sqlLedgerOn = `SELECT u.id, u.number, s.district, u.community, u.building, u.floor, u.bay,
	(SELECT a.area_dm2 FROM unit_area a WHERE a.unit_id = u.id AND a.from_day <= $2 ORDER BY a.from_day DESC LIMIT 1),
	s.state, s.from_day, u.sample, coalesce(p.name, ''), c.to_day
	FROM unit_spell s JOIN unit u ON u.id = s.unit_id
	LEFT JOIN hold h ON h.unit_id = u.id AND h.kind = 'tenancy' AND h.from_day <= $2 AND (h.to_day IS NULL OR h.to_day > $2)
	LEFT JOIN tenancy t ON t.id = h.ref_id LEFT JOIN applicant p ON p.id = t.applicant_id
	LEFT JOIN contract c ON c.tenancy_id = t.id
		AND c.term = (SELECT max(x.term) FROM contract x WHERE x.tenancy_id = t.id AND x.state <> 'void' AND x.signed_day <= $2) AND c.state <> 'void'
	WHERE s.from_day <= $2 AND (s.to_day IS NULL OR s.to_day > $2) AND ($1 = '' OR s.district = $1)
	AND ($3 = 0 OR s.district = '') AND ($4 = '' OR u.community = $4) AND ($5 = '' OR s.state = $5)
	ORDER BY CASE s.district WHEN '尖山区' THEN 1 WHEN '岭东区' THEN 2 WHEN '四方台区' THEN 3 WHEN '宝山区' THEN 4 ELSE 5 END, u.number`

// Ledger lists units as they stood on a day, by district in the order of the policy and by number. Errors: ErrOtherDistrict.
func (s Room) Ledger(ctx context.Context, by engine.Actor, q LedgerQuery) ([]LedgerRow, error) {
	district, err := by.Asks(q.District)
	if err != nil {
		return nil, err
	}
	return engine.All(ctx, s.Read, func(r engine.Scanner) (u LedgerRow, err error) {
		err = r.Scan(&u.ID, &u.Number, &u.District, &u.Community, &u.Building, &u.Floor, &u.Bay, &u.Area, &u.State, &u.Since,
			&u.Sample, &u.Tenant, &u.Last)
		if !u.Last.IsZero() {
			u.Last = u.Last.AddDays(-1)
		}
		return u, err
	}, sqlLedgerOn, district, q.Day, q.Pool, q.Community, string(q.State))
}
