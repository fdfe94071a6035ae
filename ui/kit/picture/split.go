package picture

import "penggai/ui/kit"

// The widths from which a list has its detail beside it, and a third column.
const (
	SplitWidth = 120
	ThirdWidth = 160
)

// Pane draws a part of a screen in w cells by h lines.
type Pane func(w, h int) []string

// Split draws a list alone on a narrow terminal, with the detail of its current row at the right from SplitWidth cells
// on, and with a third part from ThirdWidth on. detail and third may be nil. The list stands at (0,0).
func Split(th *kit.Theme, w, h int, list, detail, third Pane) []string {
	if w < SplitWidth || detail == nil {
		return list(w, h)
	}
	widths := []int{w * 3 / 5, 0}
	panes := []Pane{list, detail}
	if w >= ThirdWidth && third != nil {
		widths = []int{w / 2, w / 4, 0}
		panes = append(panes, third)
	}
	used := 0
	for _, n := range widths {
		used += n
	}
	widths[len(widths)-1] = w - used
	out := make([]string, h)
	for i, p := range panes {
		in := widths[i]
		gap := ""
		if i > 0 {
			in, gap = in-3, " "+th.Muted.Render("|")+" "
		}
		lines := p(in, h)
		for y := range out {
			text := ""
			if y < len(lines) {
				text = lines[y]
			}
			out[y] += gap + kit.Fit(text, in)
		}
	}
	return out
}

// Beside says whether a terminal of w cells shows the detail beside the list.
func Beside(w int) bool { return w >= SplitWidth }
