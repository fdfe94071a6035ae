package report

import (
	"penggai/allocation"
	"penggai/allocation/say"
	"penggai/store/desk"
	"penggai/store/premises"
)

// tally counts units by state.
type tally struct {
	units, area map[allocation.UnitState]int64
	samples     int64
}

func newTally() *tally {
	return &tally{units: map[allocation.UnitState]int64{}, area: map[allocation.UnitState]int64{}}
}

func (t *tally) add(f desk.UnitFigure) {
	t.units[f.State] += int64(f.Units)
	t.area[f.State] += int64(f.Area)
	t.samples += int64(f.Samples)
}

// occupied is the ratio of occupancy: the occupied among the finished units that are not withdrawn.
func (t *tally) occupied() Value {
	u := t.units
	return permille(u[allocation.UnitOccupied],
		u[allocation.UnitVacant]+u[allocation.UnitReserved]+u[allocation.UnitOccupied]+u[allocation.UnitRecovering])
}

// cells are the figures of occupancyColumns.
func (t *tally) cells() []Value {
	var total, area int64
	var states []Value
	for _, s := range allocation.UnitStates() {
		total, area = total+t.units[s], area+t.area[s]
		states = append(states, Num(t.units[s]))
	}
	cells := append([]Value{Num(total)}, states...)
	return append(cells, Num(area), Num(t.area[allocation.UnitOccupied]), t.occupied())
}

// occupancyColumns are the figures of occupancy behind the columns that name the place.
func occupancyColumns(place ...Column) []Column {
	columns := append(place, Column{Key: "total", Title: textUnits, Kind: Count, Units: true})
	for _, s := range allocation.UnitStates() {
		columns = append(columns, Column{Key: string(s), Title: s.Title(), Short: s.Short(), Kind: Count, Units: true, State: s})
	}
	return append(columns,
		Column{Key: "area_dm2", Title: textArea, Unit: textM2, Kind: Area, Units: true},
		Column{Key: "occupied_area_dm2", Title: "使用面积", Short: "使用", Unit: textM2, Kind: Area, Units: true, State: allocation.UnitOccupied},
		Column{Key: "occupancy_permille", Title: "使用率", Kind: Permille, Free: true})
}

// occupancy is the use of the premises by district, with the city pool as 全市在建 where the whole city is asked for.
func occupancy(a ask) (Report, error) {
	figures, err := a.st.UnitFigures(a.ctx, a.by, a.district, a.day, false)
	if err != nil {
		return Report{}, err
	}
	r := Report{Columns: occupancyColumns(Column{Key: "district", Title: textDistrict})}
	parts := make([]Part, 0, 5)
	for _, d := range a.districts() {
		parts = append(parts, Part{District: d})
	}
	if a.district == "" {
		parts = append(parts, Part{Pool: true})
	}
	r.occupancy(figures, parts, func(f desk.UnitFigure) Part {
		return Part{District: f.District, Pool: f.District == ""}
	}, func(p Part) []Value { return []Value{Str(p.title())} })
	return r, nil
}

// title is the district's name, 全市在建 for the city pool.
func (p Part) title() string {
	if p.Pool {
		return premises.CityPool
	}
	return p.District
}

// communities is the use of the premises by community.
func communities(a ask) (Report, error) {
	figures, err := a.st.UnitFigures(a.ctx, a.by, a.district, a.day, true)
	if err != nil {
		return Report{}, err
	}
	key := func(f desk.UnitFigure) Part {
		return Part{District: f.District, Pool: f.District == "", Community: f.Community}
	}
	var parts []Part
	seen := map[Part]bool{}
	for _, d := range append(a.districts(), "") {
		for _, f := range figures {
			if p := key(f); f.District == d && !seen[p] {
				seen[p] = true
				parts = append(parts, p)
			}
		}
	}
	r := Report{Columns: occupancyColumns(Column{Key: "district", Title: textDistrict}, Column{Key: "community", Title: textCommunity})}
	r.occupancy(figures, parts, key, func(p Part) []Value { return []Value{Str(p.title()), Str(p.Community)} })
	return r, nil
}

// occupancy fills the report: one row a part, in their order.
func (r *Report) occupancy(figures []desk.UnitFigure, parts []Part, key func(desk.UnitFigure) Part, name func(Part) []Value) {
	whole, by := newTally(), map[Part]*tally{}
	for _, p := range parts {
		by[p] = newTally()
	}
	for _, f := range figures {
		if t, ok := by[key(f)]; ok {
			t.add(f)
			whole.add(f)
		}
	}
	for _, p := range parts {
		r.Rows = append(r.Rows, Row{Cells: append(name(p), by[p].cells()...), Part: &p})
	}
	r.total()
	r.Totals[len(r.Totals)-1] = whole.occupied()
	r.Samples = int(whole.samples)
}

// idle sums up how long some units have been vacant.
type idle struct{ units, area, days, longest, over90, over365 int64 }

func (s *idle) add(f desk.IdleFigure, days int64) {
	n := int64(f.Units)
	s.units, s.area, s.days, s.longest = s.units+n, s.area+int64(f.Area), s.days+days*n, max(s.longest, days)
	if days > 90 {
		s.over90 += n
	}
	if days > 365 {
		s.over365 += n
	}
}

func (s *idle) cells() []Value {
	v := []Value{Num(s.units), Num(s.area), Num(s.over90), Num(s.over365), {}, {}}
	if s.units > 0 {
		v[4], v[5] = Num(s.longest), Num((2*s.days+s.units)/(2*s.units))
	}
	return v
}

// vacancy lists the communities that have vacant units, with how long these have been so.
func vacancy(a ask) (Report, error) {
	figures, err := a.st.IdleFigures(a.ctx, a.by, a.district, a.day)
	if err != nil {
		return Report{}, err
	}
	vacant := allocation.UnitVacant
	r := Report{Notes: []string{"闲置天数从最近一次转为闲置之日起算"}, Columns: []Column{
		{Key: "district", Title: textDistrict, State: vacant},
		{Key: "community", Title: textCommunity, State: vacant},
		{Key: "vacant", Title: vacant.Title(), Kind: Count, Units: true, State: vacant},
		{Key: "area_dm2", Title: textArea, Unit: textM2, Kind: Area, Units: true, State: vacant},
		{Key: "over_90", Title: "超过 90 天", Kind: Count},
		{Key: "over_365", Title: "超过 365 天", Kind: Count},
		{Key: "longest_days", Title: "最长", Unit: textDays, Kind: Count, Free: true},
		{Key: "mean_days", Title: "平均", Unit: textDays, Kind: Count, Free: true},
	}}
	whole, by, order := &idle{}, map[Part]*idle{}, []Part{}
	for _, district := range a.districts() {
		for _, f := range figures {
			if f.District != district {
				continue
			}
			p := Part{District: f.District, Community: f.Community}
			if by[p] == nil {
				by[p], order = &idle{}, append(order, p)
			}
			days := int64(a.day.Sub(f.Since))
			by[p].add(f, days)
			whole.add(f, days)
			r.Samples += f.Samples
		}
	}
	for _, p := range order {
		r.Rows = append(r.Rows, Row{Cells: append([]Value{Str(p.District), Str(p.Community)}, by[p].cells()...), Part: &p})
	}
	r.total()
	copy(r.Totals[2:], whole.cells())
	return r, nil
}

// ledger lists the units themselves.
func ledger(a ask) (Report, error) {
	q := premises.LedgerQuery{Day: a.day, District: a.district, Pool: a.query.Pool, Community: a.query.Community, State: a.query.State}
	rows, err := a.st.Ledger(a.ctx, a.by, q)
	if err != nil {
		return Report{}, err
	}
	r := Report{Columns: fieldColumns(premises.LedgerNoun, ledgerFields)}
	for _, u := range rows {
		if u.Sample {
			r.Samples++
		}
		r.Rows = append(r.Rows, Row{Noun: allocation.NounUnit, ID: u.ID, Cells: fieldCells(premises.LedgerNoun, ledgerFields, u, a.day)})
	}
	r.total()
	return r, nil
}

// ledgerFields are the columns of the ledger.
var ledgerFields = []string{"number", "district", "community", "building", "floor", "bay", "area_dm2", "state", "since", "tenant", "contract_last", "sample"}

// Headings of columns.
const textCommunity = say.Community
