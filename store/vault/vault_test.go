package vault_test

import (
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"testing/iotest"

	"penggai/allocation/say"
	"penggai/allocation/say/saytest"
	"penggai/store/vault"
)

const digestOfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

// TestPut: equal content lies once, under its digest, and nothing is left of what could not be kept.
func TestPut(t *testing.T) {
	v := vault.In(t.TempDir())
	for i, fresh := range []bool{true, false} {
		k, err := v.Put(strings.NewReader("abc"), 3)
		if err != nil || k != (vault.Kept{Digest: digestOfAbc, Size: 3, New: fresh}) {
			t.Errorf("%d: %+v %v", i, k, err)
		}
	}
	for name, tt := range map[string]struct {
		r    io.Reader
		want error
	}{
		"too large": {strings.NewReader("abcd"), vault.ErrLarge}, "empty": {strings.NewReader(""), vault.ErrEmpty},
		"cut off": {io.MultiReader(strings.NewReader("a"), iotest.ErrReader(io.ErrUnexpectedEOF)), io.ErrUnexpectedEOF},
	} {
		if _, err := v.Put(tt.r, 3); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if entries, err := os.ReadDir(v.Path); err != nil || len(entries) != 1 || entries[0].Name() != digestOfAbc {
		t.Errorf("%v %v", entries, err)
	}
}

// TestLookAndTake: what was altered or is missing is told apart, and a good copy mends it.
func TestLookAndTake(t *testing.T) {
	v, copied := vault.In(t.TempDir()), vault.In(t.TempDir())
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	_, err := v.Put(strings.NewReader("abc"), 9)
	must(err)
	must(copied.Take(v, digestOfAbc))
	must(os.Chmod(v.File(digestOfAbc), 0o600))
	must(os.WriteFile(v.File(digestOfAbc), []byte("abd"), 0o600))
	check := func(name string, err error, want *say.Refusal) { saytest.Want(t, name, err, want) }
	check("altered", v.Look(digestOfAbc), vault.ErrAltered)
	check("an altered file is not taken over a good one", copied.Take(v, digestOfAbc), nil)
	check("the copy is good", copied.Look(digestOfAbc), nil)
	must(v.Take(copied, digestOfAbc))
	check("mended", v.Look(digestOfAbc), nil)
	must(v.Drop(digestOfAbc))
	must(v.Drop(digestOfAbc))
	check("missing", v.Look(digestOfAbc), vault.ErrMissing)
	check("missing there", vault.In(t.TempDir()).Take(v, digestOfAbc), vault.ErrMissing)
	if lying, err := v.Lying(); err != nil || len(lying) != 0 {
		t.Errorf("%v %v", lying, err)
	}
}
