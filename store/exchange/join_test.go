package exchange_test

import (
	"flag"
	"os"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/store/engine"
	"penggai/store/exchange"
	"penggai/store/schema"
)

var update = flag.Bool("update", false, "write testdata/references")

// TestReferencesArePinned: whoever adds a column of numbers sees here whether it is taken for the number of a row, which moves when offices
// are put together, or for a quantity, which does not.
func TestReferencesArePinned(t *testing.T) {
	o := newOffice(t, allocation.CityOffice)
	type column struct {
		table, name string
		keyed       bool
	}
	columns, err := engine.All(t.Context(), o.Read, func(s engine.Scanner) (c column, err error) {
		err = s.Scan(&c.table, &c.name, &c.keyed)
		return c, err
	}, `SELECT m.name, c.name, EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) f WHERE f."from" = c.name)
		FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND c.type = 'INTEGER' ORDER BY 1, 2`)
	ok(t, err)
	var numbers, quantities strings.Builder
	for _, c := range columns {
		if !schema.Logged(c.table) {
			continue
		}
		to := &quantities
		if exchange.Reference(c.name, c.keyed) {
			to = &numbers
		}
		to.WriteString(c.table + "." + c.name + "\n")
	}
	got := "numbers of rows\n" + numbers.String() + "\nquantities\n" + quantities.String()
	if *update {
		ok(t, os.WriteFile("testdata/references", []byte(got), 0o600))
	}
	want, err := os.ReadFile("testdata/references")
	ok(t, err)
	if got != string(want) {
		t.Errorf("testdata/references says otherwise; -update writes it: read the difference\n%s", got)
	}
}
