package tenancy

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

// list is the list of tenancies, by state.
type list struct {
	env    *screen.Env
	table  *kit.Table[store.TenancyRow]
	tabs   *kit.Tabs
	counts screen.Loader[map[allocation.TenancyState]int]
	peek   screen.Loader[store.TenancyDetail]
	wide   bool
}

func newList(env *screen.Env, to screen.Go) *list {
	s := &list{env: env, tabs: kit.NewTabs(tabTitles(nil)...)}
	for i, state := range allocation.TenancyStates {
		if to.Filter == stateFilter(state) {
			s.tabs.At = i + 1
		}
	}
	s.table = kit.NewTable(kit.TableSpec[store.TenancyRow]{
		Name:   textTenancies,
		Cols:   s.columns(),
		Key:    func(r store.TenancyRow) string { return r.Number },
		Filter: to.Filter,
		Fetch:  s.fetch,
		Empty:  s.empty,
		Moved:  s.moved,
	})
	return s
}

// columns of the list; the keys are those that the store sorts by.
func (s *list) columns() []kit.Col[store.TenancyRow] {
	return []kit.Col[store.TenancyRow]{
		{ID: "number", Title: textNumber, Width: 16, Text: func(r store.TenancyRow) string { return r.Number }},
		{ID: "applicant", Title: textTenant, Width: 12, Flex: true, Text: func(r store.TenancyRow) string { return r.Name }},
		{Title: textUnit, Width: 16, Flex: true, Drop: 3, Text: func(r store.TenancyRow) string { return r.Units }},
		{Title: textArea, Width: 9, Right: true, Drop: 5, Text: func(r store.TenancyRow) string { return r.Area.String() }},
		{ID: "state", Title: textState, Width: 6, Text: func(r store.TenancyRow) string { return r.State.Title() },
			Style: func(th *kit.Theme, r store.TenancyRow) kit.Style { return stateStyle(th, r.State) }},
		{ID: "contract", Title: textContract, Width: 8, Drop: 4, Text: func(r store.TenancyRow) string { return r.Contract.StateOn(s.env.Today()).Title() },
			Style: func(th *kit.Theme, r store.TenancyRow) kit.Style {
				return contractStyle(th, r.Contract.StateOn(s.env.Today()))
			}},
		{ID: "until", Title: textUntil, Width: 10, Drop: 1, Text: func(r store.TenancyRow) string { return r.Contract.LastDay().String() },
			Style: func(th *kit.Theme, r store.TenancyRow) kit.Style {
				return contractStyle(th, r.Contract.StateOn(s.env.Today()))
			}},
		{ID: "open_by", Title: textOpening, Width: 10, Drop: 2, Text: openWord,
			Style: func(th *kit.Theme, r store.TenancyRow) kit.Style {
				if r.Late(s.env.Today()) > 0 {
					return th.Bad
				}
				return kit.Style{}
			}},
	}
}

// openWord is the day of the opening, or the day by which it must be.
func openWord(r store.TenancyRow) string {
	switch {
	case !r.Opened.IsZero():
		return r.Opened.String()
	case r.State == allocation.TenancyHanded:
		return textNoLater + r.OpenBy.String()[5:]
	}
	return ""
}

// stateStyle paints the word of a state by judgement.
func stateStyle(th *kit.Theme, s allocation.TenancyState) kit.Style {
	switch s {
	case allocation.TenancySigned, allocation.TenancyHanded:
		return th.Warn
	case allocation.TenancyOpen:
		return th.Good
	case allocation.TenancyLeaving:
		return th.Bad
	case allocation.TenancyEnded:
		return th.Muted
	}
	return kit.Style{}
}

func contractStyle(th *kit.Theme, s allocation.ContractState) kit.Style {
	switch s {
	case allocation.ContractHoldover:
		return th.Bad
	case allocation.ContractPending:
		return th.Warn
	case allocation.ContractEnded:
		return th.Muted
	case allocation.ContractRunning, allocation.ContractRenewed:
	}
	return kit.Style{}
}

func (s *list) fetch(ctx context.Context, q kit.Query) (kit.Page[store.TenancyRow], error) {
	page, err := s.env.Store.Tenancies(ctx, s.env.Actor(), listQuery(q))
	return kit.Page[store.TenancyRow]{Rows: page.Rows, Offset: page.Offset, Total: page.Total}, err
}

func listQuery(q kit.Query) store.ListQuery {
	ask := store.ListQuery{Filter: q.Filter, Offset: q.Offset, Limit: q.Limit, After: q.After, Before: q.Before, Find: q.Find}
	for _, o := range q.Sort {
		ask.Sort = append(ask.Sort, store.Order{Column: o.Col, Desc: o.Desc})
	}
	return ask
}

func (s *list) moved(r store.TenancyRow) tea.Cmd {
	if !s.wide {
		return nil
	}
	st, by, id := s.env.Store, s.env.Actor(), r.ID
	return s.peek.Read(func(ctx context.Context) (store.TenancyDetail, error) { return st.Tenancy(ctx, by, id) })
}

func (s *list) empty(filter string) []string {
	if filter == "" {
		return []string{textNoneYet, textNoneStart}
	}
	return []string{textNoneFound, textNoneHow}
}

func (s *list) readCounts() tea.Cmd {
	st, by := s.env.Store, s.env.Actor()
	return s.counts.Read(func(ctx context.Context) (map[allocation.TenancyState]int, error) { return st.TenancyStates(ctx, by) })
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

// again reads what stands beside the list anew.
func (s *list) again() tea.Cmd {
	row, ok := s.table.Current()
	if !ok {
		return nil
	}
	return s.moved(row)
}

func (s *list) tabFilter() string {
	if s.tabs.At == 0 {
		return ""
	}
	return stateFilter(allocation.TenancyStates[s.tabs.At-1])
}

func stateFilter(state allocation.TenancyState) string { return textStateIs + state.Title() }

// tabTitles are the tabs with their counts, where these are known.
func tabTitles(counts map[allocation.TenancyState]int) []string {
	all := 0
	for _, state := range allocation.TenancyStates {
		all += counts[state]
	}
	titles := []string{fmtTab(textAll, all)}
	for _, state := range allocation.TenancyStates {
		titles = append(titles, fmtTab(state.Title(), counts[state]))
	}
	return titles
}

// Title is the path.
func (s *list) Title() string { return textTenancies }

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

// Body is the tabs over the table; wide terminals show the stay beside it.
func (s *list) Body(w, h int) []string {
	s.wide = kit.Beside(w)
	s.tabs.Place(0, 0)
	s.table.At(0, 1)
	lines := kit.Split(s.env.Theme, w, h-1,
		func(w, h int) []string { return s.table.Lines(s.env.Theme, w, h) },
		func(w, _ int) []string { return s.beside(w) }, nil)
	return append([]string{s.tabs.Line(s.env.Theme, w)}, lines...)
}

// beside is the stay under the cursor, live.
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
	d := s.peek.Value
	out = append(out, timeLine(th, w, d.TenancyRow, s.env.Today())...)
	out = append(out, "")
	out = append(out, kit.Detail(th, w, stayPairs(th, d, s.env.Today()))...)
	return append(append(out, ""), kit.Detail(th, w, milestonePairs(th, d, s.env.Today()))...)
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
	open := kit.Act(textOpen, s.open, "enter")
	if _, ok := s.table.Current(); !ok {
		open = open.When(textNothingHere)
	}
	i := max(slices.IndexFunc(table, func(a kit.Action) bool { return a.Has("f6") }), 0)
	return slices.Concat(
		[]kit.Action{open, kit.Act(textToSign, s.awards, "f2", "n")}, table[:i],
		[]kit.Action{
			kit.Act(textPrices, func() tea.Cmd { return kit.Send(screen.Go{Place: "fee"}) }, "f4"),
			kit.Act(textExits, func() tea.Cmd { return kit.Send(screen.Go{Place: "exit"}) }, "f8"),
			{Keys: []string{"tab"}, Label: textNextState, Run: s.turn},
		}, table[i:])
}

func (s *list) turn() tea.Cmd {
	s.tabs.At = (s.tabs.At + 1) % len(s.tabs.Titles)
	return s.table.SetFilter(s.tabFilter())
}

func (s *list) open() tea.Cmd {
	row, ok := s.table.Current()
	if !ok {
		return nil
	}
	return kit.Send(screen.Push{Screen: newDetail(s.env, row.ID)})
}

func (s *list) awards() tea.Cmd { return kit.Send(screen.Push{Screen: newAwards(s.env, screen.Go{})}) }

// awards is the list of awards that wait for a contract, the one whose sign-by day comes first at the top.
type awards struct {
	env   *screen.Env
	table *kit.Table[store.AwardRow]
}

func newAwards(env *screen.Env, to screen.Go) *awards {
	s := &awards{env: env}
	cols := []kit.Col[store.AwardRow]{
		{ID: "number", Title: textApplication, Width: 11, Text: func(w store.AwardRow) string { return w.Number }},
		{ID: "applicant", Title: textTenant, Width: 14, Flex: true, Text: func(w store.AwardRow) string { return w.Applicant }},
		{Title: textUnit, Width: 16, Flex: true, Text: func(w store.AwardRow) string { return joinUnits(w.Units) }},
		{ID: "area_dm2", Title: textArea, Width: 9, Right: true, Drop: 2, Text: func(w store.AwardRow) string { return w.Area.String() }},
		{ID: "round", Title: textRound, Width: 16, Flex: true, Drop: 3, Text: func(w store.AwardRow) string { return w.RoundTitle }},
		{ID: "sign_by", Title: textSignBy, Width: 10, Text: func(w store.AwardRow) string { return w.SignBy.String() },
			Style: func(th *kit.Theme, w store.AwardRow) kit.Style {
				if env.Today().After(w.SignBy) {
					return th.Bad
				}
				return kit.Style{}
			}},
	}
	key := func(w store.AwardRow) string { return strconv.FormatInt(w.ID, 10) }
	s.table = kit.NewTable(kit.TableSpec[store.AwardRow]{
		Cols: cols, Key: key, Filter: to.Filter,
		Fetch: func(ctx context.Context, q kit.Query) (kit.Page[store.AwardRow], error) {
			ask := listQuery(q)
			ask.Filter = strings.TrimSpace(textStateIs + allocation.AwardOffered.Title() + " " + q.Filter)
			page, err := env.Store.AwardList(ctx, env.Actor(), ask)
			return kit.Page[store.AwardRow]{Rows: page.Rows, Offset: page.Offset, Total: page.Total}, err
		},
		Empty: func(string) []string { return []string{textNoAwards, textNoAwardsHow} },
	})
	return s
}

// Init reads the awards.
func (s *awards) Init() tea.Cmd { return s.table.Init() }

// Update passes to the table.
func (s *awards) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if s.table.Cursor() == nil && s.table.Clicked(msg) {
		return s, s.sign()
	}
	return s, s.table.Update(msg)
}

// Title is the path.
func (s *awards) Title() string { return textTenancies + " > " + textToSign }

// Summary is how many wait.
func (s *awards) Summary() (left, right string) {
	if !s.table.Loaded() {
		return textAwardsWait, ""
	}
	return textAwardsWait, fmtCount(s.table.Total())
}

// Body is the table.
func (s *awards) Body(w, h int) []string { return s.table.Lines(s.env.Theme, w, h) }

// Cursor is the filter's.
func (s *awards) Cursor() *tea.Cursor { return s.table.Cursor() }

// Escape leaves the filter first.
func (s *awards) Escape() (bool, tea.Cmd) { return s.table.Escape() }

// Help explains the list.
func (s *awards) Help() []string { return helpAwards }

// Actions of the list.
func (s *awards) Actions() []kit.Action {
	sign := kit.Act(textSign, s.sign, "enter", "f5").When(s.env.WhyNot(allocation.ActSignContract))
	if _, ok := s.table.Current(); !ok {
		sign = sign.When(textNothingHere)
	}
	return append([]kit.Action{sign}, s.table.Actions()...)
}

func (s *awards) sign() tea.Cmd {
	w, ok := s.table.Current()
	if !ok {
		return nil
	}
	return kit.Send(screen.Push{Screen: newSign(s.env, w.ID)})
}
