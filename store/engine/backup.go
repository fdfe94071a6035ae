package engine

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"penggai/allocation"
	"penggai/allocation/say"
	"penggai/store/engine/host"
	"penggai/store/engine/place"
	"penggai/store/engine/pool"
	"penggai/store/engine/shelf"
)

// Backup makes a checked copy and returns its path. An empty out is the automatic folder, where old copies are then
// cleared away; otherwise out is a file that must not exist, or a folder.
func (s *Store) Backup(ctx context.Context, out string) (string, error) {
	head, err := s.Head(ctx)
	if err != nil {
		return "", err
	}
	automatic := out == ""
	if automatic {
		out = filepath.Join(s.folder, shelf.Folder)
		if err := os.MkdirAll(out, 0o700); err != nil {
			return "", Fault(err)
		}
	}
	switch info, err := os.Stat(out); {
	case err == nil && info.IsDir():
		out = filepath.Join(out, shelf.Name(s.Now(), head.Seq))
	case err == nil:
		return "", ErrBackupExists.With(out)
	case !errors.Is(err, fs.ErrNotExist):
		return "", Fault(err)
	}
	if _, err := s.copyTo(ctx, out); err != nil {
		return "", err
	}
	if automatic {
		return out, s.prune()
	}
	return out, nil
}

// BackupIfChanged makes an automatic copy when something was done since the last one; path is "" when nothing was: that somebody signed
// in, or tried to, is no reason to copy the whole office.
func (s *Store) BackupIfChanged(ctx context.Context) (path string, err error) {
	head, err := s.Head(ctx)
	if err != nil {
		return "", err
	}
	files, err := s.Backups()
	if err != nil {
		return "", err
	}
	if len(files) > 0 && files[0].Seq <= head.Seq {
		actions, err := All(ctx, s.Read, ScanOne[string], `SELECT DISTINCT action FROM log WHERE seq > $1`, files[0].Seq)
		if err != nil {
			return "", err
		}
		if !slices.ContainsFunc(actions, func(code string) bool { return !(allocation.Action{Code: code}).Passing() }) {
			return "", nil
		}
	}
	return s.Backup(ctx, "")
}

// Backups lists the automatic copies, the latest first; the first says when the last good one was made.
func (s *Store) Backups() ([]shelf.File, error) { return backupsOf(s.folder) }

func backupsOf(folder string) ([]shelf.File, error) {
	files, err := shelf.In(filepath.Join(folder, shelf.Folder), Shanghai)
	return files, Fault(err)
}

// prune removes the copies that no rule keeps.
func (s *Store) prune() error {
	files, err := s.Backups()
	if err != nil {
		return err
	}
	keep := shelf.Kept(files)
	var errs []error
	for i, f := range files {
		if keep[i] {
			continue
		}
		if err := os.Remove(f.Path); !errors.Is(err, fs.ErrNotExist) { // another may clear away too
			errs = append(errs, err)
		}
	}
	return Fault(errors.Join(errs...))
}

// copyTo makes a checked copy of the open office at path: VACUUM INTO a temporary name beside it, then the checks of a file on the
// copy, fsync, rename, fsync of the folder. Nothing stands at path before it is whole, and nothing else is touched.
func (s *Store) copyTo(ctx context.Context, path string) (Head, error) {
	temporary, err := place.Temporary(path)
	if err != nil {
		return Head{}, Fault(err)
	}
	var report Report
	err = s.vacuumInto(ctx, temporary)
	if err == nil {
		report, err = checkCopy(ctx, temporary, nil)
	}
	if err == nil {
		err = Fault(place.Settle(temporary, path))
	}
	if err != nil {
		_ = os.Remove(temporary)
	}
	return report.Head, err
}

// vacuumInto writes a compact copy from a connection of its own: query_only, which the readers have, forbids it.
func (s *Store) vacuumInto(ctx context.Context, path string) error {
	db, err := pool.Open(pool.Copier(s.Path()), 1, nil)
	if err != nil {
		return Fault(err)
	}
	restore := host.Umask()
	_, err = db.ExecContext(ctx, `VACUUM INTO $1`, path)
	restore()
	return Fault(errors.Join(err, db.Close()))
}

// CheckCopy reads a copy that nobody writes. Errors: ErrCopyBad, and those of a file that is not opened.
func CheckCopy(ctx context.Context, path string) error {
	_, err := checkCopy(ctx, path, nil)
	return err
}

// CheckedHead is the end of the log of a copy that was checked. Errors: those of CheckCopy.
func CheckedHead(ctx context.Context, path string, progress Progress) (Head, error) {
	report, err := checkCopy(ctx, path, progress)
	return report.Head, err
}

// checkCopy reads a copy that nobody writes: whose file it is, schema, chain, rows, pages.
func checkCopy(ctx context.Context, path string, progress Progress) (Report, error) {
	db, err := pool.Open(pool.Reader(path, true), 2, nil)
	if err != nil {
		return Report{}, Fault(err)
	}
	defer func() { _ = db.Close() }() // it only read
	if _, err := checkFile(ctx, db); err != nil {
		return Report{}, err
	}
	report, err := verifyFile(ctx, db, progress)
	if err == nil && !report.OK() {
		err = ErrCopyBad.With(report.FirstBad())
	}
	return report, err
}

// Backups, restoring and the doctor.
var ErrBackupExists = say.Refuse("backup_exists", "这个位置已有文件，没有覆盖它。请换一个文件名")
