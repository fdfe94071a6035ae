package signet

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"
)

func TestSignedHeadIsCheckedWithNothingButItself(t *testing.T) {
	k, err := In(t.TempDir()).Of("office")
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		seq := rapid.Int64Min(1).Draw(t, "seq")
		hash := [32]byte(rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, "hash"))
		word := k.Sign(seq, hash).String()
		s, ok := Parse(word)
		if !ok || s.Seq != seq || s.Hash != hash || s.Public != k.Public() || !s.Valid() || s.String() != word {
			t.Fatalf("%s: %v", word, s)
		}
		at := rapid.IntRange(0, len(word)-1).Draw(t, "at")
		with := rapid.SampledFrom([]byte("0123456789abcdefABC_-:")).Draw(t, "with")
		altered := word[:at] + string(with) + word[at+1:]
		if s, ok := Parse(altered); ok && s.String() != word && s.Valid() {
			t.Fatalf("%s is taken for %s", altered, word)
		}
	})
	for _, word := range []string{"", "625:9eba", "0:" + strings.Repeat("00", 32) + ":a:b", strings.Repeat(":", 3)} {
		if _, ok := Parse(word); ok {
			t.Error(word)
		}
	}
}

// TestOneKeyOfAnOffice: whoever asks first makes it, and all have the same, for the owner alone.
func TestOneKeyOfAnOffice(t *testing.T) {
	ring := In(filepath.Join(t.TempDir(), "settings"))
	var wait sync.WaitGroup
	keys := make([]string, 8)
	for i := range keys {
		wait.Go(func() {
			k, err := ring.Of("office")
			if err != nil {
				t.Error(err)
				return
			}
			keys[i] = k.Public()
		})
	}
	wait.Wait()
	for _, k := range keys {
		if k != keys[0] || len(Fingerprint(k)) != 24 {
			t.Fatal(keys)
		}
	}
	if k, err := ring.Of("another"); err != nil || k.Public() == keys[0] {
		t.Error(k, err)
	}
	err := filepath.WalkDir(ring.Path(), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil && runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 || strings.HasSuffix(path, ".tmp") {
			t.Errorf("%s %v", path, info.Mode())
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func TestWhatIsNoKeyIsRefused(t *testing.T) {
	var none *Ring
	if _, err := none.Of("office"); !errors.Is(err, ErrNone) || none.Path() != "" {
		t.Error(err)
	}
	ring := In(t.TempDir())
	if _, err := ring.Of("office"); err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob(filepath.Join(ring.Path(), "*.pem"))
	for _, text := range []string{"", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "-----BEGIN PROTECTED PRIVATE KEY-----\n-----END PROTECTED PRIVATE KEY-----\n"} {
		if err := os.WriteFile(files[0], []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := ring.Of("office"); !errors.Is(err, ErrForeign) {
			t.Errorf("%q: %v", text, err)
		}
	}
	if Fingerprint("none") != "" || (Signed{}).Valid() {
		t.Error("nothing has a fingerprint and is signed")
	}
}
