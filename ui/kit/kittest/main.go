package kittest

import (
	"cmp"
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

// envAgain tells a process that it repeats the tests that draw.
const envAgain = "PENGGAI_KITTEST_AGAIN"

// envWhole asks for everything: enginetest.Whole reads it too.
const envWhole = "PENGGAI_TEST_WHOLE"

// Main runs the tests of a package under the locale of the machine, and those that measure once more, in a process of its own, under
// another one: the width of characters must not depend on it. Measuring names them; where PENGGAI_TEST_WHOLE asks for it, all tests that
// draw are repeated: those that look at cells of a Term (Golden, WaitText, WaitCursor, Cursor).
func Main(m *testing.M, measuring ...string) {
	kit.Setup()
	Together()
	started = true
	code := m.Run()
	if code == 0 && os.Getenv(envAgain) == "" {
		tests := slices.Clone(measuring)
		if os.Getenv(envWhole) != "" {
			tests = append(tests, names()...)
		}
		code = again(tests)
	}
	os.Exit(code)
}

// Together lets the parallel tests of a package run all at once: they wait for screens more than they work.
func Together() {
	if err := flag.Set("test.parallel", "16"); err != nil { // m.Run reads what the command line says after it
		panic(err)
	}
}

// again repeats tests under the other locale and returns the exit code.
func again(tests []string) int {
	if len(tests) == 0 {
		return 0
	}
	locale := "zh_CN.UTF-8"
	if strings.Contains(cmp.Or(os.Getenv("LC_ALL"), os.Getenv("LC_CTYPE"), os.Getenv("LANG")), "zh") {
		locale = "C.UTF-8"
	}
	// The go command keeps a result by the files that the log of this process names.
	cmd := exec.Command(os.Args[0], append(os.Args[1:], "-test.testlogfile=", "-test.coverprofile=", "-test.cpuprofile=", "-test.memprofile=", "-test.bench=", "-test.run=^("+strings.Join(tests, "|")+")$")...)
	cmd.Env = append(os.Environ(), "LANG="+locale, "LC_ALL="+locale, "LC_CTYPE="+locale, envAgain+"=1")
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	err := cmd.Run()
	if err == nil {
		return 0
	}
	fmt.Fprintln(os.Stderr, "under", locale+":", err)
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return exit.ExitCode()
	}
	return 1
}

// Which tests draw, for the process that repeats them.
var (
	started bool // Main runs the tests
	drawn   sync.Map
)

// names are the tests that have drawn.
func names() (list []string) {
	drawn.Range(func(name, _ any) bool {
		list = append(list, name.(string))
		return true
	})
	slices.Sort(list)
	return list
}

// draws notes that a test draws.
func draws(t testing.TB) {
	t.Helper()
	if !started {
		t.Fatal("a test that draws needs a TestMain that calls kittest.Main")
	}
	top, _, _ := strings.Cut(t.Name(), "/")
	drawn.Store(top, true)
}
