package overview

import "penggai/store/figure"

// What the sheet by clause asks besides the page for the meeting: the fields of Item; $1 is the district, "" for every one; $2 the day, $3
// the first day of its year.
const (
	sqlAcceptedYear = `SELECT a.district, 'application', a.id, a.number, p.name, 1, a.accepted_day FROM application a LEFT JOIN applicant p ON p.id = a.applicant_id
	WHERE a.accepted_day >= $3 AND a.accepted_day <= $2 AND ($1 = '' OR a.district = $1) ORDER BY a.number`

	sqlDecidedYear = `SELECT a.district, 'application', a.id, a.number, p.name, 1, a.decided_day FROM application a LEFT JOIN applicant p ON p.id = a.applicant_id
	WHERE a.decided_day >= $3 AND a.decided_day <= $2 AND a.accepted_day IS NOT NULL AND ($1 = '' OR a.district = $1) ORDER BY a.number`

	sqlAwardedYear = `SELECT a.district, 'application', a.id, a.number, p.name, 1, w.offered_day
	FROM award w JOIN application a ON a.id = w.application_id LEFT JOIN applicant p ON p.id = a.applicant_id
	WHERE w.offered_day >= $3 AND w.offered_day <= $2 AND w.undone = 0 AND ($1 = '' OR a.district = $1) ORDER BY a.number`

	sqlAssessedYear = `SELECT k.district, 'assessment', k.id, k.number, p.name, 1, k.day
	FROM assessment k JOIN tenancy t ON t.id = k.tenancy_id LEFT JOIN applicant p ON p.id = t.applicant_id
	WHERE k.day >= $3 AND k.day <= $2 AND k.state <> 'void' AND ($1 = '' OR k.district = $1) ORDER BY k.number`

	sqlFailedYear = `SELECT k.district, 'assessment', k.id, k.number, p.name, 1, k.day
	FROM assessment k JOIN tenancy t ON t.id = k.tenancy_id LEFT JOIN applicant p ON p.id = t.applicant_id
	WHERE k.day >= $3 AND k.day <= $2 AND k.state <> 'void' AND k.conclusion = 'fail' AND ($1 = '' OR k.district = $1) ORDER BY k.number`

	// sqlAssessedJobs are the jobs contracted by the tenants of the day that have been assessed.
	sqlAssessedJobs = `SELECT t.district, 'tenancy', t.id, t.number, p.name, coalesce(j.full_time + j.part_time, 0), $2
	FROM tenancy t LEFT JOIN applicant p ON p.id = t.applicant_id
	LEFT JOIN application_jobs j ON j.application_id = t.application_id AND j.stage = 'contracted' AND j.day <= $2
	WHERE ` + figure.SqlTenantOn + ` AND EXISTS (SELECT 1 FROM assessment k WHERE k.tenancy_id = t.id AND k.state <> 'void' AND k.day <= $2) ORDER BY t.number`

	sqlSupportOpen = `SELECT s.district, 'support', s.id, s.number, p.name, 1, s.raised_day
	FROM support s JOIN tenancy t ON t.id = s.tenancy_id LEFT JOIN applicant p ON p.id = t.applicant_id
	WHERE s.raised_day <= $2 AND s.state <> 'void' AND (s.closed_day IS NULL OR s.closed_day > $2) AND ($1 = '' OR s.district = $1) ORDER BY s.number`

	sqlExitsUnfiled = `SELECT t.district, 'exit', x.id, t.number, p.name, 1, x.file_by
	FROM exit x JOIN tenancy t ON t.id = x.tenancy_id LEFT JOIN applicant p ON p.id = t.applicant_id
	WHERE x.decided_day <= $2 AND x.state NOT IN ('refused', 'cancelled') AND x.file_by < $2 AND (x.filed_day IS NULL OR x.filed_day > $2)
	AND ($1 = '' OR t.district = $1) ORDER BY t.number`

	sqlBenefitsYear = `SELECT t.district, 'tenancy', t.id, t.number, p.name || ' ' || b.name, 1, b.decided_day
	FROM benefit b JOIN tenancy t ON t.id = b.tenancy_id LEFT JOIN applicant p ON p.id = t.applicant_id
	WHERE b.decided_day >= $3 AND b.decided_day <= $2 AND b.state <> 'refused' AND b.with_tenancy = 0 AND ($1 = '' OR t.district = $1) ORDER BY t.number, b.id`

	sqlFindingsYear = `SELECT f.district, 'finding', f.id, f.number, f.subject, 1, f.raised_day FROM finding f
	WHERE f.raised_day >= $3 AND f.raised_day <= $2 AND f.state <> 'withdrawn' AND ($1 = '' OR f.district = $1) ORDER BY f.number`

	sqlDefectsYear = `SELECT t.district, 'unit', u.id, u.number, b.defects, 1, b.day
	FROM handover b JOIN tenancy t ON t.id = b.tenancy_id JOIN unit u ON u.id = b.unit_id
	WHERE b.direction = 'back' AND b.defects <> '' AND b.day >= $3 AND b.day <= $2 AND (b.void_day IS NULL OR b.void_day > $2)
	AND ($1 = '' OR t.district = $1) ORDER BY u.number, b.id`
)
