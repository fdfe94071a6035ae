package engine

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// lockFile locks one byte far behind the text, so that others can still read who holds it.
func lockFile(f *os.File) error {
	at := &windows.Overlapped{OffsetHigh: 1}
	err := windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, at)
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
		return errHeld
	}
	return err
}

// setUmask has nothing to do: a user's folder is private on Windows.
func setUmask() func() { return func() {} }

func folderWritable(folder string) bool {
	f, err := os.CreateTemp(folder, "penggai-*.tmp")
	if err != nil {
		return false
	}
	return errors.Join(f.Close(), os.Remove(f.Name())) == nil
}

// syncFolder has nothing to do: Windows has no handle to sync a folder by.
func syncFolder(string) error { return nil }

// privateMode is always true: rights are not in the mode on Windows.
func privateMode(os.FileMode) bool { return true }
