package premises

import (
	"slices"

	"penggai/allocation/civil"
)

// On is a unit as it was on a day: number, place, words by its changes since, area by its measurements. What is in force on a later day
// does not count; a change that was undone never was.
func (h UnitHistory) On(u UnitRow, day civil.Date) UnitRow {
	for _, c := range h.Changes { // the newest first
		if !c.Undone.IsZero() || !c.Day.After(day) {
			continue
		}
		for _, l := range slices.Backward(c.Lines) {
			i := slices.IndexFunc(fields, func(f field) bool { return f.key == l.Field })
			if i < 0 || l.UnitID != u.ID || l.Field == "state" || l.Field == "area_dm2" {
				continue
			}
			was := u
			if fields[i].put(&was, l.Old) == nil { // what cannot be read back stays as it is
				u = was
			}
		}
	}
	for _, a := range h.Areas { // the newest first; of a day before all of them the oldest
		u.Area = a.Area
		if !a.From.After(day) {
			break
		}
	}
	return u
}
