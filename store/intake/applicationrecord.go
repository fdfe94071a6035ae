package intake

import (
	"context"
	"slices"

	"penggai/allocation"
	"penggai/store/engine"
	"penggai/store/engine/value"
)

// ApplicationRecord reads and writes applications by themselves, without their lists.
var ApplicationRecord = engine.NewNoun(engine.Noun[ApplicationDetail]{
	From: ` FROM application a LEFT JOIN account x ON x.id = a.accepted_by LEFT JOIN account d ON d.id = a.decided_by LEFT JOIN account k ON k.id = a.clerk`,
	Fields: []engine.Field[ApplicationDetail]{
		{Key: "id", Column: "id", At: func(d *ApplicationDetail) any { return &d.ID }},
		{Key: "number", Column: "number", Sets: true, Null: true, At: func(d *ApplicationDetail) any { return &d.Number }},
		{Key: "district", Column: "district", At: func(d *ApplicationDetail) any { return &d.District }},
		{Key: "applicant_id", Column: "applicant_id", At: func(d *ApplicationDetail) any { return &d.Application.Applicant }},
		{Key: "state", Column: "state", Sets: true, At: func(d *ApplicationDetail) any { return &d.State }},
		{Key: "project", Column: "project", Sets: true, At: func(d *ApplicationDetail) any { return &d.Project }},
		{Key: "initials", Column: "initials", Sets: true, Made: func(d ApplicationDetail) any { return Sounds(d.Project) }},
		{Key: "description", Column: "description", Sets: true, At: func(d *ApplicationDetail) any { return &d.Description }},
		{Key: "natures", Title: "项目类型", Column: "natures", Sets: true, At: func(d *ApplicationDetail) any { return (*value.List[allocation.Nature])(&d.Natures) }},
		{Key: "sector", Column: "sector", Sets: true, At: func(d *ApplicationDetail) any { return &d.Sector }},
		{Key: "sector_text", Column: "sector_text", Sets: true, At: func(d *ApplicationDetail) any { return &d.SectorText }},
		{Key: "sector_reason", Column: "sector_reason", Sets: true, At: func(d *ApplicationDetail) any { return &d.SectorReason }},
		{Key: "water_intensive", Column: "water_intensive", Sets: true, At: func(d *ApplicationDetail) any { return &d.WaterIntensive }},
		{Key: "moving", Column: "moving", Sets: true, At: func(d *ApplicationDetail) any { return &d.Moving }},
		{Key: "policy_claimed", Column: "policy_claimed", Sets: true, At: func(d *ApplicationDetail) any { return &d.Policy.Claimed }},
		{Key: "policy_document", Column: "policy_document", Sets: true, At: func(d *ApplicationDetail) any { return &d.Policy.Document }},
		{Key: "wanted_min", Column: "wanted_min", Sets: true, At: func(d *ApplicationDetail) any { return &d.WantedMin }},
		{Key: "wanted_max", Column: "wanted_max", Sets: true, At: func(d *ApplicationDetail) any { return &d.WantedMax }},
		{Key: "only_listed", Column: "only_listed", Sets: true, At: func(d *ApplicationDetail) any { return &d.OnlyListed }},
		{Key: "max_units", Column: "max_units", Sets: true, At: func(d *ApplicationDetail) any { return &d.MaxUnits }},
		{Key: "supplement_items", Column: "supplement_items", Sets: true, At: func(d *ApplicationDetail) any { return &d.Supplement.Items }},
		{Key: "supplement_asked", Column: "supplement_asked", Sets: true, At: func(d *ApplicationDetail) any { return &d.Supplement.Asked }},
		{Key: "supplement_deadline", Column: "supplement_deadline", Sets: true, At: func(d *ApplicationDetail) any { return &d.Supplement.Deadline }},
		{Key: "accepted_by", Column: "accepted_by", Sets: true, At: func(d *ApplicationDetail) any { return &d.AcceptedBy }},
		{Key: "accepted_day", Column: "accepted_day", Sets: true, At: func(d *ApplicationDetail) any { return &d.AcceptedOn }},
		{Key: "decided_by", Column: "decided_by", Sets: true, At: func(d *ApplicationDetail) any { return &d.DecidedBy }},
		{Key: "decided_day", Column: "decided_day", Sets: true, At: func(d *ApplicationDetail) any { return &d.DecidedDay }},
		{Key: "decision", Column: "decision", Sets: true, At: func(d *ApplicationDetail) any { return &d.Decision }},
		{Key: "state_day", Column: "state_day", Sets: true, At: func(d *ApplicationDetail) any { return &d.StateDay }},
		{Key: "created_day", Column: "created_day", At: func(d *ApplicationDetail) any { return &d.CreatedDay }},
		{Key: "created_by", Column: "created_by", At: func(d *ApplicationDetail) any { return &d.CreatedBy }},
		{Key: "clerk", Column: "clerk", Sets: true, At: func(d *ApplicationDetail) any { return &d.Clerk }},
		{Key: "clerk_name", Expr: "coalesce(k.display, '')", At: func(d *ApplicationDetail) any { return &d.ClerkName }},
		{Key: "accepted_name", Expr: "coalesce(x.display, '')", At: func(d *ApplicationDetail) any { return &d.AcceptedName }},
		{Key: "decided_name", Expr: "coalesce(d.display, '')", At: func(d *ApplicationDetail) any { return &d.DecidedName }},
		{Key: "version", Column: "version", At: func(d *ApplicationDetail) any { return &d.Version }},
	},
})

const (
	jobsOf = `SELECT stage, full_time, part_time, source, day FROM application_jobs WHERE application_id = $1`
	// countedOf are the jobs that running stays count already: of the applicant itself, and of whoever shares with it the number of a head,
	// a member or a company; of another name with that name.
	countedOf = `WITH who (id) AS (SELECT applicant_id FROM application WHERE id = $1
			UNION SELECT o.applicant_id FROM application a JOIN party m ON m.applicant_id = a.applicant_id JOIN party o ON o.identity = m.identity
			WHERE a.id = $1 AND m.identity <> '' AND o.identity <> '' AND m.part <> 'agent' AND o.part <> 'agent')
		SELECT t.number || CASE WHEN t.applicant_id = a.applicant_id THEN '' ELSE ' ' || p.name END, j.full_time, j.part_time, j.source, j.day
		FROM application a CROSS JOIN who w JOIN tenancy t ON t.applicant_id = w.id AND t.state IN ('signed', 'handed', 'open') AND t.application_id <> a.id
		JOIN applicant p ON p.id = t.applicant_id
		JOIN application_jobs j ON j.application_id = t.application_id AND j.stage = CASE WHEN EXISTS (SELECT 1 FROM application_jobs v
			WHERE v.application_id = t.application_id AND v.stage = 'verified') THEN 'verified' ELSE 'contracted' END
		WHERE a.id = $1 ORDER BY t.id`
	taxesOf     = `SELECT stage, fen, source, day FROM application_tax WHERE application_id = $1`
	groupsOf    = `SELECT code, title, eligible, priority, base, proof, proof_until, accepted, decided_day, remark FROM application_group WHERE application_id = $1 ORDER BY position`
	wishesOf    = `SELECT kind, name FROM application_wish WHERE application_id = $1 ORDER BY kind, position`
	materialsOf = `SELECT code, title, required, asked_when, received_day, remark FROM application_material WHERE application_id = $1 ORDER BY position`
)

// ReadApplication reads an application with its lists, without what other nouns hang on it.
func ReadApplication(ctx context.Context, q engine.Querier, id int64) (ApplicationDetail, error) {
	d, err := ApplicationRecord.ByID(ctx, q, id)
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
	a.Stays, err = engine.All(ctx, q, func(s engine.Scanner) (c allocation.StayJobs, err error) {
		err = s.Scan(&c.Stay, &c.Jobs.Full, &c.Jobs.Part, &c.Jobs.Source, &c.Jobs.Day)
		return c, err
	}, countedOf, a.ID)
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
		err = s.Scan(&g.Code, &g.Title, &g.Eligible, &g.Priority, &g.Base, &g.Proof, &g.Until, &g.Accepted, &g.Decided, &g.Remark)
		return g, err
	}, groupsOf, a.ID)
	if err != nil {
		return err
	}
	a.Materials, err = engine.All(ctx, q, func(s engine.Scanner) (m allocation.MaterialCheck, err error) {
		err = s.Scan(&m.Code, &m.Title, &m.Required, &m.When, &m.Received, &m.Remark)
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
			err := t.Exec(`INSERT INTO application_group (application_id, position, code, title, eligible, priority, base, proof, proof_until, accepted,
				decided_day, remark) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
				id, i+1, g.Code, g.Title, g.Eligible, g.Priority, g.Base, g.Proof, g.Until, g.Accepted, g.Decided, g.Remark)
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
			err := t.Exec(`INSERT INTO application_material (application_id, position, code, title, required, asked_when, received_day, remark)
				VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`, id, i+1, m.Code, m.Title, m.Required, string(m.When), m.Received, m.Remark)
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
