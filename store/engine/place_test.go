package engine_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"penggai/allocation"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
)

// halfway is a folder of an office with a backup of an earlier day.
func halfway(t *testing.T) (folder, backup string) {
	t.Helper()
	folder = enginetest.Closed(t)
	s, err := engine.Open(folder, engine.Options{})
	ok(t, err)
	backup, err = s.Backup(t.Context(), filepath.Join(t.TempDir(), "a.db"))
	ok(t, err)
	ok(t, enginetest.Over(s, nil).Note(engine.Console(), "2021-05-01"))
	ok(t, s.Close())
	return folder, backup
}

// whole opens the folder after a kill and says whether it holds the restored office, which knows that it was restored.
func whole(t *testing.T, folder string) (restored bool) {
	t.Helper()
	s, err := engine.Open(folder, engine.Options{})
	ok(t, err)
	defer func() { ok(t, s.Close()) }()
	if r, err := s.Verify(t.Context(), nil); err != nil || !r.OK() {
		t.Fatalf("%+v %v", r, err)
	}
	holidays := count(t, s.Read, `SELECT count(*) FROM holiday`)
	restores := count(t, s.Read, `SELECT count(*) FROM log WHERE action = '`+allocation.ActRestore.Code+`'`)
	if holidays == restores {
		t.Fatalf("%d holidays, %d restores: neither the old nor the new", holidays, restores)
	}
	if left := leftIn(t, folder); len(left) > 0 {
		t.Errorf("left: %v", left)
	}
	return restores == 1
}

// leftIn are the traces of a change of place that was cut off.
func leftIn(t *testing.T, folder string) (names []string) {
	entries, err := os.ReadDir(folder)
	ok(t, err)
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), "making-") || e.Name() == "coming" {
			names = append(names, e.Name())
		}
	}
	return names
}

// TestRestoreIsFinishedAfterAnyKill: each state in which a kill can leave the folder opens as the old or the new office, whole.
func TestRestoreIsFinishedAfterAnyKill(t *testing.T) {
	for name, step := range map[string]struct {
		make     func(t *testing.T, old, coming string)
		restored bool
	}{
		"on its way": {func(t *testing.T, old, coming string) {
			ok(t, os.Rename(coming, filepath.Join(old, "making-1.tmp")))
		}, false},
		"coming": {func(*testing.T, string, string) {}, true},
		"old half moved": {func(t *testing.T, old, coming string) {
			ok(t, os.Mkdir(filepath.Join(old, "replaced-20210315T080200"), 0o700))
			ok(t, os.WriteFile(filepath.Join(old, engine.FileName+"-shm"), nil, 0o600))
		}, true},
		"old moved": {func(t *testing.T, old, coming string) {
			aside := filepath.Join(old, "replaced-20210315T080200")
			ok(t, os.Mkdir(aside, 0o700))
			ok(t, os.Rename(filepath.Join(old, engine.FileName), filepath.Join(aside, engine.FileName)))
		}, true},
		"new moved": {func(t *testing.T, old, coming string) {
			aside := filepath.Join(old, "replaced-20210315T080200")
			ok(t, os.Mkdir(aside, 0o700))
			ok(t, os.Rename(filepath.Join(old, engine.FileName), filepath.Join(aside, engine.FileName)))
			ok(t, os.Rename(filepath.Join(coming, engine.FileName), filepath.Join(old, engine.FileName)))
		}, true},
	} {
		t.Run(name, func(t *testing.T) {
			folder, backup := halfway(t)
			other := filepath.Join(t.TempDir(), "other")
			s, _, err := engine.Restore(t.Context(), other, backup, engine.Options{}, nil)
			ok(t, err)
			ok(t, s.Close())
			coming := filepath.Join(folder, "coming")
			ok(t, os.Mkdir(coming, 0o700))
			ok(t, os.Rename(filepath.Join(other, engine.FileName), filepath.Join(coming, engine.FileName)))
			ok(t, os.WriteFile(filepath.Join(coming, "aside"), []byte("replaced-20210315T080200"), 0o600))
			step.make(t, folder, coming)
			if got := whole(t, folder); got != step.restored {
				t.Errorf("restored %v, want %v", got, step.restored)
			}
			if _, err := os.Stat(filepath.Join(folder, "replaced-20210315T080200", engine.FileName)); step.restored && err != nil {
				t.Errorf("the old office is gone: %v", err)
			}
		})
	}
}

// TestKillWhileRestoring kills restores at moments spread over their time.
func TestKillWhileRestoring(t *testing.T) {
	seen := map[bool]int{}
	killed(t, "restore", func() string {
		folder, backup := halfway(t)
		t.Setenv("PENGGAI_BACKUP", backup)
		return folder
	}, func(folder string) { seen[whole(t, folder)]++ })
	t.Logf("old %d, restored %d", seen[false], seen[true])
}

// TestKillWhileFounding: an office whose making was cut off is there, or can be made again.
func TestKillWhileFounding(t *testing.T) {
	seen := map[bool]int{}
	killed(t, "found", func() string { return filepath.Join(t.TempDir(), "office") }, func(folder string) {
		s, err := engine.Open(folder, engine.Options{})
		seen[err == nil]++
		if errors.Is(err, engine.ErrNoOffice) || errors.Is(err, engine.ErrNoFolder) {
			s, err = enginetest.Create(folder, "尖山区", engine.Options{PasswordKiB: 8})
		}
		ok(t, err)
		if r, err := s.Verify(t.Context(), nil); err != nil || !r.OK() {
			t.Fatalf("%+v %v", r, err)
		}
		ok(t, s.Close())
	})
	t.Logf("to be made again %d, made %d", seen[false], seen[true])
}

// killed lets a child do its job once to the end, then kills it again and again at moments spread over that time, and looks at what
// each left.
func killed(t *testing.T, job string, prepare func() string, look func(folder string)) {
	t.Helper()
	var long time.Duration
	for i := range kills + 1 {
		folder := prepare()
		cmd, out := child(t, job, folder)
		out()
		begun := time.Now()
		if i == 0 {
			ok(t, cmd.Wait())
			long = time.Since(begun)
		} else {
			time.Sleep(long * time.Duration(i) / time.Duration(kills-1))
			_ = cmd.Process.Kill() // it may have ended
			_ = cmd.Wait()
		}
		look(folder)
	}
}

// kills is how often each is killed: PENGGAI_KILLS, else a few times.
var kills = func() int {
	if n, err := strconv.Atoi(os.Getenv("PENGGAI_KILLS")); err == nil && n > 1 {
		return n
	}
	return 6
}()

// TestFoundingRefusesWhatIsThere: a data file, whatever it holds, is not founded over.
func TestFoundingRefusesWhatIsThere(t *testing.T) {
	folder := t.TempDir()
	ok(t, os.WriteFile(filepath.Join(folder, engine.FileName), nil, 0o600))
	_, err := enginetest.Create(folder, "尖山区", engine.Options{PasswordKiB: 8})
	checkRefusal(t, err, engine.ErrOfficeExists)
	if left := leftIn(t, folder); len(left) > 0 {
		t.Errorf("left: %v", left)
	}
}

// TestCopiesTouchNothingElse: ten copies at once do not fail one another, and what lies beside a copy stays.
func TestCopiesTouchNothingElse(t *testing.T) {
	o := enginetest.New(t, "尖山区")
	at := filepath.Join(t.TempDir(), "a [1].db")
	mine := at + ".tmp"
	ok(t, os.WriteFile(mine, []byte("mine"), 0o600))
	_, err := o.Backup(t.Context(), at)
	ok(t, err)
	if text, err := os.ReadFile(mine); err != nil || string(text) != "mine" {
		t.Errorf("%q %v", text, err)
	}
	failed := make(chan error)
	for range 10 {
		go func() {
			_, err := o.Backup(t.Context(), "")
			failed <- err
		}()
	}
	for range 10 {
		ok(t, <-failed)
	}
	entries, err := os.ReadDir(filepath.Join(o.Folder(), engine.BackupFolder))
	ok(t, err)
	for _, e := range entries {
		if filepath.Ext(e.Name()) != ".db" {
			t.Errorf("left: %s", e.Name())
		}
	}
}

// restoreChild and foundChild are what a child process does in the tests above.
func restoreChild(t *testing.T, folder string) {
	fmt.Println("begin")
	s, _, err := engine.Restore(t.Context(), folder, os.Getenv("PENGGAI_BACKUP"), engine.Options{}, nil)
	ok(t, err)
	ok(t, s.Close())
}

func foundChild(t *testing.T, folder string) {
	fmt.Println("begin")
	s, err := enginetest.Create(folder, "尖山区", engine.Options{PasswordKiB: 8})
	ok(t, err)
	ok(t, s.Close())
}
