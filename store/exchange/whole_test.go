package exchange_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/exchange"
)

// has gives an office units of a district.
func (o office) has(t testing.TB, district string, sample int, numbers ...string) {
	t.Helper()
	ok(t, o.Write(t.Context(), engine.Console(), allocation.ActEditHolidays, func(x *engine.Tx) error {
		for i, n := range numbers {
			id, err := x.Insert(unitInsert, n, district, i+1, sample)
			if err != nil {
				return err
			}
			if err := x.Exec(`INSERT INTO unit_area (unit_id, from_day, area_dm2, basis) VALUES ($1, '2017-01-01', 3000, '')`, id); err != nil {
				return err
			}
		}
		return nil
	}))
}

// TestWhole: the city reads its own rows and the district's as one office; a unit of both is the district's, and nothing can be written.
func TestWhole(t *testing.T) {
	district, city := newOffice(t, "尖山区"), newOffice(t, allocation.CityOffice)
	if _, _, err := city.Whole(t.Context()); !errors.Is(err, exchange.ErrNoOffices) {
		t.Error(err)
	}
	city.has(t, "尖山区", 1, "JS-A-01", "JS-A-02")
	city.has(t, "岭东区", 1, "LD-A-01")
	district.has(t, "尖山区", 0, "JS-A-01", "JS-A-09")
	district.works(t, "2021-05-01")
	city.works(t, "2021-05-01")
	u := city.takes(t, district.pack(t, nil), district.fingerprint(t))
	before := hashOf(t, city, 2)
	whole, from, err := city.Whole(t.Context())
	ok(t, err)
	units, err := engine.All(t.Context(), whole.Read, engine.ScanOne[string], `SELECT number || ' ' || (SELECT count(*) FROM unit_area a WHERE a.unit_id = u.id) FROM unit u ORDER BY number`)
	ok(t, err)
	if !slices.Equal(units, []string{"JS-A-01 1", "JS-A-09 1", "LD-A-01 1"}) {
		t.Error(units)
	}
	names, err := engine.All(t.Context(), whole.Read, engine.ScanOne[string], `SELECT name || password_hash FROM account WHERE id > 1000 ORDER BY id`)
	ok(t, err)
	if !slices.Equal(names, []string{"xitong@尖山区"}) {
		t.Error(names)
	}
	says := strings.Join(exchange.Says("全市", from, whole.Today()), "\n")
	if !strings.Contains(says, "尖山区的数据截至 2021-03-15") || !strings.Contains(says, "岭东区") || from[0] != u.Known {
		t.Error(says)
	}
	if err := whole.Write(t.Context(), engine.Console(), allocation.ActEditHolidays, func(*engine.Tx) error { return nil }); !errors.Is(err, engine.ErrReadOnlyStore) {
		t.Error("it is written to:", err)
	}
	ok(t, whole.Close())
	if hashOf(t, city, 2) != before {
		t.Error("the city is another")
	}
	enginetest.Count(t, city.Read, `SELECT count(*) FROM unit`)
	if r := city.verified(t); !r.OK() {
		t.Error(r.FirstBad())
	}
}

const unitInsert = `INSERT INTO unit (number, district, community, building, floor, bay, area_dm2, tags, state, sample) VALUES ($1, $2, '南市', '1', 1, $3, 3000, '', 'vacant', $4)`
