package overview

import (
	"context"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/store"
	"penggai/store/engine"
)

// Point is a figure in every place of a course on one day.
type Point struct {
	Day    civil.Date
	Values []Value
}

// Course is how a figure went: at the end of every month, and on the last day.
type Course struct {
	Figure
	Places []string // as Page.Places
	Points []Point
	Notes  []string
}

// MostPoints is how many months a course may have: twenty years.
const MostPoints = 240

// ErrPeriod refuses a period that begins after its end, or is longer than twenty years.
var ErrPeriod = say.Refuse("period", "起始日期要早于截止日期，最长二十年")

// MonthEnds are the last days of the months from one day to another, which is the last of them whatever day of its month it is.
func MonthEnds(from, to civil.Date) (days []civil.Date) {
	for end := from.MonthStart().AddMonths(1).AddDays(-1); end.Before(to); end = end.AddDays(1).AddMonths(1).AddDays(-1) {
		days = append(days, end)
	}
	return append(days, to)
}

// Trace reads how a figure went in a district ("" for all that the actor sees) from one day to another, all from one state of the data.
// Errors: ErrPeriod, engine.ErrOtherDistrict.
func Trace(ctx context.Context, st *store.Store, by engine.Actor, f Figure, district string, from, to civil.Date) (c Course, err error) {
	if district, err = by.Asks(district); err != nil {
		return c, err
	}
	if !from.Before(to) {
		return c, ErrPeriod
	}
	days := MonthEnds(from, to)
	if len(days) > MostPoints {
		return c, ErrPeriod
	}
	_ = st.KeepFees(ctx, nil) // what cannot be kept is worked out anew
	c = Course{Figure: f, Places: []string{district}}
	if district == "" {
		c.Places = append(allocation.DistrictNames(), City)
	}
	err = st.At(ctx, func(at *store.Store) error {
		a := ask{ctx: ctx, st: at, by: by, day: to, until: to, district: district}
		var moved *movements
		if isUnits(f) {
			if moved, err = a.movements(); err != nil {
				return err
			}
		}
		for _, day := range days {
			a.day = day
			p := Point{Day: day}
			_, isWaived := waivedKeys[f.Key]
			if moved != nil || isWaived {
				units, err := a.countsOn(moved)
				if err != nil {
					return err
				}
				for _, place := range c.Places {
					p.Values = append(p.Values, units.value(f, place))
				}
			} else {
				if p.Values, err = f.values(&a, c.Places); err != nil {
					return err
				}
			}
			c.Points = append(c.Points, p)
		}
		c.Notes = a.notes()
		return nil
	})
	return c, err
}

// countsOn are the counts of the day: of the units where their movements are known, else of what was spared.
func (a *ask) countsOn(moved *movements) (counts, error) {
	if moved != nil {
		return moved.until(a.day), nil
	}
	return a.waivedCounts()
}

// isUnits reports whether a figure follows from the states of the units alone.
func isUnits(f Figure) bool {
	_, counted := unitParts[f.Key]
	return counted || f.Kind == Ratio
}

// unitParts are the units that the figures of their states count.
var unitParts = map[string]part{"units": finished, "building": building, "vacant": vacant, "occupied": occupied, keyUsable: usable}

// value is a figure of the states of the units in a place.
func (c counts) value(f Figure, place string) Value {
	if f.Kind == Ratio {
		return c.ratio(place)
	}
	return Value{c[f.Key].in(place), true}
}

// movement is how many units of a district entered a state on a day, or left it.
type movement struct {
	day      civil.Date
	district string
	state    allocation.UnitState
	n        int64
}

// movements are those of all units in the order of their days; a course reads them once instead of the units of every month.
type movements struct {
	list []movement
	done int
	now  counts
}

const sqlMovements = `SELECT day, district, state, CAST(sum(n) AS INTEGER) FROM (
	SELECT from_day AS day, district, state, count(*) AS n FROM unit_spell WHERE $1 = '' OR district = $1 GROUP BY from_day, district, state
	UNION ALL SELECT to_day, district, state, -count(*) FROM unit_spell WHERE to_day IS NOT NULL AND ($1 = '' OR district = $1) GROUP BY to_day, district, state)
	GROUP BY day, district, state ORDER BY day, district, state`

func (a *ask) movements() (*movements, error) {
	list, err := engine.All(a.ctx, a.st.Read, func(r engine.Scanner) (m movement, err error) {
		err = r.Scan(&m.day, &m.district, &m.state, &m.n)
		return m, err
	}, sqlMovements, a.district)
	now := counts{}
	for key := range unitParts {
		now[key] = byPlace{}
	}
	return &movements{list: list, now: now}, err
}

// until are the counts at the end of a day, which lies behind the one asked for before.
func (m *movements) until(day civil.Date) counts {
	for ; m.done < len(m.list) && !m.list[m.done].day.After(day); m.done++ {
		x := m.list[m.done]
		for key, is := range unitParts {
			if is(x.state) && x.state != allocation.UnitClosed {
				m.now[key][x.district] += x.n
			}
		}
	}
	return m.now
}
