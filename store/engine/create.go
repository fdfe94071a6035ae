package engine

import (
	"context"
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"penggai/allocation"
	"penggai/allocation/say"
	"penggai/store/engine/host"
)

// CreateWith makes a data file in a folder that has none (it makes the folder), writes the first entry of its log with
// found, and opens it. Nothing stays behind when found fails. Errors: ErrOfficeExists, those of found.
func CreateWith(folder string, o Options, act allocation.Action, found func(*Tx) error) (*Store, error) {
	s := &Store{folder: folder, Options: o, Changes: &Changes{}}
	if err := s.createFile(); err != nil {
		_ = s.Close() // the error that led here is the one to report
		return nil, err
	}
	if err := s.Write(context.Background(), Console(), act, found); err != nil {
		_ = s.Close()
		s.removeNewFile()
		return nil, err
	}
	return s, nil
}

// createFile makes folder and file and applies every migration.
func (s *Store) createFile() error {
	if err := os.MkdirAll(s.folder, 0o700); err != nil {
		return Fault(err)
	}
	switch _, err := os.Stat(s.Path()); {
	case err == nil:
		return ErrOfficeExists.With(s.folder)
	case !errors.Is(err, fs.ErrNotExist):
		return Fault(err)
	}
	host.OFDLocking()
	var err error
	if s.lock, err = lockFolder(s.folder, s.Now()); err != nil {
		return err
	}
	restore := host.Umask()
	defer restore()
	if s.Writer, err = openPool(writerDSN(s.Path(), "rwc"), 1, s.Changes.note); err != nil {
		return err
	}
	ctx := context.Background()
	list, err := AllMigrations()
	if err == nil {
		err = migrate(ctx, s.Writer, list)
	}
	if err == nil {
		err = s.makeSecret(ctx)
	}
	if err == nil {
		err = s.openReaders(ctx)
	}
	if err != nil {
		_ = s.Close()
		s.removeNewFile()
	}
	return err
}

// removeNewFile takes away a file that never became an office.
func (s *Store) removeNewFile() {
	for _, suffix := range []string{"", "-wal", "-shm"} {
		_ = os.Remove(filepath.Join(s.folder, FileName+suffix)) // what is not there needs no removing
	}
}

// makeSecret makes the key of the seals in the log.
func (s *Store) makeSecret(ctx context.Context) error {
	key := make([]byte, 32)
	_, _ = rand.Read(key) // never fails
	return s.Scratch(ctx, func(t *Tx) error {
		return t.Exec(`INSERT INTO secret (name, value) VALUES ($1, $2)`, secretLog, key)
	})
}

// The file and the folder.
var ErrOfficeExists = say.Refuse("office_exists", "这个文件夹里已经有一份数据，没有改动它。请换一个空文件夹")
