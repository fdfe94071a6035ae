package kit

import (
	"testing"

	tea "charm.land/bubbletea/v2"
)

// Commands that only carry a message are told from those that do work: what is typed ahead depends on it.
func TestReady(t *testing.T) {
	work := func() tea.Msg { return nil }
	for name, c := range map[string]struct {
		cmd  tea.Cmd
		want bool
	}{
		"send": {Send(Back{}), true}, "both": {Both(work, Send(Back{})), true}, "pick": {Pick(PickerSpec{}, nil), true}, "ask": {Ask(ConfirmSpec{}, nil), true},
		"work": {work, false}, "quit": {tea.Quit, false}, "nil": {nil, false},
	} {
		if got := Ready(c.cmd); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
