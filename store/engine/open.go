package engine

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/store/engine/host"
	"penggai/store/engine/place"
	"penggai/store/engine/pool"
	"penggai/store/engine/shelf"
)

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
	place.Clear(s.folder, s.Now(), filepath.Join(s.folder, shelf.Folder))
	restore := host.Umask()
	defer restore()
	if s.Writer, err = pool.Open(pool.Writer(s.Path(), false), 1, s.Changes.note); err != nil {
		return Fault(err)
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

// upgrade makes a checked copy of the file in the backup folder, then applies what is missing and writes what it did to the rows into
// the log in one transaction. A migration that fails leaves the file as it was. Errors: ErrSchemaChanged, ErrCopyBad, ErrMigration.
func (s *Store) upgrade(ctx context.Context, from int) error {
	if err := sameSchema(ctx, s.Writer); err != nil {
		return err
	}
	folder := filepath.Join(s.folder, shelf.Folder)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return Fault(err)
	}
	name := filepath.Join(folder, fmt.Sprintf("before-%d-%s.db", schemaVersion(), s.Now().Format(shelf.Stamp)))
	if _, err := s.copyTo(ctx, name); err != nil {
		return err
	}
	list, err := AllMigrations()
	if err != nil {
		return err
	}
	if _, err := s.Writer.ExecContext(ctx, `PRAGMA foreign_keys = OFF`); err != nil {
		return Fault(err)
	}
	err = s.Write(ctx, Console(), allocation.ActUpgrade, func(t *Tx) error {
		t.Subject(fmt.Sprintf("%d -> %d", from, len(list)))
		before, err := columnsOf(ctx, t.Db)
		if err != nil {
			return err
		}
		if err := applyMigrations(ctx, t.Db, list[from:], len(list)); err != nil {
			return err
		}
		return s.imageAnew(t, before, from < imagedWhole)
	})
	if err != nil {
		return err
	}
	_, err = s.Writer.ExecContext(ctx, `PRAGMA foreign_keys = ON`)
	return Fault(err)
}

// imagedWhole is the version from which on the log holds every column of every row after an upgrade.
const imagedWhole = 61

// imageAnew lets the log take every row of the tables that have other columns than before: what a row holds in a column that came
// with a migration stands in no earlier image of it.
func (s *Store) imageAnew(t *Tx, before map[string]string, whole bool) error {
	after, err := columnsOf(t.Ctx, t.Db)
	if err != nil {
		return err
	}
	for _, table := range slices.Sorted(maps.Keys(after)) {
		if before[table] == after[table] && !whole {
			continue
		}
		ids, err := All(t.Ctx, t, ScanOne[int64], `SELECT rowid FROM `+quote(table))
		if err != nil {
			return err
		}
		s.Changes.touch(table, ids...)
	}
	return nil
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
	db, err := pool.Open(pool.Reader(s.Path(), s.frozen()), max(2, runtime.NumCPU()), nil)
	if err != nil {
		return Fault(err)
	}
	s.Read, s.readers = pool.Readers{DB: db}, db
	version, err := checkFile(ctx, db)
	if err == nil && version < schemaVersion() {
		return ErrOlderSchema.With(fmt.Sprintf("%d < %d", version, schemaVersion()))
	}
	if err == nil && !s.Options.Suspect {
		err = sameSchema(ctx, db)
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

// frozen reports whether the folder cannot be written and nothing waits in a -wal: then the file can only be read
// as it stands.
func (s *Store) frozen() bool {
	if !s.Options.ReadOnly || host.Writable(s.folder) {
		return false
	}
	info, err := os.Stat(s.Path() + "-wal")
	return err != nil || info.Size() == 0
}

// The file and the folder.
var (
	ErrDaySet    = say.Refuse("day_set", "这是正式数据，日期只按电脑的时钟，不能用 --today 指定。没有写入任何内容；去掉 --today 再运行，想试别的日期请用 penggai demo 或 penggai init --trial 另建一份")
	ErrNoOffice  = say.Refuse("no_office", "这个文件夹里还没有数据。没有写入任何内容；请核对路径，或用 penggai init 新建")
	ErrNotFolder = say.Refuse("not_folder", "数据路径应当是文件夹，这里却是文件。没有写入任何内容；请指定文件夹")
)
