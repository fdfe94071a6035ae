package picture

import (
	"strings"

	"penggai/ui/kit"
)

// Bar is one line of a bar chart.
type Bar struct {
	Label string
	Part  int64  // what is filled
	Whole int64  // what full length stands for in this line; 0: the greatest Part of all lines
	Text  string // figure after the bar: 58.7%
	State string // state whose colour the bar has; empty: the accent of occupied premises
}

// Bars renders a chart, one line a bar: label, bar, figure. Bars are background-coloured spaces, # and dots where there
// is no colour, so that no character of ambiguous width is needed. Labels and figures are aligned.
func Bars(th *kit.Theme, w int, bars []Bar) []string {
	label, text := 0, 0
	most := int64(1)
	for _, b := range bars {
		label, text = max(label, kit.Width(b.Label)), max(text, kit.Width(b.Text))
		most = max(most, b.Part)
	}
	label = min(label, w/2)
	room := max(w-label-text-2, 1)
	out := make([]string, len(bars))
	for i, b := range bars {
		whole := b.Whole
		if whole <= 0 {
			whole = most
		}
		out[i] = kit.Fit(b.Label, label) + " " + Gauge(th, room, b.Part, whole, b.State) + " " + kit.PadLeft(b.Text, text)
	}
	return out
}

// Gauge renders part of whole in n cells, in the colour of a state, or the accent of occupied premises: background-coloured spaces, #
// and dots where there is no colour, so that no character of ambiguous width is needed. What is not nothing shows at least one cell,
// what is not all leaves one.
func Gauge(th *kit.Theme, n int, part, whole int64, state string) string {
	whole = max(whole, 1)
	part = max(min(part, whole), 0)
	full := int((part*int64(n)*2 + whole) / (whole * 2))
	if part > 0 {
		full = max(full, 1)
	}
	if part < whole {
		full = min(full, n-1)
	}
	full = max(full, 0)
	if th.Plain {
		return strings.Repeat("#", full) + strings.Repeat(".", n-full)
	}
	if state == "" {
		state = "occupied"
	}
	return th.Block(state).Render(kit.Space(full)) + th.Input.Render(kit.Space(n-full))
}
