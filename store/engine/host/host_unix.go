//go:build unix

package host

import (
	"errors"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// Lock takes the lock of a file that ends with the process. Errors: ErrHeld.
func Lock(f *os.File) error {
	err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	if errors.Is(err, unix.EWOULDBLOCK) {
		return ErrHeld
	}
	return err
}

// Umask keeps what SQLite creates readable by its owner only, until the returned function is called.
func Umask() func() {
	old := syscall.Umask(0o077)
	return func() { syscall.Umask(old) }
}

// Writable reports whether a file can be made in a folder.
func Writable(folder string) bool { return unix.Access(folder, unix.W_OK) == nil }

// SyncFolder makes a rename inside a folder durable.
func SyncFolder(folder string) error {
	f, err := os.Open(folder)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// Private reports whether nobody but the owner has any right.
func Private(mode os.FileMode) bool { return mode.Perm()&0o077 == 0 }

// RightsOf looks at a file's mode, and where it is open to others whether its file system could close it.
func RightsOf(path string) Rights {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return RightsUnknown
	case Private(info.Mode()):
		return RightsOwn
	case lawless(path):
		return RightsNone
	}
	return RightsOthers
}
