package store_test

import (
	"os"
	"path/filepath"
	"testing"

	"penggai/allocation"
	"penggai/allocation/note"
	"penggai/store"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	storenote "penggai/store/note"
	"penggai/store/note/notetest"
	"penggai/store/vault"
)

// TestBackupTakesFilesAlong: a backup elsewhere is one file that holds the files; those of the folder's own share one folder. Both are
// restored whole into an empty folder; what is lost is said and named.
func TestBackupTakesFilesAlong(t *testing.T) {
	o := notetest.New(t, allocation.CityOffice)
	st := store.Over(o.Base().Store)
	ok := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	for name, body := range map[string]string{"合同.pdf": "%PDF-1.4 x", "照片.png": "\x89PNG\r\n\x1a\n"} {
		path := filepath.Join(t.TempDir(), name)
		ok(os.WriteFile(path, []byte(body), 0o600))
		p, err := storenote.LookAtFile(path)
		ok(err)
		_, err = st.Attach(t.Context(), o.As(t, allocation.Manager), note.File{Laid: note.Laid{Noun: allocation.NounUnit, Record: 1}, What: note.Photo}, p)
		ok(err)
	}
	restored := func(name, file string, lost int) {
		t.Helper()
		folder := filepath.Join(t.TempDir(), "new")
		s, r, err := store.Restore(t.Context(), folder, file, engine.Options{Today: o.Clock.Today}, nil)
		ok(err)
		defer func() { ok(s.Close()) }()
		if r.Files != 2 || r.Lacks != lost {
			t.Errorf("%s: %+v", name, r)
		}
		if n := enginetest.Count(t, s.Read, `SELECT count(*) FROM packed_file`); n != 0 {
			t.Errorf("%s: %d files are still packed", name, n)
		}
		if report, err := s.Verify(t.Context(), nil); err != nil || report.OK() != (lost == 0) {
			t.Errorf("%s: %+v %v", name, report, err)
		}
		if left, err := filepath.Glob(filepath.Join(folder, ".penggai-*")); err != nil || len(left) > 0 {
			t.Errorf("%s: left %v %v", name, left, err)
		}
	}
	stick := t.TempDir()
	packed, err := st.Backup(t.Context(), stick)
	ok(err)
	own, err := st.Backup(t.Context(), "")
	ok(err)
	restored("from the stick", packed, 0)
	restored("from the folder's own", own, 0)
	if entries, err := os.ReadDir(stick); err != nil || len(entries) != 1 {
		t.Errorf("on the stick: %v %v", entries, err)
	}
	if _, err := st.Backup(t.Context(), packed); err == nil {
		t.Error("a backup is not written over")
	}

	alone := filepath.Join(t.TempDir(), "alone.db")
	body, err := os.ReadFile(own)
	ok(err)
	ok(os.WriteFile(alone, body, 0o600))
	restored("a copy of the data alone", alone, 2)

	lying, err := vault.In(o.Folder()).Lying()
	ok(err)
	ok(vault.In(o.Folder()).Drop(lying[0]))
	_, err = st.Backup(t.Context(), filepath.Join(t.TempDir(), "again.db"))
	ok(err) // the folder of backups still has it
	ok(vault.In(filepath.Dir(own)).Drop(lying[0]))
	path, err := st.Backup(t.Context(), filepath.Join(t.TempDir(), "lacks.db"))
	enginetest.Refused(t, "a lost file", err, store.ErrBackupLacks)
	restored("without the lost file", path, 1)
}
