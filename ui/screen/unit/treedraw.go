package unit

import (
	"penggai/allocation"
	"penggai/allocation/say"
	"penggai/ui/kit"
	"penggai/ui/kit/picture"
)

// Body is the tree; a wide terminal shows the states of the node under the cursor as bars beside it.
func (s *tree) Body(w, h int) []string {
	th := s.env.Theme
	return picture.Split(th, w, h, func(w, h int) []string { return s.lines(th, w, h) }, func(w, _ int) []string {
		n, ok := s.current()
		if !ok {
			return nil
		}
		out := []string{th.Head.Render(n.name), ""}
		out = append(out, picture.Bars(th, w-1, stateBars(n.UnitTally))...)
		return append(out, "", th.Muted.Render(textRate)+"  "+occupancy(n.UnitTally))
	}, nil)
}

// stateColumns are the states of the columns, those that change most first.
var stateColumns = []allocation.UnitState{
	allocation.UnitVacant, allocation.UnitReserved, allocation.UnitOccupied, allocation.UnitRecovering, allocation.UnitWithdrawn, allocation.UnitBuilding,
}

const (
	countWidth = 6
	areaWidth  = 12
)

func (s *tree) lines(th *kit.Theme, w, h int) []string {
	s.height = max(h-1, 1)
	s.move(0)
	states := stateColumns
	name := w - 2 - (countWidth + 1) - (areaWidth + 1) - len(states)*countWidth
	for name < 18 && len(states) > 3 {
		states = states[:len(states)-1]
		name += countWidth
	}
	head := kit.Fit("  "+textDistrict+" / "+textCommunity+" / "+textHouse, name+1) + kit.FitLeft(say.UnitCount, countWidth+1) + kit.FitLeft(textAreaUnit, areaWidth+1)
	for _, st := range states {
		head += kit.FitLeft(st.Short(), countWidth)
	}
	out := []string{th.Head.Render(head)}
	for i := s.top; i < min(s.top+s.height, len(s.rows)); i++ {
		out = append(out, s.line(th, i, name, states, w))
	}
	return out
}

// line is one node: its name behind its mark, counts by state.
func (s *tree) line(th *kit.Theme, i, name int, states []allocation.UnitState, w int) string {
	n := s.rows[i]
	mark := "  "
	switch {
	case n.level == 0 || n.level == 3:
	case s.open[n.key()]:
		mark = "- "
	default:
		mark = "+ "
	}
	lead := " "
	if i == s.cur {
		lead = ">"
	}
	text := lead + kit.Fit(kit.Space(2*max(n.level-1, 0))+mark+n.name, name) + kit.FitLeft(kit.Count(n.All.Units), countWidth+1) +
		kit.FitLeft(n.All.Area.String(), areaWidth+1)
	for _, st := range states {
		cell := ""
		if c := n.States[st].Units; c > 0 {
			cell = kit.Count(c)
		}
		text += th.State(string(st)).Render(kit.FitLeft(cell, countWidth))
	}
	text = kit.Fit(text, w)
	if i == s.cur {
		return th.Cursor.Over(text)
	}
	return text
}
