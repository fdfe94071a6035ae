package enginetest

import (
	"os"
	"testing"
)

// Whole says that a test, or a case of one, is walked only where everything is asked for, as .ci/run does: why says what it takes longer for
// than its like, which runs always.
func Whole(t testing.TB, why string) {
	t.Helper()
	if !whole {
		t.Skip("only with PENGGAI_TEST_WHOLE=1: " + why)
	}
}

// Times is how often something random is tried: few always, many where everything is asked for.
func Times(few, many int) int {
	if whole {
		return many
	}
	return few
}

var whole = os.Getenv("PENGGAI_TEST_WHOLE") != ""
