package frame

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"penggai/allocation/say"
	"penggai/ui/kit"
	"penggai/ui/screen"
	"penggai/ui/screen/home"
)

// key routes one pressed key.
func (r *Root) key(m tea.KeyPressMsg) tea.Cmd {
	name := kit.KeyName(m)
	if name == "ctrl+c" {
		return r.interrupt()
	}
	if r.tooSmall() {
		return nil
	}
	if name == "ctrl+l" && r.locks() {
		return r.lock()
	}
	r.answer.keyPressed()
	if r.broken != "" && name == "esc" {
		r.overlays, r.broken = nil, ""
		return r.back()
	}
	if n := len(r.overlays); n > 0 {
		return r.overlayMsg(m)
	}
	typing := r.top().Cursor() != nil
	if !typing || kit.Commands(name) {
		if a, ok := kit.FindAction(r.top().Actions(), name); ok {
			return r.run(a)
		}
		if a, ok := kit.FindAction(r.globals(), name); ok {
			return r.run(a)
		}
	}
	switch {
	case name == "esc":
		return r.escape()
	case strings.HasPrefix(name, "f") && kit.Commands(name):
		return kit.Send(kit.Note{Text: fmtNoKey(kit.KeyWord(name))})
	}
	return r.screenMsg(m)
}

// run does an action, or says why it is impossible.
func (r *Root) run(a kit.Action) tea.Cmd {
	if a.Why != "" {
		return kit.Both(kit.Send(kit.Note{Text: fmtImpossible(a.Label, a.Why)}), kit.Send(kit.Refused{}))
	}
	if a.Run == nil {
		return nil
	}
	return a.Run()
}

// interrupt is Ctrl+C: it ends the program, after asking when something is half-typed.
func (r *Root) interrupt() tea.Cmd {
	if !r.dirty() || r.asksQuit() {
		return tea.Quit
	}
	return r.askQuit()
}

// asksQuit reports whether the question about ending is open already: a second Ctrl+C means it.
func (r *Root) asksQuit() bool {
	n := len(r.overlays)
	return n > 0 && r.overlays[n-1].Title() == textQuit
}

// escape goes one step back: inside the screen if it has something to undo, else to the screen below.
func (r *Root) escape() tea.Cmd {
	if e, ok := r.top().(screen.Escaper); ok {
		stay, cmd := e.Escape()
		if stay {
			return cmd
		}
		return kit.Both(r.back(), cmd)
	}
	return r.back()
}

// overlayMsg hands a message to the overlay on top and closes it when it is done.
func (r *Root) overlayMsg(msg tea.Msg) tea.Cmd {
	n := len(r.overlays)
	closed, cmd := r.overlays[n-1].Update(msg)
	if closed {
		r.keep(r.overlays[n-1])
		r.overlays = r.overlays[:n-1]
	}
	return cmd
}

// screenMsg hands a message to the screen on top.
func (r *Root) screenMsg(msg tea.Msg) tea.Cmd {
	next, cmd := r.top().Update(msg)
	r.stack[len(r.stack)-1] = next
	return cmd
}

// paste goes where the keys go.
func (r *Root) paste(m tea.PasteMsg) tea.Cmd {
	r.answer.keyPressed()
	switch {
	case r.tooSmall():
		return nil
	case len(r.overlays) > 0:
		return r.overlayMsg(m)
	}
	return r.screenMsg(m)
}

// mouse hands clicks and the wheel to what lies under them, in its own cells. A click on the help line is its key.
func (r *Root) mouse(msg tea.MouseMsg) tea.Cmd {
	if r.tooSmall() {
		return nil
	}
	m := msg.Mouse()
	click, isClick := msg.(tea.MouseClickMsg)
	if isClick {
		r.answer.keyPressed()
	}
	if isClick && click.Button == tea.MouseLeft && m.Y == r.h-1 {
		for _, h := range r.hints {
			if m.X >= h.From && m.X < h.To {
				return r.key(kit.Press(h.Key))
			}
		}
		return nil
	}
	if len(r.overlays) > 0 {
		if inside, ok := r.placed.Inside(msg); ok {
			return r.overlayMsg(inside)
		}
		return nil
	}
	if m.Y < 2 || m.Y >= r.h-2 {
		return nil
	}
	return r.screenMsg(kit.Shift(msg, 0, -2))
}

// globals are the actions that exist everywhere.
func (r *Root) globals() []kit.Action {
	if r.covered != nil {
		return []kit.Action{kit.Act("帮助", r.openHelp, "f1", "?")}
	}
	list := []kit.Action{
		kit.Act("菜单", r.openMenu, "f10", ":", "ctrl+o"),
		kit.Act("帮助", r.openHelp, "f1", "?"),
		kit.Act("鼠标开关", r.toggleMouse, "ctrl+t").Silent(),
	}
	silent := func(may bool, a kit.Action) {
		if _, own := kit.FindAction(r.top().Actions(), a.Keys[0]); may && !own {
			list = append(list, a.Silent())
		}
	}
	silent(r.env.SignedIn() && r.env.Store != nil, kit.Act("查找", func() tea.Cmd { return home.Find(r.env) }, "f3"))
	silent(r.env.SignedIn(), kit.Act("复制本页", r.copyPage, "ctrl+y"))
	list = append(list, r.neighbours()...)
	if r.answer.undo != nil {
		list = append(list, kit.Act(say.Undo, r.undo, "ctrl+z"))
	}
	return list
}

// Offered is everything that a key does now: of the window on top, or of the screen and everywhere.
func (r *Root) Offered() []kit.Action {
	if n := len(r.overlays); n > 0 {
		return r.overlays[n-1].Actions()
	}
	return append(slices.Clone(r.top().Actions()), r.globals()...)
}

// copyPage puts what the page shows on the clipboard of the terminal (OSC 52), as plain text.
func (r *Root) copyPage() tea.Cmd {
	return kit.Both(kit.Copy(r.shownText()), kit.Send(kit.Note{Text: "已复制这一页上显示的内容"}))
}

// shownText is path, summary and body of the page as drawn, without colours and blank ends.
func (r *Root) shownText() string {
	left, right := r.top().Summary()
	lines := append([]string{r.path(), strings.TrimSpace(left + "  " + right)}, r.body()...)
	for i, l := range lines {
		lines[i] = strings.TrimRight(ansi.Strip(l), " ")
	}
	return strings.TrimSpace(strings.Join(lines, "\n")) + "\n"
}

// undo takes the last deed back.
func (r *Root) undo() tea.Cmd {
	undo := r.answer.undo
	r.answer = answer{}
	return undo()
}

// toggleMouse gives the mouse to the terminal, to mark and copy text with it, or takes it back.
func (r *Root) toggleMouse() tea.Cmd {
	r.noMouse = !r.noMouse
	if r.noMouse {
		return kit.Send(kit.Note{Text: "鼠标已交还终端，可以划选复制；再按 Ctrl+T 打开鼠标"})
	}
	return kit.Send(kit.Note{Text: "鼠标可以点选和滚动"})
}

func fmtImpossible(label, why string) string { return label + "：" + why }

func fmtNoKey(key string) string {
	return key + " 在这里没有用处；可用的键见最下一行，按 F1 看全部"
}
