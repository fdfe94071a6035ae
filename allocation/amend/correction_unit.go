package amend

import (
	"fmt"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
)

func areaRows(get func(AreaEntry) string) entriesOf {
	return func(r CorrectionRecord) []CorrectionEntry {
		var out []CorrectionEntry
		for _, a := range r.Unit.Areas {
			out = append(out, CorrectionEntry{Row: a.ID, Title: fmt.Sprintf(faultArea, a.From), Value: get(a)})
		}
		return out
	}
}

// changeArea changes an entry and makes the area in force what the latest entry says.
func changeArea(r CorrectionRecord, row int64, change func(*AreaEntry)) {
	u := r.Unit
	for i := range u.Areas {
		if u.Areas[i].ID == row {
			change(&u.Areas[i])
		}
	}
	slices.SortStableFunc(u.Areas, func(a, b AreaEntry) int { return b.From.Compare(a.From) })
	if len(u.Areas) > 0 {
		u.Unit.Area = u.Areas[0].Area
	}
}

func setArea(r CorrectionRecord, row int64, v string, _ CorrectionMoment) error {
	area, err := quantity.ParseArea(v)
	if err != nil {
		return err
	}
	changeArea(r, row, func(a *AreaEntry) { a.Area = area })
	return nil
}

func setAreaDay(r CorrectionRecord, row int64, v string, _ CorrectionMoment) error {
	changeArea(r, row, func(a *AreaEntry) { a.From = civil.MustParse(v) })
	return nil
}

func setBasis(r CorrectionRecord, row int64, v string, _ CorrectionMoment) error {
	changeArea(r, row, func(a *AreaEntry) { a.Basis = v })
	return nil
}

func unitRows(get func(allocation.Unit) string) entriesOf {
	return func(r CorrectionRecord) []CorrectionEntry {
		return []CorrectionEntry{{Row: r.Unit.ID, Value: get(r.Unit.Unit)}}
	}
}

func setUnit(put func(*allocation.Unit, string)) setterOf {
	return func(r CorrectionRecord, _ int64, v string, _ CorrectionMoment) error {
		put(&r.Unit.Unit, strings.TrimSpace(v))
		return nil
	}
}

// sourceRows is where the unit comes from, one of the sources.
func sourceRows(r CorrectionRecord) []CorrectionEntry {
	e := CorrectionEntry{Row: r.Unit.ID, Value: r.Unit.Unit.Source.Title()}
	for _, s := range allocation.UnitSources() {
		e.Options = append(e.Options, s.Title())
	}
	return []CorrectionEntry{e}
}

// sourceNamed is the source of a title.
func sourceNamed(title string) allocation.UnitSource {
	for _, s := range allocation.UnitSources() {
		if s.Title() == title {
			return s
		}
	}
	return allocation.UnitSource(title)
}
