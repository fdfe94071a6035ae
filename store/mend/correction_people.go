package mend

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"penggai/allocation/likeness"
	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/amend"
	"penggai/allocation/civil"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/round"
)

// acceptedOf says whether an application of the applicant $1 has been accepted.
const acceptedOf = `SELECT EXISTS (SELECT 1 FROM application WHERE applicant_id = $1 AND state <> 'draft')`

func readMendableApplicant(ctx context.Context, q engine.Querier, id int64) (m mendable, err error) {
	row, err := intake.ReadApplicant(ctx, q, id)
	if err != nil {
		return m, err
	}
	if row.Merged != 0 {
		return m, likeness.ErrDoubleGone
	}
	m.Noun, m.district, m.subject = amend.CorrectApplicant, row.District, row.Name
	m.Applicant = &amend.ApplicantRecord{Applicant: row.Applicant}
	if m.Applicant.Accepted, err = engine.One(ctx, q, engine.ScanOne[bool], acceptedOf, id); err != nil {
		return m, err
	}
	m.Applicant.First, err = intake.ReadOrigin(ctx, q, id)
	return m, err
}

// frozenIn is the round that has frozen the data of the application $1. A posted list of which an upheld dispute says that it is wrong
// may be mended, since it will be posted anew.
const frozenIn = `SELECT r.title FROM round_applicant x JOIN round r ON r.id = x.round_id
	WHERE x.application_id = $1 AND (r.state IN ('drawn', 'computed', 'noticed') OR r.state = 'locked' AND NOT EXISTS (
		SELECT 1 FROM dispute d WHERE d.round_id = r.id AND d.state = 'upheld'
		AND d.input_id = (SELECT max(i.id) FROM round_input i WHERE i.round_id = r.id))) ORDER BY r.id LIMIT 1`

func readMendableApplication(ctx context.Context, q engine.Querier, today civil.Date, id int64) (m mendable, err error) {
	row, err := intake.ReadApplication(ctx, q, id)
	if err != nil {
		return m, err
	}
	name, err := engine.One(ctx, q, engine.ScanOne[string], `SELECT name FROM applicant WHERE id = $1`, row.Applicant)
	if err != nil {
		return m, err
	}
	m.Noun, m.district = amend.CorrectApplication, row.District
	m.subject = intake.ApplicationSubject(row.Application, name)
	r := &amend.ApplicationRecord{Application: row.Application}
	m.Application = r
	review, err := intake.ReadReview(ctx, q, id)
	if err != nil {
		return m, err
	}
	r.Review = review.Review
	if r.Sectors, err = basis.Catalogue[allocation.Sector](ctx, q, basis.KindSector, today); err != nil {
		return m, err
	}
	if r.Groups, err = basis.Catalogue[allocation.Group](ctx, q, basis.KindGroup, today); err != nil {
		return m, err
	}
	if r.Communities, err = intake.Communities(ctx, q, row.District); err != nil {
		return m, err
	}
	p, err := basis.ParametersOn(ctx, q, row.District, today)
	if err != nil {
		return m, err
	}
	r.Weights, r.Params = p.Jobs, p.Allocation.Params()
	r.Round, _, err = engine.Maybe(ctx, q, engine.ScanOne[string], frozenIn, id)
	return m, err
}

// intakeStand is how an application stands before or after a correction: among those that wait, and by what was noticed of it.
type intakeStand struct {
	application int64
	number      string
	place       string
	flags       string
}

// intakeStanding are the applications that a correction of an applicant or an application touches.
type intakeStanding []intakeStand

// standingOf are the accepted applications under way that a correction of the applicant or application $1 $2 touches.
const standingOf = `SELECT id, number FROM application WHERE ($1 = 'applicant' AND applicant_id = $2 OR $1 = 'application' AND id = $2)
	AND ` + intake.UnderWay + ` ORDER BY id`

// intakeStands reads how they stand; none for a correction of another record.
func intakeStands(t *engine.Tx, c *amend.Correction) (intakeStanding, error) {
	list, err := engine.All(t.Ctx, t, func(s engine.Scanner) (x intakeStand, err error) {
		err = s.Scan(&x.application, &x.number)
		return x, err
	}, standingOf, c.Noun, c.Record)
	if err != nil {
		return nil, err
	}
	for i := range list {
		x := &list[i]
		if x.place, err = round.WaitingPlace(t, x.application); err != nil {
			return nil, err
		}
		flags, err := intake.ReadFlags(t.Ctx, t, x.application)
		if err != nil {
			return nil, err
		}
		var words []string
		for _, f := range flags {
			words = append(words, strings.TrimSpace(f.Kind.Title()+" "+f.Label))
		}
		x.flags = strings.Join(words, "；")
	}
	return list, nil
}

// printed counts what was printed of a record and of what hangs on it.
const printed = `SELECT count(*) FROM log WHERE seq = entry AND action = 'document.print' AND (noun = $1 AND noun_id = $2
	OR $1 = 'applicant' AND noun = 'application' AND noun_id IN (SELECT id FROM application WHERE applicant_id = $2)
	OR noun = 'tenancy' AND noun_id IN (SELECT id FROM tenancy WHERE $1 = 'applicant' AND applicant_id = $2 OR $1 = 'application' AND application_id = $2))`

// effects are what differs after the correction has been applied: the place among those that wait, what is noticed, and what
// papers say the old.
func (s intakeStanding) effects(t *engine.Tx, c *amend.Correction) ([]amend.CorrectionEffect, error) {
	if c.Noun != amend.CorrectApplicant && c.Noun != amend.CorrectApplication {
		return nil, nil
	}
	now, err := intakeStands(t, c)
	if err != nil {
		return nil, err
	}
	var out []amend.CorrectionEffect
	add := func(title, old, now string) {
		if old != now {
			out = append(out, amend.CorrectionEffect{Title: title, Old: allocation.OrNone(old), New: allocation.OrNone(now)})
		}
	}
	for _, x := range s {
		name := ""
		if len(s) > 1 {
			name = x.number + " "
		}
		k := slices.IndexFunc(now, func(n intakeStand) bool { return n.application == x.application })
		if k < 0 {
			continue
		}
		add(name+"待分配名次", x.place, now[k].place)
		add(name+say.Hints, x.flags, now[k].flags)
	}
	n, err := engine.One(t.Ctx, t, engine.ScanOne[int64], printed, c.Noun, c.Record)
	if err == nil && n > 0 {
		out = append(out, amend.CorrectionEffect{Title: "已打印的文书", New: fmt.Sprintf("%d 次打印不变，写有原值的请重新打印", n)})
	}
	return out, err
}
