package engine_test

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"penggai/allocation"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/schema"
)

func TestBackupAndRestore(t *testing.T) {
	o := enginetest.New(t, "尖山区")
	by := o.As(t, allocation.Admin)
	ok(t, o.Note(by, "2021-05-01"))
	path, err := o.BackupIfChanged(t.Context())
	ok(t, err)
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("%v %v", info, err)
	}
	if again, err := o.BackupIfChanged(t.Context()); err != nil || again != "" {
		t.Errorf("made %q without a change, %v", again, err)
	}
	if _, err := o.Backup(t.Context(), path); err == nil {
		t.Error("overwrote a file")
	}
	ok(t, o.Note(by, "2021-05-02"))

	folder := filepath.Join(t.TempDir(), "new")
	s, r, err := engine.Restore(t.Context(), folder, path, engine.Options{Today: o.Clock.Today}, nil)
	ok(t, err)
	if r.Aside != "" || r.Present.Seq != 0 {
		t.Errorf("%+v from an empty folder", r)
	}
	if n := count(t, s.Read, `SELECT count(*) FROM holiday`); n != 1 {
		t.Errorf("%d holidays", n)
	}
	if r, err := s.Verify(t.Context(), nil); err != nil || !r.OK() {
		t.Errorf("%+v %v", r, err)
	}
	ok(t, s.Close())

	s, r, err = engine.Restore(t.Context(), folder, path, engine.Options{Today: o.Clock.Today}, nil)
	ok(t, err)
	defer func() { ok(t, s.Close()) }()
	if _, err := os.Stat(filepath.Join(r.Aside, engine.FileName)); err != nil {
		t.Errorf("the replaced data is gone: %v", err)
	}
	page, err := s.LogList(t.Context(), engine.Console(), engine.ListQuery{Limit: 1})
	if err != nil || len(page.Rows) != 1 || page.Rows[0].Action != allocation.ActRestore.Code {
		t.Errorf("%+v %v", page, err)
	}
}

// TestBesideComesFirst: what the data of a backup point to is laid before they take their place, and what cannot be laid leaves all as it was.
func TestBesideComesFirst(t *testing.T) {
	o := enginetest.New(t, "尖山区")
	path, err := o.BackupIfChanged(t.Context())
	ok(t, err)
	folder := filepath.Join(t.TempDir(), "new")
	file := filepath.Join(folder, engine.FileName)
	days := func(q engine.Querier) int64 { return count(t, q, `SELECT count(*) FROM holiday`) }
	options := engine.Options{Today: o.Clock.Today, Beside: func(_ context.Context, q engine.Querier) error {
		if _, err := os.Stat(file); !errors.Is(err, fs.ErrNotExist) || days(q) != 0 {
			t.Errorf("laid behind the data: %v", err)
		}
		return nil
	}}
	s, _, err := engine.Restore(t.Context(), folder, path, options, nil)
	ok(t, err)
	ok(t, s.Close())
	before, err := os.ReadFile(file)
	ok(t, err)
	full := errors.New("disk full")
	options.Beside = func(context.Context, engine.Querier) error { return full }
	if _, _, err := engine.Restore(t.Context(), folder, path, options, nil); !errors.Is(err, full) {
		t.Errorf("%v", err)
	}
	if after, err := os.ReadFile(file); err != nil || !bytes.Equal(before, after) {
		t.Errorf("the data changed: %v", err)
	}
}

// TestNoCopyForComingIn: a day on which people only signed in is no reason to copy the whole office.
func TestNoCopyForComingIn(t *testing.T) {
	o := enginetest.New(t, "尖山区")
	by := o.As(t, allocation.Admin)
	made := func() bool {
		path, err := o.BackupIfChanged(t.Context())
		ok(t, err)
		return path != ""
	}
	if !made() {
		t.Error("no first copy")
	}
	ok(t, o.Write(t.Context(), by, allocation.ActSignIn, func(*engine.Tx) error { return nil }))
	if made() {
		t.Error("copied for a sign-in")
	}
	ok(t, o.Note(by, "2021-05-01"))
	if !made() {
		t.Error("no copy after a change")
	}
}

func TestRestoreRefuses(t *testing.T) {
	o := enginetest.New(t, "尖山区")
	ok(t, o.Note(o.As(t, allocation.Admin), "2021-05-01"))
	good, err := o.Backup(t.Context(), filepath.Join(t.TempDir(), "a.db"))
	ok(t, err)
	text, err := os.ReadFile(good)
	ok(t, err)
	broken := filepath.Join(t.TempDir(), "broken.db")
	ok(t, os.WriteFile(broken, text[:len(text)/2], 0o600))
	tampered := filepath.Join(t.TempDir(), engine.FileName)
	ok(t, os.WriteFile(tampered, text, 0o600))
	edit(t, filepath.Dir(tampered), `UPDATE holiday SET name = 'x'`)
	for file, want := range map[string]*say.Refusal{
		broken: engine.ErrDamaged, tampered: engine.ErrCopyBad, good + "x": engine.ErrNoFolder, t.TempDir(): engine.ErrIsFolder,
	} {
		_, _, err := engine.Restore(t.Context(), o.Folder(), file, engine.Options{}, nil)
		checkRefusal(t, err, want)
	}
	_, _, err = engine.Restore(t.Context(), o.Folder(), good, engine.Options{}, nil)
	checkRefusal(t, err, engine.ErrFolderInUse)
}

// withMigration adds a file to the migrations for the rest of the test.
func withMigration(t *testing.T, text string) {
	t.Helper()
	before := schema.Migrations
	t.Cleanup(func() { schema.Migrations = before })
	files := fstest.MapFS{"migrations/9999_test.sql": {Data: []byte(text)}}
	list, err := engine.AllMigrations()
	ok(t, err)
	for _, m := range list {
		files["migrations/"+m.Name] = &fstest.MapFile{Data: []byte(m.Sql)}
	}
	schema.Migrations = files
}

// TestUpgrade: a copy is made first, what a migration does to rows is in the log, and a later program is needed then.
func TestUpgrade(t *testing.T) {
	folder := enginetest.Closed(t)
	t.Run("new program", func(t *testing.T) {
		withMigration(t, `CREATE TABLE extra (id INTEGER PRIMARY KEY, note TEXT NOT NULL) STRICT;
			INSERT INTO extra (note) SELECT name FROM office; UPDATE account SET display = 'new';`)
		s, err := engine.Open(folder, engine.Options{})
		ok(t, err)
		if r, err := s.Verify(t.Context(), nil); err != nil || !r.OK() {
			t.Errorf("%+v %v", r, err)
		}
		page, err := s.LogList(t.Context(), engine.Console(), engine.ListQuery{Limit: 1})
		if err != nil || page.Rows[0].Action != allocation.ActUpgrade.Code {
			t.Errorf("%+v %v", page, err)
		}
		ok(t, s.Close())
	})
	copies, err := filepath.Glob(filepath.Join(folder, engine.BackupFolder, "before-*.db"))
	if err != nil || len(copies) != 1 {
		t.Fatalf("copies before the upgrade: %v %v", copies, err)
	}
	_, err = engine.Open(folder, engine.Options{})
	checkRefusal(t, err, engine.ErrNewerSchema)
	s, _, err := engine.Restore(t.Context(), folder, copies[0], engine.Options{}, nil)
	ok(t, err)
	ok(t, s.Close())
}

// TestReadingAnOlderFileSaysWhatToDo: one that only reads upgrades nothing.
func TestReadingAnOlderFileSaysWhatToDo(t *testing.T) {
	folder := enginetest.Closed(t)
	t.Run("newer program", func(t *testing.T) {
		withMigration(t, `CREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT;`)
		_, err := engine.Open(folder, engine.Options{ReadOnly: true})
		checkRefusal(t, err, engine.ErrOlderSchema)
	})
}

// TestFailedUpgradeChangesNothing: the file opens with the old program as if nothing had been tried.
func TestFailedUpgradeChangesNothing(t *testing.T) {
	folder := enginetest.Closed(t)
	t.Run("broken program", func(t *testing.T) {
		withMigration(t, `CREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT; UPDATE account SET display = 'new'; SELECT nothing;`)
		for range 2 {
			_, err := engine.Open(folder, engine.Options{})
			checkRefusal(t, err, engine.ErrMigration)
		}
	})
	s, err := engine.Open(folder, engine.Options{})
	ok(t, err)
	if r, err := s.Verify(t.Context(), nil); err != nil || !r.OK() {
		t.Errorf("%+v %v", r, err)
	}
	if n := count(t, s.Read, `SELECT count(*) FROM sqlite_master WHERE name = 'extra'`); n != 0 {
		t.Error("half of the upgrade stayed")
	}
	ok(t, s.Close())
}
