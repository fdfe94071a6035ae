package place_test

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"penggai/store/engine/place"
)

// TestANewFileIsWholeOrNot: under its name nothing stands before all is written; one that is there stays as it was; a failure leaves nothing.
func TestANewFileIsWholeOrNot(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "certificate.json")
	err := place.New(path, time.Now(), func(w io.Writer) error {
		_, err := io.WriteString(w, "half")
		if _, there := os.Lstat(path); !errors.Is(there, fs.ErrNotExist) {
			t.Errorf("a half-written file has its name: %v", there)
		}
		return err
	})
	text, read := os.ReadFile(path)
	if err != nil || read != nil || string(text) != "half" {
		t.Fatalf("%v %v %q", err, read, text)
	}
	err = place.New(path, time.Now(), func(w io.Writer) error { t.Error("written although the name is taken"); return nil })
	if !errors.Is(err, fs.ErrExist) {
		t.Errorf("a second file: %v", err)
	}
	broken := errors.New("broken")
	if err = place.New(filepath.Join(folder, "other"), time.Now(), func(io.Writer) error { return broken }); !errors.Is(err, broken) {
		t.Errorf("a failing one: %v", err)
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) != 1 {
		t.Errorf("left behind: %v %v", left, err)
	}
}
