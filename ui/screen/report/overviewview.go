package report

import (
	"fmt"
	"strings"

	"penggai/allocation/quantity"
	"penggai/store/report/overview"
	"penggai/ui/kit"
)

// Widths of the page, in cells.
const (
	labelWidth  = 14 // of the names of the figures, with their mark
	placeWidth  = 9  // of a district where its change has no room
	otherWidth  = 11 // of the other day
	changeWidth = 10 // of the change of the whole
	roomWidth   = 19 // of a district with its change
)

// Body is the figures, and in the last line what the one under the cursor counts.
func (s *summit) Body(w, h int) []string {
	th := s.env.Theme
	if !s.load.Ready {
		return []string{"", "  " + th.Muted.Render(textReading)}
	}
	p := s.load.Value
	s.choose(p, h-2)
	s.place(p, w)
	out := []string{s.heading(th, p, w)}
	for i := s.top; i < min(s.top+s.height, len(s.shown)); i++ {
		out = append(out, s.figure(th, p, i, w))
	}
	for len(out) < h-1 {
		out = append(out, "")
	}
	return append(out[:max(h-1, 0)], s.foot(th, p, w, h-1))
}

// choose takes the lines that have room: parts give way first.
func (s *summit) choose(p overview.Page, room int) {
	was := -1
	if s.row < len(s.shown) {
		was = s.shown[s.row]
	}
	s.shown = s.shown[:0]
	for i, l := range p.Lines {
		if !l.Part || len(p.Lines) <= room {
			s.shown = append(s.shown, i)
		}
	}
	for i, at := range s.shown {
		if at <= was {
			s.row = i
		}
	}
	s.height = max(room, 1)
	s.col = min(s.col, len(p.Places))
	s.step(0)
	s.top = max(min(s.top, len(s.shown)-s.height), 0)
}

// place lays the columns out: each place with its change where there is room.
func (s *summit) place(p overview.Page, w int) {
	s.columns = s.columns[:0]
	width, last := placeWidth, otherWidth+changeWidth
	if s.roomy(p, w) {
		width = roomWidth
	}
	at := labelWidth
	for i := range p.Places {
		s.columns = append(s.columns, placedCol{i, at, width})
		at += width
	}
	s.columns = append(s.columns, placedCol{len(p.Places), at, last})
}

// roomy reports whether every place can show its own change.
func (s *summit) roomy(p overview.Page, w int) bool {
	return labelWidth+len(p.Places)*roomWidth+otherWidth <= w
}

func (s *summit) heading(th *kit.Theme, p overview.Page, w int) string {
	var b strings.Builder
	b.WriteString(kit.Fit("", labelWidth))
	paint := func(col int, text string) {
		style := th.Head
		if col == s.col {
			style = th.Accent
		}
		b.WriteString(style.Render(text))
	}
	roomy := s.roomy(p, w)
	for i, place := range p.Places {
		width := placeWidth
		if roomy {
			width = roomWidth - markWidth
		}
		paint(i, kit.PadLeft(place, width-1)+" ")
		if roomy {
			b.WriteString(kit.Space(markWidth))
		}
	}
	paint(len(p.Places), kit.PadLeft(p.Other.String(), otherWidth))
	if !roomy {
		b.WriteString(th.Head.Render(kit.PadLeft(textChange, changeWidth)))
	}
	return kit.Fit(b.String(), w)
}

// markWidth is the room of a change behind its figure.
const markWidth = 9

// figure is one line: its name, the places, the other day of the last place, the change.
func (s *summit) figure(th *kit.Theme, p overview.Page, i, w int) string {
	l := p.Lines[s.shown[i]]
	mark, base := " ", kit.Style{}
	if i == s.row {
		mark, base = ">", th.Cursor
	}
	var b strings.Builder
	b.WriteString(mark + kit.Fit(labelText(l), labelWidth-1))
	paint := func(col int, text string) {
		if i == s.row && col == s.col {
			text = th.InputFocus.Render(text)
		}
		b.WriteString(text)
	}
	roomy := s.roomy(p, w)
	for col := range p.Places {
		text := valueText(l, l.Now[col])
		if roomy {
			paint(col, kit.PadLeft(text, roomWidth-markWidth-1))
			b.WriteString(" " + kit.Fit(s.change(th, l, col), markWidth))
			continue
		}
		paint(col, kit.PadLeft(text, placeWidth-1))
		b.WriteString(kit.Fit(s.arrow(th, l, col), 1))
	}
	last := len(p.Places) - 1
	paint(len(p.Places), kit.PadLeft(valueText(l, l.Then[last]), otherWidth))
	if !roomy {
		b.WriteString(kit.FitLeft(s.change(th, l, last), changeWidth))
	}
	return base.Over(kit.Fit(b.String(), w))
}

// labelText is the name of a figure with its unit where that is not plain.
func labelText(l overview.Line) string {
	if l.Kind == overview.Money {
		return l.Title + " 万元"
	}
	return l.Title
}

// valueText is a figure as it is read in a meeting: money in 万元, ratios in %.
func valueText(l overview.Line, v overview.Value) string {
	if !v.Known {
		return "-"
	}
	return numberText(l, v.N)
}

func numberText(l overview.Line, n int64) string {
	switch l.Kind {
	case overview.Money:
		return quantity.Hundredths(tenThousands(n))
	case overview.Ratio:
		return fmt.Sprintf("%s%d.%d%%", sign(n), abs(n)/10, abs(n)%10)
	case overview.Count, overview.People, overview.Longest:
	}
	return kit.Count(n)
}

// tenThousands are fen in hundredths of 万元, rounded half away from nothing.
func tenThousands(fen int64) int64 {
	if fen < 0 {
		return -tenThousands(-fen)
	}
	return (fen + 5000) / 10000
}

func sign(n int64) string {
	if n < 0 {
		return "-"
	}
	return ""
}

func abs(n int64) int64 { return max(n, -n) }

// arrow says which way a figure went, in the colour of whether that is better.
func (s *summit) arrow(th *kit.Theme, l overview.Line, col int) string {
	n, known := l.Change(col)
	switch {
	case !known || n == 0:
		return ""
	case n > 0:
		return judged(th, l, n).Render("^")
	}
	return judged(th, l, n).Render("v")
}

// change is the arrow with by how much, and without colours whether that is better in a word.
func (s *summit) change(th *kit.Theme, l overview.Line, col int) string {
	n, known := l.Change(col)
	if !known || n == 0 {
		return ""
	}
	text, arrow := numberText(l, abs(n)), "v"
	if n > 0 {
		arrow = "^"
	}
	if th.Plain {
		text += [...]string{textWorse, "", textBetter}[l.Better(n)+1]
	}
	return judged(th, l, n).Render(arrow + text)
}

// judged is the colour of a change.
func judged(th *kit.Theme, l overview.Line, n int64) kit.Style {
	switch l.Better(n) {
	case 1:
		return th.Good
	case -1:
		return th.Bad
	}
	return th.Muted
}

// foot is the typed day, else what the figure under the cursor counts, and what is not in it.
func (s *summit) foot(th *kit.Theme, p overview.Page, w, y int) string {
	if s.typed.open() {
		return s.typed.line(th, w, y)
	}
	l, ok := s.line()
	if !ok {
		return ""
	}
	text := l.Name() + "：" + l.About
	if l.Kind == overview.Money && len(p.Notes) > 0 {
		text += "；" + strings.Join(p.Notes, "；")
	}
	return " " + th.Muted.Render(kit.Cut(text, w-1))
}

const (
	textChange = "增减"
	textBetter = "优"
	textWorse  = "劣"
)
