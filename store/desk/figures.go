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

// IdleFigure counts the units of a community that have been vacant since the same day.
type IdleFigure struct {
	District, Community string
	Since               civil.Date // first day of being vacant
	Units               int
	Area                quantity.Area // in force on the day of the question
	Samples             int
}

const sqlIdleOn = `SELECT s.district, u.community, s.from_day, count(*), CAST(sum((SELECT a.area_dm2 FROM unit_area a
		WHERE a.unit_id = u.id AND a.from_day <= $2 ORDER BY a.from_day DESC LIMIT 1)) AS INTEGER), CAST(sum(u.sample) AS INTEGER)
	FROM unit_spell s JOIN unit u ON u.id = s.unit_id
	WHERE s.state = 'vacant' AND s.from_day <= $2 AND (s.to_day IS NULL OR s.to_day > $2) AND ($1 = '' OR s.district = $1)
	GROUP BY s.district, u.community, s.from_day`

// IdleFigures counts the units that are vacant on a day by community and by the day since when. Errors: ErrOtherDistrict.
func (s Room) IdleFigures(ctx context.Context, by engine.Actor, district string, day civil.Date) ([]IdleFigure, error) {
	district, err := by.Asks(district)
	if err != nil {
		return nil, err
	}
	return engine.All(ctx, s.Read, func(r engine.Scanner) (f IdleFigure, err error) {
		err = r.Scan(&f.District, &f.Community, &f.Since, &f.Units, &f.Area, &f.Samples)
		return f, err
	}, sqlIdleOn, district, day)
}

// JobFigure counts the applications of one trade that a district had accepted by a day, with their jobs by stage, in
// people: full-time and part-time together.
type JobFigure struct {
	District     string
	Sector       string // code in the annex, empty outside it
	Applications int
	Claimed      int64
	Accepted     int64
	Contracted   int64
	Verified     int64 // by the latest assessment of each by that day
	Assessed     int64 // contracted by those that had been assessed: what Verified is a share of
}

// sqlJobsOn reads the verified jobs from the latest assessment that a tenancy had by the day, as they were seen then: the
// application itself keeps the newest figure only.
const sqlJobsOn = `SELECT district, sector, count(*), CAST(sum(claimed) AS INTEGER), CAST(sum(accepted) AS INTEGER), CAST(sum(contracted) AS INTEGER),
	CAST(coalesce(sum(verified), 0) AS INTEGER), CAST(coalesce(sum(CASE WHEN verified IS NOT NULL THEN contracted END), 0) AS INTEGER)
	FROM (SELECT a.district, a.sector,
		coalesce(sum(CASE j.stage WHEN 'claimed' THEN j.full_time + j.part_time END), 0) AS claimed,
		coalesce(sum(CASE j.stage WHEN 'accepted' THEN j.full_time + j.part_time END), 0) AS accepted,
		coalesce(sum(CASE j.stage WHEN 'contracted' THEN j.full_time + j.part_time END), 0) AS contracted,
		(SELECT k.full_time + k.part_time FROM tenancy t JOIN assessment k ON k.tenancy_id = t.id
			WHERE t.application_id = a.id AND t.state <> 'void' AND k.state <> 'void' AND k.day <= $2 ORDER BY k.id DESC LIMIT 1) AS verified
		FROM application a LEFT JOIN application_jobs j ON j.application_id = a.id AND j.day <= $2
		WHERE a.accepted_day <= $2 AND ($1 = '' OR a.district = $1) GROUP BY a.id)
	GROUP BY district, sector`

// JobFigures counts by district and trade. A stage counts once its figure was entered by the day. Errors: ErrOtherDistrict.
func (s Room) JobFigures(ctx context.Context, by engine.Actor, district string, day civil.Date) ([]JobFigure, error) {
	district, err := by.Asks(district)
	if err != nil {
		return nil, err
	}
	return engine.All(ctx, s.Read, func(r engine.Scanner) (f JobFigure, err error) {
		err = r.Scan(&f.District, &f.Sector, &f.Applications, &f.Claimed, &f.Accepted, &f.Contracted, &f.Verified, &f.Assessed)
		return f, err
	}, sqlJobsOn, district, day)
}

// GroupFigure counts the applications that a district had accepted by a day and that claim to belong to a group.
type GroupFigure struct {
	Code         string
	Title        string
	Applications int   // that claim the group
	Proved       int   // whose proof was accepted
	Tenancies    int   // of the proved ones, that hold premises on the day
	Jobs         int64 // contracted by those, in people
}

const sqlGroupsOn = `SELECT g.code, min(g.title), count(*), count(CASE WHEN g.accepted = 1 THEN 1 END),
	count(CASE WHEN g.accepted = 1 THEN t.id END),
	CAST(coalesce(sum(CASE WHEN g.accepted = 1 AND t.id IS NOT NULL THEN j.full_time + j.part_time END), 0) AS INTEGER)
	FROM application a JOIN application_group g ON g.application_id = a.id
	LEFT JOIN tenancy t ON t.application_id = a.id AND t.state <> 'void' AND t.signed_day <= $2 AND (t.ended_day IS NULL OR t.ended_day > $2)
	LEFT JOIN application_jobs j ON j.application_id = a.id AND j.stage = 'contracted' AND j.day <= $2
	WHERE a.accepted_day <= $2 AND ($1 = '' OR a.district = $1) GROUP BY g.code`

// GroupFigures counts by group, in the order of their codes. Whether a proof was accepted is as it stands now.
// Errors: ErrOtherDistrict.
func (s Room) GroupFigures(ctx context.Context, by engine.Actor, district string, day civil.Date) ([]GroupFigure, error) {
	district, err := by.Asks(district)
	if err != nil {
		return nil, err
	}
	return engine.All(ctx, s.Read, func(r engine.Scanner) (f GroupFigure, err error) {
		err = r.Scan(&f.Code, &f.Title, &f.Applications, &f.Proved, &f.Tenancies, &f.Jobs)
		return f, err
	}, sqlGroupsOn, district, day)
}
