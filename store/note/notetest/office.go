// Package notetest adds notes to the office in which the store is tested.
//
//	notetest ──> basistest, note
package notetest

import (
	"testing"

	"penggai/allocation"
	"penggai/store/basis/basistest"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/note"
)

// Office is an office with the use cases of this room too.
type Office struct {
	basistest.Office
	note.Room
}

// Of gives an office the rooms up to this one.
func Of(o enginetest.Office) Office { return Office{basistest.Of(o), note.Of(o.Store)} }

// New is an office with one unit a district, JS-1 and LD-1, and nothing else.
func New(t testing.TB, office string) Office {
	t.Helper()
	o := Of(basistest.New(t, office).Base())
	enginetest.OK(t, o.Write(t.Context(), engine.Console(), allocation.ActAddUnits, func(x *engine.Tx) error {
		for _, u := range [][2]string{{"JS-1", "尖山区"}, {"LD-1", "岭东区"}} {
			err := x.Exec(`INSERT INTO unit (number, district, community, building, floor, bay, area_dm2, tags, state, sample, version)
				VALUES ($1, $2, '甲小区', '1号楼', 1, 1, 10000, '', 'vacant', 0, 1)`, u[0], u[1])
			if err != nil {
				return err
			}
		}
		return nil
	}))
	return o
}
