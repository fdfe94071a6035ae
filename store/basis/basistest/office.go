// Package basistest adds the basis to the office in which the store is tested: founded as a real one is, with the first
// parameters of its districts.
//
//	basistest ──> enginetest, basis
package basistest

import (
	"context"
	"testing"

	"penggai/allocation"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
)

// Office is an office with the use cases of the basis.
type Office struct {
	enginetest.Office
	basis.Room
}

// Of gives an office its basis.
func Of(o enginetest.Office) Office { return Office{o, basis.Of(o.Store)} }

// New is an office of the whole city or of a district; its verification proves what is given too.
func New(t testing.TB, office string, proofs ...engine.Proof) Office {
	t.Helper()
	return Of(enginetest.Found(t, "basis "+office, engine.Options{Proofs: proofs}, func(folder string, o engine.Options) (*engine.Store, error) {
		return basis.Create(folder, basis.Founding{
			Office: office, Admin: enginetest.Admin, Password: enginetest.Password, Clock: enginetest.AnyDay, Catalogues: basis.Catalogues{Districts: allocation.Districts()},
		}, o)
	}))
}

// AddParameters draws up a version as one person and puts it in force as the approver of the district.
func (o Office) AddParameters(ctx context.Context, by engine.Actor, n basis.NewParameters) (int64, error) {
	id, err := o.ProposeParameters(ctx, by, n)
	if err != nil {
		return 0, err
	}
	return o.AdoptParameters(ctx, engine.Console(), id, 1)
}
