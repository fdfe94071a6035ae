package cli_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"penggai/ui/cli"
)

// TestAnOlderFileIsToldOf: an older file in the place of the data is said at every command, and does not verify.
func TestAnOlderFileIsToldOf(t *testing.T) {
	folder, settings := filepath.Join(t.TempDir(), "office"), filepath.Join(t.TempDir(), "settings")
	run := func(want int, args ...string) (out, told string) {
		t.Helper()
		var o, e bytes.Buffer
		code := cli.Main(append(args, "--data", folder), cli.Streams{In: strings.NewReader(""), Out: &o, Err: &e, Getenv: func(name string) string {
			return map[string]string{"PENGGAI_PASSWORD": "songhua-1641-1", "PENGGAI_WITNESS": settings}[name]
		}})
		if code != want {
			t.Fatalf("%v: status %d, not %d: %s%s", args, code, want, o.String(), e.String())
		}
		return o.String(), e.String()
	}
	run(0, "init", "--office", "尖山区", "--admin", "xitong", "--empty")
	data := filepath.Join(folder, "penggai.db")
	old, err := os.ReadFile(data)
	if err != nil {
		t.Fatal(err)
	}
	run(0, "units", "--user", "xitong", "--json")
	if out, told := run(0, "verify"); !strings.Contains(out, "与本机见证文件一致") || strings.Contains(told, "见证") {
		t.Errorf("%s%s", out, told)
	}
	if err := os.WriteFile(data, old, 0o600); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, told := run(0, "units", "--user", "xitong", "--json"); !strings.Contains(told, "本机上次看到第") {
			t.Error(told)
		}
	}
	if out, _ := run(3, "verify"); !strings.Contains(out, "与本机见证文件对不上") {
		t.Error(out)
	}
	settings = "-"
	run(0, "verify")
}

// TestClosedWindowLeavesACopy: who closes the window without leaving finds what was done in a backup.
func TestClosedWindowLeavesACopy(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "office")
	var o, e bytes.Buffer
	code := cli.Main([]string{"init", "--office", "尖山区", "--admin", "xitong", "--empty", "--data", folder}, cli.Streams{
		In: strings.NewReader(""), Out: &o, Err: &e, Getenv: func(name string) string { return map[string]string{"PENGGAI_PASSWORD": "songhua-1641-1"}[name] },
	})
	if code != 0 {
		t.Fatal(e.String())
	}
	term := open(t, 80, 24, nil, "--data", folder)
	term.sees("密码")
	if err := term.cmd.Process.Signal(syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	term.ended()
	copies, err := filepath.Glob(filepath.Join(folder, "backup", "penggai-*.db"))
	if err != nil || len(copies) != 1 {
		t.Errorf("%v %v", copies, err)
	}
}
