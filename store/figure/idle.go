package figure

import (
	"context"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/store/engine"
	"penggai/store/premises"
)

// Idle are units of a community that have been idle since the same day, or one of them.
type Idle struct {
	Record    // of a single unit
	Community string
	State     allocation.UnitState // vacant, or reserved by a round
	Since     civil.Date
	Units     int
	Area      quantity.Area // in force on the day of the question
	Samples   int
}

// LongIdle is after how many days a shop counts as idle for over a year.
const LongIdle = 365

// sqlIdleSince is the first idle day of the unit of a spell s as of the day.
var sqlIdleSince = premises.SqlIdleSince("s.unit_id", " AND x.to_day <= $2")

const (
	// sqlIdleOn leaves the spells s of units that were idle on the day: vacant, or locked by a round that had not awarded them yet.
	sqlIdleOn = `s.from_day <= $2 AND (s.to_day IS NULL OR s.to_day > $2) AND ($1 = '' OR s.district = $1) AND (s.state = 'vacant'
		OR s.state = 'reserved' AND EXISTS (SELECT 1 FROM hold h WHERE h.unit_id = s.unit_id AND h.kind = 'round'
			AND h.from_day <= $2 AND (h.to_day IS NULL OR h.to_day > $2)))`

	sqlAreaOn = `(SELECT a.area_dm2 FROM unit_area a WHERE a.unit_id = u.id AND a.from_day <= $2 ORDER BY a.from_day DESC LIMIT 1)`
)

var (
	sqlIdleBySince = `SELECT s.district, u.community, s.state, ` + sqlIdleSince + ` AS since, count(*), CAST(sum(` + sqlAreaOn + `) AS INTEGER), CAST(sum(u.sample) AS INTEGER)
		FROM unit_spell s JOIN unit u ON u.id = s.unit_id WHERE ` + sqlIdleOn + ` GROUP BY s.district, u.community, s.state, since`
	sqlIdleUnits = `SELECT u.id, s.district, u.number, u.community, s.state, ` + sqlIdleSince + `, ` + sqlAreaOn + `, u.sample
		FROM unit_spell s JOIN unit u ON u.id = s.unit_id WHERE ` + sqlIdleOn + ` ORDER BY u.number`
)

// IdleOn counts the idle units of a day by community, state and the day since when. Errors: ErrOtherDistrict.
func (s Room) IdleOn(ctx context.Context, by engine.Actor, district string, day civil.Date) ([]Idle, error) {
	return ask(ctx, s, by, func(r engine.Scanner) (f Idle, err error) {
		err = r.Scan(&f.District, &f.Community, &f.State, &f.Since, &f.Units, &f.Area, &f.Samples)
		return f, err
	}, sqlIdleBySince, district, day)
}

// IdleUnits lists the idle units of a day. Errors: ErrOtherDistrict.
func (s Room) IdleUnits(ctx context.Context, by engine.Actor, district string, day civil.Date) ([]Idle, error) {
	return ask(ctx, s, by, func(r engine.Scanner) (f Idle, err error) {
		err = r.Scan(&f.ID, &f.District, &f.Number, &f.Community, &f.State, &f.Since, &f.Area, &f.Samples)
		f.Units, f.Name = 1, f.Community
		return f, err
	}, sqlIdleUnits, district, day)
}
