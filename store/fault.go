package store

import (
	"context"
	"errors"
	"io/fs"
	"strings"
	"syscall"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"penggai/allocation"
)

// fault turns what the driver or the system says into a Refusal that people can act on; a Refusal and a
// cancelled context pass through, nil stays nil. The driver's own words and its code go to Got.
func fault(err error) error {
	if err == nil {
		return nil
	}
	var refusal *allocation.Refusal
	if errors.As(err, &refusal) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	var e *sqlite.Error
	if errors.As(err, &e) {
		return faultOf(e.Code()).With(detail(err))
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return ErrNoFolder.With(err.Error())
	case errors.Is(err, syscall.ENOSPC):
		return ErrDiskFull.With(err.Error())
	case errors.Is(err, syscall.EROFS), errors.Is(err, fs.ErrPermission):
		return ErrReadOnlyFolder.With(err.Error())
	}
	return err
}

// faultOf maps SQLite's result codes, the extended one first, then the plain one.
func faultOf(code int) *allocation.Refusal {
	switch code {
	case lib.SQLITE_CONSTRAINT_UNIQUE, lib.SQLITE_CONSTRAINT_PRIMARYKEY, lib.SQLITE_CONSTRAINT_ROWID:
		return ErrDuplicate
	case lib.SQLITE_CONSTRAINT_FOREIGNKEY:
		return ErrStillUsed
	case lib.SQLITE_CONSTRAINT_CHECK, lib.SQLITE_CONSTRAINT_NOTNULL, lib.SQLITE_CONSTRAINT_DATATYPE:
		return ErrBadValue
	case lib.SQLITE_CONSTRAINT_TRIGGER:
		return ErrForbiddenWrite
	case lib.SQLITE_READONLY_DIRECTORY:
		return ErrReadOnlyFolder
	case lib.SQLITE_IOERR_SHMSIZE: // no room for the index of the log, which is laid out when the file is opened
		return ErrDiskFull
	}
	switch code & 0xff {
	case lib.SQLITE_CONSTRAINT:
		return ErrBadValue
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
		return ErrLocked
	case lib.SQLITE_FULL:
		return ErrDiskFull
	case lib.SQLITE_IOERR:
		return ErrDisk
	case lib.SQLITE_NOTADB:
		return ErrNotDatabase
	case lib.SQLITE_CORRUPT:
		return ErrDamaged
	case lib.SQLITE_CANTOPEN:
		return ErrCannotOpen
	case lib.SQLITE_READONLY, lib.SQLITE_PERM, lib.SQLITE_AUTH:
		return ErrReadOnlyFile
	}
	return ErrDatabase
}

// detail is the driver's message on one line.
func detail(err error) string {
	return strings.Join(strings.Fields(err.Error()), " ")
}
