package host

import (
	"errors"
	"os"
	"unsafe"

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

// RightsOf looks at the list of who may do what with a file: whether it allows something to everybody, to whoever has signed in, or to the
// group of users. A file system without such lists keeps no rights.
func RightsOf(path string) Rights {
	sd, err := windows.GetNamedSecurityInfo(path, windows.SE_FILE_OBJECT, windows.DACL_SECURITY_INFORMATION)
	if errors.Is(err, windows.ERROR_INVALID_FUNCTION) || errors.Is(err, windows.ERROR_NOT_SUPPORTED) {
		return RightsNone
	}
	if err != nil {
		return RightsUnknown
	}
	list, _, err := sd.DACL()
	if err != nil {
		return RightsUnknown
	}
	if list == nil { // no list allows everything
		return RightsOthers
	}
	for i := range uint32(list.AceCount) {
		var ace *windows.ACCESS_ALLOWED_ACE
		if err := windows.GetAce(list, i, &ace); err != nil {
			return RightsUnknown
		}
		if ace.Header.AceType != windows.ACCESS_ALLOWED_ACE_TYPE {
			continue
		}
		sid := (*windows.SID)(unsafe.Pointer(&ace.SidStart))
		for _, many := range []windows.WELL_KNOWN_SID_TYPE{windows.WinWorldSid, windows.WinAuthenticatedUserSid, windows.WinBuiltinUsersSid} {
			if sid.IsWellKnown(many) {
				return RightsOthers
			}
		}
	}
	return RightsOwn
}

// Private is always true: rights are not in the mode on Windows.
func Private(os.FileMode) bool { return true }
