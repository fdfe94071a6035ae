package host

import "golang.org/x/sys/unix"

// Shared reports whether a folder lies on another computer. A file system that does not answer counts as this computer's own.
func Shared(folder string) bool {
	var at unix.Statfs_t
	return unix.Statfs(folder, &at) == nil && shares[uint32(at.Type)] //nolint:gosec // a magic number of 32 bits
}

// shares are the magic numbers of file systems that another computer keeps: its other users are not stopped by our lock, and the shared
// memory beside the file is not shared with them.
var shares = map[uint32]bool{
	unix.NFS_SUPER_MAGIC: true, unix.SMB_SUPER_MAGIC: true, unix.CIFS_SUPER_MAGIC: true, unix.SMB2_SUPER_MAGIC: true,
	unix.AFS_SUPER_MAGIC: true, unix.CODA_SUPER_MAGIC: true, unix.CEPH_SUPER_MAGIC: true,
}

// lawless reports whether a file lies on a file system of sticks and cards, which keeps no rights.
func lawless(path string) bool {
	const exfat = 0x2011bab0
	var at unix.Statfs_t
	if unix.Statfs(path, &at) != nil {
		return false
	}
	kind := uint32(at.Type) //nolint:gosec // a magic number of 32 bits
	return kind == unix.MSDOS_SUPER_MAGIC || kind == exfat
}
