package picture

import (
	"strconv"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"penggai/ui/kit"
)

func text(n int64) string { return strconv.FormatInt(n, 10) }

// TestCurve: a small value among large ones stands above the ground, values that lie close together far from nothing use the whole height,
// and no line is wider than its room.
func TestCurve(t *testing.T) {
	ascii := kit.NewTheme(true, colorprofile.Ascii, true)
	rise := Curve{Values: []int64{0, 1, 100}, Text: text, From: "2020-01", To: "2020-03"}
	same(t, rise.Draw(ascii, 24, 6), `
100 |                  *
    |               ***
 50 |            ***
    |         ***
  0 |*********
     2020-01     2020-03`)
	for _, c := range []Curve{rise, {Values: []int64{5, 5}, Text: text}, {Values: []int64{-3, 4}, Text: text}, {Text: text}, {Values: []int64{7}, Known: []bool{false}, Text: text}} {
		for _, th := range []*kit.Theme{plain, ascii} {
			for _, line := range c.Draw(th, 30, 8) {
				if kit.Width(line) > 30 {
					t.Errorf("%q is %d wide", line, kit.Width(line))
				}
			}
		}
	}
	close := Curve{Values: []int64{800, 795, 810}}
	if low, high := close.Scale(); low < 700 || high != 810 {
		t.Errorf("the scale of values close together is %d to %d", low, high)
	}
	if low, _ := rise.Scale(); low != 0 {
		t.Errorf("the scale of values far apart begins at %d", low)
	}
	drawn := ansi.Strip(strings.Join(rise.Draw(plain, 24, 6), ""))
	if strings.IndexFunc(drawn, func(r rune) bool { return r > 0x2800 && r <= 0x28ff }) < 0 {
		t.Errorf("no braille in %q", drawn)
	}
}
