// Package saytest checks refusals in tests.
package saytest

import (
	"errors"
	"testing"

	"penggai/allocation/say"
)

// Want fails the test unless err is the wanted refusal, or nothing where none is wanted.
func Want(t testing.TB, name string, err error, want *say.Refusal) {
	t.Helper()
	if want == nil && err != nil || want != nil && !errors.Is(err, want) {
		t.Errorf("%s: %v, want %v", name, err, want)
	}
}
