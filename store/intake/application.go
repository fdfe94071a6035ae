package intake

import (
	"cmp"
	"context"
	"errors"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/likeness"
	"penggai/allocation/refusal"
	"penggai/allocation/say"
	"penggai/store/engine"
)

// ApplicationDetail is an application with everything that its page shows.
type ApplicationDetail struct {
	allocation.Application
	Who          allocation.Applicant // with masked numbers
	SectorTitle  string               // heading and trade of the annex, or the applicant's words
	StateDay     civil.Date           // since when it stands where it stands
	CreatedDay   civil.Date
	CreatedBy    int64
	ClerkName    string // display name of who handles it; empty: nobody
	AcceptedName string // display name of the account
	DecidedBy    int64
	DecidedName  string
	DecidedDay   civil.Date
	Decision     string           // the reason of the last approval or rejection
	Grounds      []refusal.Ground // of the refusal that stands, frozen
	Review       ReviewRow
	Evaluation   EvaluationRow   // that counts; without marks until all are in
	Earlier      []EvaluationRow // set aside by reconsiderations, the first one first
	Flags        []likeness.Flag
	Minors       []string // people behind it who are not of full age today
	Moves        []MoveRow
	Round        string                // title of the open round that it takes part in; empty: none
	RoundState   allocation.RoundState // of that round
	RoundID      int64
	Version      int64
}

// Next says what comes next for the application.
func (d ApplicationDetail) Next(today civil.Date) allocation.Step[allocation.ApplicationStepKind] {
	return d.Application.Next(allocation.ApplicationFacts{
		Review: d.Review.Review, Evaluation: d.Evaluation.Evaluation, Rubric: d.Evaluation.Rubric, Round: d.Round, RoundState: d.RoundState,
	}, today)
}

// MoveRow is one step of a life.
type MoveRow struct {
	From, To allocation.ApplicationState
	Day      civil.Date
	At       string // wall clock, RFC 3339
	By       string // display name; empty for the command line
	Reason   string
}

const movesOf = `SELECT m.from_state, m.to_state, m.day, m.at, coalesce(a.display, ''), m.reason
	FROM move m LEFT JOIN account a ON a.id = m.account WHERE m.noun = 'application' AND m.noun_id = $1 ORDER BY m.id`

// OpenedApplication is an application inside a transaction, with what its moves need.
type OpenedApplication struct {
	allocation.Application
	row ApplicationDetail // as stored; its Application is the state before the move, what is said of the decision is new
	who allocation.Applicant
}

// Application reads an application with its applicant, review, evaluation, flags and moves.
// Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) Application(ctx context.Context, by engine.Actor, id int64) (ApplicationDetail, error) {
	d, err := ReadApplication(ctx, s.Read, id)
	if err != nil {
		return d, err
	}
	if !by.Sees(d.District) {
		return ApplicationDetail{}, engine.ErrOtherDistrict.With(d.District)
	}
	who, err := ReadApplicant(ctx, s.Read, d.Applicant)
	if err != nil {
		return d, err
	}
	d.Who, d.Minors = Masked(who.Applicant), likeness.Minors(who.Applicant, s.Today())
	if d.SectorTitle, err = sectorTitle(ctx, s.Read, d.Application, s.Today()); err != nil {
		return d, err
	}
	if d.Review, err = ReadReview(ctx, s.Read, id); err != nil {
		return d, err
	}
	if d.Earlier, err = readEvaluations(ctx, s.Read, id); err != nil {
		return d, err
	}
	if n := len(d.Earlier) - 1; n >= 0 && d.Earlier[n].Closed.IsZero() {
		d.Evaluation, d.Earlier = d.Earlier[n], d.Earlier[:n]
		d.Evaluation.Evaluation = d.Evaluation.Shown()
	}
	if d.Grounds, err = readGrounds(ctx, s.Read, d.Application); err != nil {
		return d, err
	}
	if d.Flags, err = ReadFlags(ctx, s.Read, id); err != nil {
		return d, err
	}
	d.Moves, err = engine.All(ctx, s.Read, func(r engine.Scanner) (m MoveRow, err error) {
		err = r.Scan(&m.From, &m.To, &m.Day, &m.At, &m.By, &m.Reason)
		return m, err
	}, movesOf, id)
	if err != nil {
		return d, err
	}
	r, _, err := engine.Maybe(ctx, s.Read, func(r engine.Scanner) (d ApplicationDetail, err error) {
		err = r.Scan(&d.Round, &d.RoundState, &d.RoundID)
		return d, err
	}, roundsWith, id)
	d.Round, d.RoundState, d.RoundID = r.Round, r.RoundState, r.RoundID
	return d, err
}

// ApplicationByNumber is the id of a numbered application. Errors: ErrNotFound.
func (s Room) ApplicationByNumber(ctx context.Context, by engine.Actor, number string) (int64, error) {
	return engine.One(ctx, s.Read, engine.ScanOne[int64], `SELECT id FROM application WHERE number = $1 AND ($2 = '' OR district = $2)`,
		number, by.District)
}

// sectorTitle names the trade of an application: by the catalogue as it stands on a day, or in the applicant's words.
func sectorTitle(ctx context.Context, q engine.Querier, a allocation.Application, day civil.Date) (string, error) {
	if a.Sector == "" {
		return a.SectorText, nil
	}
	title, found, err := engine.Maybe(ctx, q, engine.ScanOne[string],
		`SELECT title FROM catalogue WHERE kind = 'sector' AND code = $1 AND valid_from <= $2 ORDER BY valid_from DESC LIMIT 1`, a.Sector, day)
	if err == nil && !found {
		title = a.Sector
	}
	return title, err
}

// openApplication reads an application inside a transaction for a change and names it in the log.
func openApplication(t *engine.Tx, id int64) (*OpenedApplication, error) {
	row, err := ReadApplication(t.Ctx, t, id)
	if err != nil {
		return nil, err
	}
	who, err := ReadApplicant(t.Ctx, t, row.Applicant)
	if err != nil {
		return nil, err
	}
	o := &OpenedApplication{Application: row.Application, row: row, who: who.Applicant}
	t.Subject(ApplicationSubject(row.Application, who.Name))
	t.About("application", id)
	return o, t.Mine(row.District)
}

// ApplicationSubject is how the log and lists call an application: its number and whose it is.
func ApplicationSubject(a allocation.Application, name string) string {
	if a.Number == "" {
		return name + " " + a.Project
	}
	return a.Number + " " + name
}

// save writes the state of an opened application back, at the version that the person saw, and keeps the move.
func (o *OpenedApplication) save(t *engine.Tx, version int64, reason string) error {
	row := o.row
	row.Application = o.Application
	if o.State != o.row.State {
		row.StateDay = t.Today
	}
	if err := ApplicationRecord.Set(t, row, version); err != nil || o.State == o.row.State {
		return err
	}
	t.Subject(ApplicationSubject(o.Application, o.who.Name))
	return t.Move("application", o.ID, string(o.row.State), string(o.State), reason)
}

// MoveApplication makes a move of an application inside the transaction of another noun (a round, an award, a contract),
// which names itself in the log.
func MoveApplication(t *engine.Tx, id int64, move func(*allocation.Application) error, reason string) error {
	keep := t.Entry
	o, err := openApplication(t, id)
	if err != nil {
		return err
	}
	if err := move(&o.Application); err != nil {
		return err
	}
	err = o.save(t, o.row.Version, reason)
	t.Entry = keep
	return err
}

// Moved is why an application that waited for a place cannot have one: why, and when it waits no more with who moved it last, on which day
// and to what.
func Moved(t *engine.Tx, application int64, why error) error {
	m, found, err := engine.LastMoveOf(t.Ctx, t, "application", application)
	var r *say.Refusal
	if err != nil || !found || m.To == string(allocation.ApplicationApproved) || !errors.As(why, &r) {
		return errors.Join(err, why)
	}
	return r.Textf("%s。现在是“%s”，由%s在 %s 办理；请回到清单看过再办", r.Error(), allocation.ApplicationState(m.To).Title(), cmp.Or(m.By, "命令行"), m.Day)
}
