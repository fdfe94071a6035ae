// Package reading is a window with lines to read: a page of the manual, a record of the log, a certificate.
package reading

import (
	tea "charm.land/bubbletea/v2"

	"penggai/ui/kit"
)

// Reading is an overlay that shows lines and scrolls them.
type Reading struct {
	title string
	text  func(w int) []string
	top   int
	rows  int // lines shown last
	total int
}

// Open opens lines to read; text gives them for a width in cells, painted or not.
func Open(title string, text func(w int) []string) tea.Cmd {
	return kit.Send(kit.Open{Overlay: New(title, text)})
}

// New makes the overlay that Open opens.
func New(title string, text func(w int) []string) *Reading {
	return &Reading{title: title, text: text}
}

// Title stands in the upper edge.
func (r *Reading) Title() string { return r.title }

// Cursor is always nil: nothing is typed.
func (r *Reading) Cursor() *tea.Cursor { return nil }

// Actions are the keys for the help line.
func (r *Reading) Actions() []kit.Action {
	list := []kit.Action{}
	if r.total > r.rows {
		list = append(list, kit.Action{Keys: []string{"pgdown"}, Label: "下页"}, kit.Action{Keys: []string{"pgup"}, Label: "上页"})
	}
	return append(list, kit.Action{Keys: []string{"esc"}, Label: "关闭"})
}

// Update scrolls; Esc, Enter, F1 and q close.
func (r *Reading) Update(msg tea.Msg) (bool, tea.Cmd) {
	step := 0
	switch m := msg.(type) {
	case tea.KeyPressMsg:
		name := kit.KeyName(m)
		switch name {
		case "esc", "enter", "f1", "q", "?":
			return true, nil
		}
		step = map[string]int{"up": -1, "down": 1, "pgup": -r.rows, "pgdown": r.rows, "home": -r.total, "end": r.total}[kit.Move(name)]
	case tea.MouseWheelMsg:
		step = 3
		if m.Button == tea.MouseWheelUp {
			step = -3
		}
	}
	r.top = max(min(r.top+step, r.total-r.rows), 0)
	return false, nil
}

// Lines renders the visible part.
func (r *Reading) Lines(th *kit.Theme, w, h int) []string {
	all := r.text(w)
	r.total, r.rows = len(all), min(len(all), h)
	if r.total > h {
		r.rows = h - 1
	}
	r.top = max(min(r.top, r.total-r.rows), 0)
	out := append([]string{}, all[r.top:r.top+r.rows]...)
	if r.total > h {
		out = append(out, " "+th.Muted.Render(kit.FmtLines(r.top+1, r.top+r.rows, r.total)))
	}
	return out
}
