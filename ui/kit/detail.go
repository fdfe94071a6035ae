package kit

// Pair is one line of a record: what it is and what it says.
type Pair struct {
	Label string // empty with a Value: a line across; both empty: a blank line
	Value string // long ones are wrapped
	Style Style
}

// Detail renders a record: labels aligned in one column, values beside them. A Pair with only a Label is a heading.
func Detail(th *Theme, w int, pairs []Pair) []string {
	label := 0
	for _, p := range pairs {
		if p.Value != "" {
			label = max(label, Width(p.Label))
		}
	}
	label = min(label, max(w/3, 8))
	var out []string
	for i, p := range pairs {
		if th.Wide && i > 0 && p.Label != "" && p.Value != "" && len(out) > 0 && out[len(out)-1] != "" {
			out = append(out, "")
		}
		switch {
		case p.Label == "" && p.Value == "":
			out = append(out, "")
		case p.Value == "":
			out = append(out, " "+th.Head.Render(Cut(p.Label, w-1)))
		case p.Label == "":
			for _, part := range Wrap(p.Value, w-1) {
				out = append(out, " "+p.Style.Render(part))
			}
		default:
			name := th.Muted.Render(Fit(p.Label, label))
			for _, part := range Wrap(p.Value, max(w-label-3, 4)) {
				out = append(out, " "+name+"  "+p.Style.Render(part))
				name = Space(label)
			}
		}
	}
	return out
}

// Columns renders records side by side in columns of equal width, as many as fit with at least least cells each.
func Columns(w, least int, blocks ...[]string) []string {
	n := max(min(len(blocks), (w+2)/(least+2)), 1)
	each := (w - 2*(n-1)) / n
	var out []string
	for len(blocks) > 0 {
		row := blocks[:min(n, len(blocks))]
		blocks = blocks[len(row):]
		out = append(out, beside(row, each)...)
	}
	return out
}

// Half is the width of one of two columns in w cells.
func Half(w int) int { return (w - 2) / 2 }

func beside(row [][]string, each int) []string {
	var out []string
	for y := 0; ; y++ {
		line, more := "", false
		for i, b := range row {
			text := ""
			if y < len(b) {
				text, more = b[y], true
			}
			if i > 0 {
				line += "  "
			}
			line += Fit(text, each)
		}
		if !more {
			return out
		}
		out = append(out, line)
	}
}
