package host

import (
	"path/filepath"
	"strings"

	"golang.org/x/sys/windows"
)

// Shared reports whether a folder lies on another computer: a network drive, or a path that names its server.
func Shared(folder string) bool {
	whole, err := filepath.Abs(folder)
	if err != nil {
		return false
	}
	volume := filepath.VolumeName(whole)
	if strings.HasPrefix(volume, `\\`) && !strings.HasPrefix(volume, `\\?\`) && !strings.HasPrefix(volume, `\\.\`) || strings.HasPrefix(strings.ToUpper(volume), `\\?\UNC`) {
		return true
	}
	root, err := windows.UTF16PtrFromString(volume + `\`)
	return err == nil && windows.GetDriveType(root) == windows.DRIVE_REMOTE
}
