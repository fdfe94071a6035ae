package desk

import (
	"context"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/engine"
)

// NoteBackupAway keeps in the log that a copy was made outside the data folder, and where.
func (s Room) NoteBackupAway(ctx context.Context, by engine.Actor, path string) error {
	return s.Write(ctx, by, allocation.ActBackupAway, func(t *engine.Tx) error {
		t.Subject(path)
		return nil
	})
}

// sqlLastAway is the day of the last copy elsewhere, or of the founding where there is none.
const sqlLastAway = `SELECT coalesce((SELECT max(day) FROM log WHERE action = $1), ''), (SELECT founded FROM office WHERE id = 1)`

// Away is when the office was last copied to another place than its own folder.
type Away struct {
	Last  civil.Date // zero: never
	Since civil.Date // the day from which on there is something to lose
}

// awayDays is how long an office may be without a copy elsewhere before it is reminded.
const awayDays = 7

// Days is for how long there has been no copy elsewhere, 0 while none is due.
func (a Away) Days(today civil.Date) int {
	since := a.Last
	if since.IsZero() {
		since = a.Since
	}
	if days := today.Sub(since); days > awayDays {
		return days
	}
	return 0
}

// LastAway reads it.
func (s Room) LastAway(ctx context.Context) (Away, error) {
	return engine.One(ctx, s.Read, func(r engine.Scanner) (a Away, err error) {
		var last string
		if err = r.Scan(&last, &a.Since); err == nil && last != "" {
			a.Last, err = civil.Parse(last)
		}
		return a, err
	}, sqlLastAway, allocation.ActBackupAway.Code)
}
