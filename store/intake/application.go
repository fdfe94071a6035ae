package intake

import (
	"context"
	"slices"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/engine"
)

// ApplicationDetail is an application with everything that its page shows.
type ApplicationDetail struct {
	allocation.Application
	Who          allocation.Applicant // with masked numbers
	SectorTitle  string               // heading and trade of the annex, or the applicant's words
	StateDay     civil.Date           // since when it stands where it stands
	CreatedDay   civil.Date
	AcceptedName string // display name of the account
	DecidedName  string
	DecidedDay   civil.Date
	Decision     string // the reason of the last approval or rejection
	Review       ReviewRow
	Evaluation   EvaluationRow
	Flags        []allocation.Flag
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

const (
	applicationByID = `SELECT a.id, coalesce(a.number, ''), a.district, a.applicant_id, a.state, a.project, a.description, a.sector, a.sector_text,
		a.sector_reason, a.water_intensive, a.moving, a.policy_claimed, a.policy_document, a.wanted_min, a.wanted_max, a.only_listed,
		a.max_units, a.supplement_items, a.supplement_asked, a.supplement_deadline, a.accepted_by, a.accepted_day,
		a.state_day, a.created_day, coalesce(x.display, ''), coalesce(d.display, ''), a.decided_day, a.decision, a.version
		FROM application a LEFT JOIN account x ON x.id = a.accepted_by LEFT JOIN account d ON d.id = a.decided_by WHERE a.id = $1`
	jobsOf      = `SELECT stage, full_time, part_time, source, day FROM application_jobs WHERE application_id = $1`
	taxesOf     = `SELECT stage, fen, source, day FROM application_tax WHERE application_id = $1`
	groupsOf    = `SELECT code, title, eligible, priority, proof, accepted FROM application_group WHERE application_id = $1 ORDER BY position`
	wishesOf    = `SELECT kind, name FROM application_wish WHERE application_id = $1 ORDER BY kind, position`
	materialsOf = `SELECT code, title, required, received_day, remark FROM application_material WHERE application_id = $1 ORDER BY position`
	movesOf     = `SELECT m.from_state, m.to_state, m.day, m.at, coalesce(a.display, ''), m.reason
		FROM move m LEFT JOIN account a ON a.id = m.account WHERE m.noun = 'application' AND m.noun_id = $1 ORDER BY m.id`

	applicationAdd = `INSERT INTO application (district, applicant_id, state, project, initials, description, sector, sector_text, sector_reason,
		water_intensive, moving, policy_claimed, policy_document, wanted_min, wanted_max, only_listed, max_units, state_day, created_day, created_by)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $18, $19)`
	applicationSet = `UPDATE application SET project = $1, initials = $2, description = $3, sector = $4, sector_text = $5, sector_reason = $6,
		water_intensive = $7, moving = $8, policy_claimed = $9, policy_document = $10, wanted_min = $11, wanted_max = $12, only_listed = $13,
		max_units = $14, version = version + 1 WHERE id = $15 AND version = $16`
	applicationStateSet = `UPDATE application SET number = $1, state = $2, supplement_items = $3, supplement_asked = $4, supplement_deadline = $5,
		accepted_by = $6, accepted_day = $7, decided_by = $8, decided_day = $9, decision = $10, state_day = $11,
		version = version + 1 WHERE id = $12 AND version = $13`
)

// OpenedApplication is an application inside a transaction, with what its moves need.
type OpenedApplication struct {
	allocation.Application
	row        ApplicationDetail // as stored; its Application is the state before the move
	who        allocation.Applicant
	decidedBy  int64
	decidedDay civil.Date
	decision   string
}

func scanApplication(s engine.Scanner) (d ApplicationDetail, err error) {
	a := &d.Application
	err = s.Scan(&a.ID, &a.Number, &a.District, &a.Applicant, &a.State, &a.Project, &a.Description, &a.Sector, &a.SectorText,
		&a.SectorReason, &a.WaterIntensive, &a.Moving, &a.Policy.Claimed, &a.Policy.Document, &a.WantedMin, &a.WantedMax, &a.OnlyListed,
		&a.MaxUnits, &a.Supplement.Items, &a.Supplement.Asked, &a.Supplement.Deadline, &a.AcceptedBy, &a.AcceptedOn,
		&d.StateDay, &d.CreatedDay, &d.AcceptedName, &d.DecidedName, &d.DecidedDay, &d.Decision, &d.Version)
	return d, err
}

// ReadApplication reads an application with its lists, without what other nouns hang on it.
func ReadApplication(ctx context.Context, q engine.Querier, id int64) (ApplicationDetail, error) {
	d, err := engine.One(ctx, q, scanApplication, applicationByID, id)
	if err != nil {
		return d, err
	}
	if err := ReadFigures(ctx, q, &d.Application); err != nil {
		return d, err
	}
	return d, readLists(ctx, q, &d.Application)
}

// ReadFigures reads the jobs and taxes of an application.
func ReadFigures(ctx context.Context, q engine.Querier, a *allocation.Application) error {
	jobs := map[string]*allocation.JobFigure{
		"claimed": &a.Jobs.Claimed, "accepted": &a.Jobs.Accepted, "contracted": &a.Jobs.Contracted, "verified": &a.Jobs.Verified,
	}
	_, err := engine.All(ctx, q, func(s engine.Scanner) (stage string, err error) {
		var f allocation.JobFigure
		if err = s.Scan(&stage, &f.Full, &f.Part, &f.Source, &f.Day); err == nil {
			*jobs[stage] = f
		}
		return stage, err
	}, jobsOf, a.ID)
	if err != nil {
		return err
	}
	taxes := map[string]*allocation.TaxFigure{"claimed": &a.Taxes.Claimed, "accepted": &a.Taxes.Accepted}
	_, err = engine.All(ctx, q, func(s engine.Scanner) (stage string, err error) {
		var f allocation.TaxFigure
		if err = s.Scan(&stage, &f.Amount, &f.Source, &f.Day); err == nil {
			*taxes[stage] = f
		}
		return stage, err
	}, taxesOf, a.ID)
	return err
}

// readLists reads the groups, wishes and materials of an application.
func readLists(ctx context.Context, q engine.Querier, a *allocation.Application) (err error) {
	a.Groups, err = engine.All(ctx, q, func(s engine.Scanner) (g allocation.GroupClaim, err error) {
		err = s.Scan(&g.Code, &g.Title, &g.Eligible, &g.Priority, &g.Proof, &g.Accepted)
		return g, err
	}, groupsOf, a.ID)
	if err != nil {
		return err
	}
	a.Materials, err = engine.All(ctx, q, func(s engine.Scanner) (m allocation.MaterialCheck, err error) {
		err = s.Scan(&m.Code, &m.Title, &m.Required, &m.Received, &m.Remark)
		return m, err
	}, materialsOf, a.ID)
	if err != nil {
		return err
	}
	_, err = engine.All(ctx, q, func(s engine.Scanner) (kind string, err error) {
		var name string
		if err = s.Scan(&kind, &name); err != nil {
			return kind, err
		}
		if kind == wishCommunity {
			a.Communities = append(a.Communities, name)
		} else {
			a.Requires = append(a.Requires, name)
		}
		return kind, nil
	}, wishesOf, a.ID)
	return err
}

const (
	wishCommunity = "community"
	wishTag       = "tag"
)

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
	d.Who = Masked(who.Applicant)
	if d.SectorTitle, err = sectorTitle(ctx, s.Read, d.Application, s.Today()); err != nil {
		return d, err
	}
	if d.Review, err = ReadReview(ctx, s.Read, id); err != nil {
		return d, err
	}
	if d.Evaluation, err = readEvaluation(ctx, s.Read, id); err != nil {
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
	o.decidedDay, o.decision = row.DecidedDay, row.Decision
	o.decidedBy, err = engine.One(t.Ctx, t, engine.ScanOne[int64], `SELECT decided_by FROM application WHERE id = $1`, id)
	if err != nil {
		return nil, err
	}
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
	since := o.row.StateDay
	if o.State != o.row.State {
		since = t.Today
	}
	var number any
	if o.Number != "" {
		number = o.Number
	}
	err := t.Update("application", o.ID, applicationStateSet, number, string(o.State), o.Supplement.Items, o.Supplement.Asked,
		o.Supplement.Deadline, o.AcceptedBy, o.AcceptedOn, o.decidedBy, o.decidedDay, o.decision, since, o.ID, version)
	if err != nil || o.State == o.row.State {
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

// writeLists writes the lists of an application that differ from what is stored.
func writeLists(t *engine.Tx, id int64, old, now allocation.Application) error {
	if err := writeFigures(t, id, old, now); err != nil {
		return err
	}
	if !slices.Equal(old.Groups, now.Groups) {
		if err := t.Exec(`DELETE FROM application_group WHERE application_id = $1`, id); err != nil {
			return err
		}
		for i, g := range now.Groups {
			err := t.Exec(`INSERT INTO application_group (application_id, position, code, title, eligible, priority, proof, accepted)
				VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`, id, i+1, g.Code, g.Title, g.Eligible, g.Priority, g.Proof, g.Accepted)
			if err != nil {
				return err
			}
		}
	}
	if !slices.Equal(old.Materials, now.Materials) {
		if err := t.Exec(`DELETE FROM application_material WHERE application_id = $1`, id); err != nil {
			return err
		}
		for i, m := range now.Materials {
			err := t.Exec(`INSERT INTO application_material (application_id, position, code, title, required, received_day, remark)
				VALUES ($1, $2, $3, $4, $5, $6, $7)`, id, i+1, m.Code, m.Title, m.Required, m.Received, m.Remark)
			if err != nil {
				return err
			}
		}
	}
	if err := writeWishes(t, id, wishCommunity, old.Communities, now.Communities); err != nil {
		return err
	}
	return writeWishes(t, id, wishTag, old.Requires, now.Requires)
}

func writeWishes(t *engine.Tx, id int64, kind string, old, now []string) error {
	if slices.Equal(old, now) {
		return nil
	}
	if err := t.Exec(`DELETE FROM application_wish WHERE application_id = $1 AND kind = $2`, id, kind); err != nil {
		return err
	}
	for i, name := range now {
		err := t.Exec(`INSERT INTO application_wish (application_id, kind, position, name) VALUES ($1, $2, $3, $4)`, id, kind, i+1, name)
		if err != nil {
			return err
		}
	}
	return nil
}

// writeFigures writes the jobs and taxes that differ.
func writeFigures(t *engine.Tx, id int64, old, now allocation.Application) error {
	for _, f := range []struct {
		stage    string
		old, now allocation.JobFigure
	}{
		{"claimed", old.Jobs.Claimed, now.Jobs.Claimed},
		{"accepted", old.Jobs.Accepted, now.Jobs.Accepted},
		{"contracted", old.Jobs.Contracted, now.Jobs.Contracted},
		{"verified", old.Jobs.Verified, now.Jobs.Verified},
	} {
		if f.old == f.now || !f.now.Stated() {
			continue
		}
		err := t.Exec(`INSERT INTO application_jobs (application_id, stage, full_time, part_time, source, day) VALUES ($1, $2, $3, $4, $5, $6)
			ON CONFLICT (application_id, stage) DO UPDATE SET full_time = excluded.full_time, part_time = excluded.part_time,
			source = excluded.source, day = excluded.day`, id, f.stage, f.now.Full, f.now.Part, f.now.Source, f.now.Day)
		if err != nil {
			return err
		}
	}
	for _, f := range []struct {
		stage    string
		old, now allocation.TaxFigure
	}{{"claimed", old.Taxes.Claimed, now.Taxes.Claimed}, {"accepted", old.Taxes.Accepted, now.Taxes.Accepted}} {
		if f.old == f.now || !f.now.Stated() {
			continue
		}
		err := t.Exec(`INSERT INTO application_tax (application_id, stage, fen, source, day) VALUES ($1, $2, $3, $4, $5)
			ON CONFLICT (application_id, stage) DO UPDATE SET fen = excluded.fen, source = excluded.source, day = excluded.day`,
			id, f.stage, int64(f.now.Amount), f.now.Source, f.now.Day)
		if err != nil {
			return err
		}
	}
	return nil
}

// SetApplicationJobs states one of the four job figures inside the transaction of another noun: what the contract promises,
// what an assessment verifies.
func SetApplicationJobs(t *engine.Tx, id int64, set func(*allocation.Jobs)) error {
	row, err := ReadApplication(t.Ctx, t, id)
	if err != nil {
		return err
	}
	now := row.Application
	set(&now.Jobs)
	return writeFigures(t, id, row.Application, now)
}
