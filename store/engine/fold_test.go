package engine_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"penggai/allocation"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
)

// TestRandomWritesVerify: whatever is inserted, changed, deleted and put back under the same id, the fold of the log is
// the live rows; one value changed behind it is always found, in its row.
func TestRandomWritesVerify(t *testing.T) {
	for seed := range uint64(enginetest.Times(3, 8)) {
		r := rand.New(rand.NewPCG(seed, 1))
		o := enginetest.New(t, "尖山区")
		by := o.As(t, allocation.Admin)
		live := map[int64]bool{}
		for range 40 {
			ok(t, o.Write(t.Context(), by, allocation.ActEditHolidays, func(x *engine.Tx) error {
				for range 1 + r.IntN(4) {
					if err := randomStep(x, r, live); err != nil {
						return err
					}
				}
				return nil
			}))
		}
		if report, err := o.Verify(t.Context(), nil); err != nil || !report.OK() {
			t.Fatalf("seed %d: %+v %v", seed, report, err)
		}
		for id := range live {
			column := []string{"day", "name", "source"}[r.IntN(3)]
			o.Foreign(t, fmt.Sprintf(`UPDATE holiday SET %s = %s || 'x' WHERE id = %d`, column, column, id))
			report, err := o.Verify(t.Context(), nil)
			if err != nil || !slices.Equal(differences(report), []engine.Difference{{Table: "holiday", Row: id, Field: column, Why: engine.WhyChanged}}) {
				t.Fatalf("seed %d: changed %s of %d: %+v %v", seed, column, id, report, err)
			}
			break
		}
	}
}

// randomStep inserts, changes, deletes or revives one of a few rows.
func randomStep(x *engine.Tx, r *rand.Rand, live map[int64]bool) error {
	id := int64(1 + r.IntN(12))
	switch {
	case !live[id]:
		live[id] = true
		return x.Exec(`INSERT INTO holiday (id, day, working, name, source) VALUES ($1, $2, $3, $4, '')`,
			id, fmt.Sprintf("2021-%d-%d", id, r.IntN(1e9)), r.IntN(2), fmt.Sprint("节", r.IntN(100)))
	case r.IntN(3) == 0:
		delete(live, id)
		return x.Exec(`DELETE FROM holiday WHERE id = $1`, id)
	case r.IntN(4) == 0 && !live[id+100]:
		live[id+100] = true
		delete(live, id)
		return x.Exec(`UPDATE holiday SET id = $1, day = $2 WHERE id = $3`,
			id+100, fmt.Sprint("moved-", r.IntN(1e9)), id)
	}
	return x.Exec(`UPDATE holiday SET name = $1, working = 1 - working WHERE id = $2`, fmt.Sprint("节", r.IntN(100)), id)
}
