package intake

import (
	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/engine"
)

// TakeApplicant registers an applicant as papers of before have it (接入): what they do not say stays empty.
func TakeApplicant(t *engine.Tx, a allocation.Applicant) (int64, error) {
	a.Tidy()
	id, err := ApplicantRecord.Add(t, ApplicantRow{Applicant: a, CreatedDay: t.Today, CreatedBy: t.By.ID})
	if err != nil {
		return 0, err
	}
	return id, addParties(t, id, a)
}

// TakeApplication writes the application of a stay that runs already: contracted on the day of its signing, with the jobs that its papers
// promise and those last verified.
func TakeApplication(t *engine.Tx, a allocation.Application, signed civil.Date, promised, verified allocation.JobFigure) (int64, error) {
	a.State = allocation.ApplicationContracted
	a.AcceptedOn = signed
	a.Jobs.Claimed, a.Jobs.Accepted, a.Jobs.Contracted, a.Jobs.Verified = promised, promised, promised, verified
	id, err := ApplicationRecord.Add(t, ApplicationDetail{Application: a, StateDay: signed, CreatedDay: t.Today, CreatedBy: t.By.ID})
	if err != nil {
		return 0, err
	}
	if err := writeFigures(t, id, allocation.Application{}, a); err != nil {
		return 0, err
	}
	return id, t.Move("application", id, "", string(a.State), promised.Source)
}

// sqlPartyIs finds who has a number of identity or registration.
const sqlPartyIs = `SELECT p.applicant_id FROM party p JOIN applicant a ON a.id = p.applicant_id
	WHERE p.identity = $1 AND p.part IN ('self', 'company') AND a.merged_into = 0 AND ($2 = '' OR a.district = $2) ORDER BY p.applicant_id LIMIT 1`

// ApplicantWith is the applicant of a number of identity or registration; found is false when none has it.
func ApplicantWith(t *engine.Tx, number, district string) (id int64, found bool, err error) {
	return engine.Maybe(t.Ctx, t, engine.ScanOne[int64], sqlPartyIs, number, district)
}
