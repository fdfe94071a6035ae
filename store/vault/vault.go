// Package vault keeps files in a folder under their digests: the same content lies there once, and what lies there never changes.
//
//	Put(reader) ─> temporary name ─> fsync ─> rename to the digest ─> fsync of the folder
//	Look(digest) ─> read whole and hashed again: there, missing, altered
//
// It knows no noun; rows say what a file is for.
package vault

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"penggai/allocation/say"
	"penggai/store/engine/host"
)

// Folder is its name inside a data folder and inside the folder of automatic backups.
const Folder = "files"

const temporary = ".tmp-"

// Vault is such a folder; it need not exist before something is put into it.
type Vault struct{ Path string }

// In is the vault of a folder.
func In(folder string) Vault { return Vault{filepath.Join(folder, Folder)} }

// Kept is a file that lies in a vault.
type Kept struct {
	Digest string // SHA-256 in lower-case hex
	Size   int64  // bytes
	New    bool   // it did not lie there before
}

// Put keeps what is read, at most so many bytes; nothing stands under a digest before it is whole. A damaged file under the same digest
// is replaced by the good one. Errors: ErrLarge, ErrEmpty, those of the system.
func (v Vault) Put(r io.Reader, most int64) (k Kept, err error) {
	if err := os.MkdirAll(v.Path, 0o700); err != nil {
		return k, err
	}
	f, err := os.CreateTemp(v.Path, temporary+"*")
	if err != nil {
		return k, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, ignoreGone(os.Remove(f.Name())))
		}
	}()
	sum := sha256.New()
	k.Size, err = io.Copy(io.MultiWriter(f, sum), io.LimitReader(r, most+1))
	err = errors.Join(err, host.Restrict(f, 0o400), f.Sync(), f.Close())
	switch {
	case err != nil:
		return k, err
	case k.Size > most:
		return k, ErrLarge
	case k.Size == 0:
		return k, ErrEmpty
	}
	k.Digest = hex.EncodeToString(sum.Sum(nil))
	if v.Look(k.Digest) == nil {
		return k, os.Remove(f.Name())
	}
	k.New = true
	if err := v.Drop(k.Digest); err != nil { // a damaged one
		return k, err
	}
	if err := os.Rename(f.Name(), v.File(k.Digest)); err != nil {
		return k, err
	}
	return k, SyncFolder(v.Path)
}

func ignoreGone(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// File is the path under which a digest lies.
func (v Vault) File(digest string) string { return filepath.Join(v.Path, digest) }

// Look reads a file whole and compares it with its digest. Errors: ErrMissing, ErrAltered, those of the system.
func (v Vault) Look(digest string) error {
	f, err := os.Open(v.File(digest))
	if errors.Is(err, fs.ErrNotExist) {
		return ErrMissing
	}
	if err != nil {
		return err
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return err
	}
	if hex.EncodeToString(sum.Sum(nil)) != digest {
		return ErrAltered
	}
	return nil
}

// Take keeps a copy of a file of another vault, where it lies there whole. Errors: ErrMissing, ErrAltered, those of the system.
func (v Vault) Take(from Vault, digest string) error {
	if v.Look(digest) == nil {
		return nil
	}
	if err := from.Look(digest); err != nil {
		return err
	}
	f, err := os.Open(from.File(digest))
	if err != nil {
		return err
	}
	defer f.Close()
	k, err := v.Put(f, 1<<40)
	if err == nil && k.Digest != digest {
		return ErrAltered
	}
	return err
}

// Drop takes a file away that nothing points to.
func (v Vault) Drop(digest string) error { return ignoreGone(os.Remove(v.File(digest))) }

// Lying lists what lies there, by name; files that are being written are not among them.
func (v Vault) Lying() ([]string, error) {
	entries, err := os.ReadDir(v.Path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var out []string
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), temporary) {
			out = append(out, e.Name())
		}
	}
	slices.Sort(out)
	return out, err
}

// SyncFolder makes a rename durable; Windows has no handle to sync a folder by.
func SyncFolder(folder string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := os.Open(folder)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// Refusals.
var (
	ErrLarge   = say.Refuse("file_large", "文件太大")
	ErrEmpty   = say.Refuse("file_empty", "文件是空的，请核对选的是不是这个文件")
	ErrMissing = say.Refuse("file_missing", "文件不在数据文件夹里了。请从备份恢复")
	ErrAltered = say.Refuse("file_altered", "文件的内容与登记的校验值不符，已被改动或损坏。请从备份恢复")
)
