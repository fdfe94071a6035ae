package engine

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
)

// copyTo makes a checked copy of the open office at path: VACUUM INTO a temporary name beside it, quick_check and the
// log's chain and rows on the copy, fsync, rename, fsync of the folder. Nothing stands at path before it is whole.
func (s *Store) copyTo(ctx context.Context, path string) (Head, error) {
	temporary := path + ".tmp"
	_ = os.Remove(temporary) // left by a copy that was cut off
	if err := s.vacuumInto(ctx, temporary); err != nil {
		_ = os.Remove(temporary)
		return Head{}, err
	}
	report, err := checkCopy(ctx, temporary, nil)
	if err == nil && !report.OK() {
		err = ErrCopyBad.With(report.firstBad())
	}
	if err == nil {
		err = Fault(settle(temporary, path))
	}
	if err != nil {
		_ = os.Remove(temporary)
	}
	return report.Head, err
}

// vacuumInto writes a compact copy from a connection of its own: query_only, which the readers have, forbids it.
func (s *Store) vacuumInto(ctx context.Context, path string) error {
	db, err := openPool(FileURI(s.Path())+"?mode=ro"+sharedDSN, 1, nil)
	if err != nil {
		return err
	}
	restore := setUmask()
	_, err = db.ExecContext(ctx, `VACUUM INTO $1`, path)
	restore()
	return Fault(errors.Join(err, db.Close()))
}

// checkCopy reads a copy that nobody writes: whose file it is, quick_check, chain and rows.
func checkCopy(ctx context.Context, path string, progress Progress) (Report, error) {
	db, err := openPool(readerDSN(path, true), 2, nil)
	if err != nil {
		return Report{}, err
	}
	defer func() { _ = db.Close() }() // it only read
	if _, err := checkFile(ctx, db); err != nil {
		return Report{}, err
	}
	if err := quickCheck(ctx, db); err != nil {
		return Report{}, err
	}
	return verifyLog(ctx, db, progress)
}

// quickCheck is SQLite's own look at its pages.
func quickCheck(ctx context.Context, db *sql.DB) error {
	lines, err := All(ctx, db, ScanOne[string], `PRAGMA quick_check(1)`)
	if err != nil {
		return err
	}
	if len(lines) != 1 || lines[0] != "ok" {
		return ErrDamaged.With(lines[0])
	}
	return nil
}

// settle makes a finished file durable under its name.
func settle(temporary, path string) error {
	f, err := os.OpenFile(temporary, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	if err := errors.Join(f.Chmod(0o600), f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(temporary, path); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(path))
}

func (r *Report) firstBad() string {
	for _, l := range r.Lines {
		if !l.OK {
			return l.Text
		}
	}
	return ""
}
