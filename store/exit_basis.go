package store

import (
	"context"

	"penggai/allocation"
)

// ExitBasis is what an exit by ground 3 rests on: a failed assessment or a finding, with its number; none where an outside
// document is the evidence.
type ExitBasis struct {
	Assessment       int64
	AssessmentNumber string
	Finding          int64
	FindingNumber    string
}

const exitBasis = `SELECT coalesce(x.assessment_id, 0), coalesce(k.number, ''), coalesce(x.finding_id, 0), coalesce(f.number, '')
	FROM exit x LEFT JOIN assessment k ON k.id = x.assessment_id LEFT JOIN finding f ON f.id = x.finding_id WHERE x.id = $1`

func readExitBasis(ctx context.Context, q querier, exit int64) (ExitBasis, error) {
	return one(ctx, q, func(s scanner) (b ExitBasis, err error) {
		err = s.Scan(&b.Assessment, &b.AssessmentNumber, &b.Finding, &b.FindingNumber)
		return b, err
	}, exitBasis, exit)
}

// restExit keeps what a new exit rests on: a failed assessment of the tenancy, or a finding on it, on a unit that it holds or
// on its application. Errors: ErrBasisAssessment, ErrBasisFinding.
func (t *tx) restExit(exit int64, o *openedTenancy, e allocation.Evidence) error {
	if e.Assessment != 0 {
		row, err := readAssessment(t.ctx, t, e.Assessment)
		if err != nil {
			return err
		}
		if row.Tenancy != o.ID || row.State != allocation.AssessmentFailed {
			return ErrBasisAssessment.With(row.Number).On("basis")
		}
		if err := t.exec(`UPDATE exit SET assessment_id = $1 WHERE id = $2`, e.Assessment, exit); err != nil {
			return err
		}
	}
	if e.Finding == 0 {
		return nil
	}
	fits, err := one(t.ctx, t, scanOne[int64], `SELECT count(*) FROM finding f WHERE f.id = $1 AND `+findingOfTenancy, e.Finding, o.ID, o.row.Application)
	if err != nil {
		return err
	}
	if fits == 0 {
		return ErrBasisFinding.On("basis")
	}
	return t.exec(`UPDATE exit SET finding_id = $1 WHERE id = $2`, e.Finding, exit)
}

// findingOfTenancy is whether a finding f that stands concerns the tenancy $2 with the application $3.
const findingOfTenancy = `f.state <> 'withdrawn' AND (f.noun = 'tenancy' AND f.noun_id = $2 OR f.noun = 'application' AND f.noun_id = $3
	OR f.noun = 'unit' AND f.noun_id IN (SELECT h.unit_id FROM hold h WHERE h.kind = 'tenancy' AND h.ref_id = $2))`

// moveBasis takes a step of the assessment that an exit rests on; an exit without one moves nothing.
func (t *tx) moveBasis(exit int64, step func(*allocation.Assessment) error) error {
	b, err := readExitBasis(t.ctx, t, exit)
	if err != nil || b.Assessment == 0 {
		return err
	}
	row, err := readAssessment(t.ctx, t, b.Assessment)
	if err != nil {
		return err
	}
	before := row.State
	if err := step(&row.Assessment); err != nil {
		return err
	}
	return t.saveAssessment(row, before, row.Version, "")
}

// ExitEvidence lists what an exit of a tenancy by ground 3 may rest on: its failed assessments, then the findings that
// concern it, each the latest first. Errors: ErrNotFound, ErrOtherDistrict.
func (s *Store) ExitEvidence(ctx context.Context, by Actor, tenancy int64) (list []allocation.Evidence, err error) {
	err = s.snapshot(ctx, func(q querier) error {
		stay, err := one(ctx, q, scanTenancy, tenancyByID, tenancy)
		if err != nil {
			return err
		}
		if !by.Sees(stay.District) {
			return ErrOtherDistrict.With(stay.District)
		}
		rows, err := all(ctx, q, scanAssessment, assessmentsOfTenancy, tenancy)
		if err != nil {
			return err
		}
		for _, r := range rows {
			if r.State == allocation.AssessmentFailed {
				list = append(list, r.Evidence())
			}
		}
		findings, err := FindingNoun.All(ctx, q, `WHERE f.district = $1 AND `+findingOfTenancy+` ORDER BY f.id DESC`, stay.District, tenancy, stay.Application)
		if err != nil {
			return err
		}
		for _, f := range findings {
			list = append(list, f.Evidence())
		}
		return nil
	})
	return list, err
}

// Assessments, support, findings (assessment.go, support.go, finding.go, exit_basis.go, todo_assessment.go, todo_finding.go).
var (
	ErrBasisAssessment = allocation.Refuse("basis_assessment", "只能依据这一户结论为不合格的考核提出退出，请重新选择")
	ErrBasisFinding    = allocation.Refuse("basis_finding", "这件督办与这一户无关或已撤销，请重新选择")
)
