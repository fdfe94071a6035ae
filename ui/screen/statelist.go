package screen

import (
	"context"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/store/engine"
	"penggai/ui/kit"
)

// StateListSpec says what a StateList shows: rows R in states S, and beside the row under the cursor what Peek reads of it, D.
type StateListSpec[R any, S State, D any] struct {
	Title  string // its part of the path, and the name of the exported file
	Cols   []kit.Col[R]
	Key    func(R) string
	Filter string // at the start
	Tabs   []S    // the states that have a tab, after the tab of all
	Counts func(ctx context.Context, by engine.Actor) (map[S]int, error)
	Fetch  func(ctx context.Context, by engine.Actor, q engine.ListQuery) (kit.Page[R], error)
	Total  func(n int) string    // "12 户"
	Sums   func(sums any) string // what the whole list comes to, after Total; of Page.Sums; nil: nothing
	None   []string              // an empty list: why it is empty and which key starts the first entry

	Peek   func(ctx context.Context, by engine.Actor, row R) (D, error) // nil: nothing stands beside the list
	Head   func(row R) string                                           // the first line beside the list
	Beside func(th *kit.Theme, w int, of D) []string
	Third  func(th *kit.Theme, w int, of D) []string // the third column of very wide terminals; nil: none

	Open  func(row R) tea.Cmd // Enter
	Own   func(row R, ok bool) []kit.Action
	About []string // F1
}

// StateList is a list with a tab for each state: the tab that is chosen is a filter, and the filter that is typed chooses
// its tab.
type StateList[R any, S State, D any] struct {
	env    *Env
	spec   StateListSpec[R, S, D]
	table  *kit.Table[R]
	tabs   *kit.Tabs
	counts Loader[map[S]int]
	peek   Loader[D]
	peeked string // key of the row that peek belongs to
	wide   bool
}

// NewStateList makes the list.
func NewStateList[R any, S State, D any](env *Env, spec StateListSpec[R, S, D]) *StateList[R, S, D] {
	s := &StateList[R, S, D]{env: env, spec: spec}
	s.tabs = kit.NewTabs(s.titles(nil)...)
	s.table = kit.NewTable(kit.TableSpec[R]{
		Name: spec.Title, Cols: spec.Cols, Key: spec.Key, Filter: spec.Filter, Moved: s.moved,
		Fetch: func(ctx context.Context, q kit.Query) (kit.Page[R], error) {
			return spec.Fetch(ctx, env.Actor(), AskList(q))
		},
		Empty: func(filter string) []string {
			if filter == "" {
				return spec.None
			}
			return []string{fmtNoneFound(spec.Title), "按 Esc 去掉筛选，或按 Tab 换一种状态。"}
		},
	})
	s.follow()
	return s
}

// moved reads what stands beside the row under the cursor.
func (s *StateList[R, S, D]) moved(row R) tea.Cmd {
	if !s.wide || s.spec.Peek == nil {
		return nil
	}
	by := s.env.Actor()
	if key := s.spec.Key(row); key != s.peeked {
		s.peeked, s.peek.Ready = key, false
	}
	return s.peek.Read(func(ctx context.Context) (D, error) { return s.spec.Peek(ctx, by, row) })
}

// again reads what stands beside the list anew.
func (s *StateList[R, S, D]) again() tea.Cmd {
	row, ok := s.table.Current()
	if !ok {
		return nil
	}
	return s.moved(row)
}

func (s *StateList[R, S, D]) readCounts() tea.Cmd {
	by := s.env.Actor()
	return s.counts.Read(func(ctx context.Context) (map[S]int, error) { return s.spec.Counts(ctx, by) })
}

// Init loads the first window and the counts.
func (s *StateList[R, S, D]) Init() tea.Cmd { return tea.Batch(s.table.Init(), s.readCounts()) }

// Update passes to the table; Tab and digits choose a state.
func (s *StateList[R, S, D]) Update(msg tea.Msg) (Screen, tea.Cmd) {
	if cmd, mine := s.counts.Take(msg); mine {
		s.tabs.Titles = s.titles(s.counts.Value)
		return s, cmd
	}
	if cmd, mine := s.peek.Take(msg); mine {
		return s, cmd
	}
	switch m := msg.(type) {
	case kit.DataChanged:
		return s, tea.Batch(s.table.Update(msg), s.readCounts(), s.again())
	case tea.WindowSizeMsg:
		s.wide = kit.Beside(m.Width)
		return s, tea.Batch(s.table.Update(msg), s.again())
	case tea.KeyPressMsg, tea.MouseClickMsg:
		if s.table.Cursor() == nil && s.tabs.Update(msg) {
			return s, s.table.SetFilter(s.tabFilter())
		}
		if s.table.Clicked(msg) {
			return s, s.open()
		}
	}
	cmd := s.table.Update(msg)
	s.follow()
	return s, cmd
}

// follow marks the tab whose filter is in force, alone or with conditions behind it; a filter by several states has none.
func (s *StateList[R, S, D]) follow() {
	s.tabs.At = 0
	if strings.HasPrefix(s.table.Filter(), textStateIs) {
		s.tabs.At = -1
	}
	for i, state := range s.spec.Tabs {
		if strings.HasPrefix(s.table.Filter()+" ", StateFilter(state)+" ") {
			s.tabs.At = i + 1
		}
	}
}

func (s *StateList[R, S, D]) tabFilter() string {
	if s.tabs.At <= 0 {
		return ""
	}
	return StateFilter(s.spec.Tabs[s.tabs.At-1])
}

// titles are the tabs with their counts, where these are known.
func (s *StateList[R, S, D]) titles(counts map[S]int) []string {
	all := 0
	for _, n := range counts {
		all += n
	}
	titles := []string{fmtTab(textAll, all)}
	for _, state := range s.spec.Tabs {
		titles = append(titles, fmtTab(state.Title(), counts[state]))
	}
	return titles
}

// Title is the path.
func (s *StateList[R, S, D]) Title() string { return s.spec.Title }

// Summary is filter and count.
func (s *StateList[R, S, D]) Summary() (left, right string) {
	filter := s.table.Filter()
	if filter == "" {
		filter = textAll
	}
	if !s.table.Loaded() {
		return fmtFilter(filter), ""
	}
	right = s.spec.Total(s.table.Total())
	if s.spec.Sums != nil {
		right += "  " + s.spec.Sums(s.table.Sums())
	}
	return fmtFilter(filter), right
}

// Body is the tabs over the table; wide terminals show the record beside it.
func (s *StateList[R, S, D]) Body(w, h int) []string {
	s.wide = kit.Beside(w)
	s.tabs.Place(0, 0)
	s.table.At(0, 1)
	var beside, third kit.Pane
	if s.spec.Peek != nil {
		beside = func(w, _ int) []string { return s.beside(w) }
	}
	if s.spec.Third != nil {
		third = func(w, _ int) []string { return s.third(w) }
	}
	lines := kit.Split(s.env.Theme, w, h-1, func(w, h int) []string { return s.table.Lines(s.env.Theme, w, h) }, beside, third)
	return append([]string{s.tabs.Line(s.env.Theme, w)}, lines...)
}

// here is the row under the cursor with what was read of it.
func (s *StateList[R, S, D]) here() (row R, of D, ok, ready bool) {
	row, ok = s.table.Current()
	return row, s.peek.Value, ok, ok && s.peek.Ready && s.peeked == s.spec.Key(row)
}

// beside is the record under the cursor, live.
func (s *StateList[R, S, D]) beside(w int) []string {
	row, of, ok, ready := s.here()
	if !ok {
		return nil
	}
	out := []string{" " + s.env.Theme.Strong.Render(s.spec.Head(row)), ""}
	if !ready {
		return out
	}
	return append(out, s.spec.Beside(s.env.Theme, w, of)...)
}

func (s *StateList[R, S, D]) third(w int) []string {
	_, of, _, ready := s.here()
	if !ready {
		return nil
	}
	return s.spec.Third(s.env.Theme, w, of)
}

// Cursor is the filter's.
func (s *StateList[R, S, D]) Cursor() *tea.Cursor { return s.table.Cursor() }

// Escape leaves the filter first.
func (s *StateList[R, S, D]) Escape() (bool, tea.Cmd) {
	stay, cmd := s.table.Escape()
	s.follow()
	return stay, cmd
}

// Help explains the list.
func (s *StateList[R, S, D]) Help() []string { return s.spec.About }

// Actions of the list: Enter, the list's own, and the table's with the next state among them.
func (s *StateList[R, S, D]) Actions() []kit.Action {
	table := s.table.Actions()
	if s.table.Cursor() != nil {
		return table
	}
	row, ok := s.table.Current()
	open := kit.Act("打开", s.open, "enter")
	if !ok {
		open = open.When("没有选中的一行")
	}
	var first, later []kit.Action
	for i, a := range s.spec.Own(row, ok) {
		if i == 0 {
			first = append(first, a)
		} else {
			later = append(later, a)
		}
	}
	i := max(slices.IndexFunc(table, func(a kit.Action) bool { return a.Has("f6") }), 0)
	turn := kit.Act("换状态", func() tea.Cmd {
		s.tabs.At = (s.tabs.At + 1) % len(s.tabs.Titles)
		return s.table.SetFilter(s.tabFilter())
	}, "tab")
	return slices.Concat([]kit.Action{open}, first, table[:i], later, []kit.Action{turn}, table[i:])
}

func (s *StateList[R, S, D]) open() tea.Cmd {
	row, ok := s.table.Current()
	if !ok {
		return nil
	}
	return s.spec.Open(row)
}
