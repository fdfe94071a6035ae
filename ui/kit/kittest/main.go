package kittest

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"

	"penggai/ui/kit"
)

// Variables by which Main tells the process that runs the tests that it is one, and where to note which tests draw.
const (
	envChild = "PENGGAI_KITTEST_CHILD"
	envDrawn = "PENGGAI_KITTEST_DRAWN"
)

// Main runs the tests of a package under C.UTF-8, and those that draw once more under zh_CN.UTF-8: the width of characters
// must not depend on it. A test draws when it looks at cells of a Term (Golden, WaitText, WaitCursor, Cursor); measuring
// names tests that measure widths without a Term.
func Main(m *testing.M, measuring ...string) {
	if os.Getenv(envChild) != "" {
		kit.Setup()
		Together()
		os.Exit(m.Run())
	}
	os.Exit(twice(measuring))
}

// Together lets the parallel tests of a package run all at once: they wait for screens more than they work.
func Together() {
	if err := flag.Set("test.parallel", "16"); err != nil { // m.Run reads what the command line says after it
		panic(err)
	}
}

// twice runs the two passes and returns the exit code.
func twice(drawn []string) int {
	notes, err := os.CreateTemp("", "penggai-drawn-")
	if err != nil {
		return failed("C.UTF-8", err)
	}
	defer func() {
		_ = notes.Close() // only the children write to it
		_ = os.Remove(notes.Name())
	}()
	if err := pass("C.UTF-8", notes.Name()); err != nil {
		return failed("C.UTF-8", err)
	}
	noted, err := os.ReadFile(notes.Name())
	if err != nil {
		return failed("C.UTF-8", err)
	}
	drawn = append(slices.Clone(drawn), strings.Fields(string(noted))...)
	if len(drawn) == 0 {
		return 0
	}
	// The go command keeps a result by the files that the log of the first pass names.
	if err := pass("zh_CN.UTF-8", "", "-test.testlogfile=", "-test.coverprofile=", "-test.bench=", "-test.run=^("+strings.Join(drawn, "|")+")$"); err != nil {
		return failed("zh_CN.UTF-8", err)
	}
	return 0
}

// pass runs the tests under a locale.
func pass(locale, notes string, more ...string) error {
	cmd := exec.Command(os.Args[0], append(os.Args[1:], more...)...)
	cmd.Env = append(os.Environ(), "LANG="+locale, "LC_ALL="+locale, "LC_CTYPE="+locale, envChild+"=1", envDrawn+"="+notes)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	return cmd.Run()
}

// failed says which pass failed and returns its exit code.
func failed(locale string, err error) int {
	fmt.Fprintln(os.Stderr, "under", locale+":", err)
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return exit.ExitCode()
	}
	return 1
}

// drawn holds the tests that were noted already.
var drawn sync.Map

// draws notes that a test draws, so that the second pass repeats it.
func draws(t testing.TB) {
	t.Helper()
	if os.Getenv(envChild) == "" {
		t.Fatal("a test that draws needs a TestMain that calls kittest.Main")
	}
	top, _, _ := strings.Cut(t.Name(), "/")
	file := os.Getenv(envDrawn)
	if _, known := drawn.LoadOrStore(top, true); known || file == "" {
		return
	}
	f, err := os.OpenFile(file, os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := fmt.Fprintln(f, top); err != nil {
		t.Fatal(err)
	}
}
