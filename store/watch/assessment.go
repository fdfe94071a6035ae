package watch

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/leave"
	"penggai/allocation/oversight"
	"penggai/allocation/roster"
	"penggai/allocation/say"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/stay"
)

// AssessmentRow is an assessment with the tenancy that it is about.
type AssessmentRow struct {
	oversight.Assessment
	Tenancy      int64
	Stay         string // number of the tenancy
	District     string
	Name         string // of the applicant
	Units        string // numbers
	Application  int64
	TenancyState allocation.TenancyState
	RecordedName string // display name of the account
	DecidedName  string
	Exit         int64 // the exit that rests on it and is not refused or taken back; 0 without one
	ExitState    leave.ExitState
	Version      int64
}

// AssessmentDetail is an assessment with everything that its page shows.
type AssessmentDetail struct {
	AssessmentRow
	Figures  allocation.Jobs // of the application, as they stand now
	Expected allocation.Taxes
	Moves    []AssessmentMoveRow
	Roster   []stay.RosterRow // workers by name; empty: no list was entered
	Strict   bool             // the district wants two people for a 不合格
	NoExit   error            // why the stay cannot leave now; nil when it can
}

// AssessmentMoveRow is one step of an assessment's life.
type AssessmentMoveRow struct {
	From, To oversight.AssessmentState
	Day      civil.Date
	By       string
	Reason   string
}

const (
	// AssessmentsOfTenancy chooses the assessments of a tenancy, the latest first.
	AssessmentsOfTenancy = `WHERE k.tenancy_id = $1 ORDER BY k.id DESC`
	assessmentPoints     = `SELECT code, good, remark FROM assessment_point WHERE assessment_id = $1 ORDER BY id`
	assessmentTaxes      = `SELECT year, fen, source FROM assessment_tax WHERE assessment_id = $1 ORDER BY year`
	assessmentMoves      = `SELECT m.from_state, m.to_state, m.day, coalesce(a.display, ''), m.reason
		FROM move m LEFT JOIN account a ON a.id = m.account WHERE m.noun = 'assessment' AND m.noun_id = $1 ORDER BY m.id`
	tenancyAssessed = `UPDATE tenancy SET assessed_months = coalesce((SELECT max(covers) FROM assessment WHERE tenancy_id = tenancy.id AND state <> 'void'), 0)
		WHERE id = $1`
)

// ReadAssessment reads one with its answers and taxes.
func ReadAssessment(ctx context.Context, q engine.Querier, id int64) (r AssessmentRow, err error) {
	if r, err = AssessmentNoun.ByID(ctx, q, id); err != nil {
		return r, err
	}
	r.Points, err = engine.All(ctx, q, func(s engine.Scanner) (p oversight.PointCheck, err error) {
		err = s.Scan(&p.Code, &p.Good, &p.Remark)
		return p, err
	}, assessmentPoints, id)
	if err != nil {
		return r, err
	}
	r.Taxes, err = engine.All(ctx, q, func(s engine.Scanner) (x oversight.TaxPaid, err error) {
		err = s.Scan(&x.Year, &x.Amount, &x.Source)
		return x, err
	}, assessmentTaxes, id)
	return r, err
}

// Assessment reads an assessment with everything that its page shows. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) Assessment(ctx context.Context, by engine.Actor, id int64) (d AssessmentDetail, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		if d.AssessmentRow, err = ReadAssessment(ctx, q, id); err != nil {
			return err
		}
		if !by.Sees(d.District) {
			return engine.ErrOtherDistrict.With(d.District)
		}
		app := allocation.Application{ID: d.Application}
		if err = intake.ReadFigures(ctx, q, &app); err != nil {
			return err
		}
		d.Figures, d.Expected = app.Jobs, app.Taxes
		p, err := basis.ParametersOn(ctx, q, d.District, s.Today())
		if err != nil {
			return err
		}
		d.Strict = p.Separation == allocation.SeparationStrict
		if d.NoExit, err = noExit(ctx, q, d.Tenancy); err != nil {
			return err
		}
		if d.Roster, err = stay.ReadRoster(ctx, q, by, stay.RosterAssessment, id, d.Tenancy); err != nil {
			return err
		}
		d.Moves, err = engine.All(ctx, q, func(r engine.Scanner) (m AssessmentMoveRow, err error) {
			err = r.Scan(&m.From, &m.To, &m.Day, &m.By, &m.Reason)
			return m, err
		}, assessmentMoves, id)
		return err
	})
	if err != nil {
		return AssessmentDetail{}, err
	}
	return d, nil
}

// RecordAssessment enters an assessment of a tenancy: its facts and its conclusion (四(五)). The verified jobs become those
// of the application. last is the id of the assessment that the form saw as the latest (AssessmentSheet.Last). A 整改 without a
// deadline gets the one of the parameters. It returns the id and the number.
// Errors: those of allocation.Assessment.Record, ErrAssessmentThere.
func (s Room) RecordAssessment(ctx context.Context, by engine.Actor, tenancy, last int64, a oversight.Assessment) (id int64, number string, err error) {
	err = s.Write(ctx, by, allocation.ActRecordAssessment, func(t *engine.Tx) error {
		o, err := stay.OpenTenancy(t, tenancy)
		if err != nil {
			return err
		}
		sheet, err := readSheet(t.Ctx, t, o.Row, t.Today)
		if err != nil {
			return err
		}
		if sheet.Last != last {
			return ErrAssessmentThere.With(sheet.History[0].Number)
		}
		trimAssessment(&a)
		if err := prepareAssessment(t, o, sheet, &a); err != nil {
			return err
		}
		a.By = t.By.ID
		if id, err = addAssessment(t, o, &a); err != nil {
			return err
		}
		number = a.Number
		return nil
	})
	if err != nil {
		return 0, "", err
	}
	return id, number, nil
}

func trimAssessment(a *oversight.Assessment) {
	a.Bodies = oversight.SplitBodies(oversight.JoinBodies(a.Bodies))
	for _, s := range []*string{&a.Jobs.Source, &a.Papers, &a.Reason, &a.Rectify} {
		*s = strings.TrimSpace(*s)
	}
}

// prepareAssessment checks it, gives it its state and says which due day it answers.
func prepareAssessment(t *engine.Tx, o *stay.OpenedTenancy, sheet AssessmentSheet, a *oversight.Assessment) error {
	for _, h := range sheet.History {
		if h.ID == sheet.Last {
			if err := a.Follows(h.Assessment); err != nil {
				return err
			}
		}
	}
	by := a.RectifyBy
	if by.IsZero() {
		by = sheet.RectifyBy
	}
	if err := a.Record(o.Tenancy, sheet.Terms(t.By.Role), t.Today, by); err != nil {
		return err
	}
	a.Measure = sheet.MeasureOf(*a)
	a.Covers = oversight.AssessmentCovers(o.Signed, a.Day, sheet.Covered, sheet.Interval, sheet.Lead)
	if a.Covers > sheet.Covered {
		a.Due = o.Signed.AddMonths(a.Covers)
	}
	return nil
}

// addAssessment writes it with its number, its move, the verified jobs and what is answered by it.
func addAssessment(t *engine.Tx, o *stay.OpenedTenancy, a *oversight.Assessment) (id int64, err error) {
	district, err := allocation.FindDistrict(o.District)
	if err != nil {
		return 0, err
	}
	n, err := t.Number(oversight.AssessmentSeries(district.Code, a.Day.Year()))
	if err != nil {
		return 0, err
	}
	a.Number = oversight.AssessmentNumber(district.Code, a.Day.Year(), n)
	a.By = t.By.ID
	id, err = AssessmentNoun.Add(t, AssessmentRow{Assessment: *a, Tenancy: o.ID, District: o.District})
	if err != nil {
		return 0, err
	}
	for _, p := range a.Points {
		err := t.Exec(`INSERT INTO assessment_point (assessment_id, code, good, remark) VALUES ($1, $2, $3, $4)`, id, p.Code, p.Good, strings.TrimSpace(p.Remark))
		if err != nil {
			return 0, err
		}
	}
	for _, x := range a.Taxes {
		err := t.Exec(`INSERT INTO assessment_tax (assessment_id, year, fen, source) VALUES ($1, $2, $3, $4)`, id, x.Year, int64(x.Amount), strings.TrimSpace(x.Source))
		if err != nil {
			return 0, err
		}
	}
	t.Subject(a.Number + " " + o.Row.Name)
	t.About("assessment", id)
	t.Reason(a.Reason)
	if err := t.Move("assessment", id, "", string(a.State), a.Reason); err != nil {
		return 0, err
	}
	if err := t.Exec(tenancyAssessed, o.ID); err != nil {
		return 0, err
	}
	return id, intake.SetApplicationJobs(t, o.Row.Application, func(j *allocation.Jobs) { j.Verified = a.Jobs })
}

// changeAssessment is the frame of every step: read, decide, write back with its move.
func (s Room) changeAssessment(ctx context.Context, by engine.Actor, act allocation.Action, id, version int64, reason string, step func(*engine.Tx, *AssessmentRow) error) error {
	return s.Write(ctx, by, act, func(t *engine.Tx) error {
		row, err := ReadAssessment(t.Ctx, t, id)
		if err != nil {
			return err
		}
		t.About("assessment", id)
		if err := t.Mine(row.District); err != nil {
			return err
		}
		t.Subject(row.Number + " " + row.Name)
		t.Reason(reason)
		before := row.State
		if err := step(t, &row); err != nil {
			return err
		}
		if err := SaveAssessment(t, row, before, version, reason); err != nil || row.State != oversight.AssessmentVoid {
			return err
		}
		return undoAssessment(t, row)
	})
}

// SaveAssessment writes an assessment after a move of its state.
func SaveAssessment(t *engine.Tx, row AssessmentRow, before oversight.AssessmentState, version int64, reason string) error {
	err := AssessmentNoun.Set(t, row, version)
	if err != nil || row.State == before {
		return err
	}
	return t.Move("assessment", row.ID, string(before), string(row.State), reason)
}

// ReinspectAssessment records what the re-inspection found: put right, or 不合格. Errors: ErrStale, those of Assessment.Reinspect.
func (s Room) ReinspectAssessment(ctx context.Context, by engine.Actor, id, version int64, day civil.Date, passed bool, found string) error {
	found = strings.TrimSpace(found)
	return s.changeAssessment(ctx, by, allocation.ActReinspectAssessment, id, version, found, func(t *engine.Tx, r *AssessmentRow) error {
		p, err := basis.Parameters(t, r.District)
		if err != nil {
			return err
		}
		return r.Reinspect(day, passed, found, t.Today, p.Separation == allocation.SeparationStrict)
	})
}

// ExtendAssessment gives more time for a rectification. Errors: ErrStale, those of Assessment.Extend.
func (s Room) ExtendAssessment(ctx context.Context, by engine.Actor, id, version int64, until civil.Date, reason string) error {
	return s.changeAssessment(ctx, by, allocation.ActExtendAssessment, id, version, reason, func(t *engine.Tx, r *AssessmentRow) error {
		return r.Extend(until, reason, t.Today)
	})
}

// ConfirmAssessment decides on a 不合格 that waits for a second person (四(五)3), or on a 合格 with far fewer jobs than contracted
// (四(三)): agreed the first opens the way to an exit and the second stands, else the assessment is void. Errors: ErrStale, allocation.ErrSamePerson, those of Assessment.Confirm.
func (s Room) ConfirmAssessment(ctx context.Context, by engine.Actor, id, version int64, agreed bool, decision string) (warned bool, err error) {
	err = s.changeAssessment(ctx, by, allocation.ActConfirmAssessment, id, version, decision, func(t *engine.Tx, r *AssessmentRow) error {
		if warned, err = basis.Separate(t, r.District, "assessment", id); err != nil {
			return err
		}
		return r.Confirm(agreed, strings.TrimSpace(decision), t.Today, t.By.ID)
	})
	return warned, err
}

// SetRoster enters the workers that an assessment found, by name; a list that was there goes. It says who of them stands on the list
// of another tenant. Errors: ErrStale, those of Assessment.MayList, roster.ErrMore.
func (s Room) SetRoster(ctx context.Context, by engine.Actor, id, version int64, workers []roster.Worker) (elsewhere int, err error) {
	reason := fmt.Sprintf("名单 %d 人", len(workers))
	err = s.changeAssessment(ctx, by, allocation.ActRecordAssessment, id, version, reason, func(t *engine.Tx, r *AssessmentRow) error {
		if err := r.MayList(len(workers)); err != nil {
			return err
		}
		if err := stay.SetRoster(t, stay.RosterAssessment, id, workers); err != nil {
			return err
		}
		rows, err := stay.ReadRoster(t.Ctx, t, t.By, stay.RosterAssessment, id, r.Tenancy)
		for _, w := range rows {
			if slices.ContainsFunc(w.Seen, func(x roster.Sighting) bool { return x.Another }) {
				elsewhere++
			}
		}
		return err
	})
	return elsewhere, err
}

// VoidAssessment strikes out an assessment that was entered by mistake, while nothing depends on it: no exit rests on it
// and no later assessment followed. The verified jobs and what is due fall back to the assessment before it.
// What the approver has decided the approver strikes out. warned says that one person recorded and struck it out where the district only
// warns. Errors: ErrStale, allocation.ErrSamePerson, ErrAssessmentUsed, ErrAssessmentFollowed, those of Assessment.Void.
func (s Room) VoidAssessment(ctx context.Context, by engine.Actor, id, version int64, reason string) (warned bool, err error) {
	now, err := AssessmentNoun.ByID(ctx, s.Read, id)
	if err != nil {
		return false, err
	}
	err = s.changeAssessment(ctx, by, voiding(&now.Assessment), id, version, reason, func(t *engine.Tx, r *AssessmentRow) error {
		if r.Exit != 0 {
			return ErrAssessmentUsed
		}
		if voiding(&r.Assessment).Code != t.Act.Code {
			return engine.ErrStale
		}
		if r.Apart() {
			if warned, err = basis.Separate(t, r.District, "assessment", id, r.found()...); err != nil {
				return err
			}
		}
		later, found, err := engine.Maybe(t.Ctx, t, engine.ScanOne[string],
			`SELECT number FROM assessment WHERE tenancy_id = $1 AND state <> 'void' AND id > $2 ORDER BY id DESC LIMIT 1`, r.Tenancy, id)
		if err != nil {
			return err
		}
		if found {
			return ErrAssessmentFollowed.With(later)
		}
		return r.Void(strings.TrimSpace(reason))
	})
	return warned, err
}

// Voiding is the action of striking it out: the approver's where the approver has decided it.
func (r *AssessmentRow) Voiding() allocation.Action { return voiding(&r.Assessment) }

func voiding(a *oversight.Assessment) allocation.Action {
	if a.Decided.IsZero() {
		return allocation.ActVoidAssessment
	}
	return allocation.ActVoidConclusion
}

// found are the states into which who recorded or re-inspected it moved it.
func (r *AssessmentRow) found() []string {
	out := []string{string(oversight.AssessmentPending), string(oversight.AssessmentRectifying), string(oversight.AssessmentClosed)}
	if r.Decided.IsZero() {
		out = append(out, string(oversight.AssessmentFailed))
	}
	return out
}

// undoAssessment takes back what a void assessment said of the tenancy and its application.
func undoAssessment(t *engine.Tx, r AssessmentRow) error {
	if err := t.Exec(tenancyAssessed, r.Tenancy); err != nil {
		return err
	}
	before, found, err := engine.Maybe(t.Ctx, t, func(s engine.Scanner) (f allocation.JobFigure, err error) {
		err = s.Scan(&f.Full, &f.Part, &f.Source, &f.Day)
		return f, err
	}, `SELECT full_time, part_time, jobs_source, jobs_day FROM assessment WHERE tenancy_id = $1 AND state <> 'void' ORDER BY id DESC LIMIT 1`, r.Tenancy)
	if err != nil {
		return err
	}
	if !found {
		return t.Exec(`DELETE FROM application_jobs WHERE application_id = $1 AND stage = 'verified'`, r.Application)
	}
	return intake.SetApplicationJobs(t, r.Application, func(j *allocation.Jobs) { j.Verified = before })
}

// Assessments, support, findings.
var (
	ErrAssessmentThere    = say.Refuse("assessment_there", "这户刚由别人登记了一次考核，没有重复保存。请先看那一次再决定")
	ErrAssessmentUsed     = say.Refuse("assessment_used", "有退出依据这次考核，不能作废。请先撤回退出")
	ErrAssessmentFollowed = say.Refuse("assessment_followed", "这户后来又考核过，不能作废这一次。请先作废后一次")
)
