package cli_test

import (
	"archive/zip"
	"bytes"
	"database/sql"
	"encoding/hex"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"penggai/allocation/identity"
	"penggai/store/engine"
)

// real is a sign that only what the test writes into an office has.
const real = "甄实"

// filled are rows for what the demonstration has none of, each text with the sign of the test.
var filled = []string{
	`INSERT INTO note (noun, noun_id, district, subject, topic, text, account_id, day) VALUES ('tenancy', 1, '尖山区', 'RZ-JS-2017-0001 甄实户', 'call', '甄实说下周来', 1, '2021-03-01')`,
	`INSERT INTO file (id, sha256, size) VALUES (1, '` + strings.Repeat("ab", 32) + `', 3), (2, '` + strings.Repeat("cd", 32) + `', 3), (3, '` + strings.Repeat("ef", 32) + `', 3)`,
	`INSERT INTO scan (noun, noun_id, district, subject, file_id, name, kind, what, account_id, day) VALUES
		('tenancy', 1, '尖山区', 'RZ-JS-2017-0001 甄实户', 1, '甄实身份证.jpg', 'jpg', 'identity', 1, '2021-03-01'), ('tenancy', 1, '尖山区', 'RZ-JS-2017-0001 甄实户', 2, '甄实表.docx', 'docx', 'other', 1, '2021-03-01')`,
	`INSERT INTO printed_paper (paper, noun, record_id, term, file_id, name, day, account, entry) VALUES ('contract', 'tenancy', 1, 1, 3, '合同甄实.docx', '2021-03-01', 1, 5)`,
	`INSERT INTO packed_file (sha256, body) VALUES ('x', CAST('甄实包' AS BLOB))`,
	`INSERT INTO draft (account, key, body, at) VALUES (1, 'application', '甄实草稿', '')`,
	`INSERT INTO view (account, key, body) VALUES (1, 'units', '甄实筛选')`,
	`INSERT INTO holding_change (number, tenancy_id, kind, day, document, reason, old_id, new_id, old_name, new_name, entered_day, entered_by, old_head, new_head, phone, identity)
		VALUES ('BG-JS-2021-0001', 1, 'rename', '2021-03-01', '甄实决定', '甄实改名', 1, 1, '甄实旧名', '甄实新名', '2021-03-01', 1, '甄实旧人', '甄实新人', '13846907777', '230502198802020028')`,
	`INSERT INTO roster_worker (noun, noun_id, position, name, masked, person, since) VALUES ('assessment', 1, 1, '甄实工', '230502********0044', 'hash-of-nobody', '2020-01-01')`,
	`INSERT INTO correction_change (correction_id, position, part, part_id, field, row_title, old, new, old_whole, new_whole) VALUES
		(2, 7, 'applicant', 1, 'phone', '甄实行', '138****7778', '138****7779', '13846907778', '13846907779'), (2, 8, 'applicant', 1, 'name', '', '甄实甲', '甄实乙', NULL, NULL),
		(2, 9, 'applicant', 1, 'members', '', '甄实丙 230502********0060', '甄实丁 230502********0060', '甄实丙 230502199003030060 13846907780 记账', '甄实丁 230502199003030060'),
		(2, 10, 'applicant', 1, 'remark', '', '甄实备注', '', NULL, NULL)`,
	`INSERT INTO dispute (round_id, input_id, name, body, state, raised_day, raised_by, answer) VALUES (1, 1, '甄实疑', '甄实有疑问', 'dismissed', '2021-03-01', 1, '甄实答')`,
	`INSERT INTO objection (round_id, run_id, name, body, state, raised_day, raised_by, answer) VALUES (1, 1, '甄实异', '甄实有异议', 'dismissed', '2021-03-01', 1, '甄实答复')`,
	`INSERT INTO undone_draw (round_id, input_id, draw_text, draw_day, witnesses, reason) VALUES (1, 1, '38-07 甄实见 1234', '2021-03-01', '甄实见、甄实证', '甄实原因')`,
	`INSERT INTO double (district, kept_id, gone_id, reason, day, account_id, entry) VALUES ('尖山区', 1, 2, '甄实同一人', '2021-03-01', 1, 9)`,
	`INSERT INTO takeover (kind, file, day, at, account, district, entry, read, added, changed, same, absent, rejected) VALUES ('units', '甄实台账.xlsx', '2021-03-01', '', 1, '', 9, 1, 1, 0, 0, 0, 0)`,
	`INSERT INTO takeover_row (takeover_id, noun, noun_id, old_whole) VALUES (1, 'unit', 1, '{"address":"甄实路"}')`,
	`INSERT INTO takeover_heading (kind, headings, heading, field) VALUES ('units', '甄实表头', '甄实栏', 'number')`,
	`INSERT INTO takeover_step (step, district, state, note, day, account) VALUES ('units', '', 'done', '甄实办完', '2021-03-01', 1)`,
	`INSERT INTO hindsight (tenancy_id, clause, text) VALUES (1, '四(四)', '甄实当时')`,
	`INSERT INTO unit_change (number, district, kind, day, document, reason, entered_day, entered_by, move_id) VALUES ('FY-JS-2021-0001', '尖山区', 'describe', '2021-03-01', '甄实文', '甄实因', '2021-03-01', 1, 1)`,
	`INSERT INTO unit_change_line (change_id, unit_id, unit, role, field, old, new) VALUES (1, 1, 'JS', 'self', 'address', '甄实路1号', '甄实路2号'), (1, 1, 'JS', 'self', 'certificate', '甄实证1', '甄实证2')`,
	`INSERT INTO proposal (kind, district, title, effective, note, body, state, proposed_by, day) VALUES ('parameter', '尖山区', '甄实参数', '2021-04-01', '甄实会议', '{}', 'proposed', 1, '2021-03-01')`,
	`INSERT INTO override (round_id, application_id, run_id, state, computed, decided, reason, proposed_by, proposed_day, passed) VALUES (1, 1, 1, 'proposed', '[]', '[]', '甄实例外', 1, '2021-03-01', '[]')`,
	`INSERT INTO move_screening (change_id, kind, finding, remark, day, account_id) VALUES (1, 'staff', '甄实同名', '甄实核对', '2021-03-01', 1)`,
	`INSERT INTO takeover_district (takeover_id, district) VALUES (1, '甄实区')`,
	`UPDATE round SET overtaken = '{"list":[{"rank":1,"number":"JS20170001","had":["X"],"left":[]}],"reason":"甄实理由","second":"甄实签"}' WHERE id = 1`,
	`UPDATE unit SET address = '甄实街' || id, certificate = '甄实权证' || id, door = '甄实门' || id, photo = '甄实' || id || '.jpg', former = 'A-' || id || ' 甄实铺' || id WHERE id <= 5`,
}

// kept are text columns in which people write nothing, that are empty in the demonstration: the test leaves them so.
var kept = []string{
	"natures", "tags", "waives", "relieves", "usage", "lacks", "clock_how", "floor", "community", "meter", "asked_when", "heed", "answer_within", "told_owed", "photo", "filter", "former", "pieces", "source_issue",
	"district", "from_state", "noun", "phone", "identity", "code", "clause", "remedy", "verdict", "source_kind", "draw_text", "draw_digest", "overtaken", "source", "review", "court", "number",
}

// TestAnonymise takes an office in which every column that people fill is filled and finds not one of its texts in the bytes of the copy, nor in the
// files beside it; and the copy is an office with the same cases that verifies.
func TestAnonymise(t *testing.T) {
	s := newShell(t)
	source := filepath.Join(s.folder, "penggai.db")
	db, err := sql.Open("sqlite", source)
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range filled {
		if _, err := db.Exec(q); err != nil {
			t.Fatalf("%s: %v", q, err)
		}
	}
	texts := realTexts(t, db, true)
	before := counts(t, db)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(source)
	if err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(t.TempDir(), "peixun")
	code, out, errs := s.run("anonymise", "--data", s.folder, "--to", to)
	if code != 0 || !strings.Contains(out, "px01") || !strings.Contains(out, "系统管理员") {
		t.Fatalf("%d %s%s", code, out, errs)
	}
	if now, err := os.ReadFile(source); err != nil || !bytes.Equal(now, whole) {
		t.Error("the source is not as it was", err)
	}
	if code, _, errs := s.run("anonymise", "--data", s.folder, "--to", to); code != 1 || !strings.Contains(errs, "已有内容") {
		t.Errorf("over it: %d %s", code, errs)
	}
	code, out, errs = s.run("verify", "--data", to)
	if code != 0 || !strings.Contains(out, "培训用") || !strings.Contains(out, "附件与登记的校验值一致：2 个") {
		t.Errorf("%d %s%s", code, out, errs)
	}
	noneLeft(t, to, texts)
	sameCases(t, filepath.Join(to, "penggai.db"), before)
	code, out, errs = s.run("tenancies", "--data", to, "--user", "px05", "--format", "csv", "--out", filepath.Join(t.TempDir(), "x.csv"))
	if code != 0 {
		t.Errorf("%d %s%s", code, out, errs)
	}
	code, out, _ = s.run("print", "contract", "HT-JS-2017-0001", "--data", to, "--user", "px05")
	if code != 0 {
		t.Fatal(code, out)
	}
	paper, err := os.ReadFile(strings.TrimSpace(out))
	if err != nil {
		t.Fatal(err)
	}
	if text := documentText(t, paper); !strings.Contains(text, "培训用　不作正式文书") {
		t.Errorf("the paper does not say what it is: %.200s", text)
	}
}

// realTexts fills empty columns of people's words and returns every text of the source that may not be in the copy.
func realTexts(t *testing.T, db *sql.DB, fill bool) map[string]bool {
	t.Helper()
	texts := map[string]bool{}
	for _, table := range words(t, db, `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT IN ('log', 'district', 'community', 'office', 'catalogue')`) {
		for _, column := range words(t, db, `SELECT name FROM pragma_table_info('`+table+`') WHERE type = 'TEXT'`) {
			if fill && !slices.Contains(kept, column) {
				_, _ = db.Exec(`UPDATE "` + table + `" SET "` + column + `" = '` + real + `' || rowid WHERE "` + column + `" = ''`) // a rule of the table may forbid it
			}
			condition := ` LIKE '%示例%' OR "` + column + `" LIKE '%` + real + `%'`
			if slices.Contains([]string{"identity", "phone", "old_whole", "new_whole", "person", "password_hash", "uid", "account.name"}, column) {
				condition = ` <> ''`
			}
			for _, s := range words(t, db, `SELECT DISTINCT "`+column+`" FROM "`+table+`" WHERE "`+column+`"`+condition) {
				if s == "福彩双色球(示例)" || strings.Contains(s, "福彩双色球(示例) 第") { // what stays of a draw text is tested below
					continue
				}
				texts[s] = true
			}
		}
	}
	for _, s := range words(t, db, `SELECT value FROM (SELECT hex(value) AS value FROM secret UNION SELECT hex(hash) FROM log)`) {
		raw, err := hex.DecodeString(s)
		if err != nil {
			t.Fatal(err)
		}
		texts[string(raw)] = true
	}
	for _, masked := range []string{"13846907778", "13846907779", "230502199003030060", "13846907780"} {
		texts[masked] = true
	}
	if len(texts) < 1500 {
		t.Fatalf("only %d texts", len(texts))
	}
	return texts
}

// noneLeft looks for each text, for the signs that they all have, and for names without their brackets, in every byte of a folder.
func noneLeft(t *testing.T, folder string, texts map[string]bool) {
	t.Helper()
	texts[real], texts["示例"], texts[strings.Repeat("ab", 32)], texts[strings.Repeat("ef", 32)] = true, true, true, true
	found := 0
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		body, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		body = bytes.ReplaceAll(body, []byte("福彩双色球(示例)"), nil) // the public number that lots are drawn from
		for s := range texts {
			if len(s) > 1 && bytes.Contains(body, []byte(s)) || strings.Contains(d.Name(), s) {
				found++
				if at := bytes.Index(body, []byte(s)); found < 20 {
					t.Errorf("%s has %q: %q", d.Name(), s, body[max(0, at-60):min(len(body), at+60)])
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// counts are the shapes of an office: rows by table, equal names, equal numbers, sums.
func counts(t *testing.T, db *sql.DB) []string {
	t.Helper()
	var out []string
	for _, q := range []string{
		`SELECT state || count(*) FROM tenancy GROUP BY state ORDER BY 1`, `SELECT sum(payable_fen) || ' ' || count(*) FROM bill`, `SELECT sum(amount_fen) FROM payment`,
		`SELECT count(*) || ' ' || count(DISTINCT name) || ' ' || count(DISTINCT identity) || ' ' || count(DISTINCT phone) || ' ' || count(DISTINCT name_key) FROM party`,
		`SELECT count(*) || ' ' || count(DISTINCT name) || ' ' || count(DISTINCT address_key) || ' ' || sum(area_dm2) FROM applicant, (SELECT sum(area_dm2) AS area_dm2 FROM unit)`,
		`SELECT count(*) FROM payment p JOIN tenancy t ON t.id = p.tenancy_id JOIN applicant a ON a.id = t.applicant_id WHERE p.payer = a.name`,
		`SELECT count(*) FROM party m JOIN party o ON o.name_key = m.name_key AND o.id > m.id`, `SELECT count(*) FROM account a JOIN party p ON p.name = a.display`,
		`SELECT count(*) || ' ' || max(id) FROM move`, `SELECT sum(length(description)) || ' ' || sum(length(decision)) FROM application`, `SELECT number || draw_text FROM round WHERE number <> 'JS-2021-01' ORDER BY id`,
		`SELECT substr(draw_text, 1, 36) || substr(draw_text, -6) FROM round WHERE number = 'JS-2021-01'`, `SELECT group_concat(number || rank) FROM award JOIN application a ON a.id = application_id`,
	} {
		out = append(out, words(t, db, q)...)
	}
	return out
}

// sameCases holds the copy against the shapes of the source, and its numbers against their check digits.
func sameCases(t *testing.T, file string, before []string) {
	t.Helper()
	db, err := sql.Open("sqlite", file)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if named := words(t, db, `SELECT draw_text FROM round WHERE draw_text LIKE '%48213%'`); len(named) != 1 || !strings.Contains(named[0], "培") {
		t.Errorf("a representative in a draw text became %v", named)
	}
	if now := counts(t, db); !slices.Equal(now, before) {
		t.Errorf("the copy has %v\nthe source had %v", now, before)
	}
	for _, id := range words(t, db, `SELECT identity FROM party WHERE identity <> ''`) {
		if identity.CheckCreditCode(id) != nil && identity.CheckIDNumber(id, engine.WallDay()) != nil {
			t.Errorf("%s does not check", id)
		}
	}
	for _, phone := range words(t, db, `SELECT phone FROM party WHERE phone <> ''`) {
		if identity.CheckPhone(phone) != nil || identity.PlainPhone(phone) != phone {
			t.Errorf("%s is no telephone", phone)
		}
	}
	if log := words(t, db, `SELECT DISTINCT action FROM log`); len(log) != 1 && !slices.Equal(log, []string{"account.signin", "office.training"}) || !slices.Contains(log, "office.training") {
		t.Errorf("the log begins with %v", log)
	}
	for _, masked := range words(t, db, `SELECT old || '=' || old_whole FROM correction_change WHERE field = 'phone'`) {
		if shown, number, _ := strings.Cut(masked, "="); identity.MaskPhone(number) != shown {
			t.Errorf("%s", masked)
		}
	}
}

func words(t *testing.T, db *sql.DB, query string) (out []string) {
	t.Helper()
	rows, err := db.Query(query)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer rows.Close()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			t.Fatal(err)
		}
		out = append(out, s)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// documentText is the body of a docx.
func documentText(t *testing.T, body []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
