package premisestest

import (
	"database/sql"
	"testing"

	"penggai/allocation"
	"penggai/store/basis/basistest"
)

// bigRows are the rows of an office of 全市 after years of use at 100 times the inventory, by plain SQL without the log, which
// the measured questions do not read. Everything follows from the number of a row by residues, so that each run measures the
// same data. bench(n, unit_id, district, signed, state) are the stays, of which all but the ended ones hold their unit.
var bigRows = []string{
	`CREATE TEMP TABLE seq (n INTEGER PRIMARY KEY)`,
	`WITH RECURSIVE s(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM s WHERE n < 180000) INSERT INTO seq SELECT n FROM s`,
	`CREATE TEMP TABLE bench (n INTEGER PRIMARY KEY, unit_id INTEGER, district TEXT, signed TEXT, state TEXT)`,
	`INSERT INTO bench SELECT n, id, district, date('2017-09-01', '+' || (n * 7919 % 1290) || ' days'),
		CASE WHEN n % 11 = 0 THEN 'ended' WHEN n % 97 = 0 THEN 'leaving' WHEN n % 89 = 0 THEN 'signed' WHEN n % 53 = 0 THEN 'handed' ELSE 'open' END
		FROM (SELECT row_number() OVER (ORDER BY id) AS n, id, district FROM unit WHERE district <> '' AND state = 'vacant' ORDER BY id LIMIT 66000)`,
	`INSERT INTO applicant (id, district, kind, name, initials, head, address, address_key, residence, fixed_residence, fixed_assets, created_day, created_by)
		SELECT n, district, 'person', substr('赵钱孙李周吴郑王冯陈', n % 10 + 1, 1) || substr('建国文明秀英志强海燕', n / 10 % 10 + 1, 1) || substr('东南西北春夏秋冬金玉', n / 100 % 10 + 1, 1),
		substr('zqslzwzwfc', n % 10 + 1, 1) || substr('jgwmxyzqhy', n / 10 % 10 + 1, 1) || substr('dnxbcxqdjy', n / 100 % 10 + 1, 1),
		'', '某路' || n, '某路' || n, 'local', '', '', signed, 1 FROM bench`,
	`INSERT INTO application (id, number, district, applicant_id, state, project, initials, description, sector, sector_text, sector_reason,
		water_intensive, moving, policy_claimed, policy_document, wanted_min, wanted_max, only_listed, max_units, state_day, created_day, created_by)
		SELECT n, 'JS2021' || printf('%07d', n), district, n, 'contracted', '门市', 'ms', '', '6-1', '', '', n % 20 = 0, 0, 0, '', 0, 0, 0, 1, signed, signed, 1 FROM bench`,
	`INSERT INTO round (id, number, title, district, state, parameter_id, created_day, created_by) VALUES (1, 'JS-2017-01', '某批次', '尖山区', 'confirmed', 1, '2017-09-01', 1)`,
	`INSERT INTO round_input (id, round_id, position, instance, sha256, reason, day, account_id) VALUES (1, 1, 1, '', printf('%064d', 0), '', '2017-09-01', 1)`,
	`INSERT INTO run (id, round_id, position, kind, input_id, parameter_id, instance, result, digest, proved, applicants, served, jobs_millis,
		area_dm2, units, units_left, day, at, account_id) VALUES (1, 1, 1, 'first', 1, 1, '', '', printf('%064d', 0), 1, 0, 0, 0, 0, 0, 0, '2017-09-01', '', 1)`,
	`INSERT INTO award (id, round_id, run_id, application_id, state, rank, weight_millis, target_dm2, area_dm2, offered_day, sign_by)
		SELECT n, 1, 1, n, 'contracted', n, 1, 1, 1, signed, signed FROM bench`,
	`INSERT INTO tenancy (id, number, district, applicant_id, application_id, award_id, state, signed_day, clock_day, handed_day, open_by, opened_day,
		ended_day, water_intensive, state_day, assessed_months, billed_to)
		SELECT n, 'RZ-JS-2021-' || printf('%07d', n), district, n, n, n, state, signed, signed, CASE state WHEN 'signed' THEN NULL ELSE date(signed, '+7 days') END,
		CASE state WHEN 'signed' THEN NULL WHEN 'handed' THEN date('2021-03-10', '+' || (n % 80) || ' days') ELSE date(signed, '+90 days') END,
		CASE WHEN state IN ('signed', 'handed') THEN NULL ELSE date(signed, '+60 days') END,
		CASE state WHEN 'ended' THEN max(date(signed, '+100 days'), '2020-11-01') END, n % 20 = 0, signed,
		max(0, (2021 * 12 + 3 - CAST(strftime('%Y', signed) AS INTEGER) * 12 - CAST(strftime('%m', signed) AS INTEGER)) / 12 * 12 - CASE WHEN n % 60 THEN 0 ELSE 12 END),
		CASE WHEN signed < '2018-01-01' OR n % 20 = 0 THEN '2021-01-01' END FROM bench`,
	`INSERT INTO contract (tenancy_id, number, term, state, signed_day, from_day, to_day, ended_day)
		SELECT n, 'HT-1-' || n, 1, CASE WHEN date(signed, '+36 months', 'floor') < '2021-02-01' AND state <> 'ended' THEN 'renewed' WHEN state = 'ended' THEN 'ended' ELSE 'running' END,
		signed, signed, date(signed, '+36 months', 'floor'), NULL FROM bench`,
	`INSERT INTO contract (tenancy_id, number, term, state, signed_day, from_day, to_day, ended_day)
		SELECT n, 'HT-2-' || n, 2, 'running', signed, date(signed, '+36 months', 'floor'), date(signed, '+72 months', 'floor'), NULL FROM bench
		WHERE date(signed, '+36 months', 'floor') < '2021-02-01' AND state <> 'ended'`,
	`INSERT INTO hold (unit_id, kind, ref_id, from_day, to_day) SELECT b.unit_id, 'tenancy', b.n, b.signed, t.ended_day FROM bench b JOIN tenancy t ON t.id = b.n`,
	`UPDATE unit SET state = 'occupied' WHERE id IN (SELECT unit_id FROM bench WHERE state <> 'ended')`,
	`UPDATE unit_spell SET state = 'occupied' WHERE to_day IS NULL AND unit_id IN (SELECT unit_id FROM bench WHERE state <> 'ended')`,
	`INSERT INTO milestone (tenancy_id, kind, body, number, day) SELECT n, column1, '某局', n, date(signed, '+10 days') FROM bench
		CROSS JOIN (VALUES ('notarised'), ('filed'), ('licensed'), ('taxed')) WHERE state <> 'signed'`,
	`INSERT INTO handover (tenancy_id, unit_id, direction, day, keys, water, power) SELECT n, unit_id, 'out', date(signed, '+7 days'), 2, 0, 0 FROM bench WHERE state <> 'signed'`,
	`INSERT INTO reading (tenancy_id, unit_id, day, litres) SELECT b.n, b.unit_id, date(b.signed, '+' || (s.n * 90) || ' days'), s.n * 9000
		FROM bench b JOIN seq s ON s.n <= 14 WHERE b.n % 20 = 0 AND date(b.signed, '+' || (s.n * 90) || ' days') < '2021-03-01' AND b.state <> 'signed'`,
	`INSERT INTO exit (tenancy_id, state, ground, stops, applied, reason, document, document_body, document_day, opened_day, opened_by, settled_day, filed_day, filed_number, closed_day)
		SELECT n, CASE state WHEN 'ended' THEN 'closed' WHEN 'leaving' THEN 'approved' ELSE 'opened' END, 2, 0, 1, '某', '某', '', '2020-10-01', '2020-10-01', 1,
		CASE state WHEN 'ended' THEN '2020-11-20' END, CASE state WHEN 'ended' THEN '2020-11-20' END, 'T' || n, CASE state WHEN 'ended' THEN '2020-11-20' END
		FROM bench WHERE state IN ('ended', 'leaving') OR n % 501 = 0`,
	`INSERT INTO bill (id, number, tenancy_id, district, kind, from_day, to_day, issued_day, issued_by, due_day, due_sure, market_fen, payable_fen, waived_fen)
		SELECT s.n, 'ZD-JS-2021-' || printf('%07d', s.n), b.n, b.district, 'period', date('2018-01-01', '+' || (s.n / 13600 * 3) || ' months'), date('2018-04-01', '+' || (s.n / 13600 * 3) || ' months'),
		date('2018-04-05', '+' || (s.n / 13600 * 3) || ' months'), 1, date('2018-05-05', '+' || (s.n / 13600 * 3) || ' months', '+' || (s.n % 30) || ' days'), 1, 300000, 150000 + s.n % 7000, 150000 - s.n % 7000
		FROM seq s JOIN bench b ON b.n = s.n * 5 % 66000 + 1 WHERE s.n <= 150000`,
	`INSERT INTO bill_line (bill_id, fee, from_day, to_day, phase, year, area_dm2, litres, days, of_days, price_fen, back, market_fen, payable_fen, waived_fen)
		SELECT b.id, CASE s.n WHEN 7 THEN 'heating' ELSE CASE WHEN s.n % 2 THEN 'rent' ELSE 'property' END END, date(b.from_day, '+' || (s.n / 3) || ' months'), date(b.from_day, '+' || (s.n / 3 + 1) || ' months'),
		'half', 2020, 5000, 0, 30, 30, 900, 0, 42000, 21000, 21000 FROM bill b JOIN seq s ON s.n <= 7`,
	`INSERT INTO open_bill (id, tenancy_id, district, due_day, open_fen) SELECT id, tenancy_id, district, due_day, payable_fen FROM bill WHERE id > 130000 AND id % 2 OR id % 70 = 0`,
	`INSERT INTO payment (number, tenancy_id, district, kind, day, amount_fen, method, payer, entered_by, entered_day)
		SELECT 'SJ-JS-2021-' || printf('%07d', b.id), b.tenancy_id, b.district, 'payment', date(b.due_day, '-3 days'), b.payable_fen, CASE b.id % 3 WHEN 0 THEN 'cash' WHEN 1 THEN 'scan' ELSE 'transfer' END, '某人', 1, b.due_day
		FROM bill b WHERE b.id NOT IN (SELECT id FROM open_bill) ORDER BY b.id LIMIT 120000`,
	`INSERT INTO benefit (tenancy_id, kind, name, clause, waives, state, applied_day, applied_by, decided_day, body, decision, start_day, ended_day, with_tenancy)
		SELECT n, column1, column2, column3, column4, CASE state WHEN 'ended' THEN 'ended' ELSE 'granted' END, signed, 1, signed, '某区政府', '准', signed,
		CASE state WHEN 'ended' THEN '2020-11-01' END, state = 'ended' FROM bench CROSS JOIN (VALUES ('rent', '房租减免', '五(一)1', 'rent'), ('water', '水费减免', '五(一)2', 'water'),
		('heating_property', '供热费、物业费减免', '五(一)3', 'property heating')) WHERE n % 20 OR column1 <> 'water'`,
	`INSERT INTO benefit (tenancy_id, kind, name, clause, state, applied_day, applied_by, due_day)
		SELECT n, 'gas', '居民燃气价', '五(四)', 'applied', '2021-03-01', 1, CASE WHEN n % 3 THEN date('2021-03-05', '+' || (n % 30) || ' days') END FROM bench WHERE n % 20 = 1`,
	`INSERT INTO assessment (id, tenancy_id, district, number, state, day, covers, due_day, bodies, full_time, part_time, jobs_source, jobs_day, conclusion, proposed, rectify, rectify_by, voided, recorded_by)
		SELECT s.n, b.n, b.district, 'KH-JS-2021-' || printf('%07d', s.n), CASE WHEN s.n % 150 = 0 THEN 'rectifying' WHEN s.n % 601 = 0 THEN 'pending' WHEN s.n % 401 = 0 THEN 'failed' WHEN s.n % 20 = 0 THEN 'closed' ELSE 'done' END,
		date(b.signed, '+1 year'), 12, date(b.signed, '+1 year'), '某局', 5, 1, '社保', b.signed, 'pass', 'pass', '整改', date('2021-03-10', '+' || (s.n % 60) || ' days'), '', 1
		FROM seq s JOIN bench b ON b.n = s.n WHERE s.n <= 60000`,
	`INSERT INTO assessment_point (assessment_id, code, good) SELECT id, column1, 1 FROM assessment CROSS JOIN (VALUES ('scope'), ('premises'), ('sublet'), ('opened'))`,
	`INSERT INTO support (tenancy_id, district, number, state, kind, need, raised_day, raiser, handler, closed_day, result, recorded_by)
		SELECT b.n, b.district, 'BF-JS-2021-' || printf('%07d', b.n), CASE WHEN b.n % 39 = 0 THEN 'open' ELSE 'closed' END, 'funds', '贷款', date(b.signed, '+100 days'), '本人', '某局', NULL, '已办', 1 FROM bench b WHERE b.n % 3 = 0`,
	`INSERT INTO finding (district, number, state, noun, noun_id, subject, body, text, clause, raised_day, answer_by, raised_by)
		SELECT b.district, 'DB-JS-2021-' || printf('%07d', b.n), CASE WHEN b.n % 120 = 0 THEN 'raised' WHEN b.n % 333 = 0 THEN 'answered' ELSE 'closed' END, 'tenancy', b.n, 'RZ-JS-2021-' || printf('%07d', b.n), '市审计局',
		'某事', '四(五)', date(b.signed, '+100 days'), date('2021-03-01', '+' || (b.n % 60) || ' days'), 1 FROM bench b WHERE b.n % 3 = 0`,
	`INSERT INTO correction (number, district, state, noun, noun_id, subject, reason, document, proposed_day, proposed_by, decided_day)
		SELECT 'GZ-JS-2021-' || printf('%07d', b.n), b.district, CASE WHEN b.n % 99 = 0 THEN 'proposed' ELSE 'applied' END, 'tenancy', b.n, 'RZ-JS-2021-' || printf('%07d', b.n),
		'某', '某', '2021-03-01', 1, CASE WHEN b.n % 99 = 0 THEN NULL ELSE '2021-03-02' END FROM bench b WHERE b.n % 3 = 0`,
	`INSERT INTO correction_change (correction_id, position, part, part_id, field, row_title, old, new)
		SELECT id, 1, 'tenancy', noun_id, 'signed_day', '入驻', '2018-01-01', '2018-01-02' FROM correction`,
	`INSERT INTO price (district, fee, year, fen, document, document_day, payee) SELECT '', column1, 2016 + n, column2, '某文', '2017-01-01', '某局' FROM seq
		CROSS JOIN (VALUES ('rent', 3000), ('property', 100), ('water', 400)) WHERE n <= 8`,
	`INSERT INTO price (district, fee, year, from_day, to_day, fen, document, document_day, payee)
		SELECT '', 'heating', 2016 + n, (2016 + n) || '-10-10', (2017 + n) || '-04-20', 3200, '某文', '2017-01-01', '某局' FROM seq WHERE n <= 6`,
}

// Big is an office of 全市 with times the inventory and what bigRows add to it: at 100 times 164,100 units with 60,000 live tenancies,
// 150,000 bills of a million lines, 120,000 receipts, 190,000 benefits and 60,000 assessments.
func Big(b testing.TB, times int) Office {
	b.Helper()
	o := Of(basistest.New(b, allocation.CityOffice).Base())
	o.Fill(b, times)
	db, err := sql.Open("sqlite", "file:"+o.Path()+"?_pragma=foreign_keys(0)&_pragma=synchronous(0)&_pragma=temp_store(2)")
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	db.SetMaxOpenConns(1)
	if _, err := db.Exec(`BEGIN`); err != nil {
		b.Fatal(err)
	}
	for _, text := range bigRows {
		if _, err := db.Exec(text); err != nil {
			b.Fatalf("%s: %v", text, err)
		}
	}
	if _, err := db.Exec(`COMMIT`); err != nil {
		b.Fatal(err)
	}
	return o
}
