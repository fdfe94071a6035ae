package exit

import (
	"context"
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/store"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// tabStates are the states that have a tab, after the tab of all.
var tabStates = []allocation.ExitState{
	allocation.ExitOpened, allocation.ExitApproved, allocation.ExitNoticed, allocation.ExitReturned, allocation.ExitClosed,
}

// list is the list of exits, by state.
type list struct {
	env    *screen.Env
	table  *kit.Table[store.ExitRow]
	tabs   *kit.Tabs
	counts screen.Loader[map[allocation.ExitState]int]
	peek   screen.Loader[store.ExitDetail]
	wide   bool
}

// columns of the list; the keys are those that the store sorts by.
var columns = []kit.Col[store.ExitRow]{
	{ID: "number", Title: textNumber, Width: 15, Text: func(r store.ExitRow) string { return r.Number }},
	{ID: "applicant", Title: textTenant, Width: 12, Flex: true, Text: func(r store.ExitRow) string { return r.Name }},
	{Title: textUnit, Width: 16, Flex: true, Drop: 3, Text: func(r store.ExitRow) string { return r.Units }},
	{ID: "ground", Title: textGround, Width: 7, Text: func(r store.ExitRow) string { return fmtGround(r.Ground) }},
	{ID: "opened", Title: textOpened, Width: 10, Drop: 2, Text: func(r store.ExitRow) string { return r.Opened.String() }},
	{ID: "state", Title: textState, Width: 6, Text: func(r store.ExitRow) string { return r.State.Title() },
		Style: func(th *kit.Theme, r store.ExitRow) kit.Style { return stateStyle(th, r.State) }},
	{Title: textNext, Width: 18, Drop: 1, Text: func(r store.ExitRow) string { return r.Next() }},
}

func stateStyle(th *kit.Theme, s allocation.ExitState) kit.Style {
	switch {
	case s == allocation.ExitOpened:
		return th.Warn
	case s == allocation.ExitClosed:
		return th.Good
	case !s.Live():
		return th.Muted
	}
	return th.Accent
}

func newList(env *screen.Env, to screen.Go) *list {
	s := &list{env: env, tabs: kit.NewTabs(tabTitles(nil)...)}
	for i, state := range tabStates {
		if to.Filter == stateFilter(state) {
			s.tabs.At = i + 1
		}
	}
	s.table = kit.NewTable(kit.TableSpec[store.ExitRow]{
		Name:   textExits,
		Cols:   columns,
		Key:    func(r store.ExitRow) string { return strconv.FormatInt(r.ID, 10) },
		Filter: to.Filter,
		Fetch: func(ctx context.Context, q kit.Query) (kit.Page[store.ExitRow], error) {
			ask := store.ListQuery{Filter: q.Filter, Offset: q.Offset, Limit: q.Limit, After: q.After, Before: q.Before, Find: q.Find}
			for _, o := range q.Sort {
				ask.Sort = append(ask.Sort, store.Order{Column: o.Col, Desc: o.Desc})
			}
			page, err := env.Store.Exits(ctx, env.Actor(), ask)
			return kit.Page[store.ExitRow]{Rows: page.Rows, Offset: page.Offset, Total: page.Total}, err
		},
		Empty: func(filter string) []string {
			if filter == "" {
				return []string{textNoneYet, textNoneStart}
			}
			return []string{textNoneFound, textNoneHow}
		},
		Moved: s.moved,
	})
	return s
}

func (s *list) moved(r store.ExitRow) tea.Cmd {
	if !s.wide {
		return nil
	}
	st, by, id := s.env.Store, s.env.Actor(), r.ID
	return s.peek.Read(func(ctx context.Context) (store.ExitDetail, error) { return st.Exit(ctx, by, id) })
}

func (s *list) again() tea.Cmd {
	row, ok := s.table.Current()
	if !ok {
		return nil
	}
	return s.moved(row)
}

func (s *list) readCounts() tea.Cmd {
	st, by := s.env.Store, s.env.Actor()
	return s.counts.Read(func(ctx context.Context) (map[allocation.ExitState]int, error) { return st.ExitStates(ctx, by) })
}

// Init loads the first window and the counts.
func (s *list) Init() tea.Cmd { return tea.Batch(s.table.Init(), s.readCounts()) }

// Update passes to the table; Tab and digits choose a state.
func (s *list) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if cmd, mine := s.counts.Take(msg); mine {
		s.tabs.Titles = tabTitles(s.counts.Value)
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
	return s, s.table.Update(msg)
}

func (s *list) tabFilter() string {
	if s.tabs.At == 0 {
		return ""
	}
	return stateFilter(tabStates[s.tabs.At-1])
}

func stateFilter(state allocation.ExitState) string { return textStateIs + state.Title() }

// tabTitles are the tabs with their counts, where these are known.
func tabTitles(counts map[allocation.ExitState]int) []string {
	all := 0
	for _, state := range allocation.ExitStates {
		all += counts[state]
	}
	titles := []string{fmtTab(textAll, all)}
	for _, state := range tabStates {
		titles = append(titles, fmtTab(state.Title(), counts[state]))
	}
	return titles
}

// Title is the path.
func (s *list) Title() string { return textExits }

// Summary is filter and count.
func (s *list) Summary() (left, right string) {
	filter := s.table.Filter()
	if filter == "" {
		filter = textAll
	}
	if !s.table.Loaded() {
		return fmtFilter(filter), ""
	}
	return fmtFilter(filter), fmtCount(s.table.Total())
}

// Body is the tabs over the table; wide terminals show the exit beside it.
func (s *list) Body(w, h int) []string {
	s.wide = kit.Beside(w)
	s.tabs.Place(0, 0)
	s.table.At(0, 1)
	lines := kit.Split(s.env.Theme, w, h-1,
		func(w, h int) []string { return s.table.Lines(s.env.Theme, w, h) },
		func(w, _ int) []string { return s.beside(w) }, nil)
	return append([]string{s.tabs.Line(s.env.Theme, w)}, lines...)
}

// beside is the exit under the cursor, live.
func (s *list) beside(w int) []string {
	row, ok := s.table.Current()
	if !ok {
		return nil
	}
	th := s.env.Theme
	out := []string{" " + th.Strong.Render(row.Number+" "+row.Name), ""}
	if !s.peek.Ready || s.peek.Value.ID != row.ID {
		return out
	}
	return append(out, kit.Detail(th, w, append(groundPairs(th, s.peek.Value), stepPairs(th, s.peek.Value)...))...)
}

// Cursor is the filter's.
func (s *list) Cursor() *tea.Cursor { return s.table.Cursor() }

// Escape leaves the filter first.
func (s *list) Escape() (bool, tea.Cmd) { return s.table.Escape() }

// Help explains the list.
func (s *list) Help() []string { return helpList }

// Actions of the list.
func (s *list) Actions() []kit.Action {
	table := s.table.Actions()
	if s.table.Cursor() != nil {
		return table
	}
	open := kit.Act(textShow, s.open, "enter")
	if _, ok := s.table.Current(); !ok {
		open = open.When(textNothingHere)
	}
	i := max(slices.IndexFunc(table, func(a kit.Action) bool { return a.Has("f6") }), 0)
	return slices.Concat(
		[]kit.Action{open, kit.Act(textPickTenancy, func() tea.Cmd { return kit.Send(screen.Go{Place: "tenancy"}) }, "f2", "n")}, table[:i],
		[]kit.Action{{Keys: []string{"tab"}, Label: textNextState, Run: func() tea.Cmd {
			s.tabs.At = (s.tabs.At + 1) % len(s.tabs.Titles)
			return s.table.SetFilter(s.tabFilter())
		}}}, table[i:])
}

func (s *list) open() tea.Cmd {
	row, ok := s.table.Current()
	if !ok {
		return nil
	}
	return kit.Send(screen.Push{Screen: newDetail(s.env, row.ID)})
}
