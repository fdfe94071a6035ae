package engine

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"modernc.org/sqlite"

	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/store/engine/host"
	"penggai/store/engine/pass"
	"penggai/store/engine/place"
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

	// Witness keeps outside the folder what this machine saw of the log; nil keeps nothing.
	Witness *witness.Book

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

// Open opens the office in a data folder. Every fault is a Refusal: missing or empty folder, foreign, damaged or
// newer file, read-only folder, another process on the folder.
func Open(folder string, o Options) (*Store, error) {
	s := &Store{folder: folder, Options: o, Changes: &Changes{}}
	if err := finish(folder, s.Now()); err != nil {
		return nil, err
	}
	if err := lookAt(folder); err != nil {
		return nil, err
	}
	if err := s.open(); err != nil {
		_ = s.Close() // the error that led here is the one to report
		return nil, err
	}
	return s, nil
}

// finish puts an office in its place that was made or restored when the program was killed.
func finish(folder string, now time.Time) error {
	if !place.Pending(folder) {
		return nil
	}
	lock, err := lockFolder(folder, now)
	if err != nil {
		return err
	}
	_, err = place.Finish(folder)
	return errors.Join(Fault(err), lock.release())
}

// lookAt checks folder and file by name only; the live file is never opened but by SQLite.
func lookAt(folder string) error {
	info, err := os.Stat(folder)
	if err != nil {
		return Fault(err)
	}
	if !info.IsDir() {
		return ErrNotFolder.With(folder)
	}
	info, err = os.Stat(filepath.Join(folder, FileName))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return ErrNoOffice.With(folder)
	case err != nil:
		return Fault(err)
	case info.IsDir():
		return ErrIsFolder.With(FileName)
	case info.Size() == 0:
		return ErrEmptyFile.With(FileName)
	}
	return nil
}

// open takes the folder, checks the file, upgrades it and opens the reader pool.
func (s *Store) open() error {
	host.OFDLocking()
	ctx := context.Background()
	if s.Options.ReadOnly {
		return s.openReaders(ctx)
	}
	var err error
	if s.lock, err = lockFolder(s.folder, s.Now()); err != nil {
		return err
	}
	place.Clear(s.folder, s.Now(), filepath.Join(s.folder, backupFolder))
	restore := host.Umask()
	defer restore()
	if s.Writer, err = openPool(writerDSN(s.Path(), "rw"), 1, s.Changes.note); err != nil {
		return err
	}
	version, err := checkFile(ctx, s.Writer)
	if err != nil {
		return err
	}
	if err := mayWrite(ctx, s.Writer, version); err != nil {
		return err
	}
	if version < schemaVersion() {
		if err := s.upgrade(ctx, version); err != nil {
			return err
		}
	}
	return s.openReaders(ctx)
}

// mayWrite writes what is there already and takes it back: SQLite opens a file without the right to write it as
// read-only and says so only then.
func mayWrite(ctx context.Context, db *sql.DB, version int) error {
	t, err := db.BeginTx(ctx, nil)
	if err != nil {
		return Fault(err)
	}
	_, err = t.ExecContext(ctx, fmt.Sprintf(`PRAGMA user_version = %d`, version))
	return Fault(errors.Join(err, t.Rollback()))
}

func (s *Store) openReaders(ctx context.Context) error {
	pool, err := openPool(readerDSN(s.Path(), s.frozen()), max(2, runtime.NumCPU()), nil)
	if err != nil {
		return err
	}
	s.Read, s.readers = pool, pool
	version, err := checkFile(ctx, pool)
	if err == nil && version < schemaVersion() {
		return ErrOlderSchema.With(fmt.Sprintf("%d < %d", version, schemaVersion()))
	}
	if err == nil && !s.Options.Suspect {
		err = sameSchema(ctx, pool)
	}
	if err != nil {
		return err
	}
	err = s.setClock(ctx)
	if s.Options.Suspect && !errors.Is(err, ErrDaySet) {
		return nil // what is wrong with the clock's row is for Verify to say
	}
	if err != nil {
		return err
	}
	return s.lookBack(ctx)
}

// setClock reads how the office's day may move. An office for real refuses a day that a person set; one that is not opens, where
// nobody set a day, on its own.
func (s *Store) setClock(ctx context.Context) error {
	clock, last, err := ClockOf(ctx, s.Read)
	if err != nil {
		return err
	}
	if clock.Free() && clock.Kind != "" {
		s.Options.Witness = nil // of what is only tried nothing need be seen
		if s.Options.Today == nil {
			s.Options.Today = func() civil.Date { return clock.Start(WallDay(), last.Day) }
		}
	}
	return refuseSetDay(clock, s.Options)
}

func refuseSetDay(c civil.Clock, o Options) error {
	if o.DaySet && !c.Free() {
		return ErrDaySet
	}
	return nil
}

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

// frozen reports whether the folder cannot be written and nothing waits in a -wal: then the file can only be read
// as it stands.
func (s *Store) frozen() bool {
	if !s.Options.ReadOnly || host.Writable(s.folder) {
		return false
	}
	info, err := os.Stat(s.Path() + "-wal")
	return err != nil || info.Size() == 0
}

// checkFile reads application_id and user_version: foreign and newer files are refused before anything is written.
func checkFile(ctx context.Context, db *sql.DB) (version int, err error) {
	id, err := One(ctx, db, ScanOne[int64], `PRAGMA application_id`)
	if err != nil {
		return 0, err
	}
	if id != applicationID {
		return 0, ErrForeignFile.With(fmt.Sprintf("application_id %d", id))
	}
	v, err := One(ctx, db, ScanOne[int64], `PRAGMA user_version`)
	if err != nil {
		return 0, err
	}
	if v < 1 || v > int64(schemaVersion()) {
		return 0, errVersion(int(v))
	}
	return int(v), nil
}

// errVersion refuses a version of the schema that this program cannot have written.
func errVersion(v int) error {
	if v < 1 {
		return ErrDamaged.With(fmt.Sprintf("user_version %d", v))
	}
	return ErrNewerSchema.Textf("数据结构是第 %d 版，本程序只认识到第 %d 版。数据完好，没有写入任何内容；请升级程序", v, schemaVersion())
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

const sharedDSN = "&_foreign_keys=1&_busy_timeout=5000&_defensive=1&_dqs=0&_error_rc=1" +
	"&_pragma=trusted_schema(0)&_pragma=cell_size_check(1)&_pragma=recursive_triggers(1)"

func writerDSN(path, mode string) string {
	return FileURI(path) + "?mode=" + mode + "&_txlock=immediate&_journal_mode=WAL&_synchronous=FULL" + sharedDSN
}

func readerDSN(path string, frozen bool) string {
	dsn := FileURI(path) + "?mode=ro&_query_only=1" + sharedDSN
	if frozen {
		dsn += "&immutable=1"
	}
	return dsn
}

// FileURI percent-encodes a path for SQLite; Windows drives get the leading slash that a URI needs.
func FileURI(path string) string {
	p := filepath.ToSlash(path)
	if filepath.VolumeName(path) != "" {
		p = "/" + p
	}
	return "file:" + (&url.URL{Path: p}).EscapedPath()
}

// openPool opens connections that carry the hook from their first statement on.
func openPool(dsn string, size int, hook sqlite.PreUpdateHookFn) (*sql.DB, error) {
	base, err := sqlite.NewConnector(dsn)
	if err != nil {
		return nil, Fault(err)
	}
	db := sql.OpenDB(hooked{base, hook})
	db.SetMaxOpenConns(size)
	db.SetMaxIdleConns(size)
	return db, nil
}

// hooked is a connector whose connections report every changed row.
type hooked struct {
	driver.Connector
	hook sqlite.PreUpdateHookFn
}

func (h hooked) Connect(ctx context.Context) (driver.Conn, error) {
	c, err := h.Connector.Connect(ctx)
	if err != nil || h.hook == nil {
		return c, err
	}
	r, ok := c.(sqlite.HookRegisterer)
	if !ok {
		return nil, errors.Join(errors.New("the driver has no pre-update hook"), c.Close())
	}
	r.RegisterPreUpdateHook(h.hook)
	return c, nil
}

// The file and the folder.
var (
	ErrDaySet      = say.Refuse("day_set", "这是正式数据，日期只按电脑的时钟，不能用 --today 指定。没有写入任何内容；去掉 --today 再运行，想试别的日期请用 penggai demo 或 penggai init --trial 另建一份")
	ErrNoOffice    = say.Refuse("no_office", "这个文件夹里还没有数据。没有写入任何内容；请核对路径，或用 penggai init 新建")
	ErrNotFolder   = say.Refuse("not_folder", "数据路径应当是文件夹，这里却是文件。没有写入任何内容；请指定文件夹")
	ErrForeignFile = say.Refuse("foreign_file", "这是别的程序的数据库，不是棚改商服的数据。没有写入任何内容；请核对路径")
	ErrNewerSchema = say.Refuse("newer_schema", "数据由更新版本的程序写成，本版本不能打开。数据完好，没有写入任何内容；请升级程序")
)
