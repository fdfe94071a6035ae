package frame

import (
	tea "charm.land/bubbletea/v2"

	"penggai/ui/kit"
	"penggai/ui/screen"
)

// neighbours are the keys that turn from a page that was opened from a list to that of the next row.
func (r *Root) neighbours() []kit.Action {
	list := r.opened[r.top()]
	if list == nil {
		return nil
	}
	return []kit.Action{
		kit.Act("下一条", func() tea.Cmd { return r.turn(list, 1, "已是清单的最后一条") }, "ctrl+down", "]").Silent(),
		kit.Act("上一条", func() tea.Cmd { return r.turn(list, -1, "已是清单的第一条") }, "ctrl+up", "[").Silent(),
	}
}

// turn opens the page of the row before or behind in the place of the one on top. What is half-typed there stays.
func (r *Root) turn(list screen.Pages, by int, end string) tea.Cmd {
	if d, ok := r.top().(screen.Dirtier); ok && d.Dirty() {
		return kit.Send(kit.Note{Text: "这一页填了一半，请先保存或按 Esc 离开"})
	}
	moved, ok := list.Step(by)
	if !ok {
		return kit.Both(moved, kit.Send(kit.Note{Text: end}))
	}
	return kit.Both(moved, list.OpenRow(true))
}

// openRow opens the page of a row of a list and remembers of which.
func (r *Root) openRow(m screen.OfRow) tea.Cmd {
	var cmd tea.Cmd
	switch to := m.To.(type) {
	case screen.Go:
		to.Replace = m.Replace
		cmd = r.goTo(to)
	case screen.Push:
		cmd = r.push(to.Screen, m.Replace)
	}
	r.opened[r.top()] = m.From
	return cmd
}
