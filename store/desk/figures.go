package desk

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/store/engine"
)

// UnitFigure counts the units of one place that are in one state on a day.
type UnitFigure struct {
	District  string // empty for the city pool
	Community string // empty where districts alone were asked for
	State     allocation.UnitState
	Units     int
	Area      quantity.Area // in force on that day
	Samples   int           // 示例明细 among them
}

const (
	sqlUnitsNow = `SELECT district, '', state, count(*), CAST(sum(area_dm2) AS INTEGER), CAST(sum(sample) AS INTEGER)
	FROM unit WHERE ($1 = '' OR district = $1) AND state <> 'closed' GROUP BY district, state`

	// sqlUnitsNowByBuilding goes along its index, so that nothing is sorted; the buildings of a community are joined afterwards.
	sqlUnitsNowByBuilding = `SELECT district, community, state, count(*), CAST(sum(area_dm2) AS INTEGER), CAST(sum(sample) AS INTEGER)
	FROM unit INDEXED BY unit_place WHERE ($1 = '' OR district = $1) AND state <> 'closed' GROUP BY community, district, building, state`

	sqlUnitsOn = `SELECT s.district, u.community, s.state, count(*), CAST(sum((SELECT a.area_dm2 FROM unit_area a
		WHERE a.unit_id = u.id AND a.from_day <= $2 ORDER BY a.from_day DESC LIMIT 1)) AS INTEGER), CAST(sum(u.sample) AS INTEGER)
	FROM unit_spell s JOIN unit u ON u.id = s.unit_id
	WHERE s.from_day <= $2 AND (s.to_day IS NULL OR s.to_day > $2) AND ($1 = '' OR s.district = $1)
	GROUP BY s.district, u.community, s.state`
)

// UnitFigures counts the units of a district ("" all that the actor sees) by district, community and state as of a day,
// in the order of their names. Without communities, and for today, the answer comes from an index alone.
// Errors: ErrOtherDistrict.
func (s Room) UnitFigures(ctx context.Context, by engine.Actor, district string, day civil.Date, communities bool) ([]UnitFigure, error) {
	district, err := by.Asks(district)
	if err != nil {
		return nil, err
	}
	scan := func(r engine.Scanner) (f UnitFigure, err error) {
		err = r.Scan(&f.District, &f.Community, &f.State, &f.Units, &f.Area, &f.Samples)
		return f, err
	}
	switch {
	case day.Before(s.Today()):
		return engine.All(ctx, s.Read, scan, sqlUnitsOn, district, day)
	case communities:
		rows, err := engine.All(ctx, s.Read, scan, sqlUnitsNowByBuilding, district)
		return joinFigures(rows), err
	}
	return engine.All(ctx, s.Read, scan, sqlUnitsNow, district)
}

// joinFigures sums the rows of one district, community and state, in the order of these.
func joinFigures(rows []UnitFigure) []UnitFigure {
	slices.SortStableFunc(rows, func(a, b UnitFigure) int {
		return cmp.Or(strings.Compare(a.District, b.District), strings.Compare(a.Community, b.Community), cmp.Compare(a.State, b.State))
	})
	out := rows[:0]
	for _, f := range rows {
		if n := len(out); n > 0 && out[n-1].District == f.District && out[n-1].Community == f.Community && out[n-1].State == f.State {
			out[n-1].Units, out[n-1].Area, out[n-1].Samples = out[n-1].Units+f.Units, out[n-1].Area+f.Area, out[n-1].Samples+f.Samples
			continue
		}
		out = append(out, f)
	}
	return out
}
