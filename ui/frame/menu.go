package frame

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/docs/manual"
	"penggai/ui/kit"
	"penggai/ui/kit/keys"
	"penggai/ui/kit/reading"
	"penggai/ui/screen"
	"penggai/ui/screen/home"
	"penggai/ui/screen/signin"
)

// entry is one line of the menu and what it does.
type entry struct {
	choice kit.Choice
	run    func() tea.Cmd
}

// openMenu lists every action of the screen and every place, filtered while typing.
func (r *Root) openMenu() tea.Cmd {
	entries := r.menu()
	choices := make([]kit.Choice, len(entries))
	for i, e := range entries {
		choices[i] = e.choice
	}
	return kit.Pick(kit.PickerSpec{Title: "菜单（输入汉字、拼音或首字母）", Choices: choices}, func(got []kit.Choice) tea.Cmd {
		for _, e := range entries {
			if e.choice.Key == got[0].Key {
				return e.run()
			}
		}
		return nil
	})
}

// menu is what openMenu lists: places first, always in the same order, then the actions of this screen, then what
// exists everywhere.
func (r *Root) menu() []entry {
	var out []entry
	if r.env.SignedIn() {
		out = append(out, entry{kit.Choice{Key: "home", Label: home.Title}, r.goHome})
		for _, p := range r.routes {
			if p.Title != "" && p.Place != screen.Home {
				out = append(out, entry{kit.Choice{Key: "go " + p.Title, Label: p.Title, Why: r.whyNot(p)}, func() tea.Cmd { return r.jump(p, "") }})
				for _, part := range p.Parts {
					label := p.Title + " > " + part
					out = append(out, entry{kit.Choice{Key: "go " + label, Label: label, Why: r.whyNot(p)}, func() tea.Cmd { return r.jump(p, part) }})
				}
			}
		}
	}
	add := func(prefix string, list []kit.Action) {
		for _, a := range list {
			if a.Run != nil && a.Keys[0] != "f10" {
				out = append(out, entry{kit.Choice{Key: prefix + a.Keys[0] + a.Label, Label: a.Label, Note: keyWords(a), Why: a.Why}, a.Run})
			}
		}
	}
	add("here ", r.top().Actions())
	add("all ", r.globals())
	add("ever ", r.fromAnywhere())
	out = append(out, r.elsewhere()...)
	out = append(out, entry{kit.Choice{Key: "manual", Label: textManual}, r.openManual})
	return append(out, entry{kit.Choice{Key: "quit", Label: "退出程序", Note: "Ctrl+C"}, r.askQuit})
}

// fromAnywhere are the actions of other places that people look for wherever they are; what the screen itself offers is left out.
func (r *Root) fromAnywhere() []kit.Action {
	if !r.env.SignedIn() || r.env.Store == nil || r.covered != nil {
		return nil
	}
	signOut := kit.Act("退出登录", func() tea.Cmd {
		left, all := r.leaveAll()
		if !all {
			return left
		}
		return kit.Both(left, kit.Send(screen.SignedOut{Next: signin.New(r.env)}))
	}, "")
	register := r.env.RegisterAction()
	register.Keys = []string{""} // its key is the first page's
	return slices.DeleteFunc([]kit.Action{register, signOut}, func(a kit.Action) bool {
		return slices.ContainsFunc(r.top().Actions(), func(own kit.Action) bool { return own.Label == a.Label })
	})
}

// elsewhere are the actions of the other places of the menu that need no record: one goes there and starts it.
func (r *Root) elsewhere() (out []entry) {
	if !r.env.SignedIn() || r.env.Store == nil || r.covered != nil {
		return nil
	}
	for _, p := range r.routes {
		if p.Title == "" || p.Place == screen.Home || r.whyNot(p) != "" {
			continue
		}
		for _, part := range append([]string{""}, p.Parts...) {
			where := strings.TrimSuffix(p.Title+" > "+part, " > ")
			for _, a := range p.New(r.env, screen.Go{Place: p.Place, Filter: part}).Actions() {
				key := a.Keys[0]
				if !slices.Contains(begins, key) || a.Why == screen.NoRow(false) {
					continue
				}
				run := func() tea.Cmd { r.first(key); return r.jump(p, part) }
				out = append(out, entry{kit.Choice{Key: "at " + where + key + a.Label, Label: where + " > " + a.Label, Note: keyWords(a), Why: a.Why}, run})
			}
		}
	}
	return out
}

// begins are the keys under which a place begins something of its own; the rest is what every list can do.
var begins = []string{"f2", "f5", "f8", "f9", "f11", "f12", "ctrl+x", "ctrl+p"}

// jump goes to a place of the menu, or to one of its parts, from the first screen, leaving the others.
func (r *Root) jump(p screen.Route, part string) tea.Cmd {
	left, all := r.leaveAll()
	if !all {
		return left
	}
	return kit.Both(left, r.goTo(screen.Go{Place: p.Place, Filter: part}))
}

// goHome leaves everything but the first screen.
func (r *Root) goHome() tea.Cmd {
	left, _ := r.leaveAll()
	return left
}

// leaveAll takes the stack down to the first screen. Half-typed forms keep their drafts; one that would lose something
// stops it, and all is false.
func (r *Root) leaveAll() (cmd tea.Cmd, all bool) {
	var cmds []tea.Cmd
	for len(r.stack) > 1 {
		e, escapes := r.top().(screen.Escaper)
		if d, ok := r.top().(screen.Dirtier); ok && escapes && d.Dirty() {
			stay, cmd := e.Escape()
			cmds = append(cmds, cmd)
			if stay {
				return kit.Both(cmds...), false
			}
		}
		r.stack = r.stack[:len(r.stack)-1]
	}
	return kit.Both(cmds...), true
}

// keyWords are all keys of an action as people read them.
func keyWords(a kit.Action) string {
	words := make([]string, len(a.Keys))
	for i, k := range a.Keys {
		words[i] = kit.KeyWord(k)
	}
	return strings.Join(words, " ")
}

// openHelp explains the screen and lists all its keys.
func (r *Root) openHelp() tea.Cmd {
	var about []string
	if h, ok := r.top().(screen.Helper); ok {
		about = h.Help()
	}
	actions := append(append([]kit.Action{}, r.top().Actions()...), r.globals()...)
	th, sections := r.env.Theme, r.manualHere()
	return kit.Send(kit.Open{Overlay: keys.NewHelp(fmtHelpTitle(r.top().Title()), func(w int) []string {
		var out []string
		for _, l := range about {
			for _, part := range kit.Wrap(l, w-2) {
				out = append(out, " "+part)
			}
		}
		if len(out) > 0 {
			out = append(out, "")
		}
		for _, a := range actions {
			out = append(out, helpLine(th, a, w))
		}
		for _, l := range helpHabits {
			out = append(out, " "+th.Muted.Render(l))
		}
		for _, s := range sections {
			out = append(append(out, ""), sectionLines(th, s, w)...)
		}
		return append(append(out, "", " "+th.Key.Render(textKeys), ""), keys.Meanings(th, w)...)
	})})
}

// manualHere is what the manual says of the screen, or of the closest one below it of which it says something.
func (r *Root) manualHere() []manual.Section {
	for i := len(r.stack) - 1; i >= 0; i-- {
		title := r.stack[i].Title()
		if c, ok := r.stack[i].(screen.Chaptered); ok {
			title = c.Chapter()
		}
		if list := manual.At(title); list != nil {
			return list
		}
	}
	return nil
}

// openManual lists the headings of the manual and shows the one that is chosen.
func (r *Root) openManual() tea.Cmd {
	sections := manual.Sections()
	choices := make([]kit.Choice, len(sections))
	for i, s := range sections {
		choices[i] = kit.Choice{Key: s.Page + " > " + s.Title, Label: s.Title, Note: s.Page}
	}
	return kit.Pick(kit.PickerSpec{Title: textManual, Choices: choices}, func(got []kit.Choice) tea.Cmd {
		i := slices.IndexFunc(choices, func(c kit.Choice) bool { return c.Key == got[0].Key })
		return reading.Open(sections[i].Page, func(w int) []string { return sectionLines(r.env.Theme, sections[i], w) })
	})
}

// sectionLines are a section of the manual as it is read on a screen.
func sectionLines(th *kit.Theme, s manual.Section, w int) []string {
	out := []string{" " + th.Key.Render(textManual+"："+s.Title), ""}
	for _, l := range s.Lines {
		for _, part := range kit.Wrap(l, w-2) {
			out = append(out, strings.TrimRight(" "+part, " "))
		}
	}
	return out
}

// helpLine is one action in the help: keys, label, and why it is impossible now.
func helpLine(th *kit.Theme, a kit.Action, w int) string {
	line := " " + th.Key.Render(kit.Pad(keyWords(a), 16)) + " " + a.Label
	if room := w - kit.Width(line) - 3; a.Why != "" && room > 4 {
		line += "  " + th.Muted.Render(kit.Cut(a.Why, room))
	}
	return line
}

// helpHabits are the keys that mean the same everywhere.
var helpHabits = []string{
	"",
	"方向键或 h j k l 移动，PgUp PgDn 或 u d 翻页，Home End 或 g G 到头到尾",
	"中文输入法打开时字母键到不了程序：请用功能键，或用 ？ ： 、 ／",
	"按不动的键会说明原因。鼠标可以点选、滚动、点表头排序、点最下一行的键",
}

const (
	textManual = "手册"
	textKeys   = "每个键在哪里都是一个意思："
)

func fmtHelpTitle(title string) string { return title + " 帮助" }
