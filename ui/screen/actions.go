package screen

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/say"
	"penggai/ui/kit"
)

// Step is a step that a record takes in some of its states; in the others it says so.
func Step[S State](env *Env, now S, label string, run func() tea.Cmd, key string, act allocation.Action, states ...S) kit.Action {
	a := kit.Act(label, run, key)
	if slices.Contains(states, now) {
		return a.When(env.WhyNot(act))
	}
	words := make([]string, len(states))
	for i, s := range states {
		words[i] = s.Title()
	}
	return a.When(fmt.Sprintf("现在是%s，只有%s时可以%s", now.Title(), strings.Join(words, "、"), label))
}

// Show opens a screen of the same noun.
func Show(s Screen) tea.Cmd { return kit.Send(Push{Screen: s}) }

// Shows is what a key does that opens a screen about a record.
func Shows[T any, S Screen](env *Env, make func(*Env, T) S, of T) func() tea.Cmd {
	return func() tea.Cmd { return Show(make(env, of)) }
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

// Offered keeps what is impossible now out of the help line: its key says why, and F1 and F10 list it.
func Offered(list []kit.Action) []kit.Action {
	for i, a := range list {
		if a.Why != "" {
			list[i] = a.Silent()
		}
	}
	return list
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

// WithoutKeys drops the actions of a table whose keys its screen has taken.
func WithoutKeys(list, taken []kit.Action) []kit.Action {
	return slices.DeleteFunc(list, func(a kit.Action) bool {
		_, has := kit.FindAction(taken, a.Keys[0])
		return has
	})
}

// Enter is what the Enter key does: for a click on the row that has the cursor already.
func Enter(actions []kit.Action) tea.Cmd {
	a, ok := kit.FindAction(actions, "enter")
	switch {
	case !ok:
		return nil
	case a.Why != "":
		return kit.Send(kit.Note{Text: a.Why})
	}
	return a.Run()
}

// Actions of a list: Enter, the list's own, and the table's; with tabs the next state among them. While rows are selected what they are
// selected for stands first.
func (s *listing) Actions() []kit.Action {
	table := s.table.Actions()
	if s.table.Cursor() != nil {
		return table
	}
	row, ok := s.table.Current()
	var own, more []kit.Action
	if s.spec.Open != nil {
		own = append(own, kit.Act(say.Open, func() tea.Cmd { return s.OpenRow(false) }, "enter").When(NoRow(ok)))
	}
	first := len(own) + 1
	if s.spec.Own != nil {
		own = append(own, s.spec.Own(row, ok)...)
		if _, opens := s.ownOpen(row, ok); opens {
			i := slices.IndexFunc(own, func(a kit.Action) bool { return a.Has("enter") })
			own[i].Run = func() tea.Cmd { return s.OpenRow(false) }
		}
	}
	if s.spec.More != nil {
		more = s.spec.More(row, ok)
	}
	if s.spec.Views != "" {
		more = append(more, s.viewAction())
	}
	if s.many != nil && ok {
		many := s.many()
		if s.table.PickedCount() > 0 { // what rows are selected for stands first
			own, more, first = slices.Concat(many, WithoutKeys(own, many)), WithoutKeys(more, many), len(many)+1
		} else {
			for _, a := range WithoutKeys(many, slices.Concat(own, more)) {
				more = append(more, a.Silent())
			}
		}
	}
	if s.states.tabs == nil {
		return slices.Concat(own, WithoutKeys(table, own), more)
	}
	first = min(first, len(own))
	turn := kit.Act(s.states.verb, func() tea.Cmd { s.states.next(); return s.table.SetFilter(s.states.filter()) }, "tab")
	i := max(slices.IndexFunc(table, func(a kit.Action) bool { return a.Has("f6") }), 0)
	return slices.Concat(own[:first], table[:i], own[first:], []kit.Action{turn}, table[i:], more)
}
