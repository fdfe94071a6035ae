package kit

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"penggai/allocation/quantity"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// Input is a one-line text field. The editing is that of bubbles; what is shown and where the real cursor stands is
// computed here in cells, because the candidate window of a Chinese input method follows that cursor.
type Input struct {
	edit   textinput.Model
	offset int  // first rune shown
	whole  bool // the text is selected: what is typed next takes its place
}

// NewInput makes a focused, empty input.
func NewInput() *Input {
	m := textinput.New()
	m.Prompt = ""
	m.SetVirtualCursor(false)
	off := key.NewBinding(key.WithDisabled())
	m.KeyMap.AcceptSuggestion, m.KeyMap.NextSuggestion, m.KeyMap.PrevSuggestion = off, off, off
	m.Focus()
	return &Input{edit: m}
}

// Value is the text.
func (in *Input) Value() string { return in.edit.Value() }

// SetValue replaces the text and puts the cursor at its end.
func (in *Input) SetValue(s string) {
	in.edit.SetValue(s)
	in.edit.CursorEnd()
	in.offset, in.whole = 0, false
}

// Select selects the text: the first character typed, or a pasted text, takes its place; any other key keeps it.
func (in *Input) Select() { in.whole = in.edit.Value() != "" }

// Selected reports whether the text is selected.
func (in *Input) Selected() bool { return in.whole }

// Secret hides the text behind asterisks.
func (in *Input) Secret() { in.edit.EchoMode, in.edit.EchoCharacter = textinput.EchoPassword, '*' }

// noticeMethod says when an input method has put several letters, or others than a keyboard has, into a password, where nobody sees them.
func noticeMethod(msg tea.Msg) tea.Cmd {
	m, ok := msg.(tea.KeyPressMsg)
	if !ok || utf8.RuneCountInString(m.Text) < 2 && !strings.ContainsFunc(m.Text, func(r rune) bool { return r > unicode.MaxASCII }) {
		return nil
	}
	return Send(Note{"输入法往密码里送了字：请切到英文，把密码清掉再输一遍"})
}

// Update edits: keys and pasted text. A pasted line break becomes a space; what nobody sees of it is left out.
func (in *Input) Update(msg tea.Msg) tea.Cmd {
	if p, ok := msg.(tea.PasteMsg); ok {
		p.Content = quantity.Visible(strings.TrimRight(p.Content, "\r\n"))
		msg = p
	}
	if in.whole && replaces(msg) {
		in.SetValue("")
	}
	in.whole = false
	var cmd tea.Cmd
	in.edit, cmd = in.edit.Update(msg)
	return cmd
}

// replaces reports whether a message brings text to take the place of what is selected.
func replaces(msg tea.Msg) bool {
	switch m := msg.(type) {
	case tea.PasteMsg:
		return m.Content != ""
	case tea.KeyPressMsg:
		return IsText(m)
	}
	return false
}

// Line is the visible part of the text in exactly w cells and the cell of the cursor in it. The last cell is kept
// free for the cursor at the end of a full field.
func (in *Input) Line(w int) (text string, cursor int) {
	value := in.shown()
	pos := min(in.edit.Position(), len(value))
	in.offset = min(in.offset, pos)
	for in.offset < pos && runesWidth(value[in.offset:pos]) > max(w-1, 0) {
		in.offset++
	}
	for in.offset > 0 && runesWidth(value[in.offset-1:]) <= max(w-1, 0) {
		in.offset--
	}
	return Pad(ansi.Truncate(string(value[in.offset:]), w, ""), w), runesWidth(value[in.offset:pos])
}

// shown is the text as it appears: asterisks for a secret.
func (in *Input) shown() []rune {
	value := []rune(in.edit.Value())
	if in.edit.EchoMode == textinput.EchoPassword {
		for i := range value {
			value[i] = in.edit.EchoCharacter
		}
	}
	return value
}

func runesWidth(r []rune) int { return Width(string(r)) }
