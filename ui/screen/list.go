package screen

import (
	"cmp"
	"context"
	"strconv"
	"strings"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/store/engine"
	"penggai/ui/kit"
	"penggai/ui/kit/picture"
)

// ListSpec says what a ListScreen shows: rows R, and beside the row under the cursor what Peek reads of it, D.
type ListSpec[R, D any] struct {
	Title  string // its part of the path, and the name of the exported file
	Path   string // its part of the path where that is another one
	Cols   []kit.Col[R]
	ID     func(R) int64
	Key    func(R) string // names a row for good; nil: ID
	Filter string         // at the start
	Order  string         // the column that orders it at the start, the least first; empty: its own order
	Find   int64          // the row under the cursor at the start
	Views  string         // its key in viewedLists, where filters can be kept by name; empty: they are not
	Sort   []engine.Order // the order at the start, before Order
	Place  string         // the name under which filter, order and row are remembered; empty: they are not
	Tabs   StateTabs      // none: the list has no tabs
	Multi  bool           // rows can be selected for the list's own actions
	Bare   bool           // the list is not exported
	Typing bool           // the filter line is open at the start

	Read  func(ctx context.Context, by engine.Actor, q engine.ListQuery) (engine.Page[R], error)
	Fetch func(ctx context.Context, by engine.Actor, q engine.ListQuery) (kit.Page[R], error) // instead of Read
	Short func(ctx context.Context, by engine.Actor) ([]R, error)                             // instead of Read: a short list that is read whole

	Said   func(filter string) string // the second line; nil: the filter
	Total  func(n int) string         // "12 户"; nil: nothing
	Sums   func(sums any) string      // what the whole list comes to, after Total; of Page.Sums; nil: nothing
	Above  func(th *kit.Theme, w int, sums any) []string
	None   []string // an empty list: why it is empty and which key starts the first entry
	NoHits []string // the same while a filter is in force; nil: that nothing is found

	Peek   func(ctx context.Context, by engine.Actor, id int64) (D, error) // nil: nothing is read
	Head   func(row R) string                                              // the first line beside the list
	Beside func(th *kit.Theme, w int, of D) []string                       // what was read, below it
	Row    func(th *kit.Theme, w, h int, row R, of *D) []string            // instead of both; of is nil until it has been read
	Third  func(th *kit.Theme, w int, of D) []string                       // the third column of very wide terminals; nil: none
	Stack  bool                                                            // without room for it, it stands below the second

	Open  func(row R) tea.Cmd               // Enter; nil: among Own
	Own   func(row R, ok bool) []kit.Action // before the keys of the table
	More  func(row R, ok bool) []kit.Action // behind them
	About []string                          // F1

	// Many is what can be done with several rows at once, those that are selected or else the one under the cursor; clear ends the
	// selection. Nil: rows cannot be selected, unless Multi says so.
	Many func(rows []R, clear func()) []kit.Action
}

// ListScreen is a list, with or without a tab for each state. The listing inside does not know the type of its rows and is compiled
// once.
type ListScreen[R, D any] struct {
	listing
	Table *kit.Table[R]
}

type listing struct {
	env    *Env
	spec   ListSpec[any, any]
	table  *kit.Grid
	states states
	peek   Loader[any]
	peeked string // key of the row that peek belongs to
	opened string // key of the row whose page was opened last
	many   func() []kit.Action
	wide   bool
	x, y   int // where it stands in the body
}

// NewList makes the list.
func NewList[R, D any](env *Env, spec ListSpec[R, D]) *ListScreen[R, D] {
	if spec.Read != nil {
		spec.Fetch = func(ctx context.Context, by engine.Actor, q engine.ListQuery) (kit.Page[R], error) {
			page, err := spec.Read(ctx, by, q)
			return kit.Page[R]{Rows: page.Rows, Offset: page.Offset, Total: page.Total, Sums: page.Sums, Values: page.Values}, err
		}
	}
	if spec.Key == nil {
		spec.Key = func(row R) string { return strconv.FormatInt(spec.ID(row), 10) }
	}
	s := &ListScreen[R, D]{listing: listing{env: env, spec: anyList(spec)}}
	table := kit.TableSpec[R]{
		Name: spec.Title, Cols: spec.Cols, Key: spec.Key, Filter: spec.Filter, Multi: spec.Multi || spec.Many != nil, Empty: s.empty,
		Moved: func(row R) tea.Cmd { return s.moved(row) },
		Fetch: func(ctx context.Context, q kit.Query) (kit.Page[R], error) {
			return spec.Fetch(ctx, env.Actor(), askList(q))
		},
	}
	if spec.Short != nil {
		table.Fetch = kit.Slice(spec.Cols, spec.Key, func(ctx context.Context) ([]R, error) { return spec.Short(ctx, env.Actor()) })
	}
	if spec.Sums != nil {
		table.Noted = func(sums any, total int) string { return strings.TrimSpace(s.counted(total) + "  " + spec.Sums(sums)) }
	}
	if spec.Bare {
		table.Name = ""
	}
	if spec.Order != "" {
		table.Sort = []kit.Sort{{Col: spec.Order}}
	}
	if len(spec.Sort) > 0 {
		table.Sort = kitSort(spec.Sort)
	}
	if spec.Place != "" {
		table.Place = env.Place(spec.Place)
	}
	if spec.Find != 0 {
		table.Find = strconv.FormatInt(spec.Find, 10)
	}
	s.Table = kit.NewTable(table)
	s.table = &s.Table.Grid
	if spec.Many != nil {
		s.many = func() []kit.Action { return spec.Many(s.Table.Picked(), s.Table.ClearPicked) }
	}
	s.states = newStates(spec.Tabs)
	s.states.follow(s.Table.Filter())
	return s
}

// Update is that of the listing.
func (s *ListScreen[R, D]) Update(msg tea.Msg) (Screen, tea.Cmd) { return s, s.update(msg) }

func (s *listing) empty(filter string) []string {
	switch {
	case filter == "":
		return s.spec.None
	case s.spec.NoHits != nil:
		return s.spec.NoHits
	case s.states.tabs == nil:
		return []string{fmtNoneFound(s.spec.Title) + "按 Esc 去掉筛选。"}
	}
	return []string{fmtNoneFound(s.spec.Title), "按 Esc 去掉筛选，或按 Tab 换一种状态。"}
}

// moved reads what stands beside the row under the cursor.
func (s *listing) moved(row any) tea.Cmd {
	if !s.wide || s.spec.Peek == nil {
		return nil
	}
	by, id := s.env.Actor(), s.spec.ID(row)
	if key := s.spec.Key(row); key != s.peeked {
		s.peeked, s.peek.Ready = key, false
	}
	return s.peek.Read(func(ctx context.Context) (any, error) { return s.spec.Peek(ctx, by, id) })
}

// again reads what stands beside the list anew.
func (s *listing) again() tea.Cmd {
	row, ok := s.table.Current()
	if !ok {
		return nil
	}
	return kit.Aside(s.moved(row))
}

// Init loads the first window and the counts.
func (s *listing) Init() tea.Cmd {
	cmds := []tea.Cmd{s.table.Init(), s.states.read(s.env.Actor())}
	if a, ok := kit.FindAction(s.table.Actions(), "f3"); ok && s.spec.Typing {
		cmds = append(cmds, a.Run())
	}
	return tea.Batch(cmds...)
}

// update passes to the table; Tab and digits choose a state, a click on the row under the cursor is Enter.
func (s *listing) update(msg tea.Msg) tea.Cmd {
	if cmd, mine := s.states.take(msg); mine {
		return cmd
	}
	if cmd, mine := s.peek.Take(msg); mine {
		return cmd
	}
	switch m := msg.(type) {
	case kit.DataChanged:
		return tea.Batch(s.table.Update(msg), s.states.read(s.env.Actor()), s.again())
	case tea.WindowSizeMsg:
		s.wide = picture.Beside(m.Width)
		return tea.Batch(s.table.Update(msg), s.again())
	case tea.KeyPressMsg, tea.MouseClickMsg:
		if s.table.Cursor() == nil && s.states.turned(msg) {
			return s.table.SetFilter(s.states.filter())
		}
		if s.table.Clicked(msg) {
			return Enter(s.Actions())
		}
	}
	cmd := s.table.Update(msg)
	s.states.follow(s.table.Filter())
	return cmd
}

// OpenRow opens the page of the row under the cursor.
func (s *listing) OpenRow(replace bool) tea.Cmd {
	row, ok := s.table.Current()
	if !ok {
		return nil
	}
	s.opened = s.spec.Key(row)
	var cmd tea.Cmd
	if s.spec.Open != nil {
		cmd = s.spec.Open(row)
	} else if a, ok := s.ownOpen(row, true); ok {
		cmd = a.Run()
	}
	if !kit.Ready(cmd) {
		return cmd
	}
	switch to := cmd().(type) {
	case Go, Push:
		return kit.Send(OfRow{To: to, From: s, Replace: replace})
	default:
		return kit.Send(to)
	}
}

// ownOpen is the list's own action that opens a row with Enter.
func (s *listing) ownOpen(row any, ok bool) (kit.Action, bool) {
	if s.spec.Own == nil {
		return kit.Action{}, false
	}
	a, found := kit.FindAction(s.spec.Own(row, ok), "enter")
	return a, found && a.Why == "" && a.Label == say.Open
}

// Step moves the cursor by a row. Where the row that was opened has left the list, the one that took its place is the next.
func (s *listing) Step(by int) (cmd tea.Cmd, ok bool) {
	was, found := s.table.Current()
	if !found {
		return nil, false
	}
	if by > 0 && s.spec.Key(was) != s.opened {
		return nil, true
	}
	name := "down"
	if by < 0 {
		name = "up"
	}
	cmd = s.table.Update(kit.Press(name))
	now, found := s.table.Current()
	return cmd, found && s.spec.Key(now) != s.spec.Key(was)
}

// At says where in the body the list stands; (0,0) when it is not called.
func (s *listing) At(x, y int) { s.x, s.y = x, y }

// Title is the path.
func (s *listing) Title() string { return cmp.Or(s.spec.Path, s.spec.Title) }

// Summary is filter and count.
func (s *listing) Summary() (left, right string) {
	filter := s.table.Filter()
	left = fmtFilter(cmp.Or(filter, textAll))
	if s.spec.Said != nil {
		left = s.spec.Said(filter)
	}
	if !s.table.Answered() {
		return left, ""
	}
	if right = s.counted(s.table.Total()); right != "" {
		right += "  "
	}
	if s.spec.Sums != nil {
		right += s.spec.Sums(s.table.Sums())
	}
	return left, strings.TrimRight(right, " ")
}

// counted is how many rows the list has, in words.
func (s *listing) counted(total int) string {
	if s.spec.Total == nil {
		return ""
	}
	return s.spec.Total(total)
}

// Body is the tabs over the table; wide terminals show the record beside it.
func (s *listing) Body(w, h int) []string {
	s.wide = picture.Beside(w)
	th := s.env.Theme
	var out []string
	if s.states.tabs != nil {
		s.states.tabs.Place(s.x, s.y)
		out = append(out, s.states.tabs.Line(th, w))
	}
	if s.spec.Above != nil {
		out = append(out, s.spec.Above(th, w, s.table.Sums())...)
	}
	s.table.At(s.x, s.y+len(out))
	var beside, third picture.Pane
	if s.spec.Head != nil || s.spec.Row != nil {
		below := s.spec.Stack && w < picture.ThirdWidth
		beside = func(w, h int) []string { return s.beside(w, h, below) }
	}
	if s.spec.Third != nil {
		third = func(w, _ int) []string { return s.third(w) }
	}
	return append(out, picture.Split(th, w, h-len(out), func(w, h int) []string { return s.table.Lines(th, w, h) }, beside, third)...)
}

// read is what was read of the row under the cursor; nil until it has been.
func (s *listing) read() *any {
	row, ok := s.table.Current()
	if !ok || !s.peek.Ready || s.peeked != s.spec.Key(row) {
		return nil
	}
	return &s.peek.Value
}

// beside is the record under the cursor, live.
func (s *listing) beside(w, h int, below bool) []string {
	row, ok := s.table.Current()
	if !ok {
		return nil
	}
	of := s.read()
	var out []string
	if s.spec.Row != nil {
		out = s.spec.Row(s.env.Theme, w, h, row, of)
	} else {
		out = []string{" " + s.env.Theme.Strong.Render(s.spec.Head(row)), ""}
		if of != nil {
			out = append(out, s.spec.Beside(s.env.Theme, w, *of)...)
		}
	}
	if below {
		out = append(out, s.third(w)...)
	}
	return out
}

func (s *listing) third(w int) []string {
	of := s.read()
	if of == nil {
		return nil
	}
	return s.spec.Third(s.env.Theme, w, *of)
}

// Cursor is the filter's.
func (s *listing) Cursor() *tea.Cursor { return s.table.Cursor() }

// Escape leaves the filter first.
func (s *listing) Escape() (bool, tea.Cmd) {
	stay, cmd := s.table.Escape()
	s.states.follow(s.table.Filter())
	return stay, cmd
}

// Help explains the list.
func (s *listing) Help() []string { return s.spec.About }

func fmtNoneFound(title string) string { return "没有符合筛选的" + title + "。" }

func fmtFilter(filter string) string { return "筛选: " + filter }
