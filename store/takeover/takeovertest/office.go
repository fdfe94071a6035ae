// Package takeovertest adds imports to the office in which the store is tested.
//
//	takeovertest ──> mendtest, takeover
package takeovertest

import (
	"slices"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/leave"
	"penggai/seed"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/mend/mendtest"
	"penggai/store/premises"
	"penggai/store/schema"
	"penggai/store/stay"
	"penggai/store/takeover"
	"penggai/store/takeover/ledger"
)

// Office is an office with the use cases of this room too.
type Office struct {
	mendtest.Office
	takeover.Room
}

// Of gives an office the rooms up to this one.
func Of(o enginetest.Office) Office { return Office{mendtest.Of(o), takeover.Of(o.Store)} }

// New is an office as `penggai init` founds it: with its part of the sample inventory.
func New(t testing.TB, office string) Office {
	t.Helper()
	district, err := allocation.ParseOffice(office)
	enginetest.OK(t, err)
	return Of(enginetest.Found(t, "takeover "+office, engine.Options{}, func(folder string, o engine.Options) (*engine.Store, error) {
		return basis.Create(folder, basis.Founding{
			Office: office, Admin: enginetest.Admin, Password: enginetest.Password,
			Catalogues: basis.Catalogues{
				Districts: allocation.Districts(), Sectors: seed.Sectors(), Groups: seed.Groups(), Materials: seed.Materials(), Benefits: seed.Benefits(),
				Grounds: leave.ExitGrounds(), Bodies: seed.Bodies(),
			},
			Stock: premises.Stock(slices.DeleteFunc(seed.Units(1), func(u allocation.Unit) bool { return district != "" && u.District != district })),
		}, o)
	}))
}

// Seen is the preview of a file.
func (o Office) Seen(t testing.TB, by engine.Actor, req ledger.Request) *ledger.Preview {
	t.Helper()
	p, err := o.PreviewImport(t.Context(), by, req, nil)
	enginetest.OK(t, err)
	return p
}

// Taken writes a file, all of it or what is not rejected.
func (o Office) Taken(t testing.TB, by engine.Actor, req ledger.Request, partial bool) (*ledger.Preview, int64) {
	t.Helper()
	p := o.Seen(t, by, req)
	id, err := o.ApplyImport(t.Context(), by, p, partial, nil)
	enginetest.OK(t, err)
	return p, id
}

// Rows are all rows of the office but those of the log and of the imports themselves: as one text, so that what was taken back can be
// compared with what was before.
func (o Office) Rows(t testing.TB) string {
	t.Helper()
	tables, err := engine.All(t.Context(), o.Read, engine.ScanOne[string], `SELECT name FROM sqlite_master WHERE type = 'table'
		AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'takeover%' AND name <> 'account' ORDER BY name`)
	enginetest.OK(t, err)
	var out strings.Builder
	for _, table := range tables {
		if !schema.Logged(table) { // follows from the others
			continue
		}
		columns, err := engine.All(t.Context(), o.Read, engine.ScanOne[string], `SELECT name FROM pragma_table_info($1) ORDER BY cid`, table)
		enginetest.OK(t, err)
		rows, err := engine.All(t.Context(), o.Read, engine.ScanOne[string], `SELECT json_array(`+strings.Join(columns, ", ")+`) FROM `+table+` ORDER BY 1`)
		enginetest.OK(t, err)
		for _, r := range rows {
			out.WriteString(table + " " + r + "\n")
		}
	}
	return out.String()
}

// Meters are the readings of a stay as people read them.
func (o Office) Meters(t testing.TB, by engine.Actor, tenancy int64) (out []string, err error) {
	t.Helper()
	rows, err := stay.ReadReadings(t.Context(), o.Read, tenancy)
	for _, r := range rows {
		out = append(out, r.Day.String()+" "+r.Water.String()+r.AsMeter().Meter.Title())
	}
	return out, err
}
