package home

import (
	"testing"

	"penggai/allocation"
	"penggai/store/engine"
)

// TestSignInsAreNoWorkDone: commands of scripts sign in each time; the latest work stands on the page all the same.
func TestSignInsAreNoWorkDone(t *testing.T) {
	var rows []engine.LogEntry
	for range 50 {
		rows = append(rows, engine.LogEntry{Action: allocation.ActSignIn.Code})
	}
	for range logShown + 3 {
		rows = append(rows, engine.LogEntry{Action: allocation.ActSignContract.Code})
	}
	got := done(rows)
	if len(got) != logShown || got[0].Action != allocation.ActSignContract.Code {
		t.Errorf("%d entries, the first %s", len(got), got[0].Action)
	}
}
