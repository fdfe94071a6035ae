package frame

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation/civil"
	"penggai/ui/kit"
)

// answerKind is what the answer line says.
type answerKind int

const (
	answerNone answerKind = iota
	answerDone
	answerNote
	answerFailed
)

// answer is the last but one line: what became of the last action.
type answer struct {
	kind answerKind
	text string
	undo func() tea.Cmd
	move bool // of a record's life: the screen may offer to take it back
	read bool // a key was pressed since
}

// keyPressed takes away what has been read: errors and notes stay until a key, a success until the next answer, so
// that its undo can be found.
func (a *answer) keyPressed() {
	if a.kind != answerDone {
		*a = answer{}
	}
	a.read = true
}

// elsewhere takes away what has been read when another screen is on top, and the offer to undo it in any case: an answer belongs to
// the screen on which it was given.
func (a *answer) elsewhere() {
	a.undo = nil
	if a.read {
		*a = answer{}
	}
}

// lines renders the answer in w cells, more than one line when it is long; own are the actions of the screen.
func (a *answer) lines(th *kit.Theme, w int, own func() []kit.Action) []string {
	if a.kind == answerNone {
		return nil
	}
	text := a.text
	switch {
	case a.undo != nil:
		text += "    Ctrl+Z 撤销"
	case a.move:
		list := own()
		if i := slices.IndexFunc(list, func(x kit.Action) bool { return x.Undo && x.Why == "" }); i >= 0 {
			text += fmtUndoBy(kit.KeyWord(list[i].Keys[0]))
		}
	}
	style := map[answerKind]kit.Style{answerDone: th.Good, answerNote: th.Warn, answerFailed: th.Bad}[a.kind]
	mark := map[answerKind]string{answerDone: th.Tick(), answerNote: "-", answerFailed: "!"}[a.kind]
	var out []string
	for i, part := range kit.Wrap(text, w-4) {
		if i > 0 {
			mark = " "
		}
		out = append(out, " "+style.Render(mark+" "+part))
	}
	return out
}

func (r *Root) tooSmall() bool { return r.w < minWidth || r.h < minHeight }

// View draws the whole frame.
func (r *Root) View() tea.View {
	v := tea.NewView("")
	v.AltScreen = true
	v.WindowTitle = textProgram
	if !r.noMouse {
		v.MouseMode = tea.MouseModeCellMotion
	}
	if r.w == 0 {
		return v
	}
	if r.tooSmall() {
		v.SetContent(r.smallMessage())
		return v
	}
	frame, ok := r.safeFrame()
	if !ok {
		v.SetContent(strings.Join(frame, "\n"))
		return v
	}
	v.Cursor = r.cursor()
	if n := len(r.overlays); n > 0 {
		for _, o := range r.overlays {
			frame, r.placed = kit.Lay(r.env.Theme, frame, o, r.w, r.h-1)
		}
		frame = append(frame, r.keys(r.overlays[n-1].Actions()))
		v.Cursor = nil
		if c := r.overlays[n-1].Cursor(); c != nil {
			c.X, c.Y = c.X+r.placed.X, c.Y+r.placed.Y
			v.Cursor = c
		}
	} else {
		frame = append(frame, r.keys(r.actions()))
	}
	v.SetContent(safe(strings.Join(frame, "\n")))
	return v
}

// safeFrame is frame; when a screen cannot be drawn, ok is false and the lines say so, once with a number.
func (r *Root) safeFrame() (lines []string, ok bool) {
	defer func() {
		if fault := recover(); fault != nil {
			if r.broken == "" {
				r.broken = r.env.Explain(kit.Fault(fault))
			}
			lines, ok = []string{r.broken, "这个页面现在画不出来。按 Esc 返回上一页，别的页面不受影响。"}, false
		}
	}()
	lines = r.frame()
	r.broken = ""
	return lines, true
}

// smallMessage is what a terminal gets that is too small.
func (r *Root) smallMessage() string {
	lines := kit.Wrap(fmtTooSmall(r.w, r.h, minWidth, minHeight), max(r.w-2, 4))
	if len(lines) > r.h {
		lines = lines[:max(r.h, 1)]
	}
	return strings.Join(lines, "\n")
}

// frame draws everything but the last line.
func (r *Root) frame() []string {
	th := r.env.Theme
	left, right := r.top().Summary()
	out := make([]string, 0, r.h)
	out = append(out, r.bar(), summaryLine(th, left, right, r.w))
	out = append(out, r.body()...)
	said := r.answer.lines(th, r.w, r.top().Actions)
	if len(said) == 0 {
		return append(out, "")
	}
	out = append(out, "")
	said = said[:min(len(said), r.h-frameLines)]
	copy(out[len(out)-len(said):], said)
	return out
}

func summaryLine(th *kit.Theme, left, right string, w int) string {
	if right == "" {
		return " " + kit.Cut(left, w-2)
	}
	return kit.Sides(" "+left, th.Muted.Render(right)+" ", w)
}

// body draws the screen on top in exactly its room.
func (r *Root) body() []string {
	if r.tooSmall() {
		return nil
	}
	h := r.h - frameLines
	lines := r.top().Body(r.w, h)
	out := make([]string, h)
	for i := range out {
		if i < len(lines) {
			out[i] = kit.Cut(lines[i], r.w)
		}
	}
	return out
}

// cursor is the text cursor of the screen on top, in the terminal's cells.
func (r *Root) cursor() *tea.Cursor {
	c := r.top().Cursor()
	if c == nil {
		return nil
	}
	moved := *c
	moved.Y += 2
	return &moved
}

// bar is the first line. The right side stays whole, the path loses its beginning.
func (r *Root) bar() string {
	th := r.env.Theme
	left := " " + textProgram
	if r.env.Office != "" {
		left += "  " + r.env.Office
	}
	right, demo := r.who(), ""
	if r.env.Mark != "" {
		demo = " " + r.env.Mark
	}
	room := r.w - kit.Width(left) - kit.Width(right) - kit.Width(demo) - 4
	path := kit.Pad(kit.CutPath(r.path(), room), room)
	return th.Bar.Render(left) + th.BarMuted.Render("  "+path+" ") + th.Bar.Render(right) + th.Demo.Render(demo) + th.Bar.Render(" ")
}

// who is the right side of the bar: role, name, day.
func (r *Root) who() string {
	day := fmtDay(r.env.Today())
	if !r.env.SignedIn() {
		return day
	}
	a := r.env.Actor()
	return a.Role.Title() + " " + kit.Cut(a.Display, 12) + "  " + day
}

// path names the screens of the stack; the first one only when it is alone. What has been named is not named again: a
// record that says the name of its list shows under that list as itself.
func (r *Root) path() string {
	var parts []string
	for i, s := range r.stack {
		if i == 0 && len(r.stack) > 1 {
			continue
		}
		for part := range strings.SplitSeq(s.Title(), pathMark) {
			if !slices.Contains(parts, part) {
				parts = append(parts, part)
			}
		}
	}
	return strings.Join(parts, pathMark)
}

// pathMark stands between the parts of a path.
const pathMark = " > "

// actions is the list for the help line: the screen's own, then what exists everywhere; the menu and Esc last, which
// always stay.
func (r *Root) actions() []kit.Action {
	own := r.top().Actions()
	word := "返回"
	if len(r.stack) == 1 {
		word = textQuit
	}
	if a, ok := kit.FindAction(own, "esc"); ok {
		word = a.Label
	}
	everywhere := r.globals()
	if r.top().Cursor() != nil {
		own, everywhere = kit.WhileTyping(own), kit.WhileTyping(everywhere)
	}
	list := append(append([]kit.Action{}, own...), everywhere[1:]...)
	return append(list, everywhere[0], kit.Action{Keys: []string{"esc"}, Label: word})
}

// keys renders the help line, the last two entries whatever happens (of an overlay the last one), and remembers where
// each key stands.
func (r *Root) keys(list []kit.Action) string {
	keep := 2
	if len(r.overlays) > 0 {
		keep = 1
	}
	n := max(len(list)-keep, 0)
	line, hints := kit.HelpLine(r.env.Theme, r.w, list[:n], list[n:])
	r.hints = hints
	return line
}

const textProgram = "棚改商服"

// fmtDay is the day in the bar: 2021-03-15 周一; empty for the zero date.
func fmtDay(d civil.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String() + " " + weekdays[d.Weekday()]
}

func fmtTooSmall(w, h, minW, minH int) string {
	return fmt.Sprintf("窗口太小：现在 %d 列 %d 行，至少要 %d 列 %d 行。请放大窗口，已填的内容都在。Ctrl+C 退出。", w, h, minW, minH)
}

// fmtUndoBy names the key that takes the move back of which the answer line speaks.
func fmtUndoBy(key string) string { return "    " + key + " 撤销" }
