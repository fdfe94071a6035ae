package store_test

import (
	"testing"

	"penggai/seed"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/premises"
)

var must, count, withRelease = enginetest.OK, enginetest.Count, enginetest.WithRelease

func (o testOffice) withUnits(t testing.TB, times int) testOffice {
	t.Helper()
	must(t, o.AddUnits(t.Context(), engine.Console(), seed.Units(times), onDay("2017-08-05")))
	return o
}

func (o testOffice) unit(t testing.TB, number string) premises.UnitRow {
	t.Helper()
	u, err := o.UnitByNumber(t.Context(), engine.Actor{}, number)
	must(t, err)
	return u
}

func (o testOffice) fill(b *testing.B, times int) error {
	o.withUnits(b, times)
	return nil
}
