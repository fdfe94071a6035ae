package host

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// Lock takes the lock of a file that ends with the process: one byte far behind the text, so that others can still read who holds it.
func Lock(f *os.File) error {
	at := &windows.Overlapped{OffsetHigh: 1}
	err := windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, at)
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
		return ErrHeld
	}
	return err
}

// Umask has nothing to do: a user's folder is private on Windows.
func Umask() func() { return func() {} }

// Writable reports whether a file can be made in a folder.
func Writable(folder string) bool {
	f, err := os.CreateTemp(folder, "penggai-*.tmp")
	if err != nil {
		return false
	}
	return errors.Join(f.Close(), os.Remove(f.Name())) == nil
}

// SyncFolder has nothing to do: Windows has no handle to sync a folder by.
func SyncFolder(string) error { return nil }

// Private is always true: rights are not in the mode on Windows.
func Private(os.FileMode) bool { return true }
