package engine_test

import (
	"bufio"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/engine/host"
	"penggai/store/engine/pool"
)

// edit changes the closed file through SQLite.
func edit(t *testing.T, folder, query string) {
	t.Helper()
	db, err := sql.Open("sqlite", pool.URI(filepath.Join(folder, engine.FileName))+"?mode=rw")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(t.Context(), query); err != nil {
		t.Fatal(err)
	}
}

func TestOpenSaysWhatIsWrong(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(t *testing.T, folder, file string) string // returns the folder to open
		want  *say.Refusal
	}{
		"missing folder": {func(t *testing.T, folder, file string) string { return folder + "x" }, engine.ErrNoFolder},
		"empty folder":   {func(t *testing.T, folder, file string) string { return t.TempDir() }, engine.ErrNoOffice},
		"a file instead of a folder": {func(t *testing.T, folder, file string) string {
			return file
		}, engine.ErrNotFolder},
		"a folder instead of the file": {func(t *testing.T, folder, file string) string {
			ok(t, os.Remove(file))
			ok(t, os.Mkdir(file, 0o700))
			return folder
		}, engine.ErrIsFolder},
		"empty file": {func(t *testing.T, folder, file string) string {
			ok(t, os.WriteFile(file, nil, 0o600))
			return folder
		}, engine.ErrEmptyFile},
		"another text": {func(t *testing.T, folder, file string) string {
			ok(t, os.WriteFile(file, []byte(strings.Repeat("no database ", 1000)), 0o600))
			return folder
		}, engine.ErrNotDatabase},
		"another program's database": {func(t *testing.T, folder, file string) string {
			edit(t, folder, `PRAGMA application_id = 7`)
			return folder
		}, engine.ErrForeignFile},
		"newer schema": {func(t *testing.T, folder, file string) string {
			edit(t, folder, `PRAGMA user_version = 9999`)
			return folder
		}, engine.ErrNewerSchema},
		"truncated": {func(t *testing.T, folder, file string) string {
			info, err := os.Stat(file)
			ok(t, err)
			ok(t, os.Truncate(file, info.Size()/2))
			return folder
		}, engine.ErrDamaged},
	} {
		t.Run(name, func(t *testing.T) {
			folder := enginetest.Closed(t)
			folder = c.spoil(t, folder, filepath.Join(folder, engine.FileName))
			s, err := engine.Open(folder, engine.Options{})
			if err == nil { // what SQLite only sees on use is seen by the first check
				_, err = s.Verify(t.Context(), nil)
				ok(t, s.Close())
			}
			checkRefusal(t, err, c.want)
		})
	}
}

func TestOpenReadOnlyPlaces(t *testing.T) {
	if os.Getuid() == 0 || runtime.GOOS == "windows" {
		// the superuser may write everywhere; the codes are tested below
		for code, want := range map[int]*say.Refusal{1544: engine.ErrReadOnlyFolder, 8: engine.ErrReadOnlyFile, 14: engine.ErrCannotOpen} {
			if got := engine.FaultOf(code); got != want {
				t.Errorf("%d: %v", code, got)
			}
		}
		return
	}
	folder := enginetest.Closed(t)
	ok(t, os.Chmod(folder, 0o500))
	t.Cleanup(func() { ok(t, os.Chmod(folder, 0o700)) })
	_, err := engine.Open(folder, engine.Options{})
	checkRefusal(t, err, engine.ErrReadOnlyFolder)
	s, err := engine.Open(folder, engine.Options{ReadOnly: true})
	ok(t, err)
	ok(t, s.Close())
	ok(t, os.Chmod(folder, 0o700))
	ok(t, os.Chmod(filepath.Join(folder, engine.FileName), 0o400))
	_, err = engine.Open(folder, engine.Options{})
	checkRefusal(t, err, engine.ErrReadOnlyFile)
}

func TestFaultCodes(t *testing.T) {
	for code, want := range map[int]*say.Refusal{
		2067: engine.ErrDuplicate, 1555: engine.ErrDuplicate, 787: engine.ErrStillUsed, 275: engine.ErrBadValue, 1299: engine.ErrBadValue, 3091: engine.ErrBadValue,
		1811: engine.ErrForbiddenWrite, 5: engine.ErrLocked, 517: engine.ErrLocked, 13: engine.ErrDiskFull, 778: engine.ErrDisk, 4874: engine.ErrDiskFull, 26: engine.ErrNotDatabase,
		11: engine.ErrDamaged, 267: engine.ErrDamaged, 14: engine.ErrCannotOpen, 8: engine.ErrReadOnlyFile, 1544: engine.ErrReadOnlyFolder, 1: engine.ErrDatabase,
	} {
		if got := engine.FaultOf(code); got != want {
			t.Errorf("code %d: %v, want %v", code, got, want)
		}
	}
	if err := engine.Fault(context.Canceled); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// TestDiskFull bounds the file as a full disk would: the step is lost, what was before stays, later steps work.
func TestDiskFull(t *testing.T) {
	o := enginetest.New(t, "尖山区")
	by := o.As(t, allocation.Admin)
	pages := count(t, o.Writer, `PRAGMA page_count`)
	if _, err := o.Writer.ExecContext(t.Context(), fmt.Sprintf(`PRAGMA max_page_count = %d`, pages+2)); err != nil {
		t.Fatal(err)
	}
	err := o.Write(t.Context(), by, allocation.ActEditHolidays, func(x *engine.Tx) error {
		for i := range 2000 {
			if err := x.Exec(`INSERT INTO holiday (day, working, name, source) VALUES ($1, 0, '', '')`, x.Today.AddDays(i)); err != nil {
				return err
			}
		}
		return nil
	})
	checkRefusal(t, err, engine.ErrDiskFull)
	if _, err := o.Writer.ExecContext(t.Context(), `PRAGMA max_page_count = 1000000`); err != nil {
		t.Fatal(err)
	}
	ok(t, o.Note(by, "2021-05-01"))
	if r, err := o.Verify(t.Context(), nil); err != nil || !r.OK() {
		t.Fatalf("%+v %v", r, err)
	}
}

func TestLockedByAnotherProgram(t *testing.T) {
	o := enginetest.New(t, "尖山区")
	by := o.As(t, allocation.Admin)
	db, err := sql.Open("sqlite", pool.URI(o.Path())+"?mode=rw&_txlock=immediate")
	ok(t, err)
	defer db.Close()
	held, err := db.BeginTx(t.Context(), nil)
	ok(t, err)
	if _, err := o.Writer.ExecContext(t.Context(), `PRAGMA busy_timeout = 50`); err != nil {
		t.Fatal(err)
	}
	checkRefusal(t, o.Note(by, "2021-05-01"), engine.ErrLocked)
	ok(t, held.Rollback())
	ok(t, o.Note(by, "2021-05-01"))
}

// TestSecondProcess opens the folder from a child process, and reads beside it.
func TestSecondProcess(t *testing.T) {
	folder := enginetest.Closed(t)
	cmd, out := child(t, "hold", folder)
	if line := out(); line != "open" {
		t.Fatal(line)
	}
	_, err := engine.Open(folder, engine.Options{})
	checkRefusal(t, err, engine.ErrFolderInUse)
	if !strings.Contains(err.Error(), fmt.Sprint(cmd.Process.Pid)) {
		t.Errorf("does not name the process: %v", err)
	}
	s, err := engine.Open(folder, engine.Options{ReadOnly: true})
	ok(t, err)
	checkRefusal(t, scribble(t.Context(), s, "k", "v"), engine.ErrReadOnlyStore)
	if r, err := s.Verify(t.Context(), nil); err != nil || !r.OK() {
		t.Errorf("%+v %v", r, err)
	}
	ok(t, s.Close())
	ok(t, cmd.Process.Kill())
	_ = cmd.Wait() // it was killed
	s, err = engine.Open(folder, engine.Options{})
	ok(t, err)
	ok(t, s.Close())
}

// TestKillWhileWriting kills a child in the middle of its writes: every write that it told of is there, the chain
// holds, and repeating its last command does nothing twice.
func TestKillWhileWriting(t *testing.T) {
	folder := enginetest.Closed(t)
	for range 3 {
		cmd, out := child(t, "write", folder)
		var last string
		for range 20 {
			last = out()
		}
		ok(t, cmd.Process.Kill())
		for line := out(); line != ""; line = out() {
			last = line
		}
		_ = cmd.Wait() // it was killed
		s, err := engine.Open(folder, engine.Options{})
		ok(t, err)
		if r, err := s.Verify(t.Context(), nil); err != nil || !r.OK() {
			t.Fatalf("%+v %v", r, err)
		}
		if n := count(t, s.Read, `SELECT count(*) FROM sequence WHERE series = $1`, last); n != 1 {
			t.Errorf("%s was told and is not there", last)
		}
		body, found, err := engine.Maybe(t.Context(), s.Read, engine.ScanOne[string], `SELECT body FROM draft WHERE key = 'form'`)
		if err != nil || !found || body != last && body < last {
			t.Errorf("draft %q %v after %s: %v", body, found, last, err)
		}
		err = s.Write(t.Context(), engine.Console().As(last), allocation.ActEditHolidays, func(x *engine.Tx) error {
			_, err := x.Number(last)
			return err
		})
		checkRefusal(t, err, engine.ErrRepeated)
		ok(t, s.Close())
	}
}

// child runs this test binary as another process; out gives its next line, "" at the end.
func child(t *testing.T, job, folder string) (*exec.Cmd, func() string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=TestChild$")
	cmd.Env = append(os.Environ(), "PENGGAI_CHILD="+job, "PENGGAI_FOLDER="+folder)
	pipe, err := cmd.StdoutPipe()
	ok(t, err)
	ok(t, cmd.Start())
	lines := bufio.NewScanner(pipe)
	return cmd, func() string {
		if !lines.Scan() {
			return ""
		}
		return lines.Text()
	}
}

// TestChild is what a child process does; as a test of its own it has nothing to say.
func TestChild(t *testing.T) {
	job := os.Getenv("PENGGAI_CHILD")
	if job == "" {
		return
	}
	folder := os.Getenv("PENGGAI_FOLDER")
	switch job {
	case "restore":
		restoreChild(t, folder)
		return
	case "found":
		foundChild(t, folder)
		return
	}
	s, err := engine.Open(folder, engine.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("open")
	for i := 0; job == "write"; i++ {
		key := fmt.Sprintf("%d/%06d", os.Getpid(), i)
		ok(t, scribble(t.Context(), s, "form", key))
		ok(t, s.Write(t.Context(), engine.Console().As(key), allocation.ActEditHolidays, func(x *engine.Tx) error {
			_, err := x.Number(key)
			return err
		}))
		fmt.Println(key)
	}
	select {}
}

// checkRefusal wants a refusal that a person can read: Chinese, and saying what to do.
func checkRefusal(t *testing.T, err error, want *say.Refusal) {
	t.Helper()
	var got *say.Refusal
	if !errors.As(err, &got) || !errors.Is(err, want) {
		t.Fatalf("got %v, want %v", err, want)
	}
	if !strings.ContainsAny(got.Text, "，。；") {
		t.Errorf("not a sentence: %q", got.Text)
	}
}

// TestFilesAreTheirOwnersAlone: whatever the umask of the process, nobody else reads the data.
func TestFilesAreTheirOwnersAlone(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "office")
	s, err := enginetest.Create(folder, "尖山区", engine.Options{PasswordKiB: 8})
	ok(t, err)
	defer func() { ok(t, s.Close()) }()
	ok(t, scribble(t.Context(), s, "k", "v"))
	_, err = s.Backup(t.Context(), "")
	ok(t, err)
	files := 0
	ok(t, filepath.WalkDir(folder, func(path string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err == nil && !host.Private(info.Mode()) {
			t.Errorf("%s has mode %o", path, info.Mode().Perm())
		}
		files++
		return err
	}))
	if files < 6 { // folder, lock, data, -wal, -shm, backup folder and its file
		t.Errorf("only %d files were looked at", files)
	}
}

// TestReadOnlyBesideNobody reads a closed office and leaves no trace in it.
func TestReadOnlyBesideNobody(t *testing.T) {
	folder := enginetest.Closed(t)
	s, err := engine.Open(folder, engine.Options{ReadOnly: true})
	ok(t, err)
	if r, err := s.Verify(t.Context(), nil); err != nil || !r.OK() {
		t.Errorf("%+v %v", r, err)
	}
	checkRefusal(t, s.Write(t.Context(), engine.Console(), allocation.ActEditHolidays, func(*engine.Tx) error { return nil }), engine.ErrReadOnlyStore)
	ok(t, s.Close())
	s, err = engine.Open(folder, engine.Options{})
	ok(t, err)
	ok(t, s.Close())
}

// scribble writes outside the log, as a half-filled form is kept.
func scribble(ctx context.Context, s *engine.Store, key, body string) error {
	return s.Scratch(ctx, func(t *engine.Tx) error {
		return t.Exec(`INSERT INTO draft (account, key, body, at) VALUES (0, $1, $2, '') ON CONFLICT (account, key) DO UPDATE SET body = excluded.body`, key, body)
	})
}
