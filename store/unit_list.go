package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"penggai/allocation"
)

// UnitPage is one window of the list of units, with what stands in its head.
type UnitPage struct {
	Rows    []UnitRow
	Offset  int             // place of Rows[0] in the whole list
	Total   int             // units that the filter leaves
	Area    allocation.Area // of all of them
	Samples int             // how many of them are 示例明细
}

// Expressions of the list's orders; each has its index in 0002_unit.sql.
const (
	sqlDistrictRank = `CASE u.district WHEN '尖山区' THEN 1 WHEN '岭东区' THEN 2 WHEN '四方台区' THEN 3 WHEN '宝山区' THEN 4 ELSE 5 END`
	sqlStateRank    = `CASE u.state WHEN 'vacant' THEN 1 WHEN 'reserved' THEN 2 WHEN 'occupied' THEN 3 WHEN 'recovering' THEN 4 WHEN 'withdrawn' THEN 5 ELSE 6 END`
	sqlBuildingNo   = `CAST(u.building AS INTEGER)`
)

// Texts that units have few of, each read by jumping from one to the next along an index.
const (
	sqlCommunities = `WITH RECURSIVE v (x) AS (SELECT min(community) FROM unit UNION ALL
	SELECT (SELECT min(community) FROM unit WHERE community > v.x) FROM v WHERE v.x IS NOT NULL) SELECT x FROM v WHERE x IS NOT NULL`
	sqlUnitTags = `WITH RECURSIVE v (x) AS (SELECT min(tags) FROM unit UNION ALL
	SELECT (SELECT min(tags) FROM unit WHERE tags > v.x) FROM v WHERE v.x IS NOT NULL) SELECT x FROM v WHERE x IS NOT NULL`
)

// unitOrder is a column that the list can be sorted by.
type unitOrder struct{ expr, index string }

var unitOrders = map[string]unitOrder{
	"number":    {"u.number", "unit_find"},
	"district":  {sqlDistrictRank, "unit_by_district"},
	"community": {"u.community", "unit_by_community"},
	"building":  {sqlBuildingNo, "unit_by_building"},
	"floor":     {"u.floor", "unit_by_floor"},
	"bay":       {"u.bay", "unit_by_bay"},
	"area_dm2":  {"u.area_dm2", "unit_by_area"},
	"state":     {sqlStateRank, "unit_by_state"},
	"tags":      {"u.tags", "unit_by_tags"},
}

// unitFilter is what units can be filtered by.
var unitFilter = filterColumns{
	fields: UnitFilterFields(),
	column: map[string]filterColumn{
		"number":    {text: containing("u.number")},
		"district":  {expr: "u.district"},
		"community": {text: sounding("u.community", sqlCommunities)},
		"building":  {text: buildingMatch},
		"floor":     {expr: "u.floor"},
		"bay":       {expr: "u.bay"},
		"area_dm2":  {expr: "u.area_dm2"},
		"state":     {expr: "u.state"},
		"tags":      {text: listing("u.tags", sqlUnitTags)},
		"sample":    {expr: "u.sample"},
	},
	plain: []string{"state", "district", "community", "tags", "building", "number"},
}

// UnitFilterFields are the fields of a filter over units, in the order in which they are named to people.
func UnitFilterFields() []allocation.FilterField {
	var states, districts []allocation.Choice
	for _, s := range allocation.UnitStates() {
		states = append(states, allocation.Choice{Value: string(s), Title: s.Title()})
	}
	for _, d := range allocation.Districts() {
		districts = append(districts, allocation.Choice{Value: d.Name, Title: d.Name})
	}
	districts = append(districts, allocation.Choice{Value: "", Title: textCityPool})
	return []allocation.FilterField{
		{Key: "state", Title: textFieldState, Kind: allocation.FieldChoice, Choices: states},
		{Key: "district", Title: textFieldDistrict, Kind: allocation.FieldChoice, Choices: districts},
		{Key: "community", Title: textFieldCommunity, Kind: allocation.FieldText},
		{Key: "building", Title: textFieldBuilding, Kind: allocation.FieldText},
		{Key: "floor", Title: textFieldFloor, Kind: allocation.FieldCount},
		{Key: "bay", Title: textFieldBay, Kind: allocation.FieldCount},
		{Key: "area_dm2", Title: textFieldArea, Kind: allocation.FieldArea},
		{Key: "tags", Title: textFieldTags, Kind: allocation.FieldText},
		{Key: "number", Title: textFieldNumber, Kind: allocation.FieldText},
		{Key: "sample", Title: textFieldSample, Kind: allocation.FieldChoice,
			Choices: []allocation.Choice{{Value: "1", Title: textYes}, {Value: "0", Title: textNo}}},
	}
}

// buildingMatch finds a building: its name, its number alone (3 is 3号楼), or 汉字 within its name.
// A plain word of letters and digits is not looked for here: it is part of the unit's number.
func buildingMatch(_ context.Context, _ querier, b *binder, word string, exact bool) (string, error) {
	digits := strings.Trim(word, "0123456789") == ""
	switch {
	case exact, strings.HasSuffix(word, textBuildingSuffix) && strings.Trim(word, "0123456789"+textBuildingSuffix) == "":
		return "u.building = " + b.add(word), nil
	case digits:
		return "u.building IN (" + b.add(word) + ", " + b.add(word+textBuildingSuffix) + ")", nil
	case word[0] < 0x80 && strings.IndexFunc(word, func(r rune) bool { return r >= 0x80 }) < 0:
		return sqlFalse, nil
	}
	return b.like("u.building", word), nil
}

// Units reads a window of the list of units that the actor may see. Errors: those of allocation.ParseFilter,
// ErrUnknownColumn.
func (s *Store) Units(ctx context.Context, by Actor, q ListQuery) (page UnitPage, err error) {
	err = s.snapshot(ctx, func(r querier) error {
		l, err := newUnitList(ctx, r, by, q)
		if err != nil {
			return err
		}
		page, err = l.page(ctx, r, &s.counts, q)
		return err
	})
	return page, err
}

// UnitPosition is the place of a unit in the list that a query describes, from 0; found is false when the filter
// leaves it out.
func (s *Store) UnitPosition(ctx context.Context, by Actor, q ListQuery, number string) (place int, found bool, err error) {
	err = s.snapshot(ctx, func(r querier) error {
		l, err := newUnitList(ctx, r, by, q)
		if err != nil {
			return err
		}
		place, found, err = l.position(ctx, r, number)
		return err
	})
	return place, found, err
}

// unitList is a question about units, ready to be put together: the condition with its arguments, and the order.
type unitList struct {
	cond  string // "TRUE" when nothing is asked
	args  []any
	uses  map[string]bool // keys of the fields that cond reads
	order []unitOrder
	desc  []bool
}

func newUnitList(ctx context.Context, r querier, by Actor, q ListQuery) (l unitList, err error) {
	var b binder
	cond, uses, err := unitFilter.where(ctx, r, &b, q.Filter)
	if err != nil {
		return l, err
	}
	l.cond, l.uses = cond, uses
	if by.District != "" {
		own := "u.district = " + b.add(by.District)
		l.uses["district"] = true
		if l.cond != "" {
			own += " AND "
		}
		l.cond = own + l.cond
	}
	if l.cond == "" {
		l.cond = "TRUE"
	}
	l.args = b.args
	for _, o := range q.Sort {
		column, ok := unitOrders[o.Column]
		if !ok {
			return l, ErrUnknownColumn.With(o.Column)
		}
		l.order, l.desc = append(l.order, column), append(l.desc, o.Desc)
	}
	if !slices.Contains(l.order, unitOrders["number"]) {
		last := len(l.desc) > 0 && l.desc[0] // ties in the direction of the first column, so that its index serves both ways
		l.order, l.desc = append(l.order, unitOrders["number"]), append(l.desc, last)
	}
	return l, nil
}

// index is the index that answers counts: the narrowest one that holds all that the condition reads.
func (l unitList) index() string {
	for key := range l.uses {
		if key != "district" && key != "state" && key != "area_dm2" && key != "sample" {
			return "unit_find"
		}
	}
	return "unit_tally"
}

func (l unitList) countSQL() string {
	return `SELECT count(*), CAST(coalesce(sum(u.area_dm2), 0) AS INTEGER), CAST(coalesce(sum(u.sample), 0) AS INTEGER)
	FROM unit u INDEXED BY ` + l.index() + ` WHERE ` + l.cond
}

// count reads the head of the list.
func (l unitList) count(ctx context.Context, r querier, counts *listCounts) (listTally, error) {
	return counts.tally(ctx, r, "unit "+l.cond+fmt.Sprint(l.args...), func() (listTally, error) {
		return one(ctx, r, func(s scanner) (t listTally, err error) {
			err = s.Scan(&t.rows, &t.area, &t.samples)
			return t, err
		}, l.countSQL(), l.args...)
	})
}

// orderBy is the ORDER BY clause, reversed for windows that are read from behind.
func (l unitList) orderBy(reverse bool) string {
	parts := make([]string, len(l.order))
	for i, o := range l.order {
		parts[i] = o.expr
		if l.desc[i] != reverse {
			parts[i] += " DESC"
		}
	}
	return " ORDER BY " + strings.Join(parts, ", ")
}

// seekable reports whether the order is one column and the number behind it in the same direction: then a row value
// comparison finds the place of a row along the column's index.
func (l unitList) seekable() bool {
	return len(l.order) == 1 || (len(l.order) == 2 && l.order[1] == unitOrders["number"] && l.desc[0] == l.desc[1])
}

// wide reports whether the filter leaves so much of the list that walking along the order's own index meets the rows
// of a window soon; otherwise they are picked from unit_find and sorted.
func wide(rows, all int64) bool { return rows*8 >= all }

// windowSQL reads limit rows, walking from where beyond holds (a condition on the order, or TRUE), skipping skip rows.
// The ids come from an index alone; only the rows of the window are read whole.
func (l unitList) windowSQL(beyond string, reverse, walk bool, limit, skip int) string {
	index := "unit_find"
	if walk && l.seekable() {
		index = l.order[0].index
	}
	ids := `SELECT u.id FROM unit u INDEXED BY ` + index + ` WHERE ` + l.cond + ` AND ` + beyond + l.orderBy(reverse) +
		fmt.Sprintf(` LIMIT %d OFFSET %d`, limit, skip)
	return sqlUnitColumns + ` FROM (` + ids + `) p JOIN unit u ON u.id = p.id` + sqlUnitJoins + l.orderBy(false)
}

// beyond compares with the place of a row in the order: behind it, or before it.
func (l unitList) beyond(b *binder, key unitKey, behind bool) string {
	op := "<"
	if behind != l.desc[0] {
		op = ">"
	}
	if len(l.order) == 1 {
		return l.order[0].expr + " " + op + " " + b.add(key.number)
	}
	return "(" + l.order[0].expr + ", u.number) " + op + " (" + b.add(key.value) + ", " + b.add(key.number) + ")"
}

// unitKey is the place of a row in a seekable order.
type unitKey struct {
	value  any
	number string
}

func (l unitList) key(ctx context.Context, r querier, number string) (unitKey, bool, error) {
	return maybe(ctx, r, func(s scanner) (k unitKey, err error) {
		err = s.Scan(&k.value, &k.number)
		return k, err
	}, `SELECT `+l.order[0].expr+`, u.number FROM unit u WHERE u.number = $1`, number)
}

// page reads head and window.
func (l unitList) page(ctx context.Context, r querier, counts *listCounts, q ListQuery) (UnitPage, error) {
	t, err := l.count(ctx, r, counts)
	if err != nil {
		return UnitPage{}, err
	}
	all, err := unitList{cond: "TRUE"}.count(ctx, r, counts)
	if err != nil {
		return UnitPage{}, err
	}
	p := UnitPage{Offset: q.Offset, Total: int(t.rows), Area: allocation.Area(t.area), Samples: int(t.samples)}
	if q.Limit <= 0 {
		q.Limit, q.Offset = p.Total, 0
	}
	if q.Find != "" {
		place, found, err := l.position(ctx, r, q.Find)
		if err != nil {
			return p, err
		}
		if found && (place < q.Offset || place >= q.Offset+q.Limit) {
			q.Offset, q.After, q.Before = max(place-q.Limit/2, 0), "", ""
		}
	}
	q.Offset = min(q.Offset, max(p.Total-1, 0))
	p.Offset = q.Offset
	p.Rows, err = l.window(ctx, r, q, p.Total, wide(t.rows, all.rows))
	return p, err
}

// window reads the rows from whichever end is nearest: the row before, the row behind, the beginning, the end.
func (l unitList) window(ctx context.Context, r querier, q ListQuery, total int, walk bool) ([]UnitRow, error) {
	limit := min(q.Limit, total-q.Offset)
	if limit <= 0 {
		return []UnitRow{}, nil
	}
	b := binder{args: slices.Clone(l.args)}
	for _, from := range []struct {
		number string
		behind bool
	}{{q.After, true}, {q.Before, false}} {
		if from.number == "" || !l.seekable() {
			continue
		}
		key, found, err := l.key(ctx, r, from.number)
		if err != nil {
			return nil, err
		}
		if found {
			query := l.windowSQL(l.beyond(&b, key, from.behind), !from.behind, walk, limit, 0)
			return all(ctx, r, scanUnit, query, b.args...)
		}
	}
	skip, reverse := q.Offset, false
	if behind := total - q.Offset - limit; behind < skip {
		skip, reverse = behind, true
	}
	return all(ctx, r, scanUnit, l.windowSQL("TRUE", reverse, walk, limit, skip), b.args...)
}

// position counts the rows before a unit; found is false when the condition leaves the unit out.
func (l unitList) position(ctx context.Context, r querier, number string) (int, bool, error) {
	b := binder{args: slices.Clone(l.args)}
	in, err := one(ctx, r, scanOne[bool], `SELECT EXISTS (SELECT 1 FROM unit u WHERE `+l.cond+` AND u.number = `+b.add(number)+`)`, b.args...)
	if err != nil || !in {
		return 0, false, err
	}
	b = binder{args: slices.Clone(l.args)}
	before, err := l.before(ctx, r, &b, number)
	if err != nil {
		return 0, false, err
	}
	n, err := one(ctx, r, scanOne[int64], `SELECT count(*) FROM unit u INDEXED BY unit_find WHERE `+l.cond+` AND (`+before+`)`, b.args...)
	return int(n), err == nil, err
}

// before is the condition that a row stands before a unit in the order, column by column.
func (l unitList) before(ctx context.Context, r querier, b *binder, number string) (string, error) {
	var parts []string
	same := ""
	for i, o := range l.order {
		value, err := one(ctx, r, scanOne[any], `SELECT `+o.expr+` FROM unit u WHERE u.number = $1`, number)
		if err != nil {
			return "", err
		}
		op := " < "
		if l.desc[i] {
			op = " > "
		}
		place := b.add(value)
		parts = append(parts, "("+same+o.expr+op+place+")")
		same += o.expr + " = " + place + " AND "
	}
	return strings.Join(parts, " OR "), nil
}
