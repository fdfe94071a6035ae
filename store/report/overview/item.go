package overview

import (
	"fmt"
	"maps"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/basis"
	"penggai/store/desk"
	"penggai/store/engine"
	"penggai/store/figure"
	"penggai/store/premises"
)

// Item is one record behind a figure.
type Item struct {
	District string // empty for the city pool
	Noun     allocation.Noun
	ID       int64
	Number   string
	Name     string     // who or what it is
	Amount   int64      // what it brings to the figure, in the unit of it; 1 where records are counted
	Day      civil.Date // since when, until when, of what the figure is about
}

// source is where the records behind a figure come from.
type source struct {
	list  func(a *ask, f Figure) ([]Item, error)
	tally func(a *ask, f Figure) (byPlace, error) // what they come to, without reading each; nil where only the list says it
}

// sqlItems are those of a question that gives the fields of Item in their order; $1 is the district, $2 the day, more what follows.
func sqlItems(sql string, more ...func(a *ask) any) source {
	answers := func(a *ask) (out []any) {
		for _, m := range more {
			out = append(out, m(a))
		}
		return out
	}
	return source{
		list:  func(a *ask, _ Figure) ([]Item, error) { return a.all(sql, answers(a)...) },
		tally: func(a *ask, f Figure) (byPlace, error) { return a.sums(f, sql, answers(a)...) },
	}
}

// sums are what the items of a question come to by district.
func (a *ask) sums(f Figure, sql string, more ...any) (byPlace, error) {
	what := `count(*)`
	if f.Kind == People || f.Kind == Money {
		what = `CAST(coalesce(sum(amount), 0) AS INTEGER)`
	}
	out := byPlace{}
	_, err := engine.All(a.ctx, a.st.Read, func(r engine.Scanner) (none struct{}, err error) {
		var district string
		var n int64
		err = r.Scan(&district, &n)
		out[district] = n
		return none, err
	}, `WITH i (district, noun, id, number, name, amount, day) AS (`+sql+`) SELECT district, `+what+` FROM i GROUP BY district`, append([]any{a.district, a.day}, more...)...)
	return out, err
}

// values are what a figure comes to in each place.
func (f Figure) values(a *ask, places []string) (out []Value, err error) {
	if f.items.tally != nil && f.Kind != Longest {
		sums, err := f.items.tally(a, f)
		for _, place := range places {
			out = append(out, Value{sums.in(place), true})
		}
		return out, err
	}
	list, err := f.items.list(a, f)
	for _, place := range places {
		out = append(out, f.of(in(list, place)))
	}
	return out, err
}

func (a *ask) all(sql string, more ...any) ([]Item, error) {
	return engine.All(a.ctx, a.st.Read, func(r engine.Scanner) (it Item, err error) {
		err = r.Scan(&it.District, &it.Noun, &it.ID, &it.Number, &it.Name, &it.Amount, &it.Day)
		return it, err
	}, sql, append([]any{a.district, a.day}, more...)...)
}

// sift makes items of those of a list that belong to the figure; err is that of the list.
func sift[T any](list []T, err error, of func(T) (Item, bool)) ([]Item, error) {
	var out []Item
	for _, f := range list {
		if it, belongs := of(f); belongs {
			out = append(out, it)
		}
	}
	return out, err
}

// counts are the units of the districts by the figure that counts them.
type counts map[string]byPlace

// byPlace counts by district; the city pool is "".
type byPlace map[string]int64

func (c byPlace) in(place string) (n int64) {
	if place != City {
		return c[place]
	}
	for _, m := range c {
		n += m
	}
	return n
}

// part is some of the units.
type part func(s allocation.UnitState) bool

func finished(s allocation.UnitState) bool { return s != allocation.UnitBuilding }
func building(s allocation.UnitState) bool { return s == allocation.UnitBuilding }
func vacant(s allocation.UnitState) bool   { return s == allocation.UnitVacant }
func occupied(s allocation.UnitState) bool { return s == allocation.UnitOccupied }

// usable are the units that occupancy is a part of.
func usable(s allocation.UnitState) bool {
	return s == allocation.UnitVacant || s == allocation.UnitReserved || s == allocation.UnitOccupied || s == allocation.UnitRecovering
}

// unitCounts counts the units without reading each.
func (a *ask) unitCounts() (counts, error) {
	figures, err := a.st.UnitFigures(a.ctx, a.by, a.district, a.day, false)
	out := counts{}
	a.samples = 0
	for _, f := range figures {
		a.samples += f.Samples
	}
	for key, is := range unitParts {
		out[key] = byPlace{}
		for _, f := range figures {
			if is(f.State) {
				out[key][f.District] += int64(f.Units)
			}
		}
	}
	return out, err
}

// counted are the figures of the districts that are read without looking at each record.
func (a *ask) counted() (counts, error) {
	units, err := a.unitCounts()
	if err != nil {
		return nil, err
	}
	waived, err := a.waivedCounts()
	maps.Copy(units, waived)
	return units, err
}

// keyUsable is what occupancy is a part of; it is no line of the page.
const keyUsable = "usable"

// ratio is the occupancy of a place in thousandths, rounded half up; none where there is nothing to occupy.
func (c counts) ratio(place string) Value {
	part, whole := c["occupied"].in(place), c[keyUsable].in(place)
	if whole == 0 {
		return Value{}
	}
	return Value{(2000*part + whole) / (2 * whole), true}
}

// unitItems are the units of a part, each as it stood on the day.
func unitItems(is part) source {
	return source{list: func(a *ask, _ Figure) ([]Item, error) {
		rows, err := a.st.Ledger(a.ctx, a.by, premises.LedgerQuery{Day: a.day, District: a.district})
		var out []Item
		for _, u := range rows {
			if is(u.State) {
				out = append(out, unitItem(u, u.Since))
			}
		}
		return out, err
	}}
}

func unitItem(u premises.LedgerRow, day civil.Date) Item {
	name := fmt.Sprintf("%s %s", u.Community, textArea(u.Area))
	if u.Tenant != "" {
		name = u.Tenant + "  " + name
	}
	return Item{District: u.District, Noun: allocation.NounUnit, ID: u.ID, Number: u.Number, Name: name, Amount: 1, Day: day}
}

// idleCounts are the units that have been idle for over a year, by district.
func idleCounts(a *ask, _ Figure) (byPlace, error) {
	list, err := a.st.IdleOn(a.ctx, a.by, a.district, a.day)
	out := byPlace{}
	for _, u := range list {
		if a.day.Sub(u.Since) > figure.LongIdle {
			out[u.District] += int64(u.Units)
		}
	}
	return out, err
}

// idleItems are the units that have been idle for over a year.
func idleItems(a *ask, _ Figure) ([]Item, error) {
	rows, err := a.st.IdleUnits(a.ctx, a.by, a.district, a.day)
	var out []Item
	for _, u := range rows {
		if a.day.Sub(u.Since) > figure.LongIdle {
			name := fmt.Sprintf("%s %s", u.Community, textArea(u.Area))
			out = append(out, Item{District: u.District, Noun: allocation.NounUnit, ID: u.ID, Number: u.Number, Name: name, Amount: 1, Day: u.Since})
		}
	}
	return out, err
}

// sqlOverdueNow is what is open today of bills whose due day is over, by district.
const sqlOverdueNow = `SELECT district, CAST(sum(open_fen) AS INTEGER) FROM open_bill WHERE due_day < $2 AND ($1 = '' OR district = $1) GROUP BY district`

// overdueSums are what tenancies owe whose due day is over, by district: today it is kept, of a past day it is worked out.
func overdueSums(a *ask, f Figure) (byPlace, error) {
	out := byPlace{}
	if a.day == a.st.Today() {
		_, err := engine.All(a.ctx, a.st.Read, func(r engine.Scanner) (none struct{}, err error) {
			var district string
			var n int64
			err = r.Scan(&district, &n)
			out[district] = n
			return none, err
		}, sqlOverdueNow, a.district, a.day)
		return out, err
	}
	list, err := overdueItems(a, f)
	for _, it := range list {
		out[it.District] += it.Amount
	}
	return out, err
}

// overdueItems are the tenancies that owe something whose due day is over.
func overdueItems(a *ask, _ Figure) ([]Item, error) {
	figures, err := a.st.Arrears(a.ctx, a.by, a.district, a.day)
	return sift(figures, err, func(f desk.ArrearsFigure) (Item, bool) {
		return Item{f.District, allocation.NounTenancy, f.ID, f.Number, f.Applicant, int64(f.Overdue), f.Oldest}, f.Overdue > 0
	})
}

// unopenedItems are the tenancies that did not open in time.
func unopenedItems(a *ask, _ Figure) ([]Item, error) {
	rows, err := a.st.UnopenedTenancies(a.ctx, a.by, a.district, a.day)
	return stays(rows), err
}

func stays(rows []desk.StayFigure) []Item {
	out := make([]Item, len(rows))
	for i, f := range rows {
		out[i] = Item{f.District, allocation.NounTenancy, f.ID, f.Number, f.Applicant, 1, f.Day}
	}
	return out
}

// lateItems are the tenancies whose next assessment is overdue, at the interval that each district's rules had on the day.
func lateItems(a *ask, _ Figure) ([]Item, error) {
	var out []Item
	for _, d := range allocation.Districts() {
		if a.district != "" && a.district != d.Name || !a.by.Sees(d.Name) {
			continue
		}
		p, err := basis.ParametersOrDefault(a.ctx, a.st.Read, d.Name, a.day)
		if err != nil {
			return nil, err
		}
		list, err := a.st.LateOn(a.ctx, a.by, d.Name, a.day, p.AssessmentMonths)
		if err != nil {
			return nil, err
		}
		for _, t := range list {
			out = append(out, Item{d.Name, allocation.NounTenancy, t.ID, t.Number, t.Name, 1, t.Day})
		}
	}
	return out, nil
}

// waitingItems are the applications that waited for premises, with the days that they had waited.
func waitingItems(a *ask, f Figure) ([]Item, error) {
	list, err := a.all(sqlWaiting)
	if f.Kind == Longest {
		for i := range list {
			list[i].Amount = int64(a.day.Sub(list[i].Day))
		}
	}
	return list, err
}

// exitItems are the exits of a ground that were approved in the year of the day; 0 is every ground.
func exitItems(ground int) source {
	return sqlItems(sqlExits, newYear, func(*ask) any { return ground })
}

// newYear is the first day of the year of the day.
func newYear(a *ask) any { return civil.On(a.day.Year(), 1, 1) }

func exitKey(ground int) string { return fmt.Sprintf("exits_%d", ground) }
