package kit

import (
	"context"
	"errors"
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation/say"
)

// Col is one column of a table.
type Col[T any] struct {
	ID      string                // name in Query.Sort and in filters; empty: not sortable
	Title   string                // heading, with the unit of its numbers
	Width   int                   // cells
	Flex    bool                  // takes its share of the room that is left, and gives way first
	Right   bool                  // numbers: as wide as the widest in view, never cut while a column of words can give way
	Filter  string                // name of the column in filters (状态); then = offers 状态:闲置 of the row under the cursor
	Drop    int                   // on a narrow terminal the columns with the highest Drop go first; 0 stays
	Text    func(T) string        // what stands in the cell; called for visible rows only
	Value   func(T) any           // the same for a file: string, int64, quantity.Area, quantity.Money, civil.Date, bool, or nil for nothing; nil: the text
	Sums    bool                  // a file has its sum
	Style   func(*Theme, T) Style // how it is painted; nil: plain
	Compare func(a, b T) int      // order of short lists (Slice); nil: by text, or by number in a Right column
}

// TableSpec says what a table shows.
type TableSpec[T any] struct {
	Cols   []Col[T]
	Key    func(T) string // names a row for good: the table keeps its place by it
	Fetch  Fetch[T]
	Empty  func(filter string) []string     // lines of an empty list: why it is empty and which key starts the first entry
	Multi  bool                             // rows can be selected with the space bar
	Filter string                           // filter at the start
	Sort   []Sort                           // order at the start
	Moved  func(T) tea.Cmd                  // the cursor came to another row (detail beside the list)
	Find   string                           // key of the row that has the cursor at the start
	Name   string                           // what the list is called, for the file that F7 writes; empty: it is not exported
	Noted  func(sums any, total int) string // what the whole list comes to, for that file; nil: nothing
	Place  *Place                           // where filter, order and row are remembered for the next time; may be nil
}

// Place is what a list remembers when its screen is left: the program keeps one for each list.
type Place struct {
	Filter string
	Sort   []Sort
	Key    string // row under the cursor
}

// Table shows a list of any length: it holds one window of rows and asks its source for more when the cursor nears the
// end of them. Everything it does is a message to Update; the answers of overtaken questions are dropped.
//
// Rows are T where they come in and go out. The Grid inside does not know their type, so that it is compiled once and not
// once more for each noun.
type Table[T any] struct{ Grid }

// Grid is a table of rows whose type its columns know.
type Grid struct {
	spec    TableSpec[any]
	rows    []any // the loaded window
	offset  int   // place of rows[0] in the whole list
	total   int
	sums    any // Page.Sums of the last answer
	cur     int // place of the cursor in the whole list
	top     int // first visible row
	height  int // visible rows
	loaded  bool
	answer  string // the filter whose answer is shown
	refused string // why that filter has none
	gen     int    // generation of the newest question
	asked   Query
	stop    context.CancelFunc
	find    string // the row that gets the cursor when the answer comes
	written bool   // rows were written: one that is new gets the cursor
	lastKey string // the row Moved was told of

	sort   []Sort
	filter string
	typed  *Input // filter line while it is typed; nil otherwise
	before string // the filter that Esc brings back

	countBy string // the column that it was counted by last

	picked  map[string]any
	order   []string // keys of the selected rows in the order of selection
	x, y    int      // where the table stands in the body
	layout  []placed
	wide    map[*Col[any]]int // the widest number in view
	headRow int
}

// tablePage brings the answer to a table's question back to it.
type tablePage struct {
	table *Grid
	gen   int
	page  Page[any]
	err   error
}

// NewTable makes a table; Init loads its first window.
func NewTable[T any](spec TableSpec[T]) *Table[T] { return &Table[T]{newGrid(untyped(spec))} }

func newGrid(spec TableSpec[any]) Grid {
	t := Grid{spec: spec, height: 20, filter: spec.Filter, sort: spec.Sort, find: spec.Find, picked: map[string]any{}}
	if p := spec.Place; p != nil && spec.Filter == "" && spec.Find == "" {
		t.filter, t.find = p.Filter, p.Key
		if len(p.Sort) > 0 {
			t.sort = p.Sort
		}
	}
	return t
}

// remember keeps filter, order and row in the Place.
func (t *Grid) remember() {
	p := t.spec.Place
	if p == nil {
		return
	}
	p.Filter, p.Sort = t.filter, t.sort
	if row, ok := t.Current(); ok {
		p.Key = t.spec.Key(row)
	}
}

// Init loads the first window.
func (t *Grid) Init() tea.Cmd { return t.load(0) }

// Reload reads the window again and keeps the cursor on its row.
func (t *Grid) Reload() tea.Cmd {
	if row, ok := t.Current(); ok {
		t.find = t.spec.Key(row)
	}
	return t.load(t.windowStart())
}

// Current is the row under the cursor.
func (t *Table[T]) Current() (row T, ok bool) {
	r, ok := t.Grid.Current()
	if ok {
		row = r.(T)
	}
	return row, ok
}

// Current is the row under the cursor.
func (t *Grid) Current() (row any, ok bool) {
	if i := t.cur - t.offset; i >= 0 && i < len(t.rows) {
		return t.rows[i], true
	}
	return row, false
}

// Picked are the selected rows in the order of selection; without any, the row under the cursor.
func (t *Table[T]) Picked() []T {
	out := make([]T, 0, len(t.order))
	for _, k := range t.order {
		out = append(out, t.picked[k].(T))
	}
	if row, ok := t.Current(); ok && len(out) == 0 {
		out = append(out, row)
	}
	return out
}

// PickedCount is how many rows are selected.
func (t *Grid) PickedCount() int { return len(t.order) }

// ClearPicked ends the selection.
func (t *Grid) ClearPicked() { t.picked, t.order = map[string]any{}, nil }

// Total is the number of rows that the filter leaves; Loaded says whether it is known yet.
func (t *Grid) Total() int { return t.total }

// Sums is what the source said of the whole list, of the answer that is shown; nil before the first.
func (t *Grid) Sums() any { return t.sums }

// Loaded says whether the first answer has come.
func (t *Grid) Loaded() bool { return t.loaded }

// Answered says whether what is shown is the answer to the filter in force.
func (t *Grid) Answered() bool { return t.loaded && t.answer == t.filter }

// Filter is the filter in force.
func (t *Grid) Filter() string { return t.filter }

// Sorted is the order in force.
func (t *Grid) Sorted() []Sort { return t.sort }

// Query is the question behind what is shown, without a window: what an export of the list asks.
func (t *Grid) Query() Query { return Query{Filter: t.filter, Sort: t.sort} }

// SetFilter filters and goes to the first row.
func (t *Grid) SetFilter(filter string) tea.Cmd {
	t.filter, t.cur, t.top = filter, 0, 0
	return t.load(0)
}

// SetSort sorts; the cursor stays on its row where the source can find it.
func (t *Grid) SetSort(by ...Sort) tea.Cmd {
	t.sort = by
	if row, ok := t.Current(); ok {
		t.find = t.spec.Key(row)
	}
	return t.load(t.windowStart())
}

// Find puts the cursor on the row with this key.
func (t *Grid) Find(key string) tea.Cmd { t.find = key; return t.load(t.windowStart()) }

// Position is "9-20 / 1,641", or "" before anything is loaded.
func (t *Grid) Position() string {
	if !t.loaded || t.total == 0 {
		return ""
	}
	last := min(t.top+t.height, t.total)
	return fmt.Sprintf("%s-%s / %s", Count(t.top+1), Count(last), Count(t.total))
}

// At says where in the body the table stands, for the mouse; (0,0) when it is not called.
func (t *Grid) At(x, y int) { t.x, t.y = x, y }

// chunk is how many rows are read at once: several screens, so that most keys need no reading.
func (t *Grid) chunk() int { return max(200, 4*t.height) }

// windowStart is where the window begins that has the visible rows in its middle.
func (t *Grid) windowStart() int { return max(t.top-(t.chunk()-t.height)/2, 0) }

// load asks the source for the window at an offset.
func (t *Grid) load(offset int) tea.Cmd {
	if t.stop != nil {
		t.stop()
	}
	ctx, stop := context.WithCancel(context.Background())
	t.stop = stop
	t.gen++
	q := Query{Filter: t.filter, Sort: slices.Clone(t.sort), Offset: offset, Limit: t.chunk(), Find: t.find}
	if i := offset - 1 - t.offset; i >= 0 && i < len(t.rows) && t.sameList(q) {
		q.After = t.spec.Key(t.rows[i])
	}
	if i := offset + q.Limit - t.offset; i >= 0 && i < len(t.rows) && t.sameList(q) {
		q.Before = t.spec.Key(t.rows[i])
	}
	t.asked = q
	gen, fetch := t.gen, t.spec.Fetch
	return func() tea.Msg {
		page, err := guardFetch(ctx, fetch, q)
		return tablePage{t, gen, page, err}
	}
}

// sameList reports whether the loaded rows belong to the list that a question asks for.
func (t *Grid) sameList(q Query) bool {
	return t.loaded && t.asked.Filter == q.Filter && slices.Equal(t.asked.Sort, q.Sort)
}

// receive takes an answer.
func (t *Grid) receive(m tablePage) tea.Cmd {
	if m.gen != t.gen {
		return nil
	}
	t.stop()
	t.stop = nil
	t.refused = ""
	if r := (*say.Refusal)(nil); errors.As(m.err, &r) && t.asked.Filter != "" {
		m.page, t.refused = Page[any]{}, r.Error() // rows of another filter would be taken for its answer
	}
	if m.err != nil && t.refused == "" {
		return Send(Failed{m.err})
	}
	if t.written && t.refused == "" {
		t.findNew(m.page)
	}
	t.written = false
	t.rows, t.offset, t.total, t.sums, t.loaded = m.page.Rows, m.page.Offset, m.page.Total, m.page.Sums, true
	t.answer = t.asked.Filter
	if t.find != "" {
		if i := slices.IndexFunc(t.rows, func(r any) bool { return t.spec.Key(r) == t.find }); i >= 0 {
			t.cur = t.offset + i
		}
		t.find = ""
	}
	if t.refused != "" {
		return Both(Send(Failed{m.err}), t.settle())
	}
	return t.settle()
}

// findNew looks for a row that the list did not have before: it gets the cursor, unless another one was asked for.
func (t *Grid) findNew(page Page[any]) {
	had := map[string]bool{}
	for _, r := range t.rows {
		had[t.spec.Key(r)] = true
	}
	i := slices.IndexFunc(page.Rows, func(r any) bool { return !had[t.spec.Key(r)] })
	if (i > 0 || i == 0 && page.Offset == 0) && page.Total == t.total+1 && page.Offset == t.offset && t.answer == t.asked.Filter && len(t.rows) > 0 {
		t.find = t.spec.Key(page.Rows[i])
	}
}

// settle keeps cursor and view inside the list, asks for rows that are missing and tells Moved.
func (t *Grid) settle() tea.Cmd {
	t.cur = max(min(t.cur, t.total-1), 0)
	if t.cur < t.top {
		t.top = t.cur
	}
	if t.cur >= t.top+t.height {
		t.top = t.cur - t.height + 1
	}
	t.top = max(min(t.top, t.total-t.height), 0)
	t.remember()
	cmd := t.tellMoved()
	end := min(t.top+t.height, t.total)
	if t.loaded && (t.top < t.offset || end > t.offset+len(t.rows)) && !t.asking() {
		return Both(cmd, t.load(t.windowStart()))
	}
	return cmd
}

// asking reports whether a question is under way whose answer will hold the visible rows.
func (t *Grid) asking() bool {
	return t.stop != nil && t.top >= t.asked.Offset && t.top+t.height <= t.asked.Offset+t.asked.Limit
}

// tellMoved calls Moved when the cursor is on another row than last time.
func (t *Grid) tellMoved() tea.Cmd {
	row, ok := t.Current()
	if !ok || t.spec.Moved == nil {
		return nil
	}
	if k := t.spec.Key(row); k != t.lastKey {
		t.lastKey = k
		return Aside(t.spec.Moved(row))
	}
	return nil
}
