package kit

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/textarea"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// newArea makes the editor of a field of several lines.
func newArea(fd *Field, value string) *textarea.Model {
	a := textarea.New()
	a.Prompt, a.ShowLineNumbers, a.EndOfBufferCharacter = "", false, ' '
	a.CharLimit = 0 // what is too long is refused, not cut
	a.SetVirtualCursor(false)
	s := a.Styles()
	s.Focused, s.Blurred = textarea.StyleState{}, textarea.StyleState{}
	s.Focused.Base, s.Blurred.Base = lipgloss.NewStyle(), lipgloss.NewStyle()
	a.SetStyles(s)
	a.SetWidth(fd.width())
	a.SetHeight(fd.lines())
	a.SetValue(value)
	a.Focus()
	return &a
}

func (f *Field) lines() int {
	if f.Lines > 0 {
		return f.Lines
	}
	return 3
}

// labelCol is the width of the labels: as wide as the widest, at most 18 cells.
func (f *Form) labelCol() int {
	n := 4
	for _, fd := range f.fields {
		star := 0
		if fd.Required {
			star = 1
		}
		n = max(n, Width(fd.Label)+star)
	}
	return min(n, 18)
}

// formRow is one line of a drawn form.
type formRow struct {
	text  string
	field int // -1: none
}

// Lines renders the form in w cells by h lines. A form taller than that scrolls with the focus. The last line holds
// the rule or the error of the focused field in full when it did not fit beside it.
func (f *Form) Lines(th *Theme, w, h int) []string {
	var rows []formRow
	focusRow, focusEnd := 0, 0
	f.cursor = nil
	label := f.labelCol()
	for i, fd := range f.fields {
		if t := f.sectionTitle(i); t != "" {
			if len(rows) > 0 {
				rows = append(rows, formRow{"", -1})
			}
			rows = append(rows, formRow{" " + th.Head.Render(Cut(t, w-1)), -1})
		}
		if !f.visible(i) {
			continue
		}
		if th.Wide && len(rows) > 0 && rows[len(rows)-1].field >= 0 {
			rows = append(rows, formRow{"", -1})
		}
		if i == f.focus {
			focusRow = len(rows)
		}
		for _, text := range f.fieldLines(th, i, fd, label, w) {
			rows = append(rows, formRow{text, i})
		}
		if i == f.focus {
			focusEnd = len(rows)
		}
	}
	room := max(h-1, 1)
	f.scroll(len(rows), room, focusRow, focusEnd)
	out := make([]string, 0, h)
	f.rowOf = map[int]int{}
	for y := 0; y < room; y++ {
		text := ""
		if r := f.top + y; r < len(rows) {
			text = rows[r].text
			if rows[r].field >= 0 {
				f.rowOf[y] = rows[r].field
			}
		}
		out = append(out, text)
	}
	f.placeCursor(label, w, focusRow-f.top)
	return append(out, f.foot(th, label, w, len(rows)-f.top-room))
}

// hintCol is the cell after the label where hints stand in one column, beside inputs of the usual width.
const hintCol = 33

// sectionTitle is the title above field i, if any field of that section is visible.
func (f *Form) sectionTitle(i int) string {
	t := f.titles[i]
	if t == "" {
		return ""
	}
	for j := i; j < len(f.fields); j++ {
		if _, next := f.titles[j]; next && j > i {
			break
		}
		if f.visible(j) {
			return t
		}
	}
	return ""
}

// scroll keeps the focused field, and the section title just above it, in view.
func (f *Form) scroll(rows, room, from, to int) {
	if from < f.top+1 {
		f.top = from - 1
	}
	if from <= 2 {
		f.top = 0
	}
	if to > f.top+room {
		f.top = to - room
	}
	f.top = max(min(f.top, rows-room), 0)
}

// inputWidth is the room of a field's input on a line of w cells.
func (f *Form) inputWidth(fd *Field, label, w int) int {
	return max(min(fd.width(), w-label-3-Width(fd.Unit)), 4)
}

// fieldLines renders one field: mark, label, input, unit, and the hint or error beside it.
func (f *Form) fieldLines(th *Theme, i int, fd *Field, label, w int) []string {
	mark, name := " ", Fit(fd.Label, label)
	if fd.Required {
		name = Fit(fd.Label, label-1) + "*"
		if n := Width(fd.Label); n < label-1 {
			name = Pad(fd.Label+"*", label)
		}
	}
	if i == f.focus {
		mark, name = ">", th.Accent.Render(name)
	}
	in := f.inputWidth(fd, label, w)
	inputs := f.inputs(th, i, fd, in, w-label-3)
	first := mark + name + " " + inputs[0]
	if fd.Unit != "" {
		first += " " + th.Muted.Render(fd.Unit)
	}
	out := []string{first}
	for _, more := range inputs[1:] {
		out = append(out, Space(label+2)+more)
	}
	if side, style := f.beside(th, fd); side != "" {
		return f.sideBySide(out, side, style, label+hintCol, w, i == f.focus || f.errs[fd.Name] != "")
	}
	return out
}

// sideBySide puts a hint or error beside a field from a column on. What does not fit goes on beside the further lines of the field, and
// whole below it where it is read now: with the focus, or when it says what is wrong.
func (f *Form) sideBySide(field []string, side string, style Style, col, w int, whole bool) []string {
	col = max(col, Width(field[0])) + 2
	room := w - col
	if room < 6 {
		return field
	}
	parts := Wrap(side, room)
	if lines := len(field); len(parts) > lines && !whole {
		parts = append(parts[:lines-1], Cut(strings.Join(parts[lines-1:], ""), room))
	}
	for y, part := range parts {
		if y == len(field) {
			field = append(field, "")
		}
		if Width(field[y]) > col-2 { // a longer line of the field
			continue
		}
		field[y] = Pad(field[y], col) + style.Render(part)
	}
	return field
}

// beside is what stands after the input: the error, else the hint.
func (f *Form) beside(th *Theme, fd *Field) (string, Style) {
	if e := f.errs[fd.Name]; e != "" {
		return e, th.Bad
	}
	if fd.Say != nil {
		if s := fd.Say(f); s != "" {
			return s, th.Muted
		}
	}
	return fd.Hint, th.Muted
}

// inputs renders the input of a field, one string a line.
func (f *Form) inputs(th *Theme, i int, fd *Field, in, room int) []string {
	style, value := th.Input, f.values[fd.Name]
	if i == f.focus {
		style = th.InputFocus
	}
	switch {
	case fd.Kind == KindShown || fd.ReadOnly:
		return Wrap(f.shown(fd), max(room, 4))
	case fd.Kind == KindYesNo:
		return []string{f.yesNo(th, fd, style)}
	case fd.Kind == KindLong:
		return f.longLines(style, i, fd, in)
	case !fd.typed():
		text := f.shown(fd)
		switch n := len(f.Many(fd.Name)); {
		case fd.Kind == KindChoices && n > 0:
			text = fmt.Sprintf("%d/%d %s", n, max(len(f.choices(fd)), n), text)
		case text == "" && i == f.focus && !fd.Required:
			text = "空格选择"
		case text == "" && i == f.focus:
			text = map[bool]string{true: "按 Enter 选择", false: "Enter 选择"}[in > 14]
		}
		return []string{style.Render(Fit(text, in-2) + " v")}
	case i == f.focus && f.line != nil:
		text, end := f.line.Line(in)
		if f.line.Selected() {
			return []string{style.Plus(th.Marked).Render(ansi.Cut(text, 0, end)) + style.Render(ansi.Cut(text, end, in))}
		}
		return []string{style.Render(text)}
	}
	if fd.Kind == KindSecret {
		value = strings.Repeat("*", len([]rune(value)))
	}
	return []string{style.Render(Fit(value, in))}
}

// shown is a value as people read it: labels of choices, words for yes and no.
func (f *Form) shown(fd *Field) string {
	value := f.values[fd.Name]
	switch fd.Kind {
	case KindYesNo:
		return map[string]string{"yes": textYes, "no": textNo}[value]
	case KindChoice, KindChoices:
		var labels []string
		for _, key := range f.Many(fd.Name) {
			label := key
			for _, c := range f.choices(fd) {
				if c.Key == key {
					label = c.Label
				}
			}
			labels = append(labels, label)
		}
		return strings.Join(labels, "、")
	}
	return value
}

// yesNo renders both answers, the chosen one marked.
func (f *Form) yesNo(th *Theme, fd *Field, style Style) string {
	box := func(key, word string) string {
		tick := " "
		if f.values[fd.Name] == key {
			tick = th.Tick()
		}
		return "[" + tick + "]" + word
	}
	return style.Render(box("yes", textYes) + " " + box("no", textNo))
}

// longLines renders a field of several lines.
func (f *Form) longLines(style Style, i int, fd *Field, in int) []string {
	var lines []string
	if i == f.focus && f.area != nil {
		if f.area.Width() != in {
			f.area.SetWidth(in)
		}
		lines = strings.Split(f.area.View(), "\n")
	} else {
		lines = Wrap(f.values[fd.Name], in)
	}
	out := make([]string, fd.lines())
	for n := range out {
		text := ""
		if n < len(lines) {
			text = strings.TrimRight(lines[n], " ")
		}
		if n == len(out)-1 && len(lines) > len(out) {
			text = Cut(text, in-2) + clipTail
		}
		out[n] = style.Render(Fit(text, in))
	}
	return out
}

// placeCursor puts the real cursor into the focused field: y is its first visible line.
func (f *Form) placeCursor(label, w, y int) {
	if f.focus < 0 {
		return
	}
	fd := f.fields[f.focus]
	x := label + 2
	switch {
	case f.area != nil:
		if c := f.area.Cursor(); c != nil {
			f.cursor = BarCursor(f.x+x+c.X, f.y+y+c.Y)
		}
	case f.line != nil:
		_, n := f.line.Line(f.inputWidth(fd, label, w))
		f.cursor = BarCursor(f.x+x+n, f.y+y)
	default:
		f.cursor = BarCursor(f.x+x, f.y+y)
	}
}

// Cursor is the real cursor in the body's cells, as last drawn. It is never nil while the form has a field to fill:
// letters belong to the form.
func (f *Form) Cursor() *tea.Cursor { return f.cursor }

// foot is the last line: the rule or error of the focused field when it is too long to stand beside it, else how much
// is below.
func (f *Form) foot(th *Theme, label, w, below int) string {
	if f.focus >= 0 {
		fd := f.fields[f.focus]
		side, style := f.beside(th, fd)
		if beside := w - label - 4 - f.inputWidth(fd, label, w) - Width(fd.Unit) - 1; Width(side) > beside {
			return " " + style.Render(Cut(side, w-1))
		}
	}
	if below > 0 {
		return " " + th.Muted.Render(fmtMore(below))
	}
	return ""
}

func fmtMore(n int) string { return fmt.Sprintf("下面还有 %s 行", Count(n)) }
