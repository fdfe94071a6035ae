// Package place moves files in a data folder so that a kill at any moment leaves what was there or what was to come, and never half
// of either: what is new is made in a folder of its own, and one rename of that folder is the moment from which on it counts.
//
//	penggai.db, -wal, -shm       the office
//	making-*.tmp/                an office on its way; cleared at the next start
//	coming/                      a finished one, which the next start puts in the office's place
//	replaced-20210315T080200/    what it took the place of
//
// Who calls it holds the lock of the folder.
package place

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"penggai/store/engine/host"
)

// File is the data file inside a data folder.
const File = "penggai.db"

const (
	making    = "making-*.tmp"
	coming    = "coming"
	asideNote = "aside" // in coming: where the present office goes
	replaced  = "replaced-"
	stamp     = "20060102T150405"
)

// parts are the file's own and its companions, in the order in which they are moved away: the -wal belongs to the file, which is
// never left beside a log that is not its own.
var parts = []string{"-shm", "-wal", ""}

// Stage is an office on its way into a folder.
type Stage struct{ folder, at string }

// NewStage makes the folder, where there is none, and in it an empty one for the office to be made in.
func NewStage(folder string) (*Stage, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	at, err := os.MkdirTemp(folder, making)
	return &Stage{folder, at}, err
}

// Folder is where the office is to be made.
func (s *Stage) Folder() string { return s.at }

// Path is the file of the office that is made.
func (s *Stage) Path() string { return filepath.Join(s.at, File) }

// Drop takes away what was not put in its place.
func (s *Stage) Drop() { _ = os.RemoveAll(s.at) } // what is left goes at the next start

// Put puts the closed office of the stage in the place of the folder's, which is moved aside: aside is where, "" when there was none.
// From its rename on the new one counts, though the machine stops.
func (s *Stage) Put(now time.Time) (aside string, err error) {
	if info, err := os.Stat(s.Path() + "-wal"); err == nil && info.Size() > 0 {
		return "", fmt.Errorf("%s-wal: not empty", File)
	}
	note := filepath.Join(s.at, asideNote)
	if err := os.WriteFile(note, []byte(freeName(s.folder, now)), 0o600); err != nil {
		return "", err
	}
	for _, path := range []string{s.Path(), note} {
		if err := syncFile(path); err != nil {
			return "", err
		}
	}
	if err := host.SyncFolder(s.at); err != nil {
		return "", err
	}
	if err := os.Rename(s.at, filepath.Join(s.folder, coming)); err != nil {
		return "", err
	}
	if err := host.SyncFolder(s.folder); err != nil {
		return "", err
	}
	return Finish(s.folder)
}

// freeName is the first name for what is replaced that nothing has.
func freeName(folder string, now time.Time) string {
	base := replaced + now.Format(stamp)
	name := base
	for n := 2; ; n++ {
		if _, err := os.Lstat(filepath.Join(folder, name)); errors.Is(err, fs.ErrNotExist) {
			return name
		}
		name = fmt.Sprintf("%s-%d", base, n)
	}
}

// Pending reports whether a finished office waits to be put in its place.
func Pending(folder string) bool {
	_, err := os.Lstat(filepath.Join(folder, coming))
	return err == nil
}

// Finish puts an office in its place that a kill left waiting; there need be none. It may be called again after every kill.
func Finish(folder string) (aside string, err error) {
	wait := filepath.Join(folder, coming)
	if !Pending(folder) {
		return "", nil
	}
	switch _, err := os.Stat(filepath.Join(wait, File)); {
	case err == nil:
		if aside, err = moveAside(folder, wait); err != nil {
			return aside, err
		}
		if err := os.Rename(filepath.Join(wait, File), filepath.Join(folder, File)); err != nil {
			return aside, err
		}
		if err := host.SyncFolder(folder); err != nil {
			return aside, err
		}
	case !errors.Is(err, fs.ErrNotExist): // without it, it stands in its place already
		return "", err
	}
	return aside, os.RemoveAll(wait)
}

// moveAside moves the present office away, durably, before another comes.
func moveAside(folder, wait string) (string, error) {
	text, err := os.ReadFile(filepath.Join(wait, asideNote))
	if err != nil {
		return "", err
	}
	name := strings.TrimSpace(string(text))
	if !strings.HasPrefix(name, replaced) || name != filepath.Base(name) {
		return "", fmt.Errorf("%s/%s: %q", coming, asideNote, name)
	}
	aside := filepath.Join(folder, name)
	for _, part := range parts {
		if _, err := os.Lstat(filepath.Join(folder, File+part)); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err := os.MkdirAll(aside, 0o700); err != nil {
			return "", err
		}
		if err := os.Rename(filepath.Join(folder, File+part), filepath.Join(aside, File+part)); err != nil {
			return aside, err
		}
	}
	if _, err := os.Lstat(aside); errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	return aside, errors.Join(host.SyncFolder(aside), host.SyncFolder(folder))
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(host.Restrict(f, 0o600), f.Sync(), f.Close())
}
