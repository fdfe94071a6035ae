package store_test

import (
	"fmt"
	"testing"

	"penggai/allocation"
	"penggai/store"
	"penggai/store/basis"
	"penggai/store/engine"
)

func BenchmarkWrite(b *testing.B) {
	o := newOffice(b, "尖山区")
	by := o.as(b, allocation.Admin)
	for i := 0; b.Loop(); i++ {
		err := o.Write(b.Context(), by, allocation.ActEditHolidays, func(x *engine.Tx) error {
			x.Subject("number")
			_, err := x.Number("series")
			return err
		})
		must(b, err)
	}
}

func BenchmarkSaveDraft(b *testing.B) {
	o := newOffice(b, "尖山区")
	by := o.as(b, allocation.Admin)
	for b.Loop() {
		must(b, o.SaveDraft(b.Context(), by, "form/new", "some text"))
	}
}

// bulk appends entries of 256 rows each, so that a test of size does not pay for as many commits.
func bulk(b testing.TB, o testOffice, by engine.Actor, entries int) {
	b.Helper()
	must(b, o.Write(b.Context(), by, allocation.ActEditHolidays, func(x *engine.Tx) error {
		for i := range entries * engine.ChunkRows {
			if err := x.Move("bench", int64(i), "a", "b", ""); err != nil {
				return err
			}
		}
		return nil
	}))
}

func BenchmarkVerify(b *testing.B) {
	o := newOffice(b, "尖山区")
	bulk(b, o, o.as(b, allocation.Admin), 400)
	rows, err := engine.One(b.Context(), o.Read, engine.ScanOne[int64], `SELECT count(*) FROM move`)
	must(b, err)
	for b.Loop() {
		r, err := o.Verify(b.Context(), nil)
		if err != nil || !r.OK() {
			b.Fatal(r, err)
		}
	}
	b.ReportMetric(float64(rows), "rows")
}

func BenchmarkOpen(b *testing.B) {
	folder := b.TempDir()
	s, err := store.Create(folder, basis.Founding{Office: "尖山区", Admin: "xitong", Password: "penggai-test"}, engine.Options{})
	must(b, err)
	must(b, s.Close())
	for b.Loop() {
		s, err := store.Open(folder, engine.Options{})
		must(b, err)
		must(b, s.Close())
	}
}

func BenchmarkLogPage(b *testing.B) {
	o := newOffice(b, "尖山区")
	by := o.as(b, allocation.Admin)
	for i := range 2000 {
		must(b, note(o, by, fmt.Sprintf("2021-%02d-%02d-%d", i%12+1, i%28+1, i)))
	}
	for b.Loop() {
		_, err := o.LogList(b.Context(), by, engine.ListQuery{Limit: 50})
		must(b, err)
	}
}
