package kit

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"penggai/allocation/say"
	"penggai/allocation/search"

	tea "charm.land/bubbletea/v2"
)

// Update takes keys, mouse and answers. Keys that are not the table's are left alone.
func (t *Grid) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case tablePage:
		if m.table == t {
			return t.receive(m)
		}
	case pickedPage:
		if m.table == t {
			return t.receivePicked(m)
		}
	case DataChanged:
		t.written = t.loaded
		return t.Reload()
	case tea.PasteMsg:
		if t.typed != nil {
			return t.typeFilter(m)
		}
	case tea.KeyPressMsg:
		if t.typed != nil {
			return t.typeFilter(m)
		}
		return t.key(KeyName(m))
	case tea.MouseWheelMsg:
		return t.wheel(m)
	case tea.MouseClickMsg:
		return t.click(m)
	}
	return nil
}

// key moves the cursor. Who moves while an answer is on its way does not want to be taken back by it.
func (t *Grid) key(name string) tea.Cmd {
	page := max(t.height-1, 1)
	move := Move(name)
	if move != "" && t.loaded {
		t.find = ""
	}
	switch move {
	case "up":
		t.cur--
	case "down":
		t.cur++
	case "pgup":
		t.cur, t.top = t.cur-page, t.top-page
	case "pgdown":
		t.cur, t.top = t.cur+page, t.top+page
	case "home":
		t.cur = 0
	case "end":
		t.cur = t.total - 1
	default:
		return nil
	}
	return t.settle()
}

// wheel scrolls three rows; the cursor stays visible.
func (t *Grid) wheel(m tea.MouseWheelMsg) tea.Cmd {
	step := 3
	switch m.Button {
	case tea.MouseWheelUp:
		step = -3
	case tea.MouseWheelDown:
	default:
		return nil
	}
	t.find = ""
	t.top = max(min(t.top+step, t.total-t.height), 0)
	t.cur = min(max(t.cur, t.top), t.top+t.height-1)
	return t.settle()
}

// click puts the cursor on a row, or sorts by the heading that was clicked. A second click on the row under the
// cursor is the screen's to read through Clicked.
func (t *Grid) click(m tea.MouseClickMsg) tea.Cmd {
	x, y := m.X-t.x, m.Y-t.y
	if m.Button != tea.MouseLeft || t.typed != nil || x < 0 {
		return nil
	}
	if y == t.headRow {
		for _, p := range t.layout {
			if x >= p.at && x < p.at+p.width && p.col.ID != "" {
				return t.cycleSort(p.col.ID)
			}
		}
		return nil
	}
	if row := t.top + y - 1; y > 0 && y <= t.height && row < t.total {
		t.cur, t.find = row, ""
		return t.settle()
	}
	return nil
}

// Clicked reports whether a mouse message is a click on the row that has the cursor already: to open it.
func (t *Grid) Clicked(msg tea.Msg) bool {
	m, ok := msg.(tea.MouseClickMsg)
	return ok && m.Button == tea.MouseLeft && t.typed == nil && m.X >= t.x && m.Y-t.y > 0 && m.Y-t.y <= t.height && t.top+m.Y-t.y-1 == t.cur
}

// Actions are the table's own actions for the list of its screen: filter, sort, selection.
func (t *Grid) Actions() []Action {
	if t.typed != nil {
		return []Action{
			{Keys: []string{"enter"}, Label: "完成", Typing: true},
			{Keys: []string{"down"}, Label: "看结果", Typing: true},
			{Keys: []string{"esc"}, Label: textCancel, Typing: true},
		}
	}
	list := []Action{Act("筛选", t.openFilter, "f3", "/")}
	if slices.ContainsFunc(t.spec.Cols, func(c Col[any]) bool { return c.ID != "" }) {
		list = append(list, Act("排序", t.openSort, "f6", "s"))
	}
	if t.spec.Name != "" {
		list = append(list, Act(say.Export, t.export, "f7", "e").When(t.whyNoExport()))
	}
	list = append(list, Act("计数", t.openCount, "ctrl+e", "#").Silent())
	if t.spec.Multi {
		list = append(list, Act("选择", t.togglePick, "space"),
			Act(textAll, t.pickAll, "ctrl+a").Silent())
	}
	if slices.ContainsFunc(t.spec.Cols, func(c Col[any]) bool { return c.Filter != "" }) {
		list = append(list, Act("筛选同类", t.openSame, "=", "ctrl+f").Silent())
	}
	return append(list, Act("复制", t.copyRow, "ctrl+y").Silent())
}

// copyRow puts the cells of the row under the cursor on the clipboard of the terminal, separated by tabs.
func (t *Grid) copyRow() tea.Cmd {
	row, ok := t.Current()
	if !ok {
		return nil
	}
	cells := make([]string, len(t.spec.Cols))
	for i, c := range t.spec.Cols {
		cells[i] = c.Text(row)
	}
	return Both(Copy(strings.Join(cells, "\t")), Send(Note{"已复制这一行"}))
}

// Cursor is the text cursor while the filter is typed, in the body's cells.
func (t *Grid) Cursor() *tea.Cursor {
	if t.typed == nil {
		return nil
	}
	_, x := t.typed.Line(filterWidth)
	return BarCursor(t.x+Width(textFilterPrompt)+x, t.y+t.height+1)
}

const filterWidth = 40

// BarCursor is the text cursor of every input: a bar that does not blink.
func BarCursor(x, y int) *tea.Cursor {
	c := tea.NewCursor(x, y)
	c.Shape, c.Blink = tea.CursorBar, false
	return c
}

// Escape undoes one step: it leaves the filter line, ends the selection, or takes the filter away. It reports whether
// there was anything to undo; if not, Esc leaves the screen.
func (t *Grid) Escape() (bool, tea.Cmd) {
	switch {
	case t.typed != nil:
		t.typed = nil
		if t.filter == t.before {
			return true, nil
		}
		return true, t.SetFilter(t.before)
	case len(t.order) > 0:
		t.ClearPicked()
		return true, nil
	case t.filter != t.spec.Filter:
		return true, t.SetFilter(t.spec.Filter)
	}
	return false, nil
}

// openFilter begins to type a filter; it works while it is typed. What is typed is one condition more, not the rest of
// the last one.
func (t *Grid) openFilter() tea.Cmd {
	t.typed, t.before = NewInput(), t.filter
	if t.filter != "" {
		t.typed.SetValue(strings.TrimRight(t.filter, " ") + " ")
	}
	return nil
}

// openSame offers to add a cell of the row under the cursor to the filter: all that are in the same state, in the same
// building, of the same tenant.
func (t *Grid) openSame() tea.Cmd {
	row, ok := t.Current()
	if !ok {
		return nil
	}
	var choices []Choice
	for _, c := range t.spec.Cols {
		if text := strings.ReplaceAll(c.Text(row), " ", ""); c.Filter != "" && text != "" {
			choices = append(choices, Choice{Key: c.Filter + ":" + text, Label: c.Filter + ":" + text})
		}
	}
	return Pick(PickerSpec{Title: "只看与这一行相同的", Choices: choices}, func(got []Choice) tea.Cmd {
		return t.SetFilter(strings.TrimSpace(t.filter + " " + got[0].Key))
	})
}

// openCount asks for the window that counts what is listed by the values of a column; Enter there adds the value to the filter.
func (t *Grid) openCount() tea.Cmd {
	q, fetch := t.Query(), t.spec.Fetch
	return Send(Counting{
		Title: t.spec.Name, By: cmp.Or(t.countBy, AnyColumn),
		Ask: func(ctx context.Context, by string) (*search.Values, error) {
			q.By = by
			page, err := guardFetch(ctx, fetch, q)
			return page.Values, err
		},
		Take: func(by string, row search.ValueRow) tea.Cmd {
			t.countBy = by
			if row.Filter == "" {
				return Send(Note{"这个值没有筛选条件可用"})
			}
			return t.SetFilter(strings.TrimSpace(t.filter + " " + row.Filter))
		},
	})
}

// typeFilter edits the filter line: Enter and Tab leave it, arrows move in the list.
func (t *Grid) typeFilter(msg tea.Msg) tea.Cmd {
	if k, ok := msg.(tea.KeyPressMsg); ok {
		switch name := KeyName(k); name {
		case "enter", "tab":
			t.typed = nil
			return nil
		case "up", "down", "pgup", "pgdown":
			return t.key(name)
		}
	}
	cmd := t.typed.Update(msg)
	if t.typed.Value() == t.filter {
		return cmd
	}
	return Both(cmd, t.SetFilter(t.typed.Value()))
}

// cycleSort sorts by a column: ascending, descending, not at all.
func (t *Grid) cycleSort(id string) tea.Cmd {
	i := slices.IndexFunc(t.sort, func(s Sort) bool { return s.Col == id })
	switch {
	case i < 0:
		return t.SetSort(Sort{Col: id})
	case !t.sort[i].Desc:
		return t.SetSort(Sort{Col: id, Desc: true})
	}
	return t.SetSort(t.spec.Sort...)
}

// openSort offers the columns to sort by.
func (t *Grid) openSort() tea.Cmd {
	var choices []Choice
	for _, c := range t.spec.Cols {
		if c.ID != "" {
			choices = append(choices, Choice{Key: c.ID, Label: c.Title, Note: sortNote(t.sort, c.ID)})
		}
	}
	return Pick(PickerSpec{Title: textSortTitle, Choices: choices, Current: sortedBy(t.sort)}, func(got []Choice) tea.Cmd {
		return t.cycleSort(got[0].Key)
	})
}

func sortedBy(by []Sort) []string {
	var out []string
	for _, s := range by {
		out = append(out, s.Col)
	}
	return out
}

func sortNote(by []Sort, id string) string {
	for _, s := range by {
		if s.Col == id && s.Desc {
			return "正在按此降序"
		} else if s.Col == id {
			return "正在按此升序"
		}
	}
	return ""
}

// togglePick selects the row under the cursor, or no longer, and goes to the next.
func (t *Grid) togglePick() tea.Cmd {
	row, ok := t.Current()
	if !ok {
		return nil
	}
	k := t.spec.Key(row)
	if _, has := t.picked[k]; has {
		delete(t.picked, k)
		t.order = slices.DeleteFunc(t.order, func(o string) bool { return o == k })
	} else {
		t.picked[k] = row
		t.order = append(t.order, k)
	}
	t.cur++
	return t.settle()
}

// maxPicked is how many rows can be selected at once.
const maxPicked = 5000

// pickAll selects all rows that the filter leaves; those that are not loaded are read.
func (t *Grid) pickAll() tea.Cmd {
	switch {
	case t.total > maxPicked:
		return Send(Note{fmtSelectTooMany(t.total)})
	case len(t.rows) >= t.total:
		t.pick(t.rows)
		return Send(Note{fmtPicked(len(t.order))})
	}
	q, gen, fetch := t.Query(), t.gen, t.spec.Fetch
	q.Limit = t.total
	return func() tea.Msg {
		page, err := guardFetch(context.Background(), fetch, q)
		return pickedPage{t, gen, page, err}
	}
}

// pickedPage brings the rows that are to be selected back to their table.
type pickedPage struct {
	table *Grid
	gen   int
	page  Page[any]
	err   error
}

// receivePicked selects the rows, unless another list is shown meanwhile.
func (t *Grid) receivePicked(m pickedPage) tea.Cmd {
	switch {
	case m.gen != t.gen:
		return nil
	case m.err != nil:
		return Send(Failed{m.err})
	}
	t.pick(m.page.Rows)
	return Send(Note{fmtPicked(len(t.order))})
}

func (t *Grid) pick(rows []any) {
	for _, row := range rows {
		k := t.spec.Key(row)
		if _, has := t.picked[k]; !has {
			t.picked[k] = row
			t.order = append(t.order, k)
		}
	}
}

const textSortTitle = "按哪一列排序（再选一次改为倒序，第三次取消）"

func fmtSelectTooMany(n int) string {
	return fmt.Sprintf("共 %s 行，太多不能全选，请先筛选", Count(n))
}

func fmtPicked(n int) string { return fmt.Sprintf("已选 %s 行，按 Esc 取消", Count(n)) }
