// Package count is the window that counts a list by the values of a column: how many rows have each, the rest filtered away with Enter.
package count

import (
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation/search"
	"penggai/ui/kit"
	"penggai/ui/kit/picture"
)

// window shows one column at a time; left and right go to the next, what is typed leaves the values that sound like it.
type window struct {
	ask    kit.Counting
	values *search.Values
	filter *kit.Input
	shown  []search.ValueRow
	cur    int
	top    int
	rows   int // of the body, as last drawn
	gen    int // of the newest question
}

// counted brings an answer back to its window.
type counted struct {
	of     *window
	gen    int
	values *search.Values
	err    error
}

// Open opens the window and asks for the column of the last time.
func Open(ask kit.Counting) tea.Cmd {
	w := &window{ask: ask, filter: kit.NewInput(), rows: 10}
	return kit.Both(kit.Send(kit.Open{Overlay: w}), w.count(ask.By))
}

func (w *window) count(by string) tea.Cmd {
	w.gen++
	gen, ask := w.gen, w.ask.Ask
	return kit.Guard(func() tea.Msg {
		values, err := ask(context.Background(), by)
		return counted{w, gen, values, err}
	})
}

// Title names the column.
func (w *window) Title() string {
	if w.values == nil {
		return "计数"
	}
	return w.ask.Title + " 按" + w.column() + "计数"
}

func (w *window) column() string {
	for _, f := range w.values.Fields {
		if f.Value == w.values.Of {
			return f.Title
		}
	}
	return w.values.Of
}

// Actions are the keys.
func (w *window) Actions() []kit.Action {
	return []kit.Action{
		{Keys: []string{"enter"}, Label: "筛选"}, {Keys: []string{"right"}, Label: "换一列"}, {Keys: []string{"esc"}, Label: "关闭"},
	}
}

// Wants is the width inside.
func (w *window) Wants() int { return 72 }

// Cursor stands in what is typed.
func (w *window) Cursor() *tea.Cursor {
	_, x := w.filter.Line(typedWidth)
	return kit.BarCursor(kit.Width(textTyped)+x, 0)
}

// Update takes answers and keys.
func (w *window) Update(msg tea.Msg) (bool, tea.Cmd) {
	switch m := msg.(type) {
	case counted:
		switch {
		case m.of != w || m.gen != w.gen:
		case m.err != nil:
			return true, kit.Send(kit.Failed{Err: m.err})
		default:
			w.values = m.values
			w.filter.SetValue("")
			w.refilter()
		}
	case tea.KeyPressMsg:
		return w.key(m)
	case tea.PasteMsg:
		cmd := w.filter.Update(m)
		w.refilter()
		return false, cmd
	case tea.MouseWheelMsg:
		if m.Button == tea.MouseWheelUp {
			w.move(-3)
		} else {
			w.move(3)
		}
	case tea.MouseClickMsg:
		if i := w.top + m.Y - headLines; m.Y >= headLines && i < len(w.shown) {
			w.cur = i
			return w.take()
		}
	}
	return false, nil
}

func (w *window) key(m tea.KeyPressMsg) (bool, tea.Cmd) {
	switch kit.KeyName(m) {
	case "esc":
		return true, nil
	case "enter":
		return w.take()
	case "up":
		w.move(-1)
	case "down":
		w.move(1)
	case "pgup":
		w.move(-w.rows)
	case "pgdown":
		w.move(w.rows)
	case "right", "tab":
		return false, w.turn(1)
	case "left", "shift+tab":
		return false, w.turn(-1)
	default:
		cmd := w.filter.Update(m)
		w.refilter()
		return false, cmd
	}
	return false, nil
}

// turn counts by another column.
func (w *window) turn(by int) tea.Cmd {
	if w.values == nil {
		return nil
	}
	n := len(w.values.Fields)
	for i, f := range w.values.Fields {
		if f.Value == w.values.Of {
			return w.count(w.values.Fields[(i+by+n)%n].Value)
		}
	}
	return nil
}

func (w *window) take() (bool, tea.Cmd) {
	if w.cur >= len(w.shown) {
		return false, nil
	}
	return true, w.ask.Take(w.values.Of, w.shown[w.cur])
}

func (w *window) move(n int) { w.cur = max(min(w.cur+n, len(w.shown)-1), 0) }

func (w *window) refilter() {
	w.shown, w.cur, w.top = nil, 0, 0
	if w.values == nil {
		return
	}
	for _, r := range w.values.Rows {
		if search.Sounds(r.Title, w.filter.Value()) {
			w.shown = append(w.shown, r)
		}
	}
}

// The columns of the window.
const (
	textTyped  = " 筛选: "
	typedWidth = 24
	headLines  = 2
	countWidth = 8
	barWidth   = 20
)

// Lines are the values with their counts and shares.
func (w *window) Lines(th *kit.Theme, width, h int) []string {
	typed, _ := w.filter.Line(typedWidth)
	out := []string{th.Accent.Render(textTyped) + th.InputFocus.Render(typed), ""}
	if w.values == nil {
		return append(out, " "+th.Muted.Render("正在计数.."), "")
	}
	w.rows = max(min(len(w.values.Rows), h-headLines-2), 1)
	w.top = max(min(w.top, w.cur), w.cur-w.rows+1)
	all, most := 0, 0
	for _, r := range w.values.Rows {
		all, most = all+r.Rows, max(most, r.Rows)
	}
	title := width - countWidth - barWidth - 5
	for i := w.top; i < w.top+w.rows; i++ {
		if i >= len(w.shown) {
			out = append(out, "")
			continue
		}
		r, mark, base := w.shown[i], " ", kit.Style{}
		if i == w.cur {
			mark, base = ">", th.Cursor
		}
		line := mark + " " + kit.Fit(r.Title, title) + kit.FitLeft(kit.Count(r.Rows), countWidth) + "  " + picture.Gauge(th, barWidth, int64(r.Rows), int64(most), "")
		out = append(out, base.Over(kit.Pad(line, width)))
	}
	if len(w.values.Rows) == 0 {
		out[len(out)-1] = "  " + th.Muted.Render("没有可以计数的行")
	}
	return append(out, "", " "+th.Muted.Render(fmtFoot(len(w.shown), all)))
}

func fmtFoot(values, rows int) string {
	return fmt.Sprintf("%s 个值，共 %s 行；左右键换一列", kit.Count(values), kit.Count(rows))
}
