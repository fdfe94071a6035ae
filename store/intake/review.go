package intake

import (
	"context"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/engine"
)

// ReviewRow is the review sheet of an application; an empty sheet with all its clauses when none has been filled in.
type ReviewRow struct {
	allocation.Review
	Name string // display name of the reviewer
}

// ReviewInput is what a reviewer fills in beside the clauses: what the review accepts of jobs, taxes and groups, and the papers.
type ReviewInput struct {
	Clauses        []allocation.ClauseCheck
	Jobs           allocation.JobFigure // accepted; its day is set by the store when it has none
	Tax            allocation.TaxFigure // accepted a year
	Groups         []allocation.GroupVerdict
	Materials      []string // codes of the papers that are in
	PolicyDocument string   // for 三.7
}

const (
	reviewOf = `SELECT r.day, r.account, coalesce(a.display, '') FROM review r LEFT JOIN account a ON a.id = r.account WHERE r.application_id = $1`

	reviewClausesOf = `SELECT c.clause, c.verdict, c.remark FROM review_clause c JOIN review r ON r.id = c.review_id
		WHERE r.application_id = $1 ORDER BY c.position`
	reviewSet = `INSERT INTO review (application_id, day, account) VALUES ($1, $2, $3)
		ON CONFLICT (application_id) DO UPDATE SET day = excluded.day, account = excluded.account RETURNING id`
	reviewClauseSet = `INSERT INTO review_clause (review_id, position, clause, verdict, remark) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (review_id, clause) DO UPDATE SET verdict = excluded.verdict, remark = excluded.remark`
)

// ReadReview reads the review of an application.
func ReadReview(ctx context.Context, q engine.Querier, application int64) (ReviewRow, error) {
	row, found, err := engine.Maybe(ctx, q, func(s engine.Scanner) (r ReviewRow, err error) {
		err = s.Scan(&r.Day, &r.By, &r.Name)
		return r, err
	}, reviewOf, application)
	if err != nil || !found {
		return ReviewRow{Review: allocation.NewReview()}, err
	}
	row.Clauses, err = engine.All(ctx, q, func(s engine.Scanner) (c allocation.ClauseCheck, err error) {
		err = s.Scan(&c.Clause, &c.Verdict, &c.Remark)
		return c, err
	}, reviewClausesOf, application)
	return row, err
}

// ReviewApplication saves the review sheet (四(二), 二, 三.1 to 三.7), which may still be unfinished; with pass it also makes the
// materials 合格. It changes an accepted application only. Errors: ErrStale, what Application.PassReview refuses.
func (s Room) ReviewApplication(ctx context.Context, by engine.Actor, id, version int64, in ReviewInput, pass bool) error {
	act := allocation.ActReviewApplication
	if pass {
		act = allocation.ActPassReview
	}
	return s.Write(ctx, by, act, func(t *engine.Tx) error {
		o, err := openApplication(t, id)
		if err != nil {
			return err
		}
		if err := o.May(allocation.MoveReview); err != nil {
			return err
		}
		review := allocation.Review{Clauses: in.Clauses, By: t.By.ID, Day: t.Today}.Whole()
		if err := takeOver(t, o, in); err != nil {
			return err
		}
		if err := saveReview(t, id, review); err != nil {
			return err
		}
		if pass {
			if err := o.PassReview(review); err != nil {
				return err
			}
		}
		return o.save(t, version, "")
	})
}

// takeOver writes what the review accepts.
func takeOver(t *engine.Tx, o *OpenedApplication, in ReviewInput) error {
	old := o.row.Application
	if in.Jobs.People() > 0 || in.Jobs.Stated() {
		if in.Jobs.Day.IsZero() {
			in.Jobs.Day = t.Today
		}
		if in.Jobs.Full < 0 || in.Jobs.Part < 0 {
			return allocation.ErrJobsRange.On("jobs_accepted")
		}
		o.Jobs.Accepted = in.Jobs
	}
	if in.Tax.Amount != 0 || in.Tax.Stated() || old.Taxes.Accepted.Stated() {
		if in.Tax.Day.IsZero() {
			in.Tax.Day = t.Today
		}
		if in.Tax.Amount < 0 {
			return allocation.ErrTaxRange.On("taxes_accepted")
		}
		o.Taxes.Accepted = in.Tax
	}
	if err := o.JudgeGroups(in.Groups, t.Today); err != nil {
		return err
	}
	o.Materials = received(o.Materials, in.Materials, t.Today)
	o.Policy.Document = strings.TrimSpace(in.PolicyDocument)
	return writeLists(t, o.ID, old, o.Application)
}

// received checks papers off: those named are in, since the day they were first in; the others are not.
func received(list []allocation.MaterialCheck, codes []string, day civil.Date) []allocation.MaterialCheck {
	out := slices.Clone(list)
	for i := range out {
		switch in := slices.Contains(codes, out[i].Code); {
		case in && out[i].Received.IsZero():
			out[i].Received = day
		case !in:
			out[i].Received = civil.Date{}
		}
	}
	return out
}

func saveReview(t *engine.Tx, application int64, r allocation.Review) error {
	id, err := engine.One(t.Ctx, t, engine.ScanOne[int64], reviewSet, application, r.Day, r.By)
	if err != nil {
		return err
	}
	for _, c := range r.Clauses {
		place := slices.Index(allocation.ReviewClauses, c.Clause)
		if place < 0 {
			return allocation.ErrReviewClause.With(c.Clause)
		}
		if err := t.Exec(reviewClauseSet, id, place+1, c.Clause, string(c.Verdict), c.Remark); err != nil {
			return err
		}
	}
	return nil
}
