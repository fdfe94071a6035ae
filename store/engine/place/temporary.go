package place

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"penggai/store/engine/host"
)

// Copying is the pattern of the names of copies on their way.
const Copying = ".penggai-*.tmp"

// Temporary is a name beside path that nobody else has, for a file that Settle then gives its own. Nothing stands there yet.
func Temporary(path string) (string, error) {
	f, err := os.CreateTemp(filepath.Dir(path), Copying)
	if err != nil {
		return "", err
	}
	return f.Name(), errors.Join(f.Close(), os.Remove(f.Name()))
}

// Settle makes a finished file durable under its name.
func Settle(temporary, path string) error {
	if err := syncFile(temporary); err != nil {
		return err
	}
	if err := os.Rename(temporary, path); err != nil {
		return err
	}
	return host.SyncFolder(filepath.Dir(path))
}

// New writes a file that must not exist: it gets its name whole or not at all, and stays away when write fails. now tells which
// temporary files of killed runs beside it are stale. Errors: fs.ErrExist, those of the file and of write.
func New(path string, now time.Time, write func(io.Writer) error) error {
	f, err := Begin(path, now, write)
	if err != nil {
		return err
	}
	defer f.Drop()
	return f.Settle()
}

// Fresh is a whole file that waits for its name.
type Fresh struct{ temporary, path string }

// Begin writes a file that must not exist up to its name, which Settle gives it: what must be known of it can be written down between.
// Errors: those of New.
func Begin(path string, now time.Time, write func(io.Writer) error) (*Fresh, error) {
	if _, err := os.Lstat(path); err == nil {
		return nil, fs.ErrExist
	}
	Sweep(filepath.Dir(path), now)
	f, err := os.CreateTemp(filepath.Dir(path), Copying)
	if err != nil {
		return nil, err
	}
	if err = write(f); err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	fresh := &Fresh{f.Name(), path}
	if err != nil {
		fresh.Drop()
		return nil, err
	}
	return fresh, nil
}

// Path is where the file will stand.
func (f *Fresh) Path() string { return f.path }

// Drop takes away what did not get its name, or the first name of what did.
func (f *Fresh) Drop() { _ = os.Remove(f.temporary) }

// Settle gives the file its name. Errors: fs.ErrExist, those of the file.
func (f *Fresh) Settle() error {
	err := os.Link(f.temporary, f.path)
	if err != nil && !errors.Is(err, fs.ErrExist) {
		err = os.Rename(f.temporary, f.path) // a file system without links
	}
	if err != nil {
		return err
	}
	return host.SyncFolder(filepath.Dir(f.path))
}

// Stale is the age from which on a temporary file is nobody's any more.
const Stale = 12 * time.Hour

// Clear takes away what earlier runs left: offices on their way, and in folders of copies the temporary files that are stale.
func Clear(folder string, now time.Time, copies ...string) {
	for _, path := range left(folder, making) {
		_ = os.RemoveAll(path) // what cannot go now is tried again at the next start
	}
	for _, at := range append(copies, folder) {
		Sweep(at, now)
	}
}

// Sweep takes the stale temporary files out of a folder.
func Sweep(folder string, now time.Time) {
	for _, path := range left(folder, Copying) {
		if info, err := os.Lstat(path); err == nil && now.Sub(info.ModTime()) > Stale {
			_ = os.RemoveAll(path)
		}
	}
}

// left are the paths in a folder, whatever its own name, whose names have a pattern.
func left(folder, pattern string) (paths []string) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil // it says so itself when it is used
	}
	for _, e := range entries {
		if ok, _ := filepath.Match(pattern, e.Name()); ok { // the pattern is good
			paths = append(paths, filepath.Join(folder, e.Name()))
		}
	}
	return paths
}

// Copy copies a file that no connection to SQLite in this process has open for writing.
func Copy(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Sync(), out.Close())
}
