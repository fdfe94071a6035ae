package engine

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"penggai/allocation/civil"
	"penggai/store/engine/pass"
	"penggai/store/engine/place"
	"penggai/store/engine/signet"
	"penggai/store/engine/witness"
)

// FileName is the data file inside a data folder.
const FileName = place.File

// Options are what the caller injects; the zero value is a normal start.
type Options struct {
	Today    func() civil.Date // the office's day; nil is the wall clock in Asia/Shanghai
	DaySet   bool              // Today was set by a person: an office for real refuses it
	Now      func() time.Time  // wall clock of the log; nil is time.Now
	ReadOnly bool              // reads beside a running program; every write is refused
	Foreign  bool              // a restore may bring the data of another office
	Suspect  bool              // opens, to read only, also a file whose schema somebody changed: Verify says what

	// Proofs are what Verify proves beyond the log and the rows, each a line of its report: that decisions follow from what
	// they rest on.
	Proofs []Proof

	// Beside lays beside a folder what the data of a backup point to, before they take their place in it: after a kill nothing is lacking.
	// nil lays nothing.
	Beside func(ctx context.Context, q Querier) error

	// Witness keeps outside the folder what this machine saw of the log; nil keeps nothing.
	Witness *witness.Book

	// Signets keeps outside the folder the key with which heads of the log are signed; nil signs nothing.
	Signets *signet.Ring

	// Wrote is told behind every entry of the log; it must not wait. nil tells nobody.
	Wrote func()

	// PasswordKiB is the memory that hashing a password takes; 0 is the 64 MiB of a real office. Tests take less.
	PasswordKiB uint32
}

// HashCost is the cost of new password hashes.
func (o Options) HashCost() pass.Cost {
	c := pass.Usual
	if o.PasswordKiB > 0 {
		c.Kib = o.PasswordKiB
	}
	return c
}

// Store is one open office. It is safe for concurrent use: reads run in parallel, writes one at a time.
type Store struct {
	folder  string
	Options Options
	lock    *folderLock
	Writer  *sql.DB    // nil when read-only
	Read    Querier    // the readers, or one state of the data (At)
	readers *sql.DB    // nil within At
	mu      sync.Mutex // one writer at a time; guards changes
	Changes *Changes
	Counts  ListCounts // of filtered lists (list.go)
	past    atomic.Pointer[string]
}

// Close ends the readers, then the writer, then gives the folder free.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var errs []error
	for _, db := range []*sql.DB{s.readers, s.Writer} {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	if s.lock != nil {
		errs = append(errs, s.lock.release())
		s.lock = nil
	}
	return errors.Join(errs...)
}

// Folder is the data folder.
func (s *Store) Folder() string { return s.folder }

// ReadOnly reports whether every write is refused.
func (s *Store) ReadOnly() bool { return s.Options.ReadOnly }

// Today is the office's day.
func (s *Store) Today() civil.Date {
	if s.Options.Today != nil {
		return s.Options.Today()
	}
	return WallDay()
}

// WallDay is the day that the wall clock shows in Asia/Shanghai.
func WallDay() civil.Date { return civil.Of(time.Now().In(Shanghai)) }

// Shanghai has had no summer time since 1991, so a fixed zone needs no zone files.
var Shanghai = time.FixedZone("Asia/Shanghai", 8*60*60)

// Now is the wall clock of the log, in Shanghai.
func (s *Store) Now() time.Time {
	if s.Options.Now != nil {
		return s.Options.Now().In(Shanghai)
	}
	return time.Now().In(Shanghai)
}

// Path is the data file.
func (s *Store) Path() string { return filepath.Join(s.folder, FileName) }

// SetClock writes how the office's day may move: at its founding, and when its gap is changed.
func SetClock(t *Tx, c civil.Clock) error {
	if kept, err := Holds(t.Ctx, t, "clock", "gap"); err != nil || !kept {
		return err
	}
	return t.Exec(`INSERT INTO clock (id, kind, gap) VALUES (1, $1, $2) ON CONFLICT (id) DO UPDATE SET gap = excluded.gap`, c.Kind, c.Gap)
}

// ClockOf reads it and the log's last entry.
func ClockOf(ctx context.Context, q Querier) (c civil.Clock, last LogEntry, err error) {
	if c, err = clockOf(ctx, q); err == nil {
		last, err = lastEntry(ctx, q)
	}
	return c, last, err
}

// Holds reports whether a file has a column of a table: one of an older program, before it is upgraded, need not.
func Holds(ctx context.Context, q Querier, table, column string) (bool, error) {
	return One(ctx, q, ScanOne[bool], `SELECT count(*) > 0 FROM pragma_table_info($1) WHERE name = $2`, table, column)
}

func clockOf(ctx context.Context, q Querier) (civil.Clock, error) {
	if kept, err := Holds(ctx, q, "clock", "gap"); err != nil || !kept {
		return civil.Clock{}, err
	}
	c, _, err := Maybe(ctx, q, func(r Scanner) (c civil.Clock, err error) {
		err = r.Scan(&c.Kind, &c.Gap)
		return c, err
	}, `SELECT kind, gap FROM clock WHERE id = 1`)
	return c, err
}

// lastEntry is the number and the day of the log's last entry; zero without one.
func lastEntry(ctx context.Context, q Querier) (LogEntry, error) {
	e, _, err := Maybe(ctx, q, func(r Scanner) (e LogEntry, err error) {
		err = r.Scan(&e.Seq, &e.Day)
		return e, err
	}, `SELECT seq, day FROM log ORDER BY seq DESC LIMIT 1`)
	return e, err
}
