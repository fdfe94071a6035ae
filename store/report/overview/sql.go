package overview

import "penggai/store/figure"

// Every question gives the fields of Item: district, noun, id, number, name, amount, day. $1 is the district, "" for every one; $2 the day.
// Whoever is named stands on the left, so that SQLite passes over the name where a question is only summed up.
const (
	sqlTenants = `SELECT t.district, 'tenancy', t.id, t.number, p.name, 1, t.signed_day
	FROM tenancy t LEFT JOIN applicant p ON p.id = t.applicant_id WHERE ` + figure.SqlTenantOn + ` ORDER BY t.number`

	sqlPromised = `SELECT t.district, 'tenancy', t.id, t.number, p.name, j.full_time + j.part_time, j.day
	FROM tenancy t LEFT JOIN applicant p ON p.id = t.applicant_id
	JOIN application_jobs j ON j.application_id = t.application_id AND j.stage = 'contracted' AND j.day <= $2
	WHERE ` + figure.SqlTenantOn + ` ORDER BY t.number`

	sqlVerified = `SELECT t.district, 'tenancy', t.id, t.number, p.name, k.full_time + k.part_time, k.day
	FROM tenancy t LEFT JOIN applicant p ON p.id = t.applicant_id
	JOIN assessment k ON k.id = (SELECT max(l.id) FROM assessment l WHERE l.tenancy_id = t.id AND l.state <> 'void' AND l.day <= $2)
	WHERE ` + figure.SqlTenantOn + ` ORDER BY t.number`

	sqlFindings = `SELECT f.district, 'finding', f.id, f.number, f.subject, 1, f.answer_by FROM finding f
	WHERE f.raised_day <= $2 AND (f.closed_day IS NULL OR f.closed_day > $2) AND ($1 = '' OR f.district = $1) ORDER BY f.number`

	// sqlExits are the exits approved from a day ($3) on, of a ground ($4) or of any (0).
	sqlExits = `SELECT t.district, 'exit', x.id, t.number, p.name, 1, x.decided_day
	FROM exit x JOIN tenancy t ON t.id = x.tenancy_id LEFT JOIN applicant p ON p.id = t.applicant_id
	WHERE x.decided_day >= $3 AND x.decided_day <= $2 AND x.state NOT IN ('refused', 'cancelled') AND ($4 = 0 OR x.ground = $4)
	AND ($1 = '' OR t.district = $1) ORDER BY t.number`

	// sqlWaiting are the applications that had been approved on the day and waited: those that still wait, and of those that have moved
	// on since the ones whose latest move until the day was the approval.
	sqlWaiting = `SELECT a.district, 'application', a.id, a.number, p.name, 1, a.since FROM (
		SELECT district, id, number, applicant_id, state_day AS since FROM application
			WHERE state = 'approved' AND state_day <= $2 AND ($1 = '' OR district = $1)
		UNION ALL
		SELECT o.district, o.id, o.number, o.applicant_id, m.day FROM application o
			JOIN move m ON m.id = (SELECT max(l.id) FROM move l WHERE l.noun = 'application' AND l.noun_id = o.id AND l.day <= $2)
			WHERE o.state_day > $2 AND o.accepted_day <= $2 AND m.to_state = 'approved' AND ($1 = '' OR o.district = $1)
	) a LEFT JOIN applicant p ON p.id = a.applicant_id ORDER BY a.number`
)
