package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"penggai/allocation"
	"penggai/store"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/engine/shelf"
)

// TestOldCopiesAreReadAgain: one a time, the one that waited longest; one that is damaged counts no longer and is told of.
func TestOldCopiesAreReadAgain(t *testing.T) {
	o := enginetest.New(t, "尖山区")
	st := store.Over(o.Base().Store)
	ok := func(err error) {
		t.Helper()
		enginetest.OK(t, err)
	}
	by := o.As(t, allocation.Admin)
	var paths []string
	for i, day := range []string{"2021-05-01", "2021-05-02", "2021-05-03"} {
		ok(o.Note(by, day))
		path, err := o.BackupIfChanged(t.Context())
		ok(err)
		read := o.Store.Now().Add(time.Duration(i-10) * 24 * time.Hour)
		ok(os.Chtimes(path, read, read))
		paths = append(paths, path)
	}
	oldest := func() string {
		files, err := o.Backups()
		ok(err)
		return filepath.Base(slices.MinFunc(files, func(a, b shelf.File) int { return a.Read.Compare(b.Read) }).Path)
	}
	ok(st.RereadBackup(t.Context()))
	if got := oldest(); got != filepath.Base(paths[1]) {
		t.Errorf("next is %s", got)
	}
	info, err := os.Stat(paths[1])
	ok(err)
	ok(os.Truncate(paths[1], 8192))
	ok(os.Chtimes(paths[1], info.ModTime(), info.ModTime())) // as a disk forgets
	if err := st.RereadBackup(t.Context()); !errors.Is(err, engine.ErrCopyBad) {
		t.Errorf("a damaged copy: %v", err)
	}
	files, err := o.Backups()
	if err != nil || len(files) != 2 || oldest() != filepath.Base(paths[2]) {
		t.Errorf("%+v %v", files, err)
	}
	if _, err := os.Stat(filepath.Join(filepath.Dir(paths[1]), "damaged-"+filepath.Base(paths[1]))); err != nil {
		t.Error(err)
	}
	ok(st.RereadBackup(t.Context()))
	before := oldest()
	ok(st.RereadBackup(t.Context())) // nothing is due
	if oldest() != before {
		t.Error("read again within a day")
	}
}
