package kit

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
)

// Placed says where an overlay was drawn: the first cell inside its edge and its size.
type Placed struct{ X, Y, W, H int }

// Sized is an overlay that knows how wide it wants to be inside; others take what a page of text needs.
type Sized interface{ Wants() int }

// dialogWidth is the inside of a dialog on a screen of w cells.
func dialogWidth(o Overlay, w int) int {
	want := 72
	if s, ok := o.(Sized); ok {
		want = s.Wants()
	}
	return min(max(want, 40, Width(o.Title())+6), w-4)
}

// Lay draws an overlay in the middle of a frame of w cells by h lines and says where. The frame below stays visible
// around it.
func Lay(th *Theme, frame []string, o Overlay, w, h int) ([]string, Placed) {
	in := dialogWidth(o, w)
	lines := o.Lines(th, in, h-6)
	if len(lines) > h-4 {
		lines = lines[:max(h-4, 0)]
	}
	at := Placed{X: (w-in)/2 + 1, Y: max((h-len(lines)-2)/2, 0) + 1, W: in, H: len(lines)}
	box := make([]string, 0, len(lines)+2)
	b := th.Border()
	title := Cut(o.Title(), in-4)
	top := b.TopLeft + b.Top + " " + title + " " + strings.Repeat(b.Top, max(in-Width(title)-3, 0)) + b.TopRight
	box = append(box, th.DialogEdge.Render(top))
	for _, l := range lines {
		box = append(box, th.DialogEdge.Render(b.Left)+Fit(l, in)+th.DialogEdge.Render(b.Right))
	}
	box = append(box, th.DialogEdge.Render(b.BottomLeft+strings.Repeat(b.Bottom, in)+b.BottomRight))
	base := lipgloss.NewLayer(strings.Join(frame, "\n"))
	over := lipgloss.NewLayer(strings.Join(box, "\n")).X(at.X - 1).Y(at.Y - 1).Z(1)
	canvas := lipgloss.NewCanvas(w, h)
	canvas.Compose(lipgloss.NewCompositor(base, over))
	return strings.Split(canvas.Render(), "\n"), at
}

// Inside turns a mouse message into the overlay's own cells; ok is false outside of it.
func (p Placed) Inside(msg tea.MouseMsg) (tea.MouseMsg, bool) {
	m := msg.Mouse()
	if m.X < p.X || m.Y < p.Y || m.X >= p.X+p.W || m.Y >= p.Y+p.H {
		return nil, false
	}
	return Shift(msg, -p.X, -p.Y), true
}

// Shift moves a mouse message by some cells: from the screen's cells to those of a part of it.
func Shift(msg tea.MouseMsg, x, y int) tea.MouseMsg {
	m := msg.Mouse()
	m.X, m.Y = m.X+x, m.Y+y
	switch msg.(type) {
	case tea.MouseClickMsg:
		return tea.MouseClickMsg(m)
	case tea.MouseReleaseMsg:
		return tea.MouseReleaseMsg(m)
	case tea.MouseWheelMsg:
		return tea.MouseWheelMsg(m)
	}
	return tea.MouseMotionMsg(m)
}
