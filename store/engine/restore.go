package engine

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/store/engine/host"
)

// Restore puts a backup in the place of a folder's data and opens it. The backup is checked before and after; what
// stood in the folder is moved aside, never overwritten, and the log of the restored office says what was done. The
// returned path is where the old data went, "" when there was none.
func Restore(ctx context.Context, folder, file string, o Options, progress Progress) (s *Store, aside string, err error) {
	if info, err := os.Stat(file); err != nil {
		return nil, "", Fault(err)
	} else if info.IsDir() {
		return nil, "", ErrIsFolder.With(file)
	} else if info.Size() == 0 {
		return nil, "", ErrEmptyFile.With(file)
	}
	host.OFDLocking()
	if err := checkBackup(ctx, file, progress); err != nil {
		return nil, "", err
	}
	if err := dayOfBackup(ctx, file, o); err != nil {
		return nil, "", err
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, "", Fault(err)
	}
	aside, head, err := (&Store{folder: folder, Options: o}).replace(ctx, file, progress)
	if err != nil {
		return nil, aside, err
	}
	if s, err = Open(folder, o); err != nil {
		return nil, aside, err
	}
	err = s.Write(ctx, Console(), allocation.ActRestore, func(t *Tx) error {
		t.Subject(filepath.Base(file) + " " + head.String())
		return nil
	})
	if err != nil {
		return nil, aside, errors.Join(err, s.Close())
	}
	return s, aside, nil
}

func checkBackup(ctx context.Context, file string, progress Progress) error {
	if info, err := os.Stat(file + "-wal"); err == nil && info.Size() > 0 {
		return ErrBackupLive.With(file)
	}
	_, err := checkCopy(ctx, file, progress)
	return err
}

// dayOfBackup refuses a day that a person set when the backup is of an office for real; one of before clocks were kept is.
func dayOfBackup(ctx context.Context, file string, o Options) error {
	if !o.DaySet {
		return nil
	}
	db, err := openPool(readerDSN(file, true), 1, nil)
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }() // it only read
	clock, err := clockOf(ctx, db)
	if err != nil {
		return err
	}
	if clock.Kind == "" {
		clock.Kind = civil.ClockReal
	}
	return refuseSetDay(clock, o)
}

// replace does the moving under the folder's lock.
func (s *Store) replace(ctx context.Context, file string, progress Progress) (aside string, head Head, err error) {
	lock, err := lockFolder(s.folder, s.Now())
	if err != nil {
		return "", head, err
	}
	defer func() { err = errors.Join(err, lock.release()) }()
	temporary := s.Path() + ".tmp"
	if err := copyFile(file, temporary); err != nil {
		return "", head, Fault(err)
	}
	report, err := checkCopy(ctx, temporary, progress)
	if err == nil {
		aside, err = s.setAside()
	}
	if err != nil {
		_ = os.Remove(temporary)
		return aside, head, err
	}
	return aside, report.Head, Fault(settle(temporary, s.Path()))
}

// setAside moves the current file with its -wal and -shm into a folder of its own.
func (s *Store) setAside() (string, error) {
	if _, err := os.Stat(s.Path()); errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	base := filepath.Join(s.folder, "replaced-"+s.Now().Format(backupTime))
	aside := base
	for n := 2; ; n++ {
		err := os.Mkdir(aside, 0o700)
		if err == nil {
			break
		}
		if !errors.Is(err, fs.ErrExist) {
			return "", Fault(err)
		}
		aside = fmt.Sprintf("%s-%d", base, n)
	}
	// the -wal belongs to the file, so it goes first: the file is never left beside a log that is not its own
	for _, suffix := range []string{"-shm", "-wal", ""} {
		err := os.Rename(s.Path()+suffix, filepath.Join(aside, FileName+suffix))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return aside, Fault(err)
		}
	}
	return aside, host.SyncFolder(s.folder)
}

// copyFile copies a file that no SQLite connection of this process has open for writing.
func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Sync(), out.Close())
}

// Backups, restoring and the doctor.
var ErrBackupLive = say.Refuse("backup_live", "这个文件旁边还有未合并的 -wal 文件，像是正在使用的数据，不能当备份。没有改动；请选用备份文件")
