package premises

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/quantity"
	"penggai/store/engine"
)

// Expressions of the list's orders; those of the unit itself have their index.
const (
	sqlDistrictRank   = `(SELECT d.place FROM district d WHERE d.name = u.district)`
	sqlDistrictWalked = `d.place` // the same while the districts are walked
	sqlStateRank      = `CASE u.state WHEN 'vacant' THEN 1 WHEN 'reserved' THEN 2 WHEN 'occupied' THEN 3 WHEN 'recovering' THEN 4 WHEN 'withdrawn' THEN 5 ELSE 6 END`
	sqlBuildingWord   = `ltrim(u.building, '0123456789')`
	sqlBuildingNo     = `CAST(u.building AS INTEGER)`
	sqlHolder         = `(SELECT p.name FROM hold h JOIN tenancy t ON t.id = h.ref_id JOIN applicant p ON p.id = t.applicant_id
	WHERE h.unit_id = u.id AND h.to_day IS NULL AND h.kind = 'tenancy')`
	sqlUntil = `(SELECT c.to_day FROM hold h JOIN contract c ON c.tenancy_id = h.ref_id
	WHERE h.unit_id = u.id AND h.to_day IS NULL AND h.kind = 'tenancy' AND c.state IN ('pending', 'running'))`
	sqlEmptyLast  = `coalesce(%s, char(1114111))` // what is empty comes last, whatever the direction
	sqlEmptyFirst = `coalesce(%s, '')`
)

// unitOrder is a column that the list can be sorted by: its expressions without the number, which always comes last.
type unitOrder struct {
	exprs []string
	index string // "" when there is none: rows are picked and sorted
}

// byDistrict is the index that holds the numbers of each district; a walk along it takes the districts in their order.
const byDistrict = "unit_by_district"

// unitIndexes hold an order, by the key of its field.
var unitIndexes = map[string]string{
	"number": "unit_find", "district": byDistrict, "community": "unit_by_community", "building": "unit_by_building", "floor": "unit_by_floor",
	"bay": "unit_by_bay", "area_dm2": "unit_by_area", "state": "unit_by_state", "tags": "unit_by_tags",
}

var unitOrders = func() map[string]unitOrder {
	out := map[string]unitOrder{}
	for key, exprs := range UnitNoun.Sorts {
		out[key] = unitOrder{exprs, unitIndexes[key]}
	}
	out["number"] = unitOrder{index: unitIndexes["number"]}
	return out
}()

// Units reads a window of the list of units that the actor may see. Errors: those of allocation.ParseFilter,
// ErrUnknownColumn.
func (s Room) Units(ctx context.Context, by engine.Actor, q engine.ListQuery) (page engine.Page[UnitRow], err error) {
	err = s.Snapshot(ctx, func(r engine.Querier) error {
		l, err := newUnitList(ctx, r, by, q)
		if err != nil {
			return err
		}
		if q.By != "" {
			page.Values, err = UnitNoun.Values(ctx, r, UnitNoun.From, l.cond, l.args, q.By, s.Today())
			return err
		}
		page, err = l.page(ctx, r, &s.Counts, q)
		return err
	})
	return page, err
}

// unitList is a question about units, ready to be put together: the condition with its arguments, and the order.
type unitList struct {
	cond  string // what is asked, and that closed units are left out
	args  []any
	uses  map[string]bool // keys of the fields that cond reads
	exprs []string        // of the order, the number last
	desc  []bool
	along string // index that holds the order; "" when there is none
	blind bool   // the condition reads the column of the order, but its index cannot use that: walking it meets long gaps
}

func newUnitList(ctx context.Context, r engine.Querier, by engine.Actor, q engine.ListQuery) (l unitList, err error) {
	var b engine.Binder
	cond, uses, err := UnitNoun.Where(ctx, r, &b, q.Filter)
	if err != nil {
		return l, err
	}
	if l.cond, err = openOnly(ctx, r, &b, cond, q.Filter); err != nil {
		return l, err
	}
	l.uses = uses
	if by.District != "" {
		l.cond = "u.district = " + b.Add(by.District) + " AND " + l.cond
		l.uses["district"] = true
	}
	l.args = b.Args
	return l, l.sort(q.Sort)
}

// openOnly leaves closed units out of a condition, unless the filter names their state or the number of one of them.
func openOnly(ctx context.Context, r engine.Querier, b *engine.Binder, cond, filter string) (string, error) {
	if strings.Contains(filter, allocation.UnitClosed.Title()) || strings.Contains(filter, string(allocation.UnitClosed)) {
		return cmp.Or(cond, "TRUE"), nil
	}
	open := "u.state <> 'closed'"
	var named []string
	for _, word := range strings.FieldsFunc(quantity.HalfWidth(filter), func(r rune) bool { return strings.ContainsRune(" :=,\"", r) }) {
		ids, err := engine.All(ctx, r, engine.ScanOne[int64], `SELECT id FROM unit INDEXED BY unit_closed WHERE state = 'closed' AND number = $1`, strings.ToUpper(word))
		if err != nil {
			return "", err
		}
		for _, id := range ids {
			named = append(named, b.Add(id))
		}
	}
	if len(named) > 0 {
		open = "(" + open + " OR u.id IN (" + strings.Join(named, ", ") + "))"
	}
	if cond == "" {
		return open, nil
	}
	return open + " AND " + cond, nil
}

// sort sets the order. The number is the last column, in the direction of the first one, so that the first one's
// index serves both ways. Errors: ErrUnknownColumn.
func (l *unitList) sort(by []engine.Order) error {
	l.along = unitOrders["number"].index
	desc := len(by) > 0 && by[0].Desc
	for i, o := range by {
		column, ok := unitOrders[o.Column]
		if !ok {
			return engine.ErrUnknownColumn.With(o.Column)
		}
		if i > 0 {
			l.along = ""
		} else {
			l.along = column.index
			l.blind = l.uses[o.Column] && (o.Column == "district" || o.Column == "state" || o.Column == "building")
		}
		if len(column.exprs) == 0 {
			desc = o.Desc
			break
		}
		for _, e := range column.exprs {
			switch {
			case column.index == "" && o.Desc:
				e = fmt.Sprintf(sqlEmptyFirst, e)
			case column.index == "":
				e = fmt.Sprintf(sqlEmptyLast, e)
			}
			l.exprs, l.desc = append(l.exprs, e), append(l.desc, o.Desc)
		}
	}
	l.exprs, l.desc = append(l.exprs, "u.number"), append(l.desc, desc)
	return nil
}

// index is the index that answers counts: the narrowest one that holds all that the condition reads.
func (l *unitList) index() string {
	only := func(keys ...string) bool {
		for key := range l.uses {
			if !slices.Contains(keys, key) && key != "holder" && key != "until" { // those two read the unit's id only
				return false
			}
		}
		return true
	}
	switch {
	case only("district", "state", "area_dm2", "sample"):
		return "unit_tally"
	case only("community", "district", "building", "state", "area_dm2", "sample"):
		return "unit_place"
	}
	return "unit_find"
}

func (l *unitList) countSQL() string { return UnitNoun.Heads + l.counted() }

func (l *unitList) counted() string {
	return ` FROM unit u INDEXED BY ` + l.index() + ` WHERE ` + l.cond
}

// orderBy is the ORDER BY clause, reversed for windows that are read from behind.
func (l *unitList) orderBy(reverse bool) string {
	parts := make([]string, len(l.exprs))
	for i, e := range l.exprs {
		parts[i] = e
		if l.desc[i] != reverse {
			parts[i] += " DESC"
		}
	}
	return " ORDER BY " + strings.Join(parts, ", ")
}

// reach is how the rows of a window are met.
type reach int

const (
	walk reach = iota // along the order's own index: the filter leaves so much that its rows come soon
	pick              // picked from unit_find, which answers every filter, and sorted
	seek              // sought in the index of the count and sorted: few rows
)

// reachOf chooses by how many of all rows the filter leaves.
func (l *unitList) reachOf(rows, all int64) reach {
	switch {
	case l.along != "" && !l.blind && (rows*8 >= all || l.along == "unit_find" && rows*32 >= all):
		return walk
	case rows*32 < all && l.index() != "unit_find":
		return seek
	}
	return pick
}

// windowSQL reads limit rows, from where beyond holds (a condition on the order, or TRUE), skipping skip rows.
// The ids come from an index; only the rows of the window are read whole.
func (l *unitList) windowSQL(how reach, beyond string, reverse bool, limit, skip int) string {
	index := map[reach]string{walk: l.along, pick: "unit_find", seek: l.index()}[how]
	from, order := ` FROM unit u INDEXED BY `+index+` WHERE `, l.orderBy(reverse)
	if how == walk && index == byDistrict {
		from = ` FROM district d CROSS JOIN unit u INDEXED BY ` + index + ` WHERE u.district = d.name AND `
		order = strings.Replace(order, sqlDistrictRank, sqlDistrictWalked, 1)
	}
	ids := `SELECT u.id` + from + l.cond + ` AND ` + beyond + order + fmt.Sprintf(` LIMIT %d OFFSET %d`, limit, skip)
	return UnitNoun.Columns + ` FROM (` + ids + `) page JOIN unit u ON u.id = page.id` + sqlUnitJoins + l.orderBy(false)
}

// beyond compares with the place of a row in an order of one direction: behind it, or before it. A walk by district begins
// inside the row's own district.
func (l *unitList) beyond(b *engine.Binder, how reach, place []any, behind bool) string {
	op, end := " < ", "char(1114111)"
	if behind != l.desc[0] {
		op, end = " > ", "''"
	}
	values := make([]string, len(place))
	for i, v := range place {
		values[i] = b.Add(v)
	}
	if how == walk && l.along == byDistrict {
		return fmt.Sprintf("%[1]s%[2]s= %[3]s AND u.number%[4]sCASE %[1]s WHEN %[3]s THEN %[5]s ELSE %[6]s END",
			sqlDistrictWalked, strings.TrimRight(op, " "), values[0], op, values[1], end)
	}
	return "(" + strings.Join(l.exprs, ", ") + ")" + op + "(" + strings.Join(values, ", ") + ")"
}

// place reads the values that a unit has in the order; found is false when there is no such unit.
func (l *unitList) place(ctx context.Context, r engine.Querier, number string) ([]any, bool, error) {
	return engine.Maybe(ctx, r, func(s engine.Scanner) ([]any, error) {
		values, dest := make([]any, len(l.exprs)), make([]any, len(l.exprs))
		for i := range values {
			dest[i] = &values[i]
		}
		return values, s.Scan(dest...)
	}, `SELECT `+strings.Join(l.exprs, ", ")+` FROM unit u WHERE u.number = $1`, number)
}

// page reads head and window.
func (l *unitList) page(ctx context.Context, r engine.Querier, counts *engine.ListCounts, q engine.ListQuery) (engine.Page[UnitRow], error) {
	var p engine.Page[UnitRow]
	if err := UnitNoun.Tally(ctx, counts, r, &p, l.counted(), l.args); err != nil {
		return p, err
	}
	all, err := engine.One(ctx, r, engine.ScanOne[int64], `SELECT coalesce(max(id), 0) FROM unit`)
	if err != nil {
		return p, err
	}
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
	p.Rows, err = l.window(ctx, r, q, p.Total, l.reachOf(int64(p.Total), all))
	return p, err
}

// window reads the rows from whichever end is nearest: the row before, the row behind, the beginning, the end.
func (l *unitList) window(ctx context.Context, r engine.Querier, q engine.ListQuery, total int, how reach) ([]UnitRow, error) {
	limit := min(q.Limit, total-q.Offset)
	if limit <= 0 {
		return []UnitRow{}, nil
	}
	b := engine.Binder{Args: slices.Clone(l.args)}
	for _, from := range []struct {
		number string
		behind bool
	}{{q.After, true}, {q.Before, false}} {
		if from.number == "" || l.along == "" {
			continue
		}
		place, found, err := l.place(ctx, r, from.number)
		if err != nil {
			return nil, err
		}
		if found {
			query := l.windowSQL(how, l.beyond(&b, how, place, from.behind), !from.behind, limit, 0)
			return engine.All(ctx, r, UnitNoun.Scan, query, b.Args...)
		}
	}
	skip, reverse := q.Offset, false
	if behind := total - q.Offset - limit; behind < skip {
		skip, reverse = behind, true
	}
	return engine.All(ctx, r, UnitNoun.Scan, l.windowSQL(how, "TRUE", reverse, limit, skip), b.Args...)
}

// position counts the rows before a unit; found is false when the condition leaves the unit out.
func (l *unitList) position(ctx context.Context, r engine.Querier, number string) (int, bool, error) {
	b := engine.Binder{Args: slices.Clone(l.args)}
	in, err := engine.One(ctx, r, engine.ScanOne[bool], `SELECT EXISTS (SELECT 1 FROM unit u WHERE `+l.cond+` AND u.number = `+b.Add(number)+`)`, b.Args...)
	if err != nil || !in {
		return 0, false, err
	}
	place, _, err := l.place(ctx, r, number)
	if err != nil {
		return 0, false, err
	}
	b = engine.Binder{Args: slices.Clone(l.args)}
	n, err := engine.One(ctx, r, engine.ScanOne[int64], `SELECT count(*) FROM unit u INDEXED BY unit_find WHERE `+l.cond+` AND (`+l.before(&b, place)+`)`, b.Args...)
	return int(n), err == nil, err
}

// before is the condition that a row stands before a place in the order, column by column, as directions may differ.
func (l *unitList) before(b *engine.Binder, place []any) string {
	if l.along != "" {
		return l.beyond(b, pick, place, false)
	}
	var parts []string
	same := ""
	for i, e := range l.exprs {
		op := " < "
		if l.desc[i] {
			op = " > "
		}
		value := b.Add(place[i])
		parts = append(parts, "("+same+e+op+value+")")
		same += e + " = " + value + " AND "
	}
	return strings.Join(parts, " OR ")
}
