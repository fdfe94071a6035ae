package screen

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"penggai/ui/kit"
)

// FormScreen is a screen that is a form and nothing else. Form may be nil while a screen that embeds it still reads what
// the form needs.
type FormScreen struct {
	Env   *Env
	Form  *kit.Form
	Path  string               // its part of the path in the first line
	Left  string               // the second line: how to save
	Right func() string        // what the values amount to; nil: nothing
	More  func() []kit.Action  // actions besides those of the form, which come after them
	About []string             // F1
	Over  func(w int) []string // lines above the form; nil: none
}

// Init brings the draft back.
func (s *FormScreen) Init() tea.Cmd {
	if s.Form == nil {
		return nil
	}
	return s.Form.Init()
}

// Update passes to the form.
func (s *FormScreen) Update(msg tea.Msg) (Screen, tea.Cmd) {
	if s.Form == nil {
		return s, nil
	}
	return s, s.Form.Update(msg)
}

// Title is what the form does.
func (s *FormScreen) Title() string { return s.Path }

// Summary says how to save and what the values amount to.
func (s *FormScreen) Summary() (left, right string) {
	if s.Right == nil || s.Form == nil {
		return s.Left, ""
	}
	return s.Left, s.Right()
}

// Body is what stands above the form, and the form.
func (s *FormScreen) Body(w, h int) []string {
	if s.Form == nil {
		return nil
	}
	var over []string
	if s.Over != nil {
		over = s.Over(w)
	}
	s.Form.At(0, len(over))
	return append(over, s.Form.Lines(s.Env.Theme, w, h-len(over))...)
}

// Cursor is the form's.
func (s *FormScreen) Cursor() *tea.Cursor {
	if s.Form == nil {
		return nil
	}
	return s.Form.Cursor()
}

// Escape leaves the form and keeps the draft.
func (s *FormScreen) Escape() (bool, tea.Cmd) {
	if s.Form == nil {
		return false, nil
	}
	return s.Form.Escape()
}

// Dirty says whether something is half-typed.
func (s *FormScreen) Dirty() bool { return s.Form != nil && s.Form.Dirty() }

// Help explains the form.
func (s *FormScreen) Help() []string { return s.About }

// Actions are those of the screen and the form's.
func (s *FormScreen) Actions() []kit.Action {
	if s.Form == nil {
		return nil
	}
	if s.More == nil {
		return s.Form.Actions()
	}
	return append(s.More(), s.Form.Actions()...)
}

// OnePerKey keeps for every key the first action that is possible, or the first of all when none is: a key always means
// what the state of a record asks for.
func OnePerKey(list []kit.Action) []kit.Action {
	var out []kit.Action
	place := map[string]int{}
	for _, a := range list {
		i, taken := place[a.Keys[0]]
		switch {
		case !taken:
			place[a.Keys[0]] = len(out)
			out = append(out, a)
		case out[i].Why != "" && a.Why == "":
			out[i] = a
		}
	}
	return out
}

// Settled keeps the actions of a record from starting while it is read again: what is shown then is older than the last
// write, and a form would begin with it. The keys in free work on.
func Settled(busy bool, list []kit.Action, free ...string) []kit.Action {
	if !busy {
		return list
	}
	for i, a := range list {
		if !slices.Contains(free, a.Keys[0]) {
			list[i] = a.When("正在读取最新内容，请稍候再按")
		}
	}
	return list
}
