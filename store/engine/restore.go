package engine

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/store/engine/host"
	"penggai/store/engine/place"
)

// Restore puts a backup in the place of a folder's data and opens it. The backup is checked before and after it is copied; the log of the
// copy says what was done before it takes the place of what stood in the folder, which is moved aside, never overwritten. After a kill
// the folder has the one or the other, whole. The returned path is where the old data went, "" when there was none.
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
	err = inPlace(folder, o, func(stage *place.Stage) error { return restoreInto(ctx, stage, file, o, progress) }, func(a string) { aside = a })
	if err != nil {
		return nil, aside, err
	}
	s, err = Open(folder, o)
	return s, aside, err
}

// restoreInto copies the backup, checks the copy, brings it to this program's schema and lets its log say what is done.
func restoreInto(ctx context.Context, stage *place.Stage, file string, o Options, progress Progress) error {
	if err := place.Copy(file, stage.Path()); err != nil {
		return Fault(err)
	}
	report, err := checkCopy(ctx, stage.Path(), progress)
	if err != nil {
		return err
	}
	s, err := Open(stage.Folder(), o)
	if err != nil {
		return err
	}
	err = s.Write(ctx, Console(), allocation.ActRestore, func(t *Tx) error {
		t.Subject(filepath.Base(file) + " " + report.Head.String())
		return nil
	})
	return errors.Join(err, s.Close())
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

// Backups, restoring and the doctor.
var ErrBackupLive = say.Refuse("backup_live", "这个文件旁边还有未合并的 -wal 文件，像是正在使用的数据，不能当备份。没有改动；请选用备份文件")
