package cli_test

import (
	"regexp"
	"runtime"
	"testing"
)

// TestVersion: one line names program, version and system; anything more on the line is a wrong call.
func TestVersion(t *testing.T) {
	var s shell
	code, out, errs := s.run("version")
	if code != 0 || errs != "" || !regexp.MustCompile(`^penggai \S+ `+runtime.GOOS+"/"+runtime.GOARCH+`\n$`).MatchString(out) {
		t.Errorf("%d %q %q", code, out, errs)
	}
	if code, out, errs = s.run("version", "x"); code != 2 || out != "" || errs == "" {
		t.Errorf("with a word more: %d %q %q", code, out, errs)
	}
}
