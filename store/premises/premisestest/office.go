// Package premisestest adds shops to the office in which the store is tested.
//
//	premisestest ──> basistest, premises, seed
package premisestest

import (
	"fmt"
	"strings"
	"testing"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/quantity"
	"penggai/seed"
	"penggai/store/basis/basistest"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/premises"
)

// Office is an office with the use cases of the premises.
type Office struct {
	basistest.Office
	premises.Room
}

// Of gives an office its premises.
func Of(o enginetest.Office) Office { return Office{basistest.Of(o), premises.Of(o.Store)} }

// New is an office of the whole city or of a district without units.
func New(t testing.TB, office string, proofs ...engine.Proof) Office {
	t.Helper()
	return Of(basistest.New(t, office, proofs...).Base())
}

// WithUnits enters the units of the policy, times over.
func (o Office) WithUnits(t testing.TB, times int) Office {
	t.Helper()
	enginetest.OK(t, o.AddUnits(t.Context(), engine.Console(), seed.Units(times), enginetest.Day("2017-08-05")))
	return o
}

// Row enters n vacant units of 尖山区, JS-NSQ-01-1-01 and on, each of 100 ㎡ and 1 ㎡ more than the one before.
func (o Office) Row(t testing.TB, n int) {
	t.Helper()
	list := make([]allocation.Unit, n)
	for i := range list {
		list[i] = allocation.Unit{
			Number: fmt.Sprintf("JS-NSQ-01-1-%02d", i+1), District: "尖山区", Community: "南市区", Building: "1号楼", Floor: 1, Bay: i + 1,
			Area: quantity.Area(10000 + 100*i), Tags: []string{say.Plumbing}, State: allocation.UnitVacant,
		}
	}
	enginetest.OK(t, o.AddUnits(t.Context(), o.As(t, allocation.Manager), list, enginetest.Day("2021-01-04")))
}

// Mixed gives the units several states, as a running office has them.
func (o Office) Mixed(t testing.TB) Office {
	t.Helper()
	for _, q := range []string{
		`UPDATE unit SET state = 'occupied' WHERE state = 'vacant' AND id % 3 = 0`,
		`UPDATE unit SET state = 'recovering' WHERE state = 'vacant' AND id % 31 = 0`,
		`UPDATE unit SET state = 'withdrawn' WHERE state = 'vacant' AND id % 37 = 0`,
		`UPDATE unit SET sample = 0 WHERE id % 5 = 0`,
	} {
		_, err := o.Writer.ExecContext(t.Context(), q)
		enginetest.OK(t, err)
	}
	return o
}

// UnitOf is a unit by its number.
func (o Office) UnitOf(t testing.TB, number string) premises.UnitRow {
	t.Helper()
	u, err := o.UnitByNumber(t.Context(), engine.Actor{}, number)
	enginetest.OK(t, err)
	return u
}

// UnitStates are the states of all units, by number.
func (o Office) UnitStates(t testing.TB) string {
	t.Helper()
	states, err := engine.All(t.Context(), o.Read, engine.ScanOne[string], `SELECT state FROM unit ORDER BY number`)
	enginetest.OK(t, err)
	return strings.Join(states, " ")
}

// Fill enters the units of the policy, times over, without their log, which a list does not read.
func (o Office) Fill(t testing.TB, times int) {
	t.Helper()
	db, err := o.Writer.BeginTx(t.Context(), nil)
	enginetest.OK(t, err)
	defer func() { _ = db.Rollback() }() // after the commit there is nothing to take back
	x := &engine.Tx{Ctx: t.Context(), Db: db, Today: o.Clock.Day, By: engine.Console()}
	enginetest.OK(t, premises.Stock(seed.Units(times))(x, o.Clock.Day))
	o.Changes.Reset()
	enginetest.OK(t, db.Commit())
}
