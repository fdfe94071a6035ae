package figure

import (
	"context"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/store/engine"
)

// Stay is a tenant of a day: signed by then, and the premises not given back.
type Stay struct {
	Record
	Sector     string // code in the annex, empty outside it
	Units      int
	Area       quantity.Area
	Samples    int
	Claimed    int64 // jobs in people, full-time and part-time together
	Accepted   int64
	Contracted int64
	Verified   int64 // by its latest assessment
	Assessed   bool  // it had one
	TaxClaimed quantity.Money
	Tax        quantity.Money // accepted, a year
}

// SqlTenantOn leaves the tenants t of a day ($2) and a district ($1).
const SqlTenantOn = `t.state <> 'void' AND t.signed_day <= $2 AND (t.ended_day IS NULL OR t.ended_day > $2) AND ($1 = '' OR t.district = $1)`

// sqlHeldOn are the units that tenancies hold on a day ($2), with their area then.
const sqlHeldOn = `(SELECT h.ref_id AS tenancy_id, count(*) AS units, CAST(sum((SELECT a.area_dm2 FROM unit_area a
		WHERE a.unit_id = h.unit_id AND a.from_day <= $2 ORDER BY a.from_day DESC LIMIT 1)) AS INTEGER) AS area, CAST(sum(u.sample) AS INTEGER) AS samples
	FROM hold h JOIN unit u ON u.id = h.unit_id
	WHERE h.kind = 'tenancy' AND h.from_day <= $2 AND (h.to_day IS NULL OR h.to_day > $2) GROUP BY h.ref_id)`

// sqlJobs are the jobs of an application of a stage that were entered by the day, in people; 0 without.
func sqlJobs(application, stage string) string {
	return `coalesce((SELECT j.full_time + j.part_time FROM application_jobs j WHERE j.application_id = ` + application + ` AND j.stage = '` + stage + `' AND j.day <= $2), 0)`
}

// sqlTax is the tax of an application of a stage that was entered by the day, in fen a year.
func sqlTax(stage string) string {
	return `coalesce((SELECT x.fen FROM application_tax x WHERE x.application_id = a.id AND x.stage = '` + stage + `' AND x.day <= $2), 0)`
}

// sqlVerified are the jobs that the latest assessment of a tenancy t by the day verified, as they were seen then; NULL without one.
const sqlVerified = `(SELECT k.full_time + k.part_time FROM assessment k WHERE k.tenancy_id = t.id AND k.state <> 'void' AND k.day <= $2 ORDER BY k.id DESC LIMIT 1)`

var sqlStaysOn = `SELECT t.id, t.district, t.number, p.name, a.sector, coalesce(h.units, 0), coalesce(h.area, 0), coalesce(h.samples, 0),
	` + sqlJobs("a.id", "claimed") + `, ` + sqlJobs("a.id", "accepted") + `, ` + sqlJobs("a.id", "contracted") + `, ` + sqlVerified + `, ` + sqlTax("claimed") + `, ` + sqlTax("accepted") + `
	FROM tenancy t JOIN application a ON a.id = t.application_id JOIN applicant p ON p.id = t.applicant_id LEFT JOIN ` + sqlHeldOn + ` h ON h.tenancy_id = t.id
	WHERE ` + SqlTenantOn + ` ORDER BY t.district, t.number`

// StaysOn lists the tenants of a day. Errors: ErrOtherDistrict.
func (s Room) StaysOn(ctx context.Context, by engine.Actor, district string, day civil.Date) ([]Stay, error) {
	return ask(ctx, s, by, func(r engine.Scanner) (f Stay, err error) {
		var verified *int64
		err = r.Scan(&f.ID, &f.District, &f.Number, &f.Name, &f.Sector, &f.Units, &f.Area, &f.Samples, &f.Claimed, &f.Accepted, &f.Contracted, &verified, &f.TaxClaimed, &f.Tax)
		if verified != nil {
			f.Verified, f.Assessed = *verified, true
		}
		return f, err
	}, sqlStaysOn, district, day)
}

// GroupClaim is an application that a district had accepted by a day, with a group that it claims.
type GroupClaim struct {
	Record // of the application
	Code   string
	Title  string
	Proved bool  // its proof had been accepted by the day
	Later  bool  // it was accepted after the day
	First  bool  // and the group goes first under equal conditions
	Stay   bool  // it is a tenant of the day
	Jobs   int64 // contracted, in people
}

// sqlGroupsOn lists the claims of groups. Whether an applicant is of the city or comes from outside (二) nobody claims: it follows from
// the residence, and is proved by the line of the review sheet on the dwelling.
var sqlGroupsOn = `SELECT a.id, a.district, a.number, p.name, g.code, g.title, g.proved, g.later, g.priority, t.id IS NOT NULL, ` + sqlJobs("a.id", "contracted") + `
	FROM (SELECT g.application_id, g.code, g.title, g.accepted = 1 AND coalesce(g.decided_day, '') <= $2 AS proved, g.accepted = 1 AND coalesce(g.decided_day, '') > $2 AS later, g.priority FROM application_group g
		UNION ALL SELECT b.id, CASE q.residence WHEN 'local' THEN 'resident' ELSE 'investor' END, '', EXISTS (SELECT 1 FROM review w
			JOIN review_clause c ON c.review_id = w.id WHERE w.application_id = b.id AND w.day <= $2 AND c.clause = '` + allocation.ClauseDwelling + `' AND c.verdict = 'met'),
			EXISTS (SELECT 1 FROM review w JOIN review_clause c ON c.review_id = w.id WHERE w.application_id = b.id AND w.day > $2 AND c.clause = '` + allocation.ClauseDwelling + `' AND c.verdict = 'met'), 0
		FROM application b JOIN applicant q ON q.id = b.applicant_id
		WHERE NOT EXISTS (SELECT 1 FROM application_group o WHERE o.application_id = b.id AND o.code IN ('resident', 'investor'))) g
	JOIN application a ON a.id = g.application_id JOIN applicant p ON p.id = a.applicant_id
	LEFT JOIN tenancy t ON t.application_id = a.id AND ` + SqlTenantOn + `
	WHERE a.accepted_day <= $2 AND ($1 = '' OR a.district = $1) ORDER BY a.district, a.number, g.code`

// GroupsOn lists the claims of groups in applications accepted by a day. Errors: ErrOtherDistrict.
func (s Room) GroupsOn(ctx context.Context, by engine.Actor, district string, day civil.Date) ([]GroupClaim, error) {
	return ask(ctx, s, by, func(r engine.Scanner) (f GroupClaim, err error) {
		err = r.Scan(&f.ID, &f.District, &f.Number, &f.Name, &f.Code, &f.Title, &f.Proved, &f.Later, &f.First, &f.Stay, &f.Jobs)
		f.First = f.First && f.Proved
		return f, err
	}, sqlGroupsOn, district, day)
}

// Exit is a way out of a stay that was opened by a day and not taken back, with the steps that it had reached.
type Exit struct {
	Record   // number and name of the stay
	Ground   int
	Refused  bool
	Approved bool
	Returned bool // keys back
	Closed   bool
	Units    int           // given back
	Area     quantity.Area // of those
}

const sqlExitsOn = `SELECT x.id, t.district, t.number, p.name, x.ground, coalesce(x.state = 'refused' AND x.decided_day <= $2, 0),
	coalesce(x.state <> 'refused' AND x.decided_day <= $2, 0), coalesce(x.returned_day <= $2, 0), coalesce(x.closed_day <= $2, 0),
	count(b.unit_id), CAST(coalesce(sum((SELECT a.area_dm2 FROM unit_area a WHERE a.unit_id = b.unit_id AND a.from_day <= $2 ORDER BY a.from_day DESC LIMIT 1)), 0) AS INTEGER)
	FROM exit x JOIN tenancy t ON t.id = x.tenancy_id JOIN applicant p ON p.id = t.applicant_id
	LEFT JOIN handover b ON x.returned_day <= $2 AND b.tenancy_id = x.tenancy_id AND b.direction = 'back' AND b.day = x.returned_day AND b.void_day IS NULL
	WHERE x.opened_day <= $2 AND x.state <> 'cancelled' AND ($1 = '' OR t.district = $1) GROUP BY x.id ORDER BY t.district, t.number, x.id`

// ExitsOn lists the exits. Errors: ErrOtherDistrict.
func (s Room) ExitsOn(ctx context.Context, by engine.Actor, district string, day civil.Date) ([]Exit, error) {
	return ask(ctx, s, by, func(r engine.Scanner) (f Exit, err error) {
		err = r.Scan(&f.ID, &f.District, &f.Number, &f.Name, &f.Ground, &f.Refused, &f.Approved, &f.Returned, &f.Closed, &f.Units, &f.Area)
		return f, err
	}, sqlExitsOn, district, day)
}
