package exit

import (
	"context"

	"penggai/allocation/leave"
	"penggai/allocation/oversight"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/stay"
	"penggai/store/watch"
)

// ExitBasis is what an exit for a failure rests on: a failed assessment or a finding, with its number; none where an outside
// document is the evidence.
type ExitBasis struct {
	Assessment       int64
	AssessmentNumber string
	Finding          int64
	FindingNumber    string
}

const exitBasis = `SELECT coalesce(x.assessment_id, 0), coalesce(k.number, ''), coalesce(x.finding_id, 0), coalesce(f.number, '')
	FROM exit x LEFT JOIN assessment k ON k.id = x.assessment_id LEFT JOIN finding f ON f.id = x.finding_id WHERE x.id = $1`

func readExitBasis(ctx context.Context, q engine.Querier, exit int64) (ExitBasis, error) {
	return engine.One(ctx, q, func(s engine.Scanner) (b ExitBasis, err error) {
		err = s.Scan(&b.Assessment, &b.AssessmentNumber, &b.Finding, &b.FindingNumber)
		return b, err
	}, exitBasis, exit)
}

// namedBasis looks the assessments and findings up that the evidence of an exit names by their numbers in its words: each is one of
// this stay. By a ground that rests on a failure the exit then rests on the first of them, as if it had been chosen.
// Errors: ErrBasisAssessment, ErrBasisFinding.
func namedBasis(t *engine.Tx, g leave.ExitGround, o *stay.OpenedTenancy, e leave.Evidence) (leave.Evidence, error) {
	assessments, findings := oversight.NumbersIn(e.Document)
	for _, number := range assessments {
		rows, err := watch.AssessmentNoun.All(t.Ctx, t, `WHERE k.number = $1`, number)
		switch {
		case err != nil:
			return e, err
		case len(rows) == 0:
			return e, ErrBasisAssessment.Textf("本机关没有编号 %s 的考核，请核对编号", number).With(number).On("document")
		case rows[0].Tenancy != o.ID:
			return e, ErrBasisAssessment.Textf("考核 %s 是 %s（%s）的，不是这一户的，不能作为依据（四(五)3）；请核对编号", number, rows[0].Name, rows[0].Stay).With(number).On("document")
		case !g.OnFailure:
			continue
		case rows[0].State != oversight.AssessmentFailed:
			return e, ErrBasisAssessment.Textf("考核 %s 现在是%s，只有结论为不合格的可以作为依据（四(五)3）", number, rows[0].State.Title()).With(number).On("document")
		case e.Assessment == 0 && e.Finding == 0:
			e.Assessment = rows[0].ID
		}
	}
	for _, number := range findings {
		rows, err := watch.FindingNoun.All(t.Ctx, t, `WHERE f.number = $1`, number)
		switch {
		case err != nil:
			return e, err
		case len(rows) == 0:
			return e, ErrBasisFinding.Textf("本机关没有编号 %s 的督办，请核对编号", number).With(number).On("document")
		}
		ours, err := concerns(t, rows[0].ID, o)
		switch {
		case err != nil:
			return e, err
		case !ours:
			return e, ErrBasisFinding.Textf("督办 %s 针对的是 %s，与这一户无关，不能作为依据（四(五)3）；请核对编号", number, rows[0].Subject).With(number).On("document")
		case g.OnFailure && e.Assessment == 0 && e.Finding == 0:
			e.Finding = rows[0].ID
		}
	}
	return e, nil
}

// concerns reports whether a finding is on a tenancy, on a unit that it holds or on its application.
func concerns(t *engine.Tx, finding int64, o *stay.OpenedTenancy) (bool, error) {
	fits, err := engine.One(t.Ctx, t, engine.ScanOne[int64], `SELECT count(*) FROM finding f WHERE f.id = $1 AND `+watch.FindingOfTenancy, finding, o.ID, o.Row.Application)
	return fits != 0, err
}

// restExit keeps what a new exit rests on: a failed assessment of the tenancy, or a finding on it, on a unit that it holds or
// on its application. Errors: ErrBasisAssessment, ErrBasisFinding.
func restExit(t *engine.Tx, exit int64, o *stay.OpenedTenancy, e leave.Evidence) error {
	if e.Assessment != 0 {
		row, err := watch.ReadAssessment(t.Ctx, t, e.Assessment)
		if err != nil {
			return err
		}
		if row.Tenancy != o.ID || row.State != oversight.AssessmentFailed {
			return ErrBasisAssessment.With(row.Number).On("basis")
		}
		if err := t.Exec(`UPDATE exit SET assessment_id = $1 WHERE id = $2`, e.Assessment, exit); err != nil {
			return err
		}
	}
	if e.Finding == 0 {
		return nil
	}
	fits, err := concerns(t, e.Finding, o)
	if err != nil {
		return err
	}
	if !fits {
		return ErrBasisFinding.On("basis")
	}
	return t.Exec(`UPDATE exit SET finding_id = $1 WHERE id = $2`, e.Finding, exit)
}

// MoveBasis takes a step of the assessment that an exit rests on; an exit without one moves nothing.
func MoveBasis(t *engine.Tx, exit int64, step func(*oversight.Assessment) error) error {
	b, err := readExitBasis(t.Ctx, t, exit)
	if err != nil || b.Assessment == 0 {
		return err
	}
	row, err := watch.ReadAssessment(t.Ctx, t, b.Assessment)
	if err != nil {
		return err
	}
	before := row.State
	if err := step(&row.Assessment); err != nil {
		return err
	}
	return watch.SaveAssessment(t, row, before, row.Version, "")
}

// ExitEvidence lists what an exit of a tenancy for a failure may rest on: its failed assessments, then the findings that
// concern it, each the latest first. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) ExitEvidence(ctx context.Context, by engine.Actor, tenancy int64) (list []leave.Evidence, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		stay, err := stay.TenancyNoun.ByID(ctx, q, tenancy)
		if err != nil {
			return err
		}
		if !by.Sees(stay.District) {
			return engine.ErrOtherDistrict.With(stay.District)
		}
		rows, err := watch.AssessmentNoun.All(ctx, q, watch.AssessmentsOfTenancy, tenancy)
		if err != nil {
			return err
		}
		for _, r := range rows {
			if r.State == oversight.AssessmentFailed {
				list = append(list, r.Evidence())
			}
		}
		findings, err := watch.FindingNoun.All(ctx, q, `WHERE f.district = $1 AND `+watch.FindingOfTenancy+` ORDER BY f.id DESC`, stay.District, tenancy, stay.Application)
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

// Assessments, support, findings.
var (
	ErrBasisAssessment = say.Refuse("basis_assessment", "只能依据这一户结论为不合格的考核提出退出，请重新选择")
	ErrBasisFinding    = say.Refuse("basis_finding", "这件督办与这一户无关或已撤销，请重新选择")
)
