package store

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/engine/place"
	"penggai/store/engine/pool"
	"penggai/store/keep"
	"penggai/store/vault"
)

// kept is the vault beside the automatic copies: their files lie there once for all of them.
func kept(folder string) vault.Vault { return vault.In(filepath.Join(folder, "backup")) }

// Backup makes a checked copy that takes the files beside records along, and returns its path. An empty out is the automatic folder, where
// the files lie once for all copies; otherwise out is a file that must not exist, or a folder, and the copy holds the files itself.
// Errors: those of engine.Store.Backup; ErrBackupLacks with the path of a copy that is good but for files that are lost.
func (s *Store) Backup(ctx context.Context, out string) (string, error) {
	if out == "" {
		path, err := s.Store.Backup(ctx, "")
		if err == nil {
			err = s.keepFiles(ctx)
		}
		return path, err
	}
	folder := filepath.Dir(out)
	switch info, err := os.Stat(out); {
	case err == nil && info.IsDir():
		folder = out
	case err == nil:
		return "", engine.ErrBackupExists.With(out)
	case !errors.Is(err, fs.ErrNotExist):
		return "", engine.Fault(err)
	}
	making, err := os.MkdirTemp(folder, place.Copying)
	if err != nil {
		return "", engine.Fault(err)
	}
	defer os.RemoveAll(making)
	copied, err := s.Store.Backup(ctx, making)
	if err != nil {
		return "", err
	}
	lacks, err := s.pack(ctx, copied)
	if err != nil {
		return "", err
	}
	if folder == out {
		out = filepath.Join(out, filepath.Base(copied))
	}
	if _, err := os.Lstat(out); err == nil {
		return "", engine.ErrBackupExists.With(out)
	}
	if err := os.Rename(copied, out); err != nil {
		return "", engine.Fault(err)
	}
	if err := vault.SyncFolder(folder); err != nil {
		return "", engine.Fault(err)
	}
	if err := s.Purge(ctx, folder, &keep.Purged{}); err != nil { // copies of before, which were out of reach when numbers were deleted
		return "", err
	}
	if lacks > 0 {
		return out, ErrBackupLacks.Textf("备份已写好并核对，但有 %d 个附件已丢失或被改动，没有进去：%s。请运行 penggai verify 看是哪几个", lacks, out)
	}
	return out, nil
}

// BackupIfChanged makes an automatic copy when the log has grown since the last one; path is "" when it has not.
func (s *Store) BackupIfChanged(ctx context.Context) (path string, err error) {
	path, err = s.Store.BackupIfChanged(ctx)
	if err == nil && path != "" {
		err = s.keepFiles(ctx)
	}
	return path, err
}

// keepFiles copies the files that do not lie beside the automatic copies yet. One that is missing or altered is named by Verify, and keeps
// no backup from being made.
func (s *Store) keepFiles(ctx context.Context) error {
	digests, err := vault.Digests(ctx, s.Read)
	if err != nil {
		return engine.Fault(err)
	}
	to := kept(s.Folder())
	for _, digest := range digests {
		if err := ctx.Err(); err != nil {
			return err
		}
		err := to.Take(vault.In(s.Folder()), digest)
		if err != nil && !errors.Is(err, vault.ErrMissing) && !errors.Is(err, vault.ErrAltered) {
			return engine.Fault(err)
		}
	}
	return nil
}

// pack puts the files into a copy that nobody else has open, reads them back, and makes that durable.
func (s *Store) pack(ctx context.Context, path string) (lacks int, err error) {
	err = alone(path, "rw", func(db *sql.DB) error {
		if lacks, err = vault.Pack(ctx, db, vault.In(s.Folder()), kept(s.Folder())); err != nil {
			return err
		}
		bad, err := vault.BadPack(ctx, db)
		if err == nil && bad != "" {
			err = vault.ErrAltered.With(bad)
		}
		return err
	})
	if err != nil {
		return lacks, engine.Fault(err)
	}
	return lacks, engine.Fault(syncFile(path))
}

// alone opens a data file that nobody else has open, to write into it or, as it lies on a stick that may be protected, to read.
func alone(path, mode string, fn func(*sql.DB) error) error {
	how := "&_pragma=journal_mode(DELETE)&_pragma=synchronous(FULL)"
	if mode == "ro" {
		how = "&immutable=1"
	}
	db, err := sql.Open("sqlite", pool.URI(path)+"?mode="+mode+how)
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	return errors.Join(fn(db), db.Close())
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// Restored says how a backup was put in the place of the data.
type Restored struct {
	engine.Restored
	Files int // that the data points to
	Lacks int // of them that lie nowhere; Verify names them
}

// Restore puts a backup in the place of a folder's data and opens it; the files beside records come out of the backup, or from the folder
// of files beside it, and what lies in the data folder stays. Errors: those of engine.Restore.
func Restore(ctx context.Context, folder, file string, o engine.Options, progress engine.Progress) (s *Store, r Restored, err error) {
	data, drop, err := withoutFiles(ctx, folder, file)
	if err != nil {
		return nil, r, err
	}
	defer drop()
	o.Beside = func(ctx context.Context, q engine.Querier) error {
		digests, err := vault.Digests(ctx, q)
		if err != nil || len(digests) == 0 {
			return err
		}
		r.Files = len(digests)
		return alone(file, "ro", func(db *sql.DB) (err error) {
			r.Lacks, err = vault.Unpack(ctx, db, digests, vault.In(folder), vault.In(filepath.Dir(file)), kept(folder))
			return err
		})
	}
	opened, put, err := engine.Restore(ctx, folder, data, proven(folder, o), progress)
	r.Restored = put
	if err != nil {
		return nil, r, err
	}
	return Over(opened), r, nil
}

// withoutFiles is a copy of a backup without the files in it, or the backup itself where it has none; done clears the copy away.
func withoutFiles(ctx context.Context, folder, file string) (data string, done func(), err error) {
	none := func() {}
	packed := 0
	if err := alone(file, "ro", func(db *sql.DB) (err error) { packed, err = vault.Packed(ctx, db); return err }); err != nil || packed == 0 {
		return file, none, nil // what is wrong with it is for the restoring to say
	}
	if info, err := os.Stat(file + "-wal"); err == nil && info.Size() > 0 {
		return file, none, nil
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", none, engine.Fault(err)
	}
	making, err := os.MkdirTemp(folder, place.Copying)
	if err != nil {
		return "", none, engine.Fault(err)
	}
	done = func() { _ = os.RemoveAll(making) } // what is left of it harms nothing
	data = filepath.Join(making, filepath.Base(file))
	err = place.Copy(file, data)
	if err == nil {
		err = alone(data, "rw", func(db *sql.DB) error { return vault.Strip(ctx, db) })
	}
	if err != nil {
		done()
		return "", none, engine.Fault(err)
	}
	return data, done, nil
}

// ErrBackupLacks is said of a backup that is good but for files that are lost.
var ErrBackupLacks = say.Refuse("backup_lacks", "备份已写好并核对，但有附件已丢失或被改动")
