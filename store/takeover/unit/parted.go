package unit

import (
	"context"

	"penggai/allocation"
	"penggai/allocation/quantity"
	"penggai/store/engine"
)

// parted is a unit that was split or merged: a ledger of before still has it as it was.
type parted struct {
	number string
	area   quantity.Area
	into   string // numbers of what it became
}

const sqlParted = `SELECT u.number, u.district, u.community, u.building, u.door, u.area_dm2, (SELECT group_concat(x.unit, '、') FROM (SELECT DISTINCT n.unit FROM unit_change_line o
	JOIN unit_change_line n ON n.change_id = o.change_id AND n.role = 'new' WHERE o.unit_id = u.id AND o.role = 'old' ORDER BY n.unit) x) AS became
	FROM unit u WHERE u.state = 'closed' AND u.door <> '' AND ($1 = '' OR u.district = $1) AND became IS NOT NULL ORDER BY u.id`

// readParted reads the units that were split or merged, by their place.
func readParted(ctx context.Context, q engine.Querier, by engine.Actor) (map[string]parted, error) {
	out := map[string]parted{}
	_, err := engine.All(ctx, q, func(s engine.Scanner) (p parted, err error) {
		var u allocation.Unit
		if err = s.Scan(&p.number, &u.District, &u.Community, &u.Building, &u.Door, &p.area, &p.into); err == nil {
			out[PlaceKey(u)] = p
		}
		return p, err
	}, sqlParted, by.District)
	return out, err
}
