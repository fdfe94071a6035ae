//go:build unix

package engine

import (
	"errors"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

func lockFile(f *os.File) error {
	err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	if errors.Is(err, unix.EWOULDBLOCK) {
		return errHeld
	}
	return err
}

// setUmask keeps what SQLite creates readable by its owner only, until the returned function is called.
func setUmask() func() {
	old := syscall.Umask(0o077)
	return func() { syscall.Umask(old) }
}

func folderWritable(folder string) bool { return unix.Access(folder, unix.W_OK) == nil }

// syncFolder makes a rename inside a folder durable.
func syncFolder(folder string) error {
	f, err := os.Open(folder)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// privateMode reports whether nobody but the owner has any right.
func privateMode(mode os.FileMode) bool { return mode.Perm()&0o077 == 0 }
