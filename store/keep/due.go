package keep

import (
	"context"
	"slices"
	"strings"

	"penggai/allocation/civil"
	"penggai/allocation/keeping"
	"penggai/store/basis"
	"penggai/store/engine"
)

// sqlUp says of every applicant which record stands for it: its own, or the one that it was merged into.
const sqlUp = ` up (id, root) AS (SELECT id, id FROM applicant WHERE merged_into = 0
	UNION ALL SELECT p.id, up.root FROM applicant p JOIN up ON p.merged_into = up.id) `

const (
	underWay = `('draft', 'accepted', 'supplement', 'reviewed', 'approved', 'awarded')`
	living   = `('signed', 'handed', 'open', 'leaving')`

	// sqlSubjects are who has numbers, and how many.
	sqlSubjects = `WITH RECURSIVE` + sqlUp + `SELECT p.id, p.name, p.district, (SELECT sum((y.identity NOT IN ('') AND y.identity NOT LIKE '~%') + (y.phone NOT IN ('') AND y.phone NOT LIKE '~%'))
			FROM up u JOIN party y ON y.applicant_id = u.id WHERE u.root = p.id AND y.part <> 'company') AS numbers
		FROM applicant p WHERE p.merged_into = 0 AND ($1 = '' OR p.district = $1) AND numbers > 0 ORDER BY p.id`

	// sqlEnded are the last days on which something of a subject ended, or was done.
	sqlEnded = `WITH RECURSIVE` + sqlUp + `SELECT root, max(day) FROM (
		SELECT u.root, p.created_day AS day FROM applicant p JOIN up u ON u.id = p.id
		UNION ALL SELECT u.root, a.state_day FROM application a JOIN up u ON u.id = a.applicant_id
		UNION ALL SELECT u.root, max(t.state_day, coalesce(t.ended_day, '')) FROM tenancy t JOIN up u ON u.id = t.applicant_id
		UNION ALL SELECT u.root, c.day FROM holding_change c JOIN up u ON u.id = c.old_id
		UNION ALL SELECT u.root, coalesce(e.closed_day, e.decided_day, e.opened_day) FROM exit e JOIN tenancy t ON t.id = e.tenancy_id JOIN up u ON u.id = t.applicant_id
		UNION ALL SELECT u.root, m.entered_day FROM payment m JOIN tenancy t ON t.id = m.tenancy_id JOIN up u ON u.id = t.applicant_id
		UNION ALL SELECT u.root, w.ended_day FROM award w JOIN application a ON a.id = w.application_id JOIN up u ON u.id = a.applicant_id WHERE w.ended_day IS NOT NULL
		UNION ALL SELECT u.root, o.answered_day FROM objection o JOIN application a ON a.id = o.application_id JOIN up u ON u.id = a.applicant_id WHERE o.answered_day IS NOT NULL
		UNION ALL SELECT u.root, f.closed_day FROM finding f JOIN tenancy t ON f.noun = 'tenancy' AND t.id = f.noun_id JOIN up u ON u.id = t.applicant_id WHERE f.closed_day IS NOT NULL
		UNION ALL SELECT u.root, c.decided_day FROM correction c JOIN up u ON c.noun = 'applicant' AND u.id = c.noun_id WHERE c.decided_day IS NOT NULL
		UNION ALL SELECT u.root, h.lifted_day FROM keeping_hold h JOIN up u ON u.id = h.applicant_id WHERE h.lifted_day IS NOT NULL
	) GROUP BY root`

	// sqlOpen are the records of applicants, applications and stays that something open keeps, with what it is.
	sqlOpen = ` open_round (id) AS (SELECT id FROM round WHERE state NOT IN ('confirmed', 'cancelled')),
		asked (round) AS (SELECT round_id FROM objection WHERE state = 'raised' UNION SELECT round_id FROM dispute WHERE state = 'raised'),
		open (noun, id, bar) AS (
		SELECT 'applicant', applicant_id, 'hold' FROM keeping_hold WHERE lifted_day IS NULL
		UNION SELECT 'tenancy', id, 'stay' FROM tenancy WHERE state IN ` + living + `
		UNION SELECT 'application', id, 'application' FROM application WHERE state IN ` + underWay + `
		UNION SELECT 'application', x.application_id, 'round' FROM round_applicant x JOIN open_round r ON r.id = x.round_id
		UNION SELECT 'application', x.application_id, 'objection' FROM round_applicant x JOIN asked q ON q.round = x.round_id
		UNION SELECT 'tenancy', tenancy_id, iif(sum(fen) > 0, 'owes', 'credit') FROM (
			SELECT tenancy_id, payable_fen AS fen FROM bill UNION ALL SELECT tenancy_id, -amount_fen FROM payment) GROUP BY tenancy_id HAVING sum(fen) <> 0
		UNION SELECT 'tenancy', tenancy_id, 'exit' FROM exit WHERE state IN ('opened', 'approved', 'noticed', 'returned')
		UNION SELECT noun, noun_id, 'finding' FROM finding WHERE noun IN ('tenancy', 'application') AND state IN ('raised', 'answered', 'returned')
		UNION SELECT 'application', x.application_id, 'finding' FROM round_applicant x
			JOIN finding f ON f.noun = 'round' AND f.noun_id = x.round_id WHERE f.state IN ('raised', 'answered', 'returned')
		UNION SELECT noun, noun_id, 'correction' FROM correction WHERE noun IN ('applicant', 'application', 'tenancy') AND state = 'proposed'
		UNION SELECT 'tenancy', e.tenancy_id, 'correction' FROM correction c JOIN exit e ON c.noun = 'exit' AND e.id = c.noun_id WHERE c.state = 'proposed')`

	// sqlBars are what bars a subject, each once.
	sqlBars = `WITH RECURSIVE` + sqlUp + `,` + sqlOpen + `,
		stays (root, tenancy) AS (SELECT u.root, t.id FROM tenancy t JOIN up u ON u.id = t.applicant_id
			UNION SELECT u.root, c.tenancy_id FROM holding_change c JOIN up u ON u.id = c.old_id),
		bars (root, bar) AS (SELECT u.root, o.bar FROM open o JOIN up u ON o.noun = 'applicant' AND u.id = o.id
		UNION SELECT u.root, o.bar FROM open o JOIN application a ON o.noun = 'application' AND a.id = o.id JOIN up u ON u.id = a.applicant_id
		UNION SELECT s.root, o.bar FROM open o JOIN stays s ON o.noun = 'tenancy' AND s.tenancy = o.id
			JOIN tenancy t ON t.id = o.id LEFT JOIN up u ON u.id = t.applicant_id WHERE o.bar <> 'stay' OR u.root = s.root)
		SELECT root, bar FROM bars
		UNION SELECT u.root, 'same' FROM party y JOIN up u ON u.id = y.applicant_id JOIN party o ON o.identity = y.identity AND o.part <> 'company'
			JOIN up v ON v.id = o.applicant_id WHERE y.part <> 'company' AND y.identity <> '' AND v.root <> u.root AND v.root IN (SELECT root FROM bars)`
)

// subjects reads who has numbers in a district, ” for all, with everything that says when they go.
func subjects(ctx context.Context, q engine.Querier, district string, today civil.Date) ([]keeping.Subject, error) {
	list, err := engine.All(ctx, q, func(r engine.Scanner) (s keeping.Subject, err error) {
		err = r.Scan(&s.ID, &s.Name, &s.District, &s.Numbers)
		return s, err
	}, sqlSubjects, district)
	if err != nil {
		return nil, err
	}
	ended, bars := map[int64]civil.Date{}, map[int64][]keeping.Bar{}
	_, err = engine.All(ctx, q, func(r engine.Scanner) (none struct{}, err error) {
		var id int64
		var day civil.Date
		if err = r.Scan(&id, &day); err == nil {
			ended[id] = day
		}
		return none, err
	}, sqlEnded)
	if err != nil {
		return nil, err
	}
	_, err = engine.All(ctx, q, func(r engine.Scanner) (none struct{}, err error) {
		var id int64
		var bar keeping.Bar
		if err = r.Scan(&id, &bar); err == nil {
			bars[id] = append(bars[id], bar)
		}
		return none, err
	}, sqlBars)
	if err != nil {
		return nil, err
	}
	terms := map[string]keeping.Terms{}
	for i := range list {
		s := &list[i]
		t, known := terms[s.District]
		if !known {
			p, err := basis.ParametersOrDefault(ctx, q, s.District, today)
			if err != nil {
				return nil, err
			}
			t = p.Keeping
			terms[s.District] = t
		}
		s.Terms, s.Ended, s.Bars = t, ended[s.ID], bars[s.ID]
		keeping.SortBars(s.Bars)
	}
	return list, nil
}

// Overview is what is due, and what would be if nothing barred it, the longest due first.
type Overview struct {
	Due, Barred []keeping.Subject
	Holds       []HoldRow
	Terms       keeping.Terms // of the actor's district
}

// DueNow says what is due of what the actor may see.
func (s Room) DueNow(ctx context.Context, by engine.Actor) (o Overview, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		today := s.Today()
		list, err := subjects(ctx, q, by.District, today)
		if err != nil {
			return err
		}
		for _, x := range list {
			switch {
			case x.Due(today):
				o.Due = append(o.Due, x)
			case x.Passed(today):
				o.Barred = append(o.Barred, x)
			}
		}
		for _, l := range [][]keeping.Subject{o.Due, o.Barred} {
			slices.SortStableFunc(l, func(a, b keeping.Subject) int { return strings.Compare(a.Until().String(), b.Until().String()) })
		}
		p, err := basis.ParametersOrDefault(ctx, q, by.District, today)
		if err != nil {
			return err
		}
		o.Terms = p.Keeping
		o.Holds, err = holds(ctx, q, by.District)
		return err
	})
	return o, err
}
