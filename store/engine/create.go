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
	"penggai/store/engine/place"
	"penggai/store/engine/pool"
)

// CreateWith makes a data file in a folder that has none (it makes the folder), writes the first entry of its log with
// found, and opens it. It is made aside and put in its place by one rename: nothing stays behind when found fails, and after a kill it can
// be made again. Errors: ErrOfficeExists, those of found.
func CreateWith(folder string, o Options, act allocation.Action, found func(*Tx) error) (*Store, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, Fault(err)
	}
	err := inPlace(folder, o, func(stage *place.Stage) error {
		if holdsOffice(folder) {
			return ErrOfficeExists.With(folder)
		}
		s := &Store{folder: stage.Folder(), Options: o.aside(), Changes: &Changes{}}
		err := s.createFile()
		if err == nil {
			err = s.Write(context.Background(), Console(), act, found)
		}
		return errors.Join(err, s.Close())
	}, nil)
	if err != nil {
		return nil, err
	}
	return Open(folder, o)
}

// aside are the options for an office that is made aside: what becomes of it is seen when it stands in its place.
func (o Options) aside() Options {
	o.Witness = nil
	return o
}

// inPlace makes an office aside under the lock of the folder, and puts it in its place. put, which may be nil, is told where the present
// one went.
func inPlace(folder string, o Options, make func(*place.Stage) error, put func(aside string)) error {
	host.OFDLocking()
	now := (&Store{Options: o}).Now()
	lock, err := lockFolder(folder, now)
	if err != nil {
		return err
	}
	defer func() { _ = lock.release() }() // it ends with the process in any case
	restore := host.Umask()
	defer restore()
	if _, err := place.Finish(folder); err != nil {
		return Fault(err)
	}
	place.Clear(folder, now)
	stage, err := place.NewStage(folder)
	if err != nil {
		return Fault(err)
	}
	if err := make(stage); err != nil {
		stage.Drop()
		return err
	}
	aside, err := stage.Put(now)
	if err != nil {
		stage.Drop()
		return Fault(err)
	}
	if put != nil {
		put(aside)
	}
	return nil
}

// holdsOffice reports whether a folder has a data file, or anything in its place.
func holdsOffice(folder string) bool {
	_, err := os.Lstat(filepath.Join(folder, FileName))
	return !errors.Is(err, fs.ErrNotExist)
}

// createFile makes the file and applies every migration.
func (s *Store) createFile() error {
	var err error
	if s.Writer, err = pool.Open(pool.Writer(s.Path(), true), 1, s.Changes.note); err != nil {
		return Fault(err)
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
	return err
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
