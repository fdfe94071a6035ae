package report

import (
	"regexp"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/store/engine"
)

// TestConflicts: an office that was run by the rules has none but what it owes; a contract without notarisation and filing is listed
// once a month has passed, with the stay that it opens.
func TestConflicts(t *testing.T) {
	s := newStay(t)
	made := func(name string) Report {
		r, err := Make(t.Context(), s.st, engine.Actor{Role: allocation.Supervisor}, name, Query{})
		s.ok(err)
		return r
	}
	if r := made("conflicts"); len(r.Rows) != 0 {
		t.Errorf("on the day of the signing: %v", r.Rows)
	}
	s.day = s.day.AddDays(31)
	r := made("conflicts")
	if len(r.Rows) != 1 || r.Rows[0].Noun != allocation.NounTenancy || r.Rows[0].ID != s.id || !strings.Contains(r.Rows[0].Cells[1].Show(Text), "公证") {
		t.Errorf("a month after the signing: %v", r.Rows)
	}
}

// TestEveryConflictIsListed puts what cannot be into a clean office, kind by kind, and finds each with the record that it opens.
func TestEveryConflictIsListed(t *testing.T) {
	kinds := func(s *tenant) map[string]allocation.Noun {
		r, err := Make(t.Context(), s.st, engine.Actor{Role: allocation.Supervisor}, "conflicts", Query{})
		s.ok(err)
		out := map[string]allocation.Noun{}
		for _, row := range r.Rows {
			if row.ID == 0 {
				t.Errorf("%v opens nothing", row.Cells)
			}
			out[row.Cells[1].Show(Text)] = row.Noun
		}
		return out
	}
	cases := map[string]struct {
		noun allocation.Noun
		sql  []string
	}{
		"合同期重叠":      {allocation.NounTenancy, []string{`INSERT INTO contract (tenancy_id, number, term, state, signed_day, from_day, to_day) SELECT tenancy_id, 'HT-9', 2, 'ended', signed_day, date(from_day, '+1 year'), date(to_day, '+1 year') FROM contract`}},
		"该出账未出账":     {allocation.NounTenancy, []string{`UPDATE tenancy SET clock_day = '2013-01-01', billed_to = '2017-01-01'`}},
		"合同没有公证或备案":  {allocation.NounTenancy, []string{`UPDATE tenancy SET signed_day = '2017-01-01', clock_day = '2017-01-01'`}},
		"陈述申辩期短于规定":  {allocation.NounExit, []string{sqlBadExit, `UPDATE exit SET told_day = '2017-11-15', answer_by = '2017-11-16', answered_day = '2017-11-16'`}},
		"先交接后签约":     {allocation.NounTenancy, []string{`UPDATE tenancy SET handed_day = '2017-11-14'`}},
		"先开业后交接":     {allocation.NounTenancy, []string{`UPDATE tenancy SET opened_day = '2017-11-14', state = 'open'`}},
		"在用没有房源":     {allocation.NounTenancy, []string{`UPDATE hold SET to_day = '2017-11-15' WHERE kind = 'tenancy'`}},
		"使用中没有入驻":    {allocation.NounUnit, []string{`UPDATE hold SET to_day = '2017-11-15' WHERE kind = 'tenancy'`}},
		"闲置却被占用":     {allocation.NounUnit, []string{`UPDATE unit SET state = 'vacant'`}},
		"先公证备案后签约":   {allocation.NounTenancy, []string{`INSERT INTO milestone (tenancy_id, kind, body, number, day) SELECT id, 'notarised', '公证处', '1', '2017-11-01' FROM tenancy`}},
		"已退出仍占用":     {allocation.NounTenancy, []string{`UPDATE tenancy SET state = 'ended', ended_day = '2017-11-20'`}},
		"退出后还有考核":    {allocation.NounAssessment, []string{`UPDATE tenancy SET state = 'ended', ended_day = '2017-11-20'`, `INSERT INTO assessment (tenancy_id, district, number, state, day, covers, bodies, full_time, part_time, jobs_source, jobs_day, conclusion, proposed, recorded_by) SELECT id, district, 'KH-JS-2017-0009', 'done', '2017-11-25', 0, '区政府', 1, 0, '社保', '2017-11-25', 'pass', 'pass', 1 FROM tenancy`}},
		"退出后还有账单":    {allocation.NounBill, []string{`UPDATE tenancy SET state = 'ended', ended_day = '2017-11-20'`, `INSERT INTO bill (number, tenancy_id, district, kind, from_day, to_day, issued_day, issued_by, due_day, due_sure, market_fen, payable_fen, waived_fen) SELECT 'ZD-JS-2018-0001', id, district, 'period', '2017-12-01', '2018-01-01', '2018-01-05', 1, '2018-02-05', 1, 300, 300, 0 FROM tenancy`}},
		"腾退期短于规定":    {allocation.NounExit, []string{sqlBadExit}},
		"陈述申辩期没过就决定": {allocation.NounExit, []string{sqlBadExit}},
		"公示期短于规定":    {allocation.NounRound, []string{sqlShortNotice}},
		"异议期短于规定":    {allocation.NounRound, []string{sqlShortNotice}},
		"实地与台账不符": {allocation.NounUnit, []string{
			`INSERT INTO walk (id, number, district, kind, state, place, inspectors, made_day, made_by) VALUES (1, 'HC-JS-2017-0001', '尖山区', 'building', 'done', '尖山区', '赵', '2017-11-20', 1)`,
			`INSERT INTO walk_line (walk_id, position, unit_id, number, ledger, tenancy_id, tenant, opened, drawn, seen, seen_day, seen_by) SELECT 1, 1, u.id, u.number, u.state, t.id, '王宝', 0, 1, 'other', '2017-11-20', '赵' FROM unit u, tenancy t LIMIT 1`,
		}},
	}
	for _, m := range regexp.MustCompile(`(?:p\.name|u\.community), '(\p{Han}+)'`).FindAllStringSubmatch(sqlConflicts, -1) {
		if _, tested := cases[m[1]]; !tested {
			t.Errorf("no case of %s", m[1])
		}
	}
	for kind, c := range cases {
		t.Run(kind, func(t *testing.T) {
			s := newStay(t)
			for _, query := range c.sql {
				_, err := s.st.Writer.Exec(query)
				s.ok(err)
			}
			if got := kinds(s)[kind]; got != c.noun {
				t.Errorf("found %v", kinds(s))
			}
		})
	}
}

// sqlBadExit was decided before the tenant had time to answer, and leaves less time than the rule.
const sqlBadExit = `INSERT INTO exit (tenancy_id, state, ground, stops, applied, reason, document, document_body, document_day, opened_day, opened_by, decided_day, answer_by, noticed_day, vacate_by, vacate_least)
	SELECT id, 'noticed', 5, 0, 0, '另有用途', '会议纪要', '区政府', '2017-11-15', '2017-11-15', 1, '2017-11-16', '2017-11-20', '2017-11-16', '2017-11-20', 15 FROM tenancy`

// sqlShortNotice was posted for a day.
const sqlShortNotice = `INSERT INTO round_notice (round_id, position, run_id, from_day, until_day, objection_until)
	SELECT id, 9, (SELECT min(u.id) FROM run u WHERE u.round_id = r.id), '2017-11-13', '2017-11-14', '2017-11-14' FROM round r`
