package intake

import (
	"context"
	"encoding/json"
	"strings"

	"penggai/allocation"
	"penggai/allocation/likeness"
	"penggai/store/engine"
)

// UnderWay is the condition of allocation.ApplicationsUnderWay on an application.
const UnderWay = `state IN ('accepted', 'supplement', 'reviewed', 'approved', 'awarded')`

const (
	flagsOf = `SELECT kind, noun, noun_id, label FROM flag WHERE application_id = $1 ORDER BY position`

	// likeApplicants finds who shares a number, a telephone, a name at the head, also of before, or an address with an applicant, and
	// itself; of merged records the one that survives.
	likeApplicants = `SELECT DISTINCT coalesce(nullif(a.merged_into, 0), a.id) AS id FROM (
		SELECT p.id FROM applicant p WHERE p.id = $1
		UNION SELECT o.applicant_id FROM party m JOIN party o ON o.identity = m.identity WHERE m.applicant_id = $1 AND m.identity <> ''
			AND o.identity <> ''
		UNION SELECT o.applicant_id FROM party m JOIN party o ON o.phone = m.phone WHERE m.applicant_id = $1 AND m.phone <> '' AND o.phone <> ''
		UNION SELECT o.applicant_id FROM party m JOIN party o ON o.name_key = m.name_key AND o.part = m.part
			WHERE m.applicant_id = $1 AND m.part = 'self'
		UNION SELECT h.new_id FROM party m JOIN holding_change h ON h.kind = 'head' AND (h.old_head = m.name AND m.part = 'self' OR h.phone = m.phone AND m.phone <> '')
			WHERE m.applicant_id = $1
		UNION SELECT o.id FROM applicant m JOIN applicant o ON o.address_key = m.address_key WHERE m.id = $1 AND m.address_key <> '') x
		JOIN applicant a ON a.id = x.id ORDER BY 1 LIMIT 200`

	openApplicationsOf = `SELECT id, coalesce(number, project) FROM application WHERE applicant_id = $1
		AND state IN ('draft', 'accepted', 'supplement', 'reviewed', 'approved', 'awarded') ORDER BY id`
	formerOf = `SELECT old_head, phone FROM holding_change WHERE kind = 'head'
		AND (new_id = $1 OR new_id IN (SELECT id FROM applicant WHERE merged_into = $1)) ORDER BY id`
	// liveTenanciesOf and exitsOf say what holds for the fee clock of who stays already or comes back (五(一)).
	declinedOf = `SELECT id, number || CASE state WHEN 'lapsed' THEN ' 逾期未签 ' ELSE ' 放弃 ' END || state_day FROM application
		WHERE applicant_id = $1 AND state IN ('declined', 'lapsed') ORDER BY id`
	liveTenanciesOf = `SELECT id, number || '，再入驻优惠从 ' || clock_day || ' 接着算' FROM tenancy
		WHERE applicant_id = $1 AND state NOT IN ('ended', 'void') ORDER BY id`
	exitsOf = `SELECT e.id, y.number || CASE WHEN y.ended_day IS NULL OR y.clock_how = 'full' THEN '' ELSE '，再入驻只用剩余月份，已用 '
			|| max(0, CAST(julianday(y.ended_day) - julianday(y.clock_day) AS INTEGER)) || ' 天' END FROM exit e JOIN tenancy y ON y.id = e.tenancy_id
		WHERE y.applicant_id = $1 AND e.state NOT IN ('refused', 'cancelled') ORDER BY e.id`
)

// The same sets of many applicants at once; $1 is a list of ids.
const (
	// amongApplicants adds to applicants whoever shares a number with one of them, or was headed by one before.
	amongApplicants = `WITH headed (id, head, phone) AS MATERIALIZED (SELECT new_id, old_head, phone FROM holding_change WHERE kind = 'head')
		SELECT DISTINCT coalesce(nullif(a.merged_into, 0), a.id) AS id FROM (SELECT value AS id FROM json_each($1)
		UNION SELECT o.applicant_id FROM json_each($1) j JOIN party m ON m.applicant_id = j.value AND m.identity <> ''
			JOIN party o ON o.identity = m.identity AND o.identity <> ''
		UNION SELECT h.id FROM json_each($1) j JOIN party m ON m.applicant_id = j.value
			JOIN headed h ON h.head = m.name AND m.part = 'self' OR h.phone = m.phone AND m.phone <> '') x JOIN applicant a ON a.id = x.id ORDER BY 1`
	amongFormer = `SELECT j.value, h.old_head, h.phone FROM json_each($1) j JOIN holding_change h ON h.kind = 'head'
		AND (h.new_id = j.value OR h.new_id IN (SELECT id FROM applicant WHERE merged_into = j.value)) ORDER BY h.id`
	amongRows    = `SELECT p.id, p.kind, p.name, p.head, p.address FROM json_each($1) j JOIN applicant p ON p.id = j.value ORDER BY p.id`
	amongParties = `SELECT y.applicant_id, y.part, y.name, y.identity, y.phone, y.duty FROM json_each($1) j
		JOIN party y ON y.applicant_id = j.value ORDER BY y.applicant_id, y.part, y.position`
	amongOpen = `SELECT a.applicant_id, a.id, coalesce(a.number, a.project) FROM json_each($1) j JOIN application a ON a.applicant_id = j.value
		WHERE a.state IN ('draft', 'accepted', 'supplement', 'reviewed', 'approved', 'awarded') ORDER BY a.id`
	amongDeclined = `SELECT a.applicant_id, a.id, a.number || CASE a.state WHEN 'lapsed' THEN ' 逾期未签 ' ELSE ' 放弃 ' END || a.state_day
		FROM json_each($1) j JOIN application a ON a.applicant_id = j.value WHERE a.state IN ('declined', 'lapsed') ORDER BY a.id`
	amongTenancies = `SELECT y.applicant_id, y.id, y.number FROM json_each($1) j JOIN tenancy y ON y.applicant_id = j.value
		WHERE y.state NOT IN ('ended', 'void') ORDER BY y.id`
	amongExits = `SELECT y.applicant_id, e.id, y.number FROM json_each($1) j JOIN tenancy y ON y.applicant_id = j.value
		JOIN exit e ON e.tenancy_id = y.id WHERE e.state NOT IN ('refused', 'cancelled') ORDER BY e.id`
)

// ReadFlags reads the flags of an application.
func ReadFlags(ctx context.Context, q engine.Querier, application int64) ([]likeness.Flag, error) {
	return engine.All(ctx, q, func(s engine.Scanner) (f likeness.Flag, err error) {
		err = s.Scan(&f.Kind, &f.Noun, &f.NounID, &f.Label)
		return f, err
	}, flagsOf, application)
}

// Traces reads what the office knows of everybody who is like an applicant.
func Traces(ctx context.Context, q engine.Querier, applicant int64) ([]likeness.Trace, error) {
	ids, err := engine.All(ctx, q, engine.ScanOne[int64], likeApplicants, applicant)
	if err != nil {
		return nil, err
	}
	out := make([]likeness.Trace, 0, len(ids))
	for _, id := range ids {
		row, err := ReadApplicant(ctx, q, id)
		if err != nil {
			return nil, err
		}
		trace := likeness.Trace{Applicant: row.Applicant}
		if trace.Open, err = engine.All(ctx, q, scanMark, openApplicationsOf, id); err != nil {
			return nil, err
		}
		if trace.Tenancies, err = engine.All(ctx, q, scanMark, liveTenanciesOf, id); err != nil {
			return nil, err
		}
		if trace.Exits, err = engine.All(ctx, q, scanMark, exitsOf, id); err != nil {
			return nil, err
		}
		if trace.Declined, err = engine.All(ctx, q, scanMark, declinedOf, id); err != nil {
			return nil, err
		}
		trace.Former, err = engine.All(ctx, q, func(s engine.Scanner) (f likeness.Former, err error) {
			err = s.Scan(&f.Head, &f.Phone)
			return f, err
		}, formerOf, id)
		if err != nil {
			return nil, err
		}
		out = append(out, trace)
	}
	return out, nil
}

func scanMark(s engine.Scanner) (m likeness.TraceMark, err error) {
	err = s.Scan(&m.ID, &m.Label)
	return m, err
}

// flagApplication looks for doubles and oddities and keeps them with the application; it refuses nothing.
func flagApplication(t *engine.Tx, a allocation.Application, who allocation.Applicant) error {
	known, err := Traces(t.Ctx, t, a.Applicant)
	if err != nil {
		return err
	}
	if err := t.Exec(`DELETE FROM flag WHERE application_id = $1`, a.ID); err != nil {
		return err
	}
	for i, f := range likeness.FindFlags(a, who, known, t.Today) {
		err := t.Exec(`INSERT INTO flag (application_id, position, kind, noun, noun_id, label, day) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
			a.ID, i+1, string(f.Kind), string(f.Noun), f.NounID, strings.TrimSpace(f.Label), t.Today)
		if err != nil {
			return err
		}
	}
	return nil
}

// ApplicationFlags looks for doubles and oddities of a draft before it is accepted, without keeping them.
func (s Room) ApplicationFlags(ctx context.Context, by engine.Actor, id int64) ([]likeness.Flag, error) {
	row, err := ReadApplication(ctx, s.Read, id)
	if err != nil {
		return nil, err
	}
	if !by.Sees(row.District) {
		return nil, engine.ErrOtherDistrict.With(row.District)
	}
	known, err := Traces(ctx, s.Read, row.Applicant)
	if err != nil {
		return nil, err
	}
	for _, trace := range known {
		if trace.Applicant.ID == row.Applicant {
			return likeness.FindFlags(row.Application, trace.Applicant, known, s.Today()), nil
		}
	}
	return nil, engine.ErrNotFound
}

// SectorKept stands for the sector of an application whose own oddities were kept at acceptance.
const SectorKept = "kept"

// TracesOf reads what the office knows of applicants and of whoever shares a number with one of them, or was headed by one before.
func TracesOf(ctx context.Context, q engine.Querier, ids []int64) ([]likeness.Trace, error) {
	text, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	if ids, err = engine.All(ctx, q, engine.ScanOne[int64], amongApplicants, string(text)); err != nil {
		return nil, err
	}
	if text, err = json.Marshal(ids); err != nil {
		return nil, err
	}
	known, err := engine.All(ctx, q, func(s engine.Scanner) (t likeness.Trace, err error) {
		a := &t.Applicant
		err = s.Scan(&a.ID, &a.Kind, &a.Name, &a.Head, &a.Address)
		return t, err
	}, amongRows, string(text))
	if err != nil {
		return nil, err
	}
	at := make(map[int64]*likeness.Trace, len(known))
	for i := range known {
		at[known[i].Applicant.ID] = &known[i]
	}
	_, err = engine.All(ctx, q, func(s engine.Scanner) (struct{}, error) {
		var id int64
		var y party
		err := s.Scan(&id, &y.part, &y.name, &y.identity, &y.phone, &y.duty)
		if err == nil {
			y.join(&at[id].Applicant)
		}
		return struct{}{}, err
	}, amongParties, string(text))
	if err != nil {
		return nil, err
	}
	_, err = engine.All(ctx, q, func(s engine.Scanner) (struct{}, error) {
		var id int64
		var f likeness.Former
		err := s.Scan(&id, &f.Head, &f.Phone)
		if err == nil {
			at[id].Former = append(at[id].Former, f)
		}
		return struct{}{}, err
	}, amongFormer, string(text))
	if err != nil {
		return nil, err
	}
	return known, markTraces(ctx, q, at, string(text))
}

// markTraces adds the applications under way, the live stays and the exits of the applicants that ids lists.
func markTraces(ctx context.Context, q engine.Querier, at map[int64]*likeness.Trace, ids string) error {
	for _, part := range []struct {
		sql string
		add func(*likeness.Trace, likeness.TraceMark)
	}{
		{amongOpen, func(t *likeness.Trace, m likeness.TraceMark) { t.Open = append(t.Open, m) }},
		{amongDeclined, func(t *likeness.Trace, m likeness.TraceMark) { t.Declined = append(t.Declined, m) }},
		{amongTenancies, func(t *likeness.Trace, m likeness.TraceMark) { t.Tenancies = append(t.Tenancies, m) }},
		{amongExits, func(t *likeness.Trace, m likeness.TraceMark) { t.Exits = append(t.Exits, m) }},
	} {
		_, err := engine.All(ctx, q, func(s engine.Scanner) (struct{}, error) {
			var id int64
			var m likeness.TraceMark
			err := s.Scan(&id, &m.ID, &m.Label)
			if err == nil {
				part.add(at[id], m)
			}
			return struct{}{}, err
		}, part.sql, ids)
		if err != nil {
			return err
		}
	}
	return nil
}
