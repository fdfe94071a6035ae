package unit

import (
	"fmt"
	"strings"

	"penggai/allocation"
	"penggai/store/premises"
	"penggai/ui/kit"
)

// filterOf is the filter that lists what a place of the tree holds; empty parts are left out.
func filterOf(district, community, building string, whole bool) string {
	if whole {
		return ""
	}
	parts := []string{textDistrict + ":" + quoted(districtName(district))}
	if community != "" {
		parts = append(parts, textCommunity+"="+quoted(community))
	}
	if building != "" {
		parts = append(parts, textHouse+"="+quoted(building))
	}
	return strings.Join(parts, " ")
}

// quoted keeps a name with spaces together in a filter.
func quoted(s string) string {
	if strings.ContainsRune(s, ' ') {
		return `"` + s + `"`
	}
	return s
}

// occupancy is the share of the occupied among the finished units that are not withdrawn.
func occupancy(t premises.UnitTally) string {
	n := func(s allocation.UnitState) int { return t.States[s].Units }
	used := n(allocation.UnitOccupied)
	return fmtPermille(used, used+n(allocation.UnitVacant)+n(allocation.UnitReserved)+n(allocation.UnitRecovering))
}

// stateBars are the states of a place as bars, those that it has.
func stateBars(t premises.UnitTally) []kit.Bar {
	var bars []kit.Bar
	for _, s := range allocation.UnitStates() {
		if n := t.States[s]; n.Units > 0 {
			bars = append(bars, kit.Bar{
				Label: s.Title(), Part: int64(n.Units), Whole: int64(t.All.Units), State: string(s),
				Text: kit.PadLeft(kit.Count(n.Units), 6) + kit.PadLeft(n.Area.String(), 13),
			})
		}
	}
	return bars
}

// neighbours finds the units at both sides of one among those of its building.
func neighbours(u premises.UnitRow, all []premises.UnitRow) (left, right *premises.UnitRow) {
	for i, o := range all {
		switch {
		case !allocation.NextTo(u.Unit(), o.Unit()):
		case o.Bay < u.Bay:
			left = &all[i]
		default:
			right = &all[i]
		}
	}
	return left, right
}

func fmtPermille(part, whole int) string {
	if whole == 0 {
		return "-"
	}
	n := (part*2000 + whole) / (whole * 2)
	return fmt.Sprintf("%d.%d%%", n/10, n%10)
}
