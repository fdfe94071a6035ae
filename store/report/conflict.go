package report

import (
	"fmt"
	"slices"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/walk"
)

// sqlConflicts are what cannot be true together, what should have been billed and was not, contracts without papers, and notices
// shorter than they must be; $1 is the district, $2 the day. What belongs to a stay is looked for from the stay.
const sqlConflicts = `SELECT noun, id, district, number, name, kind, detail FROM (
	SELECT 1 AS place, 'tenancy' AS noun, t.id, t.district, t.number, p.name, '已退出仍占用' AS kind, '退出 ' || t.ended_day || '，仍占用 ' || count(*) || ' 套' AS detail
		FROM tenancy t CROSS JOIN hold h ON h.kind = 'tenancy' AND h.ref_id = t.id AND h.to_day IS NULL JOIN applicant p ON p.id = t.applicant_id
		WHERE t.state IN ('ended', 'void') GROUP BY t.id
	UNION ALL SELECT 2, 'unit', u.id, u.district, u.number, u.community, '使用中没有入驻', '状态为使用中，没有一户占用它'
		FROM unit u WHERE u.state = 'occupied' AND NOT EXISTS (SELECT 1 FROM hold h WHERE h.unit_id = u.id AND h.kind = 'tenancy' AND h.to_day IS NULL)
	UNION ALL SELECT 3, 'unit', u.id, u.district, u.number, u.community, '闲置却被占用', '状态为闲置或停用，有一户或一个批次占用它'
		FROM unit u JOIN hold h ON h.unit_id = u.id AND h.to_day IS NULL WHERE u.state IN ('vacant', 'withdrawn', 'building')
	UNION ALL SELECT 4, 'tenancy', t.id, t.district, t.number, p.name, '先开业后交接', '交接 ' || t.handed_day || '，开业 ' || t.opened_day
		FROM tenancy t JOIN applicant p ON p.id = t.applicant_id WHERE t.state <> 'void' AND t.opened_day < t.handed_day
	UNION ALL SELECT 5, 'tenancy', t.id, t.district, t.number, p.name, '合同期重叠', a.number || ' 与 ' || b.number
		FROM contract a JOIN contract b ON b.tenancy_id = a.tenancy_id AND b.term > a.term AND b.from_day < a.to_day
		JOIN tenancy t ON t.id = a.tenancy_id JOIN applicant p ON p.id = t.applicant_id WHERE a.state <> 'void' AND b.state <> 'void'
	UNION ALL SELECT 6, 'tenancy', t.id, t.district, t.number, p.name, '该出账未出账', '已到收费期，账单只出到 ' || max(coalesce(t.billed_to, t.signed_day), min(date(t.clock_day, '+36 months', 'floor'), coalesce(t.stopped_day, '9999-12-31')))
		FROM tenancy t JOIN applicant p ON p.id = t.applicant_id WHERE t.state <> 'void'
		AND max(coalesce(t.billed_to, t.signed_day), min(date(t.clock_day, '+36 months', 'floor'), coalesce(t.stopped_day, '9999-12-31'))) < min(date($2, '-4 months'), coalesce(t.ended_day, '9999-12-31'))
	UNION ALL SELECT 7, 'tenancy', t.id, t.district, t.number, p.name, '合同没有公证或备案', '签约 ' || t.signed_day || '，公证和备案都没有登记'
		FROM tenancy t JOIN applicant p ON p.id = t.applicant_id WHERE t.state IN ('signed', 'handed', 'open', 'leaving') AND t.signed_day <= date($2, '-30 days')
		AND NOT EXISTS (SELECT 1 FROM milestone m WHERE m.tenancy_id = t.id AND m.kind IN ('notarised', 'filed') AND m.struck_day IS NULL)
	UNION ALL SELECT 8, 'exit', x.id, t.district, t.number, p.name, '腾退期短于规定', '送达 ' || x.noticed_day || '，要求 ' || x.vacate_by || ' 前腾退，规定至少 ' || x.vacate_least || ' 天'
		FROM exit x JOIN tenancy t ON t.id = x.tenancy_id JOIN applicant p ON p.id = t.applicant_id
		WHERE x.state NOT IN ('refused', 'cancelled') AND x.vacate_least > 0 AND julianday(x.vacate_by) - julianday(x.noticed_day) < x.vacate_least
	UNION ALL SELECT 9, 'tenancy', t.id, t.district, t.number, p.name, '在用没有房源', '状态在用，没有占用任何一套房源'
		FROM tenancy t JOIN applicant p ON p.id = t.applicant_id WHERE t.state IN ('signed', 'handed', 'open', 'leaving')
		AND NOT EXISTS (SELECT 1 FROM hold h WHERE h.kind = 'tenancy' AND h.ref_id = t.id AND h.to_day IS NULL)
	UNION ALL SELECT 10, 'tenancy', t.id, t.district, t.number, p.name, '先交接后签约', '签约 ' || t.signed_day || '，交接 ' || t.handed_day
		FROM tenancy t JOIN applicant p ON p.id = t.applicant_id WHERE t.state <> 'void' AND t.handed_day < t.signed_day
	UNION ALL SELECT 11, 'tenancy', t.id, t.district, t.number, p.name, '先公证备案后签约', '签约 ' || t.signed_day || '，' || iif(m.kind = 'notarised', '公证', '备案') || ' ' || m.day || ' ' || m.number
		FROM tenancy t CROSS JOIN milestone m ON m.tenancy_id = t.id JOIN applicant p ON p.id = t.applicant_id
		WHERE t.state <> 'void' AND m.kind IN ('notarised', 'filed') AND m.struck_day IS NULL AND m.day < t.signed_day
	UNION ALL SELECT 12, 'assessment', k.id, t.district, k.number, p.name, '退出后还有考核', '退出 ' || t.ended_day || '，考核 ' || k.day
		FROM tenancy t CROSS JOIN assessment k ON k.tenancy_id = t.id JOIN applicant p ON p.id = t.applicant_id WHERE t.ended_day IS NOT NULL AND k.state <> 'void' AND k.day > t.ended_day
	UNION ALL SELECT 13, 'bill', b.id, t.district, b.number, p.name, '退出后还有账单', '退出 ' || t.ended_day || '，账单从 ' || b.from_day || ' 起'
		FROM tenancy t CROSS JOIN bill b ON b.tenancy_id = t.id JOIN applicant p ON p.id = t.applicant_id WHERE t.ended_day IS NOT NULL AND b.kind = 'period' AND b.payable_fen > 0 AND b.from_day > t.ended_day
	UNION ALL SELECT 14, 'exit', x.id, t.district, t.number, p.name, '陈述申辩期没过就决定', '申辩到 ' || x.answer_by || '，' || x.decided_day || ' 已决定，没有陈述申辩的记录'
		FROM exit x JOIN tenancy t ON t.id = x.tenancy_id JOIN applicant p ON p.id = t.applicant_id
		WHERE x.state NOT IN ('refused', 'cancelled') AND x.answer_by >= x.decided_day AND x.answered_day IS NULL
	UNION ALL SELECT 15, 'unit', u.id, u.district, u.number, u.community, '实地与台账不符', l.seen_day || ' 实地核查 ' || w.number || '，没有提出督办'
		FROM walk_line l JOIN walk w ON w.id = l.walk_id JOIN unit u ON u.id = l.unit_id WHERE w.state = 'done' AND l.finding_id IS NULL AND ` + walk.SqlDiffers + `
		AND NOT EXISTS (SELECT 1 FROM walk_line n JOIN walk o ON o.id = n.walk_id WHERE n.unit_id = l.unit_id AND o.state = 'done' AND n.seen <> '' AND (n.seen_day, n.id) > (l.seen_day, l.id))
) WHERE $1 = '' OR district = $1 ORDER BY place, district, number`

// conflicts lists, as of today, facts that do not go together, each with the record to look at.
func conflicts(a ask) (Report, error) {
	r := Report{Columns: []Column{
		{Key: "district", Title: textDistrict}, {Key: "kind", Title: "矛盾"}, {Key: "number", Title: "编号"}, {Key: "name", Title: "名称"}, {Key: "detail", Title: "说明"},
	}, Notes: []string{"按今天的数据核对：不能同时成立的状态和日期、该出账未出账、合同没有公证和备案、期限短于规定、实地核查与台账不符"}}
	if a.day.Before(a.st.Today()) {
		r.Notes = append(r.Notes, "矛盾只按今天的数据核对，不能按以前的日期")
	}
	district, err := a.by.Asks(a.district)
	if err != nil {
		return r, err
	}
	r.Rows, err = engine.All(a.ctx, a.st.Read, func(s engine.Scanner) (row Row, err error) {
		var noun, district, number, name, kind, detail string
		err = s.Scan(&noun, &row.ID, &district, &number, &name, &kind, &detail)
		row.Noun = allocation.Noun(noun)
		row.Cells = []Value{Str(district), Str(kind), Str(number), Str(name), Str(detail)}
		return row, err
	}, sqlConflicts, district, a.st.Today())
	if err != nil {
		return r, err
	}
	short, err := a.shortNotices(district)
	if err != nil {
		return r, err
	}
	answers, err := a.shortAnswers(district)
	r.Rows = slices.Concat(r.Rows, short, answers)
	r.total()
	return r, err
}

// The kinds of contradiction that follow from a rule and the calendar.
const (
	kindNotice    = "公示期短于规定"
	kindObjection = "异议期短于规定"
	kindAnswer    = "陈述申辩期短于规定"
)

// posted is a notice of a round as it was posted, with the last days that were named.
type posted struct {
	id, parameter           int64
	district, number, title string
	from, until, objections civil.Date
}

const sqlPosted = `SELECT r.id, r.parameter_id, r.district, r.number, r.title, n.from_day, n.until_day, n.objection_until FROM round_notice n JOIN round r ON r.id = n.round_id
	WHERE n.undone = 0 AND r.state <> 'cancelled' AND ($1 = '' OR r.district = $1) ORDER BY r.district, r.number, n.position`

// shortNotices are the notices of rounds that ran, or left time to object, for less than the rules of the round ask for, by the holidays known now.
func (a ask) shortNotices(district string) (rows []Row, err error) {
	list, err := engine.All(a.ctx, a.st.Read, func(s engine.Scanner) (p posted, err error) {
		err = s.Scan(&p.id, &p.parameter, &p.district, &p.number, &p.title, &p.from, &p.until, &p.objections)
		return p, err
	}, sqlPosted, district)
	if err != nil {
		return nil, err
	}
	calendar, err := a.st.Calendar(a.ctx)
	if err != nil {
		return nil, err
	}
	for _, p := range list {
		rules, err := basis.ParameterNoun.ByID(a.ctx, a.st.Read, p.parameter)
		if err != nil {
			return nil, err
		}
		for _, w := range []struct {
			kind  string
			until civil.Date
			rule  civil.Period
		}{{kindNotice, p.until, rules.Notice}, {kindObjection, p.objections, rules.Objection}} {
			if least := w.rule.Deadline(p.from, calendar).Last; w.until.Before(least) {
				detail := fmt.Sprintf("%s 起公示，只到 %s，规定 %s，应到 %s", p.from, w.until, w.rule, least)
				rows = append(rows, Row{Noun: allocation.NounRound, ID: p.id, Cells: []Value{Str(p.district), Str(w.kind), Str(p.number), Str(p.title), Str(detail)}})
			}
		}
	}
	return rows, nil
}

const sqlTold = `SELECT x.id, t.district, t.number, p.name, x.told_day, x.answer_by FROM exit x JOIN tenancy t ON t.id = x.tenancy_id JOIN applicant p ON p.id = t.applicant_id
	WHERE x.told_day IS NOT NULL AND x.answer_by IS NOT NULL AND x.state NOT IN ('refused', 'cancelled') AND ($1 = '' OR t.district = $1) ORDER BY t.district, t.number, x.id`

// shortAnswers are the exits whose tenant was left less time to answer than the rule of the district asked for on the day of the telling, by
// the holidays known now.
func (a ask) shortAnswers(district string) (rows []Row, err error) {
	type told struct {
		id                     int64
		district, number, name string
		day, answer            civil.Date
	}
	list, err := engine.All(a.ctx, a.st.Read, func(s engine.Scanner) (x told, err error) {
		err = s.Scan(&x.id, &x.district, &x.number, &x.name, &x.day, &x.answer)
		return x, err
	}, sqlTold, district)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	calendar, err := a.st.Calendar(a.ctx)
	if err != nil {
		return nil, err
	}
	type place struct {
		district string
		day      civil.Date
	}
	rules := map[place]civil.Period{}
	for _, x := range list {
		rule, known := rules[place{x.district, x.day}]
		if !known {
			p, err := basis.ParametersOrDefault(a.ctx, a.st.Read, x.district, x.day)
			if err != nil {
				return nil, err
			}
			rule = p.Exit.Answer
			rules[place{x.district, x.day}] = rule
		}
		if least := rule.Deadline(x.day, calendar).Last; x.answer.Before(least) {
			detail := fmt.Sprintf("%s 告知，申辩只到 %s，规定 %s，应到 %s", x.day, x.answer, rule, least)
			rows = append(rows, Row{Noun: allocation.NounExit, ID: x.id, Cells: []Value{Str(x.district), Str(kindAnswer), Str(x.number), Str(x.name), Str(detail)}})
		}
	}
	return rows, nil
}
