package kit

import (
	"strings"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"
)

// ReasonRule says whether a confirmation takes a reason.
type ReasonRule int

// The rules.
const (
	ReasonNone ReasonRule = iota
	ReasonOptional
	ReasonRequired
)

// ConfirmSpec is one page that says what will happen.
type ConfirmSpec struct {
	Title    string
	Lines    []string // what will happen, in sentences; long ones are wrapped
	Facts    []Pair   // below the sentences, labels in one column; the page is wider with them
	Yes      string   // the deed as a verb: 确认签订
	Warn     bool     // cannot be undone: shown in the colour of warnings
	Reason   ReasonRule
	Hint     string // the rule of the reason
	Password bool   // the actor types the password again
	Second   bool   // a second person signs: account and password
}

// Answer is what was given with a yes.
type Answer struct {
	Reason         string
	Password       string // of the actor
	Second         string // account of the second person
	SecondPassword string
}

// Confirm is an overlay that asks before a deed. 否 has the focus at the start.
type Confirm struct {
	spec   ConfirmSpec
	then   func(Answer) tea.Cmd
	fields []confirmField
	at     int // field with the focus; len(fields): the buttons
	yes    bool
	busy   bool // the deed runs: nothing is typed, and it is not left
	done   bool // the deed is done
	failed bool // the deed was refused once: what was typed is kept, here and for the next time
	said   string
	warned bool // it has said what leaving drops; the next 否 or Esc leaves
	top    int  // first line of the message shown
	room   int  // lines of it shown, as last drawn
	over   int  // lines of it that do not fit
	cursor *tea.Cursor
	yesAt  [3]int // line, from, to of the yes button, as last drawn
	noAt   [3]int
}

type confirmField struct {
	label  string
	hint   string
	need   bool
	secret bool
	input  *Input
	put    func(*Answer, string)
}

// Ask opens a confirmation; then is called after a yes, and not at all after 否 or Esc.
func Ask(spec ConfirmSpec, then func(Answer) tea.Cmd) tea.Cmd {
	return Send(Open{NewConfirm(spec, then)})
}

// NewConfirm makes the overlay that Ask opens.
func NewConfirm(spec ConfirmSpec, then func(Answer) tea.Cmd) *Confirm {
	c := &Confirm{spec: spec, then: then}
	add := func(label, hint string, need, secret bool, put func(*Answer, string)) {
		in := NewInput()
		if secret {
			in.Secret()
		}
		c.fields = append(c.fields, confirmField{label: label, hint: hint, need: need, secret: secret, input: in, put: put})
	}
	if spec.Reason != ReasonNone {
		add(say.Reason, spec.Hint, spec.Reason == ReasonRequired, false, func(a *Answer, s string) { a.Reason = s })
	}
	if spec.Password {
		add(say.Password, "", true, true, func(a *Answer, s string) { a.Password = s })
	}
	if spec.Second {
		add("第二人", "登录名", true, false, func(a *Answer, s string) { a.Second = s })
		add("第二人密码", "", true, true, func(a *Answer, s string) { a.SecondPassword = s })
	}
	return c
}

// Title stands in the upper edge.
func (c *Confirm) Title() string { return c.spec.Title }

// Cursor is the text cursor in a field, or nil on the buttons.
func (c *Confirm) Cursor() *tea.Cursor { return c.cursor }

// Actions are the keys for the help line.
func (c *Confirm) Actions() []Action {
	enter := "确定"
	if c.at < len(c.fields) {
		enter = "下一项"
	}
	return []Action{
		{Keys: []string{"enter"}, Label: enter},
		{Keys: []string{"tab"}, Label: "切换"},
		{Keys: []string{"esc"}, Label: textCancel},
	}
}

// Update takes keys, pasted text, clicks on the buttons, and what came of the deed.
func (c *Confirm) Update(msg tea.Msg) (bool, tea.Cmd) {
	switch m := msg.(type) {
	case confirmDone:
		c.done = m.of == c
		return c.done, nil
	case confirmRefused:
		if m.of == c {
			c.refused(m.err)
		}
		return false, nil
	}
	if c.busy {
		return false, nil
	}
	switch m := msg.(type) {
	case tea.KeyPressMsg:
		return c.key(m)
	case tea.PasteMsg:
		if c.at < len(c.fields) {
			return false, c.fields[c.at].input.Update(m)
		}
	case tea.MouseWheelMsg:
		if m.Button == tea.MouseWheelUp {
			c.top = max(c.top-3, 0)
		} else {
			c.top = min(c.top+3, c.over)
		}
	case tea.MouseClickMsg:
		hit := func(b [3]int) bool { return m.Y == b[0] && m.X >= b[1] && m.X < b[2] }
		switch {
		case hit(c.noAt):
			c.yes, c.at = false, len(c.fields)
			return c.leave(), nil
		case hit(c.yesAt):
			c.yes, c.at = true, len(c.fields)
			return c.decide()
		}
	}
	return false, nil
}

func (c *Confirm) key(m tea.KeyPressMsg) (bool, tea.Cmd) {
	name := KeyName(m)
	switch name {
	case "esc":
		return c.leave(), nil
	case "tab", "down":
		c.next(1)
		return false, nil
	case "shift+tab", "up":
		c.next(-1)
		return false, nil
	case "pgdown":
		c.top = min(c.top+c.room, c.over)
		return false, nil
	case "pgup":
		c.top = max(c.top-c.room, 0)
		return false, nil
	}
	if c.at < len(c.fields) {
		if name == "enter" {
			c.next(1)
			return false, nil
		}
		c.said, c.warned = "", false
		cmd := c.fields[c.at].input.Update(m)
		if c.fields[c.at].secret {
			cmd = Both(cmd, noticeMethod(m))
		}
		return false, cmd
	}
	switch name {
	case "left", "right", "h", "l", "space":
		c.yes = !c.yes
	case "y":
		c.yes = true
	case "n":
		c.yes = false
	case "enter":
		return c.decide()
	}
	return false, nil
}

// next goes through the fields, then 否, then yes.
func (c *Confirm) next(n int) {
	place := c.at
	if c.at == len(c.fields) && c.yes {
		place++
	}
	place = (place + n + len(c.fields) + 2) % (len(c.fields) + 2)
	c.at, c.yes = min(place, len(c.fields)), place > len(c.fields)
}

// decide acts on the button that has the focus.
func (c *Confirm) decide() (bool, tea.Cmd) {
	if !c.yes {
		return c.leave(), nil
	}
	var a Answer
	for i, f := range c.fields {
		text := f.input.Value()
		if f.need && strings.TrimSpace(text) == "" {
			c.at, c.yes, c.said = i, false, fmtFillIn(f.label)
			return false, nil
		}
		f.put(&a, text)
	}
	a.Reason, a.Second = strings.TrimSpace(a.Reason), strings.TrimSpace(a.Second)
	cmd := c.then(a)
	if len(c.fields) == 0 || cmd == nil || Ready(cmd) {
		return true, cmd
	}
	c.busy, c.said = true, ""
	return false, c.watch(cmd)
}

// leave reports whether the page closes without the deed. What has been typed is not dropped without a word: the first time it says so,
// and stays. What was refused is kept anyway.
func (c *Confirm) leave() bool {
	for _, f := range c.fields {
		if !f.secret && !c.warned && !c.failed && strings.TrimSpace(f.input.Value()) != "" {
			c.at, c.yes = len(c.fields), false
			c.warned, c.said = true, fmtLeave(f.label, c.yesWord())
			return false
		}
	}
	return true
}

// Wants is wide enough for sentences, or for facts.
func (c *Confirm) Wants() int {
	if len(c.spec.Facts) > 0 {
		return 76
	}
	return 64
}

// Lines renders the page.
func (c *Confirm) Lines(th *Theme, w, h int) []string {
	foot := 3 + len(c.fields)
	if len(c.fields) > 0 {
		foot += 1 + len(c.saidLines(w))
	}
	out := append([]string{""}, c.message(th, w, h-foot-1)...)
	c.cursor = nil
	if len(c.fields) > 0 {
		out = append(out, "")
		out = c.fieldLines(th, w, out)
		for _, part := range c.saidLines(w) {
			out = append(out, " "+th.Bad.Render(part))
		}
	} else {
		out = append(out, "")
	}
	return append(out, c.buttons(th, w, len(out)), "")
}

// message is what will happen, wrapped; more than room lines scroll with PgUp and PgDn.
func (c *Confirm) message(th *Theme, w, room int) []string {
	var all []string
	for _, l := range c.spec.Lines {
		for _, part := range Wrap(l, w-2) {
			if c.spec.Warn {
				part = th.Warn.Render(part)
			}
			all = append(all, " "+part)
		}
	}
	if len(c.spec.Facts) > 0 {
		if len(all) > 0 {
			all = append(all, "")
		}
		all = append(all, Detail(th, w-1, c.spec.Facts)...)
	}
	c.room = max(room-1, 1)
	c.over = max(len(all)-c.room, 0)
	if len(all) <= room {
		c.over, c.top = 0, 0
		return all
	}
	c.top = max(min(c.top, c.over), 0)
	where := th.Muted.Render(FmtLines(c.top+1, c.top+c.room, len(all)) + c.whereTo())
	return append(append([]string{}, all[c.top:c.top+c.room]...), " "+where)
}

// whereTo names the keys that show more of the message.
func (c *Confirm) whereTo() string {
	switch c.top {
	case 0:
		return "，PgDn 往下看"
	case c.over:
		return "，PgUp 往上看"
	}
	return "，PgDn 往下看，PgUp 往上看"
}

func (c *Confirm) fieldLines(th *Theme, w int, out []string) []string {
	label := 0
	for _, f := range c.fields {
		label = max(label, Width(f.label)+1)
	}
	for i, f := range c.fields {
		in := min(36, w-label-4)
		text, x := f.input.Line(in)
		name := f.label
		if f.need {
			name += "*"
		}
		mark, style := " ", th.Input
		if i == c.at {
			mark, style = ">", th.InputFocus
			c.cursor = BarCursor(label+2+x, len(out))
		}
		line := mark + Pad(name, label) + " " + style.Render(text)
		if room := w - Width(line) - 3; f.hint != "" && room > 5 {
			line += "  " + th.Muted.Render(Cut(f.hint, room))
		}
		out = append(out, line)
	}
	return out
}

// buttons renders 否 and the deed; brackets and the mark show the focus without colour.
func (c *Confirm) buttons(th *Theme, w, line int) string {
	focused := c.at == len(c.fields)
	button := func(word string, on bool) string {
		if on && focused {
			return th.Cursor.Plus(th.Strong).Render(">[" + word + "]<")
		}
		return " [" + word + "] "
	}
	no, yes := button(textNo, !c.yes), button(c.yesWord(), c.yes)
	at := max((w-Width(no)-Width(yes)-4)/2, 0)
	c.noAt = [3]int{line, at, at + Width(no)}
	c.yesAt = [3]int{line, at + Width(no) + 4, at + Width(no) + 4 + Width(yes)}
	return Space(at) + no + Space(4) + yes
}

func (c *Confirm) yesWord() string {
	if c.spec.Yes == "" {
		return textYes
	}
	return c.spec.Yes
}

func fmtLeave(label, yes string) string {
	return "还没有办理，按右键选“" + yes + "”；再按一次放弃写好的" + label
}

func fmtFillIn(label string) string { return label + "必填" }
