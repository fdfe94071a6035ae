package application

import (
	"context"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/store"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// tabStates are the states that have a tab, after the tab of all.
var tabStates = []allocation.ApplicationState{
	allocation.ApplicationDraft, allocation.ApplicationAccepted, allocation.ApplicationSupplement, allocation.ApplicationReviewed,
	allocation.ApplicationApproved, allocation.ApplicationAwarded,
}

// list is the list of applications, by state.
type list struct {
	env    *screen.Env
	table  *kit.Table[store.ApplicationRow]
	tabs   *kit.Tabs
	counts screen.Loader[map[allocation.ApplicationState]int]
	peek   screen.Loader[store.ApplicationDetail]
	wide   bool
}

func newList(env *screen.Env, to screen.Go) *list {
	s := &list{env: env, tabs: kit.NewTabs(tabTitles(nil)...)}
	for i, state := range tabStates {
		if to.Filter == stateFilter(state) {
			s.tabs.At = i + 1
		}
	}
	s.table = kit.NewTable(kit.TableSpec[store.ApplicationRow]{
		Cols:   columns,
		Key:    func(r store.ApplicationRow) string { return strconv.FormatInt(r.ID, 10) },
		Name:   textApplications,
		Filter: to.Filter,
		Fetch:  s.fetch,
		Empty:  s.empty,
		Moved:  s.moved,
	})
	return s
}

// columns of the list; the keys are those that the store sorts by.
var columns = []kit.Col[store.ApplicationRow]{
	{ID: "number", Title: textNumber, Width: 11, Text: func(r store.ApplicationRow) string { return r.Number }},
	{ID: "applicant", Title: textApplicant, Width: 14, Flex: true, Text: func(r store.ApplicationRow) string { return r.Applicant }},
	{ID: "project", Title: textProject, Width: 12, Flex: true, Drop: 3, Text: func(r store.ApplicationRow) string { return r.Project }},
	{Title: textSector, Width: 10, Flex: true, Drop: 5, Text: func(r store.ApplicationRow) string { return r.Sector }},
	{ID: "jobs_claimed", Title: textJobs, Width: 4, Right: true, Text: func(r store.ApplicationRow) string { return kit.Count(int(r.JobsClaimed)) }},
	{Title: textGroup, Width: 4, Drop: 4, Text: func(r store.ApplicationRow) string {
		if r.Group {
			return textFirst
		}
		return ""
	}},
	{Title: textFlags, Width: 4, Right: true, Drop: 2, Text: flagCount, Style: func(th *kit.Theme, _ store.ApplicationRow) kit.Style { return th.Warn }},
	{
		ID: "state", Title: textState, Width: 8, Text: func(r store.ApplicationRow) string { return r.State.Title() },
		Style: func(th *kit.Theme, r store.ApplicationRow) kit.Style { return stateStyle(th, r.State) },
	},
	{ID: "since", Title: textSince, Width: 10, Drop: 1, Text: func(r store.ApplicationRow) string {
		if !r.Deadline.IsZero() {
			return r.Deadline.String()
		}
		return r.Since.String()
	}},
}

func flagCount(r store.ApplicationRow) string {
	if r.Flags == 0 {
		return ""
	}
	return strconv.Itoa(r.Flags)
}

// stateStyle paints the word of a state by judgement: what waits, what went well, what ended.
func stateStyle(th *kit.Theme, s allocation.ApplicationState) kit.Style {
	switch s {
	case allocation.ApplicationSupplement:
		return th.Warn
	case allocation.ApplicationApproved, allocation.ApplicationAwarded, allocation.ApplicationContracted:
		return th.Good
	case allocation.ApplicationRefused, allocation.ApplicationRejected:
		return th.Bad
	case allocation.ApplicationDeclined, allocation.ApplicationLapsed, allocation.ApplicationWithdrawn:
		return th.Muted
	}
	return kit.Style{}
}

func (s *list) fetch(ctx context.Context, q kit.Query) (kit.Page[store.ApplicationRow], error) {
	ask := store.ListQuery{Filter: q.Filter, Offset: q.Offset, Limit: q.Limit, After: q.After, Before: q.Before, Find: q.Find}
	for _, o := range q.Sort {
		ask.Sort = append(ask.Sort, store.Order{Column: o.Col, Desc: o.Desc})
	}
	page, err := s.env.Store.Applications(ctx, s.env.Actor(), ask)
	return kit.Page[store.ApplicationRow]{Rows: page.Rows, Offset: page.Offset, Total: page.Total}, err
}

func (s *list) moved(r store.ApplicationRow) tea.Cmd {
	if !s.wide {
		return nil
	}
	return s.peek.Read(func(ctx context.Context) (store.ApplicationDetail, error) {
		return s.env.Store.Application(ctx, s.env.Actor(), r.ID)
	})
}

func (s *list) empty(filter string) []string {
	if filter == "" {
		return []string{textNoneYet}
	}
	return []string{textNoneFound, textNoneHow}
}

func (s *list) readCounts() tea.Cmd {
	return s.counts.Read(func(ctx context.Context) (map[allocation.ApplicationState]int, error) {
		return s.env.Store.ApplicationCounts(ctx, s.env.Actor())
	})
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
		return s, tea.Batch(s.table.Update(msg), s.readCounts())
	case tea.WindowSizeMsg:
		s.wide = kit.Beside(m.Width)
		if row, ok := s.table.Current(); ok && s.wide {
			return s, tea.Batch(s.table.Update(msg), s.moved(row))
		}
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

// follow marks the part whose filter is in force, alone or with conditions behind it.
func (s *list) follow() {
	s.tabs.At = 0
	for i, state := range tabStates {
		if f := stateFilter(state); strings.HasPrefix(s.table.Filter()+" ", f+" ") {
			s.tabs.At = i + 1
		}
	}
}

func (s *list) tabFilter() string {
	if s.tabs.At == 0 {
		return ""
	}
	return stateFilter(tabStates[s.tabs.At-1])
}

func stateFilter(state allocation.ApplicationState) string { return textStateIs + state.Title() }

// tabTitles are the tabs with their counts, where these are known.
func tabTitles(counts map[allocation.ApplicationState]int) []string {
	all := 0
	for _, state := range allocation.ApplicationStates {
		all += counts[state]
	}
	titles := []string{fmtTab(textAll, all)}
	for _, state := range tabStates {
		titles = append(titles, fmtTab(state.Title(), counts[state]))
	}
	return titles
}

// Title is the path.
func (s *list) Title() string { return textApplications }

// Summary is filter and count.
func (s *list) Summary() (string, string) {
	filter := s.table.Filter()
	if filter == "" {
		filter = textAll
	}
	if !s.table.Loaded() {
		return fmtFilter(filter), ""
	}
	return fmtFilter(filter), fmtCount(s.table.Total())
}

// Body is the tabs over the table; wide terminals show the record beside it.
func (s *list) Body(w, h int) []string {
	s.wide = kit.Beside(w)
	s.tabs.Place(0, 0)
	s.table.At(0, 1)
	lines := kit.Split(s.env.Theme, w, h-1,
		func(w, h int) []string { return s.table.Lines(s.env.Theme, w, h) },
		func(w, h int) []string { return s.beside(w, h) },
		func(w, _ int) []string { return s.history(w) })
	return append([]string{s.tabs.Line(s.env.Theme, w)}, lines...)
}

// beside is the record under the cursor, live.
func (s *list) beside(w, _ int) []string {
	row, ok := s.table.Current()
	if !ok {
		return nil
	}
	if !s.peek.Ready || s.peek.Value.ID != row.ID {
		return []string{" " + s.env.Theme.Strong.Render(row.Applicant)}
	}
	d := s.peek.Value
	out := []string{" " + s.env.Theme.Strong.Render(strings.TrimSpace(d.Number+" "+d.Who.Name)), ""}
	out = append(out, kit.Detail(s.env.Theme, w, append(overview(s.env.Theme, d), kit.Pair{},
		kit.Pair{Label: textNext, Value: nextStep(s.env, d), Style: s.env.Theme.Accent}))...)
	return out
}

// history is the third column of very wide terminals: the moves of the record.
func (s *list) history(w int) []string {
	row, ok := s.table.Current()
	if !ok || !s.peek.Ready || s.peek.Value.ID != row.ID {
		return nil
	}
	return historyLines(s.env.Theme, record{ApplicationDetail: s.peek.Value}, w)
}

// Cursor is the filter's.
func (s *list) Cursor() *tea.Cursor { return s.table.Cursor() }

// Escape leaves the filter first.
func (s *list) Escape() (bool, tea.Cmd) {
	stay, cmd := s.table.Escape()
	s.follow()
	return stay, cmd
}

// Help explains the list.
func (s *list) Help() []string { return textListHelp }

// Actions of the list.
func (s *list) Actions() []kit.Action {
	table := s.table.Actions()
	if s.table.Cursor() != nil {
		return table
	}
	open := kit.Act(textOpen, s.open, "enter")
	if _, ok := s.table.Current(); !ok {
		open = open.When(textNothingHere)
	}
	own := []kit.Action{
		open,
		kit.Act(textRegister, s.register, "f2", "n").When(s.env.WhyNot(allocation.ActDraftApplication)),
	}
	i := slices.IndexFunc(table, func(a kit.Action) bool { return a.Has("f6") })
	states := kit.Action{Keys: []string{"tab"}, Label: textNextState, Run: func() tea.Cmd { return s.turn(1) }}
	return slices.Concat(own, table[:max(i, 0)], []kit.Action{states}, table[max(i, 0):])
}

func (s *list) turn(n int) tea.Cmd {
	s.tabs.At = (s.tabs.At + n + len(s.tabs.Titles)) % len(s.tabs.Titles)
	return s.table.SetFilter(s.tabFilter())
}

func (s *list) open() tea.Cmd {
	row, ok := s.table.Current()
	if !ok {
		return nil
	}
	return kit.Send(screen.Push{Screen: newDetail(s.env, row.ID)})
}

func (s *list) register() tea.Cmd { return kit.Send(screen.Push{Screen: newIntake(s.env, 0)}) }
