package ui_test

import (
	"testing"

	"github.com/charmbracelet/colorprofile"

	"penggai/allocation"
	"penggai/ui"
	"penggai/ui/frame"
	"penggai/ui/kit/kittest"
	"penggai/ui/screen"
)

// TestAKeyWritesLittle holds what one key costs on a line of 9,600 baud: a row that loses the cursor and one that gets it, a letter in a
// form, a pane that changes with the row. The first two keys after a page has opened are not counted.
func TestAKeyWritesLittle(t *testing.T) {
	const plain, pane = 500, 2000 // bytes
	for _, c := range []struct {
		name string
		to   screen.Go
		sees string
		way  []string // the keys that go to the place
		key  string
		most int
	}{
		{"home", screen.Go{Place: screen.Home}, "今日待办", nil, "down", plain},
		{"list of premises", screen.Go{Place: screen.UnitList}, "JS-NSQ-01-1-02", nil, "down", pane},
		{"list of stays", screen.Go{Place: screen.Tenancy}, "RZ-JS-2017-0001", nil, "down", pane},
		{"form", screen.Go{Place: screen.ApplicationNew}, "名称", []string{"down", "down"}, "x", plain},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := streets.New(t)
			o.Env.SignIn(o.Who[allocation.Manager])
			if c.name == "form" {
				o.Env.SignIn(o.Who[allocation.Intake])
			}
			term := kittest.Start(t, frame.New(o.Env, ui.Routes(), ui.Make(o.Env, c.to)), 120, 36, kittest.Colors(colorprofile.TrueColor))
			term.WaitFor(c.sees)
			term.Press(append(c.way, c.key, c.key)...)
			term.Rest()
			before := term.Written()
			term.Press(c.key)
			term.Rest()
			if n := term.Written() - before; n > c.most || n == 0 && c.key == "x" {
				t.Errorf("%s writes %d bytes, want at most %d\n%s", c.key, n, c.most, term.Text())
			}
		})
	}
}
