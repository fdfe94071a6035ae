package overview

import (
	"context"
	"slices"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store"
	"penggai/store/engine"
)

// Value is a figure on one day in one place.
type Value struct {
	N     int64
	Known bool // false: there is none, a ratio of nothing
}

// Line is a figure in every place, on the day and on the other one.
type Line struct {
	Figure
	Now, Then []Value // one for each of Page.Places
}

// Change is by how much a figure differs from the other day; ok is false where one of both is not known.
func (l Line) Change(place int) (n int64, ok bool) {
	if place >= len(l.Then) {
		return 0, false
	}
	now, then := l.Now[place], l.Then[place]
	return now.N - then.N, now.Known && then.Known
}

// Page is the figures on two days.
type Page struct {
	Day, Other civil.Date
	Places     []string // the districts in the order of the policy; behind them, where there are several, City
	Lines      []Line
	Samples    int // sample units among those counted
	Notes      []string
}

// City is the place behind the districts: all of them and what belongs to none.
const City = allocation.CityOffice

// ask is one question: who asks, on which day, about which district; "" is every one that the actor sees, and the city pool.
type ask struct {
	ctx      context.Context
	st       *store.Store
	by       engine.Actor
	day      civil.Date
	until    civil.Date // the last day that is asked about with these fees
	district string
	waived   [][]spared // of each tenancy, once it has been worked out
	missing  int        // lines of fees without a price
	samples  int
}

// Read reads the page for a district ("" for all that the actor sees) on a day and on another, all from one state of the data.
// Errors: engine.ErrOtherDistrict.
func Read(ctx context.Context, st *store.Store, by engine.Actor, district string, day, other civil.Date) (p Page, err error) {
	if district, err = by.Asks(district); err != nil {
		return p, err
	}
	_ = st.KeepFees(ctx, nil) // what cannot be kept is worked out anew
	p = Page{Day: day, Other: other, Places: []string{district}}
	if district == "" {
		p.Places = append(allocation.DistrictNames(), City)
	}
	err = st.At(ctx, func(at *store.Store) error {
		a := ask{ctx: ctx, st: at, by: by, day: day, until: day, district: district}
		now, err := a.read(p.Places)
		if err != nil {
			return err
		}
		p.Notes, p.Samples = a.notes(), a.samples
		a.day, a.until, a.waived = other, other, nil
		then, err := a.read(p.Places)
		for i, f := range Figures() {
			p.Lines = append(p.Lines, Line{f, now[i], then[i]})
		}
		return err
	})
	return p, err
}

// read works out every figure in every place.
func (a *ask) read(places []string) ([][]Value, error) {
	var out [][]Value
	units, err := a.counted()
	if err != nil {
		return nil, err
	}
	for _, f := range Figures() {
		line := make([]Value, len(places))
		switch count, isCounted := units[f.Key]; {
		case f.Kind == Ratio:
			for i, place := range places {
				line[i] = units.ratio(place)
			}
		case isCounted:
			for i, place := range places {
				line[i] = Value{count.in(place), true}
			}
		default:
			if line, err = f.values(a, places); err != nil {
				return nil, err
			}
		}
		out = append(out, line)
	}
	return out, nil
}

// in are the items of a place.
func in(list []Item, place string) []Item {
	if place == City {
		return list
	}
	return slices.DeleteFunc(slices.Clone(list), func(it Item) bool { return it.District != place })
}

// Items are the records behind a figure on a day in a place (City for all), in the order of the districts. What they come to is the
// figure. Errors: engine.ErrOtherDistrict.
func Items(ctx context.Context, st *store.Store, by engine.Actor, f Figure, place string, day civil.Date) (list []Item, err error) {
	district := place
	if place == City {
		district = ""
	}
	if district, err = by.Asks(district); err != nil {
		return nil, err
	}
	err = st.At(ctx, func(at *store.Store) error {
		a := ask{ctx: ctx, st: at, by: by, day: day, until: day, district: district}
		list, err = f.items.list(&a, f)
		return err
	})
	order := allocation.DistrictNames()
	slices.SortStableFunc(list, func(x, y Item) int { return rank(order, x.District) - rank(order, y.District) })
	return list, err
}

func rank(order []string, district string) int {
	if i := slices.Index(order, district); i >= 0 {
		return i
	}
	return len(order)
}

// Of is what the items of a figure come to.
func (f Figure) Of(list []Item) Value { return f.of(list) }
