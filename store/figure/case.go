package figure

import (
	"context"

	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/store/engine"
	"penggai/store/watch"
)

// TaxYear is what a tenant pays in a calendar year of its stay that has begun by the day.
type TaxYear struct {
	Record
	Year     int
	Claimed  quantity.Money // a year, by the application
	Accepted quantity.Money // a year, by the review
	Paid     quantity.Money // by the latest assessment that names the year
	Known    bool           // one does
}

var sqlTaxesOn = `WITH RECURSIVE y(year) AS (SELECT CAST(min(substr(signed_day, 1, 4)) AS INTEGER) FROM tenancy UNION ALL SELECT year + 1 FROM y WHERE year < CAST(substr($2, 1, 4) AS INTEGER))
	SELECT t.id, t.district, t.number, p.name, y.year, ` + sqlTax("claimed") + `, ` + sqlTax("accepted") + `, (SELECT x.fen FROM assessment k JOIN assessment_tax x ON x.assessment_id = k.id
		WHERE k.tenancy_id = t.id AND x.year = y.year AND k.state <> 'void' AND k.day <= $2 ORDER BY k.id DESC LIMIT 1)
	FROM y CROSS JOIN tenancy t JOIN application a ON a.id = t.application_id JOIN applicant p ON p.id = t.applicant_id
	WHERE t.state <> 'void' AND t.signed_day <= $2 AND ($1 = '' OR t.district = $1) AND y.year >= CAST(substr(t.signed_day, 1, 4) AS INTEGER)
	AND (t.ended_day IS NULL OR y.year <= CAST(substr(t.ended_day, 1, 4) AS INTEGER)) ORDER BY t.district, y.year, t.number`

// TaxesOn lists the years of all stays. Errors: ErrOtherDistrict.
func (s Room) TaxesOn(ctx context.Context, by engine.Actor, district string, day civil.Date) ([]TaxYear, error) {
	return ask(ctx, s, by, func(r engine.Scanner) (f TaxYear, err error) {
		var paid *quantity.Money
		if err = r.Scan(&f.ID, &f.District, &f.Number, &f.Name, &f.Year, &f.Claimed, &f.Accepted, &paid); paid != nil {
			f.Paid, f.Known = *paid, true
		}
		return f, err
	}, sqlTaxesOn, district, day)
}

// Assessed is an assessment that was made by a day and not taken back.
type Assessed struct {
	Record     // number of the assessment, name of the tenant
	Year       int
	Conclusion string // pass, rectify, fail
	Open       bool   // what was to be put right had not been inspected by the day
	Late       bool   // and its day had passed
}

const sqlAssessedOn = `SELECT k.id, k.district, k.number, p.name, CAST(substr(k.day, 1, 4) AS INTEGER), k.conclusion,
	k.conclusion = 'rectify' AND (k.inspected_day IS NULL OR k.inspected_day > $2), coalesce(k.conclusion = 'rectify' AND (k.inspected_day IS NULL OR k.inspected_day > $2) AND k.rectify_by < $2, 0)
	FROM assessment k JOIN tenancy t ON t.id = k.tenancy_id JOIN applicant p ON p.id = t.applicant_id
	WHERE k.day <= $2 AND k.state <> 'void' AND ($1 = '' OR k.district = $1) ORDER BY k.district, k.number`

// AssessedOn lists the assessments. Errors: ErrOtherDistrict.
func (s Room) AssessedOn(ctx context.Context, by engine.Actor, district string, day civil.Date) ([]Assessed, error) {
	return ask(ctx, s, by, func(r engine.Scanner) (f Assessed, err error) {
		err = r.Scan(&f.ID, &f.District, &f.Number, &f.Name, &f.Year, &f.Conclusion, &f.Open, &f.Late)
		return f, err
	}, sqlAssessedOn, district, day)
}

// Due is a tenant of a day with the day on which its next assessment was due then.
type Due struct {
	Record
	Day civil.Date
}

// sqlLateOn are the tenants of a district that are assessed at an interval of $3 months and whose assessment was overdue on the day; one
// whose exit had been approved is not any more. Due months that lie behind that of the day are passed over first: working out days is dear.
var sqlLateOn = `WITH t AS MATERIALIZED (SELECT t.id, t.district, t.number, t.signed_day, t.applicant_id,
		coalesce((SELECT max(k.covers) FROM assessment k WHERE k.tenancy_id = t.id AND k.state <> 'void' AND k.day <= $2), 0) AS assessed_months
		FROM tenancy t WHERE ` + SqlTenantOn + ` AND NOT EXISTS (SELECT 1 FROM exit x WHERE x.tenancy_id = t.id AND x.decided_day <= $2 AND x.state NOT IN ('refused', 'cancelled'))),
	d AS (SELECT $3 AS months)
	SELECT t.id, t.district, t.number, p.name, ` + watch.SqlDueDay + ` FROM t CROSS JOIN d JOIN applicant p ON p.id = t.applicant_id
	WHERE ` + sqlMonthOf("t.signed_day") + ` + t.assessed_months + d.months <= ` + sqlMonthOf("$2") + ` AND ` + watch.SqlDueDay + ` < $2 ORDER BY t.number`

// sqlMonthOf counts the months up to that of a day.
func sqlMonthOf(day string) string {
	return `12 * CAST(substr(` + day + `, 1, 4) AS INTEGER) + CAST(substr(` + day + `, 6, 2) AS INTEGER)`
}

// LateOn lists the tenants of a district, assessed every so many months, whose next assessment was overdue on a day. Errors: ErrOtherDistrict.
func (s Room) LateOn(ctx context.Context, by engine.Actor, district string, day civil.Date, months int) ([]Due, error) {
	return ask(ctx, s, by, func(r engine.Scanner) (f Due, err error) {
		err = r.Scan(&f.ID, &f.District, &f.Number, &f.Name, &f.Day)
		return f, err
	}, sqlLateOn, district, day, months)
}

// Finding is a finding raised by a day.
type Finding struct {
	Record          // number and what it is about
	Body     string // that raised it
	Answered bool
	InTime   bool // its first answer came by its deadline
	Open     bool // neither closed nor withdrawn
	Overdue  bool // open, without an answer since it was raised or sent back, and its deadline has passed
}

const sqlFindingsOn = `SELECT f.id, f.district, f.number, f.subject, f.body, f.first IS NOT NULL, coalesce(f.first <= coalesce(f.was_by, f.answer_by), 0),
	f.open, f.open AND coalesce(f.last, '') <> 'answer' AND f.answer_by < $2 FROM (SELECT f.id, f.district, f.number, f.subject, f.body, f.answer_by,
		coalesce(f.closed_day > $2, f.state <> 'withdrawn') AS open,
		(SELECT min(s.day) FROM finding_step s WHERE s.finding_id = f.id AND s.kind = 'answer' AND s.day <= $2) AS first,
		(SELECT s.kind FROM finding_step s WHERE s.finding_id = f.id AND s.day <= $2 ORDER BY s.id DESC LIMIT 1) AS last,
		(SELECT min(s.answer_by) FROM finding_step s WHERE s.finding_id = f.id AND s.kind = 'return') AS was_by
		FROM finding f WHERE f.raised_day <= $2 AND ($1 = '' OR f.district = $1)) f ORDER BY f.district, f.number`

// FindingsOn lists the findings. Errors: ErrOtherDistrict.
func (s Room) FindingsOn(ctx context.Context, by engine.Actor, district string, day civil.Date) ([]Finding, error) {
	return ask(ctx, s, by, func(r engine.Scanner) (f Finding, err error) {
		err = r.Scan(&f.ID, &f.District, &f.Number, &f.Name, &f.Body, &f.Answered, &f.InTime, &f.Open, &f.Overdue)
		return f, err
	}, sqlFindingsOn, district, day)
}

// Way is an application accepted by a day with the days on which it got further, those after the day left out.
type Way struct {
	Record
	Accepted, Reviewed, Decided, Awarded, Signed, Handed civil.Date
}

const sqlWaysOn = `SELECT a.id, a.district, a.number, p.name, a.accepted_day, (SELECT w.day FROM review w WHERE w.application_id = a.id AND w.day <= $2),
	iif(a.decided_day <= $2, a.decided_day, NULL), (SELECT min(w.offered_day) FROM award w WHERE w.application_id = a.id AND w.undone = 0 AND w.offered_day <= $2),
	iif(t.signed_day <= $2, t.signed_day, NULL), iif(t.handed_day <= $2, t.handed_day, NULL)
	FROM application a JOIN applicant p ON p.id = a.applicant_id LEFT JOIN tenancy t ON t.application_id = a.id AND t.state <> 'void'
	WHERE a.accepted_day <= $2 AND ($1 = '' OR a.district = $1) ORDER BY a.district, a.number`

// WaysOn lists the applications. Errors: ErrOtherDistrict.
func (s Room) WaysOn(ctx context.Context, by engine.Actor, district string, day civil.Date) ([]Way, error) {
	return ask(ctx, s, by, func(r engine.Scanner) (f Way, err error) {
		err = r.Scan(&f.ID, &f.District, &f.Number, &f.Name, &f.Accepted, &f.Reviewed, &f.Decided, &f.Awarded, &f.Signed, &f.Handed)
		return f, err
	}, sqlWaysOn, district, day)
}

// Building is a unit under construction on a day, or one whose construction had ended by then.
type Building struct {
	Record    // number and community
	Area      quantity.Area
	Expected  civil.Date // by when completion is expected
	Completed bool
	Sample    bool
}

const sqlBuildingOn = `SELECT u.id, coalesce((SELECT n.district FROM unit_spell n WHERE n.unit_id = u.id AND n.from_day = s.to_day AND s.to_day <= $2), s.district), u.number, u.community,
	` + sqlAreaOn + `, u.expected, s.to_day IS NOT NULL AND s.to_day <= $2, u.sample
	FROM unit_spell s JOIN unit u ON u.id = s.unit_id WHERE s.state = 'building' AND s.from_day <= $2
	AND NOT EXISTS (SELECT 1 FROM unit_spell o WHERE o.unit_id = s.unit_id AND o.state = 'building' AND o.from_day > s.from_day AND o.from_day <= $2)
	AND ($1 = '' OR s.district = $1 OR EXISTS (SELECT 1 FROM unit_spell n WHERE n.unit_id = u.id AND n.from_day = s.to_day AND s.to_day <= $2 AND n.district = $1)) ORDER BY u.number`

// BuildingOn lists the units under construction and those completed; what no district has yet is of the city pool. Errors: ErrOtherDistrict.
func (s Room) BuildingOn(ctx context.Context, by engine.Actor, district string, day civil.Date) ([]Building, error) {
	return ask(ctx, s, by, func(r engine.Scanner) (f Building, err error) {
		err = r.Scan(&f.ID, &f.District, &f.Number, &f.Name, &f.Area, &f.Expected, &f.Completed, &f.Sample)
		return f, err
	}, sqlBuildingOn, district, day)
}

// Round is a round, or a single placement, that was confirmed by a day, with how its applicants fared.
type Round struct {
	Record
	Single     bool
	Applicants int
	Served     int // awards offered by the day
	Signed     int // of these with a contract
	Overridden int // lines that were decided otherwise than computed
	Passed     int // overrides that passed somebody over
	Objections int
	Upheld     int
}

const sqlRoundsOn = `SELECT r.id, r.district, r.number, r.title, r.single, (SELECT count(*) FROM round_applicant a WHERE a.round_id = r.id),
	(SELECT count(*) FROM award w WHERE w.round_id = r.id AND w.undone = 0 AND w.offered_day <= $2),
	(SELECT count(*) FROM award w JOIN tenancy t ON t.award_id = w.id AND t.state <> 'void' AND t.signed_day <= $2 WHERE w.round_id = r.id AND w.undone = 0 AND w.offered_day <= $2),
	(SELECT count(*) FROM override o WHERE o.round_id = r.id AND o.state = 'signed' AND o.signed_day <= $2),
	(SELECT count(*) FROM override o WHERE o.round_id = r.id AND o.state = 'signed' AND o.signed_day <= $2 AND o.passed <> '[]'),
	(SELECT count(*) FROM objection o WHERE o.round_id = r.id AND o.raised_day <= $2),
	(SELECT count(*) FROM objection o WHERE o.round_id = r.id AND o.state = 'upheld' AND o.answered_day <= $2)
	FROM round r WHERE r.confirmed_day <= $2 AND r.state = 'confirmed' AND ($1 = '' OR r.district = $1) ORDER BY r.district, r.number`

// RoundsOn lists the rounds. Errors: ErrOtherDistrict.
func (s Room) RoundsOn(ctx context.Context, by engine.Actor, district string, day civil.Date) ([]Round, error) {
	return ask(ctx, s, by, func(r engine.Scanner) (f Round, err error) {
		err = r.Scan(&f.ID, &f.District, &f.Number, &f.Name, &f.Single, &f.Applicants, &f.Served, &f.Signed, &f.Overridden, &f.Passed, &f.Objections, &f.Upheld)
		return f, err
	}, sqlRoundsOn, district, day)
}
