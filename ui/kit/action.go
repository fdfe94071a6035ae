package kit

import (
	"slices"

	tea "charm.land/bubbletea/v2"
)

// Action is one thing that can be done on a screen. The list of a screen's actions, most used first, is the only place
// that says so: keys, help line, palette and the reason why something is impossible all come from it.
type Action struct {
	Keys  []string       // names as KeyName gives them; the first is shown; at least one is not a letter
	Label string         // two to four 汉字: what happens
	Why   string         // not empty: impossible now, and this is why; shown dim, the reason is said when the key is pressed
	Run   func() tea.Cmd // runs inside Update: may change the screen; anything slow belongs into the command
	Quiet bool           // not in the help line, only in help and palette
	Undo  bool           // takes the last move of the record back: the answer to such a move names its key

	// Typing says that the key works while an input has the focus although it is no function or control key, because
	// the input itself handles it (Enter ends a filter): the help line shows it then.
	Typing bool
}

// Act is an Action that is possible.
func Act(label string, run func() tea.Cmd, keys ...string) Action {
	return Action{Keys: keys, Label: label, Run: run}
}

// When makes an action impossible for a reason; an empty reason leaves it as it is.
func (a Action) When(why string) Action {
	if a.Why == "" {
		a.Why = why
	}
	return a
}

// Silent keeps an action out of the help line.
func (a Action) Silent() Action { a.Quiet = true; return a }

// Has reports whether a key starts the action.
func (a Action) Has(key string) bool { return slices.Contains(a.Keys, key) }

// WhileTyping keeps the actions whose keys work while an input has the focus, the working key first.
func WhileTyping(list []Action) []Action {
	var out []Action
	for _, a := range list {
		if i := slices.IndexFunc(a.Keys, Commands); i >= 0 {
			a.Keys = []string{a.Keys[i]}
		} else if !a.Typing {
			continue
		}
		out = append(out, a)
	}
	return out
}

// FindAction is the first action that a key starts: the first possible one, or, when none is possible, the first.
func FindAction(list []Action, key string) (found Action, ok bool) {
	for _, a := range list {
		switch {
		case !a.Has(key):
		case a.Why == "":
			return a, true
		case !ok:
			found, ok = a, true
		}
	}
	return found, ok
}

// Hint is one entry of the help line: where it stands, so that a click can find it.
type Hint struct {
	Key      string // key name
	From, To int    // cells, To excluded
}

// HelpLine renders the actions that fit into w cells, in order, and always the last ones (Esc) given as tail.
// It says where each entry stands.
func HelpLine(th *Theme, w int, list, tail []Action) (string, []Hint) {
	var shown []Action
	used := 1
	for _, a := range tail {
		used += hintWidth(a) + 2
	}
	for _, a := range list {
		if a.Quiet || a.Has("esc") {
			continue
		}
		if n := hintWidth(a) + 2; used+n-1 <= w {
			shown, used = append(shown, a), used+n
		} else {
			break
		}
	}
	line, at := " ", 1
	var hints []Hint
	for i, a := range append(shown, tail...) {
		if i > 0 {
			line, at = line+"  ", at+2
		}
		n := hintWidth(a)
		if at+n > w {
			break
		}
		key, label := th.Key, th.KeyLabel
		if a.Why != "" {
			key, label = th.KeyOff, th.KeyOff
		}
		line += key.Render(KeyWord(a.Keys[0])) + " " + label.Render(a.Label)
		hints = append(hints, Hint{Key: a.Keys[0], From: at, To: at + n})
		at += n
	}
	return line, hints
}

func hintWidth(a Action) int { return Width(KeyWord(a.Keys[0])) + 1 + Width(a.Label) }
