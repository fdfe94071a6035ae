package overview

import (
	"fmt"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/store/money"
)

// spared is what a tenancy was spared of the fees of a year, in the lines that end on the same day.
type spared struct {
	item Item
	year int
	end  civil.Date // day after the last
	fen  int64
}

// everyYear takes the fees of all years, thisYear those of the year of the day.
const (
	everyYear = false
	thisYear  = true
)

// waivedItems are the tenancies that were spared something.
func waivedItems(ofYear bool) source {
	return source{list: func(a *ask, _ Figure) ([]Item, error) {
		if a.waived == nil {
			if err := a.readWaived(); err != nil {
				return nil, err
			}
		}
		var out []Item
		for _, list := range a.waived {
			for _, s := range list {
				if ofYear && s.year != a.day.Year() || s.fen == 0 || s.end.After(a.day.AddDays(1)) {
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
	}}
}

// waivedKeys are the figures of what tenants were spared, each with whether it takes the fees of the year alone.
var waivedKeys = map[string]bool{"waived_year": thisYear, "waived": everyYear}

// waivedCounts are what the tenants of the districts were spared until the end of the day, without looking at each.
func (a *ask) waivedCounts() (counts, error) {
	sums, err := a.st.FeesOn(a.ctx, a.by, a.district, a.day)
	out := counts{}
	for key := range waivedKeys {
		out[key] = byPlace{}
	}
	a.missing = 0
	for _, f := range sums {
		a.missing += int(f.Unpriced)
		for key, ofYear := range waivedKeys {
			if !ofYear || f.Year == a.day.Year() {
				out[key][f.District] += int64(f.Waived)
			}
		}
	}
	return out, err
}

// readWaived works out the schedules of the tenancies up to the end of the last day that is asked about, at the market prices that are entered. Their lines are cut
// at the ends of months, so that of an earlier month's end those count that end by then.
func (a *ask) readWaived() error {
	a.waived, a.missing = [][]spared{}, 0
	for _, district := range allocation.DistrictNames() {
		if a.district != "" && a.district != district || !a.by.Sees(district) {
			continue
		}
		err := a.st.EachSchedule(a.ctx, a.by, district, a.until, func(f *money.TenancyFees) error {
			t := &f.Tenancy
			item := Item{District: district, Noun: allocation.NounTenancy, ID: t.ID, Number: t.Number, Name: t.Name, Day: t.Signed}
			type part struct {
				year int
				end  civil.Date
			}
			parts := map[part]int64{}
			for _, l := range f.Schedule.Lines {
				if !l.Priced {
					a.missing++
					continue
				}
				parts[part{l.Year, l.To}] += int64(l.Waived)
			}
			var list []spared
			for p, fen := range parts { // only summed: their order is nothing
				list = append(list, spared{item, p.year, p.end, fen})
			}
			a.waived = append(a.waived, list)
			return nil
		})
		if err != nil {
			return err
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
