package engine_test

import (
	"fmt"
	"testing"

	"penggai/allocation"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
)

func BenchmarkWrite(b *testing.B) {
	o := enginetest.New(b, "尖山区")
	by := o.As(b, allocation.Admin)
	for i := 0; b.Loop(); i++ {
		err := o.Write(b.Context(), by, allocation.ActEditHolidays, func(x *engine.Tx) error {
			x.Subject("number")
			_, err := x.Number("series")
			return err
		})
		ok(b, err)
	}
}

// bulk appends entries of 256 rows each, so that a test of size does not pay for as many commits.
func bulk(b testing.TB, o enginetest.Office, by engine.Actor, entries int) {
	b.Helper()
	ok(b, o.Write(b.Context(), by, allocation.ActEditHolidays, func(x *engine.Tx) error {
		for i := range entries * engine.ChunkRows {
			if err := x.Move("bench", int64(i), "a", "b", ""); err != nil {
				return err
			}
		}
		return nil
	}))
}

func BenchmarkVerify(b *testing.B) {
	o := enginetest.New(b, "尖山区")
	bulk(b, o, o.As(b, allocation.Admin), 400)
	rows, err := engine.One(b.Context(), o.Read, engine.ScanOne[int64], `SELECT count(*) FROM move`)
	ok(b, err)
	for b.Loop() {
		r, err := o.Verify(b.Context(), nil)
		if err != nil || !r.OK() {
			b.Fatal(r, err)
		}
	}
	b.ReportMetric(float64(rows), "rows")
}

func BenchmarkOpen(b *testing.B) {
	folder := enginetest.Closed(b)
	for b.Loop() {
		s, err := engine.Open(folder, engine.Options{})
		ok(b, err)
		ok(b, s.Close())
	}
}

func BenchmarkLogPage(b *testing.B) {
	o := enginetest.New(b, "尖山区")
	by := o.As(b, allocation.Admin)
	for i := range 2000 {
		ok(b, o.Note(by, fmt.Sprintf("2021-%02d-%02d-%d", i%12+1, i%28+1, i)))
	}
	for b.Loop() {
		_, err := o.LogList(b.Context(), by, engine.ListQuery{Limit: 50})
		ok(b, err)
	}
}
