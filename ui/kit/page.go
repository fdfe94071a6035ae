package kit

import tea "charm.land/bubbletea/v2"

// Reading is an overlay that shows lines to read and scrolls them: help, a record of the log, a certificate.
type Reading struct {
	title string
	text  func(w int) []string
	top   int
	rows  int // lines shown last
	total int
}

// Read opens lines to read; text gives them for a width in cells, painted or not.
func Read(title string, text func(w int) []string) tea.Cmd {
	return Send(Open{NewReading(title, text)})
}

// NewReading makes the overlay that Read opens.
func NewReading(title string, text func(w int) []string) *Reading {
	return &Reading{title: title, text: text}
}

// Title stands in the upper edge.
func (r *Reading) Title() string { return r.title }

// Cursor is always nil: nothing is typed.
func (r *Reading) Cursor() *tea.Cursor { return nil }

// Actions are the keys for the help line.
func (r *Reading) Actions() []Action {
	list := []Action{}
	if r.total > r.rows {
		list = append(list, Action{Keys: []string{"pgdown"}, Label: "下页"}, Action{Keys: []string{"pgup"}, Label: "上页"})
	}
	return append(list, Action{Keys: []string{"esc"}, Label: "关闭"})
}

// Update scrolls; Esc, Enter, F1 and q close.
func (r *Reading) Update(msg tea.Msg) (bool, tea.Cmd) {
	step := 0
	switch m := msg.(type) {
	case tea.KeyPressMsg:
		name := KeyName(m)
		switch name {
		case "esc", "enter", "f1", "q", "?":
			return true, nil
		}
		step = map[string]int{"up": -1, "down": 1, "pgup": -r.rows, "pgdown": r.rows, "home": -r.total, "end": r.total}[Move(name)]
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
func (r *Reading) Lines(th *Theme, w, h int) []string {
	all := r.text(w)
	r.total, r.rows = len(all), min(len(all), h)
	if r.total > h {
		r.rows = h - 1
	}
	r.top = max(min(r.top, r.total-r.rows), 0)
	out := append([]string{}, all[r.top:r.top+r.rows]...)
	if r.total > h {
		out = append(out, " "+th.Muted.Render(fmtLines(r.top+1, r.top+r.rows, r.total)))
	}
	return out
}
