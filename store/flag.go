package store

import (
	"context"
	"strings"

	"penggai/allocation"
)

const (
	flagsOf = `SELECT kind, noun, noun_id, label FROM flag WHERE application_id = $1 ORDER BY position`

	// likeApplicants finds who shares a number, a telephone, a name at the head or an address with an applicant, and itself.
	likeApplicants = `SELECT DISTINCT id FROM (
		SELECT p.id FROM applicant p WHERE p.id = $1
		UNION SELECT o.applicant_id FROM party m JOIN party o ON o.identity = m.identity WHERE m.applicant_id = $1 AND m.identity <> ''
			AND o.identity <> ''
		UNION SELECT o.applicant_id FROM party m JOIN party o ON o.phone = m.phone WHERE m.applicant_id = $1 AND m.phone <> '' AND o.phone <> ''
		UNION SELECT o.applicant_id FROM party m JOIN party o ON o.name_key = m.name_key AND o.part = m.part
			WHERE m.applicant_id = $1 AND m.part = 'self'
		UNION SELECT o.id FROM applicant m JOIN applicant o ON o.address_key = m.address_key WHERE m.id = $1 AND m.address_key <> '')
		ORDER BY id LIMIT 200`

	openApplicationsOf = `SELECT id, coalesce(number, project) FROM application WHERE applicant_id = $1
		AND state IN ('draft', 'accepted', 'supplement', 'reviewed', 'approved', 'awarded') ORDER BY id`
	liveTenanciesOf = `SELECT id, number FROM tenancy WHERE applicant_id = $1 AND state <> 'ended' ORDER BY id`
	exitsOf         = `SELECT e.id, y.number FROM exit e JOIN tenancy y ON y.id = e.tenancy_id
		WHERE y.applicant_id = $1 AND e.state NOT IN ('refused', 'cancelled') ORDER BY e.id`
)

func readFlags(ctx context.Context, q querier, application int64) ([]allocation.Flag, error) {
	return all(ctx, q, func(s scanner) (f allocation.Flag, err error) {
		err = s.Scan(&f.Kind, &f.Noun, &f.NounID, &f.Label)
		return f, err
	}, flagsOf, application)
}

// traces reads what the office knows of everybody who is like an applicant.
func traces(ctx context.Context, q querier, applicant int64) ([]allocation.Trace, error) {
	ids, err := all(ctx, q, scanOne[int64], likeApplicants, applicant)
	if err != nil {
		return nil, err
	}
	out := make([]allocation.Trace, 0, len(ids))
	for _, id := range ids {
		row, err := readApplicant(ctx, q, id)
		if err != nil {
			return nil, err
		}
		trace := allocation.Trace{Applicant: row.Applicant}
		if trace.Open, err = all(ctx, q, scanMark, openApplicationsOf, id); err != nil {
			return nil, err
		}
		if trace.Tenancies, err = all(ctx, q, scanMark, liveTenanciesOf, id); err != nil {
			return nil, err
		}
		if trace.Exits, err = all(ctx, q, scanMark, exitsOf, id); err != nil {
			return nil, err
		}
		out = append(out, trace)
	}
	return out, nil
}

func scanMark(s scanner) (m allocation.TraceMark, err error) {
	err = s.Scan(&m.ID, &m.Label)
	return m, err
}

// flagApplication looks for doubles and oddities and keeps them with the application; it refuses nothing.
func (t *tx) flagApplication(o *openedApplication) error {
	known, err := traces(t.ctx, t, o.Applicant)
	if err != nil {
		return err
	}
	if err := t.exec(`DELETE FROM flag WHERE application_id = $1`, o.ID); err != nil {
		return err
	}
	for i, f := range allocation.FindFlags(o.Application, o.who, known) {
		err := t.exec(`INSERT INTO flag (application_id, position, kind, noun, noun_id, label, day) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
			o.ID, i+1, string(f.Kind), f.Noun, f.NounID, strings.TrimSpace(f.Label), t.today)
		if err != nil {
			return err
		}
	}
	return nil
}

// ApplicationFlags looks for doubles and oddities of a draft before it is accepted, without keeping them.
func (s *Store) ApplicationFlags(ctx context.Context, by Actor, id int64) ([]allocation.Flag, error) {
	row, err := readApplication(ctx, s.read, id)
	if err != nil {
		return nil, err
	}
	if !by.Sees(row.District) {
		return nil, ErrOtherDistrict.With(row.District)
	}
	known, err := traces(ctx, s.read, row.Applicant)
	if err != nil {
		return nil, err
	}
	for _, trace := range known {
		if trace.Applicant.ID == row.Applicant {
			return allocation.FindFlags(row.Application, trace.Applicant, known), nil
		}
	}
	return nil, ErrNotFound
}
