package report

import (
	"context"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store"
	"penggai/store/engine"
	"penggai/store/premises/premisestest"
)

// BenchmarkReports makes every report of the office of premisestest.Big, of its own day and of one three years before.
func BenchmarkReports(b *testing.B) {
	o := premisestest.Big(b, 100)
	st := store.Over(o.Store)
	by := engine.Actor{ID: 1, Name: "duban", Display: "督办", Role: allocation.Supervisor}
	for _, d := range Definitions() {
		for name, day := range map[string]civil.Date{"now": o.Clock.Day, "2018": civil.MustParse("2018-03-15")} {
			b.Run(d.Name+"/"+name, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					r, err := Make(context.Background(), st, by, d.Name, Query{AsOf: day})
					if err != nil {
						b.Fatal(err)
					}
					b.ReportMetric(float64(len(r.Rows)), "rows")
				}
			})
		}
	}
}
