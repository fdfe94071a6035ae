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
	"penggai/store/engine/pool"
)

// Restored is what a restore did.
type Restored struct {
	Aside   string // where the data went that stood there, "" when there were none
	Present Head   // their last entry; zero where there were none or they cannot be read
	Backup  Head   // the last entry of the backup
}

// Restore puts a backup in the place of a folder's data and opens it. The backup is checked before and after it is copied; the log of the
// copy says what was done, and o.Beside lays what it points to, before it takes the place of what stood in the folder, which is moved aside,
// never overwritten. After a kill
// the folder has the one or the other, whole. Errors: ErrOtherOffice unless o.Foreign, ErrCopyBad, ErrBackupLive, those of Open.
func Restore(ctx context.Context, folder, file string, o Options, progress Progress) (s *Store, r Restored, err error) {
	if info, err := os.Stat(file); err != nil {
		return nil, r, Fault(err)
	} else if info.IsDir() {
		return nil, r, ErrIsFolder.With(file)
	} else if info.Size() == 0 {
		return nil, r, ErrEmptyFile.With(file)
	}
	host.OFDLocking()
	if err := checkBackup(ctx, file, progress); err != nil {
		return nil, r, err
	}
	if err := dayOfBackup(ctx, file, o); err != nil {
		return nil, r, err
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, r, Fault(err)
	}
	err = inPlace(folder, o, func(stage *place.Stage) error {
		if r.Present, r.Backup, err = heads(ctx, folder, file, o); err != nil {
			return err
		}
		return restoreInto(ctx, stage, file, o, progress)
	}, func(aside string) { r.Aside = aside })
	if err != nil {
		return nil, r, err
	}
	s, err = Open(folder, o)
	return s, r, err
}

// heads are the last entries of what stands in a folder and of a backup. Two offices have no entry in common, not even the first.
func heads(ctx context.Context, folder, file string, o Options) (present, backup Head, err error) {
	first, backup, err := ends(ctx, file, true)
	if err != nil || !holdsOffice(folder) {
		return present, backup, err
	}
	mine, present, err := ends(ctx, filepath.Join(folder, FileName), false)
	if err != nil {
		return Head{}, backup, nil // it cannot be read, which is why it is restored
	}
	if first != mine && !o.Foreign {
		err = ErrOtherOffice
	}
	return present, backup, err
}

// ends are the first and the last entry of a file's log.
func ends(ctx context.Context, path string, still bool) (first, last Head, err error) {
	db, err := pool.Open(pool.Reader(path, still), 1, nil)
	if err != nil {
		return first, last, Fault(err)
	}
	defer func() { _ = db.Close() }() // it only read
	hash, err := One(ctx, db, ScanOne[[]byte], `SELECT hash FROM log WHERE seq = 1`)
	if err != nil {
		return first, last, err
	}
	first.Seq = 1
	copy(first.Hash[:], hash)
	last, err = ReadHead(ctx, db)
	return first, last, err
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
	s, err := Open(stage.Folder(), o.aside())
	if err != nil {
		return err
	}
	err = s.Write(ctx, Console(), allocation.ActRestore, func(t *Tx) error {
		t.Subject(filepath.Base(file) + " " + report.Head.String())
		return nil
	})
	if err == nil && o.Beside != nil {
		err = Fault(o.Beside(ctx, s.Read))
	}
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
	db, err := pool.Open(pool.Reader(file, true), 1, nil)
	if err != nil {
		return Fault(err)
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
var (
	ErrOtherOffice = say.Refuse("other_office", "这份备份是另一个办公室的，不是这个文件夹里的。没有改动；请核对文件，确要换成它就加 --foreign")
	ErrBackupLive  = say.Refuse("backup_live", "这个文件旁边还有未合并的 -wal 文件，像是正在使用的数据，不能当备份。没有改动；请选用备份文件")
)
