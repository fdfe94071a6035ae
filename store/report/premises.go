package report

import (
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/say"
	"penggai/store/desk"
	"penggai/store/figure"
	"penggai/store/premises"
)

// occupancyColumns are the figures of occupancy behind the columns that name the place.
func occupancyColumns(place ...Column) []Column {
	columns := append(place, Column{Key: "total", Title: textUnits, Kind: Count, Units: true})
	for _, s := range allocation.UnitStates() {
		columns = append(columns, Column{Key: string(s), Title: s.Title(), Short: s.Short(), Kind: Count, Units: true, State: s})
	}
	return append(columns,
		Column{Key: "area_dm2", Title: textArea, Unit: textM2, Kind: Area, Units: true},
		Column{Key: "occupied_area_dm2", Title: "使用面积", Short: "使用", Unit: textM2, Kind: Area, Units: true, State: allocation.UnitOccupied},
		Column{Key: "occupancy_permille", Title: "使用率", Kind: Permille}.share("occupied", "vacant", "reserved", "occupied", "recovering"))
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
	r.occupancy(a, figures, parts, func(f desk.UnitFigure) Part {
		return Part{District: f.District, Pool: f.District == ""}
	}, func(p Part) []string { return []string{p.title()} })
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
	r.occupancy(a, figures, parts, key, func(p Part) []string { return []string{p.title(), p.Community} })
	return r, nil
}

// occupancy fills the report: one row a part, in their order. The first columns name the part.
func (r *Report) occupancy(a ask, figures []desk.UnitFigure, parts []Part, key func(desk.UnitFigure) Part, name func(Part) []string) {
	known := map[Part]bool{}
	for _, p := range parts {
		known[p] = true
		row := r.head(p.path(), name(p)...)
		row.Part = &p
	}
	names := len(r.Columns) - len(occupancyColumns())
	count := func(f fact, state allocation.UnitState, units, area int64) {
		adds := r.count(f)
		adds[names] = units
		adds[r.column(string(state))] = units
		adds[r.column("area_dm2")] = area
		if state == allocation.UnitOccupied {
			adds[r.column("occupied_area_dm2")] = area
		}
	}
	for _, f := range figures {
		if p := key(f); known[p] {
			count(fact{key: p.path(), n: int64(f.Units)}, f.State, int64(f.Units), int64(f.Area))
			r.Samples += f.Samples
		}
	}
	r.deep = func() ([]fact, error) {
		rows, err := a.st.Ledger(a.ctx, a.by, premises.LedgerQuery{Day: a.day, District: a.district})
		shallow := r.facts
		r.facts = nil
		for _, u := range rows {
			p := key(desk.UnitFigure{District: u.District, Community: u.Community})
			count(fact{
				key: p.path(), noun: allocation.NounUnit, id: u.ID, n: 1, name: [3]string{premises.DistrictText(u.District), u.Number, u.Community},
			}, u.State, 1, int64(u.Area))
		}
		deep := r.facts
		r.facts = shallow
		return deep, err
	}
	r.settle()
}

// path names the part in Row.Path.
func (p Part) path() string {
	if p.Community == "" {
		return p.title()
	}
	return keyOf(p.title(), p.Community)
}

// vacancy lists the communities that have idle units, with how long these have been so.
func vacancy(a ask) (Report, error) {
	list, err := a.st.IdleOn(a.ctx, a.by, a.district, a.day)
	if err != nil {
		return Report{}, err
	}
	vacant := allocation.UnitVacant
	r := Report{Notes: []string{"闲置天数从收回（交还钥匙）或建成之日起算，到分配为止；整修、停用、批次锁定和没有签约的分配都不使它中断，也不重新起算"}, Columns: []Column{
		{Key: "district", Title: textDistrict, State: vacant},
		{Key: "community", Title: textCommunity, State: vacant},
		{Key: "idle", Title: "空置", Kind: Count},
		{Key: "vacant", Title: vacant.Title(), Kind: Count, Units: true, State: vacant},
		{Key: "locked", Title: "批次锁定", Short: "锁定", Kind: Count},
		{Key: "area_dm2", Title: textArea, Unit: textM2, Kind: Area},
		{Key: "over_90", Title: "超过 90 天", Short: ">90 天", Kind: Count},
		{Key: "over_365", Title: "超过 365 天", Short: ">365 天", Kind: Count},
		Column{Key: "longest_days", Title: "最长", Unit: textDays, Kind: Count}.as(most),
		Column{Key: "mean_days", Title: "平均", Unit: textDays, Kind: Count}.as(mean),
	}}
	parts := map[string][]*Part{}
	seen := map[Part]bool{}
	add := func(f figure.Idle) {
		p := Part{District: f.District, Community: f.Community}
		if !seen[p] {
			seen[p] = true
			parts[f.District] = append(parts[f.District], &p)
		}
		n, days := int64(f.Units), int64(a.day.Sub(f.Since))
		adds := r.count(fact{key: p.path(), noun: allocation.NounUnit, id: f.ID, n: n, name: [3]string{f.District, f.Number, f.Name}})
		copy(adds[2:], []int64{n, n * flag(f.State == vacant), n * flag(f.State != vacant), int64(f.Area), n * flag(days > 90), n * flag(days > figure.LongIdle), days, days})
	}
	for _, f := range list {
		add(f)
		r.Samples += f.Samples
	}
	for _, d := range a.districts() {
		slices.SortFunc(parts[d], func(x, y *Part) int { return strings.Compare(x.Community, y.Community) })
		for _, p := range parts[d] {
			r.head(p.path(), d, p.Community).Part = p
		}
	}
	r.deep = func() ([]fact, error) {
		units, err := a.st.IdleUnits(a.ctx, a.by, a.district, a.day)
		shallow := r.facts
		r.facts = nil
		for _, f := range units {
			add(f)
		}
		deep := r.facts
		r.facts = shallow
		return deep, err
	}
	r.settle()
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
		r.Samples += int(flag(u.Sample))
		key := keyOf(premises.DistrictText(u.District), u.Number)
		f := fact{key: key, noun: allocation.NounUnit, id: u.ID, n: 1, name: [3]string{premises.DistrictText(u.District), u.Number, u.Community}}
		r.line(fieldCells(premises.LedgerNoun, ledgerFields, u, a.day), f)
	}
	r.settle()
	return r, nil
}

// line is a row that is one record.
func (r *Report) line(cells []Value, f fact) {
	r.Rows = append(r.Rows, Row{Cells: cells, Noun: f.noun, ID: f.id, Path: f.key})
	adds := r.count(f)
	for i, v := range cells {
		if v.is == 2 {
			adds[i] = v.number
		}
	}
}

// ledgerFields are the columns of the ledger.
var ledgerFields = []string{"number", "district", "community", "building", "floor", "bay", "area_dm2", "state", "since", "tenant", "contract_last", "sample"}

// Headings of columns.
const textCommunity = say.Community
