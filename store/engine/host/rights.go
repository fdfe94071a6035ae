package host

import (
	"errors"
	"io/fs"
	"os"
)

// Rights is who may read and write a file besides its owner.
type Rights int

const (
	RightsUnknown Rights = iota // the system does not say
	RightsOwn                   // nobody
	RightsOthers                // other people of this computer
	RightsNone                  // the file system keeps no rights: whoever holds the disk
)

// Restrict gives a file its rights. A disk that keeps none, or that somebody else put in, refuses: the file is as good there, and doctor
// says who may read it.
func Restrict(f *os.File, mode fs.FileMode) error {
	err := f.Chmod(mode)
	if errors.Is(err, fs.ErrPermission) || errors.Is(err, errors.ErrUnsupported) {
		return nil
	}
	return err
}
