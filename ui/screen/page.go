package screen

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/store/engine"
	"penggai/store/mend"
	"penggai/store/note"
	"penggai/ui/kit"
	"penggai/ui/kit/picture"
)

// PageSpec says what a Page shows of a record T.
type PageSpec[T any] struct {
	Noun    string // 退出: the path until the record is read, and before its name
	Wait    string // the second line until the record is read; empty: 正在读取
	Read    func(ctx context.Context, by engine.Actor) (T, error)
	Name    func(T) string
	Title   func(T) string // the path, instead of noun and name
	Summary func(T) (left, right string)
	Next    func(T) string                               // the next step, above everything, empty: nothing is to be done; nil: none
	Record  func(T) (noun allocation.Noun, id int64)     // on which notes are laid; nil: on none
	Mended  func(T) []mend.CorrectionItem                // of the record: those that wait stand above everything; nil: none
	Head    func(th *kit.Theme, w, h int, of T) []string // lines that stand still, below it; nil: none
	Lines   func(th *kit.Theme, w int, of T) []string    // lines that scroll
	Parts   []Part[T]                                    // or what stands on tabs, or one table
	Gap     bool                                         // a blank line below the tabs
	Took    func(T)                                      // hears of every reading before the tables do; nil: nothing
	First   func(was, now T) bool                        // whether the first tab is turned to when the record was read again; nil: never
	Start   func(T) int                                  // the tab that is shown first, by its place among Parts; nil: the first
	Actions func(T) []kit.Action
	Early   bool     // the keys work while the record is read again
	Free    []string // without Early: those that do
	About   []string // F1
}

// Part is a tab of a page: lines that scroll, or a table.
type Part[T any] struct {
	Title string
	Count func(T) int  // behind the title; nil: nothing
	When  func(T) bool // the tab is there at all; nil: always
	Lines func(th *kit.Theme, w, h int, of T) []string
	Table Sheet                                        // instead of Lines; a table of Rows
	Draw  func(th *kit.Theme, w, h int, of T) []string // the table with what stands around it; nil: the table alone
	Keys  func(list []kit.Action) []kit.Action         // of the table's actions those that the page offers; nil: those whose keys it has not taken

	take func(T) // hands the rows to the table
}

// Sheet is what a page needs of a table, whatever its rows are.
type Sheet interface {
	Reload() tea.Cmd
	Update(msg tea.Msg) tea.Cmd
	Lines(th *kit.Theme, w, h int) []string
	Cursor() *tea.Cursor
	Escape() (bool, tea.Cmd)
	Actions() []kit.Action
	At(x, y int)
	Clicked(msg tea.Msg) bool
}

// Page is the page of one record: its next step, and what is known of it, on tabs where there are several parts. It reads
// the record again when rows were written, and offers nothing that binds until it has.
//
// The record is T where the page is made and asked; the sheet inside does not know its type and is compiled once.
type Page[T any] struct{ sheet }

type sheet struct {
	Env    *Env
	spec   PageSpec[any]
	load   Loader[any]
	beside Loader[note.Sheet] // what lies beside the record
	known  bool               // the parts belong to a record
	shown  []int
	tabs   *picture.Tabs
	scroll Scroll
}

// NewPage makes the page.
func NewPage[T any](env *Env, spec PageSpec[T]) *Page[T] {
	return &Page[T]{sheet{Env: env, spec: anyPage(spec), tabs: &picture.Tabs{}}}
}

// Value is the record as it was read last; Ready says whether it has been.
func (s *Page[T]) Value() T { return as[T](s.load.Value) }

// Update is that of the sheet.
func (s *Page[T]) Update(msg tea.Msg) (Screen, tea.Cmd) { return s, s.update(msg) }

// Ready reports whether the record has been read.
func (s *sheet) Ready() bool { return s.load.Ready }

// Init reads the record.
func (s *sheet) Init() tea.Cmd {
	by := s.Env.Actor()
	return s.load.Read(func(ctx context.Context) (any, error) { return s.spec.Read(ctx, by) })
}

// At is the place of the part that is shown among the parts; -1 before the record is read.
func (s *sheet) At() int {
	if !s.known {
		return -1
	}
	return s.shown[s.tabs.At]
}

// Show turns to a part, where the record has it.
func (s *sheet) Show(at int) tea.Cmd {
	if i := slices.Index(s.shown, at); i >= 0 {
		s.tabs.At = i
		s.scroll.Top()
	}
	return nil
}

// Has says whether the record has a part.
func (s *sheet) Has(at int) bool { return slices.Contains(s.shown, at) }

// Top goes back to the first line.
func (s *sheet) Top() { s.scroll.Top() }

// Turn is the key that shows the next part.
func (s *sheet) Turn(label string) kit.Action {
	return kit.Act(label, func() tea.Cmd { return s.Show(s.shown[(s.tabs.At+1)%len(s.shown)]) }, "tab")
}

// part is the part that is shown, and its table where it is one.
func (s *sheet) part() (p *Part[any], table Sheet) {
	if !s.known {
		return nil, nil
	}
	p = &s.spec.Parts[s.At()]
	return p, p.Table
}

// took lays the tabs out for a record that was read, and hands its rows to the tables.
func (s *sheet) took(was any) tea.Cmd {
	now, at := s.load.Value, s.At()
	if s.spec.Took != nil {
		s.spec.Took(now)
	}
	s.shown, s.tabs.Titles = nil, nil
	var cmds []tea.Cmd
	for i, p := range s.spec.Parts {
		if p.When != nil && !p.When(now) {
			continue
		}
		title := p.Title
		if p.Count != nil {
			title = fmtTab(title, p.Count(now))
		}
		s.shown, s.tabs.Titles = append(s.shown, i), append(s.tabs.Titles, title)
		if p.Table != nil {
			p.take(now)
			cmds = append(cmds, p.Table.Reload())
		}
	}
	s.tabs.At = max(slices.Index(s.shown, at), 0)
	if s.known && s.spec.First != nil && s.spec.First(was, now) {
		s.tabs.At = 0
	}
	if !s.known && s.spec.Start != nil {
		s.tabs.At = max(slices.Index(s.shown, s.spec.Start(now)), 0)
	}
	s.known = true
	return tea.Batch(append(cmds, s.readBeside())...)
}

// update reads again when rows were written, or when a move was refused because someone else has changed the record; Tab and
// digits turn the tabs, a click on the row under the cursor is Enter.
func (s *sheet) update(msg tea.Msg) tea.Cmd {
	was := s.load.Value
	if cmd, mine := s.load.Take(msg); mine {
		if cmd == nil && s.load.Ready && !s.load.Busy() {
			return s.took(was)
		}
		return cmd
	}
	if cmd, mine := s.beside.Take(msg); mine {
		return cmd
	}
	_, table := s.part()
	switch m := msg.(type) {
	case kit.DataChanged:
		return s.Init()
	case Failed:
		if errors.Is(m.Err, engine.ErrStale) {
			return s.Init()
		}
	case tea.KeyPressMsg, tea.MouseClickMsg:
		if len(s.shown) > 1 && (table == nil || table.Cursor() == nil) && s.tabs.Update(msg) {
			s.scroll.Top()
			return nil
		}
		if table != nil && table.Clicked(msg) {
			return Enter(s.Actions())
		}
	}
	switch msg.(type) {
	case tea.KeyPressMsg, tea.MouseClickMsg, tea.MouseWheelMsg, tea.PasteMsg:
		if table != nil {
			return table.Update(msg)
		}
		s.scroll.Update(msg)
		return nil
	}
	var cmds []tea.Cmd // an answer to one of the tables
	for _, p := range s.spec.Parts {
		if p.Table != nil {
			cmds = append(cmds, p.Table.Update(msg))
		}
	}
	return tea.Batch(cmds...)
}

// Title is the noun and the name of the record.
func (s *sheet) Title() string {
	switch {
	case !s.load.Ready:
		return s.spec.Noun
	case s.spec.Title != nil:
		return s.spec.Title(s.load.Value)
	}
	return s.spec.Noun + " > " + s.spec.Name(s.load.Value)
}

// Summary is which record it is, and where it stands.
func (s *sheet) Summary() (left, right string) {
	if !s.load.Ready {
		return cmp.Or(s.spec.Wait, TextReading), ""
	}
	return s.spec.Summary(s.load.Value)
}

// Body is what stands still over the part that is shown.
func (s *sheet) Body(w, h int) []string {
	if !s.known {
		return nil
	}
	th, of := s.Env.Theme, s.load.Value
	var out []string
	if s.spec.Next != nil {
		out = append(out, " "+th.Accent.Render(say.NextStep)+" "+kit.Cut(cmp.Or(s.spec.Next(of), "没有待办"), w-10))
		if len(s.spec.Parts) == 1 {
			out = append(out, "")
		}
	}
	if s.spec.Mended != nil {
		out = append(out, waitingLines(th, w, s.spec.Mended(of))...)
	}
	out = append(out, s.besideLines(w)...)
	if s.spec.Head != nil {
		out = append(out, s.spec.Head(th, w, h, of)...)
	}
	if len(s.spec.Parts) > 1 {
		s.tabs.Place(0, len(out))
		out = append(out, s.tabs.Line(th, w))
		if s.spec.Gap {
			out = append(out, "")
		}
	}
	p, table := s.part()
	switch h -= len(out); {
	case table == nil:
		return append(out, s.scroll.Lines(th, p.Lines(th, w, h, of), h)...)
	case p.Draw == nil:
		table.At(0, len(out))
		return append(out, table.Lines(th, w, h)...)
	}
	table.At(0, len(out))
	return append(out, p.Draw(th, w, h, of)...)
}

// Cursor is that of the table's filter.
func (s *sheet) Cursor() *tea.Cursor {
	if _, table := s.part(); table != nil {
		return table.Cursor()
	}
	return nil
}

// Escape leaves the table's filter first.
func (s *sheet) Escape() (bool, tea.Cmd) {
	if _, table := s.part(); table != nil {
		return table.Escape()
	}
	return false, nil
}

// Help explains the page.
func (s *sheet) Help() []string { return s.spec.About }

// Actions are what can be done with the record as it was read, then what the table that is shown can do.
func (s *sheet) Actions() []kit.Action {
	p, table := s.part()
	if p == nil {
		return nil
	}
	if table != nil && table.Cursor() != nil {
		return table.Actions()
	}
	list := s.spec.Actions(s.load.Value)
	if !s.spec.Early {
		list = Settled(s.load.Busy(), list, s.spec.Free...)
	}
	switch {
	case table == nil:
	case p.Keys != nil:
		list = append(list, p.Keys(table.Actions())...)
	default:
		list = append(list, WithoutKeys(table.Actions(), list)...)
	}
	return append(list, s.besideActions()...)
}
