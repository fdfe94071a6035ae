package overview

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/quantity"
	"penggai/store/engine"
)

// spared is what a tenancy was spared of the fees of a year.
type spared struct {
	item Item
	year int
	fen  int64
}

// everyYear takes the fees of all years, thisYear those of the year of the day.
const (
	everyYear = false
	thisYear  = true
)

// waivedItems are the tenancies that were spared something.
func waivedItems(ofYear bool) items {
	return func(a *ask, _ Figure) ([]Item, error) {
		if a.waived == nil {
			if err := a.readWaived(); err != nil {
				return nil, err
			}
		}
		var out []Item
		for _, list := range a.waived {
			for _, s := range list {
				if ofYear && s.year != a.day.Year() || s.fen == 0 {
					continue
				}
				if n := len(out); n > 0 && out[n-1].ID == s.item.ID {
					out[n-1].Amount += s.fen
					continue
				}
				it := s.item
				it.Amount = s.fen
				out = append(out, it)
			}
		}
		return out, nil
	}
}

// readWaived works out the schedules of the tenancies up to the end of the day, at the market prices that are entered.
func (a *ask) readWaived() error {
	a.waived, a.missing = [][]spared{}, 0
	for _, district := range allocation.DistrictNames() {
		if a.district != "" && a.district != district || !a.by.Sees(district) {
			continue
		}
		page, err := a.st.Tenancies(a.ctx, a.by, engine.ListQuery{Filter: engine.TextFieldDistrict + ":" + district, Sort: []engine.Order{{Column: "number"}}})
		if err != nil {
			return err
		}
		for _, t := range page.Rows {
			if t.Signed.After(a.day) {
				continue
			}
			f, err := a.st.FeeSchedule(a.ctx, a.by, t.ID, a.day.AddDays(1))
			if err != nil {
				return err
			}
			item := Item{District: district, Noun: allocation.NounTenancy, ID: t.ID, Number: t.Number, Name: t.Name, Day: t.Signed}
			years := map[int]int64{}
			for _, l := range f.Schedule.Lines {
				if !l.Priced {
					a.missing++
					continue
				}
				years[l.Year] += int64(l.Waived)
			}
			var list []spared
			for _, year := range slices.Sorted(maps.Keys(years)) {
				list = append(list, spared{item, year, years[year]})
			}
			a.waived = append(a.waived, list)
		}
	}
	return nil
}

// notes are what is said below the page.
func (a *ask) notes() (out []string) {
	if a.missing > 0 {
		out = append(out, fmt.Sprintf("另有 %d 行费用价格待公布，减免未计入", a.missing))
	}
	return out
}

func textArea(a quantity.Area) string { return strings.TrimSpace(a.String() + " ㎡") }
