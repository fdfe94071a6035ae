package host

import "testing"

// TestShares holds which file systems another computer keeps, and that the folder of a test is none.
func TestShares(t *testing.T) {
	for magic, want := range map[uint32]bool{
		0x6969: true, 0x517b: true, 0xff534d42: true, 0xfe534d42: true, // NFS, SMB, CIFS, SMB2
		0xef53: false, 0x4d44: false, 0x58465342: false, 0x9123683e: false, 0x01021994: false, 0x65735546: false, 0x01021997: false, // ext4, FAT, XFS, btrfs, tmpfs, FUSE, 9p of virtual machines
	} {
		if shares[magic] != want {
			t.Errorf("%#x: %v", magic, shares[magic])
		}
	}
	if Shared(t.TempDir()) {
		t.Error("a folder of this computer counts as another's")
	}
}
