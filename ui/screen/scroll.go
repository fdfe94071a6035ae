package screen

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"penggai/ui/kit"
)

// Scroll shows lines that may be more than there is room for. The zero Scroll is ready.
type Scroll struct {
	top  int
	rows int // lines, and the room for them, as last drawn
	room int
}

// Top goes back to the first line.
func (s *Scroll) Top() { s.top = 0 }

// Update moves with arrows, PgUp, PgDn and the wheel.
func (s *Scroll) Update(msg tea.Msg) {
	switch m := msg.(type) {
	case tea.KeyPressMsg:
		s.by(map[string]int{"up": -1, "down": 1, "pgup": -s.room, "pgdown": s.room, "home": -s.rows, "end": s.rows}[kit.Move(kit.KeyName(m))])
	case tea.MouseWheelMsg:
		if m.Button == tea.MouseWheelUp {
			s.by(-3)
		} else {
			s.by(3)
		}
	}
}

func (s *Scroll) by(n int) { s.top = max(min(s.top+n, s.rows-s.room), 0) }

// Lines cuts the visible part out; when lines remain below, the last one says how many.
func (s *Scroll) Lines(th *kit.Theme, lines []string, h int) []string {
	s.rows, s.room = len(lines), max(h, 1)
	if s.rows <= h {
		s.top = 0
		return lines
	}
	s.room = max(h-1, 1)
	s.by(0)
	out := append([]string{}, lines[s.top:min(s.top+s.room, len(lines))]...)
	if below := s.rows - s.top - s.room; below > 0 {
		return append(out, " "+th.Muted.Render(fmt.Sprintf("下面还有 %d 行", below)))
	}
	return out
}
