package kit

import (
	"errors"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"
)

// A window in which something is typed stays while its deed runs: when the deed is refused the words are still there, with the refusal
// below them.

// confirmDone closes a window whose deed was done.
type confirmDone struct{ of *Confirm }

// confirmRefused tells a window why its deed was not done.
type confirmRefused struct {
	of  *Confirm
	err error
}

// watch runs the deed and tells the window what came of it, then everybody.
func (c *Confirm) watch(cmd tea.Cmd) tea.Cmd {
	return func() tea.Msg {
		msg := Guard(cmd)() // a fault tells the window as well
		if f, failed := msg.(Failed); failed {
			return tea.Sequence(Send(confirmRefused{c, f.Err}), Send(f))()
		}
		return tea.Sequence(Send(confirmDone{c}), Send(msg))()
	}
}

// refused says why, keeps the words and asks for the passwords anew.
func (c *Confirm) refused(err error) {
	c.busy, c.failed, c.warned, c.yes, c.at = false, true, false, false, 0
	c.said = textFailed
	var r *say.Refusal
	if errors.As(err, &r) {
		c.said = r.Error()
	}
	for i := len(c.fields) - 1; i >= 0; i-- {
		if c.fields[i].secret {
			c.fields[i].input.SetValue("")
			c.at = i
		}
	}
}

// Words are what was typed into a window whose deed was refused; passwords are left out.
type Words struct {
	window string
	fields []string
}

// Kept are the words of the window when its deed was refused, else those that there were; none when its deed was done.
func (c *Confirm) Kept(before Words) Words {
	switch {
	case c.done && before.window == c.window():
		return Words{}
	case c.done || !c.failed:
		return before
	}
	words := Words{window: c.window()}
	for _, f := range c.fields {
		text := ""
		if !f.secret {
			text = f.input.Value()
		}
		words.fields = append(words.fields, text)
	}
	return words
}

// Resume brings back what Kept gave of the same window.
func (c *Confirm) Resume(words Words) {
	if words.window != c.window() || len(words.fields) != len(c.fields) {
		return
	}
	c.failed = true
	for i, w := range words.fields {
		c.fields[i].input.SetValue(w)
	}
}

// window tells windows apart: by what is done, and to what as their first sentence says it.
func (c *Confirm) window() string {
	if len(c.spec.Lines) == 0 {
		return c.spec.Title
	}
	return c.spec.Title + "\n" + c.spec.Lines[0]
}

// saidLines is what is said below the fields; one empty line when nothing is.
func (c *Confirm) saidLines(w int) []string {
	if c.said == "" {
		return []string{""}
	}
	return Wrap(c.said, w-2)
}

const textFailed = "没有办成，写好的还在；原因见下面一行"
