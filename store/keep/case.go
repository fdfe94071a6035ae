package keep

import (
	"context"
	"slices"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/keeping"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/engine/seal"
)

// Case is a stay with the application that it came from, or an application that came to none, as it goes to the archive (归档).
type Case struct {
	Noun     allocation.Noun // tenancy or application
	ID       int64
	Number   string
	Name     string // of the applicant
	District string
	Ended    civil.Date    // the last day on which anything of it was done
	Open     []keeping.Bar // what is not over
	Terms    keeping.Terms
	Records  []Record // in the order of its life
	Rounds   []int64  // confirmed rounds that the application stood in
	Office   string
	UID      string
}

// Record is one record of a case; of a contract ID is that of its stay.
type Record struct {
	Noun   string // as papers are printed of it
	ID     int64
	Term   int // of a contract; else 0
	Number string
}

// Running reports whether the case is not over.
func (c *Case) Running() bool { return len(c.Open) > 0 }

const (
	// sqlCase finds a case by its number: of an application that led to a stay, that stay.
	sqlCase = `SELECT 'tenancy', t.id, t.number, p.name, t.district FROM tenancy t JOIN applicant p ON p.id = t.applicant_id
			LEFT JOIN application a ON a.id = t.application_id WHERE t.number = $1 OR a.number = $1
		UNION ALL SELECT 'application', a.id, a.number, p.name, a.district FROM application a JOIN applicant p ON p.id = a.applicant_id
			WHERE a.number = $1 AND NOT EXISTS (SELECT 1 FROM tenancy t WHERE t.application_id = a.id) LIMIT 1`
	sqlCaseByID = `SELECT 'tenancy', t.id, t.number, p.name, t.district FROM tenancy t JOIN applicant p ON p.id = t.applicant_id
			WHERE $1 = 'tenancy' AND t.id = $2 OR $1 = 'application' AND t.application_id = $2
		UNION ALL SELECT 'application', a.id, coalesce(a.number, ''), p.name, a.district FROM application a JOIN applicant p ON p.id = a.applicant_id
			WHERE $1 = 'application' AND a.id = $2 LIMIT 1`

	// sqlCaseRecords are the records of a case: $1 its stay or 0, $2 its application.
	sqlCaseRecords = `SELECT 'application', id, 0, coalesce(number, '') FROM application WHERE id = $2
		UNION ALL SELECT * FROM (SELECT 'award', w.id, 0, a.number FROM award w JOIN application a ON a.id = w.application_id WHERE a.id = $2 ORDER BY w.id)
		UNION ALL SELECT 'tenancy', id, 0, number FROM tenancy WHERE id = $1
		UNION ALL SELECT * FROM (SELECT 'tenancy', tenancy_id, term, number FROM contract WHERE tenancy_id = $1 ORDER BY term)
		UNION ALL SELECT * FROM (SELECT 'change', id, 0, number FROM holding_change WHERE tenancy_id = $1 ORDER BY id)
		UNION ALL SELECT * FROM (SELECT 'assessment', id, 0, number FROM assessment WHERE tenancy_id = $1 ORDER BY id)
		UNION ALL SELECT * FROM (SELECT 'bill', id, 0, number FROM bill WHERE tenancy_id = $1 ORDER BY id)
		UNION ALL SELECT * FROM (SELECT 'payment', id, 0, number FROM payment WHERE tenancy_id = $1 ORDER BY id)
		UNION ALL SELECT * FROM (SELECT 'exit', id, 0, coalesce(notice_number, '') FROM exit WHERE tenancy_id = $1 ORDER BY id)
		UNION ALL SELECT * FROM (SELECT 'finding', id, 0, number FROM finding WHERE noun = 'tenancy' AND noun_id = $1 OR noun = 'application' AND noun_id = $2 ORDER BY id)
		UNION ALL SELECT * FROM (SELECT 'support', id, 0, number FROM support WHERE tenancy_id = $1 ORDER BY id)
		UNION ALL SELECT * FROM (SELECT 'correction', id, 0, number FROM correction WHERE noun = 'tenancy' AND noun_id = $1 OR noun = 'application' AND noun_id = $2 ORDER BY id)`

	sqlCaseRounds = `SELECT DISTINCT r.id FROM round r JOIN round_applicant x ON x.round_id = r.id WHERE x.application_id = $1 AND r.state = 'confirmed' ORDER BY r.id`

	sqlCaseOpen = `WITH` + sqlOpen + ` SELECT DISTINCT bar FROM open WHERE noun = 'tenancy' AND id = $1 OR noun = 'application' AND id = $2`

	sqlCaseEnded = `SELECT max(day) FROM (SELECT state_day AS day FROM application WHERE id = $2
		UNION ALL SELECT max(state_day, coalesce(ended_day, '')) FROM tenancy WHERE id = $1
		UNION ALL SELECT coalesce(closed_day, decided_day, opened_day) FROM exit WHERE tenancy_id = $1
		UNION ALL SELECT entered_day FROM payment WHERE tenancy_id = $1
		UNION ALL SELECT closed_day FROM finding WHERE closed_day IS NOT NULL AND (noun = 'tenancy' AND noun_id = $1 OR noun = 'application' AND noun_id = $2))`
)

// FindCase finds the case that a number names: a stay, an application, of an application that led to a stay that stay. Errors:
// engine.ErrNotFound, engine.ErrOtherDistrict.
func (s Room) FindCase(ctx context.Context, by engine.Actor, number string) (Case, error) {
	return s.caseOf(ctx, by, sqlCase, number)
}

// CaseOf is the case of a stay or an application. Errors: those of FindCase.
func (s Room) CaseOf(ctx context.Context, by engine.Actor, noun allocation.Noun, id int64) (Case, error) {
	return s.caseOf(ctx, by, sqlCaseByID, string(noun), id)
}

// sqlCasesDue are the stays and the applications without one of a subject and the records merged into it.
const sqlCasesDue = `WITH RECURSIVE` + sqlUp + `SELECT 'tenancy', t.id FROM tenancy t JOIN up u ON u.id = t.applicant_id WHERE u.root = $1
	UNION ALL SELECT 'application', a.id FROM application a JOIN up u ON u.id = a.applicant_id
		WHERE u.root = $1 AND a.number IS NOT NULL AND NOT EXISTS (SELECT 1 FROM tenancy t WHERE t.application_id = a.id) ORDER BY 1 DESC, 2`

// CasesDue are the cases of those whose numbers are due of what the actor may see: they go to the archive before the numbers go.
func (s Room) CasesDue(ctx context.Context, by engine.Actor) (list []Case, err error) {
	d, err := s.DueNow(ctx, by)
	if err != nil {
		return nil, err
	}
	for _, x := range d.Due {
		of, err := engine.All(ctx, s.Read, func(r engine.Scanner) (c Case, err error) {
			err = r.Scan(&c.Noun, &c.ID)
			return c, err
		}, sqlCasesDue, x.ID)
		if err != nil {
			return nil, err
		}
		for _, c := range of {
			whole, err := s.CaseOf(ctx, by, c.Noun, c.ID)
			if err != nil {
				return nil, err
			}
			list = append(list, whole)
		}
	}
	return list, nil
}

func (s Room) caseOf(ctx context.Context, by engine.Actor, query string, args ...any) (c Case, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		c, err = engine.One(ctx, q, func(r engine.Scanner) (c Case, err error) {
			err = r.Scan(&c.Noun, &c.ID, &c.Number, &c.Name, &c.District)
			return c, err
		}, query, args...)
		if err != nil {
			return err
		}
		if !by.Sees(c.District) {
			return engine.ErrOtherDistrict.With(c.District)
		}
		return c.read(ctx, q, s.Today())
	})
	return c, err
}

// read fills in what belongs to the case.
func (c *Case) read(ctx context.Context, q engine.Querier, today civil.Date) (err error) {
	stay, application, err := c.roots(ctx, q)
	if err != nil {
		return err
	}
	if c.Records, err = engine.All(ctx, q, func(r engine.Scanner) (x Record, err error) {
		err = r.Scan(&x.Noun, &x.ID, &x.Term, &x.Number)
		return x, err
	}, sqlCaseRecords, stay, application); err != nil {
		return err
	}
	if c.Rounds, err = engine.All(ctx, q, engine.ScanOne[int64], sqlCaseRounds, application); err != nil {
		return err
	}
	if c.Open, err = engine.All(ctx, q, engine.ScanOne[keeping.Bar], sqlCaseOpen, stay, application); err != nil {
		return err
	}
	keeping.SortBars(c.Open)
	if c.Ended, err = engine.One(ctx, q, engine.ScanOne[civil.Date], sqlCaseEnded, stay, application); err != nil {
		return err
	}
	p, err := basis.ParametersOrDefault(ctx, q, c.District, today)
	if err != nil {
		return err
	}
	c.Terms = p.Keeping
	_, err = engine.One(ctx, q, func(r engine.Scanner) (none struct{}, err error) {
		return none, r.Scan(&c.Office, &c.UID)
	}, `SELECT name, uid FROM office WHERE id = 1`)
	return err
}

// roots are the stay, 0 of a case without one, and the application.
func (c *Case) roots(ctx context.Context, q engine.Querier) (stay, application int64, err error) {
	if c.Noun == allocation.NounApplication {
		return 0, c.ID, nil
	}
	application, err = engine.One(ctx, q, engine.ScanOne[int64], `SELECT application_id FROM tenancy WHERE id = $1`, c.ID)
	return c.ID, application, err
}

// CaseEntries are the entries of the log about a case, the first one first.
func (s Room) CaseEntries(ctx context.Context, by engine.Actor, c Case) (list []engine.LogEntry, err error) {
	if err := engine.MayDo(by, ActArchive); err != nil {
		return nil, err
	}
	if !by.Sees(c.District) {
		return nil, engine.ErrOtherDistrict.With(c.District)
	}
	stay, application, err := c.roots(ctx, s.Read)
	if err != nil {
		return nil, err
	}
	seen := map[int64]bool{}
	for noun, id := range map[allocation.Noun]int64{allocation.NounTenancy: stay, allocation.NounApplication: application} {
		if id == 0 {
			continue
		}
		var b engine.Binder
		cond, _, err := engine.LogNoun.Where(ctx, s.Read, &b, engine.RecordFilter(string(noun), id))
		if err != nil {
			return nil, err
		}
		rows, err := engine.LogNoun.All(ctx, s.Read, ` WHERE l.seq = l.entry AND (`+cond+`)`, b.Args...)
		if err != nil {
			return nil, err
		}
		for _, e := range rows {
			if !seen[e.Seq] {
				seen[e.Seq], list = true, append(list, e)
			}
		}
	}
	slices.SortFunc(list, func(a, b engine.LogEntry) int { return int(a.Seq - b.Seq) })
	return list, nil
}

// LogRow is a row of the log as a package of a case proves it: Link is of a row of the case.
type LogRow struct {
	Seq           int64
	Content, Hash []byte
	Link          *seal.Link
}

// CaseLinks are the rows of the log from the first of some entries to the head, and the hash of the row before them.
func (s Room) CaseLinks(ctx context.Context, by engine.Actor, c Case, entries []engine.LogEntry) (before []byte, list []LogRow, err error) {
	err = engine.MayDo(by, ActArchive)
	switch {
	case err != nil:
		return nil, nil, err
	case !by.Sees(c.District):
		return nil, nil, engine.ErrOtherDistrict.With(c.District)
	case len(entries) == 0:
		return nil, nil, engine.ErrNotFound.With(c.Number)
	}
	mine := map[int64]bool{}
	for _, e := range entries {
		mine[e.Seq] = true
	}
	before = make([]byte, 32)
	first := entries[0].Seq
	err = engine.EachLink(ctx, s.Read, first-1, func(l *seal.Link, hash []byte) error {
		if l.Seq < first {
			before = hash
			return nil
		}
		row := LogRow{Seq: l.Seq, Content: l.Content(), Hash: hash}
		if mine[l.Entry] {
			row.Link = l
		}
		list = append(list, row)
		return nil
	})
	return before, list, err
}

// CaseFile is a file that belongs to a case: a paper as it was first printed, or what was laid beside a record.
type CaseFile struct {
	Noun   string
	ID     int64
	Term   int
	Form   string // of a paper; "" of an attachment
	Name   string
	What   string // of an attachment
	Day    civil.Date
	Digest string
	Gone   bool // the attachment was withdrawn
}

const sqlCaseFiles = `SELECT p.noun, p.record_id, p.term, p.paper, p.name, '', p.day, f.sha256, 0 FROM printed_paper p JOIN file f ON f.id = p.file_id WHERE p.noun = $1 AND p.record_id = $2 AND p.term = $3
	UNION ALL SELECT s.noun, s.noun_id, 0, '', s.name, s.what, s.day, f.sha256, s.withdrawn_day IS NOT NULL FROM scan s JOIN file f ON f.id = s.file_id
		WHERE s.noun = $1 AND s.noun_id = $2 AND $3 = 0`

// CaseFiles are the files of a case in the order of its records.
func (s Room) CaseFiles(ctx context.Context, by engine.Actor, c Case) (list []CaseFile, err error) {
	if !by.Sees(c.District) {
		return nil, engine.ErrOtherDistrict.With(c.District)
	}
	for _, r := range c.Records {
		of, err := engine.All(ctx, s.Read, func(x engine.Scanner) (f CaseFile, err error) {
			err = x.Scan(&f.Noun, &f.ID, &f.Term, &f.Form, &f.Name, &f.What, &f.Day, &f.Digest, &f.Gone)
			return f, err
		}, sqlCaseFiles, r.Noun, r.ID, r.Term)
		if err != nil {
			return nil, err
		}
		list = append(list, of...)
	}
	return list, nil
}
