package unit

import (
	"fmt"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/store/premises"
	"penggai/ui/kit"
	"penggai/ui/kit/picture"
)

// filterOf is the filter that lists what a place of the tree holds; empty parts are left out.
func filterOf(district, community, building string, whole bool) string {
	if whole {
		return ""
	}
	parts := []string{textDistrict + ":" + quoted(premises.DistrictText(district))}
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
func stateBars(t premises.UnitTally) []picture.Bar {
	var bars []picture.Bar
	for _, s := range allocation.UnitStates() {
		if n := t.States[s]; n.Units > 0 {
			bars = append(bars, picture.Bar{
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

// fmtSums is the right side of the second line: 41 套  5,962.40 ㎡  含示例明细.
func fmtSums(units int, area quantity.Area, samples int) string {
	return fmtCount(units) + "  " + fmtArea(area, samples)
}

func fmtCount(n int) string { return kit.Count(n) + " 套" }

func fmtArea(area quantity.Area, samples int) string {
	s := area.String() + " ㎡"
	if samples > 0 {
		s += "  " + "含示例明细"
	}
	return s
}

func fmtPlace(u premises.UnitRow) string {
	s := premises.DistrictText(u.District) + " " + u.Community + " " + u.Building + " " + fmt.Sprintf("%d层", u.Floor)
	if u.Bay > 0 {
		s += fmt.Sprintf(" %d位", u.Bay)
	}
	return s
}

// sinceOf is the day since when a unit is what it is: of a vacant one, since when it has been idle.
func sinceOf(u premises.UnitRow) civil.Date {
	if !u.Idle.IsZero() {
		return u.Idle
	}
	return u.Since
}

// fmtDays is how long a unit has been what it is: 闲置 63 天.
func fmtDays(u premises.UnitRow, today civil.Date) string {
	since := sinceOf(u)
	if since.IsZero() || !since.Before(today) {
		return u.State.Title()
	}
	return fmt.Sprintf("%s %s 天", u.State.Title(), kit.Count(today.Sub(since)))
}

// holderText is who holds a unit; of a unit under construction that the date beside it is its completion.
func holderText(u premises.UnitRow) string {
	if u.Holder == "" && u.State == allocation.UnitBuilding && !u.Expected.IsZero() {
		return textExpected
	}
	if u.HoldKind == holdRound {
		return strings.TrimPrefix(u.Holder, u.District+" ") // the district stands beside it
	}
	return u.Holder
}

// dueOf is the date of a unit in the list: the end of the contract, or the expected completion.
func dueOf(u premises.UnitRow) civil.Date {
	if u.State == allocation.UnitBuilding {
		return u.Expected
	}
	return u.Until
}

func fmtNeighbour(u *premises.UnitRow) string {
	if u == nil {
		return textNone
	}
	s := u.Number + " " + u.State.Title()
	if !u.Until.IsZero() {
		s += fmt.Sprintf("（%s 到期）", u.Until)
	}
	return s
}
